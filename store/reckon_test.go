package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/law"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
)

// problemOf fails unless an error is one problem of a form.
func problemOf(t *testing.T, name string, err error, field, want string) {
	t.Helper()
	if p, ok := errors.AsType[intake.Problems](err); !ok || len(p) != 1 || p.Of(field) != want {
		t.Errorf("%s gives %v, want %s: %s", name, told(err), field, want)
	}
}

func clockOf(t *testing.T, c casework.Case, rule string) casework.Clock {
	t.Helper()
	i := slices.IndexFunc(c.Clocks, func(k casework.Clock) bool { return k.Rule == rule })
	if i < 0 {
		t.Fatalf("no clock of %s among %s", rule, clocks(c))
	}
	return c.Clocks[i]
}

// add makes an office with an officer.
func (b *bench) add(o office.Office) {
	b.Helper()
	if _, err := b.db.AddOffices(b.Context(), []office.Office{o}); err != nil {
		b.Fatal(err)
	}
	b.by[o.ID] = b.officer(o)
}

func TestOnlyBawasluMovesTheDeadlinesOfARegion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		good := casework.HolidayDraft{Day: "2026-12-03", Name: "Hari Contoh", Decree: "Keputusan 1"}
		for id, kind := range map[office.ID]office.Kind{"itda": office.Inspektorat, "bkd": office.PPK, "pantau": office.Desk} {
			b.add(office.Office{ID: id, Kind: kind, Name: string(id), Region: "35.14"})
			problemOf(t, string(kind), b.desk.AddHoliday(t.Context(), b.by[id], good), "region", "perkara.problem_bawaslu")
		}
		for n := range casework.MaxHolidays {
			good.Day = calendar.NewDate(2026, 1, 5).AddDays(n).String() // a past day is taken
			if err := b.desk.AddHoliday(t.Context(), b.by[kab], good); err != nil {
				t.Fatal(told(err))
			}
		}
		good.Day = "2026-12-03"
		problemOf(t, "one too many in a year", b.desk.AddHoliday(t.Context(), b.by[kab], good), "day", "perkara.problem_many_holidays")
		for name, by := range map[string]office.Officer{"another year": b.by[kab], "another region": b.by[other]} {
			h := good
			if name == "another year" {
				h.Day = "2027-03-01"
			}
			if err := b.desk.AddHoliday(t.Context(), by, h); err != nil {
				t.Errorf("%s: %v", name, told(err))
			}
		}
		list, err := b.desk.Holidays(t.Context(), b.by[kab])
		if err != nil || len(list) != casework.MaxHolidays+1 {
			t.Fatalf("%d holidays, %v", len(list), err)
		}
		for _, id := range []office.ID{"itda", panwas, other} {
			if err := b.desk.RemoveHoliday(t.Context(), b.by[id], list[0].ID); !errors.Is(err, casework.ErrNotFound) {
				t.Errorf("%s removes it: %v", id, err)
			}
		}
		for i, id := range []office.ID{prov, ri} {
			if err := b.desk.RemoveHoliday(t.Context(), b.by[id], list[i].ID); err != nil {
				t.Errorf("the office above, %s: %v", id, err)
			}
			again, err := b.desk.Holidays(t.Context(), b.by[kab])
			if err != nil || again[i].Remover != b.by[id].Name || again[i].RemovedOn != b.today() {
				t.Errorf("removed by %q on %s, %v; want %q", again[i].Remover, again[i].RemovedOn, err, b.by[id].Name)
			}
		}
		if err := b.desk.AddHoliday(t.Context(), b.by[kab], good); err != nil {
			t.Errorf("a removed holiday still counts: %v", told(err))
		}
	})
}

