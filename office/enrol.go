package office

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"netra/vault"
)

// InvitationAge is how long a one-time link is good.
const InvitationAge = 7 * 24 * time.Hour

// Errors of becoming an officer.
var (
	// ErrInvitation: the link was used, replaced or has expired, or never was one.
	ErrInvitation = errors.New("invitation is not valid")
	ErrUser       = errors.New("user name must be 3 to 32 of a-z, 0-9, dot and hyphen")
	ErrTaken      = errors.New("user name is taken")
	// ErrConflict: what an act was decided on has moved, such as a first officer's office having a key meanwhile.
	ErrConflict = errors.New("changed meanwhile")
	ErrCode     = errors.New("code of the authenticator app is wrong")
	ErrKeyForm  = errors.New("key or wrap is malformed")
)

// Operator acts for whoever runs commands on the server's own machine.
var Operator = Officer{ID: "operator"}

// A Token is what a link or a cookie holds: 32 random bytes. The database keeps only its hash.
type Token [32]byte

// String writes a token for a link or a cookie: 43 characters of base64url.
func (t Token) String() string { return base64.RawURLEncoding.EncodeToString(t[:]) }

// ParseToken reads what String writes; ErrInvitation for anything else.
func ParseToken(s string) (Token, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(raw) != len(Token{}) {
		return Token{}, ErrInvitation
	}
	return Token(raw), nil
}

func (t Token) hash() [32]byte { return sha256.Sum256(t[:]) }

func (r *Registry) token() (Token, error) {
	var t Token
	_, err := io.ReadFull(r.Rand, t[:])
	return t, err
}

// An Invitation is an officer to be.
type Invitation struct {
	Officer Officer
	Hash    [32]byte // of the token
	Until   time.Time
	TOTP    []byte // sealed secret of the authenticator app; empty until the link is opened
	Only    bool   // withdraws all other invitations of the office
}

// Invite makes a one-time link for a new officer of an office and returns its token. By is an active officer of that office or
// the Operator. The error wraps ErrNotFound or ErrName.
func (r *Registry) Invite(ctx context.Context, by Officer, id ID, name string) (Token, error) {
	if by.ID != Operator.ID && (by.Office.ID != id || by.Status != Active) {
		return Token{}, fmt.Errorf("invite officer: %w", ErrNotFound)
	}
	return r.invite(ctx, id, name, false)
}

// FirstLink gives the token of a link for the first officer of the instance, in its root office, which is made with the given
// name if there is none. While nobody has enrolled each call replaces the link before; afterwards ok is false.
func (r *Registry) FirstLink(ctx context.Context, name string) (t Token, ok bool, err error) {
	n, err := r.Store.EnrolledOfficers(ctx)
	if err != nil || n > 0 {
		return Token{}, false, err
	}
	root, err := r.root(ctx, name)
	if err != nil {
		return Token{}, false, fmt.Errorf("first link: %w", err)
	}
	t, err = r.invite(ctx, root, "", true)
	return t, err == nil, err
}

// root finds Bawaslu RI or, on an observer's instance, the first desk; on a new instance it makes Bawaslu RI.
func (r *Registry) root(ctx context.Context, name string) (ID, error) {
	offices, err := r.Store.Offices(ctx)
	if err != nil {
		return "", err
	}
	for _, kind := range []Kind{BawasluRI, Desk} {
		i := slices.IndexFunc(offices, func(o Served) bool { return o.Kind == kind && o.Parent == "" })
		if i >= 0 {
			return offices[i].ID, nil
		}
	}
	o, err := r.Add(ctx, Office{Kind: BawasluRI, Name: name})
	return o.ID, err
}

func (r *Registry) invite(ctx context.Context, id ID, name string, only bool) (Token, error) {
	if name != "" && !validName(name) {
		return Token{}, fmt.Errorf("invite officer: %w", ErrName)
	}
	o, err := r.Store.Office(ctx, id)
	if err != nil {
		return Token{}, fmt.Errorf("invite officer of %s: %w", id, err)
	}
	t, err := r.token()
	if err != nil {
		return Token{}, err
	}
	officerID, err := vault.NewID(r.Rand)
	if err != nil {
		return Token{}, err
	}
	officer := Officer{ID: officerID, Office: o.Office, Name: name, Status: Invited}
	return t, r.Store.SaveInvitation(ctx, Invitation{Officer: officer, Hash: t.hash(), Until: r.Now().Add(InvitationAge), Only: only})
}

