package casework

import (
	"cmp"
	"slices"

	"netra/calendar"
	"netra/law"
)

// happened lists what clocks start and end by, in the order of time.
func (d *Desk) happened(c Case) []law.Occurrence {
	happened := []law.Occurrence{{Event: law.Found, On: c.KnownOn}}
	if c.Origin != law.Found {
		happened = []law.Occurrence{{Event: law.Known, On: c.KnownOn}, {Event: c.Origin, On: c.ReceivedOn}}
	}
	opening, _ := d.Law.Opening(c.Origin)
	for _, m := range c.Moves {
		switch {
		case m.Transition != "":
			happened = append(happened, law.Occurrence{Event: law.Event(m.Transition), On: m.On})
		case m.State != opening.ID: // the first version of Netra opened cases by registering them
			happened = append(happened, law.Occurrence{Event: register, On: c.RegisteredOn})
		}
	}
	return happened
}

// A run is what a move does to the clocks of a case.
type run struct {
	begun  []Clock // that are new, or whose answer is
	turned []Clock // whose state is new and whose answer is as it was
}

// runClocks brings the clocks of a case to where they are after its last move. What was computed stays: a clock that ended keeps
// the dates under which people acted, and one that runs is computed anew only if the move paused or resumed it. Reckon does the
// rest.
func (d *Desk) runClocks(c *Case, cal *calendar.Calendar) (run, error) {
	move := c.Moves[len(c.Moves)-1]
	var closed calendar.Date
	if state, _ := d.Law.State(c.State); state.Final {
		closed = move.On
	}
	computed, err := d.Law.ClocksOf(c.Regime, d.happened(*c), closed, cal)
	if err != nil {
		return run{}, err
	}
	var r run
	var clocks []Clock
	for _, now := range computed {
		i := slices.IndexFunc(c.Clocks, func(k Clock) bool { return k.Rule == now.Rule && k.From == now.From })
		if i < 0 {
			clocks = append(clocks, Clock{Clock: now})
			r.begun = append(r.begun, clocks[len(clocks)-1])
			continue
		}
		was := c.Clocks[i]
		k := was
		k.Start, k.State, k.On = now.Start, now.State, now.On
		if runs(was.Clock) && d.rests(now, move) {
			k.Answer = now.Answer
			r.begun = append(r.begun, k)
		} else if k.State != was.State || k.On != was.On {
			r.turned = append(r.turned, k)
		}
		clocks = append(clocks, k)
	}
	for _, k := range c.Clocks {
		if slices.ContainsFunc(clocks, func(o Clock) bool { return o.Rule == k.Rule && o.From == k.From }) {
			continue
		}
		again := slices.ContainsFunc(computed, func(o law.Clock) bool { return o.Rule == k.Rule })
		if runs(k.Clock) && (again || !closed.IsZero()) {
			k.State, k.On = law.Frozen, move.On
			if again { // its start happened once more
				k.State = law.Replaced
			}
			r.turned = append(r.turned, k)
		}
		clocks = append(clocks, k)
	}
	slices.SortStableFunc(clocks, func(a, b Clock) int {
		return cmp.Or(a.Safe.Compare(b.Safe), cmp.Compare(a.Rule, b.Rule), a.From.Compare(b.From))
	})
	c.Clocks = clocks
	return r, nil
}

func runs(k law.Clock) bool { return k.State == law.Running || k.State == law.Halted }

// rests tells whether a move is one by which the clock's rule pauses or resumes.
func (d *Desk) rests(k law.Clock, m Move) bool {
	rule, err := d.Law.Clock(k.Regime, k.Rule, k.From)
	return err == nil && rule.Pauses != "" && (rule.Pauses == law.Event(m.Transition) || rule.Resumes == law.Event(m.Transition))
}

// Pauses tells in which spans no day of a clock was counted, from its trace.
func (k Clock) Pauses() []law.Pause {
	var longest law.Reading
	for _, r := range k.Readings {
		if r.Due.Compare(longest.Due) > 0 {
			longest = r
		}
	}
	var pauses []law.Pause
	for _, step := range longest.Trace {
		last := len(pauses) - 1
		switch {
		case step.Kind != law.Paused:
		case last >= 0 && pauses[last].To.AddDays(1) == step.Date:
			pauses[last].To = step.Date
		default:
			pauses = append(pauses, law.Pause{From: step.Date, To: step.Date})
		}
	}
	return pauses
}
