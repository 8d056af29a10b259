package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// sniffed is how many bytes of a page are looked at to see what it is.
const sniffed = 4096

// decode returns the page as UTF-8.
func decode(b []byte, contentType string) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return "", ErrPDF
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")), bytes.HasPrefix(b, []byte("\x89PNG")), bytes.HasPrefix(b, []byte("GIF8")),
		bytes.HasPrefix(b, []byte("RIFF")) && len(b) > 12 && string(b[8:12]) == "WEBP", len(b) > 12 && string(b[4:8]) == "ftyp":
		return "", ErrImage
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		t, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b)
		if err != nil {
			return "", ErrBinary
		}
		b = t
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	head := b[:min(len(b), sniffed)]
	if binary(head) {
		return "", ErrBinary
	}
	var text string
	if utf8.Valid(b) {
		text = string(b)
	} else if enc := declared(head, contentType); enc != nil {
		t, err := enc.NewDecoder().Bytes(b)
		if err != nil {
			return "", ErrBinary
		}
		text = string(t)
	} else {
		text = mixed(b)
	}
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	return text, nil
}

// binary reports whether more than one byte in a hundred is one that no text has.
func binary(head []byte) bool {
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd*100 > len(head)
}

// declared returns the encoding that the header or the page itself names, or nil where bytes that are not UTF-8 are best read by
// mixed: none named, UTF-8, or one of those that windows-1252 includes.
func declared(head []byte, contentType string) encoding.Encoding {
	name := charset(contentType)
	if name == "" {
		name = charset(string(head))
	}
	enc, err := htmlindex.Get(name)
	if err != nil || enc == unicode.UTF8 || enc == charmap.Windows1252 || enc == encoding.Replacement {
		return nil
	}
	if enc == unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM) || enc == unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM) {
		return nil // a page whose declaration could be read as ASCII is not in UTF-16
	}
	return enc
}

func charset(s string) string {
	s = strings.ToLower(s)
	_, s, ok := strings.Cut(s, "charset=")
	if !ok {
		return ""
	}
	s = strings.TrimLeft(s, ` "'`)
	if i := strings.IndexAny(s, ` "';/>`); i >= 0 {
		s = s[:i]
	}
	return s
}

// mixed reads what is UTF-8 as such and every other byte as windows-1252: the two lie side by side where a story was pasted from a
// word processor.
func mixed(b []byte) string {
	var s strings.Builder
	s.Grow(len(b) + len(b)/8)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		s.WriteRune(r)
		b = b[size:]
	}
	return s.String()
}

// isHTML tells HTML from plain text.
func isHTML(text string, hint Hint) bool {
	name := strings.ToLower(hint.Name)
	if strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".md") {
		return strings.HasPrefix(strings.TrimSpace(text), "<")
	}
	head := strings.ToLower(text[:min(len(text), sniffed)])
	if t := strings.TrimSpace(head); strings.HasPrefix(t, "<") {
		return true
	}
	if strings.HasPrefix(strings.ToLower(hint.ContentType), "text/plain") {
		return false
	}
	for _, tag := range []string{"<html", "<head", "<body", "<div", "<p>", "<p ", "<br", "<article", "<title", "<meta "} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")
}
