package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"netra/gazetteer"
	"netra/intake"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

func TestOneReportAllTheWay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := worldOn(t, db)
		ctx := t.Context()
		code, filed := w.file()
		if _, err := ledger.Verify(filed.Promise, w.LogKey); err != nil {
			t.Fatalf("promise: %v", err)
		}
		ratna := w.officer(kab, "ratna")
		if cards, err := w.Inbox(ctx, ratna); err != nil || len(cards) != 0 {
			t.Fatalf("before the beat the inbox is %v, %v", cards, err)
		}
		w.beat()
		cards, err := w.Inbox(ctx, ratna)
		w.must(err)
		if len(cards) != 1 || cards[0].Number != filed.Number || cards[0].Due.Safe.String() != "2026-12-30" || cards[0].Opened {
			t.Fatalf("inbox = %+v", cards)
		}

		h, err := w.Open(ctx, ratna, cards[0].ID)
		w.must(err)
		key, err := vault.Unwrap(w.keys[kab].Identity, h.Wrap)
		w.must(err)
		s, err := vault.OpenStatement(key, h.Statement)
		w.must(err)
		w.must(s.SignedBy(h.Reporter))
		var content intake.Content
		w.must(json.Unmarshal(s.Content.Open(), &content))
		if content.Account != form().Account || content.Name != "Rahma Contoh" || s.SealedBy != vault.ByServer {
			t.Errorf("opened %+v", content)
		}
		if s.Root() != h.Leaf.Content {
			t.Error("the leaf commits to another content")
		}
		if len(h.Openings) != 1 || h.Openings[0].Name != "ratna" {
			t.Errorf("openings = %v", h.Openings)
		}

		w.must(w.Ask(ctx, ratna, h.ID, w.question(h, key, "Apakah kertasnya dikumpulkan?")))
		v, err := w.Enter(ctx, code)
		w.must(err)
		said, err := w.Conversation(ctx, v)
		w.must(err)
		if len(said) != 2 || said[0].Content.Account != form().Account || said[0].Signature != intake.Fits ||
			said[1].Text != "Apakah kertasnya dikumpulkan?" || said[1].Signature != intake.Fits || said[1].Office.ID != kab {
			t.Fatalf("conversation = %+v", said)
		}
		id := w.id()
		first, err := w.Answer(ctx, v, id, "Ya, oleh panitia.")
		w.must(err)
		again, err := w.Answer(ctx, v, id, "Ya, oleh panitia.")
		w.must(err)
		if !bytes.Equal(first.Promise, again.Promise) {
			t.Error("the same answer twice gave two promises")
		}
		if h, err = w.Open(ctx, ratna, h.ID); err != nil || len(h.Later) != 1 {
			t.Errorf("before the beat the officer sees %d statements, %v", len(h.Later), err)
		}
		w.beat()
		if cards, err = w.Inbox(ctx, ratna); err != nil || cards[0].New != 1 || cards[0].Unheard != 0 {
			t.Errorf("inbox after the answer = %+v, %v", cards, err)
		}
		if h, err = w.Open(ctx, ratna, h.ID); err != nil || len(h.Later) != 2 || h.New != 1 {
			t.Errorf("after the beat the officer sees %d statements, %v", len(h.Later), err)
		}
		proof, err := w.Proof(ctx, v, id)
		w.must(err)
		if verdict, err := ledger.Verify(proof, w.LogKey); err != nil || !verdict.Proved {
			t.Errorf("proof of the answer: %+v, %v", verdict, err)
		}
	})
}

func (w *world) id() string {
	w.t.Helper()
	id, err := vault.NewID(w.Rand)
	w.must(err)
	return id
}

// question seals what an officer's browser would.
func (w *world) question(h intake.Handover, key vault.Identity, text string) intake.Sealed {
	w.t.Helper()
	content, err := json.Marshal(map[string]string{"text": text})
	w.must(err)
	header, err := vault.Header{Day: h.Day.String()}.Encode(vault.KindQuestion)
	w.must(err)
	s := vault.Statement{Kind: vault.KindQuestion, Report: h.ID, ID: w.id(), SealedBy: vault.ByBrowser, Header: header, Content: vault.NewSecret(content)}
	sealed, err := vault.SealStatement(key.Recipient(), s, w.keys[kab].Sign)
	w.must(err)
	return intake.Sealed{ID: s.ID, Statement: sealed, Content: s.Root(), Salt: [32]byte{7}, Day: h.Day}
}

