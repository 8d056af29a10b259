package extract

import (
	"strings"

	"netra/bahasa"
)

// alias makes the name at s another one of the person before it: "yang akrab disapa Mbak Ita".
func (d *doc) alias(s bahasa.Span, know func(int)) bool {
	for k := len(d.mentions) - 1; k >= 0 && d.mentions[k].sent == int(d.sentOf[s.First]); k-- {
		p := d.mentions[k].person
		if p < 0 {
			p = d.holder(d.mentions[k])
		}
		if p >= 0 {
			for i := s.First; i < s.Last; i++ {
				d.persons[p].aliases = append(d.persons[p].aliases, d.fold(i))
			}
			know(p)
			return true
		}
	}
	return false
}

// chain reads the names that share what was said of person p: "A, B dan C".
func (d *doc) chain(i, p int, know func(int), add func(mention)) int {
	for d.fold(i) == "dan" || d.fold(i) == "," && d.isName(i+1) {
		if d.isTitle(i + 1) {
			return i
		}
		s, ok := d.nameAt(i+1, false)
		if !ok && d.fold(i) == "dan" && d.persons[p].group >= 0 && d.initials(i+1) && !d.capWord(i+2) {
			s, ok = bahasa.Span{First: i + 1, Last: i + 2}, true
		}
		if !ok || d.fold(i) == "," && d.fold(s.Last) != "dan" && d.fold(s.Last) != "," {
			return i
		}
		q := d.join(s)
		d.persons[q].initials = d.persons[q].initials || s.Last == s.First+1 && d.initials(s.First)
		know(q)
		if d.persons[q].role == "" || d.persons[q].first == s {
			d.persons[q].group = d.persons[p].group
			d.give(q, d.persons[p].pos)
		}
		add(mention{Span: s, person: q})
		i = s.Last
	}
	return i
}

// titledBehind reads one capitalised word as a name where a title stands in apposition behind it.
func (d *doc) titledBehind(i int) (bahasa.Span, bool) {
	if placeCues[d.fold(i-1)] && d.fold(i-1) != "dari" {
		return bahasa.Span{}, false
	}
	s, ok := d.nameAt(i, false)
	begins := d.letters(i) && (d.sents[d.sentOf[i]].First == i || d.inDateline(i-2) || d.fold(i-1) == "–" || d.fold(i-1) == "-" && d.toks[i].Before == bahasa.Space)
	if !ok && (d.initials(i) || begins || d.toks[i].Upper && len(d.toks[i].Fold) <= 4 && d.aged(i+1)) {
		s, ok = bahasa.Span{First: i, Last: i + 1}, true
	}
	if !ok || s.Last-s.First == 1 && d.cuedPlace(d.fold(s.First)) || d.namesOutlet(s) {
		return s, false
	}
	end := d.afterDegrees(s.Last)
	if d.aged(end) {
		end += 3
	}
	j := end
	switch d.fold(j) {
	case ",", "(":
		j++
	case "yang", "selaku", "menjabat", "sang":
	default:
		if !d.initials(i) || !d.isTitle(j) {
			return s, false
		}
	}
	for j < end+4 && apposes[d.fold(j)] {
		j++
	}
	return s, d.same(i, j) && (d.isTitle(j) || d.actingEnd(j) > j)
}

func (d *doc) identifiesPlace(s bahasa.Span) bool {
	p, ok := d.placeAt(s.First)
	return ok && p.Last >= s.Last
}

// saidBy reads one capitalised word as a name where a verb of saying after a quotation stands before it.
func (d *doc) saidBy(i int) (bahasa.Span, bool) {
	h, ok := at(d.hits[topicVerbs], i-1)
	if !ok || h.section != "after" || h.Last != i || strings.HasSuffix(d.fold(i-1), "nya") || !d.same(i-1, i) {
		return bahasa.Span{}, false
	}
	switch d.fold(i - 2) {
	case ",", "\"", "”":
	default:
		return bahasa.Span{}, false
	}
	return d.nameAt(i, false)
}

// nounApposition reads one capitalised word between commas after a noun with "-nya".
func (d *doc) nounApposition(i int) (bahasa.Span, bool) {
	if d.fold(i-1) != "," || !strings.HasSuffix(d.fold(i-2), "nya") {
		return bahasa.Span{}, false
	}
	s, ok := d.nameAt(i, false)
	return s, ok && d.fold(s.Last) == ","
}

