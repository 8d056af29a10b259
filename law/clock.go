package law

import (
	"fmt"
	"slices"

	"netra/calendar"
)

// Names of the rules that the program asks for by name. Their lengths and citations are in data/clocks.toml.
const (
	// RuleReport is the window in which a report (laporan) must be filed.
	//
	// Law: UU 7/2017 Pasal 454 ayat (6); UU 1/2015 Pasal 134 ayat (4).
	RuleReport = "report"

	// RuleFinding is the window in which the office must register what its own people saw, or what tracing showed, as a
	// finding (temuan).
	//
	// Law: UU 7/2017 Pasal 454 ayat (5); UU 1/2015 Pasal 134 ayat (4).
	RuleFinding = "finding"

	// RuleCompletion is the time that a reporter has to complete a report (perbaikan laporan).
	RuleCompletion = "completion"

	// RuleInitialStudy is the time for the preliminary review (kajian awal) of a report.
	//
	// Law: Perbawaslu 7/2022 Pasal 15 ayat (1).
	RuleInitialStudy = "initial_study"

	// RuleHandling is the time within which a report must be decided and followed up.
	//
	// Law: UU 7/2017 Pasal 454 ayat (7); UU 1/2015 Pasal 134 ayat (5).
	RuleHandling = "handling"

	// RuleHandlingWithInformation is the longer time of RuleHandling where the office needs further information. It runs
	// from the same day, so it replaces that clock and is not added to it.
	//
	// Law: UU 7/2017 Pasal 454 ayat (8); UU 1/2015 Pasal 134 ayat (6).
	RuleHandlingWithInformation = "handling_with_information"
)

// An Event is a day in the life of a case that clocks start and end by: one of the facts below, or a transition, by its id.
// Its date is in the zone of the office.
type Event string

// The facts that a case is opened with.
const (
	Known    Event = "known"    // the reporter learned of the alleged breach
	Received Event = "received" // the report reached the office
	Found    Event = "found"    // the office's own people found it
	Informed Event = "informed" // a tip (informasi awal) reached the office
)

// An Occurrence is an event that has happened.
type Occurrence struct {
	Event Event
	On    calendar.Date
}

// A Unit says which days are counted.
type Unit string

// The units. The law's "hari kerja" does not say which of WorkingDays and WorkingDaysAndLeave it means.
//
// Reading: both are shown; see decision 0004.
const (
	CalendarDays        Unit = "calendar"          // every day
	WorkingDays         Unit = "working"           // working days; joint leave (cuti bersama) and regional holidays are free
	WorkingDaysAndLeave Unit = "working_and_leave" // working days; joint leave and regional holidays are among them
	Hours               Unit = "hours"             // 24 of them a day, every day: the period ends at the hour at which it began
)

// A Rule is one clock of a regime, in one span of time. It runs from any of Starts, once one of Needs has happened too if there
// are some, and ends by any of Ends. While Pauses has happened and Resumes has not its days are not counted.
type Rule struct {
	Name   string `toml:"rule"`
	Regime string `toml:"regime"` // id
	Title  Text   `toml:"title"`  // of the step: "Kajian awal"
	By     string `toml:"by"`     // id of the body that must act, or Overseer
	Right  bool   `toml:"right"`  // it is a chance and no duty: nobody is late when it is over
	Do     Text   `toml:"do"`     // a sentence that the date ends: "Kantor harus menyelesaikan kajian awal paling lambat"
	Validity
	Starts   []Event `toml:"starts"` // at least one; its day is day 0
	Ends     []Event `toml:"ends"`
	Stops    []Event `toml:"stops"`    // end it without its step: the clock was not met; may be empty
	Needs    []Event `toml:"needs"`    // may be empty
	Replaces string  `toml:"replaces"` // rule of the regime whose clock this one takes the place of; may be empty
	Pauses   Event   `toml:"pauses"`   // may be empty
	Resumes  Event   `toml:"resumes"`
	Counts   []Count `toml:"reading"` // at least one; the order has no meaning
}

