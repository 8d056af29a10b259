package ledger

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8               // C2SP tlog-tiles v0.1.0
	tileWidth  = 1 << tileHeight // hashes of a full tile, entries of a full bundle
)

// Reader is what serving and auditing the log need of the database.
type Reader interface {
	// Head returns the log's head, the zero Head if there is none yet.
	Head(ctx context.Context) (Head, error)
	// ReadHashes returns the hashes stored at the indexes, in their order.
	ReadHashes(ctx context.Context, indexes []int64) ([]tlog.Hash, error)
	// Leaves returns the leaves numbered from, from+1, ..., from+n-1, or those of them that there are.
	Leaves(ctx context.Context, from int64, n int) ([]Leaf, error)
}

// A Log serves what is published, and nothing that is not.
type Log struct {
	Store Reader
}

// Checkpoint returns the newest signed checkpoint, to be served as text/plain; charset=utf-8. The error wraps ErrNotFound
// before the first.
func (l Log) Checkpoint(ctx context.Context) ([]byte, error) {
	_, signed, err := l.published(ctx)
	return signed, err
}

func (l Log) published(ctx context.Context) (Checkpoint, []byte, error) {
	head, err := l.Store.Head(ctx)
	if err != nil {
		return Checkpoint{}, nil, fmt.Errorf("read head: %w", err)
	}
	if len(head.Checkpoint) == 0 {
		return Checkpoint{}, nil, fmt.Errorf("checkpoint: %w", ErrNotFound)
	}
	c, _, ok := openCheckpoint(head.Checkpoint)
	if !ok {
		return Checkpoint{}, nil, fmt.Errorf("read published checkpoint: %w", ErrDamaged)
	}
	return c, head.Checkpoint, nil
}

// Tile returns the immutable bytes of a tile, tile/L/N[.p/W], or of an entry bundle, tile/entries/N[.p/W]. The error wraps
// ErrNotFound if path is not such a path or lies beyond the published log.
func (l Log) Tile(ctx context.Context, path string) ([]byte, error) {
	t, err := ParseTilePath(path)
	if err != nil {
		return nil, err
	}
	c, _, err := l.published(ctx)
	if err != nil {
		return nil, err
	}
	count := c.Size >> (tileHeight * max(t.L, 0)) // complete nodes at the tile's level
	if t.N > count/tileWidth || t.N*tileWidth+int64(t.W) > count {
		return nil, fmt.Errorf("%s: %w", path, ErrNotFound)
	}
	if t.L < 0 {
		return l.bundle(ctx, t)
	}
	data, err := tlog.ReadTileData(t, hashReader(ctx, l.Store))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

// bundle returns entries, each after its length as a big-endian uint16.
func (l Log) bundle(ctx context.Context, t tlog.Tile) ([]byte, error) {
	leaves, err := l.Store.Leaves(ctx, t.N*tileWidth, t.W)
	if err != nil {
		return nil, fmt.Errorf("read leaves from %d: %w", t.N*tileWidth, err)
	}
	if len(leaves) != t.W {
		return nil, fmt.Errorf("read leaves from %d: %d of %d: %w", t.N*tileWidth, len(leaves), t.W, ErrDamaged)
	}
	var data []byte
	for _, leaf := range leaves {
		data = binary.BigEndian.AppendUint16(data, uint16(len(leaf.Entry)))
		data = append(data, leaf.Entry[:]...)
	}
	return data, nil
}

// ParseTilePath reads tile/L/N[.p/W] or tile/entries/N[.p/W], strictly as C2SP tlog-tiles v0.1.0 writes them. Of the
// result H is 8, and L is -1 for an entry bundle. The error wraps ErrNotFound.
func ParseTilePath(path string) (tlog.Tile, error) {
	level, n, _ := strings.Cut(strings.TrimPrefix(path, "tile/"), "/")
	if level == "entries" {
		level = "data" // as the Go checksum database calls them; the paths are otherwise the same
	}
	t, err := tlog.ParseTilePath(fmt.Sprintf("tile/%d/%s/%s", tileHeight, level, n))
	if err != nil || t.L > 63 || TilePath(t) != path {
		return tlog.Tile{}, fmt.Errorf("tile path: %w", ErrNotFound)
	}
	return t, nil
}

// TilePath is the path that ParseTilePath reads.
func TilePath(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	if rest, ok := strings.CutPrefix(path, "data/"); ok {
		path = "entries/" + rest
	}
	return "tile/" + path
}

// Receipt wraps a signed promise into the proof that its leaf is in the published log at that index. The error wraps
// ErrNotFound while the leaf is not published, when the promise is all there is.
func (l Log) Receipt(ctx context.Context, promise []byte, index int64) ([]byte, error) {
	s, ok := parsePromise(promise)
	if !ok {
		return nil, fmt.Errorf("read promise: %w", ErrPromise)
	}
	c, signed, err := l.published(ctx)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= c.Size {
		return nil, fmt.Errorf("leaf %d: %w", index, ErrNotFound)
	}
	path, err := tlog.ProveRecord(c.Size, index, hashReader(ctx, l.Store))
	if err != nil {
		return nil, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	if !(proof{index: index, path: path, tree: c}).includes(s.Opening.Entry()) {
		return nil, fmt.Errorf("prove leaf %d: %w", index, ErrDamaged)
	}
	return formatProof(promise, index, path, signed), nil
}
