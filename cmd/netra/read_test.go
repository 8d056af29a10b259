package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"netra/eval"
	"netra/extract"
	"netra/extract/page"
	"netra/locale"
	"netra/web"
)

func TestFilesThatAreNoPages(t *testing.T) {
	tests := []struct {
		name string
		file []byte
		want error
	}{
		{"a program", append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 4096)...), page.ErrBinary},
		{"an image", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), make([]byte, 4096)...), page.ErrImage},
		{"a PDF", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), page.ErrPDF},
		{"blanks only", []byte(" \n\t\r\n "), page.ErrEmpty},
		{"one byte too many", bytes.Repeat([]byte("a "), page.MaxBytes/2+1)[:page.MaxBytes+1], page.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "artikel.html")
			if err := os.WriteFile(file, tt.file, 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs strings.Builder
			status := run(t.Context(), []string{"read", "--json", file}, strings.NewReader(""), &out, &errs)
			if want := "netra: " + file + ": " + tt.want.Error() + "\n"; status != exitFailed || errs.String() != want || out.Len() > 0 {
				t.Errorf("read exits with %d, says %q and %q; want %d and %q", status, out.String(), errs.String(), exitFailed, want)
			}
		})
	}
}

// An endless input is cut at the first byte that is too many.
func TestStandardInputIsBounded(t *testing.T) {
	in := &counter{Reader: endless{}}
	var out, errs strings.Builder
	status := run(t.Context(), []string{"read", "-"}, in, &out, &errs)
	if status != exitFailed || errs.String() != "netra: -: "+page.ErrTooLarge.Error()+"\n" || in.n > page.MaxBytes+1 {
		t.Errorf("read exits with %d after %d bytes and says %q", status, in.n, errs.String())
	}
}

func TestNothingIsReadAfterAnInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs strings.Builder
	if status := run(ctx, []string{"read", "-"}, strings.NewReader("Seorang camat."), &out, &errs); status != exitFailed || out.Len() > 0 {
		t.Errorf("read exits with %d and says %q", status, out.String())
	}
}

// A terminal where nobody types, and a pipe that nobody writes to, end with the interrupt too.
func TestAnInterruptEndsTheWaitForInput(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipa")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{"standard input": "-", "a pipe": pipe} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			in, typed := io.Pipe()
			defer typed.Close()
			var out, errs strings.Builder
			status := make(chan int)
			go func() { status <- run(ctx, []string{"read", file}, in, &out, &errs) }()
			if file == pipe {
				opened, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits until it is read
				if err != nil {
					t.Fatal(err)
				}
				defer opened.Close()
			} else if _, err := typed.Write([]byte("Camat")); err != nil {
				t.Fatal(err)
			}
			cancel()
			if got := <-status; got != exitFailed || out.Len() > 0 || errs.String() != "netra: context canceled\n" {
				t.Errorf("read exits with %d and says %q, %q", got, out.String(), errs.String())
			}
		})
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	return copy(b, bytes.Repeat([]byte("a "), len(b)/2+1)), nil
}

type counter struct {
	io.Reader
	n int
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += n
	return n, err
}

const story = `<html><head><title>Lurah Bantah Ikut Kampanye</title></head><body><article><h1>Lurah Bantah Ikut Kampanye</h1>
<p>Lurah Mojoroto Kota Kediri diduga menghadiri kampanye calon wali kota pada Pilkada 2024. Bawaslu Kota Kediri sedang mengkaji laporan warga.</p></article></body></html>`

// paper serves pages at http://koran.example; every other address is dialled as netra read dials it.
func paper(t *testing.T, pages http.Handler) *articleReader {
	t.Helper()
	server := httptest.NewServer(pages)
	t.Cleanup(server.Close)
	return readerThat(t, func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "koran.example:80" {
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		}
		return publicDialer.DialContext(ctx, network, address)
	})
}

func readerThat(t *testing.T, by dial) *articleReader {
	t.Helper()
	e := &env{Ctx: t.Context(), Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, Log: slog.New(slog.DiscardHandler)}
	r, _, err := newArticleReader(e, "")
	if err != nil {
		t.Fatal(err)
	}
	r.client = newPageClient(by)
	return r
}

