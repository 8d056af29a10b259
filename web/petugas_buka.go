package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/office"
	"netra/vault"
)

// openingPage is petugas_buka.html. Where the case is of a report, its script fills it from the report, which only the officer's
// browser can read; the server learns what the form posts and nothing else.
type openingPage struct {
	staffPage
	Report   string            // id; empty for a finding of the office's own
	Proposal casework.Proposal // of the report
	Study    *clock            // until when the office may study the report; nil if that is not known
	Observer bool              // the office records what others received or found, so it names its source
	Draft    casework.Draft
	Event    casePlace
	Employer casePlace
	Problems intake.Problems // of Draft; nil if there are none
	Unkept   *unkept         // any other reason why no case was made, nil if there is none
	Posted   bool            // Draft is what the officer typed
}

// Seen tells whether the office records a case that others received or found, without a report in Netra.
func (p openingPage) Seen() bool { return p.Report == "" && p.Observer }

// A wrong is a field with a problem: its element's id, and the keys of its label and of the problem.
type wrong struct{ ID, Label, Problem string }

// Wrong lists the fields with a problem in the form's order.
func (p openingPage) Wrong() []wrong {
	known := "perkara.known_on"
	switch {
	case p.Seen():
		known = "perkara.seen_known_on"
	case p.Report == "":
		known = "perkara.found_on"
	}
	return wrongOf(p.Problems, []wrong{
		{ID: "origin", Label: "perkara.origin"}, {ID: "source", Label: "perkara.source"}, {ID: "regime", Label: "perkara.regime"},
		{ID: "title", Label: "perkara.title"}, {ID: "acts", Label: "perkara.acts"}, {ID: "position", Label: "perkara.position"},
		{ID: "agency", Label: "perkara.agency"}, {ID: "name", Label: "perkara.name"},
		{ID: "employer_region", Label: "perkara.employer_region"}, {ID: "event_region", Label: "perkara.event_region"},
		{ID: "event_on", Label: "perkara.event_on"}, {ID: "known_on", Label: known}, {ID: "received_on", Label: "perkara.seen_received_on"},
		{ID: "summary", Label: "perkara.summary"},
	})
}

// wrongOf keeps of a form's fields those with a problem.
func wrongOf(problems intake.Problems, fields []wrong) []wrong {
	var found []wrong
	for _, f := range fields {
		if f.Problem = problems.Of(f.ID); f.Problem != "" {
			found = append(found, f)
		}
	}
	return found
}

// An actGroup is a choice of the report form with the labels among which an officer chooses.
type actGroup struct {
	ID, Name string // of which Name is a key
	Labels   []actLabel
}

type actLabel struct {
	ID, Text string // of which Text is a key
	Chosen   bool
}

// LabelTexts are the catalogue keys of the acts that a case can have, by their labels.
var LabelTexts = map[string]string{
	"promote_candidate":               "perkara.act_promote",
	"order_subordinates":              "perkara.act_order",
	"data_collection_or_mobilisation": "perkara.act_mobilise",
	"attend_candidate_event":          "perkara.act_attend",
	"covert_meeting":                  "perkara.act_covert",
	"pose_or_gesture":                 "perkara.act_pose",
	"campaign_attribute":              "perkara.act_attribute",
	"social_media_engagement":         "perkara.act_engage",
	"social_media_post":               "perkara.act_post",
	"use_state_facility_or_program":   "perkara.act_facility",
	"give_money_or_goods":             "perkara.act_money",
	"party_membership_or_candidacy":   "perkara.act_party",
	"register_or_accompany_candidate": "perkara.act_accompany",
	"other":                           "perkara.act_other",
}

// ActGroups lists the labels by the choice of the report form that they belong to.
func (p openingPage) ActGroups() []actGroup {
	var groups []actGroup
	for _, act := range p.site.Law.Acts() {
		g := actGroup{ID: act.ID, Name: actTexts[act.ID]}
		for _, label := range act.Labels {
			g.Labels = append(g.Labels, actLabel{label, LabelTexts[label], slices.Contains(p.Draft.Acts, label)})
		}
		groups = append(groups, g)
	}
	return groups
}

// A staffField is one line of an officer's form.
type staffField struct {
	base
	ID, Name, Kind, Label, Hint, Problem, Value string // Kind is the input's type; Label, Hint and Problem are keys
	Required                                    bool
}

// Field makes a line of the form. Hint may be empty; kind is the input's type.
func (p openingPage) Field(name, kind, label, hint, value string) staffField {
	return staffField{base: p.base, ID: name, Name: name, Kind: kind, Label: label, Hint: hint, Problem: p.Problems.Of(name), Value: value}
}

// A casePlace asks for a place: free text, and the places that it may mean. None is chosen for the officer.
type casePlace struct {
	Text    string
	Code    gazetteer.Code // chosen; empty if none is
	Choices []gazetteer.Place
}

// maxChoices is how many places an ambiguous text lists.
const maxChoices = 8

