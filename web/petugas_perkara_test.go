package web

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
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

func openForm() url.Values {
	return url.Values{
		"origin": {"received"}, "regime": {"pemilu"}, "title": {"Kendaraan dinas diduga dipakai pada pawai kampanye"},
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

// open makes a case of the bench's report and gives its id.
func (b *caseBench) open(form url.Values) string {
	b.Helper()
	w := b.ask(b.petugasBukaKirim, b.report, form)
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/petugas/perkara/") {
		b.Fatalf("open: status %d to %q: %s", w.Code, at, w.Body)
	}
	return strings.TrimPrefix(at, "/petugas/perkara/")
}

var shownVersion = regexp.MustCompile(`name="version" value="(\d+)"`)

// version is what the forms of the case's page carry.
func (b *caseBench) version(id string) string {
	b.Helper()
	m := shownVersion.FindStringSubmatch(b.ask(b.petugasPerkara, id, nil).Body.String())
	if m == nil {
		b.Fatal("the page has no form")
	}
	return m[1]
}

// move makes a move as the page's form does; fields are names and values by turns.
func (b *caseBench) move(id, transition string, fields ...string) *httptest.ResponseRecorder {
	b.Helper()
	form := url.Values{"version": {b.version(id)}, "transition": {transition}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return b.ask(b.petugasLangkah, id, form)
}

// moved is move that must succeed.
func (b *caseBench) moved(id, transition string, fields ...string) {
	b.Helper()
	if w := b.move(id, transition, fields...); w.Code != http.StatusSeeOther {
		b.Fatalf("%s: status %d: %s", transition, w.Code, w.Body)
	}
}

// paper puts a document of today into the file.
func (b *caseBench) paper(id, form string) {
	b.Helper()
	w := b.ask(b.petugasSurat, id, url.Values{"version": {b.version(id)}, "form": {form}, "number": {"12/X"},
		"on": {calendar.Today(b.now, calendar.WIB).String()}})
	if w.Code != http.StatusSeeOther {
		b.Fatalf("paper %s: status %d: %s", form, w.Code, w.Body)
	}
}

func TestOpeningPages(t *testing.T) {
	b := newCaseBench(t)
	w := b.ask(b.petugasBukaPerkara, b.report, nil)
	if w.Code != http.StatusOK {
		t.Fatalf("form: status %d", w.Code)
	}
	page := w.Body.String()
	contains(t, page, "data-fresh", vault.Number(b.report), "Kajian awal · 3 Des", "Hanya yang ada di isian ini menjadi data perkara",
		`name="origin" value="received"`, `name="origin" value="informed"`)
	if strings.Contains(page, `name="number"`) || strings.Contains(page, `name="source"`) {
		t.Error("Bawaslu is asked for a register number or a source")
	}

	id := b.open(openForm())
	at := "/petugas/perkara/" + id
	page = b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, "Kendaraan dinas diduga", "belum bernomor registrasi", "tahap", "Kajian awal", "Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur",
		"<p>Pagi hari.</p>", "Kepala bidang, Dinas Contoh Pasuruan", "Nama tidak dicatat", "menunggu log", "/petugas/laporan/"+b.report, "Perkara dibuka")
	if clocks, facts := strings.Index(page, "clockbar"), strings.Index(page, `id="fakta"`); clocks < 0 || clocks > facts {
		t.Error("clocks do not come before all else")
	}
	b.now = b.now.Add(time.Minute)
	b.beat()
	if page := b.ask(b.petugasPerkara, id, nil).Body.String(); !regexp.MustCompile(`>log \d+<`).MatchString(page) {
		t.Error("the page does not tell the place in the log")
	}
	contains(t, b.ask(b.petugasPerkaraDaftar, "", nil).Body.String(), `href="/petugas/perkara/`+id, "Kajian awal · 3 Des", `href="/petugas/perkara/baru"`)
	if w := b.ask(b.petugasBukaPerkara, b.report, nil); w.Header().Get("Location") != at {
		t.Errorf("the form of a report with a case leads to %q", w.Header().Get("Location"))
	}
	if w := b.ask(b.petugasBukaKirim, b.report, openForm()); w.Code != http.StatusConflict {
		t.Errorf("posted again: status %d", w.Code)
	}
	for name, h := range map[string]staffHandler{"case": b.petugasPerkara, "form": b.petugasBukaPerkara} {
		if w := b.ask(h, "x", nil); w.Code != http.StatusNotFound {
			t.Errorf("%s of another id: status %d", name, w.Code)
		}
	}
}

func TestFaultyOpeningKeepsWhatWasWritten(t *testing.T) {
	b := newCaseBench(t)
	form := openForm()
	form.Set("title", "")
	form.Del("origin")
	form.Set("event_region_text", "purwosari")
	form.Set("agency", "Dinas <kami>")
	w := b.ask(b.petugasBukaKirim, b.report, form)
	page := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity || strings.Contains(page, "data-fresh") {
		t.Errorf("status %d; the script must not fill the form again", w.Code)
	}
	contains(t, page, `href="#title"`, `href="#origin"`, `href="#event_region"`, `value="35.14.08"`, "Dinas &lt;kami&gt;", `value="2026-11-28"`,
		"Pagi hari.", `value="use_state_facility_or_program" checked`)

	form.Set("title", "Judul")
	form.Set("origin", "informed")
	form.Set("event_region", "35.14.08") // chosen from the list
	contains(t, b.ask(b.petugasPerkara, b.open(form), nil).Body.String(), "Informasi awal diterima")
}

func TestFindingNeedsNoReport(t *testing.T) {
	b := newCaseBench(t)
	page := b.ask(b.petugasBukaTemuan, "", nil).Body.String()
	contains(t, page, `action="/petugas/x"`, "Ditemukan")
	if strings.Contains(page, "data-report") || strings.Contains(page, `name="origin"`) {
		t.Error("the form of a finding asks about a report")
	}
	b.report = ""
	id := b.open(openForm()) // its origin is not believed
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "Ditemukan pengawas", "Senin, 30 November 2026")
	contains(t, b.ask(b.petugasPerkaraDaftar, "", nil).Body.String(), "temuan")
}

