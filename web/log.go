package web

import (
	"errors"
	"net/http"

	"netra/ledger"
)

// logCheckpoint handles GET /log/checkpoint.
func (s *Server) logCheckpoint(w http.ResponseWriter, r *http.Request) error {
	body, err := s.Ledger.Checkpoint(r.Context())
	if err != nil {
		return logError(err)
	}
	return send(w, http.StatusOK, "text/plain; charset=utf-8", body)
}

// logTile handles GET /log/tile/{path...}. A tile never changes.
func (s *Server) logTile(w http.ResponseWriter, r *http.Request) error {
	body, err := s.Ledger.Tile(r.Context(), "tile/"+r.PathValue("path"))
	if err != nil {
		return logError(err)
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return send(w, http.StatusOK, "application/octet-stream", body)
}

// logKey handles GET /log/key. A key from the server proves nothing about the server; it is here for convenience.
func (s *Server) logKey(w http.ResponseWriter, _ *http.Request) error {
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte(s.LogKey.String()+"\n"))
}

func logError(err error) error {
	if errors.Is(err, ledger.ErrNotFound) {
		return errNotFound
	}
	return err
}
