package law

import (
	"maps"
	"slices"

	"netra/calendar"
)

// A State is how far a case has come.
type State struct {
	ID    string `toml:"id"`
	Title Text   `toml:"title"`
	Opens Event  `toml:"opens"` // Received, Found or Informed if a case may begin in this state by that fact; else empty
	Final bool   `toml:"final"` // no transition leaves it; clocks that still run are frozen
}

// A Transition is a step from one state to another. Taking it is the event of its id, which clocks start and end by.
type Transition struct {
	ID        string   `toml:"id"`
	Title     Text     `toml:"title"`   // what a button says: "Registrasi laporan"
	Done      Text     `toml:"done"`    // what a timeline says, and "sejak ...": "diregistrasi"
	Regimes   []string `toml:"regimes"` // empty for all
	From      []string `toml:"from"`    // ids of states
	To        string   `toml:"to"`
	Who       []string `toml:"who"`       // ids of bodies, or Overseer
	Guards    []string `toml:"guards"`    // names of Guards, all of which must hold
	Papers    []string `toml:"documents"` // ids of forms that must be in the file before
	Registers bool     `toml:"registers"` // the step gives a case its register number
	Reason    bool     `toml:"reason"`    // it turns something down, so the office that takes it must say why
	Validity
	Basis
}

// A Situation is what the law must know of a case to say which steps are legal.
type Situation struct {
	Regime    string
	State     string
	Day       calendar.Date // on which the step would be taken, in the zone of the office
	Office    string        // kind of the office that would take it; empty for one that is no body of the law
	Accused   bool          // the file says who is accused, by name or position
	Event     bool          // the file says where and when
	Account   bool          // the file says what happened
	Documents []string      // ids of the forms in the file
	Clocks    []Clock       // all that ran so far
}

// guards are the conditions that transitions may name. Each is a function of a Situation alone; a name that is not here is
// refused when the law is loaded.
var guards = map[string]func(*Situation) bool{
	// Law: Perbawaslu 7/2022 Pasal 15 ayat (3): the accused.
	"accused_described": func(s *Situation) bool { return s.Accused },
	// Law: Perbawaslu 7/2022 Pasal 15 ayat (4): time and place.
	"event_described": func(s *Situation) bool { return s.Event },
	// Law: Perbawaslu 7/2022 Pasal 15 ayat (4): the account.
	"account_given": func(s *Situation) bool { return s.Account },
	// Law: UU 7/2017 Pasal 454 ayat (6); UU 1/2015 Pasal 134 ayat (4). In time under any reading is in time: the doubt must
	// not harm who reports.
	"filed_in_time":     func(s *Situation) bool { return s.inTime(RuleReport) },
	"found_in_time":     func(s *Situation) bool { return s.inTime(RuleFinding) },
	"within_completion": func(s *Situation) bool { return s.inTime(RuleCompletion) },
	// An extension must be asked for while there is something to extend.
	"within_handling": func(s *Situation) bool { return s.inTime(RuleHandling) && s.inTime(RuleHandlingWithInformation) },
}

// Guards returns the names of all guards, sorted.
func Guards() []string { return slices.Sorted(maps.Keys(guards)) }

// inTime reports whether the step that a clock limits was taken in time under some reading or, if it was not taken, still can
// be; a clock that is paused or frozen stands at the day since which it is. A clock that never ran, or that another one replaced,
// limits nothing.
func (s *Situation) inTime(rule string) bool {
	return !slices.ContainsFunc(s.Clocks, func(c Clock) bool {
		on := c.On
		if c.State == Running {
			on = s.Day
		}
		return c.Rule == rule && c.State != Replaced && on.Compare(c.Latest()) > 0
	})
}

// An Option is a transition that leaves the state of a case, and what stands in its way.
type Option struct {
	Transition
	Power            bool     // the office is one of those that may take it
	Missing          []string // names of guards that do not hold
	MissingDocuments []string // ids of forms that are not in the file
}

// Legal reports whether the office may take the step now on its own power.
func (o Option) Legal() bool { return o.Power && len(o.Missing) == 0 && len(o.MissingDocuments) == 0 }

// Options lists all transitions in force that leave the state of the case, in the order of their file.
func (l *Law) Options(s Situation) []Option {
	var options []Option
	for _, t := range l.transitions {
		if !slices.Contains(t.From, s.State) || !t.appliesTo(s.Regime) || !l.inForce(t.Validity, t.Cite, s.Day) {
			continue
		}
		o := Option{Transition: t, Power: l.hasPower(t, s)}
		for _, guard := range t.Guards {
			if !guards[guard](&s) {
				o.Missing = append(o.Missing, guard)
			}
		}
		for _, form := range t.Papers {
			if !slices.Contains(s.Documents, form) {
				o.MissingDocuments = append(o.MissingDocuments, form)
			}
		}
		options = append(options, o)
	}
	return options
}

func (t Transition) appliesTo(regime string) bool {
	return len(t.Regimes) == 0 || slices.Contains(t.Regimes, regime)
}

func (l *Law) hasPower(t Transition, s Situation) bool {
	return s.Office != "" && slices.ContainsFunc(t.Who, func(id string) bool {
		body, ok := l.Body(id, s.Day)
		return ok && slices.Contains(body.Offices, s.Office)
	})
}

// State returns the state with that id, and whether there is one.
func (l *Law) State(id string) (State, bool) {
	return find(l.states, func(s State) bool { return s.ID == id })
}

