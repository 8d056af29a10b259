package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	// MaxPending bounds the waiting leaves that one Advance numbers.
	MaxPending = 4096
	// group is what a log grows by multiples of, so that its size tells little of how many leaves are real.
	group = 16
)

// emptyRoot is the root of a log of size 0 (RFC 6962, section 2.1).
var emptyRoot = tlog.Hash(sha256.Sum256(nil))

// A Head is a log as the database has it. The zero Head is a log that has not begun.
type Head struct {
	Size int64     // numbered leaves
	Root tlog.Hash // of the tree over them; not looked at while Size is 0
	Beat time.Time // of the newest date leaf; zero before the first; UTC
	// Checkpoint is the newest published signed checkpoint, nil before the first. Its size is Size, or less in the moment
	// between Advance and Publish.
	Checkpoint []byte
}

// An Advance makes a log grow; it is saved whole or not at all.
type Advance struct {
	From int64 // the size that the log must still have
	To   Head  // without checkpoint: the published one stays until Publish
	// Leaves get the numbers From, From+1, ... Those of type date and dummy are new; the others waited and are known by
	// their entries.
	Leaves []Leaf
	// Hashes are stored at tlog.StoredHashIndex(0, From) and on.
	Hashes []tlog.Hash
}

// Extend computes the Advance that numbers pending at a beat: the beat's date leaf, unless the log has it already (then
// this continues a beat with more than MaxPending leaves), then pending and dummies up to a multiple of 16 leaves, sorted
// by entry so that their order tells nothing of when they came. It reads the right edge of the tree at once from stored,
// and 96 bytes a dummy from random.
func Extend(head Head, beat time.Time, pending []Leaf, random io.Reader, stored tlog.HashReader) (Advance, error) {
	if len(pending) > MaxPending || beat.Before(head.Beat) || head.Size%group != 0 || head.Size > maxSize-2*MaxPending {
		return Advance{}, fmt.Errorf("extend log of %d leaves at %s by %d: out of bounds", head.Size, instant(beat), len(pending))
	}
	edge, err := readEdge(head.Size, stored)
	if err != nil {
		return Advance{}, fmt.Errorf("read edge of %d leaves: %w", head.Size, err)
	}
	leaves, err := arrange(pending, beat, beat.After(head.Beat), random)
	if err != nil {
		return Advance{}, err
	}
	adv := Advance{From: head.Size, Leaves: leaves}
	for _, l := range leaves {
		adv.Hashes = append(adv.Hashes, edge.add(l.Entry.LeafHash())...)
	}
	adv.To = Head{Size: edge.size, Root: edge.root(), Beat: beat.UTC()}
	return adv, nil
}

// arrange gives the leaves of one Advance in their order.
func arrange(pending []Leaf, beat time.Time, dated bool, random io.Reader) ([]Leaf, error) {
	leaves := make([]Leaf, 0, len(pending)+group)
	if dated {
		leaves = append(leaves, DateOpening(beat).Leaf())
	}
	first := len(leaves)
	leaves = append(leaves, pending...)
	for len(leaves)%group != 0 {
		dummy, err := dummyLeaf(random)
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, dummy)
	}
	slices.SortFunc(leaves[first:], func(a, b Leaf) int { return bytes.Compare(a.Entry[:], b.Entry[:]) })
	return leaves, nil
}

// Store is what the sequencer needs of the database. Each method sees what others committed before it was called.
type Store interface {
	// Head returns the log's head, the zero Head if there is none yet.
	Head(ctx context.Context) (Head, error)
	// ReadHashes returns the hashes stored at the indexes, in their order.
	ReadHashes(ctx context.Context, indexes []int64) ([]tlog.Hash, error)
	// Pending returns at most n leaves that wait for a place.
	Pending(ctx context.Context, n int) ([]Leaf, error)
	// Advance saves a in one transaction and keeps the published checkpoint. The error wraps ErrConflict, and nothing is
	// changed, if the log's size is not a.From or a leaf no longer waits.
	Advance(ctx context.Context, a Advance) error
	// Publish saves the signed checkpoint of a log of that size. The error wraps ErrConflict, and nothing is changed, if
	// the log has another size by now. A log of size 0 that has not begun begins.
	Publish(ctx context.Context, size int64, checkpoint []byte) error
}

// A HighWater remembers, outside of the database, the newest tree that the log may have signed: a file beside the log
// key, of its own for each process. One sequencer uses it at a time.
type HighWater interface {
	// Load returns what was saved last, the zero Checkpoint if nothing was.
	Load() (Checkpoint, error)
	// Save returns once c is durable, and never leaves half of it behind.
	Save(c Checkpoint) error
}

// A Sequencer makes the log grow on each beat. Any number may run on one database; it keeps nothing in memory.
type Sequencer struct {
	Store  Store
	Key    SigningKey // the log key, whose name is the origin
	Mark   HighWater
	Length time.Duration // of a beat, whole seconds
	Now    func() time.Time
	Random io.Reader
	Log    *slog.Logger
}

