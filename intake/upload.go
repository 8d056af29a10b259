package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"netra/calendar"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// MaxFiles bounds how many files a report may have.
const MaxFiles = 200

// ErrEmpty means that a file has no bytes.
var ErrEmpty = errors.New("file is empty")

// An Adder may add files to one report.
type Adder struct {
	report Report
	office office.Office
	Today  calendar.Date // at the report's office
	Until  calendar.Date // the last day
}

// Adder finds what a capability is for. The error wraps ErrNotFound, also if it is over.
func (d *Desk) Adder(ctx context.Context, capability string) (*Adder, error) {
	secret, err := base64.RawURLEncoding.DecodeString(capability)
	if err != nil || len(secret) != 32 {
		return nil, fmt.Errorf("capability: %w", ErrNotFound)
	}
	report, until, err := d.Store.ReportByCapability(ctx, sha256.Sum256(secret))
	if err != nil {
		return nil, fmt.Errorf("capability: %w", err)
	}
	of, err := d.Offices.Office(ctx, report.Office)
	if err != nil {
		return nil, fmt.Errorf("capability: %w", err)
	}
	today := d.today(of)
	if today.Compare(until) > 0 {
		return nil, fmt.Errorf("capability is over: %w", ErrNotFound)
	}
	return &Adder{report, of, today, until}, nil
}

// AddFile seals a file as it comes, part by part, and stores its statement when it has come whole. Nobody can sign it, since
// the server has no key of the reporter's. If r fails nothing is left of the file.
//
// The error wraps ErrTooLarge, ErrTooMany, ErrEmpty or what r says.
func (d *Desk) AddFile(ctx context.Context, a *Adder, name, kind string, r io.Reader) (Receipt, error) {
	id, err := vault.NewID(d.Rand)
	if err != nil {
		return Receipt{}, err
	}
	if err := d.begin(ctx, a, Upload{ID: id}); err != nil {
		return Receipt{}, fmt.Errorf("add file: %w", err)
	}
	receipt, err := d.addFile(ctx, a, id, name, kind, &bounded{r: r, left: d.MaxFile})
	if err != nil {
		// The request may be gone; what came of it goes too. If that fails the sweep does it.
		return Receipt{}, fmt.Errorf("add file: %w", errors.Join(err, d.drop(context.WithoutCancel(ctx), a, id)))
	}
	return receipt, nil
}

// begin notes that a file is coming.
func (d *Desk) begin(ctx context.Context, a *Adder, u Upload) error {
	u.Report, u.Day = a.report.ID, d.today(a.office)
	return d.Store.SaveUpload(ctx, u, MaxFiles)
}

func (d *Desk) addFile(ctx context.Context, a *Adder, id, name, kind string, r io.Reader) (Receipt, error) {
	to, err := vault.ParseRecipient(a.report.Recipient)
	if err != nil {
		return Receipt{}, err
	}
	var parts []Part
	file, err := vault.SealFile(to, r, func(n int, sealed []byte) error {
		p, err := d.keep(ctx, sealed, sha256.Sum256(sealed))
		if err != nil {
			return err
		}
		parts = append(parts, p)
		return d.Store.SavePart(ctx, id, n, p)
	})
	if err == nil && file.Size == 0 {
		err = ErrEmpty
	}
	if err != nil {
		return Receipt{}, err
	}
	file.Name, file.Type = vault.NewSecret([]byte(baseName(name))), clip(kind)
	sealed, err := d.sealFile(a, to, id, file)
	if err != nil {
		return Receipt{}, err
	}
	return d.finish(ctx, a, sealed, parts)
}

// keep stores a sealed part under a new id.
func (d *Desk) keep(ctx context.Context, sealed []byte, sum [32]byte) (Part, error) {
	id, err := vault.NewID(d.Rand)
	if err != nil {
		return Part{}, err
	}
	size, err := d.Blobs.Put(ctx, id, bytes.NewReader(sealed))
	return Part{Size: size, SHA256: sum, Blob: id}, err
}

// sealFile makes the statement of a file that the server sealed. Its salts are random and stand in the statement.
func (d *Desk) sealFile(a *Adder, to vault.Recipient, id string, f vault.File) (Sealed, error) {
	content, err := f.Content()
	if err != nil {
		return Sealed{}, err
	}
	day := d.today(a.office)
	header, err := vault.Header{Day: day.String()}.Encode(vault.KindFile)
	if err != nil {
		return Sealed{}, err
	}
	s := vault.Statement{Kind: vault.KindFile, Report: a.report.ID, ID: id, SealedBy: vault.ByServer, Header: header, Content: content}
	var salt [32]byte
	for _, to := range [][]byte{s.HeaderSalt[:], s.ContentSalt[:], salt[:]} {
		if _, err := io.ReadFull(d.Rand, to); err != nil {
			return Sealed{}, err
		}
	}
	sealed, err := vault.SealUnsigned(to, s)
	return Sealed{id, sealed, s.Root(), salt, day}, err
}

// finish promises and stores a file whose parts have all come.
func (d *Desk) finish(ctx context.Context, a *Adder, s Sealed, parts []Part) (Receipt, error) {
	sums := make([][32]byte, len(parts))
	for i, p := range parts {
		sums[i] = p.SHA256
	}
	statement := Statement{ID: s.ID, Kind: ledger.TypeFile, Day: s.Day, Sealed: s.Statement, Parts: parts}
	return d.add(ctx, a.report, statement, s.leaf(ledger.TypeFile, sums...))
}

