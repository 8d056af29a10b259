// Package intake receives reports, keeps them sealed, and hands them to the office that they were sealed to.
//
// What the desk stores it cannot read: sealed statements, sealed file parts, and wraps of a report's own key. Beside them
// lies a routing card (receiving office, election, coarse act, day) without which no deadline could run. Ids are random, rows
// carry the day in the receiving office's zone and nothing finer, and an officer sees a report, an answer or a file only once
// the log has numbered its leaf.
//
// A report is sealed in the reporter's browser, or, without JavaScript, by this package in memory; both leave the same rows.
// Everything said later (files, answers, an office's questions) is a further statement about the report with a leaf of its
// own. doc/formats.md is the contract for all of it.
package intake

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"time"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/ledger"
	"netra/office"
)

// Errors of a Desk.
var (
	// ErrNotFound: there is no such report, file or part, or it is not for whoever asks, or its leaf still waits.
	ErrNotFound = errors.New("no such report")
	// ErrConflict: what the sender built on has moved (the day, the office's key, the number of parts). Build it again.
	ErrConflict = errors.New("what this was built on has moved")
	// ErrAgain: this was saved before, or something of the same name. Nothing was changed.
	ErrAgain = errors.New("saved before")
	// ErrOther: something else was saved under this id before. Nothing was changed.
	ErrOther = errors.New("another was saved before")
	// ErrSealed: what a client sealed has not the shape of doc/formats.md.
	ErrSealed = errors.New("not a sealed statement, wrap or key")
	// ErrHash: a part's bytes are not those whose hash was announced.
	ErrHash = errors.New("bytes differ from their hash")
	// ErrTooLarge: a file is larger than the instance takes.
	ErrTooLarge = errors.New("file too large")
	// ErrTooMany: the report has as many files as it may have.
	ErrTooMany = errors.New("too many files")
	// ErrNoReceiver: the reporter excluded every office that could receive the report, or none has a key.
	ErrNoReceiver = office.ErrNoReceiver
)

// A Desk receives and hands out reports. It has no state of its own; any number may work on one database.
type Desk struct {
	Instance string // name of the instance, which the derived keys and receipts are bound to
	Store    Store
	Blobs    Blobs
	Offices  Offices
	Law      *law.Law
	Calendar *calendar.Calendar
	Issuer   *ledger.Issuer     // signs promises
	LogKey   ledger.VerifierKey // of the log; reads our promises again
	Log      Log                // proves that a leaf was kept
	Beat     time.Duration      // of the log
	Cases    Cases              // nil as long as nothing can become a case
	MaxFile  int64              // bytes of one file
	Now      func() time.Time
	Rand     io.Reader // cryptographically random
}

// Offices is what the desk needs to know of offices; office.Registry implements it.
type Offices interface {
	// Office gives one office. The error wraps office.ErrNotFound.
	Office(ctx context.Context, id office.ID) (office.Office, error)
	// Served gives one office with its present key, whose epoch is 0 if it has none. The error wraps office.ErrNotFound.
	Served(ctx context.Context, id office.ID) (office.Served, error)
	// Key gives an office's key of one epoch. The error wraps office.ErrNotFound.
	Key(ctx context.Context, id office.ID, epoch int) (office.Key, error)
	// Chain gives the offices that have to do with a place.
	Chain(ctx context.Context, place gazetteer.Code) (office.Chain, error)
	// Receiver finds who receives a report about a place, and the key that serves it, which may be another office's. The
	// error wraps office.ErrNoReceiver.
	Receiver(ctx context.Context, place gazetteer.Code, excluded []office.ID) (office.Office, office.Key, error)
}

// Blobs keeps sealed parts; package blob implements it.
type Blobs interface {
	Put(ctx context.Context, id string, r io.Reader) (int64, error)
	Open(ctx context.Context, id string) (io.ReadCloser, error)
	Delete(ctx context.Context, id string) error
	List(ctx context.Context, f func(id string) error) error
}

