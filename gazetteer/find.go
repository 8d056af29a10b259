package gazetteer

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Of a text given to [Find] this much is looked at.
const (
	maxBytes = 200
	maxWords = 12 // fits a wordSet
)

// What a word of the text adds to a match that it speaks for.
const (
	wholeWord = 10
	nearWord  = 8 // in a name that is one letter away
	halfWord  = 5 // "desa" before a kelurahan's name, or the reverse
)

// A Match is a place that a text may mean.
type Match struct {
	Place
	Score float64 // the share of the text's words that speak for the place, above 0, at most 1
	Near  bool    // the place's own name stands in the text with one letter wrong
}

// Find returns the places that a free text may mean, best first, at most limit:
//
//	"kec purwosari pasuruan"   "Kel. Palangka, kota Palangkaraya"   "35.14.08"
//
// It does not choose: a text that fits several places returns them all. A word
// speaks for a place if it belongs to its name, to the name of a place above
// it, or is the kind ("kec", "kota", "desa") before such a name. Where the
// share of such words is equal, the higher level comes first, then the longer
// name, then the lower code. A name that is only part of a longer one in the
// text is left out, as the villages Raya are for "palangka raya".
//
// A word that is in no name as it stands may have, after its third letter, one
// letter wrong, missing, too many or swapped with the next, if the name has six
// letters or more; such a word speaks less.
//
// Looked at are the first 200 bytes and 12 words. Words are ASCII letters,
// everything else divides them. A text that names no place returns none.
func Find(text string, limit int) []Match {
	if limit <= 0 {
		return nil
	}
	text = text[:min(len(text), maxBytes)]
	if c, err := ParseCode(strings.TrimSpace(text)); err == nil {
		p, _ := Lookup(c)
		return []Match{{Place: p, Score: 1}}
	}
	q := newQuery(text)
	q.findNear(q.findNames())
	return q.best(limit)
}

// A wordSet is a set of words of a query, by bit.
type wordSet uint16

func between(first, end int) wordSet { return 1<<end - 1<<first }

func (s wordSet) first() int { return bits.TrailingZeros16(uint16(s)) }
func (s wordSet) len() int   { return bits.OnesCount16(uint16(s)) }

// within reports whether s is a proper part of t.
func (s wordSet) within(t wordSet) bool { return s != t && s&^t == 0 }

// A hit is a name in a query.
type hit struct {
	name wordSet
	near bool
}

type query struct {
	words []string
	weak  wordSet // words that by themselves are no name
	hits  map[Code][]hit
	long  []wordSet // names of several words, each as it stands in the text
}

func newQuery(text string) *query {
	q := &query{words: words(text), hits: map[Code][]hit{}}
	q.words = q.words[:min(len(q.words), maxWords)]
	for i, word := range q.words {
		if len(q.words) > 1 && q.kindBefore(i) == noKind && saysLittle(word) {
			q.weak |= between(i, i+1)
		}
	}
	return q
}

// saysLittle reports whether word by itself says too little to be a name, though
// a place may bear it. It may be one if the text has nothing else, or after a
// kind: "kecamatan Kota".
func saysLittle(word string) bool {
	switch word {
	case "camat", "dari", "kantor", "lurah", "tahu", "yang":
		return true
	}
	return len(word) < 3 || kindOf(word) != noKind
}

// kindBefore returns the kind that stands before word i.
func (q *query) kindBefore(i int) kind {
	if i == 0 {
		return noKind
	}
	return kindOf(q.words[i-1])
}

// findNames finds all names in q and returns the words that are in one.
func (q *query) findNames() wordSet {
	var named wordSet
	for first := range q.words {
		key := ""
		for end := first + 1; end <= len(q.words); end++ {
			key += q.words[end-1]
			if !strings.HasPrefix(names[seek(names, key):], key) {
				break
			}
			name := between(first, end)
			if name.len() == 1 && name&q.weak != 0 {
				continue
			}
			if q.add(key, hit{name: name}) {
				named |= name
			}
		}
	}
	return named
}

// findNear finds names that are one letter away from a run of at most three
// words of which one should be a name but is not in named.
func (q *query) findNear(named wordSet) {
	for first := range q.words {
		key := ""
		for end := first + 1; end <= min(first+3, len(q.words)); end++ {
			key += q.words[end-1]
			if name := between(first, end); name&^(named|q.weak) != 0 {
				for near := range nearKeys(key) {
					q.add(near, hit{name, true})
				}
			}
		}
	}
}

