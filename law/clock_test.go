package law

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"netra/calendar"
)

func mustDue(t testing.TB, regime, rule, from string) Answer {
	t.Helper()
	l, cal := mustDefault(t)
	a, err := Due(mustClock(t, l, regime, rule, from), mustDate(t, from), cal)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// dues maps the name of each reading to the day on which it ends.
func dues(a Answer) map[string]string {
	m := map[string]string{}
	for _, r := range a.Readings {
		m[r.Name] = r.Due.String()
	}
	return m
}

func TestDue(t *testing.T) {
	tests := []struct {
		name, regime, rule, from string
		want                     map[string]string
		safe                     string
	}{
		{"working days skip a weekend", Pemilu, RuleReport, "2023-11-08",
			map[string]string{"7_working": "2023-11-17", "7_working_and_leave": "2023-11-17"}, "2023-11-17"},
		{"a Saturday is day 0, and the new year's holiday is skipped", Pemilu, RuleReport, "2023-12-30",
			map[string]string{"7_working": "2024-01-10", "7_working_and_leave": "2024-01-10"}, "2024-01-10"},
		{"two weekends", Pemilu, RuleReport, "2024-01-20",
			map[string]string{"7_working": "2024-01-30", "7_working_and_leave": "2024-01-30"}, "2024-01-30"},
		{"a month's end", Pemilu, RuleReport, "2024-01-27",
			map[string]string{"7_working": "2024-02-06", "7_working_and_leave": "2024-02-06"}, "2024-02-06"},
		{"fourteen working days over two holidays, joint leave and the vote", Pemilu, RuleHandlingWithInformation, "2024-01-31",
			map[string]string{"14_working": "2024-02-23", "14_working_and_leave": "2024-02-22"}, "2024-02-22"},
		{"calendar days end on a Sunday if they do", Pilkada, RuleReport, "2024-11-10",
			map[string]string{"7_calendar": "2024-11-17"}, "2024-11-17"},
		{"Imlek and the vote", Pemilu, RuleReport, "2024-02-05",
			map[string]string{"7_working": "2024-02-19", "7_working_and_leave": "2024-02-16"}, "2024-02-16"},
		{"Lebaran", Pemilu, RuleReport, "2026-03-13",
			map[string]string{"7_working": "2026-03-31", "7_working_and_leave": "2026-03-25"}, "2026-03-25"},
		{"over the year's end, with tables of two years", Pemilu, RuleReport, "2026-12-22",
			map[string]string{"7_working": "2027-01-06", "7_working_and_leave": "2027-01-04"}, "2027-01-04"},

		{"'hari' alone may be calendar or working days", Pemilu, RuleInitialStudy, "2026-12-23",
			map[string]string{"2_calendar": "2026-12-25", "2_working_and_leave": "2026-12-28", "2_working": "2026-12-29"}, "2026-12-25"},
		{"handling in calendar or working days", Pemilu, RuleHandling, "2024-02-05",
			map[string]string{"7_calendar": "2024-02-12", "7_working_and_leave": "2024-02-16", "7_working": "2024-02-19"}, "2024-02-12"},
		{"three calendar days", Pilkada, RuleHandling, "2024-11-15",
			map[string]string{"3_calendar": "2024-11-18"}, "2024-11-18"},
		{"two more for further information", Pilkada, RuleHandlingWithInformation, "2024-11-15",
			map[string]string{"5_calendar": "2024-11-20"}, "2024-11-20"},
		{"two days of 24 hours end on the day after the next, as two calendar days do", Pilkada, RuleCompletion, "2024-11-08",
			map[string]string{"48_hours": "2024-11-10", "2_calendar": "2024-11-10"}, "2024-11-10"},
		{"a holiday does not stop calendar days", Pilkada, RuleInitialStudy, "2024-12-24",
			map[string]string{"2_calendar": "2024-12-26"}, "2024-12-26"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := mustDue(t, tt.regime, tt.rule, tt.from)
			if got := dues(a); !reflect.DeepEqual(got, tt.want) || a.Safe.String() != tt.safe {
				t.Errorf("%s/%s from %s is %v, safe %s; want %v, safe %s", tt.regime, tt.rule, tt.from, got, a.Safe, tt.want, tt.safe)
			}
		})
	}
}

