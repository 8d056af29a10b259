package web

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"netra/calendar"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
)

// inboxPage is petugas_kotak.html.
type inboxPage struct {
	staffPage
	Cards []intake.Card
	Today calendar.Date // in the office's zone
	Beat  time.Duration // how often the inbox is filled
}

// BeatMinutes is how often the inbox is filled, in whole minutes, rounded up.
func (p inboxPage) BeatMinutes() int { return int((p.Beat + time.Minute - 1) / time.Minute) }

// petugasKotak handles GET /petugas: the sealed reports of the officer's office, those that expire first on top.
func (s *Server) petugasKotak(w http.ResponseWriter, r *http.Request, in office.Session) error {
	cards, err := s.Desk.Inbox(r.Context(), in.Officer)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_kotak", inboxPage{s.staff(r, in, "kotak"), cards, s.today(in), s.Desk.Beat})
}

func (s *Server) today(in office.Session) calendar.Date {
	return calendar.Today(s.Now(), in.Officer.Office.Region.Zone())
}

// reportPage is petugas_laporan.html: what is known before opening, and the empty places that the vault's content fills.
type reportPage struct {
	staffPage
	Card  intake.Card
	Today calendar.Date
}

// petugasLaporan handles GET /petugas/laporan/{id}.
func (s *Server) petugasLaporan(w http.ResponseWriter, r *http.Request, in office.Session) error {
	cards, err := s.Desk.Inbox(r.Context(), in.Officer)
	if err != nil {
		return err
	}
	for _, c := range cards {
		if c.ID == r.PathValue("id") {
			return s.render(w, http.StatusOK, "petugas_laporan", reportPage{s.staff(r, in, "laporan"), c, s.today(in)})
		}
	}
	return errNotFound
}

// actTexts names the choices of the report form as an officer reads them.
var actTexts = map[string]string{
	"ajak": "petugas.act_ajak", "hadir": "petugas.act_hadir", "medsos": "petugas.act_medsos",
	"fasilitas": "petugas.act_fasilitas", "barang": "petugas.act_barang", "lain": "petugas.act_lain",
}

// Acts writes the acts of a card: "media sosial, ajakan".
func (p staffPage) Acts(acts []string) (string, error) {
	var names []string
	for _, a := range acts {
		key, ok := actTexts[a]
		if !ok {
			continue
		}
		name, err := p.T(key)
		if err != nil {
			return "", err
		}
		names = append(names, name)
	}
	return strings.Join(names, ", "), nil
}

// Regime writes which election a card concerns.
func (p staffPage) Regime(regime string) (string, error) {
	switch regime {
	case law.Pemilu:
		return p.T("petugas.pemilu")
	case law.Pilkada:
		return p.T("petugas.pilkada")
	}
	return p.T("petugas.regime_unknown")
}

// petugasTempat handles GET /petugas/tempat: the names of all places of the officer's region, a line "CODE TAB NAME" each, so that
// the browser can name the place in an opened report without asking for it. Beyond a regency there are no villages.
func (s *Server) petugasTempat(w http.ResponseWriter, r *http.Request, in office.Session) error {
	region := in.Officer.Office.Region
	deepest := gazetteer.District
	if region.Level() >= gazetteer.Regency {
		deepest = gazetteer.Village
	}
	var b strings.Builder
	var list func(gazetteer.Code)
	list = func(c gazetteer.Code) {
		for p := range gazetteer.Children(c) {
			fmt.Fprintf(&b, "%s\t%s\n", p.Code, p.Title())
			if p.Level() < deepest {
				list(p.Code)
			}
		}
	}
	for c := region; c != gazetteer.Indonesia; c = c.Parent() {
		p, _ := gazetteer.Lookup(c)
		fmt.Fprintf(&b, "%s\t%s\n", c, p.Title())
	}
	list(region)
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte(b.String()))
}

// handover is what the vault gets when a report is opened. Bytes are base64.
type handover struct {
	ID        string      `json:"id"`
	Number    string      `json:"number"`
	Office    office.ID   `json:"office"` // whose intake key opens the wrap
	Epoch     int         `json:"epoch"`
	Wrap      []byte      `json:"wrap"`
	Recipient string      `json:"recipient"`
	Reporter  []byte      `json:"reporter"`
	Statement []byte      `json:"statement"`
	Wraps     [2][]byte   `json:"wraps"` // SHA-256 of the wraps that were stored beside the statement, for C
	Leaf      leafJSON    `json:"leaf"`
	Later     []laterJSON `json:"later"`
	Openings  []openJSON  `json:"openings"`
}

type leafJSON struct {
	Type    string `json:"type"`
	Stored  []byte `json:"stored"`
	Content []byte `json:"content"`
	Salt    []byte `json:"salt"`
}

type laterJSON struct {
	ID     string    `json:"id"`
	Kind   string    `json:"kind"`
	Day    string    `json:"day"`
	Sealed []byte    `json:"sealed"`
	Leaf   leafJSON  `json:"leaf"`
	Parts  []int64   `json:"parts"` // sealed bytes of each
	Author office.ID `json:"author"`
}

