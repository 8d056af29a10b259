package web

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/locale"
	"netra/office"
	"netra/publish"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// A caseBench is pages over a real store with one office, its officer, and one report that the log has numbered.
type caseBench struct {
	*testing.T
	*Server
	db     *store.DB
	in     office.Session
	report string
	now    time.Time
}

type noMark struct{ c ledger.Checkpoint }

func (m *noMark) Load() (ledger.Checkpoint, error) { return m.c, nil }
func (m *noMark) Save(c ledger.Checkpoint) error   { m.c = c; return nil }

// newCaseBench starts on Tuesday, 1 December 2026, 09.00 WIB.
func newCaseBench(t *testing.T) *caseBench {
	t.Helper()
	b := &caseBench{T: t, db: storetest.Open(t, storetest.SQLite(t)), now: time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)}
	now := func() time.Time { return b.now }
	b.Server = newTestServer(t, func(c *Config) {
		c.Now = now
		c.Ledger = ledger.Log{Store: b.db}
		c.Offices = &office.Registry{Instance: "netra.example.org"}
		c.Cases = &casework.Desk{Store: b.db, Law: c.Law, Calendar: c.Calendar, Now: now, Rand: rand.Reader}
		c.Numbers = &publish.Desk{Store: b.db, Now: now}
	})
	o := office.Office{ID: "bawaslu-35.14", Kind: office.BawasluKab, Name: "Bawaslu Kabupaten Pasuruan", Region: "35.14"}
	if _, err := b.db.AddOffices(t.Context(), []office.Office{o}); err != nil {
		t.Fatal(err)
	}
	officer := office.Officer{ID: b.id(), Office: o, User: "ratna", Name: "Ratna P.", Status: office.Invited}
	if err := b.db.SaveInvitation(t.Context(), office.Invitation{Officer: officer, Hash: sha256.Sum256(nil), Until: b.now}); err != nil {
		t.Fatal(err)
	}
	officer.Status = office.Active
	b.in = office.Session{Officer: officer}
	b.report = b.file(o.ID)
	b.beat()
	return b
}

func (b *caseBench) id() string {
	b.Helper()
	id, err := vault.NewID(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	return id
}

// file stores a report received today.
func (b *caseBench) file(of office.ID) string {
	b.Helper()
	r := intake.Report{
		ID: b.id(), Office: of, Epoch: 1, Regime: law.Pemilu, Acts: []string{"fasilitas"}, Day: calendar.Today(b.now, calendar.WIB),
		Sign: make(ed25519.PublicKey, 32), Statement: []byte{}, OfficeWrap: []byte{}, Wrap: []byte{}, Promise: []byte{},
	}
	rand.Read(r.Lookup[:])
	r.Leaf = ledger.Opening{Type: ledger.TypeReport, Salt: sha256.Sum256([]byte(r.ID))}.Leaf()
	if err := b.db.SaveFiling(b.Context(), intake.Filing{Report: r}); err != nil {
		b.Fatal(err)
	}
	return r.ID
}

// beat lets the log number what waits.
func (b *caseBench) beat() {
	b.Helper()
	key, err := ledger.NewSigningKey("netra.example.org/log/1", [32]byte{1})
	if err != nil {
		b.Fatal(err)
	}
	s := &ledger.Sequencer{Store: b.db, Key: key, Mark: &noMark{}, Length: time.Minute, Now: func() time.Time { return b.now },
		Random: rand.Reader, Log: b.Server.Log}
	if err := s.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// ask calls a page as the officer; id is the path's.
func (b *caseBench) ask(h staffHandler, id string, form url.Values) *httptest.ResponseRecorder {
	b.Helper()
	r := httptest.NewRequest(http.MethodGet, "/petugas/x", nil)
	if form != nil {
		r = httptest.NewRequest(http.MethodPost, "/petugas/x", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.SetPathValue("id", id)
	w := httptest.NewRecorder()
	if err := h(w, r, b.in); err != nil {
		b.fail(w, r, err)
	}
	return w
}

func registerForm() url.Values {
	return url.Values{
		"number": {""}, "regime": {"pemilu"}, "title": {"Kendaraan dinas diduga dipakai pada pawai kampanye"},
		"acts": {"use_state_facility_or_program"}, "position": {"Kepala bidang"}, "agency": {"Dinas Contoh Pasuruan"}, "name": {""},
		"employer_region_text": {""}, "event_region_text": {"35.14.08"}, "event_on": {"2026-11-28"}, "known_on": {"2026-11-30"},
		"summary": {"Mobil bak milik dinas mengangkut bendera.\nPagi hari."},
	}
}

func contains(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("page lacks %q", text)
		}
	}
}

func TestRegistrationPages(t *testing.T) {
	b := newCaseBench(t)
	w := b.ask(b.petugasRegistrasi, b.report, nil)
	if w.Code != http.StatusOK {
		t.Fatalf("form: status %d", w.Code)
	}
	contains(t, w.Body.String(), "data-fresh", vault.Number(b.report), `value="01/Reg/LP/PL/Kab/35.14/XII/2026"`, "Kajian awal · 3 Des",
		"Hanya yang ada di isian ini menjadi data perkara")

	w = b.ask(b.petugasRegistrasiKirim, b.report, registerForm())
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/petugas/perkara/") {
		t.Fatalf("posted: status %d to %q", w.Code, at)
	}
	id := strings.TrimPrefix(at, "/petugas/perkara/")
	w = b.ask(b.petugasPerkara, id, nil)
	page := w.Body.String()
	contains(t, page, "Kendaraan dinas diduga", "01/Reg/LP/PL/Kab/35.14/XII/2026", "Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur", "<p>Pagi hari.</p>",
		"Kepala bidang, Dinas Contoh Pasuruan", "Nama tidak dicatat", "menunggu log", "/petugas/laporan/"+b.report, "UU 7/2017 Pasal 454 ayat (7)")
	if clocks, facts := strings.Index(page, "clockbar"), strings.Index(page, `id="fakta"`); clocks < 0 || clocks > facts {
		t.Error("clocks do not come before all else")
	}
	b.now = b.now.Add(time.Minute)
	b.beat()
	if page := b.ask(b.petugasPerkara, id, nil).Body.String(); !regexp.MustCompile(`>log \d+<`).MatchString(page) {
		t.Error("the page does not tell the place in the log")
	}
	contains(t, b.ask(b.petugasPerkaraDaftar, "", nil).Body.String(), `href="/petugas/perkara/`+id, "Penanganan · 8 Des? · 7 hari lagi")
	if w := b.ask(b.petugasRegistrasi, b.report, nil); w.Header().Get("Location") != at {
		t.Errorf("the form of a registered report leads to %q", w.Header().Get("Location"))
	}
	if w := b.ask(b.petugasRegistrasiKirim, b.report, registerForm()); w.Code != http.StatusConflict {
		t.Errorf("posted again: status %d", w.Code)
	}
	for name, h := range map[string]staffHandler{"case": b.petugasPerkara, "form": b.petugasRegistrasi} {
		if w := b.ask(h, "x", nil); w.Code != http.StatusNotFound {
			t.Errorf("%s of another id: status %d", name, w.Code)
		}
	}
}

func TestFaultyRegistrationKeepsWhatWasWritten(t *testing.T) {
	b := newCaseBench(t)
	form := registerForm()
	form.Set("title", "")
	form.Set("event_region_text", "purwosari")
	form.Set("number", "Nomor <kami>")
	w := b.ask(b.petugasRegistrasiKirim, b.report, form)
	page := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity || strings.Contains(page, "data-fresh") {
		t.Errorf("status %d; the script must not fill the form again", w.Code)
	}
	contains(t, page, `href="#title"`, `href="#event_region"`, `value="35.14.08"`, "Nomor &lt;kami&gt;", `value="2026-11-28"`, "Pagi hari.",
		`value="use_state_facility_or_program" checked`, "Nomor berikutnya yang bebas: 01/Reg", "Dinas Contoh Pasuruan")

	form.Set("title", "Judul")
	form.Set("event_region", "35.14.08") // chosen from the list
	if w := b.ask(b.petugasRegistrasiKirim, b.report, form); w.Code != http.StatusSeeOther {
		t.Errorf("mended: status %d", w.Code)
	}
}

func TestPlaceIsNeverGuessed(t *testing.T) {
	tests := []struct {
		name, text, chosen string
		code               string
		several            bool
	}{
		{"a code is a place", "35.14.08", "", "35.14.08", false},
		{"one of a name", "kec purwosari kab pasuruan", "", "35.14.08", false},
		{"several of a name", "purwosari", "", "", true},
		{"a choice holds over the text", "purwosari", "35.14.08", "35.14.08", false},
		{"a choice that does not exist is none", "purwosari", "99.99", "", true},
		{"no place at all", "zzzz", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := readCasePlace(url.Values{"x": {tt.chosen}, "x_text": {tt.text}}, "x")
			if string(f.Code) != tt.code || (len(f.Choices) > 1) != tt.several {
				t.Errorf("code %q of %d choices, want %q", f.Code, len(f.Choices), tt.code)
			}
		})
	}
}

