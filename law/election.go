package law

import (
	"slices"

	"netra/calendar"
)

// An ElectionStage (tahapan) is how far an election has come on a day. Before the candidates are fixed a breach of neutrality
// is a matter of ethics, from then on of discipline.
//
// Law: SKB Netralitas ASN 2022; PP 94/2021 Pasal 5 huruf n.
type ElectionStage string

// The stages, in the order of time.
const (
	Before   ElectionStage = "before"   // candidates are not fixed yet
	Fixed    ElectionStage = "fixed"    // fixed, the campaign has not begun
	Campaign ElectionStage = "campaign" // masa kampanye
	Quiet    ElectionStage = "quiet"    // masa tenang
	Voting   ElectionStage = "voting"   // hari pemungutan suara
	After    ElectionStage = "after"
)

// ElectionStages lists all stages in the order of time.
var ElectionStages = []ElectionStage{Before, Fixed, Campaign, Quiet, Voting, After}

// An Election is one election of a regime. Its stages are in the order of time; each lasts until the next begins, the last one
// until Until. Before the first and after Until a day does not belong to it.
type Election struct {
	ID     string        `toml:"id"` // "pemilu-2024"
	Regime string        `toml:"regime"`
	Title  Text          `toml:"title"`
	Until  calendar.Date `toml:"until"` // last day
	Stages []StageBegins `toml:"stage"` // Before is the first, After the last
}

// A StageBegins is the first day of a stage.
type StageBegins struct {
	Stage ElectionStage `toml:"stage"`
	From  calendar.Date `toml:"from"`
	Basis
}

// StageOn returns the stage on a day that belongs to e (Law.ElectionOn), and what its beginning rests on.
func (e Election) StageOn(day calendar.Date) (stage ElectionStage, basis Basis) {
	for _, s := range e.Stages {
		if day.Compare(s.From) >= 0 {
			stage, basis = s.Stage, s.Basis
		}
	}
	return stage, basis
}

// over is the first day of After.
func (e Election) over() calendar.Date {
	if len(e.Stages) == 0 {
		return calendar.Date{}
	}
	return e.Stages[len(e.Stages)-1].From
}

// Elections returns all elections, the one that is over first first.
func (l *Law) Elections() []Election { return l.elections }

// ElectionOn returns the election of a regime that a day belongs to, and whether one is known; where two meet it is the one that
// is over first among those that are not over.
func (l *Law) ElectionOn(regime string, day calendar.Date) (found Election, ok bool) {
	for _, e := range l.elections {
		if e.Regime != regime || day.Compare(e.Stages[0].From) < 0 || day.Compare(e.Until) > 0 {
			continue
		}
		found, ok = e, true
		if day.Compare(e.over()) < 0 {
			break
		}
	}
	return found, ok
}

// A Reception is when the desks of a regime receive reports: on some weekdays, or in some stages of an election.
//
// Law: Perbawaslu 7/2022 Pasal 11; Perbawaslu 9/2024 Pasal 5 ayat (2a).
type Reception struct {
	Regimes  []string        `toml:"regimes"`  // empty for all
	Weekdays []string        `toml:"weekdays"` // monday to sunday, working days only; empty if it is by stage
	Stages   []ElectionStage `toml:"stages"`   // on every day of these; empty if it is by weekday
	From     string          `toml:"from"`     // local time, "08.00"; empty for the whole day
	To       string          `toml:"to"`
	Basis
}

// Receptions returns all reception hours in the order of their file.
func (l *Law) Receptions() []Reception { return l.receptions }

// ReceptionOn returns when desks are open on a day in the office's zone; ok is false if they are closed, as on a Sunday. The
// error wraps calendar.ErrUnknownYear.
func (l *Law) ReceptionOn(regime string, day calendar.Date, cal *calendar.Calendar) (r Reception, ok bool, err error) {
	kind, err := cal.Kind(day)
	if err != nil {
		return Reception{}, false, err
	}
	election, _ := l.ElectionOn(regime, day)
	stage, _ := election.StageOn(day)
	weekday := weekdays[day.Weekday()]
	for _, r := range l.receptions {
		if len(r.Regimes) > 0 && !slices.Contains(r.Regimes, regime) || !l.inForce(Validity{}, r.Cite, day) {
			continue
		}
		if slices.Contains(r.Stages, stage) || kind == calendar.Workday && slices.Contains(r.Weekdays, weekday) {
			return r, true, nil
		}
	}
	return Reception{}, false, nil
}

// weekdays are indexed by time.Weekday.
var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
