package web_test

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"netra/intake"
	"netra/internal/browser"
	"netra/internal/fault"
	"netra/office"
	"netra/vault"
)

// What a road does with a request instead of passing it on: any other number is a status that it answers with.
const (
	pass = -iota
	cut  // before the server has it
	lose // the answer to it
)

// A road lies between a phone and a site. It may be bad.
type road struct {
	url     string
	mu      sync.Mutex
	state   map[string]int // what happens to requests, by path
	gate    chan struct{}  // while not nil /lapor/kantor waits for it
	paths   []string       // that were posted to
	prepend string         // before the script
}

func newRoad(s *site) *road {
	s.t.Helper()
	site, err := url.Parse(s.url)
	s.must(err)
	r := &road{state: map[string]int{}}
	proxy := &httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		p.SetURL(site)
		p.Out.Host = p.In.Host
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		state, gate, prepend := r.arrive(q)
		if gate != nil {
			<-gate
		}
		switch {
		case state == pass && prepend != "":
			q.Header.Del("Accept-Encoding")
			w.Header().Set("Content-Type", "text/javascript")
			rec := httptest.NewRecorder()
			proxy.ServeHTTP(rec, q)
			io.WriteString(w, prepend+rec.Body.String())
		case state == pass:
			proxy.ServeHTTP(w, q)
		case state == lose:
			proxy.ServeHTTP(httptest.NewRecorder(), q)
			panic(http.ErrAbortHandler)
		case state == cut:
			panic(http.ErrAbortHandler)
		default:
			w.WriteHeader(state)
		}
	}))
	s.t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

func (r *road) arrive(q *http.Request) (state int, gate chan struct{}, prepend string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if q.Method == http.MethodPost {
		r.paths = append(r.paths, q.URL.Path)
	}
	if q.URL.Path == "/lapor/kantor" {
		gate = r.gate
	}
	if strings.HasSuffix(q.URL.Path, "/lapor.js") {
		prepend = r.prepend
	}
	return r.state[q.URL.Path], gate, prepend
}

// meets sets what happens to requests to a path.
func (r *road) meets(path string, state int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.state[path] = state
}

// posted counts the requests to a path.
func (r *road) posted(path string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(r.paths), func(p string) bool { return p != path }))
}

// phone opens a page of the site at the end of the road.
func (r *road) phone(t *testing.T, path string) *browser.Page {
	t.Helper()
	b := browser.Start(t, t.TempDir())
	t.Cleanup(b.Close)
	return b.Open(r.url+path, browser.Phone)
}

// review fills in the form and goes on to the review, where the receiver is Bawaslu Kabupaten Pasuruan.
func review(p *browser.Page) {
	p.WaitReady("#langsung li")
	for name, values := range told() {
		if slices.Contains([]string{"perbuatan", "pemilihan", "nama", "orang"}, name) {
			p.Click("input[name=" + name + `][value="` + values[0] + `"]`)
		} else {
			p.Set("#"+name, values[0])
		}
	}
	p.Submit("#lapor p.acts button", `input[value="35.14.08"]`)
	p.Click(`input[value="35.14.08"]`)
	p.Submit("[data-aksi=hitung]:enabled", "[data-penerima='bawaslu-35.14']")
	p.Wait("#kirim p.acts button:not([formaction]):enabled")
}

// retype types back the words and gives them.
func retype(p *browser.Page) string {
	words := strings.Join(strings.Fields(p.Text(".words")), " ")
	p.Fill("#ketik", words)
	return words
}

const sendButton = "#kirim p.acts button:not([formaction]):enabled"

