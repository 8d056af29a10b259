// Package vault seals what must not be read by the server or by chance: it
// turns words into keys, encrypts with age to hybrid post-quantum recipients,
// signs and checks statements about a report, and cuts files into sealed
// parts. Every format is that of doc/formats.md.
//
// Plaintext and keys live in types that refuse to be printed, logged or
// marshalled. No error of this package contains them. It keeps nothing and
// writes to no disk; randomness comes from the caller, except inside age, which
// draws file keys and nonces from crypto/rand itself.
package vault

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
)

// ErrSecret is the error of marshalling a secret.
var ErrSecret = errors.New("a secret is not marshalled")

const redacted = "[secret]"

// A Secret holds bytes that only [Secret.Open] gives out: fmt and slog print
// "[secret]", JSON and text encoding fail with [ErrSecret]. The bytes sit in a
// closure, because fmt walks unexported fields without asking them and slog asks
// only the outermost value. The zero Secret is empty.
type Secret struct{ open func() []byte }

// NewSecret keeps a copy of b.
func NewSecret(b []byte) Secret {
	b = slices.Clone(b)
	return Secret{func() []byte { return b }}
}

// Open returns the bytes, which the caller must not change.
func (s Secret) Open() []byte {
	if s.open == nil {
		return nil
	}
	return s.open()
}

// Format prints "[secret]" for every verb.
func (Secret) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// String returns "[secret]".
func (Secret) String() string { return redacted }

// GoString returns "[secret]".
func (Secret) GoString() string { return redacted }

// LogValue returns "[secret]".
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON fails with [ErrSecret].
func (Secret) MarshalJSON() ([]byte, error) { return nil, ErrSecret }

// MarshalText fails with [ErrSecret].
func (Secret) MarshalText() ([]byte, error) { return nil, ErrSecret }
