package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"netra/calendar"
	"netra/law"
	"netra/web"
)

// An entry is one thing that the law has, of whatever kind.
type entry struct {
	kind, id string
	names    []string // under which it is found too
	title    law.Text
	value    any         // as its file has it
	bases    []law.Basis // all that it rests on
	show     func(*sheet)
}

func (n entry) same(o entry) bool { return n.kind == o.kind && n.id == o.id }

// entriesOf lists all that a law and a calendar have, kind by kind in the order of the files.
func entriesOf(l *law.Law, days *calendar.Calendar) []entry {
	var all []entry
	for _, i := range l.Instruments() {
		all = append(all, entry{kind: "instrument", id: i.ID, title: law.Text{ID: i.Citation}, value: i, show: func(s *sheet) { s.instrument(i) }})
	}
	for _, r := range l.Regimes() {
		basis := []law.Basis{{Cite: law.Cite{Instrument: r.Basis}}}
		all = append(all, entry{kind: "regime", id: r.ID, title: r.Title, value: r, bases: basis, show: func(s *sheet) { s.regime(r) }})
	}
	for _, b := range l.Bodies() {
		all = append(all, entry{kind: "body", id: b.ID, title: b.Title, value: b, show: func(s *sheet) { s.body(b) }})
	}
	for _, o := range l.Overseers() {
		body, _ := l.Body(o.Body, o.ValidFrom)
		all = append(all, entry{kind: "overseer", id: o.Body, title: body.Title, value: o, bases: []law.Basis{o.Basis}, show: func(s *sheet) { s.overseer(o) }})
	}
	for _, f := range l.Forms() {
		all = append(all, entry{kind: "form", id: f.ID, title: f.Title, value: f, bases: []law.Basis{f.Basis}, show: func(s *sheet) { s.form(f) }})
	}
	for _, st := range l.States() {
		all = append(all, entry{kind: "state", id: st.ID, title: st.Title, value: st, show: func(s *sheet) { s.state(st) }})
	}
	for _, t := range l.Transitions() {
		all = append(all, entry{kind: "transition", id: t.ID, title: t.Title, value: t, bases: []law.Basis{t.Basis}, show: func(s *sheet) { s.transition(t) }})
	}
	for _, r := range l.Clocks() {
		n := entry{kind: "clock", id: r.Regime + "/" + r.Name, names: []string{r.Name}, title: r.Title, value: r, show: func(s *sheet) { s.clock(r) }}
		if !r.ValidFrom.IsZero() {
			n.names = append(n.names, n.id)
			n.id += "@" + r.ValidFrom.String()
		}
		for _, c := range r.Counts {
			n.bases = append(n.bases, c.Basis)
		}
		all = append(all, n)
	}
	for _, a := range l.Acts() {
		all = append(all, entry{kind: "act", id: a.ID, title: law.Text{ID: strings.Join(a.Labels, ", ")}, value: a, show: func(s *sheet) { s.field("hitung.labels", a.Labels...) }})
	}
	for _, n := range l.Norms() {
		bases := []law.Basis{n.Basis}
		for _, p := range n.Penalties {
			bases = append(bases, p.Basis)
		}
		all = append(all, entry{kind: "norm", id: n.ID, title: n.Title, value: n, bases: bases, show: func(s *sheet) { s.norm(n) }})
	}
	for _, c := range l.Conducts() {
		all = append(all, entry{kind: "conduct", id: c.ID, names: []string{c.Slug}, title: c.Title, value: c, show: func(s *sheet) { s.conduct(c) }})
	}
	for _, e := range l.Elections() {
		n := entry{kind: "election", id: e.ID, title: e.Title, value: e, show: func(s *sheet) { s.election(e) }}
		for _, stage := range e.Stages {
			n.bases = append(n.bases, stage.Basis)
		}
		all = append(all, n)
	}
	for _, r := range l.Receptions() {
		id := strings.Join(slices.Concat(r.Regimes, stageNames(r.Stages), r.Weekdays), "+")
		all = append(all, entry{kind: "reception", id: id, value: r, bases: []law.Basis{r.Basis}, show: func(s *sheet) { s.reception(r) }})
	}
	for _, y := range days.Years() {
		table := yearTable{y, daysOff(days, y.Year)}
		all = append(all, entry{kind: "calendar", id: fmt.Sprint(y.Year), title: law.Text{ID: y.Decree}, value: table, show: func(s *sheet) { s.year(table) }})
	}
	return all
}

func stageNames(stages []law.ElectionStage) []string {
	var names []string
	for _, s := range stages {
		names = append(names, string(s))
	}
	return names
}

// A yearTable is a year of the calendar with its days off.
type yearTable struct {
	calendar.Year
	Days []string `toml:"days"` // "2026-03-20 holiday Hari Suci Nyepi", in the order of time
}

