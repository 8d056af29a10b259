package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"netra/blob"
	"netra/calendar"
	"netra/intake"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/store/storetest"
	"netra/vault"
	"netra/web"
)

// A site is a server with offices of one province, and the browser without JavaScript that looks at it.
type site struct {
	t      *testing.T
	url    string
	desk   *intake.Desk
	kab    vault.Key
	beater *ledger.Sequencer
	now    time.Time
	log    *bytes.Buffer
	paused time.Duration // for how long answers were held back
}

type mark struct{ c ledger.Checkpoint }

func (m *mark) Load() (ledger.Checkpoint, error) { return m.c, nil }
func (m *mark) Save(c ledger.Checkpoint) error   { m.c = c; return nil }

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, now: time.Date(2026, 12, 28, 6, 7, 0, 0, time.UTC), log: &bytes.Buffer{}}
	clock := func() time.Time { return s.now }
	db := storetest.Open(t, storetest.SQLite(t))
	blobs, err := blob.NewFolder(t.TempDir())
	s.must(err)
	rules, err := law.Default()
	s.must(err)
	days, err := calendar.Default()
	s.must(err)
	const instance = "netra.example.org"
	logKey, err := ledger.NewSigningKey(ledger.LogName(instance), [32]byte{1})
	s.must(err)
	receiptKey, err := ledger.NewSigningKey(ledger.ReceiptName(instance), [32]byte{2})
	s.must(err)
	issuer, err := ledger.NewIssuer(logKey, receiptKey)
	s.must(err)
	offices := &office.Registry{Store: db, Now: clock, Rand: rand.Reader, Instance: instance, Secret: make([]byte, 32)}
	_, err = offices.AddTree(t.Context(), "35", false)
	s.must(err)
	s.kab, err = vault.NewKey(rand.Reader)
	s.must(err)
	s.must(offices.SetKey(t.Context(), "bawaslu-35.14", s.kab.Identity.Recipient().String(), s.kab.Sign.Public()))
	s.desk = &intake.Desk{
		Instance: instance, Store: db, Blobs: blobs, Offices: offices, Law: rules, Calendar: days, Issuer: issuer, LogKey: logKey.VerifierKey,
		Log: ledger.Log{Store: db}, Beat: 10 * time.Minute, MaxFile: 8 << 20, Now: clock, Rand: rand.Reader,
	}
	s.beater = &ledger.Sequencer{Store: db, Key: logKey, Mark: &mark{}, Length: 10 * time.Minute, Now: clock, Random: rand.Reader,
		Log: slog.New(slog.DiscardHandler)}
	server, err := web.New(web.Config{
		Log: slog.New(slog.NewJSONHandler(s.log, nil)), Now: clock, Ledger: ledger.Log{Store: db}, LogKey: logKey.VerifierKey, Law: rules,
		Calendar: days, Offices: offices, Desk: s.desk, Floor: time.Hour,
		Pause: func(_ context.Context, d time.Duration) { s.paused = d },
	})
	s.must(err)
	listener := httptest.NewServer(server)
	t.Cleanup(listener.Close)
	s.url = listener.URL
	return s
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// A page is an answer of the site.
type page struct {
	t      *testing.T
	log    *bytes.Buffer
	status int
	header http.Header
	body   string
}

func (s *site) do(method, path, kind string, body io.Reader) page {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, body)
	s.must(err)
	r.Header.Set("Content-Type", kind)
	answer, err := http.DefaultClient.Do(r)
	s.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	s.must(err)
	return page{s.t, s.log, answer.StatusCode, answer.Header, string(text)}
}

func (s *site) get(path string) page { s.t.Helper(); return s.do("GET", path, "", nil) }

