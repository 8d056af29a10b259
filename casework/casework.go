// Package casework is what an office does about an allegation once somebody decided to follow it: it opens a case of a report, of a
// tip or of its own finding, and from then on moves it from state to state, as the law allows. The law says which moves there
// are, who may make them and what must be in the file before; an office that has not the power itself records what it saw
// others do, with its source. The clocks of the law run beside, and nothing ends by itself.
//
// What stands in a case is not sealed. An officer entered it or accepted it from a report, and the server computes on it. Every
// step has a leaf in the log.
package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"netra/calendar"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/ledger"
	"netra/office"
)

// Errors of a Desk.
var (
	// ErrNotFound: there is no such case or report, or the officer may not see it.
	ErrNotFound = errors.New("no such case")
	// ErrConflict: a case was made of this report already.
	ErrConflict = errors.New("a case was made of this report already")
	// ErrStale: the case has changed since the officer saw it.
	ErrStale = errors.New("the case has changed")
	// ErrIllegal: the law does not allow the move now; Desk.Options says what is missing.
	ErrIllegal = errors.New("the move is not legal now")
	// ErrTaken: the register number is another case's.
	ErrTaken = errors.New("register number is taken")
	// ErrMoved: what the step was decided on has changed at the same moment, and again at each further try.
	ErrMoved = errors.New("what the step was decided on has changed")
)

// A Case (perkara) is an allegation that an office follows. Days are in the office's zone.
type Case struct {
	ID             string        // a vault id
	Number         string        // in the office's register, unique there; empty until it is registered
	Public         string        // NTR-YEAR-REGION-SEQ-LETTER, unique in the instance
	Office         office.Office // whose case it is
	Regime         string        // id of a law.Regime
	State          string        // id of a law.State
	Origin         law.Event     // law.Received, law.Informed or law.Found
	Title          string        // one line that names nobody
	Summary        string
	Acts           []string // labels of law.Acts
	EventRegion    gazetteer.Code
	EmployerRegion gazetteer.Code // empty if the accused's agency has none or it is not known
	EventOn        calendar.Date
	KnownOn        calendar.Date // on which the reporter learned of it or, of a finding, the office's people found it
	ReceivedOn     calendar.Date // on which the report or the tip reached the office; zero for a finding
	RegisteredOn   calendar.Date // zero until it is registered
	Accused        Accused
	Report         string // id of the report that it was made of; empty for a finding
	Version        int    // rises with every move and paper, from 1
	Clocks         []Clock
	Moves          []Move   // oldest first; nil in lists
	Papers         []Paper  // oldest first; nil in lists
	Changes        []Change // oldest first; nil in lists
}

// Accused (terlapor) is who is said to have done it, before anybody decided.
type Accused struct {
	Position string // jabatan
	Agency   string // instansi
	Name     string // empty if it is not known
}

// A Clock is a period of the law in a case, as it was computed when it began or when it last changed: readings, dates, trace and
// the calendar's version. Whether it is over is never stored.
type Clock struct {
	law.Clock
	Counts      string        // Fingerprint of the rule that the answer was computed by
	Right       bool          // it is a chance and no duty (law.Rule.Right)
	Entered     calendar.Date // on which it began to be shown; zero where an older Netra did not store it
	Escalated   calendar.Date // on which the office above was told that it is over under every reading; zero if it was not
	EscalatedTo string        // name of that office; empty if there is none above
}

// Known tells whether the dates are known. They are not while a year that the period reaches into has no table: then the answer has
// no readings and no dates, and reckoning fills it later.
func (k Clock) Known() bool { return len(k.Readings) > 0 }

// A Move is one step of a case, and the leaf that commits to it.
type Move struct {
	Version    int    // of the case after it
	Transition string // id of a law.Transition; empty for the opening
	State      string // id of the law.State after it
	On         calendar.Date
	Source     string // where it was seen that another body made it; empty for a move of the office's own
	Note       string // may be empty
	Officer    string // name as colleagues saw it
	Index      int64  // of the leaf; -1 while it waits
}

// A Paper is a document in the file of a case. Netra keeps its number and day, not its text.
type Paper struct {
	Form    string // id of a law.Form
	Number  string // may be empty
	On      calendar.Date
	Officer string
	Index   int64 // of the leaf; -1 while it waits
}

// A Change says how a clock's dates moved because the calendar or the law was corrected, while the clock ran.
type Change struct {
	Rule          string
	On            calendar.Date // on which it was computed again
	Before, After Dates
	Index         int64 // of the leaf; -1 while it waits
}