func TestALateHolidayMovesNoClockThatIsOver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		early := b.register(kab, b.received(kab), draft()) // handling until 8 to 10 December
		b.now = b.now.AddDate(0, 0, 2)
		late := b.register(kab, b.received(kab), draft()) // until 10 to 14 December
		b.now = time.Date(2026, 12, 11, 2, 0, 0, 0, time.UTC)
		add := func(day string) {
			t.Helper()
			if err := b.desk.AddHoliday(t.Context(), b.by[kab], casework.HolidayDraft{Day: day, Name: "Hari Contoh", Decree: "Keputusan " + day}); err != nil {
				t.Fatal(told(err))
			}
			b.work()
		}
		add("2026-12-07")
		was := clockOf(t, late, law.RuleHandling)
		if got := clockOf(t, b.again(late), law.RuleHandling); got.Latest().Compare(was.Latest()) <= 0 {
			t.Errorf("a clock that runs stays due on %s", got.Latest())
		}
		for range 2 { // now, and the night after
			if got := b.again(early); len(got.Changes) != 0 || clocks(got) != clocks(early) {
				t.Errorf("a clock that was over became %s: %+v", clocks(got), got.Changes)
			}
			b.now = b.now.AddDate(0, 0, 30)
			if err := b.desk.Reckon(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		moved := b.again(late)
		list, err := b.desk.Holidays(t.Context(), b.by[kab])
		if err != nil {
			t.Fatal(err)
		}
		if err := b.desk.RemoveHoliday(t.Context(), b.by[kab], list[0].ID); err != nil {
			t.Fatal(err)
		}
		b.work()
		if got := b.again(late); clocks(got) != clocks(moved) {
			t.Errorf("a holiday removed after the period was over moved it to %s", clocks(got))
		}
	})
}

func TestAnObserverRecordsWhatWasBeforeItsCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.now = b.now.AddDate(0, 0, 14) // 15 December
		d := draft()
		d.Source, d.ReceivedOn = source, "2026-12-01"
		for _, tt := range []struct {
			name, field, problem string
			by                   office.ID
			change               func(*casework.Draft)
		}{
			{"no day of receipt", "received_on", "perkara.problem_day", "desk", func(d *casework.Draft) { d.ReceivedOn = "" }},
			{"received tomorrow", "received_on", "perkara.problem_future", "desk", func(d *casework.Draft) { d.ReceivedOn = "2026-12-16" }},
			{"known after it was received", "known_on", "perkara.problem_known_after", "desk", func(d *casework.Draft) { d.ReceivedOn = "2026-11-29" }},
			{"no source", "source", "perkara.problem_missing", "desk", func(d *casework.Draft) { d.Source = "" }},
			{"Bawaslu, whose reports are in Netra", "origin", "perkara.problem_origin", kab, func(*casework.Draft) {}},
			{"a tip to nobody", "origin", "perkara.problem_origin", "desk", func(d *casework.Draft) { d.Origin = string(law.Informed) }},
		} {
			bad := d
			tt.change(&bad)
			_, err := b.desk.Open(t.Context(), b.by[tt.by], "", bad)
			problemOf(t, tt.name, err, tt.field, tt.problem)
		}
		c := b.open("desk", "", d)
		if c.ReceivedOn.String() != "2026-12-01" || c.State != "initial_study" || clockOf(t, c, law.RuleInitialStudy).From.String() != "2026-12-01" {
			t.Errorf("received on %s, in %s, %s", c.ReceivedOn, c.State, clocks(c))
		}
		seen := casework.Step{Version: 1, Transition: "register", On: "2026-11-30", Source: source}
		_, err := b.desk.Move(t.Context(), b.by["desk"], c.ID, seen)
		problemOf(t, "a move before the report", err, "on", "perkara.problem_before_last")
		seen.On = "2026-12-03"
		c = b.step(c, seen)
		if k := clockOf(t, c, law.RuleHandling); k.From.String() != "2026-12-03" || c.RegisteredOn.String() != "2026-12-03" {
			t.Errorf("handling runs from %s", k.From)
		}
		seen.Version, seen.Transition, seen.On = c.Version, "study", "2026-12-02"
		_, err = b.desk.Move(t.Context(), b.by["desk"], c.ID, seen)
		problemOf(t, "a move before the last one", err, "on", "perkara.problem_before_last")
		if got := b.again(c); got.ReceivedOn != c.ReceivedOn || clocks(got) != clocks(c) {
			t.Errorf("read back %s", clocks(got))
		}
	})
}

