package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/office"
	"netra/vault"
)

// A World is what was made: what people would have on paper.
type World struct {
	Officers []Login
	Code     vault.Phrase // of the report that has a question waiting
	Number   string       // of that report
}

// A Maker makes the world. Its clock begins some weeks ago, so that there are closed weeks to count.
type Maker struct {
	Offices *office.Registry
	Desk    *intake.Desk
	Cases   *casework.Desk
	Clock   *Clock
	Rand    io.Reader
	Beat    func(context.Context) error // one step of the log's sequencer

	world   World
	reports map[string]made // by a story's name
}

// A Clock is a clock that is set by hand until it is let go.
type Clock struct {
	at   time.Time
	free func() time.Time
}

// NewClock begins at a moment and, once let go, tells what free tells.
func NewClock(at time.Time, free func() time.Time) *Clock { return &Clock{at, free} }

// Now tells the clock's time.
func (c *Clock) Now() time.Time {
	if c.at.IsZero() {
		return c.free()
	}
	return c.at
}

func (c *Clock) letGo() { c.at = time.Time{} }

type made struct {
	id     string
	code   vault.Phrase
	office office.ID
	form   intake.Form
	filed  intake.Filed
	opened string // id of the case
}

// Make makes the world: offices and officers, then day by day what the stories tell.
func (m *Maker) Make(ctx context.Context) (World, error) {
	m.reports = map[string]made{}
	end := m.Clock.free()
	start := calendar.Today(end, calendar.WIB).AddDays(-daysBack)
	if err := m.people(ctx); err != nil {
		return World{}, fmt.Errorf("demo offices: %w", err)
	}
	for day := range daysBack + 1 {
		m.Clock.at = noon(start.AddDays(day))
		if m.Clock.at.After(end) {
			m.Clock.at = end
		}
		for _, s := range stories {
			if err := m.live(ctx, s, day-daysBack); err != nil {
				return World{}, fmt.Errorf("demo story %s: %w", s.name, told(err))
			}
		}
		// The night's job: what is late is shown to the office above.
		if err := m.Cases.Escalate(ctx, nil); err != nil {
			return World{}, fmt.Errorf("demo night: %w", err)
		}
	}
	m.Clock.letGo()
	return m.world, m.Beat(ctx)
}

// told names the fields of an invented form that were refused; they hold no secret.
func told(err error) error {
	if p, ok := errors.AsType[intake.Problems](err); ok {
		return fmt.Errorf("%w: %v", err, map[string]string(p))
	}
	return err
}

// noon is noon in Jakarta, when it is the same day in all three zones.
func noon(d calendar.Date) time.Time {
	y, month, day := d.Civil()
	return time.Date(y, month, day, 12, 0, 0, 0, calendar.WIB)
}

func (m *Maker) people(ctx context.Context) error {
	for _, province := range provinces {
		if _, err := m.Offices.AddTree(ctx, province, false); err != nil {
			return err
		}
	}
	for _, o := range extraOffices {
		if _, err := m.Offices.Add(ctx, o); err != nil {
			return err
		}
	}
	b := Browsers{m.Offices, m.Desk.Instance, m.Clock.Now, m.Rand}
	for _, p := range officers {
		var colleague *Login
		if i := slices.IndexFunc(m.world.Officers, func(l Login) bool { return l.Officer.Office.ID == p.office }); i >= 0 {
			colleague = &m.world.Officers[i]
		}
		l, err := b.Enrol(ctx, p.office, p.user, p.name, colleague)
		if err != nil {
			return err
		}
		m.world.Officers = append(m.world.Officers, l)
	}
	return nil
}

// live does what a story has for a day, counted back from today.
func (m *Maker) live(ctx context.Context, s story, day int) error {
	for _, e := range s.events {
		if e.day != day {
			continue
		}
		if err := e.do(ctx, m, s); err != nil {
			return err
		}
		// What was done is shown from the next beat on.
		m.Clock.at = m.Clock.at.Add(m.Desk.Beat)
		if err := m.Beat(ctx); err != nil {
			return err
		}
	}
	return nil
}

// file files the story's report, known a day ago.
func file(ctx context.Context, m *Maker, s story) error {
	code, err := vault.NewCode(m.Rand)
	if err != nil {
		return err
	}
	form := s.form
	today := calendar.Today(m.Clock.Now(), gazetteer.Code(form.Place).Zone())
	form.Date, form.Known = today.AddDays(-2).String(), today.AddDays(-1).String()
	form.Tidy()
	review, err := m.Desk.Review(ctx, form)
	if err != nil {
		return err
	}
	filed, err := m.Desk.File(ctx, form, review.Receiver.ID, code)
	if err != nil {
		return err
	}
	m.reports[s.name] = made{id: filed.Report, code: code, office: review.Receiver.ID, form: form, filed: filed}
	return nil
}

// attach adds a photo and a recording, both drawn by this program.
func attach(ctx context.Context, m *Maker, s story) error {
	adder, err := m.Desk.Adder(ctx, m.reports[s.name].filed.Capability)
	if err != nil {
		return err
	}
	photo, err := Photo()
	if err != nil {
		return err
	}
	if _, err := m.Desk.AddFile(ctx, adder, "foto-ruang.jpg", "image/jpeg", bytes.NewReader(photo)); err != nil {
		return err
	}
	_, err = m.Desk.AddFile(ctx, adder, "rekaman.wav", "audio/wav", bytes.NewReader(Recording()))
	return err
}

