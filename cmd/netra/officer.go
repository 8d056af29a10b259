package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"netra/office"
)

type officerCmd struct {
	Invite officerInviteCmd `cmd:"" help:"Print a one-time link for a new officer."`
	List   officerListCmd   `cmd:"" help:"List the officers of an office."`
	Revoke officerRevokeCmd `cmd:"" help:"End an officer or withdraw an invitation."`
	Code   officerCodeCmd   `cmd:"" help:"Print the code that an authenticator app shows now."`
}

type officerInviteCmd struct {
	config
	In     string `arg:"" name:"office-id" help:"Id of the office."`
	For    string `help:"Name of the officer, as colleagues see it." placeholder:"NAME"`
	Public string `help:"Address under which people reach the server." default:"http://127.0.0.1:8080" env:"NETRA_PUBLIC" placeholder:"URL"`
}

// Help implements kong.HelpProvider.
func (officerInviteCmd) Help() string {
	return `Prints a link that is good once, for seven days. Hand it over by a safe channel: whoever opens it first becomes the officer.
The office's first officer makes its key; a later one waits until a colleague's browser hands it over. It may run beside a
running server.

Example:
  netra officer invite bawaslu-35.14 --for "Ratna Prameswari" --public https://netra.example.org

Exit status: 0 done, 1 failed, 2 bad call.`
}

// Run prints the link.
func (c *officerInviteCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		token, err := r.Invite(e.Ctx, office.Operator, office.ID(c.In), c.For)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.Stdout, "%s/petugas/undangan#%s\n", strings.TrimSuffix(c.Public, "/"), token)
		return err
	})
}

type officerListCmd struct {
	config
	In string `arg:"" name:"office-id" help:"Id of the office."`
}

// Help implements kong.HelpProvider.
func (officerListCmd) Help() string {
	return `Lists the officers of an office: id, user name, state (invited, waiting, active), name.

Example:
  netra officer list bawaslu-35.14

Exit status: 0 done, 1 failed, 2 bad call.`
}

// Run prints a line an officer.
func (c *officerListCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		all, err := r.OfficersOf(e.Ctx, office.ID(c.In))
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
		for _, o := range all {
			user := o.User
			if user == "" {
				user = "-"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", o.ID, user, o.Status, o.Name)
		}
		return w.Flush()
	})
}

type officerRevokeCmd struct {
	config
	In      string `arg:"" name:"office-id" help:"Id of the office."`
	Officer string `arg:"" help:"User name, or the id that netra officer list prints."`
}

// Help implements kong.HelpProvider.
func (officerRevokeCmd) Help() string {
	return `Ends an officer: sessions and wrapped keys are deleted. What the officer opened before they may still know. A copy of the
office's key, if they kept one, still fits, since an office's key cannot be replaced yet; but they get no more reports from the
server. An invitation is withdrawn by its id.

The last officer who holds the office's key can be ended only here. Then nobody can open the office's reports in a browser or
give its key to a new officer, who waits in vain; only bundles that were downloaded before open, with the recovery sheet.

Example:
  netra officer revoke bawaslu-35.14 ratna

Exit status: 0 done, 1 failed, 2 bad call.`
}

// errNoOfficer: nobody of that name is in that office.
var errNoOfficer = errors.New("no such officer in this office")

// Run revokes and says what remains.
func (c *officerRevokeCmd) Run(e *env) error {
	return withOffices(e, &c.config, func(r *office.Registry) error {
		all, err := r.OfficersOf(e.Ctx, office.ID(c.In))
		if err != nil {
			return err
		}
		for _, o := range all {
			if o.ID != c.Officer && (o.User == "" || o.User != c.Officer) {
				continue
			}
			if err := r.Revoke(e.Ctx, office.Operator, o.Office.ID, o.ID); err != nil {
				return err
			}
			return tellRevoked(e, r, o)
		}
		return errNoOfficer
	})
}

// tellRevoked says what an officer may still have, and what the office may have lost.
func tellRevoked(e *env, r *office.Registry, o office.Colleague) error {
	said := "revoked"
	if o.Status == office.Active {
		said += "; sessions and wrapped keys are deleted. What they opened they still know; a copy of the office's key, if they kept one, still fits"
	}
	served, err := r.Served(e.Ctx, o.Office.ID)
	if err != nil {
		return err
	}
	if served.Lost() {
		said += `
nobody holds the key of this office now: its reports, new ones too, open in no browser, and new officers wait in vain.
Bundles that were downloaded before open with the recovery sheet and netra open`
	}
	_, err = fmt.Fprintln(e.Stdout, said)
	return err
}

type officerCodeCmd struct {
	Secret string `arg:"" help:"Secret of the authenticator app, as the page shows it; - for standard input, which keeps it out of the list of processes."`
}

// Help implements kong.HelpProvider.
func (officerCodeCmd) Help() string {
	return `Prints the six digits that an authenticator app shows now, for the invented officers of netra demo and for who has no app. It
touches no instance.

Example:
  netra officer code JBSWY3DPEHPK3PXP

Exit status: 0 done, 2 bad call.`
}

// maxAppSecret is more than any authenticator's secret has, in bytes.
const maxAppSecret = 1 << 10

// Run prints the code.
func (c *officerCodeCmd) Run(e *env) error {
	secret := c.Secret
	if secret == "-" {
		text, err := readInput(e, "-", maxAppSecret)
		if err != nil {
			return exitError{exitBadCall, err}
		}
		secret = string(text)
	}
	code, err := office.CodeOf(secret, time.Now())
	if err != nil {
		return exitError{exitBadCall, errors.New("this is not the secret of an authenticator app")}
	}
	_, err = fmt.Fprintln(e.Stdout, code)
	return err
}
