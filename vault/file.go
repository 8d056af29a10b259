package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf8"
)

const (
	// PartSize is the length in bytes of a part of a padded file before it is
	// sealed; the last may be shorter.
	PartSize = 4 << 20
	// MaxParts bounds the parts of a file, so that its statement stays below
	// [MaxStatement]: 16 GiB.
	MaxParts = 4096

	maxSealedPart = PartSize + 64<<10 // age adds 16 bytes every 64 KiB and a header of 1.7 kB
	maxName       = 255               // bytes, of a name and of a type
)

var (
	// ErrFile means that what a statement says about a file is malformed.
	ErrFile = errors.New("file's facts are malformed")
	// ErrMissing means that parts of a file are missing.
	ErrMissing = errors.New("parts of the file are missing")
)

// A File is what a statement of kind file says. Without parts and SHA256 it is a
// file card, sealed before the parts.
type File struct {
	Name   Secret // as the reporter's device has it; never a path to trust
	Type   string // media type, as the device says
	Size   int64  // bytes
	SHA256 string // of the file, hex
	Padded int64  // bytes
	Parts  []Part
	Ends   string // of a file card only: SHA-256 of the first part and, if it is another, the last, before sealing, hex; may be empty
}

// A Part is one sealed part of a file.
type Part struct {
	Size   int64  `json:"size"` // bytes, sealed
	SHA256 string `json:"sha256"`
}

// A PartError tells which part of a file, counted from 1, is altered, cut off or
// out of place. It wraps [ErrAltered] or [ErrWrongKey].
type PartError struct {
	Part int
	Err  error
}

func (e *PartError) Error() string { return fmt.Sprintf("part %d: %v", e.Part, e.Err) }

// Unwrap returns Err.
func (e *PartError) Unwrap() error { return e.Err }