// readCasePlace reads the fields NAME_text and NAME. Text of which every word speaks for one place, and not for another, is
// taken as that place; otherwise the officer chooses.
func readCasePlace(form url.Values, name string) casePlace {
	f := casePlace{Text: form.Get(name + "_text")}
	if code, err := gazetteer.ParseCode(form.Get(name)); err == nil {
		place, _ := gazetteer.Lookup(code)
		f.Code, f.Choices = code, []gazetteer.Place{place}
		return f
	}
	found := gazetteer.Find(f.Text, maxChoices)
	for _, m := range found {
		f.Choices = append(f.Choices, m.Place)
	}
	whole := func(i int) bool { return i < len(found) && found[i].Score == 1 && !found[i].Near }
	if whole(0) && !whole(1) {
		f.Code, f.Choices = found[0].Code, f.Choices[:1]
	}
	return f
}

// value is what the draft gets: the code, or else the text, which is none.
func (f casePlace) value() string {
	if f.Code != "" {
		return string(f.Code)
	}
	return f.Text
}

// petugasBukaPerkara handles GET /petugas/laporan/{id}/perkara. A report that is a case already leads to that.
func (s *Server) petugasBukaPerkara(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page := s.openingPage(r, in)
	err := s.propose(r.Context(), &page)
	if errors.Is(err, casework.ErrConflict) {
		return seeOther(w, r, "/petugas/perkara/"+page.Proposal.CaseID)
	}
	if err != nil {
		return err
	}
	if page.Draft.ID, err = vault.NewID(s.Cases.Rand); err != nil {
		return err
	}
	page.Draft.Regime = page.Proposal.Regime // intake.Unknown checks neither choice
	return s.render(w, http.StatusOK, "petugas_buka", page)
}

// propose fills in what is known of the page's report. Where its reporter named no election the time for its study is the Pemilu's.
func (s *Server) propose(ctx context.Context, page *openingPage) error {
	var err error
	by := page.In.Officer
	if page.Proposal, err = s.Cases.Propose(ctx, by, page.Report); err != nil {
		return err
	}
	regime := page.Proposal.Regime
	if regime == intake.Unknown {
		regime = law.Pemilu
	}
	rule, err := s.Law.Clock(regime, law.RuleInitialStudy, page.Proposal.Day)
	if err != nil {
		return nil // the law has no such clock on that day
	}
	cal, err := s.Cases.CalendarOf(ctx, by.Office)
	if err != nil {
		return err
	}
	answer, err := law.Due(rule, page.Proposal.Day, cal)
	if errors.Is(err, calendar.ErrUnknownYear) {
		return nil
	}
	if err != nil {
		return err
	}
	study := page.Clock(answer, s.today(page.In))
	page.Study = &study
	return nil
}

// petugasBukaTemuan handles GET /petugas/perkara/baru: a case of the office's own finding.
func (s *Server) petugasBukaTemuan(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page := s.openingPage(r, in)
	var err error
	if page.Draft.ID, err = vault.NewID(s.Cases.Rand); err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_buka", page)
}

func (s *Server) openingPage(r *http.Request, in office.Session) openingPage {
	here := "buka"
	if r.PathValue("id") == "" {
		here = "perkara"
	}
	return openingPage{staffPage: s.staff(r, in, here), Report: r.PathValue("id"), Observer: s.observes(in)}
}

// observes tells whether an office is none of those that receive reports and find by their own power.
func (s *Server) observes(in office.Session) bool {
	body, _ := s.Law.Body("bawaslu", s.today(in))
	return !slices.Contains(body.Offices, string(in.Officer.Office.Kind))
}

// petugasBukaKirim handles POST /petugas/laporan/{id}/perkara and POST /petugas/perkara/baru.
func (s *Server) petugasBukaKirim(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	page := s.openingPage(r, in)
	page.Event, page.Employer = readCasePlace(form, "event_region"), readCasePlace(form, "employer_region")
	page.Draft = casework.Draft{
		ID: form.Get("id"), ReceivedOn: form.Get("received_on"), Origin: form.Get("origin"), Regime: form.Get("regime"), Title: form.Get("title"), Summary: form.Get("summary"), Acts: form["acts"],
		EventRegion: page.Event.value(), EmployerRegion: page.Employer.value(), EventOn: form.Get("event_on"), KnownOn: form.Get("known_on"),
		Position: form.Get("position"), Agency: form.Get("agency"), Name: form.Get("name"), Source: form.Get("source"),
	}
	if page.Report == "" && !page.Observer {
		page.Draft.Origin = string(law.Found)
	}
	c, err := s.Cases.Open(r.Context(), in.Officer, page.Report, page.Draft)
	if err == nil {
		return seeOther(w, r, "/petugas/perkara/"+c.ID)
	}
	return s.openingAgain(w, r, page, err)
}

// openingAgain shows the form with what was typed after no case was made. An error comes back where there is nothing to open.
func (s *Server) openingAgain(w http.ResponseWriter, r *http.Request, page openingPage, why error) error {
	page.Posted = true
	if page.Report != "" {
		err := s.propose(r.Context(), &page)
		if err != nil && !errors.Is(err, casework.ErrConflict) {
			return errors.Join(why, err)
		}
		page.Proposal.Report = vault.Number(page.Report)
	}
	problems, faulty := errors.AsType[intake.Problems](why)
	if faulty {
		page.Problems = problems
		return s.render(w, http.StatusUnprocessableEntity, "petugas_buka", page)
	}
	page.Unkept = s.unkept(r, page.base, why)
	return s.render(w, page.Unkept.status, "petugas_buka", page)
}
