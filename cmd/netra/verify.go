package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"netra/ledger"
)

// exitUnknownKey: the receipt is intact, but signed by a key that was not given.
const exitUnknownKey = 3

// maxReceipt is more than any receipt has, in bytes; what is longer is none.
const maxReceipt = 1 << 20

type verifyCmd struct {
	File   string   `arg:"" help:"Receipt: the promise or the proof; - for standard input."`
	LogKey []string `help:"The log's verifier key (NAME+ID+KEY), from elsewhere than the receipt. May be repeated." placeholder:"KEY"`
	Policy string   `help:"File with log keys in the C2SP tlog-policy format." placeholder:"FILE"`
}

// Help implements kong.HelpProvider.
func (verifyCmd) Help() string {
	return `Checks a receipt offline: no network, no database.

Example:
  netra verify receipt.txt --log-key netra.example.org/log/1+1a2b3c4d+AbC...=

Exit status: 0 valid under that key, 1 invalid, 2 bad call, 3 intact but signed by a key that was not given.`
}

// Run prints one sentence.
func (c *verifyCmd) Run(e *env) error {
	keys, err := c.keys()
	if err != nil {
		return exitError{exitBadCall, err}
	}
	receipt, err := readInput(e, c.File, maxReceipt)
	if err != nil {
		return exitError{exitBadCall, err}
	}
	v, err := ledger.Verify(receipt, keys...)
	switch {
	case errors.Is(err, ledger.ErrUnknownKey):
		fmt.Fprintf(e.Stderr, "netra: the receipt is intact, but it is of the log %s, whose key was not given\n"+
			"hint: get the key of %s from a place that you trust (its home page on another day, a newspaper, a witness), not from whoever gave you the receipt\n", v.Log, v.Log)
		return exitError{status: exitUnknownKey}
	case err != nil:
		return exitError{exitFailed, err}
	}
	p := v.Promise
	if v.Proved {
		fmt.Fprintf(e.Stdout, "valid: %s, %s, was filed with %s on %s and is line %d of %d in the log %s\n", p.Number, p.Opening.Type, p.Name, p.Day, v.Index, v.Size, v.Log)
		return nil
	}
	fmt.Fprintf(e.Stdout, "valid promise: %s, %s, was filed with %s on %s; %s promised to have it in the log by %s\n"+
		"after that, fetch the proof with the seven words; if the log does not have it, this promise convicts the operator\n",
		p.Number, p.Opening.Type, p.Name, p.Day, v.Log, p.Beat.Format(time.RFC3339))
	return nil
}

func (c *verifyCmd) keys() ([]ledger.VerifierKey, error) {
	if len(c.LogKey) == 0 && c.Policy == "" {
		return nil, errors.New("verify needs --log-key or --policy: a receipt cannot vouch for itself")
	}
	var keys []ledger.VerifierKey
	for _, text := range c.LogKey {
		k, err := ledger.ParseVerifierKey(text)
		if err != nil {
			return nil, fmt.Errorf("--log-key: %w", err)
		}
		keys = append(keys, k)
	}
	if c.Policy == "" {
		return keys, nil
	}
	file, err := os.ReadFile(c.Policy)
	if err != nil {
		return nil, err
	}
	more, err := ledger.ParsePolicy(file)
	return append(keys, more...), err
}

// readInput reads a whole file of at most limit bytes, or standard input.
func readInput(e *env, name string, limit int64) ([]byte, error) {
	r := e.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s is larger than %d bytes", name, limit)
	}
	return data, err
}
