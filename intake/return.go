package intake

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"netra/calendar"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// A Login is what a reporter's words give to find a report and to show the right to it.
type Login struct {
	Lookup [16]byte
	Secret [32]byte
}

// A Visitor is a reporter who came back.
type Visitor struct {
	Report
	Today calendar.Date  // at the report's office
	keys  vault.Keys     // zero if the reporter's browser keeps them
	key   vault.Identity // of the report, likewise
}

// KeysInBrowser reports whether the reporter's browser keeps the keys, so that the server opens nothing.
func (v *Visitor) KeysInBrowser() bool { return v.key.Open() == nil }

// Enter lets a reporter in whose words the server derives the keys from, in memory. It does the same work for words that belong
// to no report; then the error wraps ErrNotFound.
func (d *Desk) Enter(ctx context.Context, code vault.Phrase) (*Visitor, error) {
	keys, err := vault.ReporterKeys(code, d.Instance)
	if err != nil {
		return nil, err
	}
	login := Login{keys.Lookup, [32]byte(keys.Login.Open())}
	report, err := d.enter(ctx, login)
	if errors.Is(err, ErrNotFound) {
		return nil, errors.Join(err, rehearse(keys))
	}
	if err != nil {
		return nil, err
	}
	key, err := vault.Unwrap(keys.Identity, report.Wrap)
	if err != nil {
		return nil, fmt.Errorf("open report: %w", err)
	}
	return d.visitor(ctx, Visitor{Report: report, keys: keys, key: key})
}

func (d *Desk) visitor(ctx context.Context, v Visitor) (*Visitor, error) {
	of, err := d.Offices.Office(ctx, v.Office)
	if err != nil {
		return nil, fmt.Errorf("enter: %w", err)
	}
	v.Today = d.today(of)
	return &v, nil
}

// rehearse does for words that belong to nothing what Enter and Visited do with a report's wrap and last visit.
func rehearse(keys vault.Keys) error {
	wrap, err := vault.Wrap(keys.Identity.Recipient(), keys.Identity)
	if err != nil {
		return err
	}
	for range 2 {
		if _, err := vault.Unwrap(keys.Identity, wrap); err != nil {
			return err
		}
	}
	return nil
}

// EnterSealed lets a reporter in whose browser derived the keys. The error wraps ErrNotFound.
func (d *Desk) EnterSealed(ctx context.Context, login Login) (*Visitor, error) {
	report, err := d.enter(ctx, login)
	if err != nil {
		return nil, err
	}
	return d.visitor(ctx, Visitor{Report: report})
}

func (d *Desk) enter(ctx context.Context, login Login) (Report, error) {
	report, err := d.Store.ReportByLookup(ctx, login.Lookup)
	if err != nil {
		return Report{}, fmt.Errorf("enter: %w", err)
	}
	hash := sha256.Sum256(login.Secret[:])
	if subtle.ConstantTimeCompare(hash[:], report.Login[:]) != 1 {
		return Report{}, fmt.Errorf("enter: %w", ErrNotFound)
	}
	return report, nil
}

// lastVisit opens the note of the last visit; it is no date if there is none, or if the reporter's browser keeps the keys. ok
// is false if there is a note that the reporter did not write: it can only come from somebody else.
func (v *Visitor) lastVisit() (day calendar.Date, ok bool) {
	if v.Visit == nil || v.KeysInBrowser() {
		return calendar.Date{}, true
	}
	s, err := v.open(vault.KindVisit, v.Visit)
	if err != nil || s.SignedBy(v.keys.Sign.Public()) != nil {
		return calendar.Date{}, false
	}
	header, err := vault.ParseHeader(s.Kind, s.Header)
	if err != nil {
		return calendar.Date{}, false
	}
	day, err = calendar.ParseDate(header.Day)
	return day, err == nil
}