func (s *site) post(path string, form url.Values) page {
	s.t.Helper()
	return s.do("POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// upload posts files by name, in order.
func (s *site) upload(capability string, files ...string) page {
	s.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	s.must(w.WriteField("izin", capability))
	for i, data := range files {
		part, err := w.CreateFormFile("berkas", fmt.Sprintf("foto-%d.jpg", i+1))
		s.must(err)
		_, err = io.WriteString(part, data)
		s.must(err)
	}
	s.must(w.Close())
	return s.do("POST", "/lapor/bukti", w.FormDataContentType(), &body)
}

func (p page) wants(status int, texts ...string) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("status %d, want %d: %s\n%s", p.status, status, title.FindString(p.body), p.log)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Fatalf("no %q in the page %s", text, title.FindString(p.body))
		}
	}
	return p
}

var (
	title    = regexp.MustCompile(`<h1>.*</h1>`)
	formTag  = regexp.MustCompile(`(?s)<form[^>]*action="([^"]*)".*?</form>`)
	hiddens  = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	entities = strings.NewReplacer("&#43;", "+", "&#34;", `"`, "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// form gives the hidden fields of the form that is sent to an address.
func (p page) form(action string) url.Values {
	p.t.Helper()
	for _, m := range formTag.FindAllStringSubmatch(p.body, -1) {
		if m[1] == action {
			values := url.Values{}
			for _, h := range hiddens.FindAllStringSubmatch(m[0], -1) {
				values.Add(h[1], entities.Replace(h[2]))
			}
			return values
		}
	}
	p.t.Fatalf("no form to %s in %s", action, p.body)
	return nil
}

// told is what somebody fills in.
func told() url.Values {
	return url.Values{
		"perbuatan": {"ajak"}, "cerita": {"Kepala bidang meminta semua staf memilih calon nomor sekian."}, "terlapor": {"Kepala bidang"},
		"kerja": {"Dinas Contoh"}, "pemilihan": {"pemilu"}, "cari": {"purwosari pasuruan"}, "tgl": {"2026-12-20"}, "jam": {"09.00"},
		"tahu": {"2026-12-22"}, "nama": {"terang"}, "nm": {"Rahma Contoh"}, "al": {"Jalan Contoh 1"}, "orang": {"21"},
	}
}

// filed files a report and gives the receipt page and the words.
func (s *site) filed() (page, string) {
	s.t.Helper()
	told := told()
	told.Set("tempat", "35.14.08")
	review := s.post("/lapor/periksa", told).wants(200).form("/lapor/kirim")
	review.Set("ketik", review.Get("kata"))
	return s.post("/lapor/kirim", review).wants(201), review.Get("kata")
}

func TestJourneyWithoutScript(t *testing.T) {
	s := newSite(t)
	s.get("/lapor").wants(200, "Apa yang terjadi?")

	s.post("/lapor/periksa", told()).wants(200, "Tempat yang mana?", "Kecamatan Purwosari", "tidak menebak")
	told := told()
	told.Set("tempat", "35.14.08")
	review := s.post("/lapor/periksa", told).wants(200, "Bawaslu Kabupaten Pasuruan", "lengkap untuk menjadi laporan",
		"Senin, 4 Januari 2027", "server melihat tulisan Anda sesaat")
	form := review.form("/lapor/kirim")
	words := form.Get("kata")
	if len(strings.Fields(words)) != 7 {
		t.Fatalf("words: %d", len(strings.Fields(words)))
	}

	form.Set("ketik", "kata yang salah sama sekali di sini")
	again := s.post("/lapor/kirim", form).wants(422, "tidak sama dengan yang tampil").form("/lapor/kirim")
	if again.Get("kata") != words || again.Get("cerita") != form.Get("cerita") {
		t.Error("the page after a slip has other words or lost the text")
	}
	again.Set("ketik", "  "+strings.ToUpper(strings.ReplaceAll(words, " ", ", ")))
	receipt := s.post("/lapor/kirim", again).wants(201, "Laporan Anda sudah tercatat", "Bawaslu Kabupaten Pasuruan", "Senin, 28 Desember 2026")
	if strings.Contains(receipt.body, words) || strings.Contains(receipt.body, "Rahma") {
		t.Error("the receipt shows the words or the name")
	}
	promise := receipt.form("/lapor/tanda-terima")
	file := s.post("/lapor/tanda-terima", promise).wants(200, "netra/v1/promise")
	if _, err := ledger.Verify([]byte(file.body), s.desk.LogKey); err != nil {
		t.Errorf("downloaded receipt: %v", err)
	}
	repeat := s.post("/lapor/kirim", again).wants(201)
	if repeat.form("/lapor/tanda-terima").Get("janji") != promise.Get("janji") {
		t.Error("sending again gave another receipt")
	}
	capability := receipt.form("/lapor/bukti").Get("izin")
	s.upload(capability, "isi foto", strings.Repeat("video ", 1_000_000)).wants(201, "Berkas 1", "Berkas 2", "Tersegel dan tercatat")

	s.now = s.now.Add(10 * time.Minute)
	s.must(s.beater.Run(t.Context()))
	ratna := office.Officer{ID: "o", Office: office.Office{ID: "bawaslu-35.14", Region: "35.14"}, Name: "Ratna", Status: office.Active}
	cards, err := s.desk.Inbox(t.Context(), ratna)
	s.must(err)
	h, err := s.desk.Open(t.Context(), ratna, cards[0].ID)
	s.must(err)
	key, err := vault.Unwrap(s.kab.Identity, h.Wrap)
	s.must(err)
	if len(h.Later) != 2 {
		t.Errorf("%d files arrived", len(h.Later))
	}
	if st, err := vault.OpenStatement(key, h.Statement); err != nil || !strings.Contains(string(st.Content.Open()), "Rahma Contoh") {
		t.Errorf("the office opens: %v", err)
	}

	cek := s.post("/cek", url.Values{"kata": {words}}).wants(200, "Laporan Anda sudah dibuka", "belum pernah dipakai", "Rabu, 30 Desember 2026")
	s.post("/cek", url.Values{"kata": {words}}).wants(200, "terakhir dipakai Senin, 28 Desember 2026")
	talk := s.post("/cek/percakapan", cek.form("/cek/percakapan")).wants(200, "Kepala bidang meminta", "foto-1.jpg", "Tanda tangan cocok", "Tanpa tanda tangan")
	answer := talk.form("/cek/jawab")
	s.post("/cek/jawab", answer).wants(422, "Tulis jawaban Anda dulu")
	answer.Set("jawab", "Ada dua <b>saksi</b> lain.")
	s.post("/cek/jawab", answer).wants(201, "Jawaban Anda tercatat", "Ada dua &lt;b&gt;saksi&lt;/b&gt; lain.")
	s.post("/cek/jawab", answer).wants(201)
	proof := s.post("/cek/tanda-terima", cek.form("/cek/tanda-terima")).wants(200, "c2sp.org/tlog-proof")
	if verdict, err := ledger.Verify([]byte(proof.body), s.desk.LogKey); err != nil || !verdict.Proved {
		t.Errorf("proof: %+v, %v", verdict, err)
	}
	s.upload(cek.form("/lapor/bukti").Get("izin"), "lagi").wants(201, "Tersegel")
	if s.log.Len() > 0 {
		t.Errorf("a reporter left traces in the log: %s", s.log)
	}
}

// A fullStore takes nothing more.
type fullStore struct {
	intake.Store
	err error
}

func (s fullStore) SaveFiling(context.Context, intake.Filing) error         { return s.err }
func (s fullStore) SaveCapability(context.Context, intake.Capability) error { return s.err }
func (s fullStore) SaveUpload(context.Context, intake.Upload, int) error    { return s.err }

// sent gives the review of a complete report with the words typed back.
func (s *site) sent() url.Values {
	s.t.Helper()
	told := told()
	told.Set("tempat", "35.14.08")
	review := s.post("/lapor/periksa", told).wants(200).form("/lapor/kirim")
	review.Set("ketik", review.Get("kata"))
	return review
}

func TestWhatCouldNotBeSentStays(t *testing.T) {
	s := newSite(t)
	review := s.sent()
	whole := s.desk.Store
	tests := []struct {
		name   string
		err    error
		status int
		text   string
	}{
		{"full", fault.ErrFull, 507, "Tempat penyimpanan kami penuh"},
		{"read-only", fault.ErrReadOnly, 503, "Penyimpanan kami sedang terkunci"},
		{"busy", fault.ErrBusy, 503, "Sedang ramai"},
		{"a mistake of ours", errors.New("disk on fire"), 500, "Ada yang salah di pihak kami"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.desk.Store = fullStore{whole, tt.err}
			again := s.post("/lapor/kirim", review).wants(tt.status, tt.text, "masih ada di halaman ini").form("/lapor/kirim")
			for _, field := range []string{"kata", "cerita", "nm", "tempat", "penerima"} {
				if again.Get(field) != review.Get(field) {
					t.Errorf("%s is lost", field)
				}
			}
		})
	}
	if strings.Count(s.log.String(), "request failed") != len(tests) {
		t.Errorf("log: %s", s.log)
	}
	s.desk.Store = whole
	first := s.post("/lapor/kirim", review).wants(201)
	s.desk.Store = fullStore{whole, fault.ErrFull}
	repeat := s.post("/lapor/kirim", review).wants(201, "berkas belum bisa ditambahkan")
	if repeat.form("/lapor/tanda-terima").Get("janji") != first.form("/lapor/tanda-terima").Get("janji") {
		t.Error("sending again on a full disk gave another receipt")
	}
}

func TestChangedReportIsNotTakenForTheFirst(t *testing.T) {
	s := newSite(t)
	review := s.sent()
	first := s.post("/lapor/kirim", review).wants(201)
	review.Set("cerita", "Lain sama sekali.")
	again := s.post("/lapor/kirim", review).wants(200, "Yang tercatat adalah kiriman Anda yang lebih dulu")
	if again.form("/lapor/tanda-terima").Get("janji") != first.form("/lapor/tanda-terima").Get("janji") {
		t.Error("the receipt is another")
	}
}

func TestChangedAnswerIsNotTakenForTheFirst(t *testing.T) {
	s := newSite(t)
	_, words := s.filed()
	answer := s.post("/cek/percakapan", url.Values{"kata": {words}}).wants(200, "server melihat jawaban ini sesaat").form("/cek/jawab")
	answer.Set("jawab", "Satu saksi.")
	s.post("/cek/jawab", answer).wants(201, "Jawaban Anda tercatat")
	answer.Set("jawab", "Dua saksi.")
	again := s.post("/cek/jawab", answer).wants(409, "belum tercatat", ">Dua saksi.</textarea>").form("/cek/jawab")
	if again.Get("pesan") == answer.Get("pesan") {
		t.Error("the text was kept under the same id")
	}
	again.Set("jawab", "Dua saksi.")
	s.post("/cek/jawab", again).wants(201, "Satu saksi.", "Dua saksi.")
}

func TestEveryPageBehindTheWordsNotesTheVisit(t *testing.T) {
	for _, path := range []string{"/cek/percakapan", "/cek/jawab", "/cek/tanda-terima"} {
		s := newSite(t)
		_, words := s.filed()
		s.post(path, url.Values{"kata": {words}})
		s.post("/cek", url.Values{"kata": {words}}).wants(200, "terakhir dipakai Senin, 28 Desember 2026")
	}
}

func TestTipIsNotPromisedTheDeadlineOfAReport(t *testing.T) {
	s := newSite(t)
	told := told()
	told.Set("tempat", "35.14.08")
	s.post("/lapor/periksa", told).wants(200, "kajian awal selesai")
	told.Set("nama", "tanpa")
	tip := s.post("/lapor/periksa", told).wants(200, "tanpa tenggat yang pasti")
	if strings.Contains(tip.body, "kajian awal selesai") {
		t.Error("a tip is promised an initial study")
	}
	receipt, words := s.filed()
	receipt.wants(201, "Bila ini laporan", "tanpa tenggat yang pasti")
	s.post("/cek", url.Values{"kata": {words}}).wants(200, "tanpa tenggat yang pasti")
}

func TestLanguageLinkLeadsToAPage(t *testing.T) {
	s := newSite(t)
	for name, tt := range map[string]struct {
		page page
		link string
	}{
		"form with a problem":  {s.post("/lapor/periksa", url.Values{}).wants(422), "/en/lapor"},
		"words with a problem": {s.post("/cek/percakapan", url.Values{"kata": {"satu"}}).wants(422), "/en/cek"},
		"error":                {s.post("/lapor/tanda-terima", url.Values{}).wants(400), "/en/"},
	} {
		if !strings.Contains(tt.page.body, `<a href="`+tt.link+`" lang="en"`) {
			t.Errorf("%s does not link to %s", name, tt.link)
		}
	}
	s.get("/en/lapor").wants(200)
	s.get("/en/cek").wants(200)
}

func TestRightAndWrongWordsLookAlike(t *testing.T) {
	s := newSite(t)
	_, words := s.filed()
	other, err := vault.NewCode(rand.Reader)
	s.must(err)
	right := s.post("/cek", url.Values{"kata": {words}}).wants(200, "tercatat")
	rightPause := s.paused
	wrong := s.post("/cek", url.Values{"kata": {string(other.Open())}}).wants(200, "Tidak ada laporan")
	if len(right.body) != 32<<10 || len(wrong.body) != 32<<10 {
		t.Errorf("answers of %d and %d bytes", len(right.body), len(wrong.body))
	}
	for name := range right.header {
		if len(right.header.Get(name)) != len(wrong.header.Get(name)) {
			t.Errorf("header %s: %q and %q", name, right.header.Get(name), wrong.header.Get(name))
		}
	}
	for _, pause := range []time.Duration{rightPause, s.paused} {
		if pause <= 0 || pause > time.Hour || pause < time.Hour-time.Minute {
			t.Errorf("held back for %v", pause)
		}
	}
}

func TestWordsThatCannotBeACode(t *testing.T) {
	s := newSite(t)
	other, err := vault.NewCode(rand.Reader)
	s.must(err)
	typed := strings.Fields(string(other.Open()))
	typed[3] = "zzzzqq"
	s.post("/cek", url.Values{"kata": {"satu dua"}}).wants(422, "yang terbaca 2")
	unknown := s.post("/cek", url.Values{"kata": {strings.Join(typed, " ")}}).wants(422, "Kata ke-4")
	if strings.Contains(unknown.body, "zzzzqq") || strings.Contains(unknown.body, typed[0]) {
		t.Error("the page repeats what was typed")
	}
}

func TestBadReports(t *testing.T) {
	s := newSite(t)
	tests := []struct {
		name   string
		path   string
		form   url.Values
		status int
		text   string
	}{
		{"empty", "/lapor/periksa", url.Values{}, 422, "Tulis apa yang terjadi"},
		{"values stay", "/lapor/periksa", url.Values{"terlapor": {"Camat Contoh"}, "tgl": {"besok"}}, 422, "Camat Contoh"},
		{"invalid UTF-8", "/lapor/periksa", url.Values{"cerita": {"\xff\xfe"}}, 400, "tidak terbaca"},
		{"oversized body", "/lapor/periksa", url.Values{"cerita": {strings.Repeat("a", 300<<10)}}, 413, "terlalu besar"},
		{"oversized text", "/lapor/periksa", url.Values{"cerita": {strings.Repeat("a", 50000)}}, 422, "terlalu panjang"},
		{"a region that does not exist", "/lapor/periksa", url.Values{"cerita": {"x"}, "tempat": {"99.99"}}, 422, "Daerah ini tidak ada"},
		{"an office that cannot be one", "/lapor/periksa", url.Values{"cerita": {"x"}, "tempat": {"35.14"}, "kecuali": {"a b\nc"}}, 422, "Pilihan ini tidak dikenal"},
		{"too many fields", "/lapor/periksa", url.Values{"kecuali": make([]string, 200)}, 400, "tidak terbaca"},
		{"sent without a review", "/lapor/kirim", told(), 200, "Tempat yang mana?"},
		{"a receipt that is not ours", "/lapor/tanda-terima", url.Values{"janji": {"netra/v1/promise\n"}}, 400, "tidak terbaca"},
		{"answer without words", "/cek/jawab", url.Values{"jawab": {"x"}}, 422, "yang terbaca 0"},
		{"browser's key that is none", "/cek/percakapan", url.Values{"kunci": {"AAAA"}}, 400, "tidak terbaca"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { s.post(tt.path, tt.form).wants(tt.status, tt.text) })
	}
	s.do("POST", "/lapor/periksa", "text/plain", strings.NewReader("x")).wants(400)
}

func TestExcludedOffice(t *testing.T) {
	s := newSite(t)
	told := told()
	told.Set("tempat", "35.14")
	shown := s.post("/lapor/periksa", told).wants(200, "Bawaslu Kabupaten Pasuruan").form("/lapor/kirim")
	shown.Set("ketik", shown.Get("kata"))
	shown.Set("kecuali", "bawaslu-35.14")
	s.post("/lapor/kirim", shown).wants(422, "Tidak ada kantor tersisa")
	shown.Set("kecuali", "a b\nc")
	again := s.post("/lapor/kirim", shown).wants(422, "Pilihan ini tidak dikenal").form("/lapor/kirim")
	if again.Has("kecuali") || s.log.Len() > 0 {
		t.Errorf("what cannot be an office goes along: %q, log %s", again["kecuali"], s.log)
	}
}

func TestExcludedOfficesStayExcluded(t *testing.T) {
	s := newSite(t)
	told := told()
	told.Set("kecuali", "bawaslu-35.14")
	for name, tt := range map[string]struct {
		answer page
		action string
	}{
		"while the form is changed": {s.post("/lapor", told).wants(200), "/lapor/periksa"},
		"while the place is chosen": {s.post("/lapor/periksa", told).wants(200), "/lapor/kirim"},
		"while a mistake is mended": {s.post("/lapor/periksa", url.Values{"tgl": {"besok"}, "kecuali": {"bawaslu-35.14"}}).wants(422), "/lapor/periksa"},
	} {
		if got := tt.answer.form(tt.action)["kecuali"]; len(got) != 1 || got[0] != "bawaslu-35.14" {
			t.Errorf("%s: %q", name, got)
		}
	}
	told.Set("tempat", "35.14")
	listed := s.post("/lapor/periksa", told).wants(422, `value="bawaslu-35.14" checked`)
	if listed.form("/lapor/kirim").Has("kecuali") {
		t.Error("an office with a box goes along unseen too")
	}
}

func TestUploads(t *testing.T) {
	s := newSite(t)
	receipt, _ := s.filed()
	capability := receipt.form("/lapor/bukti").Get("izin")
	s.upload("AAAA", "x").wants(404, "habis masanya")
	s.upload(capability).wants(422, "Tidak ada berkas")
	s.upload(capability, "", "ada isinya").wants(422, "Kosong", "Tersegel")
	s.upload(capability, strings.Repeat("x", 8<<20+1), "kecil").wants(413, "Terlalu besar", "Tersegel")
	many := make([]string, 60)
	for i := range many {
		many[i] = "x"
	}
	s.upload(capability, many...).wants(413, "Sudah terlalu banyak")
	s.get("/lapor/bukti?hasil=%3Cb%3E,tersegel").wants(201, "Berkas 1")
	fields := strings.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", 10_000)
	s.do("POST", "/lapor/bukti", "multipart/form-data; boundary=x",
		strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"izin\"\r\n\r\n"+capability+"\r\n"+fields+"--x--")).wants(413, "Sudah terlalu banyak")
	s.do("POST", "/lapor/bukti", "multipart/form-data; boundary=x", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"a\"\r\n\r\nisi\r\n--x--")).wants(400)
}

