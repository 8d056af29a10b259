package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/BurntSushi/toml"

	"netra/calendar"
	"netra/law"
)

type lawCmd struct {
	Show  lawShowCmd  `cmd:"" help:"Show what the law says about something, or list what there is."`
	Check lawCheckCmd `cmd:"" help:"Say what a folder of law changes, or why it is refused."`
}

// loadLaw reads the law and the calendar that Netra carries and lays dir over them, unless it is empty: files of law at its
// root, years in its folder calendar. Nothing of what Netra carries stays below a law that says it is standalone.
//
// The error wraps law.ErrFile or calendar.ErrTable and names the file, or says that there is no such folder.
func loadLaw(dir string) (*law.Law, *calendar.Calendar, error) {
	if dir == "" {
		l, err := law.Default()
		if err != nil {
			return nil, nil, err
		}
		days, err := calendar.Default()
		return l, days, err
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, nil, fmt.Errorf("folder of law: %w", err)
	} else if !info.IsDir() {
		return nil, nil, fmt.Errorf("folder of law: %s is no folder", dir)
	}
	l, err := law.Load(law.Source{Name: dir, FS: os.DirFS(dir)})
	if err != nil {
		return nil, nil, err
	}
	var settings struct {
		Standalone bool `toml:"standalone"`
	}
	if _, err := toml.DecodeFile(filepath.Join(dir, "overlay.toml"), &settings); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	days, err := loadDays(dir, settings.Standalone)
	return l, days, err
}

// loadDays reads the years in dir's folder calendar, alone or laid over those that Netra carries.
func loadDays(dir string, alone bool) (days *calendar.Calendar, err error) {
	years := filepath.Join(dir, "calendar")
	switch _, missing := os.Stat(years); {
	case alone:
		days, err = calendar.Load(os.DirFS(years))
	case errors.Is(missing, fs.ErrNotExist):
		return calendar.Default()
	default:
		days, err = calendar.Load(calendar.Embedded(), os.DirFS(years))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", years, err)
	}
	return days, nil
}

type lawCheckCmd struct {
	Dir string `arg:"" help:"Folder of law, as for --law."`
}

// Help implements kong.HelpProvider.
func (lawCheckCmd) Help() string {
	return `Lays a folder over the law that Netra carries, as netra serve --law does, and says what that changes. It starts and
writes nothing.

Example:
  netra law check /etc/netra/law

Exit status: 0 it can be used, 1 it is refused, 2 bad call.`
}

// Run prints a line an entry that differs.
func (c *lawCheckCmd) Run(e *env) error {
	if info, err := os.Stat(c.Dir); err != nil || !info.IsDir() {
		return exitError{exitBadCall, fmt.Errorf("%s is no folder", c.Dir)}
	}
	carried, carriedDays, err := loadLaw("")
	if err != nil {
		return err
	}
	l, days, err := loadLaw(c.Dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.Stdout, "%s can be used: law %s, calendar %s\n", c.Dir, l.Version(), days.Version())
	changes := compare(entriesOf(carried, carriedDays), entriesOf(l, days))
	if len(changes) == 0 {
		_, err := fmt.Fprintln(e.Stdout, "it changes nothing")
		return err
	}
	w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
	for _, change := range changes {
		fmt.Fprintln(w, change)
	}
	return w.Flush()
}

// compare gives a line for each entry that was replaced or added or that is gone.
func compare(old, now []entry) []string {
	var changes []string
	for _, n := range now {
		i := slices.IndexFunc(old, n.same)
		switch {
		case i < 0:
			changes = append(changes, "added\t"+n.kind+"\t"+n.id)
		case !reflect.DeepEqual(old[i].value, n.value):
			changes = append(changes, "replaced\t"+n.kind+"\t"+n.id)
		}
	}
	for _, o := range old {
		if !slices.ContainsFunc(now, o.same) {
			changes = append(changes, "gone\t"+o.kind+"\t"+o.id)
		}
	}
	return changes
}

type lawShowCmd struct {
	ID string `arg:"" optional:"" help:"Id of anything that the law has, a clock as RULE or REGIME/RULE; left out to list them all."`
	speaking
}

// Help implements kong.HelpProvider.
func (lawShowCmd) Help() string {
	return `Shows an entry of the law with all that it rests on: instruments (texts), regimes (kinds of election), bodies, forms, states and
transitions of a case, clocks (periods), acts, norms, conducts, elections, years of the calendar. Without ID it lists them.
Words such as guards and units are those of the files; doc/law.md explains them.

Examples:
  netra law show pilkada/report
  netra law show uu-7-2017
  netra law show register --lang en

Exit status: 0 shown, 1 nothing has that id, 2 bad call.`
}