func TestSameWordsGiveTheSameReceipt(t *testing.T) {
	w := newWorld(t)
	code, first := w.file()
	w.now = w.now.Add(36 * time.Hour)
	again, err := w.File(t.Context(), form(), kab, code)
	w.must(err)
	if !bytes.Equal(first.Promise, again.Promise) || first.Number != again.Number {
		t.Error("the same words gave another receipt")
	}
	if first.Capability == again.Capability {
		t.Error("the capability was not drawn anew")
	}
}

func TestSameWordsForSomethingElse(t *testing.T) {
	tests := []struct {
		name    string
		change  func(*intake.Form)
		differs bool
	}{
		{"the same", func(*intake.Form) {}, false},
		{"the same but for space", func(f *intake.Form) { f.Account += " \r\n" }, false},
		{"another account", func(f *intake.Form) { f.Account += " Ada saksi." }, true},
		{"another place", func(f *intake.Form) { f.Place = "35.14" }, true},
		{"another election", func(f *intake.Form) { f.Election = law.Pilkada }, true},
		{"other excluded offices", func(f *intake.Form) { f.Excluded = []office.ID{"inspektorat-35.14"} }, true},
		{"without the name", func(f *intake.Form) { f.Identity = intake.Anonymous }, true},
		{"a date that is none", func(f *intake.Form) { f.Date = "besok" }, true},
	}
	w := newWorld(t)
	code, first := w.file()
	if first.Differs {
		t.Error("a new report differs from itself")
	}
	w.now = w.now.AddDate(0, 0, 1)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := form()
			tt.change(&f)
			again, err := w.File(t.Context(), f, kab, code)
			if err != nil || again.Differs != tt.differs || !bytes.Equal(first.Promise, again.Promise) {
				t.Errorf("differs = %t, want %t; %v", again.Differs, tt.differs, err)
			}
		})
	}
}

func TestStoredReportHasItsReceiptOnAFullDisk(t *testing.T) {
	for name, full := range map[string]error{"full": fault.ErrFull, "read-only": fault.ErrReadOnly} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			code, first := w.file()
			w.Store = fullStore{w.Store, full}
			again, err := w.File(t.Context(), form(), kab, code)
			if err != nil || !bytes.Equal(first.Promise, again.Promise) || again.Capability != "" {
				t.Errorf("the same words again: %+v, %v", again, err)
			}
			v, err := w.Enter(t.Context(), code)
			w.must(err)
			w.must(w.Visited(t.Context(), v))
		})
	}
}

// A fullStore takes nothing more.
type fullStore struct {
	intake.Store
	err error
}

func (s fullStore) SaveCapability(context.Context, intake.Capability) error { return s.err }
func (s fullStore) SaveVisit(context.Context, string, []byte) error         { return s.err }

