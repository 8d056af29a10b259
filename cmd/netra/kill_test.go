package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"html"
	"io"
	"math/big"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"netra/calendar"
	"netra/demo"
	"netra/intake"
	"netra/internal/pgtest"
	"netra/ledger"
	"netra/vault"
)

// TestKilledServerLosesNothing kills the server at random moments while people report, and then looks whether every receipt
// that somebody saw is kept. `make soak` does it 200 times on each database.
func TestKilledServerLosesNothing(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killed(t, "", 20) })
	t.Run("postgres", func(t *testing.T) { killed(t, pgtest.URL(t), 20) })
}

// killed runs a server on a database, kills it times over, and checks what clients saw.
func killed(t *testing.T, database string, times int) {
	dir := t.TempDir()
	cfg := config{Data: filepath.Join(dir, "data"), Database: database, Name: "netra.contoh.example"}
	officer := enrolled(t, &cfg)
	args := []string{"serve", "--data", cfg.Data, "--database", cfg.database(), "--listen", "127.0.0.1:0", "--beat", "1s"}
	c := &crowd{}
	ctx, stop := context.WithCancel(t.Context())
	var people sync.WaitGroup
	for range 3 {
		people.Go(func() { c.report(ctx) })
	}
	var running *netra
	for i := range times + 1 {
		n, err := startNetra(dir, args...)
		if err != nil {
			t.Fatal(err)
		}
		c.url.Store(&n.url)
		if running = n; i == times {
			break
		}
		pause, err := rand.Int(rand.Reader, big.NewInt(int64(900*time.Millisecond)))
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Duration(pause.Int64()))
		n.kill()
	}
	seen := c.len()
	eventually(t, "a report after the last start", func() bool { return c.len() > seen })
	stop()
	people.Wait()
	if err := running.stop(); err != nil {
		t.Errorf("stop: %v: %s", err, running.log)
	}
	t.Logf("%d kills, %d reports with receipts, %d files", times, len(c.reports), c.files)
	if len(c.reports) < times || c.files < times/2 {
		t.Errorf("too little happened between the kills to show anything")
	}
	c.check(t, &cfg, officer)
}

// enrolled makes the instance and its first officer.
func enrolled(t *testing.T, cfg *config) demo.Login {
	t.Helper()
	in, s := openServices(t, cfg, time.Now)
	defer in.Close()
	if _, _, err := s.Offices.FirstLink(t.Context(), "Bawaslu RI"); err != nil {
		t.Fatal(err)
	}
	b := demo.Browsers{Registry: s.Offices, Instance: in.Name, Now: time.Now, Rand: rand.Reader}
	l, err := b.Enrol(t.Context(), "bawaslu-ri", "ratna", "Ratna Contoh", nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func openServices(t *testing.T, cfg *config, now func() time.Time) (*instance, *services) {
	t.Helper()
	in, err := openInstance(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newServices(in, &serving{Beat: time.Second, MaxFile: 1 << 30}, now)
	if err != nil {
		t.Fatal(err)
	}
	return in, s
}

// A crowd reports without JavaScript and keeps what it was given.
type crowd struct {
	url     atomic.Pointer[string]
	mu      sync.Mutex
	reports []kept
	files   int
}

// kept is what one reporter has: words, the promise that their screen showed, and whether it said that their file is sealed.
type kept struct {
	words   vault.Phrase
	promise []byte
	files   int
}

func (c *crowd) len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.reports)
}

// report files one report after the other, each with a file, until ctx ends. What fails is tried anew as another report.
func (c *crowd) report(ctx context.Context) {
	for ctx.Err() == nil {
		address := c.url.Load()
		words, err := vault.NewCode(rand.Reader)
		if address == nil || err != nil {
			continue
		}
		page, err := post(ctx, *address+"/lapor/kirim", reportForm(words))
		promise := promiseIn.FindSubmatch(page)
		if err != nil || promise == nil {
			continue
		}
		k := kept{words: words, promise: unescape(promise[1])}
		if c.attach(ctx, *address, page) {
			k.files++
		}
		c.mu.Lock()
		c.reports = append(c.reports, k)
		c.files += k.files
		c.mu.Unlock()
	}
}

var (
	promiseIn    = regexp.MustCompile(`name="janji" value="([^"]+)"`)
	capabilityIn = regexp.MustCompile(`name="izin" value="([^"]+)"`)
	fileIn       = regexp.MustCompile(`class="chip ok"`)
)

func unescape(b []byte) []byte { return []byte(html.UnescapeString(string(b))) }

func reportForm(words vault.Phrase) url.Values {
	w := string(words.Open())
	day := calendar.Today(time.Now(), calendar.WIB).AddDays(-1).String()
	return url.Values{"perbuatan": {"ajak"}, "cerita": {"Atasan meminta kami memilih seorang calon."}, "terlapor": {"Atasan"}, "pemilihan": {"pemilu"},
		"tempat": {"33.07.10"}, "tgl": {day}, "tahu": {day}, "nama": {"tanpa"}, "penerima": {"bawaslu-ri"}, "kata": {w}, "ketik": {w}}
}

// post sends a form and gives the page, whatever its status.
func post(ctx context.Context, address string, form url.Values) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader([]byte(form.Encode())))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return answer(req)
}

