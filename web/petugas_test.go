package web

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"netra/intake"
	"netra/locale"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// A doorBench is officers' pages over a real store with two offices, and a clock that the test moves.
type doorBench struct {
	*testing.T
	db   *store.DB
	now  time.Time
	site *Server
	at   string
}

func newDoorBench(t *testing.T) *doorBench {
	t.Helper()
	b := &doorBench{T: t, db: storetest.Open(t, storetest.SQLite(t)), now: time.Date(2026, 12, 28, 3, 0, 0, 0, time.UTC)}
	now := func() time.Time { return b.now }
	b.site = newTestServer(t, func(c *Config) {
		c.Now = now
		c.Offices = &office.Registry{Store: b.db, Now: now, Rand: rand.Reader, Instance: "netra.example.org", Secret: make([]byte, 32)}
		c.Desk = &intake.Desk{Store: b.db, Law: c.Law, Calendar: c.Calendar, Beat: 10 * time.Minute, Now: now}
	})
	server := httptest.NewServer(b.site)
	t.Cleanup(server.Close)
	b.at = server.URL
	b.site.Public = server.URL
	for _, o := range []office.Office{{Kind: office.BawasluRI}, {Kind: office.BawasluProv, Region: "35"}} {
		_, err := b.site.Offices.Add(t.Context(), o)
		b.must(err)
	}
	return b
}

