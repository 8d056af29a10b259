package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"netra/blob"
	"netra/calendar"
	"netra/internal/durable"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/store"
)

// An instance is what the commands that touch one have open.
type instance struct {
	Name   string
	Law    *law.Law
	Days   *calendar.Calendar
	DB     *store.DB
	Blobs  *blob.Folder
	Log    ledger.SigningKey
	Issuer *ledger.Issuer
	Mark   markFile
	secret []byte // of which further secrets of the server are derived
}

// Errors of opening an instance.
var (
	errOtherName = errors.New("this database belongs to an instance of another name")
	errNoLogKey  = errors.New("the log's key is missing")
	errServerKey = errors.New("server.key is not what Netra wrote")
	errOtherKey  = errors.New("the key folder holds the key of another log")
)

// openDatabase opens the database only, for commands beside a running server, and checks the instance's name.
func openDatabase(ctx context.Context, c *config) (*store.DB, string, error) {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, "", fmt.Errorf("data folder: %w", fault.Disk(err))
	}
	db, err := store.Open(ctx, c.database())
	if err != nil {
		return nil, "", err
	}
	name, err := db.Setting(ctx, "instance", []byte(c.Name))
	if err != nil {
		db.Close()
		return nil, "", err
	}
	if string(name) != c.Name && c.Name != defaultName {
		db.Close()
		return nil, "", fmt.Errorf("%w: %s", errOtherName, name)
	}
	return db, string(name), nil
}

// openInstance opens database, blobs and keys, making at first start what is missing.
func openInstance(ctx context.Context, c *config) (*instance, error) {
	rules, days, err := loadLaw(c.Law) // first, so that a law that is refused leaves nothing behind
	if err != nil {
		return nil, err
	}
	db, name, err := openDatabase(ctx, c)
	if err != nil {
		return nil, err
	}
	in := &instance{Name: name, Law: rules, Days: days, DB: db}
	if err := in.open(ctx, c); err != nil {
		db.Close()
		return nil, err
	}
	return in, nil
}

func (in *instance) open(ctx context.Context, c *config) error {
	path, err := c.blobs()
	if err != nil {
		return exitError{exitBadCall, err}
	}
	if in.Blobs, err = blob.NewFolder(path); err != nil {
		return err
	}
	dir := c.keys()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("key folder: %w", fault.Disk(err))
	}
	if in.Log, err = in.key(ctx, filepath.Join(dir, "log.key"), ledger.LogName(in.Name)); err != nil {
		return err
	}
	receipt, err := in.key(ctx, filepath.Join(dir, "receipt.key"), ledger.ReceiptName(in.Name))
	if err != nil {
		return err
	}
	if in.secret, err = in.serverSecret(filepath.Join(dir, "server.key")); err != nil {
		return err
	}
	in.Mark = markFile(filepath.Join(dir, "newest-head"))
	in.Issuer, err = ledger.NewIssuer(in.Log, receipt)
	return err
}

// key reads a signing key, or makes it if the instance has never had one. The database remembers its public half: a log
// whose key is gone must not go on under another.
func (in *instance) key(ctx context.Context, path, name string) (ledger.SigningKey, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = in.makeKey(ctx, path, name)
	}
	if err != nil {
		return ledger.SigningKey{}, err
	}
	key, err := ledger.ParseSigningKey(string(text))
	if err != nil {
		return ledger.SigningKey{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	first, err := in.DB.Setting(ctx, "key "+name, []byte(key.VerifierKey.String()))
	if err != nil {
		return ledger.SigningKey{}, err
	}
	if string(first) != key.VerifierKey.String() {
		return ledger.SigningKey{}, errOtherKey
	}
	return key, nil
}

func (in *instance) makeKey(ctx context.Context, path, name string) ([]byte, error) {
	known, err := in.DB.HasSetting(ctx, "key "+name)
	if err != nil {
		return nil, err
	}
	if known {
		return nil, errNoLogKey
	}
	var seed [32]byte
	rand.Read(seed[:])
	text, err := ledger.FormatSigningKey(name, seed)
	if err != nil {
		return nil, err
	}
	return makeOnce(path, []byte(text))
}

// sequencer makes the log grow by the beat.
func (in *instance) sequencer(beat time.Duration, now func() time.Time, log *slog.Logger) *ledger.Sequencer {
	return &ledger.Sequencer{Store: in.DB, Key: in.Log, Mark: in.Mark, Length: beat, Now: now, Random: rand.Reader, Log: log}
}

// quiet logs nothing.
var quiet = slog.New(slog.DiscardHandler)

// serverSecret reads the secret that seals what the server itself must read again, such as the secrets of authenticator apps,
// or makes it.
func (in *instance) serverSecret(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		var secret [32]byte
		rand.Read(secret[:])
		text, err = makeOnce(path, []byte(hex.EncodeToString(secret[:])+"\n"))
	}
	if err != nil {
		return nil, err
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != 32 {
		return nil, errServerKey
	}
	return secret, nil
}

// makeOnce writes a file that is not there yet. If another process was faster what that wrote is returned.
func makeOnce(path string, text []byte) ([]byte, error) {
	f, err := durable.Create(path, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Base(path), fault.Disk(err))
	}
	defer f.Abort()
	if _, err := f.Write(text); err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Base(path), fault.Disk(err))
	}
	if err := f.CommitNew(); errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path)
	} else if err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Base(path), fault.Disk(err))
	}
	return text, nil
}

// Close closes the database.
func (in *instance) Close() error { return in.DB.Close() }

// markFile is the newest signed head, in a file beside the log's key. Processes that share the folder share the file, so it only
// ever goes forward.
type markFile string

// Load implements ledger.HighWater.
func (m markFile) Load() (ledger.Checkpoint, error) {
	var c ledger.Checkpoint
	text, err := os.ReadFile(string(m))
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err == nil {
		err = c.UnmarshalText(text)
	}
	return c, err
}

// Save implements ledger.HighWater. What another process has saved of a larger tree stays.
func (m markFile) Save(c ledger.Checkpoint) error {
	lock, err := os.OpenFile(string(m)+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fault.Disk(err)
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("lock %s: %w", filepath.Base(string(m)), err)
	}
	newest, err := m.Load()
	if err != nil || newest.Size > c.Size {
		return err
	}
	text, err := c.MarshalText()
	if err != nil {
		return err
	}
	return fault.Disk(durable.WriteFile(string(m), text, 0o600))
}
