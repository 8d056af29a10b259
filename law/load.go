package law

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// ErrFile means that a file of law cannot be used; the error says which file, which entry and why.
var ErrFile = errors.New("law refused")

//go:embed data/*.toml
var files embed.FS

// Default returns the law that Netra carries with it. An error means that this build is broken.
func Default() (*Law, error) { return Load() }

// A Source is a folder of law. Name is how errors call it: "/etc/netra/law".
type Source struct {
	Name string
	FS   fs.FS
}

// Load reads the law that Netra carries with it and lays the given folders over it, one after the other. A folder has any of
// the same files. An entry that has the identity of an earlier one takes its place whole (an instrument, a form, a state and so
// on by its id, an overseer by its body, a clock by regime, rule and valid_from); others are added. A folder calendar is for
// whoever reads calendars; names that begin with a dot or README are skipped. With a file overlay.toml that says
// standalone = true nothing below the folder is used: it is the whole law, as of another country.
//
// The error wraps ErrFile and names folder, file, entry and reason: a folder that is not there, an unknown file, folder or key, a missing or
// repeated id, a citation of an instrument that does not exist or was not in force, an unknown guard, event, unit, state, document
// or body, a state that cannot be reached or left, a length out of bounds, a rule that the program needs and that is not there.
func Load(overlays ...Source) (*Law, error) {
	data, err := fs.Sub(files, "data")
	if err != nil {
		return nil, err
	}
	b := builder{sources: []Source{{"law", data}}}
	for _, o := range overlays {
		if err := b.lay(o); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrFile, o.Name, err)
		}
	}
	l, err := b.build()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return l, nil
}

// builder reads sources into a Law. where says which file an entry is from.
type builder struct {
	sources []Source
	digest  []byte
	where   map[any]string
}

// lay adds an overlay.
func (b *builder) lay(o Source) error {
	entries, err := fs.ReadDir(o.FS, ".") // an error where there is no such folder
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		info, err := fs.Stat(o.FS, name) // of what a link leads to
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "README"):
		case info.IsDir() && name != calendarFolder:
			return fmt.Errorf("%s: no folder of law has this name", name)
		case info.IsDir():
		case name == settingsFile:
			standalone, err := readSettings(o.FS)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if standalone {
				b.sources = nil
			}
		default:
			if _, err := fs.Stat(files, "data/"+name); err != nil {
				return fmt.Errorf("%s: no file of law has this name", name)
			}
		}
	}
	b.sources = append(b.sources, o)
	return nil
}

const (
	settingsFile   = "overlay.toml" // says how a folder is laid over the ones before it
	calendarFolder = "calendar"     // tables of holidays, which are not read here
)

func readSettings(fsys fs.FS) (standalone bool, err error) {
	var settings struct {
		Standalone bool `toml:"standalone"`
	}
	meta, err := toml.DecodeFS(fsys, settingsFile, &settings)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("unknown key %s", meta.Undecoded()[0])
	}
	return settings.Standalone, err
}

func (b *builder) build() (*Law, error) {
	b.where = map[any]string{}
	l := &Law{}
	if err := cmp.Or(
		merge(b, "instruments.toml", "instrument", &l.instruments, func(i Instrument) string { return i.ID }),
		merge(b, "regimes.toml", "regime", &l.regimes, func(r Regime) string { return r.ID }),
		merge(b, "bodies.toml", "body", &l.bodies, func(o Body) string { return o.ID }),
		merge(b, "overseers.toml", "overseer", &l.overseers, func(o Oversight) string { return o.Body }),
		merge(b, "forms.toml", "form", &l.forms, func(f Form) string { return f.ID }),
		merge(b, "states.toml", "state", &l.states, func(s State) string { return s.ID }),
		merge(b, "transitions.toml", "transition", &l.transitions, func(t Transition) string { return t.ID }),
		merge(b, "clocks.toml", "clock", &l.rules, Rule.id),
		merge(b, "acts.toml", "act", &l.acts, func(a Act) string { return a.ID }),
		merge(b, "norms.toml", "norm", &l.norms, func(n Norm) string { return n.ID }),
		merge(b, "conduct.toml", "conduct", &l.conducts, func(c Conduct) string { return c.ID }),
		merge(b, "elections.toml", "election", &l.elections, func(e Election) string { return e.ID }),
		merge(b, "reception.toml", "reception", &l.receptions, Reception.id),
	); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.elections, func(e, f Election) int { return e.over().Compare(f.over()) })
	l.version = fmt.Sprintf("%x", sha256.Sum256(b.digest))[:12]
	for i := range l.rules {
		for j := range l.rules[i].Counts {
			c := &l.rules[i].Counts[j]
			c.Name = fmt.Sprintf("%d_%s", c.Length, c.Unit)
		}
	}
	return l, b.check(l)
}

// id is regime and rule and, where there are several in the course of time, the day from which.
func (r Rule) id() string {
	if r.ValidFrom.IsZero() {
		return r.Regime + "/" + r.Name
	}
	return r.Regime + "/" + r.Name + "@" + r.ValidFrom.String()
}

func (r Reception) id() string { return fmt.Sprint(r.Regimes, r.Weekdays, r.Stages) }

// place is the key of where: kind of entry and identity.
type place struct{ key, id string }

// merge reads file, which holds nothing but entries called key, from every source that has it.
func merge[T any](b *builder, file, key string, into *[]T, id func(T) string) error {
	found := false
	for n, source := range b.sources {
		text, err := fs.ReadFile(source.FS, file)
		if errors.Is(err, fs.ErrNotExist) && (n > 0 || found) {
			continue
		}
		where := path.Join(source.Name, file)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		found = true
		b.digest = fmt.Appendf(b.digest, "%s %d\n%s", file, len(text), text)
		entries, err := decode[T](text, key)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		here := map[string]bool{}
		for _, e := range entries {
			name := id(e)
			switch i := slices.IndexFunc(*into, func(o T) bool { return id(o) == name }); {
			case name == "":
				return fmt.Errorf("%s: a [[%s]] has no id", where, key)
			case here[name]:
				return fmt.Errorf("%s: %s: there are two of that id", where, name)
			case i >= 0:
				(*into)[i] = e
			default:
				*into = append(*into, e)
			}
			here[name] = true
			b.where[place{key, name}] = where
		}
	}
	return nil
}

func decode[T any](text []byte, key string) ([]T, error) {
	var entries map[string][]T
	meta, err := toml.Decode(string(text), &entries)
	if err != nil {
		return nil, err
	}
	for _, k := range meta.Keys() {
		if k[0] != key {
			return nil, fmt.Errorf("unknown key %s", k)
		}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("unknown key %s", unknown[0])
	}
	return entries[key], nil
}
