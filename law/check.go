package law

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"netra/calendar"
)

// maxLength is the longest period in days; a longer one is a slip.
const maxLength = 366

// check refuses a law that contradicts itself. Errors name the file and the entry.
func (b *builder) check(l *Law) error {
	return cmp.Or(
		checkAll(b, "instrument", l.instruments, func(i Instrument) string { return i.ID }, l.checkInstrument),
		checkAll(b, "regime", l.regimes, func(r Regime) string { return r.ID }, l.checkRegime),
		checkAll(b, "body", l.bodies, func(o Body) string { return o.ID }, l.checkBody),
		checkAll(b, "overseer", l.overseers, func(o Oversight) string { return o.Body }, l.checkOverseer),
		checkAll(b, "form", l.forms, func(f Form) string { return f.ID }, l.checkForm),
		checkAll(b, "transition", l.transitions, func(t Transition) string { return t.ID }, l.checkTransition),
		checkAll(b, "state", l.states, func(s State) string { return s.ID }, l.checkState),
		checkAll(b, "clock", l.rules, Rule.id, l.checkRule),
		checkAll(b, "act", l.acts, func(a Act) string { return a.ID }, l.checkAct),
		checkAll(b, "norm", l.norms, func(n Norm) string { return n.ID }, l.checkNorm),
		checkAll(b, "conduct", l.conducts, func(c Conduct) string { return c.ID }, l.checkConduct),
		checkAll(b, "election", l.elections, func(e Election) string { return e.ID }, l.checkElection),
		checkAll(b, "reception", l.receptions, Reception.id, l.checkReception),
		l.checkNeeded(),
	)
}

func checkAll[T any](b *builder, key string, entries []T, id func(T) string, check func(T) error) error {
	for _, e := range entries {
		if err := check(e); err != nil {
			return fmt.Errorf("%s: %s: %w", b.where[place{key, id(e)}], id(e), err)
		}
	}
	return nil
}

func (l *Law) checkInstrument(i Instrument) error {
	switch {
	case i.Title == "" || i.Citation == "" || i.Source == "":
		return errors.New("title, citation or source is missing")
	case !i.Confidence.Valid():
		return fmt.Errorf("unknown confidence %q", i.Confidence)
	}
	return i.Validity.check()
}

func (v Validity) check() error {
	if !v.ValidTo.IsZero() && v.ValidTo.Compare(v.ValidFrom) < 0 {
		return errors.New("valid_to is before valid_from")
	}
	return nil
}

func (l *Law) checkRegime(r Regime) error {
	if _, ok := l.Instrument(r.Basis); !ok {
		return fmt.Errorf("basis cites unknown instrument %q", r.Basis)
	}
	return cmp.Or(needText("title", r.Title), r.Validity.check())
}

func (l *Law) regime(id string) error {
	if !slices.ContainsFunc(l.regimes, func(r Regime) bool { return r.ID == id }) {
		return fmt.Errorf("unknown regime %q", id)
	}
	return nil
}

func (l *Law) someRegimes(ids []string) error { return checkEach(ids, l.regime) }

func needText(key string, t Text) error {
	if t.ID == "" {
		return fmt.Errorf("%s.id is missing", key)
	}
	return nil
}

func checkEach[T any](list []T, check func(T) error) error {
	for _, e := range list {
		if err := check(e); err != nil {
			return err
		}
	}
	return nil
}

// basis checks what an entry that is in force in v rests on.
func (l *Law) basis(v Validity, b Basis) error {
	if err := v.check(); err != nil {
		return err
	}
	instrument, ok := l.Instrument(b.Cite.Instrument)
	switch {
	case !b.Confidence.Valid():
		return fmt.Errorf("unknown confidence %q", b.Confidence)
	case !ok:
		return fmt.Errorf("cites unknown instrument %q", b.Cite.Instrument)
	case b.Cite.Article == "" && b.Confidence == calendar.High:
		return errors.New("a citation without article cannot have high confidence")
	case !v.meets(instrument.Validity):
		return fmt.Errorf("cites %s, which was not in force then", b.Cite.Instrument)
	}
	for _, c := range b.Also {
		if _, ok := l.Instrument(c.Instrument); !ok {
			return fmt.Errorf("cites unknown instrument %q", c.Instrument)
		}
	}
	return nil
}

func (l *Law) checkBody(b Body) error {
	if b.ID == Overseer {
		return fmt.Errorf("%q stands for whichever body oversees on the day", Overseer)
	}
	return needText("title", b.Title)
}

