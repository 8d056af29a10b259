package web

import "net/http"

// homePage is publik_beranda.html.
type homePage struct {
	base
}

// publikBeranda handles GET /.
func (s *Server) publikBeranda(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "publik_beranda", homePage{s.base(r)})
}
