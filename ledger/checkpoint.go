package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// maxSize bounds a log's size. Netra will never come near; above 2^62 tlog's proofs do not end, and above 2^53 a browser
// cannot count.
const maxSize = 1 << 48

// A Checkpoint is a log's tree at one size: what a signed checkpoint says, and what the high-water file keeps.
type Checkpoint struct {
	Origin string
	Size   int64 // leaves
	Root   tlog.Hash
}

// MarshalText gives the text that the log signs: origin, size and root, a line each (C2SP tlog-checkpoint v1.0.0).
func (c Checkpoint) MarshalText() ([]byte, error) { return []byte(c.text()), nil }

func (c Checkpoint) text() string { return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root) }

// UnmarshalText reads what MarshalText gives and nothing else; extension lines are refused. The error wraps ErrDamaged.
func (c *Checkpoint) UnmarshalText(text []byte) error {
	parsed, ok := parseCheckpoint(string(text))
	if !ok {
		return fmt.Errorf("parse tree head: %w", ErrDamaged)
	}
	*c = parsed
	return nil
}

func parseCheckpoint(text string) (Checkpoint, bool) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) != 4 || !validName(lines[0]) {
		return Checkpoint{}, false
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := tlog.ParseHash(lines[2])
	c := Checkpoint{lines[0], size, root}
	return c, err == nil && err2 == nil && size >= 0 && size <= maxSize && c.text() == text
}

// openCheckpoint reads a signed checkpoint whose signature line bears the log's own name.
func openCheckpoint(msg []byte) (Checkpoint, signedNote, bool) {
	n, ok := parseNote(msg)
	if !ok {
		return Checkpoint{}, n, false
	}
	c, ok := parseCheckpoint(n.text)
	return c, n, ok && n.name == c.Origin
}
