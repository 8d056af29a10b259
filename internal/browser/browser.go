// Package browser drives a real Chromium for tests and screenshots: one process a Browser, with a profile folder of its own
// that a test may search afterwards.
package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take for one thing on a loaded machine.
const patience = 30 * time.Second

// A Failer is told what went wrong; *testing.T is one. Fatalf does not return.
type Failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// A Browser is a running Chromium.
type Browser struct {
	Profile string // its user data folder
	ctx     context.Context
	stop    func()
	f       Failer
}

// Start starts Chromium with an empty profile in dir. Close ends it.
func Start(f Failer, dir string) *Browser {
	f.Helper()
	b := &Browser{Profile: filepath.Join(dir, "profile"), f: f}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.UserDataDir(b.Profile),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("lang", "id-ID"),
		chromedp.Env("TZ=Asia/Jakarta"),
	)
	if path, err := chromium(); err == nil {
		opts = append(opts, chromedp.ExecPath(path))
	}
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stopTab := chromedp.NewContext(alloc)
	b.ctx = ctx
	b.stop = sync.OnceFunc(func() {
		chromedp.Cancel(ctx)
		stopTab()
		stopAlloc()
	})
	if err := chromedp.Do(ctx); err != nil {
		b.stop()
		f.Fatalf("start Chromium (`make deps` installs it): %v", err)
	}
	return b
}

func chromium() (string, error) {
	const path = "/usr/bin/chromium"
	_, err := os.Stat(path)
	return path, err
}

// Close ends the browser as a person would, so that it writes what it keeps into its profile. It may be called twice.
func (b *Browser) Close() { b.stop() }

// A View is what a page is looked at with.
type View struct {
	Width, Height int64
	Mobile        bool
	Dark          bool
	NoScript      bool // as with JavaScript switched off
}

// The views that tests and screenshots use.
var (
	Phone   = View{Width: 360, Height: 740, Mobile: true}
	Desktop = View{Width: 1280, Height: 860}
)

// A Page is one tab.
type Page struct {
	f    Failer
	ctx  context.Context
	stop func()
	// Patience is how long one thing may take; 0 for the usual.
	Patience time.Duration
	// Console has what scripts reported as errors, and what the content security policy refused.
	Console []string
	Hosts   map[string]bool // every host that was asked for something
}

// Open opens a tab on url.
func (b *Browser) Open(url string, v View) *Page {
	b.f.Helper()
	p := &Page{f: b.f, Hosts: map[string]bool{}}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithListener(p.listen))
	p.ctx, p.stop = ctx, stop
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	command(p, network.Enable, network.EnableParams{})
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript})
	command(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: v.Width, Height: v.Height, DeviceScaleFactor: 1, Mobile: v.Mobile})
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	p.Go(url)
	return p
}

// command sends one command of the protocol. The first one on a tab must not have a timeout: it would end the browser.
func command[P, R any](p *Page, cmd cdp.Command[P, R], params P) {
	p.f.Helper()
	if _, err := chromedp.Call(p.ctx, cmd, params); err != nil {
		p.f.Fatalf("%s: %v", cmd.Method, err)
	}
}

func (p *Page) listen(ev any) {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if host, ok := strings.CutPrefix(ev.Request.URL, "http"); ok {
			_, host, _ = strings.Cut(host, "://")
			host, _, _ = strings.Cut(host, "/")
			p.Hosts[host] = true
		}
	case *runtime.EventExceptionThrown:
		p.Console = append(p.Console, exception(ev.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if ev.Type == "error" {
			var text []string
			for _, a := range ev.Args {
				text = append(text, string(a.Value)+a.Description)
			}
			p.Console = append(p.Console, strings.Join(text, " "))
		}
	}
}

// Close closes the tab.
func (p *Page) Close() { p.stop() }

// Do runs actions with a bound on their time.
func (p *Page) Do(what string, actions ...chromedp.Action[chromedp.Void]) {
	p.f.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience())
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.f.Fatalf("%s: %v\npage: %s\nconsole: %q", what, err, p.snapshot(), p.Console)
	}
}

