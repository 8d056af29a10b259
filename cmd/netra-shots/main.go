// Command netra-shots takes the screenshots of doc/screenshots: it starts the demo, walks through it in Chromium as its people
// do, and writes each page for phone and desktop, light and dark.
//
//	go run ./cmd/netra-shots doc/screenshots
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"netra/internal/browser"
	"netra/office"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: netra-shots FOLDER")
	}
	if err := os.MkdirAll(os.Args[1], 0o755); err != nil {
		log.Fatal(err)
	}
	d, err := startDemo()
	if err != nil {
		log.Fatal(err)
	}
	defer d.stop()
	s := &shooter{demo: d, dir: os.Args[1]}
	for _, dark := range []bool{false, true} {
		for _, view := range []browser.View{browser.Phone, browser.Desktop} {
			view.Dark = dark
			s.walk(view)
		}
	}
}

// fatal ends the program where a test would fail.
type fatal struct{}

func (fatal) Helper()                           {}
func (fatal) Fatalf(format string, args ...any) { log.Fatalf(format, args...) }

// A running demo, with what it printed.
type running struct {
	cmd                           *exec.Cmd
	url, code                     string
	user, passphrase, app, number string
}

var (
	listens  = regexp.MustCompile(`^netra listens on (\S+)`)
	codeLine = regexp.MustCompile(`^code of report (\S+),`)
	officer  = regexp.MustCompile(`user (ratna), passphrase "([a-z ]+)", app secret (\S+)`)
)

func startDemo() (*running, error) {
	exe := filepath.Join(os.TempDir(), fmt.Sprintf("netra-shots-%d", os.Getpid()))
	if out, err := exec.Command("go", "build", "-o", exe, "./cmd/netra").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %w: %s", err, out)
	}
	defer os.Remove(exe)
	d := &running{cmd: exec.Command(exe, "demo", "--listen", "127.0.0.1:0", "--beat", "1s")}
	d.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := d.cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := lines.Text()
		if m := listens.FindStringSubmatch(line); m != nil {
			d.url = m[1]
		}
		if m := codeLine.FindStringSubmatch(line); m != nil && lines.Scan() {
			d.number, d.code = m[1], strings.TrimSpace(lines.Text())
		}
		if m := officer.FindStringSubmatch(line); m != nil {
			d.user, d.passphrase, d.app = m[1], m[2], m[3]
		}
		if strings.HasPrefix(line, "Ctrl-C") {
			return d, nil
		}
	}
	return nil, fmt.Errorf("the demo ended early")
}

func (d *running) stop() {
	d.cmd.Process.Signal(os.Interrupt)
	d.cmd.Wait()
}

type shooter struct {
	demo     *running
	dir      string
	name     string // of the view
	lastCode string
	page     *browser.Page
}

// shot writes what the page shows.
func (s *shooter) shot(what string) {
	path := filepath.Join(s.dir, what+"_"+s.name+".png")
	s.page.Screenshot(path)
	log.Print(path)
}

// walk takes all screenshots in one view.
func (s *shooter) walk(view browser.View) {
	s.name = map[bool]string{true: "phone", false: "desktop"}[view.Mobile] + "_" + map[bool]string{true: "dark", false: "light"}[view.Dark]
	dir, err := os.MkdirTemp("", "netra-shots-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	b := browser.Start(fatal{}, dir)
	defer b.Close()
	s.page = b.Open(s.demo.url+"/", view)
	s.shot("public")
	s.rules()
	s.reporter()
	s.officer()
}

// rules asks what is allowed, and until when something must be done.
func (s *shooter) rules() {
	p := s.page
	p.Go(s.demo.url + "/aturan")
	p.Fill("#q", "like unggahan calon")
	p.Submit("form.search button", "article")
	s.shot("rules")
	p.Go(s.demo.url + "/aturan/menyukai-unggahan")
	s.shot("rule")
	p.Go(s.demo.url + "/aturan/hitung")
	p.Set("#aturan", "pemilu/report")
	p.Set("#mulai", "2026-12-17")
	p.Submit("#hitung button", "section.due")
	s.shot("deadline")
}

// reporter files a report, and comes back to another.
func (s *shooter) reporter() {
	p := s.page
	p.Go(s.demo.url + "/lapor")
	p.Click("input[name=perbuatan][value=ajak]")
	p.Fill("#cerita", "Kami diundang sarapan bersama. Kepala bidang meminta kami memilih seorang calon.")
	p.Fill("#terlapor", "Kepala bidang")
	p.Fill("#kerja", "Dinas Contoh Wanapura")
	p.Click("input[name=pemilihan][value=pemilu]")
	p.Fill("#cari", "kec kertek wonosobo")
	day := time.Now().AddDate(0, 0, -2).Format(time.DateOnly)
	p.Set("#tgl", day)
	p.Set("#tahu", day)
	p.Click("input[name=nama][value=tanpa]")
	s.shot("report-form")
	p.Submit("#lapor p.acts button", "#tujuan")
	p.Wait(".words li")
	s.shot("report-review")
	p.Fill("#ketik", strings.Join(strings.Fields(p.Text(".words")), " "))
	p.Submit("#kirim p.acts button:not([formaction])", ".receipt")
	s.shot("receipt")
	p.Go(s.demo.url + "/cek")
	p.Fill("#kata", s.demo.code)
	p.Submit("#masuk p.acts button", "#terakhir")
	s.shot("come-back")
	p.Submit(`form[action$="/cek/percakapan"] button`, "#jawaban")
	s.shot("conversation")
	p.Go(s.demo.url + "/periksa")
	s.shot("verify")
}

// officer signs in and opens a report.
func (s *shooter) officer() {
	p := s.page
	p.Go(s.demo.url + "/petugas/masuk")
	p.Fill("#nama", s.demo.user)
	p.Fill("#frasa", s.demo.passphrase)
	p.Fill("#kode", s.freshCode())
	p.Submit("#masuk button", "table.inbox")
	s.shot("inbox")
	p.Go(s.demo.url + "/petugas/laporan/" + s.reportID())
	p.Submit(`[data-do="open"]`, `[data-fill="account"]`)
	p.Click(`[data-list="files"] .card:nth-child(1) [data-do="show"]`)
	p.Wait(`[data-list="files"] .card:nth-child(1) iframe[height]`)
	// The frame tells its height again once the picture is laid out.
	for deadline := time.Now().Add(10 * time.Second); !browser.Eval[bool](p, `Number(document.querySelector("iframe").height) > 100`); {
		if time.Now().After(deadline) {
			log.Fatal("the photo's frame did not grow")
		}
	}
	s.shot("opened-report")
	p.Go(s.demo.url + "/petugas/kantor")
	s.shot("office")
	p.Go(s.demo.url + "/petugas/kalender")
	s.shot("calendar")
	p.Go(s.demo.url + "/petugas/perkara/baru")
	s.shot("new-case")
	p.Go(s.demo.url + "/petugas/perkara")
	s.shot("cases")
	p.Submit("main table a", "#fakta")
	s.shot("case")
}

// reportID finds the report with a question in the inbox.
func (s *shooter) reportID() string {
	href := s.page.Attr(`table.inbox tr:has(.run) a`, "href")
	return href[strings.LastIndex(href, "/")+1:]
}

// freshCode waits for a code of the authenticator app that was not used yet: each is good once.
func (s *shooter) freshCode() string {
	for {
		code, err := office.CodeOf(s.demo.app, time.Now())
		if err != nil {
			log.Fatal(err)
		}
		if code != s.lastCode {
			s.lastCode = code
			return code
		}
		time.Sleep(time.Second)
	}
}
