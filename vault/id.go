package vault

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
)

var (
	idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
	crockford  = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
)

// NewID draws an id: 16 bytes in lower-case base32, 26 characters.
func NewID(rand io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("draw an id: %w", err)
	}
	return idEncoding.EncodeToString(b[:]), nil
}

// ValidID tells whether s is an id as [NewID] writes it.
func ValidID(s string) bool {
	b, err := idEncoding.DecodeString(s)
	return err == nil && len(b) == 16 && idEncoding.EncodeToString(b) == s
}

// Number returns the number of a report, "LP-XXXX-XXXX", by which people call it.
func Number(reportID string) string {
	sum := sha256.Sum256([]byte("netra/v1/number\n" + reportID))
	s := crockford.EncodeToString(sum[:5])
	return "LP-" + s[:4] + "-" + s[4:]
}