func (p *Page) patience() time.Duration {
	if p.Patience > 0 {
		return p.Patience
	}
	return patience
}

// snapshot gives the page's text, for a failed test.
func (p *Page) snapshot() string {
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body")))
	if err != nil {
		return err.Error()
	}
	return text
}

// Go opens an address and waits until it has loaded.
func (p *Page) Go(url string) {
	p.f.Helper()
	p.Do("go to "+url, chromedp.Navigate(url))
}

// Fill types text into the field that the selector finds, replacing what is in it.
func (p *Page) Fill(selector, text string) {
	p.f.Helper()
	p.WaitReady(selector)
	if p.Value(selector) != "" {
		p.Do("clear "+selector, chromedp.Clear(chromedp.CSS(selector))) // which fails on an empty field
	}
	p.Do("fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Set gives a field a value without typing, as a date picker does.
func (p *Page) Set(selector, value string) {
	p.f.Helper()
	p.Do("set "+selector, chromedp.SetValue(chromedp.CSS(selector), value))
}

// Click clicks what the selector finds.
func (p *Page) Click(selector string) {
	p.f.Helper()
	p.Do("click "+selector, chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// Wait waits until the selector finds something visible.
func (p *Page) Wait(selector string) {
	p.f.Helper()
	p.Do("wait for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
}

// WaitReady waits until the selector finds something, visible or not.
func (p *Page) WaitReady(selector string) {
	p.f.Helper()
	p.Do("wait for "+selector, chromedp.WaitReady(chromedp.CSS(selector)))
}

// Submit clicks a button and waits until the selector finds something on the page that follows.
func (p *Page) Submit(button, then string) {
	p.f.Helper()
	p.Click(button)
	p.Wait(then)
}

// Files puts files into a file field.
func (p *Page) Files(selector string, paths ...string) {
	p.f.Helper()
	p.Do("choose files", chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
}

// Text gives the visible text of what the selector finds.
func (p *Page) Text(selector string) string {
	p.f.Helper()
	return get(p, "text of "+selector, chromedp.Text(chromedp.CSS(selector)))
}

// Attr gives an attribute of what the selector finds, empty if there is none.
func (p *Page) Attr(selector, name string) string {
	p.f.Helper()
	return get(p, name+" of "+selector, chromedp.AttributeValue(chromedp.CSS(selector), name)).Value
}

// Value gives the value of a field.
func (p *Page) Value(selector string) string {
	p.f.Helper()
	return get(p, "value of "+selector, chromedp.Value(chromedp.CSS(selector)))
}

// Has tells whether the selector finds anything now.
func (p *Page) Has(selector string) bool {
	p.f.Helper()
	return len(get(p, "look for "+selector, chromedp.Nodes(chromedp.CSSAll(selector), chromedp.AtLeast(0)))) > 0
}

// Eval runs a script in the page and gives its value; it does not work with NoScript.
func Eval[T any](p *Page, script string) T {
	p.f.Helper()
	return get(p, "evaluate "+script, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// Screenshot writes the whole page as a PNG.
func (p *Page) Screenshot(path string) {
	p.f.Helper()
	png := get(p, "screenshot", chromedp.FullScreenshot(100))
	if err := os.WriteFile(path, png, 0o644); err != nil {
		p.f.Fatalf("screenshot: %v", err)
	}
}

// Downloads makes the browser store downloads in dir under names it gives.
func (p *Page) Downloads(dir string) {
	p.f.Helper()
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		p.f.Fatalf("set download folder: %v", err)
	}
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception != nil {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

func get[T any](p *Page, what string, a chromedp.Action[T]) T {
	p.f.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience())
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		p.f.Fatalf("%s: %v\npage: %s\nconsole: %q", what, err, p.snapshot(), p.Console)
	}
	return v
}

// String names the tab for messages.
func (p *Page) String() string {
	return fmt.Sprintf("page at %s", get(p, "location", chromedp.Location()))
}
