package vault

import (
	"errors"
	"io"
	"slices"
	"strings"
)

var (
	// ErrWrap means that a wrap opens, but does not hold a key of the kind asked for.
	ErrWrap = errors.New("wrap does not hold such a key")
	// ErrKeyText means that a text is not a key as [Key.Text] writes it.
	ErrKeyText = errors.New("not a key file")
)

const (
	seedSize = 32
	keySize  = 2 * seedSize

	signPrefix = "NETRA-SIGN-KEY-"
)

// Wrap seals a report key to r: an office's intake key, or the reporter's
// identity.
func Wrap(r Recipient, report Identity) ([]byte, error) { return Seal(r, report.Open()) }

// Unwrap opens what [Wrap] made. The error is [ErrWrap] or one of [Open].
func Unwrap(id Identity, wrap []byte) (Identity, error) {
	seed, err := openWrap(id, wrap, seedSize)
	if err != nil {
		return Identity{}, err
	}
	return IdentityFromSeed([32]byte(seed))
}

// A Key is what an office of an epoch, or an officer, holds: it opens wraps and
// signs.
type Key struct {
	Identity Identity
	Sign     SigningKey
}

// NewKey draws a key.
func NewKey(rand io.Reader) (Key, error) {
	id, err := NewIdentity(rand)
	if err != nil {
		return Key{}, err
	}
	sign, err := NewSigningKey(rand)
	if err != nil {
		return Key{}, err
	}
	return Key{id, sign}, nil
}

// WrapKey seals k to r: an officer's key or a passphrase's identity.
func WrapKey(r Recipient, k Key) ([]byte, error) {
	return Seal(r, slices.Concat(k.Identity.Open(), k.Sign.Open()))
}

// UnwrapKey opens what [WrapKey] made. The error is [ErrWrap] or one of [Open].
func UnwrapKey(id Identity, wrap []byte) (Key, error) {
	b, err := openWrap(id, wrap, keySize)
	if err != nil {
		return Key{}, err
	}
	return keyFromSeeds([32]byte(b[:seedSize]), [32]byte(b[seedSize:]))
}

// Text writes k as a key file: two lines, for the identity and for the signing
// seed.
func (k Key) Text() Secret {
	return NewSecret([]byte(bech32Encode(identityPrefix, [32]byte(k.Identity.Open())) + "\n" +
		bech32Encode(signPrefix, [32]byte(k.Sign.Open())) + "\n"))
}

// ParseKey reads a key file; white space about its two lines does not matter. The
// error is [ErrKeyText].
func ParseKey(text []byte) (Key, error) {
	lines := strings.Fields(string(text))
	if len(lines) != 2 {
		return Key{}, ErrKeyText
	}
	identity, ok1 := bech32Decode(identityPrefix, lines[0])
	sign, ok2 := bech32Decode(signPrefix, lines[1])
	if !ok1 || !ok2 {
		return Key{}, ErrKeyText
	}
	return keyFromSeeds(identity, sign)
}

func keyFromSeeds(identity, sign [32]byte) (Key, error) {
	id, err := IdentityFromSeed(identity)
	return Key{id, SigningKeyFromSeed(sign)}, err
}

func openWrap(id Identity, wrap []byte, size int) ([]byte, error) {
	plain, err := Open(id, wrap, keySize)
	if err != nil {
		return nil, err
	}
	if len(plain.Open()) != size {
		return nil, ErrWrap
	}
	return plain.Open(), nil
}
