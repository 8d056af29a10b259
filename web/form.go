package web

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxForm bounds a posted form in bytes: a report's text of 64 KiB, percent-encoded, and the rest of its fields.
const maxForm = 256 << 10

// maxFields bounds how many fields a form may have.
const maxFields = 100

// readForm reads a posted form of bounded size into memory; nothing of it ever touches the disk. Text that is not UTF-8 is
// refused as errBadForm, since it could not be shown back as it was.
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, errBadForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return nil, formError(err)
	}
	n := 0
	for name, values := range r.PostForm {
		n += len(values)
		for _, v := range append(values, name) {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) { // PostgreSQL takes no NUL, and nobody types one
				return nil, errBadForm
			}
		}
	}
	if n > maxFields {
		return nil, errBadForm
	}
	return r.PostForm, nil
}

// formError names what went wrong while a form was read: it was too large, or broken off or malformed.
func formError(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errTooLarge
	}
	return errBadForm
}
