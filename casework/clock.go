package casework

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"netra/calendar"
	"netra/law"
)

// registered is what the first version of Netra, which opened cases by registering them, is taken to have done.
const registered law.Event = "register"

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
		case m.State != opening.ID:
			happened = append(happened, law.Occurrence{Event: registered, On: c.RegisteredOn})
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
func (d *Desk) runClocks(c *Case, cal *calendar.Calendar) run {
	move := c.Moves[len(c.Moves)-1]
	var closed calendar.Date
	if state, _ := d.Law.State(c.State); state.Final {
		closed = move.On
	}
	computed := d.clocksOf(*c, closed, cal)
	var r run
	var clocks []Clock
	for _, now := range computed {
		i := slices.IndexFunc(c.Clocks, func(k Clock) bool { return k.Rule == now.Rule && k.From == now.From })
		if i < 0 {
			now.Entered = d.today(c.Office)
			clocks = append(clocks, now)
			r.begun = append(r.begun, now)
			continue
		}
		was := c.Clocks[i]
		k := was
		k.Start, k.State, k.On = now.Start, now.State, now.On
		if runs(was.Clock) && d.rests(now.Clock, move) || !was.Known() && now.Known() {
			k.Answer, k.Pauses, k.Counts, k.Right = now.Answer, now.Pauses, now.Counts, now.Right
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
		if runs(k.Clock) && !closed.IsZero() { // its rule is gone from the law
			k.State, k.On = law.Frozen, closed
			r.turned = append(r.turned, k)
		}
		clocks = append(clocks, k)
	}
	slices.SortStableFunc(clocks, func(a, b Clock) int {
		return cmp.Or(cmp.Compare(unknown(a), unknown(b)), a.Safe.Compare(b.Safe), cmp.Compare(a.Rule, b.Rule), a.From.Compare(b.From))
	})
	c.Clocks = clocks
	return r
}

func runs(k law.Clock) bool { return k.State == law.Running || k.State == law.Halted }

// unknown puts clocks whose dates are not known behind all others.
func unknown(k Clock) int {
	if k.Known() {
		return 0
	}
	return 1
}

// clocksOf computes the clocks of a case from what has happened in it.
func (d *Desk) clocksOf(c Case, closed calendar.Date, cal *calendar.Calendar) []Clock {
	var clocks []Clock
	for _, now := range d.Law.ClocksOf(c.Regime, d.happened(c), closed, cal) {
		k := Clock{Clock: now}
		if rule, err := d.Law.Clock(now.Regime, now.Rule, now.From); err == nil {
			k.Counts, k.Right = Fingerprint(rule), rule.Right
		}
		clocks = append(clocks, k)
	}
	return clocks
}

// Fingerprint tells apart what a rule says of its dates: how its days are counted, on what that rests, and whether it is a right.
// It is eight bytes in hex, the same in every process.
func Fingerprint(r law.Rule) string {
	text, err := json.Marshal(struct {
		Counts []law.Count
		Right  bool
	}{r.Counts, r.Right})
	if err != nil {
		panic(err) // a Count is plain data
	}
	sum := sha256.Sum256(text)
	return fmt.Sprintf("%x", sum[:8])
}

// rests tells whether a move is one by which the clock's rule pauses or resumes.
func (d *Desk) rests(k law.Clock, m Move) bool {
	rule, err := d.Law.Clock(k.Regime, k.Rule, k.From)
	return err == nil && rule.Pauses != "" && (rule.Pauses == law.Event(m.Transition) || rule.Resumes == law.Event(m.Transition))
}
