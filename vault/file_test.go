package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"filippo.io/age"
)

// sealTestFile seals content and returns its facts, named, and its parts.
func sealTestFile(t testing.TB, to Recipient, content []byte) (File, [][]byte) {
	t.Helper()
	var parts [][]byte
	f, err := SealFile(to, bytes.NewReader(content), func(n int, sealed []byte) error {
		if n != len(parts)+1 {
			t.Errorf("part %d came after %d others", n, len(parts))
		}
		parts = append(parts, bytes.Clone(sealed))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f.Name, f.Type = secretOf("foto.jpg"), "image/jpeg"
	return f, parts
}

// openTestFile puts a file together from parts.
func openTestFile(id Identity, f File, parts [][]byte) ([]byte, error) {
	var out bytes.Buffer
	o, err := NewFileOpener(id, f, &out)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := o.Part(bytes.NewReader(p)); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), o.Close()
}

func testContent(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i>>16) ^ byte(i>>8) ^ byte(i) | 1 // no zeros, which padding is made of
	}
	return b
}

func TestFileRoundTrip(t *testing.T) {
	id := newTestIdentity(t)
	for _, size := range []int{0, 1, 4095, 4096, 4097, PartSize - 1, PartSize, PartSize + 1, 2 * PartSize, 2*PartSize + 1, 9_000_000} {
		content := testContent(size)
		f, parts := sealTestFile(t, id.Recipient(), content)
		if f.Size != int64(size) || f.Padded != Padded(int64(size)) || len(parts) != len(f.Parts) {
			t.Errorf("%d bytes: size %d, padded %d, %d parts of %d", size, f.Size, f.Padded, len(parts), len(f.Parts))
		}
		for i, p := range parts {
			r, err := age.Decrypt(bytes.NewReader(p), id.age())
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, r)
			if want := min(PartSize, f.Padded-int64(i)*PartSize); err != nil || n != want {
				t.Errorf("%d bytes: age opens part %d to %d bytes, not %d: %v", size, i+1, n, want, err)
			}
		}
		text, err := f.Content()
		if err != nil {
			t.Fatal(err)
		}
		if f, err = ParseFile(text); err != nil {
			t.Fatal(err)
		}
		got, err := openTestFile(id, f, parts)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes: opened to %d bytes, %v", size, len(got), err)
		}
	}
}

func TestOpenFileRefuses(t *testing.T) {
	id := newTestIdentity(t)
	good, parts := sealTestFile(t, id.Recipient(), testContent(2*PartSize+100))
	resealed, err := Seal(id.Recipient(), testContent(PartSize))
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(parts[1])
	changed[3_000_000] ^= 1
	// vouched returns facts that vouch for other parts than SealFile made.
	vouched := func(parts ...[]byte) File {
		f := good
		f.Parts = nil
		for _, p := range parts {
			sum := sha256.Sum256(p)
			f.Parts = append(f.Parts, Part{int64(len(p)), hex.EncodeToString(sum[:])})
		}
		return f
	}
	short, err := Seal(id.Recipient(), testContent(100))
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := Seal(newTestIdentity(t).Recipient(), testContent(PartSize))
	if err != nil {
		t.Fatal(err)
	}
	otherSum := good
	otherSum.SHA256 = strings.Repeat("0", 64)
	tests := []struct {
		name  string
		file  File
		parts [][]byte
		part  int // of the PartError, 0 for none
		want  error
	}{
		{"parts swapped", good, [][]byte{parts[1], parts[0], parts[2]}, 1, ErrAltered},
		{"the first part missing", good, parts[1:], 1, ErrAltered},
		{"the last part missing", good, parts[:2], 0, ErrMissing},
		{"no part at all", good, nil, 0, ErrMissing},
		{"a part too many", good, append(parts[:3:3], parts[2]), 4, ErrAltered},
		{"a part cut off", good, [][]byte{parts[0], parts[1][:len(parts[1])-1]}, 2, ErrAltered},
		{"a part longer", good, [][]byte{append(bytes.Clone(parts[0]), 0)}, 1, ErrAltered},
		{"a byte changed", good, [][]byte{parts[0], changed}, 2, ErrAltered},
		{"a part sealed again", good, [][]byte{resealed}, 1, ErrAltered},
		{"a vouched part of another length inside", vouched(parts[0], short, parts[2]), [][]byte{parts[0], short}, 2, ErrAltered},
		{"a vouched part for another key", vouched(stranger, parts[1], parts[2]), [][]byte{stranger}, 1, ErrWrongKey},
		{"a vouched part that age does not open", vouched(parts[0], changed, parts[2]), [][]byte{parts[0], changed}, 2, ErrAltered},
		{"vouched parts of another file", otherSum, parts, 0, ErrAltered},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := openTestFile(id, tt.file, tt.parts)
			if !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if p, ok := errors.AsType[*PartError](err); ok != (tt.part > 0) || ok && p.Part != tt.part {
				t.Errorf("error %v, want part %d", err, tt.part)
			}
		})
	}
}

