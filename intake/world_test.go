package intake_test

import (
	"crypto/rand"
	"log/slog"
	"testing"
	"time"

	"netra/blob"
	"netra/calendar"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

const (
	instance = "netra.example.org"
	kab      = office.ID("bawaslu-35.14")
	prov     = office.ID("bawaslu-35")
)

// A world is a desk on a database of its own, with Bawaslu's offices of one province, of which two have keys.
type world struct {
	*intake.Desk
	t      testing.TB
	db     *store.DB
	blobs  *blob.Folder
	keys   map[office.ID]vault.Key
	now    time.Time
	beater *ledger.Sequencer
}

// at is Monday, 28 December 2026, 13:07 WIB.
var at = time.Date(2026, 12, 28, 6, 7, 0, 0, time.UTC)

func newWorld(t *testing.T) *world {
	return worldOn(t, storetest.Open(t, storetest.SQLite(t)))
}

func worldOn(t testing.TB, db *store.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, keys: map[office.ID]vault.Key{}, now: at}
	clock := func() time.Time { return w.now }
	folder, err := blob.NewFolder(t.TempDir())
	w.must(err)
	w.blobs = folder
	rules, err := law.Default()
	w.must(err)
	days, err := calendar.Default()
	w.must(err)
	logKey, err := ledger.NewSigningKey(ledger.LogName(instance), [32]byte{1})
	w.must(err)
	receiptKey, err := ledger.NewSigningKey(ledger.ReceiptName(instance), [32]byte{2})
	w.must(err)
	issuer, err := ledger.NewIssuer(logKey, receiptKey)
	w.must(err)
	registry := &office.Registry{Store: db, Now: clock, Rand: rand.Reader, Instance: instance, Secret: make([]byte, 32)}
	_, err = registry.AddTree(t.Context(), "35", true)
	w.must(err)
	_, err = registry.Add(t.Context(), office.Office{Kind: office.Inspektorat, Region: "35.14"})
	w.must(err)
	for _, id := range []office.ID{kab, prov} {
		key, err := vault.NewKey(rand.Reader)
		w.must(err)
		w.keys[id] = key
		w.must(registry.SetKey(t.Context(), id, key.Identity.Recipient().String(), key.Sign.Public()))
	}
	w.Desk = &intake.Desk{
		Instance: instance, Store: db, Blobs: folder, Offices: registry, Law: rules, Calendar: days, Issuer: issuer,
		LogKey: logKey.VerifierKey, Log: ledger.Log{Store: db}, Beat: 10 * time.Minute, MaxFile: 20 << 20, Now: clock, Rand: rand.Reader,
	}
	w.beater = &ledger.Sequencer{Store: db, Key: logKey, Mark: &mark{}, Length: 10 * time.Minute, Now: clock, Random: rand.Reader,
		Log: slog.New(slog.DiscardHandler)}
	w.must(w.beater.Run(t.Context()))
	return w
}

// mark is a high-water mark that lives as long as the test.
type mark struct{ c ledger.Checkpoint }

func (m *mark) Load() (ledger.Checkpoint, error) { return m.c, nil }
func (m *mark) Save(c ledger.Checkpoint) error   { m.c = c; return nil }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// beat lets a beat pass and the log take in what waits.
func (w *world) beat() {
	w.t.Helper()
	w.now = w.now.Add(10 * time.Minute)
	w.must(w.beater.Run(w.t.Context()))
}

// officer is somebody who may act for an office.
func (w *world) officer(id office.ID, name string) office.Officer {
	w.t.Helper()
	of, err := w.Offices.Office(w.t.Context(), id)
	w.must(err)
	return office.Officer{ID: "officer-" + name, Office: of, User: name, Name: name, Status: office.Active}
}

// form is a complete report about something invented.
func form() intake.Form {
	return intake.Form{
		Acts: []string{"ajak"}, Account: "Kepala bidang meminta semua staf memilih calon nomor sekian.", Accused: "Kepala bidang",
		Workplace: "Dinas Contoh", Election: law.Pemilu, PlaceText: "kec purwosari pasuruan", Place: "35.14.08", Date: "2026-12-20",
		Hour: "09.00", Known: "2026-12-22", Identity: intake.Named, Name: "Rahma Contoh", Address: "Jalan Contoh 1", Knowing: "21",
	}
}

func (w *world) code() vault.Phrase {
	w.t.Helper()
	code, err := vault.NewCode(rand.Reader)
	w.must(err)
	return code
}

// file files a complete report, sealed by the server.
func (w *world) file() (vault.Phrase, intake.Filed) {
	w.t.Helper()
	code := w.code()
	filed, err := w.File(w.t.Context(), form(), kab, code)
	w.must(err)
	return code, filed
}
