package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/calendar"
	"netra/law"
)

// rulesPage is publik_aturan.html: what people do, and whether they may.
type rulesPage struct {
	base
	Query    string // as typed, at most maxQuery characters
	Person   law.Person
	Conducts []law.Conduct // the best match first; if nothing is asked or nothing fits all, those with an answer first
	Found    bool          // Conducts are matches
	Shown    *conductView  // the best match; nil if nothing fits
}

// conductPage is publik_aturan_perbuatan.html: one conduct alone.
type conductPage struct {
	base
	Shown conductView
}

// Title is the conduct's.
func (p conductPage) Title() string { return p.In(p.Shown.Title) }

// aturan handles GET /aturan?siapa=...: all that people do.
func (s *Server) aturan(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "publik_aturan", s.rulesPage(r, "", r.FormValue("siapa")))
}

// aturanCari handles POST /aturan: words in an address would stay in histories and logs. What is found has an address.
func (s *Server) aturanCari(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "publik_aturan", s.rulesPage(r, form.Get("q"), form.Get("siapa")))
}

// rulesPage answers a question, which may be empty.
func (s *Server) rulesPage(r *http.Request, query, person string) rulesPage {
	p := rulesPage{base: s.base(r), Query: strings.TrimSpace(query), Person: s.person(person)}
	if q := []rune(p.Query); len(q) > maxQuery {
		p.Query = string(q[:maxQuery])
	}
	p.Conducts = searchConducts(s.Law.Conducts(), p.Query)
	if p.Found = len(p.Conducts) > 0; p.Found {
		shown := p.conduct(p.Conducts[0], p.Person)
		p.Shown = &shown
	} else {
		p.Conducts = slices.SortedStableFunc(slices.Values(s.Law.Conducts()), func(a, b law.Conduct) int {
			return cmp.Compare(falseFirst(answerFor(a, p.Person) == nil), falseFirst(answerFor(b, p.Person) == nil))
		})
	}
	return p
}

// aturanPerbuatan handles GET /aturan/{slug}.
func (s *Server) aturanPerbuatan(w http.ResponseWriter, r *http.Request) error {
	c, ok := s.Law.Conduct(r.PathValue("slug"))
	if !ok {
		return errNotFound
	}
	p := conductPage{base: s.base(r)}
	p.Shown = p.conduct(c, law.Person(r.FormValue("siapa")))
	p.Shown.alone = true
	return s.renderPublic(w, r, "publik_aturan_perbuatan", p)
}

// person is the class of persons that a reader asks for, civil servants if none that there is.
func (s *Server) person(asked string) law.Person {
	if p := law.Person(asked); slices.Contains(s.persons(), p) {
		return p
	}
	return law.CivilServant
}

// persons are the classes that some conduct has an answer for.
func (s *Server) persons() []law.Person {
	return slices.DeleteFunc(slices.Clone(law.Persons), func(p law.Person) bool {
		return !slices.ContainsFunc(s.Law.Conducts(), func(c law.Conduct) bool { return answerFor(c, p) != nil })
	})
}

func answerFor(c law.Conduct, p law.Person) *law.Answering {
	i := slices.IndexFunc(c.Answers, func(a law.Answering) bool { return a.Person == p })
	if i < 0 {
		return nil
	}
	return &c.Answers[i]
}

var personTexts = map[law.Person]string{
	law.CivilServant: "aturan.person_asn", law.VillageHead: "aturan.person_village", law.Honorary: "aturan.person_honorary",
	law.Official: "aturan.person_official", law.Candidate: "aturan.person_candidate", law.Superior: "aturan.person_superior",
}

// verdictTexts give a verdict's word and the class that marks it.
var verdictTexts = map[law.Verdict]struct{ word, class string }{
	law.Forbidden: {"aturan.forbidden", "late"}, law.Depends: {"aturan.depends", "soon"}, law.Allowed: {"aturan.allowed", "ok"},
}

// sureTexts give a mark for how well something is supported.
var sureTexts = map[calendar.Confidence]struct{ word, class string }{
	calendar.High: {"aturan.sure_high", "ok"}, calendar.Medium: {"aturan.sure_medium", "run"}, calendar.Low: {"aturan.sure_low", "soon unset"},
}

// A badge is a word with the class that marks it.
type badge struct{ Word, Class string }

// Support says in a badge how well something is supported.
func (b base) Support(c calendar.Confidence) (badge, error) {
	s := sureTexts[c]
	word, err := b.T(s.word)
	return badge{word, s.class}, err
}

