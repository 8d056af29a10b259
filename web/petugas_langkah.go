package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"netra/casework"
	"netra/intake"
	"netra/law"
	"netra/office"
)

// guardTexts say what is missing where a guard of the law does not hold.
var guardTexts = map[string]string{
	"accused_described": "perkara.guard_accused",
	"event_described":   "perkara.guard_event",
	"account_given":     "perkara.guard_account",
	"filed_in_time":     "perkara.guard_filed_in_time",
	"found_in_time":     "perkara.guard_found_in_time",
	"within_completion": "perkara.guard_within_completion",
	"within_handling":   "perkara.guard_within_handling",
}

// Legal lists the moves that the office of the case may make now and by which the case goes on.
func (p casePage) Legal() []law.Option {
	return p.optionsThat(func(o law.Option) bool { return o.Legal() && !p.ends(o) })
}

// Ending lists the moves that the office of the case may make now and that end the case.
func (p casePage) Ending() []law.Option {
	return p.optionsThat(func(o law.Option) bool { return o.Legal() && p.ends(o) })
}

func (p casePage) ends(o law.Option) bool {
	state, ok := p.site.Law.State(o.To)
	return ok && state.Final
}

// Blocked lists the moves of the office's own that lack something.
func (p casePage) Blocked() []law.Option {
	return p.optionsThat(func(o law.Option) bool { return o.Power && !o.Legal() })
}

// Others lists the moves of other bodies, which the office may only record as seen.
func (p casePage) Others() []law.Option {
	return p.optionsThat(func(o law.Option) bool { return !o.Power })
}

func (p casePage) optionsThat(is func(law.Option) bool) []law.Option {
	return slices.DeleteFunc(slices.Clone(p.options), func(o law.Option) bool { return !is(o) })
}

// Missing says what a move lacks: a key for each guard, and the names of documents.
func (p casePage) Missing(o law.Option) ([]string, error) {
	var found []string
	for _, guard := range o.Missing {
		text, err := p.T(guardTexts[guard])
		if err != nil {
			return nil, err
		}
		found = append(found, text)
	}
	for _, form := range o.MissingDocuments {
		text, err := p.T("perkara.missing_paper", "paper", p.FormTitle(form))
		if err != nil {
			return nil, err
		}
		found = append(found, text)
	}
	return found, nil
}

// Bodies names whose act a move is.
func (p casePage) Bodies(o law.Option) []string {
	var names []string
	for _, id := range o.Who {
		if body, ok := p.site.Law.Body(id, p.Today()); ok && !slices.Contains(names, p.Text(body.Title)) {
			names = append(names, p.Text(body.Title))
		}
	}
	return names
}

// A moveForm is the form of one move.
type moveForm struct {
	casePage
	Option law.Option
	Chosen bool // it is the move that was posted, so it is shown open and its fields have what was typed
}

// Form makes the form of a move. None is shown open before an officer chose it: the program proposes no decision.
func (p casePage) Form(o law.Option) moveForm {
	return moveForm{casePage: p, Option: o, Chosen: o.ID == p.Step.Transition}
}

// Asks tells whether the move asks the reporter for something, who reads only the conversation.
func (f moveForm) Asks() bool { return f.Option.ID == "ask_completion" && f.Case.Report != "" }

// Registers tells whether the move asks for a register number.
func (f moveForm) Registers() bool {
	return f.Option.Registers && f.Option.Power && f.casePage.Number != ""
}

// Line makes a field of the form: number, on, source or note.
func (f moveForm) Line(name, kind, label, hint string) staffField {
	field := staffField{base: f.base, ID: name + "-" + f.Option.ID, Name: name, Kind: kind, Label: label, Hint: hint}
	if f.Chosen {
		field.Problem = f.StepProblems.Of(name)
		field.Value = map[string]string{"number": f.Step.Number, "on": f.Step.On, "source": f.Step.Source, "note": f.Step.Note}[name]
	} else if name == "number" {
		field.Value = f.casePage.Number
	}
	return field
}

// Note makes the field for a note, which is the reason where the office's own move needs one.
func (f moveForm) Note() staffField {
	if !f.Option.Reason || !f.Option.Power {
		return f.Line("note", "text", "perkara.note", "")
	}
	field := f.Line("note", "text", "perkara.reason", "perkara.reason_hint")
	field.Required = true
	return field
}

// Wrong lists the fields of the posted form that have a problem.
func (p casePage) Wrong() []wrong {
	found := wrongOf(p.StepProblems, []wrong{{ID: "number", Label: "perkara.number"}, {ID: "on", Label: "perkara.on"},
		{ID: "source", Label: "perkara.source"}, {ID: "note", Label: "perkara.note"}})
	for i := range found {
		found[i].ID += "-" + p.Step.Transition
	}
	papers := wrongOf(p.PaperProblems, []wrong{{ID: "form", Label: "perkara.paper_form"}, {ID: "number", Label: "perkara.paper_number"},
		{ID: "on", Label: "perkara.paper_on"}})
	for i := range papers {
		papers[i].ID += "-surat"
	}
	return append(found, papers...)
}

