package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"

	"netra/job"
	"netra/ledger"
	"netra/web"
)

type serveCmd struct {
	config
	serving
}

// Help implements kong.HelpProvider.
func (serveCmd) Help() string {
	return `Runs the server until SIGINT or SIGTERM. The first start makes database, keys and root office, and prints a one-time
link for the first officer.

Example:
  netra serve --data /var/lib/netra --name netra.example.org --public https://netra.example.org

Exit status: 0 ended as asked, 1 failed, 2 bad call.`
}

// Validate is called by kong after parsing; that of either embedded struct alone would not be.
func (c *serveCmd) Validate() error {
	if c.Listen == "" {
		return errors.New("--listen must name an address such as 127.0.0.1:8080")
	}
	return errors.Join(c.config.Validate(), c.serving.Validate())
}

// Run serves until the context ends.
func (c *serveCmd) Run(e *env) error {
	noCoreDumps()
	in, err := openInstance(e.Ctx, &c.config)
	if err != nil {
		return err
	}
	defer in.Close()
	ln, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	defer ln.Close()
	public := c.public(ln.Addr())
	s, err := newServer(in, &c.serving, public, false, e.Log, time.Now)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.Stdout, "netra listens on http://%s\nlog key: %s\n", ln.Addr(), in.Log.VerifierKey)
	if err := s.greet(e, c.Office, public); err != nil {
		return err
	}
	return s.serve(e.Ctx, ln)
}

// noCoreDumps keeps plaintext that passes through memory out of a crash dump.
func noCoreDumps() {
	syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}

// A server is one serving process: the pages and the loops beside them.
type server struct {
	instance  *instance
	services  *services
	pages     *web.Server
	sequencer *ledger.Sequencer
	jobs      *job.Runner
	beat      time.Duration
	now       func() time.Time
	log       *slog.Logger
}

// answerFloor is how long the first answer at /cek takes at least: several times what deriving the keys takes.
const answerFloor = 800 * time.Millisecond

// newServer wires an instance's domain to its pages.
func newServer(in *instance, sv *serving, public string, demo bool, log *slog.Logger, now func() time.Time) (*server, error) {
	s := &server{instance: in, beat: sv.Beat, now: now, log: log}
	var err error
	if s.services, err = newServices(in, sv, now); err != nil {
		return nil, err
	}
	s.sequencer = in.sequencer(sv.Beat, now, log)
	s.jobs = &job.Runner{Store: in.DB, Now: now, Log: log, Handlers: s.services.handlers(in, log)}
	s.pages, err = web.New(web.Config{
		Log:      log,
		Now:      now,
		Demo:     demo,
		Ledger:   ledger.Log{Store: in.DB},
		LogKey:   in.Log.VerifierKey,
		Law:      s.services.Law,
		Calendar: s.services.Days,
		Offices:  s.services.Offices,
		Desk:     s.services.Desk,
		Cases:    s.services.Cases,
		Numbers:  s.services.Numbers,
		Floor:    answerFloor,
		Pause:    func(ctx context.Context, d time.Duration) { wait(ctx, d) },
		Public:   public,
		Secure:   strings.HasPrefix(public, "https:"),
		Ready:    in.DB.Ping,
	})
	return s, err
}

// greet prints a one-time link as long as the instance has no officer.
func (s *server) greet(e *env, officeName, public string) error {
	token, ok, err := s.services.Offices.FirstLink(e.Ctx, officeName)
	if err != nil || !ok {
		return err
	}
	_, err = fmt.Fprintf(e.Stdout, "no officer yet; one-time link for the first, good for 7 days:\n  %s/petugas/undangan#%s\n", public, token)
	return err
}

// serve answers on ln until ctx ends, then lets running requests finish.
func (s *server) serve(ctx context.Context, ln net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	hs := &http.Server{
		Handler:           s.pages,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute, // an upload moves its own deadline on as bytes come
		WriteTimeout:      time.Minute, // and so does a download
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(silent{s.log.Handler()}, slog.LevelWarn),
	}
	var loops sync.WaitGroup
	loops.Go(func() { s.sequence(ctx) })
	loops.Go(func() { s.work(ctx) })
	done := make(chan error, 1)
	go func() { done <- hs.Serve(ln) }()
	var err error
	select {
	case <-ctx.Done():
		grace, stop := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer stop()
		if err = hs.Shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
			err = hs.Close() // an upload may take hours; it goes on at its first missing part
		}
	case err = <-done:
	}
	cancel()
	loops.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// sequence runs the sequencer at once and then on every beat.
func (s *server) sequence(ctx context.Context) {
	for {
		if err := s.sequencer.Run(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "log did not grow", slog.Any("error", err))
		}
		now := s.now()
		if !wait(ctx, ledger.Beat(now, s.beat).Add(s.beat).Sub(now)) {
			return
		}
	}
}

// work runs due jobs, looking again after a pause when there were none.
func (s *server) work(ctx context.Context) {
	var enqueued time.Time
	for {
		if now := s.now(); now.Sub(enqueued) > time.Hour {
			if err := s.services.enqueue(ctx, s.instance.DB, now); err == nil {
				enqueued = now
			}
		}
		n, err := s.jobs.Run(ctx)
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "jobs failed", slog.Any("error", err))
		}
		if n == 0 && !wait(ctx, 5*time.Second) || ctx.Err() != nil {
			return
		}
	}
}

// wait pauses for d and reports whether ctx is still alive.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// silent drops what net/http says of single connections: it names addresses.
type silent struct{ slog.Handler }

// Handle implements slog.Handler.
func (h silent) Handle(ctx context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "http: TLS handshake error") || strings.Contains(r.Message, "http: ") {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}
