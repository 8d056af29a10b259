package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netra/ledger"
	"netra/vault"
)

// TestFullDisk runs a server on a file system of its own that has little room (in namespaces, which need no root),
// fills it, and looks that reports and files are refused in words, that what was accepted stays, and that all goes on when
// there is room again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	cfg := config{Data: filepath.Join(dir, "data"), Name: "netra.contoh.example"}
	enrolled(t, &cfg)
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o700); err != nil {
		t.Fatal(err)
	}
	namespaces := "-Urm"
	if os.Geteuid() == 0 {
		namespaces = "-m"
	}
	n, err := startNetraIn(dir, []string{"unshare", namespaces, "sh", "-c",
		`mount -t tmpfs -o size=24m tmpfs "$0" && cp -a "$1"/. "$0" && shift && exec "$@"`, small, cfg.Data},
		"serve", "--data", small, "--listen", "127.0.0.1:0", "--beat", "1s")
	if err != nil {
		t.Fatal(err)
	}
	defer n.stop()
	inside := fmt.Sprintf("/proc/%d/root%s", n.cmd.Process.Pid, small)

	before := accepted(t, n)
	filler := filepath.Join(inside, "filler")
	fillUp(t, filler)
	words := newCode(t)
	if status, page := send(t, n.url+"/lapor/kirim", reportForm(words)); status != http.StatusInsufficientStorage || !strings.Contains(page, "belum tercatat") {
		t.Errorf("a report on a full disk: %d %s", status, page)
	}
	if status, page := sendFile(t, n.url, before.capability, 8<<20); status == http.StatusOK && strings.Contains(page, "chip ok") {
		t.Errorf("a file on a full disk was accepted: %d %s", status, page)
	}
	// What was accepted before can be read and is unchanged.
	if status, page := send(t, n.url+"/cek", url.Values{"kata": {string(before.words.Open())}}); status != http.StatusOK || !strings.Contains(page, before.number) {
		t.Errorf("coming back on a full disk: %d %s", status, page)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	// The same words, sent again when there is room, are filed.
	if status, page := send(t, n.url+"/lapor/kirim", reportForm(words)); status != http.StatusCreated {
		t.Errorf("the report again with room: %d %s", status, page)
	}
	key, err := ledger.ParseVerifierKey(n.logKey)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Verify(before.promise, key); err != nil {
		t.Error(err)
	}
	eventually(t, "the log's going on", func() bool {
		_, proof := send(t, n.url+"/cek/tanda-terima", url.Values{"kata": {string(before.words.Open())}})
		v, err := ledger.Verify([]byte(proof), key)
		return err == nil && v.Proved
	})
}

// fillUp writes until nothing fits any more, then leaves it so.
func fillUp(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
}

type filed struct {
	words              vault.Phrase
	promise            []byte
	number, capability string
}

func newCode(t *testing.T) vault.Phrase {
	t.Helper()
	words, err := vault.NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// accepted files a report and gives what its reporter has.
func accepted(t *testing.T, n *netra) filed {
	t.Helper()
	words := newCode(t)
	status, page := send(t, n.url+"/lapor/kirim", reportForm(words))
	promise, capability := promiseIn.FindStringSubmatch(page), capabilityIn.FindStringSubmatch(page)
	if status != http.StatusCreated || promise == nil || capability == nil {
		t.Fatalf("file a report: %d %s", status, page)
	}
	f := filed{words: words, promise: unescape([]byte(promise[1])), capability: string(unescape([]byte(capability[1])))}
	for line := range strings.Lines(string(f.promise)) {
		if number, ok := strings.CutPrefix(line, "number "); ok {
			f.number = strings.TrimSpace(number)
		}
	}
	return f
}

// send posts a form and gives status and page.
func send(t *testing.T, address string, form url.Values) (int, string) {
	t.Helper()
	res, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(res.Body); err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, body.String()
}

// sendFile uploads n bytes under a capability.
func sendFile(t *testing.T, address, capability string, n int) (int, string) {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	m.WriteField("izin", capability)
	f, err := m.CreateFormFile("berkas", "video.mp4")
	if err != nil {
		t.Fatal(err)
	}
	f.Write(make([]byte, n))
	m.Close()
	client := http.Client{Timeout: time.Minute}
	res, err := client.Post(address+"/lapor/bukti", m.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var page bytes.Buffer
	page.ReadFrom(res.Body)
	return res.StatusCode, page.String()
}
