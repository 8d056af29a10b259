package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"netra/calendar"
	"netra/intake"
	"netra/law"
)

// countPage is publik_aturan_hitung.html: the deadline calculator.
type countPage struct {
	base
	Rule     string // "pemilu/report", as chosen
	Start    string // as typed
	Problems intake.Problems
	Year     int        // that has no calendar, if that is why there is no answer
	Counted  *countView // nil if nothing was asked or it cannot be answered
}

// aturanHitung handles GET /aturan/hitung.
func (s *Server) aturanHitung(w http.ResponseWriter, r *http.Request) error {
	return s.renderPublic(w, r, "publik_aturan_hitung", countPage{base: s.base(r)})
}

// aturanHitungJawab handles POST /aturan/hitung: a date in an address would stay in histories and logs. Nothing is kept.
func (s *Server) aturanHitungJawab(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	p := countPage{base: s.base(r), Rule: form.Get("aturan"), Start: strings.TrimSpace(form.Get("mulai")), Problems: intake.Problems{}}
	if err := p.count(); err != nil {
		return err
	}
	status := http.StatusOK
	if p.Counted == nil {
		status = http.StatusUnprocessableEntity
	}
	return s.render(w, status, "publik_aturan_hitung", p)
}

// count answers what was asked, or says at the fields why it cannot.
func (p *countPage) count() error {
	start, err := typedDate(p.Start)
	switch {
	case p.Start == "":
		p.Problems["mulai"] = "aturan.err_no_start"
	case err != nil:
		p.Problems["mulai"] = "lapor.err_date"
	}
	regime, name, _ := strings.Cut(p.Rule, "/")
	rule, err := p.site.Law.Clock(regime, name, start)
	switch {
	case p.Rule == "":
		p.Problems["aturan"] = "aturan.err_no_rule"
	case errors.Is(err, law.ErrUnknownRule):
		p.Problems["aturan"] = "aturan.err_rule"
	case err != nil && p.Problems["mulai"] == "":
		p.Problems["mulai"] = "aturan.err_not_in_force"
	}
	if len(p.Problems) > 0 {
		return nil
	}
	answer, err := law.Due(rule, start, p.site.Calendar)
	if errors.Is(err, calendar.ErrUnknownYear) {
		p.Year = p.unknownYear(start)
		p.Problems["mulai"] = "aturan.err_year"
		return nil
	}
	if err != nil {
		return err
	}
	i := slices.IndexFunc(p.site.Law.Regimes(), func(r law.Regime) bool { return r.ID == regime })
	p.Counted = &countView{p.Clock(answer, start), p.In(p.site.Law.Regimes()[i].Title), rule.Settled()}
	return nil
}

// unknownYear is the first year from start on that no table is loaded for.
func (p *countPage) unknownYear(start calendar.Date) int {
	year := start.Year()
	for slices.ContainsFunc(p.site.Calendar.Years(), func(y calendar.Year) bool { return y.Year == year }) {
		year++
	}
	return year
}

// typedDate reads a date as browsers post it, or as people type it where there is no date box: 22/12/2026. The error is
// calendar.ErrDate.
func typedDate(s string) (calendar.Date, error) {
	t, err := time.Parse("2/1/2006", strings.NewReplacer("-", "/", ".", "/").Replace(s))
	if err != nil {
		return calendar.ParseDate(s)
	}
	return calendar.ParseDate(t.Format(time.DateOnly))
}

// Listed gives the problems in the order of the fields.
func (p countPage) Listed() []problem { return listed(p.Problems, []string{"aturan", "mulai"}) }

// Said is the day that was typed in words; empty if it is none.
func (p countPage) Said() string {
	d, err := typedDate(p.Start)
	if err != nil {
		return ""
	}
	return p.Day(d)
}

// StartField is the box for the first day.
func (p countPage) StartField() textField {
	return textField{P: p.base, Name: "mulai", Type: "date", Label: "aturan.start", Hint: "aturan.start_hint", Bad: p.Problems.Of("mulai"), Value: p.Start}
}

// A group is the rules of a regime.
type group struct {
	Title string
	Rules []pick
}

// Groups are the rules to choose from, each once: one that was rewritten has the words of today.
func (p countPage) Groups() []group {
	var list []group
	for _, r := range p.site.Law.Regimes() {
		g := group{Title: p.In(r.Title)}
		for _, rule := range p.site.Law.Clocks() {
			value := rule.Regime + "/" + rule.Name
			if rule.Regime != r.ID || slices.ContainsFunc(g.Rules, func(o pick) bool { return o.Value == value }) {
				continue
			}
			if now, err := p.site.Law.Clock(rule.Regime, rule.Name, p.site.publicDay()); err == nil {
				rule = now
			}
			g.Rules = append(g.Rules, pick{Value: value, Label: p.In(rule.Title), On: value == p.Rule})
		}
		if len(g.Rules) > 0 {
			list = append(list, g)
		}
	}
	return list
}

