package calendar

import (
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// ErrTable means that a table of holidays cannot be used; the error says which file and why.
var ErrTable = errors.New("calendar table refused")

//go:embed data/*.toml
var files embed.FS

// Embedded returns the folder of tables that Netra carries with it, for Load.
func Embedded() fs.FS {
	data, err := fs.Sub(files, "data")
	if err != nil {
		panic(err) // the name is no path
	}
	return data
}

// Default returns the calendar that Netra carries with it. An error means that this build is broken.
func Default() (*Calendar, error) { return Load(Embedded()) }

// table is the form of one file.
type table struct {
	Year
	Holidays map[string]string `toml:"holidays"` // MM-DD to name
	Leave    map[string]string `toml:"leave"`
	Voting   map[string]voting `toml:"voting"`
}

type voting struct {
	Name   string `toml:"name"`
	Decree string `toml:"decree"`
}

// Load reads every YEAR.toml at the root of base and of the folders that are laid over it. A year takes the place of the same
// year in an earlier folder, whole. The years need not be without gaps.
//
// The error wraps ErrTable and names the file: an unknown key, a day that does not exist or stands in two lists, a missing
// decree, an unknown confidence, a folder without any year.
func Load(base fs.FS, overlays ...fs.FS) (*Calendar, error) {
	byName := map[string]table{}
	for _, fsys := range slices.Concat([]fs.FS{base}, overlays) {
		names, err := fs.Glob(fsys, "*.toml")
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%w: no YEAR.toml found", ErrTable)
		}
		for _, name := range names {
			if byName[name], err = readTable(fsys, name); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", ErrTable, name, err)
			}
		}
	}
	names := slices.Sorted(maps.Keys(byName))
	c := newCalendar(byName[names[0]].Year.Year, byName[names[len(names)-1]].Year.Year)
	for _, name := range names {
		if err := c.add(byName[name]); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrTable, name, err)
		}
	}
	c.version = c.hash()
	return c, nil
}

func readTable(fsys fs.FS, name string) (table, error) {
	var t table
	meta, err := toml.DecodeFS(fsys, name, &t)
	if err != nil {
		return t, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return t, fmt.Errorf("unknown key %s", unknown[0])
	}
	switch {
	case t.Year.Year < 1 || name != fmt.Sprintf("%04d.toml", t.Year.Year):
		return t, fmt.Errorf("year %d does not belong in this file", t.Year.Year)
	case !strings.HasPrefix(t.Version, fmt.Sprintf("%d-", t.Year.Year)):
		return t, fmt.Errorf("version %q is not %d-N", t.Version, t.Year.Year)
	case t.Decree == "":
		return t, errors.New("decree is missing")
	case t.Source == "":
		return t, errors.New("source is missing")
	case !t.Confidence.Valid():
		return t, fmt.Errorf("unknown confidence %q", t.Confidence)
	}
	return t, nil
}

// newCalendar returns a calendar that spans the years from first to last and knows no day yet.
func newCalendar(first, last int) *Calendar {
	start := NewDate(first, time.January, 1)
	return &Calendar{first: start, kinds: make([]Kind, NewDate(last+1, time.January, 1).Sub(start)), names: map[Date]string{}}
}

func (c *Calendar) add(t table) error {
	c.years = append(c.years, t.Year)
	c.addWeek(t.Year.Year)
	votes := make(map[string]string, len(t.Voting))
	for day, v := range t.Voting {
		if v.Name == "" || v.Decree == "" {
			return fmt.Errorf("voting day %s: name or decree is missing", day)
		}
		votes[day] = v.Name
	}
	listed := map[Date]bool{}
	for _, list := range []struct {
		kind Kind
		days map[string]string
	}{{Leave, t.Leave}, {Holiday, t.Holidays}, {Voting, votes}} {
		if err := c.addDays(t.Year.Year, list.kind, list.days, listed); err != nil {
			return err
		}
	}
	return nil
}

func (c *Calendar) addWeek(year int) {
	for d := NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
		kind := Workday
		if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
			kind = Weekend
		}
		c.kinds[d.Sub(c.first)] = kind
	}
}

func (c *Calendar) addDays(year int, kind Kind, days map[string]string, listed map[Date]bool) error {
	for _, day := range slices.Sorted(maps.Keys(days)) {
		d, err := ParseDate(fmt.Sprintf("%04d-%s", year, day))
		if err != nil {
			return fmt.Errorf("%s %q is no day MM-DD of %d", kind, day, year)
		}
		if listed[d] {
			return fmt.Errorf("%s %s stands in two lists", kind, day)
		}
		listed[d] = true
		if name := days[day]; name != "" {
			c.names[d] = name
		}
		if i := d.Sub(c.first); kind != Leave || c.kinds[i] == Workday {
			c.kinds[i] = kind
		}
	}
	return nil
}

func (c *Calendar) hash() string {
	h := sha256.New()
	fmt.Fprintln(h, c.first)
	for _, k := range c.kinds {
		h.Write([]byte{byte(k)})
	}
	return fmt.Sprintf("%d-%d/%x", c.years[0].Year, c.years[len(c.years)-1].Year, h.Sum(nil)[:4])
}
