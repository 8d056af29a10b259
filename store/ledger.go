package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"netra/ledger"
)

var (
	_ ledger.Store  = (*DB)(nil)
	_ ledger.Reader = (*DB)(nil)
)

// chunk is how many rows one statement writes or names; SQLite allows 32,766 values in it.
const chunk = 512

// Head implements ledger.Store.
func (db *DB) Head(ctx context.Context) (ledger.Head, error) {
	var h ledger.Head
	var root, checkpoint []byte
	var beat int64
	err := db.read().row(ctx, `
		select n.size, n.root, n.beat, (select checkpoint from log_head where checkpoint is not null order by size desc limit 1)
		from log_now n where n.id = 1`).Scan(&h.Size, &root, &beat, &checkpoint)
	if err != nil {
		return ledger.Head{}, fmt.Errorf("read log head: %w", named(err))
	}
	if h.Size > 0 {
		if len(root) != tlog.HashSize {
			return ledger.Head{}, fmt.Errorf("read log head: root: %w", ledger.ErrDamaged)
		}
		h.Root = tlog.Hash(root)
		h.Beat = time.Unix(beat, 0).UTC()
	}
	h.Checkpoint = checkpoint
	return h, nil
}

// ReadHashes implements ledger.Store.
func (db *DB) ReadHashes(ctx context.Context, indexes []int64) ([]tlog.Hash, error) {
	found := make(map[int64]tlog.Hash, len(indexes))
	for rest := indexes; len(rest) > 0; {
		some := rest[:min(len(rest), chunk)]
		rest = rest[len(some):]
		args := make([]any, len(some))
		for i, idx := range some {
			args[i] = idx
		}
		err := db.read().each(ctx, func(scan func(...any) error) error {
			var idx int64
			var hash []byte
			if err := scan(&idx, &hash); err != nil {
				return err
			}
			if len(hash) != tlog.HashSize {
				return fmt.Errorf("hash %d: %w", idx, ledger.ErrDamaged)
			}
			found[idx] = tlog.Hash(hash)
			return nil
		}, `select idx, hash from log_hash where idx in `+values(1, len(some)), args...)
		if err != nil {
			return nil, fmt.Errorf("read log hashes: %w", named(err))
		}
	}
	hashes := make([]tlog.Hash, len(indexes))
	for i, idx := range indexes {
		h, ok := found[idx]
		if !ok {
			return nil, fmt.Errorf("read log hash %d: %w", idx, ledger.ErrDamaged)
		}
		hashes[i] = h
	}
	return hashes, nil
}

// Pending implements ledger.Store.
func (db *DB) Pending(ctx context.Context, n int) ([]ledger.Leaf, error) {
	return db.leaves(ctx, `select entry, type, stored, content, salt from leaf where idx is null order by entry limit ?`, n)
}

// Leaves implements ledger.Reader.
func (db *DB) Leaves(ctx context.Context, from int64, n int) ([]ledger.Leaf, error) {
	return db.leaves(ctx, `select entry, type, stored, content, salt from leaf where idx >= ? and idx < ? order by idx`, from, from+int64(n))
}

func (db *DB) leaves(ctx context.Context, query string, args ...any) ([]ledger.Leaf, error) {
	var leaves []ledger.Leaf
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var l ledger.Leaf
		var entry, stored, content, salt []byte
		if err := scan(&entry, &l.Opening.Type, &stored, &content, &salt); err != nil {
			return err
		}
		for _, f := range []struct{ to, from []byte }{{l.Entry[:], entry}, {l.Opening.Stored[:], stored}, {l.Opening.Content[:], content}, {l.Opening.Salt[:], salt}} {
			if copy(f.to, f.from) != len(f.to) || len(f.from) != len(f.to) {
				return fmt.Errorf("leaf of %d bytes: %w", len(entry), ledger.ErrDamaged)
			}
		}
		leaves = append(leaves, l)
		return nil
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read leaves: %w", named(err))
	}
	return leaves, nil
}

