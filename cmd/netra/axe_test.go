package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"netra/internal/browser"
)

// axeRules are the rules of WCAG 2.1, levels A and AA.
const axeRules = `{runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}, resultTypes: ["violations"]}`

// A violation is a rule of axe that a page breaks.
type violation struct {
	ID, Help, HelpURL string
	Nodes             []struct {
		HTML           string
		Target         []json.RawMessage // one selector, or a list of them from frame to frame
		FailureSummary string
	}
}

// axeChecker finds violations with the source of axe-core.
type axeChecker struct{ source string }

func newAxe(t *testing.T) axeChecker {
	t.Helper()
	source, err := os.ReadFile("../../web/client/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core (`make deps` installs it): %v", err)
	}
	return axeChecker{string(source)}
}

// check fails t for every violation on the page that is shown, which it calls name.
func (a axeChecker) check(t *testing.T, p *browser.Page, name string) {
	t.Helper()
	for _, v := range a.violations(t, p) {
		for _, n := range v.Nodes {
			t.Errorf("%s: %s: %s\n  at %s\n  %s\n  %s\n  %s", name, v.ID, v.Help, n.Target, n.HTML, n.FailureSummary, v.HelpURL)
		}
	}
}

// violations runs axe on the page that is shown. What is evaluated from outside is not bound by the page's content security policy.
func (a axeChecker) violations(t *testing.T, p *browser.Page) []violation {
	t.Helper()
	text := browser.Eval[string](p, a.source+";axe.run(document, "+axeRules+").then(r => JSON.stringify({violations: r.violations, passes: r.passes.length}))")
	var result struct {
		Violations []violation
		Passes     int
	}
	if err := json.Unmarshal([]byte(text), &result); err != nil {
		t.Fatal(err)
	}
	if result.Passes == 0 {
		t.Error("axe looked at nothing")
	}
	return result.Violations
}

func TestAxeFindsWhatIsWrong(t *testing.T) {
	b := browser.Start(t, t.TempDir())
	t.Cleanup(b.Close)
	p := b.Open(`data:text/html,<!doctype html><html lang="id"><title>x</title><main><h1>x</h1><input><p style="color:%23ccc">pudar</p></main></html>`, browser.Phone)
	var found []string
	for _, v := range newAxe(t).violations(t, p) {
		found = append(found, v.ID)
	}
	if want := []string{"color-contrast", "label"}; !slices.Equal(found, want) {
		t.Errorf("axe found %q, want %q", found, want)
	}
}

// TestPagesAreAccessible runs axe on what the public, reporters and officers who are not signed in can open, in both languages, on
// phone and desktop, light and dark.
func TestPagesAreAccessible(t *testing.T) {
	axe := newAxe(t)
	dir := t.TempDir()
	cfg := config{Data: dir + "/data", Name: "netra.contoh.example"}
	enrolled(t, &cfg)
	n := serveNew(t, dir)
	b := browser.Start(t, t.TempDir())
	t.Cleanup(b.Close)
	pages := []struct {
		path string
		do   func(*browser.Page) // what brings the page into the state that is looked at
	}{
		{path: "/"},
		{path: "/aturan"},
		{path: "/aturan", do: func(p *browser.Page) {
			p.Fill("#q", "xyzzy")
			p.Submit("form.search button", ".note[role=status]")
		}},
		{path: "/aturan?siapa=village", do: func(p *browser.Page) {
			p.Fill("#q", "foto dua jari")
			p.Submit("form.search button", "article")
		}},
		{path: "/aturan/menyukai-unggahan"},
		{path: "/aturan/hitung"},
		{path: "/aturan/hitung", do: func(p *browser.Page) { p.Submit("#hitung button", "#e-aturan") }},
		{path: "/aturan/hitung", do: func(p *browser.Page) {
			p.Set("#aturan", "pemilu/initial_study")
			p.Set("#mulai", "2026-12-23")
			p.Submit("#hitung button", ".due b")
		}},
		{path: "/lapor"},
		{path: "/lapor", do: func(p *browser.Page) {
			p.WaitReady("#langsung") // the script's
			p.Submit("#lapor p.acts button", ".errors")
		}},
		{path: "/cek"},
		{path: "/periksa"},
		{path: "/petugas/masuk", do: func(p *browser.Page) { p.Wait("#masuk") }},
		{path: "/tidak-ada"},
	}
	for _, view := range []browser.View{browser.Phone, browser.Desktop} {
		for _, view.Dark = range []bool{false, true} {
			for _, lang := range []string{"", "/en"} {
				for i, page := range pages {
					p := b.Open(n.url+lang+page.path, view)
					if page.do != nil {
						page.do(p)
					}
					axe.check(t, p, fmt.Sprintf("page %d, %s%s, %d px, dark=%t", i, lang, page.path, view.Width, view.Dark))
					p.Close()
				}
			}
		}
	}
}
