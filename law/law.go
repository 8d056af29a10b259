// Package law holds the rules as data, in files that a lawyer can read and correct (data/*.toml), and the clock that
// computes a deadline from one of them. Every rule cites an instrument; where the sources leave open how days are counted
// the rule has several readings and none is preferred. The package knows no case and no office.
package law

import (
	"errors"
	"fmt"

	"netra/calendar"
)

// ErrUnknownRule means that a regime has no clock of that name.
var ErrUnknownRule = errors.New("no such rule")

// Ids of the regimes that the program asks for by name.
const (
	Pemilu  = "pemilu"  // general election
	Pilkada = "pilkada" // election of governors, regents and mayors (Pemilihan)
)

// Names of the rules that the program asks for by name. Their lengths and citations are in data/clocks.toml.
const (
	// RuleReport is the window in which a report (laporan) must be filed.
	//
	// Law: UU 7/2017 Pasal 454 ayat (6); UU 1/2015 Pasal 134 ayat (4).
	RuleReport = "report"

	// RuleInitialStudy is the time for the preliminary review (kajian awal) of a report.
	//
	// Law: Perbawaslu 7/2022 Pasal 15 ayat (1).
	RuleInitialStudy = "initial_study"

	// RuleHandling is the time within which a report must be decided and followed up.
	//
	// Law: UU 7/2017 Pasal 454 ayat (7); UU 1/2015 Pasal 134 ayat (5).
	RuleHandling = "handling"

	// RuleHandlingWithInformation is the longer time of RuleHandling where the office needs further information. It runs
	// from the same day, so it replaces that clock and is not added to it.
	//
	// Law: UU 7/2017 Pasal 454 ayat (8); UU 1/2015 Pasal 134 ayat (6).
	RuleHandlingWithInformation = "handling_with_information"
)

// An Event is what starts a clock. Its date, in the zone of the office, is day 0.
type Event string

// The events that start clocks.
const (
	Known      Event = "known"      // the reporter learned of the alleged breach
	Received   Event = "received"   // the report reached the office
	Registered Event = "registered" // the office gave the report a register number
)

// A Unit says which days are counted.
type Unit string

// The units. The law's "hari kerja" does not say which of the last two it means.
//
// Reading: both are shown; see decision 0004.
const (
	CalendarDays        Unit = "calendar"          // every day
	WorkingDays         Unit = "working"           // working days; joint leave (cuti bersama) is free
	WorkingDaysAndLeave Unit = "working_and_leave" // working days; joint leave is one of them
)

// An Instrument is a text that rules rest on: an act, a regulation, a judgment. Its dates tell the reader of the file when it
// was in force; no clock looks at them.
type Instrument struct {
	ID         string              `toml:"id"`
	Title      string              `toml:"title"`    // in full, Indonesian
	Citation   string              `toml:"citation"` // short form, Indonesian
	ValidFrom  calendar.Date       `toml:"valid_from"`
	ValidTo    calendar.Date       `toml:"valid_to"` // last day in force; zero while it is
	Source     string              `toml:"source"`   // where we read it
	Confidence calendar.Confidence `toml:"confidence"`
	Note       string              `toml:"note"` // Indonesian, for lawyers
}

// A Cite is a place in an instrument.
type Cite struct {
	Instrument string `toml:"instrument"` // id
	Article    string `toml:"article"`    // "Pasal 454 ayat (6)"; empty if not found yet
}

// A Regime is a kind of election with clocks of its own. Its dates tell the reader of the file when it was open; Law.Clock
// does not look at them.
type Regime struct {
	ID        string        `toml:"id"`
	Title     string        `toml:"title"` // Indonesian
	Basis     string        `toml:"basis"` // id of the instrument that makes it
	ValidFrom calendar.Date `toml:"valid_from"`
	ValidTo   calendar.Date `toml:"valid_to"` // last day; zero while it is open
}

// A Rule is one clock of a regime.
type Rule struct {
	Name   string  `toml:"rule"`
	Regime string  `toml:"regime"` // id
	Starts Event   `toml:"starts"`
	Counts []Count `toml:"reading"` // at least one; the order has no meaning
}

// A Count is one way in which the days of a rule can be counted.
type Count struct {
	Name       string              `toml:"-"`      // LENGTH_UNIT, unique in the rule: "7_working"
	Length     int                 `toml:"length"` // days, 1 to 366
	Unit       Unit                `toml:"unit"`
	Cite       Cite                `toml:"cite"` // gives the period
	Also       []Cite              `toml:"also"` // further texts, as on how its days are counted
	Confidence calendar.Confidence `toml:"confidence"`
	Note       string              `toml:"note"` // Indonesian, for lawyers
}

// Settled reports whether the law leaves no doubt: one way of counting, of high confidence. Whatever is not settled must
// be shown as such.
func (r Rule) Settled() bool {
	return len(r.Counts) == 1 && r.Counts[0].Confidence == calendar.High
}

// An Act is a choice of the report form: what somebody saw, coarsely.
type Act struct {
	ID     string   `toml:"id"`
	Labels []string `toml:"labels"` // the acts that it covers; an officer chooses among them
}

// A Law is what the files say, checked; it never changes, so any number of goroutines may use it. Callers must not change
// the slices that it hands out.
type Law struct {
	instruments []Instrument
	regimes     []Regime
	rules       []Rule
	acts        []Act
}

// Clocks returns all rules in the order of their file.
func (l *Law) Clocks() []Rule { return l.rules }

// Acts returns the choices of the report form in the order in which it shows them.
func (l *Law) Acts() []Act { return l.acts }

// Clock returns the rule of that name in the regime, of which there is one version for all days. The error wraps
// ErrUnknownRule.
func (l *Law) Clock(regime, rule string) (Rule, error) {
	for _, r := range l.rules {
		if r.Regime == regime && r.Name == rule {
			return r, nil
		}
	}
	return Rule{}, fmt.Errorf("%w: %s/%s", ErrUnknownRule, regime, rule)
}

// Instrument returns the instrument with that id, and whether there is one; for an id in a Cite there is.
func (l *Law) Instrument(id string) (Instrument, bool) {
	for _, i := range l.instruments {
		if i.ID == id {
			return i, true
		}
	}
	return Instrument{}, false
}

// Citation writes c as lawyers do, in Indonesian: "UU 7/2017 Pasal 454 ayat (6)".
func (l *Law) Citation(c Cite) string {
	instrument, _ := l.Instrument(c.Instrument)
	if c.Article == "" {
		return instrument.Citation
	}
	return instrument.Citation + " " + c.Article
}
