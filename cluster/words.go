package cluster

import (
	_ "embed"
	"strings"
	"unicode"
)

// table is words.txt: lists of words and of beginnings of lines, by name.
//
//go:embed words.txt
var table string

// weights says how much a word tells; a word that is not in it tells 1.
var (
	weights  = map[string]float32{}
	titles   = map[string]bool{}
	givens   = map[string]bool{}
	pageLine []string
	tailLine = map[string]bool{}

	abbreviations = map[string]bool{}
	anyOffice     = map[string]bool{}
	shortOffices  = map[string][]string{}
	againTitle    = map[string]bool{}
	againLead     [][]string
	months        []string
)

func init() {
	list := ""
	phrases := map[string]string{}
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			list = strings.Trim(line, "[]")
		case list == "line" || list == "tail" || list == "again-lead" || list == "short-office":
			phrases[list] += " " + line
		default:
			for _, w := range strings.Fields(line) {
				switch list {
				case "function":
					weights[w] = 0
				case "subject":
					tells(w, 0.25)
				case "setting":
					tells(w, 0.5)
				case "title":
					titles[w] = true
				case "given":
					givens[w] = true
				case "abbreviation":
					abbreviations[w] = true
				case "month":
					months = append(months, w)
				case "any-office":
					anyOffice[w] = true
				case "again-title":
					againTitle[w] = true
				default:
					panic("cluster: words.txt has an unknown list " + list)
				}
			}
		}
	}
	split := func(list string) (out []string) {
		for p := range strings.SplitSeq(phrases[list], "|") {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
		return out
	}
	pageLine = split("line")
	for _, p := range split("again-lead") {
		againLead = append(againLead, strings.Fields(p))
	}
	for _, p := range split("short-office") {
		short, long, ok := strings.Cut(p, ":")
		if !ok {
			panic("cluster: words.txt has a short office without its long form: " + p)
		}
		for _, w := range strings.Fields(short) {
			shortOffices[w] = strings.Fields(long)
		}
	}
	for _, p := range split("tail") {
		tailLine[p] = true
	}
}

// tells sets how much a word tells, and with it all words of its root that have no weight of their own.
func tells(w string, weight float32) {
	weights[w] = weight
	if _, ok := weights[root(w)]; !ok {
		weights[root(w)] = weight
	}
}

// words calls yield with each word of a text in lower case: a run of letters and digits, hyphens within it kept apart.
func words(text string, yield func(string)) {
	text = strings.ToLower(text)
	start := -1
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			yield(text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		yield(text[start:])
	}
}

func wordList(text string) (out []string) {
	words(text, func(w string) { out = append(out, w) })
	return out
}

// body returns text without the lines of the page round it: links to other articles, credits, and all from the heading of
// a list of other articles on. What reads pages has done most of this; a line that it left would make two articles of one
// paper alike.
func body(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		low := strings.ToLower(strings.TrimSpace(line))
		if tailLine[strings.TrimRight(low, ":")] {
			break
		}
		if !ofPage(low) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// ofPage reports whether a line begins as one of the page does and is no longer than such lines are: a report may begin
// with any word.
func ofPage(low string) bool {
	if len(low) > 200 {
		return false
	}
	for _, p := range pageLine {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return false
}

// hash is FNV-1a in 64 bits, which stays what it is: signatures are stored.
func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

const hashStart = 14695981039346656037

// mix spreads the bits of x (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
