package web

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/internal/browser"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// withoutShared makes the officers' script believe that this browser has no shared workers, so that the vault lives in the page.
func withoutShared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/petugas.js") {
			r.Header.Del("Accept-Encoding")
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			w.Header().Set("Content-Type", "text/javascript")
			w.Write([]byte("delete self.SharedWorker;"))
			w.Write(rec.Body.Bytes())
			return
		}
		next.ServeHTTP(w, r)
	})
}

func TestVaultStaysOpenFromPageToPage(t *testing.T) {
	const inPage = "in a worker of the page"
	for name, wrap := range map[string]func(http.Handler) http.Handler{
		"in a shared worker": func(next http.Handler) http.Handler { return next },
		inPage:               withoutShared,
	} {
		t.Run(name, func(t *testing.T) {
			b := newDoorBench(t)
			server := httptest.NewServer(wrap(b.site))
			defer server.Close()
			ratna, yosef := b.first(), b.client("yosef")
			if status, _ := yosef.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
				t.Fatal(status)
			}
			b.later()
			waiting := signInWith(t, server.URL, yosef)
			waiting.Wait("[data-own-words] li:nth-child(6)")
			words := waiting.Text("[data-own-words]")

			p := signInWith(t, server.URL, ratna)
			p.Submit(`a[href="/petugas/kantor"]`, "[data-words] li:nth-child(6)")
			if got := p.Text("[data-words]"); got != words {
				t.Errorf("the colleague sees %q, the officer who waits %q", got, words)
			}
			p.Submit(`a[href="/petugas"]`, "main[data-page=kotak]")
			if name == inPage { // chromedp loses a page that comes out of the back/forward cache
				p.Do("go back", chromedp.NavigateBack())
			} else {
				p.Click(`a[href="/petugas/kantor"]`)
			}
			p.Wait("[data-words] li:nth-child(6)")
			p.Click("[data-do=give]")
			p.Wait("main[data-page=kantor]:not(:has([data-recipient]))")
			if got := yosef.ring(); len(got) != 1 || got[0] != ratna.office.Identity.Recipient().String() {
				t.Errorf("the colleague opens %d keys", len(got))
			}
			if len(p.Console)+len(waiting.Console) > 0 {
				t.Errorf("console: %q %q", p.Console, waiting.Console)
			}
			p.Submit("[data-lock]", "#masuk")
		})
	}
}

// signInWith signs in with a browser of its own, and ends it with the test.
func signInWith(t *testing.T, at string, c *client) *browser.Page {
	t.Helper()
	b := browser.Start(t, t.TempDir())
	t.Cleanup(b.Close)
	p := b.Open(at+"/petugas/masuk", browser.Phone)
	p.Fill("#nama", c.user)
	p.Fill("#frasa", string(c.phrase.Open()))
	p.Fill("#kode", c.code())
	p.Submit("#masuk button", "main[data-page=kotak], main[data-page=kantor]")
	return p
}

