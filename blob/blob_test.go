package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"netra/blob"
	"netra/internal/fault"
)

func folder(t *testing.T) (*blob.Folder, string) {
	t.Helper()
	dir := t.TempDir()
	s, err := blob.NewFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func list(t *testing.T, s blob.Store) []string {
	t.Helper()
	var ids []string
	if err := s.List(t.Context(), func(id string) error { ids = append(ids, id); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

func TestPutThenOpen(t *testing.T) {
	s, _ := folder(t)
	want := bytes.Repeat([]byte("sealed"), 100_000)
	n, err := s.Put(t.Context(), "abcd", bytes.NewReader(want))
	if err != nil || n != int64(len(want)) {
		t.Fatalf("Put = %d, %v", n, err)
	}
	r, err := s.Open(t.Context(), "abcd")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		t.Errorf("read back %d bytes, %v", len(got), err)
	}
}

func TestPutRefuses(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		id   string
		r    io.Reader
		want error
	}{
		{"a taken id", t.Context(), "taken", strings.NewReader("other"), blob.ErrExists},
		{"a path", t.Context(), "../../etc", strings.NewReader("x"), blob.ErrBadID},
		{"upper case, which some file systems fold", t.Context(), "ABCD", strings.NewReader("x"), blob.ErrBadID},
		{"an id too short", t.Context(), "ab", strings.NewReader("x"), blob.ErrBadID},
		{"a body that breaks off", t.Context(), "half", io.MultiReader(strings.NewReader("x"), iotest.ErrReader(io.ErrUnexpectedEOF)), io.ErrUnexpectedEOF},
		{"a request that is gone", gone, "gone", strings.NewReader("x"), context.Canceled},
		{"a full disk", t.Context(), "full", iotest.ErrReader(syscall.ENOSPC), fault.ErrFull},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, dir := folder(t)
			if _, err := s.Put(t.Context(), "taken", strings.NewReader("first")); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(tt.ctx, tt.id, tt.r); !errors.Is(err, tt.want) {
				t.Errorf("Put = %v, want %v", err, tt.want)
			}
			if got := list(t, s); !slices.Equal(got, []string{"taken"}) {
				t.Errorf("left behind %v", got)
			}
			if got, err := os.ReadFile(filepath.Join(dir, "ta", "taken")); err != nil || string(got) != "first" {
				t.Errorf("the first blob is now %q, %v", got, err)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	s, _ := folder(t)
	if _, err := s.Put(t.Context(), "abcd", strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Delete(t.Context(), "abcd"); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Open(t.Context(), "abcd"); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("Open = %v, want ErrNotFound", err)
	}
}

// A copy of the folder must not tell when which blob came in.
func TestBlobsCarryNoTime(t *testing.T) {
	s, dir := folder(t)
	if _, err := s.Put(t.Context(), "abcd", strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "ab", "abcd"), filepath.Join(dir, "ab")} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.ModTime().Unix() != 0 {
			t.Errorf("%s was modified at %v", path, info.ModTime())
		}
	}
}
