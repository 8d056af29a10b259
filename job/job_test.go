package job_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"netra/job"
	"netra/store/storetest"
)

func TestRunner(t *testing.T) {
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	tests := []struct {
		name  string
		fails int           // how often the handler fails first
		runs  int           // how often the runner runs
		pause time.Duration // between runs
		did   int           // how often the handler was called
	}{
		{"a job is done once", 0, 3, time.Hour, 1},
		{"a failed job waits for its pause", 1, 2, time.Second, 1},
		{"a failed job is done again after it", 1, 3, time.Hour, 2},
		{"a job is given up after MaxAttempts", 1 << 20, 40, 7 * time.Hour, job.MaxAttempts},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := storetest.Open(t, storetest.SQLite(t))
			clock, did := now, 0
			r := job.Runner{Store: db, Now: func() time.Time { return clock }, Log: slog.New(slog.DiscardHandler), Handlers: map[string]job.Handler{
				"k": func(context.Context, []byte) error {
					if did++; did <= tt.fails {
						return errors.New("not yet")
					}
					return nil
				},
			}}
			if err := db.AddJobs(t.Context(), []job.Job{{ID: "x", Kind: "k", RunAt: now}}); err != nil {
				t.Fatal(err)
			}
			for range tt.runs {
				if _, err := r.Run(t.Context()); err != nil {
					t.Fatal(err)
				}
				clock = clock.Add(tt.pause)
			}
			if did != tt.did {
				t.Errorf("handled %d times, want %d", did, tt.did)
			}
		})
	}
}

func TestJobOfNoKnownKindIsNotLost(t *testing.T) {
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	db := storetest.Open(t, storetest.SQLite(t))
	if err := db.AddJobs(t.Context(), []job.Job{{ID: "x", Kind: "of a newer version", RunAt: now}}); err != nil {
		t.Fatal(err)
	}
	r := job.Runner{Store: db, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	if _, err := r.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	later := now.Add(time.Hour)
	jobs, err := db.ClaimJobs(t.Context(), later, later.Add(job.Lease), 1)
	if err != nil || len(jobs) != 1 {
		t.Errorf("claimed %v, %v; want it to wait for who knows it", jobs, err)
	}
}

func TestBackoffGrowsAndEnds(t *testing.T) {
	for attempt, want := range map[int]time.Duration{1: 10 * time.Second, 2: 20 * time.Second, 5: 160 * time.Second, 12: 20480 * time.Second, 40: 6 * time.Hour} {
		if got := job.Backoff(attempt); got != want {
			t.Errorf("Backoff(%d) = %v, want %v", attempt, got, want)
		}
	}
}
