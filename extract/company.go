package extract

import (
	"slices"
	"strconv"
	"strings"

	"netra/bahasa"
)

// joinMentions finds which mentions stand together, "Camat X dan dua lurah", for they do and suffer the same: each gets the span of
// all of them. Who cannot be accused stands with nobody.
func (d *doc) joinMentions() {
	for x := range d.mentions {
		d.mentions[x].with = d.mentions[x].Span
	}
	for x := 0; x < len(d.mentions); {
		y := x
		for y+1 < len(d.mentions) && d.standsWith(d.mentions[y], d.mentions[y+1]) {
			y++
		}
		for k := x; k <= y && y > x; k++ {
			d.mentions[k].with = bahasa.Span{First: d.mentions[x].First, Last: d.mentions[y].Last}
		}
		d.numberBefore(x, y)
		x = y + 1
	}
}

// numberBefore links the persons of mentions x to y to the number right before them: "dua ASN, Budi dan Wati".
func (d *doc) numberBefore(x, y int) {
	if x == 0 || d.fold(d.mentions[x].First-1) != "," {
		return
	}
	m := d.mentions[x-1]
	if m.person >= 0 || m.count != y-x+1 || m.count < 2 || m.Last != d.mentions[x].First-1 || !d.accusable(m) {
		return
	}
	for k := x; k <= y; k++ {
		if p := d.mentions[k].person; p >= 0 && d.persons[p].pos.Last == 0 && d.persons[p].group < 0 {
			d.give(p, m.pos)
			d.persons[p].group = x - 1
		}
	}
}

// standsWith reports whether only words such as "dan" and "serta" stand between two mentions that can be accused.
func (d *doc) standsWith(a, b mention) bool {
	if a.sent != b.sent || a.quoted != b.quoted || a.First < d.body || b.First-a.Last > 8 || !d.accusable(a) || !d.accusable(b) || d.speaksAt(a) {
		return false
	}
	if a.person < 0 && a.count > 1 && b.person >= 0 && b.First == a.Last+1 { // "dua ASN, Budi dan Wati"
		return false
	}
	joined := false
	for i := d.afterDegrees(a.Last); i < b.First; i++ {
		w := d.fold(i)
		switch {
		case coordinates[w]:
			joined = true
		case quantities[w], honorifics[w], w == "(", w == ")", d.toks[i].Kind == bahasa.Number:
		default:
			return false
		}
	}
	return joined
}

// accusable reports whether a mention is of somebody whom a text can accuse.
func (d *doc) accusable(m mention) bool {
	if m.person >= 0 {
		return d.eligible(&d.persons[m.person])
	}
	return !never[m.pos.class] && m.pos.class != "generic" && m.pos.class != "head"
}

// partsOf finds the groups that together are those whom a mention counts, "lima ASN, yakni seorang kepala bagian dan empat camat" or
// "12 orang, terdiri dari satu kepala SD dan 11 guru": those that follow in its sentence behind such a word, or in the next one, and
// add up to the number. It returns none if they do not.
func (d *doc) partsOf(of mention) (parts []int) {
	from, sent, count, quoted := of.Last, of.sent, of.count, of.quoted
	sum, end := 0, from
	for x := d.mentionFrom(from); x < len(d.mentions); x++ {
		m := d.mentions[x]
		if m.person >= 0 || m.sent > sent+1 || len(parts) == 0 && !d.tellsParts(max(from, d.sents[m.sent].First), m.First+1) ||
			len(parts) > 0 && (m.First-end > 14 || m.sent > d.mentions[parts[len(parts)-1]].sent && !d.goesOn(m.sent-1)) || m.quoted != quoted {
			break
		}
		if never[m.pos.class] || m.pos.class == "generic" {
			continue
		}
		parts = append(parts, x)
		sum += max(m.count, 1)
		end = m.Last
		if sum >= count {
			break
		}
	}
	if sum != count || len(parts) < 2 {
		return nil
	}
	return parts
}

// tellsParts reports whether a word stands between two tokens with which a text says who the counted ones are.
func (d *doc) tellsParts(i, j int) bool {
	for ; i < j; i++ {
		if enumerates[d.fold(i)] || partitions[d.fold(i)] {
			return true
		}
	}
	return false
}

// A whole is a number of persons whom the text counts first and then tells apart by position.
type whole struct {
	of    mention // "lima ASN", "12 orang"
	parts []int   // mentions
}

