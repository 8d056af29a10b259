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
// {{template "due" .}} the same as a large block. A page makes one with base.Clock, base.ClockDone or base.ClockOf.
type clock struct {
	base
	law.Answer
	start law.Event // what it started by; empty for the first of the rule's
	state law.ClockState
	on    calendar.Date // the day on which it is looked at or, once it runs no more, the day on which it stopped
	told  bool          // it is told to the reporter of the report, who needs no open desk
}

// Clock shows a period that runs; today is the day in the office's zone.
func (b base) Clock(a law.Answer, today calendar.Date) clock {
	return clock{base: b, Answer: a, state: law.Running, on: today}
}

// ClockTold shows a period that runs to the reporter of the report.
func (b base) ClockTold(a law.Answer, today calendar.Date) clock {
	c := b.Clock(a, today)
	c.told = true
	return c
}

// ClockDone shows a period whose step was taken on the given day.
func (b base) ClockDone(a law.Answer, on calendar.Date) clock {
	return clock{base: b, Answer: a, state: law.Met, on: on}
}

// ClockOf shows a clock of a case; today is the day in the office's zone.
func (b base) ClockOf(k law.Clock, today calendar.Date) clock {
	c := clock{base: b, Answer: k.Answer, start: k.Start, state: k.State, on: k.On}
	if k.State == law.Running {
		c.on = today
	}
	return c
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

// UnitTexts are the catalogue keys of a clock's units; each takes n, how many.
var UnitTexts = map[law.Unit]string{
	law.CalendarDays:        "waktu.calendar_days",
	law.WorkingDays:         "waktu.working_days",
	law.WorkingDaysAndLeave: "waktu.working_days_leave",
	law.Hours:               "waktu.hours",
}

// FactTexts are the catalogue keys of the facts that a clock counts from; each takes a date.
var FactTexts = map[law.Event]string{
	law.Known:    "waktu.since_known",
	law.Received: "waktu.since_received",
	law.Found:    "waktu.since_found",
	law.Informed: "waktu.since_informed",
}

// rule is the rule of the clock or, if the law has it no more, one that has only its name.
func (c clock) rule() law.Rule {
	rule, err := c.site.Law.Clock(c.Regime, c.Rule, c.From)
	if err != nil {
		name := law.Text{ID: c.Rule}
		return law.Rule{Name: c.Rule, Title: name, Do: name}
	}
	return rule
}

// In gives a text of the law in the page's language.
func (b base) In(t law.Text) string { return t.In(string(b.Lang)) }

// Title names the step in a chip.
func (c clock) Title() string { return c.In(c.rule().Title) }

// Label is the sentence that the large date ends.
func (c clock) Label() string { return c.In(c.rule().Do) }

// Unknown tells whether the dates are not known, since a year has no table yet.
func (c clock) Unknown() bool { return len(c.Readings) == 0 }

// missingYear is the first year from the start of the clock on that has no table.
func (c clock) missingYear() int {
	year := c.From.Year()
	for {
		if _, err := c.site.Calendar.Kind(calendar.NewDate(year, time.January, 1)); err != nil {
			return year
		}
		year++
	}
}

// Unset tells whether the law leaves the date open, by disagreeing readings or by one that is not well supported.
func (c clock) Unset() bool {
	return !c.Unanimous() || c.SafeReading().Confidence != calendar.High
}

// State is the chip's class. A period is late only when it is over under every reading.
func (c clock) State() string {
	left := c.Safe.Sub(c.on)
	switch {
	case c.state != law.Running && c.state != law.Met || c.Unknown():
		return "off"
	case c.on.Compare(c.Latest()) > 0:
		return "late"
	case c.state == law.Met:
		return "ok"
	case left <= soonDays:
		return "soon"
	}
	return "run"
}

// stoppedTexts say what became of a clock that neither runs nor was met.
var stoppedTexts = map[law.ClockState]string{
	law.Halted: "waktu.halted", law.Replaced: "waktu.replaced", law.Frozen: "waktu.frozen",
}

// Status says in words what State says by colour: "2 hari lagi".
func (c clock) Status() (string, error) {
	left, over := c.Safe.Sub(c.on), c.on.Sub(c.Latest())
	met := c.state == law.Met
	switch {
	case c.Unknown() && (met || c.state == law.Running):
		return c.T("waktu.no_year", "year", fmt.Sprint(c.missingYear()))
	case c.State() == "off":
		day, err := c.DayShort(c.on)
		text, err2 := c.T(stoppedTexts[c.state], "date", day)
		return text, cmp.Or(err, err2)
	case met && over > 0:
		return c.T("waktu.done_late", "n", over)
	case met && left < 0:
		return c.T("waktu.done_disputed")
	case met:
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
	day, err := c.DayShort(c.Safe) // of no date too, and then it is not shown
	status, err2 := c.Status()
	if err := cmp.Or(err, err2); err != nil {
		return "", err
	}
	if c.state != law.Running || c.Unknown() {
		return c.Title() + " · " + status, nil
	}
	if c.Unset() {
		day += "?"
	}
	return c.Title() + " · " + day + " · " + status, nil
}

// Period says how long the safe reading is and since when it runs.
func (c clock) Period() (string, error) {
	count, err := c.Count(c.SafeReading())
	since, err2 := c.since()
	return count + ", " + since, cmp.Or(err, err2)
}

// since says what the clock started by, and when: "sejak diregistrasi: Senin, 4 Januari 2027".
func (c clock) since() (string, error) {
	start := c.start
	if starts := c.rule().Starts; start == "" && len(starts) > 0 {
		start = starts[0]
	}
	if t, ok := c.site.Law.Transition(string(start)); ok {
		return c.T("waktu.since", "what", c.In(t.Done), "date", c.Day(c.From))
	}
	key, ok := FactTexts[start]
	if !ok {
		key = "waktu.since_start"
	}
	return c.T(key, "date", c.Day(c.From))
}

// Count says how a reading counts: "7 hari kerja, cuti bersama tidak dihitung".
func (c clock) Count(r law.Reading) (string, error) { return c.T(UnitTexts[r.Unit], "n", r.Length) }

// Cites lists what a reading rests on, as lawyers write it.
func (c clock) Cites(r law.Reading) []string { return c.site.Law.Citations(r.Basis) }

// Actor names who must act before the date, or may.
func (c clock) Actor() string {
	body, _ := c.site.Law.Body(c.rule().By, c.From)
	return c.In(body.Title)
}

// Yours tells whether who reads is who may act.
func (c clock) Yours() bool { return c.told && c.rule().By == "reporter" }

// Runs tells whether the step is still to be taken.
func (c clock) Runs() bool { return c.state == law.Running }

// Closed is what to know if the desks are closed on the safe date: the last day before it on which they are open, and when. It is
// nil if they are open then, or closed for the whole period, and for the reporter of a report, who needs no desk.
//
// Law: Perbawaslu 7/2022 Pasal 11; Perbawaslu 9/2024 Pasal 5 ayat (2a).
func (c clock) Closed() (*openDay, error) {
	for d := c.Safe; !c.told && d.Compare(c.From) >= 0; d = d.AddDays(-1) {
		hours, open, err := c.site.Law.ReceptionOn(c.Regime, d, c.site.Calendar)
		if err != nil {
			return nil, err
		}
		if open && d == c.Safe {
			return nil, nil
		}
		if open {
			return &openDay{d, hours}, nil
		}
	}
	return nil, nil
}

type openDay struct {
	Date  calendar.Date
	Hours law.Reception
}

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
	case step.Kind == law.Regional:
		classes = append(classes, "x")
		note, err2 = c.T("waktu.regional")
	case step.Kind == law.Paused:
		note, err2 = c.T("waktu.paused")
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
	return day.Weekday() == time.Sunday || err == nil && (kind == calendar.Holiday || kind == calendar.Voting)
}

// mondayOffset is how many days after Monday d is.
func mondayOffset(d calendar.Date) int { return (int(d.Weekday()) + 6) % 7 }

// Free lists the holidays and joint leave that the safe reading skips, with their names if the nation's calendar has them.
func (c clock) Free() []holiday {
	var free []holiday
	for _, s := range c.SafeReading().Trace {
		if s.Kind == law.Holiday || s.Kind == law.Leave || s.Kind == law.Regional {
			free = append(free, holiday{s.Date, c.site.Calendar.Name(s.Date)})
		}
	}
	return free
}

type holiday struct {
	Date calendar.Date
	Name string // Indonesian; empty if it is not known
}
