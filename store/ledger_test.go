package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"netra/ledger"
	"netra/store"
	"netra/store/storetest"
)

// mark keeps a high-water mark in memory, as each process keeps one in a file.
type mark struct{ c ledger.Checkpoint }

func (m *mark) Load() (ledger.Checkpoint, error) { return m.c, nil }
func (m *mark) Save(c ledger.Checkpoint) error   { m.c = c; return nil }
func sequencer(t *testing.T, db *store.DB, now func() time.Time) *ledger.Sequencer {
	t.Helper()
	key, err := ledger.NewSigningKey("test/log/1", [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	return &ledger.Sequencer{Store: db, Key: key, Mark: &mark{}, Length: time.Minute, Now: now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
}

func TestLogGrowsByTheBeat(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		now := time.Date(2026, 11, 21, 8, 0, 30, 0, time.UTC)
		s := sequencer(t, db, func() time.Time { return now })
		for range 5 {
			if err := s.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := s.Run(t.Context()); err != nil { // the same beat: nothing to do
				t.Fatal(err)
			}
			now = now.Add(time.Minute)
		}
		h, err := db.Head(t.Context())
		if err != nil || h.Size != 5*16 {
			t.Errorf("head of %d leaves, %v; want 5 beats of 16", h.Size, err)
		}
		if err := ledger.Audit(t.Context(), db, s.Key.VerifierKey); err != nil {
			t.Error(err)
		}
	})
}

// Two sequencers with marks of their own, on one database: one head a size and no fork.
func TestTwoSequencersDoNotFork(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var mu sync.Mutex
		now := time.Date(2026, 11, 21, 8, 0, 30, 0, time.UTC)
		clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
		a, b := sequencer(t, db, clock), sequencer(t, db, clock)
		for range 20 {
			var wg sync.WaitGroup
			for _, s := range []*ledger.Sequencer{a, b} {
				wg.Go(func() {
					if err := s.Run(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			mu.Lock()
			now = now.Add(time.Minute)
			mu.Unlock()
		}
		if err := a.Run(t.Context()); err != nil {
			t.Error(err)
		}
		h, err := db.Head(t.Context())
		if err != nil || h.Size != 21*16 {
			t.Errorf("head of %d leaves, %v; want 21 beats of 16", h.Size, err)
		}
		if err := ledger.Audit(t.Context(), db, a.Key.VerifierKey); err != nil {
			t.Error(err)
		}
	})
}

func TestAdvanceRefusesAStaleSize(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		at := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
		adv, err := ledger.Extend(ledger.Head{}, at, nil, rand.Reader, tlog.HashReaderFunc(func(i []int64) ([]tlog.Hash, error) { return db.ReadHashes(t.Context(), i) }))
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Advance(t.Context(), adv); err != nil {
			t.Fatal(err)
		}
		if err := db.Advance(t.Context(), adv); !errors.Is(err, ledger.ErrConflict) {
			t.Errorf("second Advance = %v, want ErrConflict", err)
		}
		if err := db.Publish(t.Context(), 0, []byte("x")); !errors.Is(err, ledger.ErrConflict) {
			t.Errorf("Publish of a size left behind = %v, want ErrConflict", err)
		}
	})
}
