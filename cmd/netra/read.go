package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/bahasa"
	"netra/extract"
	"netra/extract/page"
	"netra/gazetteer"
	"netra/law"
	"netra/web"
)

type readCmd struct {
	speaking
	Explain bool     `help:"Show for every field where it was taken from and by which rule. JSON always has it."`
	Files   []string `arg:"" name:"file" help:"Article or post: a file of text or HTML, the address of a page, or - for standard input."`
}

// Help implements kong.HelpProvider.
func (readCmd) Help() string {
	return `Reads Indonesian articles and posts on the neutrality of civil servants: what is alleged, of whom, where, when, said by whom,
and how far it has gone, with the sentence behind each. It reports what a text alleges; whether it is so, people decide.

Of an address that one page is fetched, from public servers only, without a proxy. A text file may begin with a line that is the
address of its page and a line that is its title.

The rules that --explain shows are the names of sections and cues in the lists and in weights.txt that Netra reads by; they are
the same in every language.

Examples:
  netra read artikel.txt
  netra read --json simpanan/*.html > catatan.ndjson
  netra read --explain --lang en https://koran.example/berita/1

Exit status: 0 all were read, 1 at least one could not be read (the others are written), 2 bad call.`
}

// Run writes each article as soon as it is read.
func (c *readCmd) Run(e *env) error {
	r, l, err := newArticleReader(e, c.Law)
	if err != nil {
		return err
	}
	out := json.NewEncoder(e.Stdout)
	out.SetEscapeHTML(false)
	s, err := newSpeaker(c.Lang)
	if err != nil {
		return err
	}
	return r.each(c.Files, func(a article) error {
		if c.JSON {
			return out.Encode(a.rec)
		}
		s.out.Reset()
		a.write(s, l, c.Explain)
		return s.writeTo(e.Stdout)
	})
}

// An article is a page and what was read from it.
type article struct {
	page  page.Page
	rec   extract.Record
	sents []bounds // of the page's text; set by write
}

// An articleReader reads articles for the commands that take them.
type articleReader struct {
	e      *env
	reader *extract.Reader
	client *http.Client
}

// newArticleReader loads the law, over which dir is laid unless it is empty, and the reader's lexicons.
func newArticleReader(e *env, dir string) (*articleReader, *law.Law, error) {
	l, _, err := loadLaw(dir)
	if err != nil {
		return nil, nil, err
	}
	reader, err := extract.New(l)
	if err != nil {
		return nil, nil, err
	}
	return &articleReader{e, reader, newPageClient(publicDialer.DialContext)}, l, nil
}

// each reads one article after the other and hands it to do. What cannot be read is told on the standard error and does not stop
// the rest; the error is then an exitError without a cause. An error of do stops.
func (r *articleReader) each(names []string, do func(article) error) error {
	failed := false
	for _, name := range names {
		if err := r.e.Ctx.Err(); err != nil {
			return err
		}
		a, err := r.read(name)
		if err != nil {
			fmt.Fprintf(r.e.Stderr, "netra: %s: %s\n", shown(name), shown(err.Error()))
			failed = true
			continue
		}
		if err := do(a); err != nil {
			return err
		}
	}
	if failed {
		return exitError{status: exitFailed}
	}
	return nil
}

// read reads a file, standard input (-) or the page at an address. The record's id is the file's base name, "-" or the address.
// The errors are those of page.Parse, of the file without its name, and of fetch.
func (r *articleReader) read(name string) (article, error) {
	id, hint := name, page.Hint{Name: name}
	var data []byte
	var err error
	switch scheme, _, ok := strings.Cut(name, "://"); {
	case name == "-":
		data, err = readPage(r.e.Stdin)
	case ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		data, hint, err = fetch(r.e.Ctx, r.client, name)
	case ok:
		err = errors.New("only http and https addresses can be fetched")
	default:
		id = filepath.Base(name)
		data, err = readPageFile(name)
	}
	if err != nil {
		return article{}, err
	}
	p, err := page.Parse(data, hint)
	if err != nil {
		return article{}, err
	}
	rec := r.reader.Read(&p)
	rec.ID = extract.Text(id)
	return article{page: p, rec: rec}, nil
}

