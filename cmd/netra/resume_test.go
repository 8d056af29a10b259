package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
)

// TestUploadContinuesAfterAReload cuts the connection in the middle of a file that the browser seals, reloads, and comes back
// with the seven words: the same file, chosen again, continues at its first missing part and arrives byte for byte.
func TestUploadContinuesAfterAReload(t *testing.T) {
	dir := t.TempDir()
	n := serveNew(t, dir)
	officer := firstOfficer(t, n, t.TempDir())
	data := make([]byte, 22<<20) // six parts
	if _, err := rand.Read(data); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "video.mp4")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cut := newCutter(t, n.url)
	behind := *n
	behind.url = cut.url
	r := newReporter(t, &behind, t.TempDir(), true)
	r.file(account{"Kami diundang sarapan.", "Pelapor Rekaan", "Jalan Contoh 1"})

	cut.after(14 << 20)
	r.page.Files("#berkas", file)
	r.page.Click("#bukti button")
	r.page.Wait(`[data-keadaan="retry"]`)
	parts := blobs(t, filepath.Join(dir, "data", "blobs"))
	if parts < 2 || parts > 4 {
		t.Errorf("%d parts came before the cut", parts)
	}
	cut.mend()

	r.comeBack() // a new page: nothing of the old one is left
	r.page.Wait(`[data-kata="open"]`)
	r.upload(file)
	if now := blobs(t, filepath.Join(dir, "data", "blobs")); now != 6 {
		t.Errorf("%d parts are stored; the %d from before were to be kept", now, parts)
	}
	officer.inbox()
	officer.page.Submit("table.inbox a", `[data-do="open"]`)
	officer.openFiles(1)
	opened := filepath.Join(dir, "opened")
	if out, err := netraCommand(t, "open", "--key", officer.key, officer.bundle(t.TempDir()), "--out", opened); err != nil {
		t.Fatalf("open: %v: %s", err, out)
	}
	sameBytes(t, opened, file)
}

// blobs counts the sealed parts in the folder.
func blobs(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && !bytes.HasPrefix([]byte(e.Name()), []byte(".")) {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
