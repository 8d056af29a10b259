package vault

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// ErrNotHybrid means that a recipient is not of the hybrid post-quantum kind,
// "age1pq1…", in its canonical form. age would seal to other kinds as well, and
// the browser's library even to a mixture.
var ErrNotHybrid = errors.New("recipient is not hybrid (age1pq1)")

const identityPrefix = "AGE-SECRET-KEY-PQ-"

// An Identity opens what was sealed to its [Recipient]: an age hybrid identity
// (ML-KEM-768 and X25519) that cannot be printed. The zero Identity opens nothing.
type Identity struct {
	Secret // the 32-byte seed
	age    func() *age.HybridIdentity
}

// NewIdentity draws an identity.
func NewIdentity(rand io.Reader) (Identity, error) {
	seed, err := newSeed(rand)
	if err != nil {
		return Identity{}, err
	}
	return IdentityFromSeed(seed)
}

// IdentityFromSeed returns the identity of a seed.
func IdentityFromSeed(seed [32]byte) (Identity, error) {
	id, err := age.ParseHybridIdentity(bech32Encode(identityPrefix, seed))
	if err != nil {
		return Identity{}, fmt.Errorf("make an age identity: %w", err)
	}
	return Identity{NewSecret(seed[:]), func() *age.HybridIdentity { return id }}, nil
}

// Recipient returns the recipient to which only id opens.
func (id Identity) Recipient() Recipient { return Recipient{id.age().Recipient()} }

// A Recipient is a hybrid public key of age. Nothing is sealed to the zero
// Recipient.
type Recipient struct{ age *age.HybridRecipient }

// ParseRecipient reads a recipient as [Recipient.String] writes it. The error
// is [ErrNotHybrid].
func ParseRecipient(s string) (Recipient, error) {
	if !strings.HasPrefix(s, "age1pq1") {
		return Recipient{}, ErrNotHybrid
	}
	r, err := age.ParseHybridRecipient(s)
	if err != nil || r.String() != s {
		return Recipient{}, ErrNotHybrid
	}
	return Recipient{r}, nil
}

// String returns "age1pq1…", 1,959 characters.
func (r Recipient) String() string { return r.age.String() }