// TestUploadBrokenOff cuts the connection in the middle of the second file: the first one stays.
func TestUploadBrokenOff(t *testing.T) {
	s := newSite(t)
	receipt, words := s.filed()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	s.must(w.WriteField("izin", receipt.form("/lapor/bukti").Get("izin")))
	for _, name := range []string{"utuh.jpg", "separuh.jpg"} {
		part, err := w.CreateFormFile("berkas", name)
		s.must(err)
		_, err = part.Write(bytes.Repeat([]byte(name), 100_000))
		s.must(err)
	}
	cut := io.MultiReader(bytes.NewReader(body.Bytes()[:body.Len()-500_000]), broken{})
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.url+"/lapor/bukti", cut)
	s.must(err)
	r.ContentLength = int64(body.Len())
	r.Header.Set("Content-Type", w.FormDataContentType())
	if _, err := http.DefaultClient.Do(r); err == nil {
		t.Fatal("the request ended well")
	}
	var talk page
	for range 100 { // the server may still be clearing away
		talk = s.post("/cek/percakapan", url.Values{"kata": {words}}).wants(200)
		if strings.Contains(talk.body, "utuh.jpg") {
			break
		}
	}
	talk.wants(200, "utuh.jpg")
	if strings.Contains(talk.body, "separuh.jpg") {
		t.Error("half a file was kept")
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("cut") }

