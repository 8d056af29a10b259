package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"netra/calendar"
	"netra/law"
	"netra/locale"
	"netra/web"
)

// speaking is what commands share that write for a person in either language, or for a program.
type speaking struct {
	Law  string      `help:"Folder of law that is laid over the one that Netra carries." env:"NETRA_LAW" placeholder:"DIR"`
	Lang locale.Lang `help:"Language: id or en." enum:"id,en" default:"id"`
	JSON bool        `name:"json" help:"Write JSON."`
}

type clockCmd struct {
	speaking
	Regime string `required:"" help:"Kind of election: pemilu or pilkada."`
	Rule   string `required:"" help:"Name of the period, such as report, handling or bkn_verification." placeholder:"NAME"`
	From   string `required:"" help:"Day on which it starts; it is not counted." placeholder:"YYYY-MM-DD"`
}

// Help implements kong.HelpProvider.
func (clockCmd) Help() string {
	return `Computes when a period of the law ends, under every reading of it, and shows each day. It counts by the nation's calendar:
holidays of a single region are entered by the offices in it and are not known here.

Examples:
  netra clock --regime pilkada --rule report --from 2024-11-10
  netra clock --regime pemilu --rule handling --from 2026-12-21 --lang en --json

Exit status: 0 computed, 1 not in force on that day or no calendar for the year, 2 bad call.`
}

// Run prints the dates.
func (c *clockCmd) Run(e *env) error {
	l, days, err := loadLaw(c.Law)
	if err != nil {
		return err
	}
	from, err := calendar.ParseDate(c.From)
	if err != nil {
		return exitError{exitBadCall, fmt.Errorf("--from: %w", err)}
	}
	rule, err := c.rule(l, from)
	if err != nil {
		return err
	}
	answer, err := law.Due(rule, from, days)
	if errors.Is(err, calendar.ErrUnknownYear) {
		return fmt.Errorf("%w; there are tables for %s", err, yearsOf(days))
	} else if err != nil {
		return err
	}
	p := period{law: l, days: days, rule: rule, Answer: answer}
	if c.JSON {
		return p.writeJSON(e.Stdout)
	}
	s, err := newSpeaker(c.Lang)
	if err != nil {
		return err
	}
	p.write(s)
	return s.writeTo(e.Stdout)
}

// rule finds the rule or says which there are.
func (c *clockCmd) rule(l *law.Law, from calendar.Date) (law.Rule, error) {
	var regimes, rules []string
	for _, r := range l.Regimes() {
		regimes = append(regimes, r.ID)
	}
	if !slices.Contains(regimes, c.Regime) {
		return law.Rule{}, exitError{exitBadCall, fmt.Errorf("no regime %q; there are %s", c.Regime, strings.Join(regimes, ", "))}
	}
	var spans []string
	for _, r := range l.Clocks() {
		if r.Regime == c.Regime && !slices.Contains(rules, r.Name) {
			rules = append(rules, r.Name)
		}
		if r.Regime == c.Regime && r.Name == c.Rule {
			spans = append(spans, span(inForce(l, r)))
		}
	}
	rule, err := l.Clock(c.Regime, c.Rule, from)
	switch {
	case errors.Is(err, law.ErrUnknownRule):
		return rule, exitError{exitBadCall, fmt.Errorf("no rule %q in %s; there are %s", c.Rule, c.Regime, strings.Join(rules, ", "))}
	case errors.Is(err, law.ErrNotInForce):
		return rule, fmt.Errorf("%w; it is in force %s", err, strings.Join(spans, " and "))
	}
	return rule, err
}

// inForce is when a clock holds: while it and the instrument that gives it do.
func inForce(l *law.Law, r law.Rule) law.Validity {
	v := r.Validity
	i, _ := l.Instrument(r.Counts[0].Cite.Instrument)
	if i.ValidFrom.Compare(v.ValidFrom) > 0 {
		v.ValidFrom = i.ValidFrom
	}
	if v.ValidTo.IsZero() || !i.ValidTo.IsZero() && i.ValidTo.Compare(v.ValidTo) < 0 {
		v.ValidTo = i.ValidTo
	}
	return v
}

