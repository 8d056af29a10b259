package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"netra/locale"
)

//go:embed templates
var templateFiles embed.FS

// base is what every page knows; a page's struct embeds it. Templates call its methods: {{.T "lapor.title"}}.
type base struct {
	Lang   locale.Lang
	Path   string // of this page, without the language's prefix
	Script string // entry of static/js that the page loads, or empty
	Demo   bool   // a strip says that all is invented
	site   *Server
}

// base makes the common part of a page for a request.
func (s *Server) base(r *http.Request) base {
	return base{Lang: lang(r), Path: r.URL.Path, Demo: s.Demo, site: s}
}

// at is b for a page that anybody may open under the given path, though it came as the answer to a form under another.
func (b base) at(path string) base {
	b.Path = path
	return b
}

// script is base for a page that loads an entry of static/js.
func (s *Server) script(r *http.Request, entry string) base {
	b := s.base(r)
	b.Script = entry
	return b
}

// T gives the text of a key; args are placeholder names and values by turns.
func (b base) T(key string, args ...any) (string, error) {
	return b.site.texts.Text(b.Lang, key, args...)
}

// H gives a text that holds markup; its arguments are escaped.
func (b base) H(key string, args ...any) (template.HTML, error) {
	return b.site.texts.HTML(b.Lang, key, args...)
}

// Href gives the address of a page in this page's language.
func (b base) Href(path string) string {
	if b.Lang == locale.Indonesian {
		return path
	}
	return "/" + string(b.Lang) + path
}

// Other gives the address of this page in the other language.
func (b base) Other() string {
	if b.Lang == locale.Indonesian {
		return "/" + string(locale.English) + b.Path
	}
	return b.Path
}

// Asset gives the address of a file of static/, which has the hash of its content in it.
func (b base) Asset(name string) (string, error) { return b.site.assets.url(name) }

// Date writes a day: "Senin, 4 Januari 2027".
func (b base) Date(t time.Time) string { return locale.Date(b.Lang, t) }

// Moment writes a moment in its zone.
func (b base) Moment(t time.Time) string { return locale.Time(b.Lang, t) }

// Num writes a number with separators.
func (b base) Num(n int64) string { return locale.Number(b.Lang, n) }

// Bytes writes a size.
func (b base) Bytes(n int64) string { return locale.Bytes(b.Lang, n) }

// Dict makes a map for a shared template out of names and values by turns.
func (b base) Dict(args ...any) (map[string]any, error) {
	if len(args)%2 != 0 {
		return nil, errors.New("dict needs names and values")
	}
	m := map[string]any{"P": b}
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: name %d is no string", i/2)
		}
		m[name] = args[i+1]
	}
	return m, nil
}

// parsePages reads templates/: each PAGE.html with a copy of all of shared/. A page says {{template "reporter" .}} (or
// "public", "staff", "bare") and defines "title" and "main".
func parsePages() (map[string]*template.Template, error) {
	shared, err := template.New("").Option("missingkey=error").ParseFS(templateFiles, "templates/shared/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		t, err := shared.Clone()
		if err == nil {
			_, err = t.ParseFS(templateFiles, name)
		}
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(path.Base(name), ".html")] = t.Lookup(path.Base(name))
	}
	return pages, nil
}

// html renders a page into memory, so that a mistake in it never leaves half a page.
func (s *Server) html(page string, data any) ([]byte, error) {
	t, ok := s.pages[page]
	if !ok {
		return nil, fmt.Errorf("no page %s", page)
	}
	var buf bytes.Buffer
	if err := t.Execute(&buf, data); err != nil {
		return nil, fmt.Errorf("render %s: %w", page, err)
	}
	return buf.Bytes(), nil
}

// render sends a page as it is. It is never compressed: what a reader typed and what is secret may stand side by side in it,
// and the length of the compressed page would tell about the secret.
func (s *Server) render(w http.ResponseWriter, status int, page string, data any) error {
	body, err := s.html(page, data)
	if err != nil {
		return err
	}
	return send(w, status, "text/html; charset=utf-8", body)
}

// renderPublic sends a page in which nothing is secret, compressed if the reader can take it.
func (s *Server) renderPublic(w http.ResponseWriter, r *http.Request, page string, data any) error {
	body, err := s.html(page, data)
	if err != nil {
		return err
	}
	w.Header().Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		body = compress(body)
	}
	return send(w, http.StatusOK, "text/html; charset=utf-8", body)
}

func compress(body []byte) []byte {
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	z.Write(body)
	z.Close()
	return buf.Bytes()
}

func send(w http.ResponseWriter, status int, kind string, body []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, err := w.Write(body)
	if err != nil {
		return errGone
	}
	return nil
}
