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
	"netra/gazetteer"
	"netra/intake"
	"netra/job"
	"netra/law"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
)

const (
	awal, temuan, undangan   = "perbawaslu-7-2022:kajian-awal", "perbawaslu-7-2022:B.2", "perbawaslu-7-2022:undangan-klarifikasi"
	kajian, pleno, penerusan = "perbawaslu-7-2022:kajian", "perbawaslu-7-2022:ba-pleno", "perbawaslu-7-2022:penerusan"
	source                   = "https://berita.contoh.example/1"
)

// A leg is one step of a case, with the documents that it needs, days after the last.
type leg struct {
	days   int
	papers []string
	move   string
	state  string
	clocks string // those that run, with their safe dates
}

var toBKNAndBack = map[string][]leg{
	law.Pemilu: { // 1 December 2026 is a Tuesday
		{1, []string{awal}, "register", "registered", "handling 2026-12-09"},
		{1, []string{undangan}, "clarify", "clarification", "handling 2026-12-09"},
		{1, nil, "ask_information", "clarification", "handling_with_information 2026-12-22"},
		{1, nil, "study", "study", "handling_with_information 2026-12-22"},
		{3, []string{kajian}, "hold_plenary", "plenary", "handling_with_information 2026-12-22"},
		{1, []string{pleno, penerusan}, "forward", "forwarded", ""},
		{1, nil, "overseer_receive", "overseer_received", "bkn_verification 2026-12-17"},
		{1, nil, "start_verification", "verification", "bkn_verification 2026-12-17"},
		{3, nil, "verify_forward", "bawaslu_review", "bawaslu_review 2026-12-17"},
		{1, nil, "review_proven", "awaiting_ppk", "ppk_followup 2026-12-25"},
		{6, nil, "sanction", "sanctioned", ""},
		{1, nil, "close", "closed", ""},
	},
	law.Pilkada: {
		{0, []string{awal}, "register", "registered", "handling 2026-12-04"},
		{1, nil, "ask_information", "clarification", "handling_with_information 2026-12-06"},
		{1, nil, "study", "study", "handling_with_information 2026-12-06"},
		{0, []string{kajian}, "hold_plenary", "plenary", "handling_with_information 2026-12-06"},
		{1, []string{pleno, penerusan}, "forward", "forwarded", ""},
		{3, nil, "overseer_receive", "overseer_received", "bkn_verification 2026-12-14"},
		{1, nil, "start_verification", "verification", "bkn_verification 2026-12-14"},
		{1, nil, "verify_forward", "bawaslu_review", "bawaslu_review 2026-12-14"},
		{1, nil, "review_not_proven", "not_proven", ""},
	},
}

func TestTheLegalWayToBKNAndBack(t *testing.T) {
	for regime, legs := range toBKNAndBack {
		t.Run(regime, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) { legalWay(t, db, regime, legs) })
		})
	}
}

func legalWay(t *testing.T, db *store.DB, regime string, legs []leg) {
	b := newBench(t, db)
	d := draft()
	d.Regime = regime
	c := b.open(kab, b.received(kab), d)
	for _, l := range legs {
		b.now = b.now.AddDate(0, 0, l.days)
		o := option(b, c, l.move)
		if o.Legal() && len(l.papers) > 0 {
			t.Errorf("%s is legal without %v", l.move, l.papers)
		}
		c = b.paper(c, l.papers...)
		c = b.step(c, casework.Step{Transition: l.move, Source: source, Note: "alasan"}) // which is not kept for moves of one's own
		last := c.Moves[len(c.Moves)-1]
		if (last.Source == "") != o.Power {
			t.Errorf("%s of the office's own %t has source %q", l.move, o.Power, last.Source)
		}
		if got := running(c); c.State != l.state || got != l.clocks || last.On != b.today() {
			t.Errorf("after %s on %s: %s, clocks %q; want %s, %q", l.move, last.On, c.State, got, l.state, l.clocks)
		}
	}
	got, err := b.desk.Case(t.Context(), b.by[kab], c.ID)
	if err != nil || mustJSON(t, got) != mustJSON(t, c) {
		t.Errorf("read back %+v, %v; want %+v", got, err, c)
	}
	for _, k := range got.Clocks {
		want := law.Met
		if k.Rule == law.RuleHandling {
			want = law.Replaced
		}
		if k.State != want {
			t.Errorf("in the end %s is %s, want %s", k.Rule, k.State, want)
		}
	}
	if len(b.desk.Options(b.by[kab], got)) != 0 {
		t.Error("a final state has options")
	}
}