// addLeaves puts leaves in the sequencer's way, in the caller's transaction.
func (t *tx) addLeaves(ctx context.Context, leaves ...ledger.Leaf) error {
	for _, l := range leaves {
		if _, err := t.exec(ctx, `insert into leaf (entry, type, stored, content, salt) values (?, ?, ?, ?, ?)`,
			l.Entry[:], l.Opening.Type, l.Opening.Stored[:], l.Opening.Content[:], l.Opening.Salt[:]); err != nil {
			return err
		}
	}
	return nil
}

// leafIndex gives a leaf's place in the log, false while it waits.
func (t *tx) leafIndex(ctx context.Context, entry ledger.Entry) (int64, bool, error) {
	var idx sql.NullInt64
	err := t.row(ctx, `select idx from leaf where entry = ?`, entry[:]).Scan(&idx)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return idx.Int64, idx.Valid, err
}

// Advance implements ledger.Store. The swap comes first: it is what makes a slower sequencer wait and then fail.
func (db *DB) Advance(ctx context.Context, a ledger.Advance) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update log_now set size = ?, root = ?, beat = ? where id = 1 and size = ?`,
			a.To.Size, a.To.Root[:], a.To.Beat.Unix(), a.From)
		if err != nil {
			return err
		}
		if n == 0 {
			return ledger.ErrConflict
		}
		if _, err := t.exec(ctx, `insert into log_head (size, root, beat) values (?, ?, ?)`, a.To.Size, a.To.Root[:], a.To.Beat.Unix()); err != nil {
			return err
		}
		if err := t.placeLeaves(ctx, a.From, a.Leaves); err != nil {
			return err
		}
		return t.addHashes(ctx, tlog.StoredHashIndex(0, a.From), a.Hashes)
	})
	if err != nil {
		return fmt.Errorf("advance log: %w", err)
	}
	return nil
}

// placeLeaves numbers leaves from, from+1 ... Those that waited get their number, new ones are stored with it.
func (t *tx) placeLeaves(ctx context.Context, from int64, leaves []ledger.Leaf) error {
	for len(leaves) > 0 {
		some := leaves[:min(len(leaves), chunk)]
		leaves = leaves[len(some):]
		args := make([]any, 0, 6*len(some))
		for i := range some {
			l := &some[i]
			args = append(args, l.Entry[:], from+int64(i), l.Opening.Type, l.Opening.Stored[:], l.Opening.Content[:], l.Opening.Salt[:])
		}
		from += int64(len(some))
		n, err := t.exec(ctx, `insert into leaf (entry, idx, type, stored, content, salt) values `+values(len(some), 6)+`
			on conflict (entry) do update set idx = excluded.idx where leaf.idx is null`, args...)
		if err != nil {
			return err
		}
		if n != int64(len(some)) {
			return ledger.ErrConflict
		}
	}
	return nil
}

func (t *tx) addHashes(ctx context.Context, first int64, hashes []tlog.Hash) error {
	for len(hashes) > 0 {
		some := hashes[:min(len(hashes), chunk)]
		hashes = hashes[len(some):]
		args := make([]any, 0, 2*len(some))
		for i := range some {
			args = append(args, first+int64(i), some[i][:])
		}
		first += int64(len(some))
		if _, err := t.exec(ctx, `insert into log_hash (idx, hash) values `+values(len(some), 2), args...); err != nil {
			return err
		}
	}
	return nil
}

// Publish implements ledger.Store.
func (db *DB) Publish(ctx context.Context, size int64, checkpoint []byte) error {
	err := db.write(ctx, func(t *tx) error {
		if size == 0 {
			if _, err := t.exec(ctx, `insert into log_head (size, root, beat) values (0, ?, 0) on conflict (size) do nothing`, []byte{}); err != nil {
				return err
			}
		}
		n, err := t.exec(ctx, `update log_head set checkpoint = ? where size = ? and size = (select size from log_now where id = 1)`, checkpoint, size)
		if err == nil && n == 0 {
			err = ledger.ErrConflict
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("publish checkpoint: %w", err)
	}
	return nil
}
