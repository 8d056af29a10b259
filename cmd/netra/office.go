package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"netra/gazetteer"
	"netra/office"
)

type officeCmd struct {
	Add    officeAddCmd    `cmd:"" help:"Add one office."`
	Tree   officeTreeCmd   `cmd:"" help:"Add Bawaslu's offices of a province, from the gazetteer."`
	List   officeListCmd   `cmd:"" help:"List all offices."`
	Rename officeRenameCmd `cmd:"" help:"Give an office another name."`
	Key    officeKeyCmd    `cmd:"" help:"Give an office a key that was made offline."`
}

// withOffices opens the instance for a command that works beside a running server on the same database.
func withOffices(e *env, c *config, do func(*office.Registry) error) error {
	in, err := openInstance(e.Ctx, c)
	if err != nil {
		return err
	}
	s, err := newServices(in, &serving{}, time.Now)
	if err == nil {
		err = mistaken(do(s.Offices))
	}
	return errors.Join(err, in.Close())
}

// mistaken gives errors that the caller of a command can mend the status of a bad call.
func mistaken(err error) error {
	for _, is := range []error{office.ErrKind, office.ErrRegion, office.ErrID, office.ErrName, office.ErrParent, office.ErrKeyForm} {
		if errors.Is(err, is) {
			return exitError{exitBadCall, err}
		}
	}
	return err
}

type officeAddCmd struct {
	config
	Kind   string `required:"" help:"What it is: bawaslu_ri, bawaslu_provinsi, bawaslu_kabkota, panwascam, inspektorat, ppk, bkn or desk (an NGO or a newsroom)."`
	Region string `help:"Code of its region, such as 35.14; left out for the whole nation." placeholder:"CODE"`
	Title  string `help:"Its name as on receipts; left out where it follows from kind and region." placeholder:"NAME"`
	ID     string `help:"Its id; only a desk chooses one." placeholder:"ID"`
	Parent string `help:"The office above it; left out where it follows." placeholder:"ID"`
}

// Help implements kong.HelpProvider.
func (officeAddCmd) Help() string {
	return `Adds one office. It may run beside a running server.

Example:
  netra office add --kind bawaslu_kabkota --region 35.14

Exit status: 0 added, 1 failed or there already, 2 bad call.`
}

// Run prints the id.
func (c *officeAddCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		o, err := r.Add(e.Ctx, office.Office{ID: office.ID(c.ID), Kind: office.Kind(c.Kind), Name: c.Title, Region: gazetteer.Code(c.Region), Parent: office.ID(c.Parent)})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.Stdout, "%s\t%s\n", o.ID, o.Name)
		return err
	})
}

type officeTreeCmd struct {
	config
	Province  string `arg:"" help:"Code of the province, such as 35."`
	Districts bool   `help:"Also the Panwaslu of every district."`
}

// Help implements kong.HelpProvider.
func (officeTreeCmd) Help() string {
	return `Adds Bawaslu RI, the province's Bawaslu and those of all its regencies and cities, as far as they are missing. Offices that
exist stay as they are, so it may be run again. It may run beside a running server.

Example:
  netra office tree 35 --districts

Exit status: 0 done, 1 failed, 2 bad call.`
}

// Run prints how many offices are new.
func (c *officeTreeCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		n, err := r.AddTree(e.Ctx, gazetteer.Code(c.Province), c.Districts)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.Stdout, "added %d offices\n", n)
		return err
	})
}

type officeListCmd struct{ config }

// Help implements kong.HelpProvider.
func (officeListCmd) Help() string {
	return `Lists all offices: id, kind, epoch of the key (0: none, a parent serves it), how many officers hold the key, name.

Example:
  netra office list

Exit status: 0 done, 1 failed, 2 bad call.`
}

// Run prints a line an office.
func (c *officeListCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		all, err := r.List(e.Ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
		for _, o := range all {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", o.ID, o.Kind, o.Key.Epoch, o.Holders, o.Name)
		}
		return w.Flush()
	})
}

type officeRenameCmd struct {
	config
	ID    string `arg:"" help:"The office."`
	Title string `arg:"" help:"Its new name."`
}

// Help implements kong.HelpProvider.
func (officeRenameCmd) Help() string {
	return `Gives an office another name. Receipts keep the name that it had.

Example:
  netra office rename bawaslu-11 "Panwaslih Provinsi Aceh"

Exit status: 0 done, 1 failed, 2 bad call.`
}

// Run renames.
func (c *officeRenameCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error { return r.Rename(e.Ctx, office.ID(c.ID), c.Title) })
}

type officeKeyCmd struct {
	config
	ID     string `arg:"" help:"The office."`
	Public string `arg:"" help:"File with what netra keygen printed."`
}

// Help implements kong.HelpProvider.
func (officeKeyCmd) Help() string {
	return `Gives an office its first key, made offline by netra keygen. Reports to it are then opened only with netra open and the key
file; no browser has the key.

Example:
  netra keygen office.key > office.pub     (on a machine without network)
  netra office key bawaslu-35.14 office.pub

Exit status: 0 done, 1 failed or it has a key, 2 bad call.`
}

// maxPublic is more than the two lines that keygen prints have, in bytes.
const maxPublic = 8 << 10

// Run reads the public half and registers it.
func (c *officeKeyCmd) Run(e *env) error {
	text, err := readInput(e, c.Public, maxPublic)
	if err != nil {
		return exitError{exitBadCall, err}
	}
	lines := strings.Fields(string(text))
	if len(lines) != 4 || lines[0] != publicRecipient || lines[2] != publicSign {
		return exitError{exitBadCall, fmt.Errorf("%s is not what netra keygen printed", c.Public)}
	}
	sign, err := base64.StdEncoding.DecodeString(lines[3])
	if err != nil {
		return exitError{exitBadCall, fmt.Errorf("%s is not what netra keygen printed", c.Public)}
	}
	return withOffices(e, &c.config, func(r *office.Registry) error {
		return r.SetKey(e.Ctx, office.ID(c.ID), lines[1], ed25519.PublicKey(sign))
	})
}
