package office

import (
	"crypto/sha256"
	"io"

	"netra/vault"
)

// A Client does in Go what an officer's browser does, for the demo and for tests.
type Client struct {
	User   string
	Phrase vault.Phrase
	Login  [32]byte
	Own    vault.Key
	Office vault.Key // zero until a colleague has given it
}

// NewClient draws an officer's passphrase and own key, and the office's key too if the officer makes it.
func NewClient(instance, user string, w Welcome, random io.Reader) (Client, error) {
	c := Client{User: user}
	var err error
	if c.Phrase, err = vault.NewPassphrase(random); err != nil {
		return c, err
	}
	keys, err := vault.OfficerKeys(c.Phrase, instance, user)
	if err != nil {
		return c, err
	}
	copy(c.Login[:], keys.Login.Open())
	if c.Own, err = vault.NewKey(random); err != nil {
		return c, err
	}
	if w.Served.Key.Epoch == 0 {
		c.Office, err = vault.NewKey(random)
	}
	return c, err
}

// Application is what the browser sends to enrol, with the code that the authenticator app shows.
func (c Client) Application(instance, name, code string, w Welcome) (Application, error) {
	keys, err := vault.OfficerKeys(c.Phrase, instance, c.User)
	if err != nil {
		return Application{}, err
	}
	own, err := vault.WrapKey(keys.Identity.Recipient(), c.Own)
	if err != nil {
		return Application{}, err
	}
	a := Application{User: c.User, Name: name, Login: sha256.Sum256(c.Login[:]), Recipient: c.Own.Identity.Recipient().String(),
		Sign: c.Own.Sign.Public(), OwnKey: own, Code: code}
	if w.Served.Key.Epoch > 0 {
		return a, nil
	}
	wrap, err := vault.WrapKey(c.Own.Identity.Recipient(), c.Office)
	a.Office = &OfficeKey{c.Office.Identity.Recipient().String(), c.Office.Sign.Public(), wrap}
	return a, err
}

// Unlock opens the office's newest key from a keyring, as after signing in.
func (c Client) Unlock(instance string, ring Keyring) (vault.Key, error) {
	keys, err := vault.OfficerKeys(c.Phrase, instance, c.User)
	if err != nil {
		return vault.Key{}, err
	}
	own, err := vault.UnwrapKey(keys.Identity, ring.OwnKey)
	if err != nil || len(ring.Wraps) == 0 {
		return vault.Key{}, err
	}
	return vault.UnwrapKey(own.Identity, ring.Wraps[len(ring.Wraps)-1].Wrap)
}
