package office

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"netra/vault"
)

// How long a session lasts: without a request, and at all.
const (
	SessionIdle = 8 * time.Hour
	SessionAge  = 24 * time.Hour
)

// seenStep is how exactly the last request of a session is known; a write for each would be too many.
const seenStep = 5 * time.Minute

// Errors of signing in.
var (
	// ErrSignIn: name, passphrase or code is wrong, or codes come too fast. Which one is not said.
	ErrSignIn = errors.New("sign-in refused")
	// ErrNoSession: there is no such session, or it has ended.
	ErrNoSession = errors.New("no session")
)

// accounts is the part of Store that keeps officers.
type accounts interface {
	// EnrolledOfficers counts officers that ever enrolled and are not revoked.
	EnrolledOfficers(ctx context.Context) (int, error)
	// SaveInvitation stores an officer to be.
	SaveInvitation(ctx context.Context, inv Invitation) error
	// Invitation finds an invitation by its token's hash, of the office only the ID; ErrNotFound.
	Invitation(ctx context.Context, hash [32]byte) (Invitation, error)
	// SaveEnrolment stores an enrolment whole; ErrInvitation, ErrTaken or ErrConflict.
	SaveEnrolment(ctx context.Context, e Enrolment) error

	// Account finds an officer who may sign in by user name, and the attempts counted under bucket; ErrNotFound, but the
	// attempts are filled in all the same.
	Account(ctx context.Context, user string, bucket Bucket) (Account, error)
	// SaveAttempt adds a refused sign-in to those before. A pause that runs longer stays.
	SaveAttempt(ctx context.Context, a Attempt) error
	// SaveSignIn starts a session, forgets the attempts and ends the officer's sessions that are over; ErrConflict if the code's
	// step was used or an attempt was counted meanwhile.
	SaveSignIn(ctx context.Context, s SignIn) error
	// Session finds a session by its cookie's hash, with its officer; ErrNotFound.
	Session(ctx context.Context, hash [32]byte) (Session, error)
	// TouchSession notes a session's last request.
	TouchSession(ctx context.Context, hash [32]byte, at time.Time) error
	// EndSession ends a session by its ID; one that is not there is no error.
	EndSession(ctx context.Context, id string) error
	// Sessions lists the sessions of an office's officers.
	Sessions(ctx context.Context, office ID) ([]Session, error)

	// Officers lists an office's officers by name, without revoked ones.
	Officers(ctx context.Context, office ID) ([]Colleague, error)
	// Keyring gives an officer's sealed keys; ErrNotFound.
	Keyring(ctx context.Context, officer string) (Keyring, error)
	// SaveGift stores the wrap of an office's key to a waiting officer, who becomes active; ErrConflict if they do not wait.
	SaveGift(ctx context.Context, g Gift) error
	// SaveRevocation deletes an officer's wraps, sessions and sealed key; ErrConflict if they are revoked already, ErrLastHolder
	// if nobody else holds the office's key and the revocation does not say that this may be.
	SaveRevocation(ctx context.Context, v Revocation) error
	// SaveKey stores an office's first key when no officer made it; ErrConflict if it has one.
	SaveKey(ctx context.Context, k Key, rec Record) error
	// SetLang notes the language that an officer reads.
	SetLang(ctx context.Context, officer, lang string) error
}

// A Bucket stands for a user name in the count of refused sign-ins. There are 65,536, so that a flood of invented names fills
// no table.
type Bucket int

func bucketOf(user string) Bucket {
	sum := sha256.Sum256([]byte("netra/v1/attempt\n" + user))
	return Bucket(binary.BigEndian.Uint16(sum[:]))
}

// An Account is what a sign-in is checked against.
type Account struct {
	Officer  Officer
	Login    [32]byte // SHA-256 of the login secret
	TOTP     []byte   // sealed
	CodeStep int64    // the newest that was used
	Failed   int      // refused since the last sign-in, with the right passphrase
	Wait     time.Time
}

// An Attempt is a refused sign-in. Every refusal writes one, so that all take the same time; only those with the right
// passphrase count, so that a stranger who knows a user name can lock nobody out.
type Attempt struct {
	Bucket Bucket
	Failed int       // 1 if it counts, else 0; added to those before
	Wait   time.Time // no code is looked at before
}

// SignIn is a sign-in that was accepted.
type SignIn struct {
	Bucket   Bucket
	Failed   int // that the account had when the code was looked at
	CodeStep int64
	Session  NewSession
	Before   Limits
}

// Limits are the moments before which a session's start or last request ends it.
type Limits struct{ Made, Seen time.Time }

// A NewSession is a session to be stored.
type NewSession struct {
	Hash    [32]byte // of the cookie
	ID      string
	Officer string
	Label   string
	At      time.Time
}

// A Session is one browser that is signed in. What is known of it is a label made for it and when it began: no address, no
// browser's name.
type Session struct {
	ID         string
	Officer    Officer
	Label      string // two words
	Lang       string // that the officer reads; empty if never chosen
	Made, Seen time.Time
}

// noAccount stands in for an unknown user, so that refusing one takes the same work.
var noAccount = Account{Login: sha256.Sum256([]byte("nobody")), Officer: Officer{Status: Revoked}}

