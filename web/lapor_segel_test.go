package web_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"netra/intake"
	"netra/ledger"
	"netra/vault"
)

// A client seals as the reporter's browser does.
type client struct {
	*site
	code   vault.Phrase
	keys   vault.Keys
	report vault.Identity
	id     string
	day    string
}

func (s *site) client() *client {
	s.t.Helper()
	code, err := vault.NewCode(rand.Reader)
	s.must(err)
	keys, err := vault.ReporterKeys(code, "netra.example.org")
	s.must(err)
	report, err := vault.NewIdentity(rand.Reader)
	s.must(err)
	id, err := vault.NewID(rand.Reader)
	s.must(err)
	return &client{s, code, keys, report, id, "2026-12-28"}
}

func (c *client) login() string {
	return base64.StdEncoding.EncodeToString(append(c.keys.Lookup[:], c.keys.Login.Open()...))
}

// seal makes a statement as the server takes it.
func (c *client) seal(kind vault.Kind, id string, h vault.Header, content string) map[string]any {
	c.t.Helper()
	header, err := h.Encode(kind)
	c.must(err)
	s := vault.Statement{
		Kind: kind, Report: c.id, ID: id, SealedBy: vault.ByBrowser, Header: header, Content: vault.NewSecret([]byte(content)),
		HeaderSalt: vault.Salt(c.keys.SaltSeed, id, "header"), ContentSalt: vault.Salt(c.keys.SaltSeed, id, "content"),
	}
	sealed, err := vault.SealStatement(c.report.Recipient(), s, c.keys.Sign)
	c.must(err)
	root, salt := s.Root(), vault.Salt(c.keys.SaltSeed, id, "leaf")
	return map[string]any{"id": id, "statement": sealed, "content": root[:], "salt": salt[:], "day": h.Day}
}

// report is what is posted instead of the form.
func (c *client) filing() map[string]any {
	c.t.Helper()
	m := c.seal(vault.KindReport, c.id, vault.Header{Office: "bawaslu-35.14", Day: c.day, Regime: "pemilu"}, `{"account":"rahasia"}`)
	wrap, err := vault.Wrap(c.keys.Identity.Recipient(), c.report)
	c.must(err)
	office, err := vault.Wrap(c.kab.Identity.Recipient(), c.report)
	c.must(err)
	login := sha256.Sum256(c.keys.Login.Open())
	for k, v := range map[string]any{"office": "bawaslu-35.14", "epoch": 1, "regime": "pemilu", "acts": []string{"ajak"}, "lookup": c.keys.Lookup[:],
		"login": login[:], "recipient": c.report.Recipient().String(), "sign": []byte(c.keys.Sign.Public()), "office_wrap": office, "wrap": wrap} {
		m[k] = v
	}
	return m
}

func (s *site) postJSON(path string, v any) page {
	s.t.Helper()
	body, err := json.Marshal(v)
	s.must(err)
	return s.do("POST", path, "application/json", bytes.NewReader(body))
}

// send posts with the headers of an upload.
func (s *site) send(path, capability, file string, n int, sum string, body io.Reader) page {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), "POST", s.url+path, body)
	s.must(err)
	for name, value := range map[string]string{"Netra-Izin": capability, "Netra-Berkas": file, "Netra-Bagian": fmt.Sprint(n), "Netra-Sidik": sum} {
		r.Header.Set(name, value)
	}
	if strings.HasSuffix(path, "selesai") {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	s.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	s.must(err)
	return page{s.t, s.log, answer.StatusCode, answer.Header, string(text)}
}

