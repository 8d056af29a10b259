package law

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/BurntSushi/toml"

	"netra/calendar"
)

// ErrFile means that a file of law cannot be used; the error says which file, which entry and why.
var ErrFile = errors.New("law refused")

// maxLength is the longest period in days; a longer one is a slip.
const maxLength = 366

//go:embed data/*.toml
var files embed.FS

// Default returns the law that Netra carries with it. An error means that this build is broken.
func Default() (*Law, error) {
	data, err := fs.Sub(files, "data")
	if err != nil {
		return nil, err
	}
	return Load(data)
}

// Load reads instruments.toml, regimes.toml, clocks.toml and acts.toml at the root of fsys and checks them. The error wraps
// ErrFile: a missing file, an unknown key, a missing or repeated id, an instrument or a regime that does not exist, an
// unknown confidence, event or unit, a length out of bounds.
func Load(fsys fs.FS) (*Law, error) {
	l := &Law{}
	if err := cmp.Or(
		each(fsys, "instruments.toml", "instrument", l.addInstrument),
		each(fsys, "regimes.toml", "regime", l.addRegime),
		each(fsys, "clocks.toml", "clock", l.addRule),
		each(fsys, "acts.toml", "act", l.addAct),
	); err != nil {
		return nil, err
	}
	return l, nil
}

// each reads file, which holds nothing but entries called key, and adds them in order.
func each[T any](fsys fs.FS, file, key string, add func(T) error) error {
	var entries map[string][]T
	meta, err := toml.DecodeFS(fsys, file, &entries)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrFile, file, err)
	}
	for _, k := range meta.Keys() {
		if k[0] != key {
			return fmt.Errorf("%w: %s: unknown key %s", ErrFile, file, k)
		}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("%w: %s: unknown key %s", ErrFile, file, unknown[0])
	}
	for _, entry := range entries[key] {
		if err := add(entry); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrFile, file, err)
		}
	}
	return nil
}

func (l *Law) addInstrument(i Instrument) error {
	_, repeated := l.Instrument(i.ID)
	switch {
	case i.ID == "":
		return errors.New("an instrument has no id")
	case repeated:
		return fmt.Errorf("%s: there are two of that id", i.ID)
	case i.Title == "" || i.Citation == "" || i.Source == "":
		return fmt.Errorf("%s: title, citation or source is missing", i.ID)
	case !i.Confidence.Valid():
		return fmt.Errorf("%s: unknown confidence %q", i.ID, i.Confidence)
	case endsEarly(i.ValidFrom, i.ValidTo):
		return fmt.Errorf("%s: valid_to is before valid_from", i.ID)
	}
	l.instruments = append(l.instruments, i)
	return nil
}

func (l *Law) addRegime(r Regime) error {
	_, based := l.Instrument(r.Basis)
	switch {
	case r.ID == "" || r.Title == "":
		return fmt.Errorf("%s: id or title is missing", r.ID)
	case l.hasRegime(r.ID):
		return fmt.Errorf("%s: there are two of that id", r.ID)
	case !based:
		return fmt.Errorf("%s: basis cites unknown instrument %q", r.ID, r.Basis)
	case endsEarly(r.ValidFrom, r.ValidTo):
		return fmt.Errorf("%s: valid_to is before valid_from", r.ID)
	}
	l.regimes = append(l.regimes, r)
	return nil
}

func (l *Law) hasRegime(id string) bool {
	return slices.ContainsFunc(l.regimes, func(r Regime) bool { return r.ID == id })
}

func endsEarly(from, to calendar.Date) bool { return !to.IsZero() && to.Compare(from) < 0 }

func (l *Law) addRule(r Rule) error {
	name := r.Regime + "/" + r.Name
	_, err := l.Clock(r.Regime, r.Name)
	switch {
	case r.Name == "":
		return fmt.Errorf("%s: rule is missing", name)
	case !l.hasRegime(r.Regime):
		return fmt.Errorf("%s: unknown regime %q", name, r.Regime)
	case err == nil:
		return fmt.Errorf("%s: there are two clocks of that name", name)
	case !slices.Contains([]Event{Known, Received, Registered}, r.Starts):
		return fmt.Errorf("%s: unknown starts %q", name, r.Starts)
	case len(r.Counts) == 0:
		return fmt.Errorf("%s: no reading", name)
	}
	for i := range r.Counts {
		c := &r.Counts[i]
		c.Name = fmt.Sprintf("%d_%s", c.Length, c.Unit)
		if err := l.checkCount(*c); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if slices.ContainsFunc(r.Counts[:i], func(o Count) bool { return o.Name == c.Name }) {
			return fmt.Errorf("%s: there are two readings %s", name, c.Name)
		}
	}
	l.rules = append(l.rules, r)
	return nil
}

func (l *Law) checkCount(c Count) error {
	switch {
	case c.Length < 1 || c.Length > maxLength:
		return fmt.Errorf("length %d is not between 1 and %d", c.Length, maxLength)
	case !slices.Contains([]Unit{CalendarDays, WorkingDays, WorkingDaysAndLeave}, c.Unit):
		return fmt.Errorf("unknown unit %q", c.Unit)
	case !c.Confidence.Valid():
		return fmt.Errorf("unknown confidence %q", c.Confidence)
	case c.Cite.Article == "" && c.Confidence != calendar.Low:
		return fmt.Errorf("a citation without article needs confidence %q", calendar.Low)
	}
	for _, cite := range append([]Cite{c.Cite}, c.Also...) {
		if _, ok := l.Instrument(cite.Instrument); !ok {
			return fmt.Errorf("cites unknown instrument %q", cite.Instrument)
		}
	}
	return nil
}

func (l *Law) addAct(a Act) error {
	if a.ID == "" || len(a.Labels) == 0 {
		return fmt.Errorf("%s: id or labels are missing", a.ID)
	}
	for _, other := range l.acts {
		if other.ID == a.ID {
			return fmt.Errorf("%s: there are two of that id", a.ID)
		}
		for _, label := range a.Labels {
			if slices.Contains(other.Labels, label) {
				return fmt.Errorf("%s: label %s belongs to %s", a.ID, label, other.ID)
			}
		}
	}
	l.acts = append(l.acts, a)
	return nil
}
