package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"k8s.io/klog/v2"

	"netra/ledger"
)

// memory is a database for one sequencer.
type memory struct {
	head    ledger.Head
	leaves  []ledger.Leaf
	hashes  []tlog.Hash
	pending []ledger.Leaf
	mark    ledger.Checkpoint
}

func (m *memory) Head(context.Context) (ledger.Head, error) { return m.head, nil }

func (m *memory) ReadHashes(_ context.Context, indexes []int64) (hashes []tlog.Hash, err error) {
	for _, i := range indexes {
		hashes = append(hashes, m.hashes[i])
	}
	return hashes, nil
}

func (m *memory) Leaves(_ context.Context, from int64, n int) ([]ledger.Leaf, error) {
	return m.leaves[from : from+int64(n)], nil
}

func (m *memory) Pending(context.Context, int) ([]ledger.Leaf, error) { return m.pending, nil }

func (m *memory) Advance(_ context.Context, a ledger.Advance) error {
	m.head = ledger.Head{Size: a.To.Size, Root: a.To.Root, Beat: a.To.Beat, Checkpoint: m.head.Checkpoint}
	m.leaves, m.hashes = append(m.leaves, a.Leaves...), append(m.hashes, a.Hashes...)
	m.pending = nil // never more here than one Advance takes
	return nil
}

func (m *memory) Publish(_ context.Context, _ int64, checkpoint []byte) error {
	m.head.Checkpoint = checkpoint
	return nil
}

func (m *memory) Load() (ledger.Checkpoint, error) { return m.mark, nil }
func (m *memory) Save(c ledger.Checkpoint) error   { m.mark = c; return nil }

// grow runs one beat with n waiting leaves.
func (m *memory) grow(t *testing.T, s *ledger.Sequencer, now *time.Time, n int) {
	t.Helper()
	for range n {
		leaf, err := ledger.RecordLeaf(ledger.TypeCase, nil, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		m.pending = append(m.pending, leaf)
	}
	*now = now.Add(time.Minute)
	if err := s.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// serve serves what the ledger renders; a path in damaged is served with one bit changed.
func serve(t *testing.T, m *memory, damaged *string) *url.URL {
	log := ledger.Log{Store: m}
	mux := http.NewServeMux()
	answer := func(media string, read func(r *http.Request) ([]byte, error)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			data, err := read(r)
			if errors.Is(err, ledger.ErrNotFound) {
				http.NotFound(w, r)
				return
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			if strings.TrimPrefix(r.URL.Path, "/log/") == *damaged {
				data = bytes.Clone(data)
				data[len(data)-5] ^= 1
			}
			w.Header().Set("Content-Type", media)
			w.Write(data)
		}
	}
	mux.HandleFunc("GET /log/checkpoint", answer("text/plain; charset=utf-8", func(r *http.Request) ([]byte, error) {
		return log.Checkpoint(r.Context())
	}))
	mux.HandleFunc("GET /log/", answer("application/octet-stream", func(r *http.Request) ([]byte, error) {
		return log.Tile(r.Context(), strings.TrimPrefix(r.URL.Path, "/log/"))
	}))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	prefix, err := url.Parse(server.URL + "/log")
	if err != nil {
		t.Fatal(err)
	}
	return prefix
}

func TestConformance(t *testing.T) {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	key, err := ledger.NewSigningKey(ledger.LogName("netra.example.org"), [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(key.String())
	if err != nil {
		t.Fatal(err)
	}
	m, now := &memory{}, time.Date(2026, 12, 28, 7, 0, 0, 0, time.UTC)
	s := &ledger.Sequencer{Store: m, Key: key, Mark: m, Length: time.Minute, Now: func() time.Time { return now }, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	damaged := ""
	prefix := serve(t, m, &damaged)
	var older []byte
	for _, n := range []int{0, 200, 15, 2500, 1, 1000} {
		m.grow(t, s, &now, n)
		size, err := check(t.Context(), prefix, verifier, older)
		if err != nil || size != uint64(m.head.Size) {
			t.Fatalf("%d entries: checked %d, %v", m.head.Size, size, err)
		}
		older = m.head.Checkpoint
	}
	t.Logf("%d entries", m.head.Size)

	other, err := ledger.NewSigningKey(key.Name(), [32]byte{2})
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := note.NewVerifier(other.String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := check(t.Context(), prefix, stranger, nil); err == nil {
		t.Error("a log passes under another key")
	}
	for _, damaged = range []string{"checkpoint", "tile/0/003", "tile/0/014.p/192", "tile/1/000.p/14", "tile/entries/002", "tile/entries/014.p/192"} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		if _, err := check(ctx, prefix, verifier, nil); err == nil || ctx.Err() != nil {
			t.Errorf("a log with a damaged %s: %v", damaged, err)
		}
		cancel()
	}
	damaged = ""
	fork := &memory{}
	s.Store, s.Mark = fork, fork
	now = now.Add(-3 * time.Minute)
	fork.grow(t, s, &now, 4000)
	if _, err := check(t.Context(), serve(t, fork, &damaged), verifier, older); err == nil {
		t.Error("a forked log passes")
	}
}

// TestEmptyLog: a log of size 0 conforms too.
func TestEmptyLog(t *testing.T) {
	key, err := ledger.NewSigningKey(ledger.LogName("netra.example.org"), [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(key.String())
	if err != nil {
		t.Fatal(err)
	}
	m, none := &memory{}, ""
	s := &ledger.Sequencer{Store: refusing{m}, Key: key, Mark: m, Length: time.Minute, Now: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	if err := s.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if size, err := check(t.Context(), serve(t, m, &none), verifier, nil); err != nil || size != 0 {
		t.Errorf("checked %d, %v", size, err)
	}
}

// refusing is a database in which somebody else always advances first.
type refusing struct{ *memory }

func (refusing) Advance(context.Context, ledger.Advance) error { return ledger.ErrConflict }
