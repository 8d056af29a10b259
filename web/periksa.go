package web

import (
	"errors"
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
	Waiting bool // promised, and the promised beat is still to come
}

// periksa handles GET /periksa.
func (s *Server) periksa(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "periksa", checkPage{base: s.script(r, "js/periksa.js"), LogKey: s.LogKey.String()})
}

// periksaTandaTerima handles POST /periksa: the check for a browser without JavaScript. Nothing is kept.
func (s *Server) periksaTandaTerima(w http.ResponseWriter, r *http.Request) error {
	fields, err := readSmallFiles(w, r, maxReceiptForm)
	if err != nil {
		return err
	}
	receipt := fields["tt"]
	if len(receipt) == 0 {
		receipt = crlf(fields["teks"])
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

// BeatTime gives the promised beat for people, in the nation's first zone.
func (p checkPage) BeatTime() time.Time { return p.Verdict.Promise.Beat.In(wib) }

// wib is where a moment that belongs to no office is shown.
var wib = time.FixedZone("WIB", 7*60*60)

// crlf undoes what a browser does to line ends in a text field.
func crlf(text []byte) []byte {
	var out []byte
	for i, c := range text {
		if c != '\r' || i+1 == len(text) || text[i+1] != '\n' {
			out = append(out, c)
		}
	}
	return out
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