func (b *doorBench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// A client does in Go what an officer's browser and authenticator app do.
type client struct {
	*doorBench
	http   *http.Client
	user   string
	phrase vault.Phrase
	secret string // of the app
	own    vault.Key
	office vault.Key
}

func (b *doorBench) client(user string) *client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	b.must(err)
	return &client{doorBench: b, user: user, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// ask sends a request as a page's script or a form does and gives status and body.
func (b *client) ask(method, path string, body any) (int, string) {
	b.Helper()
	var r *http.Request
	var err error
	switch body := body.(type) {
	case nil:
		r, err = http.NewRequest(method, b.at+path, nil)
	case url.Values:
		r, err = http.NewRequest(method, b.at+path, strings.NewReader(body.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	default:
		text, err2 := json.Marshal(body)
		b.must(err2)
		r, err = http.NewRequest(method, b.at+path, bytes.NewReader(text))
		r.Header.Set("Content-Type", "application/json")
	}
	b.must(err)
	r.Header.Set("Accept", "text/html")
	res, err := b.http.Do(r)
	b.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	b.must(err)
	if to := res.Header.Get("Location"); to != "" {
		return res.StatusCode, to
	}
	return res.StatusCode, string(text)
}

var shownSecret = regexp.MustCompile(`<code>([A-Z2-7 ]+)</code>`)

// enrol follows an invitation's link as the page's script does.
func (b *client) enrol(link string) (int, string) {
	b.Helper()
	_, token, _ := strings.Cut(link, "#")
	status, page := b.ask("POST", "/petugas/undangan", url.Values{"undangan": {token}})
	if status != http.StatusOK {
		return status, page
	}
	b.secret = shownSecret.FindStringSubmatch(page)[1]
	var err error
	b.phrase, err = vault.NewPassphrase(rand.Reader)
	b.must(err)
	b.own, err = vault.NewKey(rand.Reader)
	b.must(err)
	keys := b.keys()
	sealed, err := vault.WrapKey(keys.Identity.Recipient(), b.own)
	b.must(err)
	hash := sha256.Sum256(keys.Login.Open())
	body := map[string]any{"token": token, "user": b.user, "name": "Ratna Prameswari", "login": hash[:], "own": sealed, "code": b.code(),
		"recipient": b.own.Identity.Recipient().String(), "sign": b.own.Sign.Public()}
	if strings.Contains(page, "data-first") {
		b.office, err = vault.NewKey(rand.Reader)
		b.must(err)
		wrap, err := vault.WrapKey(b.own.Identity.Recipient(), b.office)
		b.must(err)
		body["office"] = map[string]any{"recipient": b.office.Identity.Recipient().String(), "sign": b.office.Sign.Public(), "wrap": wrap}
	}
	return b.ask("POST", "/petugas/undangan/daftar", body)
}

func (b *client) keys() vault.Keys {
	b.Helper()
	keys, err := vault.OfficerKeys(b.phrase, "netra.example.org", b.user)
	b.must(err)
	return keys
}

func (b *client) code() string {
	b.Helper()
	code, err := office.CodeOf(b.secret, b.now)
	b.must(err)
	return code
}

func (b *client) signIn() (int, string) {
	b.Helper()
	return b.ask("POST", "/petugas/masuk", map[string]any{"user": b.user, "login": b.keys().Login.Open(), "code": b.code()})
}

// ring opens the officer's keys as the vault does, and gives the recipients of the office's keys.
func (b *client) ring() []string {
	b.Helper()
	status, body := b.ask("GET", "/petugas/kunci", nil)
	if status != http.StatusOK {
		b.Fatalf("keyring: %d", status)
	}
	var ring struct {
		Own   []byte
		Wraps []struct{ Wrap []byte }
	}
	b.must(json.Unmarshal([]byte(body), &ring))
	own, err := vault.UnwrapKey(b.keys().Identity, ring.Own)
	b.must(err)
	var found []string
	for _, w := range ring.Wraps {
		k, err := vault.UnwrapKey(own.Identity, w.Wrap)
		b.must(err)
		found = append(found, k.Identity.Recipient().String())
	}
	return found
}

func (b *doorBench) invite(id office.ID) string {
	b.Helper()
	t, err := b.site.Offices.Invite(b.Context(), office.Operator, id, "")
	b.must(err)
	return b.at + "/petugas/undangan#" + t.String()
}

// first enrols the first officer of Bawaslu RI.
func (b *doorBench) first() *client {
	b.Helper()
	ratna := b.client("ratna")
	if status, body := ratna.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
		b.Fatalf("enrol: %d %s", status, body)
	}
	return ratna
}

func TestOfficerEnrolsSignsOutAndIn(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	want := ratna.office.Identity.Recipient().String()
	if got := ratna.ring(); len(got) != 1 || got[0] != want {
		t.Fatalf("keyring opens %d keys", len(got))
	}
	if status, to := ratna.ask("POST", "/petugas/keluar", url.Values{}); status != http.StatusSeeOther || to != "/petugas/masuk" {
		t.Errorf("sign out: %d %s", status, to)
	}
	if status, to := ratna.ask("GET", "/petugas/kantor", nil); status != http.StatusSeeOther || to != "/petugas/masuk" {
		t.Errorf("a page after signing out: %d %s", status, to)
	}
	b.later()
	if status, body := ratna.signIn(); status != http.StatusNoContent {
		t.Fatalf("sign in: %d %s", status, body)
	}
	if got := ratna.ring(); len(got) != 1 || got[0] != want {
		t.Errorf("keyring opens %d keys", len(got))
	}
}

func TestSessionCookieGoesToOfficersPagesOnly(t *testing.T) {
	b := newDoorBench(t)
	b.site.Secure = true
	ratna := b.first()
	b.later()
	body, err := json.Marshal(map[string]any{"user": "ratna", "login": ratna.keys().Login.Open(), "code": ratna.code()})
	b.must(err)
	r := httptest.NewRequest("POST", "/petugas/masuk", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	cookies := w.Result().Cookies()
	if w.Code != http.StatusNoContent || len(cookies) != 1 {
		t.Fatalf("sign in: %d, %d cookies", w.Code, len(cookies))
	}
	if c := cookies[0]; c.Name != "netra_petugas" || c.Path != "/petugas" || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode || c.MaxAge != 0 || len(c.Value) != 43 {
		t.Errorf("cookie %s, path %s", c.Name, c.Path)
	}
	for _, path := range []string{"/", "/lapor", "/cek", "/periksa", "/petugas/masuk", "/petugas/undangan"} {
		w := httptest.NewRecorder()
		b.site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if len(w.Result().Cookies()) > 0 {
			t.Errorf("%s sets a cookie", path)
		}
	}
}

func TestRefusedSignInsLookAlike(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	b.later()
	login := ratna.keys().Login.Open()
	for _, tt := range []struct {
		name string
		body map[string]any
	}{
		{"unknown name", map[string]any{"user": "siapa", "login": login, "code": ratna.code()}},
		{"wrong secret", map[string]any{"user": "ratna", "login": make([]byte, 32), "code": ratna.code()}},
		{"wrong code", map[string]any{"user": "ratna", "login": login, "code": "000000"}},
		{"right code too soon after a wrong one", map[string]any{"user": "ratna", "login": login, "code": ratna.code()}},
	} {
		status, text := b.client("").ask("POST", "/petugas/masuk", tt.body)
		if status != http.StatusUnprocessableEntity || text != `{"problem":"refused"}` {
			t.Errorf("%s: %d %s", tt.name, status, text)
		}
	}
}

func TestBadCallsOfTheDoor(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	token := strings.Repeat("A", 43)
	for _, tt := range []struct {
		name, method, path string
		body               any
		want               int
	}{
		{"no such token", "POST", "/petugas/undangan", url.Values{"undangan": {token}}, http.StatusGone},
		{"half a token", "POST", "/petugas/undangan", url.Values{"undangan": {"AAAA"}}, http.StatusGone},
		{"no token", "POST", "/petugas/undangan", url.Values{}, http.StatusGone},
		{"a form where JSON is due", "POST", "/petugas/masuk", url.Values{"user": {"x"}}, http.StatusBadRequest},
		{"an unknown member", "POST", "/petugas/masuk", map[string]any{"user": "ratna", "passphrase": "six words"}, http.StatusBadRequest},
		{"half a login secret", "POST", "/petugas/masuk", map[string]any{"user": "ratna", "login": []byte("x")}, http.StatusBadRequest},
		{"too large", "POST", "/petugas/masuk", map[string]any{"user": strings.Repeat("x", maxForm)}, http.StatusRequestEntityTooLarge},
		{"no such colleague", "POST", "/petugas/kantor/cabut", url.Values{"petugas": {"nobody"}}, http.StatusNotFound},
		{"no such session", "POST", "/petugas/sesi", url.Values{"sesi": {"none"}}, http.StatusNotFound},
		{"a gift to nobody", "POST", "/petugas/kantor/beri", map[string]any{"officer": "nobody", "epoch": 1}, http.StatusNotFound},
		{"a name of two lines", "POST", "/petugas/kantor/undang", url.Values{"nama": {"Ratna\nP."}}, http.StatusUnprocessableEntity},
	} {
		if status, _ := ratna.ask(tt.method, tt.path, tt.body); status != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, status, tt.want)
		}
	}
}

func TestColleagueGivesTheKey(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	_, page := ratna.ask("POST", "/petugas/kantor/undang", url.Values{"nama": {"Yosef Lamanepa"}})
	link := regexp.MustCompile(`http\S+/petugas/undangan#[\w-]{43}`).FindString(page)
	yosef := b.client("yosef")
	if status, body := yosef.enrol(link); status != http.StatusNoContent {
		t.Fatalf("enrol: %d %s", status, body)
	}
	if status, to := yosef.ask("GET", "/petugas", nil); status != http.StatusSeeOther || to != "/petugas/kantor" {
		t.Errorf("inbox of one who waits: %d %s", status, to)
	}
	if status, _ := yosef.ask("POST", "/petugas/kantor/undang", url.Values{}); status != http.StatusForbidden {
		t.Errorf("one who waits invites: %d", status)
	}
	_, page = ratna.ask("GET", "/petugas/kantor", nil)
	m := regexp.MustCompile(`data-officer="(\w+)" data-recipient="(age1pq1\w+)"`).FindStringSubmatch(page)
	if m == nil || m[2] != yosef.own.Identity.Recipient().String() {
		t.Fatal("the page does not show who waits")
	}
	wrap, err := vault.WrapKey(yosef.own.Identity.Recipient(), ratna.office)
	b.must(err)
	gift := map[string]any{"officer": m[1], "epoch": 1, "recipient": m[2], "wrap": wrap}
	if status, _ := ratna.ask("POST", "/petugas/kantor/beri", gift); status != http.StatusNoContent {
		t.Errorf("give: %d", status)
	}
	if status, _ := ratna.ask("POST", "/petugas/kantor/beri", gift); status != http.StatusConflict {
		t.Errorf("give again: %d", status)
	}
	if got := yosef.ring(); len(got) != 1 || got[0] != ratna.office.Identity.Recipient().String() {
		t.Errorf("the colleague opens %d keys", len(got))
	}
	if status, _ := ratna.ask("POST", "/petugas/kantor/cabut", url.Values{"petugas": {m[1]}}); status != http.StatusSeeOther {
		t.Errorf("revoke: %d", status)
	}
	if status, _ := yosef.ask("GET", "/petugas/hidup", nil); status != http.StatusUnauthorized {
		t.Errorf("the revoked officer's vault is told %d", status)
	}
}

func TestOfficersPagesHaveOneAddressAndTheOfficersLanguage(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	if status, to := ratna.ask("GET", "/en/petugas/kantor", nil); status != http.StatusSeeOther || to != "/petugas/kantor?bahasa=en" {
		t.Errorf("got %d %s", status, to)
	}
	if status, to := b.client("").ask("GET", "/en/petugas/masuk", nil); status != http.StatusSeeOther || to != "/petugas/masuk?bahasa=en" {
		t.Errorf("got %d %s", status, to)
	}
	if _, page := ratna.ask("GET", "/petugas/kantor", nil); !strings.Contains(page, `<html lang="id">`) {
		t.Error("without a choice the page is not Indonesian")
	}
	if status, _ := ratna.ask("POST", "/petugas/bahasa", url.Values{"bahasa": {"en"}}); status != http.StatusSeeOther {
		t.Errorf("choose: %d", status)
	}
	if _, page := ratna.ask("GET", "/petugas/kantor", nil); !strings.Contains(page, `<html lang="en">`) {
		t.Error("the chosen language is not kept")
	}
	if _, page := ratna.ask("POST", "/petugas/sesi", url.Values{"sesi": {"none"}}); !strings.Contains(page, `<html lang="en">`) {
		t.Error("an error is not in the officer's language")
	}
}

func TestEvidenceFrameHasNoOrigin(t *testing.T) {
	b := newDoorBench(t)
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, httptest.NewRequest("GET", "/petugas/bingkai", nil))
	if got := w.Header().Get("Content-Security-Policy"); got != framePolicy || !strings.HasPrefix(got, "sandbox allow-scripts;") || strings.Contains(got, "allow-same-origin") {
		t.Errorf("policy %q", got)
	}
}

func TestNothingOfAnOfficersPageIsOpenToAStranger(t *testing.T) {
	b := newDoorBench(t)
	b.first()
	stranger := b.client("")
	for _, pattern := range b.site.signedInOnly {
		method, path := callOf(pattern)
		status, to := stranger.ask(method, path, url.Values{})
		if status != http.StatusUnauthorized && !(method == "GET" && status == http.StatusSeeOther && to == "/petugas/masuk") {
			t.Errorf("%s: %d %s", pattern, status, to)
		}
	}
	if _, err := stranger.site.Offices.Session(t.Context(), strings.Repeat("A", 43)); !errors.Is(err, office.ErrNoSession) {
		t.Errorf("an invented cookie: %v", err)
	}
}

func TestWhoWaitsForTheKeyGetsNothingOfTheOffice(t *testing.T) {
	b := newDoorBench(t)
	b.first()
	yosef := b.client("yosef")
	if status, body := yosef.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
		t.Fatalf("enrol: %d %s", status, body)
	}
	for _, pattern := range b.site.activeOnly {
		method, path := callOf(pattern)
		status, to := yosef.ask(method, path, url.Values{})
		if status != http.StatusForbidden && !(method == "GET" && status == http.StatusSeeOther && to == "/petugas/kantor") {
			t.Errorf("%s: %d %s", pattern, status, to)
		}
	}
}

