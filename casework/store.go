package casework

import (
	"context"

	"netra/calendar"
	"netra/gazetteer"
	"netra/job"
	"netra/law"
	"netra/ledger"
	"netra/office"
)

// A Store keeps cases, their clocks, and regional holidays.
type Store interface {
	// Received finds a report that an office holds and that the log has numbered; ErrNotFound.
	Received(ctx context.Context, report string, of office.ID) (Received, error)
	// NextSerials gives the first unused serials of an office and of a region in a year.
	NextSerials(ctx context.Context, of office.ID, region string, year int) (Serials, error)
	// SaveCase stores a case, its clocks and its first move. A report must be the office's and have no case, else ErrConflict;
	// ErrMoved if somebody else took the public number or there is a case of that id.
	SaveCase(ctx context.Context, o Opening) error
	// SaveStep stores a move and what it does to the clocks. ErrStale if the case has another version than Step.From, ErrTaken if the
	// register number or its serial is another case's, ErrMoved if somebody else stored one of them at the same moment or the answer
	// of one of Turned is no longer the one that was read.
	SaveStep(ctx context.Context, a Advance) error
	// SavePaper stores a document; ErrStale as for SaveStep.
	SavePaper(ctx context.Context, a Addition) error
	// Case gives a case of an office or of any office below it, whole; ErrNotFound.
	Case(ctx context.Context, id string, under office.ID) (Case, error)
	// Cases lists cases of an office and of all offices below it without moves, papers and changes: first those whose next date
	// comes first. It skips from and gives at most n.
	Cases(ctx context.Context, under office.ID, from, n int) ([]Case, error)
	// CaseOf gives the case that was made of a report, whole; ErrNotFound.
	CaseOf(ctx context.Context, report string) (Case, error)

	// Holidays lists the holidays of the given regions, all of them if there is none given, the latest first.
	Holidays(ctx context.Context, of []gazetteer.Code) ([]Holiday, error)
	// SaveHoliday stores a holiday; ErrTaken if the region has one on that day.
	SaveHoliday(ctx context.Context, h HolidayChange) error
	// EndHoliday ends a holiday; ErrNotFound if there is none of that id that holds.
	EndHoliday(ctx context.Context, h HolidayChange) error

	// Reckoned gives the version of law and calendar by which all running clocks were last computed; empty if none.
	Reckoned(ctx context.Context) (string, error)
	// RunningClocks lists at most n clocks that run or are paused, of the offices of a region and of all regions in it, in the order
	// of their keys after a key.
	RunningClocks(ctx context.Context, in gazetteer.Code, after ClockKey, n int) ([]RunningClock, error)
	// SaveReckoning stores new answers; nothing, and ErrStale, if one of the clocks ended, was escalated or computed anew meanwhile.
	SaveReckoning(ctx context.Context, r Reckoning) error
	// LateClocks lists at most n clocks that run, are no right, were not escalated and whose latest date is before a day, after a
	// place in that list, which is ordered by latest date and key.
	LateClocks(ctx context.Context, before calendar.Date, after LatePlace, n int) ([]LateClock, error)
	// SaveEscalation marks clocks as escalated; nothing, and ErrStale, if one of them ended, was escalated or computed anew meanwhile.
	SaveEscalation(ctx context.Context, e Escalation) error
	// AddJobs enqueues jobs outside of any other write.
	AddJobs(ctx context.Context, jobs []job.Job) error
}

// An Advance is a move to be stored. It is stored whole or not at all.
type Advance struct {
	Case    Case    // after the move, which is the last of its Moves
	From    int     // version before
	Serials Serials // Register and Year, for the move that registers
	Begun   []Clock // that are new, or whose answer is
	Turned  []Clock // whose state is new and whose answer is as it was
	By      office.Officer
	Record  []byte // plain JSON, which Leaf commits to
	Leaf    ledger.Leaf
}

// An Addition is a document to be stored.
type Addition struct {
	Case   string
	From   int // version before
	Paper  Paper
	By     office.Officer
	Record []byte
	Leaf   ledger.Leaf
}

// A HolidayChange is a holiday that is added or, if RemovedOn is set, ended, with the job that computes clocks again.
type HolidayChange struct {
	Holiday
	By     office.Officer
	Record []byte
	Leaf   ledger.Leaf
	Jobs   []job.Job
}

// A ClockKey tells a clock from all others: a rule may run twice in a case, from different days.
type ClockKey struct {
	Case string
	Rule string
	From calendar.Date
}

// A RunningClock is what reckoning needs of a clock, without its trace.
type RunningClock struct {
	ClockKey
	Region    gazetteer.Code // of the office
	Regime    string
	Before    Dates // all zero where a year has no table; Latest is zero where an older Netra did not store it
	Pauses    []law.Pause
	Counts    string // as in Clock
	Escalated calendar.Date
}

// A Reckoning is a stretch of running clocks computed again: those whose answers have changed.
type Reckoning struct {
	Clocks  []Reckoned
	Record  []byte // empty if no clock has changed, and then there is no leaf
	Leaf    ledger.Leaf
	Jobs    []job.Job // the next stretch
	Version string    // of law and calendar, after the last stretch of a walk over all regions; else empty
}

// A Reckoned is a clock with its new answer.
type Reckoned struct {
	RunningClock
	Answer    *law.Answer // shared among clocks that have the same; nil for a clock whose rule is gone from the law: it is frozen
	Counts    string      // as in Clock, of Answer
	Right     bool        // likewise
	On        calendar.Date
	TakenBack bool // its escalation, since it is not over any more
}

// A LatePlace is a place in the list of late clocks.
type LatePlace struct {
	Latest calendar.Date
	ClockKey
}

// A LateClock is a clock that runs and is over, with its office and the one above, empty for a root.
type LateClock struct {
	LatePlace
	Regime  string
	Pauses  []law.Pause
	Entered calendar.Date // as in Clock
	Office  office.ID
	Region  gazetteer.Code
	Parent  office.ID
	On      calendar.Date // set when it is escalated: today in the office's zone
}

// An Escalation is a stretch of late clocks that are shown to the offices above.
type Escalation struct {
	Clocks []LateClock
	Record []byte // empty if there is no clock, and then there is no leaf
	Leaf   ledger.Leaf
	Jobs   []job.Job
}
