package vault

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

const (
	bundleHead      = "report.json"
	bundleStatement = "statement.age"

	maxBundleHead      = 1 << 20
	maxSealedStatement = MaxStatement + 64<<10
)

// ErrBundle means that a sealed bundle is not built as doc/formats.md says.
var ErrBundle = errors.New("bundle is malformed")

// A BundleHead is report.json, the first file of a sealed bundle.
type BundleHead struct {
	Instance string       `json:"instance"`
	Report   string       `json:"report"` // id
	Number   string       `json:"number"`
	Wraps    []BundleWrap `json:"wraps"`
	Later    []string     `json:"later"` // ids of the statements after the report itself, in their order
}

// A BundleWrap is a wrap of the report key to an office's intake key, or of that
// intake key to an officer's own key.
type BundleWrap struct {
	Office string `json:"office"` // id
	Epoch  int    `json:"epoch"`
	Wrap   []byte `json:"wrap"`
}

// BundleStatementName returns the name in a bundle of the statement with the
// given id, unless it is the report itself, which is "statement.age".
func BundleStatementName(id string) string { return id + "/" + bundleStatement }

// BundlePartName returns the name in a bundle of a sealed part, counted from 1,
// of the file whose statement has the given id.
func BundlePartName(id string, part int) string { return fmt.Sprintf("%s/part-%06d.age", id, part) }

// An Output takes one opened file. It gets its name at Commit and not before;
// Abort removes what was written.
type Output interface {
	io.Writer
	Commit() error
	Abort() error
}

// A Signer tells whose signature a statement bears.
type Signer string

// The signers. The reporter's key is that of the first statement; an office's key
// is known if it is the one that opens the bundle.
const (
	SignedByReporter Signer = "reporter"
	SignedByOffice   Signer = "office"
	SignedByOther    Signer = "other"
	SignedByNobody   Signer = "nobody"
)

// A BundleEntry is a statement that was in a bundle and is what it says.
type BundleEntry struct {
	ID       string
	Kind     Kind
	SealedBy SealedBy
	Signer   Signer
	Folder   string // of its outputs: "report" or the id
}

// OpenBundle reads a sealed bundle and hands what it opens to create, under
// names of slashes, letters, digits and "._-": for each statement FOLDER/header.txt
// and FOLDER/content.json, and FOLDER/file-NAME for a file, whose NAME is what is
// harmless of the name that the reporter gave. Only what was checked is committed;
// before an error, statements and whole files may have been. It holds about 9 MiB.
//
// It cannot know whether the server left out whole statements of its own will; a
// bundle that was cut off on its way is ErrMissing.
//
// The error wraps [ErrWrongKey] if key opens no wrap, [ErrBundle], [ErrMissing],
// [ErrSigner], [ErrHeader], [ErrFile], a [*PartError] or one of [OpenStatement],
// create or r.
func OpenBundle(r io.Reader, key Key, create func(name string) (Output, error)) (BundleHead, []BundleEntry, error) {
	b := bundle{tar: tar.NewReader(r), offices: []Key{key}, create: create}
	if err := b.read(); err != nil {
		b.abort()
		return BundleHead{}, nil, fmt.Errorf("open the bundle: %w", err)
	}
	return b.head, b.entries, nil
}

type bundle struct {
	tar     *tar.Reader
	create  func(name string) (Output, error)
	head    BundleHead
	offices []Key // that may have signed questions; the first is the caller's
	report  Identity
	first   SignedStatement // the report itself
	entries []BundleEntry

	// The file whose parts are being read; file is nil between files.
	file   *FileOpener
	output Output
	part   int // the last read
}

func (b *bundle) read() error {
	if err := b.readHead(); err != nil {
		return err
	}
	if err := b.findReportKey(); err != nil {
		return err
	}
	for {
		h, err := b.tar.Next()
		if err == io.EOF {
			return b.end()
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			return ErrBundle
		}
		if err := b.readEntry(h.Name); err != nil {
			return err
		}
	}
}

// end checks that a bundle was not cut off: a tar that ends between two files looks whole.
func (b *bundle) end() error {
	if len(b.entries) != 1+len(b.head.Later) {
		return ErrMissing
	}
	return b.finish()
}

func (b *bundle) readHead() error {
	h, err := b.tar.Next()
	if err != nil || h.Name != bundleHead || h.Typeflag != tar.TypeReg || h.Size > maxBundleHead {
		return errors.Join(ErrBundle, err)
	}
	dec := json.NewDecoder(b.tar)
	dec.DisallowUnknownFields()
	if dec.Decode(&b.head) != nil || !ValidID(b.head.Report) || b.head.Number != Number(b.head.Report) {
		return ErrBundle
	}
	if _, err := dec.Token(); err != io.EOF {
		return ErrBundle
	}
	return nil
}

