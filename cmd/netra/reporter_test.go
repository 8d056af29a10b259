package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netra/internal/browser"
)

// A reporter is somebody with a phone.
type reporter struct {
	t     *testing.T
	n     *netra
	b     *browser.Browser
	page  *browser.Page
	view  browser.View
	words string
}

// newReporter opens a browser of their own for somebody, with JavaScript or without.
func newReporter(t *testing.T, n *netra, dir string, script bool) *reporter {
	t.Helper()
	r := &reporter{t: t, n: n, b: browser.Start(t, dir), view: browser.Phone}
	r.view.NoScript = !script
	t.Cleanup(r.b.Close)
	return r
}

// An account is what a reporter fills in.
type account struct {
	text, name, address string
}

// fill fills in the form, not yet its review.
func (r *reporter) fill(a account) {
	r.t.Helper()
	r.page = r.b.Open(r.n.url+"/lapor", r.view)
	p := r.page
	p.Click("input[name=perbuatan][value=ajak]")
	p.Fill("#cerita", a.text)
	p.Fill("#terlapor", "Kepala bidang")
	p.Fill("#kerja", "Dinas Contoh")
	p.Click("input[name=pemilihan][value=pemilu]")
	p.Fill("#cari", "kec kertek wonosobo")
	p.Fill("#persis", "Aula belakang")
	day := time.Now().AddDate(0, 0, -2).Format(time.DateOnly)
	p.Set("#tgl", day)
	p.Fill("#jam", "09.00")
	p.Set("#tahu", day)
	p.Click("input[name=nama][value=terang]")
	p.Fill("#nm", a.name)
	p.Fill("#al", a.address)
	p.Click(`input[name=orang][value="21"]`)
}

// file files the report and keeps the seven words.
func (r *reporter) file(a account) {
	r.t.Helper()
	r.fill(a)
	p := r.page
	p.Submit("#lapor p.acts button", "#tujuan")
	p.Wait(".words li")
	r.words = strings.Join(strings.Fields(p.Text(".words")), " ")
	if n := len(strings.Fields(r.words)); n != 7 {
		r.t.Fatalf("%d words: %s", n, p.Text("main"))
	}
	p.Fill("#ketik", r.words)
	p.Submit("#kirim p.acts button:not([formaction])", ".receipt")
}

// upload adds files on the receipt's page, or on that of /cek.
func (r *reporter) upload(paths ...string) {
	r.t.Helper()
	p := r.page
	p.Files("#berkas", paths...)
	p.Click("#bukti button")
	p.Wait(fmt.Sprintf(".files li:nth-child(%d) .chip.ok", len(paths)))
}

// patiently does something that may take minutes.
func (r *reporter) patiently(do func()) {
	r.page.Patience = 30 * time.Minute
	do()
	r.page.Patience = 0
}

// promise downloads the receipt as a file.
func (r *reporter) promise(dir string) string {
	r.t.Helper()
	path := filepath.Join(dir, "janji.txt")
	writeFile(r.t, path, strings.TrimSpace(r.page.Value("input[name=janji]"))+"\n")
	return path
}

// comeBack opens the report with the seven words.
func (r *reporter) comeBack() {
	r.t.Helper()
	r.page.Go(r.n.url + "/cek")
	r.page.Fill("#kata", r.words)
	r.page.Submit("#masuk p.acts button", "#terakhir")
}

// answer reads the office's question, which must be the one given, and answers it.
func (r *reporter) answer(text, question string) {
	r.t.Helper()
	p := r.page
	p.Submit(`form[action$="/cek/percakapan"] button`, "#jawaban")
	if got := p.Text("ol.talk"); !strings.Contains(got, question) {
		r.t.Errorf("the reporter reads %q", got)
	}
	p.Fill("#jawaban textarea", text)
	p.Submit("#jawaban p.acts button", ".note.ok")
	if got := p.Text("ol.talk"); !strings.Contains(got, text) {
		r.t.Errorf("the answer is not in the conversation: %q", got)
	}
}

// proof downloads the receipt anew, with the proof that the log has kept its promise.
func (r *reporter) proof(dir string) string {
	r.t.Helper()
	r.comeBack()
	sub := filepath.Join(dir, "bukti")
	if err := os.MkdirAll(sub, 0o700); err != nil {
		r.t.Fatal(err)
	}
	return download(r.t, r.page, sub, `form[action$="/cek/tanda-terima"] button`)
}
