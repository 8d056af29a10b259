package intake

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"

	"netra/ledger"
	"netra/vault"
)

// ErrCustody: what is stored is not what the log commits to.
var ErrCustody = errors.New("what is stored is not what the log commits to")

// maxFindings is how many findings the error of one audit names.
const maxFindings = 100

// An Auditor compares what is stored with what the log commits to: what was altered or taken away behind Netra's back shows,
// though nothing can be opened. That the leaves themselves are whole is for ledger.Audit to find.
type Auditor struct {
	Store  Holdings
	Blobs  Blobs
	Leaves int   // that one Audit reads, at least 1
	Bytes  int64 // of file parts that one Audit reads, at least 1; it ends after the part that exceeds them
}

// Holdings is what an audit needs of the database.
type Holdings interface {
	// Held gives at most n numbered leaves, from an index on and in order, without dates and dummies.
	Held(ctx context.Context, from int64, n int) ([]Held, error)
	// FileParts gives the parts of a finished file from number 1.
	FileParts(ctx context.Context, file string) ([]Part, error)
	// Unlogged gives at most n reports and later statements that have no leaf, numbered or waiting.
	Unlogged(ctx context.Context, n int) ([]Row, error)
}

// A Row names a report, a later statement or a plain record.
type Row struct {
	Type      string // of its leaf
	Report    string // id; empty of a plain record
	Statement string // id of a later statement
}

// String names the row without telling what is in it.
func (r Row) String() string {
	switch {
	case r.Report == "":
		return r.Type
	case r.Statement == "":
		return r.Type + " " + vault.Number(r.Report)
	}
	return r.Type + " " + r.Statement + " of " + vault.Number(r.Report)
}

// Held is a leaf and what is stored of that to which it commits.
type Held struct {
	Row     // without ids if there is no such row
	Index   int64
	Stored  [32]byte // of the leaf, as ledger.Opening has them
	Content [32]byte
	// Sums has the SHA-256 of each stored ciphertext in the order of doc/formats.md, but for a file's parts, or that of the plain
	// record. It is empty if nothing is stored.
	Sums [][32]byte
}

// A Place is how far an audit has come.
type Place struct {
	Leaf int64 `json:"leaf"` // the next index
	Part int   `json:"part"` // how many parts of that leaf's file were read
}

// Audit reads on from a place and gives the next one, nil at the end of the log. That is where it also looks for reports and
// statements without a leaf. A wrap that is gone counts as altered, since nothing takes away those with which a report came.
//
// The error wraps ErrCustody and names leaf, type, report number and id of each finding; then the next place is good too.
func (a *Auditor) Audit(ctx context.Context, from Place) (*Place, error) {
	run := audit{Auditor: a, left: a.Bytes}
	next, err := run.from(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("audit custody from leaf %d: %w", from.Leaf, err)
	}
	return next, run.damage()
}

// An audit is one run of an Auditor.
type audit struct {
	*Auditor
	left     int64 // bytes
	findings []string
	more     int // findings beyond maxFindings
}

func (a *audit) find(where any, what string) {
	if len(a.findings) == maxFindings {
		a.more++
		return
	}
	a.findings = append(a.findings, fmt.Sprintf("%v: %s", where, what))
}

func (a *audit) damage() error {
	switch {
	case len(a.findings) == 0:
		return nil
	case a.more > 0:
		a.findings = append(a.findings, fmt.Sprintf("and %d more", a.more))
	}
	return fmt.Errorf("%w: %s", ErrCustody, strings.Join(a.findings, "; "))
}

func (a *audit) from(ctx context.Context, from Place) (*Place, error) {
	held, err := a.Store.Held(ctx, from.Leaf, a.Leaves)
	if err != nil {
		return nil, err
	}
	for _, h := range held {
		read := 0
		if h.Index == from.Leaf {
			read = from.Part
		}
		if next, err := a.leaf(ctx, h, read); next != nil || err != nil {
			return next, err
		}
	}
	if len(held) == a.Leaves {
		return &Place{Leaf: held[len(held)-1].Index + 1}, nil
	}
	return nil, a.unlogged(ctx)
}

// leaf compares one leaf with what is stored, and gives a place if it cannot read all of a file.
func (a *audit) leaf(ctx context.Context, h Held, read int) (*Place, error) {
	where := fmt.Sprintf("leaf %d (%s)", h.Index, h.Row)
	if len(h.Sums) == 0 {
		a.find(where, "nothing is stored of it")
		return nil, nil
	}
	switch h.Type {
	case ledger.TypeFile:
		return a.file(ctx, h, where, read)
	case ledger.TypeReport, ledger.TypeAnswer, ledger.TypeQuestion:
		if ledger.Stored(h.Sums...) != h.Stored {
			a.find(where, "ciphertexts differ")
		}
	default:
		if h.Sums[0] != h.Content {
			a.find(where, "record differs")
		}
	}
	return nil, nil
}

// file compares the file's rows with the leaf, then each part with its row.
func (a *audit) file(ctx context.Context, h Held, where string, read int) (*Place, error) {
	parts, err := a.Store.FileParts(ctx, h.Statement)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		h.Sums = append(h.Sums, p.SHA256)
	}
	if read == 0 && ledger.Stored(h.Sums...) != h.Stored {
		a.find(where, "ciphertexts differ")
	}
	for n := read; n < len(parts); n++ {
		if a.left <= 0 {
			return &Place{Leaf: h.Index, Part: n}, nil
		}
		a.left -= parts[n].Size
		err := a.part(ctx, parts[n])
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil { // bytes that cannot be read are as lost as altered ones
			a.find(where, fmt.Sprintf("part %d: %v", n+1, err))
		}
	}
	return nil, nil
}

// part reads a part, and no more than it should have.
func (a *audit) part(ctx context.Context, p Part) error {
	r, err := a.Blobs.Open(ctx, p.Blob)
	if err != nil {
		return err
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(r, p.Size+1))
	if err == nil && (n != p.Size || [32]byte(h.Sum(nil)) != p.SHA256) {
		err = ErrHash
	}
	return err
}

func (a *audit) unlogged(ctx context.Context) error {
	rows, err := a.Store.Unlogged(ctx, maxFindings)
	for _, r := range rows {
		a.find(r, "the log has no leaf of it")
	}
	return err
}
