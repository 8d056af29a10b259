// Gen writes the gazetteer's two files into the working directory from the
// folder with the CSV files of the npm package idn-area-data:
//
//	go run ./gen FOLDER
//
// ../DATA.md tells how to get the folder. It folds names by [gazetteer.Key], so
// that the gazetteer must build: to start from nothing, create the two files
// empty.
package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netra/gazetteer"
)

// aliases has the common short names, lines of NAME TAB CODE.
//
//go:embed aliases.txt
var aliases string

// An entry is a line: of places.txt with the code as key, of names.txt with the
// code as value.
type entry struct{ key, value string }

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./gen FOLDER (see DATA.md)")
	}
	if err := generate(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func generate(dir string) error {
	var places []entry
	for _, file := range []string{"provinces.csv", "regencies.csv", "districts.csv", "villages.csv"} {
		read, err := readPlaces(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		places = append(places, read...)
	}
	names, err := fold(places)
	if err != nil {
		return err
	}
	slices.SortFunc(places, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	if err := write("places.txt", places); err != nil {
		return err
	}
	return write("names.txt", names)
}

// readPlaces reads a file whose first column is the code and last the name.
func readPlaces(file string) ([]entry, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	var found []entry
	for i, row := range rows {
		if i == 0 {
			if row[0] != "code" || row[len(row)-1] != "name" {
				return nil, fmt.Errorf("read %s: columns %v, want code first and name last", file, row)
			}
			continue
		}
		found = append(found, entry{row[0], clean.Replace(row[len(row)-1])})
	}
	return found, nil
}

// clean undoes the data's three ways to write a glottal stop and one stray star.
var clean = strings.NewReplacer(`"`, "'", "’", "'", "*", "")

// fold returns the names of all places and their aliases, sorted by key, level
// and code.
func fold(places []entry) ([]entry, error) {
	var names []entry
	add := func(name, code string) { names = append(names, entry{gazetteer.Key(name), code}) }
	for _, p := range places {
		add(p.value, p.key)
		if gazetteer.Code(p.key).Level() == gazetteer.Regency {
			for _, short := range withoutKind(p.value) {
				add(short, p.key)
			}
		}
	}
	for line := range strings.Lines(aliases) {
		name, code, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			return nil, fmt.Errorf("aliases.txt: %q is not NAME TAB CODE", line)
		}
		add(name, code)
	}
	slices.SortFunc(names, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(len(a.value), len(b.value)), cmp.Compare(a.value, b.value))
	})
	return slices.Compact(names), nil
}

// withoutKind returns the shorter forms of a regency's or city's name: of "Kota
// Administrasi Jakarta Barat" also "Kota Jakarta Barat".
func withoutKind(name string) []string {
	kind, bare, _ := strings.Cut(name, " ")
	if barer, ok := strings.CutPrefix(bare, "Administrasi "); ok {
		return []string{bare, barer, kind + " " + barer}
	}
	return []string{bare}
}

func write(file string, entries []entry) error {
	var out bytes.Buffer
	for _, e := range entries {
		if e.key == "" || e.value == "" || strings.ContainsAny(e.key+e.value, "\t\n") {
			return fmt.Errorf("write %s: entry %q has no place on a line", file, e)
		}
		fmt.Fprintf(&out, "%s\t%s\n", e.key, e.value)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