func option(b *bench, c casework.Case, transition string) law.Option {
	b.Helper()
	options := b.desk.Options(b.by[c.Office.ID], c)
	i := slices.IndexFunc(options, func(o law.Option) bool { return o.ID == transition })
	if i < 0 {
		b.Fatalf("%s does not leave %s", transition, c.State)
	}
	return options[i]
}

func running(c casework.Case) string {
	var all []string
	for _, k := range c.Clocks {
		if k.State == law.Running {
			all = append(all, k.Rule+" "+k.Safe.String())
		}
	}
	return strings.Join(all, ", ")
}

func TestWhatAMoveLacks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		bare := b.open(kab, b.received(kab), draft())
		opened := b.paper(b.open(kab, b.received(kab), draft()), awal)
		found := draft()
		found.Origin = string(law.Found)
		finding := b.paper(b.open(kab, "", found), temuan)
		asked := b.move(b.paper(b.open(kab, b.received(kab), draft()), awal), "ask_completion")
		registered := b.register(kab, b.received(kab), draft())
		tests := []struct {
			name, transition string
			c                casework.Case
			days             int
			change           func(*casework.Case)
			want             string
		}{
			{"nothing", "register", opened, 0, func(*casework.Case) {}, ""},
			{"who is accused", "register", opened, 0, func(c *casework.Case) { c.Accused = casework.Accused{} }, "accused_described"},
			{"where", "register", opened, 0, func(c *casework.Case) { c.EventRegion = "" }, "event_described"},
			{"when", "register", opened, 0, func(c *casework.Case) { c.EventOn = calendar.Date{} }, "event_described"},
			{"what happened", "register", opened, 0, func(c *casework.Case) { c.Summary = "" }, "account_given"},
			{"a report in time", "register", opened, 0, func(c *casework.Case) {
				for i := range c.Clocks {
					c.Clocks[i].On = c.Clocks[i].Latest().AddDays(1)
				}
			}, "filed_in_time"},
			{"a document", "ask_completion", bare, 0, func(*casework.Case) {}, awal},
			{"the review of a report", "register", bare, 0, func(*casework.Case) {}, awal},
			{"the form of a finding", "register_finding", finding, 0, func(c *casework.Case) { c.Papers = nil }, temuan},
			{"a finding in time", "register_finding", finding, 30, func(*casework.Case) {}, "found_in_time"},
			{"a finding's time that is not over", "register_finding", finding, 3, func(*casework.Case) {}, ""},
			{"time to complete, and the document", "complete", asked, 30, func(*casework.Case) {}, "within_completion perbawaslu-7-2022:B.3.1"},
			{"time to ask", "ask_information", registered, 30, func(*casework.Case) {}, "within_handling"},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				start := b.now
				defer func() { b.now = start }()
				b.now = b.now.AddDate(0, 0, tt.days)
				tt.c.Clocks = slices.Clone(tt.c.Clocks)
				tt.change(&tt.c)
				o := option(b, tt.c, tt.transition)
				if got := strings.Join(append(slices.Clone(o.Missing), o.MissingDocuments...), " "); got != tt.want {
					t.Errorf("%s lacks %q, want %q", tt.transition, got, tt.want)
				}
			})
		}
		for c, transition := range map[*casework.Case]string{&bare: "ask_completion", &finding: "clarify"} {
			_, err := b.desk.Move(t.Context(), b.by[kab], c.ID, casework.Step{Version: c.Version, Transition: transition, Source: source})
			if !errors.Is(err, casework.ErrIllegal) {
				t.Errorf("%s of an office that could, without what it needs: %v", transition, err)
			}
		}
	})
}