// fileSealed files a report to Bawaslu RI under the office's key, as a reporter's browser does, lets the log number it, and gives
// its id.
func (b *doorBench) fileSealed(to vault.Key, content string) string {
	b.Helper()
	b.site.Desk.Rand = rand.Reader
	b.site.Cases = &casework.Desk{Store: b.db, Law: b.site.Law, Calendar: b.site.Calendar, Now: b.site.Now, Rand: rand.Reader}
	report, err := vault.NewIdentity(rand.Reader)
	b.must(err)
	reporter, err := vault.NewKey(rand.Reader)
	b.must(err)
	id, err := vault.NewID(rand.Reader)
	b.must(err)
	day := calendar.Today(b.now, calendar.WIB)
	header, err := vault.Header{Office: "bawaslu-ri", Day: day.String(), Regime: law.Pemilu}.Encode(vault.KindReport)
	b.must(err)
	s := vault.Statement{Kind: vault.KindReport, Report: id, ID: id, SealedBy: vault.ByBrowser, Header: header, Content: vault.NewSecret([]byte(content))}
	r := intake.Report{ID: id, Office: "bawaslu-ri", Epoch: 1, Regime: law.Pemilu, Day: day, Recipient: report.Recipient().String(),
		Sign: reporter.Sign.Public(), Promise: []byte{}}
	rand.Read(r.Lookup[:])
	r.Statement, err = vault.SealStatement(report.Recipient(), s, reporter.Sign)
	b.must(err)
	r.OfficeWrap, err = vault.Wrap(to.Identity.Recipient(), report)
	b.must(err)
	r.Wrap, err = vault.Wrap(reporter.Identity.Recipient(), report)
	b.must(err)
	stored := ledger.Stored(sha256.Sum256(r.Statement), sha256.Sum256(r.OfficeWrap), sha256.Sum256(r.Wrap))
	r.Leaf = ledger.Opening{Type: ledger.TypeReport, Stored: stored, Content: s.Root(), Salt: sha256.Sum256([]byte(id))}.Leaf()
	b.must(b.db.SaveFiling(b.Context(), intake.Filing{Report: r}))
	key, err := ledger.NewSigningKey("netra.example.org/log/1", [32]byte{1})
	b.must(err)
	log := &ledger.Sequencer{Store: b.db, Key: key, Mark: &noMark{}, Length: time.Minute, Now: b.site.Now, Random: rand.Reader, Log: b.site.Log}
	b.must(log.Run(b.Context()))
	return id
}

// unlock fills in the form that asks for the passphrase again.
func unlock(p *browser.Page, passphrase string) {
	p.Wait("#buka-kunci")
	p.Set("#buka-kunci input", passphrase)
	p.Click("#buka-kunci button")
}

func TestKeyIsGivenFromALockedVault(t *testing.T) {
	b := newDoorBench(t)
	server := httptest.NewServer(withoutShared(b.site))
	defer server.Close()
	ratna, yosef := b.first(), b.client("yosef")
	if status, _ := yosef.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
		t.Fatal(status)
	}
	b.later()
	p := signInWith(t, server.URL, ratna)
	p.Go(server.URL + "/petugas/kantor") // the vault ended with its page
	p.Wait("[data-words] li")            // which push the button down when they come
	p.Click("[data-do=give]")
	unlock(p, string(yosef.phrase.Open()))
	p.Wait("#buka-kunci [data-say=passphrase]")
	unlock(p, string(ratna.phrase.Open()))
	p.Wait("main[data-page=kantor]:not(:has([data-recipient]))")
	if got := yosef.ring(); len(got) != 1 {
		t.Errorf("the colleague opens %d keys", len(got))
	}
}

// content has a day that is none, a place in the reporter's words alone, and members of a wrong kind.
const content = `{"account":"Cerita rekaan.","accused":"Nama Rekaan, kepala bidang","workplace":"Dinas Contoh","place_text":"dekat balai","date":"kemarin","acts":null,"hour":7}`

