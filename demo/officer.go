// Package demo makes an invented world through the domain's own doors: offices, officers, reports and cases in three
// regencies. All people and events in it are invented. It does what browsers do, with the same sealing, so that what
// it makes cannot be told from what people made; tests use it for the same reason.
package demo

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	"netra/office"
	"netra/vault"
)

// A Login is what an officer has on paper and in an authenticator app, and the keys that only their browser has.
type Login struct {
	Officer    office.Officer
	User       string
	Passphrase vault.Phrase
	App        string // secret of the authenticator app
	Own        vault.Key
	Office     vault.Key // the office's intake key; zero for one who waits for a colleague
}

// Browsers enrols officers as their browsers would.
type Browsers struct {
	Registry *office.Registry
	Instance string
	Now      func() time.Time
	Rand     io.Reader
}

// Enrol invites an officer on the operator's behalf and accepts the invitation. If the office has no key yet its key is made
// here; colleague, who holds the key already, gives it otherwise, and may be nil if there is no need.
func (b Browsers) Enrol(ctx context.Context, id office.ID, user, name string, colleague *Login) (Login, error) {
	token, err := b.Registry.Invite(ctx, office.Operator, id, name)
	if err != nil {
		return Login{}, err
	}
	w, err := b.Registry.Welcome(ctx, token)
	if err != nil {
		return Login{}, err
	}
	l := Login{User: user, App: w.Authenticator.Secret}
	a, err := b.apply(&l, w, name)
	if err != nil {
		return Login{}, err
	}
	cookie, err := b.Registry.Enrol(ctx, token, a)
	if err != nil {
		return Login{}, fmt.Errorf("enrol %s: %w", user, err)
	}
	s, err := b.Registry.Session(ctx, cookie.String())
	if err != nil {
		return Login{}, err
	}
	l.Officer = s.Officer
	if err := b.Registry.EndSession(ctx, s.Officer, s.ID); err != nil {
		return Login{}, err
	}
	if colleague != nil && s.Officer.Status == office.Waiting {
		err = b.give(ctx, *colleague, &l)
	}
	return l, err
}

// apply makes the officer's keys, and the office's if it has none.
func (b Browsers) apply(l *Login, w office.Welcome, name string) (office.Application, error) {
	code, err := office.CodeOf(l.App, b.Now())
	if err != nil {
		return office.Application{}, err
	}
	if l.Passphrase, err = vault.NewPassphrase(b.Rand); err != nil {
		return office.Application{}, err
	}
	derived, err := vault.OfficerKeys(l.Passphrase, b.Instance, l.User)
	if err != nil {
		return office.Application{}, err
	}
	if l.Own, err = vault.NewKey(b.Rand); err != nil {
		return office.Application{}, err
	}
	sealed, err := vault.WrapKey(derived.Identity.Recipient(), l.Own)
	if err != nil {
		return office.Application{}, err
	}
	a := office.Application{User: l.User, Name: name, Login: sha256.Sum256(derived.Login.Open()), Code: code, OwnKey: sealed,
		Recipient: l.Own.Identity.Recipient().String(), Sign: l.Own.Sign.Public()}
	if w.Served.Key.Epoch > 0 {
		return a, nil
	}
	if l.Office, err = vault.NewKey(b.Rand); err != nil {
		return a, err
	}
	wrap, err := vault.WrapKey(l.Own.Identity.Recipient(), l.Office)
	a.Office = &office.OfficeKey{Recipient: l.Office.Identity.Recipient().String(), Sign: l.Office.Sign.Public(), Wrap: wrap}
	return a, err
}

// give wraps the office's key to a waiting colleague.
func (b Browsers) give(ctx context.Context, from Login, to *Login) error {
	wrap, err := vault.WrapKey(to.Own.Identity.Recipient(), from.Office)
	if err != nil {
		return err
	}
	if err := b.Registry.Give(ctx, from.Officer, to.Officer.ID, 1, to.Own.Identity.Recipient().String(), wrap); err != nil {
		return err
	}
	to.Office, to.Officer.Status = from.Office, office.Active
	return nil
}

// String shows what the officer signs in with; it is for invented officers only.
func (l Login) String() string {
	return fmt.Sprintf("%s (%s): user %s, passphrase %q, app secret %s", l.Officer.Name, l.Officer.Office.Name, l.User,
		l.Passphrase.Open(), strings.ReplaceAll(l.App, " ", ""))
}
