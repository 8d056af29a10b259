package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/office"
)

// casesPage is petugas_perkara_daftar.html.
type casesPage struct {
	staffPage
	Cases []casework.Case
	Page  int // from 0
	More  bool
}

// petugasPerkaraDaftar handles GET /petugas/perkara: the cases of the officer's office and of those below it. ?hal=2 is the
// second page.
func (s *Server) petugasPerkaraDaftar(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page := 1
	if text := r.URL.Query().Get("hal"); text != "" {
		var err error
		if page, err = strconv.Atoi(text); err != nil {
			return errNotFound
		}
	}
	cases, more, err := s.Cases.Cases(r.Context(), in.Officer, page-1)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_perkara_daftar", casesPage{s.staff(r, in, "perkara"), cases, page, more})
}

// Earlier and Later are the numbers of the pages beside this one.
func (p casesPage) Earlier() int { return p.Page - 1 }

// Later is the number of the next page.
func (p casesPage) Later() int { return p.Page + 1 }

// casePage is petugas_perkara.html.
type casePage struct {
	staffPage
	Case   casework.Case
	Mine   bool   // it is the case of the officer's own office, which alone moves it
	Number string // proposal for the register; empty if the office keeps none

	Failed        string              // key of why nothing was stored, where the case had changed or does not allow it; else empty
	Unkept        *unkept             // any other reason why nothing was stored, nil if there is none
	Step          casework.Step       // as it was typed
	StepProblems  intake.Problems     // of Step
	Paper         casework.PaperDraft // as it was typed
	PaperProblems intake.Problems     // of Paper
	options       []law.Option
}

// petugasPerkara handles GET /petugas/perkara/{id}.
func (s *Server) petugasPerkara(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page, err := s.casePage(r, in)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_perkara", page)
}

// casePage reads the case that the path names, as it is now.
func (s *Server) casePage(r *http.Request, in office.Session) (casePage, error) {
	c, err := s.Cases.Case(r.Context(), in.Officer, r.PathValue("id"))
	if err != nil {
		return casePage{}, err
	}
	p := casePage{staffPage: s.staff(r, in, "perkara"), Case: c, Mine: c.Office.ID == in.Officer.Office.ID}
	holder := in.Officer
	holder.Office = c.Office // an office above sees what the office of the case may do
	p.options = s.Cases.Options(holder, c)
	registers := func(o law.Option) bool { return o.Registers && o.Power }
	if p.Mine && slices.ContainsFunc(p.options, registers) {
		p.Number, err = s.Cases.RegisterNumber(r.Context(), c)
	}
	return p, err
}

// Today is the day in the zone of the case's office.
func (p casePage) Today() calendar.Date { return p.CaseDay(p.Case) }

// CaseDay is the day in the zone of a case's office.
func (p staffPage) CaseDay(c casework.Case) calendar.Date {
	return calendar.Today(p.site.Now(), c.Office.Region.Zone())
}

// Clocks lists the clocks of a case: those that run first, the earliest date on top.
func (p staffPage) Clocks(c casework.Case) []clock {
	rank := map[law.ClockState]int{law.Running: 0, law.Halted: 1}
	order := func(k casework.Clock) int {
		if n, ok := rank[k.State]; ok {
			return n
		}
		return 2
	}
	sorted := slices.SortedStableFunc(slices.Values(c.Clocks), func(a, b casework.Clock) int {
		if n := order(a) - order(b); n != 0 {
			return n
		}
		if a.Known() && !b.Known() { // dates that are not known come last
			return -1
		}
		if b.Known() && !a.Known() {
			return 1
		}
		return a.Safe.Compare(b.Safe)
	})
	var found []clock
	for _, k := range sorted {
		found = append(found, p.ClockOf(k.Clock, p.CaseDay(c)))
	}
	return found
}

// Running lists the clocks of a case that run or are halted.
func (p staffPage) Running(c casework.Case) []clock {
	return slices.DeleteFunc(p.Clocks(c), func(k clock) bool { return k.state != law.Running && k.state != law.Halted })
}

