package web

import (
	"net/url"
	"slices"
	"strings"

	"netra/gazetteer"
	"netra/intake"
	"netra/office"
	"netra/vault"
)

// reviewPage is lapor_periksa.html.
type reviewPage struct {
	base
	Review   intake.Review
	Problems intake.Problems
	Words    []string
	Unsent   *notice // why it could not be filed; nil if nothing failed
	typed    string
}

// A notice says what happened.
type notice struct{ Title, Lead string } // keys

// Listed gives the problems in the order of the fields.
func (p reviewPage) Listed() []problem { return listed(p.Problems, reviewFields) }

// Ready tells whether the report can be sent as it is.
func (p reviewPage) Ready() bool { return p.Review.Settled() && p.Review.Requirements != nil }

// A hidden is a field that goes along unseen.
type hidden struct{ Name, Value string }

// Fields carry the form and the words along. What the review itself asks for is not among them.
func (p reviewPage) Fields() []hidden {
	fields := []hidden{{"kata", strings.Join(p.Words, " ")}, {"penerima", string(p.Review.Receiver.ID)}}
	for _, act := range p.Review.Form.Acts {
		fields = append(fields, hidden{"perbuatan", act})
	}
	for _, name := range formFields {
		if text := p.Review.Form.Text(name); text != nil {
			fields = append(fields, hidden{name, *text})
		}
	}
	f := p.Review.Form
	fields = append(fields, hidden{"pemilihan", f.Election}, hidden{"nama", f.Identity}, hidden{"orang", f.Knowing}, hidden{"simpan", f.Withheld})
	if len(p.Review.Matches) == 0 {
		fields = append(fields, hidden{"tempat", f.Place})
	}
	return append(fields, excluded(p.unlisted())...)
}

// unlisted are the excluded offices that the review has no box for: those of another place, or all while the place is open.
func (p reviewPage) unlisted() []office.ID {
	boxes := p.Offices()
	return slices.DeleteFunc(slices.Clone(p.Review.Form.Excluded), func(id office.ID) bool {
		return slices.ContainsFunc(boxes, func(box pick) bool { return box.Value == string(id) })
	})
}

// Places are what the typed place may mean.
func (p reviewPage) Places() ([]pick, error) {
	list, err := p.picks("radio", "tempat", []choice{{intake.NoPlace, "lapor.places_none", "lapor.places_none_hint"}})
	if err != nil {
		return nil, err
	}
	var places []pick
	for _, m := range p.Review.Matches {
		title, above := m.Title(), ""
		if up, ok := gazetteer.Lookup(m.Parent()); ok && up.Code != gazetteer.Indonesia {
			above = up.FullName()
		}
		places = append(places, pick{Type: "radio", Name: "tempat", Value: string(m.Code), Label: title, Hint: above})
	}
	return append(places, list...), nil
}

// Offices are those that the reporter may exclude.
func (p reviewPage) Offices() []pick {
	var list []pick
	for _, o := range append(append([]office.Office{}, p.Review.Chain.Line...), p.Review.Chain.Others...) {
		pick := pick{Type: "checkbox", Name: "kecuali", Value: string(o.ID), Label: o.Name}
		for _, id := range p.Review.Form.Excluded {
			pick.On = pick.On || id == o.ID
		}
		list = append(list, pick)
	}
	return list
}

// A need shows a requirement.
type need struct {
	P base
	intake.Requirement
	Class            string
	Name, Word, Says string // keys
}

// needTexts names the requirements and says what each state of them means.
var needTexts = map[string]struct {
	name string
	says map[string]string
}{
	intake.NeedReporter: {"lapor.need_reporter", map[string]string{
		intake.Met: "lapor.need_reporter_met", intake.Missing: "lapor.need_reporter_missing"}},
	intake.NeedAccused: {"lapor.need_accused", map[string]string{
		intake.Met: "lapor.need_accused_met", intake.Missing: "lapor.need_accused_missing"}},
	intake.NeedInTime: {"lapor.need_in_time", map[string]string{
		intake.Met: "lapor.need_in_time_met", intake.Missing: "lapor.need_in_time_missing",
		intake.Late: "lapor.need_in_time_late", intake.Unsure: "lapor.need_in_time_unsure"}},
	intake.NeedWhen: {"lapor.need_when", map[string]string{
		intake.Met: "lapor.need_when_met", intake.Missing: "lapor.need_when_missing"}},
	intake.NeedAccount: {"lapor.need_account", map[string]string{
		intake.Met: "lapor.need_account_met", intake.Missing: "lapor.need_account_missing"}},
	intake.NeedEvidence: {"lapor.need_evidence", map[string]string{
		intake.Later: "lapor.need_evidence_later", intake.Withheld: "lapor.need_evidence_withheld"}},
}

// needStates gives a state's mark and the word for it.
var needStates = map[string]struct{ class, word string }{
	intake.Met: {"ok", "lapor.state_met"}, intake.Missing: {"soon", "lapor.state_missing"}, intake.Late: {"late", "lapor.state_late"},
	intake.Unsure: {"run", "lapor.state_unsure"}, intake.Later: {"run", "lapor.state_later"}, intake.Withheld: {"run", "lapor.state_later"},
}

func (b base) need(r intake.Requirement) need {
	texts, state := needTexts[r.ID], needStates[r.State]
	return need{b, r, state.class, texts.name, state.word, texts.says[r.State]}
}

// Formal are the formal requirements.
func (p reviewPage) Formal() []need { return p.needs(p.Review.Requirements[:intake.FormalNeeds]) }

// Material are the material ones.
func (p reviewPage) Material() []need { return p.needs(p.Review.Requirements[intake.FormalNeeds:]) }

func (b base) needs(requirements []intake.Requirement) []need {
	var list []need
	for _, r := range requirements {
		list = append(list, b.need(r))
	}
	return list
}

// Count is how many words the account has.
func (p reviewPage) Count() int { return len(strings.Fields(p.Review.Form.Account)) }

// Typed is the box for typing the words back.
func (p reviewPage) Typed() textField {
	return textField{P: p.base, Name: "ketik", Type: "text", Label: "lapor.typed", Hint: "lapor.typed_hint", Bad: p.Problems.Of("ketik"), Value: p.typed, Rows: 2, Words: true}
}

// codeOf gives the words that a review carries along, fresh ones if it has none.
func (s *Server) codeOf(values url.Values) (string, error) {
	code, err := vault.ParseCode(values.Get("kata"))
	if err != nil {
		code, err = vault.NewCode(s.Desk.Rand)
	}
	return string(code.Open()), err
}