func TestAPageIsFetchedOnceAndAlone(t *testing.T) {
	var asked []string
	r := paper(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		asked = append(asked, req.URL.Path+" "+req.UserAgent())
		if req.URL.Path == "/pendek" {
			http.SetCookie(w, &http.Cookie{Name: "kenal", Value: "1"})
			http.Redirect(w, req, "/berita/lurah-bantah-ikut-kampanye", http.StatusMovedPermanently)
			return
		}
		if len(req.Cookies()) > 0 {
			t.Error("a cookie came back")
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, strings.Replace(story, "</article>", `<img src="/gambar.jpg"><script src="/skrip.js"></script></article>`, 1))
	}))
	a, err := r.read("http://koran.example/pendek")
	if err != nil {
		t.Fatal(err)
	}
	if a.rec.ID != "http://koran.example/pendek" || a.rec.URL != "http://koran.example/berita/lurah-bantah-ikut-kampanye" || a.rec.Title != "Lurah Bantah Ikut Kampanye" {
		t.Errorf("id %q, url %q, title %q", a.rec.ID, a.rec.URL, a.rec.Title)
	}
	if got, want := strings.Join(asked, "; "), "/pendek netra/dev; /berita/lurah-bantah-ikut-kampanye netra/dev"; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

// The password serves to get the page and goes nowhere else.
func TestThePasswordOfAnAddressIsNotKept(t *testing.T) {
	r := paper(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if _, password, _ := req.BasicAuth(); password != "kuncirahasia" {
			t.Errorf("asked with the password %q", password)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, story)
	}))
	a, err := r.read("http://petugas:kuncirahasia@koran.example/berita?id=7")
	if err != nil {
		t.Fatal(err)
	}
	saved := filepath.Join(t.TempDir(), "a.txt")
	text := "http://petugas:kuncirahasia@koran.example/berita?id=7\nLurah Bantah\nLurah Mojoroto Kota Kediri diduga menghadiri kampanye."
	if err := os.WriteFile(saved, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := r.read(saved)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []article{a, b} {
		if line, err := json.Marshal(a.rec); err != nil || strings.Contains(string(line), "rahasia") || a.rec.URL != "http://koran.example/berita?id=7" {
			t.Errorf("the record is %s, %v", line, err)
		}
	}
	if a.rec.ID != "http://koran.example/berita?id=7" {
		t.Errorf("the id is %q", a.rec.ID)
	}
}

func TestPagesThatAreNotFetched(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a private address was asked") }))
	defer inside.Close()
	r := paper(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch req.URL.Path {
		case "/dalam":
			http.Redirect(w, req, inside.URL, http.StatusFound)
		case "/metadata":
			http.Redirect(w, req, "http://169.254.169.254/latest", http.StatusFound)
		case "/berkas":
			http.Redirect(w, req, "file:///etc/passwd", http.StatusFound)
		case "/putar":
			http.Redirect(w, req, "/putar", http.StatusFound)
		case "/besar":
			w.Header().Set("Content-Type", "text/html")
			for chunk := bytes.Repeat([]byte("<p>a"), 64<<10); ; {
				if _, err := w.Write(chunk); err != nil {
					return // cut by the reader
				}
			}
		default:
			http.NotFound(w, req)
		}
	}))
	tests := []struct {
		name, address, want string
	}{
		{"a redirect to this machine", "http://koran.example/dalam", errNotPublic.Error()},
		{"a redirect to a link-local address", "http://koran.example/metadata", errNotPublic.Error()},
		{"a redirect to a file", "http://koran.example/berkas", "unsupported protocol scheme"},
		{"redirects without end", "http://koran.example/putar", errRedirects.Error()},
		{"a page without end is cut", "http://koran.example/besar", page.ErrTooLarge.Error()},
		{"a page that is gone", "http://koran.example/hilang", "the server answers 404 Not Found"},
		{"this machine itself", inside.URL, errNotPublic.Error()},
		{"this machine as IPv6 writes it", strings.Replace(inside.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1), errNotPublic.Error()},
		{"no host", "http:///berita", "no Host in request URL"},
		{"no address at all", "http://a b/", "this is no address of a page"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, err := r.read(tt.address); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("read = %+v, %v; want %q", a.rec, err, tt.want)
			}
		})
	}
}

