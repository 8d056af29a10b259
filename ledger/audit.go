package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// auditChunk is how many leaves an audit holds in memory.
const auditChunk = 1024

// Audit computes the whole log anew from its leaves, in bounded memory: each stored opening must open its entry, each
// stored hash must be the one that the entries give, the root must be the head's, and the published checkpoint must be
// signed by key over the tree of its size. The error wraps ErrDamaged and names the first leaf that is wrong.
func Audit(ctx context.Context, store Reader, key VerifierKey) error {
	head, err := store.Head(ctx)
	if err != nil {
		return fmt.Errorf("read head: %w", err)
	}
	public, err := auditCheckpoint(head, key)
	if err != nil {
		return err
	}
	var tree edge
	for tree.size < head.Size {
		end := head.Size
		if tree.size < public.Size {
			end = public.Size // so that its root is seen in passing
		}
		if err := auditLeaves(ctx, store, &tree, int(min(auditChunk, end-tree.size))); err != nil {
			return err
		}
		if tree.size == public.Size && tree.root() != public.Root {
			return fmt.Errorf("published root of %d leaves: %w", public.Size, ErrDamaged)
		}
	}
	if head.Size > 0 && tree.root() != head.Root {
		return fmt.Errorf("root of %d leaves: %w", head.Size, ErrDamaged)
	}
	return nil
}

// auditCheckpoint returns what the published checkpoint says, which may be of an earlier size than the head's.
func auditCheckpoint(head Head, key VerifierKey) (Checkpoint, error) {
	if len(head.Checkpoint) == 0 {
		return Checkpoint{Root: emptyRoot}, nil
	}
	c, n, ok := openCheckpoint(head.Checkpoint)
	if !ok || !n.signedBy(key) || c.Size > head.Size || c.Size == 0 && c.Root != emptyRoot {
		return Checkpoint{}, fmt.Errorf("published checkpoint: %w", ErrDamaged)
	}
	return c, nil
}

// auditLeaves lets tree grow by the next n leaves.
func auditLeaves(ctx context.Context, store Reader, tree *edge, n int) error {
	from := tree.size
	leaves, err := store.Leaves(ctx, from, n)
	if err != nil {
		return fmt.Errorf("read leaves from %d: %w", from, err)
	}
	if len(leaves) != n {
		return fmt.Errorf("leaf %d is missing: %w", from+int64(len(leaves)), ErrDamaged)
	}
	first := tlog.StoredHashIndex(0, from)
	indexes := make([]int64, tlog.StoredHashIndex(0, from+int64(n))-first)
	for i := range indexes {
		indexes[i] = first + int64(i)
	}
	stored, err := store.ReadHashes(ctx, indexes)
	if err != nil {
		return fmt.Errorf("read hashes of leaves from %d: %w", from, err)
	}
	for i, leaf := range leaves {
		if leaf.Opening.Entry() != leaf.Entry {
			return fmt.Errorf("leaf %d: its opening does not open it: %w", from+int64(i), ErrDamaged)
		}
		for _, h := range tree.add(leaf.Entry.LeafHash()) {
			if len(stored) == 0 || stored[0] != h {
				return fmt.Errorf("leaf %d: its stored hashes differ: %w", from+int64(i), ErrDamaged)
			}
			stored = stored[1:]
		}
	}
	return nil
}
