package vault

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"unicode/utf8"
)

// MaxStatement bounds the padded plaintext of a statement, in bytes.
const MaxStatement = 1 << 20

var (
	// ErrStatement means that a statement is not written as doc/formats.md says,
	// or is longer than [MaxStatement].
	ErrStatement = errors.New("statement is malformed")
	// ErrSignature means that a statement's signature does not fit it.
	ErrSignature = errors.New("statement's signature is wrong")
	// ErrUnsigned means that a statement is not signed although its kind must be.
	ErrUnsigned = errors.New("statement is not signed")
	// ErrSigner means that a statement is signed by another key than expected.
	ErrSigner = errors.New("statement is signed by somebody else")
)

// A Kind tells what a statement says about a report.
type Kind string

// The kinds. Reporters sign all but questions, offices sign questions.
const (
	KindReport   Kind = "report"
	KindFile     Kind = "file"
	KindAnswer   Kind = "answer"
	KindQuestion Kind = "question"
	KindVisit    Kind = "visit" // a day on which the code was used
)

// SealedBy tells where a statement was sealed. What the server sealed it has seen.
type SealedBy string

// The places.
const (
	ByBrowser SealedBy = "browser"
	ByServer  SealedBy = "server"
)

// A Statement is one thing said about a report.
type Statement struct {
	Kind        Kind
	Report      string // id
	ID          string // the report's own id in a statement of kind report, else another
	SealedBy    SealedBy
	Header      Secret // lines; see [Header]
	Content     Secret // JSON by kind; see [File] for files
	HeaderSalt  [32]byte
	ContentSalt [32]byte
}

// A SignedStatement is a statement that was opened and whose signature fits.
type SignedStatement struct {
	Statement
	// Signer is nil where nobody could sign: a file that the server sealed.
	Signer ed25519.PublicKey
}

// SignedBy returns nil if key signed s, else [ErrUnsigned] or [ErrSigner].
func (s SignedStatement) SignedBy(key ed25519.PublicKey) error {
	switch {
	case s.Signer == nil:
		return ErrUnsigned
	case !bytes.Equal(s.Signer, key):
		return ErrSigner
	}
	return nil
}

// SealStatement signs s and seals it to the report's recipient. The error wraps
// [ErrStatement] if s is not as its kind must be.
func SealStatement(r Recipient, s Statement, k SigningKey) ([]byte, error) {
	body, err := s.body()
	if err != nil {
		return nil, err
	}
	private := k.private()
	sig := ed25519.Sign(private, signedBytes(body))
	return sealBody(r, sig, private.Public().(ed25519.PublicKey), body)
}

// SealUnsigned seals a file's statement where the server has no key to sign
// with. The error is [ErrUnsigned] for any other statement.
func SealUnsigned(r Recipient, s Statement) ([]byte, error) {
	if !s.mayBeUnsigned() {
		return nil, ErrUnsigned
	}
	body, err := s.body()
	if err != nil {
		return nil, err
	}
	return sealBody(r, unsigned[:ed25519.SignatureSize], unsigned[ed25519.SignatureSize:], body)
}

// OpenStatement opens a sealed statement and checks its signature. Whose
// signature it must be the caller asks with [SignedStatement.SignedBy]. The error
// is [ErrStatement], [ErrPadding], [ErrSignature], [ErrUnsigned] or one of [Open].
func OpenStatement(id Identity, sealed []byte) (SignedStatement, error) {
	padded, err := Open(id, sealed, MaxStatement)
	if err != nil {
		return SignedStatement{}, err
	}
	plain, err := Unpad(padded.Open())
	if err != nil {
		return SignedStatement{}, err
	}
	return parseStatement(plain)
}

// Root returns the content root H that the ledger commits to.
func (s Statement) Root() [32]byte {
	return ContentRoot(Component("header", s.HeaderSalt, s.Header.Open()),
		Component("content", s.ContentSalt, s.Content.Open()))
}

// Component returns the salted hash of one part of a statement, which can be
// opened without the other.
func Component(name string, salt [32]byte, b []byte) [32]byte {
	sum := sha256.Sum256(b)
	return sha256.Sum256(slices.Concat([]byte("netra/v1/component\n"+name+"\x00"), salt[:], sum[:]))
}

// ContentRoot returns H over the two components.
func ContentRoot(header, content [32]byte) [32]byte {
	return sha256.Sum256(slices.Concat([]byte("netra/v1/content\n"), header[:], content[:]))
}

