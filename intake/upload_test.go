package intake_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"netra/intake"
	"netra/ledger"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// adder files a report and lets its reporter add files.
func (w *world) adder() (*intake.Adder, intake.Filed) {
	w.t.Helper()
	_, filed := w.file()
	a, err := w.Adder(w.t.Context(), filed.Capability)
	w.must(err)
	return a, filed
}

// stored counts blobs.
func (w *world) stored() int {
	w.t.Helper()
	n := 0
	w.must(w.blobs.List(w.t.Context(), func(string) error { n++; return nil }))
	return n
}

func TestFileSealedByServerArrives(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := worldOn(t, db)
		a, filed := w.adder()
		data := bytes.Repeat([]byte("gambar"), 1_500_000) // 9 MB, three parts
		receipt, err := w.AddFile(t.Context(), a, `C:\foto\aula.jpg`, "image/jpeg", bytes.NewReader(data))
		w.must(err)
		if _, err := ledger.Verify(receipt.Promise, w.LogKey); err != nil || receipt.Number != filed.Number {
			t.Errorf("receipt %s: %v", receipt.Number, err)
		}
		w.beat()
		ratna := w.officer(kab, "ratna")
		h, err := w.Open(t.Context(), ratna, filed.Report)
		w.must(err)
		if len(h.Later) != 1 || len(h.Later[0].Parts) != 3 {
			t.Fatalf("the officer sees %+v", h.Later)
		}
		key, err := vault.Unwrap(w.keys[kab].Identity, h.Wrap)
		w.must(err)
		s, err := vault.OpenStatement(key, h.Later[0].Sealed)
		w.must(err)
		f, err := vault.ParseFile(s.Content)
		w.must(err)
		if string(f.Name.Open()) != "aula.jpg" || f.Type != "image/jpeg" || s.Signer != nil {
			t.Errorf("file %q of type %s, signer %v", f.Name.Open(), f.Type, s.Signer)
		}
		var out bytes.Buffer
		opener, err := vault.NewFileOpener(key, f, &out)
		w.must(err)
		sums := [][32]byte{sha256.Sum256(h.Later[0].Sealed)}
		for n := 1; n <= 3; n++ {
			part, _, err := w.Part(t.Context(), ratna, h.ID, h.Later[0].ID, n)
			w.must(err)
			sealed, err := io.ReadAll(part)
			w.must(errors.Join(err, part.Close()))
			sums = append(sums, sha256.Sum256(sealed))
			w.must(opener.Part(bytes.NewReader(sealed)))
		}
		w.must(opener.Close())
		if !bytes.Equal(out.Bytes(), data) {
			t.Error("the file did not arrive byte for byte")
		}
		if h.Later[0].Opening.Stored != ledger.Stored(sums...) {
			t.Error("the leaf commits to other ciphertexts")
		}
	})
}

func TestBundleHoldsEverything(t *testing.T) {
	w := newWorld(t)
	a, filed := w.adder()
	_, err := w.AddFile(t.Context(), a, "suara.mp3", "audio/mpeg", bytes.NewReader([]byte("suara")))
	w.must(err)
	w.beat()
	var out bytes.Buffer
	w.must(w.Bundle(t.Context(), w.officer(kab, "ratna"), filed.Report, &out))
	names := map[string]bool{}
	for r := tar.NewReader(&out); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		w.must(err)
		names[h.Name] = true
	}
	openings, err := w.Store.Openings(t.Context(), filed.Report)
	w.must(err)
	if len(names) != 4 || !names["report.json"] || !names["statement.age"] || len(openings) != 1 || !openings[0].Bundle {
		t.Errorf("bundle %v, openings %v", names, openings)
	}
	if err := w.Bundle(t.Context(), w.officer(prov, "tono"), filed.Report, &out); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("another office's bundle: %v", err)
	}
}

func TestFileRefusedLeavesNothing(t *testing.T) {
	w := newWorld(t)
	a, _ := w.adder()
	broken := errors.New("connection lost")
	tests := []struct {
		name string
		r    io.Reader
		want error
	}{
		{"empty", bytes.NewReader(nil), intake.ErrEmpty},
		{"larger than allowed", io.LimitReader(zeros{}, 20<<20+1), intake.ErrTooLarge},
		{"body stops half way", io.MultiReader(io.LimitReader(zeros{}, 9<<20), iotest.ErrReader(broken)), broken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := w.AddFile(t.Context(), a, "x", "", tt.r); !errors.Is(err, tt.want) {
				t.Errorf("AddFile = %v, want %v", err, tt.want)
			}
			if n := w.stored(); n != 0 {
				t.Errorf("%d blobs are left", n)
			}
		})
	}
	if _, err := w.AddFile(t.Context(), a, "x", "", io.LimitReader(zeros{}, 20<<20)); err != nil {
		t.Errorf("a file of exactly the allowed size: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestCapabilityEnds(t *testing.T) {
	w := newWorld(t)
	_, filed := w.file()
	w.now = w.now.AddDate(0, 0, intake.CapabilityDays)
	if _, err := w.Adder(t.Context(), filed.Capability); err != nil {
		t.Errorf("on its last day: %v", err)
	}
	w.now = w.now.AddDate(0, 0, 1)
	for _, capability := range []string{filed.Capability, "", "AAAA", filed.Capability[1:]} {
		if _, err := w.Adder(t.Context(), capability); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("Adder(%d bytes) = %v, want ErrNotFound", len(capability), err)
		}
	}
}