// joined looks up the texts of several values and puts commas between them.
func joined[V comparable](b base, texts map[V]string, values []V) (string, error) {
	var words []string
	for _, v := range values {
		word, err := b.T(texts[v])
		if err != nil {
			return "", err
		}
		words = append(words, word)
	}
	return strings.Join(words, ", "), nil
}

// Persons are the classes to choose from.
func (p rulesPage) Persons() ([]pick, error) {
	var list []pick
	for _, person := range p.site.persons() {
		label, err := p.T(personTexts[person])
		if err != nil {
			return nil, err
		}
		list = append(list, pick{Type: "radio", Name: "siapa", Value: string(person), Label: upperFirst(label), On: person == p.Person})
	}
	return list, nil
}

// upperFirst makes the first letter a capital.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Other keeps whom it is about when the language changes; words are asked for again.
func (p rulesPage) Other() string { return withPerson(p.base.Other(), p.Person) }

// Other keeps whom it is about when the language changes.
func (p conductPage) Other() string {
	if !slices.Contains(law.Persons, p.Shown.person) {
		return p.base.Other()
	}
	return p.base.Other() + "?siapa=" + string(p.Shown.person)
}

// withPerson puts into an address whom it is about, if not civil servants.
func withPerson(address string, p law.Person) string {
	if p == law.CivilServant {
		return address
	}
	return address + "?siapa=" + string(p)
}

// IsShown tells whether c is the conduct beside the list.
func (p rulesPage) IsShown(c law.Conduct) bool { return p.Shown != nil && p.Shown.ID == c.ID }

// Address is that of a conduct's page, for the class of persons that was asked about.
func (b base) Address(c law.Conduct, p law.Person) string {
	return withPerson(b.Href("/aturan/"+c.Slug), p)
}

// Verdict is the short answer for the class of persons that was asked about; nil if the law that we know is silent.
func (p rulesPage) Verdict(c law.Conduct) (*badge, error) {
	a := answerFor(c, p.Person)
	if a == nil {
		return nil, nil
	}
	v := verdictTexts[a.Verdict]
	word, err := p.T(v.word)
	return &badge{word, v.class}, err
}

// A conductView shows a conduct as the law is today.
type conductView struct {
	base
	law.Conduct
	person law.Person // whose answer comes first; empty for the order of the law
	today  calendar.Date
	alone  bool // on a page of its own
}

func (b base) conduct(c law.Conduct, person law.Person) conductView {
	return conductView{b, c, person, b.site.publicDay(), false}
}

// Sub is the heading of a part: of the second level on a page of its own, else of the third.
func (v conductView) Sub(key string, args ...any) (template.HTML, error) {
	text, err := v.T(key, args...)
	level := "h3"
	if v.alone {
		level = "h2"
	}
	return template.HTML("<" + level + ">" + template.HTMLEscapeString(text) + "</" + level + ">"), err
}

// publicDay is today for a page that is about no office: in the nation's first zone.
func (s *Server) publicDay() calendar.Date { return calendar.Today(s.Now(), calendar.WIB) }

// A verdictFor is the verdict for a class of persons.
type verdictFor struct {
	badge
	Person  string
	Because string
	Cite    string // what the verdict itself rests on; may be empty
}

// Verdicts are the answers, first that for the class of persons that was asked about.
func (v conductView) Verdicts() ([]verdictFor, error) {
	answers := slices.Clone(v.Answers)
	slices.SortStableFunc(answers, func(a, b law.Answering) int {
		return cmp.Compare(falseFirst(a.Person != v.person), falseFirst(b.Person != v.person))
	})
	var list []verdictFor
	for _, a := range answers {
		texts := verdictTexts[a.Verdict]
		word, err := v.T(texts.word)
		person, err2 := v.T(personTexts[a.Person])
		if err := cmp.Or(err, err2); err != nil {
			return nil, err
		}
		shown := verdictFor{badge: badge{word, texts.class}, Person: person, Because: v.In(a.Because)}
		if a.Cite != (law.Cite{}) {
			shown.Cite = v.site.Law.Citation(a.Cite)
		}
		list = append(list, shown)
	}
	return list, nil
}

func falseFirst(b bool) int {
	if b {
		return 1
	}
	return 0
}

// norms are those that the conduct may break and that are in force today, the most likely first.
func (v conductView) norms() []law.Norm {
	var list []law.Norm
	for _, id := range v.Norms {
		if n, ok := v.site.Law.Norm(id); ok && n.Covers(v.today) && v.instrument(n.Cite).Covers(v.today) {
			list = append(list, n)
		}
	}
	return list
}