// shown writes control characters, which a terminal would obey, and what is no UTF-8 as Go quotes them: "a\x1b[2J.txt".
func shown(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && n == 1 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			quoted := strconv.Quote(text[:n])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}

// readPage reads one byte more than a page may have, so that page.Parse knows a larger one.
func readPage(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, page.MaxBytes+1)) }

func readPageFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = readPage(f); err == nil {
			return data, nil
		}
	}
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		err = at.Err // whoever reports it names the file
	}
	return nil, err
}

// write tells a person what an article alleges, and the sentence behind each.
func (a article) write(s *speaker, l *law.Law, explain bool) {
	a.sents = sentences(a.page.Text)
	r := &a.rec
	s.line("── %s", shown(string(r.ID)))
	if r.Title != "" {
		s.line("%s", r.Title)
	}
	var from []string
	if r.Outlet != "" {
		from = append(from, string(r.Outlet))
	}
	if !a.page.Published.IsZero() {
		from = append(from, s.day(a.page.Published))
	}
	if len(from) > 0 {
		s.line("%s", strings.Join(from, ", "))
	}
	s.line("%s", s.t(kindTexts[r.Kind]))
	if r.Kind == extract.Allegation || r.Kind == extract.OtherOfficial {
		s.text("baca.presumed")
		a.writeCase(s)
	}
	var lines []line
	for _, i := range r.Institutions {
		lines = append(lines, plain(s.t("baca.body", "name", i.Name, "role", s.t(roleTexts[i.Role]), "action", s.t(actionTexts[i.Action])))...)
	}
	a.row(s, "baca.bodies", "institutions", lines)
	lines = nil
	for _, said := range r.Statements {
		who := cmp.Or(join(said.Speaker, said.Position), s.t("baca.no_speaker"))
		lines = append(lines, line{s.t("baca.statement", "who", who, "stance", s.t(stanceTexts[said.Stance])), a.taken("statements", func(s extract.Span) bool {
			return strings.Contains(oneLine(s.Text), said.Start)
		})})
	}
	a.row(s, "baca.statements", "statements", lines)
	if r.Status != "" {
		a.row(s, "baca.status", "status_at_publication", plain(s.t(statusTexts[string(r.Status)])))
	}
	a.row(s, "baca.sources", "source_chain", plain(r.Sources...))
	a.writeNorms(s, l)
	a.writeFlags(s)
	if explain {
		a.writeSpans(s)
	}
	s.line("")
}

// writeCase writes the fields that only a case has.
func (a article) writeCase(s *speaker) {
	r := &a.rec
	var lines []line
	for _, act := range r.Acts {
		lines = append(lines, line{s.t("baca.alleged", "act", s.t(web.LabelTexts[act])), a.byRule("acts", act)})
	}
	a.row(s, "baca.what", "acts", lines)
	lines = nil
	for _, p := range r.Accused {
		lines = append(lines, plain(person(s, p))...)
	}
	a.row(s, "baca.who", "accused", lines)
	lines = nil
	for n, region := range append([]extract.Region{r.Region}, r.Regions...) {
		switch place, ok := gazetteer.Lookup(regionCode(region)); {
		case !ok || regionCode(region) == "":
		case n > 0:
			lines = append(lines, plain(s.t("baca.or_place", "place", place.FullName()))...)
		default:
			lines = append(lines, plain(place.FullName())...)
		}
	}
	a.row(s, "baca.where", "region", lines)
	if place, ok := gazetteer.Lookup(regionCode(r.Employer)); ok && r.Employer.ProvinceCode != "" {
		a.row(s, "baca.employer", "employer_region", plain(place.FullName()))
	}
	lines = nil
	for _, d := range r.EventDates {
		lines = append(lines, plain(s.day(d))...)
	}
	a.row(s, "baca.when", "event_dates", lines)
	if r.Election != "" {
		election := s.t(electionTexts[string(r.Election)])
		if r.ElectionYear != 0 {
			election += fmt.Sprintf(" %d", r.ElectionYear)
		}
		a.row(s, "baca.election", "election", plain(election))
	}
	lines = nil
	for _, b := range r.Beneficiaries {
		lines = append(lines, plain(join(b.Name, b.Role, b.Party))...)
	}
	a.row(s, "baca.for", "beneficiaries", lines)
	lines = nil
	for _, e := range r.Evidence {
		text := s.t(evidenceTexts[e.Kind])
		if e.Channel != "" {
			text += ", " + s.t(channelTexts[string(e.Channel)])
		}
		lines = append(lines, line{text, a.byRule("evidence", e.Kind)})
	}
	a.row(s, "baca.evidence", "evidence", lines)
}

