package web

import (
	"errors"
	"net/http"

	"netra/office"
)

// doorPage is petugas_masuk.html and petugas_undangan.html.
type doorPage struct {
	base
	Instance string
}

func (s *Server) door(r *http.Request) doorPage {
	return doorPage{s.script(r, staffScript), s.Offices.Instance}
}

// petugasMasuk handles GET /petugas/masuk.
func (s *Server) petugasMasuk(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, http.StatusOK, "petugas_masuk", s.door(r))
}

// petugasMasukKirim handles POST /petugas/masuk: user name, the login secret that the browser derived, and a code.
func (s *Server) petugasMasukKirim(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		User  string `json:"user"`
		Login []byte `json:"login"`
		Code  string `json:"code"`
	}
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	var login [32]byte
	if copy(login[:], in.Login); len(in.Login) != len(login) {
		return errBadForm
	}
	cookie, err := s.Offices.SignIn(r.Context(), in.User, login, in.Code)
	if errors.Is(err, office.ErrSignIn) {
		return mend(w, "refused")
	}
	if err != nil {
		return err
	}
	s.setSession(w, cookie.String())
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// petugasKeluar handles POST /petugas/keluar.
func (s *Server) petugasKeluar(w http.ResponseWriter, r *http.Request, in office.Session) error {
	if err := s.Offices.EndSession(r.Context(), in.Officer, in.ID); err != nil {
		return err
	}
	s.dropSession(w)
	http.Redirect(w, r, "/petugas/masuk", http.StatusSeeOther)
	return nil
}

// petugasKunci handles GET /petugas/kunci: the officer's own sealed keys, for the vault to open.
func (s *Server) petugasKunci(w http.ResponseWriter, r *http.Request, in office.Session) error {
	ring, err := s.Offices.Keyring(r.Context(), in.Officer)
	if err != nil {
		return err
	}
	type wrap struct {
		Office    office.ID `json:"office"`
		Epoch     int       `json:"epoch"`
		Recipient string    `json:"recipient"`
		Wrap      []byte    `json:"wrap"`
	}
	wraps := []wrap{}
	for _, k := range ring.Wraps {
		wraps = append(wraps, wrap{k.Key.Office, k.Key.Epoch, k.Key.Recipient, k.Wrap})
	}
	return sendJSON(w, http.StatusOK, map[string]any{"user": in.Officer.User, "own": ring.OwnKey, "wraps": wraps})
}

// petugasHidup handles GET /petugas/hidup, which the vault asks while it is unlocked: 204 while the session lasts, 401 once it
// has ended or was revoked. It does not prolong the session.
func (s *Server) petugasHidup(w http.ResponseWriter, r *http.Request) error {
	status := http.StatusNoContent
	c, err := r.Cookie(sessionCookie)
	if err == nil {
		err = s.Offices.Alive(r.Context(), c.Value)
	}
	switch {
	case errors.Is(err, http.ErrNoCookie), errors.Is(err, office.ErrNoSession):
		status = http.StatusUnauthorized
	case err != nil:
		return err
	}
	w.WriteHeader(status)
	return nil
}

// petugasUndangan handles GET /petugas/undangan. The token is in the address's fragment, which no server sees; the script
// posts it.
func (s *Server) petugasUndangan(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, http.StatusOK, "petugas_undangan", s.door(r))
}

// enrolPage is petugas_daftar.html.
type enrolPage struct {
	doorPage
	Token    string
	Office   office.Office
	Name     string // as the inviter wrote it
	MakesKey bool   // this officer makes the office's key
	Offline  bool   // the office's key was made outside of browsers
	Lost     bool   // nobody is left who could give the office's key
	Secret   string // of the authenticator app
	QR       qr
}

// petugasUndanganBuka handles POST /petugas/undangan with the token, and shows what an officer to be has to do.
func (s *Server) petugasUndanganBuka(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	token, err := office.ParseToken(form.Get("undangan"))
	if err != nil {
		return err
	}
	welcome, err := s.Offices.Welcome(r.Context(), token)
	if err != nil {
		return err
	}
	code, err := drawQR(welcome.Authenticator.URI)
	if err != nil {
		return err
	}
	o := welcome.Served
	return s.render(w, http.StatusOK, "petugas_daftar", enrolPage{
		doorPage: s.door(r), Token: token.String(), Office: o.Office, Name: welcome.Officer.Name,
		MakesKey: o.Key.Epoch == 0, Offline: o.Key.Offline, Lost: o.Lost(), Secret: welcome.Authenticator.Secret, QR: code})
}

// enrolProblems name what an officer to be can mend.
var enrolProblems = []struct {
	is   error
	name string
}{
	{office.ErrUser, "user"}, {office.ErrTaken, "taken"}, {office.ErrName, "name"}, {office.ErrCode, "code"}, {office.ErrConflict, "conflict"},
}

// petugasDaftar handles POST /petugas/undangan/daftar.
func (s *Server) petugasDaftar(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Token     string `json:"token"`
		User      string `json:"user"`
		Name      string `json:"name"`
		Login     []byte `json:"login"` // SHA-256 of the login secret
		Recipient string `json:"recipient"`
		Sign      []byte `json:"sign"`
		Own       []byte `json:"own"`
		Code      string `json:"code"`
		Office    *struct {
			Recipient string `json:"recipient"`
			Sign      []byte `json:"sign"`
			Wrap      []byte `json:"wrap"`
		} `json:"office"`
	}
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	token, err := office.ParseToken(in.Token)
	if err != nil {
		return err
	}
	a := office.Application{User: in.User, Name: in.Name, Recipient: in.Recipient, Sign: in.Sign, OwnKey: in.Own, Code: in.Code}
	if copy(a.Login[:], in.Login); len(in.Login) != len(a.Login) {
		return errBadForm
	}
	if o := in.Office; o != nil {
		a.Office = &office.OfficeKey{Recipient: o.Recipient, Sign: o.Sign, Wrap: o.Wrap}
	}
	cookie, err := s.Offices.Enrol(r.Context(), token, a)
	for _, p := range enrolProblems {
		if errors.Is(err, p.is) {
			return mend(w, p.name)
		}
	}
	if err != nil {
		return err
	}
	s.setSession(w, cookie.String())
	w.WriteHeader(http.StatusNoContent)
	return nil
}
