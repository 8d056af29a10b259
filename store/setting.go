package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns the value that was first stored under name, storing the given one if there is none yet. It is how an
// instance keeps what must never change, whichever process starts first.
func (db *DB) Setting(ctx context.Context, name string, first []byte) ([]byte, error) {
	value, err := db.setting(ctx, name)
	if !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	if err := db.write(ctx, func(t *tx) error {
		_, err := t.exec(ctx, `insert into setting (name, value) values (?, ?) on conflict (name) do nothing`, name, first)
		return err
	}); err != nil {
		return nil, fmt.Errorf("keep setting %s: %w", name, err)
	}
	return db.setting(ctx, name)
}

// HasSetting tells whether a value is stored under name.
func (db *DB) HasSetting(ctx context.Context, name string) (bool, error) {
	_, err := db.setting(ctx, name)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (db *DB) setting(ctx context.Context, name string) ([]byte, error) {
	var value []byte
	err := db.read().row(ctx, `select value from setting where name = ?`, name).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, err
}