func TestObserverNamesItsSource(t *testing.T) {
	b := newCaseBench(t)
	desk := office.Office{ID: "pantau-contoh", Kind: office.Desk, Name: "Pantau Contoh"}
	if _, err := b.db.AddOffices(t.Context(), []office.Office{desk}); err != nil {
		t.Fatal(err)
	}
	officer := office.Officer{ID: b.id(), Office: desk, User: "yosef", Name: "Yosef P.", Status: office.Invited}
	if err := b.db.SaveInvitation(t.Context(), office.Invitation{Officer: officer, Hash: sha256.Sum256([]byte("y")), Until: b.now}); err != nil {
		t.Fatal(err)
	}
	officer.Status = office.Active
	b.in, b.report = office.Session{Officer: officer}, ""
	w := b.ask(b.petugasBukaKirim, "", openForm())
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("without a source: status %d", w.Code)
	}
	contains(t, w.Body.String(), `href="#source"`, `name="source"`)
	form := openForm()
	form.Set("source", "https://contoh.example/berita")
	form.Set("received_on", "2026-12-01")
	id := b.open(form)
	page := b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, `<a href="https://contoh.example/berita" rel="noreferrer nofollow">`, "tercatat dari sumber", "Langkah lembaga lain",
		"Tidak ada langkah yang bisa diambil kantor ini")
	b.moved(id, "register", "source", "Surat 1/X", "number", "01/LAIN")
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "01/LAIN", "Diregistrasi")
}