// SignIn checks a user name, the login secret that the passphrase gives, and a code of the authenticator app, and starts a
// session. The error wraps ErrSignIn.
//
// A login secret has 72 bits and needs no throttle. A code has six digits: after a wrong one that came with the right secret
// the next is looked at only after a pause that doubles from 1 s to 15 min.
func (r *Registry) SignIn(ctx context.Context, user string, login [32]byte, code string) (Token, error) {
	user = strings.ToLower(strings.TrimSpace(user))
	bucket := bucketOf(user)
	if !validUser(user) {
		user = "" // nobody's; a database may not take what was typed
	}
	now := r.Now()
	a, err := r.Store.Account(ctx, user, bucket)
	if errors.Is(err, ErrNotFound) {
		stand := noAccount
		stand.Failed, stand.Wait = a.Failed, a.Wait
		a = stand
	} else if err != nil {
		return Token{}, fmt.Errorf("sign in: %w", err)
	}
	given := sha256.Sum256(login[:])
	secretOK := subtle.ConstantTimeCompare(given[:], a.Login[:]) == 1
	step, codeOK := checkCode(r.totpSecret(a), code, now, a.CodeStep)
	if secretOK && codeOK && !now.Before(a.Wait) && a.Officer.Status != Revoked {
		cookie, err := r.signedIn(ctx, bucket, a, step)
		if !errors.Is(err, ErrConflict) {
			return cookie, err
		}
		// Another code was wrong at the same moment, or this one came twice: refused like any other.
	}
	if err := r.Store.SaveAttempt(ctx, a.refused(bucket, secretOK, now)); err != nil {
		return Token{}, fmt.Errorf("sign in: %w", err)
	}
	return Token{}, ErrSignIn
}

// signedIn starts the session of a sign-in whose code was right; ErrConflict.
func (r *Registry) signedIn(ctx context.Context, bucket Bucket, a Account, step int64) (Token, error) {
	session, cookie, err := r.newSession(a.Officer.ID)
	if err != nil {
		return Token{}, fmt.Errorf("sign in: %w", err)
	}
	return cookie, r.Store.SaveSignIn(ctx, SignIn{bucket, a.Failed, step, session, r.limits()})
}

// totpSecret opens an account's secret. One that does not open is as good as an empty one: no code fits it.
func (r *Registry) totpSecret(a Account) []byte {
	secret, err := r.openTOTP(a.Officer.ID, a.TOTP)
	if err != nil {
		return r.Secret
	}
	return secret
}

// refused is what a refusal leaves behind.
func (a Account) refused(bucket Bucket, secretOK bool, now time.Time) Attempt {
	if !secretOK || now.Before(a.Wait) {
		return Attempt{bucket, 0, a.Wait}
	}
	return Attempt{bucket, 1, now.Add(min(time.Second<<min(a.Failed, 20), 15*time.Minute))}
}

func (r *Registry) limits() Limits {
	now := r.Now()
	return Limits{now.Add(-SessionAge), now.Add(-SessionIdle)}
}

func (r *Registry) newSession(officer string) (NewSession, Token, error) {
	cookie, err := r.token()
	if err != nil {
		return NewSession{}, Token{}, err
	}
	id, err := vault.NewID(r.Rand)
	if err != nil {
		return NewSession{}, Token{}, err
	}
	words, err := vault.NewPassphrase(r.Rand)
	if err != nil {
		return NewSession{}, Token{}, err
	}
	label := strings.Join(strings.Fields(string(words.Open()))[:2], " ")
	return NewSession{cookie.hash(), id, officer, label, r.Now()}, cookie, nil
}

// Session finds who holds a cookie. The error wraps ErrNoSession.
func (r *Registry) Session(ctx context.Context, cookie string) (Session, error) {
	s, hash, err := r.session(ctx, cookie)
	if err != nil {
		return Session{}, err
	}
	if now := r.Now(); now.Sub(s.Seen) >= seenStep {
		if err := r.Store.TouchSession(ctx, hash, now); err != nil {
			return Session{}, err
		}
	}
	return s, nil
}

// Alive tells whether a cookie still has a session, without prolonging it. The error wraps ErrNoSession.
func (r *Registry) Alive(ctx context.Context, cookie string) error {
	_, _, err := r.session(ctx, cookie)
	return err
}

func (r *Registry) session(ctx context.Context, cookie string) (Session, [32]byte, error) {
	t, err := ParseToken(cookie)
	if err != nil {
		return Session{}, [32]byte{}, ErrNoSession
	}
	s, err := r.Store.Session(ctx, t.hash())
	end := r.limits()
	if errors.Is(err, ErrNotFound) || err == nil && (!s.Made.After(end.Made) || !s.Seen.After(end.Seen)) {
		err = ErrNoSession
	}
	if err != nil {
		return Session{}, [32]byte{}, fmt.Errorf("find session: %w", err)
	}
	return s, t.hash(), nil
}

// Sessions lists the sessions of all officers of the officer's own office, so that a stranger's is seen.
func (r *Registry) Sessions(ctx context.Context, by Officer) ([]Session, error) {
	all, err := r.Store.Sessions(ctx, by.Office.ID)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	end := r.limits()
	var open []Session
	for _, s := range all {
		if s.Made.After(end.Made) && s.Seen.After(end.Seen) {
			open = append(open, s)
		}
	}
	return open, nil
}

// EndSession ends one's own session or a colleague's. The error wraps ErrNotFound.
func (r *Registry) EndSession(ctx context.Context, by Officer, id string) error {
	all, err := r.Store.Sessions(ctx, by.Office.ID)
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	for _, s := range all {
		if s.ID == id && (s.Officer.ID == by.ID || by.Status == Active) {
			return r.Store.EndSession(ctx, id)
		}
	}
	return fmt.Errorf("end session: %w", ErrNotFound)
}

// SetLang notes the language that an officer reads, "id" or "en".
func (r *Registry) SetLang(ctx context.Context, by Officer, lang string) error {
	return r.Store.SetLang(ctx, by.ID, lang)
}