func TestWhoMovesACase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.paper(b.open(kab, b.received(kab), draft()), awal)
		waiting := b.by[kab]
		waiting.Status = office.Waiting
		for _, o := range b.desk.Options(b.by[prov], c) {
			if o.Power {
				t.Errorf("the office above has the power to %s", o.ID)
			}
		}
		if _, err := b.desk.Case(t.Context(), b.by[prov], c.ID); err != nil {
			t.Errorf("the office above reads: %v", err)
		}
		tests := []struct {
			name string
			by   office.Officer
			step casework.Step
			want error
		}{
			{"the office above", b.by[prov], casework.Step{Version: 2, Transition: "register"}, casework.ErrNotFound},
			{"another office", b.by[other], casework.Step{Version: 2, Transition: "register"}, casework.ErrNotFound},
			{"an officer who waits", waiting, casework.Step{Version: 2, Transition: "register"}, casework.ErrNotFound},
			{"a version that was not seen", b.by[kab], casework.Step{Version: 1, Transition: "register"}, casework.ErrStale},
			{"no such move", b.by[kab], casework.Step{Version: 2, Transition: "x"}, casework.ErrIllegal},
			{"a move from another state", b.by[kab], casework.Step{Version: 2, Transition: "forward"}, casework.ErrIllegal},
			{"the office", b.by[kab], casework.Step{Version: 2, Transition: "register"}, nil},
			{"the office, on the version before", b.by[kab], casework.Step{Version: 2, Transition: "withdraw", Source: source}, casework.ErrStale},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				if _, err := b.desk.Move(t.Context(), tt.by, c.ID, tt.step); !errors.Is(err, tt.want) {
					t.Errorf("Move = %v, want %v", err, tt.want)
				}
			})
		}
		for name, tt := range map[string]struct {
			by   office.Officer
			p    casework.PaperDraft
			want error
		}{
			"a paper by the office above":   {b.by[prov], casework.PaperDraft{Version: 3, Form: awal, On: "2026-12-01"}, casework.ErrNotFound},
			"a paper on the version before": {b.by[kab], casework.PaperDraft{Version: 2, Form: awal, On: "2026-12-01"}, casework.ErrStale},
		} {
			if _, err := b.desk.AddPaper(t.Context(), tt.by, c.ID, tt.p); !errors.Is(err, tt.want) {
				t.Errorf("%s: %v, want %v", name, err, tt.want)
			}
		}
	})
}

func TestStepIsChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.now = b.now.AddDate(0, 0, 1)
		c := b.open(kab, b.received(kab), draft()) // on 2 December
		problem := func(name string, err error, field, want string) {
			t.Helper()
			if p, ok := errors.AsType[intake.Problems](err); !ok || len(p) != 1 || p.Of(field) != want {
				t.Errorf("%s gives %v, want %s: %s", name, told(err), field, want)
			}
		}
		for _, tt := range []struct {
			name, field, problem string
			step                 casework.Step
		}{
			{"an own move of yesterday", "on", "perkara.problem_today", casework.Step{Transition: "register", On: "2026-12-01"}},
			{"a move of tomorrow", "on", "perkara.problem_future", casework.Step{Transition: "withdraw", On: "2026-12-03", Source: source}},
			{"a move before the opening", "on", "perkara.problem_before_last", casework.Step{Transition: "withdraw", On: "2026-12-01", Source: source}},
			{"a day that is none", "on", "perkara.problem_day", casework.Step{Transition: "withdraw", On: "kemarin", Source: source}},
			{"another's move without a source", "source", "perkara.problem_missing", casework.Step{Transition: "withdraw"}},
			{"a note with a NUL", "note", "perkara.problem_letters", casework.Step{Transition: "register", Note: "a\x00"}},
		} {
			tt.step.Version = 1
			_, err := b.desk.Move(t.Context(), b.by[kab], c.ID, tt.step)
			problem(tt.name, err, tt.field, tt.problem)
		}
		for _, tt := range []struct {
			name, field, problem string
			paper                casework.PaperDraft
		}{
			{"no form", "form", "perkara.problem_form", casework.PaperDraft{On: "2026-12-01"}},
			{"a document of tomorrow", "on", "perkara.problem_future", casework.PaperDraft{Form: awal, On: "2026-12-03"}},
			{"a document without a day", "on", "perkara.problem_day", casework.PaperDraft{Form: awal}},
			{"a number of two lines", "number", "perkara.problem_line", casework.PaperDraft{Form: awal, On: "2026-12-01", Number: "1\n2"}},
		} {
			tt.paper.Version = 1
			_, err := b.desk.AddPaper(t.Context(), b.by[kab], c.ID, tt.paper)
			problem(tt.name, err, tt.field, tt.problem)
		}
	})
}

func TestOneOfTwoMoversWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		colleague := b.officer(b.by[kab].Office)
		for range 5 {
			c := b.paper(b.open(kab, b.received(kab), draft()), awal)
			errs := together(3, func(i int) error {
				if i == 2 {
					_, err := b.desk.AddPaper(context.Background(), colleague, c.ID, casework.PaperDraft{Version: 2, Form: awal, On: "2026-12-01"})
					return err
				}
				step := []casework.Step{{Version: 2, Transition: "register"}, {Version: 2, Transition: "withdraw", Source: source}}[i]
				_, err := b.desk.Move(context.Background(), []office.Officer{b.by[kab], colleague}[i], c.ID, step)
				return err
			})
			got, err := b.desk.Case(t.Context(), b.by[kab], c.ID)
			if won, lost := count(errs, nil), count(errs, casework.ErrStale); won != 1 || lost != 2 || err != nil || got.Version != 3 {
				t.Errorf("three at once get %v, version %d, %v; want one change and two stale", errs, got.Version, err)
			}
		}
	})
}

