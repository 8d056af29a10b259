package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/calendar"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// A Draft is a case as an officer's form has it. All of it is text that somebody typed.
type Draft struct {
	Number         string // register number; empty for the next one
	Regime         string
	Title          string
	Summary        string
	Acts           []string
	EventRegion    string // code
	EmployerRegion string // code, may be empty
	EventOn        string // YYYY-MM-DD
	KnownOn        string // YYYY-MM-DD
	Position       string
	Agency         string
	Name           string // may be empty
}

// Bounds of a draft's texts, in bytes.
const (
	MaxLine    = 200
	MaxSummary = 8 << 10
)

// A Proposal is what the form begins with.
type Proposal struct {
	Received
	Report string     // number, LP-XXXX-XXXX
	Number string     // next in the office's register, if the case is registered today
	Study  law.Answer // until when the office may study the report
}

// Propose begins the registration of a report of the officer's office. Number and Study are those of the given regime or, if
// that is none, of the one that the reporter named or, if that is not known either, of the Pemilu. The error wraps ErrNotFound, ErrPower, calendar.ErrUnknownYear, or ErrConflict if a case was made
// of it; Received.CaseID then names it.
func (d *Desk) Propose(ctx context.Context, by office.Officer, report, regime string) (Proposal, error) {
	got, err := d.received(ctx, by, report)
	if err != nil {
		return Proposal{Received: got}, fmt.Errorf("propose: %w", err)
	}
	if elections[regime] == "" {
		regime = got.Regime
	}
	if elections[regime] == "" {
		regime = law.Pemilu
	}
	study, err := d.due(regime, law.RuleInitialStudy, map[law.Event]calendar.Date{law.Received: got.Day})
	if err != nil {
		return Proposal{}, fmt.Errorf("propose: %w", err)
	}
	today := d.today(by.Office)
	next, err := d.Store.NextSerials(ctx, by.Office.ID, publicRegion(by.Office.Region), today.Year())
	if err != nil {
		return Proposal{}, fmt.Errorf("propose: %w", err)
	}
	number := registerNumber(next.Register, registerTail(by.Office, regime, today))
	return Proposal{got, vault.Number(report), number, study}, nil
}

// due computes a period from whichever of the days it starts on.
func (d *Desk) due(regime, name string, starts map[law.Event]calendar.Date) (law.Answer, error) {
	rule, err := d.Law.Clock(regime, name)
	if err != nil {
		return law.Answer{}, err
	}
	return law.Due(rule, starts[rule.Starts], d.Calendar)
}

func (d *Desk) received(ctx context.Context, by office.Officer, report string) (Received, error) {
	if by.Status != office.Active {
		return Received{}, ErrNotFound
	}
	if tiers[by.Office.Kind] == "" {
		return Received{}, ErrPower
	}
	got, err := d.Store.Received(ctx, report, by.Office.ID)
	if err == nil && got.CaseID != "" {
		err = ErrConflict
	}
	return got, err
}

func (d *Desk) today(o office.Office) calendar.Date { return calendar.Today(d.Now(), o.Region.Zone()) }

// Register makes a case of a report of the officer's office. The error is intake.Problems if the draft has faults, or wraps
// ErrNotFound, ErrPower, ErrConflict if a case was made of the report, or calendar.ErrUnknownYear.
func (d *Desk) Register(ctx context.Context, by office.Officer, report string, draft Draft) (Case, error) {
	got, err := d.received(ctx, by, report)
	if err != nil {
		return Case{}, fmt.Errorf("register: %w", err)
	}
	c, err := d.check(draft, got)
	if err != nil {
		return Case{}, err
	}
	if c.ID, err = vault.NewID(d.Rand); err != nil {
		return Case{}, err
	}
	c.Office, c.Report = by.Office, report
	c.ReceivedOn, c.RegisteredOn = got.Day, d.today(by.Office)
	c.Stage, c.Version = Registered, 1
	if c.Clocks, err = d.firstClocks(c); err != nil {
		return Case{}, fmt.Errorf("register: %w", err)
	}
	return d.save(ctx, by, c)
}

// tries is how often somebody else may take what Netra counted before it gives up.
const tries = 50