// A Count is one way in which the days of a rule can be counted.
type Count struct {
	Name   string `toml:"-"`      // LENGTH_UNIT, unique in the rule: "7_working"
	Length int    `toml:"length"` // days, 1 to 366; for Hours a multiple of 24
	Unit   Unit   `toml:"unit"`
	Basis
}

// days is the length of c in days.
func (c *Count) days() int {
	if c.Unit == Hours {
		return c.Length / 24
	}
	return c.Length
}

// Settled reports whether the law leaves no doubt: one way of counting, of high confidence. Whatever is not settled must
// be shown as such.
func (r Rule) Settled() bool { return len(r.Counts) == 1 && r.Counts[0].Sure() }

// Clocks returns all rules in the order of their file.
func (l *Law) Clocks() []Rule { return l.rules }

// Clock returns the rule of that name in the regime for a period that starts on a day, with the readings whose instruments are in
// force then. The error wraps ErrUnknownRule or
// ErrNotInForce; it does not quote the day.
func (l *Law) Clock(regime, rule string, day calendar.Date) (Rule, error) {
	err := ErrUnknownRule
	for _, r := range l.rules {
		if r.Regime != regime || r.Name != rule {
			continue
		}
		if r, ok := l.on(r, day); ok {
			return r, nil
		}
		err = ErrNotInForce
	}
	return Rule{}, fmt.Errorf("%w: %s/%s", err, regime, rule)
}

// on returns r with the readings that are in force on a day, and whether there are any.
func (l *Law) on(r Rule, day calendar.Date) (Rule, bool) {
	not := func(c Count) bool { return !l.inForce(r.Validity, c.Cite, day) }
	if slices.ContainsFunc(r.Counts, not) {
		r.Counts = slices.DeleteFunc(slices.Clone(r.Counts), not)
	}
	return r, len(r.Counts) > 0
}

// A StepKind says what a day is in a trace.
type StepKind string

// The kinds of step. A voting day is a holiday here; calendar.Calendar.Name tells which.
const (
	Start    StepKind = "start"   // day 0
	Counted  StepKind = "counted" // adds one to N
	Weekend  StepKind = "weekend"
	Holiday  StepKind = "holiday"
	Leave    StepKind = "leave"    // joint leave, where it is not counted
	Regional StepKind = "regional" // regional holiday, where it is not counted
	Paused   StepKind = "paused"
)

// A Step is one day of a trace.
type Step struct {
	Date calendar.Date `json:"date"`
	Kind StepKind      `json:"kind"`
	N    int           `json:"n"` // days counted up to this one and with it
}

// A Pause is a span of days that are not counted, both ends with it.
type Pause struct{ From, To calendar.Date }

// A Reading is the outcome of one way of counting.
type Reading struct {
	Count
	Due   calendar.Date // last day of the period
	Trace []Step        // every day from the start to Due
}

// Passed returns how many days of the period have been counted at the end of day: 0 on the day it starts or before,
// all of them from Due on.
func (r Reading) Passed(day calendar.Date) int {
	passed := 0
	for _, step := range r.Trace {
		if step.Date.Compare(day) > 0 {
			break
		}
		passed = step.N
	}
	return passed
}

// An Answer says when a period ends, under every reading of its rule.
type Answer struct {
	Rule     string
	Regime   string
	From     calendar.Date // day 0
	Calendar string        // version of the calendar
	Readings []Reading     // in the order of the rule
	Safe     calendar.Date // the earliest Due: in time under every reading
}

// Unanimous reports whether all readings end on the same day, so that the doubt about the law does not matter this time.
func (a Answer) Unanimous() bool { return a.Latest() == a.Safe }

// Latest returns the last Due: after it the period is over under every reading.
func (a Answer) Latest() calendar.Date {
	latest := a.Safe
	for _, r := range a.Readings {
		if r.Due.Compare(latest) > 0 {
			latest = r.Due
		}
	}
	return latest
}

