package vault

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// MinPadded is the length in bytes of the smallest padded plaintext.
const MinPadded = 4096

// ErrPadding means that a plaintext is not padded as [Pad] does it.
var ErrPadding = errors.New("padding is wrong")

// Padded returns the length to which n bytes are padded: MinPadded at least, and
// Padmé, which adds at most 12% and leaks O(log log n) bits of the length
// (Nikitin et al., PETS 2019).
func Padded(n int64) int64 {
	if n <= MinPadded {
		return MinPadded
	}
	e := bits.Len64(uint64(n)) - 1
	loose := int64(1)<<(e-bits.Len(uint(e))) - 1 // the bits rounded up
	return (n + loose) &^ loose
}

// Pad returns the length of x in 4 bytes, x, and zeros.
func Pad(x []byte) []byte {
	padded := make([]byte, Padded(4+int64(len(x))))
	binary.BigEndian.PutUint32(padded, uint32(len(x)))
	copy(padded[4:], x)
	return padded
}

// Unpad undoes [Pad]; it shares memory with padded. The error is [ErrPadding].
func Unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 {
		return nil, ErrPadding
	}
	n := int64(binary.BigEndian.Uint32(padded))
	if int64(len(padded)) != Padded(4+n) || !allZero(padded[4+n:]) {
		return nil, ErrPadding
	}
	return padded[4 : 4+n : 4+n], nil
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
