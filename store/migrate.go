package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed migrate/*.sql
var migrations embed.FS

// migrate applies the files of migrate/ that the database has not seen, in the order of their names, in one transaction.
// They only go forward. A database that knows a migration which this program does not is refused with ErrNewer, and so is
// one whose applied file differs from ours.
func (db *DB) migrate(ctx context.Context) error {
	files, err := fs.Glob(migrations, "migrate/*.sql")
	if err != nil {
		return err
	}
	if err := db.lockTable(ctx); err != nil {
		return err
	}
	return db.transact(ctx, func(t *tx) error {
		// Whoever has this row migrates; the others wait here and then find nothing to do.
		if _, err := t.exec(ctx, "update migration set name = name where version = 0"); err != nil {
			return err
		}
		applied, err := t.applied(ctx)
		if err != nil {
			return err
		}
		if len(applied) > len(files) {
			return ErrNewer
		}
		for i, file := range files {
			if err := t.apply(ctx, i+1, file, applied); err != nil {
				return fmt.Errorf("%s: %w", strings.TrimPrefix(file, "migrate/"), err)
			}
		}
		return nil
	})
}

// transact runs do in a transaction of its own.
func (db *DB) transact(ctx context.Context, do func(*tx) error) error {
	t, err := db.writes.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	if err := do(&tx{q: t, sqlite: db.sqlite}); err != nil {
		return err
	}
	return t.Commit()
}

// lockTable makes the table of applied migrations with its row 0. Two PostgreSQL sessions may collide in it.
func (db *DB) lockTable(ctx context.Context) error {
	var err error
	for range 5 {
		err = db.transact(ctx, func(t *tx) error {
			if _, err := t.exec(ctx, `create table if not exists migration (version integer primary key, name text not null, sha256 text not null)`); err != nil {
				return err
			}
			_, err := t.exec(ctx, `insert into migration (version, name, sha256) values (0, 'lock', '') on conflict do nothing`)
			return err
		})
		if err == nil {
			return nil
		}
	}
	return err
}

func (t *tx) applied(ctx context.Context) (map[int]string, error) {
	sums := map[int]string{}
	err := t.each(ctx, func(scan func(...any) error) error {
		var version int
		var sum string
		if err := scan(&version, &sum); err != nil {
			return err
		}
		sums[version] = sum
		return nil
	}, "select version, sha256 from migration where version > 0")
	return sums, err
}

func (t *tx) apply(ctx context.Context, version int, file string, applied map[int]string) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(text)
	sum := hex.EncodeToString(hash[:])
	if was, ok := applied[version]; ok {
		if was != sum {
			return ErrNewer
		}
		return nil
	}
	for stmt := range strings.SplitSeq(dialect(string(text), t.sqlite), ";\n") {
		if strings.TrimSpace(stmt) == "" {
			continue
		}
		if _, err := t.exec(ctx, stmt); err != nil {
			return err
		}
	}
	_, err = t.exec(ctx, "insert into migration (version, name, sha256) values (?, ?, ?)", version, file, sum)
	return err
}

// dialect fills in the one thing in which the two schemas differ. Rows that a reporter made are kept in the order of their
// random key; SQLite would otherwise number them in the order in which they came.
func dialect(text string, sqlite bool) string {
	option := ""
	if sqlite {
		option = "without rowid"
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), "--") {
			out = append(out, line)
		}
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), "/*unordered*/", option)
}