func (l *Law) body(id string) error {
	if id == Overseer || slices.ContainsFunc(l.bodies, func(b Body) bool { return b.ID == id }) {
		return nil
	}
	return fmt.Errorf("unknown body %q", id)
}

func (l *Law) checkOverseer(o Oversight) error {
	for _, other := range l.overseers {
		if other.Body != o.Body && other.meets(o.Validity) {
			return fmt.Errorf("oversees at the same time as %s", other.Body)
		}
	}
	if o.Body == Overseer {
		return fmt.Errorf("unknown body %q", o.Body)
	}
	return cmp.Or(l.body(o.Body), l.basis(o.Validity, o.Basis))
}

func (l *Law) checkForm(f Form) error {
	return cmp.Or(needText("title", f.Title), l.basis(Validity{}, f.Basis))
}

func (l *Law) form(id string) error {
	if _, ok := l.Form(id); !ok {
		return fmt.Errorf("unknown document %q", id)
	}
	return nil
}

func (l *Law) checkState(s State) error {
	leaves := slices.ContainsFunc(l.transitions, func(t Transition) bool { return slices.Contains(t.From, s.ID) })
	others := func(o State) bool { return o.ID != s.ID && o.Opens == s.Opens }
	switch {
	case s.Opens != "" && !slices.Contains([]Event{Received, Found, Informed}, s.Opens):
		return fmt.Errorf("unknown opens %q", s.Opens)
	case s.Opens != "" && slices.ContainsFunc(l.states, others):
		return fmt.Errorf("another state opens by %q", s.Opens)
	case s.Final && leaves:
		return errors.New("a transition leaves this final state")
	}
	reachable := false
	for _, r := range l.regimes {
		if !l.reached(r.ID)[s.ID] {
			continue
		}
		reachable = true
		if !l.endsFrom(r.ID, s.ID, map[string]bool{}) {
			return fmt.Errorf("leads to no final state in %s", r.ID)
		}
	}
	if !reachable {
		return errors.New("cannot be reached")
	}
	return needText("title", s.Title)
}

// reached are the states that a case of the regime can come to.
func (l *Law) reached(regime string) map[string]bool {
	reached := map[string]bool{}
	for _, s := range l.states {
		if s.Opens != "" {
			reached[s.ID] = true
		}
	}
	for grown := true; grown; {
		grown = false
		for _, t := range l.transitions {
			from := func(id string) bool { return reached[id] }
			if t.appliesTo(regime) && !reached[t.To] && slices.ContainsFunc(t.From, from) {
				reached[t.To], grown = true, true
			}
		}
	}
	return reached
}

// endsFrom reports whether a final state can be reached from a state.
func (l *Law) endsFrom(regime, state string, seen map[string]bool) bool {
	s, ok := l.State(state)
	if !ok || seen[state] {
		return false
	}
	seen[state] = true
	return s.Final || slices.ContainsFunc(l.transitions, func(t Transition) bool {
		return t.appliesTo(regime) && slices.Contains(t.From, state) && l.endsFrom(regime, t.To, seen)
	})
}

func (l *Law) state(id string) error {
	if _, ok := l.State(id); !ok {
		return fmt.Errorf("unknown state %q", id)
	}
	return nil
}

func (l *Law) checkTransition(t Transition) error {
	if len(t.From) == 0 || len(t.Who) == 0 {
		return errors.New("from or who is missing")
	}
	if slices.Contains(facts, Event(t.ID)) {
		return errors.New("this id is a fact's")
	}
	return cmp.Or(
		needText("title", t.Title), needText("done", t.Done),
		l.someRegimes(t.Regimes), checkEach(t.From, l.state), l.state(t.To), checkEach(t.Who, l.body),
		checkEach(t.Guards, knownGuard), checkEach(t.Papers, l.form), l.basis(t.Validity, t.Basis),
	)
}

func knownGuard(name string) error {
	if guards[name] == nil {
		return fmt.Errorf("unknown guard %q", name)
	}
	return nil
}

var facts = []Event{Known, Received, Found, Informed}

func (l *Law) event(regime string) func(Event) error {
	return func(e Event) error {
		t, ok := l.Transition(string(e))
		if !slices.Contains(facts, e) && (!ok || !t.appliesTo(regime)) {
			return fmt.Errorf("unknown event %q", e)
		}
		return nil
	}
}