// callOf makes a request's method and path out of a route's pattern.
func callOf(pattern string) (method, path string) {
	method, path, _ = strings.Cut(pattern, " ")
	return method, regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x")
}

func TestWithoutAHolderNobodyWaitsInSilence(t *testing.T) {
	b := newDoorBench(t)
	ratna, yosef := b.first(), b.client("yosef")
	if status, _ := yosef.enrol(b.invite("bawaslu-ri")); status != http.StatusNoContent {
		t.Fatal(status)
	}
	in, err := b.site.Offices.Colleagues(t.Context(), office.Officer{Office: office.Office{ID: "bawaslu-ri"}})
	b.must(err)
	for _, o := range in {
		if o.User != "ratna" {
			continue
		}
		if status, page := ratna.ask("POST", "/petugas/kantor/cabut", url.Values{"petugas": {o.ID}}); status != http.StatusConflict || !strings.Contains(page, "pemegang kunci terakhir") {
			t.Errorf("the last holder revokes themselves: %d", status)
		}
		b.must(b.site.Offices.Revoke(t.Context(), office.Operator, "bawaslu-ri", o.ID))
	}
	const lost = "Tidak ada lagi petugas yang memegang kunci"
	if _, page := yosef.ask("GET", "/petugas/kantor", nil); !strings.Contains(page, lost) || strings.Contains(page, "data-own-words") {
		t.Error("who waits is not told that nobody can give the key")
	}
	_, token, _ := strings.Cut(b.invite("bawaslu-ri"), "#")
	if _, page := b.client("").ask("POST", "/petugas/undangan", url.Values{"undangan": {token}}); !strings.Contains(page, lost) {
		t.Error("who is invited is not told that nobody can give the key")
	}
}