func TestFilingRefused(t *testing.T) {
	w := newWorld(t)
	tests := []struct {
		name     string
		change   func(*intake.Form)
		receiver office.ID
		field    string
		key      string
	}{
		{"nothing is said", func(f *intake.Form) { f.Acts, f.Account, f.Accused = nil, " \r\n ", "" }, kab, "cerita", "lapor.err_empty"},
		{"text too long", func(f *intake.Form) { f.Account = strings.Repeat("a", 40001) }, kab, "cerita", "lapor.err_long"},
		{"text is not UTF-8", func(f *intake.Form) { f.Exact = "\xff" }, kab, "persis", "lapor.err_letters"},
		{"no such region", func(f *intake.Form) { f.Place = "99.99" }, kab, "tempat", "lapor.err_place"},
		{"no such act", func(f *intake.Form) { f.Acts = []string{"lainlain"} }, kab, "perbuatan", "lapor.err_choice"},
		{"no such election", func(f *intake.Form) { f.Election = "osis" }, kab, "pemilihan", "lapor.err_choice"},
		{"event in the future", func(f *intake.Form) { f.Date = "2027-01-01" }, kab, "tgl", "lapor.err_future"},
		{"known before it happened", func(f *intake.Form) { f.Known = "2026-12-19" }, kab, "tahu", "lapor.err_order"},
		{"date that is none", func(f *intake.Form) { f.Date = "2026-02-30" }, kab, "tgl", "lapor.err_date"},
		{"another office than shown", func(f *intake.Form) { f.Excluded = []office.ID{kab} }, kab, "kecuali", "lapor.err_receiver"},
		{"an excluded office that cannot be one", func(f *intake.Form) { f.Excluded = []office.ID{"a b\nc"} }, kab, "kecuali", "lapor.err_choice"},
		{"all offices excluded", func(f *intake.Form) { f.Excluded = []office.ID{kab, prov} }, kab, "kecuali", "lapor.err_all_excluded"},
		{"place not settled", func(f *intake.Form) { f.PlaceText, f.Place = "sidomulyo", "" }, "", "tempat", "lapor.err_unsettled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := form()
			tt.change(&f)
			_, err := w.File(t.Context(), f, tt.receiver, w.code())
			if !hasProblem(err, tt.field, tt.key) {
				t.Errorf("File = %v, want %s: %s", err, tt.field, tt.key)
			}
		})
	}
	w.beat()
	if cards, err := w.Inbox(t.Context(), w.officer(kab, "ratna")); err != nil || len(cards) != 0 {
		t.Errorf("refused forms left %d cards, %v", len(cards), err)
	}
}

func hasProblem(err error, field, key string) bool {
	problems, ok := errors.AsType[intake.Problems](err)
	return ok && problems.Of(field) == key
}

func TestIncompleteTipIsAccepted(t *testing.T) {
	w := newWorld(t)
	f := intake.Form{Account: "Ada yang membagi amplop."}
	if _, err := w.Review(t.Context(), f); !hasProblem(err, "kecuali", "lapor.err_no_receiver") {
		t.Errorf("without a place, and while the nation's office has no key: %v", err)
	}
	f.Place = "35.14"
	filed, err := w.File(t.Context(), f, kab, w.code())
	w.must(err)
	if filed.Office != kab {
		t.Errorf("received by %s", filed.Office)
	}
}

func TestRoute(t *testing.T) {
	w := newWorld(t)
	tests := []struct {
		name         string
		text, chosen string
		excluded     []office.ID
		place        gazetteer.Code
		receiver     office.ID
		unserved     office.ID
		matches      bool
		err          error
	}{
		{"an office without a key is served by the one above", "", "35.14.08", nil, "35.14.08", kab, "panwascam-35.14.08", false, nil},
		{"the office of the place receives", "", "35.14", nil, "35.14", kab, "", false, nil},
		{"an excluded office does not", "", "35.14", []office.ID{kab}, "35.14", prov, "", false, nil},
		{"nor does it serve one below", "", "35.14.08", []office.ID{kab}, "35.14.08", prov, "panwascam-35.14.08", false, nil},
		{"nobody left", "", "35.14", []office.ID{kab, prov, "bawaslu-ri"}, "35.14", "", "", false, intake.ErrNoReceiver},
		{"one certain match needs no choice", "Kabupaten Pasuruan", "", nil, "35.14", kab, "", false, nil},
		{"several matches are listed", "sidomulyo", "", nil, "", "", "", true, nil},
		{"none of them", "sidomulyo", "-", nil, "", "", "", false, intake.ErrNoReceiver},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := w.Route(t.Context(), tt.text, tt.chosen, tt.excluded)
			if !errors.Is(err, tt.err) {
				t.Fatalf("error = %v, want %v", err, tt.err)
			}
			if r.Place.Code != tt.place || r.Receiver.ID != tt.receiver || r.Unserved.ID != tt.unserved || len(r.Matches) > 1 != tt.matches {
				t.Errorf("route = place %q receiver %q unserved %q, %d matches", r.Place.Code, r.Receiver.ID, r.Unserved.ID, len(r.Matches))
			}
		})
	}
}

