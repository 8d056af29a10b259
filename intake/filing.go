package intake

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"

	"netra/calendar"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// CapabilityDays is how many days after the day of its making a capability can be used, so at least 48 hours.
const CapabilityDays = 2

// A SealedFiling is a report as its reporter's client sealed it, with what the routing card needs.
type SealedFiling struct {
	Sealed     // its ID is the report's
	Office     office.ID
	Epoch      int
	Regime     string
	Acts       []string
	Lookup     [16]byte
	Login      [32]byte // SHA-256 of the login secret
	Recipient  string   // of the report key
	Sign       ed25519.PublicKey
	OfficeWrap []byte // of the report key, to the office's intake key of the epoch
	Wrap       []byte // of the report key, to the reporter
}

// A Filed is what a reporter holds after filing.
type Filed struct {
	Receipt
	Report     string // id
	Regime     string
	Capability string        // to add files, base64; empty while nothing can be written
	Until      calendar.Date // the last day of its use
	Differs    bool          // something else was filed under these words before: that stays, and what came now was dropped
}

// File seals a form in memory and files it under a code. receiver is the office that the reporter was shown. The same code
// again gives the same receipt and changes nothing, whatever the form says then; Differs tells if that is something else.
//
// The error is Problems if the form cannot be accepted or would go to another office than shown.
func (d *Desk) File(ctx context.Context, form Form, receiver office.ID, code vault.Phrase) (Filed, error) {
	keys, err := vault.ReporterKeys(code, d.Instance)
	if err != nil {
		return Filed{}, err
	}
	form.Tidy()
	form.settle()
	stored, err := d.enter(ctx, Login{keys.Lookup, [32]byte(keys.Login.Open())})
	if errors.Is(err, ErrNotFound) {
		stored, err = d.fileNew(ctx, form, receiver, keys)
	}
	if err != nil {
		return Filed{}, fmt.Errorf("file report: %w", err)
	}
	return d.filed(ctx, stored, !holds(stored, keys, form))
}

// fileNew seals and stores a form under words that belong to no report.
func (d *Desk) fileNew(ctx context.Context, form Form, receiver office.ID, keys vault.Keys) (Report, error) {
	review, err := d.Review(ctx, form)
	if err != nil {
		return Report{}, err
	}
	if !review.Settled() {
		return Report{}, Problems{"tempat": "lapor.err_unsettled"}
	}
	if review.Receiver.ID != receiver {
		return Report{}, Problems{"kecuali": "lapor.err_receiver"}
	}
	sealed, err := d.seal(review, keys)
	if err != nil {
		return Report{}, err
	}
	return d.once(ctx, sealed)
}

// holds tells whether a stored report says what a form says. Only the day may be another.
func holds(r Report, keys vault.Keys, form Form) bool {
	key, err := vault.Unwrap(keys.Identity, r.Wrap)
	if err != nil {
		return false
	}
	s, err := vault.OpenStatement(key, r.Statement)
	if err != nil {
		return false
	}
	header, err := vault.ParseHeader(s.Kind, s.Header)
	if err != nil {
		return false
	}
	content, err := form.content()
	return err == nil && sameContent(s.Content, content) && header.Regime == form.Election && slices.Equal(header.Excluded, form.excluded())
}

// sameContent compares what two statements of reports say, however their clients wrote it.
func sameContent(a, b vault.Secret) bool {
	var x, y Content
	return json.Unmarshal(a.Open(), &x) == nil && json.Unmarshal(b.Open(), &y) == nil && reflect.DeepEqual(x, y)
}

// seal does in memory what a reporter's browser does.
func (d *Desk) seal(r Review, keys vault.Keys) (SealedFiling, error) {
	id, err := vault.NewID(d.Rand)
	if err != nil {
		return SealedFiling{}, err
	}
	report, err := vault.NewIdentity(d.Rand)
	if err != nil {
		return SealedFiling{}, err
	}
	content, err := r.Form.content()
	if err != nil {
		return SealedFiling{}, err
	}
	s, err := sealAs(keys, report.Recipient(), said{vault.KindReport, id, id, reportHeader(r), content})
	if err != nil {
		return SealedFiling{}, err
	}
	f := SealedFiling{
		Sealed: s, Office: r.Receiver.ID, Epoch: r.Key.Epoch, Regime: r.Form.Election, Acts: r.Form.Acts, Lookup: keys.Lookup,
		Login: sha256.Sum256(keys.Login.Open()), Recipient: report.Recipient().String(), Sign: keys.Sign.Public(),
	}
	if f.OfficeWrap, err = wrapTo(r.Key.Recipient, report); err != nil {
		return SealedFiling{}, err
	}
	f.Wrap, err = vault.Wrap(keys.Identity.Recipient(), report)
	return f, err
}

