package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"netra/calendar"
	"netra/intake"
	"netra/law"
	"netra/office"
)

// completion is the state in which something is asked of the reporter.
const completion = "completion"

// Options lists every move that the law has from the state of the case, for an officer of any office: the legal ones, the ones
// that lack something, and those of other bodies, which the officer may only record as seen, with a source. Only officers of
// the case's own office move it, so for all others no move is within their power.
func (d *Desk) Options(by office.Officer, c Case) []law.Option {
	return d.optionsOn(by, c, d.today(c.Office))
}

func (d *Desk) optionsOn(by office.Officer, c Case, day calendar.Date) []law.Option {
	s := law.Situation{
		Regime: c.Regime, State: c.State, Day: day,
		Accused: c.Accused.Position != "" || c.Accused.Name != "",
		Event:   !c.EventOn.IsZero() && c.EventRegion != "",
		Account: c.Summary != "",
	}
	if by.Status == office.Active && by.Office.ID == c.Office.ID {
		s.Office = string(by.Office.Kind)
	}
	for _, p := range c.Papers {
		s.Documents = append(s.Documents, p.Form)
	}
	for _, k := range c.Clocks {
		if k.Known() { // what is not known stands in nobody's way
			s.Clocks = append(s.Clocks, k.Clock)
		}
	}
	return d.Law.Options(s)
}

// own finds a case of the officer's own office as the officer saw it; ErrNotFound, ErrStale.
func (d *Desk) own(ctx context.Context, by office.Officer, id string, version int) (Case, error) {
	c, err := d.Case(ctx, by, id)
	switch {
	case err != nil:
		return Case{}, err
	case c.Office.ID != by.Office.ID:
		return Case{}, ErrNotFound
	case c.Version != version:
		return Case{}, ErrStale
	}
	return c, nil
}

// Move makes a move and returns the case after it. A move of the office's own must be legal (law.Option.Legal); one of another
// body needs a source and a day that is neither before the last move nor after today, and is recorded as it was seen, whatever
// it lacked. The error is intake.Problems if the step has faults, or wraps ErrNotFound, ErrStale, ErrIllegal or, if others were
// faster again and again, ErrMoved.
func (d *Desk) Move(ctx context.Context, by office.Officer, id string, s Step) (Case, error) {
	err := ErrMoved
	passed := 0
	for n := 0; n < tries && errors.Is(err, ErrMoved); n++ {
		var a Advance
		if a, err = d.advance(ctx, by, id, s, passed); err == nil {
			err = d.Store.SaveStep(ctx, a)
		}
		switch {
		case err == nil:
			return a.Case, nil
		case errors.Is(err, ErrTaken) && strings.TrimSpace(s.Number) != "":
			return Case{}, intake.Problems{"number": "perkara.problem_taken"}
		case errors.Is(err, ErrTaken): // somebody else was given the number that was counted, or typed it for another series
			passed++
			err = ErrMoved
		}
	}
	return Case{}, fmt.Errorf("move case: %w", err)
}

// advance decides on a move, without storing it. A counted register number passes over so many.
func (d *Desk) advance(ctx context.Context, by office.Officer, id string, s Step, passed int) (Advance, error) {
	c, err := d.own(ctx, by, id, s.Version)
	if err != nil {
		return Advance{}, err
	}
	move, to, err := d.step(by, c, s)
	if err != nil {
		return Advance{}, err
	}
	a := Advance{From: c.Version, By: by}
	c.Version, c.State, c.Moves = move.Version, to, append(slices.Clone(c.Moves), move)
	if d.registers(move) {
		if a.Serials, err = d.number(ctx, &c, s, passed); err != nil {
			return Advance{}, err
		}
	}
	cal, err := d.CalendarOf(ctx, c.Office)
	if err != nil {
		return Advance{}, err
	}
	run := d.runClocks(&c, cal)
	a.Case, a.Begun, a.Turned = c, run.begun, run.turned
	a.Record, a.Leaf, err = d.record(d.movedRecord(by, c, run))
	return a, err
}

// registers tells whether a move gives a case its register number.
func (d *Desk) registers(m Move) bool {
	t, ok := d.Law.Transition(m.Transition)
	return ok && t.Registers
}

// step reads a step from the state of a case and checks it; ErrIllegal or intake.Problems.
func (d *Desk) step(by office.Officer, c Case, s Step) (move Move, to string, err error) {
	f := form{intake.Problems{}}
	today := d.today(c.Office)
	on := today
	if s.On != "" {
		on = f.day("on", s.On)
	}
	f.inOrder("on", on, today, "perkara.problem_future")
	move = Move{Version: c.Version + 1, Transition: s.Transition, On: on, Officer: by.Name, Index: -1}
	if strings.TrimSpace(s.Note) != "" {
		move.Note = f.text("note", s.Note)
	}
	if len(f.problems) > 0 {
		return Move{}, "", f.problems
	}
	options := d.optionsOn(by, c, on)
	i := slices.IndexFunc(options, func(o law.Option) bool { return o.ID == s.Transition })
	if i < 0 {
		return Move{}, "", ErrIllegal
	}
	o := options[i]
	if o.Power {
		if on != today {
			f.problems["on"] = "perkara.problem_today"
		} else if !o.Legal() {
			return Move{}, "", ErrIllegal
		}
		if o.Reason && move.Note == "" {
			f.problems["note"] = "perkara.problem_reason"
		}
	} else {
		move.Source = f.line("source", s.Source, true)
		f.inOrder("on", d.since(c), on, "perkara.problem_before_last")
	}
	if len(f.problems) > 0 {
		return Move{}, "", f.problems
	}
	move.State = o.To
	return move, o.To, nil
}

