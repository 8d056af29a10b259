package vault

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// A testBundle is a sealed bundle in the making.
type testBundle struct {
	office, officer Key
	report          Identity
	head            BundleHead
	entries         []tarEntry // after report.json
}

type tarEntry struct {
	name string
	data []byte
	kind byte
}

const (
	fileID     = "caaaaaaaaaaaaaaaaaaaaaaaaa"
	questionID = "daaaaaaaaaaaaaaaaaaaaaaaaa"
	cardID     = "eaaaaaaaaaaaaaaaaaaaaaaaaa"
	answerID   = testOther
)

// newTestBundle returns a bundle with the report, an answer, an unsigned file of
// two parts, a question and a file card.
func newTestBundle(t testing.TB) *testBundle {
	t.Helper()
	b := &testBundle{office: seededKey(t, 1), officer: seededKey(t, 2), report: seededKey(t, 3).Identity}
	wrap, err := Wrap(b.office.Identity.Recipient(), b.report)
	if err != nil {
		t.Fatal(err)
	}
	officerWrap, err := WrapKey(b.officer.Identity.Recipient(), b.office)
	if err != nil {
		t.Fatal(err)
	}
	b.head = BundleHead{"netra.example.org", testReport, Number(testReport),
		[]BundleWrap{{"bawaslu-3514", 1, wrap}, {"bawaslu-3514", 1, officerWrap}}, []string{answerID, fileID, questionID, cardID}}

	b.add(t, "statement.age", b.seal(t, testStatement(), testSign))
	b.addStatement(t, b.statement(KindAnswer, answerID, `{"text":"ya"}`), testSign)
	f, parts := sealTestFile(t, b.report.Recipient(), testContent(PartSize+100))
	b.add(t, BundleStatementName(fileID), b.sealUnsigned(t, b.file(t, fileID, f)))
	for i, p := range parts {
		b.add(t, BundlePartName(fileID, i+1), p)
	}
	b.addStatement(t, b.statement(KindQuestion, questionID, `{"text":"di mana?"}`), b.office.Sign)
	f.SHA256, f.Parts = "", nil
	b.addStatement(t, b.file(t, cardID, f), testSign)
	return b
}

