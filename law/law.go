// Package law holds the rules as data, in files that a lawyer can read and correct (data/*.toml), and the pure functions that
// compute with them: until when a step must be taken, which steps are legal now and what the others lack, which norms an act
// may break, in which stage an election is. Every rule cites an instrument; where the sources leave open how days are counted
// the rule has several readings and none is preferred. An operator's own folder may correct the files and add to them. The
// package knows no case, no office and no database.
package law

import (
	"errors"
	"slices"

	"netra/calendar"
)

// Errors of a Law.
var (
	// ErrUnknownRule means that a regime has no clock of that name.
	ErrUnknownRule = errors.New("no such rule")
	// ErrNotInForce means that the rule exists, but was not in force on that day.
	ErrNotInForce = errors.New("not in force on that day")
)

// Ids of the regimes that the program asks for by name.
const (
	Pemilu  = "pemilu"  // general election
	Pilkada = "pilkada" // election of governors, regents and mayors (Pemilihan)
)

// A Text is what a user reads, in the languages of the interface.
type Text struct {
	ID string `toml:"id"` // Indonesian, never empty
	EN string `toml:"en"` // English; empty in an overlay that has none
}

// In gives the text in a language, Indonesian if it has no other.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.ID
}

// A Validity is when something was in force.
type Validity struct {
	ValidFrom calendar.Date `toml:"valid_from"` // zero if we do not know it for certain
	ValidTo   calendar.Date `toml:"valid_to"`   // last day in force; zero while it is
}

// Covers reports whether day lies in v.
func (v Validity) Covers(day calendar.Date) bool {
	return (v.ValidFrom.IsZero() || day.Compare(v.ValidFrom) >= 0) && (v.ValidTo.IsZero() || day.Compare(v.ValidTo) <= 0)
}

// meets reports whether v and w share a day.
func (v Validity) meets(w Validity) bool {
	before := func(a, b Validity) bool { return !a.ValidTo.IsZero() && a.ValidTo.Compare(b.ValidFrom) < 0 }
	return !before(v, w) && !before(w, v)
}

// An Instrument is a text that rules rest on: an act, a regulation, a judgment. Nothing that cites it is in force on a day on
// which it is not.
type Instrument struct {
	ID       string `toml:"id"`
	Title    string `toml:"title"`    // in full, Indonesian
	Citation string `toml:"citation"` // short form, Indonesian
	Validity
	Source     string              `toml:"source"` // where we read it
	Confidence calendar.Confidence `toml:"confidence"`
	Note       string              `toml:"note"` // Indonesian, for lawyers
}

// A Cite is a place in an instrument.
type Cite struct {
	Instrument string `toml:"instrument"` // id
	Article    string `toml:"article"`    // "Pasal 454 ayat (6)"; empty if not found yet
}

// A Basis is what an entry of the law rests on.
type Basis struct {
	Cite       Cite                `toml:"cite"`       // the article may be missing only where confidence is low or there are none
	Also       []Cite              `toml:"also"`       // further texts, as on how days are counted
	Confidence calendar.Confidence `toml:"confidence"` // that the text says so
	Note       string              `toml:"note"`       // Indonesian, for lawyers and for who asks why
}

// Sure reports whether the sources support the entry well. Whatever is not sure is shown as not settled.
func (b Basis) Sure() bool { return b.Confidence == calendar.High }

// A Regime is a kind of election with clocks of its own.
type Regime struct {
	ID    string `toml:"id"`
	Title Text   `toml:"title"`
	Basis string `toml:"basis"` // id of the instrument that makes it
	Validity
}

// An Act is a choice of the report form: what somebody saw, coarsely.
type Act struct {
	ID     string   `toml:"id"`
	Labels []string `toml:"labels"` // the acts that it covers; an officer chooses among them
}

// A Form is a document that a step leaves or needs. Codes of different regulations collide, so the id has the regulation in
// front: "perbawaslu-7-2022:B.1".
type Form struct {
	ID    string `toml:"id"`
	Code  string `toml:"code"` // as printed: "B.1"; empty if it has none that we know
	Title Text   `toml:"title"`
	Basis
}

// A Body is who acts under the law.
type Body struct {
	ID      string   `toml:"id"`
	Title   Text     `toml:"title"`
	Offices []string `toml:"offices"` // kinds of office (office.Kind) that are this body
}

// Overseer is the id that stands for whichever body oversees the neutrality of civil servants on the day.
const Overseer = "overseer"

