// Package extract reads the news: from the text of a page to a Record of what it alleges, every field with the span that it was
// taken from and the rule that took it. What it knows of the field is in data/*.txt, which a linguist can extend (see
// doc/reading.md); what it knows of the language is package bahasa. It uses no network and no model.
//
// Precision comes before recall: who is not named stays unnamed, a place that fits several is listed and not guessed.
package extract

import (
	"net/url"
	"strings"

	"netra/bahasa"
	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
)

// A Reader reads pages. It never changes after New, so any number of goroutines may use it.
type Reader struct {
	lex    *lexicon
	places map[string][]gazetteer.Code // letters of a bare name -> provinces, regencies and districts of that name
	law    *law.Law
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
	return &Reader{lex, places, l}, nil
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
	dates                     []bahasa.Mention
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
	d := &doc{r: r, page: p}
	d.rec = Record{
		URL: Text(p.URL), Outlet: Text(p.Outlet), Title: Text(p.Title), Published: Text(p.Published.String()),
		Regions: []Region{}, EventDates: []calendar.Date{}, Accused: []Accused{}, Beneficiaries: []Beneficiary{}, Acts: []string{},
		Evidence: []Evidence{}, Institutions: []Institution{}, Statements: []Statement{}, Sources: []string{}, Norms: []ActNorms{},
		Flags: []Flag{}, Spans: map[string][]Span{}, Kind: Offtopic,
	}
	d.prepare()
	if len(d.toks) == 0 {
		return d.rec
	}
	d.readNames()
	d.dropPlaces()
	d.markCandidates()
	d.readContext()
	d.readDates()
	d.readStatements()
	d.readElection()
	d.readActs()
	d.readAccused()
	d.setAccused()
	d.readBodies()
	d.readKind()
	d.readRegion()
	d.readSources()
	d.setByKind()
	return d.rec
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
		if r.Region.ProvinceCode == "" {
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
			for k := range r.Statements { // who speaks in an appeal appeals
				if r.Kind == Appeal && r.Statements[k].Stance == "explains" {
					r.Statements[k].Stance = "appeals"
				}
			}
		}
	}
}

// mark notes where a field was taken from.
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
	d.rec.Spans[field] = append(d.rec.Spans[field], sp)
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
