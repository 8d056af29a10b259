package web

import (
	"errors"
	"net/http"

	"netra/locale"
	"netra/office"
)

// officePage is petugas_kantor.html.
type officePage struct {
	staffPage
	Colleagues []office.Colleague
	Sessions   []office.Session
	Lost       bool   // nobody is left who holds the office's key
	Link       string // one-time link, shown once
	BadName    bool
}

// petugasKantor handles GET /petugas/kantor: who works here, and where they are signed in.
func (s *Server) petugasKantor(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page, err := s.officePage(r, in)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_kantor", page)
}

func (s *Server) officePage(r *http.Request, in office.Session) (officePage, error) {
	p := officePage{staffPage: s.staff(r, in, "kantor")}
	o, err := s.Offices.Served(r.Context(), in.Officer.Office.ID)
	if err != nil {
		return p, err
	}
	p.Lost = o.Lost()
	if p.Colleagues, err = s.Offices.Colleagues(r.Context(), in.Officer); err != nil {
		return p, err
	}
	p.Sessions, err = s.Offices.Sessions(r.Context(), in.Officer)
	return p, err
}

// petugasUndang handles POST /petugas/kantor/undang. The link is shown on the page that answers, and nowhere again.
func (s *Server) petugasUndang(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	token, err := s.Offices.Invite(r.Context(), in.Officer, in.Officer.Office.ID, form.Get("nama"))
	status, bad := http.StatusOK, errors.Is(err, office.ErrName)
	if bad {
		status = http.StatusUnprocessableEntity
	} else if err != nil {
		return err
	}
	page, err := s.officePage(r, in)
	if err != nil {
		return err
	}
	if page.BadName = bad; !bad {
		page.Link = s.Public + "/petugas/undangan#" + token.String()
	}
	return s.render(w, status, "petugas_kantor", page)
}

// petugasBeri handles POST /petugas/kantor/beri: the office's key, wrapped to a waiting colleague.
func (s *Server) petugasBeri(w http.ResponseWriter, r *http.Request, in office.Session) error {
	var gift struct {
		Officer   string `json:"officer"`
		Epoch     int    `json:"epoch"`
		Recipient string `json:"recipient"`
		Wrap      []byte `json:"wrap"`
	}
	if err := readJSON(w, r, &gift); err != nil {
		return err
	}
	if err := s.Offices.Give(r.Context(), in.Officer, gift.Officer, gift.Epoch, gift.Recipient, gift.Wrap); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// petugasCabut handles POST /petugas/kantor/cabut: ends a colleague, or withdraws an invitation.
func (s *Server) petugasCabut(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	if err := s.Offices.Revoke(r.Context(), in.Officer, in.Officer.Office.ID, form.Get("petugas")); err != nil {
		return err
	}
	return seeOther(w, r, "/petugas/kantor")
}

// petugasSesi handles POST /petugas/sesi: ends a session.
func (s *Server) petugasSesi(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	if err := s.Offices.EndSession(r.Context(), in.Officer, form.Get("sesi")); err != nil {
		return err
	}
	return seeOther(w, r, "/petugas/kantor")
}

// petugasBahasa handles POST /petugas/bahasa.
func (s *Server) petugasBahasa(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	l := locale.Indonesian
	if form.Get("bahasa") == string(locale.English) {
		l = locale.English
	}
	if err := s.Offices.SetLang(r.Context(), in.Officer, string(l)); err != nil {
		return err
	}
	return seeOther(w, r, "/petugas")
}

func seeOther(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// Since tells on which day a session began, in the office's zone.
func (p officePage) Since(s office.Session) string {
	return p.Date(s.Made.In(s.Officer.Office.Region.Zone()))
}

// MayEnd tells whether the reader may end a session: their own, or as an active officer any of the office.
func (p officePage) MayEnd(s office.Session) bool {
	return p.In.Officer.Status == office.Active || s.Officer.ID == p.In.Officer.ID
}