func TestTraceSaysWhatEveryDayWas(t *testing.T) {
	a := mustDue(t, Pemilu, RuleInitialStudy, "2026-12-23")
	want := map[string]string{
		"2_calendar": "2026-12-23 start 0, 2026-12-24 counted 1, 2026-12-25 counted 2",
		"2_working_and_leave": "2026-12-23 start 0, 2026-12-24 counted 1, 2026-12-25 holiday 1, 2026-12-26 weekend 1, " +
			"2026-12-27 weekend 1, 2026-12-28 counted 2",
		"2_working": "2026-12-23 start 0, 2026-12-24 leave 0, 2026-12-25 holiday 0, 2026-12-26 weekend 0, 2026-12-27 weekend 0, " +
			"2026-12-28 counted 1, 2026-12-29 counted 2",
	}
	for _, r := range a.Readings {
		if got := steps(r); got != want[r.Name] {
			t.Errorf("%s:\n got %s\nwant %s", r.Name, got, want[r.Name])
		}
	}
}

func steps(r Reading) string {
	var steps []string
	for _, s := range r.Trace {
		steps = append(steps, fmt.Sprintf("%s %s %d", s.Date, s.Kind, s.N))
	}
	return strings.Join(steps, ", ")
}

func TestPassed(t *testing.T) {
	r := mustDue(t, Pemilu, RuleReport, "2026-12-22").SafeReading() // due 2027-01-04
	for day, want := range map[string]int{
		"2026-12-20": 0, "2026-12-22": 0, "2026-12-23": 1, "2026-12-25": 2, "2026-12-28": 3, "2027-01-04": 7, "2027-02-01": 7,
	} {
		if got := r.Passed(mustDate(t, day)); got != want {
			t.Errorf("on %s %d of %d days have passed, want %d", day, got, r.Length, want)
		}
	}
}

func TestUnanimousWhenTheDoubtDoesNotMatter(t *testing.T) {
	if a := mustDue(t, Pemilu, RuleInitialStudy, "2026-12-28"); !a.Unanimous() {
		t.Errorf("Monday and two working days: %v", dues(a))
	}
	if a := mustDue(t, Pemilu, RuleInitialStudy, "2026-12-23"); a.Unanimous() {
		t.Errorf("over a weekend: %v", dues(a))
	}
}

func TestSettledIsOneReadingOfHighConfidence(t *testing.T) {
	l, _ := mustDefault(t)
	settled := map[string]bool{
		"pilkada/report": true, "pilkada/handling": true,
	}
	for _, r := range l.Clocks() {
		if want := settled[r.Regime+"/"+r.Name]; r.Settled() != want {
			t.Errorf("%s/%s settled: %v, want %v", r.Regime, r.Name, r.Settled(), want)
		}
	}
}

func TestDueRefusesToGuessAYear(t *testing.T) {
	l, cal := mustDefault(t)
	rule := mustClock(t, l, Pemilu, RuleReport, "2027-12-29")
	_, err := Due(rule, mustDate(t, "2027-12-29"), cal)
	if !errors.Is(err, calendar.ErrUnknownYear) || !strings.Contains(err.Error(), "2028") {
		t.Errorf("a period that reaches into 2028 gives %v", err)
	}
	if strings.Contains(err.Error(), "12-29") {
		t.Errorf("%v quotes the day on which somebody learned of it", err)
	}
	if _, _, bare := DueDate(rule, mustDate(t, "2027-12-29"), cal); bare == nil || bare.Error() != err.Error() {
		t.Errorf("DueDate says %v", bare)
	}
	if _, err := Due(rule, calendar.Date{}, cal); !errors.Is(err, calendar.ErrUnknownYear) {
		t.Errorf("no start gives %v", err)
	}
	if _, err := Due(rule, mustDate(t, "2022-12-31"), cal); err != nil {
		t.Errorf("day 0 itself needs no table, got %v", err)
	}
	forEver := Pause{mustDate(t, "2024-01-01"), mustDate(t, "9999-12-31")}
	if _, err := Due(rule, mustDate(t, "2024-01-01"), cal, forEver); !errors.Is(err, calendar.ErrUnknownYear) {
		t.Errorf("a pause without end gives %v", err)
	}
}