// Log gives the proof for a promise; ledger.Log implements it.
type Log interface {
	Receipt(ctx context.Context, promise []byte, index int64) ([]byte, error)
}

// Cases tells how far a report has come since an office made a case of it.
type Cases interface {
	// Progress returns the progress of a report. The error wraps ErrNotFound if no case was made of it.
	Progress(ctx context.Context, report string) (Progress, error)
}

// A State is how far a report has come, as its reporter is told.
type State string

// The states.
const (
	Recorded State = "recorded" // received; nobody has opened it
	Opened   State = "opened"   // an officer has opened it
	Handled  State = "handled"  // an office has made a case of it
)

// Progress is what a reporter is told about a report.
type Progress struct {
	State  State
	Stage  law.Text      // how far the case has come, as the law calls it; empty before Handled
	Case   string        // the case's register number; empty until it is registered
	Day    calendar.Date // of the last step that the reporter is told of; zero if that is not known
	Due    law.Answer    // of the clocks that run, the one whose safe date comes first; Safe is zero if none runs
	Wanted bool          // the office waits for the reporter to complete the report
}

// A Receipt is what a reporter is given when something was accepted: what the signed promise says.
type Receipt struct {
	Number  string // LP-XXXX-XXXX, of the report
	Office  office.ID
	Name    string // of the office, on that day
	Day     calendar.Date
	Beat    time.Time // by which the leaf is in the log
	Entry   ledger.Entry
	Promise []byte // signed note
}

// A Card is all that an officer sees of a report before opening it.
type Card struct {
	ID      string
	Number  string // LP-XXXX-XXXX
	Day     calendar.Date
	Regime  string   // law.Pemilu, law.Pilkada or Unknown
	Acts    []string // ids of law.Acts, as the reporter ticked them
	Opened  bool     // by anybody of the office
	New     int      // answers and files since somebody of the office last opened it
	Unheard int      // questions of the office after which the reporter has not answered
	Due     law.Answer
	CaseID  string // empty until a case was made of it
}

// Unknown is the regime of a report whose reporter does not know which election it concerns.
const Unknown = "unknown"

// A Statement is a later statement about a report, sealed to its key.
type Statement struct {
	ID      string
	Kind    string // ledger.TypeFile, TypeAnswer or TypeQuestion
	Day     calendar.Date
	Sealed  []byte
	Opening ledger.Opening // of its leaf
	Promise []byte         // to the reporter; nil for a question
	Parts   []Part         // of a file, from number 1
	Author  office.ID      // of a question
}

// A Part is one sealed part of a file.
type Part struct {
	Size   int64 // bytes, sealed
	SHA256 [32]byte
	Blob   string // id
}

// An Opening is a record that somebody was handed a wrap.
type Opening struct {
	Officer string // id
	Name    string // as colleagues see it
	Day     calendar.Date
	Bundle  bool // downloaded to be opened elsewhere
}

// A Handover is what an officer gets in the transaction that records the opening.
type Handover struct {
	Card
	Office    office.ID
	Epoch     int    // of the office's intake key
	Wrap      []byte // of the report key, to that key
	Recipient string // of the report key: seals questions
	Reporter  ed25519.PublicKey
	Statement []byte         // sealed
	Wraps     [2][32]byte    // SHA-256 of what was stored beside it: the wrap to the office, the wrap to the reporter
	Leaf      ledger.Opening // of the report
	Later     []Statement    // in the order in which they came
	Openings  []Opening      // this one is the last
}

// A Sealed is a statement that its author's client has sealed.
type Sealed struct {
	ID        string // made by the client, see doc/formats.md
	Statement []byte
	Content   [32]byte // H
	Salt      [32]byte // of the leaf
	Day       calendar.Date
}

// Problems are faults of what somebody filled in: field to the key of a text.
type Problems map[string]string

// Error implements error.
func (p Problems) Error() string { return "the form has problems" }

// Of returns the key of the text for a field, empty if it has no problem.
func (p Problems) Of(field string) string { return p[field] }
