// Package blob keeps sealed bytes by id: in a folder, later in an S3-compatible store.
//
// A blob is ciphertext. It is written once, whole, and flushed before Put returns, so that a transaction that names it may
// follow. A blob that no transaction names (the process died in between) is found by List and deleted by a job.
package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"netra/internal/durable"
	"netra/internal/fault"
)

// Errors of a Store.
var (
	ErrNotFound = errors.New("no such blob")
	ErrExists   = errors.New("blob exists")
	ErrBadID    = errors.New("bad blob id")
)

// A Store keeps blobs. All methods may be called at once from many goroutines.
type Store interface {
	// Put stores what r gives under id and returns its length in bytes once it is flushed. A taken id is ErrExists; a read or
	// write that fails leaves nothing behind; a full disk is fault.ErrFull.
	Put(ctx context.Context, id string, r io.Reader) (int64, error)
	// Open returns the blob; the caller closes it. The error wraps ErrNotFound if there is none.
	Open(ctx context.Context, id string) (io.ReadCloser, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, id string) error
	// List calls f for every blob in no particular order until f fails.
	List(ctx context.Context, f func(id string) error) error
}

// Folder keeps each blob as a file ID in a subfolder named by its first two letters. Modification times of both are set to one
// fixed moment, so that a copy or a backup does not tell when which report came in. The moments that a file system notes for
// itself (change and birth) cannot be set: whoever holds the raw disk can read them.
type Folder struct{ dir string }

// NewFolder makes the folder if it is missing.
func NewFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("blob folder: %w", fault.Disk(err))
	}
	return &Folder{dir: dir}, nil
}

func (s *Folder) path(id string) (string, error) {
	if len(id) < 4 || len(id) > 128 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return "", ErrBadID
	}
	return filepath.Join(s.dir, id[:2], id), nil
}

// Put implements Store.
func (s *Folder) Put(ctx context.Context, id string, r io.Reader) (int64, error) {
	path, err := s.path(id)
	if err != nil {
		return 0, err
	}
	if err := s.mkdir(filepath.Dir(path)); err != nil {
		return 0, fmt.Errorf("put blob: %w", fault.Disk(err))
	}
	f, err := durable.Create(path, 0o600)
	if err != nil {
		return 0, fmt.Errorf("put blob: %w", fault.Disk(err))
	}
	defer f.Abort()
	n, err := io.Copy(f, reader{ctx, r})
	if err != nil {
		return 0, fmt.Errorf("put blob: %w", fault.Disk(err))
	}
	if err := f.CommitNew(); errors.Is(err, fs.ErrExist) {
		return 0, ErrExists
	} else if err != nil {
		return 0, fmt.Errorf("put blob: %w", fault.Disk(err))
	}
	return n, errors.Join(os.Chtimes(path, noTime, noTime), os.Chtimes(filepath.Dir(path), noTime, noTime))
}

var noTime = time.Unix(0, 0)

func (s *Folder) mkdir(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return durable.SyncDir(s.dir)
}

// Open implements Store.
func (s *Folder) Open(_ context.Context, id string) (io.ReadCloser, error) {
	path, err := s.path(id)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open blob: %w", err)
	}
	return f, nil
}

// Delete implements Store.
func (s *Folder) Delete(_ context.Context, id string) error {
	path, err := s.path(id)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete blob: %w", err)
	}
	return nil
}

// List implements Store. Files that a crash left half written are removed on the way once they are a day old.
func (s *Folder) List(ctx context.Context, f func(id string) error) error {
	return filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if strings.HasPrefix(d.Name(), ".new-") {
			return removeStale(path, d)
		}
		return f(d.Name())
	})
}

func removeStale(path string, d fs.DirEntry) error {
	info, err := d.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if time.Since(info.ModTime()) > 24*time.Hour {
		return os.Remove(path)
	}
	return nil
}

// reader ends a copy when the request that feeds it is gone.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
