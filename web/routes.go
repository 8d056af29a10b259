package web

import "net/http"

// routes lists every address there is, by audience.
func (s *Server) routes() {
	s.handle("GET /aset/{path...}", s.assets.serve)
	s.handle("GET /healthz", s.healthz)
	s.handle("GET /readyz", s.readyz)
	s.handle("/", func(http.ResponseWriter, *http.Request) error { return errNotFound })

	// The transparency log, as C2SP tlog-tiles has it.
	s.handle("GET /log/checkpoint", s.logCheckpoint)
	s.handle("GET /log/tile/{path...}", s.logTile)
	s.handle("GET /log/key", s.logKey)

	// Public.
	s.handle("GET /{$}", s.publikBeranda)
}

// healthz answers as long as the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// readyz answers when the database does.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	if err := s.Ready(r.Context()); err != nil {
		return err
	}
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
}