func TestPauses(t *testing.T) {
	cal := mustCalendar(t)
	rule := Rule{Counts: []Count{{Length: 3, Unit: CalendarDays}, {Length: 3, Unit: WorkingDays}}}
	const monday = "2024-12-02" // three days end on Thursday 5 December under both readings
	tests := []struct {
		name, start    string
		pauses         []string // "FROM TO"
		calendar, work string
	}{
		{"none", monday, nil, "2024-12-05", "2024-12-05"},
		{"before the start", monday, []string{"2024-11-25 2024-12-01"}, "2024-12-05", "2024-12-05"},
		{"the day that is not counted anyway", monday, []string{"2024-12-02 2024-12-02"}, "2024-12-05", "2024-12-05"},
		{"a day inside", monday, []string{"2024-12-03 2024-12-03"}, "2024-12-06", "2024-12-06"},
		{"the last day moves it over the weekend", monday, []string{"2024-12-05 2024-12-06"}, "2024-12-07", "2024-12-09"},
		{"after the end", monday, []string{"2024-12-06 2024-12-31"}, "2024-12-05", "2024-12-05"},
		{"two apart", monday, []string{"2024-12-03 2024-12-03", "2024-12-05 2024-12-05"}, "2024-12-07", "2024-12-09"},
		{"overlapping ones stop a day once", monday, []string{"2024-12-03 2024-12-04", "2024-12-04 2024-12-05"}, "2024-12-08", "2024-12-10"},
		{"one that ends before it begins is none", monday, []string{"2024-12-04 2024-12-03"}, "2024-12-05", "2024-12-05"},
		{"over a holiday and joint leave", "2024-12-23", []string{"2024-12-25 2024-12-26"}, "2024-12-28", "2024-12-30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var pauses []Pause
			for _, p := range tt.pauses {
				from, to, _ := strings.Cut(p, " ")
				pauses = append(pauses, Pause{mustDate(t, from), mustDate(t, to)})
			}
			a, err := Due(rule, mustDate(t, tt.start), cal, pauses...)
			if err != nil || a.Readings[0].Due.String() != tt.calendar || a.Readings[1].Due.String() != tt.work {
				t.Errorf("due %v, %v; want %s and %s", a.Readings, err, tt.calendar, tt.work)
			}
		})
	}
	a, err := Due(rule, mustDate(t, monday), cal, Pause{mustDate(t, "2024-12-03"), mustDate(t, "2024-12-03")})
	if err != nil || steps(a.Readings[1]) != "2024-12-02 start 0, 2024-12-03 paused 0, 2024-12-04 counted 1, 2024-12-05 counted 2, 2024-12-06 counted 3" {
		t.Errorf("the trace is %s, %v", steps(a.Readings[1]), err)
	}
}

func TestRegionalHolidayIsLikeJointLeave(t *testing.T) {
	cal := mustCalendar(t).With(map[calendar.Date]string{mustDate(t, "2024-12-03"): "Hari jadi", mustDate(t, "2024-12-07"): "Sabtu"})
	rule := Rule{Counts: []Count{{Length: 3, Unit: WorkingDays}, {Length: 3, Unit: WorkingDaysAndLeave}, {Length: 72, Unit: Hours}}}
	a, err := Due(rule, mustDate(t, "2024-12-02"), cal)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2024-12-06", "2024-12-05", "2024-12-05"} {
		if a.Readings[i].Due.String() != want {
			t.Errorf("%s: %s, want %s", a.Readings[i].Unit, a.Readings[i].Due, want)
		}
	}
	if a.Safe != a.Readings[1].Due {
		t.Errorf("the holiday moved the safe date to %s", a.Safe)
	}
	if kind := a.Readings[0].Trace[1].Kind; kind != Regional {
		t.Errorf("the holiday is %q in the trace", kind)
	}
}