func TestEveryActAndStageHasItsWords(t *testing.T) {
	s := newTestServer(t, nil)
	p := staffPage{base: base{Lang: locale.Indonesian, site: s}}
	for _, act := range s.Law.Acts() {
		if _, err := p.Labels(act.Labels); err != nil {
			t.Error(err)
		}
	}
	if _, err := p.Stage(casework.Registered); err != nil {
		t.Error(err)
	}
}

func TestHomePage(t *testing.T) {
	b := newCaseBench(t)
	home := func(path string) string {
		t.Helper()
		w := httptest.NewRecorder()
		b.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusOK {
			t.Fatalf("status %d", w.Code)
		}
		return w.Body.String()
	}
	page := home("/")
	contains(t, page, "belum ada laporan", "Selasa, 1 Desember 2026, 09.00 WIB", "16 baris", `href="/lapor"`, `href="/log/checkpoint"`)
	if strings.Contains(page, "<table") {
		t.Error("an instance without reports shows a table of zeros")
	}
	if w := b.ask(b.petugasRegistrasiKirim, b.report, registerForm()); w.Code != http.StatusSeeOther {
		t.Fatalf("register: status %d", w.Code)
	}
	b.now = b.now.AddDate(0, 0, 5) // Sunday: the week still runs
	if page := home("/"); strings.Contains(page, "<table") {
		t.Error("the running week is counted")
	}
	b.now = b.now.AddDate(0, 0, 1)
	contains(t, home("/"), "Sampai Minggu, 6 Desember 2026, di seluruh Indonesia: 1 laporan diterima, 1 perkara diregistrasi.", "30 Nov – 6 Des 2026")
	contains(t, home("/en/"), "reports received: 1, cases registered: 1", "30 Nov – 6 Dec 2026")
}

// A log that has not begun yet has no checkpoint.
func TestHomePageOfAnEmptyInstance(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	now := func() time.Time { return time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC) }
	s := newTestServer(t, func(c *Config) {
		c.Now, c.Ledger, c.Numbers = now, ledger.Log{Store: db}, &publish.Desk{Store: db, Now: now}
	})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	contains(t, w.Body.String(), "Log ini belum berisi", "Sampai Minggu, 29 November 2026 belum ada laporan")
}