func TestExcludedOfficeGetsNoKey(t *testing.T) {
	s := newSite(t)
	province, err := vault.NewKey(rand.Reader)
	s.must(err)
	s.must(s.desk.Offices.(*office.Registry).SetKey(t.Context(), "bawaslu-35", province.Identity.Recipient().String(), province.Sign.Public()))
	r := newRoad(s)
	p := r.phone(t, "/lapor")
	review(p)
	words := retype(p)
	p.Click("input[value='bawaslu-35.14']")
	r.meets("/lapor/kantor", cut)
	p.Click(sendButton)
	p.Wait("[data-slot=kabar]")
	if got := p.Text("[data-slot=kabar]"); !strings.Contains(got, "Laporan belum dikirim") {
		t.Errorf("without an answer about the receiver the page says %q", got)
	}
	r.meets("/lapor/kantor", pass)
	p.Submit(sendButton, "[data-penerima='bawaslu-35']")
	p.Wait(sendButton)
	if n := r.posted("/lapor/segel"); n != 0 {
		t.Fatalf("%d reports were sent to an office that was not shown", n)
	}

	p.Click("[data-aksi=ubah]")
	p.Submit("#lapor p.acts button", "[data-penerima='bawaslu-35']")
	if !browser.Eval[bool](p, `document.querySelector("input[value='bawaslu-35.14']").checked`) {
		t.Error("going back to the form forgets the excluded office")
	}
	p.Fill("#ketik", words)
	p.Submit(sendButton, ".receipt")
	p.Wait("[data-aksi=cetak]")
	code, err := vault.ParseCode(words)
	s.must(err)
	v, err := s.desk.Enter(t.Context(), code)
	s.must(err)
	key, err := vault.Unwrap(province.Identity, v.OfficeWrap)
	s.must(err)
	statement, err := vault.OpenStatement(key, v.Statement)
	s.must(err)
	header, err := vault.ParseHeader(statement.Kind, statement.Header)
	if s.must(err); header.Office != "bawaslu-35" || !slices.Equal(header.Excluded, []string{"bawaslu-35.14"}) {
		t.Errorf("sealed with header %+v", header)
	}
}

func TestReviewHoldsStillWhileItAsks(t *testing.T) {
	s := newSite(t)
	r := newRoad(s)
	p := r.phone(t, "/lapor")
	review(p)
	r.mu.Lock()
	r.gate = make(chan struct{})
	r.mu.Unlock()
	p.Click("[data-aksi=hitung]")
	p.WaitReady("#kecuali:disabled")
	if p.Has("#kirim button:enabled") || p.Has("#ketik:enabled") {
		t.Error("something can be pressed or typed while the receiver is asked for")
	}
	browser.Eval[bool](p, "history.back(), true")
	r.mu.Lock()
	close(r.gate)
	r.gate = nil
	r.mu.Unlock()
	p.Wait("#kecuali:enabled")
	browser.Eval[bool](p, "history.back(), true")
	p.Wait("#cerita")
	if got := p.Value("#cerita"); got != told().Get("cerita") {
		t.Errorf("back in the form the account is %q", got)
	}
}

func TestLostAnswerToAReport(t *testing.T) {
	s := newSite(t)
	r := newRoad(s)
	p := r.phone(t, "/lapor")
	review(p)
	words := retype(p)
	r.meets("/lapor/segel", lose)
	p.Click(sendButton)
	p.Wait("[data-slot=kabar] p")
	p.Wait(sendButton)
	if got := p.Text("[data-slot=kabar]"); !strings.Contains(got, "tidak tahu apakah kiriman ini sampai") {
		t.Errorf("after a lost answer the page says %q", got)
	}
	r.meets("/lapor/segel", pass)
	p.Click("[data-aksi=ubah]")
	p.Set("#cerita", "Cerita yang lain sama sekali.")
	p.Submit("#lapor p.acts button", "[data-penerima]")
	p.Fill("#ketik", words)
	p.Submit(sendButton, ".receipt")
	if got := p.Text("main"); !strings.Contains(got, "Yang tercatat adalah kiriman Anda yang lebih dulu") {
		t.Errorf("another text than the stored one gets the receipt alone: %.200q", got)
	}
}

func TestReportFromAPhoneWhoseClockIsSlow(t *testing.T) {
	s := newSite(t)
	r := newRoad(s)
	r.prepend = "Date.now = () => 0;"
	p := r.phone(t, "/lapor")
	review(p)
	p.Click("[data-aksi=ubah]")
	p.Set("#tahu", "2026-12-29")
	p.Submit("#lapor p.acts button", ".errors a[href='#tahu']")
	if p.Attr("#tahu", "aria-invalid") != "true" || !strings.Contains(p.Attr("#tahu", "aria-describedby"), "e-tahu") {
		t.Error("the wrong field is not marked for who does not see it")
	}
}

