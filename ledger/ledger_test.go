package ledger

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const (
	testInstance = "netra.example.org"
	testBeat     = 10 * time.Minute
)

var (
	testNow = time.Date(2026, 12, 28, 7, 3, 20, 0, time.UTC)
	quiet   = slog.New(slog.DiscardHandler)
)

func testRandom(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func testKey(t testing.TB, name string, seed byte) SigningKey {
	t.Helper()
	k, err := NewSigningKey(name, [32]byte{seed})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestBeats(t *testing.T) {
	tests := []struct {
		rule, now, beat, promised string
		length                    time.Duration
	}{
		{"a beat is the newest multiple of its length", "2026-12-28T07:03:20Z", "2026-12-28T07:00:00Z", "2026-12-28T07:20:00Z", 10 * time.Minute},
		{"on a beat it is that beat, and the beat after next is two on", "2026-12-28T07:10:00Z", "2026-12-28T07:10:00Z", "2026-12-28T07:30:00Z", 10 * time.Minute},
		{"just before a beat the promise leaves a whole beat's time", "2026-12-28T07:09:59Z", "2026-12-28T07:00:00Z", "2026-12-28T07:20:00Z", 10 * time.Minute},
		{"beats count from 1970, also when they do not divide a day", "1970-01-01T00:15:00Z", "1970-01-01T00:14:00Z", "1970-01-01T00:28:00Z", 7 * time.Minute},
		{"a zone does not move beats", "2026-12-28T14:03:20+07:00", "2026-12-28T07:00:00Z", "2026-12-28T07:20:00Z", 10 * time.Minute},
		{"a second is the shortest beat", "2026-12-28T07:03:20Z", "2026-12-28T07:03:20Z", "2026-12-28T07:03:22Z", time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, tt.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := instant(Beat(now, tt.length)); got != tt.beat {
				t.Errorf("Beat = %s, want %s", got, tt.beat)
			}
			if got := instant(Promised(now, tt.length)); got != tt.promised {
				t.Errorf("Promised = %s, want %s", got, tt.promised)
			}
		})
	}
}

// TestEntryIsTheFormatsHash computes the entry from doc/formats.md by another way.
func TestEntryIsTheFormatsHash(t *testing.T) {
	o := Opening{Type: "report", Stored: [32]byte{1}, Content: [32]byte{2}, Salt: [32]byte{3}}
	sum := sha256.Sum256([]byte("netra/v1/leaf\n\x06report" + string(o.Stored[:]) + string(o.Content[:]) + string(o.Salt[:])))
	if want := Entry(append([]byte{1}, sum[:]...)); o.Leaf().Entry != want {
		t.Errorf("entry %x, want %x", o.Leaf().Entry, want)
	}
	date := DateOpening(testNow.In(time.FixedZone("WIB", 7*3600)))
	if date.Content != sha256.Sum256([]byte("2026-12-28T07:03:20Z")) || date.Stored != [32]byte{} || date.Salt != [32]byte{} {
		t.Errorf("date leaf opens as %+v", date)
	}
}

func TestEveryPartOfAnOpeningIsCommitted(t *testing.T) {
	base := Opening{Type: TypeReport}
	for part, o := range map[string]Opening{
		"type":    {Type: TypeFile},
		"stored":  {Type: TypeReport, Stored: [32]byte{31: 1}},
		"content": {Type: TypeReport, Content: [32]byte{31: 1}},
		"salt":    {Type: TypeReport, Salt: [32]byte{31: 1}},
	} {
		if o.Entry() == base.Entry() {
			t.Errorf("another %s gives the same entry", part)
		}
	}
}

func TestRecordLeaf(t *testing.T) {
	leaf, err := RecordLeaf(TypeCase, []byte(`{}`), testRandom(1))
	if err != nil || leaf.Opening.Content != sha256.Sum256([]byte(`{}`)) || leaf.Opening.Salt == [32]byte{} || leaf.Opening.Entry() != leaf.Entry {
		t.Errorf("RecordLeaf = %+v, %v", leaf, err)
	}
	if _, err := RecordLeaf(TypeReport, nil, testRandom(1)); err == nil {
		t.Error("a report's leaf commits to ciphertexts, yet a plain record was taken")
	}
	if _, err := RecordLeaf(TypeCase, nil, strings.NewReader("short")); err == nil {
		t.Error("a leaf without a whole salt was made")
	}
}

func TestKeysAreThoseOfTheNoteFormat(t *testing.T) {
	key := testKey(t, LogName(testInstance), 1)
	file, err := FormatSigningKey(key.Name(), [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(strings.TrimSpace(file))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(key.String())
	if err != nil {
		t.Fatal(err)
	}
	msg, err := note.Sign(&note.Note{Text: "text\n"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	if got := key.signNote("text\n").encode(); !bytes.Equal(got, msg) || verifier.KeyHash() != key.ID() {
		t.Errorf("signed %q, want %q", got, msg)
	}
	if n, ok := parseNote(msg); !ok || !n.signedBy(key.VerifierKey) {
		t.Error("the library's note is not accepted")
	}
	for _, text := range []string{file, strings.TrimSpace(file)} {
		if got, err := ParseSigningKey(text); err != nil || got.VerifierKey != key.VerifierKey {
			t.Errorf("ParseSigningKey = %v, %v", got, err)
		}
	}
	if got, err := ParseVerifierKey(key.String()); err != nil || got != key.VerifierKey {
		t.Errorf("ParseVerifierKey = %v, %v", got, err)
	}
}

func TestPrivateKeysStayPrivate(t *testing.T) {
	file, err := FormatSigningKey("netra.example.org/log/1", [32]byte{7: 9})
	if err != nil {
		t.Fatal(err)
	}
	seed := strings.SplitN(strings.TrimSpace(file), "+", 5)[4]
	key, err := ParseSigningKey(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = ParseSigningKey(strings.Replace(file, "log/1", "log/2", 1))
	if err == nil {
		t.Fatal("a key whose id does not fit its name was taken")
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		if out := fmt.Sprintf(verb+verb, key, err); strings.Contains(out, seed) {
			t.Errorf("%s shows the seed", verb)
		}
	}
}

func TestMalformedKeysAreRefused(t *testing.T) {
	good := testKey(t, LogName(testInstance), 1).String()
	file, _ := FormatSigningKey(LogName(testInstance), [32]byte{1})
	for rule, text := range map[string]string{
		"empty":               "",
		"no id":               "name",
		"a space":             good + " ",
		"a newline":           good + "\n",
		"id of another key":   strings.Replace(good, "+", "+0", 1),
		"another name":        "x" + good,
		"no name":             good[strings.Index(good, "+"):],
		"cut short":           good[:len(good)-4],
		"upper-case id":       strings.ToUpper(good),
		"a private key":       file,
		"a newline in base64": good[:len(good)-8] + "\n" + good[len(good)-8:],
	} {
		t.Run(rule, func(t *testing.T) {
			if k, err := ParseVerifierKey(text); err == nil {
				t.Errorf("ParseVerifierKey(%q) = %v", text, k)
			}
			if _, err := ParseSigningKey(text); err == nil && rule != "a private key" {
				t.Errorf("ParseSigningKey(%q) succeeded", text)
			}
		})
	}
	for _, name := range []string{"", "a b", "a+b", "a\nb", "a\u00a0b", "\xff", strings.Repeat("a", 256)} {
		if _, err := NewSigningKey(name, [32]byte{}); err == nil {
			t.Errorf("NewSigningKey(%q) succeeded", name)
		}
	}
}
