package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/iotest"
)

// TestSecretsAreNotShown prints secrets in the ways in which they slip into logs.
func TestSecretsAreNotShown(t *testing.T) {
	const marker = "MARKER"
	secret := NewSecret([]byte(marker))
	seed := [32]byte([]byte(strings.Repeat(marker, 6)[:32]))
	identity, err := IdentityFromSeed(seed)
	if err != nil {
		t.Fatal(err)
	}
	key := Key{identity, SigningKeyFromSeed(seed)}
	values := []struct {
		name  string
		value any
	}{
		{"a secret", secret},
		{"a pointer to one", &secret},
		{"in an exported field", struct{ S Secret }{secret}},
		{"in an unexported field", struct{ s Secret }{secret}},
		{"in a slice in an unexported field", struct{ s []Secret }{[]Secret{secret}}},
		{"in a map", map[string]Secret{"k": secret}},
		{"a phrase", phraseOf([]string{marker})},
		{"a phrase in an unexported field", struct{ p Phrase }{phraseOf([]string{marker})}},
		{"an identity", identity},
		{"an identity in an unexported field", struct{ id Identity }{identity}},
		{"a key", key},
		{"a key in an unexported field", struct{ k *Key }{&key}},
		{"keys of a phrase", Keys{Login: secret, Identity: identity, SaltSeed: secret, Sign: key.Sign}},
		{"a statement", Statement{Header: secret, Content: secret}},
		{"a statement in an unexported field", struct{ s Statement }{Statement{Header: secret, Content: secret}}},
		{"a file's name", File{Name: secret}},
	}
	shows := []struct {
		name string
		show func(w io.Writer, v any)
	}{
		{"fmt", func(w io.Writer, v any) { fmt.Fprintf(w, "%v %+v %#v %s %q %x %d", v, v, v, v, v, v, v) }},
		{"slog text", func(w io.Writer, v any) { slog.New(slog.NewTextHandler(w, nil)).Info("m", "v", v) }},
		{"slog JSON", func(w io.Writer, v any) { slog.New(slog.NewJSONHandler(w, nil)).Info("m", "v", v) }},
		{"JSON", func(w io.Writer, v any) {
			b, err := json.Marshal(v)
			fmt.Fprintf(w, "%s %v", b, err)
		}},
	}
	hidden := []string{marker, fmt.Sprintf("%x", marker), fmt.Sprintf("%X", marker), "77 65 82 75 69 82", "AGE-SECRET", "TUFSS0VS"}
	for _, v := range values {
		for _, s := range shows {
			t.Run(v.name+" by "+s.name, func(t *testing.T) {
				var out bytes.Buffer
				s.show(&out, v.value)
				for _, h := range hidden {
					if strings.Contains(out.String(), h) {
						t.Errorf("shown as %q", out.String())
					}
				}
			})
		}
	}
}

func TestSecretRefusesMarshalling(t *testing.T) {
	s := NewSecret([]byte("x"))
	if _, err := json.Marshal(s); !errors.Is(err, ErrSecret) {
		t.Errorf("json.Marshal: %v, want ErrSecret", err)
	}
	if _, err := s.MarshalText(); !errors.Is(err, ErrSecret) {
		t.Errorf("MarshalText: %v, want ErrSecret", err)
	}
	if got := fmt.Sprint(s); got != "[secret]" {
		t.Errorf("printed as %q", got)
	}
}

func TestSecretKeepsItsOwnCopy(t *testing.T) {
	b := []byte("abc")
	s := NewSecret(b)
	b[0] = 'x'
	if got := string(s.Open()); got != "abc" {
		t.Errorf("Open() = %q", got)
	}
	if got := (Secret{}).Open(); got != nil {
		t.Errorf("zero secret opens to %q", got)
	}
}

func TestNothingIsMadeWithoutRandomness(t *testing.T) {
	broken := errors.New("no randomness")
	draws := map[string]func(io.Reader) (any, error){
		"code":       func(r io.Reader) (any, error) { return NewCode(r) },
		"passphrase": func(r io.Reader) (any, error) { return NewPassphrase(r) },
		"identity":   func(r io.Reader) (any, error) { return NewIdentity(r) },
		"signing":    func(r io.Reader) (any, error) { return NewSigningKey(r) },
		"key":        func(r io.Reader) (any, error) { return NewKey(r) },
		"id":         func(r io.Reader) (any, error) { return NewID(r) },
	}
	for name, draw := range draws {
		short := io.MultiReader(strings.NewReader("short"), iotest.ErrReader(broken))
		if got, err := draw(short); !errors.Is(err, broken) {
			t.Errorf("%s: %v, %v; want the reader's error", name, got, err)
		}
	}
}
