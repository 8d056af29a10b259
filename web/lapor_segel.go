package web

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"

	"netra/calendar"
	"netra/intake"
	"netra/law"
	"netra/office"
)

// windowDays is for how many days, back from the latest today, the browser is told the filing window. Nobody is in time who
// learned of it earlier.
const windowDays = 32

// partsPage is lapor_bagian.html: what the page's script puts together to a review, since the form does not leave the browser.
type partsPage struct {
	reviewPage
	Latest calendar.Date // today where it is latest: no office's day lies ahead of it
	today  calendar.Date
}

// laporBagian handles GET /lapor/bagian. It is the same for everybody.
func (s *Server) laporBagian(w http.ResponseWriter, r *http.Request) error {
	now := s.Now()
	page := partsPage{reviewPage{base: s.base(r)}, calendar.Today(now, calendar.WIT), calendar.Today(now, calendar.WIB)}
	return s.renderPublic(w, r, "lapor_bagian", page)
}

// Needs are all requirements in all their states.
func (p partsPage) Needs() []intake.Requirement {
	var all []intake.Requirement
	for id, texts := range needTexts {
		for state := range texts.says {
			all = append(all, intake.Requirement{ID: id, State: state})
		}
	}
	return all
}

// Need shows one of them.
func (p partsPage) Need(r intake.Requirement) need { return p.need(r) }

// A window is the filing window of somebody who learned of the event on a day.
type window struct {
	Regime string // as the reporter may choose it
	Known  calendar.Date
	Clock  clock
}

// Windows are the filing windows of the last weeks, in every regime.
func (p partsPage) Windows() []window {
	var list []window
	for _, regime := range []string{law.Pemilu, law.Pilkada, intake.Unknown} {
		for n := range windowDays {
			known := p.Latest.AddDays(-n)
			if answer := p.site.Desk.Due(regime, law.RuleReport, known); answer.Rule != "" {
				list = append(list, window{regime, known, p.Clock(answer, p.today)})
			}
		}
	}
	return list
}

// problemTexts are the keys of what the browser's checks may find.
var problemTexts = []string{
	"lapor.err_empty", "lapor.err_long", "lapor.err_letters", "lapor.err_date", "lapor.err_future", "lapor.err_order", "lapor.err_choice",
	"lapor.err_typed",
}

// ProblemTexts lists them.
func (partsPage) ProblemTexts() []string { return problemTexts }

// laporKantor handles POST /lapor/kantor: places and offices for what was typed as the place. Of the form only that is sent here,
// the choice among the places, and the offices that must not read it.
func (s *Server) laporKantor(w http.ResponseWriter, r *http.Request) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	form := intake.Form{PlaceText: values.Get("cari"), Place: values.Get("tempat")}
	for _, id := range values["kecuali"] {
		form.Excluded = append(form.Excluded, office.ID(id))
	}
	form.Tidy()
	status, problems := http.StatusOK, intake.Problems{}
	routing, err := s.Desk.Route(r.Context(), form.PlaceText, form.Place, form.Excluded)
	if errors.Is(err, intake.ErrNoReceiver) {
		status, problems = http.StatusUnprocessableEntity, intake.NoReceiver(form)
	} else if err != nil {
		return err
	}
	page := reviewPage{base: s.base(r), Review: intake.Review{Form: form, Routing: routing}, Problems: problems}
	return s.render(w, status, "lapor_kantor", page)
}

// Studies are the deadlines of the receiving office for a report of today, by what the reporter may have chosen as election.
func (p reviewPage) Studies() map[string]law.Answer {
	studies := map[string]law.Answer{}
	for _, regime := range []string{law.Pemilu, law.Pilkada, intake.Unknown} {
		studies[regime] = p.site.Desk.Due(regime, law.RuleInitialStudy, p.Review.Day)
	}
	return studies
}

// sealedReport is what the browser posts instead of the form. Bytes are base64.
type sealedReport struct {
	sealedStatement
	Office     office.ID `json:"office"`
	Epoch      int       `json:"epoch"`
	Regime     string    `json:"regime"`
	Acts       []string  `json:"acts"`
	Lookup     []byte    `json:"lookup"`
	Login      []byte    `json:"login"` // SHA-256 of the login secret
	Recipient  string    `json:"recipient"`
	Sign       []byte    `json:"sign"`
	OfficeWrap []byte    `json:"office_wrap"`
	Wrap       []byte    `json:"wrap"`
}

// sealedStatement is a statement that the browser has sealed.
type sealedStatement struct {
	ID        string        `json:"id"`
	Statement []byte        `json:"statement"`
	Content   []byte        `json:"content"` // H
	Salt      []byte        `json:"salt"`
	Day       calendar.Date `json:"day"`
}

func (s sealedStatement) sealed() (intake.Sealed, error) {
	if len(s.Content) != 32 || len(s.Salt) != 32 {
		return intake.Sealed{}, errBadForm
	}
	return intake.Sealed{ID: s.ID, Statement: s.Statement, Content: [32]byte(s.Content), Salt: [32]byte(s.Salt), Day: s.Day}, nil
}

// laporSegel handles POST /lapor/segel: a report that the browser has sealed. The answer is the receipt page.
func (s *Server) laporSegel(w http.ResponseWriter, r *http.Request) error {
	var in sealedReport
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	sealed, err := in.sealed()
	if err != nil || len(in.Lookup) != 16 || len(in.Login) != 32 {
		return errBadForm
	}
	filed, err := s.Desk.FileSealed(r.Context(), intake.SealedFiling{
		Sealed: sealed, Office: in.Office, Epoch: in.Epoch, Regime: in.Regime, Acts: in.Acts, Lookup: [16]byte(in.Lookup),
		Login: [32]byte(in.Login), Recipient: in.Recipient, Sign: ed25519.PublicKey(in.Sign), OfficeWrap: in.OfficeWrap, Wrap: in.Wrap,
	})
	if err != nil {
		return err
	}
	return s.receipt(w, r, filed)
}