func TestReportPage(t *testing.T) {
	b := newDoorBench(t)
	b.now = time.Date(2026, 12, 28, 16, 50, 0, 0, time.UTC) // ten minutes before the office's midnight
	ratna := b.first()
	id := b.fileSealed(ratna.office, content)
	b.later()
	busy := false
	server := httptest.NewServer(withoutShared(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if busy {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		b.site.ServeHTTP(w, r)
	})))
	defer server.Close()
	p := signInWith(t, server.URL, ratna)
	active := func() string {
		return browser.Eval[string](p, "document.activeElement.id || document.activeElement.localName")
	}
	p.Submit(`a[href="/petugas/laporan/`+id+`"]`, "[data-do=open]")
	if got := active(); got != "h1" {
		t.Errorf("after a page came the focus is on %s", got)
	}
	p.Submit("[data-do=open]", "[data-fill=account]")
	if got := active(); got != "c" {
		t.Errorf("after opening the focus is on %s", got)
	}
	if got := p.Text("[data-fill=date]"); got != "kemarin" {
		t.Errorf("a day that is none reads %q", got)
	}
	if got := p.Attr("[data-mark=seal]", "class"); got != "chip ok" {
		t.Errorf("the seal is shown as %s", got)
	}

	busy = true
	p.Submit("[data-do=again]", "#lagi [data-say=unready]")
	p.Fill("#pertanyaan", "Di mana?")
	p.Submit("#tanya button", "#tanya [data-say=unready]")
	busy = false
	b.now = b.now.Add(15 * time.Minute)
	p.Submit("#tanya button", "#tanya [data-say=sent]")
	if got := p.Text(`[data-list="talk"] [data-part=day]`); got != "Selasa, 29 Desember 2026" {
		t.Errorf("a question on a page of yesterday is of %q", got)
	}

	p.Submit(`.moves a[href$="/perkara"]`, `#buka [data-fill=account]`)
	for field, want := range map[string]string{"#agency": "Dinas Contoh", "#position": "", "input#event_region": "", "#event_on": ""} {
		if got := p.Value(field); got != want {
			t.Errorf("%s is filled with %q", field, got)
		}
	}
	if got := p.Text("[data-fill=accused]"); !strings.Contains(got, "Nama Rekaan") {
		t.Errorf("beside the form stands %q", got)
	}

	p.Fill("#title", "Judul")
	browser.Eval[any](p, `document.dispatchEvent(new Event("netra:locked")), new Promise((done) => setTimeout(done, 300, null))`)
	if got := p.Value("#title"); got != "Judul" || p.Text("[data-fill=account]") != "" {
		t.Errorf("after a lock the form has %q", got)
	}
	if len(p.Console) > 0 {
		t.Errorf("console: %q", p.Console)
	}
}

func TestOfficeWithAKeyInAFileReachesItsReports(t *testing.T) {
	b := newDoorBench(t)
	key, err := vault.NewKey(rand.Reader)
	b.must(err)
	b.must(b.site.Offices.SetKey(t.Context(), "bawaslu-ri", key.Identity.Recipient().String(), key.Sign.Public()))
	ratna := b.first()
	id := b.fileSealed(key, content)
	b.later()
	server := httptest.NewServer(b.site)
	defer server.Close()
	p := signInWith(t, server.URL, ratna)
	p.Go(server.URL + "/petugas/laporan/" + id)
	p.Submit("[data-do=open]", "[data-say=nokey]")
	p.Wait(`form[action$="/bundel"] button`)
	p.Submit(`.moves a[href$="/perkara"]`, "#buka [data-say=nokey]")
	if got := p.Text("#buka [data-say=nokey]"); !strings.Contains(got, "netra open") {
		t.Errorf("the form says %q", got)
	}
	p.Fill("#title", "Judul")
}

func TestRecoverySheetIsOfTheKeyThatIsMade(t *testing.T) {
	b := newDoorBench(t)
	b.first() // takes the name "ratna"
	server := httptest.NewServer(b.site)
	defer server.Close()
	_, token, _ := strings.Cut(b.invite("bawaslu-35"), "#")
	tab := browser.Start(t, t.TempDir())
	defer tab.Close()
	p := tab.Open(server.URL+"/petugas/undangan#"+token, browser.Phone)
	p.Submit("#undangan button", "#nama")
	p.Fill("#tampil", "Ratna Lain")
	sheet := func(user string) string {
		p.Set("#nama", user)
		p.Submit("[data-do=phrase]", "#ulang")
		p.Fill("#ulang", strings.Join(strings.Fields(p.Text("#kata")), " "))
		p.Submit("[data-do=typed]", "#kunci-kantor")
		if browser.Eval[bool](p, `document.querySelector("#cetak").checked`) {
			t.Error("a new sheet is said to be printed")
		}
		key := p.Text("#kunci-kantor")
		p.Click("#cetak")
		p.Submit("[data-do=printed]", "#kode")
		b.later()
		code, err := office.CodeOf(p.Text("[data-step='4'] code"), b.now)
		b.must(err)
		p.Set("#kode", code)
		p.Click("[data-step='4'] button")
		return key
	}
	first := sheet("ratna")
	p.Wait("[data-say=taken]")
	if sheet("yosef") != first {
		t.Error("the sheet printed first is of a key that was never used")
	}
	p.Wait("main[data-page=kantor]")
}