// nextYear is a calendar with a table of the first year that the carried one lacks.
func nextYear(t *testing.T, cal *calendar.Calendar) *calendar.Calendar {
	t.Helper()
	years := cal.Years()
	year := years[len(years)-1].Year + 1
	text := fmt.Sprintf("year = %d\nversion = \"%d-1\"\ndecree = \"SKB contoh\"\nsource = \"contoh\"\nconfidence = \"low\"\n", year, year)
	longer, err := calendar.Load(calendar.Embedded(), fstest.MapFS{fmt.Sprintf("%d.toml", year): {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return longer
}

func TestAYearWithoutATableStopsNoCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		short := b.desk.Calendar
		years := short.Years()
		last := years[len(years)-1].Year
		b.now = time.Date(last, 12, 22, 2, 0, 0, 0, time.UTC)
		d := draft()
		d.EventOn, d.KnownOn = fmt.Sprint(last, "-12-20"), fmt.Sprint(last, "-12-21")
		c := b.open(kab, b.received(kab), d)
		dated := clockOf(t, c, law.RuleInitialStudy)
		b.now = b.now.AddDate(0, 0, 8)
		c = b.paper(c, awal)
		c = b.move(c, "register")
		if k := clockOf(t, c, law.RuleHandling); k.Known() || k.State != law.Running || !k.Safe.IsZero() || k.From != b.today() {
			t.Errorf("handling is due %s", k.Safe)
		}
		if k := clockOf(t, c, law.RuleInitialStudy); !dated.Known() || k.State != law.Met || k.Safe != dated.Safe {
			t.Errorf("the clock that was there is due %s, want %s", k.Safe, dated.Safe)
		}
		d.Origin, d.KnownOn = string(law.Found), fmt.Sprint(last+1, "-01-02")
		b.now = time.Date(last+1, 1, 3, 2, 0, 0, 0, time.UTC)
		if found := b.open(kab, "", d); clockOf(t, found, law.RuleFinding).Known() {
			t.Error("a finding in a year without a table has dates")
		}
		if p, err := b.desk.Progress(t.Context(), c.Report); err != nil || !p.Due.Safe.IsZero() {
			t.Errorf("progress: due %s, %v", p.Due.Safe, err)
		}
		list, _, err := b.desk.Cases(t.Context(), b.by[kab], 0)
		if err != nil || len(list) != 2 || mustJSON(t, b.again(c)) != mustJSON(t, c) {
			t.Errorf("%d cases, %v; read back %s", len(list), err, clocks(b.again(c)))
		}
		if o := option(b, c, "ask_information"); len(o.Missing) > 0 {
			t.Errorf("what is not known stands in the way: %v", o.Missing)
		}
		b.now = b.now.AddDate(0, 3, 0)
		b.beat()
		if err := errors.Join(b.desk.Reckon(t.Context(), nil), b.desk.Escalate(t.Context(), nil)); err != nil || b.pending() != 0 {
			t.Errorf("without a table: %v, %d leaves", err, b.pending())
		}
		b.desk.Calendar = nextYear(t, short)
		if err := b.desk.Reckon(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		got := b.again(c)
		if k := clockOf(t, got, law.RuleHandling); !k.Known() || k.Safe.Year() != last+1 || len(got.Changes) != 0 || b.pending() != 1 {
			t.Errorf("once there is a table it is due %s, changes %+v, %d leaves", k.Safe, got.Changes, b.pending())
		}
		b.desk.Calendar = short // an older process: it can compute the clock no more, and calls nothing over
		if err := errors.Join(b.desk.Reckon(t.Context(), nil), b.desk.Escalate(t.Context(), nil)); err != nil {
			t.Fatal(err)
		}
		if k := clockOf(t, b.again(c), law.RuleHandling); !k.Known() || !k.Escalated.IsZero() {
			t.Errorf("a clock that cannot be computed now is due %s and escalated on %q", k.Safe, k.Escalated)
		}
	})
}

func TestACorrectedLawReachesRunningClocks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		c := b.register(kab, b.received(kab), draft())
		b.beat()
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, `"high"`, `"low"`, 1))
		if err := b.desk.Reckon(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		got := b.again(c)
		if k := clockOf(t, got, law.RuleHandling); k.SafeReading().Confidence != calendar.Low || len(got.Changes) != 0 || b.pending() != 1 {
			t.Errorf("confidence %s, changes %+v, %d leaves", k.SafeReading().Confidence, got.Changes, b.pending())
		}
		if err := b.desk.Reckon(t.Context(), nil); err != nil || b.pending() != 1 {
			t.Errorf("again: %v, %d leaves", err, b.pending())
		}
	})
}

func TestEscalationIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		c := b.register(kab, b.received(kab), draft()) // until 5 December
		escalated := func(day int) string {
			t.Helper()
			b.now = time.Date(2026, 12, day, 2, 0, 0, 0, time.UTC)
			if err := errors.Join(b.desk.Reckon(t.Context(), nil), b.desk.Escalate(t.Context(), nil)); err != nil {
				t.Fatal(err)
			}
			b.work()
			return clockOf(t, b.again(c), law.RuleHandling).Escalated.String()
		}
		if got := escalated(7); got != "2026-12-07" {
			t.Errorf("escalated on %q", got)
		}
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, "length = 4", "length = 10", 1))
		if got := escalated(8); got != "" {
			t.Errorf("not over any more, and escalated on %q", got)
		}
		if got := escalated(12); got != "2026-12-12" {
			t.Errorf("over again, and escalated on %q", got)
		}
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, "length = 4", "length = 5", 1))
		if got := escalated(13); got != "2026-12-12" {
			t.Errorf("still over, and escalated on %q", got)
		}
	})
}

func TestAClockWithoutARuleIsNeverEscalated(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		c := b.register(kab, b.received(kab), draft())
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, "pauses", "valid_to = \"2020-01-01\"\npauses", 1))
		b.now = b.now.AddDate(0, 0, 20)
		if err := b.desk.Escalate(t.Context(), nil); err != nil || !clockOf(t, b.again(c), law.RuleHandling).Escalated.IsZero() {
			t.Errorf("escalated before it was computed again, %v", err)
		}
		if err := errors.Join(b.desk.Reckon(t.Context(), nil), b.desk.Escalate(t.Context(), nil)); err != nil {
			t.Fatal(err)
		}
		if k := clockOf(t, b.again(c), law.RuleHandling); k.State != law.Frozen || k.On != b.today() || !k.Escalated.IsZero() {
			t.Errorf("%s since %s, escalated on %q", k.State, k.On, k.Escalated)
		}
	})
}

func TestAClockIsShownForADayBeforeItGoesUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.now = b.now.AddDate(0, 1, 0)
		d := draft()
		d.Source, d.ReceivedOn = source, "2026-12-01"
		c := b.step(b.open("desk", "", d), casework.Step{Transition: "register", On: "2026-12-02", Source: source})
		for day, want := range []bool{false, true} {
			if err := b.desk.Escalate(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if got := !clockOf(t, b.again(c), law.RuleHandling).Escalated.IsZero(); got != want {
				t.Errorf("%d days after it was entered, escalated is %t", day, got)
			}
			b.now = b.now.AddDate(0, 0, 1)
		}
	})
}

func TestRightsAreNotReadEveryNight(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		d := draft()
		d.Origin = string(law.Informed)
		c := b.open(kab, b.received(kab), d)
		late, err := db.LateClocks(t.Context(), calendar.NewDate(2027, 6, 1), casework.LatePlace{}, 10)
		if err != nil || len(late) != 0 || !clockOf(t, c, law.RuleReport).Right {
			t.Errorf("late: %+v, %v", late, err)
		}
	})
}

func (s *interrupted) SaveStep(ctx context.Context, a casework.Advance) error {
	if do := s.before; do != nil {
		s.before = nil
		do()
	}
	return s.Store.SaveStep(ctx, a)
}