// A browser seals parts and posts them.
type browser struct {
	w    *world
	a    *intake.Adder
	to   vault.Recipient
	code vault.Keys
	id   string
	day  string
}

func (w *world) browser() (*browser, *intake.Visitor) {
	w.t.Helper()
	code, filed := w.file()
	keys, err := vault.ReporterKeys(code, instance)
	w.must(err)
	v, err := w.EnterSealed(w.t.Context(), intake.Login{Lookup: keys.Lookup, Secret: [32]byte(keys.Login.Open())})
	w.must(err)
	to, err := vault.ParseRecipient(v.Recipient)
	w.must(err)
	a, err := w.Adder(w.t.Context(), filed.Capability)
	w.must(err)
	return &browser{w, a, to, keys, w.id(), filed.Day.String()}, v
}

// statement seals what is said about the file.
func (b *browser) statement(f vault.File) intake.Sealed {
	b.w.t.Helper()
	f.Name = vault.NewSecret([]byte("video.mp4"))
	content, err := f.Content()
	b.w.must(err)
	header, err := vault.Header{Day: b.day}.Encode(vault.KindFile)
	b.w.must(err)
	s := vault.Statement{Kind: vault.KindFile, Report: b.id, ID: b.w.id(), SealedBy: vault.ByBrowser, Header: header, Content: content}
	sealed, err := vault.SealStatement(b.to, s, b.code.Sign)
	b.w.must(err)
	day := b.a.Until.AddDays(-intake.CapabilityDays)
	return intake.Sealed{ID: b.id, Statement: sealed, Content: s.Root(), Salt: [32]byte{3}, Day: day}
}

func (b *browser) part(n int, sealed []byte) (intake.Part, error) {
	return b.w.AddPart(b.w.t.Context(), b.a, b.id, n, sha256.Sum256(sealed), bytes.NewReader(sealed))
}

func TestUploadContinuesAtTheFirstMissingPart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := worldOn(t, db)
		b, v := w.browser()
		var parts [][]byte
		f, err := vault.SealFile(b.to, io.LimitReader(zeros{}, 9<<20), func(_ int, sealed []byte) error {
			parts = append(parts, bytes.Clone(sealed))
			return nil
		})
		w.must(err)
		card := b.statement(vault.File{Size: f.Size, Padded: f.Padded})
		w.must(w.Begin(t.Context(), b.a, b.id, card.Statement))
		w.must(w.Begin(t.Context(), b.a, b.id, card.Statement))
		if _, err := b.part(1, parts[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := b.part(3, parts[2]); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Finish(t.Context(), b.a, b.statement(f), 3); !errors.Is(err, intake.ErrConflict) {
			t.Errorf("finished without part 2: %v", err)
		}
		open, err := w.Unfinished(t.Context(), v)
		w.must(err)
		if len(open) != 1 || len(open[0].Parts) != 2 || !bytes.Equal(open[0].Card, card.Statement) {
			t.Fatalf("unfinished = %+v", open)
		}
		if old, err := b.part(1, parts[1]); err != nil || old.SHA256 != sha256.Sum256(parts[0]) {
			t.Errorf("a part again: %v, and it is another", err)
		}
		if _, err := b.part(2, parts[1]); err != nil {
			t.Fatal(err)
		}
		done := b.statement(f)
		first, err := w.Finish(t.Context(), b.a, done, 3)
		w.must(err)
		again, err := w.Finish(t.Context(), b.a, done, 3)
		w.must(err)
		if !bytes.Equal(first.Promise, again.Promise) {
			t.Error("finishing twice gave two promises")
		}
		if open, err = w.Unfinished(t.Context(), v); err != nil || len(open) != 0 {
			t.Errorf("unfinished afterwards = %v, %v", open, err)
		}
		if n := w.stored(); n != 3 {
			t.Errorf("%d blobs, want 3", n)
		}
		if _, err := b.part(4, parts[1]); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("a part of a finished file: %v", err)
		}
	})
}