// readWholes finds those whom the text counts and then tells apart by position.
func (d *doc) readWholes() (all []whole) {
	for i := d.body; i < len(d.toks); i++ {
		n, used := d.numberAt(i)
		if used == 0 || n < 2 || n > 200 {
			continue
		}
		m := mention{Span: bahasa.Span{First: i, Last: i + used + 1}, person: -1, count: n, sent: int(d.sentOf[i]), quoted: d.quoteOf[i] > 0}
		x := d.mentionFrom(i)
		switch {
		case x < len(d.mentions) && d.mentions[x].First == i && d.mentions[x].person < 0 && d.accusable(d.mentions[x]):
			m = d.mentions[x]
		case !listed[d.fold(i+used)] || !d.same(i, i+used):
			continue
		}
		if parts := d.partsOf(m); parts != nil {
			m.with = m.Span
			all = append(all, whole{m, parts})
		}
		i = m.Last - 1
	}
	return all
}

// spokenOf returns how many persons a word that begins a sentence points back to: 1 for "ia", 2 for "keduanya", 0 for "mereka"; -1 for any
// other word.
func (d *doc) spokenOf(i int) int {
	w := d.fold(i)
	switch {
	case pronouns[w] || w == "bersangkutan" || w == "yang" && d.fold(i+1) == "bersangkutan":
		return 1
	case w == "mereka" || w == "semuanya":
		return 0
	case together[w] > 0 && (len(w) > 3 && w[len(w)-2:] == "ya"):
		return together[w]
	}
	return -1
}

// byPronoun gives those of whom a sentence tells what the next one says of "keduanya", "ia", "mereka".
func (d *doc) byPronoun(of [][]*suspect) {
	for s := 1; s < len(d.sents); s++ {
		first := d.sents[s].First
		count := d.spokenOf(first)
		if d.sents[s-1].First < d.body || count < 0 || d.quoteOf[first] > 0 {
			continue
		}
		var named, groups []*suspect
		many := 0
		for x := d.mentionFrom(d.sents[s-1].First); x < len(d.mentions) && d.mentions[x].First < d.sents[s-1].Last; x++ {
			m := d.mentions[x]
			if m.quoted || d.speaksAt(m) {
				continue
			}
			for _, who := range of[x] {
				if who.person >= 0 && !slices.Contains(named, who) {
					named = append(named, who)
				}
				if who.person < 0 && !slices.Contains(groups, who) {
					groups = append(groups, who)
					many += max(m.count, 1)
				}
			}
		}
		switch {
		case len(named) > 0 && (count == len(named) || count == 0 && len(named) > 1):
			groups = nil
		case len(named) == 0 && (count == many || count == 0 && many > 1):
		default:
			continue
		}
		it := bahasa.Span{First: first, Last: first + 1}
		for _, who := range append(named, groups...) {
			d.aboutSentence(who.cues, who.person, mention{Span: it, with: it, person: who.person, sent: s})
		}
	}
}

// byCount gives the persons of a list what is said of as many as they are anywhere: "tiga pejabat dilaporkan ... Ketiganya diduga ...
// 1. Budi (camat) 2. Wati (lurah) 3. Tono". Those who only stand together are not meant: they may be
// as many colleagues who complain. It does nothing where two lists are of one length.
func (d *doc) byCount() {
	counted := d.counts()
	for n, lists := range d.personLists() {
		for _, m := range counted[n] {
			var who []int
			for _, l := range lists {
				if l.told {
					if who != nil {
						who = nil
						break
					}
					who = l.who
				}
			}
			for _, s := range d.suspects {
				if s.person >= 0 && slices.Contains(who, s.person) {
					d.aboutSentence(s.cues, s.person, m)
				}
			}
		}
	}
}

// bySome gives those whom a text names out of a number what it says of all of them: "tiga ASN ... Dua di antaranya ialah A dan B".
func (d *doc) bySome() {
	for i := d.body; i < len(d.toks); i++ {
		if w := d.fold(i); w != "antaranya" && w != "diantaranya" {
			continue
		}
		x := d.mentionFrom(i)
		if x == 0 || x == len(d.mentions) || d.mentions[x].First > i+4 || d.mentions[x].person < 0 {
			continue
		}
		of := d.mentions[x-1]
		for y := x - 1; y >= 0 && d.mentions[y].sent >= d.mentions[x].sent-1; y-- {
			if m := d.mentions[y]; m.person < 0 && (m.count > 1 || m.vague) && d.accusable(m) {
				of = m
				break
			}
		}
		if of.person >= 0 || of.count < 2 && !of.vague {
			continue
		}
		for _, s := range d.suspects {
			for y := x; y < len(d.mentions) && d.mentions[y].with == d.mentions[x].with; y++ {
				if s.person >= 0 && d.mentions[y].person == s.person {
					d.aboutSentence(s.cues, s.person, of)
				}
			}
		}
	}
}