// unsigned stands for signature and key where there are none.
var unsigned [ed25519.SignatureSize + ed25519.PublicKeySize]byte

func (s Statement) mayBeUnsigned() bool { return s.Kind == KindFile && s.SealedBy == ByServer }

func signedBytes(body []byte) []byte { return append([]byte("netra/v1/statement\n"), body...) }

func sealBody(r Recipient, sig, key, body []byte) ([]byte, error) {
	padded := Pad(slices.Concat(sig, key, body))
	if len(padded) > MaxStatement {
		return nil, ErrStatement
	}
	return Seal(r, padded)
}

func parseStatement(plain []byte) (SignedStatement, error) {
	if len(plain) < len(unsigned) {
		return SignedStatement{}, ErrStatement
	}
	sig, key, body := plain[:ed25519.SignatureSize], plain[ed25519.SignatureSize:len(unsigned)], plain[len(unsigned):]
	s, err := parseBody(body)
	switch {
	case err != nil:
		return SignedStatement{}, err
	case allZero(plain[:len(unsigned)]) && s.mayBeUnsigned():
		return SignedStatement{Statement: s}, nil
	case allZero(plain[:len(unsigned)]):
		return SignedStatement{}, ErrUnsigned
	case allZero(key) || !ed25519.Verify(key, signedBytes(body), sig): // zeros are a key under which anybody signs
		return SignedStatement{}, ErrSignature
	}
	return SignedStatement{s, slices.Clone(key)}, nil
}

// bodyJSON has the members of a body.
type bodyJSON struct {
	Kind     Kind
	Report   string
	ID       string
	SealedBy SealedBy `json:"sealed_by"`
	Header   string
	Content  string
	Salts    struct{ Header, Content []byte }
}

// parseBody takes only what body would write, which settles order, spaces,
// escapes, doubles and strangers at once.
func parseBody(body []byte) (Statement, error) {
	var j bodyJSON
	if err := json.Unmarshal(body, &j); err != nil || len(j.Salts.Header) != 32 || len(j.Salts.Content) != 32 {
		return Statement{}, ErrStatement
	}
	s := Statement{
		Kind: j.Kind, Report: j.Report, ID: j.ID, SealedBy: j.SealedBy,
		Header: NewSecret([]byte(j.Header)), Content: NewSecret([]byte(j.Content)),
		HeaderSalt: [32]byte(j.Salts.Header), ContentSalt: [32]byte(j.Salts.Content),
	}
	again, err := s.body()
	if err != nil || !bytes.Equal(again, body) {
		return Statement{}, ErrStatement
	}
	return s, nil
}

// body returns the bytes that are signed.
func (s Statement) body() ([]byte, error) {
	if !s.valid() {
		return nil, ErrStatement
	}
	b := appendString([]byte(`{"kind":`), string(s.Kind))
	b = appendString(append(b, `,"report":`...), s.Report)
	b = appendString(append(b, `,"id":`...), s.ID)
	b = appendString(append(b, `,"sealed_by":`...), string(s.SealedBy))
	b = appendString(append(b, `,"header":`...), string(s.Header.Open()))
	b = appendString(append(b, `,"content":`...), string(s.Content.Open()))
	b = appendString(append(b, `,"salts":{"header":`...), base64.StdEncoding.EncodeToString(s.HeaderSalt[:]))
	b = appendString(append(b, `,"content":`...), base64.StdEncoding.EncodeToString(s.ContentSalt[:]))
	return append(b, "}}"...), nil
}

func (s Statement) valid() bool {
	switch s.Kind {
	case KindReport, KindFile, KindAnswer, KindQuestion, KindVisit:
	default:
		return false
	}
	return ValidID(s.Report) && ValidID(s.ID) && (s.Kind == KindReport) == (s.Report == s.ID) &&
		(s.SealedBy == ByBrowser || s.SealedBy == ByServer) &&
		utf8.Valid(s.Header.Open()) && utf8.Valid(s.Content.Open())
}

// appendString appends s as JSON.stringify of a browser writes it.
func appendString(b []byte, s string) []byte {
	const escapes = "\b\t\n\f\r\"\\"
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		switch e := bytes.IndexByte([]byte(escapes), c); {
		case e >= 0:
			b = append(b, '\\', `btnfr"\`[e])
		case c < 0x20:
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
