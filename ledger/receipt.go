package ledger

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// maxReceiptBytes bounds what Verify reads; a receipt from a log of a million leaves has about 3 KiB.
const maxReceiptBytes = 16 << 10

// proofMagic is the first line of a C2SP tlog-proof@v1.
const proofMagic = "c2sp.org/tlog-proof@v1"

// A Verdict is what a valid receipt proves.
type Verdict struct {
	Log     string  // the log's origin; set with ErrUnknownKey too, then only the receipt's own word
	Promise Promise // signed by a key that the log's key delegated to
	Proved  bool    // the leaf is in the log; otherwise it was promised to be there by Promise.Beat
	Index   int64   // the leaf's place in the log, from 0
	Size    int64   // leaves in the log that proves it
}

// Verify checks a receipt, the signed promise alone or a tlog-proof around it, against log keys that the caller got from
// elsewhere. It needs no network.
//
// The error wraps ErrInvalid if the receipt is not canonical, contradicts itself, or claims one of the trusted keys and
// that key did not sign it. It wraps ErrUnknownKey if no trusted key comes into question and the receipt is intact as far as
// can be judged without one: it is canonical, the proof leads from the promised leaf to the checkpoint's root, and the
// promise is signed by the receipt key that it names. The checkpoint's signature and the delegation cannot be judged then,
// so anybody can make such a receipt; it proves nothing.
func Verify(receipt []byte, trusted ...VerifierKey) (Verdict, error) {
	r, ok := parseReceipt(receipt)
	if !ok {
		return Verdict{}, fmt.Errorf("%w: not in the one form that a receipt has", ErrInvalid)
	}
	if r.proof != nil && !r.proof.includes(r.promise.Opening.Entry()) {
		return Verdict{}, fmt.Errorf("%w: the proof does not lead to the checkpoint", ErrInvalid)
	}
	if !r.promise.note.signedBy(r.promise.receipt) {
		return Verdict{}, fmt.Errorf("%w: the promise is not signed by the key that it names", ErrInvalid)
	}
	i := slices.IndexFunc(trusted, r.promise.delegatedBy)
	if i < 0 && !r.claims(trusted) {
		return Verdict{Log: r.promise.origin}, ErrUnknownKey
	}
	if i < 0 {
		return Verdict{}, fmt.Errorf("%w: the log's key did not delegate to the promise's key", ErrInvalid)
	}
	if r.proof != nil && !r.proof.note.signedBy(trusted[i]) {
		return Verdict{}, fmt.Errorf("%w: the checkpoint is not signed by the log's key", ErrInvalid)
	}
	return r.verdict(), nil
}

// receipt is a parsed receipt; proof is nil before the leaf is in the log.
type receipt struct {
	promise signedPromise
	proof   *proof
}

// proof says that a leaf is in a tree.
type proof struct {
	index int64
	path  tlog.RecordProof // from the leaf's sibling to the root's child
	tree  Checkpoint
	note  signedNote
}

func (r receipt) verdict() Verdict {
	v := Verdict{Log: r.promise.origin, Promise: r.promise.Promise}
	if r.proof != nil {
		v.Proved, v.Index, v.Size = true, r.proof.index, r.proof.tree.Size
	}
	return v
}

func (p proof) includes(e Entry) bool {
	return tlog.CheckRecord(p.path, p.tree.Size, p.tree.Root, p.index, e.LeafHash()) == nil
}

// claims reports whether the checkpoint's signature line names one of the trusted keys. A promise names its log's key by
// name only, and another log may bear any name.
func (r receipt) claims(trusted []VerifierKey) bool {
	return r.proof != nil && slices.ContainsFunc(trusted, func(k VerifierKey) bool {
		return r.proof.note.name == k.name && r.proof.note.id == k.ID()
	})
}

// parseReceipt reads a receipt that is byte for byte what Netra writes, whoever signed it.
func parseReceipt(file []byte) (receipt, bool) {
	if len(file) > maxReceiptBytes {
		return receipt{}, false
	}
	if !bytes.HasPrefix(file, []byte(proofMagic)) {
		s, ok := parsePromise(file)
		return receipt{promise: s}, ok
	}
	head, checkpoint, _ := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if len(lines) < 3 {
		return receipt{}, false
	}
	promise, err := strict.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	index, err2 := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	path := make(tlog.RecordProof, len(lines)-3)
	for i, line := range lines[3:] {
		if !decode(path[i][:], line) {
			return receipt{}, false
		}
	}
	tree, note, ok := openCheckpoint(checkpoint)
	s, ok2 := parsePromise(promise)
	ok = ok && ok2 && err == nil && err2 == nil && tree.Origin == s.origin && bytes.Equal(formatProof(promise, index, path, checkpoint), file)
	return receipt{s, &proof{index, path, tree, note}}, ok
}

// formatProof writes a C2SP tlog-proof@v1 whose extra data is the signed promise.
func formatProof(promise []byte, index int64, path tlog.RecordProof, checkpoint []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofMagic, strict.EncodeToString(promise), index)
	for _, h := range path {
		b.WriteString(h.String() + "\n")
	}
	b.WriteByte('\n')
	b.Write(checkpoint)
	return b.Bytes()
}
