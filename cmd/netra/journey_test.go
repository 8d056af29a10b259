package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"netra/demo"
	"netra/internal/browser"
	"netra/office"
)

// evidence makes a photo with a place and a device in it, and a recording of three minutes, with the tools that people's
// phones and recorders have the like of. mark is put where such tools put names.
func evidence(t *testing.T, mark string) (photo, recording string) {
	t.Helper()
	dir := t.TempDir()
	photo, recording = filepath.Join(dir, "IMG_"+mark+".jpg"), filepath.Join(dir, "rapat "+mark+".mp3")
	drawn, err := demo.Photo()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(photo, drawn, 0o600); err != nil {
		t.Fatal(err)
	}
	wav := filepath.Join(dir, "rapat.wav")
	for _, tool := range [][]string{
		{"exiftool", "-q", "-overwrite_original", "-GPSLatitude=7.3589", "-GPSLatitudeRef=S", "-GPSLongitude=109.9031", "-GPSLongitudeRef=E",
			"-Model=Ponsel Contoh", "-Artist=" + mark, photo},
		{"sox", "-n", "-r", "22050", "-c", "1", wav, "synth", "180", "sine", "220-660", "tremolo", "3", "60"},
		{"lame", "--quiet", "-b", "64", "--tt", mark, wav, recording},
	} {
		if out, err := exec.Command(tool[0], tool[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s (`make deps` installs it): %v: %s", tool[0], err, out)
		}
	}
	if err := os.Remove(wav); err != nil {
		t.Fatal(err)
	}
	return photo, recording
}

// A desk is an officer at a browser.
type desk struct {
	t          *testing.T
	n          *netra
	b          *browser.Browser
	page       *browser.Page
	user       string
	passphrase string
	app        string // secret of the authenticator app
	key        string // file with the office's key, as the recovery sheet has it
}

var inviteLink = regexp.MustCompile(`http\S+/petugas/undangan#\S+`)

// firstOfficer follows the one-time link that the server prints.
func firstOfficer(t *testing.T, n *netra, dir string) *desk {
	t.Helper()
	var link string
	for link == "" {
		line, err := n.next()
		if err != nil {
			t.Fatal(err)
		}
		link = inviteLink.FindString(line)
	}
	d := &desk{t: t, n: n, b: browser.Start(t, dir), user: "ratna", key: filepath.Join(dir, "office.key")}
	t.Cleanup(d.b.Close)
	d.page = d.b.Open(link, browser.Desktop)
	d.enrol()
	return d
}

// enrol goes through the invitation's steps.
func (d *desk) enrol() {
	d.t.Helper()
	p := d.page
	p.Submit("#undangan button", "#nama")
	p.Fill("#nama", d.user)
	p.Fill("#tampil", "Ratna Contoh")
	p.Submit(`[data-do="phrase"]`, "#ulang")
	d.passphrase = strings.Join(strings.Fields(p.Text("#kata")), " ")
	p.Fill("#ulang", d.passphrase)
	p.Submit(`[data-do="typed"]`, "#kunci-kantor")
	if err := os.WriteFile(d.key, []byte(p.Text("#kunci-kantor")), 0o600); err != nil {
		d.t.Fatal(err)
	}
	p.Click("#cetak")
	p.Submit(`[data-do="printed"]`, "#kode")
	d.app = p.Text("[data-step='4'] code")
	p.Fill("#kode", d.code())
	p.Submit("[data-step='4'] button", `a[href="/petugas/kantor"]`)
}

// code is what the authenticator app shows. A code is good once, so a second one in the same half minute is the next.
func (d *desk) code() string {
	d.t.Helper()
	code, err := office.CodeOf(d.app, time.Now())
	if err != nil {
		d.t.Fatal(err)
	}
	return code
}

// inbox reloads the inbox until it has a report: it is filled on the beat.
func (d *desk) inbox() {
	d.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		d.page.Go(d.n.url + "/petugas")
		d.page.WaitReady("#isi")
		if d.page.Has("table.inbox a") {
			return
		}
		if time.Now().After(deadline) {
			d.t.Fatalf("nothing in the inbox: %s", d.page.Text("main"))
		}
	}
}

// netraCommand runs the command to its end and gives what it printed.
func netraCommand(t *testing.T, args ...string) (string, error) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), asNetra+"=1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// sameBytes checks that a folder that netra open wrote holds a file's bytes under some name.
func sameBytes(t *testing.T, dir, want string) {
	t.Helper()
	data, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	err = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		names = append(names, path)
		got, err := os.ReadFile(path)
		if bytes.Equal(got, data) {
			data = nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if data != nil {
		t.Errorf("%s did not arrive byte for byte; there is %v", filepath.Base(want), names)
	}
}
