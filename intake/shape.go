package intake

import (
	"bytes"
)

// The server cannot open what clients seal; it only looks at the outside. An age file has a header with one stanza a
// recipient and a MAC, then a nonce and chunks of 64 KiB, each with a tag (age-encryption.org/v1).
const (
	ageIntro = "age-encryption.org/v1\n-> mlkem768x25519 "
	ageNonce = 16
	ageChunk = 64 << 10
	ageTag   = 16
	// ageHeader is what is read of a file to find its header's end; one of a single hybrid recipient has 1.7 kB.
	ageHeader = 4 << 10
)

// sealedLength gives the length of the plaintext of an age file with one hybrid recipient.
func sealedLength(b []byte) (int64, bool) { return plainLength(b, int64(len(b))) }

// plainLength is sealedLength for a file of size bytes whose beginning is known.
func plainLength(begin []byte, size int64) (int64, bool) {
	begin = begin[:min(len(begin), ageHeader)]
	mac := bytes.Index(begin, []byte("\n--- "))
	if !bytes.HasPrefix(begin, []byte(ageIntro)) || mac < 0 || bytes.Count(begin[:mac], []byte("\n-> ")) != 1 {
		return 0, false
	}
	end := bytes.IndexByte(begin[mac+1:], '\n')
	payload := size - int64(mac+1+end+1) - ageNonce
	if end < 0 || payload < ageTag {
		return 0, false
	}
	chunks := (payload + ageChunk + ageTag - 1) / (ageChunk + ageTag)
	return payload - chunks*ageTag, true
}

// isWrap reports whether b may be the wrap of a report key.
func isWrap(b []byte) bool {
	n, ok := sealedLength(b)
	return ok && n == 32
}
