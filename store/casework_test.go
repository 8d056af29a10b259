package store_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/publish"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// A bench is a desk on an empty database, with three offices above one another and one beside them.
type bench struct {
	testing.TB
	db   *store.DB
	desk *casework.Desk
	now  time.Time
	by   map[office.ID]office.Officer
}

const (
	ri, prov, kab, panwas, other, bkn = office.ID("bawaslu-ri"), office.ID("bawaslu-35"), office.ID("bawaslu-35.14"),
		office.ID("panwascam-35.14.08"), office.ID("bawaslu-35.15"), office.ID("bkn")
)

// newBench starts on Tuesday, 1 December 2026, 09.00 WIB.
func newBench(t testing.TB, db *store.DB) *bench {
	t.Helper()
	b := &bench{TB: t, db: db, now: time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC), by: map[office.ID]office.Officer{}}
	b.desk = newDesk(t, db, func() time.Time { return b.now })
	offices := []office.Office{
		{ID: ri, Kind: office.BawasluRI, Name: "Bawaslu RI"},
		{ID: prov, Kind: office.BawasluProv, Name: "Bawaslu Provinsi Jawa Timur", Region: "35", Parent: ri},
		{ID: kab, Kind: office.BawasluKab, Name: "Bawaslu Kabupaten Pasuruan", Region: "35.14", Parent: prov},
		{ID: panwas, Kind: office.Panwascam, Name: "Panwaslu Kecamatan Purwosari", Region: "35.14.08", Parent: kab},
		{ID: other, Kind: office.BawasluKab, Name: "Bawaslu Kabupaten Sidoarjo", Region: "35.15", Parent: prov},
		{ID: bkn, Kind: office.BKN, Name: "BKN"},
		{ID: "desk", Kind: office.Desk, Name: "Redaksi"},
	}
	if _, err := db.AddOffices(t.Context(), offices); err != nil {
		t.Fatal(err)
	}
	for _, o := range offices {
		b.by[o.ID] = b.officer(o)
	}
	return b
}

func newDesk(t testing.TB, db *store.DB, now func() time.Time) *casework.Desk {
	t.Helper()
	rules, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	days, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	return &casework.Desk{Store: db, Law: rules, Calendar: days, Now: now, Rand: rand.Reader}
}