func TestAnObserverRecordsAllAsSeen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		d := draft()
		d.Source = source
		c := b.open("desk", b.received("desk"), d)
		b.now = b.now.AddDate(0, 0, 10)
		for _, o := range b.desk.Options(b.by["desk"], c) {
			if o.Power {
				t.Errorf("an observer has the power to %s", o.ID)
			}
		}
		_, err := b.desk.Move(t.Context(), b.by["desk"], c.ID, casework.Step{Version: 1, Transition: "register"})
		if p, ok := errors.AsType[intake.Problems](err); !ok || p.Of("source") != "perkara.problem_missing" {
			t.Errorf("a move without a source: %v", told(err))
		}
		if next, err := b.desk.RegisterNumber(t.Context(), c); next != "" || err != nil {
			t.Errorf("an observer's register proposes %q, %v", next, err)
		}
		for i, s := range []casework.Step{
			{Transition: "register", On: "2026-12-03"}, {Transition: "study", On: "2026-12-03"},
			{Transition: "hold_plenary", On: "2026-12-08"}, {Transition: "forward", On: "2026-12-11", Note: "menurut berita"},
		} {
			s.Source = fmt.Sprint(source, i)
			c = b.step(c, s)
			if m := c.Moves[len(c.Moves)-1]; m.Source != s.Source || m.On.String() != s.On || m.Note != s.Note {
				t.Errorf("recorded %+v, want %+v", m, s)
			}
		}
		want := "initial_study 2026-12-03 met 2026-12-03; report 2026-12-09 met 2026-12-01; handling 2026-12-10 met 2026-12-11"
		if clocks(c) != want || c.Number != "" || c.RegisteredOn.String() != "2026-12-03" {
			t.Errorf("clocks %q, number %q, registered on %s; want %q", clocks(c), c.Number, c.RegisteredOn, want)
		}
		second := b.step(b.open("desk", b.received("desk"), d), casework.Step{Transition: "register", Source: source, Number: "12/LP/X"})
		if second.Number != "12/LP/X" {
			t.Errorf("the number that was seen became %q", second.Number)
		}
	})
}

func TestATipBecomesAReportOrAFinding(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		d := draft()
		d.Origin = string(law.Informed)
		tip := b.open(kab, b.received(kab), d)
		if tip.State != "information" || running(tip) != "report 2026-12-09" {
			t.Errorf("a tip begins in %s with clocks %s", tip.State, clocks(tip))
		}
		b.now = b.now.AddDate(0, 0, 1)
		c := b.step(b.paper(tip, "perbawaslu-7-2022:B.1"), casework.Step{Transition: "identify", Source: "surat pelapor"})
		if want := "initial_study 2026-12-04 running; report 2026-12-09 met 2026-12-02"; clocks(c) != want {
			t.Errorf("a tip whose maker reports has clocks %q, want %q", clocks(c), want)
		}
		if c = b.move(b.paper(c, awal), "register"); c.Number != "01/Reg/LP/PL/Kab/35.14/XII/2026" {
			t.Errorf("it is registered as %s", c.Number)
		}
		c = b.paper(b.open(kab, b.received(kab), d), "perbawaslu-7-2022:surat-tugas", "praktik:form-a", temuan)
		c = b.move(c, "trace")
		b.now = b.now.AddDate(0, 0, 20) // the time in which its maker could report is over, and that does not matter
		if c = b.move(b.move(c, "find"), "register_finding"); c.Number != "02/Reg/TM/PL/Kab/35.14/XII/2026" {
			t.Errorf("a tip that was traced is registered as %s", c.Number)
		}
	})
}

