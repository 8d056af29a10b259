package vault

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

// The vectors hold Go and the browser to the same formats. Go writes vectors.json
// with -update; "npm run vectors" in web/client writes sealed-by-js.json. What age
// seals is new each time, so those members are checked by opening them.
var update = flag.Bool("update", false, "write testdata/vectors.json")

const vectorInstance = "netra.example.org"

type vectors struct {
	Reporter   phraseVector    `json:"reporter"`
	Officer    phraseVector    `json:"officer"`
	Salts      []saltVector    `json:"salts"`
	Numbers    []numberVector  `json:"numbers"`
	Padded     [][2]int64      `json:"padded"`
	Headers    []headerVector  `json:"headers"`
	Files      []fileVector    `json:"files"`
	Key        keyVector       `json:"key"`
	Statement  statementVector `json:"statement"`
	SealedByGo sealedVector    `json:"sealed_by_go"`
}

type phraseVector struct {
	Phrase    string `json:"phrase"`
	Instance  string `json:"instance"`
	User      string `json:"user,omitempty"`
	Lookup    string `json:"lookup"` // hex, as all below but recipient
	Login     string `json:"login"`
	Identity  string `json:"identity"`
	Recipient string `json:"recipient"`
	Salt      string `json:"salt"`
	Sign      string `json:"sign"`
	Public    string `json:"public"`
}

type saltVector struct {
	Seed string `json:"seed"`
	ID   string `json:"id"`
	Name string `json:"name"`
	Salt string `json:"salt"`
}

type numberVector struct {
	Report string `json:"report"`
	Number string `json:"number"`
}

type headerVector struct {
	Kind     Kind     `json:"kind"`
	Office   string   `json:"office"`
	Excluded []string `json:"excluded"`
	Day      string   `json:"day"`
	Regime   string   `json:"regime"`
	Text     string   `json:"text"`
}

type fileVector struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Ends   string `json:"ends,omitempty"`
	Padded int64  `json:"padded"`
	Parts  []Part `json:"parts"`
	Text   string `json:"text"`
}

type keyVector struct {
	Identity string `json:"identity"` // hex seed
	Sign     string `json:"sign"`
	Text     string `json:"text"`
}

type statementVector struct {
	Kind      Kind      `json:"kind"`
	Report    string    `json:"report"`
	ID        string    `json:"id"`
	SealedBy  SealedBy  `json:"sealed_by"`
	Header    string    `json:"header"`
	Content   string    `json:"content"`
	Salts     [2]string `json:"salts"` // hex: header, content
	Sign      string    `json:"sign"`
	Body      string    `json:"body"`
	Signature string    `json:"signature"`
	Component [2]string `json:"component"` // hex: header, content
	Root      string    `json:"root"`
}

// A sealedVector holds things that one implementation sealed to the identity and
// the other must open. Its statement is the one above; its file is n bytes of
// which the i-th is i*7 mod 251.
type sealedVector struct {
	Identity  string   `json:"identity"`
	Wrap      string   `json:"wrap"` // base64, as the rest; of an identity whose seed is 32 times 5
	Statement string   `json:"statement"`
	Unsigned  string   `json:"unsigned"` // the statement as a file's, sealed by the server
	FileSize  int      `json:"file_size"`
	File      string   `json:"file"` // content of its statement, as text
	Parts     []string `json:"parts"`
}