// save gives a case its numbers and stores it, counting again where somebody else took a number meanwhile.
func (d *Desk) save(ctx context.Context, by office.Officer, c Case) (Case, error) {
	given := c.Number
	tail := registerTail(c.Office, c.Regime, c.RegisteredOn)
	for range tries {
		serials, err := d.Store.NextSerials(ctx, c.Office.ID, publicRegion(c.Office.Region), c.RegisteredOn.Year())
		if err != nil {
			return Case{}, fmt.Errorf("register: %w", err)
		}
		c.Number, c.Public = registerNumber(serials.Register, tail), publicNumber(serials)
		if given != "" {
			c.Number, serials.Register = given, serialOf(given, tail)
		}
		r, err := d.registration(by, c, serials)
		if err != nil {
			return Case{}, fmt.Errorf("register: %w", err)
		}
		err = d.Store.SaveRegistration(ctx, r)
		switch {
		case err == nil:
			return c, nil
		case given != "" && errors.Is(err, ErrTaken):
			return Case{}, intake.Problems{"number": "perkara.problem_taken"}
		case !errors.Is(err, ErrTaken) && !errors.Is(err, ErrMoved):
			return Case{}, fmt.Errorf("register: %w", err)
		}
	}
	return Case{}, fmt.Errorf("register: %w", ErrMoved)
}

// check reads a draft. The error is intake.Problems with all of them at once.
//
// Law: Perbawaslu 7/2022 art. 15(3)-(4) lists what a report must have: who is accused, when and where, what happened.
func (d *Desk) check(draft Draft, got Received) (Case, error) {
	f := form{intake.Problems{}}
	c := Case{
		Number:         f.line("number", draft.Number, false),
		Regime:         draft.Regime,
		Title:          f.line("title", draft.Title, true),
		Summary:        f.text("summary", draft.Summary),
		Acts:           f.acts(draft.Acts, d.Law),
		EventRegion:    f.region("event_region", draft.EventRegion, true),
		EmployerRegion: f.region("employer_region", draft.EmployerRegion, false),
		EventOn:        f.day("event_on", draft.EventOn),
		KnownOn:        f.day("known_on", draft.KnownOn),
		Accused: Accused{
			Position: f.line("position", draft.Position, true),
			Agency:   f.line("agency", draft.Agency, true),
			Name:     f.line("name", draft.Name, false),
		},
	}
	if elections[c.Regime] == "" {
		f.problems["regime"] = "perkara.problem_regime"
	}
	if _, err := d.Calendar.Kind(c.KnownOn); err != nil && !c.KnownOn.IsZero() {
		f.problems["known_on"] = "perkara.problem_year"
	}
	f.inOrder("known_on", c.EventOn, c.KnownOn, "perkara.problem_known_before")
	f.inOrder("known_on", c.KnownOn, got.Day, "perkara.problem_known_after")
	if len(f.problems) > 0 {
		return Case{}, f.problems
	}
	return c, nil
}

// A form collects what is wrong with the fields that it reads.
type form struct{ problems intake.Problems }

func (f form) line(field, text string, needed bool) string {
	text = strings.TrimSpace(text)
	switch {
	case text == "" && needed:
		f.problems[field] = "perkara.problem_missing"
	case len(text) > MaxLine:
		f.problems[field] = "perkara.problem_long"
	case !legible(text):
		f.problems[field] = "perkara.problem_letters"
	case strings.ContainsFunc(text, unicode.IsControl):
		f.problems[field] = "perkara.problem_line"
	}
	return text
}

func (f form) text(field, text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case text == "":
		f.problems[field] = "perkara.problem_missing"
	case len(text) > MaxSummary:
		f.problems[field] = "perkara.problem_long_text"
	case !legible(text):
		f.problems[field] = "perkara.problem_letters"
	}
	return text
}