// person says who is accused: "Darma Wicaksana, Camat Purwosari", "guru SD (tidak disebut namanya; 3 orang)".
func person(s *speaker, p extract.Accused) string {
	var about []string
	if p.Name == "" {
		about = append(about, s.t("baca.unnamed"))
	}
	switch {
	case p.Count > 1:
		about = append(about, s.t("baca.count", "n", int(p.Count)))
	case p.Count == 1 && p.Name == "":
		about = append(about, s.t("baca.count_one"))
	}
	if strings.Contains(string(p.Position), string(p.Agency)) {
		p.Agency = ""
	}
	line, more := join(p.Name, p.Position, p.Agency), strings.Join(about, "; ")
	switch {
	case more == "":
		return line
	case line == "":
		return more
	}
	return line + " (" + more + ")"
}

// join writes what is known of a list.
func join(parts ...extract.Text) string {
	var known []string
	for _, p := range parts {
		if p != "" {
			known = append(known, string(p))
		}
	}
	return strings.Join(known, ", ")
}

// regionCode is the code of the smallest place of a region, empty if there is none.
func regionCode(r extract.Region) gazetteer.Code {
	return gazetteer.Code(cmp.Or(r.DistrictCode, r.RegencyCode, r.ProvinceCode))
}

// A line is a value of a field as a person reads it, with the spans that it alone was taken from.
type line struct {
	text   string
	behind []extract.Span
}

func plain(texts ...string) []line {
	var lines []line
	for _, t := range texts {
		lines = append(lines, line{text: t})
	}
	return lines
}

// taken gives the spans of a field for which is holds.
func (a article) taken(field string, is func(extract.Span) bool) []extract.Span {
	return slices.DeleteFunc(slices.Clone(a.rec.Spans[field]), func(s extract.Span) bool { return !is(s) })
}

// byRule gives the spans of a field that one rule took.
func (a article) byRule(field, rule string) []extract.Span {
	return a.taken(field, func(s extract.Span) bool { return s.Rule == rule })
}

// row writes a field with the sentences that its values were taken from, each once: under the value where that is known, else under
// all of them. A field without lines is left out.
func (a article) row(s *speaker, label, field string, lines []line) {
	if len(lines) == 0 {
		return
	}
	s.line("\n%s", s.t(label))
	var told []bounds
	quote := func(spans []extract.Span) {
		for _, span := range spans {
			if in := a.sentence(span); !slices.Contains(told, in) {
				told = append(told, in)
				s.line("    > %s", a.quote(span, in))
			}
		}
	}
	own := false
	for _, l := range lines {
		s.line("  %s", l.text)
		quote(l.behind)
		own = own || l.behind != nil
	}
	if !own {
		quote(a.rec.Spans[field])
	}
}

