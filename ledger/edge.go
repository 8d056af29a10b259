package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// An edge is the right edge of a tree: all that is needed to make it grow and to know its root, in 64 hashes at most.
type edge struct {
	size  int64
	nodes []tlog.Hash // roots of the complete subtrees, one for each bit set in size, largest first
}

func readEdge(size int64, r tlog.HashReader) (edge, error) {
	var indexes []int64
	for level := 62; level >= 0; level-- {
		if size>>level&1 == 1 {
			indexes = append(indexes, tlog.StoredHashIndex(level, size>>level-1))
		}
	}
	if len(indexes) == 0 {
		return edge{}, nil
	}
	nodes, err := r.ReadHashes(indexes)
	if err == nil && len(nodes) != len(indexes) {
		err = fmt.Errorf("%d hashes of %d: %w", len(nodes), len(indexes), ErrDamaged)
	}
	return edge{size, nodes}, err
}

// add appends a leaf and returns the hashes to store for it, as [tlog.StoredHashes] does but without reading any.
func (e *edge) add(leaf tlog.Hash) []tlog.Hash {
	stored := []tlog.Hash{leaf}
	for n := e.size; n&1 == 1; n >>= 1 {
		last := len(e.nodes) - 1
		leaf = tlog.NodeHash(e.nodes[last], leaf)
		e.nodes = e.nodes[:last]
		stored = append(stored, leaf)
	}
	e.nodes = append(e.nodes, leaf)
	e.size++
	return stored
}

func (e *edge) root() tlog.Hash {
	if e.size == 0 {
		return emptyRoot
	}
	last := len(e.nodes) - 1
	root := e.nodes[last]
	for i := last - 1; i >= 0; i-- {
		root = tlog.NodeHash(e.nodes[i], root)
	}
	return root
}
