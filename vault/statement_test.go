package vault

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

const (
	testReport = "aaaaaaaaaaaaaaaaaaaaaaaaaa"
	testOther  = "baaaaaaaaaaaaaaaaaaaaaaaaa"
)

var (
	testSign  = SigningKeyFromSeed([32]byte{1})
	otherSign = SigningKeyFromSeed([32]byte{2})
)

func secretOf(s string) Secret { return NewSecret([]byte(s)) }

func testStatement() Statement {
	return Statement{
		Kind: KindReport, Report: testReport, ID: testReport, SealedBy: ByBrowser,
		Header:  secretOf("office a\nexcluded \nday 2026-12-28\nregime pilkada\n"),
		Content: secretOf(`{"text":"tab\t, line` + "\n" + `, \" quote, é, ` + "\u2028 \u007f \u001f <&>" + `"}`),
	}
}

func testFileStatement() Statement {
	s := testStatement()
	s.Kind, s.ID, s.SealedBy, s.Header = KindFile, testOther, ByServer, secretOf("day 2026-12-28\n")
	return s
}

func TestStatementRoundTrip(t *testing.T) {
	id := newTestIdentity(t)
	sealed, err := SealStatement(id.Recipient(), testStatement(), testSign)
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenStatement(id, sealed)
	if err != nil {
		t.Fatal(err)
	}
	want := testStatement()
	if got.Kind != want.Kind || got.Report != want.Report || got.ID != want.ID || got.SealedBy != want.SealedBy ||
		!bytes.Equal(got.Header.Open(), want.Header.Open()) || !bytes.Equal(got.Content.Open(), want.Content.Open()) {
		t.Error("another statement")
	}
	if got.Root() != want.Root() {
		t.Error("another content root")
	}
	if err := got.SignedBy(testSign.Public()); err != nil {
		t.Errorf("SignedBy(its signer) = %v", err)
	}
	if err := got.SignedBy(otherSign.Public()); err != ErrSigner {
		t.Errorf("SignedBy(another) = %v, want ErrSigner", err)
	}
}

func TestUnsignedStatements(t *testing.T) {
	id := newTestIdentity(t)
	sealed, err := SealUnsigned(id.Recipient(), testFileStatement())
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenStatement(id, sealed)
	if err != nil || got.Signer != nil {
		t.Errorf("signer %x, error %v", got.Signer, err)
	}
	if err := got.SignedBy(testSign.Public()); err != ErrUnsigned {
		t.Errorf("SignedBy = %v, want ErrUnsigned", err)
	}
	tests := []struct {
		name   string
		change func(*Statement)
	}{
		{"the report itself", func(s *Statement) { s.Kind, s.ID = KindReport, s.Report }},
		{"an answer", func(s *Statement) { s.Kind = KindAnswer }},
		{"a question", func(s *Statement) { s.Kind = KindQuestion }},
		{"a visit", func(s *Statement) { s.Kind = KindVisit }},
		{"a file sealed in a browser", func(s *Statement) { s.SealedBy = ByBrowser }},
	}
	for _, tt := range tests {
		t.Run(tt.name+" must be signed", func(t *testing.T) {
			s := testFileStatement()
			tt.change(&s)
			if _, err := SealUnsigned(id.Recipient(), s); err != ErrUnsigned {
				t.Errorf("SealUnsigned: %v", err)
			}
			body, err := s.body()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parseStatement(append(unsigned[:], body...)); err != ErrUnsigned {
				t.Errorf("parseStatement: %v", err)
			}
		})
	}
}

func TestSignaturesMustFit(t *testing.T) {
	body, err := testFileStatement().body()
	if err != nil {
		t.Fatal(err)
	}
	key := []byte(testSign.Public())
	sig := ed25519.Sign(testSign.private(), signedBytes(body))
	tests := []struct {
		name  string
		plain []byte
	}{
		{"signed without the label", slices.Concat(ed25519.Sign(testSign.private(), body), key, body)},
		{"another key", slices.Concat(sig, otherSign.Public(), body)},
		{"another body", slices.Concat(sig, key, bytes.Replace(body, []byte("28"), []byte("29"), 1))},
		{"no key", slices.Concat(sig, make([]byte, 32), body)},
		{"no signature", slices.Concat(make([]byte, 64), key, body)},
		{"the key of zeros, under which a signature of little more than zeros fits much",
			slices.Concat([]byte{1}, make([]byte, 63), make([]byte, 32), body)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := parseStatement(tt.plain); err != ErrSignature {
				t.Errorf("error %v, want ErrSignature", err)
			}
		})
	}
}