// noRoom is a store on a disk that is full.
type noRoom struct{ intake.Store }

func (noRoom) SaveFiling(context.Context, intake.Filing) error { return fault.ErrFull }

func TestRefusalsAreTold(t *testing.T) {
	s := newSite(t)
	r := newRoad(s)
	p := r.phone(t, "/lapor")
	review(p)
	retype(p)
	s.desk.Store = noRoom{s.desk.Store}
	p.Click(sendButton)
	p.Wait("[data-slot=kabar] p:nth-child(3)")
	if got := p.Text("[data-slot=kabar]"); !strings.Contains(got, "Tempat penyimpanan kami penuh") {
		t.Errorf("when the disk is full the page says %q", got)
	}
}

func TestComingBackOverABadRoad(t *testing.T) {
	s := newSite(t)
	_, words := s.filed()
	code, err := vault.ParseCode(words)
	s.must(err)
	v, err := s.desk.Enter(t.Context(), code)
	s.must(err)
	stranger, err := vault.NewIdentity(rand.Reader)
	s.must(err)
	note, err := vault.Seal(stranger.Recipient(), make([]byte, vault.MinPadded))
	s.must(err)
	s.must(s.desk.Store.SaveVisit(t.Context(), v.ID, note))
	r := newRoad(s)
	r.meets("/cek/kunjungan", http.StatusServiceUnavailable)
	r.meets("/cek/berkas", http.StatusServiceUnavailable)
	p := r.phone(t, "/cek")
	p.Fill("#kata", words)
	p.Submit("#masuk p.acts button", "#terakhir.late")
	if got := p.Text("#terakhir"); !strings.Contains(got, "tidak terbaca") {
		t.Errorf("a stranger's note reads %q", got)
	}
	p.Files("#berkas", file(t, "a.jpg", "isi"))
	p.Submit("#bukti button:not([hidden])", ".files .chip.ok")
	if r.posted("/lapor/bukti") > 0 || r.posted("/lapor/berkas/selesai") != 1 {
		t.Error("the file was not sealed in the browser")
	}
	if !p.Has("[data-gagal][hidden]") {
		t.Error("a note that could not be left is told as a failure of what was asked for")
	}
}

func TestUploadsGoOnWithTheSameFile(t *testing.T) {
	s := newSite(t)
	r := newRoad(s)
	p := r.phone(t, "/lapor")
	review(p)
	retype(p)
	p.Submit(sendButton, ".receipt")
	content := strings.Repeat("x", 5<<20)
	upload := func(content, then string) {
		t.Helper()
		p.Files("#berkas", file(t, "video.mp4", content))
		p.Submit("#bukti button:not([hidden])", ".files li:last-child .chip[data-keadaan="+then+"]")
	}
	counts := func() [3]int {
		return [3]int{r.posted("/lapor/berkas"), r.posted("/lapor/berkas/bagian"), r.posted("/lapor/berkas/selesai")}
	}
	r.meets("/lapor/berkas/selesai", http.StatusBadRequest)
	upload(content, "failed")
	r.meets("/lapor/berkas/selesai", pass)
	upload(content[1:]+"y", "done") // of the same name and size
	if got := counts(); got != [3]int{2, 4, 2} {
		t.Errorf("another file took over parts: %v cards, parts, ends", got)
	}
	upload(content, "done")
	if got := counts(); got != [3]int{2, 4, 3} {
		t.Errorf("the same file began anew: %v cards, parts, ends", got)
	}
	upload(strings.Repeat("x", 8<<20+1), "large")
	if got := counts(); got != [3]int{2, 4, 3} {
		t.Errorf("a file that is too large was sent: %v cards, parts, ends", got)
	}
	r.meets("/lapor/berkas", http.StatusRequestEntityTooLarge)
	upload("lagi", "many")
	if len(p.Console) > 0 {
		t.Errorf("console: %q", p.Console)
	}
}

// file writes a file into a folder of its own.
func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
