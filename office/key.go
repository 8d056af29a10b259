package office

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
)

// A Colleague is an officer as the others of the office see them.
type Colleague struct {
	Officer
	Recipient string // of their own key; empty while they are invited
}

// Colleagues lists the officers of the officer's own office by name, also invited and waiting ones.
func (r *Registry) Colleagues(ctx context.Context, by Officer) ([]Colleague, error) {
	return r.Store.Officers(ctx, by.Office.ID)
}

// OfficersOf lists the officers of any office; for the Operator.
func (r *Registry) OfficersOf(ctx context.Context, id ID) ([]Colleague, error) {
	if _, err := r.Store.Office(ctx, id); err != nil {
		return nil, err
	}
	return r.Store.Officers(ctx, id)
}

// A Keyring is an officer's keys, all sealed.
type Keyring struct {
	OwnKey []byte // age file: the officer's own key, to the identity that the passphrase gives
	Wraps  []Wrap // the office's keys, to the officer's own
}

// A Wrap is one epoch of an office's key, wrapped to one officer.
type Wrap struct {
	Key  Key
	Wrap []byte // age file
}

// Keyring gives the officer's own sealed keys.
func (r *Registry) Keyring(ctx context.Context, by Officer) (Keyring, error) {
	return r.Store.Keyring(ctx, by.ID)
}

// A Gift is the office's key, wrapped to a waiting colleague by an officer's browser. It rests on the colleague's waiting with
// just this recipient.
type Gift struct {
	Office    ID
	Epoch     int
	To        string // officer
	Recipient string
	Wrap      []byte
	Record    Record
}

// Give stores the wrap that by's browser made of the office's key to a waiting colleague, who becomes active. The error wraps
// ErrNotFound, ErrKeyForm or ErrConflict.
func (r *Registry) Give(ctx context.Context, by Officer, to string, epoch int, recipient string, wrap []byte) error {
	colleagues, err := r.Store.Officers(ctx, by.Office.ID)
	if err != nil {
		return fmt.Errorf("give key: %w", err)
	}
	i := slices.IndexFunc(colleagues, func(c Colleague) bool { return c.ID == to })
	switch {
	case by.Status != Active || i < 0:
		err = ErrNotFound
	case !wrapForm(wrap):
		err = ErrKeyForm
	case colleagues[i].Status != Waiting || colleagues[i].Recipient != recipient:
		err = ErrConflict
	}
	if err != nil {
		return fmt.Errorf("give key: %w", err)
	}
	rec, err := r.record(by.Office, keyAct{Act: actWrap, Epoch: epoch, Officer: to, By: by.ID, Recipient: recipient})
	if err != nil {
		return err
	}
	return r.Store.SaveGift(ctx, Gift{by.Office.ID, epoch, to, recipient, wrap, rec})
}

// ErrLastHolder: nobody else holds the office's key, so that its reports could not be opened any more.
var ErrLastHolder = errors.New("the last officer who holds the office's key")

// A Revocation ends an officer: their wraps, sessions and sealed key are deleted.
type Revocation struct {
	Officer string
	Last    bool // even if nobody is left who holds the office's key
	Record  Record
}

// Revoke ends an officer of by's own office, or of any office for the Operator, who alone may end the last one who holds its
// key. What the officer has opened before they may still know. If they kept a copy of the office's key it goes on to fit, as an
// office's key has one epoch only, but what it opens they no longer get from the server. The error wraps ErrNotFound,
// ErrLastHolder or ErrConflict.
func (r *Registry) Revoke(ctx context.Context, by Officer, o ID, officer string) error {
	if by.ID != Operator.ID && (by.Office.ID != o || by.Status != Active) {
		return fmt.Errorf("revoke officer: %w", ErrNotFound)
	}
	colleagues, err := r.Store.Officers(ctx, o)
	if err != nil {
		return fmt.Errorf("revoke officer: %w", err)
	}
	i := slices.IndexFunc(colleagues, func(c Colleague) bool { return c.ID == officer })
	if i < 0 {
		return fmt.Errorf("revoke officer: %w", ErrNotFound)
	}
	rec, err := r.record(colleagues[i].Office, keyAct{Act: actRevoke, Officer: officer, By: by.ID})
	if err != nil {
		return err
	}
	return r.Store.SaveRevocation(ctx, Revocation{officer, by.ID == Operator.ID, rec})
}

// SetKey gives an office its first key, one that was made offline and that no officer holds in a browser; for the Operator.
// The error wraps ErrNotFound, ErrKeyForm or, if the office has a key, ErrConflict.
func (r *Registry) SetKey(ctx context.Context, id ID, recipient string, sign ed25519.PublicKey) error {
	o, err := r.Store.Office(ctx, id)
	if err == nil && !keyForm(recipient, sign) {
		err = ErrKeyForm
	}
	if err != nil {
		return fmt.Errorf("set key of %s: %w", id, err)
	}
	rec, err := r.record(o.Office, keyAct{Act: actMake, Epoch: 1, By: Operator.ID, Recipient: recipient, Sign: sign})
	if err != nil {
		return err
	}
	return r.Store.SaveKey(ctx, Key{id, 1, recipient, sign, true}, rec)
}
