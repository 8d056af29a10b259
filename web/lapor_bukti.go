package web

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"netra/calendar"
	"netra/intake"
	"netra/internal/fault"
)

// errExpired says that an upload form is over, or that its capability is none.
var errExpired = errors.New("no such capability")

const (
	// uploadPause is how long an upload may stand still. A slow one may go on for days.
	uploadPause = time.Minute
	// maxUploads bounds the files of one request, maxParts what else it has.
	maxUploads = 50
	maxParts   = 200
	// maxField bounds a field before the files in bytes.
	maxField = 1 << 10
)

// uploadForm is what the template "upload" shows.
type uploadForm struct {
	Capability string
	Until      calendar.Date // the last day of its use
	MaxFile    int64         // bytes
}

// rolling moves the read deadline on as long as bytes come.
type rolling struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read tells a body that breaks off from anything that fails behind it.
func (b rolling) Read(p []byte) (int, error) {
	b.control.SetReadDeadline(time.Now().Add(uploadPause))
	n, err := b.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", errBadForm, err)
	}
	return n, err
}

// roll lets a request's body take as long as it moves, and the answer as long after it.
func roll(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	control.SetWriteDeadline(time.Time{})
	r.Body = rolling{r.Body, control}
}

// An outcome is what became of a file: the word in the address of the result, its text, and the status that it gives the page.
type outcome struct {
	word, text string
	status     int
}

var (
	sentDone    = outcome{"tersegel", "terima.sent_done", http.StatusCreated}
	sentBroken  = outcome{"putus", "terima.sent_broken", http.StatusBadRequest}
	sentEmpty   = outcome{"kosong", "terima.sent_empty", http.StatusUnprocessableEntity}
	sentLarge   = outcome{"besar", "terima.sent_too_large", http.StatusRequestEntityTooLarge}
	sentMany    = outcome{"banyak", "terima.sent_too_many", http.StatusRequestEntityTooLarge}
	sentExpired = outcome{"habis", "terima.sent_expired", http.StatusNotFound}
	sentFailed  = outcome{"gagal", "terima.sent_failed", http.StatusInternalServerError}
	sentFull    = outcome{"penuh", "terima.sent_full", http.StatusInsufficientStorage}
)

// outcomes are sorted so that the worst comes last; it decides the status of the whole.
var outcomes = []outcome{sentDone, sentEmpty, sentBroken, sentLarge, sentMany, sentExpired, sentFailed, sentFull}

// Done tells whether the file is stored.
func (o outcome) Done() bool { return o == sentDone }

// Text is the key of its text.
func (o outcome) Text() string { return o.text }

// laporBukti handles POST /lapor/bukti: files that the server seals as they come. Whatever has come whole stays, whatever
// happens to the rest. The result is a page of its own: browsers keep the names of posted files with the page that answers,
// and write them to disk.
func (s *Server) laporBukti(w http.ResponseWriter, r *http.Request) error {
	roll(w, r)
	form, err := r.MultipartReader()
	if err != nil {
		return errBadForm
	}
	capability, err := readCapability(form)
	if err != nil {
		return err
	}
	var words []string
	adder, err := s.adder(w, r, capability)
	switch {
	case errors.Is(err, errExpired):
		words = []string{sentExpired.word}
	case err != nil:
		return err
	default:
		for _, o := range s.receiveFiles(r, adder, form) {
			words = append(words, o.word)
		}
	}
	http.Redirect(w, r, s.base(r).Href("/lapor/bukti")+"?hasil="+strings.Join(words, ","), http.StatusSeeOther)
	return nil
}

// readCapability reads the fields before the files.
func readCapability(form *multipart.Reader) (string, error) {
	for range 4 {
		part, err := form.NextRawPart()
		if err != nil || part.FileName() != "" {
			return "", errBadForm
		}
		value, err := io.ReadAll(io.LimitReader(part, maxField))
		if err != nil {
			return "", errBadForm
		}
		if part.FormName() == "izin" {
			return string(value), nil
		}
	}
	return "", errBadForm
}

// receiveFiles takes one file after the other until the form or the connection ends.
func (s *Server) receiveFiles(r *http.Request, a *intake.Adder, form *multipart.Reader) []outcome {
	var files []outcome
	for range maxParts {
		part, err := form.NextRawPart()
		if err != nil {
			return files // io.EOF, or cut off between two files
		}
		if part.FileName() == "" {
			continue // another field, or a file box that was left empty
		}
		if len(files) == maxUploads {
			return append(files, sentMany)
		}
		body := &keeper{r: part}
		_, err = s.Desk.AddFile(r.Context(), a, part.FileName(), part.Header.Get("Content-Type"), body)
		o := outcomeOf(err, body.err)
		if o == sentFailed {
			s.Log.LogAttrs(r.Context(), slog.LevelError, "file failed", slog.String("route", r.Pattern), slog.Any("error", err))
		}
		if files = append(files, o); body.err != nil {
			return files
		}
	}
	return append(files, sentMany)
}

// A keeper remembers why its reader failed.
type keeper struct {
	r   io.Reader
	err error
}

func (k *keeper) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		k.err = err
	}
	return n, err
}

// outcomeOf says what became of a file; broken is what the connection said.
func outcomeOf(err, broken error) outcome {
	switch {
	case err == nil:
		return sentDone
	case broken != nil:
		return sentBroken
	case errors.Is(err, intake.ErrEmpty):
		return sentEmpty
	case errors.Is(err, intake.ErrTooMany):
		return sentMany
	case errors.Is(err, intake.ErrTooLarge):
		return sentLarge
	case errors.Is(err, fault.ErrFull):
		return sentFull
	}
	return sentFailed
}

// sentPage is lapor_bukti.html.
type sentPage struct {
	base
	Files []outcome
}

// Nth numbers files from 1.
func (sentPage) Nth(i int) int { return i + 1 }

// laporBuktiHasil handles GET /lapor/bukti: what became of the files, in the order in which they were sent. Its address says no
// more than that.
func (s *Server) laporBuktiHasil(w http.ResponseWriter, r *http.Request) error {
	page := sentPage{base: s.base(r)}
	status, worst := http.StatusUnprocessableEntity, -1
	for word := range strings.SplitSeq(r.URL.Query().Get("hasil"), ",") {
		for rank, o := range outcomes {
			if o.word == word && len(page.Files) <= maxUploads {
				page.Files = append(page.Files, o)
				worst = max(worst, rank)
				status = outcomes[worst].status
			}
		}
	}
	return s.render(w, status, "lapor_bukti", page)
}
