package web

import (
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
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
	// maxUploads bounds the files of one request, and with them its parts.
	maxUploads = 50
	// maxField bounds a field before the files.
	maxField = 1 << 10
)

// rolling moves the read deadline on as long as bytes come.
type rolling struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b rolling) Read(p []byte) (int, error) {
	b.control.SetReadDeadline(time.Now().Add(uploadPause))
	return b.ReadCloser.Read(p)
}

// roll lets a request's body take as long as it moves, and gives the answer its time after it.
func roll(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	control.SetWriteDeadline(time.Time{})
	r.Body = rolling{r.Body, control}
}

// A sent is one file of an upload and what became of it.
type sent struct {
	Name    string // as the browser gave it; only shown back
	Key     string // text of what became of it
	Done    bool
	Receipt intake.Receipt
}

// sentPage is lapor_bukti.html.
type sentPage struct {
	base
	Files []sent
	uploadForm
}

// uploadForm is what the template "upload" shows.
type uploadForm struct {
	Capability string
	Until      calendar.Date // the last day of its use
	MaxFile    int64         // bytes
}

// Nth numbers files from 1.
func (sentPage) Nth(i int) int { return i + 1 }

// laporBukti handles POST /lapor/bukti: files that the server seals as they come. Whatever has come whole stays, whatever
// happens to the rest.
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
	adder, err := s.adder(w, r, capability)
	if err != nil {
		return err
	}
	files := s.receiveFiles(r, adder, form)
	page := sentPage{s.script(r, reportScript), files, uploadForm{capability, adder.Until, s.Desk.MaxFile}}
	return s.render(w, sentStatus(files), "lapor_bukti", page)
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
func (s *Server) receiveFiles(r *http.Request, a *intake.Adder, form *multipart.Reader) []sent {
	var files []sent
	for len(files) <= maxUploads {
		part, err := form.NextRawPart()
		if err != nil {
			return files // io.EOF, or cut off between two files
		}
		name := part.FileName()
		if name == "" {
			continue // another field, or a file box that was left empty
		}
		if len(files) == maxUploads {
			return append(files, sent{Name: name, Key: "terima.sent_too_many"})
		}
		body := &keeper{r: part}
		receipt, err := s.Desk.AddFile(r.Context(), a, name, part.Header.Get("Content-Type"), body)
		f := sent{Name: name, Key: sentText(err, body.err), Done: err == nil, Receipt: receipt}
		if files = append(files, f); f.Key == "terima.sent_failed" {
			s.Log.LogAttrs(r.Context(), slog.LevelError, "file failed", slog.String("route", r.Pattern), slog.Any("error", err))
		}
		if body.err != nil {
			return files
		}
	}
	return files
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

// sentText says what became of a file; broken is what the connection said.
func sentText(err, broken error) string {
	switch {
	case err == nil:
		return "terima.sent_done"
	case broken != nil:
		return "terima.sent_broken"
	case errors.Is(err, intake.ErrEmpty):
		return "terima.sent_empty"
	case errors.Is(err, intake.ErrTooMany):
		return "terima.sent_too_many"
	case errors.Is(err, intake.ErrTooLarge):
		return "terima.sent_too_large"
	case errors.Is(err, fault.ErrFull):
		return "terima.sent_full"
	}
	return "terima.sent_failed"
}

// sentStatus is the status of the whole: that of what went wrong if anything did.
func sentStatus(files []sent) int {
	status := http.StatusCreated
	for _, f := range files {
		switch f.Key {
		case "terima.sent_full":
			return http.StatusInsufficientStorage
		case "terima.sent_too_large", "terima.sent_too_many":
			status = http.StatusRequestEntityTooLarge
		case "terima.sent_failed":
			status = http.StatusInternalServerError
		case "terima.sent_broken":
			status = http.StatusBadRequest
		}
	}
	if len(files) == 0 {
		return http.StatusUnprocessableEntity
	}
	return status
}
