// Package durable writes files that are either wholly there after a crash or not at all.
//
// A file is written under a temporary name in the same folder, flushed, renamed, and the folder is flushed too: without the
// last step the name may be gone after a power cut although the bytes are on disk.
package durable

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteFile stores data at path with the permissions perm, replacing what was there.
func WriteFile(path string, data []byte, perm os.FileMode) error {
	f, err := Create(path, perm)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

// A File is being written; it appears under its name with Commit.
type File struct {
	f    *os.File
	path string
	done bool
}

var _ io.Writer = (*File)(nil)

// Create begins a file that Commit will put at path.
func Create(path string, perm os.FileMode) (*File, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(perm); err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, err
	}
	return &File{f: f, path: path}, nil
}

// Write appends p.
func (w *File) Write(p []byte) (int, error) { return w.f.Write(p) }

// Commit flushes the file and gives it its name. After an error nothing is left behind.
func (w *File) Commit() error {
	return w.commit(os.Rename)
}

// CommitNew is Commit, but fails with an error that is fs.ErrExist if the name is taken.
func (w *File) CommitNew() error {
	return w.commit(func(tmp, path string) error {
		if err := os.Link(tmp, path); err != nil {
			return err
		}
		return os.Remove(tmp)
	})
}

func (w *File) commit(name func(tmp, path string) error) error {
	if w.done {
		return os.ErrClosed
	}
	if err := w.f.Sync(); err != nil {
		w.Abort()
		return fmt.Errorf("flush %s: %w", filepath.Base(w.path), err)
	}
	w.done = true
	err := w.f.Close()
	if err == nil {
		err = name(w.f.Name(), w.path)
	}
	if err != nil {
		os.Remove(w.f.Name())
		return err
	}
	return SyncDir(filepath.Dir(w.path))
}

// Abort forgets the file. It does nothing after Commit.
func (w *File) Abort() {
	if w.done {
		return
	}
	w.done = true
	w.f.Close()
	os.Remove(w.f.Name())
}

// SyncDir flushes a folder, so that names made in it last.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
