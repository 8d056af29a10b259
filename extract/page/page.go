// Package page makes the text of an Indonesian news page or post out of its bytes: HTML, or plain text as people save it. It
// fetches nothing and opens no file.
//
// HTML goes through a tree builder of its own, which never makes more nodes than the page has tags and leaves out what no
// reader calls the article (scripts, menus, adverts, comments), then through readability, which finds the element that holds the
// story. Text and HTML then share the same rules: what stands above the story gives title, byline and date stamp; what stands
// between and under its paragraphs falls by tails.txt, a file that a linguist can extend.
//
// # Cost
//
// Every page takes time and memory in proportion to its size, and size, tags and depth are bounded. Measured on two cores with Go
// 1.26: a page of 90 kB takes 1.2 to 2.1 ms and allocates 0.5 MB, where readability by itself takes 4 to 8.5 ms and 1.4 MB; a text of
// 1.4 kB takes 0.04 ms. The worst page of 8 MiB that was made up for it takes 0.3 s and allocates 80 MB in all.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"netra/extract"
)

// Bounds.
const (
	MaxBytes = 8 << 20  // of the input
	MaxText  = 64 << 10 // of Page.Text; a longer story is cut after a paragraph, or after a word if that paragraph is longer
)

// Errors of Parse. Each says what a person can do about it. None quotes the page.
var (
	ErrEmpty    = errors.New("the page is empty: save it again when the browser has shown it")
	ErrBinary   = errors.New("this is neither text nor HTML: copy the words of the article into a text file")
	ErrPDF      = errors.New("this is a PDF: copy its text into a text file")
	ErrImage    = errors.New("this is an image: type what it says into a text file")
	ErrTooLarge = fmt.Errorf("the page is larger than %d MiB: save the article alone", MaxBytes>>20)
)

// A Page is what a reader would call the article. All strings are valid UTF-8 in NFC without control characters.
type Page = extract.Page

// A Hint is what the caller knows of the bytes.
type Hint struct {
	URL         string // where they were fetched; empty if unknown
	ContentType string // the header of that name, for its charset
	Name        string // of the file; its extension tells text from HTML where the bytes do not
}

// Parse reads a page. Plain text may begin with a line that is its URL, and then the next line is its title, perhaps empty. A page
// without a story (a menu, comments only) is no error: its Text is empty.
//
// The error is ErrEmpty, ErrBinary, ErrPDF, ErrImage or ErrTooLarge.
func Parse(b []byte, hint Hint) (Page, error) {
	if len(b) > MaxBytes {
		return Page{}, ErrTooLarge
	}
	text, err := decode(b, hint.ContentType)
	if err != nil {
		return Page{}, err
	}
	var d draft
	d.url = WithoutUser(hint.URL)
	if isHTML(text, hint) {
		d.html(text)
	} else {
		d.plain(cut(text, maxTreeText))
	}
	return d.page(), nil
}

// A draft is a page while it is read: what is said of it, best source first, and its lines.
type draft struct {
	url, site, title string
	headings         []string // what may be the title: to be found again in the lines
	author           string
	spare            string   // a title for want of a better one
	stamps           []string // of metadata, then of the lines
	declared         int      // how many of the stamps are of metadata
	dates            []string // of elements that may hold the date
	lines            []line
	captions         []string
	markup           bool // lines come from HTML
}

// A line is a paragraph, a heading or an entry of a list.
type line struct {
	text   string
	linked int  // bytes of text that are links
	item   bool // of a list
	head   bool // h1 to h6
}

// plain reads a text file.
func (d *draft) plain(text string) {
	text = strings.TrimSpace(text)
	first, rest, _ := strings.Cut(text, "\n")
	if u := strings.TrimSpace(first); isURL(u) {
		if d.url == "" {
			d.url = WithoutUser(u)
		}
		first, rest, _ = strings.Cut(rest, "\n")
		d.title = unmark(tidy(first))
		text = rest
	}
	d.lines = paragraphs(text)
}

// WithoutUser drops the user and the password that an address may have before its host: they are no part of where a page is, and
// must not go into records. A password may hold the marks that end a host: what stands before them is then no host, for it has no "@" and
// a port that is no number. What is no address stays as it is.
func WithoutUser(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	host := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		host = rest[:end]
		if _, port, ok := strings.Cut(host, ":"); ok && !strings.Contains(host, "@") && !strings.HasPrefix(host, "[") && !isPort(port) {
			host = rest
		}
	}
	return scheme + "://" + rest[strings.LastIndexByte(host, '@')+1:]
}

