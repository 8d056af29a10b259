package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var staticFiles embed.FS

// assets are the files of static/ under names that hold a hash of their content, so that a browser may keep them for ever and
// a changed file has another address.
type assets struct {
	urls  map[string]string // "netra.css" -> "/aset/3f2a9c1b7d/netra.css"
	files map[string]asset  // by path below /aset/
}

type asset struct {
	kind      string
	plain, gz []byte
}

func loadAssets() (*assets, error) {
	a := &assets{urls: map[string]string{}, files: map[string]asset{}}
	err := fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := staticFiles.ReadFile(name)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(data)
		short := strings.TrimPrefix(name, "static/")
		key := hex.EncodeToString(hash[:8]) + "/" + short
		a.urls[short] = "/aset/" + key
		a.files[key] = asset{kind: kindOf(name), plain: data, gz: compress(data)}
		return nil
	})
	return a, err
}

func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

func (a *assets) url(name string) (string, error) {
	url, ok := a.urls[name]
	if !ok {
		return "", fmt.Errorf("no asset %s", name)
	}
	return url, nil
}

// serve handles GET /aset/{path...}.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) error {
	f, ok := a.files[r.PathValue("path")]
	if !ok {
		return errNotFound
	}
	body := f.plain
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Vary", "Accept-Encoding")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin") // the frame that shows evidence has no origin
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		body = f.gz
	}
	return send(w, http.StatusOK, f.kind, body)
}