func TestCompletionIsAskedOfTheReporter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		report := b.received(kab)
		c := b.move(b.paper(b.open(kab, report, draft()), awal), "ask_completion")
		p, err := b.desk.Progress(t.Context(), report)
		if err != nil || !p.Wanted || p.Due.Rule != "completion" {
			t.Errorf("progress %+v, %v", p, err)
		}
		first := running(c)
		c = b.move(b.paper(c, "perbawaslu-7-2022:B.3.1"), "complete")
		if p, err := b.desk.Progress(t.Context(), report); err != nil || p.Wanted {
			t.Errorf("once it is completed: %+v, %v", p, err)
		}
		c = b.move(c, "ask_completion")
		if running(c) != first {
			t.Errorf("asked again on the same day: %q, want %q", running(c), first)
		}
		b.now = b.now.AddDate(0, 0, 1)
		c = b.move(b.move(c, "complete"), "ask_completion")
		n := 0
		for _, k := range c.Clocks {
			if k.Rule == "completion" {
				n++
			}
		}
		if n != 2 || !strings.HasPrefix(running(c), "completion 2026-12-04") {
			t.Errorf("asked again a day later: %d clocks, %q", n, running(c))
		}
		got, err := b.desk.Case(t.Context(), b.by[kab], c.ID)
		if err != nil || clocks(got) != clocks(c) {
			t.Errorf("read back %q, %v; want %q", clocks(got), err, clocks(c))
		}
		b.step(c, casework.Step{Transition: "not_register", Note: "alasan"})
		if got, _ := b.desk.Case(t.Context(), b.by[kab], c.ID); running(got) != "" {
			t.Errorf("a case that ended has running clocks %q", running(got))
		}
	})
}

// work does all jobs that are due, as the runner would, and gives how many there were.
func (b *bench) work() int {
	b.Helper()
	handlers := map[string]job.Handler{casework.ReckonKind: b.desk.Reckon, casework.EscalateKind: b.desk.Escalate}
	for n := 0; ; n++ {
		jobs, err := b.db.ClaimJobs(b.Context(), b.now, b.now.Add(job.Lease), 1)
		if err != nil {
			b.Fatal(err)
		}
		if len(jobs) == 0 {
			return n
		}
		if err := handlers[jobs[0].Kind](b.Context(), jobs[0].Payload); err != nil {
			b.Fatal(err)
		}
		if err := b.db.FinishJob(b.Context(), jobs[0].ID, jobs[0].Attempts); err != nil {
			b.Fatal(err)
		}
	}
}

func (b *bench) again(c casework.Case) casework.Case {
	b.Helper()
	got, err := b.desk.Case(b.Context(), b.by[c.Office.ID], c.ID)
	if err != nil {
		b.Fatal(err)
	}
	return got
}

func (b *bench) pending() int {
	b.Helper()
	leaves, err := b.db.Pending(b.Context(), 1000)
	if err != nil {
		b.Fatal(err)
	}
	return len(leaves)
}

func TestARegionsHolidayMovesItsRunningClocks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.register(panwas, b.received(panwas), draft()) // handling runs from 1 December
		elsewhere := b.register(other, b.received(other), draft())
		ended := b.open(kab, b.received(kab), draft())
		ended = b.step(ended, casework.Step{Transition: "withdraw", Source: source})
		b.beat()
		if err := b.desk.AddHoliday(t.Context(), b.by[kab], casework.HolidayDraft{Day: "2026-12-03", Name: "Hari Contoh", Decree: "Keputusan 1"}); err != nil {
			t.Fatal(told(err))
		}
		if n := b.work(); n != 1 || b.pending() != 2 {
			t.Errorf("%d jobs and %d leaves, want a job, a leaf for the holiday and one for the stretch", n, b.pending())
		}
		got := b.again(c)
		h := got.Clocks[slices.IndexFunc(got.Clocks, func(k casework.Clock) bool { return k.Rule == law.RuleHandling })]
		if h.Safe.String() != "2026-12-08" || h.Latest().String() != "2026-12-11" || !strings.Contains(h.Calendar, "+") || h.State != law.Running {
			t.Errorf("handling is due %s to %s by %s", h.Safe, h.Latest(), h.Calendar)
		}
		if len(got.Changes) != 1 || got.Changes[0].Rule != law.RuleHandling || got.Changes[0].Before.Latest.String() != "2026-12-10" ||
			got.Changes[0].After.Latest.String() != "2026-12-11" || got.Changes[0].Before.Safe != got.Changes[0].After.Safe ||
			got.Changes[0].After.Calendar != h.Calendar || got.Changes[0].Before.Calendar == h.Calendar ||
			got.Changes[0].On != b.today() || got.Changes[0].Index != -1 {
			t.Errorf("changes %+v", got.Changes)
		}
		if !strings.Contains(clocks(got), "report 2026-12-09 met 2026-12-01") {
			t.Errorf("a clock that was met has moved: %s", clocks(got))
		}
		for _, before := range []casework.Case{elsewhere, ended} {
			if after := b.again(before); clocks(after) != clocks(before) || len(after.Changes) != 0 {
				t.Errorf("a clock of another region or one that ended has moved: %s", clocks(after))
			}
		}
		if begun := b.register(kab, b.received(kab), draft()); !strings.Contains(begun.Clocks[len(begun.Clocks)-1].Calendar, "+") {
			t.Error("a clock that begins now does not know the holiday")
		}
		list, err := b.desk.Holidays(t.Context(), b.by[panwas])
		if err != nil || len(list) != 1 || list[0].Region != "35.14" || list[0].Name != "Hari Contoh" || list[0].Decree != "Keputusan 1" ||
			list[0].Officer != b.by[kab].Name || list[0].AddedOn != b.today() || !list[0].RemovedOn.IsZero() {
			t.Errorf("holidays %+v, %v", list, err)
		}
		for _, by := range []office.ID{panwas, other} {
			if err := b.desk.RemoveHoliday(t.Context(), b.by[by], list[0].ID); !errors.Is(err, casework.ErrNotFound) {
				t.Errorf("%s ends a holiday of another region: %v", by, err)
			}
		}
		if err := b.desk.RemoveHoliday(t.Context(), b.by[kab], list[0].ID); err != nil {
			t.Fatal(err)
		}
		b.work()
		b.beat()
		back := b.again(c)
		if clocks(back) != clocks(c) || len(back.Changes) != 2 || back.Changes[1].Before.Latest.String() != "2026-12-11" || back.Changes[1].Index < 0 {
			t.Errorf("once it is removed: %s, changes %+v", clocks(back), back.Changes)
		}
		if err := b.desk.RemoveHoliday(t.Context(), b.by[kab], list[0].ID); !errors.Is(err, casework.ErrNotFound) {
			t.Errorf("removed twice: %v", err)
		}
		if list, _ := b.desk.Holidays(t.Context(), b.by[kab]); len(list) != 1 || list[0].RemovedOn != b.today() {
			t.Errorf("a removed holiday must stay in the list: %+v", list)
		}
	})
}

func TestHolidayIsChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		good := casework.HolidayDraft{Day: "2026-12-03", Name: "Hari Contoh", Decree: "Keputusan 1"}
		if err := b.desk.AddHoliday(t.Context(), b.by[prov], good); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			name, field, problem string
			by                   office.ID
			change               func(*casework.HolidayDraft)
		}{
			{"the whole nation", "region", "perkara.problem_nation", ri, func(*casework.HolidayDraft) {}},
			{"the same day again", "day", "perkara.problem_holiday", prov, func(*casework.HolidayDraft) {}},
			{"no day", "day", "perkara.problem_day", kab, func(h *casework.HolidayDraft) { h.Day = "" }},
			{"a year without a calendar", "day", "perkara.problem_year", kab, func(h *casework.HolidayDraft) { h.Day = "1999-01-01" }},
			{"no name", "name", "perkara.problem_missing", kab, func(h *casework.HolidayDraft) { h.Name = "" }},
			{"no decree", "decree", "perkara.problem_missing", kab, func(h *casework.HolidayDraft) { h.Decree = "" }},
		} {
			h := good
			tt.change(&h)
			err := b.desk.AddHoliday(t.Context(), b.by[tt.by], h)
			if p, ok := errors.AsType[intake.Problems](err); !ok || len(p) != 1 || p.Of(tt.field) != tt.problem {
				t.Errorf("%s gives %v, want %s: %s", tt.name, told(err), tt.field, tt.problem)
			}
		}
		waiting := b.by[kab]
		waiting.Status = office.Waiting
		if err := b.desk.AddHoliday(t.Context(), waiting, good); !errors.Is(err, casework.ErrNotFound) {
			t.Errorf("an officer who waits adds a holiday: %v", err)
		}
		for of, regional := range map[office.ID]bool{prov: true, kab: true, panwas: true, ri: false, bkn: false} {
			cal, err := b.desk.CalendarOf(t.Context(), b.by[of].Office)
			kind, _ := cal.Kind(calendar.NewDate(2026, 12, 3))
			if err != nil || (kind == calendar.Regional) != regional {
				t.Errorf("for %s the day is %s, %v", of, kind, err)
			}
		}
	})
}

