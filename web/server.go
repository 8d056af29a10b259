// Package web is the pages: it reads a request, makes one call into the domain, and renders what comes back.
//
// A handler returns an error instead of writing one; Server.handle alone turns errors into a status, a page in the reader's
// language, and a line in the log. No browser ever sees an error's own text. What a reporter does leaves no line in the log
// unless the server itself failed: a log with times in it would say when who reported.
package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"time"
	"unicode"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/locale"
	"netra/office"
	"netra/publish"
)

// Config is what the pages need of the rest.
type Config struct {
	Log    *slog.Logger
	Now    func() time.Time
	Ledger ledger.Log         // what /log/ serves
	LogKey ledger.VerifierKey // of that log
	Demo   bool               // say on every page that all is invented
	Law    *law.Law           // what deadlines rest on
	// Calendar has the days that deadlines are counted in.
	Calendar *calendar.Calendar
	Offices  *office.Registry
	Desk     *intake.Desk
	Cases    *casework.Desk
	Numbers  *publish.Desk
	// Floor is how long the first answer to a reporter's words takes at least, and Pause waits for so long or until the context
	// ends. Together they hide whether the words were right.
	Floor  time.Duration
	Pause  func(context.Context, time.Duration)
	Public string // address under which people reach this server, without a slash at its end
	Secure bool   // that address is https, so cookies go over nothing else
	// Ready tells whether the database answers.
	Ready func(context.Context) error
}

// Server serves the pages.
type Server struct {
	Config
	texts  *locale.Catalogue
	pages  map[string]*template.Template
	assets *assets
	mux    *http.ServeMux
	// signedInOnly are the patterns for officers who are signed in, activeOnly those among them for who is admitted to the office.
	signedInOnly, activeOnly []string
	// filing and returning are the lanes of those who report and of those who come back.
	filing, returning lane
}

// New reads templates, texts and assets; an error is a mistake of the program.
func New(cfg Config) (*Server, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	assets, err := loadAssets()
	if err != nil {
		return nil, err
	}
	s := &Server{Config: cfg, texts: texts, pages: pages, assets: assets, mux: http.NewServeMux(), filing: newLane(), returning: newLane()}
	s.routes()
	return s, nil
}

// policy is the content security policy of every page: nothing inline, nothing from elsewhere. It is a constant, so that no
// page can loosen it; the frame that shows evidence has a tighter one of its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types netra"

// ServeHTTP implements http.Handler: headers, language, cross-origin check, routes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
	h.Set("Cache-Control", "no-store")
	r = withLang(r)
	if strings.ContainsFunc(r.URL.Path, unicode.IsControl) {
		s.fail(w, r, errNotFound)
		return
	}
	if err := crossOrigin.Check(r); err != nil {
		s.fail(w, r, errCrossOrigin)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// crossOrigin refuses a form posted from another site. Requests that say nothing of their origin pass: they come from very old
// browsers and from programs, which carry no cookie.
var crossOrigin = http.NewCrossOriginProtection()

type langKey struct{}

// withLang takes the prefix /en off the path and remembers the language.
func withLang(r *http.Request) *http.Request {
	for _, l := range locale.Langs[1:] {
		rest, ok := strings.CutPrefix(r.URL.Path, "/"+string(l))
		if !ok || rest != "" && rest[0] != '/' {
			continue
		}
		r = r.WithContext(context.WithValue(r.Context(), langKey{}, l))
		u := *r.URL
		u.Path = rest
		if rest == "" {
			u.Path = "/"
		}
		u.RawPath = ""
		r.URL = &u
		break
	}
	return r
}

func lang(r *http.Request) locale.Lang {
	if l, ok := r.Context().Value(langKey{}).(locale.Lang); ok {
		return l
	}
	return locale.Indonesian
}

// A handler answers a request or returns why it did not.
type handler func(w http.ResponseWriter, r *http.Request) error

// handle registers h; a panic in it becomes a plain 500, and the log has the place but not the values.
func (s *Server) handle(pattern string, h handler) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				s.fail(w, r, fmt.Errorf("%w at %s", errPanic, panicSite()))
			}
		}()
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// Errors that pages themselves make.
var (
	errNotFound    = errors.New("no such page")
	errCrossOrigin = errors.New("posted from another site")
	errTooLarge    = errors.New("request too large")
	errBadForm     = errors.New("form cannot be read")
	errGone        = errors.New("reader is gone")
	errPanic       = errors.New("panic")
)

