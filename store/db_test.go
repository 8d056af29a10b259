package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"netra/internal/fault"
	"netra/internal/pgtest"
)

func addresses(t *testing.T) map[string]string {
	return map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "netra.db"), "postgres": pgtest.URL(t)}
}

func open(t *testing.T, address string) *DB {
	t.Helper()
	db, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func count(t *testing.T, db *DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.read().row(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWriteIsWholeOrNothing(t *testing.T) {
	for kind, address := range addresses(t) {
		t.Run(kind, func(t *testing.T) {
			db := open(t, address)
			boom := errors.New("boom")
			err := db.write(t.Context(), func(tx *tx) error {
				if _, err := tx.exec(t.Context(), "insert into setting (name, value) values (?, ?)", "a", []byte("1")); err != nil {
					return err
				}
				return boom
			})
			if !errors.Is(err, boom) {
				t.Errorf("write = %v, want %v", err, boom)
			}
			if n := count(t, db, "select count(*) from setting"); n != 0 {
				t.Errorf("%d rows of a refused write", n)
			}
		})
	}
}

func TestFailedWriteTakesNobodyWithIt(t *testing.T) {
	for kind, address := range addresses(t) {
		t.Run(kind, func(t *testing.T) {
			db := open(t, address)
			var wg sync.WaitGroup
			for i := range 200 {
				wg.Go(func() {
					err := db.write(context.Background(), func(tx *tx) error {
						_, err := tx.exec(context.Background(), "insert into setting (name, value) values (?, ?)", fmt.Sprint(i%100), []byte("x"))
						return err
					})
					if err != nil && !duplicate(err) {
						t.Errorf("write %d: %v", i, err)
					}
				})
			}
			wg.Wait()
			if n := count(t, db, "select count(*) from setting"); n != 100 {
				t.Errorf("%d rows, want 100", n)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	newer := "sqlite:" + filepath.Join(dir, "newer.db")
	db, err := Open(t.Context(), newer)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.write(t.Context(), func(tx *tx) error {
		_, err := tx.exec(t.Context(), "insert into migration (version, name, sha256) values (9999, 'later', 'x')")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	db.Close()
	garbage := filepath.Join(dir, "garbage.db")
	if err := os.WriteFile(garbage, []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, address string
		want          error
	}{
		{"an address of no known kind", "mysql://x", ErrURL},
		{"an empty path", "sqlite:", ErrURL},
		{"a database of a newer version", newer, ErrNewer},
		{"a folder that does not exist", "sqlite:" + filepath.Join(dir, "no/such/netra.db"), fault.ErrReadOnly},
		{"a file that is no database", "sqlite:" + garbage, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db, err := Open(t.Context(), tt.address)
			if err == nil {
				db.Close()
				t.Fatal("opened")
			}
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Open = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestManyProcessesMigrateAtOnce(t *testing.T) {
	for kind, address := range addresses(t) {
		t.Run(kind, func(t *testing.T) {
			var wg sync.WaitGroup
			for range 6 {
				wg.Go(func() {
					db, err := Open(context.Background(), address)
					if err != nil {
						t.Errorf("open: %v", err)
						return
					}
					db.Close()
				})
			}
			wg.Wait()
		})
	}
}

func TestSettingKeepsTheFirstValue(t *testing.T) {
	for kind, address := range addresses(t) {
		t.Run(kind, func(t *testing.T) {
			db := open(t, address)
			for _, v := range []string{"first", "second"} {
				got, err := db.Setting(t.Context(), "instance", []byte(v))
				if err != nil || string(got) != "first" {
					t.Errorf("Setting = %q, %v, want first", got, err)
				}
			}
		})
	}
}

// The database names accused people: nobody else on the machine may read it.
func TestSQLiteFilesAreTheOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "netra.db")
	db := open(t, "sqlite:"+path)
	if _, err := db.Setting(t.Context(), "a", []byte("b")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(name), info.Mode(), err)
		}
	}
}

func TestClosedDatabaseTakesNoWrite(t *testing.T) {
	db, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "netra.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.write(t.Context(), func(*tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("write = %v, want ErrClosed", err)
	}
}