// isPort reports whether s may stand behind the colon of a host: digits, or nothing.
func isPort(s string) bool { return strings.Trim(s, "0123456789") == "" }

func isURL(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t")
}

// paragraphs makes lines of plain text. Each line of the text is a paragraph, except where a block between empty lines was
// broken at a column: all its lines but the last are about equally long. What comes after maxElements lines is left out.
func paragraphs(text string) []line {
	var out []line
	var block []string
	flush := func() {
		if wrapped(block) {
			block = []string{strings.Join(block, " ")}
		}
		for _, s := range block {
			t, item := unbullet(s)
			if t != "" {
				out = append(out, line{text: t, item: item})
			}
		}
		block = block[:0]
	}
	for s := range strings.Lines(text) {
		if len(out)+len(block) >= maxElements {
			break
		}
		if s = unmark(tidy(s)); s == "" {
			flush()
			continue
		}
		block = append(block, s)
	}
	flush()
	return join(out, 60)
}

func wrapped(block []string) bool {
	const column = 100
	if len(block) < 3 {
		return false
	}
	longest, shortest := 0, column
	for i, s := range block {
		longest = max(longest, len(s))
		if i < len(block)-1 {
			shortest = min(shortest, len(s))
		}
	}
	return longest <= column && shortest >= longest-25 && shortest >= 40
}

// unbullet cuts the mark of a list's entry.
func unbullet(s string) (string, bool) {
	for _, mark := range []string{"- ", "• ", "* ", "· ", "▪ ", "● ", "– "} {
		if t, ok := strings.CutPrefix(s, mark); ok {
			return strings.TrimSpace(t), true
		}
	}
	if strings.Trim(s, "-•*·▪●–—_=.|") == "" {
		return "", false
	}
	return s, false
}

// styles are the marks by which messengers make words bold, italic or struck out: "Kadis *BUDI*".
var styles = [...]*regexp.Regexp{
	regexp.MustCompile(`(^|[^\pL\pN*])\*([^\s*](?:[^*]*[^\s*])?)\*($|[^\pL\pN*])`),
	regexp.MustCompile(`(^|[^\pL\pN_])_([^\s_](?:[^_]*[^\s_])?)_($|[^\pL\pN_])`),
	regexp.MustCompile(`(^|[^\pL\pN~])~([^\s~](?:[^~]*[^\s~])?)~($|[^\pL\pN~])`),
}

// unmark drops the marks of a messenger's styles. It looks twice, since two styled words share the space between them.
func unmark(s string) string {
	if !strings.ContainsAny(s, "*_~") {
		return s
	}
	for range 2 {
		for _, style := range styles {
			s = style.ReplaceAllString(s, "$1$2$3")
		}
	}
	return s
}

// join puts a line that goes on in small letters back to the one before it that has not ended: a single <br> or a broken line.
// What is shorter than shortest bytes was meant to be a line of its own.
func join(lines []line, shortest int) []line {
	out := lines[:0]
	for _, l := range lines {
		if n := len(out); n > 0 && len(out[n-1].text) >= shortest && goesOn(out[n-1], l) {
			out[n-1].text += " " + l.text
			out[n-1].linked += l.linked
			continue
		}
		out = append(out, l)
	}
	return out
}

func goesOn(a, b line) bool {
	if a.item || a.head || b.item || b.head || b.text[0] < 'a' || b.text[0] > 'z' {
		return false
	}
	word, _, _ := strings.Cut(b.text, " ")
	last := a.text[len(a.text)-1]
	return (last >= 'a' && last <= 'z' || last == ',') && !domain.MatchString(word)
}

// tidy makes one line of s: NFC, single spaces, nothing invisible.
func tidy(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c < ' ' || c == 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ', r == '\n', r == '\t', r == '\r', r == '\f', r == '\v', r == 0x85, r == 0xa0, r == 0x1680,
			r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000:
			space = true
			continue
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e,
			r >= 0x2060 && r <= 0x2069, r == 0xfeff, r >= 0xfff0 && r <= 0xfffb, r == 0xfffe, r == 0xffff:
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// outlet returns the host of a URL as readers know it.
func outlet(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for _, p := range []string{"www.", "m.", "amp.", "mobile."} {
		if h, ok := strings.CutPrefix(host, p); ok && strings.Contains(h, ".") {
			host = h
		}
	}
	return tidy(strings.ToValidUTF8(host, ""))
}
