package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A person is a human being with a name, joined over all forms of it in the text.
type person struct {
	name     string // the fullest form
	words    []string
	pos      position
	role     string // of a candidate: section of roles.txt
	party    string
	first    bahasa.Span
	accused  bool
	initials bool
	aliases  []string
	place    bool      // turned out to be the name of a place
	paired   bool      // one of a pair of candidates, or who wrote
	group    int       // mention of unnamed persons that this one turned out to be; -1 if none
	among    []mention // where the text counted them before a list named them: "lima orang"
}

// nameAt reads a run of capitalised words that can be a name. A free one stands alone in the text; the others follow a title
// or a word such as "bernama", which allows single words.
func (d *doc) nameAt(i int, free bool) (bahasa.Span, bool) {
	start := i
	for i < len(d.toks) && d.same(start, i) && (honorifics[d.fold(i)] || ranks[d.fold(i)] && d.toks[i].Cap) && (i == start || d.toks[i].Before <= bahasa.Space) {
		i++
		if d.fold(i) == "." {
			i++
		}
	}
	led := i > start
	s := bahasa.Span{First: i, Last: i}
	n := 0
	for j := i; j < len(d.toks) && n < 6 && d.same(i, j); {
		t := d.toks[j]
		if j > i && t.Before > bahasa.Space {
			break
		}
		switch {
		case t.Kind == bahasa.Word && t.Cap && d.nameWord(j, n == 0, free):
			n++
			j++
			s.Last = j
			if (len(t.Fold) == 1 || abbreviated[t.Fold]) && d.fold(j) == "." && d.same(i, j+1) && d.toks[j+1].Cap { // A. Rahman
				j++
			}
			continue
		case n > 0 && particles[t.Fold] && d.same(i, j+1) && d.toks[j+1].Cap && d.toks[j+1].Kind == bahasa.Word:
			j++
			continue
		case n > 0 && d.nicknamed(j):
			j += 3
			continue
		case n > 0 && t.Fold == "-" && t.Before == bahasa.None && particles[d.fold(j-1)] && d.same(i, j+1):
			j++
			continue
		}
		break
	}
	if d.lineage(s) && d.same(i, s.Last) && d.initials(s.Last) && d.toks[s.Last].Before == bahasa.Space { // "Lalu MY"
		s.Last++
		n++
		led = true
	}
	for s.Last-s.First > 1 && degrees[d.fold(s.Last-1)] && d.capitals(s.Last-1) > 1 && !d.lineage(bahasa.Span{First: s.First, Last: s.Last - 1}) {
		s.Last--
		n--
		led = true // who has a degree is a person
	}
	for k := s.First + 1; k < s.Last; k++ {
		if d.toks[k].Before == bahasa.Space && d.degreeEnd(k) >= s.Last && !d.lineage(bahasa.Span{First: s.First, Last: k}) { // "Budi Santoso M.Pd"
			s.Last, led = k, true
		}
	}
	if d.fold(s.First+1) == "." && d.degreeEnd(s.First) >= s.Last { // "S.Sos."
		return s, false
	}
	if n == 0 || free && n < 2 && !led || d.lineage(s) {
		return s, false
	}
	if s.Last-s.First == 1 && degrees[d.fold(s.First)] {
		return s, false
	}
	if h, ok := at(d.hits[topicWords], s.Last-1); ok && h.section == "direction" { // "Gorom Timur"
		return s, false
	}
	long := false // initials alone, or degrees, are no name
	for j := s.First; j < s.Last; j++ {
		long = long || len(d.fold(j)) > 2
	}
	if !long {
		return s, false
	}
	if p, ok := d.placeAt(s.First); ok && p.Last >= s.Last && (free || p.level() <= gazetteer.Regency) {
		return s, false
	}
	return s, true
}

// nicknamed reports whether a quoted word at token i stands inside of a name: Wira "Aji" Kusuma.
func (d *doc) nicknamed(i int) bool {
	switch d.fold(i) {
	case `"`, "“", "‘", "'":
	default:
		return false
	}
	return d.same(i, i+3) && d.toks[i].Before == bahasa.Space && d.capWord(i+1) && closesQuote(d.fold(i+2)) && d.toks[i+2].Before == bahasa.None && d.capWord(i+3) && !d.isTitle(i+3)
}

// lineage reports whether the words at s only tell of birth or order, "Lalu", "La Ode": nobody is called by them alone.
func (d *doc) lineage(s bahasa.Span) bool {
	for i := s.First; i < s.Last; i++ {
		if !lineages[d.fold(i)] {
			return false
		}
	}
	return s.Last > s.First
}

// degreeEnd returns where the academic degrees that begin at token i end, commas between them included: "S.Sos., M.M.", or i.
func (d *doc) degreeEnd(i int) int {
	j := i
	for k := i; d.same(i, k); {
		if d.fold(k) == "," && k > i {
			k++
			continue
		}
		t := d.toks[k]
		dotted := len(t.Fold) <= 3 && t.Cap && d.fold(k+1) == "." && d.same(i, k+2) && d.toks[k+2].Before == bahasa.None && degrees[d.fold(k+2)]
		switch {
		case t.Cap && len(t.Fold) == 1 && d.fold(k+1) == "." && d.same(i, k+2) && d.toks[k+2].Before == bahasa.None && d.toks[k+2].Cap && len(d.fold(k+2)) == 1, dotted:
			k += 3
		case degrees[t.Fold] && (d.capitals(k) > 1 || t.Upper):
			k++
		default:
			return j
		}
		if d.fold(k) == "." && d.same(i, k) && d.toks[k].Before == bahasa.None {
			k++
		}
		j = k
	}
	return j
}

