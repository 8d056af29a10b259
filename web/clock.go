package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"netra/calendar"
	"netra/law"
)

// soonDays is how many days before its safe date a period is shown as due soon.
const soonDays = 2

// A clock shows a period of the law on some day. {{template "clock" .}} is a chip that opens to how its date was counted,
// {{template "due" .}} the same as a large block. A page makes one with base.Clock or base.ClockDone.
type clock struct {
	base
	law.Answer
	on    calendar.Date // the day on which it is looked at or, once it has ended, the day on which it did
	ended bool
}

// Clock shows a period that runs; today is the day in the office's zone.
func (b base) Clock(a law.Answer, today calendar.Date) clock {
	return clock{base: b, Answer: a, on: today}
}

// ClockDone shows a period whose step was taken on the given day.
func (b base) ClockDone(a law.Answer, on calendar.Date) clock {
	return clock{base: b, Answer: a, on: on, ended: true}
}

// Day writes a date in full: "Senin, 4 Januari 2027".
func (b base) Day(d calendar.Date) string { return b.Date(midnight(d)) }

// DayShort writes a date without the year: "4 Jan".
func (b base) DayShort(d calendar.Date) (string, error) {
	months, err := b.T("waktu.months")
	if err != nil {
		return "", err
	}
	_, month, day := d.Civil()
	return fmt.Sprintf("%d %s", day, strings.Fields(months)[month-1]), nil
}

