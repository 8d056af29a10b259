// Package extract reads the news: from the text of a page to a Record of what it alleges, every field with the span that it was
// taken from and the rule that took it. What it knows of the field is in data/*.txt, which a linguist can extend (see
// doc/reading.md); what it knows of the language is package bahasa. It uses no network and no model.
//
// Precision comes before recall: who is not named stays unnamed, a place that fits several is listed and not guessed.
package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"netra/bahasa"
	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
)

// A Reader reads pages. It never changes after New, so any number of goroutines may use it.
type Reader struct {
	lex     *lexicon
	places  map[string][]gazetteer.Code // letters of a bare name -> provinces, regencies and districts of that name
	law     *law.Law
	weights map[string]model
}

// New loads the lexicons and the names of places. Without a law (nil) records have no norms. An error names the file and line of a
// lexicon and means that this build is broken.
func New(l *law.Law) (*Reader, error) {
	lex, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	places, err := loadPlaces()
	if err != nil {
		return nil, err
	}
	text, err := files.ReadFile("data/weights.txt")
	if err != nil {
		return nil, err
	}
	weights, err := readWeights(string(text))
	if err != nil {
		return nil, err
	}
	return &Reader{lex, places, l, weights}, nil
}

// MaxText is how many bytes of a text are read; what a page says it says in the first of them.
const MaxText = 32 << 10

// A doc is one text while it is read: the title, or the slug of the address where there is none, and then the body.
type doc struct {
	r    *Reader
	page *Page
	rec  Record

	text    string
	lead    int // bytes before the body
	slug    bool
	body    int // first token of the body
	toks    []bahasa.Token
	sents   []bahasa.Span
	sentOf  []int32 // token -> sentence
	quotes  []bahasa.Quotation
	quoteOf []int32 // token -> quotation + 1, 0 outside
	hits    [topics][]hit

	negative                  []bool
	recites, supposes, hedges []int32
	mentions                  []mention
	persons                   []person
	roleSeen, roleNamed       []roleMention
	speech                    []spoken
	shouted                   []bahasa.Span
	acts                      []hit
	suspects                  []*suspect
	accused                   []position // of those whom the record names as accused
	kindCues, officeCues      cues
	dates                     []bahasa.Mention
	days                      []dated
	ref                       calendar.Date // the day that the text is of; zero if unknown
	contest                   string        // role of the candidates of the election
	bodies                    []body
	status                    string
	statusAt                  bahasa.Span
	noReport                  bool
}

// Read reads a page. It always returns a record; a text in another language, without words or on another matter is Offtopic. The
// time is linear in the text but for a small factor, of which at most MaxText bytes are looked at. The caller sets ID.
func (r *Reader) Read(p *Page) Record {
	return r.read(p).rec
}

// read is Read with all that was found on the way.
func (r *Reader) read(p *Page) *doc {
	d := &doc{r: r, page: p}
	d.rec = Record{
		URL: Text(p.URL), Outlet: Text(p.Outlet), Title: Text(p.Title), Published: Text(p.Published.String()),
		Regions: []Region{}, EventDates: []calendar.Date{}, Accused: []Accused{}, Beneficiaries: []Beneficiary{}, Acts: []string{},
		Evidence: []Evidence{}, Institutions: []Institution{}, Statements: []Statement{}, Sources: []string{}, Norms: []ActNorms{},
		Flags: []Flag{}, Spans: map[string][]Span{}, Kind: Offtopic,
	}
	d.markPage()
	d.prepare()
	if len(d.toks) == 0 || d.foreign() {
		return d
	}
	d.readNames()
	d.dropPlaces()
	d.markCandidates()
	d.readContext()
	d.readDates()
	d.readStatements()
	d.readElection()
	d.markYear()
	d.readActs()
	d.readAccused()
	d.setAccused()
	d.readBodies()
	d.readKind()
	d.setStances()
	d.readRegion()
	d.readSources()
	d.setByKind()
	return d
}

// prepare cuts the text and finds all patterns in one pass.
func (d *doc) prepare() {
	title := d.page.Title
	if title == "" {
		title = slug(d.page.URL)
		d.slug = title != ""
	}
	body := d.page.Text
	if len(body) > MaxText {
		d.flag(FlagLong)
		body = strings.ToValidUTF8(body[:MaxText], "")
	}
	d.text = body
	if title != "" {
		d.text = title + "\n\n" + body
		d.lead = len(title) + 2
	}
	d.toks = d.r.lex.joinPrefix(bahasa.Tokens(d.text))
	for d.body < len(d.toks) && d.toks[d.body].Start < d.lead {
		d.body++
	}
	d.sents = bahasa.Sentences(d.toks)
	d.sentOf = make([]int32, len(d.toks))
	for k, s := range d.sents {
		for i := s.First; i < s.Last; i++ {
			d.sentOf[i] = int32(k)
		}
	}
	d.quoteOf = make([]int32, len(d.toks))
	for _, q := range bahasa.Quotations(d.toks) {
		if q.First < d.body {
			continue
		}
		d.quotes = append(d.quotes, q)
		if q.Last-q.First < 5 {
			continue // words set apart: rapat "terselubung"
		}
		for i := q.First; i < q.Last; i++ {
			d.quoteOf[i] = int32(len(d.quotes))
		}
	}
	d.hits = d.r.lex.find(d.toks, d.sentOf)
}

