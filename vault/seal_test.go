package vault

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"
)

func newTestIdentity(t testing.TB) Identity {
	t.Helper()
	id, err := NewIdentity(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestIdentityFromSeedIsAges(t *testing.T) {
	id, err := IdentityFromSeed([32]byte{1, 2, 3, 255})
	if err != nil {
		t.Fatal(err)
	}
	text := bech32Encode(identityPrefix, [32]byte{1, 2, 3, 255})
	if got := id.age().String(); got != text {
		t.Errorf("age writes the identity as another text")
	}
	if seed, ok := bech32Decode(identityPrefix, text); !ok || seed != [32]byte{1, 2, 3, 255} {
		t.Errorf("bech32Decode gives another seed")
	}
}

func TestParseRecipient(t *testing.T) {
	hybrid := newTestIdentity(t).Recipient().String()
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, in string
		want     error
	}{
		{"hybrid", hybrid, nil},
		{"X25519", classic.Recipient().String(), ErrNotHybrid},
		{"tagged", "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e", ErrNotHybrid},
		{"SSH", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN alice", ErrNotHybrid},
		{"a secret key", bech32Encode(identityPrefix, [32]byte{}), ErrNotHybrid},
		{"capitals", strings.ToUpper(hybrid), ErrNotHybrid},
		{"a changed letter", hybrid[:100] + swapLetter(hybrid[100]) + hybrid[101:], ErrNotHybrid},
		{"cut off", hybrid[:len(hybrid)-1], ErrNotHybrid},
		{"a space behind", hybrid + " ", ErrNotHybrid},
		{"nothing", "", ErrNotHybrid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := ParseRecipient(tt.in)
			if err != tt.want {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if err == nil && r.String() != tt.in {
				t.Error("recipient is written another way")
			}
		})
	}
}

func swapLetter(c byte) string {
	if c == 'q' {
		return "p"
	}
	return "q"
}

func TestOpen(t *testing.T) {
	id := newTestIdentity(t)
	plain := bytes.Repeat([]byte("x"), 70_000)
	sealed, err := Seal(id.Recipient(), plain)
	if err != nil {
		t.Fatal(err)
	}
	changed := func(i int) []byte {
		b := bytes.Clone(sealed)
		b[i] ^= 1
		return b
	}
	classic, _ := age.GenerateX25519Identity()
	var other bytes.Buffer
	w, _ := age.Encrypt(&other, classic.Recipient())
	w.Close()
	tests := []struct {
		name   string
		id     Identity
		sealed []byte
		limit  int
		want   error
	}{
		{"as sealed", id, sealed, len(plain), nil},
		{"longer than the limit", id, sealed, len(plain) - 1, ErrTooBig},
		{"another key", newTestIdentity(t), sealed, len(plain), ErrWrongKey},
		{"no key", Identity{}, sealed, len(plain), ErrWrongKey},
		{"another kind of recipient", id, other.Bytes(), len(plain), ErrWrongKey},
		{"last byte changed", id, changed(len(sealed) - 1), len(plain), ErrAltered},
		{"first chunk changed", id, changed(2000), len(plain), ErrAltered},
		{"intro changed", id, changed(3), len(plain), ErrAltered},
		{"cut off", id, sealed[:len(sealed)-1], len(plain), ErrAltered},
		{"cut off at a chunk", id, sealed[:len(sealed)-(70_000-65_536)-16], len(plain), ErrAltered},
		{"more behind", id, append(bytes.Clone(sealed), 0), len(plain), ErrAltered},
		{"not age", id, []byte("a report in plain text"), len(plain), ErrAltered},
		{"nothing", id, nil, len(plain), ErrAltered},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Open(tt.id, tt.sealed, tt.limit)
			if err != tt.want {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if err == nil && !bytes.Equal(got.Open(), plain) {
				t.Error("opened to something else")
			}
		})
	}
}

func TestNothingIsSealedToTheZeroRecipient(t *testing.T) {
	if _, err := Seal(Recipient{}, nil); err != ErrNotHybrid {
		t.Errorf("error %v, want ErrNotHybrid", err)
	}
}

func TestOpenFromKeepsTheReadersError(t *testing.T) {
	id := newTestIdentity(t)
	sealed, err := Seal(id.Recipient(), make([]byte, 100_000))
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken disk")
	for _, at := range []int{10, 80_000} {
		r, err := OpenFrom(io.MultiReader(bytes.NewReader(sealed[:at]), iotest.ErrReader(broken)), id)
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if !errors.Is(err, broken) {
			t.Errorf("broken at %d: %v", at, err)
		}
	}
}

func TestWraps(t *testing.T) {
	holder, report := newTestIdentity(t), newTestIdentity(t)
	key, err := NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := Wrap(holder.Recipient(), report)
	if err != nil {
		t.Fatal(err)
	}
	keyWrap, err := WrapKey(holder.Recipient(), key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Unwrap(holder, wrap); err != nil || !bytes.Equal(got.Open(), report.Open()) {
		t.Errorf("Unwrap: %v, or another key", err)
	}
	if got, err := UnwrapKey(holder, keyWrap); err != nil || string(got.Text().Open()) != string(key.Text().Open()) {
		t.Errorf("UnwrapKey: %v, or another key", err)
	}
	if _, err := Unwrap(holder, keyWrap); err != ErrWrap {
		t.Errorf("an office's key taken for a report's: %v", err)
	}
	if _, err := UnwrapKey(holder, wrap); err != ErrWrap {
		t.Errorf("a report's key taken for an office's: %v", err)
	}
	if _, err := Unwrap(report, wrap); err != ErrWrongKey {
		t.Errorf("a stranger's key: %v, want ErrWrongKey", err)
	}
}

func TestParseKey(t *testing.T) {
	key, err := NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text := string(key.Text().Open())
	identity, sign, _ := strings.Cut(strings.TrimSpace(text), "\n")
	tests := []struct {
		name, text string
		want       error
	}{
		{"as written", text, nil},
		{"typed on Windows", "\r\n " + strings.ReplaceAll(text, "\n", "\r\n"), nil},
		{"in the other order", sign + "\n" + identity, ErrKeyText},
		{"one line", identity, ErrKeyText},
		{"three lines", text + sign, ErrKeyText},
		{"small letters", strings.ToLower(text), ErrKeyText},
		{"a wrong letter", identity[:30] + strings.ToUpper(swapLetter(identity[30]|' ')) + identity[31:] + "\n" + sign, ErrKeyText},
		{"a letter that Bech32 lacks", identity[:30] + "B" + identity[31:] + "\n" + sign, ErrKeyText},
		{"cut off", text[:len(text)-2], ErrKeyText},
		{"nothing", "", ErrKeyText},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseKey([]byte(tt.text))
			if err != tt.want {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if err == nil && !bytes.Equal(got.Text().Open(), key.Text().Open()) {
				t.Error("another key")
			}
		})
	}
}
