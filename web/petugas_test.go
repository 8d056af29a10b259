package web

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"netra/intake"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// A doorBench is officers' pages over a real store with two offices, and a clock that the test moves.
type doorBench struct {
	*testing.T
	db    *store.DB
	now   time.Time
	site  *Server
	at    string
	mu    sync.Mutex
	paths []string // every address that was asked for, as a log would see it
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
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.paths = append(b.paths, r.URL.String())
		b.mu.Unlock()
		b.site.ServeHTTP(w, r)
	}))
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
	for _, path := range b.paths {
		if strings.ContainsAny(path, "#?=") {
			t.Errorf("an address holds more than a path: %s", path)
		}
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
	for name, body := range map[string]map[string]any{
		"unknown name":  {"user": "siapa", "login": login, "code": ratna.code()},
		"wrong secret":  {"user": "ratna", "login": make([]byte, 32), "code": ratna.code()},
		"wrong code":    {"user": "ratna", "login": login, "code": "000000"},
		"code too soon": {"user": "ratna", "login": login, "code": ratna.code()}, // after a wrong one, in any order of the map
	} {
		stranger := b.client("")
		status, text := stranger.ask("POST", "/petugas/masuk", body)
		if name == "code too soon" && status == http.StatusNoContent {
			continue // came before the wrong one
		}
		if status != http.StatusUnprocessableEntity || text != `{"problem":"refused"}` {
			t.Errorf("%s: %d %s", name, status, text)
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
	if status, to := ratna.ask("GET", "/en/petugas/kantor", nil); status != http.StatusSeeOther || to != "/petugas/kantor" {
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
	for _, call := range []string{
		"GET /petugas", "GET /petugas/kantor", "GET /petugas/kunci", "GET /petugas/tempat", "GET /petugas/laporan/x", "GET /petugas/laporan/x/berkas/y/1",
		"POST /petugas/laporan/x/buka", "POST /petugas/laporan/x/tanya", "POST /petugas/laporan/x/bundel", "POST /petugas/kantor/undang",
		"POST /petugas/kantor/beri", "POST /petugas/kantor/cabut", "POST /petugas/sesi", "POST /petugas/bahasa", "POST /petugas/keluar",
	} {
		method, path, _ := strings.Cut(call, " ")
		status, to := stranger.ask(method, path, url.Values{})
		if status != http.StatusUnauthorized && !(method == "GET" && status == http.StatusSeeOther && to == "/petugas/masuk") {
			t.Errorf("%s: %d %s", call, status, to)
		}
	}
	if _, err := stranger.site.Offices.Session(t.Context(), strings.Repeat("A", 43)); !errors.Is(err, office.ErrNoSession) {
		t.Errorf("an invented cookie: %v", err)
	}
}

// later lets so much time pass that the app shows codes that were not used.
func (b *doorBench) later() { b.now = b.now.Add(time.Minute) }
