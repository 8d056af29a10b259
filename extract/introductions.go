package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// relative reads a title that only tells whose wife, brother or driver somebody is, "Istri Camat X, Siti Aminah, ...": the name behind
// the comma is not that of who holds it. It returns the token behind all of it, or 0 if no such word leads the title.
func (d *doc) relative(m mention, know func(int), add func(mention)) int {
	i := m.First - 1
	if !relatives[d.fold(i)] || !d.same(i, m.First) {
		return 0
	}
	s, ok := d.nameAfter(m.Last)
	switch {
	case !ok || m.First < d.body:
		return m.Last
	case s.First == m.Last: // the holder, of whom nothing is said here
		k := d.join(s)
		d.give(k, m.pos)
		know(k)
		return s.Last
	}
	pos := position{Span: bahasa.Span{First: i, Last: m.Last}, class: "generic", head: d.fold(i), agency: bahasa.Span{First: m.First, Last: m.Last}}
	k := d.join(s)
	d.give(k, pos)
	know(k)
	add(mention{Span: bahasa.Span{First: i, Last: s.Last}, person: k, pos: pos})
	return s.Last
}

// toldBefore links who is called a civil servant by initials to the only one whom the text has told of without a name, "Seorang kepala
// sekolah diperiksa. ASN berinisial TW itu ...", or by the short form of the position that it gave, "tenaga harian lepas (THL)".
func (d *doc) toldBefore(k int, m mention) {
	s := bahasa.Span{First: m.Last - 1, Last: m.Last}
	if w := d.fold(s.First - 1); d.persons[k].group >= 0 || m.count > 1 || w != "berinisial" && w != "inisial" {
		return
	}
	if genericASN[m.pos.head] {
		d.linkTold(k, d.onlyTold(m.pos.class))
		return
	}
	short, told := "("+lastWord(m.pos.head)+")", -1
	for x, n := range d.mentions {
		if n.person < 0 && n.First >= d.body && n.count == 1 && n.pos.class == m.pos.class && strings.Contains(strings.ToLower(d.span(n.pos.Span)), short) {
			told = x
		}
	}
	if told >= 0 && !slices.ContainsFunc(d.persons, func(p person) bool { return p.group == told }) {
		d.persons[k].group = told
		d.give(k, d.mentions[told].pos)
	}
}

// rankBehind links who is named with a rank to the one whom the same sentence has told of, with a clause between: "Seorang anggota Polri yang
// bertugas di X, Bripka FL, ...".
func (d *doc) rankBehind(k int, m mention) {
	n := len(d.mentions)
	if !ranks[m.pos.head] || d.fold(m.First-1) != "," {
		return
	}
	for x := n - 1; x >= 0 && d.mentions[x].person < 0 && d.mentions[x].sent == int(d.sentOf[m.First]); x-- {
		if o := d.mentions[x]; o.pos.class == m.pos.class && o.count == 1 && d.fold(o.pos.Last) == "yang" && m.First-o.Last < 24 {
			d.linkTold(k, x)
			return
		}
	}
}

// litigant reads the name or the initials behind a word for what somebody is in a case, "terdakwa Budi", "terlapor SGY".
func (d *doc) litigant(i int) (bahasa.Span, bool) {
	if !litigants[d.fold(i)] || !d.same(i, i+1) || d.toks[i+1].Before != bahasa.Space || d.isTitle(i+1) || d.identifiesPlace(bahasa.Span{First: i + 1, Last: i + 2}) {
		return bahasa.Span{}, false
	}
	if single := d.capWord(i+1) && len(d.fold(i+1)) == 1; (single || d.initials(i+1)) && !lettered[d.fold(i+1)] && !romans[d.fold(i+1)] && !d.capWord(i+2) && d.fold(i+2) != "." {
		return bahasa.Span{First: i + 1, Last: i + 2}, true
	}
	s, ok := d.nameAt(i+1, false)
	return s, ok && d.fold(s.Last) != "-"
}

// addLitigant adds the person at s behind a word such as "terlapor". Who is on the other side or a witness is nobody's official here; else it
// is the only unnamed one whom the text has told of. It returns the token behind the name.
func (d *doc) addLitigant(s bahasa.Span, know func(int), add func(mention)) int {
	k := d.join(s)
	p := &d.persons[k]
	p.initials = p.initials || s.Last == s.First+1 && (d.initials(s.First) || len(d.fold(s.First)) == 1)
	know(k)
	switch i := s.First - 1; {
	case !bystander[d.fold(i)]:
		d.linkTold(k, d.onlyTold(""))
	case p.pos.Last == 0 && p.role == "":
		p.pos = position{Span: bahasa.Span{First: i, Last: i + 1}, class: "generic", head: d.fold(i)}
	}
	add(mention{Span: s, person: k})
	return s.Last
}

// onlyTold returns the only mention so far of one unnamed person of a class, any class that can be accused if it is empty; -1 if there is
// none, or if the text has told of more.
func (d *doc) onlyTold(class string) int {
	only := -1
	for x, n := range d.mentions {
		same := class == "" || n.pos.class == class
		switch {
		case n.person >= 0 || n.First < d.body || n.quoted || never[n.pos.class] || n.pos.class == "generic" || n.pos.class == "head":
		case n.count > 1 || n.vague && same, n.count == 1 && same && only >= 0:
			return -1
		case n.count == 1 && same:
			only = x
		}
	}
	return only
}