func TestAMoveCommitsToTheAnswerThatIsStored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.paper(b.register(kab, b.received(kab), draft()), kajian, undangan)
		c = b.paper(b.move(b.move(c, "clarify"), "study"))
		c = b.paper(b.move(c, "hold_plenary"), pleno, penerusan)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		slow := *b.desk
		slow.Store = &interrupted{db, func() {
			if err := b.desk.Reckon(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}}
		got, err := slow.Move(t.Context(), b.by[kab], c.ID, casework.Step{Version: c.Version, Transition: "forward"})
		if err != nil {
			t.Fatal(told(err))
		}
		if k := clockOf(t, got, law.RuleHandling); k.State != law.Met || k.Safe.String() != "2026-12-05" || clocks(b.again(c)) != clocks(got) {
			t.Errorf("the move knows %s, stored is %s", clocks(got), clocks(b.again(c)))
		}
	})
}

func TestATypedNumberOfAnotherSeriesBlocksNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		found := draft()
		found.Origin = string(law.Found)
		for n := 1; n <= 3; n++ { // as if findings were numbered among the reports
			c := b.paper(b.open(kab, "", found), "perbawaslu-7-2022:B.2")
			b.step(c, casework.Step{Transition: registering(b, c), Number: fmt.Sprintf("%02d/Reg/LP/PL/Kab/35.14/XII/2026", n)})
		}
		c := b.paper(b.open(kab, b.received(kab), draft()), awal)
		if c = b.move(c, "register"); c.Number != "04/Reg/LP/PL/Kab/35.14/XII/2026" {
			t.Errorf("registered as %s", c.Number)
		}
	})
}

// registering is the move of a case that gives it its number.
func registering(b *bench, c casework.Case) string {
	b.Helper()
	for _, o := range b.desk.Options(b.by[c.Office.ID], c) {
		if o.Registers {
			return o.ID
		}
	}
	b.Fatalf("nothing registers a case in %s", c.State)
	return ""
}

func TestAFormMakesOneCase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		found := draft()
		found.Origin, found.ID = string(law.Found), b.id()
		ids := [3]string{}
		errs := together(3, func(i int) error {
			c, err := b.desk.Open(context.Background(), b.by[kab], "", found)
			ids[i] = c.ID
			return err
		})
		list, _, err := b.desk.Cases(t.Context(), b.by[kab], 0)
		if count(errs, nil) != 3 || ids != [3]string{found.ID, found.ID, found.ID} || len(list) != 1 || err != nil {
			t.Errorf("posted three times: %v, %v, %d cases, %v", errs, ids, len(list), err)
		}
		if _, err := b.desk.Open(t.Context(), b.by[other], "", found); !errors.Is(err, casework.ErrMoved) {
			t.Errorf("another office with that id gets %v", err)
		}
		found.ID = "x"
		if c := b.open(kab, "", found); len(c.ID) != 26 {
			t.Errorf("an id that is none makes case %q", c.ID)
		}
	})
}

func TestTheReporterIsToldOfWhatCanStillBeMet(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling+strings.NewReplacer(`"handling"`, `"second"`, "length = 4", "length = 20").Replace(shortHandling))
		report := b.received(kab)
		b.register(kab, report, draft())
		for _, tt := range []struct {
			name, rule string
			days       int
		}{{"both can be met", law.RuleHandling, 0}, {"the first is over", "second", 10}, {"both are", "second", 30}} {
			b.now = b.now.AddDate(0, 0, tt.days)
			if p, err := b.desk.Progress(t.Context(), report); err != nil || p.Due.Rule != tt.rule {
				t.Errorf("%s: due %s, %v; want %s", tt.name, p.Due.Rule, err, tt.rule)
			}
		}
	})
}

func TestAFingerprintIsOfWhatARuleSaysOfItsDates(t *testing.T) {
	rule := law.Rule{Name: "a", Counts: []law.Count{{Length: 7, Unit: law.WorkingDays}}}
	same := rule
	same.Title.ID = "Judul lain"
	longer, right := rule, rule
	longer.Counts = []law.Count{{Length: 8, Unit: law.WorkingDays}}
	right.Right = true
	of := casework.Fingerprint
	if of(rule) != of(same) || of(rule) == of(longer) || of(rule) == of(right) || len(of(rule)) != 16 {
		t.Errorf("fingerprints %s %s %s %s", of(rule), of(same), of(longer), of(right))
	}
}
