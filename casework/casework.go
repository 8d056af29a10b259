// Package casework is what an office does with a report once it has opened it: it registers a case, and from then on the
// clocks of the law run against the office.
//
// What stands in a case is not sealed. An officer entered it or accepted it from a report, and the server computes on it. Only
// registering exists so far; every step is a Move with a leaf in the log.
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
	// ErrTaken: the register number is another case's.
	ErrTaken = errors.New("register number is taken")
	// ErrMoved: what was counted is no longer the next.
	ErrMoved = errors.New("the next number has moved on")
	// ErrPower: the law gives an office of this kind no register of reports.
	ErrPower = errors.New("an office of this kind registers no reports")
)

// A Stage is how far a case has come.
type Stage string

// Registered (diregistrasi): the case has a register number, and the handling clock of the Pemilu runs.
const Registered Stage = "registered"

// A Case (perkara) is an allegation that an office handles. Days are in the office's zone.
type Case struct {
	ID             string        // a vault id
	Number         string        // in the office's register, unique there
	Public         string        // NTR-YEAR-REGION-SEQ-LETTER, unique in the instance
	Office         office.Office // whose case it is
	Regime         string        // law.Pemilu or law.Pilkada
	Stage          Stage
	Title          string // one line that names nobody
	Summary        string
	Acts           []string // labels of law.Acts
	EventRegion    gazetteer.Code
	EmployerRegion gazetteer.Code // empty if the accused's agency has none or it is not known
	EventOn        calendar.Date
	KnownOn        calendar.Date // on which the reporter learned of it
	ReceivedOn     calendar.Date // on which the report reached the office
	RegisteredOn   calendar.Date
	Accused        Accused
	Report         string // id of the report that it was made of
	Version        int    // rises with every move, from 1
	Clocks         []Clock
	Moves          []Move // oldest first; nil in lists
}

// Accused (terlapor) is who is said to have done it, before anybody decided.
type Accused struct {
	Position string // jabatan
	Agency   string // instansi
	Name     string // empty if it is not known
}

// A Clock is a period of the law that runs in a case, as it was computed when it began: readings, dates, trace and the
// calendar's version. Whether it is over is never stored.
type Clock struct {
	law.Answer
	Met calendar.Date // on which its step was taken; zero while it runs
}

// A Move is one step of a case, and the leaf that commits to it.
type Move struct {
	Version int // of the case after it
	Stage   Stage
	On      calendar.Date
	Officer string // name as colleagues saw it
	Index   int64  // of the leaf; -1 while it waits
}

// A Registration is the first move: a case is made of a report. It is stored whole or not at all.
type Registration struct {
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

// A Received is what is known of a report that waits to be registered.
type Received struct {
	Day    calendar.Date
	Regime string // as the reporter chose it; intake.Unknown is possible
	CaseID string // empty until a case was made of it
}

// A Store keeps cases.
type Store interface {
	// Received finds a report that an office holds and that the log has numbered; ErrNotFound.
	Received(ctx context.Context, report string, of office.ID) (Received, error)
	// NextSerials gives the first unused serials of an office and of a region in a year.
	NextSerials(ctx context.Context, of office.ID, region string, year int) (Serials, error)
	// SaveRegistration stores a case, its clocks and its first move. The report must be the office's and have no case, else
	// ErrConflict; ErrTaken if the register number or its serial is another case's, ErrMoved if somebody else stored one of the
	// serials at the same moment.
	SaveRegistration(ctx context.Context, r Registration) error
	// Case gives a case of an office or of any office below it; ErrNotFound.
	Case(ctx context.Context, id string, under office.ID) (Case, error)
	// Cases lists cases of an office and of all offices below it without their moves: first those whose next date comes first.
	// It skips from and gives at most n.
	Cases(ctx context.Context, under office.ID, from, n int) ([]Case, error)
	// CaseOf gives the case that was made of a report; ErrNotFound.
	CaseOf(ctx context.Context, report string) (Case, error)
}

// A Desk registers and shows cases. It has no state of its own; any number may work on one database.
type Desk struct {
	Store    Store
	Law      *law.Law
	Calendar *calendar.Calendar
	Now      func() time.Time
	Rand     io.Reader // cryptographically random
}

// Case gives a case of the officer's office or of an office below it. The error wraps ErrNotFound.
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

// Progress implements intake.Cases: what the reporter of a report is told of its case.
func (d *Desk) Progress(ctx context.Context, report string) (intake.Progress, error) {
	c, err := d.Store.CaseOf(ctx, report)
	if errors.Is(err, ErrNotFound) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Progress{}, fmt.Errorf("progress: %w", err)
	}
	p := intake.Progress{State: intake.Registered, Case: c.Number, Day: c.RegisteredOn}
	for _, clock := range c.Clocks {
		if clock.Met.IsZero() {
			p.Due = clock.Answer
		}
	}
	return p, nil
}
