// Package job is later work as values: what a write leaves behind for afterwards, saved in the same transaction.
//
// A job is claimed with a lease and worked by one process at a time; if that process dies the lease ends and another takes
// it. So every kind of job must be safe to do twice. A job that fails is tried again with growing pauses and never given up
// unseen: after MaxAttempts it stays in the table as failed, and the log says so.
package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// A Job is one piece of later work. It carries no secret: the row is plain.
type Job struct {
	ID       string    // unique; the same ID again while the first is waiting is the same job
	Kind     string    // which Handler does it
	Payload  []byte    // opaque to this package, at most 64 KiB
	RunAt    time.Time // UTC, not before
	Attempts int       // how often it was claimed
}

// Lease is how long claimed jobs belong to their worker. What takes longer is cut into jobs that follow each other.
const Lease = 2 * time.Minute

// MaxAttempts is how often a job is tried.
const MaxAttempts = 12

// ErrLost says that a job was finished or claimed by somebody else meanwhile.
var ErrLost = errors.New("job lost its lease")

// A Store keeps jobs.
type Store interface {
	// ClaimJobs gives at most n jobs whose time has come, leased until the given time, each with Attempts raised.
	ClaimJobs(ctx context.Context, now, until time.Time, n int) ([]Job, error)
	// FinishJob removes a job claimed as the given attempt, ErrLost if another has it.
	FinishJob(ctx context.Context, id string, attempt int) error
	// RetryJob puts a job back, to run at the given time, or to stay as failed if at is zero.
	RetryJob(ctx context.Context, id string, attempt int, at time.Time) error
	// AddJobs enqueues jobs outside of any other write.
	AddJobs(ctx context.Context, jobs []Job) error
}

// A Handler does one kind of job. A returned error means: again later.
type Handler func(ctx context.Context, payload []byte) error

// A Runner works jobs.
type Runner struct {
	Store    Store
	Handlers map[string]Handler
	Now      func() time.Time
	Log      *slog.Logger
}

// Run claims what is due once and works it, one after the other. It returns how many it claimed.
func (r *Runner) Run(ctx context.Context) (int, error) {
	now := r.Now()
	jobs, err := r.Store.ClaimJobs(ctx, now, now.Add(Lease), 10)
	if err != nil {
		return 0, fmt.Errorf("claim jobs: %w", err)
	}
	// One lease covers all that was claimed with it: what is not begun in time another process may have by now.
	leased, cancel := context.WithTimeout(ctx, Lease)
	defer cancel()
	for _, j := range jobs {
		if leased.Err() != nil {
			break
		}
		if err := r.work(ctx, leased, j); err != nil && !errors.Is(err, ErrLost) {
			return len(jobs), fmt.Errorf("job %s: %w", j.Kind, err)
		}
	}
	return len(jobs), nil
}

func (r *Runner) work(ctx, leased context.Context, j Job) error {
	h, ok := r.Handlers[j.Kind]
	if !ok {
		return r.again(ctx, j, fmt.Errorf("no handler for this kind"))
	}
	if err := h(leased, j.Payload); err != nil {
		if ctx.Err() != nil {
			return nil // shutting down: the lease ends by itself
		}
		return r.again(ctx, j, err)
	}
	return r.Store.FinishJob(ctx, j.ID, j.Attempts)
}

func (r *Runner) again(ctx context.Context, j Job, cause error) error {
	var at time.Time
	if j.Attempts < MaxAttempts {
		at = r.Now().Add(Backoff(j.Attempts))
	}
	r.Log.LogAttrs(ctx, slog.LevelWarn, "job failed", slog.String("kind", j.Kind), slog.Int("attempt", j.Attempts),
		slog.Bool("given_up", at.IsZero()), slog.Any("error", cause))
	return r.Store.RetryJob(ctx, j.ID, j.Attempts, at)
}

// Backoff is the pause after the given attempt: 10 s, 20 s, 40 s ... at most 6 h.
func Backoff(attempt int) time.Duration {
	d := 10 * time.Second << min(max(attempt-1, 0), 20)
	return min(d, 6*time.Hour)
}