func TestParseBodyTakesOneWritingOnly(t *testing.T) {
	good, err := testStatement().body()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parseBody(good); err != nil {
		t.Fatal(err)
	}
	salt := `"` + strings.Repeat("A", 43) + `="`
	tests := []struct{ name, old, new string }{
		{"a space", `,"id"`, `, "id"`},
		{"an unknown member", `,"id"`, `,"x":1,"id"`},
		{"a member twice", `{"kind":"report"`, `{"kind":"report","kind":"report"`},
		{"capitals in a member's name", `"sealed_by"`, `"Sealed_By"`},
		{"another order", `"header":` + salt + `,"content":` + salt, `"content":` + salt + `,"header":` + salt},
		{"a member missing", `,"sealed_by":"browser"`, ``},
		{"an escape that is not needed", `"report"`, `"\u0072eport"`},
		{"an escape in long", `\n`, `\u000a`},
		{"capital hexadecimal digits", `\u001f`, `\u001F`},
		{"bytes that are not UTF-8", "é", "\xe9"},
		{"half a surrogate pair", "é", `\ud800`},
		{"an unknown kind", `"kind":"report"`, `"kind":"rumour"`},
		{"an unknown place of sealing", `"browser"`, `"printer"`},
		{"a number for a string", `"browser"`, `1`},
		{"null for a string", `"browser"`, `null`},
		{"a report's id that is none", `"report":"` + testReport, `"report":"x` + testReport[1:] + "x"},
		{"a report with another id", `"id":"` + testReport, `"id":"` + testOther},
		{"a file with the report's id", `"kind":"report"`, `"kind":"file"`},
		{"a short salt", salt, `"AAAA"`},
		{"loose bits in a salt", `A="`, `B="`},
		{"something behind", `}}`, "}}\n"},
		{"an array", `{"kind"`, `[{"kind"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(string(good), tt.old, tt.new, 1)
			if bad == string(good) {
				t.Fatal("the case changes nothing")
			}
			if _, err := parseBody([]byte(bad)); err != ErrStatement {
				t.Errorf("error %v, want ErrStatement", err)
			}
		})
	}
}

func TestStatementsHaveABound(t *testing.T) {
	id := newTestIdentity(t)
	s := testStatement()
	s.Content = NewSecret(bytes.Repeat([]byte("x"), MaxStatement))
	if _, err := SealStatement(id.Recipient(), s, testSign); err != ErrStatement {
		t.Errorf("SealStatement: %v, want ErrStatement", err)
	}
	sealed, err := Seal(id.Recipient(), make([]byte, MaxStatement+1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenStatement(id, sealed); err != ErrTooBig {
		t.Errorf("OpenStatement: %v, want ErrTooBig", err)
	}
}

func TestStringsAreWrittenAsJSON(t *testing.T) {
	var all strings.Builder
	for r := range rune(0x250) {
		all.WriteRune(r)
	}
	var back string
	if err := json.Unmarshal(appendString(nil, all.String()), &back); err != nil || back != all.String() {
		t.Errorf("does not read back: %v", err)
	}
}

func TestHeader(t *testing.T) {
	const full = "office bawaslu-3514\nexcluded a,b\nday 2026-12-28\nregime pilkada\n"
	tests := []struct {
		name string
		kind Kind
		text string
		ok   bool
	}{
		{"a report's", KindReport, full, true},
		{"nobody excluded", KindReport, strings.Replace(full, "a,b", "", 1), true},
		{"a question's", KindQuestion, "day 2026-12-28\n", true},
		{"a report's without an office", KindReport, "day 2026-12-28\n", false},
		{"an answer's with an office", KindAnswer, full, false},
		{"excluded twice", KindReport, strings.Replace(full, "a,b", "a,a", 1), false},
		{"excluded unsorted", KindReport, strings.Replace(full, "a,b", "b,a", 1), false},
		{"an empty name excluded", KindReport, strings.Replace(full, "a,b", "a,", 1), false},
		{"a space in an office", KindReport, strings.Replace(full, "bawaslu-", "bawaslu ", 1), false},
		{"a day that is not", KindReport, strings.Replace(full, "12-28", "02-29", 1), false},
		{"a day in short", KindReport, strings.Replace(full, "12-28", "12-1", 1), false},
		{"an unknown regime", KindReport, strings.Replace(full, "pilkada", "pilkades", 1), false},
		{"a line twice", KindVisit, "day 2026-12-28\nday 2026-12-28\n", false},
		{"an unknown line", KindVisit, "day 2026-12-28\nhour 7\n", false},
		{"no line end", KindVisit, "day 2026-12-28", false},
		{"nothing", KindVisit, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ParseHeader(tt.kind, secretOf(tt.text)); (err == nil) != tt.ok {
				t.Errorf("error %v", err)
			}
		})
	}
}

func FuzzParseStatement(f *testing.F) {
	for _, s := range []Statement{testStatement(), testFileStatement()} {
		body, err := s.body()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(slices.Concat(ed25519.Sign(testSign.private(), signedBytes(body)), []byte(testSign.Public()), body))
		f.Add(append(unsigned[:], body...))
	}
	f.Fuzz(func(t *testing.T, plain []byte) {
		s, err := parseStatement(plain)
		if err != nil {
			return
		}
		body, err := s.body()
		if err != nil || !bytes.HasSuffix(plain, body) || len(plain) != len(unsigned)+len(body) {
			t.Errorf("written again it differs: %v", err)
		}
		ParseHeader(s.Kind, s.Header)
		if s.Kind == KindFile {
			ParseFile(s.Content)
		}
	})
}

func BenchmarkSealStatement(b *testing.B) {
	id := newTestIdentity(b)
	s := testStatement()
	s.Content = NewSecret(bytes.Repeat([]byte("x"), 6000))
	for b.Loop() {
		if _, err := SealStatement(id.Recipient(), s, testSign); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenStatement(b *testing.B) {
	id := newTestIdentity(b)
	sealed, err := SealStatement(id.Recipient(), testStatement(), testSign)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := OpenStatement(id, sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReporterKeys(b *testing.B) {
	code, _ := NewCode(rand.Reader)
	for b.Loop() {
		ReporterKeys(code, "netra.example.org")
	}
}

func BenchmarkOfficerKeys(b *testing.B) {
	pass, _ := NewPassphrase(rand.Reader)
	b.ReportAllocs()
	for b.Loop() {
		OfficerKeys(pass, "netra.example.org", "ratna")
	}
}