// A Welcome is what the page behind a link needs.
type Welcome struct {
	Officer       Officer // Name as the inviter wrote it, perhaps empty
	Served        Served  // the office; without a key if this officer makes it
	Authenticator Authenticator
}

// Welcome opens an invitation without using it up. The authenticator's secret is drawn each time, so that whoever saw the page
// before holds a dead one. The error wraps ErrInvitation.
func (r *Registry) Welcome(ctx context.Context, t Token) (Welcome, error) {
	inv, served, err := r.invited(ctx, t)
	if err != nil {
		return Welcome{}, err
	}
	secret := make([]byte, totpSecret)
	if _, err := io.ReadFull(r.Rand, secret); err != nil {
		return Welcome{}, err
	}
	sealed, err := r.sealTOTP(inv.Officer.ID, secret)
	if err != nil {
		return Welcome{}, err
	}
	if err := r.Store.SaveSecret(ctx, inv.Hash, sealed); err != nil {
		return Welcome{}, err
	}
	return Welcome{inv.Officer, served, authenticator(r.Instance, inv.Officer.Office.ID, secret)}, nil
}

func (r *Registry) invited(ctx context.Context, t Token) (Invitation, Served, error) {
	inv, err := r.Store.Invitation(ctx, t.hash())
	if errors.Is(err, ErrNotFound) || err == nil && !r.Now().Before(inv.Until) {
		err = ErrInvitation
	}
	if err != nil {
		return inv, Served{}, fmt.Errorf("open invitation: %w", err)
	}
	o, err := r.Store.Office(ctx, inv.Officer.Office.ID)
	if err != nil {
		return inv, Served{}, fmt.Errorf("open invitation: %w", err)
	}
	inv.Officer.Office = o.Office
	return inv, o, nil
}

// An Application is what an invited officer's browser sends: public halves, sealed keys, no secret.
type Application struct {
	User, Name string
	Login      [32]byte          // SHA-256 of the login secret
	Recipient  string            // age1pq1... of the officer's own key
	Sign       ed25519.PublicKey // of the officer's own key
	OwnKey     []byte            // age file: the officer's own key, to the identity that the passphrase gives
	Code       string            // of the authenticator app, to show that it works
	Office     *OfficeKey        // the office's key, if this officer makes it
}

// An OfficeKey is a new intake key of an office, wrapped to the officer who makes it.
type OfficeKey struct {
	Recipient string
	Sign      ed25519.PublicKey
	Wrap      []byte // age file: 64 bytes, to the officer's own recipient
}

// An Enrolment is an invited officer's becoming one. It rests on the invitation's being there still and, if it brings the
// office's first key, on there being none.
type Enrolment struct {
	Invitation [32]byte
	Officer    Officer
	Login      [32]byte
	Recipient  string
	Sign       ed25519.PublicKey
	OwnKey     []byte
	TOTP       []byte // the sealed secret that the code fitted
	CodeStep   int64
	Key        *Key
	Wrap       []byte
	Session    NewSession
	Records    []Record
}