func wrapTo(recipient string, report vault.Identity) ([]byte, error) {
	r, err := vault.ParseRecipient(recipient)
	if err != nil {
		return nil, err
	}
	return vault.Wrap(r, report)
}

// reportHeader is what a report's header says.
func reportHeader(r Review) vault.Header {
	return vault.Header{Office: string(r.Receiver.ID), Excluded: r.Form.excluded(), Day: r.Day.String(), Regime: r.Form.Election}
}

// said is one thing that a reporter says about a report, before it is sealed.
type said struct {
	kind       vault.Kind
	report, id string
	header     vault.Header
	content    vault.Secret
}

// sealAs signs and seals what a reporter says, by the server, with the reporter's keys.
func sealAs(keys vault.Keys, to vault.Recipient, s said) (Sealed, error) {
	header, err := s.header.Encode(s.kind)
	if err != nil {
		return Sealed{}, err
	}
	full := vault.Statement{
		Kind: s.kind, Report: s.report, ID: s.id, SealedBy: vault.ByServer, Header: header, Content: s.content,
		HeaderSalt: vault.Salt(keys.SaltSeed, s.id, "header"), ContentSalt: vault.Salt(keys.SaltSeed, s.id, "content"),
	}
	sealed, err := vault.SealStatement(to, full, keys.Sign)
	if err != nil {
		return Sealed{}, err
	}
	day, err := calendar.ParseDate(s.header.Day)
	return Sealed{s.id, sealed, full.Root(), vault.Salt(keys.SaltSeed, s.id, "leaf"), day}, err
}

// FileSealed files what a reporter's client sealed. The same lookup and login again give the same receipt and change nothing;
// Differs tells if the content is another.
//
// The error wraps ErrSealed if something has not the form of doc/formats.md, and ErrConflict if the day or the office's key is
// not the present one, or the lookup belongs to another report.
func (d *Desk) FileSealed(ctx context.Context, f SealedFiling) (Filed, error) {
	stored, err := d.once(ctx, f)
	if err != nil {
		return Filed{}, fmt.Errorf("file report: %w", err)
	}
	return d.filed(ctx, stored, stored.Leaf.Opening.Content != f.Content)
}

// once gives the report of a lookup: this one, unless another was stored before.
func (d *Desk) once(ctx context.Context, f SealedFiling) (Report, error) {
	stored, err := d.Store.ReportByLookup(ctx, f.Lookup)
	if errors.Is(err, ErrNotFound) {
		stored, err = d.accept(ctx, f)
	}
	if errors.Is(err, ErrAgain) { // somebody was faster with the same words: the same reporter, sending twice
		stored, err = d.Store.ReportByLookup(ctx, f.Lookup)
	}
	if err == nil && stored.Login != f.Login {
		err = ErrConflict
	}
	return stored, err
}

// accept checks and stores a new report.
func (d *Desk) accept(ctx context.Context, f SealedFiling) (Report, error) {
	if err := d.checkFiling(f); err != nil {
		return Report{}, err
	}
	receiver, err := d.Offices.Served(ctx, f.Office)
	if errors.Is(err, office.ErrNotFound) || err == nil && (f.Epoch < 1 || f.Epoch != receiver.Key.Epoch) {
		return Report{}, fmt.Errorf("key of the office: %w", ErrConflict)
	}
	if err != nil {
		return Report{}, err
	}
	if err := d.checkSealed(f.Sealed, d.today(receiver.Office)); err != nil {
		return Report{}, err
	}
	r := Report{
		ID: f.ID, Lookup: f.Lookup, Login: f.Login, Office: f.Office, Epoch: f.Epoch, Regime: f.Regime, Acts: f.Acts, Day: f.Day,
		Recipient: f.Recipient, Sign: f.Sign, Statement: f.Statement, OfficeWrap: f.OfficeWrap, Wrap: f.Wrap,
	}
	r.Leaf = f.leaf(ledger.TypeReport, sha256.Sum256(f.OfficeWrap), sha256.Sum256(f.Wrap))
	if r.Promise, err = d.promise(r.ID, receiver.Office, r.Day, r.Leaf.Opening); err != nil {
		return Report{}, err
	}
	return r, d.Store.SaveFiling(ctx, Filing{r})
}

