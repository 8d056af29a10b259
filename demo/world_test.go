package demo_test

import (
	"crypto/rand"
	"log/slog"
	"slices"
	"testing"
	"time"

	"netra/blob"
	"netra/calendar"
	"netra/casework"
	"netra/demo"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/store/storetest"
)

type mark struct{ c ledger.Checkpoint }

func (m *mark) Load() (ledger.Checkpoint, error) { return m.c, nil }
func (m *mark) Save(c ledger.Checkpoint) error   { m.c = c; return nil }

// The stories must be possible on whatever day somebody starts the demo.
func TestStoriesGoOnAfterOpening(t *testing.T) {
	for name, end := range map[string]time.Time{
		"a Tuesday":                       time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC),
		"a Sunday after days of holidays": time.Date(2026, 12, 27, 13, 0, 0, 0, time.UTC),
	} {
		t.Run(name, func(t *testing.T) { storiesGoOn(t, end) })
	}
}

func storiesGoOn(t *testing.T, end time.Time) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const instance = "netra.contoh.example"
	db := storetest.Open(t, storetest.SQLite(t))
	folder, err := blob.NewFolder(t.TempDir())
	must(err)
	rules, err := law.Default()
	must(err)
	days, err := calendar.Default()
	must(err)
	logKey, err := ledger.NewSigningKey(ledger.LogName(instance), [32]byte{1})
	must(err)
	receiptKey, err := ledger.NewSigningKey(ledger.ReceiptName(instance), [32]byte{2})
	must(err)
	issuer, err := ledger.NewIssuer(logKey, receiptKey)
	must(err)
	clock := demo.NewClock(end.AddDate(0, 0, -30), func() time.Time { return end })
	registry := &office.Registry{Store: db, Now: clock.Now, Rand: rand.Reader, Instance: instance, Secret: make([]byte, 32)}
	_, err = registry.Add(t.Context(), office.Office{Kind: office.BawasluRI, Name: "Bawaslu RI"})
	must(err)
	cases := &casework.Desk{Store: db, Law: rules, Calendar: days, Now: clock.Now, Rand: rand.Reader}
	desk := &intake.Desk{
		Instance: instance, Store: db, Blobs: folder, Offices: registry, Law: rules, Calendar: days, Issuer: issuer, LogKey: logKey.VerifierKey,
		Log: ledger.Log{Store: db}, Beat: 10 * time.Second, Cases: cases, MaxFile: 20 << 20, Now: clock.Now, Rand: rand.Reader,
	}
	beater := &ledger.Sequencer{Store: db, Key: logKey, Mark: &mark{}, Length: 10 * time.Second, Now: clock.Now, Random: rand.Reader,
		Log: slog.New(slog.DiscardHandler)}
	m := demo.Maker{Offices: registry, Desk: desk, Cases: cases, Clock: clock, Rand: rand.Reader, Beat: beater.Run}
	world, err := m.Make(t.Context())
	must(err)

	all, _, err := cases.Cases(t.Context(), world.Officers[0].Officer, 0)
	must(err)
	var states []string
	escalated, observed, papers := "", 0, 0
	for _, listed := range all {
		c, err := cases.Case(t.Context(), world.Officers[0].Officer, listed.ID)
		must(err)
		states = append(states, c.Regime+" "+c.State)
		papers += len(c.Papers)
		for _, move := range c.Moves {
			if move.Source != "" {
				observed++
			}
		}
		for _, k := range c.Clocks {
			if !k.Escalated.IsZero() && k.Regime == law.Pilkada && k.Rule == law.RuleHandling {
				escalated = k.EscalatedTo
			}
		}
	}
	marthen := world.Officers[len(world.Officers)-1].Officer // of the office that waits for a report to be completed
	cards, err := desk.Inbox(t.Context(), marthen)
	must(err)
	if len(cards) != 1 || cards[0].Unheard != 1 {
		t.Errorf("the reporter who must complete the report was asked nothing: %+v", cards)
	}
	slices.Sort(states)
	want := []string{"pemilu clarification", "pemilu completion", "pemilu overseer_received", "pilkada clarification", "pilkada registered"}
	if !slices.Equal(states, want) {
		t.Errorf("cases in %q, want %q", states, want)
	}
	if escalated != "Bawaslu Provinsi Sulawesi Selatan" || observed != 1 || papers != 13 {
		t.Errorf("late case shown to %q, %d moves from a source, %d documents", escalated, observed, papers)
	}
}