// legible tells whether a text is UTF-8 without control characters but for new lines and tabs: PostgreSQL keeps no other bytes
// and no NUL.
func legible(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

func (f form) acts(labels []string, l *law.Law) []string {
	var known, chosen []string
	for _, act := range l.Acts() {
		known = append(known, act.Labels...)
	}
	for _, label := range known {
		if slices.Contains(labels, label) {
			chosen = append(chosen, label)
		}
	}
	if len(chosen) == 0 {
		f.problems["acts"] = "perkara.problem_acts"
	}
	return chosen
}

func (f form) region(field, text string, needed bool) gazetteer.Code {
	if text == "" && !needed {
		return ""
	}
	code, err := gazetteer.ParseCode(text)
	if err != nil {
		f.problems[field] = "perkara.problem_region"
	}
	return code
}

func (f form) day(field, text string) calendar.Date {
	day, err := calendar.ParseDate(text)
	if err != nil {
		f.problems[field] = "perkara.problem_day"
	}
	return day
}

// inOrder notes a problem unless a is b or before it; a date that is missing has its own.
func (f form) inOrder(field string, a, b calendar.Date, problem string) {
	if !a.IsZero() && !b.IsZero() && a.Compare(b) > 0 {
		f.problems[field] = problem
	}
}

// firstClocks are the periods that run or end on the day of registration: the window of the report, ended by its arrival; the
// preliminary review, ended by the registration; and the handling.
func (d *Desk) firstClocks(c Case) ([]Clock, error) {
	starts := map[law.Event]calendar.Date{law.Known: c.KnownOn, law.Received: c.ReceivedOn, law.Registered: c.RegisteredOn}
	var clocks []Clock
	for _, k := range []struct {
		rule string
		met  calendar.Date
	}{{law.RuleReport, c.ReceivedOn}, {law.RuleInitialStudy, c.RegisteredOn}, {law.RuleHandling, calendar.Date{}}} {
		answer, err := d.due(c.Regime, k.rule, starts)
		if err != nil {
			return nil, err
		}
		clocks = append(clocks, Clock{answer, k.met})
	}
	return clocks, nil
}

// A record is the plain account of a registration that its leaf commits to.
type record struct {
	Act            string         `json:"act"` // "case_registered"
	Day            calendar.Date  `json:"day"` // in the office's zone
	Case           string         `json:"case"`
	Version        int            `json:"version"`
	Report         string         `json:"report"`
	Office         office.ID      `json:"office"`
	Officer        string         `json:"officer"`
	Number         string         `json:"number"`
	Public         string         `json:"public"`
	Regime         string         `json:"regime"`
	Title          string         `json:"title"`
	Summary        string         `json:"summary"`
	Acts           []string       `json:"acts"`
	EventRegion    gazetteer.Code `json:"event_region"`
	EmployerRegion gazetteer.Code `json:"employer_region"`
	EventOn        calendar.Date  `json:"event_on"`
	KnownOn        calendar.Date  `json:"known_on"`
	ReceivedOn     calendar.Date  `json:"received_on"`
	Position       string         `json:"position"`
	Agency         string         `json:"agency"`
	Name           string         `json:"name"`
	Clocks         []clockRecord  `json:"clocks"`
}

type clockRecord struct {
	Rule     string                   `json:"rule"`
	From     calendar.Date            `json:"from"`
	Calendar string                   `json:"calendar"`
	Due      map[string]calendar.Date `json:"due"` // by reading
	Met      calendar.Date            `json:"met"` // empty while it runs
}

// registration commits to a case as it is registered.
func (d *Desk) registration(by office.Officer, c Case, s Serials) (Registration, error) {
	rec := record{
		Act: "case_registered", Day: c.RegisteredOn, Case: c.ID, Version: c.Version, Report: c.Report, Office: c.Office.ID, Officer: by.ID,
		Number: c.Number, Public: c.Public, Regime: c.Regime, Title: c.Title, Summary: c.Summary, Acts: c.Acts,
		EventRegion: c.EventRegion, EmployerRegion: c.EmployerRegion, EventOn: c.EventOn, KnownOn: c.KnownOn, ReceivedOn: c.ReceivedOn,
		Position: c.Accused.Position, Agency: c.Accused.Agency, Name: c.Accused.Name,
	}
	for _, k := range c.Clocks {
		due := map[string]calendar.Date{}
		for _, r := range k.Readings {
			due[r.Name] = r.Due
		}
		rec.Clocks = append(rec.Clocks, clockRecord{k.Rule, k.From, k.Answer.Calendar, due, k.Met})
	}
	text, err := json.Marshal(rec)
	if err != nil {
		return Registration{}, err
	}
	leaf, err := ledger.RecordLeaf(ledger.TypeCase, text, d.Rand)
	if err != nil {
		return Registration{}, err
	}
	return Registration{c, s, by, text, leaf}, nil
}