func TestOfficersErrorsAreNoReporters(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	for _, tt := range []struct {
		name, method, path string
		by                 *client
		status             int
		link               string
	}{
		{"an address that is none", "GET", "/petugas/tidak-ada", ratna, http.StatusNotFound, `href="/petugas"`},
		{"a report that is none", "GET", "/petugas/laporan/x", ratna, http.StatusNotFound, `href="/petugas"`},
		{"a session that is over", "POST", "/petugas/sesi", b.client(""), http.StatusUnauthorized, `href="/petugas/masuk"`},
		{"an invitation that is used", "POST", "/petugas/undangan", b.client(""), http.StatusGone, `href="/petugas/masuk"`},
		{"the same in English", "POST", "/petugas/undangan?bahasa=en", b.client(""), http.StatusGone, `href="/petugas/masuk?bahasa=en"`},
	} {
		status, page := tt.by.ask(tt.method, tt.path, url.Values{})
		if status != tt.status || !strings.Contains(page, tt.link) || !strings.Contains(page, "data-vault=") || !strings.Contains(page, `data-page="galat"`) {
			t.Errorf("%s: %d, want %d in the shell of the door with %s", tt.name, status, tt.status, tt.link)
		}
		if strings.Contains(page, `href="/cek"`) || strings.Contains(page, "tujuh kata") {
			t.Errorf("%s: speaks to a reporter", tt.name)
		}
	}
	if _, page := ratna.ask("GET", "/tidak-ada", nil); !strings.Contains(page, `href="/cek"`) {
		t.Error("a reporter's error lost its link")
	}
}

