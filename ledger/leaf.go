package ledger

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// What a leaf is about.
const (
	TypeReport   = "report"   // a sealed report and its wraps
	TypeFile     = "file"     // a sealed file of a report
	TypeAnswer   = "answer"   // a reporter's sealed answer
	TypeQuestion = "question" // an office's sealed question
	TypeOpening  = "opening"  // somebody was handed a wrap
	TypeWrap     = "wrap"     // a report key was wrapped to a further recipient
	TypeKey      = "key"      // a key was made, changed or withdrawn
	TypeCase     = "case"     // a case moved
	TypeDate     = "date"     // a beat, which anybody can find
	TypeDummy    = "dummy"    // padding, so that sizes tell nothing
)

var (
	sealedTypes = []string{TypeReport, TypeFile, TypeAnswer, TypeQuestion}
	recordTypes = []string{TypeOpening, TypeWrap, TypeKey, TypeCase}
)

// An Entry is what the log contains of a leaf: a version byte 0x01 and a SHA-256 that reveals nothing without the opening.
type Entry [1 + sha256.Size]byte

// LeafHash is the entry's Merkle leaf hash (RFC 6962, section 2.1).
func (e Entry) LeafHash() tlog.Hash { return tlog.RecordHash(e[:]) }

// An Opening is what an entry commits to. Whoever holds it can show what the entry is about.
type Opening struct {
	Type    string   // one of the Type constants
	Stored  [32]byte // of the stored ciphertexts, see [Stored]; zero for plain records and dates
	Content [32]byte // the salted root of the content, see [Content], or SHA-256 of a plain record
	Salt    [32]byte
}

// Entry computes the entry that o opens.
func (o Opening) Entry() Entry {
	h := sha256.New()
	io.WriteString(h, "netra/v1/leaf\n")
	h.Write([]byte{uint8(len(o.Type))})
	io.WriteString(h, o.Type)
	h.Write(o.Stored[:])
	h.Write(o.Content[:])
	h.Write(o.Salt[:])
	e := Entry{0x01}
	h.Sum(e[:1])
	return e
}

// Leaf returns o with the entry that it opens.
func (o Opening) Leaf() Leaf { return Leaf{o, o.Entry()} }

// A Leaf is an entry with its opening: what a write carries so that the log commits to it. A leaf waits without a place
// until the sequencer numbers it.
type Leaf struct {
	Opening Opening
	Entry   Entry
}

// RecordLeaf commits to a plain record that the database keeps. The type is opening, wrap, key or case; 32 bytes are read
// from random for the salt.
func RecordLeaf(kind string, record []byte, random io.Reader) (Leaf, error) {
	if !slices.Contains(recordTypes, kind) {
		return Leaf{}, fmt.Errorf("a leaf of type %q commits to no plain record", kind)
	}
	o := Opening{Type: kind, Content: sha256.Sum256(record)}
	if _, err := io.ReadFull(random, o.Salt[:]); err != nil {
		return Leaf{}, fmt.Errorf("salt a %s leaf: %w", kind, err)
	}
	return o.Leaf(), nil
}

// DateOpening is the opening of a beat's date leaf. It holds no secret, so that anybody finds the leaf.
func DateOpening(beat time.Time) Opening {
	return Opening{Type: TypeDate, Content: sha256.Sum256([]byte(instant(beat)))}
}

// dummyLeaf makes padding. Its random opening is kept, so that the operator can later show that it was padding: a real
// leaf can never be opened as a dummy.
func dummyLeaf(random io.Reader) (Leaf, error) {
	o := Opening{Type: TypeDummy}
	for _, part := range [][]byte{o.Stored[:], o.Content[:], o.Salt[:]} {
		if _, err := io.ReadFull(random, part); err != nil {
			return Leaf{}, fmt.Errorf("make a dummy leaf: %w", err)
		}
	}
	return o.Leaf(), nil
}

// Stored is the hash over the SHA-256 of each stored ciphertext, in the order of the table in doc/formats.md.
func Stored(ciphertexts ...[32]byte) [32]byte {
	h := sha256.New()
	io.WriteString(h, "netra/v1/stored\n")
	for _, c := range ciphertexts {
		h.Write(c[:])
	}
	return [32]byte(h.Sum(nil))
}
