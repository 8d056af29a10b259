package web

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"netra/law"
)

// Bounds of a search: what is beyond them is not looked at.
const (
	maxQuery      = 200 // characters
	maxQueryWords = 12
)

// Lengths in letters from which words are taken for one another.
const (
	minStem = 4 // one begins with the other: "postingan" is found by "posting"
	minTypo = 5 // one letter differs
)

// idle are words that people ask with; they say nothing of what was done.
var idle = strings.Fields(`ada adalah ap apa apakah asn atau bagaimana bgmn bisa bisakah boleh bolehkah bolekah buat dalam dan dengan dgn di
	dilarang dr dari gimana gmn gak ga ini itu jadi jika juga kah kalau kalo ke klo larangan ngga nggak oleh pada para pns pppk saat saya sebagai
	secara seorang tak tentang the tidak untuk utk yang yg can may i is it allowed a an of to in for or and my at on with civil servant servants`)

// letters writes Latin letters without their marks.
var letters = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "è", "e", "é", "e", "ê", "e", "ë", "e", "ì", "i", "í", "i",
	"î", "i", "ï", "i", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "õ", "o", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ç", "c", "ñ", "n")

// wordsOf gives the words of a text in lower case and without marks, in order.
func wordsOf(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) { // a mark that stands behind its letter
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	return strings.FieldsFunc(letters.Replace(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// queryWords gives the words that are looked for, each once. Who asks with nothing but idle words asks with these.
func queryWords(q string) []string {
	if r := []rune(q); len(r) > maxQuery {
		q = string(r[:maxQuery])
	}
	all := unique(wordsOf(q))
	words := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(idle, w) })
	if len(words) == 0 {
		words = all
	}
	return words[:min(len(words), maxQueryWords)]
}

// unique drops the words that came before.
func unique(words []string) []string {
	var list []string
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// How much a word counts by where it stands in a conduct.
const (
	inTitle    = 4
	inWords    = 4
	inExamples = 2
	inPlain    = 1
)

// An entry is a conduct as the search sees it: its words and how much each counts.
type entry map[string]float64

func entryOf(c law.Conduct) entry {
	e := entry{}
	add := func(weight float64, texts ...string) {
		for _, text := range texts {
			for _, w := range wordsOf(text) {
				e[w] = max(e[w], weight)
			}
		}
	}
	add(inTitle, c.Title.ID, c.Title.EN)
	add(inWords, c.Words...)
	for _, x := range c.Examples {
		add(inExamples, x.ID, x.EN)
	}
	add(inPlain, c.Plain.ID, c.Plain.EN)
	return e
}

// best is how well a word is found in e: the weight of the word of e that is most like it.
func (e entry) best(word string) float64 {
	most := 0.0
	for w, weight := range e {
		most = max(most, weight*likeness(word, w))
	}
	return most
}

// prefixes and suffixes are what Indonesian puts around a word, the longer ones first. A prefix may have swallowed the word's first
// letter, which is put back: "menyuruh" is "suruh".
var prefixes = []struct{ prefix, letter string }{
	{"meny", "s"}, {"meng", ""}, {"mem", ""}, {"men", ""}, {"me", ""}, {"ber", ""}, {"ter", ""}, {"nge", ""}, {"ny", "s"}, {"ng", ""}, {"di", ""},
}

var suffixes = []string{"nya", "kan", "an", "in", "i"}

// swallowed are the first letters that mem- and men- take away before a vowel.
var swallowed = map[string]string{"mem": "p", "men": "t"}

// stem takes the affixes off a word, roughly, as long as minStem letters stay.
func stem(w string) string {
	for _, suffix := range suffixes {
		if rest, ok := strings.CutSuffix(w, suffix); ok && len(rest) >= minStem {
			w = rest
			break
		}
	}
	for _, p := range prefixes {
		rest, ok := strings.CutPrefix(w, p.prefix)
		if ok && rest != "" && strings.Contains("aeiou", rest[:1]) {
			rest = swallowed[p.prefix] + rest
		}
		if rest = p.letter + rest; ok && len(rest) >= minStem {
			return rest
		}
	}
	return w
}

// likeness is 1 for the same word, less for one that has the same stem, begins with the other or has one wrong letter, else 0.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	short, long := []rune(stem(a)), []rune(stem(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case slices.Equal(short, long):
		return 0.9
	case len(short) >= minStem && slices.Equal(short, long[:len(short)]):
		return 0.7
	case len(short) >= minTypo && oneTypo(short, long):
		return 0.5
	}
	return 0
}

// oneTypo reports whether one letter that is missing, wrong, or in the place of its neighbour makes long out of short.
func oneTypo(short, long []rune) bool {
	i := 0
	for i < len(short) && short[i] == long[i] {
		i++
	}
	switch len(long) - len(short) {
	case 0:
		return slices.Equal(short[i+1:], long[i+1:]) ||
			i+1 < len(short) && short[i] == long[i+1] && short[i+1] == long[i] && slices.Equal(short[i+2:], long[i+2:])
	case 1:
		return slices.Equal(short[i:], long[i+1:])
	}
	return false
}

// worthShowing is the part of the best score under which a conduct is left out.
const worthShowing = 0.3

// searchConducts finds the conducts that a question is about, the best match first; none if nothing fits. A word that few conducts
// have counts more than one that all of them have, and a conduct of many words counts a little less.
func searchConducts(conducts []law.Conduct, q string) []law.Conduct {
	type hit struct {
		conduct law.Conduct
		score   float64
	}
	hits := make([]hit, len(conducts))
	entries := make([]entry, len(conducts))
	for i, c := range conducts {
		hits[i].conduct, entries[i] = c, entryOf(c)
	}
	for _, word := range queryWords(q) {
		found := make([]float64, len(entries))
		have := 0
		for i, e := range entries {
			if found[i] = e.best(word); found[i] > 0 {
				have++
			}
		}
		for i := range found {
			if have > 0 {
				hits[i].score += found[i] * math.Log(1+float64(len(entries))/float64(have)) / math.Log(2+float64(len(entries[i])))
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	var list []law.Conduct
	for _, h := range hits {
		if h.score > 0 && h.score >= hits[0].score*worthShowing {
			list = append(list, h.conduct)
		}
	}
	return list
}