func TestCaseGoesTheWayOfTheLaw(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	page := b.ask(b.petugasPerkara, id, nil).Body.String()
	legal, rest, _ := strings.Cut(page, "Belum bisa")
	blocked, others, _ := strings.Cut(rest, "Langkah lembaga lain")
	contains(t, legal, "<summary>Jadikan informasi awal</summary>", "Perbawaslu 7/2022")
	contains(t, blocked, "<dt>Registrasi</dt>", "belum ada dalam berkas: Kajian awal", "belum pasti")
	contains(t, others, "<summary>Cabut laporan</summary>", "Sumber")
	contains(t, page, "Ditunggu langkah berikutnya", "(perkiraan)", "kode etik", "disiplin", "tahapnya tidak diketahui")

	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	page = b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, "Masuk berkas: Kajian awal, 12/X, Ratna P.", "<summary>Registrasi</summary>", `value="01/Reg/LP/PL/Kab/35.14/XII/2026"`, "UU 7/2017")
	b.moved(id, "register", "number", "7/Kami", "note", "Dua saksi <siap>.")
	page = b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, "7/Kami", "Diregistrasi, Ratna P.", "Dua saksi &lt;siap&gt;.", "Penanganan · 8 Des?")
	b.paper(id, "perbawaslu-7-2022:undangan-klarifikasi")
	b.moved(id, "clarify")
	b.moved(id, "study")
	b.paper(id, "perbawaslu-7-2022:kajian")
	b.moved(id, "hold_plenary")
	b.paper(id, "perbawaslu-7-2022:ba-pleno")
	b.paper(id, "perbawaslu-7-2022:penerusan")
	b.moved(id, "forward")
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "Badan Kepegawaian Negara (BKN)")
	b.moved(id, "overseer_receive", "on", "2026-12-01", "source", "javascript:alert(1)")
	page = b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, "tercatat dari sumber", "javascript:alert(1)")
	if strings.Contains(page, `href="javascript`) {
		t.Error("a source that is no address is a link")
	}
}

func TestFaultyStepShowsItsFieldsAgain(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	w := b.move(id, "withdraw", "on", "2026-12-09", "note", "Kami menunggu <surat>.")
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", w.Code)
	}
	contains(t, w.Body.String(), `href="#on-withdraw"`, `value="2026-12-09"`, "Kami menunggu &lt;surat&gt;.")
	w = b.move(id, "withdraw", "on", "2026-12-01", "note", "Kami menunggu.")
	contains(t, w.Body.String(), `href="#source-withdraw"`, "Kami menunggu.")

	w = b.ask(b.petugasSurat, id, url.Values{"version": {b.version(id)}, "form": {"tak-ada"}, "number": {"12/<X>"}, "on": {"2026-12-09"}})
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("paper: status %d", w.Code)
	}
	contains(t, w.Body.String(), `href="#form-surat"`, `href="#on-surat"`, "12/&lt;X&gt;", `value="2026-12-09"`)
	if w := b.ask(b.petugasLangkah, id, url.Values{"version": {"x"}, "transition": {"register"}}); w.Code != http.StatusBadRequest {
		t.Errorf("a version that is no number: status %d", w.Code)
	}
}

