package web

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"net/http"
	"time"

	"netra/ledger"
)

// maxReceiptForm bounds what is posted to /periksa, in bytes; a receipt has about 3 KiB.
const maxReceiptForm = 256 << 10

// checkPage is periksa.html. The script of the page shows the same verdicts without the server.
type checkPage struct {
	base
	LogKey  string // as typed, or this instance's
	Text    string // as pasted
	Checked bool
	Valid   bool // under LogKey
	Unknown bool // intact, of another log
	BadKey  bool // LogKey is no key
	Verdict ledger.Verdict
	Alone   bool // a saved page, with no server behind it
	Waiting bool // promised, and the promised beat is still to come
}

// periksa handles GET /periksa.
func (s *Server) periksa(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "periksa", checkPage{base: s.script(r, "js/periksa.js"), LogKey: s.LogKey.String()})
}

// savedPage is periksa_simpan.html: style and script are within, so that the file works alone.
type savedPage struct {
	checkPage
	Style template.CSS
	Code  template.JS
}

// periksaSimpan handles GET /periksa/simpan, the page as one file that works offline for ever.
func (s *Server) periksaSimpan(w http.ResponseWriter, r *http.Request) error {
	style, err := staticFiles.ReadFile("static/netra.css")
	if err != nil {
		return err
	}
	code, err := staticFiles.ReadFile("static/js/periksa.js")
	if err != nil {
		return err
	}
	body, err := s.html("periksa_simpan", savedPage{checkPage{base: s.base(r), LogKey: s.LogKey.String(), Alone: true}, template.CSS(style), template.JS(code)})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="netra-periksa.html"`)
	return send(w, http.StatusOK, "text/html; charset=utf-8", body)
}

// periksaTandaTerima handles POST /periksa: the check for a browser without JavaScript. Nothing is kept.
func (s *Server) periksaTandaTerima(w http.ResponseWriter, r *http.Request) error {
	fields, err := readSmallFiles(w, r, maxReceiptForm)
	if err != nil {
		return err
	}
	receipt := fields["tt"]
	if len(receipt) == 0 {
		receipt = pasted(fields["teks"])
	}
	page := checkPage{base: s.script(r, "js/periksa.js"), LogKey: string(fields["kunci"]), Text: string(fields["teks"]), Checked: true}
	status := http.StatusOK
	if key, err := ledger.ParseVerifierKey(page.LogKey); err != nil {
		page.BadKey = true
		status = http.StatusUnprocessableEntity
	} else {
		v, err := ledger.Verify(receipt, key)
		page.Verdict, page.Valid, page.Unknown = v, err == nil, errors.Is(err, ledger.ErrUnknownKey)
		page.Waiting = page.Valid && !v.Proved && s.Now().Before(v.Promise.Beat)
		if !page.Valid {
			status = http.StatusUnprocessableEntity
		}
	}
	return s.render(w, status, "periksa", page)
}

// Day gives the day of filing, nil if nothing was checked.
func (p checkPage) Day() *time.Time {
	day, err := time.Parse(time.DateOnly, p.Verdict.Promise.Day)
	if err != nil {
		return nil
	}
	return &day
}

// BeatTime gives the promised beat for people, in the nation's first zone.
func (p checkPage) BeatTime() time.Time { return p.Verdict.Promise.Beat.In(wib) }

// wib is where a moment that belongs to no office is shown.
var wib = time.FixedZone("WIB", 7*60*60)

// pasted undoes what a text field and whoever copies by hand do to a receipt: line ends and white space at its ends. Nothing
// else is mended; the page's script does the same.
func pasted(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return append(bytes.TrimSpace(text), '\n')
}

// readSmallFiles reads a multipart form whose files are small into memory, never to disk. A field that comes twice counts
// once, the last one that is not empty.
func readSmallFiles(w http.ResponseWriter, r *http.Request, limit int64) (map[string][]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errBadForm
	}
	fields := map[string][]byte{}
	for range maxFields {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, nil
		}
		if err != nil {
			return nil, formError(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, formError(err)
		}
		if len(data) > 0 {
			fields[part.FormName()] = data
		}
	}
	return nil, errBadForm
}
