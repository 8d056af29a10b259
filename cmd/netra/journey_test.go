package main

import (
	"bytes"
	"fmt"
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
	eventually(d.t, "a report in the inbox", func() bool {
		d.page.Go(d.n.url + "/petugas")
		d.page.WaitReady("#isi")
		return d.page.Has("table.inbox a")
	})
}

// openFiles opens the report whose page is shown, and again until so many of its files are in the log too.
func (d *desk) openFiles(n int) {
	d.t.Helper()
	d.page.Click(`[data-do="open"]`)
	d.page.Wait(`[data-fill="account"]`)
	eventually(d.t, "the report's files", func() bool {
		if d.page.Has(fmt.Sprintf(`[data-list="files"] .card:nth-child(%d)`, n)) {
			return true
		}
		d.page.Click(`[data-do="again"]`)
		return false
	})
}

// ask asks the reporter on the page of an opened report.
func (d *desk) ask(text string) {
	d.t.Helper()
	d.page.Fill("#pertanyaan", text)
	d.page.Submit("#tanya button", "#tanya [data-say=sent]")
}

// bundle downloads the sealed bundle.
func (d *desk) bundle(dir string) string {
	d.t.Helper()
	return download(d.t, d.page, dir, `form[action$="/bundel"] button`)
}

// openCase makes a case of the opened report and registers it.
func (d *desk) openCase() {
	d.t.Helper()
	p := d.page
	p.Submit(`.moves a[href$="/perkara"]`, "#buka")
	p.Wait(`#buka [data-fill="account"]`)
	p.Click("input[name=origin][value=received]")
	p.Fill("#title", "Ajakan memilih pada sarapan bersama (diduga)")
	p.Click("input[name=acts][value=promote_candidate]")
	p.Fill("#position", "Kepala bidang")
	p.Fill("#summary", "Terlapor diduga mengajak pegawai memilih seorang calon.")
	p.Submit("#buka form[method=post] p.acts button", "#tahap-initial_study")
	p.Click("details.add summary")
	p.Set("#form-surat", "perbawaslu-7-2022:kajian-awal")
	p.Set("#on-surat", time.Now().UTC().Format(time.DateOnly))
	p.Submit("details.add button", "#surat ~ table tbody tr")
	if !p.Has("#langkah-register details[open]") {
		p.Click("#langkah-register summary")
	}
	p.Submit("#langkah-register button", "#tahap-registered")
	if got := p.Text("main"); !strings.Contains(got, "/Reg/LP/PL/") || !p.Has(".clockbar .clock") {
		d.t.Errorf("the case reads %s", got)
	}
}

// download clicks something that downloads a file and waits until it is there.
func download(t *testing.T, p *browser.Page, dir, selector string) string {
	t.Helper()
	p.Downloads(dir)
	p.Click(selector)
	var path string
	eventually(t, "a downloaded file", func() bool {
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(names) != 1 || strings.HasSuffix(names[0], ".crdownload") || strings.HasPrefix(filepath.Base(names[0]), ".") {
			return false // still coming
		}
		path = names[0]
		return true
	})
	return path
}

// eventually asks again until it is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); !so(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not come", what)
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

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// serveNew starts a new instance in dir that ends with the test.
func serveNew(t *testing.T, dir string) *netra {
	t.Helper()
	n, err := startNetra(dir, "serve", "--data", filepath.Join(dir, "data"), "--listen", "127.0.0.1:0", "--beat", "1s", "--name", "netra.contoh.example")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		n.stop()
		if t.Failed() {
			t.Logf("the server said: %s", n.log)
		}
	})
	return n
}

// TestJourneyWithoutScript is Netra's main job with JavaScript switched off in the reporter's browser: from a phone to a
// receipt, an officer's screen, a case, and a public number.
func TestJourneyWithoutScript(t *testing.T) { journey(t, false) }

// TestJourneyWithScript is the same with text and files sealed in the reporter's browser.
func TestJourneyWithScript(t *testing.T) { journey(t, true) }

func journey(t *testing.T, script bool) {
	dir := t.TempDir()
	n := serveNew(t, dir)
	officer := firstOfficer(t, n, t.TempDir())
	photo, recording := evidence(t, "uji")

	// From a phone to a signed receipt.
	r := newReporter(t, n, t.TempDir(), script)
	r.file(account{"Kami diundang sarapan. Kepala bidang meminta kami memilih seorang calon.", "Pelapor Rekaan", "Jalan Contoh 1"})
	promise := r.promise(dir)
	if out, err := netraCommand(t, "verify", promise, "--log-key", n.logKey); err != nil || !strings.Contains(out, "valid promise") {
		t.Errorf("verify the promise: %v: %s", err, out)
	}
	r.upload(photo, recording)
	for host := range r.page.Hosts {
		if host != strings.TrimPrefix(n.url, "http://") {
			t.Errorf("the reporter's browser asked %s for something", host)
		}
	}

	// To an officer's screen.
	officer.inbox()
	p := officer.page
	p.Submit("table.inbox a", `[data-do="open"]`)
	officer.openFiles(2)
	if got := p.Text(`[data-fill="account"]`); !strings.Contains(got, "Kepala bidang meminta kami") {
		t.Errorf("the officer reads %q", got)
	}
	for i := range 2 {
		card := fmt.Sprintf(`[data-list="files"] .card:nth-child(%d)`, i+1)
		p.Click(card + ` [data-do="show"]`)
		p.Wait(card + " iframe")
	}
	officer.ask("Apakah ada saksi lain?")

	// The file that the officer takes along opens offline, byte for byte.
	bundle := officer.bundle(t.TempDir())
	opened := filepath.Join(dir, "opened")
	if out, err := netraCommand(t, "open", "--key", officer.key, bundle, "--out", opened); err != nil {
		t.Fatalf("open the bundle: %v: %s", err, out)
	}
	sameBytes(t, opened, photo)
	sameBytes(t, opened, recording)

	// The reporter comes back, reads the question, answers, and fetches the proof.
	r.comeBack()
	r.answer("Ya, dua orang.", "Apakah ada saksi lain?")
	proof := r.proof(dir)
	if out, err := netraCommand(t, "verify", proof, "--log-key", n.logKey); err != nil || !strings.Contains(out, "valid: LP-") {
		t.Errorf("verify the proof: %v: %s", err, out)
	}

	// A case and its first clocks.
	officer.openCase()
	if len(p.Console) > 0 {
		t.Errorf("the officer's pages said: %q", p.Console)
	}
	if len(r.page.Console) > 0 {
		t.Errorf("the reporter's pages said: %q", r.page.Console)
	}
}