func (b *bench) id() string {
	b.Helper()
	id, err := vault.NewID(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	return id
}

func (b *bench) officer(o office.Office) office.Officer {
	b.Helper()
	officer := office.Officer{ID: b.id(), Office: o, Name: "Petugas " + o.Name, Status: office.Invited}
	inv := office.Invitation{Officer: officer, Hash: sha256.Sum256([]byte(officer.ID)), Until: b.now}
	if err := b.db.SaveInvitation(b.Context(), inv); err != nil {
		b.Fatal(err)
	}
	officer.Status = office.Active
	return officer
}

// report stores a report of an office, received today, whose leaf waits.
func (b *bench) report(of office.ID) string {
	b.Helper()
	r := intake.Report{
		ID: b.id(), Office: of, Epoch: 1, Regime: law.Pemilu, Day: calendar.Today(b.now, calendar.WIB),
		Sign: make(ed25519.PublicKey, 32), Statement: []byte{}, OfficeWrap: []byte{}, Wrap: []byte{}, Promise: []byte{},
	}
	rand.Read(r.Lookup[:])
	o := ledger.Opening{Type: ledger.TypeReport}
	rand.Read(o.Salt[:])
	r.Leaf = o.Leaf()
	if err := b.db.SaveFiling(b.Context(), intake.Filing{Report: r}); err != nil {
		b.Fatal(err)
	}
	return r.ID
}

// beat lets the log number what waits.
func (b *bench) beat() {
	b.Helper()
	key, err := ledger.NewSigningKey("test/log/1", [32]byte{1})
	if err != nil {
		b.Fatal(err)
	}
	b.now = b.now.Add(time.Minute)
	s := &ledger.Sequencer{Store: b.db, Key: key, Mark: &mark{}, Length: time.Minute, Now: func() time.Time { return b.now },
		Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	if err := s.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// received gives a report that an officer may register.
func (b *bench) received(of office.ID) string {
	b.Helper()
	id := b.report(of)
	b.beat()
	return id
}

func draft() casework.Draft {
	return casework.Draft{
		Origin: string(law.Received), Regime: law.Pemilu, Title: "Kendaraan dinas diduga dipakai pada pawai kampanye", Summary: "Mobil dinas mengangkut bendera.",
		Acts: []string{"use_state_facility_or_program"}, EventRegion: "35.14.08", EventOn: "2026-11-28", KnownOn: "2026-11-30",
		Position: "Kepala bidang", Agency: "Dinas Contoh",
	}
}

func (b *bench) open(of office.ID, report string, d casework.Draft) casework.Case {
	b.Helper()
	c, err := b.desk.Open(b.Context(), b.by[of], report, d)
	if err != nil {
		b.Fatal(told(err))
	}
	return c
}

// move makes a legal move of the case's own office.
func (b *bench) move(c casework.Case, transition string) casework.Case {
	b.Helper()
	return b.step(c, casework.Step{Transition: transition})
}

func (b *bench) step(c casework.Case, s casework.Step) casework.Case {
	b.Helper()
	s.Version = c.Version
	moved, err := b.desk.Move(b.Context(), b.by[c.Office.ID], c.ID, s)
	if err != nil {
		b.Fatalf("%s from %s: %v", s.Transition, c.State, told(err))
	}
	return moved
}

func (b *bench) paper(c casework.Case, forms ...string) casework.Case {
	b.Helper()
	for _, form := range forms {
		var err error
		p := casework.PaperDraft{Version: c.Version, Form: form, Number: "1/CONTOH", On: b.today().String()}
		if c, err = b.desk.AddPaper(b.Context(), b.by[c.Office.ID], c.ID, p); err != nil {
			b.Fatalf("paper %s: %v", form, told(err))
		}
	}
	return c
}

func (b *bench) today() calendar.Date { return calendar.Today(b.now, calendar.WIB) }

// told names what was wrong with a form.
func told(err error) error {
	if p, ok := errors.AsType[intake.Problems](err); ok {
		return fmt.Errorf("%w: %v", err, map[string]string(p))
	}
	return err
}

// register opens a case of a report, reviews it and registers it.
func (b *bench) register(of office.ID, report string, d casework.Draft) casework.Case {
	b.Helper()
	return b.move(b.paper(b.open(of, report, d), awal), "register")
}

// clocks writes the clocks of a case as "rule safe state since".
func clocks(c casework.Case) string {
	var all []string
	for _, k := range c.Clocks {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", k.Rule, k.Safe, k.State, k.On)))
	}
	return strings.Join(all, "; ")
}

func TestCaseIsStoredWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		report := b.received(kab)
		d := draft()
		d.Source = "what the office did itself has no source"
		d.EmployerRegion, d.Name, d.Acts = "35.14", "Wiryawan Adikusuma", []string{"use_state_facility_or_program", "order_subordinates"}
		b.now = b.now.AddDate(0, 0, 2)
		made := b.open(kab, report, d)
		if made.State != "initial_study" || made.Moves[0].Source != "" || made.Number != "" || made.Public[:19] != "NTR-2026-3514-0001-" {
			t.Errorf("opened in %s as %q and %s", made.State, made.Number, made.Public)
		}
		if p, err := b.desk.Progress(t.Context(), report); err != nil || p.State != intake.Handled || p.Stage.ID == "" || p.Case != "" ||
			p.Due.Rule != law.RuleInitialStudy || p.Wanted {
			t.Errorf("progress %+v, %v", p, err)
		}
		moved := b.move(b.paper(made, awal), "register")
		got, err := b.desk.Case(t.Context(), b.by[kab], made.ID)
		if err != nil {
			t.Fatal(err)
		}
		if again, want := mustJSON(t, got), mustJSON(t, moved); again != want {
			t.Errorf("read back\n%s\nwant\n%s", again, want)
		}
		if got.Number != "01/Reg/LP/PL/Kab/35.14/XII/2026" || got.Title != d.Title || got.Summary != d.Summary || got.Accused.Name != d.Name ||
			got.Report != report || got.EventRegion != "35.14.08" || got.EmployerRegion != "35.14" || got.EventOn.String() != d.EventOn ||
			got.KnownOn.String() != d.KnownOn || got.ReceivedOn.String() != "2026-12-01" || got.RegisteredOn.String() != "2026-12-03" ||
			got.Office != b.by[kab].Office || got.Version != 3 || got.Origin != law.Received || got.State != "registered" {
			t.Errorf("read back %+v", got)
		}
		if strings.Join(got.Acts, " ") != "order_subordinates use_state_facility_or_program" {
			t.Errorf("acts %v", got.Acts)
		}
		want := "initial_study 2026-12-03 met 2026-12-03; report 2026-12-09 met 2026-12-01; handling 2026-12-10 running"
		if clocks(got) != want {
			t.Errorf("clocks %q, want %q", clocks(got), want)
		}
		for _, k := range got.Clocks {
			if k.Answer.Calendar != b.desk.Calendar.Version() || len(k.SafeReading().Trace) == 0 {
				t.Errorf("%s has no calendar or no trace", k.Rule)
			}
		}
		if len(got.Moves) != 2 || got.Moves[1].Index != -1 || got.Moves[1].Officer != b.by[kab].Name || len(got.Papers) != 1 || got.Papers[0].Index != -1 {
			t.Errorf("moves %+v, papers %+v", got.Moves, got.Papers)
		}
		b.beat()
		if got, err = b.desk.Case(t.Context(), b.by[kab], made.ID); err != nil || got.Moves[0].Index < 0 || got.Moves[1].Index < 0 || got.Papers[0].Index < 0 {
			t.Errorf("leaves after the beat: %+v, %v", got.Moves, err)
		}
		p, err := b.desk.Progress(t.Context(), report)
		if err != nil || p.Case != got.Number || p.Day != got.RegisteredOn || p.Due.Rule != law.RuleHandling || p.Due.Safe.String() != "2026-12-10" {
			t.Errorf("progress %+v, %v", p, err)
		}
	})
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhoMayOpenACase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		ready, waits, done, observed := b.received(kab), "", b.received(kab), b.received("desk")
		b.open(kab, done, draft())
		waits = b.report(kab)
		waiting := b.by[kab]
		waiting.Status = office.Waiting
		tests := []struct {
			name   string
			by     office.Officer
			report string
			want   error
		}{
			{"an officer who waits for the key", waiting, ready, casework.ErrNotFound},
			{"an officer who waits for the key, a finding", waiting, "", casework.ErrNotFound},
			{"another office", b.by[other], ready, casework.ErrNotFound},
			{"the office above, which has not received it", b.by[prov], ready, casework.ErrNotFound},
			{"a report that the log has not numbered", b.by[kab], waits, casework.ErrNotFound},
			{"a report that does not exist", b.by[kab], "x", casework.ErrNotFound},
			{"a report that is a case already", b.by[kab], done, casework.ErrConflict},
			{"an officer of the office", b.by[kab], ready, nil},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				if _, err := b.desk.Open(t.Context(), tt.by, tt.report, draft()); !errors.Is(err, tt.want) {
					t.Errorf("Open = %v, want %v", err, tt.want)
				}
			})
		}
		p, err := b.desk.Propose(t.Context(), b.by[kab], done)
		if !errors.Is(err, casework.ErrConflict) || p.CaseID == "" {
			t.Errorf("Propose of a report with a case gives case %q, %v", p.CaseID, err)
		}
		d := draft()
		_, err = b.desk.Open(t.Context(), b.by["desk"], observed, d)
		if p, ok := errors.AsType[intake.Problems](err); !ok || p.Of("source") != "perkara.problem_missing" {
			t.Errorf("an observer who names no source gets %v", err)
		}
		d.Source = "https://berita.contoh.example/1"
		if c := b.open("desk", observed, d); c.Moves[0].Source != d.Source || c.State != "initial_study" {
			t.Errorf("an observer's case: %+v", c.Moves)
		}
		d.Origin, d.Source = string(law.Informed), ""
		if c := b.open("desk", b.received("desk"), d); c.State != "information" {
			t.Errorf("a tip begins in %s", c.State)
		}
	})
}

func TestCasesAreSeenFromAboveOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.register(kab, b.received(kab), draft())
		for of, want := range map[office.ID]error{ri: nil, prov: nil, kab: nil, panwas: casework.ErrNotFound, other: casework.ErrNotFound, "desk": casework.ErrNotFound} {
			got, err := b.desk.Case(t.Context(), b.by[of], c.ID)
			list, more, err2 := b.desk.Cases(t.Context(), b.by[of], 0)
			if !errors.Is(err, want) || err2 != nil || more || (len(list) == 1) != (want == nil) || want == nil && got.Office.ID != kab {
				t.Errorf("%s: case %v, list of %d, %v; want %v", of, err, len(list), err2, want)
			}
		}
		waiting := b.by[kab]
		waiting.Status = office.Waiting
		if _, err := b.desk.Case(t.Context(), waiting, c.ID); !errors.Is(err, casework.ErrNotFound) {
			t.Errorf("an officer who waits gets %v", err)
		}
	})
}

func TestListBeginsWithTheNearestDate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		late, soon := b.received(panwas), b.received(kab)
		d := draft()
		b.now = b.now.AddDate(0, 0, 1)
		second := b.register(kab, soon, d) // handling in the Pemilu: 7 days from the 2nd
		d.Regime = law.Pilkada
		first := b.register(panwas, late, d) // in the Pilkada: 3 days from the 1st
		list, _, err := b.desk.Cases(t.Context(), b.by[prov], 0)
		if err != nil || len(list) != 2 || list[0].ID != first.ID || list[1].ID != second.ID {
			t.Errorf("list of %d begins with another case, %v", len(list), err)
		}
	})
}

