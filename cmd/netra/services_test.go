package main

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"netra/job"
)

// Whatever is enqueued at start and for the night must have a handler and come to its end, and the start must reckon clocks once.
func TestEveryJobIsDone(t *testing.T) {
	in, err := openInstance(t.Context(), &config{Data: filepath.Join(t.TempDir(), "data"), Name: "netra.example.org", Office: "Bawaslu RI"})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	sv := &serving{Beat: 10 * time.Minute, MaxFile: 1 << 20}
	now := time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s, err := newServices(in, sv, clock)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.sequencer(sv.Beat, clock, quiet).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	runner := job.Runner{Store: in.DB, Handlers: s.handlers(in, slog.New(slog.DiscardHandler)), Now: clock, Log: slog.New(slog.DiscardHandler)}
	run := func(when string, want int) {
		t.Helper()
		if err := s.enqueue(t.Context(), in.DB, now); err != nil {
			t.Fatal(err)
		}
		if n, err := runner.Run(t.Context()); err != nil || n != want {
			t.Errorf("%s: %d jobs, %v; want %d", when, n, err, want)
		}
	}
	run("at the first start clocks are reckoned", 1)
	run("at the next they are not", 0)
	now = now.Add(48 * time.Hour)
	run("at night", 5)
	now = now.Add(job.Lease + time.Hour)
	if jobs, err := in.DB.ClaimJobs(t.Context(), now, now, 10); err != nil || len(jobs) != 0 {
		t.Errorf("left over: %v, %v", jobs, err)
	}
	if v, err := in.DB.Reckoned(t.Context()); err != nil || v != s.Law.Version()+" "+s.Days.Version() {
		t.Errorf("reckoned by %q, %v", v, err)
	}
}
