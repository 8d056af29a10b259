package main

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/job"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/publish"
)

// services are the domain, wired to an instance.
type services struct {
	Offices *office.Registry
	Desk    *intake.Desk
	Cases   *casework.Desk
	Numbers *publish.Desk
	Law     *law.Law
	Days    *calendar.Calendar
}

// newServices wires the domain. now is the clock of all of it.
func newServices(in *instance, sv *serving, now func() time.Time) (*services, error) {
	l, days := in.Law, in.Days
	secret, err := hkdf.Key(sha256.New, in.secret, nil, "netra/v1/authenticators", 32)
	if err != nil {
		return nil, err
	}
	s := &services{Law: l, Days: days}
	s.Offices = &office.Registry{Store: in.DB, Now: now, Rand: rand.Reader, Instance: in.Name, Secret: secret}
	s.Cases = &casework.Desk{Store: in.DB, Law: l, Calendar: days, Now: now, Rand: rand.Reader}
	s.Numbers = &publish.Desk{Store: in.DB, Now: now}
	s.Desk = &intake.Desk{
		Instance: in.Name, Store: in.DB, Blobs: in.Blobs, Offices: s.Offices, Law: l, Calendar: days, Issuer: in.Issuer,
		LogKey: in.Log.VerifierKey, Log: ledger.Log{Store: in.DB}, Beat: sv.Beat, Cases: s.Cases, MaxFile: sv.MaxFile, Now: now, Rand: rand.Reader,
	}
	return s, nil
}

// The audits: of the log by itself, and of what is stored against the log.
const (
	auditKind   = "ledger.audit"
	custodyKind = "custody.audit"
)

// handlers gives what does each kind of job.
func (s *services) handlers(in *instance, log *slog.Logger) map[string]job.Handler {
	return map[string]job.Handler{
		intake.CollectKind:    s.Desk.Collect,
		casework.ReckonKind:   s.Cases.Reckon,
		casework.EscalateKind: s.Cases.Escalate,
		auditKind: func(ctx context.Context, _ []byte) error {
			err := ledger.Audit(ctx, in.DB, in.Log.VerifierKey)
			if errors.Is(err, ledger.ErrDamaged) || errors.Is(err, ledger.ErrRollback) {
				log.ErrorContext(ctx, "the log is damaged", slog.Any("error", err))
			}
			return err
		},
		custodyKind: func(ctx context.Context, payload []byte) error { return s.auditCustody(ctx, in, log, payload) },
	}
}

// What one job of the audit of custody reads: seconds of work on a slow disk, of a lease of minutes.
const (
	auditLeaves = 1024
	auditBytes  = 256 << 20
)

// auditCustody does one stretch of the audit of custody and enqueues the next as a job of its own, so that however much is
// stored no job outlives its lease and one that is lost costs a stretch. The payload is the intake.Place to begin at, empty for
// the start. Damage is logged and the job done: another try would find the same, and walk the rest of the log once more.
func (s *services) auditCustody(ctx context.Context, in *instance, log *slog.Logger, payload []byte) error {
	var from intake.Place
	if len(payload) > 0 {
		if err := json.Unmarshal(payload, &from); err != nil {
			return err
		}
	}
	auditor := intake.Auditor{Store: in.DB, Blobs: in.Blobs, Leaves: auditLeaves, Bytes: auditBytes}
	next, err := auditor.Audit(ctx, from)
	if errors.Is(err, intake.ErrCustody) {
		log.ErrorContext(ctx, "custody is damaged", slog.Any("error", err))
		err = nil
	}
	if err != nil || next == nil {
		return err
	}
	payload, err = json.Marshal(next)
	if err != nil {
		return err
	}
	now := s.Desk.Now()
	// The day is in the ID so that a stretch that was given up one night does not stand in the way of the next night's.
	id := fmt.Sprintf("%s/%s/%d.%d", custodyKind, now.UTC().Format(time.DateOnly), next.Leaf, next.Part)
	return in.DB.AddJobs(ctx, []job.Job{{ID: id, Kind: custodyKind, Payload: payload, RunAt: now}})
}

// enqueue enqueues the coming night's jobs, each once whichever process does it, and the reckoning of clocks if law or calendar
// are others than when it was last done. Every night all running clocks are computed again, so that one that began in the moment
// in which a holiday was added, or under another process's older law, is not wrong for longer than a day.
func (s *services) enqueue(ctx context.Context, store job.Store, now time.Time) error {
	night := now.UTC().Truncate(24 * time.Hour).Add(24*time.Hour + 19*time.Hour) // 02.00 WIB
	var jobs []job.Job
	for _, kind := range []string{intake.CollectKind, auditKind, custodyKind, casework.ReckonKind, casework.EscalateKind} {
		jobs = append(jobs, job.Job{ID: fmt.Sprintf("%s/%s", kind, night.Format(time.DateOnly)), Kind: kind, RunAt: night})
	}
	return errors.Join(store.AddJobs(ctx, jobs), s.Cases.StartReckoning(ctx))
}