func midnight(d calendar.Date) time.Time {
	year, month, day := d.Civil()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// stepTexts names what a rule gives time for: in a chip, and as a sentence over the date.
var stepTexts = map[string]struct{ chip, due string }{
	law.RuleReport:                  {"waktu.report", "waktu.report_due"},
	law.RuleInitialStudy:            {"waktu.initial_study", "waktu.initial_study_due"},
	law.RuleHandling:                {"waktu.handling", "waktu.handling_due"},
	law.RuleHandlingWithInformation: {"waktu.handling_more", "waktu.handling_more_due"},
}

var unitTexts = map[law.Unit]string{
	law.CalendarDays:        "waktu.calendar_days",
	law.WorkingDays:         "waktu.working_days",
	law.WorkingDaysAndLeave: "waktu.working_days_leave",
}

var startTexts = map[law.Event]string{
	law.Known:      "waktu.since_known",
	law.Received:   "waktu.since_received",
	law.Registered: "waktu.since_registered",
}

// Title names the step in a chip.
func (c clock) Title() (string, error) { return c.T(stepTexts[c.Rule].chip) }

// Label is the sentence that the large date ends.
func (c clock) Label() (string, error) { return c.T(stepTexts[c.Rule].due) }

// Unset tells whether the law leaves the date open, by disagreeing readings or by one that is not well supported.
func (c clock) Unset() bool {
	return !c.Unanimous() || c.SafeReading().Confidence != calendar.High
}

// latest is the last day on which the step is still in time under some reading.
func (c clock) latest() calendar.Date {
	last := c.Safe
	for _, r := range c.Readings {
		if r.Due.Compare(last) > 0 {
			last = r.Due
		}
	}
	return last
}

// State is the chip's class. A period is late only when it is over under every reading.
func (c clock) State() string {
	left := c.Safe.Sub(c.on)
	switch {
	case c.on.Compare(c.latest()) > 0:
		return "late"
	case c.ended:
		return "ok"
	case left <= soonDays:
		return "soon"
	}
	return "run"
}

// Status says in words what State says by colour: "2 hari lagi".
func (c clock) Status() (string, error) {
	left, over := c.Safe.Sub(c.on), c.on.Sub(c.latest())
	switch {
	case c.ended && over > 0:
		return c.T("waktu.done_late", "n", over)
	case c.ended && left < 0:
		return c.T("waktu.done_disputed")
	case c.ended:
		return c.T("waktu.done")
	case over == 1:
		return c.T("waktu.late_1")
	case over > 1:
		return c.T("waktu.late", "n", over)
	case left < 0:
		return c.T("waktu.disputed")
	case left == 0:
		return c.T("waktu.today")
	case left == 1:
		return c.T("waktu.tomorrow")
	}
	return c.T("waktu.left", "n", left)
}

// Words is the chip's text: "Kajian awal · 30 Des · 2 hari lagi", with a question mark behind a date that is not settled.
func (c clock) Words() (string, error) {
	title, err := c.Title()
	day, err2 := c.DayShort(c.Safe)
	status, err3 := c.Status()
	if err := cmp.Or(err, err2, err3); err != nil {
		return "", err
	}
	if c.ended {
		return title + " · " + status, nil
	}
	if c.Unset() {
		day += "?"
	}
	return title + " · " + day + " · " + status, nil
}

// Period says how long the safe reading is and since when it runs.
func (c clock) Period() (string, error) {
	rule, err := c.site.Law.Clock(c.Regime, c.Rule)
	if err != nil {
		return "", err
	}
	count, err := c.Count(c.SafeReading())
	if err != nil {
		return "", err
	}
	since, err := c.T(startTexts[rule.Starts], "date", c.Day(c.From))
	return count + ", " + since, err
}

// Count says how a reading counts: "7 hari kerja, cuti bersama tidak dihitung".
func (c clock) Count(r law.Reading) (string, error) { return c.T(unitTexts[r.Unit], "n", r.Length) }

// Cites lists what a reading rests on, as lawyers write it.
func (c clock) Cites(r law.Reading) []string {
	var cites []string
	for _, cite := range append([]law.Cite{r.Cite}, r.Also...) {
		cites = append(cites, c.site.Law.Citation(cite))
	}
	return cites
}

// Sure tells whether the sources support a reading's length well.
func (c clock) Sure(r law.Reading) bool { return r.Confidence == calendar.High }

// Sorted lists the readings, the earliest date first.
func (c clock) Sorted() []law.Reading {
	return slices.SortedStableFunc(slices.Values(c.Readings), func(a, b law.Reading) int { return a.Due.Compare(b.Due) })
}

// Weekdays heads the wall calendar, Monday first.
func (c clock) Weekdays() ([]weekday, error) {
	short, err := c.T("waktu.days_short")
	long, err2 := c.T("waktu.days")
	if err := cmp.Or(err, err2); err != nil {
		return nil, err
	}
	var days []weekday
	for i, name := range strings.Fields(long) {
		days = append(days, weekday{strings.Fields(short)[i], name})
	}
	return days, nil
}

type weekday struct{ Short, Long string }

// A cell is one day of the wall calendar.
type cell struct {
	Day   string // "29", "1 Jan"
	Class string // of "c" counted, "x" free, "today", "end"
	Note  string // "ke-2", "libur"
}

// Weeks is the wall calendar of the safe reading: whole weeks from its start to its end.
func (c clock) Weeks() ([][]cell, error) {
	trace := c.SafeReading().Trace
	first := c.From.AddDays(-mondayOffset(c.From))
	var weeks [][]cell
	for d := first; d.Compare(c.Safe) <= 0; d = d.AddDays(7) {
		week := make([]cell, 7)
		for i := range week {
			day := d.AddDays(i)
			var step law.Step // none outside the period
			if n := day.Sub(c.From); n >= 0 && n < len(trace) {
				step = trace[n]
			}
			var err error
			if week[i], err = c.cell(day, step); err != nil {
				return nil, err
			}
		}
		weeks = append(weeks, week)
	}
	return weeks, nil
}

func (c clock) cell(day calendar.Date, step law.Step) (cell, error) {
	text, err := c.DayShort(day)
	if _, _, n := day.Civil(); n != 1 {
		text = fmt.Sprint(n)
	}
	var classes []string
	var note string
	var err2 error
	switch {
	case step.Kind == law.Start:
		note, err2 = c.T("waktu.start")
	case step.Kind == law.Counted:
		classes = append(classes, "c")
		note, err2 = c.T("waktu.nth", "n", step.N)
	case step.Kind == law.Holiday:
		classes = append(classes, "x")
		note, err2 = c.T("waktu.holiday")
	case step.Kind == law.Leave:
		classes = append(classes, "x")
		note, err2 = c.T("waktu.leave")
	case c.red(day):
		classes = append(classes, "x")
	}
	if day == c.on {
		classes = append(classes, "today")
	}
	if day == c.Safe {
		classes = append(classes, "end")
	}
	return cell{text, strings.Join(classes, " "), note}, cmp.Or(err, err2)
}

// red tells whether a wall calendar prints the day in red: a Sunday or a national holiday.
func (c clock) red(day calendar.Date) bool {
	kind, err := c.site.Calendar.Kind(day)
	return day.Weekday() == time.Sunday || err == nil && kind >= calendar.Holiday
}

// mondayOffset is how many days after Monday d is.
func mondayOffset(d calendar.Date) int { return (int(d.Weekday()) + 6) % 7 }

// Free lists the holidays and joint leave that the safe reading skips, with their names.
func (c clock) Free() []holiday {
	var free []holiday
	for _, s := range c.SafeReading().Trace {
		if s.Kind == law.Holiday || s.Kind == law.Leave {
			free = append(free, holiday{s.Date, c.site.Calendar.Name(s.Date)})
		}
	}
	return free
}

type holiday struct {
	Date calendar.Date
	Name string // Indonesian; empty if it is not known
}
