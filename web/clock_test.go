package web

import (
	"bytes"
	"flag"
	"html/template"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netra/calendar"
	"netra/law"
	"netra/locale"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// newTestServer makes a server with law, calendar and texts; edit fills in what a test needs besides.
func newTestServer(t *testing.T, edit func(*Config)) *Server {
	t.Helper()
	rules, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	days, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Law: rules, Calendar: days, Log: slog.New(slog.DiscardHandler)}
	if edit != nil {
		edit(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func answer(t *testing.T, s *Server, regime, rule, from string) law.Answer {
	t.Helper()
	r, err := s.Law.Clock(regime, rule, date(t, from))
	if err != nil {
		t.Fatal(err)
	}
	a, err := law.Due(r, date(t, from), s.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func date(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it and run the test with -update.\ngot:\n%s", path, got)
	}
}

func TestClockLooksTheSame(t *testing.T) {
	s := newTestServer(t, nil)
	shared, err := template.ParseFS(templateFiles, "templates/shared/clock.html")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, template, regime, rule, from, on string
		lang                                   locale.Lang
		done                                   bool
	}{
		{"one_reading_under_way", "clock", law.Pilkada, law.RuleHandling, "2026-12-01", "2026-12-01", locale.Indonesian, false},
		{"readings_differ_over_leave", "due", law.Pemilu, law.RuleReport, "2026-12-17", "2026-12-21", locale.Indonesian, false},
		{"weak_source_in_english", "due", law.Pilkada, law.RuleInitialStudy, "2026-12-01", "2026-12-02", locale.English, false},
		{"done_in_time", "clock", law.Pemilu, law.RuleInitialStudy, "2026-12-01", "2026-12-02", locale.Indonesian, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := base{Lang: tt.lang, site: s}
			c := b.Clock(answer(t, s, tt.regime, tt.rule, tt.from), date(t, tt.on))
			if tt.done {
				c = b.ClockDone(c.Answer, date(t, tt.on))
			}
			var buf bytes.Buffer
			if err := shared.ExecuteTemplate(&buf, tt.template, c); err != nil {
				t.Fatal(err)
			}
			golden(t, "clock_"+tt.name+".html", append(buf.Bytes(), '\n'))
		})
	}
}

// In the Pemilu 2 days from Thursday 17 December 2026 end on the 19th (calendar days) or on Monday the 21st (working days).
func TestClockState(t *testing.T) {
	s := newTestServer(t, nil)
	tests := []struct {
		name, rule, from, on string
		done                 bool
		state, status        string
		unset                bool
	}{
		{"more than two days left", law.RuleHandling, "2026-12-01", "2026-12-05", false, "run", "3 hari lagi", true},
		{"two days left is soon", law.RuleHandling, "2026-12-01", "2026-12-06", false, "soon", "2 hari lagi", true},
		{"one day left", law.RuleHandling, "2026-12-01", "2026-12-07", false, "soon", "besok", true},
		{"the last day is in time", law.RuleHandling, "2026-12-01", "2026-12-08", false, "soon", "hari ini", true},
		{"over by one reading only is not late", law.RuleInitialStudy, "2026-12-17", "2026-12-20", false, "soon", "lewat menurut hitungan paling awal", true},
		{"over by every reading is late", law.RuleInitialStudy, "2026-12-17", "2026-12-22", false, "late", "lewat 1 hari", true},
		{"late by several days", law.RuleInitialStudy, "2026-12-17", "2026-12-24", false, "late", "lewat 3 hari", true},
		{"readings that agree this time are settled", law.RuleInitialStudy, "2026-12-01", "2026-12-01", false, "soon", "2 hari lagi", false},
		{"done on the safe date", law.RuleInitialStudy, "2026-12-17", "2026-12-19", true, "ok", "tepat waktu", true},
		{"done in time by some readings", law.RuleInitialStudy, "2026-12-17", "2026-12-21", true, "ok", "tepat waktu menurut sebagian hitungan", true},
		{"done late", law.RuleInitialStudy, "2026-12-17", "2026-12-23", true, "late", "lewat 2 hari", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := base{Lang: locale.Indonesian, site: s}
			c := b.Clock(answer(t, s, law.Pemilu, tt.rule, tt.from), date(t, tt.on))
			if tt.done {
				c = b.ClockDone(c.Answer, date(t, tt.on))
			}
			status, err := c.Status()
			if err != nil || c.State() != tt.state || status != tt.status || c.Unset() != tt.unset {
				t.Errorf("%s, %q, unset %t, %v; want %s, %q, unset %t", c.State(), status, c.Unset(), err, tt.state, tt.status, tt.unset)
			}
		})
	}
}

func TestEveryRuleHasItsWords(t *testing.T) {
	s := newTestServer(t, nil)
	for _, rule := range s.Law.Clocks() {
		for _, start := range rule.Starts {
			k := law.Clock{Answer: answer(t, s, rule.Regime, rule.Name, "2026-12-01"), Start: start, State: law.Running}
			c := base{Lang: locale.Indonesian, site: s}.ClockOf(k, date(t, "2026-12-01"))
			since, err := c.since()
			if err != nil || !strings.HasPrefix(since, "sejak ") || strings.Contains(since, string(start)) {
				t.Errorf("%s/%s started by %s: %q, %v", rule.Regime, rule.Name, start, since, err)
			}
			if _, err := c.Words(); err != nil || c.Title() == rule.Name || c.Label() == rule.Name {
				t.Errorf("%s/%s: title %q, label %q, %v", rule.Regime, rule.Name, c.Title(), c.Label(), err)
			}
		}
	}
}

// A clock that neither runs nor was met says since when, and is neither late nor soon.
func TestStoppedClock(t *testing.T) {
	s := newTestServer(t, nil)
	b := base{Lang: locale.Indonesian, site: s}
	for state, want := range map[law.ClockState]string{
		law.Halted: "dihentikan sejak 7 Des", law.Replaced: "diganti tenggat lain sejak 7 Des", law.Frozen: "berhenti 7 Des, langkahnya tidak diambil",
	} {
		k := law.Clock{Answer: answer(t, s, law.Pemilu, law.RuleHandling, "2026-12-01"), State: state, On: date(t, "2026-12-07")}
		c := b.ClockOf(k, date(t, "2027-02-01"))
		if status, err := c.Status(); err != nil || status != want || c.State() != "off" {
			t.Errorf("%s: %q, %s, %v; want %q", state, status, c.State(), err, want)
		}
	}
}

// Reports reach the desk on working days, and on every day of the quiet days and the vote.
func TestClosedDeskIsSaid(t *testing.T) {
	s := newTestServer(t, nil)
	tests := []struct{ name, regime, rule, from, last string }{
		{"due on a Sunday", law.Pilkada, law.RuleReport, "2024-11-10", "2024-11-15"},
		{"due on a working day", law.Pilkada, law.RuleReport, "2024-11-11", ""},
		{"due on a Sunday of the quiet days", law.Pilkada, law.RuleReport, "2024-11-17", ""},
		{"closed for the whole period", law.Pilkada, law.RuleInitialStudy, "2026-03-20", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := base{Lang: locale.Indonesian, site: s}.Clock(answer(t, s, tt.regime, tt.rule, tt.from), date(t, tt.from))
			closed, err := c.Closed()
			if err != nil {
				t.Fatal(err)
			}
			last := ""
			if closed != nil {
				last = closed.Date.String()
			}
			if last != tt.last {
				t.Errorf("last open day %q, want %q", last, tt.last)
			}
		})
	}
}
