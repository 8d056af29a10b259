package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// world is a database in memory, a high-water file and a signer that watch each other: a signature must be over a
// committed tree that the file knows, and no two signatures may fork, whatever happens.
type world struct {
	t  testing.TB
	mu sync.Mutex

	head    Head
	leaves  []Leaf
	hashes  []tlog.Hash
	pending []Leaf
	mark    Checkpoint

	signed map[int64]tlog.Hash // every signature that was ever made
	random byte                // source of the next process's dummies
	step   func(name string) (persist bool, err error)
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, signed: map[int64]tlog.Hash{}}
	w.heal()
	return w
}

func (w *world) heal() { w.step = func(string) (bool, error) { return true, nil } }

// do runs one step under the lock; a faulty step fails, and its write happens all the same if it persists.
func (w *world) do(name string, write func() error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	persist, fault := w.step(name)
	if persist {
		if err := write(); err != nil {
			return err
		}
	}
	return fault
}

func (w *world) Head(context.Context) (head Head, err error) {
	err = w.do("head", func() error { head = w.head; return nil })
	return head, err
}

func (w *world) ReadHashes(_ context.Context, indexes []int64) (hashes []tlog.Hash, err error) {
	err = w.do("hashes", func() error {
		for _, i := range indexes {
			if i >= int64(len(w.hashes)) {
				return fmt.Errorf("no hash %d", i)
			}
			hashes = append(hashes, w.hashes[i])
		}
		return nil
	})
	return hashes, err
}

func (w *world) Leaves(_ context.Context, from int64, n int) (leaves []Leaf, err error) {
	err = w.do("leaves", func() error {
		leaves = slices.Clone(w.leaves[min(from, int64(len(w.leaves))):min(from+int64(n), int64(len(w.leaves)))])
		return nil
	})
	return leaves, err
}

func (w *world) Pending(_ context.Context, n int) (leaves []Leaf, err error) {
	err = w.do("pending", func() error { leaves = slices.Clone(w.pending[:min(n, len(w.pending))]); return nil })
	return leaves, err
}

func (w *world) Advance(_ context.Context, a Advance) error {
	return w.do("advance", func() error {
		if a.From != w.head.Size {
			return ErrConflict
		}
		for i, leaf := range a.Leaves {
			if leaf.Opening.Type == TypeDate || leaf.Opening.Type == TypeDummy {
				continue
			}
			at := slices.Index(w.pending, leaf)
			if at < 0 {
				return fmt.Errorf("leaf %d does not wait: %w", i, ErrConflict)
			}
			w.pending = slices.Delete(w.pending, at, at+1)
		}
		published := w.head.Checkpoint
		w.head, w.leaves, w.hashes = a.To, append(w.leaves, a.Leaves...), append(w.hashes, a.Hashes...)
		w.head.Checkpoint = published
		return nil
	})
}

func (w *world) Publish(_ context.Context, size int64, checkpoint []byte) error {
	return w.do("publish", func() error {
		if size != w.head.Size {
			return ErrConflict
		}
		w.head.Checkpoint = checkpoint
		return nil
	})
}

// file is one process's high-water file.
type file struct {
	*world
	mark *Checkpoint
}

func (f file) Load() (mark Checkpoint, err error) {
	err = f.do("load", func() error { mark = *f.mark; return nil })
	return mark, err
}

func (f file) Save(mark Checkpoint) error {
	return f.do("save", func() error { *f.mark = mark; return nil })
}

// sequencer starts a process; since it keeps nothing, a crash is a failed step and a new one.
func (w *world) sequencer(now *time.Time, mark *Checkpoint) *Sequencer {
	key := testKey(w.t, LogName(testInstance), 1)
	sign := key.sign
	key.sign = func(text string) [64]byte {
		w.mu.Lock()
		defer w.mu.Unlock()
		c, ok := parseCheckpoint(text)
		switch root, seen := w.signed[c.Size]; {
		case !ok:
			w.t.Errorf("signed what is no checkpoint: %q", text)
		case seen && root != c.Root:
			w.t.Errorf("forked at size %d", c.Size)
		case c.Size > w.head.Size:
			w.t.Errorf("signed %d leaves, committed %d", c.Size, w.head.Size)
		case c.Size > mark.Size:
			w.t.Errorf("signed %d leaves, the file knows %d", c.Size, mark.Size)
		}
		w.signed[c.Size] = c.Root
		return sign(text)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.random++
	return &Sequencer{Store: w, Key: key, Mark: file{w, mark}, Length: testBeat, Now: func() time.Time { return *now }, Random: testRandom(w.random), Log: quiet}
}

// add lets n leaves wait, from a source of its own.
func (w *world) add(source byte, n int) {
	random := testRandom(source)
	for range n {
		leaf, err := RecordLeaf(TypeCase, nil, random)
		if err != nil {
			w.t.Fatal(err)
		}
		w.pending = append(w.pending, leaf)
	}
}

// check asserts that the log is whole, that all of it is published, and that it extends every tree that was ever signed.
func (w *world) check() {
	w.t.Helper()
	if err := Audit(w.t.Context(), w, testKey(w.t, LogName(testInstance), 1).VerifierKey); err != nil {
		w.t.Error(err)
	}
	if c, _, ok := openCheckpoint(w.head.Checkpoint); !ok || c.Size != w.head.Size {
		w.t.Errorf("published %d of %d leaves", c.Size, w.head.Size)
	}
	for size, root := range w.signed {
		got, err := tlog.TreeHash(size, hashReader(w.t.Context(), w))
		if err != nil || got != root {
			w.t.Errorf("the log does not extend the tree of %d leaves that was signed (%v)", size, err)
		}
	}
}

// snapshot copies the database, not the file.
func (w *world) snapshot() (restore func()) {
	head, leaves, hashes, pending := w.head, slices.Clone(w.leaves), slices.Clone(w.hashes), slices.Clone(w.pending)
	return func() {
		w.head, w.leaves, w.hashes, w.pending = head, slices.Clone(leaves), slices.Clone(hashes), slices.Clone(pending)
	}
}

var errFault = errors.New("fault")
