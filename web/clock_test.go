package web

import (
	"bytes"
	"flag"
	"html/template"
	"log/slog"
	"os"
	"path/filepath"
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
	r, err := s.Law.Clock(regime, rule)
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
			c.ended = tt.done
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
			c.ended = tt.done
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
		c := base{Lang: locale.Indonesian, site: s}.Clock(answer(t, s, rule.Regime, rule.Name, "2026-12-01"), date(t, "2026-12-01"))
		for what, text := range map[string]func() (string, error){"title": c.Title, "label": c.Label, "period": c.Period, "words": c.Words} {
			if _, err := text(); err != nil {
				t.Errorf("%s/%s: %s: %v", rule.Regime, rule.Name, what, err)
			}
		}
	}
}
