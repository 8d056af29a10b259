package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"netra/calendar"
	"netra/gazetteer"
	"netra/job"
	"netra/law"
)

// Kinds of jobs. Both walk over clocks in stretches, each a job of its own that enqueues the next, so that no job outlives its lease
// however many clocks there are. Doing one twice changes nothing.
const (
	ReckonKind   = "clocks.reckon"   // Desk.Reckon
	EscalateKind = "clocks.escalate" // Desk.Escalate
)

// What one job does: reading costs microseconds a clock, writing a new answer a tenth of a millisecond.
const (
	stretch = 10_000 // clocks that are read
	most    = 1_000  // clocks that are written
)

// A walk is where a reckoning has come to, the payload of its jobs.
type walk struct {
	Run    string         `json:"run"` // tells walks apart
	Region gazetteer.Code `json:"region"`
	After  ClockKey       `json:"after"`
}

func (w walk) job(now time.Time) (job.Job, error) {
	text, err := json.Marshal(w)
	id := fmt.Sprintf("%s/%s/%s.%s.%s", ReckonKind, w.Run, w.After.Case, w.After.Rule, w.After.From)
	return job.Job{ID: id, Kind: ReckonKind, Payload: text, RunAt: now}, err
}

// version tells by what clocks are computed everywhere; the holidays of regions have walks of their own.
func (d *Desk) version() string { return d.Law.Version() + " " + d.Calendar.Version() }

// StartReckoning enqueues a walk over all running clocks if they were last computed under another law or calendar than this
// process has. It may be called as often as one likes.
func (d *Desk) StartReckoning(ctx context.Context) error {
	last, err := d.Store.Reckoned(ctx)
	if err != nil || last == d.version() {
		return err
	}
	first, err := walk{Run: dayOf(d.Now()) + "/" + d.version()}.job(d.Now())
	if err != nil {
		return err
	}
	return d.Store.AddJobs(ctx, []job.Job{first})
}

// Reckon is the job of ReckonKind: it computes the running clocks of a stretch under the present law and the calendars of their
// offices, and stores those whose safe or latest date has moved, or whose rule counts otherwise or on another basis than before. A
// clock whose rule is gone is frozen, one whose year has no table stays as it is. An empty payload begins a walk over all regions.
func (d *Desk) Reckon(ctx context.Context, payload []byte) error {
	w := walk{Run: dayOf(d.Now())}
	if len(payload) > 0 {
		if err := json.Unmarshal(payload, &w); err != nil {
			return err
		}
	}
	err := ErrStale
	for n := 0; n < tries && errors.Is(err, ErrStale); n++ {
		var r Reckoning
		if r, err = d.reckon(ctx, w); err == nil {
			err = d.Store.SaveReckoning(ctx, r)
		}
	}
	if err != nil {
		return fmt.Errorf("reckon clocks: %w", err)
	}
	return nil
}

func (d *Desk) reckon(ctx context.Context, w walk) (Reckoning, error) {
	holidays, err := d.Store.Holidays(ctx, nil)
	if err != nil {
		return Reckoning{}, err
	}
	clocks, err := d.Store.RunningClocks(ctx, w.Region, w.After, stretch)
	if err != nil {
		return Reckoning{}, err
	}
	over := len(clocks) < stretch
	now := d.Now()
	found := d.outcomes(holidays)
	r := Reckoning{}
	for _, k := range clocks {
		if len(r.Clocks) == most {
			over = false
			break
		}
		w.After = k.ClockKey
		again, err := found.reckon(k, calendar.Today(now, k.Region.Zone()))
		if err != nil {
			return Reckoning{}, err
		}
		if again != nil {
			r.Clocks = append(r.Clocks, *again)
		}
	}
	switch {
	case !over:
		next, err := w.job(now)
		if err != nil {
			return Reckoning{}, err
		}
		r.Jobs = []job.Job{next}
	case w.Region == gazetteer.Indonesia:
		r.Version = d.version()
	}
	if len(r.Clocks) > 0 {
		r.Record, r.Leaf, err = d.record(reckonedRecord(d.Law.Version(), r.Clocks))
	}
	return r, err
}

// After gives the dates of a clock's new answer; those of a frozen one are as before.
func (k Reckoned) After() Dates {
	if k.Answer == nil {
		return k.Before
	}
	return Dates{k.Answer.Safe, k.Answer.Latest(), k.Answer.Calendar}
}

// Moved tells whether dates that were known are others now.
func (k Reckoned) Moved() bool {
	was, is := k.Before, k.After()
	return !was.Safe.IsZero() && (was.Safe != is.Safe || !was.Latest.IsZero() && was.Latest != is.Latest)
}

// outcomes computes the dates of clocks. Most clocks of a stretch share rule, day and region with others, so each outcome is
// kept; one with pauses is the clock's own.
type outcomes struct {
	desk     *Desk
	holidays []Holiday
	changed  calendar.Date // the last day on which a holiday was added or removed
	days     map[place]*calendar.Calendar
	known    map[period]*outcome
}

func (d *Desk) outcomes(holidays []Holiday) *outcomes {
	s := &outcomes{desk: d, holidays: holidays, days: map[place]*calendar.Calendar{}, known: map[period]*outcome{}}
	for _, h := range holidays {
		for _, day := range []calendar.Date{h.AddedOn, h.RemovedOn} {
			if day.Compare(s.changed) > 0 {
				s.changed = day
			}
		}
	}
	return s
}