// TestWeight bounds what a cheap phone loads to report, HTML and style and icon together, compressed.
func TestWeight(t *testing.T) {
	s := newSite(t)
	total := 0
	form := s.get("/lapor").wants(200)
	for _, ref := range append(regexp.MustCompile(`/aset/[^"]*\.(?:css|svg)`).FindAllString(form.body, -1), "/lapor") {
		n := compressed(s.get(ref).wants(200).body)
		t.Logf("%s: %d bytes", ref, n)
		total += n
	}
	if total > 15_000 {
		t.Errorf("the form weighs %d bytes", total)
	}
}

func compressed(text string) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.Len()
}

// TestFormsLeaveNoTrace checks what keeps Chromium from writing typed and posted text into its profile.
func TestFormsLeaveNoTrace(t *testing.T) {
	s := newSite(t)
	receipt, words := s.filed()
	told := told()
	told.Set("tempat", "35.14.08")
	cek := s.post("/cek", url.Values{"kata": {words}}).wants(200)
	for name, p := range map[string]page{
		"form": s.get("/lapor"), "review": s.post("/lapor/periksa", told), "receipt": receipt, "words": s.get("/cek"), "overview": cek,
		"talk": s.post("/cek/percakapan", url.Values{"kata": {words}}),
	} {
		if p.header.Get("Cache-Control") != "no-store" || p.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: header %v", name, p.header)
		}
		for _, form := range formTag.FindAllString(p.body, -1) {
			if !strings.Contains(form, `autocomplete="off"`) || !strings.Contains(form, `<input type="password" name="jaga" value="x"`) {
				t.Errorf("%s has a form without guard: %.200s", name, form)
			}
		}
		for _, box := range regexp.MustCompile(`<(?:textarea|input [^>]*type="text")[^>]*>`).FindAllString(p.body, -1) {
			if !strings.Contains(box, `spellcheck="false"`) || !strings.Contains(box, `autocomplete="off"`) {
				t.Errorf("%s has an open box: %s", name, box)
			}
		}
	}
}
