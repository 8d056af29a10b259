package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/office"
	"netra/vault"
)

// A Form is what a reporter filled in, as it was typed. The names in JSON are those of the fields on the page; the browser
// checks the same form by the same rules, and testdata/form.json holds both to them.
type Form struct {
	Acts      []string    `json:"perbuatan"` // ids of law.Acts
	Account   string      `json:"cerita"`    // what happened
	Accused   string      `json:"terlapor"`  // name or position
	Workplace string      `json:"kerja"`     // of the accused
	Election  string      `json:"pemilihan"` // law.Pemilu, law.Pilkada or Unknown
	PlaceText string      `json:"cari"`      // free text
	Place     string      `json:"tempat"`    // code chosen among the matches; NoPlace for none of them; empty while not chosen
	Exact     string      `json:"persis"`    // building, street, chat group
	Date      string      `json:"tgl"`       // of the event
	Hour      string      `json:"jam"`       // about
	Known     string      `json:"tahu"`      // day the reporter learned of it
	Identity  string      `json:"nama"`      // Anonymous or Named
	Name      string      `json:"nm"`
	Address   string      `json:"al"`
	Knowing   string      `json:"orang"`   // how many know: "1", "2" (to 5), "6" (to 20), "21" (and more) or empty
	Withheld  string      `json:"simpan"`  // "1" if the reporter keeps other evidence
	Excluded  []office.ID `json:"kecuali"` // offices that must not read it
}

// Values of fields.
const (
	NoPlace   = "-"      // of Place
	Anonymous = "tanpa"  // of Identity: an informasi awal
	Named     = "terang" // of Identity: the receiving officers read the name
)

// maxBytes bounds what was typed, so that a sealed statement fits a posted form.
var maxBytes = map[string]int{
	"cerita": 40000, "terlapor": 500, "kerja": 500, "cari": 200, "persis": 500, "jam": 40, "nm": 200, "al": 500,
}

// texts gives the free texts by field.
func (f *Form) texts() map[string]*string {
	return map[string]*string{
		"cerita": &f.Account, "terlapor": &f.Accused, "kerja": &f.Workplace, "cari": &f.PlaceText, "persis": &f.Exact,
		"jam": &f.Hour, "nm": &f.Name, "al": &f.Address,
	}
}

// Text gives the text of a field that holds one line or more, nil for other fields.
func (f *Form) Text(field string) *string {
	switch field {
	case "tgl":
		return &f.Date
	case "tahu":
		return &f.Known
	}
	return f.texts()[field]
}

// Tidy takes off surrounding space, gives every line its one newline, and puts lists in order. Anything else stays as typed.
func (f *Form) Tidy() {
	for _, text := range f.texts() {
		*text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(*text))
	}
	for _, s := range []*string{&f.Date, &f.Known, &f.Place} {
		*s = strings.TrimSpace(*s)
	}
	if f.Election == "" {
		f.Election = Unknown
	}
	if f.Identity == "" {
		f.Identity = Anonymous
	}
	slices.Sort(f.Acts)
	f.Acts = slices.Compact(f.Acts)
	slices.Sort(f.Excluded)
	f.Excluded = slices.Compact(f.Excluded)
}

// Check finds what keeps a tidy form from being accepted, given the day in the receiving office's zone. An incomplete form
// is no problem; an empty one is. Fields are named as in JSON, texts by their keys.
func (f *Form) Check(today calendar.Date, acts []law.Act) Problems {
	p := Problems{}
	if f.Account == "" && f.Accused == "" && len(f.Acts) == 0 {
		p["cerita"] = "lapor.err_empty"
	}
	for field, text := range f.texts() {
		if len(*text) > maxBytes[field] {
			p[field] = "lapor.err_long"
		}
		if !utf8.ValidString(*text) {
			p[field] = "lapor.err_letters"
		}
	}
	f.checkDates(p, today)
	f.checkChoices(p, acts)
	return p
}

func (f *Form) checkDates(p Problems, today calendar.Date) {
	event, err := readDate(f.Date)
	if err != nil {
		p["tgl"] = "lapor.err_date"
	} else if event.Compare(today) > 0 {
		p["tgl"] = "lapor.err_future"
	}
	known, err := readDate(f.Known)
	switch {
	case err != nil:
		p["tahu"] = "lapor.err_date"
	case known.Compare(today) > 0:
		p["tahu"] = "lapor.err_future"
	case !known.IsZero() && p["tgl"] == "" && known.Compare(event) < 0:
		p["tahu"] = "lapor.err_order"
	}
}

func (f *Form) checkChoices(p Problems, acts []law.Act) {
	for _, id := range f.Acts {
		if !slices.ContainsFunc(acts, func(a law.Act) bool { return a.ID == id }) {
			p["perbuatan"] = "lapor.err_choice"
		}
	}
	if _, err := gazetteer.ParseCode(f.Place); f.Place != "" && f.Place != NoPlace && err != nil {
		p["tempat"] = "lapor.err_place"
	}
	for _, c := range []struct {
		field, value string
		allowed      []string
	}{
		{"pemilihan", f.Election, []string{law.Pemilu, law.Pilkada, Unknown}},
		{"nama", f.Identity, []string{Anonymous, Named}},
		{"orang", f.Knowing, []string{"", "1", "2", "6", "21"}},
		{"simpan", f.Withheld, []string{"", "1"}},
	} {
		if !slices.Contains(c.allowed, c.value) {
			p[c.field] = "lapor.err_choice"
		}
	}
	if len(f.Excluded) > maxExcluded || slices.ContainsFunc(f.Excluded, func(id office.ID) bool { return !ValidOffice(id) }) {
		p["kecuali"] = "lapor.err_choice"
	}
}

