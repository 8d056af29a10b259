package web

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"netra/intake"
	"netra/vault"
)

// returnScript derives keys and opens in the browser; without it the same pages are plain forms.
const returnScript = "js/cek.js"

// answerSize is what the first answer to words is padded to, right or wrong, in bytes.
const answerSize = 32 << 10

// wordsPage is cek.html.
type wordsPage struct {
	base
	fault *wordsFault // nil if nothing is wrong
}

// A wordsFault says what is wrong with words, without repeating them.
type wordsFault struct {
	key  string
	args []any
}

// wordsFaultOf tells whether err is about the words at all.
func wordsFaultOf(err error) *wordsFault {
	if count, ok := errors.AsType[*vault.WordCountError](err); ok {
		return &wordsFault{"cek.err_count", []any{"n", count.Got}}
	}
	if unknown, ok := errors.AsType[*vault.UnknownWordError](err); ok {
		return &wordsFault{"cek.err_unknown", []any{"n", unknown.Position}}
	}
	if errors.Is(err, intake.ErrNotFound) {
		return &wordsFault{key: "cek.err_wrong"}
	}
	return nil
}

// Problem is the text of what is wrong, empty if nothing is.
func (p wordsPage) Problem() (string, error) {
	if p.fault == nil {
		return "", nil
	}
	return p.T(p.fault.key, p.fault.args...)
}

// Words is the box for the words. It never shows them back.
func (p wordsPage) Words() textField {
	return textField{P: p.base, Name: "kata", Type: "text", Label: "cek.words", Hint: "cek.words_hint", Rows: 2, Words: true}
}

func (s *Server) wordsPage(r *http.Request, fault *wordsFault) wordsPage {
	return wordsPage{s.script(r, returnScript).at("/cek"), fault}
}

// cekForm handles GET /cek.
func (s *Server) cekForm(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "cek", s.wordsPage(r, nil))
}

// cekMasuk handles POST /cek. The answer to words that belong to no report has the same size as that to words that do, and takes
// the same time: deriving the keys, which is nearly all of the work, is done for both, and the pause covers the rest, the few rows
// that are read and the two that are written for right words alone. Writing something for wrong ones too would let anybody fill
// the disk.
func (s *Server) cekMasuk(w http.ResponseWriter, r *http.Request) error {
	start := time.Now()
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	v, err := s.enter(r.Context(), values)
	fault := wordsFaultOf(err)
	if fault != nil && !errors.Is(err, intake.ErrNotFound) {
		return s.render(w, http.StatusUnprocessableEntity, "cek", s.wordsPage(r, fault))
	}
	var body []byte
	switch {
	case fault != nil:
		body, err = s.html("cek", s.wordsPage(r, fault))
	case err == nil:
		body, err = s.overview(r, v, values)
	}
	if err != nil {
		return err
	}
	s.Pause(r.Context(), s.Floor-time.Since(start))
	return send(w, http.StatusOK, "text/html; charset=utf-8", padded(body))
}

// padded adds newlines after a page until its length tells nothing.
func padded(page []byte) []byte {
	short := answerSize - len(page)%answerSize
	return append(page, strings.Repeat("\n", short%answerSize)...)
}

// enter lets a reporter in by words, whose keys the server derives, or by what the reporter's browser derived.
func (s *Server) enter(ctx context.Context, values url.Values) (*intake.Visitor, error) {
	if key := values.Get("kunci"); key != "" {
		login, err := readLogin(key)
		if err != nil {
			return nil, err
		}
		return s.Desk.EnterSealed(ctx, login)
	}
	code, err := vault.ParseCode(values.Get("kata"))
	if err != nil {
		return nil, err
	}
	var v *intake.Visitor
	err = s.returning.do(ctx, func() error {
		v, err = s.Desk.Enter(ctx, code)
		return err
	})
	return v, err
}

// readLogin reads lookup id and login secret, 48 bytes in base64.
func readLogin(key string) (intake.Login, error) {
	raw, err := base64.StdEncoding.DecodeString(key)
	if err != nil || len(raw) != 48 {
		return intake.Login{}, errBadForm
	}
	return intake.Login{Lookup: [16]byte(raw[:16]), Secret: [32]byte(raw[16:])}, nil
}

// returnPage is what pages after the words know.
type returnPage struct {
	base
	Visitor *intake.Visitor
	words   string // empty if the reporter's browser keeps the keys
}

// Fields carry the words along.
func (p returnPage) Fields() []hidden {
	if p.words == "" {
		return nil
	}
	return []hidden{{"kata", p.words}}
}

// Base64 writes bytes for the page's script.
func (returnPage) Base64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

func (s *Server) returnPage(r *http.Request, v *intake.Visitor, values url.Values) returnPage {
	return returnPage{s.script(r, returnScript), v, values.Get("kata")}
}

// overviewPage is cek_laporan.html.
type overviewPage struct {
	returnPage
	intake.Overview
	uploadForm
}

// overview renders how a report stands, and notes the visit.
func (s *Server) overview(r *http.Request, v *intake.Visitor, values url.Values) ([]byte, error) {
	overview, err := s.Desk.Overview(r.Context(), v)
	if err != nil {
		return nil, err
	}
	if err := s.Desk.Visited(r.Context(), v); err != nil {
		return nil, err
	}
	capability, until, err := s.Desk.Capability(r.Context(), v)
	if err != nil {
		return nil, err
	}
	return s.html("cek_laporan", overviewPage{s.returnPage(r, v, values), overview, uploadForm{capability, until, s.Desk.MaxFile}})
}

// stateTexts says how far a report has come, in a heading and a sentence.
var stateTexts = map[intake.State]struct{ head, what string }{
	intake.Recorded: {"cek.state_recorded", "cek.state_recorded_what"},
	intake.Opened:   {"cek.state_opened", "cek.state_opened_what"},
	intake.Handled:  {"cek.state_handled", "cek.state_handled_what"},
}

// State is the heading.
func (p overviewPage) State() (string, error) { return p.T(stateTexts[p.Progress.State].head) }

// What is the sentence below it.
func (p overviewPage) What() (string, error) {
	args := []any{"office", p.Overview.Office.Name}
	switch p.Progress.State {
	case intake.Handled:
		args = append(args, "stage", p.In(p.Progress.Stage), "date", p.Day(p.Progress.Day))
	case intake.Opened:
		args = append(args, "date", p.Day(p.Progress.Day))
	}
	return p.T(stateTexts[p.Progress.State].what, args...)
}

// Handled tells whether the office has opened a case.
func (p overviewPage) Handled() bool { return p.Progress.State == intake.Handled }
