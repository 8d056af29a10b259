package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"netra/internal/browser"
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