// writeNorms writes each norm once, with what it rests on.
func (a article) writeNorms(s *speaker, l *law.Law) {
	var ids []string
	for _, act := range a.rec.Norms {
		for _, id := range act.Norms {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		return
	}
	s.line("\n%s", s.t("baca.norms"))
	for _, id := range ids {
		norm, ok := l.Norm(id)
		if !ok {
			continue
		}
		line := fmt.Sprintf("%s: %s", s.in(norm.Title), strings.Join(l.Citations(norm.Basis), "; "))
		if !norm.Sure() {
			line += " (" + s.t("perkara.unsettled") + ")"
		}
		s.line("  %s", line)
	}
	s.line("  %s", s.t("baca.people_decide"))
}

func (a article) writeFlags(s *speaker) {
	if len(a.rec.Flags) == 0 {
		return
	}
	s.line("\n%s", s.t("baca.flags"))
	for _, f := range a.rec.Flags {
		line := s.t(flagTexts[f.Kind])
		var values []string
		for _, v := range f.Values {
			if p, ok := gazetteer.Lookup(gazetteer.Code(v)); ok && v != "" {
				v = p.FullName()
			}
			values = append(values, v)
		}
		if len(values) > 0 {
			line += ": " + strings.Join(values, "; ")
		}
		s.line("  %s", line)
	}
}

// writeSpans writes where each field was taken from, for whoever mends the rules.
func (a article) writeSpans(s *speaker) {
	if len(a.rec.Spans) == 0 {
		return
	}
	s.line("\n%s", s.t("baca.spans"))
	var fields []string
	for field := range a.rec.Spans {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	for _, field := range fields {
		for _, span := range a.rec.Spans[field] {
			at := fmt.Sprintf("%d-%d", span.Start, span.End)
			switch {
			case span.Start < 0: // of the address or the metadata
				at = "-"
			case span.Title:
				at = s.t("baca.in_title", "at", at)
			}
			s.line("  %s  %s  [%s]  %s", field, at, span.Rule, oneLine(span.Text))
		}
	}
}

// maxSentence is how many letters of a sentence are shown, and sentenceBefore how many of them stand before the span that it is
// shown for.
const (
	maxSentence    = 160
	sentenceBefore = 60
)

// The bounds of a sentence are where it begins and ends, in bytes of the page's text or of its title.
type bounds struct {
	start, end int
	title      bool
}

// sentences gives the bounds of the sentences of a text.
func sentences(text string) (all []bounds) {
	toks := bahasa.Tokens(text)
	for _, s := range bahasa.Sentences(toks) {
		all = append(all, bounds{start: toks[s.First].Start, end: toks[s.Last-1].End})
	}
	return all
}

// sentence gives the sentence in which a span begins: the title, or the span itself if it begins in none.
func (a article) sentence(span extract.Span) bounds {
	if span.Title {
		return bounds{0, len(a.page.Title), true}
	}
	n, _ := slices.BinarySearchFunc(a.sents, span.Start, func(s bounds, at int) int {
		if s.end <= at {
			return -1
		}
		return 1
	})
	if n == len(a.sents) || a.sents[n].start > span.Start {
		return bounds{start: span.Start, end: span.End}
	}
	return a.sents[n]
}

// quote writes the sentence of a span on one line, shortened to the part round it.
func (a article) quote(span extract.Span, in bounds) string {
	text := a.page.Text
	if in.title {
		text = a.page.Title
	}
	return shorten(text[in.start:in.end], span.Start-in.start)
}

// shorten cuts text at spaces to maxSentence letters round the byte at. White space is written as one space.
func shorten(text string, at int) string {
	// A sentence may be as long as the page; what is far from at is cut before anything else is done with it.
	const near = 8 * maxSentence
	before, after := oneLine(text[max(0, at-near):at]), oneLine(text[at:min(len(text), at+near)])
	if last, _ := utf8.DecodeLastRuneInString(text[:at]); unicode.IsSpace(last) {
		before += " "
	}
	if utf8.RuneCountInString(before)+utf8.RuneCountInString(after) <= maxSentence {
		return before + after
	}
	if letters := []rune(before); len(letters) > sentenceBefore {
		tail := string(letters[len(letters)-sentenceBefore:])
		_, tail, _ = strings.Cut(tail, " ")
		before = "… " + tail
	}
	if letters, room := []rune(after), maxSentence-utf8.RuneCountInString(before); len(letters) > room {
		head := string(letters[:room])
		if n := strings.LastIndexByte(head, ' '); n > 0 {
			head = head[:n]
		}
		after = head + " …"
	}
	return before + after
}

// oneLine writes a part of a text, which may begin or end within a letter, on one line.
func oneLine(part string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(part, "")), " ")
}