// nameAfter reads the name that follows a position ending before token j: at once, after "bernama" and its like, or between
// commas, a place before it left out.
func (d *doc) nameAfter(j int) (bahasa.Span, bool) {
	if j >= len(d.toks) || !d.same(j-1, j) {
		return bahasa.Span{}, false
	}
	j = d.skipTenure(j)
	for local[d.fold(j)] {
		j++
	}
	if d.fold(j) == "yang" && (d.fold(j+1) == "bersangkutan" || d.fold(j+1) == "dimaksud") && d.fold(j+2) == "," { // "guru yang bersangkutan, SR,"
		j += 2
	}
	if !d.same(j-1, j) {
		return bahasa.Span{}, false
	}
	if d.toks[j].Before == bahasa.Space || honorifics[d.fold(j)] {
		if s, ok := d.nameHere(j); ok {
			return s, true
		}
	}
	if d.fold(j) != "," || !d.same(j, j+1) {
		return bahasa.Span{}, false
	}
	return d.nameBehind(d.skipPlaces(j) + 1)
}

// skipTenure leaves out the words that tell only since when or whether somebody holds a position: "nonaktif", "non-aktif", "saat itu".
func (d *doc) skipTenure(j int) int {
	if w := d.fold(j + 1); d.fold(j) == "saat" && (w == "itu" || w == "ini") {
		return j + 2
	}
	if d.fold(j) == "non" && d.fold(j+1) == "-" {
		j += 2
	}
	for tenure[d.fold(j)] && !d.toks[j].Cap {
		j++
	}
	return j
}

// nameHere reads the name that follows a position at once: introduced, plain, or as initials.
func (d *doc) nameHere(j int) (bahasa.Span, bool) {
	if s, ok := d.introduced(j); ok {
		return s, true
	}
	office := func(i int) bool { return d.same(j, i) && d.capWord(i) && (d.officeWord(i) || abstract(d.fold(i))) }
	if s, ok := d.nameAt(j, false); ok && d.fold(s.Last) != "-" && !office(s.Last) {
		return s, !d.numbered(s)
	}
	switch {
	case d.initials(j) && d.fold(j+1) != "(", d.lettersOfHolder(j):
		return bahasa.Span{First: j, Last: j + 1}, true
	case d.initialsIn(j) > 0:
		return bahasa.Span{First: j + 1, Last: j + 2}, true
	}
	return bahasa.Span{}, false
}

// numbered reports whether the one word at s has a number behind it: "Kategori 2", "Zona III". It names a class or a place, no person.
func (d *doc) numbered(s bahasa.Span) bool {
	if s.Last-s.First > 1 || !d.same(s.First, s.Last) || d.toks[s.Last].Before != bahasa.Space {
		return false
	}
	return d.toks[s.Last].Kind == bahasa.Number || romans[d.fold(s.Last)] && d.toks[s.Last].Upper && len(d.fold(s.Last)) > 1
}

// nameBehind reads the name at token k behind the comma after a position. Words that go on with a capital or a number are none.
func (d *doc) nameBehind(k int) (bahasa.Span, bool) {
	if s, ok := d.introduced(k); ok {
		return s, true
	}
	t := d.toks[k]
	if t.Upper && len(t.Fold) <= 4 && !degrees[t.Fold] && (d.aged(k+1) || d.initials(k) && !d.capWord(k+1)) { // "Kepala Distrik X, MA (46)"
		return bahasa.Span{First: k, Last: k + 1}, true
	}
	s, ok := d.nameAt(k, false)
	if !ok {
		return s, false
	}
	if d.same(k, s.Last) {
		next := d.toks[s.Last]
		if next.Kind == bahasa.Number || next.Cap && !next.Upper && d.degreeEnd(s.Last) == s.Last {
			return bahasa.Span{}, false
		}
	}
	return s, d.fold(s.Last) != "-" && (d.fold(s.Last) != "dan" || d.isTitle(s.Last+1) || d.actingEnd(s.Last+1) > s.Last+1)
}

// introduced reads the name behind "bernama", "berinisial" or "sebut saja" at token i, "masing-masing" before it left out.
func (d *doc) introduced(i int) (bahasa.Span, bool) {
	if d.fold(i) == "masing" && d.fold(i+1) == "-" {
		i += 3
	}
	if d.fold(i) == "," && (introduces[d.fold(i+1)] || d.pseudonym(i+1)) {
		i++
	}
	initials := d.fold(i) == "berinisial" || d.fold(i) == "inisial"
	switch {
	case d.pseudonym(i):
		i += 2
	case !introduces[d.fold(i)]:
		return bahasa.Span{}, false
	default:
		i++
	}
	if m := d.fold(i); m == "‘" || m == "'" || m == `"` || m == "“" {
		i++
	}
	if initials {
		i = d.skipRanks(i)
	}
	if initials && i < len(d.toks) && d.toks[i].Cap && d.toks[i].Kind == bahasa.Word {
		return bahasa.Span{First: i, Last: i + 1}, true
	}
	return d.nameAt(i, false)
}