func TestListHasPages(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	b := newBench(t, db)
	var reports []string
	for range casework.PageSize + 2 {
		reports = append(reports, b.report(kab))
	}
	b.beat()
	for _, r := range reports {
		b.register(kab, r, draft())
	}
	seen := map[string]bool{}
	for page, want := range []struct {
		n    int
		more bool
	}{{casework.PageSize, true}, {2, false}, {0, false}} {
		cases, more, err := b.desk.Cases(t.Context(), b.by[kab], page)
		if err != nil || len(cases) != want.n || more != want.more {
			t.Errorf("page %d has %d cases, more %t, %v; want %d, %t", page, len(cases), more, err, want.n, want.more)
		}
		for _, c := range cases {
			seen[c.ID] = true
		}
	}
	if len(seen) != len(reports) {
		t.Errorf("all pages have %d cases, want %d", len(seen), len(reports))
	}
	if _, _, err := b.desk.Cases(t.Context(), b.by[kab], -1); !errors.Is(err, casework.ErrNotFound) {
		t.Errorf("page before the first: %v", err)
	}
}

// Rows that are stored must stay readable: this is the form in which a clock lies in the database.
func TestStoredClockKeepsItsForm(t *testing.T) {
	const stored = `{"Rule":"handling","Regime":"pilkada","From":"2026-12-01","Calendar":"2023-2027/x","Readings":[{"Name":"1_calendar",` +
		`"Length":1,"Unit":"calendar","Cite":{"Instrument":"uu-1-2015","Article":"Pasal 134 ayat (5)"},"Also":null,"Confidence":"high","Note":"",` +
		`"Due":"2026-12-02","Trace":[{"date":"2026-12-01","kind":"start","n":0},{"date":"2026-12-02","kind":"counted","n":1}]}],"Safe":"2026-12-02"}`
	var a law.Answer
	if err := json.Unmarshal([]byte(stored), &a); err != nil {
		t.Fatal(err)
	}
	if r := a.SafeReading(); a.Safe.String() != "2026-12-02" || r.Name != "1_calendar" || r.Passed(a.Safe) != 1 || r.Cite.Instrument != "uu-1-2015" {
		t.Errorf("read %+v", a)
	}
	if again, err := json.Marshal(a); err != nil || string(again) != stored {
		t.Errorf("written again as %s, %v", again, err)
	}
}

func TestOneOfTwoOfficersWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		colleague := b.officer(b.by[kab].Office)
		for range 5 {
			report := b.received(kab)
			errs := together(2, func(i int) error {
				_, err := b.desk.Open(context.Background(), []office.Officer{b.by[kab], colleague}[i], report, draft())
				return err
			})
			won, lost := count(errs, nil), count(errs, casework.ErrConflict)
			if won != 1 || lost != 1 {
				t.Errorf("two officers at once get %v, want one case and one conflict", errs)
			}
		}
	})
}

func TestCountedNumbersNeverMeet(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		const n = 8
		var reports []string
		for i := range n {
			reports = append(reports, b.report([]office.ID{kab, panwas}[i%2])) // both share the region's public numbers
		}
		b.beat()
		var mu sync.Mutex
		numbers, public := map[string]bool{}, map[string]bool{}
		for _, err := range together(n, func(i int) error {
			by := b.by[[]office.ID{kab, panwas}[i%2]]
			c, err := b.desk.Open(context.Background(), by, reports[i], draft())
			if err != nil {
				return err
			}
			if c, err = b.desk.AddPaper(context.Background(), by, c.ID, casework.PaperDraft{Version: 1, Form: awal, On: b.today().String()}); err != nil {
				return err
			}
			c, err = b.desk.Move(context.Background(), by, c.ID, casework.Step{Version: 2, Transition: "register"})
			mu.Lock()
			defer mu.Unlock()
			numbers[c.Number], public[c.Public] = true, true
			return err
		}) {
			if err != nil {
				t.Error(err)
			}
		}
		if len(numbers) != n || len(public) != n {
			t.Errorf("%d register and %d public numbers of %d cases", len(numbers), len(public), n)
		}
	})
}