func span(v law.Validity) string {
	var words []string
	if !v.ValidFrom.IsZero() {
		words = append(words, "from "+v.ValidFrom.String())
	}
	if !v.ValidTo.IsZero() {
		words = append(words, "until "+v.ValidTo.String())
	}
	return strings.Join(words, " ")
}

func yearsOf(c *calendar.Calendar) string {
	var years []string
	for _, y := range c.Years() {
		years = append(years, fmt.Sprint(y.Year))
	}
	return strings.Join(years, ", ")
}

// A period is the answer of the law to one question, with what explains it.
type period struct {
	law  *law.Law
	days *calendar.Calendar
	rule law.Rule
	law.Answer
}

// openBefore gives the last day up to day on which desks receive reports, and when; ok is false if there is none in the
// period.
//
// Law: Perbawaslu 7/2022 Pasal 11; Perbawaslu 9/2024 Pasal 5 ayat (2a).
func (p period) openBefore(day calendar.Date) (open calendar.Date, hours law.Reception, ok bool) {
	for d := day; d.Compare(p.From) >= 0; d = d.AddDays(-1) {
		// Only the day on which the period starts may lie in a year without a table; then nothing is known of it.
		if hours, ok, err := p.law.ReceptionOn(p.Regime, d, p.days); err == nil && ok {
			return d, hours, true
		}
	}
	return calendar.Date{}, law.Reception{}, false
}

// writeJSON writes one line.
func (p period) writeJSON(w io.Writer) error {
	type reading struct {
		Reading    string              `json:"reading"`
		Date       calendar.Date       `json:"date"`
		Cite       string              `json:"cite"`
		Also       []string            `json:"also,omitempty"`
		Confidence calendar.Confidence `json:"confidence"`
		Note       string              `json:"note,omitempty"`
		DeskClosed bool                `json:"desk_closed"`
		Trace      []law.Step          `json:"trace"`
	}
	out := struct {
		Rule     string        `json:"rule"`
		Regime   string        `json:"regime"`
		From     calendar.Date `json:"from"`
		Calendar string        `json:"calendar"`
		Law      string        `json:"law"`
		Readings []reading     `json:"readings"`
		Safe     calendar.Date `json:"safe"`
	}{Rule: p.Rule, Regime: p.Regime, From: p.From, Calendar: p.Calendar, Law: p.law.Version(), Safe: p.Safe}
	for _, r := range p.Readings {
		cites := p.law.Citations(r.Basis)
		open, _, _ := p.openBefore(r.Due)
		out.Readings = append(out.Readings, reading{r.Name, r.Due, cites[0], cites[1:], r.Confidence, r.Note, open != r.Due, r.Trace})
	}
	return json.NewEncoder(w).Encode(out)
}

// write explains the period to a person.
func (p period) write(s *speaker) {
	s.line("%s (%s/%s)", s.in(p.rule.Title), p.Regime, p.Rule)
	s.line("%s", p.since(s))
	s.line("")
	day := s.day(p.Safe)
	rule := strings.Repeat("─", utf8.RuneCountInString(day)+4)
	s.line("%s\n\n  %s\n    %s\n  %s", s.in(p.rule.Do), rule, day, rule)
	switch open, hours, ok := p.openBefore(p.Safe); {
	case !ok:
		s.line("\n%s", s.t("hitung.closed"))
	case open != p.Safe:
		s.line("\n%s", s.t("waktu.closed", "date", s.day(open)))
		if hours.From != "" {
			s.text("waktu.hours_open", "from", hours.From, "to", hours.To)
		}
	}
	switch {
	case len(p.Readings) > 1 && p.Unanimous():
		s.line("\n%s", s.t("waktu.same"))
	case len(p.Readings) > 1:
		s.line("\n%s", s.t("waktu.differ"))
	}
	for _, r := range slices.SortedStableFunc(slices.Values(p.Readings), func(a, b law.Reading) int { return a.Due.Compare(b.Due) }) {
		p.writeReading(s, r)
	}
	s.line("")
	s.text("waktu.calendar", "version", p.Calendar)
	s.text("hitung.law", "version", p.law.Version())
}