// nearKeys yields the keys in names that are one edit away from key. Both have
// six letters or more and the first three in common.
func nearKeys(key string) iter.Seq[string] {
	const common, shortest = 3, 6
	return func(yield func(string) bool) {
		if len(key) < shortest {
			return
		}
		last := ""
		for at := seek(names, key[:common]); strings.HasPrefix(names[at:], key[:common]); {
			var near string
			near, _, at = line(names, at)
			if near != last && len(near) >= shortest && oneEdit(near, key) && !yield(near) {
				return
			}
			last = near
		}
	}
}

// add notes h for the places that are looked up by key and reports whether
// there are any. A kind before the name of a regency or city is not part of it.
func (q *query) add(key string, h hit) bool {
	bare, kind := h.name, kindOf(q.words[h.name.first()])
	if kind != noKind && bare.len() > 1 {
		bare &= bare - 1
	}
	found := false
	for c := range bearers(key) {
		own := h
		if c.Level() == Regency && c.kind() == kind {
			own.name = bare
		}
		q.hits[c] = append(q.hits[c], own)
		found = true
	}
	if found && !h.near && bare.len() > 1 {
		q.long = append(q.long, bare)
	}
	return found
}

// A reading is a query read as one place.
type reading struct {
	code   Code
	hit    hit
	spoken wordSet // the words that speak for it
	weight int
}

// best ranks all readings of q and returns the first limit as matches.
func (q *query) best(limit int) []Match {
	var readings []reading
	for c := range q.hits {
		r := q.read(c)
		if !slices.ContainsFunc(q.long, r.spoken.within) {
			readings = append(readings, r)
		}
	}
	slices.SortFunc(readings, func(a, b reading) int {
		return cmp.Or(
			cmp.Compare(b.weight, a.weight),
			cmp.Compare(a.code.Level(), b.code.Level()),
			cmp.Compare(b.hit.name.len(), a.hit.name.len()),
			cmp.Compare(a.code, b.code))
	})
	var found []Match
	for _, r := range readings[:min(limit, len(readings))] {
		p, _ := Lookup(r.code)
		found = append(found, Match{p, float64(r.weight) / float64(wholeWord*len(q.words)), r.hit.near})
	}
	return found
}

// read returns the reading as the place c that most speaks for.
func (q *query) read(c Code) reading {
	var best reading
	for _, h := range q.hits[c] {
		r := reading{code: c, hit: h}
		r.hear(q, c, h)
		for above := c.Parent(); above != Indonesia; above = above.Parent() {
			r.hearAbove(q, above)
		}
		if r.weight > best.weight {
			best = r
		}
	}
	return best
}

// hear adds what the name h of c, and the kind before it, say for r.
func (r *reading) hear(q *query, c Code, h hit) {
	each := wholeWord
	if h.near {
		each = nearWord
	}
	r.weight += each * h.name.len()
	r.spoken |= h.name
	before := (h.name & -h.name) >> 1 // the word before the first of the name
	if w := agreement(c.kind(), q.kindBefore(h.name.first())); w > 0 && r.spoken&before == 0 {
		r.weight += w
		r.spoken |= before
	}
}

// hearAbove adds what the best name of a place above says for r.
func (r *reading) hearAbove(q *query, above Code) {
	best := *r
	for _, h := range q.hits[above] {
		if h.name&r.spoken != 0 {
			continue
		}
		heard := *r
		heard.hear(q, above, h)
		if heard.weight > best.weight {
			best = heard
		}
	}
	*r = best
}

// agreement is what the kind said before a name adds for a place of kind k.
// People take a kelurahan for a desa; a kabupaten is never a kota.
func agreement(k, said kind) int {
	switch {
	case said == noKind:
		return 0
	case said == k:
		return wholeWord
	case said == desa && k == kelurahan, said == kelurahan && k == desa:
		return halfWord
	}
	return 0
}

// kindOf returns the kind that a word of a text stands for, local words for it
// included.
func kindOf(word string) kind {
	switch word {
	case "prov", "prop", "provinsi", "propinsi":
		return province
	case "kab", "kabupaten":
		return kabupaten
	case "kota", "kotamadya", "kodya":
		return kota
	case "kec", "kecamatan", "distrik", "kapanewon", "kemantren":
		return kecamatan
	case "kel", "kelurahan":
		return kelurahan
	case "desa", "ds", "gampong", "kalurahan", "kampung", "nagari", "pekon":
		return desa
	}
	return noKind
}

// oneEdit reports whether a and b differ by one letter that is another, missing
// or too many, or by two neighbours swapped.
func oneEdit(a, b string) bool {
	if d := len(a) - len(b); d < -1 || d > 1 {
		return false
	}
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 2 && len(b) == 2 {
		return a[0] == b[1] && a[1] == b[0]
	}
	return len(a) <= 1 && len(b) <= 1 && a != b
}