func TestSwappedPageShowsWhatWentWrong(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	id := b.fileSealed(ratna.office, content)
	b.invite("bawaslu-ri")
	b.later()
	cut := false
	server := httptest.NewServer(withoutShared(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut {
			panic(http.ErrAbortHandler)
		}
		b.site.ServeHTTP(w, r)
	})))
	defer server.Close()
	p := signInWith(t, server.URL, ratna)
	p.Submit(`a[href="/petugas/kantor"]`, "#undang")
	p.Fill("#undang", "Yosef Lamanepa")
	cut = true
	p.Submit("form[action$=undang] button", "#putus")
	if at := browser.Eval[string](p, "location.pathname"); p.Value("#undang") != "Yosef Lamanepa" || at != "/petugas/kantor" {
		t.Errorf("without an answer the page is at %s and has %q", at, p.Value("#undang"))
	}
	cut = false
	invited := p.Attr(`form[action$="/cabut"] input`, "value")
	if status, _ := ratna.ask("POST", "/petugas/kantor/cabut", url.Values{"petugas": {invited}}); status != http.StatusSeeOther {
		t.Fatal(status)
	}
	p.Click("main td summary")
	p.Submit(`form[action$="/cabut"] button`, "main:not([data-page=kantor]) h1")
	p.Do("go back", chromedp.NavigateBack())
	p.Wait("main[data-page=kantor]")
	p.Submit(`a[href="/petugas"]`, `a[href="/petugas/laporan/`+id+`"]`)
	p.Submit(`a[href="/petugas/laporan/`+id+`"]`, "[data-do=open]")
	p.Submit("[data-do=open]", "[data-fill=account]") // without the passphrase
}

// openFinding fills in the form of a case of the office's own finding, and makes it.
func openFinding(p *browser.Page, at string) {
	p.Go(at + "/petugas/perkara")
	p.Submit(`a[href="/petugas/perkara/baru"]`, "#buka")
	p.Click("input[name=regime][value=pemilu]")
	p.Fill("#title", "Kendaraan dinas diduga dipakai pada pawai kampanye")
	p.Click("input[name=acts][value=use_state_facility_or_program]")
	p.Fill("#position", "Kepala bidang")
	p.Fill("#agency", "Dinas Contoh")
	p.Fill("#event_region", "35.14.08")
	p.Set("#event_on", "2026-12-27")
	p.Set("#known_on", "2026-12-28")
	p.Fill("#summary", "Mobil dinas mengangkut bendera partai.")
	p.Submit("#buka p.acts button", "#fakta")
}

// addPaper puts a document of the bench's day into the file, as the page has it.
func addPaper(p *browser.Page, form string) {
	p.Click("details.add summary")
	p.Set("#form-surat", form)
	p.Fill("#number-surat", "12/X")
	p.Set("#on-surat", "2026-12-28")
	papers := browser.Eval[int](p, `document.querySelectorAll("#surat ~ table tbody tr").length`)
	p.Submit("details.add button", fmt.Sprintf("#surat ~ table tbody tr:nth-child(%d)", papers+1))
}

// openMove opens the form of a move, if it is not open.
func openMove(p *browser.Page, transition string) {
	if !p.Has("#langkah-" + transition + " details[open]") {
		p.Click("#langkah-" + transition + " summary")
	}
}

// makeMove sends the form of a move and waits until the case is in a state.
func makeMove(p *browser.Page, transition, state string) {
	openMove(p, transition)
	p.Submit("#langkah-"+transition+" button", "#tahap-"+state)
}