// Every rule and every start day from 2023 on whose period the tables cover.
func TestEveryAnswerIsSound(t *testing.T) {
	l, cal := mustDefault(t)
	for _, rule := range l.Clocks() {
		for start := mustDate(t, "2023-01-01"); start.Year() < 2028; start = start.AddDays(1) {
			answer, err := Due(rule, start, cal)
			if errors.Is(err, calendar.ErrUnknownYear) && start.Compare(mustDate(t, "2027-12-01")) > 0 {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if safe, latest, err := DueDate(rule, start, cal); err != nil || safe != answer.Safe || latest != answer.Latest() {
				t.Fatalf("%s/%s from %s: DueDate %s, %s, %v; Due %s, %s", rule.Regime, rule.Name, start, safe, latest, err, answer.Safe, answer.Latest())
			}
			for _, r := range answer.Readings {
				if r.Due.Compare(answer.Safe) < 0 {
					t.Fatalf("%s/%s from %s: %s ends on %s, before the safe %s", rule.Regime, rule.Name, start, r.Name, r.Due, answer.Safe)
				}
				checkTrace(t, r, start, cal)
			}
		}
	}
}

// checkTrace recounts a trace by the calendar's own word for a working day.
func checkTrace(t *testing.T, r Reading, start calendar.Date, cal *calendar.Calendar) {
	t.Helper()
	n := 0
	for i, step := range r.Trace {
		kind, err := cal.Kind(step.Date)
		if err != nil {
			t.Fatal(err)
		}
		counted := i > 0 && (kind.Works(r.Unit == WorkingDaysAndLeave) || r.Unit == CalendarDays || r.Unit == Hours)
		if counted {
			n++
		}
		if step.Date != start.AddDays(i) || step.N != n || (step.Kind == Counted) != counted {
			t.Fatalf("%s from %s: step %d is %v, want %d days counted", r.Name, start, i, step, n)
		}
	}
	last := r.Trace[len(r.Trace)-1]
	if n != r.days() || last.Date != r.Due || last.Kind != Counted {
		t.Fatalf("%s from %s: %d days counted up to %v, due %s", r.Name, start, n, last, r.Due)
	}
}

// aCalendar draws a calendar of 2030 to 2032 with up to 40 holidays and 40 days of joint leave.
func aCalendar(t *rapid.T) map[calendar.Date]calendar.Kind {
	free := map[calendar.Date]calendar.Kind{}
	first := calendar.NewDate(2030, 1, 1)
	for _, kind := range []calendar.Kind{calendar.Holiday, calendar.Leave} {
		for _, day := range rapid.SliceOfN(rapid.IntRange(0, 800), 0, 40).Draw(t, kind.String()) {
			free[first.AddDays(day)] = kind
		}
	}
	return free
}

func build(t *rapid.T, free map[calendar.Date]calendar.Kind) *calendar.Calendar {
	fsys := fstest.MapFS{}
	for year := 2030; year <= 2032; year++ {
		var b strings.Builder
		fmt.Fprintf(&b, "year = %d\nversion = \"%d-1\"\ndecree = \"SKB\"\nsource = \"contoh\"\nconfidence = \"high\"\n", year, year)
		for kind, list := range map[calendar.Kind]string{calendar.Holiday: "holidays", calendar.Leave: "leave"} {
			fmt.Fprintf(&b, "[%s]\n", list)
			for day, k := range free {
				if k == kind && day.Year() == year {
					fmt.Fprintf(&b, "%s = \"\"\n", day.String()[5:])
				}
			}
		}
		fsys[fmt.Sprintf("%d.toml", year)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	cal, err := calendar.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// somePauses draws up to three spans of up to 20 days.
func somePauses(t *rapid.T, start calendar.Date) []Pause {
	var pauses []Pause
	for range rapid.IntRange(0, 3).Draw(t, "pauses") {
		from := start.AddDays(rapid.IntRange(-5, 60).Draw(t, "from"))
		pauses = append(pauses, Pause{from, from.AddDays(rapid.IntRange(-1, 20).Draw(t, "for"))})
	}
	return pauses
}

func aRule(length int) Rule {
	rule := Rule{Name: "contoh", Regime: "contoh"}
	for _, unit := range []Unit{CalendarDays, WorkingDaysAndLeave, WorkingDays} {
		rule.Counts = append(rule.Counts, Count{Name: string(unit), Length: length, Unit: unit})
	}
	return rule
}

func dueIn(t *rapid.T, rule Rule, start calendar.Date, cal *calendar.Calendar, pauses ...Pause) Answer {
	a, err := Due(rule, start, cal, pauses...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// noneEarlier fails if a reading of after ends before the same reading of before.
func noneEarlier(t *rapid.T, before, after Answer) {
	for i, r := range after.Readings {
		if r.Due.Compare(before.Readings[i].Due) < 0 {
			t.Fatalf("%s ends on %s, before %s", r.Name, r.Due, before.Readings[i].Due)
		}
	}
	if after.Safe.Compare(before.Safe) < 0 {
		t.Fatalf("the safe date moved from %s to %s", before.Safe, after.Safe)
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		free := aCalendar(t)
		cal := build(t, free)
		length := rapid.IntRange(1, 60).Draw(t, "length")
		start := calendar.NewDate(2030, 1, 1).AddDays(rapid.IntRange(0, 500).Draw(t, "start"))
		pauses := somePauses(t, start)
		answer := dueIn(t, aRule(length), start, cal, pauses...)

		if again := dueIn(t, aRule(length), start, build(t, free), pauses...); !reflect.DeepEqual(answer, again) {
			t.Fatalf("the same inputs give %v and %v", answer, again)
		}
		if safe, latest, err := DueDate(aRule(length), start, cal, pauses...); err != nil || safe != answer.Safe || latest != answer.Latest() {
			t.Fatalf("DueDate gives %s, %s, %v", safe, latest, err)
		}
		noneEarlier(t, answer, dueIn(t, aRule(length+rapid.IntRange(0, 30).Draw(t, "more")), start, cal, pauses...))
		noneEarlier(t, answer, dueIn(t, aRule(length), start.AddDays(1), cal, pauses...))
		for i := 1; i < len(answer.Readings); i++ {
			if answer.Readings[i].Due.Compare(answer.Readings[i-1].Due) < 0 {
				t.Fatalf("a unit with fewer days ends earlier: %v", dues(answer))
			}
		}

		from := start.AddDays(rapid.IntRange(0, 90).Draw(t, "another from"))
		another := Pause{from, from.AddDays(rapid.IntRange(0, 20).Draw(t, "another for"))}
		noneEarlier(t, answer, dueIn(t, aRule(length), start, cal, append(pauses, another)...))

		day := start.AddDays(rapid.IntRange(0, 90).Draw(t, "holiday"))
		noneEarlier(t, answer, dueIn(t, aRule(length), start, cal.With(map[calendar.Date]string{day: "Hari jadi"}), pauses...))
		free[day] = calendar.Holiday
		noneEarlier(t, answer, dueIn(t, aRule(length), start, build(t, free), pauses...))
	})
}

// longest is the rule with the most days, over Lebaran of 2026.
func longest(t testing.TB) (Rule, calendar.Date, *calendar.Calendar) {
	l, cal := mustDefault(t)
	return mustClock(t, l, Pemilu, RuleHandlingWithInformation, "2026-03-13"), mustDate(t, "2026-03-13"), cal
}

func TestDueDateAllocatesNothing(t *testing.T) {
	rule, start, cal := longest(t)
	pauses := []Pause{{start.AddDays(2), start.AddDays(4)}, {start.AddDays(9), start.AddDays(9)}}
	if n := testing.AllocsPerRun(100, func() { DueDate(rule, start, cal, pauses...) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkDueDate(b *testing.B) {
	rule, start, cal := longest(b)
	b.ReportAllocs()
	for b.Loop() {
		DueDate(rule, start, cal)
	}
}

func BenchmarkDue(b *testing.B) {
	rule, start, cal := longest(b)
	b.ReportAllocs()
	for b.Loop() {
		Due(rule, start, cal)
	}
}

// BenchmarkDueDateMillion computes a million open clocks again, all rules in turn and their starts over five years, as after a new
// table of holidays. Each asks for its rule by name first, as it is kept.
func BenchmarkDueDateMillion(b *testing.B) {
	l, cal := mustDefault(b)
	first, days := mustDate(b, "2023-01-01"), 5*365-60
	rules := l.Clocks()
	for b.Loop() {
		for i := range 1_000_000 {
			kept := &rules[i%len(rules)]
			start := first.AddDays(i / len(rules) % days)
			rule, err := l.Clock(kept.Regime, kept.Name, start)
			if err == nil {
				_, _, err = DueDate(rule, start, cal)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
