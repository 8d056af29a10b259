package ledger

import (
	"crypto/ed25519"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxNameBytes bounds an office's name in a promise.
const maxNameBytes = 200

// A Promise says that a leaf will be in the log. Signed, it is the receipt that a reporter gets at once.
type Promise struct {
	Number  string    // LP-XXXX-XXXX, of the report
	Office  string    // id of the receiving office: a to z, 0 to 9, dot, hyphen, underscore; at most 64 bytes
	Name    string    // of that office, for people: no control characters, at most 200 bytes
	Day     string    // YYYY-MM-DD in the office's zone, in the years 2000 to 2999
	Beat    time.Time // by which the leaf is in the log, see [Promised]; UTC, whole seconds
	Opening Opening   // of the promised leaf; report, file, answer or question
}

var (
	numberForm  = regexp.MustCompile(`^LP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`)
	officeForm  = regexp.MustCompile(`^[a-z0-9._-]{1,64}$`)
	dayForm     = regexp.MustCompile(`^2[0-9]{3}-`)
	originForm  = regexp.MustCompile(`^[a-z0-9.:-]{1,200}/log/[1-9][0-9]{0,5}$`)
	receiptForm = regexp.MustCompile(`^[a-z0-9.:-]{1,200}/receipt/[1-9][0-9]{0,5}$`)
)

func (p Promise) wellFormed() bool {
	_, err := time.Parse(time.DateOnly, p.Day)
	return err == nil && dayForm.MatchString(p.Day) && dayForm.MatchString(instant(p.Beat)) &&
		numberForm.MatchString(p.Number) && officeForm.MatchString(p.Office) &&
		p.Name != "" && len(p.Name) <= maxNameBytes && utf8.ValidString(p.Name) && !strings.ContainsFunc(p.Name, unicode.IsControl) &&
		slices.Contains(sealedTypes, p.Opening.Type)
}

// An Issuer signs promises with the receipt key, which the log key has delegated to it. So the log key alone is enough to
// check a promise, and yet never signs one.
type Issuer struct {
	origin     string
	receipt    SigningKey
	delegation [ed25519.SignatureSize]byte
}

// NewIssuer delegates from log to receipt. The error wraps ErrKey if the keys' names are not INSTANCE/log/N and
// INSTANCE/receipt/M.
func NewIssuer(log, receipt SigningKey) (*Issuer, error) {
	if !sameInstance(log.name, receipt.name) {
		return nil, fmt.Errorf("delegate from %s to %s: %w", log.name, receipt.name, ErrKey)
	}
	return &Issuer{log.name, receipt, log.sign(delegationText(log.name, receipt.VerifierKey))}, nil
}

func sameInstance(origin, receiptKey string) bool {
	log, _, _ := strings.Cut(origin, "/")
	receipt, _, _ := strings.Cut(receiptKey, "/")
	return log == receipt && originForm.MatchString(origin) && receiptForm.MatchString(receiptKey)
}

func delegationText(origin string, receipt VerifierKey) string {
	return "netra/v1/receipt-key\n" + origin + "\n" + receipt.name + "\n" + strict.EncodeToString(receipt.public[:]) + "\n"
}

// Sign gives the signed promise, which is the receipt until the leaf is in the log. The error wraps ErrPromise if a field is out of bounds.
func (i *Issuer) Sign(p Promise) ([]byte, error) {
	if !p.wellFormed() {
		return nil, fmt.Errorf("sign promise: %w", ErrPromise)
	}
	s := signedPromise{Promise: p, origin: i.origin, receipt: i.receipt.VerifierKey, delegation: i.delegation}
	return i.receipt.signNote(s.text()).encode(), nil
}

// A signedPromise is all that a promise's note says.
type signedPromise struct {
	Promise
	origin     string
	receipt    VerifierKey
	delegation [ed25519.SignatureSize]byte // by the log key over delegationText
	note       signedNote
}

// labels are what the lines of a promise's text begin with, in order.
var labels = [...]string{"", "netra/v1/promise", "log ", "number ", "type ", "office ", "name ", "day ", "beat ", "stored ", "content ", "salt ", "key "}

func (s signedPromise) text() string {
	b64 := strict.EncodeToString
	o := s.Opening
	values := [len(labels)]string{s.receipt.name, "", s.origin, s.Number, o.Type, s.Office, s.Name, s.Day, instant(s.Beat),
		b64(o.Stored[:]), b64(o.Content[:]), b64(o.Salt[:]), b64(s.receipt.public[:]) + " " + b64(s.delegation[:])}
	var text strings.Builder
	for i, label := range labels {
		text.WriteString(label + values[i] + "\n")
	}
	return text.String()
}

// parsePromise reads a note that is byte for byte one that Sign gives, whoever signed it.
func parsePromise(msg []byte) (signedPromise, bool) {
	n, ok := parseNote(msg)
	lines := strings.SplitN(n.text, "\n", len(labels)+1)
	if !ok || len(lines) != len(labels)+1 {
		return signedPromise{}, false
	}
	var v [len(labels)]string
	for i, label := range labels {
		v[i] = strings.TrimPrefix(lines[i], label)
	}
	beat, _ := time.Parse(instantLayout, v[8])
	key, delegation, _ := strings.Cut(v[12], " ")
	s := signedPromise{
		Promise: Promise{Number: v[3], Office: v[5], Name: v[6], Day: v[7], Beat: beat, Opening: Opening{Type: v[4]}},
		origin:  v[2],
		receipt: VerifierKey{name: v[0]},
		note:    n,
	}
	ok = decode(s.Opening.Stored[:], v[9]) && decode(s.Opening.Content[:], v[10]) && decode(s.Opening.Salt[:], v[11]) &&
		decode(s.receipt.public[:], key) && decode(s.delegation[:], delegation)
	return s, ok && s.wellFormed() && sameInstance(s.origin, s.receipt.name) && s.text() == n.text
}

// decode fills dst from base64 of exactly its length.
func decode(dst []byte, b64 string) bool {
	raw, err := strict.DecodeString(b64)
	return err == nil && len(raw) == len(dst) && copy(dst, raw) == len(dst)
}

// delegatedBy reports whether log made the receipt key's delegation.
func (s signedPromise) delegatedBy(log VerifierKey) bool {
	return s.origin == log.name && log.verify(delegationText(s.origin, s.receipt), s.delegation)
}
