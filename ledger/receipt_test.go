package ledger

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"netra/vault"
)

var update = flag.Bool("update", false, "write testdata anew")

// instanceKeys are the keys of an invented instance.
func instanceKeys(t testing.TB, instance string, seed byte) (log, receipt SigningKey) {
	return testKey(t, LogName(instance), seed), testKey(t, ReceiptName(instance), seed+100)
}

func testPromise() Promise {
	return Promise{
		Number: "LP-7KQ2-M4XD", Office: "bawaslu-3514", Name: "Bawaslu Kabupaten Wanapura",
		Day: "2026-12-28", Beat: Promised(testNow, testBeat),
		Opening: Opening{Type: TypeReport, Stored: [32]byte{1}, Content: [32]byte{2}, Salt: [32]byte{3}},
	}
}

// issued is a log of three beats that contains the leaf of a promise.
type issued struct {
	promise, proof []byte
	key            VerifierKey
	index, size    int64
}

func issue(t testing.TB, log, receipt SigningKey, p Promise) issued {
	t.Helper()
	issuer, err := NewIssuer(log, receipt)
	if err != nil {
		t.Fatal(err)
	}
	promise, err := issuer.Sign(p)
	if err != nil {
		t.Fatal(err)
	}
	w, now := newWorld(t), testNow
	for beat := range 3 {
		if beat == 1 {
			w.pending = []Leaf{p.Opening.Leaf()}
		}
		s := w.sequencer(&now, &w.mark)
		s.Key = log
		if err := s.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(testBeat)
	}
	out := issued{promise: promise, key: log.VerifierKey, size: w.head.Size}
	for i, leaf := range w.leaves {
		if leaf == p.Opening.Leaf() {
			out.index = int64(i)
		}
	}
	if out.proof, err = (Log{w}).Receipt(t.Context(), promise, out.index); err != nil {
		t.Fatal(err)
	}
	return out
}

// A vector is a receipt and what it must be found to be, for Go and for the browser.
type vector struct {
	File    string `json:"file"`
	Rule    string `json:"rule"`
	Verdict string `json:"verdict"` // valid, promised, unknown, invalid
	Log     string `json:"log,omitempty"`
	Number  string `json:"number,omitempty"`
	Office  string `json:"office,omitempty"`
	Name    string `json:"name,omitempty"`
	Day     string `json:"day,omitempty"`
	Beat    string `json:"beat,omitempty"`
	Type    string `json:"type,omitempty"`
	Index   int64  `json:"index"`
	Size    int64  `json:"size"`
	data    []byte
}

// outcome is what Verify finds, in a vector's words.
func outcome(receipt []byte, keys ...VerifierKey) vector {
	v, err := Verify(receipt, keys...)
	out := vector{Log: v.Log, Index: v.Index, Size: v.Size}
	switch {
	case errors.Is(err, ErrUnknownKey):
		out.Verdict = "unknown"
		return out
	case err != nil:
		return vector{Verdict: "invalid"}
	case v.Proved:
		out.Verdict = "valid"
	default:
		out.Verdict = "promised"
	}
	p := v.Promise
	out.Number, out.Office, out.Name, out.Day, out.Beat, out.Type = p.Number, p.Office, p.Name, p.Day, instant(p.Beat), p.Opening.Type
	return out
}