// afterDegrees returns where the degrees behind a name that ends before token i end, with or without a comma before them, or i.
func (d *doc) afterDegrees(i int) int {
	if end := d.degreeEnd(i); end > i {
		return end
	}
	if d.fold(i) == "," {
		if end := d.degreeEnd(i + 1); end > i+1 {
			return end
		}
	}
	return i
}

// capitals counts the capital letters of token i: "SPd" has two and is a degree.
func (d *doc) capitals(i int) (n int) {
	for _, c := range []byte(d.text[d.toks[i].Start:d.toks[i].End]) {
		if 'A' <= c && c <= 'Z' {
			n++
		}
	}
	return n
}

func (d *doc) nameWord(i int, first, free bool) bool {
	t := d.toks[i]
	if t.Upper && !(len(t.Fold) >= 4 && first == false || len(t.Fold) >= 5 && !free) && !degrees[t.Fold] {
		return false
	}
	if strings.ContainsAny(t.Fold, "0123456789@_") {
		return false
	}
	if h, ok := at(d.hits[topicWords], i); ok && !(h.section == "also a name" && d.alsoName(i, free) || h.section == "direction" && !first) {
		return false
	}
	if first && (relatives[t.Fold] || abstract(t.Fold) || strings.HasSuffix(t.Fold, "nya") && len(t.Fold) > 6) {
		return false
	}
	if h, ok := at(d.hits[topicTitles], i); ok && (first || h.Last > i+1 || d.placeOf(t.Fold, h.section) != "" || d.same(i, i+1) && d.capWord(i+1)) {
		return false // one word that ends a name may be a title elsewhere, "Yudha Pranata"
	}
	for _, tp := range [...]topic{topicBodies, topicRoles, topicParties} {
		if h, ok := at(d.hits[tp], i); ok && !(tp == topicBodies && !first && h.section == "ngo LSM") {
			return false
		}
	}
	if first {
		if _, ok := at(d.hits[topicUnits], i); ok {
			return false
		}
		if h, ok := at(d.hits[topicVerbs], i); ok && h.Last == i+1 && !(d.fold(i-1) == "," && !free && d.alsoName(i, true)) {
			return false
		}
	}
	return true
}

// alsoName reports whether a word that is a given name too is one here: it has a capital that no sentence gives it, or stands
// where a name must, and another capital follows or precedes.
func (d *doc) alsoName(i int, free bool) bool {
	if d.sents[d.sentOf[i]].First == i && free {
		return false
	}
	after := d.same(i, i+1) && d.toks[i+1].Cap && d.toks[i+1].Before == bahasa.Space
	before := d.same(i-1, i) && d.toks[i-1].Kind == bahasa.Word && d.toks[i-1].Cap && d.toks[i].Before == bahasa.Space
	return after || before
}

// abstract reports whether a word is a noun of action or state by its form, "pe-...-an" or "ke-...-an": it names an office or a
// law and no person. Shorter ones can be names.
func abstract(w string) bool {
	return len(w) >= 9 && strings.HasSuffix(w, "an") && (strings.HasPrefix(w, "pe") || strings.HasPrefix(w, "ke"))
}

func (d *doc) isName(i int) bool {
	return i < len(d.toks) && d.toks[i].Kind == bahasa.Word && d.toks[i].Cap && d.nameWord(i, true, true)
}

// join returns the person with that name, making one if the text has none yet.
func (d *doc) join(s bahasa.Span) int {
	var ws []string
	for i := s.First; i < s.Last; i++ {
		if t := d.toks[i]; t.Kind == bahasa.Word && !honorifics[t.Fold] && !ranks[t.Fold] {
			ws = append(ws, t.Fold)
		}
	}
	if len(ws) == 0 {
		ws = append(ws, d.fold(s.First))
	}
	for k := range d.persons {
		p := &d.persons[k]
		shared := 0
		if len(ws) == 1 && slices.Contains(p.aliases, ws[0]) {
			return k
		}
		for _, w := range ws {
			for _, v := range p.words {
				if v == w {
					shared++
					break
				}
			}
		}
		if shared == min(len(ws), len(p.words)) && !(shared == 1 && len(ws) > 1 && len(p.words) == 1 && p.role != "") {
			if len(ws) > len(p.words) {
				p.words, p.name = ws, d.span(s)
			}
			return k
		}
	}
	d.persons = append(d.persons, person{name: d.span(s), words: ws, first: s, group: -1})
	return len(d.persons) - 1
}

// give sets a person's position unless one is known that says more.
func (d *doc) give(k int, pos position) {
	p := &d.persons[k]
	if pos.Last == 0 {
		return
	}
	old := p.pos
	if old.Last > 0 && ranks[pos.head] {
		return
	}
	fromGroup := p.group >= 0 && old.Span == d.mentions[p.group].pos.Span && pos.class == old.class && !genericASN[pos.head]
	if ranks[old.head] || fromGroup && pos.Span != old.Span { // what is said of this person says more
		if pos.agency.Last == 0 {
			pos.agency = old.agency
		}
		p.pos = pos
		return
	}
	if old.class == "counsel" && pos.class != "asn" { // a lawyer who also heads something still speaks for the client
		return
	}
	if genericASN[pos.head] && old.Last > 0 && !genericASN[old.head] {
		if old.agency.Last == 0 {
			p.pos.agency = pos.agency
		}
		return
	}
	if old.Last == 0 || old.class == "generic" && pos.class != "generic" ||
		old.agency.Last == 0 && pos.agency.Last > 0 && (pos.class == old.class || genericASN[old.head]) ||
		genericASN[old.head] && pos.class == "asn" && !genericASN[pos.head] {
		if pos.agency.Last == 0 {
			pos.agency = old.agency
		}
		p.pos = pos
	} else if old.agency.Last == 0 && pos.class == old.class {
		p.pos.agency = pos.agency
	}
}