type openJSON struct {
	Name   string `json:"name"`
	Day    string `json:"day"` // as people read it
	Bundle bool   `json:"bundle"`
}

// petugasBuka handles POST /petugas/laporan/{id}/buka. The opening is recorded, with a leaf in the log, in the transaction that
// hands out the wrap.
func (s *Server) petugasBuka(w http.ResponseWriter, r *http.Request, in office.Session) error {
	h, err := s.Desk.Open(r.Context(), in.Officer, r.PathValue("id"))
	if err != nil {
		return err
	}
	out := handover{ID: h.ID, Number: h.Number, Office: h.Office, Epoch: h.Epoch, Wrap: h.Wrap, Recipient: h.Recipient, Reporter: h.Reporter,
		Statement: h.Statement, Wraps: [2][]byte{h.Wraps[0][:], h.Wraps[1][:]}, Leaf: leafOf(h.Leaf), Later: []laterJSON{}}
	for _, st := range h.Later {
		l := laterJSON{ID: st.ID, Kind: st.Kind, Day: st.Day.String(), Sealed: st.Sealed, Leaf: leafOf(st.Opening), Parts: []int64{}, Author: st.Author}
		for _, p := range st.Parts {
			l.Parts = append(l.Parts, p.Size)
		}
		out.Later = append(out.Later, l)
	}
	b := s.base(r)
	for _, o := range h.Openings {
		out.Openings = append(out.Openings, openJSON{o.Name, b.Day(o.Day), o.Bundle})
	}
	return sendJSON(w, http.StatusOK, out)
}

func leafOf(o ledger.Opening) leafJSON {
	return leafJSON{o.Type, o.Stored[:], o.Content[:], o.Salt[:]}
}

// petugasBagian handles GET /petugas/laporan/{id}/berkas/{file}/{n}: one sealed part.
func (s *Server) petugasBagian(w http.ResponseWriter, r *http.Request, in office.Session) error {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		return errNotFound
	}
	part, size, err := s.Desk.Part(r.Context(), in.Officer, r.PathValue("id"), r.PathValue("file"), n)
	if err != nil {
		return err
	}
	defer part.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", fmt.Sprint(size))
	if _, err := io.Copy(w, part); err != nil {
		return errGone
	}
	return nil
}

// petugasTanya handles POST /petugas/laporan/{id}/tanya: a question that the vault has sealed and signed. It tells the vault which
// day it is at the office, since the question names it and the page may be of yesterday.
func (s *Server) petugasTanya(w http.ResponseWriter, r *http.Request, in office.Session) error {
	w.Header().Set(headerDay, s.today(in).String())
	var q struct {
		ID        string        `json:"id"`
		Statement []byte        `json:"statement"`
		Content   []byte        `json:"content"` // H
		Salt      []byte        `json:"salt"`
		Day       calendar.Date `json:"day"`
	}
	if err := readJSON(w, r, &q); err != nil {
		return err
	}
	sealed := intake.Sealed{ID: q.ID, Statement: q.Statement, Day: q.Day}
	if len(q.Content) != 32 || len(q.Salt) != 32 {
		return errBadForm
	}
	copy(sealed.Content[:], q.Content)
	copy(sealed.Salt[:], q.Salt)
	if err := s.Desk.Ask(r.Context(), in.Officer, r.PathValue("id"), sealed); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// bundlePause is how long a download of a bundle may stand still.
const bundlePause = time.Minute

// petugasBundel handles POST /petugas/laporan/{id}/bundel: everything about a report as it is stored, sealed, for netra open. It is
// recorded as an opening.
func (s *Server) petugasBundel(w http.ResponseWriter, r *http.Request, in office.Session) error {
	out := &download{w: w, control: http.NewResponseController(w), name: r.PathValue("id") + ".tar"}
	err := s.Desk.Bundle(r.Context(), in.Officer, r.PathValue("id"), out)
	if err != nil && out.begun {
		out.control.SetWriteDeadline(time.Unix(1, 0)) // cuts the connection, which tells that the file is not whole
		return errGone
	}
	return err
}

// A download sends its headers with the first bytes, so that an error before them is still a page, and moves the deadline on
// as long as bytes go.
type download struct {
	w       http.ResponseWriter
	control *http.ResponseController
	name    string
	begun   bool
}

// Write implements io.Writer.
func (d *download) Write(p []byte) (int, error) {
	if !d.begun {
		d.begun = true
		d.w.Header().Set("Content-Type", "application/x-tar")
		d.w.Header().Set("Content-Disposition", `attachment; filename="`+d.name+`"`)
	}
	d.control.SetWriteDeadline(time.Now().Add(bundlePause))
	return d.w.Write(p)
}

// framePolicy is the policy of the frame that shows evidence: no origin, no network, no storage; only what is posted into it.
const framePolicy = "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; media-src blob:; frame-ancestors 'self'"

// petugasBingkai handles GET /petugas/bingkai.
func (s *Server) petugasBingkai(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Security-Policy", framePolicy)
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	return s.render(w, http.StatusOK, "petugas_bingkai", s.script(inLang(r, staffLang(r.URL.Query().Get("bahasa"))), "js/bingkai.js"))
}
