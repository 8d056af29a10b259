package store

import (
	"context"
	"fmt"
	"strings"
)

// InsertMany inserts n rows of the given columns, in one transaction.
func (db *DB) InsertMany(ctx context.Context, table string, columns []string, n int, row func(i int) []any) error {
	return db.write(ctx, func(t *tx) error {
		for i := 0; i < n; {
			some := min(chunk, n-i)
			var args []any
			for range some {
				args = append(args, row(i)...)
				i++
			}
			if _, err := t.exec(ctx, fmt.Sprintf("insert into %s (%s) values ", table, strings.Join(columns, ", "))+values(some, len(columns)), args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// OpenAt opens a database and applies the first n migrations only.
func OpenAt(ctx context.Context, address string, n int) (*DB, error) {
	db, err := connect(address)
	if err != nil {
		return nil, err
	}
	if err := db.lockTable(ctx); err != nil {
		return nil, err
	}
	files, err := migrations.ReadDir("migrate")
	if err != nil {
		return nil, err
	}
	for i, file := range files[:n] {
		if err := db.transact(ctx, func(t *tx) error { return t.apply(ctx, i+1, "migrate/"+file.Name(), nil) }); err != nil {
			return nil, err
		}
	}
	if db.sqlite {
		db.queue = make(chan *write, 256)
		db.ended.Go(db.commitQueued)
	}
	return db, nil
}
