package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"netra/intake"
	"netra/law"
	"netra/office"
)

// reportScript seals in the browser; without it the same pages are plain forms.
const reportScript = "js/lapor.js"

// A problem is one line of the summary over a form.
type problem struct{ Field, Key string }

// formFields lists the fields of the report form from top to bottom; the others are those of the review.
var formFields = []string{"perbuatan", "cerita", "terlapor", "kerja", "pemilihan", "cari", "persis", "tgl", "jam", "tahu", "nama", "nm", "al", "orang", "simpan"}

var reviewFields = []string{"tempat", "kecuali", "ketik"}

// formPage is lapor.html.
type formPage struct {
	base
	Form     intake.Form
	Problems intake.Problems
}

// Fields carry along the offices that must not read the report. The chosen place is not carried: the text that it was chosen for
// may change here.
func (p formPage) Fields() []hidden { return excluded(p.Form.Excluded) }

// excluded carries offices along that must not read the report; what cannot be an office is left out.
func excluded(ids []office.ID) []hidden {
	var fields []hidden
	for _, id := range ids {
		if intake.ValidOffice(id) {
			fields = append(fields, hidden{"kecuali", string(id)})
		}
	}
	return fields
}

// Listed gives the problems in the order of the fields.
func (p formPage) Listed() []problem { return listed(p.Problems, formFields) }

func listed(problems intake.Problems, fields []string) []problem {
	var list []problem
	for _, field := range fields {
		if key := problems.Of(field); key != "" {
			list = append(list, problem{field, key})
		}
	}
	return list
}

// A textField is a labelled box for text.
type textField struct {
	P                base
	Name, Type       string
	Label, Hint, Bad string // keys
	Value            string
	Rows             int  // more than 0: a box of so many lines
	Words            bool // a code is typed into it
}

// Text makes the box of a field of the form.
func (p formPage) Text(name, label, hint string) textField {
	f := textField{P: p.base, Name: name, Type: "text", Label: label, Hint: hint, Bad: p.Problems.Of(name), Value: *p.Form.Text(name)}
	switch name {
	case "cerita":
		f.Rows = 8
	case "tgl", "tahu":
		f.Type = "date"
	}
	return f
}

// Instance is the name that keys are bound to.
func (b base) Instance() string { return b.site.Desk.Instance }

// A pick is a choice with its consequence.
type pick struct {
	Type, Name, Value string
	Label, Hint       string // texts
	On                bool
}

// A choice is a pick before its texts are looked up.
type choice struct{ value, label, hint string }

// reportActs names the choices of law.Acts for reporters.
var reportActs = map[string]choice{
	"ajak":      {"ajak", "lapor.act_ajak", "lapor.act_ajak_hint"},
	"hadir":     {"hadir", "lapor.act_hadir", "lapor.act_hadir_hint"},
	"medsos":    {"medsos", "lapor.act_medsos", "lapor.act_medsos_hint"},
	"fasilitas": {"fasilitas", "lapor.act_fasilitas", "lapor.act_fasilitas_hint"},
	"barang":    {"barang", "lapor.act_barang", "lapor.act_barang_hint"},
	"lain":      {"lain", "lapor.act_lain", "lapor.act_lain_hint"},
}

// picks looks up the texts of choices; chosen are the values that are on.
func (b base) picks(kind, name string, choices []choice, chosen ...string) ([]pick, error) {
	var list []pick
	for _, c := range choices {
		label, err := b.T(c.label)
		var hint string
		if err == nil && c.hint != "" {
			hint, err = b.T(c.hint)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, pick{kind, name, c.value, label, hint, slices.Contains(chosen, c.value)})
	}
	return list, nil
}

// Acts are what somebody may have seen.
func (p formPage) Acts() ([]pick, error) {
	var choices []choice
	for _, act := range p.site.Law.Acts() {
		choices = append(choices, reportActs[act.ID])
	}
	return p.picks("checkbox", "perbuatan", choices, p.Form.Acts...)
}

// Elections are the kinds of election.
func (p formPage) Elections() ([]pick, error) {
	return p.picks("radio", "pemilihan", []choice{
		{law.Pemilu, "lapor.election_pemilu", "lapor.election_pemilu_hint"},
		{law.Pilkada, "lapor.election_pilkada", "lapor.election_pilkada_hint"},
		{intake.Unknown, "lapor.election_unknown", "lapor.election_unknown_hint"},
	}, p.Form.Election)
}

