package main

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
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
	l, err := law.Default()
	if err != nil {
		return nil, err
	}
	days, err := calendar.Default()
	if err != nil {
		return nil, err
	}
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

// auditKind is the job that computes the whole log anew.
const auditKind = "ledger.audit"

// handlers gives what does each kind of job.
func (s *services) handlers(in *instance, log *slog.Logger) map[string]job.Handler {
	return map[string]job.Handler{
		intake.CollectKind: s.Desk.Collect,
		auditKind: func(ctx context.Context, _ []byte) error {
			if err := ledger.Audit(ctx, in.DB, in.Log.VerifierKey); err != nil {
				log.ErrorContext(ctx, "the log is damaged", slog.Any("error", err))
				return err
			}
			return nil
		},
	}
}

// nightly enqueues the coming night's jobs, each once whichever process does it.
func nightly(ctx context.Context, store job.Store, now time.Time) error {
	night := now.UTC().Truncate(24 * time.Hour).Add(24*time.Hour + 19*time.Hour) // 02.00 WIB
	var jobs []job.Job
	for _, kind := range []string{intake.CollectKind, auditKind} {
		jobs = append(jobs, job.Job{ID: fmt.Sprintf("%s/%s", kind, night.Format(time.DateOnly)), Kind: kind, RunAt: night})
	}
	return store.AddJobs(ctx, jobs)
}