func TestSealedFilingRefused(t *testing.T) {
	w := newWorld(t)
	w.newKey(kab)
	tests := []struct {
		name   string
		change func(*intake.SealedFiling)
		want   error
	}{
		{"as it should be", func(*intake.SealedFiling) {}, nil},
		{"another day", func(f *intake.SealedFiling) { f.Day = f.Day.AddDays(-1) }, intake.ErrConflict},
		{"an old key of the office", func(f *intake.SealedFiling) { f.Epoch = 1 }, intake.ErrConflict},
		{"an epoch without key", func(f *intake.SealedFiling) { f.Epoch = 3 }, intake.ErrConflict},
		{"no epoch of an office without key", func(f *intake.SealedFiling) { f.Office, f.Epoch = "bawaslu-ri", 0 }, intake.ErrConflict},
		{"an office without key", func(f *intake.SealedFiling) { f.Office = "bawaslu-ri" }, intake.ErrConflict},
		{"no such office", func(f *intake.SealedFiling) { f.Office = "bawaslu-99" }, intake.ErrConflict},
		{"classic recipient", func(f *intake.SealedFiling) {
			f.Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
		}, intake.ErrSealed},
		{"statement is not age", func(f *intake.SealedFiling) { f.Statement = []byte("halo") }, intake.ErrSealed},
		{"statement not padded", func(f *intake.SealedFiling) { f.Statement = f.Wrap }, intake.ErrSealed},
		{"wrap is a statement", func(f *intake.SealedFiling) { f.OfficeWrap = f.Statement }, intake.ErrSealed},
		{"wrap is empty", func(f *intake.SealedFiling) { f.Wrap = nil }, intake.ErrSealed},
		{"acts out of order", func(f *intake.SealedFiling) { f.Acts = []string{"medsos", "ajak"} }, intake.ErrSealed},
		{"unknown act", func(f *intake.SealedFiling) { f.Acts = []string{"tidur"} }, intake.ErrSealed},
		{"bad id", func(f *intake.SealedFiling) { f.ID = "../../etc" }, intake.ErrSealed},
		{"bad signing key", func(f *intake.SealedFiling) { f.Sign = nil }, intake.ErrSealed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := w.sealed(w.code())
			tt.change(&f)
			if _, err := w.FileSealed(t.Context(), f); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
				t.Errorf("FileSealed = %v, want %v", err, tt.want)
			}
		})
	}
}

// newKey gives an office the key of its second epoch.
func (w *world) newKey(id office.ID) {
	w.t.Helper()
	key, err := vault.NewKey(w.Rand)
	w.must(err)
	record := []byte("{}")
	leaf, err := ledger.RecordLeaf(ledger.TypeOpening, record, w.Rand)
	w.must(err)
	w.must(w.db.SaveKey(w.t.Context(), office.Key{Office: id, Epoch: 2, Recipient: key.Identity.Recipient().String(), Sign: key.Sign.Public()},
		office.Record{Leaf: leaf, JSON: record}))
}

func TestTakenLookupIsNotOverwritten(t *testing.T) {
	w := newWorld(t)
	code := w.code()
	one := w.sealed(code)
	first, err := w.FileSealed(t.Context(), one)
	w.must(err)
	if again, err := w.FileSealed(t.Context(), one); err != nil || again.Differs || !bytes.Equal(again.Promise, first.Promise) {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	other := w.sealed(code)
	if again, err := w.FileSealed(t.Context(), other); err != nil || !again.Differs || !bytes.Equal(again.Promise, first.Promise) {
		t.Errorf("another report under the same words: %+v, %v", again, err)
	}
	other.Login[0] ^= 1
	if _, err := w.FileSealed(t.Context(), other); !errors.Is(err, intake.ErrConflict) {
		t.Errorf("a guessed lookup: %v", err)
	}
}

// sealed makes what a reporter's browser would post.
func (w *world) sealed(code vault.Phrase) intake.SealedFiling {
	w.t.Helper()
	f, err := w.Seal(w.t.Context(), form(), code)
	w.must(err)
	return f
}
