package page

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed tails.txt
var tails string

// maxRuled is the length in bytes of the longest line that a phrase may judge: what is longer is a paragraph of a story.
const maxRuled = 350

// A kind is what tails.txt calls a rule.
type kind uint8

const (
	none kind = iota
	dropLine
	dropBlock
	dropRest
	byline
	editor
	caption
	source
	dropClass
	neverClass
	keepClass
	figureClass
	authorClass
	dateClass
	outletWord
	stampWord
	laterWord
	nobody
)

var kinds = map[string]kind{
	"line": dropLine, "block": dropBlock, "end": dropRest, "byline": byline, "editor": editor, "caption": caption, "source": source,
	"drop": dropClass, "never": neverClass, "keep": keepClass, "figure": figureClass, "author": authorClass, "date": dateClass,
	"outlet": outletWord, "stamp": stampWord, "later": laterWord, "nobody": nobody,
}

// A phrase is one rule about a line: its words, whether others may stand before and after them, and whether even a whole
// sentence may.
type phrase struct {
	kind                 kind
	words                []string
	before, after, whole bool
}

// ruleset is tails.txt, found by first word.
type ruleset struct {
	begins map[string][]phrase // of a line
	inside map[string][]phrase // anywhere in a line
	class  map[string][]phrase // of a class or an id
	lists  [nobody + 1]map[string]bool
}

var rules = sync.OnceValue(func() *ruleset {
	r, err := parseRules(tails)
	if err != "" {
		panic("extract/page/tails.txt: " + err) // this build is broken; TestTails sees it first
	}
	return r
})

// parseRules reads text in the form of tails.txt. The second result names the first line that is not of that form; it is
// empty if there is none.
func parseRules(text string) (*ruleset, string) {
	r := &ruleset{begins: map[string][]phrase{}, inside: map[string][]phrase{}, class: map[string][]phrase{}}
	for k := range r.lists {
		r.lists[k] = map[string]bool{}
	}
	for l := range strings.Lines(text) {
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(l, " ")
		p := phrase{kind: kinds[name]}
		rest, p.before = strings.CutPrefix(rest, "... ")
		rest, p.after = strings.CutSuffix(rest, " ...")
		rest, p.whole = strings.CutSuffix(rest, " ***")
		p.whole = p.whole || p.after && strings.HasSuffix(rest, ":")
		p.after = p.after || p.whole
		p.words = words(nil, rest, len(rest))
		if p.kind == none || len(p.words) == 0 || strings.ContainsAny(rest, "*.") {
			return nil, l
		}
		in := r.begins
		switch {
		case p.kind >= outletWord:
			r.lists[p.kind][strings.Join(p.words, " ")] = true
			continue
		case p.kind >= dropClass:
			in = r.class
		case p.before:
			in = r.inside
		}
		in[p.words[0]] = append(in[p.words[0]], p)
	}
	return r, ""
}

// words appends to dst at most n words of s in lower case: runs of letters and digits, and each colon and number sign. A run
// of digits is also what "#" of a rule stands for.
func words(dst []string, s string, n int) []string {
	s = strings.ToLower(s)
	start := -1
	for i, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@'
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			dst = append(dst, s[start:i])
			start = -1
		}
		if r == ':' || r == '#' {
			dst = append(dst, s[i:i+1])
		}
		if len(dst) >= n {
			return dst
		}
	}
	if start >= 0 {
		dst = append(dst, s[start:])
	}
	return dst
}

