package law

import (
	"fmt"

	"netra/calendar"
)

// A StepKind says what a day is in a trace.
type StepKind string

// The kinds of step. A voting day is a holiday here; calendar.Calendar.Name tells which.
const (
	Start   StepKind = "start"   // day 0
	Counted StepKind = "counted" // adds one to N
	Weekend StepKind = "weekend"
	Holiday StepKind = "holiday"
	Leave   StepKind = "leave" // joint leave, where it is not counted
)

// A Step is one day of a trace.
type Step struct {
	Date calendar.Date `json:"date"`
	Kind StepKind      `json:"kind"`
	N    int           `json:"n"` // days counted up to this one and with it
}

// A Reading is the outcome of one way of counting.
type Reading struct {
	Count
	Due   calendar.Date // last day of the period
	Trace []Step        // every day from the start to Due
}

// Passed returns how many days of the period have been counted at the end of day: 0 on the day it starts or before,
// Length from Due on.
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
func (a Answer) Unanimous() bool {
	for _, r := range a.Readings {
		if r.Due != a.Safe {
			return false
		}
	}
	return true
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

// Due computes when the period of rule that starts on start ends. It is a function of its arguments alone: the same rule,
// day and calendar version give the same answer. A period ends on the day on which its last day falls, also if that is a
// Sunday.
//
// The error wraps calendar.ErrUnknownYear if the period reaches into a year without a table, also where only calendar
// days are counted. It does not quote start.
//
// Reading: start is day 0 and not counted; the earliest reading is the safe one; see decision 0004.
func Due(rule Rule, start calendar.Date, cal *calendar.Calendar) (Answer, error) {
	answer := Answer{Rule: rule.Name, Regime: rule.Regime, From: start, Calendar: cal.Version()}
	for _, count := range rule.Counts {
		trace := make([]Step, 0, 2*count.Length+2)
		due, err := count.walk(start, cal, &trace)
		if err != nil {
			return Answer{}, fmt.Errorf("due %s/%s: %w", rule.Regime, rule.Name, err)
		}
		answer.Readings = append(answer.Readings, Reading{Count: count, Due: due, Trace: trace})
		answer.Safe = earlier(answer.Safe, due)
	}
	return answer, nil
}

// DueDate returns the Safe date of Due, with the same errors, and allocates nothing. It is for whoever needs many dates and
// no trace: a new version of the calendar moves the dates of all open clocks at once.
func DueDate(rule Rule, start calendar.Date, cal *calendar.Calendar) (calendar.Date, error) {
	var safe calendar.Date
	for i := range rule.Counts {
		due, err := rule.Counts[i].walk(start, cal, nil)
		if err != nil {
			return calendar.Date{}, fmt.Errorf("due %s/%s: %w", rule.Regime, rule.Name, err)
		}
		safe = earlier(safe, due)
	}
	return safe, nil
}

// earlier returns the earlier of two dates, or due if there is no date yet.
func earlier(safe, due calendar.Date) calendar.Date {
	if safe.IsZero() || due.Compare(safe) < 0 {
		return due
	}
	return safe
}

// walk counts c.Length days after start, notes every day in trace unless that is nil, and returns the last.
func (c *Count) walk(start calendar.Date, cal *calendar.Calendar, trace *[]Step) (calendar.Date, error) {
	if trace != nil {
		*trace = append(*trace, Step{start, Start, 0})
	}
	day := start
	for n := 0; n < c.Length; {
		day = day.AddDays(1)
		kind, err := cal.Kind(day)
		if err != nil {
			return calendar.Date{}, err
		}
		if c.Unit.counts(kind) {
			n++
		}
		if trace != nil {
			*trace = append(*trace, Step{day, c.Unit.step(kind), n})
		}
	}
	return day, nil
}

// counts reports whether a day of kind is one of the unit's days.
func (u Unit) counts(kind calendar.Kind) bool {
	return u == CalendarDays || kind.Works(u == WorkingDaysAndLeave)
}

func (u Unit) step(kind calendar.Kind) StepKind {
	switch {
	case u.counts(kind):
		return Counted
	case kind == calendar.Weekend:
		return Weekend
	case kind == calendar.Leave:
		return Leave
	}
	return Holiday
}
