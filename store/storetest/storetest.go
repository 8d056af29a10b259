// Package storetest opens the databases that every test of the store runs on, always both.
package storetest

import (
	"path/filepath"
	"testing"

	"netra/internal/pgtest"
	"netra/store"
)

// Addresses gives an empty database of each kind, by name.
func Addresses(t testing.TB) map[string]string {
	return map[string]string{"sqlite": SQLite(t), "postgres": pgtest.URL(t)}
}

// SQLite gives the address of an SQLite file that does not exist yet.
func SQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "netra.db")
}

// Open opens the database at address and closes it after the test.
func Open(t testing.TB, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Each runs f on an empty database of each kind.
func Each(t *testing.T, f func(t *testing.T, db *store.DB)) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			f(t, Open(t, Addresses(t)[kind]))
		})
	}
}