// A failure says how an error looks to a reader: what happened, and what to do next.
type failure struct {
	is                error
	status            int
	title, lead, next string // keys of texts
}

// failures is looked through from the top.
var failures = []failure{
	{errNotFound, http.StatusNotFound, "galat.not_found_title", "galat.not_found_lead", "galat.not_found_next"},
	{errCrossOrigin, http.StatusForbidden, "galat.cross_origin_title", "galat.cross_origin_lead", "galat.cross_origin_next"},
	{errTooLarge, http.StatusRequestEntityTooLarge, "galat.too_large_title", "galat.too_large_lead", "galat.too_large_next"},
	{errBadForm, http.StatusBadRequest, "galat.bad_form_title", "galat.bad_form_lead", "galat.bad_form_next"},
	{office.ErrNotFound, http.StatusNotFound, "galat.not_found_title", "galat.not_found_lead", "galat.not_found_next"},
	{intake.ErrNotFound, http.StatusNotFound, "galat.not_found_title", "galat.not_found_lead", "galat.not_found_next"},
	{office.ErrInvitation, http.StatusGone, "petugas.invitation_gone_title", "petugas.invitation_gone_lead", "petugas.invitation_gone_next"},
	{errSignedOut, http.StatusUnauthorized, "petugas.signed_out_title", "petugas.signed_out_lead", "petugas.signed_out_next"},
	{errWaiting, http.StatusForbidden, "petugas.waiting_title", "petugas.waiting_only", "petugas.waiting_next"},
	{office.ErrLastHolder, http.StatusConflict, "petugas.last_title", "petugas.last_lead", "petugas.last_next"},
	{office.ErrConflict, http.StatusConflict, "petugas.conflict_title", "petugas.conflict_lead", "petugas.conflict_next"},
	{office.ErrKeyForm, http.StatusBadRequest, "galat.bad_form_title", "galat.bad_form_lead", "galat.bad_form_next"},
	{casework.ErrNotFound, http.StatusNotFound, "perkara.not_found_title", "perkara.not_found_lead", "perkara.not_found_next"},
	{casework.ErrConflict, http.StatusConflict, "perkara.conflict_title", "perkara.conflict_lead", "perkara.conflict_next"},
	{calendar.ErrUnknownYear, http.StatusServiceUnavailable, "perkara.year_title", "perkara.year_lead", "perkara.year_next"},
	{casework.ErrMoved, http.StatusConflict, "petugas.conflict_title", "petugas.conflict_lead", "petugas.conflict_next"},
	{casework.ErrStale, http.StatusConflict, "petugas.conflict_title", "petugas.conflict_lead", "petugas.conflict_next"},
	{casework.ErrIllegal, http.StatusConflict, "petugas.conflict_title", "petugas.conflict_lead", "petugas.conflict_next"},
	{intake.ErrConflict, http.StatusConflict, "lapor.moved_title", "lapor.moved_lead", "lapor.moved_next"},
	{intake.ErrOther, http.StatusConflict, "cek.other_title", "cek.answer_other", "cek.other_next"},
	{intake.ErrSealed, http.StatusBadRequest, "galat.bad_form_title", "galat.bad_form_lead", "galat.bad_form_next"},
	{intake.ErrHash, http.StatusUnprocessableEntity, "galat.bad_form_title", "galat.bad_form_lead", "galat.bad_form_next"},
	{intake.ErrTooLarge, http.StatusRequestEntityTooLarge, "galat.too_large_title", "galat.too_large_lead", "galat.too_large_next"},
	{intake.ErrTooMany, http.StatusRequestEntityTooLarge, "terima.many_title", "terima.many_lead", "terima.many_next"},
	{errExpired, http.StatusNotFound, "terima.expired_title", "terima.expired_lead", "terima.expired_next"},
	{fault.ErrFull, http.StatusInsufficientStorage, "galat.full_title", "galat.full_lead", "galat.full_next"},
	{fault.ErrReadOnly, http.StatusServiceUnavailable, "galat.read_only_title", "galat.read_only_lead", "galat.read_only_next"},
	{fault.ErrBusy, http.StatusServiceUnavailable, "galat.busy_title", "galat.busy_lead", "galat.busy_next"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "galat.busy_title", "galat.busy_lead", "galat.busy_next"},
	{nil, http.StatusInternalServerError, "galat.internal_title", "galat.internal_lead", "galat.internal_next"},
}

