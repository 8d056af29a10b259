// Package calendar knows days: dates without an instant, weekends, national holidays (hari libur nasional), joint leave
// (cuti bersama) and voting days, each by the decree that made it. It knows no rule and no deadline; package law does.
//
// The tables are data/YEAR.toml, one a year, which a lawyer can read and correct. Saturday and Sunday are not worked, as
// in the offices of Bawaslu. The holidays of a single region are not in them; Calendar.With adds those.
package calendar

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ErrUnknownYear means that no table of holidays is loaded for a year, which the error names. No date is guessed.
var ErrUnknownYear = errors.New("no calendar for the year")

// A Kind says what sort of day a date is. A holiday on a weekend is a Holiday, joint leave on a weekend is a Weekend.
type Kind uint8

// The zero Kind is a day of which nothing is known.
const (
	Workday  Kind = iota + 1 // hari kerja
	Weekend                  // Saturday or Sunday
	Leave                    // cuti bersama
	Holiday                  // hari libur nasional
	Voting                   // hari pemungutan suara, a national holiday
	Regional                 // hari libur daerah, a holiday of one region
)

// String returns the kind's name in data and logs.
func (k Kind) String() string {
	return [...]string{"unknown", "workday", "weekend", "leave", "holiday", "voting", "regional"}[k]
}

// Works reports whether a day of kind k is a working day. The law does not say whether joint leave is one, nor a region's own
// holiday, so the caller says by leaveCounts which of the two readings it asks for.
//
// Reading: both are offered; see decision 0004.
func (k Kind) Works(leaveCounts bool) bool {
	return k == Workday || leaveCounts && (k == Leave || k == Regional)
}

// A Confidence says how well a table or a rule is supported: High by the text itself, by two independent sources that
// agree or by an institution on the record, Medium by one decent source, Low by memory or a weak one.
type Confidence string

// The three degrees of Confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Valid reports whether c is one of the three.
func (c Confidence) Valid() bool { return c == High || c == Medium || c == Low }

// A Year describes the table of one year.
type Year struct {
	Year       int        `toml:"year"`
	Version    string     `toml:"version"`    // YEAR-N; N rises whenever a day changes
	Decree     string     `toml:"decree"`     // the joint decree (SKB 3 Menteri) it follows
	Source     string     `toml:"source"`     // where we read the decree
	Confidence Confidence `toml:"confidence"` // in the days, not in their names
	Note       string     `toml:"note"`
}

// A Calendar is a set of years, read once and never changed; any number of goroutines may use it.
type Calendar struct {
	first   Date // 1 January of the first year
	kinds   []Kind
	names   map[Date]string
	years   []Year
	version string
}

// Version identifies the days of the whole calendar: the span of years and a hash over every day's kind (see With). Two calendars
// of the same version give the same deadlines; a corrected name or note leaves it as it is.
func (c *Calendar) Version() string { return c.version }

// With returns c with the holidays of a region, by their Indonesian names. A working day becomes Regional. Weekends, joint leave and
// national holidays stay what they are, and so do days of which c knows nothing. The version of c gains "+" and a hash over
// every day's kind, unless no day has changed.
func (c *Calendar) With(days map[Date]string) *Calendar {
	w := *c
	w.kinds, w.names = slices.Clone(c.kinds), maps.Clone(c.names)
	for day, name := range days {
		i := day.Sub(c.first)
		if i < 0 || i >= len(w.kinds) || w.kinds[i] != Workday {
			continue
		}
		w.kinds[i] = Regional
		if name != "" {
			w.names[day] = name
		}
	}
	if slices.Equal(w.kinds, c.kinds) {
		return c
	}
	nation, _, _ := strings.Cut(c.version, "+")
	h := sha256.New()
	for _, k := range w.kinds {
		h.Write([]byte{byte(k)})
	}
	w.version = fmt.Sprintf("%s+%x", nation, h.Sum(nil)[:4])
	return &w
}

// Years returns what each table of c says of itself, oldest first: its span, its decrees and how sure they are. The caller
// must not change them.
func (c *Calendar) Years() []Year { return c.years }

// Kind returns what sort of day d is. The error wraps ErrUnknownYear.
func (c *Calendar) Kind(d Date) (Kind, error) {
	i := d.Sub(c.first)
	if i < 0 || i >= len(c.kinds) || c.kinds[i] == 0 {
		return 0, fmt.Errorf("%w %d", ErrUnknownYear, d.Year())
	}
	return c.kinds[i], nil
}

// Name returns the Indonesian name of a holiday, of the feast that joint leave belongs to, or of a voting day. It is
// empty for other days, and for those whose name is not known for certain.
func (c *Calendar) Name(d Date) string { return c.names[d] }