func (l *Law) checkRule(r Rule) error {
	for _, other := range l.rules {
		if other.Regime == r.Regime && other.Name == r.Name && other.id() != r.id() && other.meets(r.Validity) {
			return fmt.Errorf("in force at the same time as %s", other.id())
		}
	}
	replaced := func(o Rule) bool { return o.Regime == r.Regime && o.Name == r.Replaces && o.Name != r.Name }
	events := slices.Concat(r.Starts, r.Ends, r.Stops, r.Needs)
	for _, e := range []Event{r.Pauses, r.Resumes} {
		if e != "" {
			events = append(events, e)
		}
	}
	switch {
	case r.Name == "":
		return errors.New("rule is missing")
	case len(r.Counts) == 0:
		return errors.New("no reading")
	case len(r.Starts) == 0 || len(r.Ends) == 0:
		return errors.New("starts or ends is missing")
	case (r.Pauses == "") != (r.Resumes == ""):
		return errors.New("pauses and resumes need each other")
	case r.Replaces != "" && !slices.ContainsFunc(l.rules, replaced):
		return fmt.Errorf("replaces unknown rule %q", r.Replaces)
	}
	if err := cmp.Or(l.regime(r.Regime), checkEach(events, l.event(r.Regime)), needText("title", r.Title), needText("do", r.Do), l.body(r.By)); err != nil {
		return err
	}
	for i, c := range r.Counts {
		if err := cmp.Or(c.check(), l.basis(r.Validity, c.Basis)); err != nil {
			return fmt.Errorf("reading %s: %w", c.Name, err)
		}
		if slices.ContainsFunc(r.Counts[:i], func(o Count) bool { return o.Name == c.Name }) {
			return fmt.Errorf("there are two readings %s", c.Name)
		}
	}
	return nil
}

func (c *Count) check() error {
	switch {
	case !slices.Contains([]Unit{CalendarDays, WorkingDays, WorkingDaysAndLeave, Hours}, c.Unit):
		return fmt.Errorf("unknown unit %q", c.Unit)
	case c.Unit == Hours && c.Length%24 != 0:
		return fmt.Errorf("%d hours are no whole days", c.Length)
	case c.days() < 1 || c.days() > maxLength:
		return fmt.Errorf("length %d is not between 1 and %d days", c.Length, maxLength)
	}
	return nil
}

func (l *Law) checkAct(a Act) error {
	if len(a.Labels) == 0 {
		return errors.New("labels are missing")
	}
	for _, other := range l.acts {
		for _, label := range a.Labels {
			if other.ID != a.ID && slices.Contains(other.Labels, label) {
				return fmt.Errorf("label %s belongs to %s", label, other.ID)
			}
		}
	}
	return nil
}

func (l *Law) checkNorm(n Norm) error {
	if !slices.Contains([]Track{Ethics, Discipline, Crime, Administrative, OwnRules}, n.Track) {
		return fmt.Errorf("unknown track %q", n.Track)
	}
	if len(n.Persons) == 0 {
		return errors.New("persons are missing")
	}
	for _, p := range n.Penalties {
		if err := cmp.Or(needText("text", p.Text), l.basis(p.Validity, p.Basis)); err != nil {
			return fmt.Errorf("penalty: %w", err)
		}
	}
	return cmp.Or(needText("title", n.Title), l.someRegimes(n.Regimes), checkEach(n.Persons, knownPerson), checkEach(n.Stages, knownStage),
		l.basis(n.Validity, n.Basis))
}

func knownPerson(p Person) error {
	if !slices.Contains(Persons, p) {
		return fmt.Errorf("unknown person %q", p)
	}
	return nil
}