// Dates are what a clock's answer comes to.
type Dates struct {
	Safe, Latest calendar.Date
	Calendar     string // version
}

// A Draft is a case as an officer's form has it. All of it is text that somebody typed.
type Draft struct {
	ID             string // a vault id that the form was made with, so that it makes one case though it be posted twice; may be empty
	Origin         string // a law.Event: received or informed for a case made of a report, found for one that is not
	Regime         string
	Title          string
	Summary        string
	Acts           []string
	EventRegion    string // code
	EmployerRegion string // code, may be empty
	EventOn        string // YYYY-MM-DD
	KnownOn        string // YYYY-MM-DD
	Position       string
	Agency         string
	Name           string // may be empty
	Source         string // needed where the office cannot receive or find by its own power: an address or a citation
	ReceivedOn     string // YYYY-MM-DD on which the supervisor received a report that is not in Netra; of observers, for law.Received
}

// Bounds of a draft's texts, in bytes.
const (
	MaxLine    = 200
	MaxSummary = 8 << 10
)

// A Proposal is what the form for a case of a report begins with.
type Proposal struct {
	Received
	Report string // number, LP-XXXX-XXXX
}

// A Step is a move as an officer's form has it.
type Step struct {
	Version    int    // of the case that the officer saw
	Transition string // id
	Number     string // register number, for the move that registers; empty for the next one
	On         string // YYYY-MM-DD, for a move of others; empty for today. The office's own moves are made today.
	Source     string // for a move of others, needed: an address or a citation
	Note       string // may be empty
}

// A PaperDraft is a document as an officer's form has it.
type PaperDraft struct {
	Version int // of the case that the officer saw
	Form    string
	Number  string // may be empty
	On      string // YYYY-MM-DD, not later than today
}

// A Holiday (libur daerah) is a day off in one region, by a decree of its government. Whether it is a working day for the periods of
// the law is not settled, so it is free in one reading and counted in the other, as joint leave is.
type Holiday struct {
	ID        string // a vault id
	Region    gazetteer.Code
	Day       calendar.Date
	Name      string // Indonesian
	Decree    string
	Officer   string // who added it, as colleagues saw the name
	AddedOn   calendar.Date
	RemovedOn calendar.Date // zero while it holds
	Remover   string        // who removed it, likewise
}

// A HolidayDraft is a regional holiday as an officer's form has it.
type HolidayDraft struct{ Day, Name, Decree string }

// An Opening is the first move: a case begins. It is stored whole or not at all.
type Opening struct {
	Case    Case
	Serials Serials
	By      office.Officer
	Record  []byte // plain JSON, which Leaf commits to
	Leaf    ledger.Leaf
}

// Serials count the numbers of a year.
type Serials struct {
	Year     int
	Register int    // in the office's register; 0 for a number of another shape
	Region   string // four digits of the public number
	Public   int    // in that region
}

// A Received is what is known of a report of which a case may be made.
type Received struct {
	Day    calendar.Date
	Regime string // as the reporter chose it; intake.Unknown is possible
	CaseID string // empty until a case was made of it
}

// A Desk opens, moves and shows cases. It has no state of its own; any number may work on one database.
type Desk struct {
	Store    Store
	Law      *law.Law
	Calendar *calendar.Calendar
	Now      func() time.Time
	Rand     io.Reader // cryptographically random
}

// Case gives a case of the officer's office or of an office below it, whole. The error wraps ErrNotFound.
func (d *Desk) Case(ctx context.Context, by office.Officer, id string) (Case, error) {
	if by.Status != office.Active {
		return Case{}, fmt.Errorf("case: %w", ErrNotFound)
	}
	return d.Store.Case(ctx, id, by.Office.ID)
}

// PageSize is how many cases a page of a list has.
const PageSize = 50

// Cases lists the cases of the officer's office and of the offices below it, those whose next date comes first on top. Pages
// are numbered from 0; more tells whether there is a next one.
func (d *Desk) Cases(ctx context.Context, by office.Officer, page int) (cases []Case, more bool, err error) {
	if by.Status != office.Active || page < 0 || page > 1e6 {
		return nil, false, fmt.Errorf("cases: %w", ErrNotFound)
	}
	cases, err = d.Store.Cases(ctx, by.Office.ID, page*PageSize, PageSize+1)
	if len(cases) > PageSize {
		return cases[:PageSize], true, err
	}
	return cases, false, err
}

func (d *Desk) today(o office.Office) calendar.Date { return calendar.Today(d.Now(), o.Region.Zone()) }

var _ intake.Cases = (*Desk)(nil)