// ValidOffice tells whether id has the form of an office's id, as office.ID has it.
func ValidOffice(id office.ID) bool {
	return len(id) >= 2 && len(id) <= 64 && strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz0123456789.-") == ""
}

// excluded gives the excluded offices as a header names them.
func (f *Form) excluded() []string {
	var ids []string
	for _, id := range f.Excluded {
		ids = append(ids, string(id))
	}
	return ids
}

// maxExcluded bounds how many offices a report may exclude; no place has more.
const maxExcluded = 16

// readDate reads a date as browsers post it, or as people type it where there is no date box: 22/12/2026, 22-12-2026. No text
// is no date. The error is calendar.ErrDate.
func readDate(s string) (calendar.Date, error) {
	if s == "" {
		return calendar.Date{}, nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) == 3 && len(parts[2]) == 4 && len(parts[0]) <= 2 && len(parts[1]) <= 2 {
		s = parts[2] + "-" + pad2(parts[1]) + "-" + pad2(parts[0])
	}
	return calendar.ParseDate(s)
}

func pad2(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// A Requirement is one of the conditions under which a report must be registered.
//
// Law: Perbawaslu 7/2022 Pasal 15 ayat (3) and (4).
type Requirement struct {
	ID    string `json:"id"` // one of the Need constants
	State string `json:"state"`
}

// The requirements; the first three are formal (syarat formil), the others material (syarat materiil).
const (
	NeedReporter = "reporter" // name and address
	NeedAccused  = "accused"
	NeedInTime   = "in_time"
	NeedWhen     = "when" // time and place of the event
	NeedAccount  = "account"
	NeedEvidence = "evidence"

	// FormalNeeds is how many of the requirements, the first ones, are formal.
	FormalNeeds = 3
)

// The states of a requirement.
const (
	Met      = "met"
	Missing  = "missing"
	Late     = "late"     // the window has closed
	Unsure   = "unsure"   // the calendar of that year is not known here
	Later    = "later"    // files follow after the receipt
	Withheld = "withheld" // files may follow, and the reporter keeps others
)

// Requirements says what a tidy form without problems meets on a day, given the last day of the filing window, zero if that
// cannot be computed. What is missing makes the report an informasi awal; it is accepted all the same.
func (f *Form) Requirements(today, due calendar.Date) []Requirement {
	met := func(ok bool) string {
		if ok {
			return Met
		}
		return Missing
	}
	evidence := Later
	if f.Withheld != "" {
		evidence = Withheld
	}
	return []Requirement{
		{NeedReporter, met(f.Identity == Named && f.Name != "" && f.Address != "")},
		{NeedAccused, met(f.Accused != "")},
		{NeedInTime, f.inTime(today, due)},
		{NeedWhen, met(f.Date != "" && (f.PlaceText != "" || f.Place != "" && f.Place != NoPlace))},
		{NeedAccount, met(f.Account != "")},
		{NeedEvidence, evidence},
	}
}

func (f *Form) inTime(today, due calendar.Date) string {
	switch {
	case f.Known == "":
		return Missing
	case due.IsZero():
		return Unsure
	case today.Compare(due) > 0:
		return Late
	}
	return Met
}

// Content is what a report's statement says, sealed. Readers' clients show it; unknown members are ignored.
type Content struct {
	Acts      []string       `json:"acts"`
	Account   string         `json:"account"`
	Accused   string         `json:"accused"`
	Workplace string         `json:"workplace"`
	PlaceText string         `json:"place_text"`
	Place     gazetteer.Code `json:"place"` // empty if none was chosen
	Exact     string         `json:"exact"`
	Date      calendar.Date  `json:"date"` // empty if not given, as Known
	Hour      string         `json:"hour"`
	Known     calendar.Date  `json:"known"`
	Name      string         `json:"name"` // of the reporter, if it is open to the officers
	Address   string         `json:"address"`
	Knowing   string         `json:"knowing"`  // as in Form
	Withheld  bool           `json:"withheld"` // the reporter keeps other evidence
}

// content turns a tidy form without problems into what is sealed.
func (f *Form) content() (vault.Secret, error) {
	date, err := readDate(f.Date)
	if err != nil {
		return vault.Secret{}, err
	}
	known, err := readDate(f.Known)
	if err != nil {
		return vault.Secret{}, err
	}
	c := Content{
		Acts: f.Acts, Account: f.Account, Accused: f.Accused, Workplace: f.Workplace, PlaceText: f.PlaceText, Place: f.code(),
		Exact: f.Exact, Date: date, Hour: f.Hour, Known: known, Knowing: f.Knowing, Withheld: f.Withheld != "",
	}
	if c.Acts == nil {
		c.Acts = []string{}
	}
	if f.Identity == Named {
		c.Name, c.Address = f.Name, f.Address
	}
	text, err := json.Marshal(c)
	return vault.NewSecret(text), err
}

// code gives the chosen place, empty if none was chosen.
func (f *Form) code() gazetteer.Code {
	if f.Place == NoPlace {
		return gazetteer.Indonesia
	}
	return gazetteer.Code(f.Place)
}