// since is the day before which no further move can have been made: that of the last or, where an office that is not Bawaslu opened
// the case and has recorded nothing yet, that of the report or the event, since it may have happened before the office knew.
func (d *Desk) since(c Case) calendar.Date {
	last := c.Moves[len(c.Moves)-1].On
	if len(c.Moves) > 1 || d.supervises(c.Office, last) {
		return last
	}
	if c.Origin == law.Found {
		return c.KnownOn
	}
	return c.ReceivedOn
}

// number registers a case on the day of its last move: by the given number or, where the office keeps a register itself, by the next
// after so many that were passed over.
func (d *Desk) number(ctx context.Context, c *Case, s Step, passed int) (Serials, error) {
	move := c.Moves[len(c.Moves)-1]
	c.RegisteredOn = move.On
	tail := registerTail(c.Office, d.isFinding(c.Moves[len(c.Moves)-2].State), c.Regime, move.On)
	f := form{intake.Problems{}}
	c.Number = f.line("number", s.Number, false)
	if len(f.problems) > 0 {
		return Serials{}, f.problems
	}
	serials := Serials{Year: move.On.Year()}
	switch {
	case c.Number != "":
		serials.Register = serialOf(c.Number, tail)
	case move.Source == "" && tiers[c.Office.Kind] != "":
		next, err := d.Store.NextSerials(ctx, c.Office.ID, publicRegion(c.Office.Region), serials.Year)
		if err != nil {
			return Serials{}, err
		}
		serials.Register = next.Register + passed
		c.Number = registerNumber(serials.Register, tail)
	}
	return serials, nil
}

// isFinding tells whether a case in a state is a finding: one that was opened so, or a tip that was traced.
func (d *Desk) isFinding(state string) bool {
	opening, _ := d.Law.Opening(law.Found)
	return state == opening.ID
}

// RegisterNumber proposes the next number of the office's register for a case that is registered today; empty for an office that
// keeps none.
func (d *Desk) RegisterNumber(ctx context.Context, c Case) (string, error) {
	if tiers[c.Office.Kind] == "" {
		return "", nil
	}
	today := d.today(c.Office)
	next, err := d.Store.NextSerials(ctx, c.Office.ID, publicRegion(c.Office.Region), today.Year())
	if err != nil {
		return "", fmt.Errorf("propose register number: %w", err)
	}
	return registerNumber(next.Register, registerTail(c.Office, d.isFinding(c.State), c.Regime, today)), nil
}

// AddPaper puts a document into the file of a case. The error is intake.Problems if the draft has faults, or wraps ErrNotFound or
// ErrStale.
func (d *Desk) AddPaper(ctx context.Context, by office.Officer, id string, p PaperDraft) (Case, error) {
	c, err := d.own(ctx, by, id, p.Version)
	if err != nil {
		return Case{}, fmt.Errorf("add paper: %w", err)
	}
	f := form{intake.Problems{}}
	today := d.today(c.Office)
	paper := Paper{Form: p.Form, Number: f.line("number", p.Number, false), On: f.day("on", p.On), Officer: by.Name, Index: -1}
	if _, ok := d.Law.Form(p.Form); !ok {
		f.problems["form"] = "perkara.problem_form"
	}
	f.inOrder("on", paper.On, today, "perkara.problem_future")
	if len(f.problems) > 0 {
		return Case{}, f.problems
	}
	a := Addition{Case: c.ID, From: c.Version, Paper: paper, By: by}
	c.Version++
	c.Papers = append(slices.Clone(c.Papers), paper)
	if a.Record, a.Leaf, err = d.record(paperRecord(by, c, today)); err == nil {
		err = d.Store.SavePaper(ctx, a)
	}
	if err != nil {
		return Case{}, fmt.Errorf("add paper: %w", err)
	}
	return c, nil
}

// Progress implements intake.Cases: what the reporter of a report is told of its case.
func (d *Desk) Progress(ctx context.Context, report string) (intake.Progress, error) {
	c, err := d.Store.CaseOf(ctx, report)
	if errors.Is(err, ErrNotFound) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Progress{}, fmt.Errorf("progress: %w", err)
	}
	p := intake.Progress{State: intake.Handled, Stage: law.Text{ID: c.State}, Case: c.Number, Day: c.Moves[len(c.Moves)-1].On,
		Wanted: c.State == completion}
	if state, ok := d.Law.State(c.State); ok {
		p.Stage = state.Title
	}
	p.Due = due(c.Clocks, d.today(c.Office))
	return p, nil
}

// due is of the clocks that run the one whose safe date comes first among those that are not over under every reading or, if all
// are, the one that was over last.
func due(clocks []Clock, today calendar.Date) law.Answer {
	var next, last law.Answer
	for _, k := range clocks {
		switch {
		case k.State != law.Running || !k.Known():
		case k.Latest().Compare(today) < 0:
			if last.Safe.IsZero() || k.Latest().Compare(last.Latest()) > 0 {
				last = k.Answer
			}
		case next.Safe.IsZero() || k.Safe.Compare(next.Safe) < 0:
			next = k.Answer
		}
	}
	if next.Safe.IsZero() {
		return last
	}
	return next
}