func TestJourneySealedInTheBrowser(t *testing.T) {
	s := newSite(t)
	s.get("/lapor/bagian").wants(200, `data-syarat="in_time" data-keadaan="late"`, `data-tahu="2026-12-22"`, "disegel di peramban ini")
	route := s.post("/lapor/kantor", url.Values{"cari": {"purwosari pasuruan"}, "tempat": {"35.14.08"}}).wants(200,
		`data-penerima="bawaslu-35.14"`, `data-hari="2026-12-28"`, `data-tempat="35.14.08"`)
	if !strings.Contains(route.body, s.kab.Identity.Recipient().String()) {
		t.Error("the page does not have the office's key")
	}
	s.post("/lapor/kantor", url.Values{"tempat": {"35.14"}, "kecuali": {"bawaslu-35.14"}}).wants(422, "Tidak ada kantor tersisa")

	c := s.client()
	receipt := s.postJSON("/lapor/segel", c.filing()).wants(201, "Laporan Anda sudah tercatat")
	again := s.postJSON("/lapor/segel", c.filing()).wants(201)
	if receipt.form("/lapor/tanda-terima").Get("janji") != again.form("/lapor/tanda-terima").Get("janji") {
		t.Error("sending again gave another receipt")
	}
	capability := receipt.form("/lapor/bukti").Get("izin")

	file, err := vault.NewID(rand.Reader)
	s.must(err)
	var parts [][]byte
	facts, err := vault.SealFile(c.report.Recipient(), strings.NewReader(strings.Repeat("a", 5<<20)), func(_ int, sealed []byte) error {
		parts = append(parts, bytes.Clone(sealed))
		return nil
	})
	s.must(err)
	facts.Name = vault.NewSecret([]byte("aula.jpg"))
	card, err := vault.File{Name: facts.Name, Size: facts.Size, Padded: facts.Padded}.Content()
	s.must(err)
	sealedCard := c.seal(vault.KindFile, file, vault.Header{Day: c.day}, string(card.Open()))["statement"].([]byte)
	s.send("/lapor/berkas", capability, file, 0, "", bytes.NewReader(sealedCard)).wants(204)
	for i, part := range parts {
		sum := sha256.Sum256(part)
		s.send("/lapor/berkas/bagian", capability, file, i+1, strings.Repeat("00", 32), bytes.NewReader(part)).wants(422)
		s.send("/lapor/berkas/bagian", capability, file, i+1, hex.EncodeToString(sum[:]), bytes.NewReader(part)).wants(200, `"size"`)
		if i == 0 {
			open := s.postJSON("/cek/berkas", map[string]string{"key": c.login()}).wants(200, file)
			if strings.Count(open.body, `"n":`) != 1 {
				t.Errorf("unfinished: %s", open.body)
			}
		}
	}
	content, err := facts.Content()
	s.must(err)
	done := c.seal(vault.KindFile, file, vault.Header{Day: c.day}, string(content.Open()))
	done["parts"] = len(parts) + 1
	finish := func() page {
		body, err := json.Marshal(done)
		s.must(err)
		return s.send("/lapor/berkas/selesai", capability, file, 0, "", bytes.NewReader(body))
	}
	finish().wants(409)
	done["parts"] = len(parts)
	promise := finish().wants(201, "type file")
	if _, err := ledger.Verify([]byte(promise.body), s.desk.LogKey); err != nil {
		t.Errorf("promise of the file: %v", err)
	}
	if promise.header.Get("Netra-Hari") != c.day {
		t.Errorf("the day is said to be %q", promise.header.Get("Netra-Hari"))
	}

	cek := s.post("/cek", url.Values{"kunci": {c.login()}}).wants(200, `data-laporan="`+c.id+`"`, "tercatat")
	if len(cek.body) != 32<<10 {
		t.Errorf("an answer of %d bytes", len(cek.body))
	}
	visit := c.seal(vault.KindVisit, file, vault.Header{Day: c.day}, "{}")["statement"]
	s.postJSON("/cek/kunjungan", map[string]any{"key": c.login(), "visit": visit}).wants(204)
	s.postJSON("/cek/kunjungan", map[string]any{"key": c.login(), "visit": []byte("x")}).wants(400)
	talk := s.post("/cek/percakapan", url.Values{"kunci": {c.login()}}).wants(200, `data-jenis="report"`, `data-jenis="file"`, `data-penanda="`)
	if strings.Contains(talk.body, "rahasia") {
		t.Error("the server can read what the browser sealed")
	}
	answer := c.seal(vault.KindAnswer, talk.form("/cek/jawab").Get("pesan"), vault.Header{Day: c.day}, `{"text":"ya"}`)
	b64 := func(name string) string { return base64.StdEncoding.EncodeToString(answer[name].([]byte)) }
	form := url.Values{"kunci": {c.login()}, "id": {answer["id"].(string)}, "isi": {b64("statement")}, "akar": {b64("content")},
		"garam": {b64("salt")}, "hari": {c.day}}
	s.post("/cek/jawab", form).wants(201, `data-jenis="answer"`)
	form.Set("hari", "2026-12-27")
	s.post("/cek/jawab", form).wants(409, "berubah")
	s.post("/cek", url.Values{"kata": {string(c.code.Open())}}).wants(200, "terakhir dipakai Senin, 28 Desember 2026")
}

// TestLatestDay looks at the pages half an hour after midnight in the east, while it is still yesterday evening in the west.
func TestLatestDay(t *testing.T) {
	s := newSite(t)
	s.now = time.Date(2026, 12, 28, 15, 30, 0, 0, time.UTC)
	s.get("/lapor/bagian").wants(200, `data-hari="2026-12-29"`, `data-tahu="2026-12-29"`, `data-tahu="2026-11-28"`)
}

func TestChangedReportSealedInTheBrowser(t *testing.T) {
	s := newSite(t)
	c := s.client()
	first := s.postJSON("/lapor/segel", c.filing()).wants(201)
	changed := c.filing()
	changed["content"] = make([]byte, 32)
	again := s.postJSON("/lapor/segel", changed).wants(200, "Yang tercatat adalah kiriman Anda yang lebih dulu")
	if again.form("/lapor/tanda-terima").Get("janji") != first.form("/lapor/tanda-terima").Get("janji") {
		t.Error("the receipt is another")
	}
}

