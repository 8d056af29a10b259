package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

var (
	// ErrWrongKey means that something was not sealed to this identity, or that
	// its header was altered.
	ErrWrongKey = errors.New("sealed to another key")
	// ErrAltered means that sealed bytes are not as they were made: altered, cut
	// off, or never age.
	ErrAltered = errors.New("sealed bytes are altered")
	// ErrTooBig means that a plaintext is longer than its bound.
	ErrTooBig = errors.New("plaintext is too big")
)

// Seal encrypts plaintext to r.
func Seal(r Recipient, plaintext []byte) ([]byte, error) {
	var sealed bytes.Buffer
	if err := sealInto(&sealed, r, plaintext); err != nil {
		return nil, err
	}
	return sealed.Bytes(), nil
}

// Open decrypts what was sealed to id: at most limit bytes of plaintext. The
// error is [ErrWrongKey], [ErrAltered] or [ErrTooBig].
func Open(id Identity, sealed []byte, limit int) (Secret, error) {
	r, err := OpenFrom(bytes.NewReader(sealed), id)
	if err != nil {
		return Secret{}, err
	}
	plaintext, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return Secret{}, err
	}
	if len(plaintext) > limit {
		return Secret{}, ErrTooBig
	}
	return Secret{func() []byte { return plaintext }}, nil
}

// SealTo returns a writer that encrypts to r what is written, into w. Without
// Close the result is cut off, and nobody opens it.
func SealTo(w io.Writer, r Recipient) (io.WriteCloser, error) {
	if r.age == nil {
		return nil, ErrNotHybrid
	}
	wc, err := age.Encrypt(w, r.age)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return wc, nil
}

// OpenFrom returns a reader of what was sealed to id. What it has given may be
// the beginning of something altered further on: keep it only after io.EOF. Its
// errors, here and while reading, are [ErrWrongKey], [ErrAltered] and those of r.
func OpenFrom(r io.Reader, id Identity) (io.Reader, error) {
	if id.age == nil {
		return nil, ErrWrongKey
	}
	source := &errorKeeper{r: r}
	plain, err := age.Decrypt(source, id.age())
	if err != nil {
		return nil, source.explain(err)
	}
	return &opener{plain, source}, nil
}

func sealInto(w io.Writer, r Recipient, plaintext []byte) error {
	wc, err := SealTo(w, r)
	if err != nil {
		return err
	}
	if _, err := wc.Write(plaintext); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	if err := wc.Close(); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return nil
}

// An errorKeeper remembers the error of the reader under age, so that a broken
// disk is not taken for a forgery.
type errorKeeper struct {
	r   io.Reader
	err error
}

func (k *errorKeeper) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if err != nil && err != io.EOF {
		k.err = err
	}
	return n, err
}

// explain makes one of this package's errors of age's, which may quote what was
// read.
func (k *errorKeeper) explain(err error) error {
	switch _, noMatch := errors.AsType[*age.NoIdentityMatchError](err); {
	case k.err != nil:
		return k.err
	case noMatch:
		return ErrWrongKey
	default:
		return ErrAltered
	}
}

type opener struct {
	plain  io.Reader
	source *errorKeeper
}

func (o *opener) Read(p []byte) (int, error) {
	n, err := o.plain.Read(p)
	if err != nil && err != io.EOF {
		err = o.source.explain(err)
	}
	return n, err
}