// linkTold makes person k the one of whom mention x told without a name, unless that is somebody else already or k is known.
func (d *doc) linkTold(k, x int) {
	if x < 0 || d.persons[k].group >= 0 || d.persons[k].role != "" || specific(d.persons[k].pos) && !ranks[d.persons[k].pos.head] || slices.ContainsFunc(d.persons, func(p person) bool { return p.group == x }) {
		return
	}
	d.persons[k].group = x
	d.give(k, d.mentions[x].pos)
}

// resumes reports whether a word at token i takes up those who were counted and their names follow: "Keduanya, MY dan RT, ...".
func (d *doc) resumes(i int) bool {
	return together[d.fold(i)] > 0 && strings.HasSuffix(d.fold(i), "nya") && d.fold(i+1) == "," && d.same(i, i+1)
}

// countedBefore reports whether the text has told of unnamed persons in the sentence of token i or in the one before.
func (d *doc) countedBefore(i int) bool {
	for k := len(d.mentions) - 1; k >= 0 && d.mentions[k].sent >= int(d.sentOf[i])-1; k-- {
		if m := d.mentions[k]; m.person < 0 && m.First >= d.body && (m.count > 0 || m.oknum) && !never[m.pos.class] && m.pos.class != "generic" {
			return true
		}
	}
	return false
}

// moreInitials reads who else is named by initials beside those of mention m: "berinisial PJ dan EM", "(PJ, EM)", "RH (45), M, dan IW".
func (d *doc) moreInitials(m mention, know func(int), add func(mention)) int {
	i := m.Last
	if !d.persons[m.person].initials {
		return i
	}
	for k := d.nextListed(i); k > 0 && d.same(m.First, k) && d.listedInitials(m, k); k = d.nextListed(i) {
		s := bahasa.Span{First: k, Last: k + 1}
		p := d.join(s)
		d.persons[p].initials = true
		d.persons[p].group = d.persons[m.person].group
		d.give(p, m.pos)
		know(p)
		add(mention{Span: s, person: p, pos: m.pos})
		i = k + 1
	}
	return i
}

// nextListed returns where the next of a list begins behind the one that ends before token i, an age in brackets left out, or 0: behind
// a comma, behind "dan" or behind both.
func (d *doc) nextListed(i int) int {
	if d.aged(i) {
		i += 3
	}
	comma := d.fold(i) == ","
	if comma {
		i++
	}
	switch d.fold(i) {
	case "dan", "serta", "&":
		return i + 1
	}
	if comma {
		return i
	}
	return 0
}

// listedInitials reports whether token k goes on the list of initials that mention m begins: in such a list one capital is enough.
func (d *doc) listedInitials(m mention, k int) bool {
	if d.capWord(k+1) || d.fold(k+1) == "." && d.same(k, k+2) && d.capWord(k+2) {
		return false
	}
	return d.initials(k) || m.count > 1 && (d.toks[k].Upper || d.letters(k)) || d.capWord(k) && len(d.fold(k)) == 1
}

// identify links a person to the unnamed ones whom the text has just told of: "Ia adalah X", "Mereka, X dan Y,", "Namanya X".
func (d *doc) identify(p, first int) {
	i := first - 1
	for i > 0 && (honorifics[d.fold(i)] || d.fold(i) == "." && honorifics[d.fold(i-1)]) {
		i--
		first = i + 1
	}
	for d.fold(i) == "," || d.fold(i) == "‘" || d.fold(i) == ":" || d.fold(i) == "seorang" {
		i--
	}
	w := d.fold(i)
	n := len(d.mentions)
	if (w == "dan" || d.fold(first-1) == ",") && n > 0 && d.mentions[n-1].person >= 0 && d.mentions[n-1].Last >= i-3 && d.mentions[n-1].Last <= i+1 && d.same(d.mentions[n-1].First, first) {
		if q := d.mentions[n-1].person; q != p && d.persons[q].group >= 0 {
			d.persons[p].group = d.persons[q].group
			if d.persons[p].pos.Last == 0 {
				d.give(p, d.mentions[d.persons[q].group].pos)
			}
		}
		return
	}
	if !(identifies[w] || w == "masing" && d.fold(i-1) == "-" || w == "nama" && d.fold(i-1) == "atas" || (w == "mereka" || w == "keduanya" || w == "ketiganya" || w == "ia") && d.fold(first-1) == ",") {
		return
	}
	if d.persons[p].group >= 0 {
		return
	}
	sent := int(d.sentOf[first])
	best, plural := -1, d.takesUpSeveral(sent)
	for k := n - 1; k >= 0 && (d.mentions[k].sent >= sent-1 || plural && best < 0 && d.mentions[k].sent >= sent-3) && d.mentions[k].First >= d.body; k-- {
		m := d.mentions[k]
		if m.sent < sent-1 && m.count < 2 {
			continue
		}
		if m.person >= 0 {
			if m.sent == sent {
				break
			}
			continue
		}
		if m.pos.class == "generic" || m.pos.class == "head" || never[m.pos.class] { // nobody is one of several regents
			continue
		}
		if best < 0 || (m.count > 0 || m.oknum || m.vague) && !(d.mentions[best].sent > m.sent && (d.mentions[best].count > 0 || d.mentions[best].oknum)) {
			best = k
		}
	}
	if best >= 0 {
		d.persons[p].group = best
		d.give(p, d.mentions[best].pos)
	}
}

// takesUpSeveral reports whether a sentence begins with a word for several who were told of before, which reaches farther back than "ia".
func (d *doc) takesUpSeveral(sent int) bool {
	w := d.fold(d.sents[sent].First)
	return w == "mereka" || together[w] > 0
}
