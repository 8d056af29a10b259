package casework

import (
	"context"
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
	"netra/office"
	"netra/vault"
)

// Propose begins the form for a case of a report of the officer's office. The error wraps ErrNotFound, or ErrConflict if a case
// was made of it; Received.CaseID then names it.
func (d *Desk) Propose(ctx context.Context, by office.Officer, report string) (Proposal, error) {
	got, err := d.received(ctx, by, report)
	if err != nil {
		return Proposal{Received: got}, fmt.Errorf("propose: %w", err)
	}
	return Proposal{got, vault.Number(report)}, nil
}

func (d *Desk) received(ctx context.Context, by office.Officer, report string) (Received, error) {
	if by.Status != office.Active {
		return Received{}, ErrNotFound
	}
	got, err := d.Store.Received(ctx, report, by.Office.ID)
	if err == nil && got.CaseID != "" {
		err = ErrConflict
	}
	return got, err
}

// Open opens a case of a report of the officer's office or, if report is empty, of the office's own finding. The case begins in the
// state that the law has for its origin. Any office may open one; an office that is not Bawaslu under the law receives and
// finds nothing by its own power, so it says where it saw that. The error is intake.Problems if the draft has faults, or wraps
// ErrNotFound, ErrConflict if a case was made of the report, or ErrMoved. A draft whose ID has made a case of the office already
// gives that case.
func (d *Desk) Open(ctx context.Context, by office.Officer, report string, draft Draft) (Case, error) {
	got := Received{}
	var err error
	if report != "" {
		got, err = d.received(ctx, by, report)
	} else if by.Status != office.Active {
		err = ErrNotFound
	}
	if err != nil {
		return Case{}, fmt.Errorf("open case: %w", err)
	}
	if made, err := d.made(ctx, by, draft.ID); !errors.Is(err, ErrNotFound) {
		return made, err
	}
	cal, err := d.CalendarOf(ctx, by.Office)
	if err != nil {
		return Case{}, fmt.Errorf("open case: %w", err)
	}
	today := d.today(by.Office)
	c, source, err := d.check(draft, by.Office, got, today)
	if err != nil {
		return Case{}, err
	}
	if c.ID = draft.ID; !vault.ValidID(c.ID) {
		if c.ID, err = vault.NewID(d.Rand); err != nil {
			return Case{}, err
		}
	}
	opening, _ := d.Law.Opening(c.Origin)
	c.Office, c.Report = by.Office, report
	c.State, c.Version = opening.ID, 1
	c.Moves = []Move{{Version: 1, State: c.State, On: today, Source: source, Officer: by.Name, Index: -1}}
	d.runClocks(&c, cal)
	return d.saveOpening(ctx, by, c)
}

// made gives the case of the officer's office that a form with this id has made; ErrNotFound.
func (d *Desk) made(ctx context.Context, by office.Officer, id string) (Case, error) {
	if !vault.ValidID(id) {
		return Case{}, ErrNotFound
	}
	c, err := d.Store.Case(ctx, id, by.Office.ID)
	if err == nil && c.Office.ID != by.Office.ID {
		err = ErrNotFound
	}
	if err != nil {
		return Case{}, fmt.Errorf("open case: %w", err)
	}
	return c, nil
}

// tries is how often somebody else may change what a step was decided on before Netra gives up.
const tries = 50

// saveOpening gives a case its public number and stores it, counting again where somebody else took the number meanwhile.
func (d *Desk) saveOpening(ctx context.Context, by office.Officer, c Case) (Case, error) {
	for range tries {
		serials, err := d.Store.NextSerials(ctx, c.Office.ID, publicRegion(c.Office.Region), c.Moves[0].On.Year())
		if err != nil {
			return Case{}, fmt.Errorf("open case: %w", err)
		}
		serials.Register = 0
		c.Public = publicNumber(serials)
		o := Opening{Case: c, Serials: serials, By: by}
		if o.Record, o.Leaf, err = d.record(openedRecord(by, c)); err != nil {
			return Case{}, fmt.Errorf("open case: %w", err)
		}
		err = d.Store.SaveCase(ctx, o)
		if err == nil {
			return c, nil
		}
		if !errors.Is(err, ErrMoved) {
			return Case{}, fmt.Errorf("open case: %w", err)
		}
		if made, err := d.made(ctx, by, c.ID); !errors.Is(err, ErrNotFound) {
			return made, err // the same form was posted twice at once
		}
	}
	return Case{}, fmt.Errorf("open case: %w", ErrMoved)
}

// check reads a draft and the source of what the office did not do itself. The error is intake.Problems with all of them at once.
//
// Law: Perbawaslu 7/2022 art. 15(3)-(4) lists what a report must have: who is accused, when and where, what happened.
func (d *Desk) check(draft Draft, of office.Office, got Received, today calendar.Date) (Case, string, error) {
	f := form{intake.Problems{}}
	c := Case{
		Origin:         law.Event(draft.Origin),
		Regime:         draft.Regime,
		Title:          f.line("title", draft.Title, true),
		Summary:        f.text("summary", draft.Summary),
		Acts:           f.acts(draft.Acts, d.Law),
		EventRegion:    f.region("event_region", draft.EventRegion, true),
		EmployerRegion: f.region("employer_region", draft.EmployerRegion, false),
		EventOn:        f.day("event_on", draft.EventOn),
		KnownOn:        f.day("known_on", draft.KnownOn),
		ReceivedOn:     got.Day,
		Accused: Accused{
			Position: f.line("position", draft.Position, true),
			Agency:   f.line("agency", draft.Agency, true),
			Name:     f.line("name", draft.Name, false),
		},
	}
	none := got.Day.IsZero() // of the reports in Netra
	source := ""
	origins := []law.Event{law.Received, law.Informed}
	if none {
		origins = []law.Event{law.Found}
	}
	if !d.supervises(of, today) {
		source = f.line("source", draft.Source, none || c.Origin != law.Informed)
		if none {
			origins = []law.Event{law.Found, law.Received}
		}
	}
	if !slices.Contains(origins, c.Origin) {
		f.problems["origin"] = "perkara.problem_origin"
	} else if none && c.Origin == law.Received {
		c.ReceivedOn = f.day("received_on", draft.ReceivedOn)
		f.inOrder("received_on", c.ReceivedOn, today, "perkara.problem_future")
	}
	if !slices.ContainsFunc(d.Law.Regimes(), func(r law.Regime) bool { return r.ID == c.Regime }) {
		f.problems["regime"] = "perkara.problem_regime"
	}
	if years := d.Calendar.Years(); !c.KnownOn.IsZero() && c.KnownOn.Year() < years[0].Year {
		f.problems["known_on"] = "perkara.problem_year"
	}
	f.inOrder("known_on", c.EventOn, c.KnownOn, "perkara.problem_known_before")
	f.inOrder("known_on", c.KnownOn, today, "perkara.problem_future")
	f.inOrder("known_on", c.KnownOn, c.ReceivedOn, "perkara.problem_known_after")
	if len(f.problems) > 0 {
		return Case{}, "", f.problems
	}
	return c, source, nil
}

// supervises tells whether an office is Bawaslu under the law, which receives reports and makes findings by its own power.
func (d *Desk) supervises(o office.Office, day calendar.Date) bool {
	body, ok := d.Law.Body("bawaslu", day)
	return ok && slices.Contains(body.Offices, string(o.Kind))
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