// Headers of sealed uploads. None of them is secret but the capability, which no log of ours writes down.
const (
	headerCapability = "Netra-Izin"
	headerFile       = "Netra-Berkas"
	headerPart       = "Netra-Bagian"
	headerSum        = "Netra-Sidik"
	headerDay        = "Netra-Hari" // of the answer: today at the office
)

// adder finds what an upload is for. It tells the page's script which day it is at the office, since statements name it.
func (s *Server) adder(w http.ResponseWriter, r *http.Request, capability string) (*intake.Adder, error) {
	a, err := s.Desk.Adder(r.Context(), capability)
	if errors.Is(err, intake.ErrNotFound) {
		return nil, errExpired
	}
	if err != nil {
		return nil, err
	}
	w.Header().Set(headerDay, a.Today.String())
	return a, nil
}

// maxCard bounds a file card in bytes.
const maxCard = 16 << 10

// readAll reads a body of at most limit bytes.
func readAll(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		return nil, formError(err)
	}
	return body, nil
}

// laporBerkas handles POST /lapor/berkas: the card of a file whose parts follow. Twice is once.
func (s *Server) laporBerkas(w http.ResponseWriter, r *http.Request) error {
	a, err := s.adder(w, r, r.Header.Get(headerCapability))
	if err != nil {
		return err
	}
	card, err := readAll(w, r, maxCard)
	if err != nil {
		return err
	}
	if err := s.Desk.Begin(r.Context(), a, r.Header.Get(headerFile), card); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// uploadedPart is a part as it is stored.
type uploadedPart struct {
	N      int    `json:"n"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// laporBerkasBagian handles POST /lapor/berkas/bagian: one sealed part. A part that is there already stays, and is what the answer
// says.
func (s *Server) laporBerkasBagian(w http.ResponseWriter, r *http.Request) error {
	a, err := s.adder(w, r, r.Header.Get(headerCapability))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.Header.Get(headerPart))
	sum, err2 := hex.DecodeString(r.Header.Get(headerSum))
	if err != nil || err2 != nil || len(sum) != 32 {
		return errBadForm
	}
	roll(w, r)
	part, err := s.Desk.AddPart(r.Context(), a, r.Header.Get(headerFile), n, [32]byte(sum), r.Body)
	if err != nil {
		return err
	}
	return sendJSON(w, http.StatusOK, uploadedPart{n, part.Size, part.SHA256Hex()})
}

// laporBerkasSelesai handles POST /lapor/berkas/selesai: the statement of a file whose parts have come. The answer is the promise.
func (s *Server) laporBerkasSelesai(w http.ResponseWriter, r *http.Request) error {
	a, err := s.adder(w, r, r.Header.Get(headerCapability))
	if err != nil {
		return err
	}
	var in struct {
		sealedStatement
		Parts int `json:"parts"`
	}
	if err := readJSON(w, r, &in); err != nil {
		return err
	}
	sealed, err := in.sealed()
	if err != nil {
		return err
	}
	receipt, err := s.Desk.Finish(r.Context(), a, sealed, in.Parts)
	if err != nil {
		return err
	}
	return send(w, http.StatusCreated, "text/plain; charset=utf-8", receipt.Promise)
}

// unfinished is a file that can be continued.
type unfinished struct {
	ID    string         `json:"id"`
	Card  []byte         `json:"card"`
	Parts []uploadedPart `json:"parts"`
}

// cekBerkas handles POST /cek/berkas: files that the reporter's browser began and did not finish.
func (s *Server) cekBerkas(w http.ResponseWriter, r *http.Request) error {
	v, err := s.enterSealed(w, r)
	if err != nil {
		return err
	}
	uploads, err := s.Desk.Unfinished(r.Context(), v.Visitor)
	if err != nil {
		return err
	}
	list := []unfinished{}
	for _, u := range uploads {
		f := unfinished{ID: u.ID, Card: u.Card, Parts: []uploadedPart{}}
		for n, p := range u.Parts {
			f.Parts = append(f.Parts, uploadedPart{n, p.Size, p.SHA256Hex()})
		}
		list = append(list, f)
	}
	return sendJSON(w, http.StatusOK, list)
}

// cekKunjungan handles POST /cek/kunjungan: the sealed note of this visit.
func (s *Server) cekKunjungan(w http.ResponseWriter, r *http.Request) error {
	v, err := s.enterSealed(w, r)
	if err != nil {
		return err
	}
	if err := s.Desk.VisitedSealed(r.Context(), v.Visitor, v.Visit); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// sealedVisit is a visitor whose browser keeps the keys, and what that browser posts.
type sealedVisit struct {
	*intake.Visitor
	Visit []byte
}

func (s *Server) enterSealed(w http.ResponseWriter, r *http.Request) (sealedVisit, error) {
	var in struct {
		Key   string `json:"key"` // lookup id and login secret
		Visit []byte `json:"visit"`
	}
	if err := readJSON(w, r, &in); err != nil {
		return sealedVisit{}, err
	}
	login, err := readLogin(in.Key)
	if err != nil {
		return sealedVisit{}, err
	}
	v, err := s.Desk.EnterSealed(r.Context(), login)
	return sealedVisit{v, in.Visit}, err
}