func answer(req *http.Request) ([]byte, error) {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}

// attach sends a file with the capability on the receipt's page and tells whether the answer says that it is sealed.
func (c *crowd) attach(ctx context.Context, address string, page []byte) bool {
	capability := capabilityIn.FindSubmatch(page)
	if capability == nil {
		return false
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	m.WriteField("izin", string(unescape(capability[1])))
	f, err := m.CreateFormFile("berkas", "foto.jpg")
	if err != nil {
		return false
	}
	f.Write(bytes.Repeat([]byte("foto"), 50_000))
	m.Close()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/lapor/bukti", &body)
	if err != nil {
		return false
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	page, err = answer(req)
	return err == nil && fileIn.Match(page)
}

// check looks whether everything that people saw is there: each promise is valid and kept, each report opens with all of its
// files, and the log is whole.
func (c *crowd) check(t *testing.T, cfg *config, officer demo.Login) {
	t.Helper()
	in, s := openServices(t, cfg, func() time.Time { return time.Now().Add(10 * time.Second) })
	defer in.Close()
	if err := in.sequencer(time.Second, s.Desk.Now, quiet).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Audit(t.Context(), in.DB, in.Log.VerifierKey); err != nil {
		t.Error(err)
	}
	audit := intake.Auditor{Store: in.DB, Blobs: in.Blobs, Leaves: 1 << 20, Bytes: 1 << 40}
	if next, err := audit.Audit(t.Context(), intake.Place{}); err != nil || next != nil {
		t.Errorf("audit of what the leaves stand for: %v, %v", next, err)
	}
	for i, k := range c.reports {
		if err := c.checkOne(t.Context(), in, s, officer, k); err != nil {
			t.Errorf("report %d of %d: %v", i+1, len(c.reports), err)
		}
	}
}

func (c *crowd) checkOne(ctx context.Context, in *instance, s *services, officer demo.Login, k kept) error {
	v, err := s.Desk.Enter(ctx, k.words)
	if err != nil {
		return fmt.Errorf("come back: %w", err)
	}
	verdict, err := ledger.Verify(k.promise, in.Log.VerifierKey)
	if err != nil {
		return fmt.Errorf("promise: %w", err)
	}
	if _, err := in.DB.LeafIndex(ctx, verdict.Promise.Opening.Entry()); err != nil {
		return fmt.Errorf("the promised leaf is not in the log: %w", err)
	}
	proof, err := s.Desk.Proof(ctx, v, v.ID)
	if err != nil {
		return fmt.Errorf("proof: %w", err)
	}
	if verdict, err = ledger.Verify(proof, in.Log.VerifierKey); err != nil || !verdict.Proved {
		return fmt.Errorf("proof of %s does not verify: %w", verdict.Promise.Number, err)
	}
	var bundle bytes.Buffer
	if err := s.Desk.Bundle(ctx, officer.Officer, v.ID, &bundle); err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	out := &discard{}
	if _, _, err := vault.OpenBundle(&bundle, officer.Office, out.create); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	if out.files < k.files {
		return fmt.Errorf("%d files opened, %d were promised", out.files, k.files)
	}
	return nil
}

// discard counts what a bundle holds.
type discard struct{ files int }

func (d *discard) create(string) (vault.Output, error) { return d, nil }
func (d *discard) Write(p []byte) (int, error)         { return len(p), nil }
func (d *discard) Commit() error                       { d.files++; return nil }
func (d *discard) Abort() error                        { return errors.New("aborted") }