// An escalation is a clock of which the office above was told that it is over.
type escalation struct {
	Title string
	On    calendar.Date
	To    string // empty if there is no office above
}

// Escalations lists the clocks of a case that are over and still run, and who was told.
func (p staffPage) Escalations(c casework.Case) []escalation {
	var found []escalation
	for _, k := range c.Clocks {
		if k.State == law.Running && !k.Escalated.IsZero() {
			found = append(found, p.escalation(k))
		}
	}
	return found
}

func (p staffPage) escalation(k casework.Clock) escalation {
	return escalation{p.ClockOf(k.Clock, k.Escalated).Title(), k.Escalated, k.EscalatedTo}
}

// PlaceName writes a place in full.
func (p staffPage) PlaceName(c gazetteer.Code) string {
	place, _ := gazetteer.Lookup(c)
	return place.FullName()
}

// StateTitle names a state or, if the law has it no more, gives its id.
func (p staffPage) StateTitle(id string) string {
	if state, ok := p.site.Law.State(id); ok {
		return p.Text(state.Title)
	}
	return id
}

// Text gives a text of the law in the page's language, as base.In does.
func (p staffPage) Text(t law.Text) string { return p.base.In(t) }

// Labels names the acts of a case.
func (p staffPage) Labels(labels []string) ([]string, error) {
	var names []string
	for _, label := range labels {
		name, err := p.T(LabelTexts[label])
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// Paragraphs splits a text at its line ends.
func (p staffPage) Paragraphs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// A staffBasis shows what an entry of the law rests on in a case: {{template "staff_basis" .}}.
type staffBasis struct {
	base
	of    law.Basis
	cites []law.Cite
}

// Basis makes what the template "staff_basis" takes.
func (p casePage) Basis(b law.Basis) staffBasis {
	return staffBasis{p.base, b, p.site.Law.CitesIn(p.Case.Regime, b)}
}

// Cites lists what the entry rests on, as lawyers write it.
func (b staffBasis) Cites() []string {
	var list []string
	for _, c := range b.cites {
		list = append(list, b.site.Law.Citation(c))
	}
	return list
}

// Settled tells whether the sources support the entry well, and each text that it rests on.
func (b staffBasis) Settled() bool { return b.of.Sure() && len(b.weak()) == 0 }

// weak lists the texts of the entry that we are not sure of, each once.
func (b staffBasis) weak() []law.Instrument {
	var list []law.Instrument
	for _, c := range b.cites {
		i, ok := b.site.Law.Instrument(c.Instrument)
		if ok && i.Confidence != calendar.High && !slices.ContainsFunc(list, func(o law.Instrument) bool { return o.ID == i.ID }) {
			list = append(list, i)
		}
	}
	return list
}

// Doubts are the notes on what is not settled: on the entry, and on its texts.
func (b staffBasis) Doubts() []remark {
	var list []remark
	if !b.of.Sure() && b.of.Note != "" {
		list = append(list, remark{Text: b.of.Note})
	}
	for _, i := range b.weak() {
		if i.Note != "" {
			list = append(list, remark{i.Citation, i.Note})
		}
	}
	return list
}

// stageTexts names the stages of an election.
var stageTexts = map[law.ElectionStage]string{
	law.Before: "perkara.stage_before", law.Fixed: "perkara.stage_fixed", law.Campaign: "perkara.stage_campaign",
	law.Quiet: "perkara.stage_quiet", law.Voting: "perkara.stage_voting", law.After: "perkara.stage_after",
}

// An electionDay says in which stage of which election something happened.
type electionDay struct {
	Election law.Election
	Stage    law.ElectionStage
	Name     string // key of the stage's name
	Basis    law.Basis
}

// Election is the election that the event belongs to, nil if none is known.
func (p casePage) Election() *electionDay {
	e, ok := p.site.Law.ElectionOn(p.Case.Regime, p.Case.EventOn)
	if !ok {
		return nil
	}
	stage, basis := e.StageOn(p.Case.EventOn)
	return &electionDay{e, stage, stageTexts[stage], basis}
}

// trackTexts names the kinds of consequence.
var trackTexts = map[law.Track]string{
	law.Ethics: "perkara.track_ethics", law.Discipline: "perkara.track_discipline", law.Crime: "perkara.track_crime",
	law.Administrative: "perkara.track_administrative", law.OwnRules: "perkara.track_own_rules",
}

// StageMark says which stages a norm is about: "Sebelum calon ditetapkan", "Semua tahap".
func (p casePage) StageMark(n law.Norm) (string, error) {
	if len(n.Stages) == 0 {
		return p.T("perkara.stage_any")
	}
	for _, part := range phases {
		if slices.Equal(n.Stages, part.stages) {
			return p.T(part.title)
		}
	}
	stages, err := joined(p.base, stageTexts, n.Stages)
	return upperFirst(stages), err
}

// Track is the key of the name of a kind of consequence.
func (p casePage) Track(t law.Track) string { return trackTexts[t] }

// An actNorms is an act of the case with the norms that it may break.
type actNorms struct {
	Name   string
	Groups []normGroup
}

// A normGroup is norms from which the same may follow.
type normGroup struct {
	Norms     []law.Norm
	Penalties []law.Penalty // in the words that were in force on the day of the event
}

// ActNorms lists the acts of the case, each with the norms that it may break if a civil servant did it. Where the stage of the
// election is not known the norms of every stage are listed.
func (p casePage) ActNorms() ([]actNorms, error) {
	names, err := p.Labels(p.Case.Acts)
	if err != nil {
		return nil, err
	}
	var stage law.ElectionStage
	if e := p.Election(); e != nil {
		stage = e.Stage
	}
	var found []actNorms
	for i, act := range p.Case.Acts {
		a := actNorms{Name: names[i]}
		for _, n := range p.site.Law.Candidates(law.Question{
			Act: act, Regime: p.Case.Regime, Stage: stage, Person: law.CivilServant, Day: p.Case.EventOn,
		}) {
			penalties := p.site.Law.PenaltiesOn(n, p.Case.EventOn)
			if last := len(a.Groups) - 1; last >= 0 && slices.EqualFunc(a.Groups[last].Penalties, penalties, samePenalty) {
				a.Groups[last].Norms = append(a.Groups[last].Norms, n)
			} else {
				a.Groups = append(a.Groups, normGroup{[]law.Norm{n}, penalties})
			}
		}
		found = append(found, a)
	}
	return found, nil
}

func samePenalty(a, b law.Penalty) bool {
	return a.Text == b.Text && a.Cite == b.Cite && slices.Equal(a.Also, b.Also) && a.Confidence == b.Confidence
}

// A lineItem is one entry of the timeline.
type lineItem struct {
	On     calendar.Date
	Ahead  bool   // it has not happened
	Text   string // what
	Who    string // may be empty
	Source string // where it was seen that another body did it; empty for what the office did
	Note   string // may be empty
	Leaf   bool   // the log has a leaf of it, Index, which is -1 while it waits
	Index  int64
	Unset  bool // the day is not settled
	// Version is that of the case after it, for moves and documents; 0 for what makes none.
	Version int
	paper   bool // it is a document
}

// Link is the source if it is an address that a browser may follow, else empty.
func (i lineItem) Link() string {
	u, err := url.Parse(i.Source)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return i.Source
}

// Timeline is what happened in the case and until when it must go on, by days and, on one day, in the order in which it was entered.
func (p casePage) Timeline() ([]lineItem, error) {
	c := p.Case
	t := texts{base: p.base}
	items := []lineItem{{On: c.EventOn, Text: t.of("perkara.line_event")}}
	switch c.Origin {
	case law.Received:
		items = append(items, lineItem{On: c.ReceivedOn, Text: t.of("perkara.line_received")})
	case law.Informed:
		items = append(items, lineItem{On: c.ReceivedOn, Text: t.of("perkara.line_informed")})
	case law.Found:
		items = append(items, lineItem{On: c.KnownOn, Text: t.of("perkara.line_found")})
	}
	for _, item := range p.steps() {
		if item.Version == 1 {
			item.Text = t.of("perkara.line_opened", "state", item.Text)
		} else if item.paper {
			item.Text = t.of("perkara.line_paper", "paper", item.Text)
		}
		items = append(items, item)
	}
	for _, k := range c.Clocks {
		if e := p.escalation(k); e.To != "" {
			items = append(items, lineItem{On: e.On, Text: t.of("perkara.line_escalated", "what", e.Title, "office", e.To)})
		} else if !e.On.IsZero() {
			items = append(items, lineItem{On: e.On, Text: t.of("perkara.line_over", "what", e.Title)})
		}
	}
	for _, change := range c.Changes {
		title := p.ClockOf(law.Clock{Answer: law.Answer{Rule: change.Rule, Regime: c.Regime, From: change.On}}, change.On).Title()
		items = append(items, lineItem{On: change.On, Leaf: true, Index: change.Index, Text: t.of("perkara.line_changed", "what", title,
			"before", p.span(&t, change.Before), "after", p.span(&t, change.After))})
	}
	for _, k := range p.Clocks(c) {
		if k.state == law.Running && !k.Unknown() {
			items = append(items, lineItem{On: k.Safe, Ahead: true, Text: k.Label(), Unset: k.Unset()})
		}
	}
	slices.SortStableFunc(items, func(a, b lineItem) int { return a.On.Compare(b.On) })
	return items, t.err
}

// texts collects the first error of several texts.
type texts struct {
	base
	err error
}

func (t *texts) of(key string, args ...any) string {
	text, err := t.T(key, args...)
	if t.err == nil {
		t.err = err
	}
	return text
}

// span writes the dates of a clock: one, or the earliest and the latest.
func (p casePage) span(t *texts, d casework.Dates) string {
	if d.Safe == d.Latest {
		return p.Day(d.Safe)
	}
	return t.of("perkara.dates", "safe", p.Day(d.Safe), "latest", p.Day(d.Latest))
}

// steps lists moves and documents in the order in which they were entered. Every one of them makes a version of the case, so the
// documents have those that no move has.
func (p casePage) steps() []lineItem {
	moves, papers := p.Case.Moves, p.Case.Papers
	var items []lineItem
	for version := 1; len(moves) > 0 || len(papers) > 0; version++ {
		switch {
		case len(moves) > 0 && (moves[0].Version <= version || len(papers) == 0):
			m := moves[0]
			items = append(items, lineItem{On: m.On, Text: p.moveName(m), Who: m.Officer, Source: m.Source, Note: m.Note,
				Leaf: true, Index: m.Index, Version: m.Version})
			moves = moves[1:]
		default:
			items = append(items, lineItem{On: papers[0].On, Text: p.paperName(papers[0]), Who: papers[0].Officer,
				Leaf: true, Index: papers[0].Index, Version: version, paper: true})
			papers = papers[1:]
		}
	}
	return items
}

// moveName says what a move did: "Diregistrasi".
func (p casePage) moveName(m casework.Move) string {
	name := p.StateTitle(m.State)
	if t, ok := p.site.Law.Transition(m.Transition); ok {
		name = p.Text(t.Done)
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// paperName writes a document with its number.
func (p casePage) paperName(paper casework.Paper) string {
	name := p.FormTitle(paper.Form)
	if paper.Number != "" {
		name += ", " + paper.Number
	}
	return name
}

// FormTitle names a document of the law: "Kajian awal", "B.1 Laporan".
func (p staffPage) FormTitle(id string) string {
	form, ok := p.site.Law.Form(id)
	if !ok {
		return id
	}
	return strings.TrimSpace(form.Code + " " + p.Text(form.Title))
}
