package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"netra/internal/durable"
	"netra/internal/fault"
	"netra/vault"
)

type openCmd struct {
	Bundle string `arg:"" help:"Sealed bundle, as an officer downloads it; - for standard input."`
	Key    string `required:"" help:"Key file: of netra keygen, or the two lines of the recovery sheet." placeholder:"FILE"`
	Out    string `required:"" help:"Folder for what is opened; it must not exist." placeholder:"DIR" type:"path"`
}

// Help implements kong.HelpProvider.
func (openCmd) Help() string {
	return `Opens a sealed bundle without network or database. Each statement gets a folder with header.txt, content.json and, for a
file, the file itself under a harmless name. Only what is checked against the reporter's signature is kept. Files are as the
reporter gave them: they may hold a location or a device's name. A bundle cannot show that nothing was left out of it.

Example:
  netra open --key office.key laporan.tar --out laporan

Exit status: 0 opened, 1 it does not open or is altered, 2 bad call.`
}

// maxKeyFile is more than a key file has, in bytes.
const maxKeyFile = 4 << 10

// Run opens the bundle and prints a line a statement.
func (c *openCmd) Run(e *env) error {
	text, err := readInput(e, c.Key, maxKeyFile)
	if err != nil {
		return exitError{exitBadCall, err}
	}
	key, err := vault.ParseKey(text)
	if err != nil {
		return exitError{exitBadCall, fmt.Errorf("%s: %w", c.Key, err)}
	}
	in := e.Stdin
	if c.Bundle != "-" {
		f, err := os.Open(c.Bundle)
		if err != nil {
			return exitError{exitBadCall, err}
		}
		defer f.Close()
		in = f
	}
	if err := os.Mkdir(c.Out, 0o700); errors.Is(err, fs.ErrExist) {
		return exitError{exitBadCall, fmt.Errorf("%s exists; nothing is overwritten", c.Out)}
	} else if err != nil {
		return fmt.Errorf("make folder: %w", fault.Disk(err))
	}
	head, entries, err := vault.OpenBundle(bufio.NewReaderSize(in, 1<<20), key, func(name string) (vault.Output, error) { return outputIn(c.Out, name) })
	if err != nil {
		os.Remove(c.Out) // only if nothing was written
		return err
	}
	fmt.Fprintf(e.Stdout, "%s\t%s\n", head.Number, head.Instance)
	for _, s := range entries {
		fmt.Fprintf(e.Stdout, "%s\t%s\tsealed by %s\tsigned by %s\n", s.Folder, s.Kind, s.SealedBy, s.Signer)
	}
	return nil
}

// An output is a file of an opened bundle; a name that is taken is an error.
type output struct{ *durable.File }

// Commit implements vault.Output.
func (o output) Commit() error { return fault.Disk(o.CommitNew()) }

// Abort implements vault.Output.
func (o output) Abort() error {
	o.File.Abort()
	return nil
}

// outputIn makes a file below dir, with the one folder that its name has.
func outputIn(dir, name string) (vault.Output, error) {
	if !filepath.IsLocal(name) {
		return nil, fs.ErrInvalid
	}
	path := filepath.Join(dir, name)
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fault.Disk(err)
	}
	f, err := durable.Create(path, 0o600)
	if err != nil {
		return nil, fault.Disk(err)
	}
	return output{f}, nil
}