// promise signs that a leaf about a report will be in the log.
func (d *Desk) promise(report string, to office.Office, day calendar.Date, leaf ledger.Opening) ([]byte, error) {
	return d.Issuer.Sign(ledger.Promise{
		Number: vault.Number(report), Office: string(to.ID), Name: to.Name, Day: day.String(),
		Beat: ledger.Promised(d.Now(), d.Beat), Opening: leaf,
	})
}

// receipt reads one of our promises.
func (d *Desk) receipt(promise []byte) (Receipt, error) {
	v, err := ledger.Verify(promise, d.LogKey)
	if err != nil {
		return Receipt{}, fmt.Errorf("read promise: %w", err)
	}
	day, err := calendar.ParseDate(v.Promise.Day)
	return Receipt{
		Number: v.Promise.Number, Office: office.ID(v.Promise.Office), Name: v.Promise.Name, Day: day, Beat: v.Promise.Beat,
		Entry: v.Promise.Opening.Entry(), Promise: promise,
	}, err
}

// filed gives the receipt of a stored report and a new capability.
func (d *Desk) filed(ctx context.Context, r Report, differs bool) (Filed, error) {
	receipt, err := d.receipt(r.Promise)
	if err != nil {
		return Filed{}, err
	}
	capability, until, err := d.newCapability(ctx, r)
	return Filed{Receipt: receipt, Report: r.ID, Regime: r.Regime, Capability: capability, Until: until, Differs: differs}, err
}

// newCapability draws the right to add files to a report. Where nothing can be written there is none, and that is no error: the
// report is stored all the same.
func (d *Desk) newCapability(ctx context.Context, r Report) (string, calendar.Date, error) {
	of, err := d.Offices.Office(ctx, r.Office)
	if err != nil {
		return "", calendar.Date{}, err
	}
	var secret [32]byte
	if _, err := io.ReadFull(d.Rand, secret[:]); err != nil {
		return "", calendar.Date{}, err
	}
	c := Capability{sha256.Sum256(secret[:]), r.ID, d.today(of).AddDays(CapabilityDays)}
	err = d.Store.SaveCapability(ctx, c)
	if errors.Is(err, fault.ErrFull) || errors.Is(err, fault.ErrReadOnly) {
		return "", calendar.Date{}, nil
	}
	if err != nil {
		return "", calendar.Date{}, err
	}
	return base64.RawURLEncoding.EncodeToString(secret[:]), c.Until, nil
}

// checkFiling checks what the client says beside the sealed statement.
func (d *Desk) checkFiling(f SealedFiling) error {
	_, err := vault.ParseRecipient(f.Recipient)
	known := func(id string) bool {
		return slices.ContainsFunc(d.Law.Acts(), func(a law.Act) bool { return a.ID == id })
	}
	switch {
	case err != nil, len(f.Sign) != ed25519.PublicKeySize, !isWrap(f.OfficeWrap), !isWrap(f.Wrap):
	case !slices.Contains([]string{law.Pemilu, law.Pilkada, Unknown}, f.Regime):
	case !slices.IsSorted(f.Acts) || slices.ContainsFunc(f.Acts, func(id string) bool { return !known(id) }):
	default:
		return nil
	}
	return fmt.Errorf("filing: %w", ErrSealed)
}

// checkSealed checks the shape of a sealed statement, and that it names today.
func (d *Desk) checkSealed(s Sealed, today calendar.Date) error {
	padded, ok := sealedLength(s.Statement)
	if !ok || !vault.ValidID(s.ID) || padded > vault.MaxStatement || padded != vault.Padded(padded) {
		return fmt.Errorf("statement: %w", ErrSealed)
	}
	if s.Day != today {
		return fmt.Errorf("day of statement: %w", ErrConflict)
	}
	return nil
}

// leaf commits to a sealed statement and to what is stored with it.
func (s Sealed) leaf(kind string, with ...[32]byte) ledger.Leaf {
	stored := ledger.Stored(append([][32]byte{sha256.Sum256(s.Statement)}, with...)...)
	return ledger.Opening{Type: kind, Stored: stored, Content: s.Content, Salt: s.Salt}.Leaf()
}