// otherLaw is the law with one file changed.
func otherLaw(t *testing.T, name, text string) *law.Law {
	t.Helper()
	l, err := law.Load(law.Source{Name: "test", FS: fstest.MapFS{name: {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const shortHandling = `
[[clock]]
rule = "handling"
regime = "pemilu"
title = { id = "Penanganan" }
do = { id = "Putuskan paling lambat" }
by = "bawaslu"
starts = ["register"]
ends = ["forward"]
pauses = "clarify"
resumes = "study"
[[clock.reading]]
length = 4
unit = "calendar"
cite = { instrument = "uu-7-2017", article = "Pasal 454 ayat (7)" }
confidence = "high"
`

func TestAnotherLawMovesRunningClocksOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.register(kab, b.received(kab), draft())
		start := func() int {
			t.Helper()
			if err := b.desk.StartReckoning(t.Context()); err != nil {
				t.Fatal(err)
			}
			return b.work()
		}
		if n := start(); n != 1 || len(b.again(c).Changes) != 0 {
			t.Errorf("the first start walks %d stretches and changes %+v", n, b.again(c).Changes)
		}
		if n := start(); n != 0 {
			t.Errorf("the same law again walks %d stretches", n)
		}
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		for range 2 { // two processes start at once
			if err := b.desk.StartReckoning(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n := b.work(); n != 1 || running(b.again(c)) != "handling 2026-12-05" || len(b.again(c).Changes) != 1 {
			t.Errorf("%d stretches, %s, %+v", n, running(b.again(c)), b.again(c).Changes)
		}
		if err := b.desk.Reckon(t.Context(), nil); err != nil || len(b.again(c).Changes) != 1 {
			t.Errorf("reckoned twice: %v, %+v", err, b.again(c).Changes)
		}
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, "pauses", "valid_to = \"2020-01-01\"\npauses", 1))
		start()
		if got := clocks(b.again(c)); !strings.Contains(got, "handling 2026-12-05 frozen 2026-12-01") || len(b.again(c).Changes) != 1 {
			t.Errorf("a clock whose rule is no longer in force became %q", got)
		}
	})
}

func TestPausesMoveAClock(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		c := b.register(kab, b.received(kab), draft())
		b.now = b.now.AddDate(0, 0, 1)
		c = b.move(b.paper(c, undangan), "clarify")
		if !strings.Contains(clocks(c), "handling 2026-12-05 paused 2026-12-02") {
			t.Errorf("paused: %s", clocks(c))
		}
		b.now = b.now.AddDate(0, 0, 3)
		c = b.move(c, "study") // nothing was counted on the 2nd, 3rd and 4th
		if running(c) != "handling 2026-12-08" || clocks(b.again(c)) != clocks(c) {
			t.Errorf("resumed: %s, read back %s", clocks(c), clocks(b.again(c)))
		}
		if err := b.desk.Reckon(t.Context(), nil); err != nil || clocks(b.again(c)) != clocks(c) {
			t.Errorf("reckoned: %s, %v", clocks(b.again(c)), err)
		}
		b.desk.Law = otherLaw(t, "clocks.toml", strings.Replace(shortHandling, "length = 4", "length = 5", 1))
		if err := b.desk.Reckon(t.Context(), nil); err != nil || running(b.again(c)) != "handling 2026-12-09" {
			t.Errorf("reckoned with a day more: %s, %v", clocks(b.again(c)), err)
		}
	})
}

// A store that lets somebody else work between reading and writing.
type interrupted struct {
	casework.Store
	before func()
}

func (s *interrupted) SaveReckoning(ctx context.Context, r casework.Reckoning) error {
	if do := s.before; do != nil {
		s.before = nil
		do()
	}
	return s.Store.SaveReckoning(ctx, r)
}

func (s *interrupted) SaveEscalation(ctx context.Context, e casework.Escalation) error {
	if do := s.before; do != nil {
		s.before = nil
		do()
	}
	return s.Store.SaveEscalation(ctx, e)
}

func TestReckoningGivesWayToWhoeverWasFaster(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		c := b.register(kab, b.received(kab), draft())
		second := b.paper(b.open(kab, b.received(kab), draft()), awal) // its initial study is met meanwhile
		b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
		slow := *b.desk
		slow.Store = &interrupted{db, func() {
			if err := b.desk.Reckon(t.Context(), nil); err != nil { // another process, the same stretch
				t.Error(err)
			}
			b.move(second, "register")
		}}
		if err := slow.Reckon(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := b.again(c); running(got) != "handling 2026-12-05" || len(got.Changes) != 1 {
			t.Errorf("two processes: %s, changes %+v", running(got), got.Changes)
		}
		if got := b.again(second); running(got) != "handling 2026-12-05" || len(got.Changes) != 0 {
			t.Errorf("a clock that began meanwhile: %s, changes %+v", running(got), got.Changes)
		}
	})
}

