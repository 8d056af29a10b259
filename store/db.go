// Package store is the SQL of every domain package, for SQLite and PostgreSQL alike.
//
// One file a domain package, of the same name, implements the small store interface which that package declares. SQL is
// written once with ? as placeholder; times are integer microseconds or beats in seconds, dates ISO text, flags 0 and 1,
// ids made by the application. A write is one value, saved by one method in one transaction, or refused because what it was
// decided on has moved.
//
// All writes go through DB.write. On PostgreSQL that is begin, do, commit, and again when the server asks for it. An SQLite
// file has one writer anyway, so there one goroutine takes all writes that queued while the last flush ran and commits them
// together, each in a savepoint of its own: a failed one takes nobody with it, and nobody is told "done" before the flush.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the "pgx" driver
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"netra/internal/fault"
)

// Errors of Open.
var (
	// ErrNewer: the database was written by a newer Netra; an older one must not touch it.
	ErrNewer = errors.New("database is of a newer version")
	// ErrURL: the address names neither an SQLite file nor a PostgreSQL database.
	ErrURL = errors.New("database address must begin with sqlite: or postgres:")
)

// DB is an open database. Its methods may be called from many goroutines.
type DB struct {
	sqlite bool
	reads  *sql.DB
	writes *sql.DB
	queue  chan *write
	ended  sync.WaitGroup // the committer
	using  sync.RWMutex   // held for reading by whoever queues a write
	closed bool           // guarded by using
}

// Open opens the database at address, "sqlite:PATH" or a "postgres://" URL, and brings its schema up to date. A missing
// SQLite file is made. The error wraps ErrURL, ErrNewer, fault.ErrReadOnly or fault.ErrFull.
func Open(ctx context.Context, address string) (*DB, error) {
	db, err := connect(address)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		db.reads.Close()
		db.writes.Close()
		return nil, fmt.Errorf("open database: %w", named(err))
	}
	if db.sqlite {
		db.queue = make(chan *write, 256)
		db.ended.Go(db.commitQueued)
	}
	return db, nil
}

func connect(address string) (*DB, error) {
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok && path != "" {
		return connectSQLite(path)
	}
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		pool, err := sql.Open("pgx", address)
		if err != nil {
			return nil, ErrURL // what the driver says may hold the password
		}
		pool.SetMaxOpenConns(16)
		pool.SetMaxIdleConns(16)
		return &DB{reads: pool, writes: pool}, nil
	}
	return nil, ErrURL
}

// connectSQLite opens a pool for reading and one connection for writing. Deleted wraps are overwritten (secure_delete), and
// nothing is sorted in a temporary file.
func connectSQLite(path string) (*DB, error) {
	// SQLite gives its other files the permissions of this one, which names accused people.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", fault.Disk(err))
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("open database: %w", fault.Disk(err))
	}
	pragmas := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(wal)", "synchronous(full)", "foreign_keys(1)",
		"secure_delete(1)", "temp_store(memory)"}}
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas.Encode()
	writes, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	writes.SetMaxOpenConns(1)
	reads, err := sql.Open("sqlite", dsn+"&_pragma=query_only(1)")
	if err != nil {
		writes.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	reads.SetMaxOpenConns(8)
	reads.SetMaxIdleConns(8)
	return &DB{sqlite: true, reads: reads, writes: writes}, nil
}

// ErrClosed: the database was closed before the write was taken; nothing of it is stored.
var ErrClosed = errors.New("database is closed")

// Close waits for queued writes and closes the database. A write that comes later is ErrClosed.
func (db *DB) Close() error {
	if db.queue != nil {
		db.using.Lock()
		if !db.closed {
			close(db.queue)
		}
		db.closed = true
		db.using.Unlock()
		db.ended.Wait()
	}
	if db.reads == db.writes {
		return db.reads.Close()
	}
	return errors.Join(db.reads.Close(), db.writes.Close())
}

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	var one int
	return db.read().row(ctx, "select 1").Scan(&one)
}

// A write is one transaction's work waiting for the committer.
type write struct {
	do   func(*tx) error
	err  error
	done chan struct{}
}