func daysOff(c *calendar.Calendar, year int) []string {
	var days []string
	for d := calendar.NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
		kind, err := c.Kind(d)
		if err == nil && kind != calendar.Workday && (kind != calendar.Weekend || c.Name(d) != "") {
			days = append(days, strings.TrimSpace(fmt.Sprintf("%s %s %s", d, kind, c.Name(d))))
		}
	}
	return days
}

// A sheet writes entries out for a person.
type sheet struct {
	*speaker
	law *law.Law
}

// labelWidth is where the values of a sheet begin, in letters.
const labelWidth = 22

// field writes a label and its values below each other; nothing if all are empty.
func (s *sheet) field(label string, values ...string) {
	text := s.t(label)
	for _, v := range values {
		if v == "" {
			continue
		}
		s.line("  %s%s%s", text, strings.Repeat(" ", max(1, labelWidth-utf8.RuneCountInString(text))), v)
		text = ""
	}
}

func (s *sheet) heading(t law.Text) { s.line("  %s", s.in(t)) }

func (s *sheet) validity(v law.Validity) {
	switch {
	case v.ValidFrom.IsZero() && v.ValidTo.IsZero():
	case v.ValidTo.IsZero():
		s.field("hitung.valid", s.t("hitung.valid_from", "from", s.day(v.ValidFrom)))
	case v.ValidFrom.IsZero():
		s.field("hitung.valid", s.t("hitung.valid_to", "to", s.day(v.ValidTo)))
	default:
		s.field("hitung.valid", s.t("hitung.valid_between", "from", s.day(v.ValidFrom), "to", s.day(v.ValidTo)))
	}
}

func (s *sheet) confidence(c calendar.Confidence, note string) {
	s.field("hitung.confidence", s.t(confidenceTexts[c]))
	s.field("hitung.note", note)
}

// cite writes a place with the text that it is in.
func (s *sheet) cite(c law.Cite) {
	i, _ := s.law.Instrument(c.Instrument)
	s.field("hitung.basis", s.law.Citation(c), i.Title, i.Source)
}

func (s *sheet) basis(b law.Basis) {
	s.cite(b.Cite)
	for _, c := range b.Also {
		s.cite(c)
	}
	s.confidence(b.Confidence, b.Note)
}

func (s *sheet) instrument(i law.Instrument) {
	s.line("  %s", i.Title)
	s.field("hitung.citation", i.Citation)
	s.validity(i.Validity)
	s.field("hitung.source", i.Source)
	s.confidence(i.Confidence, i.Note)
}

func (s *sheet) regime(r law.Regime) {
	s.heading(r.Title)
	s.validity(r.Validity)
	s.cite(law.Cite{Instrument: r.Basis})
	var clocks []string
	for _, c := range s.law.Clocks() {
		if c.Regime == r.ID {
			clocks = append(clocks, c.Name+": "+s.in(c.Title))
		}
	}
	s.field("hitung.clocks", clocks...)
}

func (s *sheet) body(b law.Body) {
	s.heading(b.Title)
	s.field("hitung.offices", b.Offices...)
	s.field("hitung.steps", s.steps(func(t law.Transition) bool { return slices.Contains(t.Who, b.ID) })...)
}

// steps names the transitions of which is holds.
func (s *sheet) steps(is func(law.Transition) bool) []string {
	var names []string
	for _, t := range s.law.Transitions() {
		if is(t) {
			names = append(names, t.ID+": "+s.in(t.Title))
		}
	}
	return names
}

func (s *sheet) overseer(o law.Oversight) {
	b, _ := s.law.Body(o.Body, o.ValidFrom)
	s.heading(b.Title)
	s.validity(o.Validity)
	s.basis(o.Basis)
}

func (s *sheet) form(f law.Form) {
	s.heading(f.Title)
	s.field("hitung.code", f.Code)
	s.field("hitung.needed_by", s.steps(func(t law.Transition) bool { return slices.Contains(t.Papers, f.ID) })...)
	s.basis(f.Basis)
}

func (s *sheet) state(st law.State) {
	s.heading(st.Title)
	s.field("hitung.opens", string(st.Opens))
	if st.Final {
		s.line("  %s", s.t("hitung.final"))
	}
	s.field("hitung.into", s.steps(func(t law.Transition) bool { return t.To == st.ID })...)
	s.field("hitung.out", s.steps(func(t law.Transition) bool { return slices.Contains(t.From, st.ID) })...)
}