// open opens the report as an officer of its office.
func open(ctx context.Context, m *Maker, s story) error {
	_, err := m.Desk.Open(ctx, m.officerOf(s).Officer, m.reports[s.name].id)
	return err
}

func (m *Maker) officerOf(s story) Login {
	i := slices.IndexFunc(m.world.Officers, func(l Login) bool { return l.Officer.Office.ID == m.reports[s.name].office })
	return m.world.Officers[i]
}

// ask seals and signs a question as the officer's browser does.
func ask(text string) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		l, r := m.officerOf(s), m.reports[s.name]
		h, err := m.Desk.Open(ctx, l.Officer, r.id)
		if err != nil {
			return err
		}
		sealed, err := m.question(l, h, text)
		if err != nil {
			return err
		}
		m.world.Code, m.world.Number = r.code, vault.Number(r.id)
		return m.Desk.Ask(ctx, l.Officer, r.id, sealed)
	}
}

func (m *Maker) question(l Login, h intake.Handover, text string) (intake.Sealed, error) {
	id, err := vault.NewID(m.Rand)
	if err != nil {
		return intake.Sealed{}, err
	}
	to, err := vault.ParseRecipient(h.Recipient)
	if err != nil {
		return intake.Sealed{}, err
	}
	today := calendar.Today(m.Clock.Now(), l.Officer.Office.Region.Zone())
	header, err := vault.Header{Day: today.String()}.Encode(vault.KindQuestion)
	if err != nil {
		return intake.Sealed{}, err
	}
	content, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return intake.Sealed{}, err
	}
	st := vault.Statement{Kind: vault.KindQuestion, Report: h.ID, ID: id, SealedBy: vault.ByBrowser, Header: header, Content: vault.NewSecret(content)}
	q := intake.Sealed{ID: id, Day: today}
	for _, salt := range []*[32]byte{&st.HeaderSalt, &st.ContentSalt, &q.Salt} {
		if _, err := io.ReadFull(m.Rand, salt[:]); err != nil {
			return intake.Sealed{}, err
		}
	}
	q.Content = st.Root()
	q.Statement, err = vault.SealStatement(to, st, l.Office.Sign)
	return q, err
}

// answer answers the office's question with the reporter's words.
func answer(text string) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		v, err := m.Desk.Enter(ctx, m.reports[s.name].code)
		if err != nil {
			return err
		}
		id, err := vault.NewID(m.Rand)
		if err != nil {
			return err
		}
		_, err = m.Desk.Answer(ctx, v, id, text)
		return err
	}
}

// opens opens a case of the report.
func opens(draft casework.Draft) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		r := m.reports[s.name]
		draft.Origin = string(law.Received)
		draft.EventRegion, draft.Regime, draft.EventOn, draft.KnownOn = r.form.Place, r.form.Election, r.form.Date, r.form.Known
		return m.begin(ctx, s, r, draft)
	}
}

// finds opens a case of what the office's own people saw yesterday.
func finds(of office.ID, draft casework.Draft) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		r := made{office: of}
		m.reports[s.name] = r
		today := calendar.Today(m.Clock.Now(), m.officerOf(s).Officer.Office.Region.Zone())
		draft.Origin = string(law.Found)
		draft.EventOn, draft.KnownOn = today.AddDays(-1).String(), today.String()
		return m.begin(ctx, s, r, draft)
	}
}

func (m *Maker) begin(ctx context.Context, s story, r made, draft casework.Draft) error {
	c, err := m.Cases.Open(ctx, m.officerOf(s).Officer, r.id, draft)
	r.opened = c.ID
	m.reports[s.name] = r
	return err
}

// papers puts documents of today into the file.
func papers(forms ...string) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		by := m.officerOf(s).Officer
		c, err := m.Cases.Case(ctx, by, m.reports[s.name].opened)
		for _, form := range forms {
			if err != nil {
				return err
			}
			today := calendar.Today(m.Clock.Now(), by.Office.Region.Zone())
			number := fmt.Sprintf("%02d/CONTOH/%d", len(c.Papers)+1, today.Year())
			c, err = m.Cases.AddPaper(ctx, by, c.ID, casework.PaperDraft{Version: c.Version, Form: form, Number: number, On: today.String()})
		}
		return err
	}
}

// move makes a move of the office's own.
func move(transition string) func(context.Context, *Maker, story) error { return seen(transition, "") }

// seen records a move of another body, with the source in which it was seen.
func seen(transition, source string) func(context.Context, *Maker, story) error {
	return func(ctx context.Context, m *Maker, s story) error {
		by := m.officerOf(s).Officer
		c, err := m.Cases.Case(ctx, by, m.reports[s.name].opened)
		if err != nil {
			return err
		}
		_, err = m.Cases.Move(ctx, by, c.ID, casework.Step{Version: c.Version, Transition: transition, Source: source})
		return err
	}
}
