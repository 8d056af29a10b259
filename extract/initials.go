package extract

import (
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// initialsIn returns how many persons are named by their initials in the bracket at token i: "(AR)", "(PJ dan EM)". A bracket whose
// letters are those of the words before it is an abbreviation.
func (d *doc) initialsIn(i int) (n int) {
	if d.fold(i) != "(" {
		return 0
	}
	for k := i + 1; k < i+12 && d.same(i, k); k++ {
		switch w := d.fold(k); {
		case w == ")":
			return n
		case w == "dan" || w == ",":
		case (d.initials(k) || d.letters(k) && d.fold(k+1) == ")") && !d.abbreviates(k, i):
			n++
		default:
			return 0
		}
	}
	return 0
}

// initials reports whether token i can be the initials of a person: two or three capitals that no list knows.
func (d *doc) initials(i int) bool {
	if !(i < len(d.toks) && d.toks[i].Upper && len(d.toks[i].Fold) <= 3) || strings.ContainsAny(d.fold(i), "0123456789") || romans[d.fold(i)] || degrees[d.fold(i)] || d.isTitle(i) || d.officeWord(i) {
		return false
	}
	for _, tp := range [...]topic{topicWords, topicParties, topicRoles, topicElections, topicEvidence} {
		if _, ok := at(d.hits[tp], i); ok && d.fold(i) != "pj" { // "Pj" of a position is no title here
			return false
		}
	}
	p, ok := d.placeAt(i)
	return !ok || p.Last != i+1
}

// letters reports whether token i can be the initials of a person where the words beside it leave room for nothing else: two or three
// capitals, or consonants with one. Those of a school or a degree are not ruled out.
func (d *doc) letters(i int) bool {
	if d.initials(i) {
		return true
	}
	t := d.toks[min(i, len(d.toks)-1)]
	n := len(t.Fold)
	switch {
	case i >= len(d.toks) || t.Kind != bahasa.Word || !t.Cap || n < 2 || n > 3 || strings.ContainsAny(t.Fold, "0123456789"):
		return false
	case !t.Upper && (strings.ContainsAny(t.Fold, "aiueo") || honorifics[t.Fold]), romans[t.Fold], lettered[t.Fold], d.isTitle(i) && !honorifics[t.Fold]:
		return false
	}
	for _, tp := range [...]topic{topicParties, topicRoles, topicElections, topicBodies} {
		if _, ok := at(d.hits[tp], i); ok {
			return false
		}
	}
	if d.unitAt(i) && !school[t.Fold] {
		return false
	}
	p, ok := d.placeAt(i)
	return !ok || p.Last != i+1
}

// lettersOfHolder reports whether token i, behind a position with its place, are the initials of who holds it, "Sekcam Borong YN diduga
// ...": what is told follows, and no bracket of the text tells that they stand for an office.
func (d *doc) lettersOfHolder(i int) bool {
	if !d.letters(i) || d.toks[i].Before != bahasa.Space || d.abbreviation(d.fold(i)) {
		return false
	}
	if !d.same(i, i+1) {
		return d.initials(i)
	}
	next := d.toks[i+1]
	switch {
	case next.Kind == bahasa.Word && !next.Cap:
		return d.initials(i) || !connects[next.Fold] && !d.officeWord(i+2) && (!degrees[d.fold(i)] || d.knownPlaceBefore(i))
	case next.Fold == ",":
		return d.initials(i)
	}
	return d.initials(i) && d.aged(i+1)
}

// lettersBehindOffice reports whether token i are initials behind the name of an office that is told in words, "Kepala Dinas Pendidikan YN
// diduga ...". Behind "Bidang" and its like they would be what the office is called.
func (d *doc) lettersBehindOffice(i int) bool {
	w := d.fold(i - 1)
	if !d.initials(i) || !d.lettersOfHolder(i) || d.toks[i-1].Upper || officeHeads[w] || parts[w] || school[w] || !d.same(i, i+1) {
		return false
	}
	for k := i - 3; k < i; k++ {
		if u, ok := at(d.hits[topicUnits], k); ok && u.Last == i {
			return d.predicates(i + 1)
		}
	}
	return false
}

// predicates reports whether a predicate begins at token i: a verb by its prefix, a hedge, or what leads to one.
func (d *doc) predicates(i int) bool {
	t := d.toks[i]
	if t.Kind != bahasa.Word || t.Cap {
		return false
	}
	if _, ok := at(d.hits[topicContext], i); ok {
		return true
	}
	return len(t.Fold) > 5 && (strings.HasPrefix(t.Fold, "di") || strings.HasPrefix(t.Fold, "me") || strings.HasPrefix(t.Fold, "ter") || strings.HasPrefix(t.Fold, "ber"))
}

// abbreviation reports whether the text sets the letters in brackets behind the words that they stand for.
func (d *doc) abbreviation(letters string) bool {
	for k := range d.toks {
		if d.toks[k].Fold == letters && d.fold(k-1) == "(" && d.fold(k+1) == ")" && d.abbreviates(k, k-1) {
			return true
		}
	}
	return false
}

// knownPlaceBefore reports whether the gazetteer has a place that is called as the one or two words before token i.
func (d *doc) knownPlaceBefore(i int) bool {
	for k := i - 1; k >= i-3 && d.same(k, i) && d.capWord(k); k-- {
		if len(gazetteer.Named(d.span(bahasa.Span{First: k, Last: i}))) > 0 {
			return true
		}
	}
	return false
}

// abbreviates reports whether the letters of token k begin the last words before token to, in their order; a few words may have none.
func (d *doc) abbreviates(k, to int) bool {
	letters := d.fold(k)
	for i := max(d.sents[d.sentOf[k]].First, to-len(letters)-3); i < to && letters != ""; i++ {
		if d.fold(i) != "" && d.fold(i)[0] == letters[0] && !d.inDateline(i) {
			letters = letters[1:]
		}
	}
	return letters == ""
}