// findReportKey looks for the report key in the wraps: first with the caller's
// key, then with the intake keys that it opens.
func (b *bundle) findReportKey() error {
	for i := 0; i < len(b.offices); i++ {
		for _, w := range b.head.Wraps {
			id := b.offices[i].Identity
			report, err := Unwrap(id, w.Wrap)
			if err == nil {
				b.report = report
				return nil
			}
			if office, err := UnwrapKey(id, w.Wrap); err == nil && i == 0 {
				b.offices = append(b.offices, office)
			}
		}
	}
	return ErrWrongKey
}

func (b *bundle) readEntry(name string) error {
	if b.file != nil && name == BundlePartName(b.last().ID, b.part+1) {
		b.part++
		return b.file.Part(b.tar)
	}
	if err := b.finish(); err != nil {
		return err
	}
	if len(b.entries) == 0 {
		if name != bundleStatement {
			return ErrBundle
		}
		return b.readStatement(b.head.Report)
	}
	id, ok := strings.CutSuffix(name, "/"+bundleStatement)
	if n := len(b.entries) - 1; !ok || n >= len(b.head.Later) || id != b.head.Later[n] {
		return ErrBundle
	}
	return b.readStatement(id)
}

func (b *bundle) readStatement(id string) error {
	sealed, err := io.ReadAll(io.LimitReader(b.tar, maxSealedStatement+1))
	if err != nil {
		return err
	}
	if len(sealed) > maxSealedStatement {
		return ErrBundle
	}
	s, err := OpenStatement(b.report, sealed)
	if err != nil {
		return err
	}
	if s.ID != id || s.Report != b.head.Report {
		return ErrBundle
	}
	if len(b.entries) == 0 {
		b.first = s
	}
	signer, err := b.signer(s)
	if err != nil {
		return err
	}
	folder := id
	if s.Kind == KindReport {
		folder = "report"
	}
	b.entries = append(b.entries, BundleEntry{id, s.Kind, s.SealedBy, signer, folder})
	return b.writeStatement(s.Statement, folder)
}

// signer tells who signed s, and refuses what only the reporter may sign from
// anybody else.
func (b *bundle) signer(s SignedStatement) (Signer, error) {
	err := s.SignedBy(b.first.Signer)
	switch {
	case err == nil:
		return SignedByReporter, nil
	case s.Kind == KindFile && errors.Is(err, ErrUnsigned):
		return SignedByNobody, nil
	case s.Kind != KindQuestion:
		return "", err
	}
	for _, office := range b.offices {
		if s.SignedBy(office.Sign.Public()) == nil {
			return SignedByOffice, nil
		}
	}
	return SignedByOther, nil
}

func (b *bundle) writeStatement(s Statement, folder string) error {
	if _, err := ParseHeader(s.Kind, s.Header); err != nil {
		return err
	}
	if err := b.writeWhole(folder+"/header.txt", s.Header); err != nil {
		return err
	}
	if err := b.writeWhole(folder+"/content.json", s.Content); err != nil {
		return err
	}
	if s.Kind != KindFile {
		return nil
	}
	return b.startFile(s, folder)
}

// startFile gets ready for the parts of a file; a file card has none.
func (b *bundle) startFile(s Statement, folder string) error {
	f, err := ParseFile(s.Content)
	if err != nil || f.IsCard() {
		return err
	}
	if b.output, err = b.create(folder + "/file-" + harmless(string(f.Name.Open()))); err != nil {
		return err
	}
	b.part = 0
	b.file, err = NewFileOpener(b.report, f, b.output)
	return err
}

// finish commits the file whose parts were being read.
func (b *bundle) finish() error {
	if b.file == nil {
		return nil
	}
	if err := b.file.Close(); err != nil {
		return err
	}
	out := b.output
	b.file, b.output = nil, nil
	return out.Commit()
}

func (b *bundle) abort() {
	if b.output != nil {
		b.output.Abort()
	}
}

func (b *bundle) last() BundleEntry { return b.entries[len(b.entries)-1] }

func (b *bundle) writeWhole(name string, content Secret) error {
	out, err := b.create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, bytes.NewReader(content.Open())); err != nil {
		return errors.Join(err, out.Abort())
	}
	return out.Commit()
}

// harmless makes of a name that somebody gave one that no file system reads as
// anything but a name, and keeps its ending.
func harmless(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-':
			return r
		}
		return '_'
	}, path.Base(name))
	return name[max(0, len(name)-100):]
}
