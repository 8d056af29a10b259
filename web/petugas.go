package web

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strings"

	"netra/locale"
	"netra/office"
)

// sessionCookie is the name of the officers' cookie, the only one there is. It goes to /petugas alone, so that a browser in
// which an officer also reports something tells nobody so.
const sessionCookie = "netra_petugas"

// staffScript is the one script of all officers' pages: pages are swapped in place where the keys live in the page's own worker.
const staffScript = "js/petugas.js"

// Errors of officers' pages.
var (
	errSignedOut = errors.New("not signed in")
	errWaiting   = errors.New("a colleague must hand over the office's key first")
)

// staffPage is what every page of a signed-in officer knows.
type staffPage struct {
	base
	In       office.Session
	Instance string
	Here     string // the page's entry in the navigation, and what its script starts
}

// staff makes the common part of an officer's page.
func (s *Server) staff(r *http.Request, in office.Session, here string) staffPage {
	return staffPage{s.script(r, staffScript), in, s.Offices.Instance, here}
}

// A staffHandler answers a signed-in officer's request.
type staffHandler func(w http.ResponseWriter, r *http.Request, in office.Session) error

// handleStaff registers h for officers who are signed in; others are sent to sign in. Officers' pages have one address, whatever
// the language, since the cookie's path names it; the language is the officer's own.
func (s *Server) handleStaff(pattern string, h staffHandler) {
	s.signedInOnly = append(s.signedInOnly, pattern)
	s.handleDoor(pattern, func(w http.ResponseWriter, r *http.Request) error {
		in, err := s.signedIn(r)
		if errors.Is(err, office.ErrNoSession) {
			if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
				return seeOther(w, r, doorIn(lang(r)))
			}
			err = errSignedOut
		}
		if err != nil {
			return err
		}
		r = inLang(r, staffLang(in.Lang))
		if err := h(w, r, in); err != nil {
			s.fail(w, r, err)
		}
		return nil
	})
}

// doorIn gives the address at which to sign in, in a language.
func doorIn(l locale.Lang) string {
	if l == locale.Indonesian {
		return "/petugas/masuk"
	}
	return "/petugas/masuk?bahasa=" + string(l)
}

// handleActive is handleStaff for what only an officer who has been admitted to the office may do.
func (s *Server) handleActive(pattern string, h staffHandler) {
	s.activeOnly = append(s.activeOnly, pattern)
	s.handleStaff(pattern, func(w http.ResponseWriter, r *http.Request, in office.Session) error {
		if in.Officer.Status != office.Active {
			if r.Method == http.MethodGet {
				http.Redirect(w, r, "/petugas/kantor", http.StatusSeeOther)
				return nil
			}
			return errWaiting
		}
		return h(w, r, in)
	})
}

// An unkept says above a form that is shown again, with what was typed in it, why it was not stored: {{template "unkept" .Unkept}}.
type unkept struct {
	base
	Title, Lead, Next string // keys
	status            int
}

// unkept leaves the same line in the log as fail.
func (s *Server) unkept(r *http.Request, b base, why error) *unkept {
	f := failureOf(why).forStaff()
	s.note(r, f, why)
	return &unkept{b, f.title, f.lead, f.next, f.status}
}

// handleDoor registers h for who is not signed in yet. A language's prefix, to which no cookie goes, becomes ?bahasa=, and that the
// language of the request.
func (s *Server) handleDoor(pattern string, h handler) {
	s.handle(pattern, func(w http.ResponseWriter, r *http.Request) error {
		if l := lang(r); l != locale.Indonesian {
			return seeOther(w, r, r.URL.Path+"?bahasa="+string(l))
		}
		r = inLang(r, staffLang(r.URL.Query().Get("bahasa")))
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
		return nil
	})
}

func inLang(r *http.Request, l locale.Lang) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), langKey{}, l))
}

// staffLang is the language that an officer chose; Indonesian without a choice.
func staffLang(chosen string) locale.Lang {
	if slices.Contains(locale.Langs, locale.Lang(chosen)) {
		return locale.Lang(chosen)
	}
	return locale.Indonesian
}

// signedIn finds the session of a request. The error wraps office.ErrNoSession.
func (s *Server) signedIn(r *http.Request) (office.Session, error) {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return office.Session{}, office.ErrNoSession
	}
	return s.Offices.Session(r.Context(), c.Value)
}

// setSession gives the browser its cookie. It has no date, so that it ends with the browser at the latest.
func (s *Server) setSession(w http.ResponseWriter, value string) {
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: value, Path: "/petugas", HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteStrictMode})
}

func (s *Server) dropSession(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/petugas", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteStrictMode})
}

// readJSON reads what a page's script posts, of bounded size.
func readJSON(w http.ResponseWriter, r *http.Request, v any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return errBadForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return formError(err)
	}
	return nil
}

func sendJSON(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return send(w, status, "application/json", body)
}

// mend tells a script what to mend; the page has the text for each name.
func mend(w http.ResponseWriter, name string) error {
	return sendJSON(w, http.StatusUnprocessableEntity, map[string]string{"problem": name})
}