// Run prints the entries of that id, or the list.
func (c *lawShowCmd) Run(e *env) error {
	l, days, err := loadLaw(c.Law)
	if err != nil {
		return err
	}
	s, err := newSpeaker(c.Lang)
	if err != nil {
		return err
	}
	all := entriesOf(l, days)
	if c.ID == "" {
		return c.list(e, s, all)
	}
	var found []entry
	for _, n := range all {
		if n.id == c.ID || slices.Contains(n.names, c.ID) {
			found = append(found, n)
		}
	}
	if len(found) == 0 {
		err := fmt.Errorf("nothing in the law has the id %q", c.ID)
		if near := nearest(c.ID, all); len(near) > 0 {
			err = fmt.Errorf("%w; near it are %s", err, strings.Join(near, ", "))
		}
		return err
	}
	if c.JSON {
		return writeEntries(e, l, found)
	}
	for i, n := range found {
		if i > 0 {
			s.line("")
		}
		s.line("%s (%s)", n.id, n.kind)
		n.show(&sheet{s, l})
	}
	return s.writeTo(e.Stdout)
}

func (c *lawShowCmd) list(e *env, s *speaker, all []entry) error {
	type item struct {
		Kind  string `json:"kind"`
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	items := make([]item, len(all))
	for i, n := range all {
		items[i] = item{n.kind, n.id, s.in(n.title)}
	}
	if c.JSON {
		return json.NewEncoder(e.Stdout).Encode(items)
	}
	w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
	for _, i := range items {
		fmt.Fprintf(w, "%s\t%s\t%s\n", i.Kind, i.ID, i.Title)
	}
	return w.Flush()
}

// writeEntries writes a JSON array of entries with the keys of their files, and the instruments that they cite.
func writeEntries(e *env, l *law.Law, found []entry) error {
	type shown struct {
		Kind        string           `json:"kind"`
		ID          string           `json:"id"`
		Entry       map[string]any   `json:"entry"`
		Instruments []map[string]any `json:"instruments,omitempty"`
		Starts      []string         `json:"starts_clocks,omitempty"`
		Ends        []string         `json:"ends_clocks,omitempty"`
	}
	var out []shown
	for _, n := range found {
		fields, err := asInFile(n.value)
		if err != nil {
			return err
		}
		one := shown{Kind: n.kind, ID: n.id, Entry: fields}
		if n.kind == "transition" {
			one.Starts, one.Ends = clocksAt(l, law.Event(n.id))
		}
		for _, id := range cited(n.bases) {
			instrument, _ := l.Instrument(id)
			fields, err := asInFile(instrument)
			if err != nil {
				return err
			}
			one.Instruments = append(one.Instruments, fields)
		}
		out = append(out, one)
	}
	return json.NewEncoder(e.Stdout).Encode(out)
}

// asInFile gives an entry under the keys of its file, without what is empty.
func asInFile(v any) (map[string]any, error) {
	var text bytes.Buffer
	if err := toml.NewEncoder(&text).Encode(v); err != nil {
		return nil, err
	}
	fields := map[string]any{}
	_, err := toml.Decode(text.String(), &fields)
	prune(fields)
	return fields, err
}

func prune(fields map[string]any) {
	for key, v := range fields {
		switch v := v.(type) {
		case map[string]any:
			prune(v)
		case []map[string]any:
			for _, f := range v {
				prune(f)
			}
		}
		if r := reflect.ValueOf(v); r.IsZero() || (r.Kind() == reflect.Map || r.Kind() == reflect.Slice) && r.Len() == 0 {
			delete(fields, key)
		}
	}
}

// cited lists the ids of all instruments that bases name, each once.
func cited(bases []law.Basis) []string {
	var ids []string
	for _, b := range bases {
		for _, c := range append([]law.Cite{b.Cite}, b.Also...) {
			if !slices.Contains(ids, c.Instrument) {
				ids = append(ids, c.Instrument)
			}
		}
	}
	return ids
}

// clocksAt lists the clocks that an event starts and those that it ends, as REGIME/RULE.
func clocksAt(l *law.Law, e law.Event) (starts, ends []string) {
	for _, r := range l.Clocks() {
		name := r.Regime + "/" + r.Name
		if (slices.Contains(r.Starts, e) || slices.Contains(r.Needs, e)) && !slices.Contains(starts, name) {
			starts = append(starts, name)
		}
		if (slices.Contains(r.Ends, e) || slices.Contains(r.Stops, e)) && !slices.Contains(ends, name) {
			ends = append(ends, name)
		}
	}
	return starts, ends
}

// nearest lists up to five names that are like id: id is part of them, or a third of their letters
// at most is another.
func nearest(id string, all []entry) []string {
	id = strings.ToLower(id)
	type near struct {
		name string
		far  int
	}
	var found []near
	for _, n := range all {
		for _, name := range append([]string{n.id}, n.names...) {
			far := distance(id, strings.ToLower(name))
			if strings.Contains(strings.ToLower(name), id) {
				far = 0
			}
			if far*3 <= len(name) {
				found = append(found, near{name, far})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	var names []string
	for _, f := range found {
		if !slices.Contains(names, f.name) && len(names) < 5 {
			names = append(names, f.name)
		}
	}
	return names
}

// distance is Levenshtein's, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			swap := diagonal
			if a[i] != b[j] {
				swap++
			}
			diagonal = row[j+1]
			row[j+1] = min(swap, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
