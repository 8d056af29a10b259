package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/office"
)

// registerPage is petugas_registrasi.html. Its script fills it from the report, which only the officer's browser can read; the
// server learns what the form posts and nothing else.
type registerPage struct {
	staffPage
	Report   string // id
	Proposal casework.Proposal
	Today    calendar.Date
	Draft    casework.Draft
	Event    casePlace
	Employer casePlace
	Problems intake.Problems // nil when the form is new
}

// A wrong is a field with a problem; Label and Problem are keys.
type wrong struct{ Name, Label, Problem string }

// Wrong lists the fields with a problem in the form's order.
func (p registerPage) Wrong() []wrong {
	var found []wrong
	for _, f := range []wrong{
		{Name: "number", Label: "perkara.number"}, {Name: "regime", Label: "perkara.regime"}, {Name: "title", Label: "perkara.title"},
		{Name: "acts", Label: "perkara.acts"}, {Name: "position", Label: "perkara.position"}, {Name: "agency", Label: "perkara.agency"},
		{Name: "name", Label: "perkara.name"}, {Name: "employer_region", Label: "perkara.employer_region"},
		{Name: "event_region", Label: "perkara.event_region"}, {Name: "event_on", Label: "perkara.event_on"},
		{Name: "known_on", Label: "perkara.known_on"}, {Name: "summary", Label: "perkara.summary"},
	} {
		if f.Problem = p.Problems.Of(f.Name); f.Problem != "" {
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

// labelTexts names the acts that a case can have.
var labelTexts = map[string]string{
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
func (p registerPage) ActGroups() []actGroup {
	var groups []actGroup
	for _, act := range p.site.Law.Acts() {
		g := actGroup{ID: act.ID, Name: actTexts[act.ID]}
		for _, label := range act.Labels {
			g.Labels = append(g.Labels, actLabel{label, labelTexts[label], slices.Contains(p.Draft.Acts, label)})
		}
		groups = append(groups, g)
	}
	return groups
}

// A caseField is one line of the form.
type caseField struct {
	base
	Name, Label, Hint, Problem, Value, Kind string // Label, Hint and Problem are keys
}

// Field makes a line of the form. Hint may be empty; kind is the input's type.
func (p registerPage) Field(name, kind, label, hint, value string) caseField {
	return caseField{p.base, name, label, hint, p.Problems.Of(name), value, kind}
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

// petugasRegistrasi handles GET /petugas/laporan/{id}/registrasi. A report that is a case already leads to that.
func (s *Server) petugasRegistrasi(w http.ResponseWriter, r *http.Request, in office.Session) error {
	p, err := s.Cases.Propose(r.Context(), in.Officer, r.PathValue("id"), "")
	if errors.Is(err, casework.ErrConflict) {
		http.Redirect(w, r, "/petugas/perkara/"+p.CaseID, http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	page := s.registerPage(r, in, p)
	page.Draft.Number, page.Draft.Regime = p.Number, p.Regime // intake.Unknown checks neither choice
	return s.render(w, http.StatusOK, "petugas_registrasi", page)
}

func (s *Server) registerPage(r *http.Request, in office.Session, p casework.Proposal) registerPage {
	return registerPage{staffPage: s.staff(r, in, "registrasi"), Report: r.PathValue("id"), Proposal: p, Today: s.today(in)}
}

// petugasRegistrasiKirim handles POST /petugas/laporan/{id}/registrasi.
func (s *Server) petugasRegistrasiKirim(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	event, employer := readCasePlace(form, "event_region"), readCasePlace(form, "employer_region")
	draft := casework.Draft{
		Number: form.Get("number"), Regime: form.Get("regime"), Title: form.Get("title"), Summary: form.Get("summary"), Acts: form["acts"],
		EventRegion: event.value(), EmployerRegion: employer.value(), EventOn: form.Get("event_on"), KnownOn: form.Get("known_on"),
		Position: form.Get("position"), Agency: form.Get("agency"), Name: form.Get("name"),
	}
	c, err := s.Cases.Register(r.Context(), in.Officer, r.PathValue("id"), draft)
	problems, faulty := errors.AsType[intake.Problems](err)
	if err != nil && !faulty {
		return err
	}
	if !faulty {
		http.Redirect(w, r, "/petugas/perkara/"+c.ID, http.StatusSeeOther)
		return nil
	}
	p, err := s.Cases.Propose(r.Context(), in.Officer, r.PathValue("id"), draft.Regime)
	if err != nil {
		return err
	}
	page := s.registerPage(r, in, p)
	page.Draft, page.Event, page.Employer, page.Problems = draft, event, employer, problems
	return s.render(w, http.StatusUnprocessableEntity, "petugas_registrasi", page)
}