// Content writes f as the content of a statement. The error is [ErrFile].
func (f File) Content() (Secret, error) {
	if !f.valid() {
		return Secret{}, ErrFile
	}
	b := appendString([]byte(`{"name":`), string(f.Name.Open()))
	b = appendString(append(b, `,"type":`...), f.Type)
	b = strconv.AppendInt(append(b, `,"size":`...), f.Size, 10)
	b = appendString(append(b, `,"sha256":`...), f.SHA256)
	if f.Ends != "" {
		b = appendString(append(b, `,"ends":`...), f.Ends)
	}
	b = strconv.AppendInt(append(b, `,"padded":`...), f.Padded, 10)
	b = append(b, `,"parts":[`...)
	for i, p := range f.Parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"size":`...), p.Size, 10)
		b = append(appendString(append(b, `,"sha256":`...), p.SHA256), '}')
	}
	return NewSecret(append(b, "]}"...)), nil
}

// ParseFile reads the content of a statement of kind file. The error is [ErrFile].
func ParseFile(content Secret) (File, error) {
	var j struct {
		Name, Type   string
		Size, Padded int64
		SHA256, Ends string
		Parts        []Part
	}
	if err := json.Unmarshal(content.Open(), &j); err != nil {
		return File{}, ErrFile
	}
	f := File{NewSecret([]byte(j.Name)), j.Type, j.Size, j.SHA256, j.Padded, j.Parts, j.Ends}
	again, err := f.Content()
	if err != nil || !bytes.Equal(again.Open(), content.Open()) {
		return File{}, ErrFile
	}
	return f, nil
}

// IsCard tells whether f announces a file whose parts were not sealed yet.
func (f File) IsCard() bool { return f.SHA256 == "" }

func (f File) valid() bool {
	if f.Size < 0 || f.Size > MaxParts*PartSize || f.Padded != Padded(f.Size) || f.Padded > MaxParts*PartSize ||
		!validText(f.Name.Open()) || !validText([]byte(f.Type)) {
		return false
	}
	if f.IsCard() {
		return len(f.Parts) == 0 && (f.Ends == "" || validSum(f.Ends))
	}
	if f.Ends != "" || !validSum(f.SHA256) || int64(len(f.Parts)) != (f.Padded+PartSize-1)/PartSize {
		return false
	}
	for _, p := range f.Parts {
		if p.Size <= 0 || p.Size > maxSealedPart || !validSum(p.SHA256) {
			return false
		}
	}
	return true
}

func validText(b []byte) bool { return len(b) <= maxName && utf8.Valid(b) }

func validSum(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && hex.EncodeToString(b) == s
}

// SealFile reads a file to its end, pads it, and gives its sealed parts to emit,
// counted from 1, as soon as their bytes have come: the size need not be known
// before. It holds about 9 MiB. What it gives to emit is only good until emit
// returns. The File it returns has no name and type. Errors are those of r and
// emit, and [ErrTooBig] after [MaxParts] parts.
func SealFile(to Recipient, r io.Reader, emit func(n int, sealed []byte) error) (File, error) {
	s := sealer{to: to, emit: emit}
	s.sealed.Grow(maxSealedPart)
	sum, buf := sha256.New(), make([]byte, PartSize)
	for {
		n, err := io.ReadFull(r, buf)
		s.file.Size += int64(n)
		sum.Write(buf[:n])
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			clear(buf[n:])
			break
		}
		if err != nil {
			return File{}, err
		}
		if err := s.part(buf); err != nil {
			return File{}, err
		}
	}
	s.file.SHA256 = hex.EncodeToString(sum.Sum(nil))
	s.file.Padded = Padded(s.file.Size)
	for rest := s.file.Padded - int64(len(s.file.Parts))*PartSize; rest > 0; rest -= PartSize {
		if err := s.part(buf[:min(rest, PartSize)]); err != nil {
			return File{}, err
		}
		clear(buf)
	}
	return s.file, nil
}

type sealer struct {
	to     Recipient
	emit   func(n int, sealed []byte) error
	file   File
	sealed bytes.Buffer
}

func (s *sealer) part(plain []byte) error {
	if len(s.file.Parts) == MaxParts {
		return ErrTooBig
	}
	s.sealed.Reset()
	if err := sealInto(&s.sealed, s.to, plain); err != nil {
		return err
	}
	sum := sha256.Sum256(s.sealed.Bytes())
	s.file.Parts = append(s.file.Parts, Part{int64(s.sealed.Len()), hex.EncodeToString(sum[:])})
	return s.emit(len(s.file.Parts), s.sealed.Bytes())
}

// A FileOpener puts a file together again from its sealed parts, and writes
// only bytes that the signed facts about the file vouch for.
type FileOpener struct {
	id     Identity
	file   File
	next   int // index of the part to come
	sealed bytes.Buffer
	out    unpadder
}

// NewFileOpener returns an opener that writes the file to w. The error is
// [ErrMissing] for a file card and [ErrFile] for other malformed facts.
func NewFileOpener(id Identity, f File, w io.Writer) (*FileOpener, error) {
	if !f.valid() {
		return nil, ErrFile
	}
	if f.IsCard() {
		return nil, ErrMissing
	}
	return &FileOpener{id: id, file: f, out: unpadder{w: w, sum: sha256.New(), left: f.Size}}, nil
}

// Part takes the next sealed part. It holds one part in memory, so as to check
// it before it opens it. The error is a [*PartError] or one of sealed or of the
// writer; after an error the opener is of no use.
func (o *FileOpener) Part(sealed io.Reader) error {
	n := o.next + 1
	if n > len(o.file.Parts) {
		return &PartError{n, ErrAltered}
	}
	want := o.file.Parts[o.next]
	o.sealed.Reset()
	o.sealed.Grow(int(want.Size) + 1 + bytes.MinRead)
	if _, err := o.sealed.ReadFrom(io.LimitReader(sealed, want.Size+1)); err != nil {
		return err
	}
	sum := sha256.Sum256(o.sealed.Bytes())
	if int64(o.sealed.Len()) != want.Size || hex.EncodeToString(sum[:]) != want.SHA256 {
		return &PartError{n, ErrAltered}
	}
	plain, err := OpenFrom(&o.sealed, o.id)
	if err != nil {
		return &PartError{n, err}
	}
	wrote, err := io.Copy(&o.out, plain)
	switch {
	case o.out.err != nil:
		return o.out.err
	case err != nil:
		return &PartError{n, err}
	case wrote != min(PartSize, o.file.Padded-int64(o.next)*PartSize):
		return &PartError{n, ErrAltered}
	}
	o.next = n
	return nil
}

// Close checks that the file is whole. The error is [ErrMissing] if parts are
// missing, [ErrAltered] if the file is not what the facts say.
func (o *FileOpener) Close() error {
	if o.next < len(o.file.Parts) {
		return ErrMissing
	}
	if hex.EncodeToString(o.out.sum.Sum(nil)) != o.file.SHA256 {
		return ErrAltered
	}
	return nil
}

// An unpadder passes on the bytes of the file and checks that only zeros follow.
type unpadder struct {
	w    io.Writer
	sum  hash.Hash
	left int64 // bytes of the file to come
	err  error // of w
}

func (u *unpadder) Write(p []byte) (int, error) {
	n := min(int64(len(p)), u.left)
	if !allZero(p[n:]) {
		return 0, ErrAltered
	}
	u.left -= n
	u.sum.Write(p[:n])
	if _, u.err = u.w.Write(p[:n]); u.err != nil {
		return 0, u.err
	}
	return len(p), nil
}