func TestPartRefused(t *testing.T) {
	w := newWorld(t)
	b, _ := w.browser()
	sealed, err := vault.Seal(b.to, make([]byte, 5000))
	w.must(err)
	huge, err := vault.Seal(b.to, make([]byte, vault.PartSize+1))
	w.must(err)
	sum := sha256.Sum256(sealed)
	card := b.statement(vault.File{Size: 1, Padded: vault.MinPadded})
	w.must(w.Begin(t.Context(), b.a, b.id, card.Statement))
	tests := []struct {
		name string
		id   string
		n    int
		sum  [32]byte
		data []byte
		want error
	}{
		{"other bytes than announced", b.id, 1, [32]byte{}, sealed, intake.ErrHash},
		{"number 0", b.id, 0, sum, sealed, intake.ErrTooLarge},
		{"number ten thousand", b.id, 10000, sum, sealed, intake.ErrTooLarge},
		{"no such file", w.id(), 1, sum, sealed, intake.ErrNotFound},
		{"not sealed", b.id, 1, sha256.Sum256(make([]byte, 9)), make([]byte, 9), intake.ErrSealed},
		{"larger than a part", b.id, 1, sha256.Sum256(huge), huge, intake.ErrSealed},
		{"much larger than a part", b.id, 1, sum, make([]byte, 6<<20), intake.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := w.AddPart(t.Context(), b.a, tt.id, tt.n, tt.sum, bytes.NewReader(tt.data))
			if !errors.Is(err, tt.want) {
				t.Errorf("AddPart = %v, want %v", err, tt.want)
			}
		})
	}
	if n := w.stored(); n != 0 {
		t.Errorf("%d blobs of refused parts", n)
	}
}

func TestTooManyFiles(t *testing.T) {
	w := newWorld(t)
	b, _ := w.browser()
	card := b.statement(vault.File{Size: 1, Padded: vault.MinPadded}).Statement
	for range intake.MaxFiles {
		w.must(w.Begin(t.Context(), b.a, w.id(), card))
	}
	if err := w.Begin(t.Context(), b.a, w.id(), card); !errors.Is(err, intake.ErrTooMany) {
		t.Errorf("one file too many: %v", err)
	}
}

func TestCollect(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := worldOn(t, db)
		ctx := t.Context()
		a, filed := w.adder()
		_, err := w.AddFile(ctx, a, "x", "", bytes.NewReader([]byte("isi")))
		w.must(err)
		b, v := w.browser()
		sealed, err := vault.Seal(b.to, make([]byte, 5000))
		w.must(err)
		w.must(w.Begin(ctx, b.a, b.id, b.statement(vault.File{Size: 1, Padded: vault.MinPadded}).Statement))
		_, err = b.part(1, sealed)
		w.must(err)
		if _, err := w.blobs.Put(ctx, "leftofacrash", bytes.NewReader(sealed)); err != nil {
			t.Fatal(err)
		}

		tests := []struct {
			name              string
			days              int
			blobs, unfinished int
		}{
			{"on the same day everything stays", 0, 3, 1},
			{"a day later a blob may still be about to be named", 1, 3, 1},
			{"after a whole day an unnamed blob goes", 1, 2, 1},
			{"after a fortnight an unfinished file is forgotten", 14, 2, 0},
			{"and then its blob goes", 2, 1, 0},
		}
		for _, tt := range tests {
			w.now = w.now.AddDate(0, 0, tt.days)
			for range 2 { // a job may be done twice
				w.must(w.Collect(ctx, nil))
			}
			open, err := w.Unfinished(ctx, v)
			w.must(err)
			if n := w.stored(); n != tt.blobs || len(open) != tt.unfinished {
				t.Errorf("%s: %d blobs, %d unfinished; want %d, %d", tt.name, n, len(open), tt.blobs, tt.unfinished)
			}
		}
		w.beat()
		if _, err := w.Open(ctx, w.officer(kab, "ratna"), filed.Report); err != nil {
			t.Errorf("the report itself: %v", err)
		}
	})
}

func FuzzSealedLength(f *testing.F) {
	f.Add([]byte("age-encryption.org/v1\n-> mlkem768x25519 x\n--- x\n0123456789abcdef0123456789abcdef"))
	f.Add([]byte("age-encryption.org/v1\n-> mlkem768x25519 \n--- "))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if n, ok := intake.SealedLength(sealed); ok && (n < 0 || n >= int64(len(sealed))) {
			t.Errorf("%d bytes hold a plaintext of %d", len(sealed), n)
		}
	})
}
