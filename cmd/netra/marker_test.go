package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestMarkerIsFoundNowhere files reports with words in them that are nowhere else, with JavaScript and without: in the text,
// in a file's content and name, in the reporter's name. Afterwards it looks for those words in everything that was left on a
// disk, and finds them only in what an officer of the office opens.
func TestMarkerIsFoundNowhere(t *testing.T) {
	dir, officerDir := t.TempDir(), t.TempDir()
	n := serveNew(t, dir)
	officer := firstOfficer(t, n, officerDir)
	searched := []string{dir, officer.b.Profile}
	var marks []string
	var reporters []*reporter
	for _, script := range []bool{false, true} {
		m := func(what string) string {
			mark := what + rand.Text()
			marks = append(marks, mark)
			return mark
		}
		reporterDir := t.TempDir()
		r := newReporter(t, n, reporterDir, script)
		r.file(account{"Kepala bidang " + m("cerita") + " meminta kami memilih.", "Pelapor " + m("nama"), "Jalan " + m("alamat")})
		photo, recording := evidence(t, m("berkas"))
		r.upload(photo, recording)
		r.comeBack()
		searched = append(searched, r.b.Profile)
		reporters = append(reporters, r)
	}
	said := slices.Clone(marks)
	for _, r := range reporters {
		marks = append(marks, r.words, strings.ReplaceAll(r.words, " ", "+"))
	}
	marks = append(marks, officer.passphrase, officer.app, strings.ReplaceAll(officer.app, " ", ""))

	bundles := officer.openAll(len(reporters), t.TempDir())
	environ, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", n.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reporters {
		r.b.Close()
	}
	officer.b.Close()
	n.kill() // so that the database leaves its write-ahead log behind
	if wal, err := os.Stat(filepath.Join(dir, "data", "netra.db-wal")); err != nil || wal.Size() == 0 {
		t.Errorf("no write-ahead log to search: %v", err)
	}
	for _, mark := range marks {
		for where, text := range map[string]string{"log": n.log.String(), "standard output": strings.Join(n.said, "\n"), "environment": string(environ)} {
			if strings.Contains(text, mark) {
				t.Errorf("the server's %s has the mark %.6s", where, mark)
			}
		}
	}
	search(t, marks, searched...)
	for _, profile := range searched[1:] {
		if !strings.Contains(everything(t, profile), strings.TrimPrefix(n.url, "http://")) {
			t.Errorf("%s does not even have the server's address: the search shows nothing", profile)
		}
	}

	// Only an officer of the office can bring it back.
	opened := filepath.Join(t.TempDir(), "opened")
	var all strings.Builder
	for i, bundle := range bundles {
		out := fmt.Sprintf("%s-%d", opened, i)
		if text, err := netraCommand(t, "open", "--key", officer.key, bundle, "--out", out); err != nil {
			t.Fatalf("open: %v: %s", err, text)
		}
		readAll(t, out, &all)
	}
	for _, mark := range said {
		if !strings.Contains(all.String(), mark) {
			t.Errorf("the officer cannot bring back the mark %.6s", mark)
		}
	}
	stranger := filepath.Join(t.TempDir(), "other.key")
	if text, err := netraCommand(t, "keygen", stranger); err != nil {
		t.Fatalf("keygen: %v: %s", err, text)
	}
	if text, err := netraCommand(t, "open", "--key", stranger, bundles[0], "--out", opened+"-no"); err == nil {
		t.Errorf("a stranger's key opens the bundle: %s", text)
	}
}

// search looks for marks, as they are and in UTF-16, in every file below the folders.
func search(t *testing.T, marks []string, dirs ...string) {
	t.Helper()
	var forms [][]byte
	for _, mark := range marks {
		var wide []byte
		for _, u := range utf16.Encode([]rune(mark)) {
			wide = append(wide, byte(u), byte(u>>8))
		}
		forms = append(forms, []byte(mark), wide)
	}
	files := 0
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for i, form := range forms {
				if bytes.Contains(data, form) {
					t.Errorf("%s has the mark %.6s", path, marks[i/2])
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 20 {
		t.Errorf("only %d files were searched", files)
	}
}

// everything gives all bytes below a folder.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	readAll(t, dir, &all)
	return all.String()
}

func readAll(t *testing.T, dir string, w io.Writer) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		fmt.Fprintln(w, path)
		data, err := os.ReadFile(path)
		w.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// openAll opens every report of the inbox on the screen and downloads its bundle.
func (d *desk) openAll(n int, dir string) []string {
	d.t.Helper()
	var bundles []string
	for i := 1; i <= n; i++ {
		row := fmt.Sprintf("table.inbox tbody tr:nth-child(%d) a", i)
		eventually(d.t, "the report in the inbox", func() bool {
			d.page.Go(d.n.url + "/petugas")
			d.page.WaitReady("#isi")
			return d.page.Has(row)
		})
		d.page.Submit(row, `[data-do="open"]`)
		d.openFiles(2)
		d.page.Click(`[data-list="files"] .card:nth-child(1) [data-do="show"]`)
		d.page.Wait(`[data-list="files"] .card:nth-child(1) iframe`)
		sub := filepath.Join(dir, fmt.Sprint(i))
		if err := os.MkdirAll(sub, 0o700); err != nil {
			d.t.Fatal(err)
		}
		bundles = append(bundles, d.bundle(sub))
	}
	return bundles
}