func TestGivenNumber(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		numbered := func(of office.ID, number string) casework.Case {
			t.Helper()
			d := draft()
			d.KnownOn = b.today().String()
			return b.step(b.paper(b.open(of, b.received(of), d), awal), casework.Step{Transition: "register", Number: number})
		}
		const ours = "Reg. 7 / kantor kami"
		if c := numbered(kab, ours); c.Number != ours {
			t.Errorf("number %s, want the officer's own", c.Number)
		}
		c := b.paper(b.open(kab, b.received(kab), draft()), awal)
		for number, problem := range map[string]string{ours: "perkara.problem_taken", "a\xffb": "perkara.problem_letters"} {
			_, err := b.desk.Move(t.Context(), b.by[kab], c.ID, casework.Step{Version: 2, Transition: "register", Number: number})
			if p, ok := errors.AsType[intake.Problems](err); !ok || p.Of("number") != problem {
				t.Errorf("number %q gives %v, want %s", number, err, problem)
			}
		}
		numbered(other, ours) // another office may use it
		numbered(kab, "05/Reg/LP/PL/Kab/35.14/XII/2026")
		if next, err := b.desk.RegisterNumber(t.Context(), c); err != nil || next != "06/Reg/LP/PL/Kab/35.14/XII/2026" {
			t.Errorf("after 05 comes %s, %v", next, err)
		}
		if c := numbered(kab, ""); c.Number != "06/Reg/LP/PL/Kab/35.14/XII/2026" {
			t.Errorf("after 05 comes %s", c.Number)
		}
		b.now = time.Date(2027, 1, 4, 2, 0, 0, 0, time.UTC)
		if c := numbered(kab, ""); c.Number != "01/Reg/LP/PL/Kab/35.14/I/2027" {
			t.Errorf("a new year begins with %s", c.Number)
		}
		d := draft()
		d.Origin, d.KnownOn = string(law.Found), b.today().String()
		if c := b.move(b.paper(b.open(other, "", d), temuan), "register_finding"); c.Number != "01/Reg/TM/PL/Kab/35.15/I/2027" {
			t.Errorf("a finding is registered as %s", c.Number)
		}
	})
}

func TestDraftIsChecked(t *testing.T) {
	storetest.Each(t, draftIsChecked)
}