// open opens a statement of the reporter's about this report.
func (v *Visitor) open(kind vault.Kind, sealed []byte) (vault.SignedStatement, error) {
	s, err := vault.OpenStatement(v.key, sealed)
	if err == nil && (s.Kind != kind || s.Report != v.ID) {
		err = vault.ErrStatement
	}
	return s, err
}

// Visited replaces the note of the last visit with one of today, which only the reporter can open. Where nothing can be written
// the old one stays, and that is no error: the reporter can still read. So it is where the reporter's browser keeps the keys and
// writes the note.
func (d *Desk) Visited(ctx context.Context, v *Visitor) error {
	if v.KeysInBrowser() {
		return nil
	}
	id, err := vault.NewID(d.Rand)
	if err != nil {
		return err
	}
	s, err := v.seal(vault.KindVisit, id, vault.NewSecret([]byte("{}")))
	if err != nil {
		return err
	}
	err = d.Store.SaveVisit(ctx, v.ID, s.Statement)
	if errors.Is(err, fault.ErrFull) || errors.Is(err, fault.ErrReadOnly) {
		return nil
	}
	return err
}

// VisitedSealed is Visited with a note that the reporter's browser sealed. The error wraps ErrSealed.
func (d *Desk) VisitedSealed(ctx context.Context, v *Visitor, visit []byte) error {
	n, ok := sealedLength(visit)
	if !ok || n != vault.MinPadded {
		return fmt.Errorf("visit: %w", ErrSealed)
	}
	return d.Store.SaveVisit(ctx, v.ID, visit)
}

// seal seals what a visitor says, by the server.
func (v *Visitor) seal(kind vault.Kind, id string, content vault.Secret) (Sealed, error) {
	return sealAs(v.keys, v.key.Recipient(), said{kind, v.ID, id, vault.Header{Day: v.Today.String()}, content})
}

// An Overview is what a visitor sees first.
type Overview struct {
	Number    string
	Office    office.Office
	Progress  Progress
	LastVisit calendar.Date // before this one; zero if there was none, or if the reporter's browser reads it
	Unread    bool          // there is a note of the last visit, but not by the reporter
	Questions int           // since the reporter last said something
}

// Overview tells a visitor how the report stands.
func (d *Desk) Overview(ctx context.Context, v *Visitor) (Overview, error) {
	of, err := d.Offices.Office(ctx, v.Office)
	if err != nil {
		return Overview{}, fmt.Errorf("overview: %w", err)
	}
	o := Overview{Number: vault.Number(v.ID), Office: of}
	day, ok := v.lastVisit()
	o.LastVisit, o.Unread = day, !ok
	if o.Progress, err = d.progress(ctx, v); err != nil {
		return Overview{}, fmt.Errorf("overview: %w", err)
	}
	later, err := d.Store.Statements(ctx, v.ID)
	if err != nil {
		return Overview{}, fmt.Errorf("overview: %w", err)
	}
	for _, s := range later {
		if o.Questions++; s.Kind != ledger.TypeQuestion {
			o.Questions = 0
		}
	}
	return o, nil
}

// progress tells how far the visitor's report has come.
func (d *Desk) progress(ctx context.Context, v *Visitor) (Progress, error) {
	if d.Cases != nil && v.CaseID != "" {
		return d.Cases.Progress(ctx, v.ID)
	}
	p := Progress{State: Recorded, Day: v.Day, Due: d.Due(v.Regime, law.RuleInitialStudy, v.Day)}
	if v.WasOpened {
		openings, err := d.Store.Openings(ctx, v.ID)
		if err != nil {
			return Progress{}, err
		}
		p.State, p.Day = Opened, openings[0].Day
	}
	return p, nil
}

// A Signature says what a reader may think of who said something.
type Signature string

// The outcomes of checking a signature.
const (
	Fits     Signature = "fits"     // signed by whom it says
	Unsigned Signature = "unsigned" // nobody could sign: a file sealed by the server
	Wrong    Signature = "wrong"    // signed by another key, or altered
	Unopened Signature = "unopened" // the reporter's browser opens and checks it
)