// Identities are the ways to give or keep one's name.
func (p formPage) Identities() ([]pick, error) {
	return p.picks("radio", "nama", []choice{
		{intake.Anonymous, "lapor.identity_none", "lapor.identity_none_hint"},
		{intake.Named, "lapor.identity_open", "lapor.identity_open_hint"},
	}, p.Form.Identity)
}

// Knowing is how many people know of the event.
func (p formPage) Knowing() ([]pick, error) {
	return p.picks("radio", "orang", []choice{
		{"1", "lapor.knowing_1", ""}, {"2", "lapor.knowing_2", ""}, {"6", "lapor.knowing_6", ""}, {"21", "lapor.knowing_21", ""},
		{"", "lapor.knowing_unknown", ""},
	}, p.Form.Knowing)
}

// Withheld says that there is other evidence.
func (p formPage) Withheld() (pick, error) {
	list, err := p.picks("checkbox", "simpan", []choice{{"1", "lapor.withheld", "lapor.withheld_hint"}}, p.Form.Withheld)
	if err != nil {
		return pick{}, err
	}
	return list[0], nil
}

// laporForm handles GET /lapor: the empty form. Nothing in it is secret, so it may be compressed.
func (s *Server) laporForm(w http.ResponseWriter, r *http.Request) error {
	form := intake.Form{}
	form.Tidy()
	return s.renderPublic(w, r, "lapor", formPage{base: s.formBase(r), Form: form})
}

// formBase is base for lapor.html.
func (s *Server) formBase(r *http.Request) base { return s.script(r, reportScript).at("/lapor") }

// laporUbah handles POST /lapor: the form again with what was filled in.
func (s *Server) laporUbah(w http.ResponseWriter, r *http.Request) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "lapor", formPage{base: s.formBase(r), Form: reportForm(values)})
}

// reportForm reads the fields of a report.
func reportForm(v url.Values) intake.Form {
	f := intake.Form{
		Acts: v["perbuatan"], Election: v.Get("pemilihan"), Place: v.Get("tempat"), Date: v.Get("tgl"), Known: v.Get("tahu"),
		Identity: v.Get("nama"), Knowing: v.Get("orang"), Withheld: v.Get("simpan"),
	}
	for _, name := range formFields {
		if text := f.Text(name); text != nil && *text == "" {
			*text = v.Get(name)
		}
	}
	for _, id := range v["kecuali"] {
		f.Excluded = append(f.Excluded, office.ID(id))
	}
	f.Tidy()
	return f
}

// laporPeriksa handles POST /lapor/periksa: what is missing, who will read it, and seven fresh words. It stores nothing.
func (s *Server) laporPeriksa(w http.ResponseWriter, r *http.Request) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.review(w, r, values, nil)
}

// review renders the review of a form, or the form itself if something in it has to be mended. more are problems of the review's
// own fields.
func (s *Server) review(w http.ResponseWriter, r *http.Request, values url.Values, more intake.Problems) error {
	page, problems, err := s.reviewOf(r, values)
	if err != nil {
		return err
	}
	maps.Copy(problems, more)
	if len(listed(problems, formFields)) > 0 {
		return s.render(w, http.StatusUnprocessableEntity, "lapor", formPage{s.formBase(r), page.Review.Form, problems})
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return s.render(w, status, "lapor_periksa", page)
}

// reviewOf makes the review of a form and finds its problems, which the page shows.
func (s *Server) reviewOf(r *http.Request, values url.Values) (reviewPage, intake.Problems, error) {
	review, err := s.Desk.Review(r.Context(), reportForm(values))
	problems, ok := errors.AsType[intake.Problems](err)
	if err != nil && !ok {
		return reviewPage{}, nil, err
	}
	if problems == nil {
		problems = intake.Problems{}
	}
	code, err := s.codeOf(values)
	page := reviewPage{
		base: s.script(r, reportScript), Review: review, Problems: problems, Words: strings.Fields(code), typed: values.Get("ketik"),
	}
	return page, problems, err
}
