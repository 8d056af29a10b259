package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
)

// ed25519Type is the signature type byte of an Ed25519 key (C2SP signed-note v1.0.0).
const ed25519Type = 0x01

// strict is base64 that refuses other tail bits; newlines within are caught where text is compared with its re-encoding.
var strict = base64.StdEncoding.Strict()

// LogName is the name of an instance's first log key, and the log's origin. There is one origin a key.
func LogName(instance string) string { return instance + "/log/1" }

// ReceiptName is the name of an instance's first receipt key.
func ReceiptName(instance string) string { return instance + "/receipt/1" }

// A VerifierKey is a named Ed25519 public key. Two are the same key if they are ==.
type VerifierKey struct {
	name   string
	public [ed25519.PublicKeySize]byte
}

// ParseVerifierKey reads a key in C2SP's text form, NAME+ID+KEY. The error wraps ErrKey.
func ParseVerifierKey(text string) (VerifierKey, error) {
	name, rest, _ := strings.Cut(text, "+")
	_, b64, _ := strings.Cut(rest, "+")
	raw, err := strict.DecodeString(b64)
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != ed25519Type || !validName(name) {
		return VerifierKey{}, fmt.Errorf("parse verifier key: %w", ErrKey)
	}
	k := VerifierKey{name, [ed25519.PublicKeySize]byte(raw[1:])}
	if k.String() != text {
		return VerifierKey{}, fmt.Errorf("parse verifier key: %w", ErrKey)
	}
	return k, nil
}

// validName reports whether name can name a key: not empty, no space, no plus (C2SP signed-note v1.0.0), no control
// character, at most 255 bytes.
func validName(name string) bool {
	return name != "" && len(name) <= 255 && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '+' || unicode.IsSpace(r) || unicode.IsControl(r)
	})
}

// Name is the key's name; of a log key the log's origin.
func (k VerifierKey) Name() string { return k.name }

// ID tells keys of one name apart. It is short and proves nothing.
func (k VerifierKey) ID() uint32 {
	h := sha256.New()
	h.Write([]byte(k.name))
	h.Write([]byte{'\n', ed25519Type})
	h.Write(k.public[:])
	return binary.BigEndian.Uint32(h.Sum(nil))
}

// String is the key in the form that [ParseVerifierKey] reads.
func (k VerifierKey) String() string {
	text, err := note.NewEd25519VerifierKey(k.name, k.public[:])
	if err != nil {
		panic(err) // the array has the right length
	}
	return text
}

func (k VerifierKey) verify(message string, sig [ed25519.SignatureSize]byte) bool {
	return ed25519.Verify(k.public[:], []byte(message), sig[:])
}

// A SigningKey is the private half of a VerifierKey. It formats as its public half and gives the seed to nobody.
type SigningKey struct {
	VerifierKey
	sign func(message string) [ed25519.SignatureSize]byte
}

// NewSigningKey makes the key of that name from a seed. The error wraps ErrKey if name cannot name a key.
func NewSigningKey(name string, seed [ed25519.SeedSize]byte) (SigningKey, error) {
	if !validName(name) {
		return SigningKey{}, fmt.Errorf("make signing key: %w", ErrKey)
	}
	private := ed25519.NewKeyFromSeed(seed[:])
	return SigningKey{
		VerifierKey{name, [ed25519.PublicKeySize]byte(private[ed25519.SeedSize:])},
		func(message string) [ed25519.SignatureSize]byte {
			return [ed25519.SignatureSize]byte(ed25519.Sign(private, []byte(message)))
		},
	}, nil
}

// FormatSigningKey writes a private key as a key file holds it: one line PRIVATE+KEY+NAME+ID+SEED, the form that
// golang.org/x/mod/sumdb/note reads too. The error wraps ErrKey if name cannot name a key.
func FormatSigningKey(name string, seed [ed25519.SeedSize]byte) (string, error) {
	k, err := NewSigningKey(name, seed)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s\n", name, k.ID(), strict.EncodeToString(append([]byte{ed25519Type}, seed[:]...))), nil
}

// ParseSigningKey reads a key file, with or without the last newline. The error wraps ErrKey.
func ParseSigningKey(file string) (SigningKey, error) {
	file = strings.TrimSuffix(file, "\n")
	fields := strings.SplitN(file, "+", 5)
	if len(fields) != 5 {
		return SigningKey{}, fmt.Errorf("parse signing key: %w", ErrKey)
	}
	raw, err := strict.DecodeString(fields[4])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return SigningKey{}, fmt.Errorf("parse signing key: %w", ErrKey)
	}
	seed := [ed25519.SeedSize]byte(raw[1:])
	canonical, err := FormatSigningKey(fields[2], seed)
	if err != nil || canonical != file+"\n" {
		return SigningKey{}, fmt.Errorf("parse signing key: %w", ErrKey)
	}
	return NewSigningKey(fields[2], seed)
}