func TestCaseIsMovedFromAPhone(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	b.site.Cases = &casework.Desk{Store: b.db, Law: b.site.Law, Calendar: b.site.Calendar, Now: b.site.Now, Rand: rand.Reader}
	server := httptest.NewServer(b.site)
	defer server.Close()
	b.later()
	p := signInWith(t, server.URL, ratna)
	openFinding(p, server.URL)
	p.Wait("#tahap-finding")
	addPaper(p, "perbawaslu-7-2022:B.2")
	openMove(p, "register_finding")
	if got := p.Value("#number-register_finding"); !strings.Contains(got, "/Reg/TM/PL/") {
		t.Errorf("the number that is proposed is %q", got)
	}
	p.Click("#langkah-register_finding button")
	p.Wait("#tahap-registered")

	addPaper(p, "perbawaslu-7-2022:undangan-klarifikasi")
	keys := func(text string) { p.Do("type", chromedp.KeyEvent(text)) }
	const focused = `document.activeElement.closest("#langkah-clarify")?.contains(document.activeElement) && document.activeElement.localName`
	p.Do("focus", chromedp.Focus(chromedp.CSS("h1 ~ .cols #form-surat, details.add summary")))
	for range 100 {
		if browser.Eval[any](p, focused) == "summary" {
			break
		}
		keys("\t")
	}
	if !p.Has("#langkah-clarify details[open]") {
		keys("\r")
	}
	keys("\t")
	if got := browser.Eval[any](p, focused); got != "input" {
		t.Fatalf("after the summary comes %v", got)
	}
	keys("Dua saksi diundang.")
	keys("\t")
	keys("\r")
	p.Wait("#tahap-clarification")
	if got := p.Text("ol.line"); !strings.Contains(got, "Dua saksi diundang.") {
		t.Errorf("the timeline reads %s", got)
	}

	makeMove(p, "study", "study")
	addPaper(p, "perbawaslu-7-2022:kajian")
	makeMove(p, "hold_plenary", "plenary")
	addPaper(p, "perbawaslu-7-2022:ba-pleno")
	addPaper(p, "perbawaslu-7-2022:penerusan")
	makeMove(p, "forward", "forwarded")
	openMove(p, "overseer_receive")
	p.Fill("#source-overseer_receive", "https://contoh.example/bkn")
	p.Click("#langkah-overseer_receive button")
	p.Wait(`.line a[rel="noreferrer nofollow"]`)
	if wide := browser.Eval[bool](p, "document.documentElement.scrollWidth > innerWidth"); wide {
		t.Error("the page is wider than the phone")
	}
	if len(p.Console) > 0 {
		t.Errorf("console: %q", p.Console)
	}
}

func TestSecondOfTwoOfficersSeesWhatTheFirstDid(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	b.site.Cases = &casework.Desk{Store: b.db, Law: b.site.Law, Calendar: b.site.Calendar, Now: b.site.Now, Rand: rand.Reader}
	server := httptest.NewServer(b.site)
	defer server.Close()
	yosef := b.client("yosef")
	if status, _ := yosef.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
		t.Fatal(status)
	}
	b.later()
	first := signInWith(t, server.URL, ratna)
	first.Go(server.URL + "/petugas/kantor")
	first.Wait("[data-words] li")
	first.Submit("[data-do=give]", "main[data-page=kantor]:not(:has([data-recipient]))")
	second := signInWith(t, server.URL, yosef)
	openFinding(first, server.URL)
	addPaper(first, "perbawaslu-7-2022:B.2")
	second.Go(server.URL + "/petugas/perkara")
	second.Submit("main table a", "#fakta")
	makeMove(first, "register_finding", "registered")

	openMove(second, "register_finding")
	second.Fill("#note-register_finding", "Catatan Yosef")
	second.Submit("#langkah-register_finding button", "#gagal")
	if got := second.Text("#gagal"); !strings.Contains(got, "Diregistrasi") || !strings.Contains(got, "Ratna Prameswari") {
		t.Errorf("the page says %s", got)
	}
	if got := second.Text("#tertahan"); !strings.Contains(got, "Catatan Yosef") {
		t.Errorf("of what was typed there is %s", got)
	}
	second.Wait("#tahap-registered")
	makeMove(second, "study", "study")
}