// receiptVectors makes every kind of good and bad receipt.
func receiptVectors(t testing.TB) (trusted VerifierKey, vectors []vector) {
	log, receiptKey := instanceKeys(t, testInstance, 1)
	good := issue(t, log, receiptKey, testPromise())
	add := func(file, verdict, rule string, data []byte) {
		vectors = append(vectors, vector{File: file, Verdict: verdict, Rule: rule, data: data})
	}
	swap := func(msg []byte, old, new string) []byte {
		t.Helper()
		if !bytes.Contains(msg, []byte(old)) {
			t.Fatalf("nothing to change: %q", old)
		}
		return bytes.Replace(msg, []byte(old), []byte(new), 1)
	}
	add("promise.txt", "promised", "a promise alone, signed by the delegated key", good.promise)
	add("proof.txt", "valid", "a promise kept: its leaf is in the signed log", good.proof)
	answer := testPromise()
	answer.Opening.Type, answer.Name = TypeAnswer, "Panwaslu Kecamatan Él Çé 𝒩etra"
	add("answer.txt", "valid", "another type, and a name beyond ASCII", issue(t, log, receiptKey, answer).proof)

	forgedLog, forgedReceipt := instanceKeys(t, testInstance, 7)
	forged := issue(t, forgedLog, forgedReceipt, testPromise())
	add("forged-promise.txt", "unknown", "a forger's own keys under the right names", forged.promise)
	add("forged-proof.txt", "unknown", "a forger's own log under the right name", forged.proof)
	otherLog, otherReceipt := instanceKeys(t, "lain.example.org", 9)
	add("other-instance.txt", "unknown", "an honest receipt of another instance", issue(t, otherLog, otherReceipt, testPromise()).proof)

	borrowed := &Issuer{log.name, forgedReceipt, forgedLog.sign(delegationText(log.name, forgedReceipt.VerifierKey))}
	backdated := testPromise()
	backdated.Day = "2026-12-01"
	lie, err := borrowed.Sign(backdated)
	if err != nil {
		t.Fatal(err)
	}
	tail := good.proof[bytes.Index(good.proof, []byte("\nindex ")):]
	add("borrowed-proof.txt", "invalid", "a forged promise for a real leaf with the log's real checkpoint",
		append([]byte(proofMagic+"\nextra "+strict.EncodeToString(lie)), tail...))
	add("backdated.txt", "invalid", "a day changed after signing", swap(good.promise, "day 2026-12-28", "day 2026-12-01"))
	_, _, checkpoint := cutProof(t, forged.proof)
	head, _, _ := cutProof(t, good.proof)
	add("forged-checkpoint.txt", "invalid", "a real promise with a forger's proof", append(head, forged.proof[bytes.Index(forged.proof, []byte("\nindex ")):]...))
	add("swapped-checkpoint.txt", "invalid", "a real proof with a forger's checkpoint", append(good.proof[:bytes.Index(good.proof, []byte("\n\n"))+2:bytes.Index(good.proof, []byte("\n\n"))+2], checkpoint...))

	add("empty.txt", "invalid", "nothing at all", nil)
	add("truncated-promise.txt", "invalid", "a promise without its last line", good.promise[:bytes.LastIndex(good.promise, []byte("— "))])
	add("truncated-proof.txt", "invalid", "a proof whose end is missing", good.proof[:len(good.proof)-40])
	add("no-last-newline.txt", "invalid", "the last newline is missing", bytes.TrimSuffix(good.proof, []byte("\n")))
	add("crlf.txt", "invalid", "line ends of Windows", bytes.ReplaceAll(good.proof, []byte("\n"), []byte("\r\n")))
	add("bom.txt", "invalid", "a byte order mark in front", append([]byte("\ufeff"), good.proof...))
	add("trailing.txt", "invalid", "a byte too many", append(bytes.Clone(good.proof), '\n'))
	add("not-utf8.txt", "invalid", "bytes that are no UTF-8 in the office's name", swap(good.promise, "name Bawaslu", "name \xff\xfe"))
	add("control.txt", "invalid", "a control character in the office's name", resign(t, log, receiptKey, "Bawaslu\u0085Wanapura"))
	add("long-name.txt", "invalid", "an office's name of 201 bytes", resign(t, log, receiptKey, strings.Repeat("a", 201)))
	add("index.txt", "invalid", "another index", swap(good.proof, "\nindex ", "\nindex 1"))
	add("leading-zero.txt", "invalid", "an index with a leading zero", swap(good.proof, "\nindex ", "\nindex 0"))
	add("huge.txt", "invalid", "an index and a size beyond bounds", swap(swap(good.proof, "\nindex ", "\nindex 900000000000000000"), "/log/1\n", "/log/1\n900000000000000000"))
	add("second-signature.txt", "invalid", "a further signature line", append(bytes.Clone(good.promise), "— witness.example aGVsbG8=\n"...))
	add("twice-signed.txt", "invalid", "the same signature line twice", append(bytes.Clone(good.proof), good.proof[bytes.LastIndex(good.proof, []byte("— ")):]...))
	add("tail-bits.txt", "invalid", "base64 with other tail bits", loosen(t, good.proof))
	add("wrapped-base64.txt", "invalid", "base64 with a line break", swap(good.proof, "extra ", "extra \n"))
	add("swapped-lines.txt", "invalid", "lines in another order", swap(good.promise, "type report\noffice bawaslu-3514\n", "office bawaslu-3514\ntype report\n"))
	add("extra-line.txt", "invalid", "an extension line in the checkpoint", swap(good.proof, "\n\n— ", "\nx\n\n— "))
	add("no-extra.txt", "invalid", "a proof without its promise", append([]byte(proofMagic), tail...))
	add("checkpoint.txt", "invalid", "a checkpoint is no receipt", good.proof[bytes.Index(good.proof, []byte("\n\n"))+2:])
	return good.key, vectors
}

