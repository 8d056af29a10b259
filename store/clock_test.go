package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/job"
	"netra/law"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
)

// fill stores n cases of an office, each with a clock of the handling that runs from a day, as the present law computes it.
// Their answers are empty: reckoning must not read them.
func fill(t testing.TB, db *store.DB, by []office.Officer, n int, from func(i int) calendar.Date) {
	t.Helper()
	rules, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	days, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	day := from(0).String()
	id := func(i int) string { return fmt.Sprintf("case%022d", i) }
	err = db.InsertMany(t.Context(), "case_file", []string{"id", "public", "office", "year", "public_region", "public_serial", "origin",
		"regime", "state", "title", "summary", "acts", "event_region", "employer_region", "event_on", "known_on",
		"accused_position", "accused_agency", "accused_name", "version"}, n, func(i int) []any {
		return []any{id(i), id(i), by[i%len(by)].Office.ID, 2000, "", i, law.Found, law.Pemilu, "registered", "t", "s", "", "", "", day, day, "p", "a", "", 1}
	})
	if err != nil {
		t.Fatal(err)
	}
	type dates struct{ safe, latest, counts string }
	known := map[calendar.Date]dates{}
	err = db.InsertMany(t.Context(), "case_clock", []string{"case_id", "rule", "from_on", "office", "regime", "start", "state", "safe",
		"latest", "calendar", "pauses", "counts", "duty", "entered", "answer"}, n, func(i int) []any {
		start := from(i)
		if _, ok := known[start]; !ok {
			rule, err := rules.Clock(law.Pemilu, law.RuleHandling, start)
			if err != nil {
				t.Fatal(err)
			}
			safe, latest, err := law.DueDate(rule, start, days)
			if err != nil {
				t.Fatal(err)
			}
			known[start] = dates{safe.String(), latest.String(), casework.Fingerprint(rule)}
		}
		return []any{id(i), law.RuleHandling, start.String(), by[i%len(by)].Office.ID, law.Pemilu, "register", law.Running, known[start].safe,
			known[start].latest, days.Version(), "", known[start].counts, 1, day, "{}"}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkReckon computes a million running clocks of one province again, on SQLite, after its government added a holiday. They
// began on 250 days, so that most of them do not change.
func BenchmarkReckon(b *testing.B) {
	const n = 1_000_000
	db := storetest.Open(b, storetest.SQLite(b))
	w := newBench(b, db)
	w.now = time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC) // no period is over
	first := calendar.NewDate(2026, 1, 5)
	fill(b, db, []office.Officer{w.by[kab], w.by[panwas], w.by[other]}, n, func(i int) calendar.Date { return first.AddDays(i % 250) })
	changed := 0
	for b.Loop() {
		b.StopTimer()
		day := first.AddDays(51 + 7*changed) // a Wednesday
		changed++
		if err := w.desk.AddHoliday(b.Context(), w.by[prov], casework.HolidayDraft{Day: day.String(), Name: "Hari Contoh", Decree: "Keputusan 1"}); err != nil {
			b.Fatal(told(err))
		}
		b.StartTimer()
		for {
			jobs, err := db.ClaimJobs(b.Context(), w.now, w.now.Add(job.Lease), 10)
			if err != nil {
				b.Fatal(err)
			}
			if len(jobs) == 0 {
				break
			}
			for _, j := range jobs {
				if err := w.desk.Reckon(b.Context(), j.Payload); err != nil {
					b.Fatal(err)
				}
				if err := db.FinishJob(b.Context(), j.ID, j.Attempts); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/clock")
}

// BenchmarkReckonInMemory computes the dates of a million clocks, without a database.
func BenchmarkReckonInMemory(b *testing.B) {
	const n = 1_000_000
	rules, err := law.Default()
	if err != nil {
		b.Fatal(err)
	}
	days, err := calendar.Default()
	if err != nil {
		b.Fatal(err)
	}
	first := calendar.NewDate(2026, 1, 5)
	rule, err := rules.Clock(law.Pemilu, law.RuleHandling, first)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range n {
			if _, _, err := law.DueDate(rule, first.AddDays(i%250), days); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/clock")
}

// A database of migration 4 comes through with a case as it was registered then.
func TestOldCasesBecomeAWorkflow(t *testing.T) {
	for kind, address := range storetest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			old, err := store.OpenAt(t.Context(), address, 4)
			if err != nil {
				t.Fatal(err)
			}
			const answer = `{"Rule":"%s","Regime":"pemilu","From":"%s","Calendar":"x","Readings":[{"Name":"7_calendar","Length":7,` +
				`"Unit":"calendar","Due":"2026-12-09","Trace":[{"date":"2026-12-02","kind":"start","n":0}]}],"Safe":"2026-12-09"}`
			insert := func(table string, columns []string, row ...any) {
				t.Helper()
				if err := old.InsertMany(t.Context(), table, columns, 1, func(int) []any { return row }); err != nil {
					t.Fatal(err)
				}
			}
			blob := []byte{1}
			insert("office", []string{"id", "kind", "name", "region"}, kab, office.BawasluKab, "Bawaslu Kabupaten Pasuruan", "35.14")
			insert("officer", []string{"id", "office", "name", "status", "lang", "until_us", "code_step"}, "o1", kab, "Petugas", office.Active, "", 0, 0)
			insert("report", []string{"id", "lookup", "login", "office", "epoch", "regime", "acts", "day", "recipient", "sign", "statement",
				"wrap", "entry", "promise", "case_id", "statements"}, "r1", blob, blob, kab, 1, law.Pemilu, "", "2026-12-01", "", blob, blob,
				blob, blob, blob, "c1", 0)
			insert("case_file", []string{"id", "number", "public", "office", "year", "serial", "public_region", "public_serial", "report", "regime",
				"stage", "title", "summary", "acts", "event_region", "employer_region", "event_on", "known_on", "received_on", "registered_on",
				"accused_position", "accused_agency", "accused_name", "version"}, "c1", "01/Reg/LP/PL/Kab/35.14/XII/2026", "NTR-2026-3514-0001-A",
				kab, 2026, 1, "3514", 1, "r1", law.Pemilu, "registered", "Judul", "Uraian", "other", "35.14.08", "", "2026-11-28", "2026-11-30",
				"2026-12-01", "2026-12-02", "Camat", "Kecamatan Contoh", "", 1)
			clock := []string{"case_id", "rule", "safe", "met", "answer"}
			insert("case_clock", clock, "c1", "report", "2026-12-09", "2026-12-01", fmt.Sprintf(answer, "report", "2026-11-30"))
			insert("case_clock", clock, "c1", "initial_study", "2026-12-03", "2026-12-02", fmt.Sprintf(answer, "initial_study", "2026-12-01"))
			insert("case_clock", clock, "c1", "handling", "2026-12-09", nil, fmt.Sprintf(answer, "handling", "2026-12-02"))
			insert("leaf", []string{"entry", "type", "stored", "content", "salt"}, blob, "case", blob, blob, blob)
			insert("case_move", []string{"case_id", "version", "stage", "day", "officer", "name", "entry"}, "c1", 1, "registered", "2026-12-02", "o1", "Petugas", blob)
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}

			db := storetest.Open(t, address)
			b := &bench{TB: t, db: db, now: time.Date(2026, 12, 2, 2, 0, 0, 0, time.UTC), by: map[office.ID]office.Officer{}}
			b.desk = newDesk(t, db, func() time.Time { return b.now })
			b.by[kab] = office.Officer{ID: "o1", Name: "Petugas", Status: office.Active, Office: office.Office{ID: kab, Kind: office.BawasluKab, Region: "35.14"}}
			c := b.again(casework.Case{ID: "c1", Office: b.by[kab].Office})
			if c.State != "registered" || c.Origin != law.Received || c.Report != "r1" || c.Number != "01/Reg/LP/PL/Kab/35.14/XII/2026" ||
				c.ReceivedOn.String() != "2026-12-01" || c.RegisteredOn.String() != "2026-12-02" || len(c.Moves) != 1 ||
				c.Moves[0].Transition != "" || c.Moves[0].State != "registered" || c.Moves[0].Index != -1 || c.Version != 1 {
				t.Errorf("came through as %+v", c)
			}
			if running(c) != "handling 2026-12-09" || len(c.Clocks) != 3 || c.Clocks[1].Start == "" {
				t.Errorf("clocks %s", clocks(c))
			}
			late := func() int {
				t.Helper()
				clocks, err := db.LateClocks(t.Context(), calendar.NewDate(2027, 1, 1), casework.LatePlace{}, 10)
				if err != nil {
					t.Fatal(err)
				}
				return len(clocks)
			}
			if late() != 0 {
				t.Error("a clock whose latest date is not known is late")
			}
			if err := b.desk.Reckon(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			all, err := db.RunningClocks(t.Context(), gazetteer.Indonesia, casework.ClockKey{}, 10)
			if err != nil || len(all) != 1 || all[0].From.String() != "2026-12-02" || all[0].Before.Latest.String() != "2026-12-11" ||
				all[0].Before.Calendar != b.desk.Calendar.Version() || late() != 1 {
				t.Errorf("filled in: %+v, %v", all, err)
			}
			if n := len(b.again(c).Changes); n != 0 {
				t.Errorf("what was only filled in is told as %d changes", n)
			}
			c = b.move(b.again(c), "study")
			if next, err := b.desk.RegisterNumber(t.Context(), c); err != nil || next != "02/Reg/LP/PL/Kab/35.14/XII/2026" {
				t.Errorf("next number %q, %v", next, err)
			}
			c = b.move(b.paper(c, kajian), "hold_plenary")
			c = b.move(b.paper(c, pleno, penerusan), "forward")
			if !strings.Contains(clocks(c), "handling 2026-12-09 met 2026-12-02") {
				t.Errorf("an old clock must end as a new one does: %s", clocks(c))
			}
		})
	}
}
