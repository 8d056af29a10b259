package page

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateline is the length in bytes of the longest dateline with its mark.
const maxDateline = 90

var (
	domain      = regexp.MustCompile(`(?i)[a-z0-9]\s?\.\s?(?:com|net|org|id|co|news|info|tv|my|go|ac|or|web|xyz|online|site|press|media|asia|today|live|app|me|io)\b`)
	datelineDay = regexp.MustCompile(`(?i)\(?(?:\b(?:` + reWeekday + `)\b[\s,(]*)?\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/ ][\pL\d]+[/ ]?\d*)\)?|^(?:` + reWeekday + `)$|[,(]\s*(?:` + reWeekday + `)\s*\)?\s*$`)
)

// readDateline reads the beginning of a story's first paragraph: "KOTA, MEDIA – ", "media.com, Kota - ", "Kota (AGENSI) - " and
// the like. host is the page's outlet, which tells its name from a place. Either result may be empty; ok is false if the paragraph
// does not begin with a dateline.
func readDateline(s, host string) (place, media string, ok bool) {
	head := s[:min(len(s), maxDateline)]
	from := 0
	for range 3 {
		start, end := datelineMark(head[from:])
		if end == 0 {
			return place, media, ok
		}
		mark := head[from+start : from+end]
		p, o, good := datelineParts(head[from:from+start], host, mark == ":", ok)
		if !good {
			return place, media, ok
		}
		if place == "" {
			place = p
		}
		if media == "" {
			media = o
		}
		ok = true
		from += end
		if place != "" && media != "" {
			break
		}
	}
	return place, media, ok
}

// datelineStamp returns the day with which the dateline of a paragraph ends, as it is written: "Senin (4/11/2024)" of "BANYUMAS, Senin
// (4/11/2024) - ". It is the day of the report; empty without a year.
func datelineStamp(s string) string {
	head := s[:min(len(s), maxDateline)]
	m := stampForm.FindStringIndex(head)
	if m == nil {
		return ""
	}
	if start, end := datelineMark(head[m[1]:]); end == 0 || strings.TrimSpace(head[m[1]:m[1]+start]) != "" {
		return ""
	}
	day := strings.TrimSpace(head[m[0]:m[1]])
	if !strings.Contains(day, "(") {
		day = strings.TrimSuffix(day, ")")
	}
	return day
}

// datelineMark finds what ends a dateline: a long dash, two short ones, one with a space beside it, bars, slashes, or a colon before a
// space. end is 0 if there is none.
func datelineMark(s string) (start, end int) {
	for i, r := range s {
		next := ""
		if i+1 < len(s) {
			next = s[i+1 : i+2]
		}
		switch {
		case r == '–', r == '—':
			return i, i + utf8.RuneLen(r)
		case r == '-' && next == "-", r == '/' && next == "/", r == '|':
			return i, i + len(s[i:]) - len(strings.TrimLeft(s[i:], "-/|"))
		case r == '-' && (glued(s[:i], s[i+1:]) || next == " " || next == "" || i > 0 && s[i-1] == ' '), r == ':' && next == " ":
			return i, i + 1
		}
	}
	return 0, 0
}

// glued reports whether a hyphen without spaces ends a dateline: a name in capitals before it, a word that is not after it.
func glued(before, after string) bool {
	if len(before) < 5 || len(after) < 2 || strings.ContainsAny(before, " -") {
		return false
	}
	return strings.ToUpper(before) == before && unicode.IsUpper(rune(after[0])) && unicode.IsLower(rune(after[1]))
}

func datelineParts(s, host string, colon, second bool) (place, media string, ok bool) {
	undated := datelineDay.ReplaceAllString(s, "")
	dated := undated != s
	s = undated
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '(' || r == ')' || r == '/' || r == '[' || r == ']' })
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 || len(kept) > 3 {
		return "", "", dated && len(kept) == 0
	}
	certain := false // something in it is surely an outlet or in capitals
	bracketed := ""  // "Banyumas, Jawa Tengah (KX)"
	if open := strings.LastIndexByte(s, '('); open > 0 && strings.HasSuffix(strings.TrimSpace(s), ")") {
		bracketed = kept[len(kept)-1]
	}
	for i, p := range kept {
		if !named(p) {
			return "", "", false
		}
		switch {
		case isOutlet(p, host):
			certain = true
			if media == "" {
				media = p
			}
		case p == bracketed && i > 0:
			media = cmp.Or(media, p)
		case place == "":
			place = p
			certain = certain || strings.ToUpper(p) == p
		case i == len(kept)-1 && media == "" && len(kept) == 2 && !strings.HasPrefix(p, "Kab"):
			media = p
		}
	}
	switch {
	case colon:
		return place, media, certain && (media != "" || strings.ToUpper(place) == place && len(strings.Fields(place)) <= 2 && len(place) > 4)
	case second:
		return place, media, certain || len(strings.Fields(place)) <= 2
	}
	return place, media, certain || len(kept) > 1 || len(strings.Fields(place)) <= 2
}

// named reports whether p is at most four words that are written like a name.
func named(p string) bool {
	n := 0
	for w := range strings.FieldsSeq(p) {
		n++
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !domain.MatchString(w) && !strings.ContainsFunc(w, unicode.IsUpper) {
			return false
		}
	}
	return n >= 1 && n <= 4 && strings.ContainsFunc(p, unicode.IsLetter) && !strings.ContainsAny(p, `"“”‘:;!?`)
}

func isOutlet(p, host string) bool {
	if domain.MatchString(p) {
		return true
	}
	low := letters(p)
	if l := letters(siteLabel(host)); len(l) >= 4 && strings.HasPrefix(low, l) {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(p)) {
		for o := range rules().lists[outletWord] {
			if w == o || len(o) >= 4 && len(w) > len(o) && (strings.HasPrefix(w, o) || strings.HasSuffix(w, o)) {
				return true
			}
		}
	}
	// A capital inside a word: KabarBoja, iNews. Places do not have one.
	r, size := utf8.DecodeRuneInString(p)
	return unicode.IsLetter(r) && strings.ToUpper(p) != p && strings.ContainsFunc(strings.Join(innerLetters(p[size:]), ""), unicode.IsUpper)
}

// siteLabel returns the part of a host that is its owner's choice: "kabarx" of "semarang.kabarx.co.id".
func siteLabel(host string) string {
	labels := strings.Split(host, ".")
	for i := len(labels) - 1; i > 0; i-- {
		switch labels[i] {
		case "com", "net", "org", "id", "co", "go", "ac", "my", "or", "web", "sch", "desa", "news", "info", "tv", "xyz", "online", "site",
			"press", "media", "blogspot", "wordpress", "example":
			continue
		}
		return labels[i]
	}
	return labels[0]
}

// innerLetters returns the words of s without their first letters, the first word whole.
func innerLetters(s string) []string {
	ws := strings.Fields(s)
	for i := 1; i < len(ws); i++ {
		_, size := utf8.DecodeRuneInString(ws[i])
		ws[i] = ws[i][size:]
	}
	return ws
}

// letters returns the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