func (v conductView) instrument(c law.Cite) law.Instrument {
	i, _ := v.site.Law.Instrument(c.Instrument)
	return i
}

// phases are the two parts of an election in which consequences differ.
//
// Law: SKB 5 lembaga of 22 September 2022; PP 94/2021 Pasal 5 huruf n.
var phases = []struct {
	stages []law.ElectionStage
	title  string
}{
	{law.ElectionStages[:1], "aturan.phase_before"},
	{law.ElectionStages[1:], "aturan.phase_after"},
}

// A phase is a part of an election with what may follow in it.
type phase struct {
	Title        string
	Now          []string // the elections that are in it today, with their stage
	Consequences []consequence
}

// A consequence is what may follow by norms of one kind.
type consequence struct {
	Track    string
	In       string // kinds of election that it is about; empty for all
	Whom     string
	Stages   string // stages of the phase that it is about; empty for all
	Measures []measure
}

// A measure is a penalty that may follow.
type measure struct {
	Text  string
	Cite  string
	Badge badge
	Unset bool // it is one of several wordings, and we are sure of none
}

// Phases say what may follow by the stage of the election; a part in which nothing is known to follow is left out.
func (v conductView) Phases() ([]phase, error) {
	var list []phase
	for _, part := range phases {
		title, err := v.T(part.title)
		if err != nil {
			return nil, err
		}
		p := phase{Title: title}
		if p.Now, err = v.now(part.stages); err != nil {
			return nil, err
		}
		for _, n := range v.norms() {
			in := slices.DeleteFunc(slices.Clone(part.stages), func(s law.ElectionStage) bool {
				return len(n.Stages) > 0 && !slices.Contains(n.Stages, s)
			})
			if len(in) == 0 {
				continue
			}
			if len(in) == len(part.stages) {
				in = nil
			}
			c, err := v.consequence(n, in)
			if err != nil {
				return nil, err
			}
			p.add(c)
		}
		if len(p.Consequences) > 0 {
			list = append(list, p)
		}
	}
	return list, nil
}

func (v conductView) consequence(n law.Norm, stages []law.ElectionStage) (c consequence, err error) {
	var regimes []string
	for _, r := range v.site.Law.Regimes() {
		if slices.Contains(n.Regimes, r.ID) {
			regimes = append(regimes, v.In(r.Title))
		}
	}
	c.In = strings.Join(regimes, ", ")
	track, err := v.T(trackTexts[n.Track])
	whom, err2 := joined(v.base, personTexts, n.Persons)
	in, err3 := joined(v.base, stageTexts, stages)
	c.Track, c.Whom, c.Stages = upperFirst(track), whom, in
	if err := cmp.Or(err, err2, err3); err != nil {
		return c, err
	}
	penalties := v.site.Law.PenaltiesOn(n, v.today)
	unset := len(penalties) > 1 && !slices.ContainsFunc(penalties, func(p law.Penalty) bool { return p.Sure() })
	for _, p := range penalties {
		b, err := v.Support(p.Confidence)
		if err != nil {
			return c, err
		}
		c.Measures = append(c.Measures, measure{v.In(p.Text), strings.Join(v.site.Law.Citations(p.Basis), "; "), b, unset})
	}
	return c, nil
}

// add puts the measures of c to those of the same kind; one that several articles have is named once.
func (p *phase) add(c consequence) {
	i := slices.IndexFunc(p.Consequences, func(o consequence) bool {
		return o.Track == c.Track && o.In == c.In && o.Whom == c.Whom && o.Stages == c.Stages
	})
	if i < 0 {
		p.Consequences = append(p.Consequences, c)
		return
	}
	same := &p.Consequences[i]
	for _, m := range c.Measures {
		j := slices.IndexFunc(same.Measures, func(o measure) bool { return o.Text == m.Text && o.Badge == m.Badge && o.Unset == m.Unset })
		switch {
		case j < 0:
			same.Measures = append(same.Measures, m)
		case same.Measures[j].Cite != m.Cite:
			same.Measures[j].Cite += "; " + m.Cite
		}
	}
}

