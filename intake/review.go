package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/office"
)

// maxMatches is how many places a reporter chooses among.
const maxMatches = 8

// A Routing says where a report about a place goes.
type Routing struct {
	Matches  []gazetteer.Match // to choose among, best first; empty once a place is settled
	NotFound bool              // a place was typed, and the gazetteer knows no such
	Place    gazetteer.Place   // the settled one; Indonesia if none was given or chosen
	Chain    office.Chain
	Receiver office.Office // who reads it; zero while Matches is not empty
	Unserved office.Office // the office of the place, if it has no key and Receiver serves it; else zero
	Key      office.Key
	Day      calendar.Date // today, in the receiver's zone
}

// Settled reports whether the report can go somewhere.
func (r Routing) Settled() bool { return r.Receiver.ID != "" }

// Route finds who receives a report about a place. text is what was typed, chosen as Form.Place. A text that several places
// fit is not decided: Matches lists them. The error wraps ErrNoReceiver, then Chain and Place are set all the same.
func (d *Desk) Route(ctx context.Context, text, chosen string, excluded []office.ID) (Routing, error) {
	r := settle(text, chosen)
	if len(r.Matches) > 0 {
		return r, nil
	}
	var err error
	if r.Chain, err = d.Offices.Chain(ctx, r.Place.Code); err != nil {
		return r, fmt.Errorf("route report: %w", err)
	}
	r.Receiver, r.Key, err = d.Offices.Receiver(ctx, r.Place.Code, excluded)
	if err != nil {
		r.Receiver = office.Office{}
		return r, fmt.Errorf("route report: %w", err)
	}
	if r.Key.Office != r.Receiver.ID {
		r.Unserved = r.Receiver
		if r.Receiver, err = d.Offices.Office(ctx, r.Key.Office); err != nil {
			return r, fmt.Errorf("route report: %w", err)
		}
	}
	r.Day = d.today(r.Receiver)
	return r, nil
}

// settle decides on a place where there is nothing to choose.
func settle(text, chosen string) Routing {
	nation, _ := gazetteer.Lookup(gazetteer.Indonesia)
	if code, err := gazetteer.ParseCode(chosen); err == nil {
		place, _ := gazetteer.Lookup(code)
		return Routing{Place: place}
	}
	if text == "" || chosen == NoPlace {
		return Routing{Place: nation}
	}
	matches := gazetteer.Find(text, maxMatches)
	switch {
	case len(matches) == 0:
		return Routing{Place: nation, NotFound: true}
	case matches[0].Score == 1 && !matches[0].Near && (len(matches) == 1 || matches[1].Score < 1):
		return Routing{Place: matches[0].Place} // every word speaks for it, and for no other
	}
	return Routing{Matches: matches}
}

// settle writes down the place that the typed text can only mean, as a reporter's browser does.
func (f *Form) settle() {
	if r := settle(f.PlaceText, f.Place); f.Place == "" && len(r.Matches) == 0 && !r.NotFound {
		f.Place = string(r.Place.Code)
	}
}

// today is the day at an office.
func (d *Desk) today(o office.Office) calendar.Date { return calendar.Today(d.Now(), o.Region.Zone()) }

// A Review is what a reporter is shown before sending.
type Review struct {
	Form Form // tidy
	Routing
	Requirements []Requirement
	Window       law.Answer // until when it must be filed; Safe is zero if that is not known
	Passed       int        // days of the window that have passed, by the reading that gives Safe
	Study        law.Answer // until when the office must have studied it, if it is sent today
}

// Complete reports whether every formal requirement is met, so that the report is a laporan and no informasi awal.
func (r Review) Complete() bool {
	for _, need := range r.Requirements[:FormalNeeds] {
		if need.State != Met {
			return false
		}
	}
	return true
}

// Review checks a form and says what will happen with it. It stores nothing. The error is Problems, then the review holds the
// tidy form and as much as could be found out; or it wraps what the offices' store says.
func (d *Desk) Review(ctx context.Context, form Form) (Review, error) {
	form.Tidy()
	r := Review{Form: form}
	routing, err := d.Route(ctx, form.PlaceText, form.Place, form.Excluded)
	if err != nil && !errors.Is(err, ErrNoReceiver) {
		return r, err
	}
	r.Routing = routing
	if r.Day.IsZero() {
		r.Day = calendar.Today(d.Now(), r.Place.Code.Zone())
	}
	problems := form.Check(r.Day, d.Law.Acts())
	if err != nil {
		maps.Copy(problems, NoReceiver(form))
	}
	if len(problems) > 0 {
		return r, problems
	}
	if known, err := readDate(form.Known); err == nil && !known.IsZero() {
		r.Window = d.Due(form.Election, law.RuleReport, known)
		r.Passed = r.Window.SafeReading().Passed(r.Day)
	}
	r.Study = d.Due(form.Election, law.RuleInitialStudy, r.Day)
	r.Requirements = form.Requirements(r.Day, r.Window.Safe)
	return r, nil
}

// NoReceiver is the problem of a form that no office can receive.
func NoReceiver(form Form) Problems {
	if len(form.Excluded) > 0 {
		return Problems{"kecuali": "lapor.err_all_excluded"}
	}
	return Problems{"kecuali": "lapor.err_no_receiver"}
}

// Due computes a rule for the regime of a report; of an unknown regime it is the one whose safe date comes first. The answer
// is zero if no calendar of that year is known or the regime has no such rule.
func (d *Desk) Due(regime, rule string, from calendar.Date) law.Answer {
	regimes := []string{regime}
	if regime == Unknown {
		regimes = []string{law.Pemilu, law.Pilkada}
	}
	var answers []law.Answer
	for _, id := range regimes {
		clock, err := d.Law.Clock(id, rule, from)
		if err != nil {
			continue
		}
		if answer, err := law.Due(clock, from, d.Calendar); err == nil {
			answers = append(answers, answer)
		}
	}
	if len(answers) == 0 {
		return law.Answer{}
	}
	return slices.MinFunc(answers, func(a, b law.Answer) int { return a.Safe.Compare(b.Safe) })
}