func TestReckoningGoesOnAfterItDied(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	b := newBench(t, db)
	c := b.register(kab, b.received(kab), draft())
	const keys = 12_000
	fill(t, db, []office.Officer{b.by[kab]}, keys, func(int) calendar.Date { return calendar.NewDate(2026, 12, 1) })
	b.desk.Law = otherLaw(t, "clocks.toml", shortHandling)
	if err := b.desk.StartReckoning(t.Context()); err != nil {
		t.Fatal(err)
	}
	stretches := 0
	for die := true; ; die = !die { // every other time the process dies after its work and before the job is done
		jobs, err := db.ClaimJobs(t.Context(), b.now, b.now.Add(job.Lease), 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(jobs) == 0 {
			break
		}
		if err := b.desk.Reckon(t.Context(), jobs[0].Payload); err != nil {
			t.Fatal(err)
		}
		stretches++
		if die {
			b.now = b.now.Add(2 * job.Lease)
			continue
		}
		if err := db.FinishJob(t.Context(), jobs[0].ID, jobs[0].Attempts); err != nil {
			t.Fatal(err)
		}
	}
	all, err := db.RunningClocks(t.Context(), gazetteer.Indonesia, casework.ClockKey{}, 20_000)
	if err != nil || len(all) != keys+1 {
		t.Fatalf("%d clocks run, %v; want %d", len(all), err, keys+1)
	}
	for _, k := range all {
		if k.Before.Safe.String() != "2026-12-05" {
			t.Fatalf("after %d stretches %v is due %s", stretches, k.ClockKey, k.Before.Safe)
		}
	}
	if n := len(b.again(c).Changes); n != 1 {
		t.Errorf("%d changes of one clock, want 1", n)
	}
	if version, err := db.Reckoned(t.Context()); err != nil || !strings.HasPrefix(version, b.desk.Law.Version()) {
		t.Errorf("reckoned by %q, %v", version, err)
	}
}

func TestLateClocksGoUpOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		below := b.register(kab, b.received(kab), draft()) // handling: 8 to 10 December
		d := draft()
		d.Source = source
		root := b.step(b.open("desk", b.received("desk"), d), casework.Step{Transition: "register", Source: source})
		met := b.register(kab, b.received(kab), draft())
		d.Origin = string(law.Informed)
		tip := b.open(kab, b.received(kab), d) // its maker may report until 9 to 10 December, and need not
		handling := func(c casework.Case) casework.Clock {
			t.Helper()
			c = b.again(c)
			i := slices.IndexFunc(c.Clocks, func(k casework.Clock) bool { return k.Rule == law.RuleHandling })
			return c.Clocks[i]
		}
		escalate := func() {
			t.Helper()
			if err := b.desk.Escalate(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			b.work()
		}
		b.now = time.Date(2026, 12, 10, 16, 30, 0, 0, time.UTC) // 23.30 in Jakarta, the next day in Ambon
		escalate()
		if k := handling(below); !k.Escalated.IsZero() {
			t.Errorf("on its last day it is escalated on %s", k.Escalated)
		}
		b.now = b.now.Add(time.Hour)
		slow := *b.desk
		slow.Store = &interrupted{db, escalate} // another process, the same stretch
		b.beat()
		if err := slow.Escalate(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if k := handling(below); k.Escalated.String() != "2026-12-11" || k.EscalatedTo != b.by[prov].Office.Name || k.State != law.Running {
			t.Errorf("late: escalated on %s to %q, %s", k.Escalated, k.EscalatedTo, k.State)
		}
		if k := handling(root); k.Escalated.String() != "2026-12-11" || k.EscalatedTo != "" {
			t.Errorf("a root's: escalated on %s to %q", k.Escalated, k.EscalatedTo)
		}
		if k := b.again(tip).Clocks[0]; k.Rule != law.RuleReport || !k.Escalated.IsZero() {
			t.Errorf("%s, which is nobody's duty, is escalated on %s", k.Rule, k.Escalated)
		}
		if got := b.again(below); got.State != "registered" || got.Version != below.Version {
			t.Errorf("lateness has moved the case to %s", got.State)
		}
		if n := b.pending(); n != 1 {
			t.Errorf("%d leaves for one stretch", n)
		}
		b.now = b.now.AddDate(0, 0, 5)
		escalate()
		if k := handling(below); k.Escalated.String() != "2026-12-11" {
			t.Errorf("escalated again on %s", k.Escalated)
		}
		c := b.move(b.again(met), "study")
		if k := handling(c); k.Escalated.IsZero() {
			t.Error("a move has forgotten that the clock was escalated")
		}
	})
}