func TestTooManyFilesHaveTheirOwnWords(t *testing.T) {
	s := newSite(t)
	c := s.client()
	capability := s.postJSON("/lapor/segel", c.filing()).wants(201, fmt.Sprintf(`data-max="%d"`, s.desk.MaxFile)).form("/lapor/bukti").Get("izin")
	s.desk.Store = fullStore{s.desk.Store, intake.ErrTooMany}
	facts, err := vault.File{Name: vault.NewSecret([]byte("aula.jpg")), Size: 1, Padded: vault.Padded(1)}.Content()
	s.must(err)
	file, err := vault.NewID(rand.Reader)
	s.must(err)
	card := c.seal(vault.KindFile, file, vault.Header{Day: c.day}, string(facts.Open()))["statement"].([]byte)
	s.send("/lapor/berkas", capability, file, 0, "", bytes.NewReader(card)).wants(413, "sudah terlalu banyak")
}

func TestSealedReportRefused(t *testing.T) {
	s := newSite(t)
	tests := []struct {
		name   string
		change func(m map[string]any)
		status int
	}{
		{"another day", func(m map[string]any) { m["day"] = "2026-12-27" }, 409},
		{"no key of the office", func(m map[string]any) { m["epoch"] = 0 }, 409},
		{"short lookup", func(m map[string]any) { m["lookup"] = []byte("x") }, 400},
		{"short root", func(m map[string]any) { m["content"] = []byte("x") }, 400},
		{"no statement", func(m map[string]any) { m["statement"] = []byte{} }, 400},
		{"unknown member", func(m map[string]any) { m["alamat"] = "x" }, 400},
		{"too large", func(m map[string]any) { m["statement"] = make([]byte, 300<<10) }, 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := s.client().filing()
			tt.change(m)
			if got := s.postJSON("/lapor/segel", m); got.status != tt.status {
				t.Errorf("status %d, want %d", got.status, tt.status)
			}
		})
	}
	s.send("/lapor/berkas/bagian", "AAAA", "x", 1, strings.Repeat("00", 32), strings.NewReader("x")).wants(404, "tidak berlaku")
}

func TestKeysFromTheBrowserLookAlikeToo(t *testing.T) {
	s := newSite(t)
	c := s.client()
	s.postJSON("/lapor/segel", c.filing()).wants(201)
	right := s.post("/cek", url.Values{"kunci": {c.login()}}).wants(200)
	wrong := s.post("/cek", url.Values{"kunci": {s.client().login()}}).wants(200, "Tidak ada laporan")
	if len(right.body) != len(wrong.body) || s.paused < time.Minute {
		t.Errorf("answers of %d and %d bytes after %v", len(right.body), len(wrong.body), s.paused)
	}
}

// TestCrowdIsTurnedAway sends more words at once than may wait: some are told to come again, none is refused for good.
func TestCrowdIsTurnedAway(t *testing.T) {
	s := newSite(t)
	code, err := vault.NewCode(rand.Reader)
	s.must(err)
	var mu sync.Mutex
	answers := map[int]int{}
	var wg sync.WaitGroup
	for range 80 {
		wg.Go(func() {
			answer, err := http.PostForm(s.url+"/cek", url.Values{"kata": {string(code.Open())}})
			if err != nil {
				t.Error(err)
				return
			}
			answer.Body.Close()
			mu.Lock()
			answers[answer.StatusCode]++
			mu.Unlock()
		})
	}
	wg.Wait()
	if answers[200] < 24 || answers[503] == 0 || answers[200]+answers[503] != 80 {
		t.Errorf("answers by status: %v", answers)
	}
	s.post("/lapor/periksa", told()).wants(200)
}

func TestReporterPagesInEnglish(t *testing.T) {
	s := newSite(t)
	s.get("/en/lapor").wants(200, "What happened?", `action="/en/lapor/periksa"`)
	form := told()
	form.Set("tempat", "35.14")
	review := s.post("/en/lapor/periksa", form).wants(200, "Check, then send", "Monday, 4 January 2027").form("/en/lapor/kirim")
	review.Set("ketik", review.Get("kata"))
	receipt := s.post("/en/lapor/kirim", review).wants(201, "Your report has been recorded")
	s.get("/en/lapor/bukti?hasil=tersegel").wants(201, "Sealed and recorded")
	s.post("/en/cek", url.Values{"kata": {review.Get("kata")}}).wants(200, "Your report is recorded")
	s.post("/en/cek/percakapan", url.Values{"kata": {review.Get("kata")}}).wants(200, "Signature fits")
	if receipt.form("/en/lapor/bukti").Get("izin") == "" {
		t.Error("no upload form")
	}
}