// skipRanks leaves out the courtesies and ranks before initials: "berinisial Serka DN", "berinisial drg. WS".
func (d *doc) skipRanks(i int) int {
	for i < len(d.toks) && d.toks[i].Kind == bahasa.Word && (honorifics[d.fold(i)] && (!d.toks[i].Cap || d.fold(i+1) == "." && d.same(i, i+2) && d.capWord(i+2)) || ranks[d.fold(i)] && d.capWord(i+1)) || d.fold(i) == "." {
		i++
	}
	return i
}

// pseudonym reports whether "sebut saja" stands at token i: behind it comes what the text calls somebody.
func (d *doc) pseudonym(i int) bool { return d.fold(i) == "sebut" && d.fold(i+1) == "saja" }

// skipPlaces returns the last comma of ", Kabupaten X, Provinsi Y," where a place or more are told between the commas, else the first.
func (d *doc) skipPlaces(comma int) int {
	for n := 0; n < 3; n++ {
		k := comma + 1
		if u := d.fold(k); u == "kabupaten" || u == "kota" || u == "provinsi" || u == "kab" {
			k++
		}
		p, ok := d.placeAt(k)
		if !ok || d.fold(p.Last) != "," || !d.same(comma, p.Last+1) {
			return comma
		}
		next := p.Last
		if _, named := d.nameAt(next+1, false); !named && !introduces[d.fold(next+1)] && !d.initials(next+1) {
			if q, ok := d.placeAt(next + 1); !ok || d.fold(q.Last) != "," {
				return comma
			}
		}
		comma = next
	}
	return comma
}

// aged reports whether an age in brackets stands at token i.
func (d *doc) aged(i int) bool {
	_, used := bahasa.Integer(d.toks, i+1)
	return d.fold(i) == "(" && used == 1 && d.fold(i+2) == ")"
}

// apposition gives a position to the name right before it: "Budi, Camat X", "Riyadi, sang kepala sekolah".
func (d *doc) apposition(m *mention) bool {
	n := len(d.mentions)
	if n == 0 || d.mentions[n-1].person < 0 || m.count > 1 || m.vague || besides[d.fold(d.mentions[n-1].First-1)] {
		return false
	}
	prev := &d.mentions[n-1]
	if (m.the || m.oknum) && specific(d.persons[prev.person].pos) { // "Menurut Budi, oknum camat itu ..." speaks of somebody else
		return false
	}
	i := d.afterDegrees(prev.Last)
	if _, age := bahasa.Integer(d.toks, i+1); d.fold(i) == "(" && age == 1 && d.fold(i+2) == ")" {
		i += 3
	}
	if d.fold(i) == "(" && d.fold(i+2) == ")" && d.toks[i+1].Upper { // "Budi Santoso (BS), Camat X"
		i += 3
	}
	for i < m.First && (d.fold(i) == "," || d.fold(i) == "(" || d.fold(i) == "-" || d.fold(i) == "–") {
		i++
	}
	comma := i > prev.Last || d.persons[prev.person].initials
	for i < m.First && (apposes[d.fold(i)]) {
		i++
		comma = true
	}
	if i < m.First && m.First-i <= 8 && d.predicate(i, m.First) {
		i, comma = m.First, true
	}
	if i != m.First || !comma || !d.same(prev.First, m.First) {
		return false
	}
	d.give(prev.person, m.pos)
	prev.Last = m.Last
	return true
}

// apposed reports whether a position stands right behind the name of somebody whose position is not known yet: "Budi, Camat X, ...".
func (d *doc) apposed(m mention) bool {
	n := len(d.mentions)
	if n == 0 || d.mentions[n-1].person < 0 {
		return false
	}
	prev := d.mentions[n-1]
	i := d.afterDegrees(prev.Last)
	if d.fold(i) == "," || d.fold(i) == "(" {
		i++
	}
	for i < m.First && (d.fold(i) == "selaku" || d.fold(i) == "yang" || d.fold(i) == "menjabat") {
		i++
	}
	p := &d.persons[prev.person]
	return i == m.First && i > prev.Last && p.role == "" && (p.pos.Last == 0 || genericASN[p.pos.head])
}

// predicate reports whether the words from token i to j say what somebody is: "yang saat ini menjabat", "dan sehari-hari bertugas
// sebagai".
func (d *doc) predicate(i, j int) bool {
	last := d.fold(j - 1)
	if last == "sebagai" {
		last = d.fold(j - 2)
	}
	if !holds[last] {
		return false
	}
	for ; i < j; i++ {
		if d.toks[i].Cap || d.toks[i].Kind == bahasa.Mark && d.fold(i) != "-" {
			return false
		}
	}
	return true
}