// Enrol makes an officer of whoever holds an invitation and signs them in. With the office's first key the officer is active,
// also where the key was made offline and no colleague could wrap it; otherwise the officer waits for a colleague, in vain if the
// key is lost. The error wraps ErrInvitation, ErrUser, ErrTaken, ErrName, ErrCode, ErrKeyForm or, if the office got its key
// meanwhile or has none and none is brought, ErrConflict.
func (r *Registry) Enrol(ctx context.Context, t Token, a Application) (Token, error) {
	inv, served, err := r.invited(ctx, t)
	if err != nil {
		return Token{}, err
	}
	if len(inv.TOTP) == 0 {
		return Token{}, fmt.Errorf("enrol officer: %w", ErrCode) // nobody has seen a secret yet
	}
	secret, err := r.openTOTP(inv.Officer.ID, inv.TOTP)
	if err != nil {
		return Token{}, err
	}
	step, ok := checkCode(secret, a.Code, r.Now(), 0)
	switch {
	case !validUser(a.User):
		err = ErrUser
	case !validName(a.Name):
		err = ErrName
	case !ok:
		err = ErrCode
	case !a.wellFormed():
		err = ErrKeyForm
	case (served.Key.Epoch == 0) != (a.Office != nil):
		err = ErrConflict
	}
	if err != nil {
		return Token{}, fmt.Errorf("enrol officer: %w", err)
	}
	session, cookie, err := r.newSession(inv.Officer.ID)
	if err != nil {
		return Token{}, err
	}
	e := Enrolment{Invitation: inv.Hash, Officer: inv.Officer, Login: a.Login, Recipient: a.Recipient, Sign: a.Sign, OwnKey: a.OwnKey,
		TOTP: inv.TOTP, CodeStep: step, Session: session}
	e.Officer.User, e.Officer.Name, e.Officer.Status = a.User, a.Name, Waiting
	if a.Office != nil || served.Key.Offline {
		e.Officer.Status = Active
	}
	if a.Office != nil {
		e.Key = &Key{Office: inv.Officer.Office.ID, Epoch: 1, Recipient: a.Office.Recipient, Sign: a.Office.Sign}
		e.Wrap = a.Office.Wrap
	}
	if e.Records, err = r.enrolRecords(e); err != nil {
		return Token{}, err
	}
	if err := r.Store.SaveEnrolment(ctx, e); err != nil {
		return Token{}, err
	}
	return cookie, nil
}

func (r *Registry) enrolRecords(e Enrolment) ([]Record, error) {
	id := e.Officer.ID
	acts := []keyAct{{Act: actEnrol, Officer: id, By: id, Recipient: e.Recipient, Sign: e.Sign}}
	if k := e.Key; k != nil {
		acts = append(acts,
			keyAct{Act: actMake, Epoch: k.Epoch, By: id, Recipient: k.Recipient, Sign: k.Sign},
			keyAct{Act: actWrap, Epoch: k.Epoch, Officer: id, By: id, Recipient: e.Recipient})
	}
	var records []Record
	for _, a := range acts {
		rec, err := r.record(e.Officer.Office, a)
		if err != nil {
			return nil, err
		}
		records = append(records, rec)
	}
	return records, nil
}

var userForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,30}[a-z0-9]$`)

func validUser(user string) bool { return userForm.MatchString(user) }

// maxWrap bounds an age file of 64 bytes to one recipient, which has about 1.8 kB.
const maxWrap = 4096

func (a Application) wellFormed() bool {
	ok := keyForm(a.Recipient, a.Sign) && wrapForm(a.OwnKey)
	if o := a.Office; o != nil {
		ok = ok && keyForm(o.Recipient, o.Sign) && wrapForm(o.Wrap)
	}
	return ok
}

func keyForm(recipient string, sign ed25519.PublicKey) bool {
	_, err := vault.ParseRecipient(recipient)
	return err == nil && len(sign) == ed25519.PublicKeySize
}

func wrapForm(wrap []byte) bool {
	return len(wrap) <= maxWrap && strings.HasPrefix(string(wrap), "age-encryption.org/v1\n")
}

var errTOTP = errors.New("an authenticator's secret does not open: was the key file replaced?")

// sealTOTP keeps an authenticator's secret from whoever has only the database. The officer's ID is bound in, so that one row's
// secret does not open in another's.
func (r *Registry) sealTOTP(officer string, secret []byte) ([]byte, error) {
	aead, err := r.totpCipher()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(r.Rand, nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, secret, []byte(officer)), nil
}

func (r *Registry) openTOTP(officer string, sealed []byte) ([]byte, error) {
	aead, err := r.totpCipher()
	if err != nil {
		return nil, err
	}
	n := aead.NonceSize()
	if len(sealed) < n {
		return nil, errTOTP
	}
	secret, err := aead.Open(nil, sealed[:n], sealed[n:], []byte(officer))
	if err != nil {
		return nil, errTOTP
	}
	return secret, nil
}

func (r *Registry) totpCipher() (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, r.Secret, nil, "netra/v1/totp", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
