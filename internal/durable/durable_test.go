package durable

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// begin writes a new content that is to replace or not replace what is at dir/file.
func begin(t *testing.T, dir string) *File {
	t.Helper()
	f, err := Create(filepath.Join(dir, "file"), 0o640)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	return f
}

// contents reads every file of a folder, so that one left behind shows.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(data)
	}
	return got
}

func TestFile(t *testing.T) {
	abort := func(f *File) error { f.Abort(); return nil }
	committed := map[string]string{"file": "new"}
	taken := map[string]string{"file": "old"}
	tests := []struct {
		name    string
		before  map[string]string
		end     func(*File) error
		wantErr error
		after   map[string]string
	}{
		{"commit gives the name", nil, (*File).Commit, nil, committed},
		{"commit replaces", taken, (*File).Commit, nil, committed},
		{"commit new gives a free name", nil, (*File).CommitNew, nil, committed},
		{"commit new leaves a taken name alone", taken, (*File).CommitNew, fs.ErrExist, taken},
		{"abort leaves nothing", nil, abort, nil, nil},
		{"abort leaves what was there", taken, abort, nil, taken},
		{"abort after commit does nothing", nil, func(f *File) error { defer f.Abort(); return f.Commit() }, nil, committed},
		{"commit after abort fails", nil, func(f *File) error { f.Abort(); return f.Commit() }, os.ErrClosed, nil},
		{"a second commit fails", nil, func(f *File) error { f.Commit(); return f.CommitNew() }, os.ErrClosed, committed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, data := range tt.before {
				if err := WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f := begin(t, dir)
			if got := contents(t, dir); got["file"] != tt.before["file"] {
				t.Errorf("before its end the name holds %q", got["file"])
			}
			if err := tt.end(f); !errors.Is(err, tt.wantErr) {
				t.Errorf("error %v, want %v", err, tt.wantErr)
			}
			if got := contents(t, dir); !maps.Equal(got, tt.after) {
				t.Errorf("the folder holds %v, want %v", got, tt.after)
			}
		})
	}
}

func TestPermissionsAreThoseAskedFor(t *testing.T) {
	dir := t.TempDir()
	if err := begin(t, dir).Commit(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "file"))
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestCreateNeedsTheFolder(t *testing.T) {
	if _, err := Create(filepath.Join(t.TempDir(), "none", "file"), 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
