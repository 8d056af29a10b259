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

func mustDefault(t testing.TB) (*Law, *calendar.Calendar) {
	t.Helper()
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	return l, cal
}

func mustDate(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func mustDue(t testing.TB, regime, rule, from string) Answer {
	t.Helper()
	l, cal := mustDefault(t)
	r, err := l.Clock(regime, rule)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Due(r, mustDate(t, from), cal)
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
		var steps []string
		for _, s := range r.Trace {
			steps = append(steps, fmt.Sprintf("%s %s %d", s.Date, s.Kind, s.N))
		}
		if got := strings.Join(steps, ", "); got != want[r.Name] {
			t.Errorf("%s:\n got %s\nwant %s", r.Name, got, want[r.Name])
		}
	}
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
		"pilkada/report": true, "pilkada/handling": true, "pilkada/handling_with_information": true,
		"pilkada/initial_study": false, // one reading, from memory
		"pemilu/report":         false, "pemilu/initial_study": false, "pemilu/handling": false, "pemilu/handling_with_information": false,
	}
	for _, r := range l.Clocks() {
		want, known := settled[r.Regime+"/"+r.Name]
		if !known || r.Settled() != want {
			t.Errorf("%s/%s settled: %v, want %v", r.Regime, r.Name, r.Settled(), want)
		}
	}
}

func TestDueRefusesToGuessAYear(t *testing.T) {
	l, cal := mustDefault(t)
	rule, err := l.Clock(Pemilu, RuleReport)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Due(rule, mustDate(t, "2027-12-29"), cal)
	if !errors.Is(err, calendar.ErrUnknownYear) || !strings.Contains(err.Error(), "2028") {
		t.Errorf("a period that reaches into 2028 gives %v", err)
	}
	if strings.Contains(err.Error(), "12-29") {
		t.Errorf("%v quotes the day on which somebody learned of it", err)
	}
	if _, err := Due(rule, calendar.Date{}, cal); !errors.Is(err, calendar.ErrUnknownYear) {
		t.Errorf("no start gives %v", err)
	}
	if _, err := Due(rule, mustDate(t, "2022-12-31"), cal); err != nil {
		t.Errorf("day 0 itself needs no table, got %v", err)
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
			if safe, err := DueDate(rule, start, cal); err != nil || safe != answer.Safe {
				t.Fatalf("%s/%s from %s: DueDate %s, %v; Due %s", rule.Regime, rule.Name, start, safe, err, answer.Safe)
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
		counted := i > 0 && (kind.Works(r.Unit == WorkingDaysAndLeave) || r.Unit == CalendarDays)
		if counted {
			n++
		}
		if step.Date != start.AddDays(i) || step.N != n || (step.Kind == Counted) != counted {
			t.Fatalf("%s from %s: step %d is %v, want %d days counted", r.Name, start, i, step, n)
		}
	}
	last := r.Trace[len(r.Trace)-1]
	if n != r.Length || last.Date != r.Due || last.Kind != Counted {
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

func aRule(length int) Rule {
	rule := Rule{Name: "contoh", Regime: "contoh"}
	for _, unit := range []Unit{CalendarDays, WorkingDaysAndLeave, WorkingDays} {
		rule.Counts = append(rule.Counts, Count{Name: string(unit), Length: length, Unit: unit})
	}
	return rule
}

func dueIn(t *rapid.T, rule Rule, start calendar.Date, cal *calendar.Calendar) Answer {
	a, err := Due(rule, start, cal)
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
		start := calendar.NewDate(2030, 1, 1).AddDays(rapid.IntRange(0, 600).Draw(t, "start"))
		answer := dueIn(t, aRule(length), start, cal)

		if again := dueIn(t, aRule(length), start, build(t, free)); !reflect.DeepEqual(answer, again) {
			t.Fatalf("the same inputs give %v and %v", answer, again)
		}
		noneEarlier(t, answer, dueIn(t, aRule(length+rapid.IntRange(0, 30).Draw(t, "more")), start, cal))
		noneEarlier(t, answer, dueIn(t, aRule(length), start.AddDays(1), cal))
		for i := 1; i < len(answer.Readings); i++ {
			if answer.Readings[i].Due.Compare(answer.Readings[i-1].Due) < 0 {
				t.Fatalf("a unit with fewer days ends earlier: %v", dues(answer))
			}
		}

		free[start.AddDays(rapid.IntRange(0, 90).Draw(t, "holiday"))] = calendar.Holiday
		noneEarlier(t, answer, dueIn(t, aRule(length), start, build(t, free)))
	})
}

func TestDueDateAllocatesNothing(t *testing.T) {
	l, cal := mustDefault(t)
	rule, start := l.Clocks()[0], mustDate(t, "2026-03-13")
	if n := testing.AllocsPerRun(100, func() { DueDate(rule, start, cal) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkDueDate(b *testing.B) {
	benchmark(b, func(r Rule, d calendar.Date, c *calendar.Calendar) { DueDate(r, d, c) })
}

func BenchmarkDue(b *testing.B) {
	benchmark(b, func(r Rule, d calendar.Date, c *calendar.Calendar) { Due(r, d, c) })
}

// benchmark takes the longest period there is, over Lebaran.
func benchmark(b *testing.B, due func(Rule, calendar.Date, *calendar.Calendar)) {
	l, cal := mustDefault(b)
	rule, err := l.Clock(Pemilu, RuleHandlingWithInformation)
	if err != nil {
		b.Fatal(err)
	}
	start := mustDate(b, "2026-03-13")
	b.ReportAllocs()
	for b.Loop() {
		due(rule, start, cal)
	}
}