// Run is one step: it finishes what an earlier run left half done, and if a beat has come that the log does not have yet,
// numbers what waits. After missed beats one run suffices. If another sequencer is faster, that is success. The package
// comment tells the order of steps and why.
//
// An error that wraps ErrRollback, ErrDamaged or ErrClock needs a person; after any other it is enough to run again.
func (s *Sequencer) Run(ctx context.Context) error {
	head, err := s.publish(ctx)
	if err != nil {
		return err
	}
	beat := Beat(s.Now(), s.Length)
	if head.Beat.After(beat.Add(s.Length)) {
		return fmt.Errorf("last beat %s, now %s: %w", instant(head.Beat), instant(beat), ErrClock)
	}
	for more := head.Beat.Before(beat); more && err == nil; {
		head, more, err = s.advance(ctx, head, beat)
	}
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// advance numbers what waits, up to MaxPending leaves, and reports whether there may be more. Pending is read after head:
// whoever has numbered one of these leaves since then has moved the head too.
func (s *Sequencer) advance(ctx context.Context, head Head, beat time.Time) (Head, bool, error) {
	pending, err := s.Store.Pending(ctx, MaxPending)
	if err != nil {
		return head, false, fmt.Errorf("read pending leaves: %w", err)
	}
	adv, err := Extend(head, beat, pending, s.Random, hashReader(ctx, s.Store))
	if err != nil {
		return head, false, err
	}
	if err := s.Store.Advance(ctx, adv); err != nil {
		return head, false, fmt.Errorf("advance log to %d leaves: %w", adv.To.Size, err)
	}
	head, err = s.publish(ctx)
	return head, len(pending) == MaxPending, err
}

// publish signs the committed head and publishes it, if that has not been done. It reads the mark before the head: what
// the mark names was committed before, so a head that does not extend it has gone back.
func (s *Sequencer) publish(ctx context.Context) (Head, error) {
	mark, err := s.Mark.Load()
	if err != nil {
		return Head{}, fmt.Errorf("load high-water mark: %w", err)
	}
	head, err := s.Store.Head(ctx)
	if err != nil {
		return Head{}, fmt.Errorf("read head: %w", err)
	}
	tree := Checkpoint{s.Key.name, head.Size, head.Root}
	if head.Size == 0 {
		tree.Root = emptyRoot
	}
	if err := extends(tree, mark, hashReader(ctx, s.Store)); err != nil {
		return Head{}, err
	}
	if mark == (Checkpoint{}) && head.Checkpoint != nil {
		s.Log.WarnContext(ctx, "no high-water mark beside the log key: the database is taken at its word")
	}
	if tree != mark {
		if err := s.Mark.Save(tree); err != nil {
			return Head{}, fmt.Errorf("save high-water mark: %w", err)
		}
	}
	signed := s.Key.signNote(tree.text()).encode()
	if bytes.Equal(signed, head.Checkpoint) {
		return head, nil
	}
	if err := s.Store.Publish(ctx, head.Size, signed); err != nil && !errors.Is(err, ErrConflict) {
		return Head{}, fmt.Errorf("publish checkpoint of %d leaves: %w", head.Size, err)
	}
	s.Log.InfoContext(ctx, "log published", slog.Int64("size", head.Size))
	head.Checkpoint = signed
	return head, nil
}

// extends checks that the stored hashes give tree, and that tree extends mark. The error wraps ErrDamaged or ErrRollback.
// Without a mark (a new log, or a key moved to a new machine without its file) the database is taken at its word.
func extends(tree, mark Checkpoint, stored tlog.HashReader) error {
	root, err := tlog.TreeHash(tree.Size, stored)
	if err != nil {
		return fmt.Errorf("compute root of %d leaves: %w", tree.Size, err)
	}
	if root != tree.Root {
		return fmt.Errorf("root of %d leaves: %w", tree.Size, ErrDamaged)
	}
	if mark == (Checkpoint{}) {
		return nil
	}
	if mark.Origin != tree.Origin || mark.Size > tree.Size {
		return fmt.Errorf("%d leaves of %s, signed up to %d of %s: %w", tree.Size, tree.Origin, mark.Size, mark.Origin, ErrRollback)
	}
	root, err = tlog.TreeHash(mark.Size, stored)
	if err != nil {
		return fmt.Errorf("compute root of %d leaves: %w", mark.Size, err)
	}
	if root != mark.Root {
		return fmt.Errorf("root of the first %d leaves: %w", mark.Size, ErrRollback)
	}
	return nil
}

// hashReader gives tlog the hashes of a store.
func hashReader(ctx context.Context, s interface {
	ReadHashes(context.Context, []int64) ([]tlog.Hash, error)
}) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) { return s.ReadHashes(ctx, indexes) })
}
