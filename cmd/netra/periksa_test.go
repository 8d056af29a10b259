package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netra/internal/browser"
)

// TestCheckingAReceipt checks a receipt on the page /periksa, by the browser, by the server without JavaScript, and by the
// saved page without any server.
func TestCheckingAReceipt(t *testing.T) {
	dir := t.TempDir()
	cfg := config{Data: filepath.Join(dir, "data"), Name: "netra.contoh.example"}
	enrolled(t, &cfg)
	n := serveNew(t, dir)
	promise := accepted(t, n).promise
	good := filepath.Join(dir, "janji.txt")
	writeFile(t, good, string(promise))
	forged := filepath.Join(dir, "palsu.txt")
	writeFile(t, forged, strings.Replace(string(promise), "name Bawaslu", "name Bavaslu", 1))
	other, err := os.ReadFile("../../ledger/testdata/proof.txt")
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "lain.txt")
	writeFile(t, foreign, string(other))

	b := browser.Start(t, t.TempDir())
	t.Cleanup(b.Close)
	saved := savedPage(t, b, n)
	noScript := browser.Phone
	noScript.NoScript = true
	for _, way := range []struct {
		name, url string
		view      browser.View
	}{
		{"by the browser", n.url + "/periksa", browser.Phone},
		{"by the server", n.url + "/periksa", noScript},
		{"by the saved page, offline", "file://" + saved, browser.Desktop},
	} {
		for file, verdict := range map[string]string{good: "promised", forged: "invalid", foreign: "unknown"} {
			t.Run(way.name+"/"+verdict, func(t *testing.T) {
				p := b.Open(way.url, way.view)
				defer p.Close()
				p.Files("#tt", file)
				if verdict == "promised" { // pasted, as by hand
					p.Files("#tt")
					p.Fill("#teks", "  "+strings.TrimSpace(string(promise)))
				}
				p.Click("form[data-log-key] button")
				p.Wait("[data-verdict=" + verdict + "]")
				for _, not := range []string{"valid", "promised", "invalid", "unknown", "badkey"} {
					if not != verdict && !p.Has("[data-verdict="+not+"][hidden]") {
						t.Errorf("the verdict %s is shown too", not)
					}
				}
				if verdict == "promised" && !strings.Contains(p.Text("[data-verdict=promised]"), "Bawaslu RI") {
					t.Errorf("it reads %q", p.Text("[data-verdict=promised]"))
				}
			})
		}
	}
}

// savedPage downloads the page that works alone.
func savedPage(t *testing.T, b *browser.Browser, n *netra) string {
	t.Helper()
	p := b.Open(n.url+"/periksa", browser.Desktop)
	defer p.Close()
	return download(t, p, t.TempDir(), "a[download]")
}
