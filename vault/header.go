package vault

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// ErrHeader means that a statement's header is not written as its kind must be.
var ErrHeader = errors.New("statement's header is malformed")

// A Header is what a statement says in lines, so that it can be opened without
// the content. All but Day is of reports only.
type Header struct {
	Office   string   // id of the receiving office
	Excluded []string // ids of offices that must not see the report, ascending
	Day      string   // YYYY-MM-DD in the zone of the receiving office
	Regime   string   // "pemilu", "pilkada" or "unknown"
}

// Encode writes h for a statement of kind k. The error is [ErrHeader].
func (h Header) Encode(k Kind) (Secret, error) {
	lines := "day " + h.Day + "\n"
	if k == KindReport {
		lines = "office " + h.Office + "\nexcluded " + strings.Join(h.Excluded, ",") + "\n" + lines + "regime " + h.Regime + "\n"
	}
	if !h.valid(k) {
		return Secret{}, ErrHeader
	}
	return NewSecret([]byte(lines)), nil
}

// ParseHeader reads the header of a statement of kind k. The error is [ErrHeader].
func ParseHeader(k Kind, lines Secret) (Header, error) {
	text := string(lines.Open())
	var h Header
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch name {
		case "office":
			h.Office = value
		case "excluded":
			if value != "" {
				h.Excluded = strings.Split(value, ",")
			}
		case "day":
			h.Day = value
		case "regime":
			h.Regime = value
		}
	}
	again, err := h.Encode(k)
	if err != nil || string(again.Open()) != text {
		return Header{}, ErrHeader
	}
	return h, nil
}

func (h Header) valid(k Kind) bool {
	if _, err := time.Parse(time.DateOnly, h.Day); err != nil {
		return false
	}
	if k != KindReport {
		return h.Office == "" && len(h.Excluded) == 0 && h.Regime == ""
	}
	return validOffice(h.Office) && !slices.ContainsFunc(h.Excluded, func(id string) bool { return !validOffice(id) }) &&
		slices.IsSorted(h.Excluded) && len(slices.Compact(slices.Clone(h.Excluded))) == len(h.Excluded) &&
		slices.Contains([]string{"pemilu", "pilkada", "unknown"}, h.Regime)
}

// validOffice tells whether id can stand in a header: 1 to 64 printable ASCII
// characters without space and comma.
func validOffice(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		if id[i] <= ' ' || id[i] > '~' || id[i] == ',' {
			return false
		}
	}
	return true
}