func knownStage(s ElectionStage) error {
	if !slices.Contains(ElectionStages, s) {
		return fmt.Errorf("unknown stage %q", s)
	}
	return nil
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (l *Law) checkConduct(c Conduct) error {
	for _, other := range l.conducts {
		if other.ID != c.ID && other.Slug == c.Slug {
			return fmt.Errorf("slug %q is that of %s", c.Slug, other.ID)
		}
	}
	switch {
	case !slugForm.MatchString(c.Slug):
		return fmt.Errorf("slug %q is not lower-case words with hyphens", c.Slug)
	case len(c.Answers) == 0:
		return errors.New("no answer")
	case len(c.Norms) == 0 && c.Doubt.ID == "" && !slices.ContainsFunc(c.Answers, func(a Answering) bool { return a.Cite != Cite{} }):
		return errors.New("neither a norm nor a citation of an answer nor a doubt")
	}
	for i, a := range c.Answers {
		if slices.ContainsFunc(c.Answers[:i], func(o Answering) bool { return o.Person == a.Person }) {
			return fmt.Errorf("there are two answers for %s", a.Person)
		}
	}
	return cmp.Or(needText("title", c.Title), needText("plain", c.Plain), checkEach(c.Acts, l.label), checkEach(c.Answers, l.answer),
		checkEach(c.Norms, l.normOf(c)), checkEach(c.Examples, func(t Text) error { return needText("examples", t) }))
}

func (l *Law) label(label string) error {
	if !slices.ContainsFunc(l.acts, func(a Act) bool { return slices.Contains(a.Labels, label) }) {
		return fmt.Errorf("unknown act %q", label)
	}
	return nil
}

func (l *Law) norm(id string) error {
	if _, ok := l.Norm(id); !ok {
		return fmt.Errorf("unknown norm %q", id)
	}
	return nil
}

// normOf checks a norm of c. One that is about no class of persons that c answers would never be offered.
func (l *Law) normOf(c Conduct) func(string) error {
	return func(id string) error {
		n, _ := l.Norm(id)
		if err := l.norm(id); err != nil || slices.ContainsFunc(n.Persons, c.answers) {
			return err
		}
		return fmt.Errorf("norm %q is about nobody whom an answer is for", id)
	}
}

func (l *Law) answer(a Answering) error {
	if !slices.Contains([]Verdict{Forbidden, Depends, Allowed}, a.Verdict) {
		return fmt.Errorf("unknown verdict %q", a.Verdict)
	}
	if _, ok := l.Instrument(a.Cite.Instrument); !ok && a.Cite != (Cite{}) {
		return fmt.Errorf("cites unknown instrument %q", a.Cite.Instrument)
	}
	return knownPerson(a.Person)
}

func (l *Law) checkElection(e Election) error {
	for i, s := range e.Stages {
		if err := cmp.Or(knownStage(s.Stage), l.basis(Validity{}, s.Basis)); err != nil {
			return err
		}
		if s.From.IsZero() {
			return fmt.Errorf("stage %s has no day", s.Stage)
		}
		if i > 0 && (s.From.Compare(e.Stages[i-1].From) <= 0 || slices.Index(ElectionStages, s.Stage) <= slices.Index(ElectionStages, e.Stages[i-1].Stage)) {
			return fmt.Errorf("stage %s does not come after %s", s.Stage, e.Stages[i-1].Stage)
		}
	}
	switch {
	case len(e.Stages) == 0 || e.Stages[0].Stage != Before:
		return fmt.Errorf("the first stage is not %s", Before)
	case e.Stages[len(e.Stages)-1].Stage != After:
		return fmt.Errorf("the last stage is not %s", After)
	case e.Until.Compare(e.over()) < 0:
		return fmt.Errorf("until is missing or before %s", After)
	}
	return cmp.Or(needText("title", e.Title), l.regime(e.Regime))
}

var hourForm = regexp.MustCompile(`^([01][0-9]|2[0-3])\.[0-5][0-9]$`)

func (l *Law) checkReception(r Reception) error {
	weekday := func(name string) error {
		if !slices.Contains(weekdays, name) {
			return fmt.Errorf("unknown weekday %q", name)
		}
		return nil
	}
	allDay := r.From == "" && r.To == ""
	switch {
	case len(r.Weekdays) == 0 && len(r.Stages) == 0:
		return errors.New("weekdays or stages are missing")
	case !allDay && !(hourForm.MatchString(r.From) && hourForm.MatchString(r.To) && r.From < r.To):
		return fmt.Errorf("%q to %q are no hours of a day, as 08.00 to 16.00", r.From, r.To)
	}
	return cmp.Or(l.someRegimes(r.Regimes), checkEach(r.Stages, knownStage), checkEach(r.Weekdays, weekday), l.basis(Validity{}, r.Basis))
}

// checkNeeded refuses a law that lacks what the program asks for by name.
func (l *Law) checkNeeded() error {
	for _, regime := range []string{Pemilu, Pilkada} {
		for _, rule := range []string{
			RuleReport, RuleFinding, RuleInitialStudy, RuleCompletion, RuleHandling, RuleHandlingWithInformation,
		} {
			if !slices.ContainsFunc(l.rules, func(r Rule) bool { return r.Regime == regime && r.Name == rule }) {
				return fmt.Errorf("clocks.toml: there must be a clock %s/%s", regime, rule)
			}
		}
	}
	for _, fact := range []Event{Received, Found, Informed} {
		if _, ok := l.Opening(fact); !ok {
			return fmt.Errorf("states.toml: there must be a state that opens by %q", fact)
		}
	}
	return nil
}