// Opening returns the state in which a case that begins by that fact starts, and whether there is one.
func (l *Law) Opening(by Event) (State, bool) {
	return find(l.states, func(s State) bool { return s.Opens != "" && s.Opens == by })
}

// States returns all states in the order of their file.
func (l *Law) States() []State { return l.states }

// Transition returns the transition with that id, and whether there is one.
func (l *Law) Transition(id string) (Transition, bool) {
	return find(l.transitions, func(t Transition) bool { return t.ID == id })
}

// Transitions returns all transitions in the order of their file.
func (l *Law) Transitions() []Transition { return l.transitions }

// A ClockState says what became of a clock.
type ClockState string

// The states of a clock. Whether a running one is over is never stored: it follows from the day.
const (
	Running  ClockState = "running"
	Met      ClockState = "met"      // its step was taken, in time or not
	Halted   ClockState = "paused"   // its days are not counted at the moment
	Replaced ClockState = "replaced" // another clock took its place
	Frozen   ClockState = "frozen"   // the case ended, or went another way, before its step was taken
)

// A Clock is a period that runs, or ran, in a case. Its Answer has no readings and no dates where a year has no table.
type Clock struct {
	Answer
	Start  Event // what it started by
	State  ClockState
	On     calendar.Date // since when it is in State; zero while it runs
	Pauses []Pause       // spans of days that are not counted
}

// ClocksOf computes the clocks of a case from what has happened in it, in the order of the law's file and then of time: parallel
// ones, those that a later event ended, those that another clock replaced. Clocks that still run when the case ended on closed,
// which may be zero, are frozen. happened is in the order of time. A clock that starts on several days runs once from each of
// them, and one that was not met when it starts again is replaced on that day; starts on one day are one. So a rule and a day 0
// name one clock, and a clock that was there stays there whatever happens next. The dates of a paused clock are those that it
// had if it went on at once.
func (l *Law) ClocksOf(regime string, happened []Occurrence, closed calendar.Date, cal *calendar.Calendar) []Clock {
	var clocks []Clock
	for _, r := range l.runs(regime, happened) {
		clocks = append(clocks, r.clock(happened, closed, cal))
	}
	return clocks
}

// A run is a rule that an event started. Its numbers are places in what happened: first and start are the first and the last event
// of its day 0 that began it; takes is from when it stands in the place of the rule that it replaces; end ended it in state, or is
// the number of events if nothing did.
type run struct {
	rule                     Rule
	first, start, takes, end int
	state                    ClockState
}

// runs finds what started by the events, and what ended it: a step, another start, or a clock that took its place before that.
func (l *Law) runs(regime string, happened []Occurrence) []run {
	var runs []run
	for _, r := range l.rules {
		if r.Regime != regime {
			continue
		}
		for first := next(happened, -1, r.Starts...); first < len(happened); {
			start, again := first, next(happened, first, r.Starts...)
			for again < len(happened) && happened[again].On == happened[first].On {
				start, again = again, next(happened, again, r.Starts...)
			}
			run := run{first: first, start: start, takes: start, end: next(happened, start, r.Ends...), state: Met}
			if stop := next(happened, start, r.Stops...); stop < run.end {
				run.end, run.state = stop, Frozen
			}
			if again < run.end {
				run.end, run.state = again, Replaced
			}
			if len(r.Needs) > 0 {
				run.takes = next(happened, first, r.Needs...)
			}
			var ok bool
			if run.rule, ok = l.on(r, happened[first].On); ok && run.takes < run.end {
				runs = append(runs, run)
			}
			first = again
		}
	}
	for _, by := range runs {
		for i := range runs {
			if r := &runs[i]; r.rule.Name == by.rule.Replaces && r.first <= by.takes && by.takes < r.end {
				r.end, r.state = by.takes, Replaced
			}
		}
	}
	return runs
}

func (r run) clock(happened []Occurrence, closed calendar.Date, cal *calendar.Calendar) Clock {
	c := Clock{Start: happened[r.start].Event, State: Running}
	switch {
	case r.end < len(happened):
		c.State, c.On = r.state, happened[r.end].On
	case !closed.IsZero():
		c.State, c.On = Frozen, closed
	}
	var since calendar.Date
	c.Pauses, since = r.rule.pausesIn(happened[r.start:r.end])
	switch {
	case since.IsZero():
	case c.State == Running:
		c.State, c.On = Halted, since
	default: // it ended in the pause, none of whose days are held against whoever took the step
		c.Pauses = append(c.Pauses, Pause{since, c.On})
	}
	var err error
	if c.Answer, err = Due(r.rule, happened[r.start].On, cal, c.Pauses...); err != nil { // calendar.ErrUnknownYear
		c.Answer = Answer{Rule: r.rule.Name, Regime: r.rule.Regime, From: happened[r.start].On}
	}
	return c
}

// pausesIn collects the spans in which r was paused. since is when the last one began if it still lasts.
func (r Rule) pausesIn(happened []Occurrence) (pauses []Pause, since calendar.Date) {
	for _, o := range happened {
		switch {
		case r.Pauses == "":
		case o.Event == r.Pauses && since.IsZero():
			since = o.On
		case o.Event == r.Resumes && !since.IsZero():
			pauses = append(pauses, Pause{since, o.On.AddDays(-1)})
			since = calendar.Date{}
		}
	}
	return pauses, since
}

// next is the place of the first of these events after the one at start, or the number of events.
func next(happened []Occurrence, start int, of ...Event) int {
	for i := start + 1; i < len(happened); i++ {
		if slices.Contains(of, happened[i].Event) {
			return i
		}
	}
	return len(happened)
}
