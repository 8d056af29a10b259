package main

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"

	"netra/internal/durable"
	"netra/internal/fault"
	"netra/vault"
)

// What the two lines that keygen prints begin with.
const (
	publicRecipient = "recipient"
	publicSign      = "sign"
)

type keygenCmd struct {
	File string `arg:"" help:"Key file to make; it must not exist." type:"path"`
}

// Help implements kong.HelpProvider.
func (keygenCmd) Help() string {
	return `Makes an office's intake key offline and writes it to a file that only its owner can read. Prints the public half, for
netra office key. Whoever has the file can open all reports of the office; without it nobody can.

Example:
  netra keygen office.key > office.pub

Exit status: 0 made, 1 failed or the file exists, 2 bad call.`
}

// errKeyExists: a key file is never replaced.
var errKeyExists = errors.New("file exists; a key is never overwritten")

// Run makes the key.
func (c *keygenCmd) Run(e *env) error {
	key, err := vault.NewKey(rand.Reader)
	if err != nil {
		return err
	}
	f, err := durable.Create(c.File, 0o600)
	if err != nil {
		return fmt.Errorf("make key file: %w", fault.Disk(err))
	}
	defer f.Abort()
	if _, err := f.Write(key.Text().Open()); err != nil {
		return fmt.Errorf("make key file: %w", fault.Disk(err))
	}
	if err := f.CommitNew(); errors.Is(err, fs.ErrExist) {
		return errKeyExists
	} else if err != nil {
		return fmt.Errorf("make key file: %w", fault.Disk(err))
	}
	_, err = fmt.Fprintf(e.Stdout, "%s %s\n%s %s\n", publicRecipient, key.Identity.Recipient(), publicSign,
		base64.StdEncoding.EncodeToString(key.Sign.Public()))
	return err
}