// An Utterance is one thing said about a report, as its reporter reads it.
type Utterance struct {
	Statement
	Signature Signature
	Signers   []ed25519.PublicKey // any of which may have signed it
	Office    office.Office       // of a question
	Text      string              // of an answer or question
	File      string              // name of a file
	Size      int64               // of a file, in bytes
	Content   Content             // of the report
}

// Conversation gives the report and all that was said since, in order. Where the reporter's browser keeps the keys
// everything is unopened.
func (d *Desk) Conversation(ctx context.Context, v *Visitor) ([]Utterance, error) {
	later, err := d.Store.Statements(ctx, v.ID)
	if err != nil {
		return nil, fmt.Errorf("conversation: %w", err)
	}
	first := Statement{ID: v.ID, Kind: ledger.TypeReport, Day: v.Day, Sealed: v.Statement, Opening: v.Leaf.Opening, Promise: v.Promise}
	said := []Utterance{{Statement: first}}
	for _, s := range later {
		said = append(said, Utterance{Statement: s})
	}
	for i := range said {
		if err := d.read(ctx, v, &said[i]); err != nil {
			return nil, fmt.Errorf("conversation: %w", err)
		}
	}
	return said, nil
}

// read opens an utterance and checks who said it.
func (d *Desk) read(ctx context.Context, v *Visitor, u *Utterance) error {
	u.Signers = []ed25519.PublicKey{v.Sign}
	if !v.KeysInBrowser() {
		u.Signers[0] = v.keys.Sign.Public() // derived from the words, whatever the database says
	}
	if u.Kind == ledger.TypeQuestion {
		var err error
		if u.Office, err = d.Offices.Office(ctx, u.Author); err != nil {
			return err
		}
		if u.Signers, err = d.signers(ctx, u.Author); err != nil {
			return err
		}
	}
	if v.KeysInBrowser() {
		u.Signature = Unopened
		return nil
	}
	u.Signature = Wrong
	s, err := v.open(vault.Kind(u.Kind), u.Sealed)
	if err != nil || s.ID != u.ID || s.Root() != u.Opening.Content {
		return nil
	}
	u.tell(s.Content)
	switch {
	case s.Signer == nil:
		u.Signature = Unsigned
	case slices.ContainsFunc(u.Signers, func(key ed25519.PublicKey) bool { return s.SignedBy(key) == nil }):
		u.Signature = Fits
	}
	return nil
}

// signers gives an office's signing keys of all epochs.
func (d *Desk) signers(ctx context.Context, id office.ID) ([]ed25519.PublicKey, error) {
	var keys []ed25519.PublicKey
	for epoch := 1; ; epoch++ {
		key, err := d.Offices.Key(ctx, id, epoch)
		if errors.Is(err, office.ErrNotFound) {
			return keys, nil
		}
		if err != nil {
			return nil, err
		}
		keys = append(keys, key.Sign)
	}
}

// tell reads an opened statement's content. What cannot be read stays empty.
func (u *Utterance) tell(content vault.Secret) {
	switch u.Kind {
	case ledger.TypeReport:
		json.Unmarshal(content.Open(), &u.Content)
	case ledger.TypeFile:
		if f, err := vault.ParseFile(content); err == nil {
			u.File, u.Size = string(f.Name.Open()), f.Size
		}
	default:
		var said text
		json.Unmarshal(content.Open(), &said)
		u.Text = said.Text
	}
}

// text is the content of an answer or question.
type text struct {
	Text string `json:"text"`
}

// maxAnswer bounds an answer in bytes.
const maxAnswer = 20000