func TestAServerThatDoesNotAnswer(t *testing.T) {
	tests := []struct{ name, says string }{
		{"not a word", ""},
		{"half a page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>Seorang camat"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := readerThat(t, func(context.Context, string, string) (net.Conn, error) {
					ours, theirs := net.Pipe()
					go func() { // who answers before the question was put is an error of its own
						if _, err := http.ReadRequest(bufio.NewReader(theirs)); err == nil {
							io.WriteString(theirs, tt.says)
						}
						io.Copy(io.Discard, theirs)
					}()
					return ours, nil
				})
				if _, err := r.read("http://koran.example/"); !errors.Is(err, errSlow) {
					t.Errorf("read = %v, want %v", err, errSlow)
				}
			})
		})
	}
}

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "103.21.244.10": true, "2606:4700::1111": true, "2001:4860:4860::8888": true,
		"127.0.0.1": false, "127.9.9.9": false, "::1": false, "0.0.0.0": false, "::": false, "0.1.2.3": false,
		"10.1.2.3": false, "172.16.0.1": false, "172.32.0.1": true, "192.168.1.1": false, "fd00::1": false, "100.64.0.1": false,
		"169.254.169.254": false, "fe80::1": false, "fe80::1%eth0": false, "fec0::1": false,
		"224.0.0.1": false, "239.1.1.1": false, "ff02::1": false, "255.255.255.255": false, "240.0.0.1": false,
		"::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "::10.0.0.1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false,
		"2001:0:1::1": false, "192.0.2.1": false, "198.18.0.1": false, "2001:db8::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("isPublic(%s) = %v", address, got)
		}
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("kata ", 50)
	tests := []struct {
		name, text string
		at         int
		want       string
	}{
		{"a short sentence is whole, on one line", "Satu dua\n  tiga.", 9, "Satu dua tiga."},
		{"a cut in a word leaves it whole", "Satu (dua) tiga.", 6, "Satu (dua) tiga."},
		{"a long one loses its end", "Camat " + long, 0, "Camat " + strings.Repeat("kata ", 30) + "…"},
		{"and its beginning", long + "camat.", len(long), "… " + strings.Repeat("kata ", 11) + "camat."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shorten(tt.text, tt.at); got != tt.want {
				t.Errorf("shorten = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestShown(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"a name as it is":           {"berita \"camat\" é.txt", "berita \"camat\" é.txt"},
		"an escape of the terminal": {"a\x1b[31m.txt", `a\x1b[31m.txt`},
		"a line of its own":         {"a\nnetra: b", `a\nnetra: b`},
		"a letter that turns round": {"a\u202etxt.exe", `a\u202etxt.exe`},
		"no UTF-8":                  {"a\xff.txt", `a\xff.txt`},
		"the mark of no UTF-8":      {"a\ufffd.txt", "a\ufffd.txt"},
	} {
		if got := shown(tt.text); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// A file's name may be anything too; no byte of it that a terminal obeys comes through.
func TestNamesThatATerminalWouldObey(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\x1b[31m.txt", "b\x1b[31m.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("Camat Purwosari diduga mengajak warga memilih calon bupati."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"read", "cluster"} {
		var out, errs strings.Builder
		run(t.Context(), []string{command, filepath.Join(dir, "a\x1b[31m.txt"), filepath.Join(dir, "b\x1b[31m.txt"), filepath.Join(dir, "c\x1b[31m.txt")},
			strings.NewReader(""), &out, &errs)
		if said := out.String() + errs.String(); strings.Contains(said, "\x1b") || strings.Count(said, `\x1b[31m.txt`) < 3 {
			t.Errorf("%s says %q", command, said)
		}
	}
}

func TestWhoIsAccused(t *testing.T) {
	tests := []struct {
		name, lang string
		accused    extract.Accused
		want       string
	}{
		{"a name", "en", extract.Accused{Name: "Darma Wicaksana", Position: "Camat Purwosari", Count: 1}, "Darma Wicaksana, Camat Purwosari"},
		{"nobody by name", "en", extract.Accused{Position: "lurah"}, "lurah (not named)"},
		{"one", "en", extract.Accused{Position: "lurah", Count: 1}, "lurah (not named; 1 person)"},
		{"some", "en", extract.Accused{Position: "lurah", Count: 3}, "lurah (not named; 3 persons)"},
		{"one, in Indonesian", "id", extract.Accused{Position: "lurah", Count: 1}, "lurah (tidak disebut namanya; 1 orang)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := newSpeaker(locale.Lang(tt.lang))
			if err != nil {
				t.Fatal(err)
			}
			if got := person(s, tt.accused); got != tt.want || s.err != nil {
				t.Errorf("person = %q, %v; want %q", got, s.err, tt.want)
			}
		})
	}
}

func TestASentenceIsQuotedOnce(t *testing.T) {
	words := strings.Repeat("kata ", 40)
	text := "Camat mengajak " + words + "lalu mengunggah foto. Camat mengajak " + words + "lalu mengunggah foto."
	a := article{page: page.Page{Title: "Camat Mengajak", Text: text}, sents: sentences(text)}
	second := strings.LastIndex(text, "Camat")
	a.rec.Spans = map[string][]extract.Span{"acts": {
		{Title: true, Start: 6}, {Start: 6}, {Start: strings.Index(text, "mengunggah")}, {Start: second},
	}}
	s, err := newSpeaker("id")
	if err != nil {
		t.Fatal(err)
	}
	a.row(s, "baca.what", "acts", plain("satu"))
	if got := strings.Count(s.out.String(), "    > "); got != 3 {
		t.Errorf("%d sentences are quoted, want the title and two of the text:\n%s", got, s.out.String())
	}
}

// The sentence under a body is that of its step, or where it is named if it has taken none; what has no place is not shown.
func TestWhatStandsUnderABody(t *testing.T) {
	text := "Bawaslu bertemu KPU. Bawaslu memanggil camat. KASN belum bersikap."
	at := func(words string) extract.Span {
		n := strings.Index(text, words)
		return extract.Span{Start: n, End: n + len(words), Text: words}
	}
	bawaslu := extract.Institution{Name: "Bawaslu", Role: "supervisor", Action: "summoned"}
	kasn := extract.Institution{Name: "KASN", Role: "commission", Action: "none_yet"}
	nowhere := extract.Span{Start: -1, End: -1}
	for _, tt := range []struct {
		name   string
		bodies []extract.Institution
		spans  []extract.Span
		want   string
	}{
		{"a step and none", []extract.Institution{bawaslu, kasn}, []extract.Span{at("Bawaslu bertemu"), at("memanggil"), at("KASN"), nowhere},
			"Bawaslu S summoned > Bawaslu memanggil camat. KASN C none_yet > KASN belum bersikap."},
		{"a step without words", []extract.Institution{bawaslu}, []extract.Span{at("Bawaslu bertemu"), nowhere}, "Bawaslu S summoned > Bawaslu bertemu KPU."},
		{"spans that are not two a body stand under all", []extract.Institution{bawaslu, kasn}, []extract.Span{at("Bawaslu bertemu"), at("KASN")},
			"Bawaslu S summoned KASN C none_yet > Bawaslu bertemu KPU. > KASN belum bersikap."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := newSpeaker("en")
			if err != nil {
				t.Fatal(err)
			}
			a := article{page: page.Page{Text: text}, sents: sentences(text)}
			a.rec.Institutions, a.rec.Spans = tt.bodies, map[string][]extract.Span{"institutions": tt.spans}
			a.writeBodies(s)
			got := strings.NewReplacer("(election supervisor): summons", "S summoned", "(state body): no step yet", "C none_yet").Replace(s.out.String())
			if got = strings.TrimPrefix(oneLine(got), "Bodies, and how far they have gone "); got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
		})
	}
}

// Every label that the page has a text for is one that an annotator may write, and no other, and doc/reading.md names it.
func TestLabelsOfTheAnnotationAreThoseOfThePage(t *testing.T) {
	record := func(field, value string) error {
		_, err := eval.Parse(fmt.Appendf(nil, `[{"id": "a", "kind": "allegation", %s}]`, fmt.Sprintf(field, value)))
		return err
	}
	listed := regexp.MustCompile(`is none of (.*)`)
	guide, err := os.ReadFile("../../doc/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	_, told, _ := strings.Cut(string(guide), "## How a folder is annotated")
	for field, texts := range map[string]map[string]string{
		`"kind": %q`: kindTexts, `"election": %q`: electionTexts, `"acts": [%q]`: web.LabelTexts,
		`"evidence": [{"kind": %q}]`: evidenceTexts, `"evidence": [{"channel": %q}]`: channelTexts,
		`"institutions": [{"role": %q}]`: roleTexts, `"institutions": [{"action": %q}]`: actionTexts,
		`"statements": [{"stance": %q}]`: stanceTexts, `"status_at_publication": %q`: statusTexts,
	} {
		refused := listed.FindStringSubmatch(fmt.Sprint(record(field, "nonsense")))
		if refused == nil {
			t.Errorf("%s takes nonsense", field)
			continue
		}
		labels := strings.Split(refused[1], ", ")
		slices.Sort(labels)
		for _, label := range labels {
			if !strings.Contains(told, "`"+label+"`") {
				t.Errorf("doc/reading.md does not say what %s is", label)
			}
		}
		if want := slices.Sorted(maps.Keys(texts)); !slices.Equal(labels, want) {
			t.Errorf("%s may be %v, and the page has %v", field, labels, want)
		}
	}
}

// A page from outside may be anything; what is shown of it stays within the text.
func TestSentencesOfAnyParagraphs(t *testing.T) {
	r := readerThat(t, publicDialer.DialContext)
	for _, text := range []string{story, "\n\n\n", "a\n\nb\n\n", strings.Repeat("Camat diduga mendukung calon bupati. ", 400)} {
		p, err := page.Parse([]byte(text), page.Hint{})
		if err != nil {
			continue
		}
		a := article{p, r.reader.Read(&p), sentences(p.Text)}
		for field, spans := range a.rec.Spans {
			for _, span := range spans {
				if s := a.quote(span, a.sentence(span)); !strings.Contains(s, strings.Fields(span.Text)[0]) {
					t.Errorf("%s: %q does not have %q", field, s, span.Text)
				}
			}
		}
	}
}