func isNumber(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

// match reports whether the words at the beginning of ws are those of p, and whether they are all of ws unless p allows more.
func (p phrase) match(ws []string) bool {
	if len(ws) < len(p.words) || len(ws) > len(p.words) && !p.after && !onlyColons(ws[len(p.words):]) {
		return false
	}
	for i, w := range p.words {
		if w != ws[i] && !(w == "#" && isNumber(ws[i])) {
			return false
		}
	}
	return true
}

func onlyColons(ws []string) bool {
	for _, w := range ws {
		if w != ":" {
			return false
		}
	}
	return true
}

// judge returns what a line is, and how many of its words the phrase took.
func (r *ruleset) judge(line string) (kind, int) {
	if len(line) > maxRuled {
		return none, 0
	}
	var buf [64]string
	ws := words(buf[:0], line, len(buf))
	if len(ws) == 0 {
		return dropLine, 0
	}
	full := len(ws) >= 5 && strings.HasSuffix(strings.TrimRight(line, ` "'”’»)]`), ".")
	best, taken := none, 0
	try := func(ps []phrase, ws []string) {
		for _, p := range ps {
			if full && !p.whole {
				continue // a sentence of the story that begins or ends with these words
			}
			if p.match(ws) && len(p.words) > taken {
				best, taken = p.kind, len(p.words)
			}
		}
	}
	try(r.begins[ws[0]], ws)
	if isNumber(ws[0]) {
		try(r.begins["#"], ws)
	}
	for i := 1; i < len(ws) && best == none; i++ {
		try(r.inside[ws[i]], ws[i:])
	}
	return best, taken
}

// following returns what follows the first n words of a line, as it is written.
func following(line string, n int) string {
	inWord := false
	for i, r := range line {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@'
		if inWord && !letter {
			n--
		}
		inWord = letter
		if n <= 0 && r != ':' {
			return strings.TrimLeft(line[i:], " :|-–—\u00a0")
		}
		if r == ':' || r == '#' {
			n--
		}
	}
	return ""
}

// classes returns which kinds of rules speak of an element with this class or id.
func (r *ruleset) classes(attr []byte) (is [dateClass + 1]bool) {
	var buf [32]string
	var low [256]byte
	if len(attr) > len(low) {
		attr = attr[:len(low)]
	}
	names := low[:0]
	for _, c := range attr {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		names = append(names, c)
	}
	for name := range strings.FieldsSeq(string(names)) {
		ws := words(buf[:0], name, len(buf))
		for i, w := range ws {
			for _, p := range r.class[w] {
				p.after = true
				if (p.kind != neverClass || i == 0) && p.match(ws[i:]) {
					is[p.kind] = true
				}
			}
		}
	}
	return is
}

// sentence reports whether a line reads like a sentence of a story: it ends like one and has words enough, or it is long and
// not written like a headline. An excerpt that breaks off is none.
func sentence(s string) bool {
	s = cutInitials(s)
	if strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "[…]") || strings.HasSuffix(s, "[...]") {
		return false
	}
	n := strings.Count(s, " ") + 1
	t := strings.TrimRight(s, ` "'”’»)]*`)
	quoted := len(t) < len(s) && strings.ContainsAny(s[len(t):], `"”’»`)
	switch {
	case strings.HasSuffix(t, "."):
		return n >= 4
	case strings.HasSuffix(t, "!"), strings.HasSuffix(t, "?"):
		return quoted && n >= 4 && opensQuoted(s) || n >= 14 && !titled(s)
	case quoted && strings.HasSuffix(t, ","), quoted && opensQuoted(s):
		return n >= 4
	case opensQuoted(s) && strings.ContainsAny(s[1:], `"”’»`):
		return n >= 4 && !titled(s)
	}
	return len(s) >= 120 && n >= 14 && !titled(s)
}

func opensQuoted(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(`"“‘'«`, r)
}

// titled reports whether most words of s that are not small begin with a capital, as in a headline.
func titled(s string) bool {
	caps, all := 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimLeft(w, `"'“‘«(`)
		r, size := utf8.DecodeRuneInString(w)
		if len(w) < 4 || !unicode.IsLetter(r) || size == 0 {
			continue
		}
		all++
		if unicode.IsUpper(r) {
			caps++
		}
	}
	return all > 0 && caps*10 >= all*7
}