func seededKey(t testing.TB, seed byte) Key {
	t.Helper()
	k, err := keyFromSeeds([32]byte{seed}, [32]byte{seed, seed})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (b *testBundle) statement(k Kind, id, content string) Statement {
	return Statement{Kind: k, Report: testReport, ID: id, SealedBy: ByBrowser,
		Header: secretOf("day 2026-12-29\n"), Content: secretOf(content)}
}

func (b *testBundle) file(t testing.TB, id string, f File) Statement {
	t.Helper()
	content, err := f.Content()
	if err != nil {
		t.Fatal(err)
	}
	s := b.statement(KindFile, id, "")
	s.Content, s.SealedBy = content, ByServer
	return s
}

func (b *testBundle) seal(t testing.TB, s Statement, k SigningKey) []byte {
	t.Helper()
	sealed, err := SealStatement(b.report.Recipient(), s, k)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func (b *testBundle) sealUnsigned(t testing.TB, s Statement) []byte {
	t.Helper()
	sealed, err := SealUnsigned(b.report.Recipient(), s)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func (b *testBundle) add(t testing.TB, name string, data []byte) {
	t.Helper()
	b.entries = append(b.entries, tarEntry{name, data, tar.TypeReg})
}

func (b *testBundle) addStatement(t testing.TB, s Statement, k SigningKey) {
	t.Helper()
	b.add(t, BundleStatementName(s.ID), b.seal(t, s, k))
}

// tar writes the bundle as it is now.
func (b *testBundle) tar(t testing.TB) []byte {
	t.Helper()
	head, err := json.Marshal(b.head)
	if err != nil {
		t.Fatal(err)
	}
	return tarOf(t, append([]tarEntry{{"report.json", head, tar.TypeReg}}, b.entries...))
}

func tarOf(t testing.TB, entries []tarEntry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range entries {
		if err := w.WriteHeader(&tar.Header{Name: e.name, Typeflag: e.kind, Mode: 0o600, Size: int64(len(e.data))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A folder takes outputs. Names begin with "aborted " or "open " unless committed.
type folder map[string][]byte

func (f folder) create(name string) (Output, error) { return &folderFile{folder: f, name: name}, nil }

type folderFile struct {
	bytes.Buffer
	folder folder
	name   string
}

func (f *folderFile) Write(p []byte) (int, error) {
	n, err := f.Buffer.Write(p)
	f.folder["open "+f.name] = f.Bytes()
	return n, err
}

func (f *folderFile) Commit() error { return f.end(f.name) }
func (f *folderFile) Abort() error  { return f.end("aborted " + f.name) }

func (f *folderFile) end(name string) error {
	delete(f.folder, "open "+f.name)
	f.folder[name] = f.Bytes()
	return nil
}

func TestOpenBundle(t *testing.T) {
	b := newTestBundle(t)
	for name, key := range map[string]Key{"office": b.office, "officer": b.officer} {
		t.Run("with the "+name+"'s key", func(t *testing.T) {
			out := folder{}
			head, entries, err := OpenBundle(bytes.NewReader(b.tar(t)), key, out.create)
			if err != nil {
				t.Fatal(err)
			}
			if head.Number != Number(testReport) {
				t.Errorf("number %q", head.Number)
			}
			want := []BundleEntry{
				{testReport, KindReport, ByBrowser, SignedByReporter, "report"},
				{answerID, KindAnswer, ByBrowser, SignedByReporter, answerID},
				{fileID, KindFile, ByServer, SignedByNobody, fileID},
				{questionID, KindQuestion, ByBrowser, SignedByOffice, questionID},
				{cardID, KindFile, ByServer, SignedByReporter, cardID},
			}
			if !slices.Equal(entries, want) {
				t.Errorf("entries %v, want %v", entries, want)
			}
			if got := string(out[answerID+"/content.json"]); got != `{"text":"ya"}` {
				t.Errorf("the answer is %q", got)
			}
			if !bytes.Equal(out[fileID+"/file-foto.jpg"], testContent(PartSize+100)) {
				t.Error("the file is another")
			}
			if len(out) != 2*len(want)+1 {
				t.Errorf("outputs %q", slices.Sorted(maps.Keys(out)))
			}
		})
	}
}

func TestOpenBundleRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(t *testing.T, b *testBundle)
		want   error
	}{
		{"no wrap for the key", func(t *testing.T, b *testBundle) { b.head.Wraps = nil }, ErrWrongKey},
		{"a number of another report", func(t *testing.T, b *testBundle) { b.head.Number = Number(testOther) }, ErrBundle},
		{"the id of another report", func(t *testing.T, b *testBundle) {
			b.head.Report, b.head.Number = testOther, Number(testOther)
		}, ErrBundle},
		{"no report", func(t *testing.T, b *testBundle) { b.entries = nil }, ErrMissing},
		{"cut off between two statements", func(t *testing.T, b *testBundle) { b.entries = b.entries[:len(b.entries)-1] }, ErrMissing},
		{"statements in another order", func(t *testing.T, b *testBundle) {
			b.entries[5], b.entries[6] = b.entries[6], b.entries[5]
		}, ErrBundle},
		{"the report not first", func(t *testing.T, b *testBundle) { b.entries = b.entries[1:] }, ErrBundle},
		{"the report twice", func(t *testing.T, b *testBundle) {
			b.add(t, BundleStatementName(testReport), b.entries[0].data)
		}, ErrBundle},
		{"a statement under another id", func(t *testing.T, b *testBundle) {
			b.entries[1].name = BundleStatementName("faaaaaaaaaaaaaaaaaaaaaaaaa")
		}, ErrBundle},
		{"a statement of another report", func(t *testing.T, b *testBundle) {
			s := b.statement(KindAnswer, cardID, "{}")
			s.Report = questionID
			b.entries[5].data = b.seal(t, s, testSign)
		}, ErrBundle},
		{"a report signed by nobody", func(t *testing.T, b *testBundle) {
			body, err := testStatement().body()
			if err != nil {
				t.Fatal(err)
			}
			b.entries[0].data, err = Seal(b.report.Recipient(), Pad(append(unsigned[:], body...)))
			if err != nil {
				t.Fatal(err)
			}
		}, ErrUnsigned},
		{"an answer signed by the office", func(t *testing.T, b *testBundle) {
			b.entries[1].data = b.seal(t, b.statement(KindAnswer, answerID, "{}"), b.office.Sign)
		}, ErrSigner},
		{"a header of another kind", func(t *testing.T, b *testBundle) {
			s := b.statement(KindAnswer, answerID, "{}")
			s.Header = testStatement().Header
			b.entries[1].data = b.seal(t, s, testSign)
		}, ErrHeader},
		{"a file without facts", func(t *testing.T, b *testBundle) {
			b.entries[1].data = b.seal(t, b.statement(KindFile, answerID, "{}"), testSign)
		}, ErrFile},
		{"a part changed", func(t *testing.T, b *testBundle) { b.entries[3].data[1_000_000] ^= 1 }, ErrAltered},
		{"parts swapped", func(t *testing.T, b *testBundle) {
			b.entries[3].data, b.entries[4].data = b.entries[4].data, b.entries[3].data
		}, ErrAltered},
		{"the first part missing", func(t *testing.T, b *testBundle) { b.entries = slices.Delete(b.entries, 3, 4) }, ErrMissing},
		{"the last part missing", func(t *testing.T, b *testBundle) { b.entries = slices.Delete(b.entries, 4, 5) }, ErrMissing},
		{"a part too many", func(t *testing.T, b *testBundle) {
			e := b.entries[4]
			e.name = BundlePartName(fileID, 3)
			b.entries = slices.Insert(b.entries, 5, e)
		}, ErrAltered},
		{"a part for a file card", func(t *testing.T, b *testBundle) { b.add(t, BundlePartName(cardID, 1), b.entries[4].data) }, ErrBundle},
		{"a path that climbs", func(t *testing.T, b *testBundle) { b.entries[1].name = "../statement.age" }, ErrBundle},
		{"a link", func(t *testing.T, b *testBundle) {
			b.entries[1] = tarEntry{b.entries[1].name, nil, tar.TypeSymlink}
		}, ErrBundle},
		{"a statement that is too big", func(t *testing.T, b *testBundle) { b.entries[1].data = make([]byte, maxSealedStatement+1) }, ErrBundle},
		{"something else", func(t *testing.T, b *testBundle) { b.add(t, "notes.txt", nil) }, ErrBundle},
	}
	whole := newTestBundle(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := *whole
			b.entries = slices.Clone(whole.entries)
			b.entries[3].data = bytes.Clone(b.entries[3].data)
			tt.change(t, &b)
			out := folder{}
			_, _, err := OpenBundle(bytes.NewReader(b.tar(t)), b.office, out.create)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			checkOutputs(t, out)
		})
	}
}

// checkOutputs fails if something unfinished kept a name or was left open.
func checkOutputs(t *testing.T, out folder) {
	t.Helper()
	for name, content := range out {
		if strings.HasPrefix(name, "open ") {
			t.Errorf("%q was neither committed nor aborted", name)
		}
		if name == fileID+"/file-foto.jpg" && !bytes.Equal(content, testContent(PartSize+100)) {
			t.Errorf("%q was committed unfinished", name)
		}
	}
}

func TestBundleCutOffAnywhere(t *testing.T) {
	b := newTestBundle(t)
	whole := b.tar(t)
	for _, at := range []int{0, 100, 512, 5000, 30_000, 1_000_000, len(whole) - 30_000} {
		out := folder{}
		if _, _, err := OpenBundle(bytes.NewReader(whole[:at]), b.office, out.create); err == nil {
			t.Errorf("cut off at %d: no error", at)
		}
		checkOutputs(t, out)
	}
	broken := errors.New("broken disk")
	r := io.MultiReader(bytes.NewReader(whole[:1_000_000]), iotest.ErrReader(broken))
	if _, _, err := OpenBundle(r, b.office, folder{}.create); !errors.Is(err, broken) {
		t.Errorf("a broken reader: %v", err)
	}
}

func TestHarmless(t *testing.T) {
	tests := []struct{ name, want string }{
		{"foto.jpg", "foto.jpg"},
		{"../../etc/passwd", "passwd"},
		{`C:\temp\a b.mp3`, "C__temp_a_b.mp3"},
		{"catatan é.txt", "catatan__.txt"},
		{"", "."},
		{"..", ".."},
		{"a\x00\n", "a__"},
		{strings.Repeat("x", 200) + ".jpg", strings.Repeat("x", 96) + ".jpg"},
	}
	for _, tt := range tests {
		if got := harmless(tt.name); got != tt.want {
			t.Errorf("harmless(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzOpenBundle(f *testing.F) {
	b := newTestBundle(f)
	b.entries = append(b.entries[:2:2], b.entries[5:]...) // small
	f.Add(b.tar(f))
	f.Add(b.tar(f)[:4000])
	f.Fuzz(func(t *testing.T, data []byte) {
		out := folder{}
		OpenBundle(bytes.NewReader(data), b.office, out.create)
		for name := range out {
			if strings.HasPrefix(name, "open ") || strings.Contains(name, "..") {
				t.Errorf("output %q", name)
			}
		}
	})
}
