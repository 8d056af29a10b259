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
// offices, and stores those whose safe or latest date has moved. An empty payload begins a walk over all regions.
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
	found := outcomes{desk: d, holidays: holidays, days: map[gazetteer.Code]*calendar.Calendar{}, known: map[period]*outcome{}}
	r := Reckoning{}
	for _, k := range clocks {
		if len(r.Clocks) == most {
			over = false
			break
		}
		w.After = k.ClockKey
		o := found.of(k)
		if !o.ok || o.safe == k.Before.Safe && o.latest == k.Before.Latest {
			continue
		}
		answer, err := found.answer(k, o)
		if err != nil {
			return Reckoning{}, err
		}
		r.Clocks = append(r.Clocks, Reckoned{
			RunningClock: k, Answer: answer, On: calendar.Today(now, k.Region.Zone()), Filled: k.Before.Latest.IsZero() && o.safe == k.Before.Safe,
		})
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

// After gives the dates of a clock's new answer.
func (k Reckoned) After() Dates { return Dates{k.Answer.Safe, k.Answer.Latest(), k.Answer.Calendar} }

// outcomes computes the dates of clocks. Most clocks of a stretch share rule, day and region with others, so each outcome is
// kept; one with pauses is the clock's own.
type outcomes struct {
	desk     *Desk
	holidays []Holiday
	days     map[gazetteer.Code]*calendar.Calendar
	known    map[period]*outcome
}

type period struct {
	regime, rule string
	from         calendar.Date
	region       gazetteer.Code
}

type outcome struct {
	ok           bool // false where the law has no such rule any more, or the calendar no such year: the clock keeps its answer
	rule         law.Rule
	safe, latest calendar.Date
	answer       *law.Answer // once it was needed
}

func (s *outcomes) of(k RunningClock) *outcome {
	p := period{k.Regime, k.Rule, k.From, k.Region}
	o := s.known[p]
	if o != nil && len(k.Pauses) == 0 {
		return o
	}
	o = &outcome{}
	rule, err := s.desk.Law.Clock(k.Regime, k.Rule, k.From)
	if err == nil {
		o.rule = rule
		o.safe, o.latest, err = law.DueDate(rule, k.From, s.calendar(k.Region), k.Pauses...)
	}
	o.ok = err == nil
	if len(k.Pauses) == 0 {
		s.known[p] = o
	}
	return o
}

func (s *outcomes) answer(k RunningClock, o *outcome) (*law.Answer, error) {
	if o.answer == nil {
		answer, err := law.Due(o.rule, k.From, s.calendar(k.Region), k.Pauses...)
		if err != nil {
			return nil, err
		}
		o.answer = &answer
	}
	return o.answer, nil
}

func (s *outcomes) calendar(region gazetteer.Code) *calendar.Calendar {
	days := s.days[region]
	if days == nil {
		days = s.desk.regional(s.holidays, region)
		s.days[region] = days
	}
	return days
}

// A round is where a night's escalation has come to, the payload of its jobs.
type round struct {
	Run   string    `json:"run"`
	After LatePlace `json:"after"`
}

// Escalate is the job of EscalateKind: each clock that is over under every reading, in its office's zone, is shown to the office
// above, once, unless it is nobody's duty (law.Rule.Right). Nothing closes. An empty payload begins a round.
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
	e := Escalation{}
	for _, k := range late {
		r.After = k.LatePlace
		rule, err := d.Law.Clock(k.Regime, k.Rule, k.From)
		if err == nil && rule.Right {
			continue
		}
		if k.On = calendar.Today(now, k.Region.Zone()); k.Latest.Compare(k.On) < 0 {
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