func TestVectors(t *testing.T) {
	want := makeVectors(t)
	if *update {
		want.SealedByGo = sealVectors(t, want)
		b, err := json.MarshalIndent(want, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/vectors.json", append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got vectors
	readVectors(t, "testdata/vectors.json", &got)
	openVectors(t, got.SealedByGo, want)
	got.SealedByGo = sealedVector{}
	want.SealedByGo = sealedVector{}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if !bytes.Equal(a, b) {
		t.Errorf("vectors.json says\n%s\nwhich should be\n%s", a, b)
	}
}

func TestGoOpensWhatJavaScriptSealed(t *testing.T) {
	var js sealedVector
	readVectors(t, "testdata/sealed-by-js.json", &js)
	openVectors(t, js, makeVectors(t))
}

func readVectors(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

func makeVectors(t *testing.T) vectors {
	t.Helper()
	code, err := NewCode(bytes.NewReader([]byte("netra test code")))
	if err != nil {
		t.Fatal(err)
	}
	pass, err := NewPassphrase(bytes.NewReader([]byte("other passphrase")))
	if err != nil {
		t.Fatal(err)
	}
	reporter, err := ReporterKeys(code, vectorInstance)
	if err != nil {
		t.Fatal(err)
	}
	officer, err := OfficerKeys(pass, vectorInstance, "ratna")
	if err != nil {
		t.Fatal(err)
	}
	key := seededKey(t, 9)
	v := vectors{
		Reporter:  phraseVectorOf(code, "", reporter),
		Officer:   phraseVectorOf(pass, "ratna", officer),
		Key:       keyVector{hex.EncodeToString(key.Identity.Open()), hex.EncodeToString(key.Sign.Open()), string(key.Text().Open())},
		Statement: statementVectorOf(t),
	}
	for _, name := range []string{"header", "content", "leaf"} {
		salt := Salt(reporter.SaltSeed, testReport, name)
		v.Salts = append(v.Salts, saltVector{hex.EncodeToString(reporter.SaltSeed.Open()), testReport, name, hex.EncodeToString(salt[:])})
	}
	for _, id := range []string{testReport, testOther, "77777777777777777777777774"} {
		v.Numbers = append(v.Numbers, numberVector{id, Number(id)})
	}
	for _, n := range []int64{0, 1, 4096, 4097, 5000, 65537, 1_000_000, PartSize + 1, 1<<30 + 1} {
		v.Padded = append(v.Padded, [2]int64{n, Padded(n)})
	}
	for _, h := range []headerVector{
		{KindReport, "bawaslu-3514", []string{"ppk-3514", "sekda-3514"}, "2026-12-28", "pilkada", ""},
		{KindReport, "bawaslu-3514", []string{}, "2026-12-28", "unknown", ""},
		{KindVisit, "", []string{}, "2028-02-29", "", ""},
	} {
		text, err := Header{h.Office, h.Excluded, h.Day, h.Regime}.Encode(h.Kind)
		if err != nil {
			t.Fatal(err)
		}
		h.Text = string(text.Open())
		v.Headers = append(v.Headers, h)
	}
	for _, f := range []fileVector{
		{"foto \"é\".jpg", "image/jpeg", 5000, "", sumOf(2), 5120, []Part{}, ""},
		{"", "", 5000, sumOf(5000), "", 5120, []Part{{6789, sumOf(1)}}, ""},
	} {
		text, err := File{secretOf(f.Name), f.Type, f.Size, f.SHA256, f.Padded, f.Parts, f.Ends}.Content()
		if err != nil {
			t.Fatal(err)
		}
		f.Text = string(text.Open())
		v.Files = append(v.Files, f)
	}
	return v
}

func phraseVectorOf(p Phrase, user string, k Keys) phraseVector {
	return phraseVector{
		Phrase: string(p.Open()), Instance: vectorInstance, User: user,
		Lookup:    hex.EncodeToString(k.Lookup[:]),
		Login:     hex.EncodeToString(k.Login.Open()),
		Identity:  hex.EncodeToString(k.Identity.Open()),
		Recipient: k.Identity.Recipient().String(),
		Salt:      hex.EncodeToString(k.SaltSeed.Open()),
		Sign:      hex.EncodeToString(k.Sign.Open()),
		Public:    hex.EncodeToString(k.Sign.Public()),
	}
}

func vectorStatement() Statement {
	s := testStatement()
	s.HeaderSalt, s.ContentSalt = [32]byte{1}, [32]byte{2}
	return s
}

func statementVectorOf(t *testing.T) statementVector {
	t.Helper()
	s := vectorStatement()
	body, err := s.body()
	if err != nil {
		t.Fatal(err)
	}
	header := Component("header", s.HeaderSalt, s.Header.Open())
	content := Component("content", s.ContentSalt, s.Content.Open())
	root := s.Root()
	return statementVector{
		Kind: s.Kind, Report: s.Report, ID: s.ID, SealedBy: s.SealedBy,
		Header: string(s.Header.Open()), Content: string(s.Content.Open()),
		Salts:     [2]string{hex.EncodeToString(s.HeaderSalt[:]), hex.EncodeToString(s.ContentSalt[:])},
		Sign:      hex.EncodeToString(testSign.Open()),
		Body:      string(body),
		Signature: hex.EncodeToString(ed25519.Sign(testSign.private(), signedBytes(body))),
		Component: [2]string{hex.EncodeToString(header[:]), hex.EncodeToString(content[:])},
		Root:      hex.EncodeToString(root[:]),
	}
}

func vectorFile(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * 7 % 251)
	}
	return b
}

func sealVectors(t *testing.T, v vectors) sealedVector {
	t.Helper()
	id := seededKey(t, 4).Identity
	to := id.Recipient()
	inner, err := IdentityFromSeed([32]byte(bytes.Repeat([]byte{5}, 32)))
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := Wrap(to, inner)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := SealStatement(to, vectorStatement(), testSign)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := SealUnsigned(to, testFileStatement())
	if err != nil {
		t.Fatal(err)
	}
	f, parts := sealTestFile(t, to, vectorFile(5000))
	text, err := f.Content()
	if err != nil {
		t.Fatal(err)
	}
	return sealedVector{
		Identity: hex.EncodeToString(id.Open()), Wrap: b64(wrap), Statement: b64(signed), Unsigned: b64(bare),
		FileSize: 5000, File: string(text.Open()), Parts: []string{b64(parts[0])},
	}
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

func openVectors(t *testing.T, s sealedVector, v vectors) {
	t.Helper()
	decode := func(text string) []byte {
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	seed, err := hex.DecodeString(s.Identity)
	if err != nil {
		t.Fatal(err)
	}
	id, err := IdentityFromSeed([32]byte(seed))
	if err != nil {
		t.Fatal(err)
	}
	inner, err := Unwrap(id, decode(s.Wrap))
	if err != nil || !bytes.Equal(inner.Open(), bytes.Repeat([]byte{5}, 32)) {
		t.Errorf("wrap: %v, or another key", err)
	}
	signed, err := OpenStatement(id, decode(s.Statement))
	if err != nil {
		t.Fatal(err)
	}
	root := signed.Root()
	if err := signed.SignedBy(testSign.Public()); err != nil || hex.EncodeToString(root[:]) != v.Statement.Root {
		t.Errorf("statement: %v, or another root", err)
	}
	bare, err := OpenStatement(id, decode(s.Unsigned))
	if err != nil || bare.Signer != nil || bare.Kind != KindFile {
		t.Errorf("unsigned statement: signer %x, %v", bare.Signer, err)
	}
	f, err := ParseFile(secretOf(s.File))
	if err != nil {
		t.Fatal(err)
	}
	var parts [][]byte
	for _, p := range s.Parts {
		parts = append(parts, decode(p))
	}
	content, err := openTestFile(id, f, parts)
	if err != nil || !bytes.Equal(content, vectorFile(s.FileSize)) {
		t.Errorf("file: %v, or another content", err)
	}
}