func (s *sheet) transition(t law.Transition) {
	s.heading(t.Title)
	s.field("hitung.regimes", t.Regimes...)
	var from, who, papers []string
	for _, id := range t.From {
		from = append(from, s.stateName(id))
	}
	for _, id := range t.Who {
		name := id
		if b, ok := s.law.Body(id, calendar.Date{}); ok && id != law.Overseer {
			name += ": " + s.in(b.Title)
		}
		who = append(who, name)
	}
	for _, id := range t.Papers {
		f, _ := s.law.Form(id)
		papers = append(papers, id+": "+s.in(f.Title))
	}
	starts, ends := clocksAt(s.law, law.Event(t.ID))
	s.field("hitung.from", from...)
	s.field("hitung.to", s.stateName(t.To))
	s.field("hitung.who", who...)
	s.field("hitung.guards", t.Guards...)
	s.field("hitung.documents", papers...)
	s.field("hitung.starts_clocks", starts...)
	s.field("hitung.ends_clocks", ends...)
	s.validity(t.Validity)
	s.basis(t.Basis)
}

func (s *sheet) stateName(id string) string {
	st, _ := s.law.State(id)
	return id + ": " + s.in(st.Title)
}

func (s *sheet) clock(r law.Rule) {
	s.heading(r.Title)
	s.heading(r.Do)
	s.field("hitung.regimes", r.Regime)
	s.validity(inForce(s.law, r))
	s.field("hitung.starts", s.events(r.Starts...)...)
	s.field("hitung.ends", s.events(r.Ends...)...)
	s.field("hitung.stops", s.events(r.Stops...)...)
	s.field("hitung.needs", s.events(r.Needs...)...)
	s.field("hitung.replaces", r.Replaces)
	s.field("hitung.pauses", s.events(r.Pauses)...)
	s.field("hitung.resumes", s.events(r.Resumes)...)
	for _, c := range r.Counts {
		s.line("")
		s.field("hitung.reading", s.t(web.UnitTexts[c.Unit], "n", c.Length))
		s.basis(c.Basis)
	}
}

// events names steps; a fact has only its id.
func (s *sheet) events(events ...law.Event) []string {
	var names []string
	for _, e := range events {
		name := string(e)
		if t, ok := s.law.Transition(name); ok {
			name += ": " + s.in(t.Done)
		}
		names = append(names, name)
	}
	return names
}

func (s *sheet) norm(n law.Norm) {
	s.heading(n.Title)
	s.field("hitung.track", string(n.Track))
	s.field("hitung.regimes", n.Regimes...)
	for _, p := range n.Persons {
		s.field("hitung.person", string(p))
	}
	s.field("hitung.stages", stageNames(n.Stages)...)
	s.validity(n.Validity)
	s.basis(n.Basis)
	for _, p := range n.Penalties {
		s.line("")
		s.field("hitung.penalty", s.in(p.Text))
		s.validity(p.Validity)
		s.basis(p.Basis)
	}
	var conducts []string
	for _, c := range s.law.Conducts() {
		if slices.Contains(c.Norms, n.ID) {
			conducts = append(conducts, c.ID+": "+s.in(c.Title))
		}
	}
	if len(conducts) > 0 {
		s.line("")
	}
	s.field("hitung.conducts", conducts...)
}

func (s *sheet) conduct(c law.Conduct) {
	s.heading(c.Title)
	s.heading(c.Plain)
	s.field("hitung.slug", c.Slug)
	var examples, norms []string
	for _, e := range c.Examples {
		examples = append(examples, s.in(e))
	}
	for _, id := range c.Norms {
		n, _ := s.law.Norm(id)
		norms = append(norms, id+": "+s.in(n.Title)+" ("+s.law.Citation(n.Cite)+")")
	}
	for _, a := range c.Answers {
		answer := fmt.Sprintf("%s: %s. %s", a.Person, a.Verdict, s.in(a.Because))
		if a.Cite != (law.Cite{}) {
			answer += " (" + s.law.Citation(a.Cite) + ")"
		}
		s.field("hitung.answer", strings.TrimSpace(answer))
	}
	s.field("hitung.doubt", s.in(c.Doubt))
	s.field("hitung.examples", examples...)
	s.field("hitung.norms", norms...)
	s.field("hitung.labels", c.Acts...)
	s.field("hitung.words", strings.Join(c.Words, ", "))
}

func (s *sheet) election(e law.Election) {
	s.heading(e.Title)
	s.field("hitung.regimes", e.Regime)
	for _, stage := range e.Stages {
		s.line("")
		s.field("hitung.stages", s.t("hitung.stage_from", "stage", stage.Stage, "from", s.day(stage.From)))
		s.basis(stage.Basis)
	}
}

func (s *sheet) reception(r law.Reception) {
	s.field("hitung.regimes", r.Regimes...)
	s.field("hitung.stages", stageNames(r.Stages)...)
	s.field("hitung.weekdays", strings.Join(r.Weekdays, ", "))
	if r.From != "" {
		s.line("  %s", s.t("waktu.hours_open", "from", r.From, "to", r.To))
	}
	s.basis(r.Basis)
}

func (s *sheet) year(y yearTable) {
	s.field("hitung.version", y.Version)
	s.field("hitung.basis", y.Decree)
	s.field("hitung.source", y.Source)
	s.confidence(y.Confidence, y.Note)
	s.field("hitung.days_off", y.Days...)
}
