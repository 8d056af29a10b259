package store

import (
	"context"
	"fmt"
	"time"

	"netra/job"
)

var _ job.Store = (*DB)(nil)

// AddJobs implements job.Store.
func (db *DB) AddJobs(ctx context.Context, jobs []job.Job) error {
	err := db.write(ctx, func(t *tx) error { return t.addJobs(ctx, jobs) })
	if err != nil {
		return fmt.Errorf("add jobs: %w", err)
	}
	return nil
}

// addJobs enqueues jobs in the caller's transaction. A job that waits already stays as it is.
func (t *tx) addJobs(ctx context.Context, jobs []job.Job) error {
	for _, j := range jobs {
		payload := j.Payload
		if payload == nil {
			payload = []byte{}
		}
		if _, err := t.exec(ctx, `
			insert into job (id, kind, payload, run_at_us, attempts, failed) values (?, ?, ?, ?, 0, 0)
			on conflict (id) do nothing`, j.ID, j.Kind, payload, j.RunAt.UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// ClaimJobs implements job.Store. The lease is the next run time, so a dead worker's job comes up again by itself.
func (db *DB) ClaimJobs(ctx context.Context, now, until time.Time, n int) ([]job.Job, error) {
	skip := "for update skip locked"
	if db.sqlite {
		skip = ""
	}
	var jobs []job.Job
	err := db.write(ctx, func(t *tx) error {
		jobs = jobs[:0]
		return t.each(ctx, func(scan func(...any) error) error {
			var j job.Job
			var at int64
			if err := scan(&j.ID, &j.Kind, &j.Payload, &at, &j.Attempts); err != nil {
				return err
			}
			j.RunAt = time.UnixMicro(at).UTC()
			jobs = append(jobs, j)
			return nil
		}, `update job set run_at_us = ?, attempts = attempts + 1
			where id in (select id from job where failed = 0 and run_at_us <= ? order by run_at_us limit ? `+skip+`)
			returning id, kind, payload, run_at_us, attempts`, until.UnixMicro(), now.UnixMicro(), n)
	})
	if err != nil {
		return nil, fmt.Errorf("claim jobs: %w", err)
	}
	return jobs, nil
}

// FinishJob implements job.Store.
func (db *DB) FinishJob(ctx context.Context, id string, attempt int) error {
	return db.settleJob(ctx, "finish job", `delete from job where id = ? and attempts = ? and failed = 0`, id, attempt)
}

// RetryJob implements job.Store.
func (db *DB) RetryJob(ctx context.Context, id string, attempt int, at time.Time) error {
	if at.IsZero() {
		return db.settleJob(ctx, "fail job", `update job set failed = 1 where id = ? and attempts = ?`, id, attempt)
	}
	return db.settleJob(ctx, "retry job", `update job set run_at_us = ? where id = ? and attempts = ? and failed = 0`, at.UnixMicro(), id, attempt)
}

func (db *DB) settleJob(ctx context.Context, op, query string, args ...any) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, query, args...)
		if err == nil && n == 0 {
			err = job.ErrLost
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}