func draftIsChecked(t *testing.T, db *store.DB) {
	b := newBench(t, db)
	report := b.received(kab)
	tests := []struct {
		name    string
		change  func(*casework.Draft)
		field   string
		problem string
	}{
		{"no title", func(d *casework.Draft) { d.Title = " " }, "title", "perkara.problem_missing"},
		{"a title of two lines", func(d *casework.Draft) { d.Title = "a\nb" }, "title", "perkara.problem_line"},
		{"a title with a NUL", func(d *casework.Draft) { d.Title = "a\x00b" }, "title", "perkara.problem_letters"},
		{"no origin", func(d *casework.Draft) { d.Origin = "" }, "origin", "perkara.problem_origin"},
		{"a report that was found", func(d *casework.Draft) { d.Origin = string(law.Found) }, "origin", "perkara.problem_origin"},
		{"a title too long", func(d *casework.Draft) { d.Title = strings.Repeat("a", casework.MaxLine+1) }, "title", "perkara.problem_long"},
		{"no account", func(d *casework.Draft) { d.Summary = "" }, "summary", "perkara.problem_missing"},
		{"an account too long", func(d *casework.Draft) { d.Summary = strings.Repeat("a", casework.MaxSummary+1) }, "summary", "perkara.problem_long_text"},
		{"an account with a NUL", func(d *casework.Draft) { d.Summary = "a\x00b" }, "summary", "perkara.problem_letters"},
		{"an account that is no UTF-8", func(d *casework.Draft) { d.Summary = "a\xffb" }, "summary", "perkara.problem_letters"},
		{"an account with an escape", func(d *casework.Draft) { d.Summary = "a\x1b[2Jb" }, "summary", "perkara.problem_letters"},
		{"no act", func(d *casework.Draft) { d.Acts = nil }, "acts", "perkara.problem_acts"},
		{"an act that the law does not list", func(d *casework.Draft) { d.Acts = []string{"x"} }, "acts", "perkara.problem_acts"},
		{"no place", func(d *casework.Draft) { d.EventRegion = "" }, "event_region", "perkara.problem_region"},
		{"a place that does not exist", func(d *casework.Draft) { d.EventRegion = "99.99" }, "event_region", "perkara.problem_region"},
		{"an agency's region that is no code", func(d *casework.Draft) { d.EmployerRegion = "Pasuruan" }, "employer_region", "perkara.problem_region"},
		{"no position", func(d *casework.Draft) { d.Position = "" }, "position", "perkara.problem_missing"},
		{"no agency", func(d *casework.Draft) { d.Agency = "" }, "agency", "perkara.problem_missing"},
		{"no date", func(d *casework.Draft) { d.EventOn = "" }, "event_on", "perkara.problem_day"},
		{"a date that is none", func(d *casework.Draft) { d.KnownOn = "2026-02-30" }, "known_on", "perkara.problem_day"},
		{"a year without a calendar", func(d *casework.Draft) { d.EventOn, d.KnownOn = "1999-01-01", "1999-01-01" }, "known_on", "perkara.problem_year"},
		{"known before it happened", func(d *casework.Draft) { d.KnownOn = "2026-11-27" }, "known_on", "perkara.problem_known_before"},
		{"known after the report came", func(d *casework.Draft) { d.KnownOn = "2026-12-02" }, "known_on", "perkara.problem_known_after"},
		{"no election", func(d *casework.Draft) { d.Regime = intake.Unknown }, "regime", "perkara.problem_regime"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := draft()
			tt.change(&d)
			_, err := b.desk.Open(t.Context(), b.by[kab], report, d)
			if p, ok := errors.AsType[intake.Problems](err); !ok || len(p) != 1 || p.Of(tt.field) != tt.problem {
				t.Errorf("Open = %v %v, want %s: %s", err, p, tt.field, tt.problem)
			}
		})
	}
	finding := draft()
	finding.Origin, finding.KnownOn = string(law.Found), "2026-12-02"
	_, err := b.desk.Open(t.Context(), b.by[kab], "", finding)
	if p, ok := errors.AsType[intake.Problems](err); !ok || len(p) != 1 || p.Of("known_on") != "perkara.problem_future" {
		t.Errorf("a finding of tomorrow gives %v", told(err))
	}
	d := draft()
	d.Summary = "Mobil dinas\r\n\tmengangkut bendera."
	if c := b.open(kab, report, d); c.Summary != "Mobil dinas\n\tmengangkut bendera." {
		t.Errorf("an account in lines became %q", c.Summary)
	}
}

// An opening whose salt cannot be drawn leaves nothing.
func TestRefusedOpeningLeavesNothing(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	b := newBench(t, db)
	report := b.received(kab)
	b.desk.Rand = io.LimitReader(rand.Reader, 16)
	if _, err := b.desk.Open(t.Context(), b.by[kab], report, draft()); err == nil {
		t.Error("opened without a salt")
	}
	b.desk.Rand = rand.Reader
	if list, _, err := b.desk.Cases(t.Context(), b.by[kab], 0); err != nil || len(list) != 0 {
		t.Errorf("%d cases, %v", len(list), err)
	}
	b.register(kab, report, draft())
}

func TestPublicNumbersAreOfClosedWeeks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db) // Tuesday
		desk := &publish.Desk{Store: db, Now: func() time.Time { return b.now }}
		first := b.received(kab)
		b.register(kab, first, draft())
		b.now = b.now.AddDate(0, 0, 5) // Sunday
		b.received(other)
		for _, tt := range []struct {
			name           string
			days           int
			reports, cases int64
		}{{"on Sunday the week still runs", 0, 0, 0}, {"on Monday it is closed", 1, 2, 1}, {"and stays so", 30, 2, 1}} {
			t.Run(tt.name, func(t *testing.T) {
				desk.Now = func() time.Time { return b.now.AddDate(0, 0, tt.days) }
				n, err := desk.Numbers(t.Context())
				if err != nil || n.Reports != tt.reports || n.Cases != tt.cases {
					t.Errorf("%d reports and %d cases, %v; want %d and %d", n.Reports, n.Cases, err, tt.reports, tt.cases)
				}
			})
		}
	})
}

// together calls f with 0 to n-1 at the same time.
func together(n int, f func(i int) error) []error {
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { errs[i] = f(i) })
	}
	wg.Wait()
	return errs
}

func count(errs []error, want error) int {
	n := 0
	for _, err := range errs {
		if errors.Is(err, want) {
			n++
		}
	}
	return n
}