// cutProof takes a proof apart at its index line and its blank line.
func cutProof(t testing.TB, proof []byte) (extra, path, checkpoint []byte) {
	t.Helper()
	i, j := bytes.Index(proof, []byte("\nindex ")), bytes.Index(proof, []byte("\n\n"))
	return bytes.Clone(proof[:i]), proof[i:j], proof[j+2:]
}

// resign signs a promise that Sign refuses, with the right keys.
func resign(t testing.TB, log, receipt SigningKey, name string) []byte {
	i, err := NewIssuer(log, receipt)
	if err != nil {
		t.Fatal(err)
	}
	p := testPromise()
	p.Name = name
	return i.receipt.signNote(signedPromise{Promise: p, origin: i.origin, receipt: i.receipt.VerifierKey, delegation: i.delegation}.text()).encode()
}

// loosen sets an unused bit in the root hash, which ends in one '=' and so has two.
func loosen(t testing.TB, proof []byte) []byte {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	out := bytes.Clone(proof)
	at := bytes.Index(out, []byte("=\n\n— ")) - 1
	out[at] = alphabet[strings.IndexByte(alphabet, out[at])|1]
	if at < 0 || bytes.Equal(out, proof) {
		t.Fatal("nothing to loosen")
	}
	return out
}

func TestReceiptVectors(t *testing.T) {
	key, vectors := receiptVectors(t)
	for i, v := range vectors {
		t.Run(v.File, func(t *testing.T) {
			got := outcome(v.data, key)
			if got.Verdict != v.Verdict {
				t.Errorf("%s: %s, want %s", v.Rule, got.Verdict, v.Verdict)
			}
			got.File, got.Rule, got.data = v.File, v.Rule, v.data
			vectors[i] = got
		})
	}
	golden(t, "verdicts.json", asJSON(t, struct {
		Key      string   `json:"key"`
		Receipts []vector `json:"receipts"`
	}{key.String(), vectors}))
	for _, v := range vectors {
		golden(t, v.File, v.data)
	}
}

