package ledger

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"strings"
)

// A signedNote is a text with exactly one Ed25519 signature line (C2SP signed-note v1.0.0). The specification lets a
// verifier ignore further lines; here they are refused, since a receipt has one form only.
type signedNote struct {
	text string // ends in a newline
	name string
	id   uint32
	sig  [ed25519.SignatureSize]byte
}

func (k SigningKey) signNote(text string) signedNote {
	return signedNote{text, k.name, k.ID(), k.sign(text)}
}

// parseNote reads a note that is byte for byte what encode gives.
func parseNote(msg []byte) (signedNote, bool) {
	i := bytes.LastIndex(msg, []byte("\n\n"))
	if i < 0 {
		return signedNote{}, false
	}
	line, ok := strings.CutPrefix(string(msg[i+2:]), "— ")
	name, b64, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	raw, err := strict.DecodeString(b64)
	if !ok || err != nil || len(raw) != 4+ed25519.SignatureSize {
		return signedNote{}, false
	}
	n := signedNote{string(msg[:i+1]), name, binary.BigEndian.Uint32(raw), [ed25519.SignatureSize]byte(raw[4:])}
	return n, bytes.Equal(n.encode(), msg)
}

func (n signedNote) encode() []byte {
	raw := append(binary.BigEndian.AppendUint32(nil, n.id), n.sig[:]...)
	return []byte(n.text + "\n— " + n.name + " " + strict.EncodeToString(raw) + "\n")
}

// signedBy reports whether the note names k and k made its signature.
func (n signedNote) signedBy(k VerifierKey) bool {
	return n.name == k.name && n.id == k.ID() && k.verify(n.text, n.sig)
}