func TestSecondOfTwoOfficersLosesNothingThatWasTyped(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	seen := b.version(id)
	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	stale := func(h staffHandler, form url.Values, texts ...string) string {
		t.Helper()
		form.Set("version", seen)
		w := b.ask(h, id, form)
		if w.Code != http.StatusConflict {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		contains(t, w.Body.String(), append(texts, "Perkara ini sudah berubah sejak Anda membukanya")...)
		return w.Body.String()
	}
	page := stale(b.petugasLangkah, url.Values{"transition": {"register"}, "number": {"9/Kami"}, "note": {"catatan saya"}},
		"<b>Kajian awal, 12/X</b>", `value="9/Kami"`, `value="catatan saya"`, `name="version" value="2"`)
	if strings.Contains(page, "tertahan") {
		t.Error("a move that has its form is said to have none")
	}

	b.moved(id, "register")
	page = stale(b.petugasLangkah, url.Values{"transition": {"withdraw"}, "on": {"2026-12-01"}, "source": {"surat <A>"}, "note": {"catatan saya"}},
		"<b>Diregistrasi</b>", "<b>Kajian awal, 12/X</b>", "Yang Anda ketik untuk: Cabut laporan", "surat &lt;A&gt;", "catatan saya")
	if strings.Contains(page, "Perkara dibuka</b>") {
		t.Error("what the officer had seen is listed as new")
	}
	stale(b.petugasSurat, url.Values{"form": {"perbawaslu-7-2022:kajian"}, "number": {"3/K"}, "on": {"2026-12-01"}},
		`value="perbawaslu-7-2022:kajian" selected`, `value="3/K"`)
}

func TestIllegalMoveIsRefusedWithWhatIsLegal(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	w := b.move(id, "forward", "note", "catatan saya")
	if w.Code != http.StatusConflict {
		t.Fatalf("status %d", w.Code)
	}
	contains(t, w.Body.String(), "Langkah ini tidak sah sekarang", "Yang Anda ketik untuk: Teruskan", "catatan saya", "<summary>Jadikan informasi awal</summary>")
	if got := b.version(id); got != "1" {
		t.Errorf("the case has version %s", got)
	}
}

func TestOfficeAboveSeesAllAndMovesNothing(t *testing.T) {
	b := newCaseBench(t)
	above := office.Office{ID: "bawaslu-35", Kind: office.BawasluProv, Name: "Bawaslu Jawa Timur", Region: "35"}
	if _, err := b.db.AddOffices(t.Context(), []office.Office{above}); err != nil {
		t.Fatal(err)
	}
	child := office.Office{ID: "bawaslu-35.79", Kind: office.BawasluKab, Name: "Bawaslu Kota Batu", Region: "35.79", Parent: above.ID}
	if _, err := b.db.AddOffices(t.Context(), []office.Office{child}); err != nil {
		t.Fatal(err)
	}
	b.in.Officer.Office = child
	b.report = ""
	id := b.open(openForm())
	version := b.version(id)
	b.in.Officer.Office = above
	page := b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, page, "Perkara ini milik Bawaslu Kota Batu", "<b>Batalkan temuan</b>", "<dt>Registrasi temuan</dt>", "Linimasa", "Langkah yang sah sekarang")
	if strings.Contains(page, "/langkah") || strings.Contains(page, "/surat") {
		t.Error("an office above is offered forms")
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"move":  b.ask(b.petugasLangkah, id, url.Values{"version": {version}, "transition": {"register"}}),
		"paper": b.ask(b.petugasSurat, id, url.Values{"version": {version}, "form": {"perbawaslu-7-2022:kajian"}, "on": {"2026-12-01"}}),
	} {
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
}

func TestOverdueCaseSaysWhoWasTold(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	b.now = b.now.AddDate(0, 0, 30)
	if err := b.Cases.Escalate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	contains(t, b.ask(b.petugasPerkaraDaftar, "", nil).Body.String(), `<span class="chip late">lewat batas, tidak ada kantor di atas`)
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "Perkara tidak ditutup", "lewat batas, tidak ada kantor di atas", "Kamis, 31 Desember 2026")

	p := staffPage{base: base{Lang: locale.Indonesian, site: b.Server}}
	c := casework.Case{Clocks: []casework.Clock{{Clock: law.Clock{State: law.Running}, Escalated: date(t, "2026-12-31"), EscalatedTo: "Bawaslu Jawa Timur"}}}
	if e := p.Escalations(c); len(e) != 1 || e[0].To != "Bawaslu Jawa Timur" {
		t.Errorf("Escalations = %v", e)
	}
}