// TestLeafVectors writes the hashes of doc/formats.md for implementations in other languages.
func TestLeafVectors(t *testing.T) {
	type leaf struct {
		Type    string `json:"type"`
		Stored  string `json:"stored"`
		Content string `json:"content"`
		Salt    string `json:"salt"`
		Entry   string `json:"entry"`
		Hash    string `json:"hash"`
	}
	var out struct {
		Ciphertexts []string `json:"ciphertexts"` // SHA-256 of each
		Salts       []string `json:"salts"`       // of header and content
		Header      string   `json:"header"`
		Text        string   `json:"content"`
		Leaves      []leaf   `json:"leaves"`
	}
	ciphertexts, salts := [][32]byte{{1}, {2}, {31: 3}}, [][32]byte{{4}, {31: 5}}
	for _, c := range ciphertexts {
		out.Ciphertexts = append(out.Ciphertexts, hex.EncodeToString(c[:]))
	}
	for _, s := range salts {
		out.Salts = append(out.Salts, hex.EncodeToString(s[:]))
	}
	out.Header, out.Text = "office bawaslu-3514\n", `{"text":"contoh"}`
	content := vault.ContentRoot(vault.Component("header", salts[0], []byte(out.Header)), vault.Component("content", salts[1], []byte(out.Text)))
	for _, o := range []Opening{
		{TypeReport, Stored(ciphertexts...), content, [32]byte{6}},
		{TypeAnswer, Stored(ciphertexts[0]), content, [32]byte{31: 7}},
		DateOpening(testNow),
	} {
		e := o.Entry()
		hash := e.LeafHash()
		out.Leaves = append(out.Leaves, leaf{o.Type, hex.EncodeToString(o.Stored[:]), hex.EncodeToString(o.Content[:]),
			hex.EncodeToString(o.Salt[:]), hex.EncodeToString(e[:]), hex.EncodeToString(hash[:])})
	}
	golden(t, "leaves.json", asJSON(t, out))
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

func golden(t *testing.T, name string, data []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || !bytes.Equal(data, want) {
		t.Errorf("%s differs (%v); a format that receipts in people's hands use must not change", path, err)
	}
}

// TestNoChangedByteIsAccepted tries every other value of every byte under the right key. A change in a key id could be
// called unknown instead of invalid; in fact none is, since the delegation already tells which key must have signed. With
// -short, for the race detector, it tries every 17th value.
func TestNoChangedByteIsAccepted(t *testing.T) {
	log, receiptKey := instanceKeys(t, testInstance, 1)
	good := issue(t, log, receiptKey, testPromise())
	for name, receipt := range map[string][]byte{"promise": good.promise, "proof": good.proof} {
		t.Run(name, func(t *testing.T) {
			if v, err := Verify(receipt, good.key); err != nil || v.Proved != (name == "proof") {
				t.Fatalf("the unchanged receipt: %+v, %v", v, err)
			}
			var wg sync.WaitGroup
			workers := runtime.GOMAXPROCS(0)
			for worker := range workers {
				wg.Go(func() {
					for i := worker; i < len(receipt); i += workers {
						tryByte(t, bytes.Clone(receipt), i, good.key)
					}
				})
			}
			wg.Wait()
		})
	}
}

func tryByte(t *testing.T, receipt []byte, at int, key VerifierKey) {
	was := receipt[at]
	for b := range 256 {
		receipt[at] = byte(b)
		if _, err := Verify(receipt, key); byte(b) != was && !errors.Is(err, ErrInvalid) {
			t.Errorf("byte %d from %q to %q: %v", at, was, byte(b), err)
		}
	}
}

// TestNoRearrangedReceiptIsAccepted cuts, doubles and moves lines.
func TestNoRearrangedReceiptIsAccepted(t *testing.T) {
	log, receiptKey := instanceKeys(t, testInstance, 1)
	good := issue(t, log, receiptKey, testPromise())
	for _, receipt := range [][]byte{good.promise, good.proof} {
		lines := bytes.SplitAfter(receipt, []byte("\n"))
		for i := range lines {
			for j := range lines {
				moved := append(append([][]byte{}, lines[:i]...), lines[i+1:]...)
				cut := bytes.Join(moved, nil)
				j := min(j, len(moved))
				moved = append(moved[:j:j], append([][]byte{lines[i]}, moved[j:]...)...)
				doubled := append(append(append([][]byte{}, lines[:i]...), lines[j%len(lines)]), lines[i:]...)
				for _, changed := range [][]byte{cut, bytes.Join(moved, nil), bytes.Join(doubled, nil)} {
					if _, err := Verify(changed, good.key); err == nil && !bytes.Equal(changed, receipt) {
						t.Errorf("accepted with line %d moved to %d", i, j)
					}
				}
			}
		}
	}
}

func TestWhichKeyVerifies(t *testing.T) {
	log, receiptKey := instanceKeys(t, testInstance, 1)
	good := issue(t, log, receiptKey, testPromise())
	forger, _ := instanceKeys(t, testInstance, 7)
	other, _ := instanceKeys(t, "lain.example.org", 1)
	renamed := testKey(t, "netra.example.org/log/2", 1)
	for _, receipt := range [][]byte{good.promise, good.proof} {
		tests := []struct {
			rule string
			keys []VerifierKey
			want error
		}{
			{"the log's key", []VerifierKey{good.key}, nil},
			{"the log's key among others, whatever the order", []VerifierKey{other.VerifierKey, forger.VerifierKey, good.key}, nil},
			{"no key", nil, ErrUnknownKey},
			{"another key of that name", []VerifierKey{forger.VerifierKey}, ErrUnknownKey},
			{"the same public key under another instance's name", []VerifierKey{other.VerifierKey}, ErrUnknownKey},
			{"the same public key under another log's name", []VerifierKey{renamed.VerifierKey}, ErrUnknownKey},
			{"the receipt key is no log key", []VerifierKey{receiptKey.VerifierKey}, ErrUnknownKey},
		}
		for _, tt := range tests {
			if _, err := Verify(receipt, tt.keys...); !errors.Is(err, tt.want) {
				t.Errorf("%s: %v, want %v", tt.rule, err, tt.want)
			}
		}
	}
}

func TestPromisesOutOfBoundsAreNotSigned(t *testing.T) {
	log, receiptKey := instanceKeys(t, testInstance, 1)
	issuer, err := NewIssuer(log, receiptKey)
	if err != nil {
		t.Fatal(err)
	}
	for rule, change := range map[string]func(*Promise){
		"no number":                      func(p *Promise) { p.Number = "" },
		"a letter outside the alphabet":  func(p *Promise) { p.Number = "LP-7KQ2-M4XU" },
		"no office":                      func(p *Promise) { p.Office = "" },
		"an office that breaks the line": func(p *Promise) { p.Office = "a\nb" },
		"no name":                        func(p *Promise) { p.Name = "" },
		"a name that breaks the line":    func(p *Promise) { p.Name = "Bawaslu\nday 2020-01-01" },
		"a name of 201 bytes":            func(p *Promise) { p.Name = strings.Repeat("a", 201) },
		"a name that is no UTF-8":        func(p *Promise) { p.Name = "\xff" },
		"a day that does not exist":      func(p *Promise) { p.Day = "2026-02-30" },
		"a day of another form":          func(p *Promise) { p.Day = "28-12-2026" },
		"no beat":                        func(p *Promise) { p.Beat = time.Time{} },
		"a leaf that nobody is promised": func(p *Promise) { p.Opening.Type = TypeDummy },
	} {
		p := testPromise()
		change(&p)
		if _, err := issuer.Sign(p); !errors.Is(err, ErrPromise) {
			t.Errorf("%s: %v", rule, err)
		}
	}
	for rule, names := range map[string][2]string{
		"two instances":       {"a.example/log/1", "b.example/receipt/1"},
		"a receipt key twice": {"a.example/receipt/1", "a.example/receipt/1"},
		"no number":           {"a.example/log", "a.example/receipt"},
		"a deeper path":       {"a.example/x/log/1", "a.example/x/receipt/1"},
	} {
		if _, err := NewIssuer(testKey(t, names[0], 1), testKey(t, names[1], 2)); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v", rule, err)
		}
	}
}

// TestSignaturesOnTheEdge holds Go's Ed25519 to the cases in which implementations differ, so that the browser's can be
// held to the same: a receipt must not be valid in one place and invalid in another. The cases were made with
// @noble/curves: unreduced S, points with a small-order part, and encodings that are not canonical.
func TestSignaturesOnTheEdge(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("testdata", "signatures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Rule, Key, Message, Signature string
		Valid                         bool
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	for _, tt := range cases {
		key, err := hex.DecodeString(tt.Key)
		message, err2 := hex.DecodeString(tt.Message)
		sig, err3 := hex.DecodeString(tt.Signature)
		if err := errors.Join(err, err2, err3); err != nil {
			t.Fatal(err)
		}
		k := VerifierKey{public: [32]byte(key)}
		if got := k.verify(string(message), [64]byte(sig)); got != tt.Valid {
			t.Errorf("%s: %v, want %v", tt.Rule, got, tt.Valid)
		}
	}
}