var kindTexts = map[string]string{
	extract.Allegation:    "baca.kind_allegation",
	extract.OtherOfficial: "baca.kind_other_official",
	extract.Statistic:     "baca.kind_statistic",
	extract.Appeal:        "baca.kind_appeal",
	extract.Regulation:    "baca.kind_regulation",
	extract.Offtopic:      "baca.kind_offtopic",
}

var electionTexts = map[string]string{law.Pemilu: "baca.pemilu", law.Pilkada: "baca.pilkada"}

var evidenceTexts = map[string]string{
	"photo":      "baca.evidence_photo",
	"screenshot": "baca.evidence_screenshot",
	"video":      "baca.evidence_video",
	"audio":      "baca.evidence_audio",
	"document":   "baca.evidence_document",
	"witness":    "baca.evidence_witness",
	"data":       "baca.evidence_data",
}

var channelTexts = map[string]string{
	"whatsapp":  "baca.channel_whatsapp",
	"facebook":  "baca.channel_facebook",
	"instagram": "baca.channel_instagram",
	"tiktok":    "baca.channel_tiktok",
	"email":     "baca.channel_email",
	"in_person": "baca.channel_in_person",
	"other":     "baca.channel_other",
}

var roleTexts = map[string]string{
	"reporter":       "baca.role_reporter",
	"supervisor":     "baca.role_supervisor",
	"inspectorate":   "baca.role_inspectorate",
	"employer":       "baca.role_employer",
	"commission":     "baca.role_commission",
	"ngo":            "baca.role_ngo",
	"candidate_team": "baca.role_candidate_team",
}

var actionTexts = map[string]string{
	"none_yet":           "baca.action_none_yet",
	"no_report_received": "baca.action_no_report_received",
	"reviewing":          "baca.action_reviewing",
	"tracing":            "baca.action_tracing",
	"summoned":           "baca.action_summoned",
	"clarified":          "baca.action_clarified",
	"registered":         "baca.action_registered",
	"recommended":        "baca.action_recommended",
	"forwarded":          "baca.action_forwarded",
	"sanctioned":         "baca.action_sanctioned",
	"dismissed":          "baca.action_dismissed",
}

var stanceTexts = map[string]string{
	"denies":   "baca.stance_denies",
	"confirms": "baca.stance_confirms",
	"explains": "baca.stance_explains",
	"awaits":   "baca.stance_awaits",
	"accuses":  "baca.stance_accuses",
	"appeals":  "baca.stance_appeals",
	"condemns": "baca.stance_condemns",
}

var statusTexts = map[string]string{
	"circulating": "baca.status_circulating",
	"reported":    "baca.status_reported",
	"reviewing":   "baca.status_reviewing",
	"clarifying":  "baca.status_clarifying",
	"recommended": "baca.status_recommended",
	"forwarded":   "baca.status_forwarded",
	"sanctioned":  "baca.status_sanctioned",
	"dismissed":   "baca.status_dismissed",
	"proven":      "baca.status_proven",
}

var flagTexts = map[string]string{
	extract.FlagHeadline: "baca.flag_headline",
	extract.FlagWeekday:  "baca.flag_weekday",
	extract.FlagPlace:    "baca.flag_place",
	extract.FlagNoPlace:  "baca.flag_no_place",
	extract.FlagUnnamed:  "baca.flag_unnamed",
	extract.FlagLong:     "baca.flag_long",
}