// drop forgets an unfinished file and its blobs.
func (d *Desk) drop(ctx context.Context, a *Adder, id string) error {
	u, err := d.Store.Upload(ctx, a.report.ID, id)
	if err != nil {
		return err
	}
	if err := d.Store.DropUpload(ctx, id); err != nil {
		return err
	}
	for _, p := range u.Parts {
		if err := d.Blobs.Delete(ctx, p.Blob); err != nil {
			return err
		}
	}
	return nil
}

// Begin notes that a file comes whose parts the reporter's browser seals. The card tells that browser which file it was. The
// same id again is no error. The error wraps ErrSealed or ErrTooMany.
func (d *Desk) Begin(ctx context.Context, a *Adder, id string, card []byte) error {
	n, ok := sealedLength(card)
	if !ok || !vault.ValidID(id) || n != vault.MinPadded {
		return fmt.Errorf("begin file: %w", ErrSealed)
	}
	err := d.begin(ctx, a, Upload{ID: id, Card: card})
	if err != nil && !errors.Is(err, ErrAgain) {
		return fmt.Errorf("begin file: %w", err)
	}
	return nil
}

// AddPart stores one sealed part, from number 1. sum is its announced SHA-256. If there is a part of that number already it
// stays, and is what the returned one says.
//
// The error wraps ErrNotFound if no such file was begun or it is finished, ErrHash, ErrSealed or ErrTooLarge.
func (d *Desk) AddPart(ctx context.Context, a *Adder, id string, n int, sum [32]byte, r io.Reader) (Part, error) {
	u, err := d.Store.Upload(ctx, a.report.ID, id)
	if err != nil {
		return Part{}, fmt.Errorf("add part: %w", err)
	}
	if old, ok := u.Parts[n]; ok {
		return old, nil
	}
	if n < 1 || int64(n) > d.maxParts() {
		return Part{}, fmt.Errorf("add part: %w", ErrTooLarge)
	}
	sealed, err := readPart(r, sum)
	if err != nil {
		return Part{}, fmt.Errorf("add part: %w", err)
	}
	part, err := d.keep(ctx, sealed, sum)
	if err != nil {
		return Part{}, fmt.Errorf("add part: %w", err)
	}
	err = d.Store.SavePart(ctx, id, n, part)
	if err == nil {
		return part, nil
	}
	if errors.Is(err, ErrAgain) {
		if u, err = d.Store.Upload(ctx, a.report.ID, id); err == nil {
			old := u.Parts[n]
			part, err = old, d.Blobs.Delete(ctx, part.Blob)
		}
		return part, err
	}
	return Part{}, fmt.Errorf("add part: %w", errors.Join(err, d.Blobs.Delete(context.WithoutCancel(ctx), part.Blob)))
}

// maxSealed bounds a sealed part: age adds 16 bytes every 64 KiB and a header of 1.7 kB.
const maxSealed = vault.PartSize + 64<<10

// maxParts is how many parts the largest file has.
func (d *Desk) maxParts() int64 {
	return (vault.Padded(d.MaxFile) + vault.PartSize - 1) / vault.PartSize
}

// readPart reads a sealed part into memory and checks it from outside.
func readPart(r io.Reader, sum [32]byte) ([]byte, error) {
	sealed, err := io.ReadAll(io.LimitReader(r, maxSealed+1))
	if err != nil {
		return nil, err
	}
	if len(sealed) > maxSealed {
		return nil, ErrTooLarge
	}
	if sha256.Sum256(sealed) != sum {
		return nil, ErrHash
	}
	if n, ok := sealedLength(sealed); !ok || n < 1 || n > vault.PartSize {
		return nil, ErrSealed
	}
	return sealed, nil
}

// Finish stores the statement of a file whose n parts the reporter's browser has sent. The same id again gives the same
// receipt. The error wraps ErrConflict if a part is missing or the day has changed, or ErrSealed.
func (d *Desk) Finish(ctx context.Context, a *Adder, s Sealed, n int) (Receipt, error) {
	if err := d.checkSealed(s, d.today(a.office)); err != nil {
		return Receipt{}, fmt.Errorf("finish file: %w", err)
	}
	if old, err := d.statement(ctx, a.report.ID, s.ID); err == nil {
		return d.receipt(old.Promise)
	}
	u, err := d.Store.Upload(ctx, a.report.ID, s.ID)
	if err != nil {
		return Receipt{}, fmt.Errorf("finish file: %w", err)
	}
	if n < 1 || n != len(u.Parts) {
		return Receipt{}, fmt.Errorf("finish file: %d of %d parts: %w", len(u.Parts), n, ErrConflict)
	}
	parts := make([]Part, n)
	for i := range parts {
		p, ok := u.Parts[i+1]
		if !ok {
			return Receipt{}, fmt.Errorf("finish file: part %d: %w", i+1, ErrConflict)
		}
		parts[i] = p
	}
	return d.finish(ctx, a, s, parts)
}

// Unfinished gives the files that a visitor's browser began and did not finish.
func (d *Desk) Unfinished(ctx context.Context, v *Visitor) ([]Upload, error) {
	return d.Store.Uploads(ctx, v.ID)
}

// bounded fails with ErrTooLarge after so many bytes.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n, ErrTooLarge
	}
	return n, err
}

// baseName takes off folders, which some browsers send, and what a name must not have.
func baseName(name string) string {
	return clip(path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "�"), `\`, "/")))
}

// clip bounds a text to 255 bytes.
func clip(s string) string {
	s = strings.ToValidUTF8(s, "�")
	for len(s) > 255 {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// SHA256Hex is the part's hash as a file's statement has it.
func (p Part) SHA256Hex() string { return hex.EncodeToString(p.SHA256[:]) }