func (p period) writeReading(s *speaker, r law.Reading) {
	s.line("\n%s: %s", s.day(r.Due), s.t(web.UnitTexts[r.Unit], "n", r.Length))
	s.line("  %s", strings.Join(p.law.Citations(r.Basis), "; "))
	s.line("  %s", s.t("hitung.confidence_is", "level", s.t(confidenceTexts[r.Confidence])))
	if !r.Sure() {
		s.line("  %s", s.t("waktu.unsure"))
	}
	if r.Note != "" {
		s.line("  %s", r.Note)
	}
	for _, step := range r.Trace {
		var words string
		if step.Kind == law.Counted {
			words = s.t("hitung.counted", "n", step.N)
		} else {
			words = s.t(stepTexts[step.Kind])
		}
		if name := p.days.Name(step.Date); name != "" {
			words += " (" + name + ")"
		}
		day := s.day(step.Date)
		s.line("    %s%s  %s", day, strings.Repeat(" ", max(0, longestDay-utf8.RuneCountInString(day))), words)
	}
}

// longestDay is how many letters "Wednesday, 30 September 2026" has.
const longestDay = 28

// since says what the period starts by: "sejak diketahui: Minggu, 10 November 2024". What can start by several events that are
// called differently is only dated.
func (p period) since(s *speaker) string {
	date := s.day(p.From)
	var said string
	for i, start := range p.rule.Starts {
		var text string
		if t, ok := p.law.Transition(string(start)); ok {
			text = s.t("waktu.since", "what", s.in(t.Done), "date", date)
		} else {
			text = s.t(web.FactTexts[start], "date", date)
		}
		if i > 0 && text != said {
			return s.t("waktu.since_start", "date", date)
		}
		said = text
	}
	return said
}

var confidenceTexts = map[calendar.Confidence]string{
	calendar.High:   "hitung.high",
	calendar.Medium: "hitung.medium",
	calendar.Low:    "hitung.low",
}

// stepTexts are the days of a trace that add nothing. A regional holiday or a pause stands in the trace of a case only.
var stepTexts = map[law.StepKind]string{
	law.Start:    "hitung.start",
	law.Weekend:  "hitung.weekend",
	law.Holiday:  "hitung.holiday",
	law.Leave:    "hitung.leave",
	law.Regional: "waktu.regional",
	law.Paused:   "waktu.paused",
}

// A speaker collects lines in one language. Its first failure is told by writeTo.
type speaker struct {
	texts *locale.Catalogue
	lang  locale.Lang
	out   strings.Builder
	err   error
}

func newSpeaker(lang locale.Lang) (*speaker, error) {
	texts, err := locale.Load()
	return &speaker{texts: texts, lang: lang}, err
}

// t gives a text of the catalogue.
func (s *speaker) t(key string, args ...any) string {
	text, err := s.texts.Text(s.lang, key, args...)
	if s.err == nil {
		s.err = err
	}
	return text
}

// in gives a text of the law.
func (s *speaker) in(t law.Text) string { return t.In(string(s.lang)) }

// day writes a date in full: "Senin, 4 Januari 2027".
func (s *speaker) day(d calendar.Date) string {
	year, month, day := d.Civil()
	return locale.Date(s.lang, time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func (s *speaker) line(format string, args ...any) { fmt.Fprintf(&s.out, format+"\n", args...) }

func (s *speaker) text(key string, args ...any) { s.line("%s", s.t(key, args...)) }

func (s *speaker) writeTo(w io.Writer) error {
	if s.err != nil {
		return s.err
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}