// write runs do in a transaction. do may run more than once and must only write values that are ready; it never calls db.
func (db *DB) write(ctx context.Context, do func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if db.sqlite {
		w := &write{do: do, done: make(chan struct{})}
		if !db.enqueue(w) {
			return ErrClosed
		}
		<-w.done
		return named(w.err)
	}
	var err error
	for range 10 {
		if err = db.transact(ctx, do); !retryable(err) {
			break
		}
	}
	return named(err)
}

// enqueue hands a write to the committer, unless the database is closed.
func (db *DB) enqueue(w *write) bool {
	db.using.RLock()
	defer db.using.RUnlock()
	if !db.closed {
		db.queue <- w
	}
	return !db.closed
}

// commitQueued is the one writer of an SQLite file.
func (db *DB) commitQueued() {
	for w := range db.queue {
		batch := append(make([]*write, 0, 64), w)
		for n := min(len(db.queue), 255); n > 0; n-- {
			batch = append(batch, <-db.queue)
		}
		if err := db.commit(batch); err != nil {
			for _, w := range batch {
				w.err = err
			}
		}
		for _, w := range batch {
			close(w.done)
		}
	}
}

// commit runs a batch in one transaction. An error means that none of it is stored. The callers' contexts are not used: an
// interrupted statement would roll back the others' work too, and a write is short.
func (db *DB) commit(batch []*write) error {
	ctx := context.Background()
	t, err := db.writes.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	for _, w := range batch {
		if _, err := t.ExecContext(ctx, "savepoint w"); err != nil {
			return err
		}
		if w.err = w.do(&tx{q: t, sqlite: true}); w.err != nil {
			if _, err := t.ExecContext(ctx, "rollback to w"); err != nil {
				return errors.Join(w.err, err) // the whole transaction is gone, as on a full disk
			}
		}
		if _, err := t.ExecContext(ctx, "release w"); err != nil {
			return err
		}
	}
	return t.Commit()
}

// A tx runs statements, inside a transaction or, for reads, outside.
type tx struct {
	q interface {
		ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
		QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
		QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	}
	sqlite bool
}

// read gives what reads run on; each statement sees one moment, two statements may see two.
func (db *DB) read() *tx { return &tx{q: db.reads, sqlite: db.sqlite} }

// exec runs a statement and tells how many rows it changed.
func (t *tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := t.q.ExecContext(t.context(ctx), t.bind(query), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (t *tx) row(ctx context.Context, query string, args ...any) *sql.Row {
	return t.q.QueryRowContext(t.context(ctx), t.bind(query), args...)
}

// each calls f once a row.
func (t *tx) each(ctx context.Context, f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := t.q.QueryContext(t.context(ctx), t.bind(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// context keeps a caller's cancellation out of a shared SQLite transaction (see commit).
func (t *tx) context(ctx context.Context) context.Context {
	if _, shared := t.q.(*sql.Tx); shared && t.sqlite {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

// bind turns ? into $1, $2 ... for PostgreSQL. No query has a ? inside a literal.
func (t *tx) bind(query string) string {
	if t.sqlite {
		return query
	}
	if b, ok := bound.Load(query); ok {
		return b.(string)
	}
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(query, "?") {
		if n > 0 {
			fmt.Fprintf(&b, "$%d", n)
		}
		b.WriteString(part)
		n++
	}
	bound.Store(query, b.String())
	return b.String()
}

var bound sync.Map // query with ? to query with $n; as many as there are queries in the code

// values gives "(?,?),(?,?)" for n rows of k columns.
func values(n, k int) string {
	row := "(" + strings.Repeat("?,", k-1) + "?)"
	return strings.Repeat(row+",", n-1) + row
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func retryable(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == "40001" || pg.Code == "40P01")
}

// duplicate tells whether err is a broken unique constraint.
func duplicate(err error) bool {
	if lite, ok := errors.AsType[*sqlite.Error](err); ok {
		return lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pg.Code == "23505"
}

// named wraps what an operator can mend into errors that every layer knows. A database's own message is kept behind it; it
// has no values of the row in it but for a broken constraint, which is handled before.
func named(err error) error {
	if lite, ok := errors.AsType[*sqlite.Error](err); ok {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return errors.Join(fault.ErrFull, err)
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return errors.Join(fault.ErrReadOnly, err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return errors.Join(fault.ErrBusy, err)
		}
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pg.Code {
		case "53100":
			err = errors.Join(fault.ErrFull, err)
		case "25006":
			err = errors.Join(fault.ErrReadOnly, err)
		}
	}
	return err
}