// SafeReading returns the reading that gives a.Safe, the first if there are several.
func (a Answer) SafeReading() Reading {
	for _, r := range a.Readings {
		if r.Due == a.Safe {
			return r
		}
	}
	return Reading{}
}

// Due computes when the period of rule that starts on start ends, if nothing is counted in the pauses. It is a function of its
// arguments alone: the same rule, day, pauses and calendar version give the same answer. A period ends on the day on which its
// last day falls, also if that is a Sunday.
//
// The error wraps calendar.ErrUnknownYear if the period reaches into a year without a table, also where only calendar
// days are counted. It does not quote start.
//
// Reading: start is day 0 and not counted; the earliest reading is the safe one; see decision 0004.
func Due(rule Rule, start calendar.Date, cal *calendar.Calendar, pauses ...Pause) (Answer, error) {
	answer := Answer{Rule: rule.Name, Regime: rule.Regime, From: start, Calendar: cal.Version()}
	for _, count := range rule.Counts {
		trace := make([]Step, 0, 2*count.days()+2)
		due, err := count.walk(start, cal, pauses, &trace)
		if err != nil {
			return Answer{}, fmt.Errorf("due %s/%s: %w", rule.Regime, rule.Name, err)
		}
		answer.Readings = append(answer.Readings, Reading{Count: count, Due: due, Trace: trace})
		answer.Safe = earlier(answer.Safe, due)
	}
	return answer, nil
}

// DueDate returns the Safe date of Due and the Latest, with the same errors, and allocates nothing. It is for whoever needs
// many dates and no trace: a new version of the calendar moves the dates of all open clocks at once.
func DueDate(rule Rule, start calendar.Date, cal *calendar.Calendar, pauses ...Pause) (safe, latest calendar.Date, err error) {
	for i := range rule.Counts {
		due, err := rule.Counts[i].walk(start, cal, pauses, nil)
		if err != nil {
			return calendar.Date{}, calendar.Date{}, fmt.Errorf("due %s/%s: %w", rule.Regime, rule.Name, err)
		}
		safe = earlier(safe, due)
		if due.Compare(latest) > 0 {
			latest = due
		}
	}
	return safe, latest, nil
}

// earlier returns the earlier of two dates, or due if there is no date yet.
func earlier(safe, due calendar.Date) calendar.Date {
	if safe.IsZero() || due.Compare(safe) < 0 {
		return due
	}
	return safe
}

// walk counts the days of c after start, notes every day in trace unless that is nil, and returns the last.
func (c *Count) walk(start calendar.Date, cal *calendar.Calendar, pauses []Pause, trace *[]Step) (calendar.Date, error) {
	if trace != nil {
		*trace = append(*trace, Step{start, Start, 0})
	}
	day := start
	for n, length := 0, c.days(); n < length; {
		day = day.AddDays(1)
		kind, err := cal.Kind(day)
		if err != nil {
			return calendar.Date{}, err
		}
		step := c.Unit.step(kind)
		if paused(pauses, day) {
			step = Paused
		}
		if step == Counted {
			n++
		}
		if trace != nil {
			*trace = append(*trace, Step{day, step, n})
		}
	}
	return day, nil
}

func paused(pauses []Pause, day calendar.Date) bool {
	for _, p := range pauses {
		if day.Compare(p.From) >= 0 && day.Compare(p.To) <= 0 {
			return true
		}
	}
	return false
}

// step says what a day of a kind is where u is counted.
func (u Unit) step(kind calendar.Kind) StepKind {
	switch {
	case u == CalendarDays || u == Hours || kind.Works(u == WorkingDaysAndLeave):
		return Counted
	case kind == calendar.Weekend:
		return Weekend
	case kind == calendar.Leave:
		return Leave
	case kind == calendar.Regional:
		return Regional
	}
	return Holiday
}
