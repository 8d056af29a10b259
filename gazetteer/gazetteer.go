package gazetteer

import (
	_ "embed"
	"iter"
	"strings"
)

//go:generate go run ./gen $IDN_AREA_DATA

// The two files are lines of KEY TAB VALUE, each ended by a newline and sorted
// by bytes, so that a binary search over the text is all that reading them
// takes. See DATA.md.
var (
	//go:embed places.txt
	places string // code, name

	//go:embed names.txt
	names string // folded name, code; within a name by level, then code
)

// seek returns where the first line of lines that is not less than key begins,
// or len(lines). Since a tab is less than whatever a key is made of, that is
// the line of this key if there is one.
func seek(lines, key string) int {
	lo, hi := 0, len(lines) // both where a line begins
	for lo < hi {
		start := lo + strings.LastIndexByte(lines[lo:(lo+hi)/2], '\n') + 1
		end := start + strings.IndexByte(lines[start:], '\n') + 1
		if lines[start:end] < key {
			lo = end
		} else {
			hi = start
		}
	}
	return lo
}

// line splits the line that begins at position at of lines and tells where the
// next begins. At the end of lines the key is empty, which no line's is.
func line(lines string, at int) (key, value string, next int) {
	n := strings.IndexByte(lines[at:], '\n')
	if n < 0 {
		return "", "", at
	}
	key, value, _ = strings.Cut(lines[at:at+n], "\t")
	return key, value, at + n + 1
}

// A Place is one province, regency or city, district or village.
type Place struct {
	Code
	Name string // as in the data: "Purwosari", but "Kabupaten Pasuruan", "Kota Pasuruan"
}

// Lookup returns the place with code c. The place of [Indonesia] is named
// "Indonesia".
func Lookup(c Code) (Place, bool) {
	if c == Indonesia {
		return Place{Indonesia, "Indonesia"}, true
	}
	code, name, _ := line(places, seek(places, string(c)))
	if code != string(c) {
		return Place{}, false
	}
	return Place{c, name}, true
}

// Children yields the places right under c, by code: the districts of a
// regency, the provinces of [Indonesia]. A village has none.
func Children(c Code) iter.Seq[Place] {
	under := string(c)
	if c != Indonesia {
		under += "."
	}
	return func(yield func(Place) bool) {
		for at := seek(places, under); ; {
			code, name, _ := line(places, at)
			if code == "" || !strings.HasPrefix(code, under) || !yield(Place{Code(code), name}) {
				return
			}
			at = seek(places, code+"/") // '/' follows '.': past all that lies in code
		}
	}
}

// Title returns the name with the kind before it, once: "Kecamatan Purwosari",
// "Kabupaten Pasuruan", "Provinsi Jawa Timur".
func (p Place) Title() string {
	if kind := p.Kind(); kind != "" && !strings.HasPrefix(p.Name, kind+" ") {
		return kind + " " + p.Name
	}
	return p.Name
}

// FullName returns the title and the places above, down to the province's bare
// name: "Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur".
func (p Place) FullName() string {
	if p.Level() <= Province {
		return p.Name
	}
	above, ok := Lookup(p.Parent())
	if !ok {
		return p.Title()
	}
	return p.Title() + ", " + above.FullName()
}

// Named returns all places that bear the name, by level and code, or none. It
// compares by [Key]. A regency or city answers with and without "Kabupaten" or
// "Kota", and some places to common short names ("Kaltim", "Jogja").
func Named(name string) []Place {
	var found []Place
	for c := range bearers(Key(name)) {
		p, _ := Lookup(c)
		found = append(found, p)
	}
	return found
}

// bearers yields the codes of the places that are looked up by key.
func bearers(key string) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for at := seek(names, key); ; {
			k, code, next := line(names, at)
			if k == "" || k != key || !yield(Code(code)) {
				return
			}
			at = next
		}
	}
}

// Key folds a name to what it is looked up by: the letters a to z only, in lower
// case, with a few abbreviated words written out, so that "Palangkaraya" meets
// "palangka raya" and "Gn. Bintang Awai" meets "Gunung Bintang Awai".
func Key(name string) string { return strings.Join(words(name), "") }

// words splits text at everything that is not an ASCII letter.
func words(text string) []string {
	found := strings.FieldsFunc(text, func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < 'A' || 'Z' < r)
	})
	for i, w := range found {
		found[i] = spellOut(strings.ToLower(w))
	}
	return found
}

func spellOut(word string) string {
	switch word {
	case "adm":
		return "administrasi"
	case "gn":
		return "gunung"
	case "kep":
		return "kepulauan"
	case "kp":
		return "kampung"
	case "pd":
		return "padang"
	case "perk":
		return "perkebunan"
	case "sei":
		return "sungai"
	case "tj", "tjg":
		return "tanjung"
	}
	return word
}