// slug returns the words of an address's last part, which most sites make of the title: "bawaslu periksa camat".
func slug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	best := ""
	for _, part := range strings.Split(u.Path, "/") {
		part = strings.TrimSuffix(strings.TrimSuffix(part, ".html"), ".htm")
		if strings.Count(part, "-") >= 3 && len(part) > len(best) {
			best = part
		}
	}
	return strings.ReplaceAll(best, "-", " ")
}

// setByKind fills the fields that a kind has: all of a case for allegations, only bodies and statements for what is about the
// matter, nothing for what is not.
func (d *doc) setByKind() {
	r := &d.rec
	switch r.Kind {
	case Allegation, OtherOfficial:
		d.setActs()
		d.readEvidence()
		d.setDates()
		d.readEmployer()
		d.readBeneficiaries()
		d.setBodies()
		if d.status == "" {
			d.status = "circulating"
		}
		r.Status = Text(d.status)
		if d.statusAt.Last > 0 {
			d.mark("status_at_publication", d.status, d.statusAt)
		}
		d.setNorms()
		if r.Region.ProvinceCode == "" && !slices.ContainsFunc(r.Flags, func(f Flag) bool { return f.Kind == FlagPlace }) {
			d.flag(FlagNoPlace)
		}
		if len(r.Accused) == 0 {
			d.flag(FlagUnnamed)
		}
		if d.noReport {
			for _, h := range within(d.hits[topicStatuses], bahasa.Span{First: 0, Last: d.body}) {
				if strings.HasPrefix(h.section, "registered") {
					d.flag(FlagHeadline, d.span(h.Span))
					break
				}
			}
		}
	default:
		r.Accused = []Accused{}
		delete(r.Spans, "accused")
		if r.Kind == Offtopic {
			r.Statements = []Statement{}
			delete(r.Spans, "statements")
		} else {
			d.setBodies()
		}
	}
}

// byPosition are the fields whose spans belong to their values by position.
var byPosition = words("statements institutions")

// mark notes where a field was taken from, once.
func (d *doc) mark(field, rule string, s bahasa.Span) {
	if s.Last <= s.First {
		return
	}
	a, b := d.toks[s.First].Start, d.toks[s.Last-1].End
	sp := Span{Rule: rule, Text: d.text[a:b]}
	if a < d.lead {
		if d.slug {
			return
		}
		sp.Title = true
		sp.Start, sp.End = a, b
	} else {
		sp.Start, sp.End = a-d.lead, b-d.lead
	}
	if byPosition[field] || !slices.Contains(d.rec.Spans[field], sp) {
		d.rec.Spans[field] = append(d.rec.Spans[field], sp)
	}
}

// markPage notes where the fields that the page gives were taken from.
func (d *doc) markPage() {
	p := d.page
	if p.Title != "" {
		d.rec.Spans["title"] = []Span{{0, len(p.Title), "page", p.Title, true}}
	}
	switch {
	case p.Outlet == "":
	case strings.Contains(strings.ToLower(p.URL), p.Outlet):
		d.markBeside("outlet", "address", p.URL)
	default:
		d.markBeside("outlet", "page", p.Outlet)
	}
	if !p.Published.IsZero() {
		d.markBeside("published_date", cmp.Or(p.PublishedBy, "page"), cmp.Or(p.PublishedAt, p.Published.String()))
	}
}

// markBeside notes that a field was taken from what is neither in the title nor in the text.
func (d *doc) markBeside(field, rule, text string) {
	d.rec.Spans[field] = append(d.rec.Spans[field], Span{-1, -1, rule, text, false})
}

// markYear notes what tells the year of the election: the year beside its name, else anywhere in the text, else the day that the text
// is of.
func (d *doc) markYear() {
	if d.rec.ElectionYear == 0 {
		return
	}
	year := strconv.Itoa(int(d.rec.ElectionYear))
	first := -1
	for i := range d.toks {
		if d.fold(i) != year {
			continue
		}
		for _, h := range within(d.hits[topicElections], bahasa.Span{First: max(i-reach, 0), Last: i + 1}) {
			if h.Last >= i && h.section != "neither" && d.same(h.First, i) {
				d.mark("election_year", "elections: "+h.section, bahasa.Span{First: h.First, Last: i + 1})
				return
			}
		}
		if first < 0 {
			first = i
		}
	}
	switch {
	case first >= 0:
		d.mark("election_year", "year", bahasa.Span{First: first, Last: first + 1})
	case !d.ref.IsZero():
		d.markBeside("election_year", "next election", d.ref.String())
	}
}

func (d *doc) flag(kind string, values ...string) {
	if values == nil {
		values = []string{}
	}
	d.rec.Flags = append(d.rec.Flags, Flag{kind, values})
}

// fold returns the folded token i, or nothing beyond the sentence of token from.
func (d *doc) fold(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].Fold
}

func (d *doc) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(d.toks) && j < len(d.toks) && d.sentOf[i] == d.sentOf[j]
}

// span returns the text of tokens.
func (d *doc) span(s bahasa.Span) string {
	if s.Last <= s.First {
		return ""
	}
	return strings.Join(strings.Fields(d.text[d.toks[s.First].Start:d.toks[s.Last-1].End]), " ")
}