// Years are those that dates can be counted in: "2023–2027".
func (p countPage) Years() string {
	years := p.site.Calendar.Years()
	return fmt.Sprintf("%d–%d", years[0].Year, years[len(years)-1].Year)
}

// A countView shows an answer of the calculator.
type countView struct {
	clock
	Kind    string // of election
	Settled bool
}

// A column is a reading, as the calculator shows it.
type column struct {
	Letter string // A for the earliest date
	law.Reading
	Badge    badge
	Earliest bool
}

// Columns are the readings, the earliest date first.
func (v countView) Columns() ([]column, error) {
	var list []column
	for i, r := range v.Sorted() {
		b, err := v.Support(r.Confidence)
		if err != nil {
			return nil, err
		}
		list = append(list, column{string(rune('A' + i)), r, b, r.Due == v.Safe})
	}
	return list, nil
}

// A method is a way to count that readings share: those that differ only in length count the same days.
type method struct {
	unit  law.Unit
	trace []law.Step // of the longest
	ends  map[calendar.Date][]string
}

// methods are the ways to count of the readings.
func (v countView) methods() ([]method, error) {
	columns, err := v.Columns()
	var list []method
	for _, c := range columns {
		unit := c.Unit
		if unit == law.Hours {
			unit = law.CalendarDays
		}
		i := slices.IndexFunc(list, func(m method) bool { return m.unit == unit })
		if i < 0 {
			i = len(list)
			list = append(list, method{unit: unit, ends: map[calendar.Date][]string{}})
		}
		if len(c.Trace) > len(list[i].trace) {
			list[i].trace = c.Trace
		}
		list[i].ends[c.Due] = append(list[i].ends[c.Due], c.Letter)
	}
	return list, err
}

var methodTexts = map[law.Unit]string{
	law.CalendarDays: "aturan.by_calendar", law.WorkingDays: "aturan.by_working", law.WorkingDaysAndLeave: "aturan.by_working_leave",
}

// Methods head the columns of Days.
func (v countView) Methods() ([]string, error) {
	methods, err := v.methods()
	var list []string
	for _, m := range methods {
		text, err := v.T(methodTexts[m.unit])
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, err
}

// A traced is one day of the period: what the calendar says of it, and what each method makes of it.
type traced struct {
	Date   calendar.Date
	What   string
	Name   string // of a holiday, Indonesian; may be empty
	Counts []string
}

var dayTexts = map[calendar.Kind]string{
	calendar.Workday: "aturan.day_workday", calendar.Weekend: "aturan.day_weekend", calendar.Leave: "aturan.day_leave",
	calendar.Holiday: "aturan.day_holiday", calendar.Voting: "aturan.day_voting", calendar.Regional: "aturan.day_regional",
}

// Days are all days from the start to the latest date.
func (v countView) Days() ([]traced, error) {
	methods, err := v.methods()
	if err != nil {
		return nil, err
	}
	var list []traced
	for d := v.From; d.Compare(v.Latest()) <= 0; d = d.AddDays(1) {
		kind, err := v.site.Calendar.Kind(d)
		if err != nil {
			return nil, err
		}
		what, err := v.T(dayTexts[kind])
		if err != nil {
			return nil, err
		}
		day := traced{Date: d, What: what, Name: v.site.Calendar.Name(d)}
		for _, m := range methods {
			text, err := v.counts(m, d)
			if err != nil {
				return nil, err
			}
			day.Counts = append(day.Counts, text)
		}
		list = append(list, day)
	}
	return list, nil
}

// counts says what a method makes of a day.
func (v countView) counts(m method, d calendar.Date) (string, error) {
	n := d.Sub(v.From)
	switch ends := strings.Join(m.ends[d], ", "); {
	case n >= len(m.trace):
		return v.T("aturan.is_over")
	case m.trace[n].Kind == law.Start:
		return v.T("aturan.is_start")
	case m.trace[n].Kind != law.Counted:
		return v.T("aturan.not_counted")
	case ends != "":
		return v.T("aturan.is_last", "n", m.trace[n].N, "readings", ends)
	}
	return v.T("waktu.nth", "n", m.trace[n].N)
}

// A table is the calendar of one year that an answer used.
type table struct {
	calendar.Year
	Badge badge
}

// Tables are the calendars of the years that the period lies in.
func (v countView) Tables() ([]table, error) {
	var list []table
	for _, y := range v.site.Calendar.Years() {
		if y.Year < v.From.Year() || y.Year > v.Latest().Year() {
			continue
		}
		b, err := v.Support(y.Confidence)
		if err != nil {
			return nil, err
		}
		list = append(list, table{y, b})
	}
	return list, nil
}