func TestPaddingMustBeZeros(t *testing.T) {
	id := newTestIdentity(t)
	f, parts := sealTestFile(t, id.Recipient(), testContent(4096))
	f.Size = 4000
	if _, err := openTestFile(id, f, parts); !errors.Is(err, ErrAltered) {
		t.Errorf("error %v, want ErrAltered", err)
	}
}

func TestSealFilePassesErrorsOn(t *testing.T) {
	to := newTestIdentity(t).Recipient()
	broken := errors.New("broken")
	cut := io.MultiReader(bytes.NewReader(testContent(PartSize+5)), iotest.ErrReader(broken))
	if _, err := SealFile(to, cut, func(int, []byte) error { return nil }); !errors.Is(err, broken) {
		t.Errorf("broken reader: %v", err)
	}
	if _, err := SealFile(to, strings.NewReader("x"), func(int, []byte) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("broken emit: %v", err)
	}
}

func TestParseFile(t *testing.T) {
	id := newTestIdentity(t)
	f, _ := sealTestFile(t, id.Recipient(), testContent(5000))
	whole, err := f.Content()
	if err != nil {
		t.Fatal(err)
	}
	f.SHA256, f.Parts, f.Ends = "", nil, sumOf(1)
	card, err := f.Content()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ParseFile(card); err != nil || !got.IsCard() || got.Ends != f.Ends {
		t.Errorf("the card: %v", err)
	}
	if _, err := NewFileOpener(id, f, io.Discard); err != ErrMissing {
		t.Errorf("a card opened: %v, want ErrMissing", err)
	}
	tests := []struct{ name, old, new string }{
		{"another padding", `"padded":5120`, `"padded":5000`},
		{"a negative size", `"size":5000`, `"size":-1`},
		{"a size with a fraction", `"size":5000`, `"size":5000.0`},
		{"a size beyond all parts", `"size":5000,`, `"size":17179869185,`},
		{"no parts", textFrom(whole, `"parts":`), `"parts":[]}`},
		{"a part of a negative size", `[{"size":`, `[{"size":-`},
		{"a sum in capitals", `"sha256":"` + sumOf(5000), `"sha256":"` + strings.ToUpper(sumOf(5000))},
		{"a short sum", sumOf(5000), "00"},
		{"ends of a file that is no card", `,"padded"`, `,"ends":"` + sumOf(1) + `","padded"`},
		{"an unknown member", `{"name"`, `{"path":"/","name"`},
		{"a long name", "foto.jpg", strings.Repeat("x", 256)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(string(whole.Open()), tt.old, tt.new, 1)
			if bad == string(whole.Open()) {
				t.Fatal("the case changes nothing")
			}
			if _, err := ParseFile(secretOf(bad)); err != ErrFile {
				t.Errorf("error %v, want ErrFile", err)
			}
		})
	}
}

// textFrom returns what follows in s from mark on, mark included.
func textFrom(s Secret, mark string) string {
	text := string(s.Open())
	return text[strings.Index(text, mark):]
}

func sumOf(n int) string {
	sum := sha256.Sum256(testContent(n))
	return hex.EncodeToString(sum[:])
}

func TestSealFileHoldsLittleMemory(t *testing.T) {
	to := newTestIdentity(t).Recipient()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	endless := io.LimitReader(zeros{}, 96<<20)
	if _, err := SealFile(to, endless, func(int, []byte) error {
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if held := int64(most) - int64(before); held > 24<<20 {
		t.Errorf("held %d MiB for a file of 96 MiB", held>>20)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

const benchSize = 64 << 20

func BenchmarkSealFile(b *testing.B) {
	to := newTestIdentity(b).Recipient()
	b.SetBytes(benchSize)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SealFile(to, io.LimitReader(zeros{}, benchSize), func(int, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenFile(b *testing.B) {
	id := newTestIdentity(b)
	f, parts := sealTestFile(b, id.Recipient(), make([]byte, benchSize))
	b.SetBytes(benchSize)
	for b.Loop() {
		o, err := NewFileOpener(id, f, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range parts {
			if err := o.Part(bytes.NewReader(p)); err != nil {
				b.Fatal(err)
			}
		}
		if err := o.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlainAge is what SealFile is measured against: one age file.
func BenchmarkPlainAge(b *testing.B) {
	to := newTestIdentity(b).Recipient()
	b.SetBytes(benchSize)
	for b.Loop() {
		w, err := age.Encrypt(io.Discard, to.age)
		if err != nil {
			b.Fatal(err)
		}
		io.Copy(w, io.LimitReader(zeros{}, benchSize))
		w.Close()
	}
}