// An Oversight says which body oversees civil servants in a span of time.
type Oversight struct {
	Body string `toml:"body"`
	Validity
	Basis
}

// A Law is what the files say, checked; it never changes, so any number of goroutines may use it. Callers must not change
// the slices that it hands out.
type Law struct {
	version     string
	instruments []Instrument
	regimes     []Regime
	rules       []Rule
	acts        []Act
	forms       []Form
	bodies      []Body
	overseers   []Oversight
	states      []State
	transitions []Transition
	norms       []Norm
	conducts    []Conduct
	elections   []Election
	receptions  []Reception
}

// Version identifies what the files say: a hash over all of them.
func (l *Law) Version() string { return l.version }

// Instruments returns all instruments in the order of their file.
func (l *Law) Instruments() []Instrument { return l.instruments }

// Regimes returns all regimes in the order of their file.
func (l *Law) Regimes() []Regime { return l.regimes }

// Acts returns the choices of the report form in the order in which it shows them.
func (l *Law) Acts() []Act { return l.acts }

// Forms returns all forms in the order of their file.
func (l *Law) Forms() []Form { return l.forms }

// Bodies returns all bodies in the order of their file.
func (l *Law) Bodies() []Body { return l.bodies }

// Overseers returns all bodies that oversee, or oversaw, civil servants in the order of their file.
func (l *Law) Overseers() []Oversight { return l.overseers }

// Instrument returns the instrument with that id, and whether there is one; for an id in a Cite there is.
func (l *Law) Instrument(id string) (Instrument, bool) {
	return find(l.instruments, func(i Instrument) bool { return i.ID == id })
}

// Form returns the form with that id, and whether there is one.
func (l *Law) Form(id string) (Form, bool) {
	return find(l.forms, func(f Form) bool { return f.ID == id })
}

// Body returns the body with that id on that day, and whether there is one. Overseer is resolved by the day.
func (l *Law) Body(id string, day calendar.Date) (Body, bool) {
	if id == Overseer {
		if o, ok := l.OverseerOn(day); ok {
			id = o.Body
		}
	}
	return find(l.bodies, func(b Body) bool { return b.ID == id })
}

// OverseerOn returns who oversees the neutrality of civil servants on a day, and whether that is known.
//
// Law: UU 20/2023; SE Menteri PANRB 4/2024.
func (l *Law) OverseerOn(day calendar.Date) (Oversight, bool) {
	return find(l.overseers, func(o Oversight) bool { return l.inForce(o.Validity, o.Cite, day) })
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}

// Citation writes c as lawyers do, in Indonesian: "UU 7/2017 Pasal 454 ayat (6)".
func (l *Law) Citation(c Cite) string {
	instrument, _ := l.Instrument(c.Instrument)
	if c.Article == "" {
		return instrument.Citation
	}
	return instrument.Citation + " " + c.Article
}

// Citations writes all that an entry rests on, what gives the rule first.
func (l *Law) Citations(b Basis) []string {
	cites := []string{l.Citation(b.Cite)}
	for _, c := range b.Also {
		cites = append(cites, l.Citation(c))
	}
	return cites
}

// CitesIn lists what an entry rests on in a case of a regime, what gives the rule first. Texts of other regimes alone are left out,
// unless the entry rests on nothing else.
func (l *Law) CitesIn(regime string, b Basis) []Cite {
	all := append([]Cite{b.Cite}, b.Also...)
	if own := slices.DeleteFunc(slices.Clone(all), func(c Cite) bool { return l.foreign(regime, c.Instrument) }); len(own) > 0 {
		return own
	}
	return all
}

// foreign reports whether an instrument is of other regimes alone: it makes one of them or is named by their clocks, and neither
// holds for this regime.
func (l *Law) foreign(regime, instrument string) bool {
	of := map[string]bool{}
	for _, r := range l.regimes {
		if r.Basis == instrument {
			of[r.ID] = true
		}
	}
	for _, rule := range l.rules {
		for _, count := range rule.Counts {
			named := func(c Cite) bool { return c.Instrument == instrument }
			if named(count.Cite) || slices.ContainsFunc(count.Also, named) {
				of[rule.Regime] = true
			}
		}
	}
	return len(of) > 0 && !of[regime]
}

// inForce reports whether an entry of that validity is in force on day: it and the instrument that it cites are.
func (l *Law) inForce(v Validity, c Cite, day calendar.Date) bool {
	instrument, _ := l.Instrument(c.Instrument)
	return v.Covers(day) && instrument.Covers(day)
}
