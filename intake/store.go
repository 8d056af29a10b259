package intake

import (
	"context"
	"crypto/ed25519"

	"netra/calendar"
	"netra/ledger"
	"netra/office"
)

// A Report is a report as it is stored.
type Report struct {
	ID         string
	Lookup     [16]byte // finds it again; derived from the reporter's words
	Login      [32]byte // SHA-256 of the login secret, derived likewise
	Office     office.ID
	Epoch      int // of the office's intake key
	Regime     string
	Acts       []string
	Day        calendar.Date
	Recipient  string            // of the report key
	Sign       ed25519.PublicKey // the reporter's; zero bytes never check
	Statement  []byte            // sealed
	OfficeWrap []byte            // of the report key
	Wrap       []byte            // of the report key, to the reporter
	Leaf       ledger.Leaf
	Promise    []byte
	Visit      []byte // sealed: when the words were last used; nil before the first time
	CaseID     string // empty until a case was made of it
	WasOpened  bool   // by an officer
}

// A Filing is a report as it is accepted: stored whole or not at all.
type Filing struct {
	Report Report
}

// A Capability lets its holder add files to one report, and nothing else. Only its hash is stored.
type Capability struct {
	Hash   [32]byte
	Report string
	Until  calendar.Date // the last day of its use, in the zone of the report's office
}

// An Upload is a file of which parts have come, but not yet the statement.
type Upload struct {
	ID     string
	Report string
	Day    calendar.Date // on which it began
	Card   []byte        // sealed, so that the reporter's browser knows the file again; nil if the server seals it
	Parts  map[int]Part  // by number, from 1
}

// An Addition is a later statement as it is accepted: stored whole or not at all.
type Addition struct {
	Report    string
	Statement Statement
	Leaf      ledger.Leaf
}

// NewOpening is the act of handing an office's wrap to an officer.
type NewOpening struct {
	Opening
	Report string
	Office office.ID
	Record []byte // plain JSON, which Leaf commits to
	Leaf   ledger.Leaf
}

// A Store keeps reports. What a method does not find, or what is not the asking office's, is ErrNotFound.
type Store interface {
	// SaveFiling stores a report; ErrAgain if its lookup is taken.
	SaveFiling(ctx context.Context, f Filing) error
	// ReportByLookup finds a report by its reporter's lookup id.
	ReportByLookup(ctx context.Context, lookup [16]byte) (Report, error)
	// SaveCapability stores a further capability.
	SaveCapability(ctx context.Context, c Capability) error
	// ReportByCapability finds what a capability is for, and its last day.
	ReportByCapability(ctx context.Context, hash [32]byte) (Report, calendar.Date, error)
	// SaveVisit replaces the sealed note of the last visit.
	SaveVisit(ctx context.Context, report string, visit []byte) error

	// SaveUpload begins a file; ErrAgain if this upload has begun already, ErrTooMany if the report has limit files or more.
	SaveUpload(ctx context.Context, u Upload, limit int) error
	// Upload gives an unfinished file of a report.
	Upload(ctx context.Context, report, id string) (Upload, error)
	// Uploads gives all unfinished files of a report that have a card, in no particular order.
	Uploads(ctx context.Context, report string) ([]Upload, error)
	// SavePart notes a part of an unfinished file; ErrAgain if there is one of this number.
	SavePart(ctx context.Context, upload string, n int, p Part) error
	// DropUpload forgets an unfinished file and its parts; ErrNotFound if there is none, such as when it was finished meanwhile.
	DropUpload(ctx context.Context, id string) error

	// SaveAddition stores a later statement. A file must have exactly the parts of the statement, else ErrConflict; ErrAgain
	// if a statement of this id is stored.
	SaveAddition(ctx context.Context, a Addition) error
	// Statements gives the later statements about a report in the order in which they came.
	Statements(ctx context.Context, report string) ([]Statement, error)
	// LeafIndex gives a leaf's place in the log; ErrNotFound while it waits.
	LeafIndex(ctx context.Context, entry ledger.Entry) (int64, error)

	// Cards lists the reports that were wrapped to an office and that the log has numbered. Due and Number are left to the desk.
	Cards(ctx context.Context, of office.ID) ([]Card, error)
	// SaveOpening stores the opening and, in the same transaction, reads what it hands over, of later statements only those
	// that the log has numbered or that the office itself made.
	SaveOpening(ctx context.Context, o NewOpening) (Handover, error)
	// HasOpened tells whether an officer has opened a report for an office that it is wrapped to.
	HasOpened(ctx context.Context, report string, of office.ID, officer string) (bool, error)
	// Openings lists who opened a report, in order.
	Openings(ctx context.Context, report string) ([]Opening, error)
	// PartOf gives a part of a finished file of a report that the log has numbered.
	PartOf(ctx context.Context, report, file string, n int) (Part, error)

	// Sweep forgets unfinished files begun before a day, and capabilities whose last day lies before another.
	Sweep(ctx context.Context, begunBefore, endedBefore calendar.Date) error
	// Unnamed notes which of the blobs no row names, and gives those that were noted so at least a whole day ago.
	Unnamed(ctx context.Context, blobs []string, today calendar.Date) ([]string, error)
	// ForgetBlobs forgets notes of deleted blobs.
	ForgetBlobs(ctx context.Context, blobs []string) error
}