func TestNoFailureSpeaksToOfficersOfReceipts(t *testing.T) {
	b := newDoorBench(t)
	reporters := regexp.MustCompile(`(?i)tanda terima|receipt|tujuh kata|seven words|batas lapor|filing period|datang ke kantor|diblokir|blocked`)
	for _, f := range failures {
		if strings.HasPrefix(f.title, "terima.") {
			continue // only of reporters' pages
		}
		f = f.forStaff()
		for _, key := range []string{f.title, f.lead, f.next} {
			for _, l := range locale.Langs {
				text, err := b.site.texts.Text(l, key)
				b.must(err)
				if m := reporters.FindString(text); m != "" {
					t.Errorf("%s in %s speaks of %q", key, l, m)
				}
			}
		}
	}
}

func TestLanguageOfTheDoor(t *testing.T) {
	b := newDoorBench(t)
	stranger := b.client("")
	_, to := stranger.ask("GET", "/en/petugas", nil)
	if _, to = stranger.ask("GET", to, nil); to != "/petugas/masuk?bahasa=en" {
		t.Errorf("the English page's link to officers leads to %s", to)
	}
	_, token, _ := strings.Cut(b.invite("bawaslu-ri"), "#")
	for _, tt := range []struct{ method, path, other string }{
		{"GET", "/petugas/masuk", `href="/petugas/masuk?bahasa=en"`},
		{"GET", "/petugas/masuk?bahasa=en", `href="/petugas/masuk?bahasa=id"`},
		{"GET", "/petugas/undangan", `formaction="/petugas/undangan?bahasa=en"`},
		{"POST", "/petugas/undangan?bahasa=en", `action="/petugas/undangan?bahasa=id" method="post"><button class="alt s" name="undangan" value="` + token + `"`},
	} {
		if status, page := stranger.ask(tt.method, tt.path, url.Values{"undangan": {token}}); status != http.StatusOK || !strings.Contains(page, tt.other) {
			t.Errorf("%s %s: %d without %s", tt.method, tt.path, status, tt.other)
		}
	}
}