func TestCalendarPage(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	page := b.ask(b.petugasKalender, "", nil).Body.String()
	contains(t, page, "Belum ada libur daerah", "2026", "libur nasional", "Kabupaten Pasuruan", "menggeser tenggat")
	w := b.ask(b.petugasKalenderTambah, "", url.Values{"day": {"2026-13-01"}, "name": {"Hari <jadi>"}, "decree": {""}})
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("faulty: status %d", w.Code)
	}
	contains(t, w.Body.String(), `href="#day"`, `href="#decree"`, "Hari &lt;jadi&gt;", "2026-13-01")
	w = b.ask(b.petugasKalenderTambah, "", url.Values{"day": {"2026-12-02"}, "name": {"Hari jadi"}, "decree": {"Kep. Bupati 1/2026"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("add: status %d: %s", w.Code, w.Body)
	}
	page = b.ask(b.petugasKalender, "", nil).Body.String()
	contains(t, page, "Rabu, 2 Desember 2026", "Hari jadi", "Kep. Bupati 1/2026", "Ratna P., Selasa, 1 Desember 2026")
	if err := b.Cases.StartReckoning(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.Cases.Reckon(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "tenggat dihitung ulang", "Dulu Kamis, 3 Desember 2026")

	holiday := regexp.MustCompile(`name="libur" value="([^"]+)"`).FindStringSubmatch(page)
	if holiday == nil {
		t.Fatal("the holiday cannot be removed")
	}
	if w := b.ask(b.petugasKalenderHapus, "", url.Values{"libur": {holiday[1]}}); w.Code != http.StatusSeeOther {
		t.Fatalf("remove: status %d", w.Code)
	}
	contains(t, b.ask(b.petugasKalender, "", nil).Body.String(), "<del>Rabu, 2 Desember 2026</del>", "dihapus Selasa, 1 Desember 2026")
	b.in.Officer.Office = office.Office{ID: "bawaslu-ri", Kind: office.BawasluRI, Name: "Bawaslu"}
	page = b.ask(b.petugasKalender, "", nil).Body.String()
	contains(t, page, "tidak mencatat libur daerah")
	if strings.Contains(page, `name="decree"`) {
		t.Error("an office of the nation is asked for a regional holiday")
	}
}

func TestOnlyAnAddressIsALink(t *testing.T) {
	for source, link := range map[string]bool{
		"https://contoh.example/a": true, "http://contoh.example": true, "javascript:alert(1)": false, "//contoh.example": false,
		"https:contoh": false, "Surat BKN 1/2026": false, "data:text/html,x": false, "": false, "ftp://contoh.example": false,
	} {
		if got := (lineItem{Source: source}).Link() != ""; got != link {
			t.Errorf("%q: link %v", source, got)
		}
	}
}

func TestReporterIsToldTheStageAndWhatIsWanted(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Desk = &intake.Desk{} })
	day := date(t, "2026-12-01")
	rule, err := s.Law.Clock(law.Pemilu, "completion", day)
	if err != nil {
		t.Fatal(err)
	}
	due, err := law.Due(rule, day, s.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	page := func(p intake.Progress) string {
		t.Helper()
		o := overviewPage{returnPage: returnPage{base: base{Lang: locale.Indonesian, site: s}, Visitor: &intake.Visitor{Today: day}}}
		o.Overview.Office.Name, o.Overview.Progress, o.Questions = "Bawaslu Contoh", p, 1
		html, err := s.html("cek_laporan", o)
		if err != nil {
			t.Fatal(err)
		}
		return string(html)
	}
	wanted := page(intake.Progress{State: intake.Handled, Stage: law.Text{ID: "Perbaikan laporan"}, Day: day, Due: due, Wanted: true})
	contains(t, wanted, "Laporan Anda menjadi perkara", "Tahap sekarang: Perbaikan laporan, sejak Selasa, 1 Desember 2026",
		"Bawaslu Contoh menunggu kelengkapan dari Anda sampai Kamis, 3 Desember 2026")
	if strings.Contains(wanted, "Nomor registrasi") {
		t.Error("a case without a number shows one")
	}
	other := page(intake.Progress{State: intake.Handled, Stage: law.Text{ID: "Diregistrasi"}, Day: day, Case: "01/X"})
	contains(t, other, "Nomor registrasi: <b class=\"num\">01/X</b>")
	if strings.Contains(other, "menunggu kelengkapan") {
		t.Error("a case that wants nothing asks for something")
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

func TestEveryNameOfTheLawHasItsWords(t *testing.T) {
	s := newTestServer(t, nil)
	p := staffPage{base: base{Lang: locale.Indonesian, site: s}}
	for _, act := range s.Law.Acts() {
		if _, err := p.Labels(act.Labels); err != nil {
			t.Error(err)
		}
	}
	keys := map[string]string{}
	for _, guard := range law.Guards() {
		keys["guard "+guard] = guardTexts[guard]
	}
	for _, stage := range law.ElectionStages {
		keys["stage "+string(stage)] = stageTexts[stage]
	}
	for _, n := range s.Law.Norms() {
		keys["track "+string(n.Track)] = trackTexts[n.Track]
	}
	for _, y := range s.Calendar.Years() {
		keys["confidence "+string(y.Confidence)] = confidenceTexts[y.Confidence]
	}
	for name, key := range keys {
		if text, err := p.T(key); err != nil || text == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	english := staffPage{base: base{Lang: locale.English, site: s}}
	for _, state := range s.Law.States() {
		if p.StateTitle(state.ID) == english.StateTitle(state.ID) {
			t.Errorf("state %s has one language", state.ID)
		}
	}
	if !slices.ContainsFunc(s.Law.Transitions(), func(t law.Transition) bool { return t.Registers }) {
		t.Error("the law has no transition that registers")
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
	id := b.open(openForm())
	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	b.moved(id, "register")
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