func failureOf(err error) failure {
	for _, f := range failures {
		if f.is != nil && errors.Is(err, f.is) {
			return f
		}
	}
	return failures[len(failures)-1]
}

// staffTexts are what an officer reads in place of words that are meant for a reporter.
var staffTexts = map[string]string{
	"galat.not_found_next":  "galat.staff_not_found_next",
	"galat.too_large_next":  "galat.staff_too_large_next",
	"galat.full_title":      "galat.staff_full_title",
	"galat.full_lead":       "galat.staff_full_lead",
	"galat.full_next":       "galat.staff_full_next",
	"galat.read_only_title": "galat.staff_read_only_title",
	"galat.read_only_lead":  "galat.staff_full_lead",
	"galat.read_only_next":  "galat.staff_full_next",
	"galat.busy_lead":       "galat.staff_busy_lead",
	"galat.internal_lead":   "galat.staff_internal_lead",
	"galat.internal_next":   "galat.staff_internal_next",
	"lapor.moved_title":     "petugas.conflict_title",
	"lapor.moved_lead":      "petugas.conflict_lead",
	"lapor.moved_next":      "petugas.conflict_next",
}

// forStaff is f in an officer's words.
func (f failure) forStaff() failure {
	for _, key := range []*string{&f.title, &f.lead, &f.next} {
		if own, ok := staffTexts[*key]; ok {
			*key = own
		}
	}
	return f
}

// errorPage is galat.html.
type errorPage struct {
	base
	Status            int
	Title, Lead, Next string
}

// staffErrorPage is galat_petugas.html: a page of the door, since an error may come before it is known who asks.
type staffErrorPage struct {
	errorPage
	Instance string
	Door     string // where to sign in; empty for who seems to be signed in
}

// errorPage makes the page that tells f to whoever sent r.
func (s *Server) errorPage(r *http.Request, f failure) (name string, data any) {
	if r.URL.Path != "/petugas" && !strings.HasPrefix(r.URL.Path, "/petugas/") {
		b := s.base(r)
		if r.Method == http.MethodPost {
			b = b.at("/") // what was posted cannot be asked for again in the other language
		}
		return "galat", errorPage{b, f.status, f.title, f.lead, f.next}
	}
	f = f.forStaff()
	page := staffErrorPage{errorPage{s.script(r, staffScript), f.status, f.title, f.lead, f.next}, s.Offices.Instance, ""}
	if _, err := r.Cookie(sessionCookie); err != nil || f.is == errSignedOut {
		page.Door = doorIn(lang(r))
	}
	return "galat_petugas", page
}

// fail is the one place where an error becomes a page and a line in the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, errGone) || errors.Is(err, context.Canceled) {
		return
	}
	f := failureOf(err)
	s.note(r, f, err)
	w.Header().Del("Content-Encoding")
	name, page := s.errorPage(r, f)
	if err := s.render(w, f.status, name, page); err != nil && !errors.Is(err, errGone) {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "error page failed", slog.Any("error", err))
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}

// note leaves a line in the log if the server itself failed.
func (s *Server) note(r *http.Request, f failure, err error) {
	if f.status >= 500 {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("route", r.Pattern),
			slog.Int("status", f.status), slog.Any("error", err))
	}
}

// panicSite names the function that panicked. The value of a panic may hold what somebody wrote, so it is not looked at.
func panicSite() string {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "netra/") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