// Stranded is what was typed for a move that the page has no form for any more, nil if there is none.
func (p casePage) Stranded() *law.Transition {
	offered := func(o law.Option) bool { return o.ID == p.Step.Transition && (o.Legal() || !o.Power) }
	if p.Step.Transition == "" || slices.ContainsFunc(p.options, offered) {
		return nil
	}
	t, ok := p.site.Law.Transition(p.Step.Transition)
	if !ok {
		return nil
	}
	return &t
}

// Since lists what was entered in the case after the version that the officer had seen.
func (p casePage) Since() []lineItem {
	seen := p.Step.Version + p.Paper.Version // one of them was posted
	return slices.DeleteFunc(p.steps(), func(i lineItem) bool { return i.Version <= seen })
}

// A paperChoice is a document that may be put into the file.
type paperChoice struct{ ID, Title string }

// Awaited lists the documents that moves of the office wait for, each once.
func (p casePage) Awaited() []paperChoice {
	var found []paperChoice
	for _, o := range p.Blocked() {
		for _, id := range o.MissingDocuments {
			if c := (paperChoice{id, p.FormTitle(id)}); !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	return found
}

// OtherPapers lists the other documents of the law.
func (p casePage) OtherPapers() []paperChoice {
	awaited := p.Awaited()
	var found []paperChoice
	for _, f := range p.site.Law.Forms() {
		if c := (paperChoice{f.ID, p.FormTitle(f.ID)}); !slices.Contains(awaited, c) {
			found = append(found, c)
		}
	}
	return found
}

// PaperBasis is what a document rests on; nothing if the law has it no more.
func (p casePage) PaperBasis(id string) *staffBasis {
	form, ok := p.site.Law.Form(id)
	if !ok {
		return nil
	}
	b := p.Basis(form.Basis)
	return &b
}

// PaperLine makes a field of the form for a document: number or on.
func (p casePage) PaperLine(name, kind, label, hint, value string) staffField {
	return staffField{base: p.base, ID: name + "-surat", Name: name, Kind: kind, Label: label, Hint: hint, Problem: p.PaperProblems.Of(name), Value: value}
}

// petugasLangkah handles POST /petugas/perkara/{id}/langkah: a move. One that cannot be made is shown again with what was typed.
func (s *Server) petugasLangkah(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return errBadForm
	}
	step := casework.Step{Version: version, Transition: form.Get("transition"), Number: form.Get("number"), On: form.Get("on"),
		Source: form.Get("source"), Note: form.Get("note")}
	c, err := s.Cases.Move(r.Context(), in.Officer, r.PathValue("id"), step)
	if err == nil {
		return seeOther(w, r, "/petugas/perkara/"+c.ID)
	}
	return s.caseAgain(w, r, in, err, func(p *casePage, problems intake.Problems) { p.Step, p.StepProblems = step, problems })
}

// petugasSurat handles POST /petugas/perkara/{id}/surat: a document for the file.
func (s *Server) petugasSurat(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return errBadForm
	}
	paper := casework.PaperDraft{Version: version, Form: form.Get("form"), Number: form.Get("number"), On: form.Get("on")}
	c, err := s.Cases.AddPaper(r.Context(), in.Officer, r.PathValue("id"), paper)
	if err == nil {
		return seeOther(w, r, "/petugas/perkara/"+c.ID)
	}
	return s.caseAgain(w, r, in, err, func(p *casePage, problems intake.Problems) { p.Paper, p.PaperProblems = paper, problems })
}

// caseAgain shows a case as it is now after something could not be stored in it; typed puts what was typed onto the page. An error
// comes back where there is no case to show.
func (s *Server) caseAgain(w http.ResponseWriter, r *http.Request, in office.Session, why error, typed func(*casePage, intake.Problems)) error {
	problems, faulty := errors.AsType[intake.Problems](why)
	if errors.Is(why, casework.ErrNotFound) {
		return why
	}
	page, err := s.casePage(r, in)
	if err != nil {
		return errors.Join(why, err)
	}
	status := http.StatusConflict
	switch {
	case faulty:
		status = http.StatusUnprocessableEntity
	case errors.Is(why, casework.ErrStale):
		page.Failed = "perkara.stale"
	case errors.Is(why, casework.ErrIllegal):
		page.Failed = "perkara.illegal"
	default:
		page.Unkept = s.unkept(r, page.base, why)
		status = page.Unkept.status
	}
	typed(&page, problems)
	return s.render(w, status, "petugas_perkara", page)
}

// Stale tells whether the case had changed since the officer saw it.
func (p casePage) Stale() bool { return p.Failed == "perkara.stale" }