// A place is a region with its holidays as they were on a day; zero for as they are.
type place struct {
	region gazetteer.Code
	on     calendar.Date
}

type period struct {
	regime, rule string
	from         calendar.Date
	place
}

type outcome struct {
	gone         bool // the law has no such rule any more
	ok           bool // false where it is gone, or a year that it reaches into has no table
	rule         law.Rule
	counts       string
	safe, latest calendar.Date
	answer       *law.Answer // once it was needed
}

// reckon computes a clock again; nil if its answer stays as it is.
func (s *outcomes) reckon(k RunningClock, today calendar.Date) (*Reckoned, error) {
	o, at := s.of(k, today)
	if o.gone {
		return &Reckoned{RunningClock: k, Counts: k.Counts, On: today}, nil
	}
	if !o.ok || o.safe == k.Before.Safe && o.latest == k.Before.Latest && o.counts == k.Counts {
		return nil, nil
	}
	if o.answer == nil {
		answer, err := law.Due(o.rule, k.From, s.calendar(at), k.Pauses...)
		if err != nil {
			return nil, err
		}
		o.answer = &answer
	}
	return &Reckoned{RunningClock: k, Answer: o.answer, Counts: o.counts, Right: o.rule.Right, On: today,
		TakenBack: !k.Escalated.IsZero() && o.latest.Compare(today) >= 0}, nil
}

// of computes the dates of a clock, under the holidays as they were on its last day where that is past: over is over, and no office
// makes a period of another one late, or in time, by a holiday that it enters or removes afterwards.
func (s *outcomes) of(k RunningClock, today calendar.Date) (*outcome, place) {
	at := place{region: k.Region}
	if last := k.Before.Latest; !last.IsZero() && last.Compare(today) < 0 && last.Compare(s.changed) < 0 {
		at.on = last
	}
	p := period{k.Regime, k.Rule, k.From, at}
	if o := s.known[p]; o != nil && len(k.Pauses) == 0 {
		return o, at
	}
	o := &outcome{}
	rule, err := s.desk.Law.Clock(k.Regime, k.Rule, k.From)
	o.gone = err != nil
	if err == nil {
		o.rule, o.counts = rule, Fingerprint(rule)
		o.safe, o.latest, err = law.DueDate(rule, k.From, s.calendar(at), k.Pauses...)
	}
	o.ok = err == nil
	if len(k.Pauses) == 0 {
		s.known[p] = o
	}
	return o, at
}

func (s *outcomes) calendar(at place) *calendar.Calendar {
	days := s.days[at]
	if days == nil {
		days = s.desk.regional(s.holidays, at.region, at.on)
		s.days[at] = days
	}
	return days
}

// A round is where a night's escalation has come to, the payload of its jobs.
type round struct {
	Run   string    `json:"run"`
	After LatePlace `json:"after"`
}

// Escalate is the job of EscalateKind: each clock that is over under every reading, in its office's zone, is shown to the office
// above, once, unless it is nobody's duty (law.Rule.Right), it began to be shown today, or its dates cannot be computed now, so that
// nobody can say that they still hold. Nothing closes. An empty payload begins a round.
func (d *Desk) Escalate(ctx context.Context, payload []byte) error {
	r := round{Run: dayOf(d.Now())}
	if len(payload) > 0 {
		if err := json.Unmarshal(payload, &r); err != nil {
			return err
		}
	}
	err := ErrStale
	for n := 0; n < tries && errors.Is(err, ErrStale); n++ {
		var e Escalation
		if e, err = d.escalate(ctx, r); err == nil {
			err = d.Store.SaveEscalation(ctx, e)
		}
	}
	if err != nil {
		return fmt.Errorf("escalate clocks: %w", err)
	}
	return nil
}

func (d *Desk) escalate(ctx context.Context, r round) (Escalation, error) {
	now := d.Now()
	late, err := d.Store.LateClocks(ctx, calendar.Today(now, calendar.WIT), r.After, most) // in the east the day begins first
	if err != nil {
		return Escalation{}, err
	}
	holidays, err := d.Store.Holidays(ctx, nil)
	if err != nil {
		return Escalation{}, err
	}
	found := d.outcomes(holidays)
	e := Escalation{}
	for _, k := range late {
		r.After = k.LatePlace
		k.On = calendar.Today(now, k.Region.Zone())
		o, _ := found.of(RunningClock{ClockKey: k.ClockKey, Region: k.Region, Regime: k.Regime, Before: Dates{Latest: k.Latest}, Pauses: k.Pauses}, k.On)
		if o.ok && !o.rule.Right && k.Latest.Compare(k.On) < 0 && k.Entered.Compare(k.On) < 0 {
			e.Clocks = append(e.Clocks, k)
		}
	}
	if len(late) == most {
		text, err := json.Marshal(r)
		if err != nil {
			return Escalation{}, err
		}
		id := fmt.Sprintf("%s/%s/%s.%s.%s.%s", EscalateKind, r.Run, r.After.Latest, r.After.Case, r.After.Rule, r.After.From)
		e.Jobs = []job.Job{{ID: id, Kind: EscalateKind, Payload: text, RunAt: now}}
	}
	if len(e.Clocks) > 0 {
		e.Record, e.Leaf, err = d.record(escalatedRecord(e.Clocks))
	}
	return e, err
}