// A message that is named by aria-describedby itself is read aloud even while it is hidden, so a field names what stands around it.
func TestFieldsNameTheirMessages(t *testing.T) {
	b := newDoorBench(t)
	ratna := b.first()
	_, token, _ := strings.Cut(b.invite("bawaslu-ri"), "#")
	invitation := url.Values{"undangan": {token}}
	for _, tt := range []struct {
		method, path string
		form         url.Values
		messages     []string
	}{
		{"GET", "/petugas/masuk", nil, []string{"petugas.err_phrase", "petugas.err_passphrase"}},
		{"POST", "/petugas/undangan", invitation, []string{"petugas.err_user", "petugas.err_taken", "petugas.err_name", "petugas.err_differs", "petugas.err_code"}},
		{"POST", "/petugas/kantor/undang", url.Values{"nama": {"Ratna\nP."}}, []string{"petugas.err_name"}},
	} {
		_, page := ratna.ask(tt.method, tt.path, tt.form)
		for _, key := range tt.messages {
			text, err := b.site.texts.Text(locale.Indonesian, key)
			b.must(err)
			at := strings.Index(page, template.HTMLEscapeString(text))
			if at < 0 {
				t.Errorf("%s lacks %s", tt.path, key)
				continue
			}
			ids := regexp.MustCompile(` id="(e-\w+)"`).FindAllStringSubmatch(page[:at], -1)
			if len(ids) == 0 {
				t.Errorf("%s: %s has no name", tt.path, key)
				continue
			}
			id := ids[len(ids)-1][1]
			field := regexp.MustCompile(`aria-describedby="[^"]*` + id + `"`)
			if !field.MatchString(page[at:]) || regexp.MustCompile(`id="`+id+`"[^>]* hidden`).MatchString(page) {
				t.Errorf("%s: no field names %s by what stands around it", tt.path, key)
			}
		}
	}
}

// later lets so much time pass that the app shows codes that were not used.
func (b *doorBench) later() { b.now = b.now.Add(time.Minute) }