// Answer seals and stores what a visitor says. id was drawn when the form was made, so that sending it twice says it once. The
// error is Problems, or wraps ErrSealed if id is no id, or ErrOther if something else was said under it.
func (d *Desk) Answer(ctx context.Context, v *Visitor, id, said string) (Receipt, error) {
	switch {
	case said == "":
		return Receipt{}, Problems{"jawab": "cek.err_empty"}
	case len(said) > maxAnswer:
		return Receipt{}, Problems{"jawab": "lapor.err_long"}
	case !utf8.ValidString(said):
		return Receipt{}, Problems{"jawab": "lapor.err_letters"}
	case !vault.ValidID(id):
		return Receipt{}, fmt.Errorf("answer: %w", ErrSealed)
	}
	content, err := json.Marshal(text{said})
	if err != nil {
		return Receipt{}, err
	}
	sealed, err := v.seal(vault.KindAnswer, id, vault.NewSecret(content))
	if err != nil {
		return Receipt{}, fmt.Errorf("seal answer: %w", err)
	}
	return d.AnswerSealed(ctx, v, sealed)
}

// AnswerSealed stores what a visitor's browser sealed. The same again is no error and changes nothing. The error wraps
// ErrSealed, ErrConflict, or ErrOther if the id is that of another answer, or of the same one on another day.
func (d *Desk) AnswerSealed(ctx context.Context, v *Visitor, s Sealed) (Receipt, error) {
	if err := d.checkSealed(s, v.Today); err != nil {
		return Receipt{}, fmt.Errorf("answer: %w", err)
	}
	return d.add(ctx, v.Report, Statement{ID: s.ID, Kind: ledger.TypeAnswer, Day: s.Day, Sealed: s.Statement}, s.leaf(ledger.TypeAnswer))
}

// add promises and stores what a reporter says later. If it was stored before, the receipt is the one given then.
func (d *Desk) add(ctx context.Context, r Report, s Statement, leaf ledger.Leaf) (Receipt, error) {
	of, err := d.Offices.Office(ctx, r.Office)
	if err != nil {
		return Receipt{}, err
	}
	s.Opening = leaf.Opening
	if s.Promise, err = d.promise(r.ID, of, s.Day, s.Opening); err != nil {
		return Receipt{}, err
	}
	err = d.Store.SaveAddition(ctx, Addition{r.ID, s, leaf})
	if errors.Is(err, ErrAgain) {
		old, err := d.statement(ctx, r.ID, s.ID)
		if err != nil {
			return Receipt{}, err
		}
		if old.Opening.Content != s.Opening.Content {
			return Receipt{}, fmt.Errorf("%s: %w", s.Kind, ErrOther)
		}
		return d.receipt(old.Promise)
	}
	if err != nil {
		return Receipt{}, err
	}
	return d.receipt(s.Promise)
}

// statement finds a later statement about a report. The error wraps ErrNotFound.
func (d *Desk) statement(ctx context.Context, report, id string) (Statement, error) {
	all, err := d.Store.Statements(ctx, report)
	if err != nil {
		return Statement{}, err
	}
	for _, s := range all {
		if s.ID == id {
			return s, nil
		}
	}
	return Statement{}, fmt.Errorf("find statement: %w", ErrNotFound)
}

// Proof gives the receipt for the visitor's report, or for a later statement of that id: the proof once the log has published
// the leaf, before that the promise. The error wraps ErrNotFound.
func (d *Desk) Proof(ctx context.Context, v *Visitor, id string) ([]byte, error) {
	promise := v.Promise
	entry := v.Leaf.Entry
	if id != v.ID {
		s, err := d.statement(ctx, v.ID, id)
		if err != nil || s.Promise == nil {
			return nil, errors.Join(ErrNotFound, err)
		}
		promise, entry = s.Promise, s.Opening.Entry()
	}
	index, err := d.Store.LeafIndex(ctx, entry)
	if errors.Is(err, ErrNotFound) {
		return promise, nil
	}
	if err != nil {
		return nil, err
	}
	proof, err := d.Log.Receipt(ctx, promise, index)
	if errors.Is(err, ledger.ErrNotFound) {
		return promise, nil
	}
	return proof, err
}

// Capability gives a visitor the right to add files, as after filing; it is empty while nothing can be written.
func (d *Desk) Capability(ctx context.Context, v *Visitor) (string, calendar.Date, error) {
	return d.newCapability(ctx, v.Report)
}