// now names the elections that are in one of the stages today. One that is over is no more.
func (v conductView) now(stages []law.ElectionStage) ([]string, error) {
	var list []string
	for _, r := range v.site.Law.Regimes() {
		e, ok := v.site.Law.ElectionOn(r.ID, v.today)
		stage, _ := e.StageOn(v.today)
		if !ok || stage == law.After || !slices.Contains(stages, stage) {
			continue
		}
		name, err := v.T(stageTexts[stage])
		text, err2 := v.T("aturan.now", "election", v.In(e.Title), "stage", name)
		if err := cmp.Or(err, err2); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// NoElection tells whether no election is under way today, as far as we know.
func (v conductView) NoElection() (bool, error) {
	now, err := v.now(law.ElectionStages)
	return len(now) == 0, err
}

// A ground is a norm with what it rests on.
type ground struct {
	Title, Track string
	Cites        []string
	Badge        badge
	Since        *calendar.Date // nil if it is not known for certain
}

// Grounds are the norms in force today.
func (v conductView) Grounds() ([]ground, error) {
	var list []ground
	for _, n := range v.norms() {
		b, err := v.Support(n.Confidence)
		track, err2 := v.T(trackTexts[n.Track])
		if err := cmp.Or(err, err2); err != nil {
			return nil, err
		}
		g := ground{Title: v.In(n.Title), Track: upperFirst(track), Cites: v.site.Law.Citations(n.Basis), Badge: b}
		if since := cmp.Or(n.ValidFrom, v.instrument(n.Cite).ValidFrom); !since.IsZero() {
			g.Since = &since
		}
		list = append(list, g)
	}
	return list, nil
}

// bases are what the verdicts, and the norms and the penalties of today, rest on.
func (v conductView) bases() []law.Basis {
	var list []law.Basis
	for _, a := range v.Answers {
		if a.Cite != (law.Cite{}) {
			list = append(list, law.Basis{Cite: a.Cite})
		}
	}
	for _, n := range v.norms() {
		list = append(list, n.Basis)
		for _, p := range v.site.Law.PenaltiesOn(n, v.today) {
			list = append(list, p.Basis)
		}
	}
	return list
}

// A source is an instrument with the place where we read it.
type source struct {
	law.Instrument
	Badge badge
	Link  string // empty unless the place is an address
	Host  string
}

// Sources are the instruments, each once.
func (v conductView) Sources() ([]source, error) {
	var list []source
	for _, b := range v.bases() {
		for _, c := range append([]law.Cite{b.Cite}, b.Also...) {
			i := v.instrument(c)
			if slices.ContainsFunc(list, func(o source) bool { return o.ID == i.ID }) {
				continue
			}
			badge, err := v.Support(i.Confidence)
			if err != nil {
				return nil, err
			}
			t := source{Instrument: i, Badge: badge}
			if u, err := url.Parse(i.Source); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
				t.Link, t.Host = i.Source, u.Host
			}
			list = append(list, t)
		}
	}
	return list, nil
}

// A remark says what is not known of something that is not sure.
type remark struct{ Of, Text string } // citation, which may be empty, and note, Indonesian

// Remarks are the notes on whatever is not sure, each once.
func (v conductView) Remarks() []remark {
	var list []remark
	add := func(sure bool, of, note string) {
		r := remark{of, note}
		if !sure && note != "" && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	for _, b := range v.bases() {
		add(b.Sure(), v.site.Law.Citation(b.Cite), b.Note)
	}
	for _, b := range v.bases() {
		for _, c := range append([]law.Cite{b.Cite}, b.Also...) {
			i := v.instrument(c)
			add(i.Confidence == calendar.High, i.Citation, i.Note)
		}
	}
	return list
}

// Related are other conducts: those that are the same acts or break the same norms, then those whose words are like its title.
func (v conductView) Related() []law.Conduct {
	others := slices.DeleteFunc(slices.Clone(v.site.Law.Conducts()), func(c law.Conduct) bool { return c.ID == v.ID })
	shared := func(c law.Conduct) int { return 2*common(c.Acts, v.Acts) + common(c.Norms, v.Norms) }
	list := slices.DeleteFunc(slices.Clone(others), func(c law.Conduct) bool { return shared(c) == 0 })
	slices.SortStableFunc(list, func(a, b law.Conduct) int { return cmp.Compare(shared(b), shared(a)) })
	for _, c := range searchConducts(others, v.Title.ID) {
		if !slices.ContainsFunc(list, func(o law.Conduct) bool { return o.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list[:min(len(list), maxRelated)]
}

// common is how many of a are in b.
func common(a, b []string) int {
	n := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// maxRelated is how many related conducts a page names.
const maxRelated = 4
