package vault

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
	"io"

	"golang.org/x/crypto/argon2"
)

const (
	reporterRounds = 600_000 // of PBKDF2
	officerPasses  = 2       // of Argon2id
	officerMemory  = 19_456  // KiB
)

// Keys are what a phrase gives. The server keeps Lookup and the SHA-256 of Login.
type Keys struct {
	Lookup   [16]byte
	Login    Secret // 32 bytes
	Identity Identity
	SaltSeed Secret // 32 bytes, for [Salt]
	Sign     SigningKey
}

// ReporterKeys derives the keys of a reporter's code on the named instance, in
// about 0.1 s (PBKDF2).
func ReporterKeys(code Phrase, instance string) (Keys, error) {
	salt := sha256.Sum256([]byte("netra/v1/reporter\n" + instance))
	master, err := pbkdf2.Key(sha256.New, string(code.Open()), salt[:], reporterRounds, 32)
	if err != nil {
		return Keys{}, fmt.Errorf("derive a reporter's keys: %w", err)
	}
	return expand(master)
}

// OfficerKeys derives the keys of an officer's passphrase on the named
// instance, in about 0.05 s and 19 MiB (Argon2id). The user name has no line
// end; its bytes count as they are.
func OfficerKeys(passphrase Phrase, instance, user string) (Keys, error) {
	salt := sha256.Sum256([]byte("netra/v1/officer\n" + instance + "\n" + user))
	return expand(argon2.IDKey(passphrase.Open(), salt[:], officerPasses, officerMemory, 1, 32))
}

// Salt returns the salt of the given name ("header", "content", "leaf") for the
// thing with the given id.
func Salt(seed Secret, id, name string) [32]byte {
	return derive(seed.Open(), "netra/v1/salt/"+id+"/"+name)
}

func expand(master []byte) (Keys, error) {
	lookup := derive(master, "netra/v1/lookup")
	login := derive(master, "netra/v1/login")
	salt := derive(master, "netra/v1/salt")
	identity, err := IdentityFromSeed(derive(master, "netra/v1/identity"))
	return Keys{
		Lookup:   [16]byte(lookup[:16]), // what HKDF gives where 16 bytes are asked for
		Login:    NewSecret(login[:]),
		Identity: identity,
		SaltSeed: NewSecret(salt[:]),
		Sign:     SigningKeyFromSeed(derive(master, "netra/v1/sign")),
	}, err
}

// derive is HKDF-SHA256 without salt. It cannot fail: HKDF gives up to 8,160
// bytes.
func derive(secret []byte, info string) [32]byte {
	b, err := hkdf.Key(sha256.New, secret, nil, info, 32)
	if err != nil {
		panic(err)
	}
	return [32]byte(b)
}

// A SigningKey is an Ed25519 private key that cannot be printed.
type SigningKey struct{ Secret } // the 32-byte seed

// NewSigningKey draws a key.
func NewSigningKey(rand io.Reader) (SigningKey, error) {
	seed, err := newSeed(rand)
	if err != nil {
		return SigningKey{}, err
	}
	return SigningKeyFromSeed(seed), nil
}

// SigningKeyFromSeed returns the key of an Ed25519 seed.
func SigningKeyFromSeed(seed [32]byte) SigningKey { return SigningKey{NewSecret(seed[:])} }

// Public returns the public key.
func (k SigningKey) Public() ed25519.PublicKey {
	return k.private().Public().(ed25519.PublicKey)
}

func (k SigningKey) private() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(k.Open()) }

func newSeed(rand io.Reader) (seed [32]byte, err error) {
	if _, err = io.ReadFull(rand, seed[:]); err != nil {
		err = fmt.Errorf("draw a seed: %w", err)
	}
	return seed, err
}