// A personList is persons who stand together in the text.
type personList struct {
	who  []int
	told bool // the text says that they are those whom it counted, or numbers them
}

// counts returns what speaks of several persons who can be accused, by how many they are: "tiga ASN", "lima orang", "Ketiganya".
func (d *doc) counts() map[int][]mention {
	all := map[int][]mention{}
	for _, m := range d.mentions {
		if m.person < 0 && m.count > 1 && d.accusable(m) && !d.harmed(m) {
			all[m.count] = append(all[m.count], m)
		}
	}
	for i := d.body; i < len(d.toks); i++ {
		if d.quoteOf[i] > 0 {
			continue
		}
		m := mention{Span: bahasa.Span{First: i, Last: i + 1}, person: -1, sent: int(d.sentOf[i])}
		switch n := together[d.fold(i)]; {
		case n > 0 && strings.HasSuffix(d.fold(i), "nya"):
			m.count = n
		default:
			c, ok := d.countedAt(i)
			if !ok || d.mentionAt(c.Span) {
				continue
			}
			m = c
		}
		m.with = m.Span
		all[m.count] = append(all[m.count], m)
	}
	return all
}

// mentionAt reports whether there is a mention of just that span.
func (d *doc) mentionAt(s bahasa.Span) bool {
	x := d.mentionFrom(s.First)
	return x < len(d.mentions) && d.mentions[x].Span == s
}

// personLists returns the lists of persons who can be accused, by their length: those that stand together, those whom the text counted
// before it named them, and numbered ones.
func (d *doc) personLists() map[int][]personList {
	all := map[int][]personList{}
	add := func(who []int, told bool) {
		slices.Sort(who)
		who = slices.Compact(who)
		n := len(who)
		if n < 2 {
			return
		}
		if k := slices.IndexFunc(all[n], func(l personList) bool { return slices.Equal(l.who, who) }); k >= 0 {
			all[n][k].told = all[n][k].told || told
			return
		}
		all[n] = append(all[n], personList{who, told})
	}
	for x := 0; x < len(d.mentions); x++ {
		var who []int
		with := d.mentions[x].with
		for ; x < len(d.mentions) && d.mentions[x].with == with && d.mentions[x].person >= 0 && d.eligible(&d.persons[d.mentions[x].person]); x++ {
			who = append(who, d.mentions[x].person)
		}
		add(who, len(who) > 0 && d.tellsParts(max(with.First-4, d.sents[d.sentOf[with.First]].First), with.First))
		if len(who) > 0 {
			x--
		}
	}
	counted := map[bahasa.Span][]int{}
	for k := range d.persons {
		for _, m := range d.persons[k].among {
			counted[m.Span] = append(counted[m.Span], k)
		}
	}
	for _, who := range counted {
		add(who, true)
	}
	add(d.numberedList(), true)
	return all
}

// numberedList returns the persons of a list with numbers: a line each, "1. Budi (Camat X)".
func (d *doc) numberedList() (who []int) {
	for i := d.body; i < len(d.toks); i++ {
		if t := d.toks[i]; t.Before < bahasa.Line || t.Kind != bahasa.Number || t.Fold != strconv.Itoa(len(who)+1) {
			continue
		}
		if len(who) == 0 && !d.headsAccused(i) {
			continue
		}
		if x := d.mentionFrom(i); x < len(d.mentions) && d.mentions[x].First <= i+4 && d.mentions[x].person >= 0 && d.eligible(&d.persons[d.mentions[x].person]) {
			who = append(who, d.mentions[x].person)
		}
	}
	return who
}

// headsAccused reports whether the line above the list that begins at token i is a heading for the accused, not for witnesses or for who
// reports.
func (d *doc) headsAccused(i int) bool {
	above := d.sents[max(0, int(d.sentOf[i])-1)]
	heads := false
	for j := above.First; j < above.Last; j++ {
		w := d.fold(j)
		if bystander[w] || complains[w] {
			return false
		}
		heads = heads || reported[w] || enumerates[w] && w != ":" || w == "nama" || w == "berikut"
	}
	return heads
}
