package extract

import (
	"slices"

	"netra/bahasa"
)

// together are words for all of those who were named before, and how many they are.
var together = map[string]int{"keduanya": 2, "sepasang": 2, "ketiganya": 3, "keempatnya": 4, "kelimanya": 5, "keenamnya": 6,
	"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6}

// quantify reads what stands before a title: "seorang", "sejumlah oknum", "50 orang", "salah satu", "sang".
func (d *doc) quantify(m *mention) {
	j := m.First - 1
	for ; j >= 0 && d.same(j, m.First); j-- {
		w := d.fold(j)
		switch {
		case w == "oknum":
			m.oknum = true
		case measures[w]:
		case together[w] > 0:
			m.count = together[w]
		case copulas[w] && m.count == 0 && j > 0 && (together[d.fold(j-1)] > 0 || single[d.fold(j-1)]): // "keduanya merupakan guru"
		case w == "lagi" && single[d.fold(j-1)]: // "seorang lagi kepala bidang"
		case w == "dan" || w == ",":
			// "sejumlah oknum camat dan lurah": the second shares the quantity of the first
			if n := len(d.mentions); n > 0 && d.mentions[n-1].Last == j && d.mentions[n-1].person < 0 && j == m.First-1 {
				m.oknum, m.vague = d.mentions[n-1].oknum, d.mentions[n-1].vague
			}
			m.First = j + 1
			d.afterTitle(m)
			return
		case w == "sang" || w == "si":
			m.the = true
		case w == "satu" && d.fold(j-1) == "salah" || w == "seorang" && d.fold(j-1) == "salah":
			m.count = 1
			j--
		case bahasa.Vague(w):
			m.vague = true
		default:
			n, used := bahasa.Integer(d.toks, j)
			for back := 1; back <= 3 && j-back >= 0; back++ { // "dua puluh lima"
				if v, u := bahasa.Integer(d.toks, j-back); u == back+1 {
					n, used = v, u
					j -= back
				}
			}
			if used == 0 || n == 0 || n > 100000 || d.toks[j].Kind == bahasa.Number && m.First-j > 3 {
				m.First = j + 1
				d.afterTitle(m)
				return
			}
			m.count = n
		}
	}
	m.First = j + 1
	d.afterTitle(m)
}

// peopleBefore returns how many people a text counts who then turn out to hold a title, or 0: "tiga orang perempuan yang diduga ASN", "dua pria
// dalam video itu merupakan guru". j is the token before the title.
func (d *doc) peopleBefore(j int) int {
	if d.fold(j) == "oknum" {
		j--
	}
	if !supposes[d.fold(j)] && !copulas[d.fold(j)] {
		return 0
	}
	for k := j - 1; k > j-16 && d.same(k, j) && d.fold(k) != "," && !d.isTitle(k); k-- {
		if !people[d.fold(k)] {
			continue
		}
		for k > 0 && people[d.fold(k-1)] {
			k--
		}
		if n, used := bahasa.Integer(d.toks, k-1); used == 1 && n < 100 {
			return n
		}
		if single[d.fold(k-1)] {
			return 1
		}
		return 0
	}
	return 0
}

// afterTitle sees "tersebut" and "itu" behind a position.
func (d *doc) afterTitle(m *mention) {
	if w := d.fold(m.Last); w == "tersebut" || w == "itu" || w == "ini" || w == "bersangkutan" || w == "terkait" {
		m.the = true
	}
}

// readLists finds the lists of those whom the text counts first, "Tiga orang terbukti melanggar, masing-masing A (guru), B (bidan) dan
// C", and gives what is said of the counted ones to the named ones.
func (d *doc) readLists() {
	var counted []mention
	for i := d.body; i < len(d.toks); i++ {
		m, ok := d.countedAt(i)
		if !ok {
			continue
		}
		counted = append(counted, m)
		if who := d.listAfter(m); len(who) > 0 {
			d.sharePositions(who)
			for _, k := range who {
				for _, c := range counted {
					if c.count == m.count {
						d.persons[k].among = append(d.persons[k].among, c)
					}
				}
			}
		}
		i = m.Last
	}
}

// numberAt reads a number at token i, "lima", "5" or "kelima", and returns how many tokens it takes; 0 if there is none.
func (d *doc) numberAt(i int) (n, used int) {
	if n, used = bahasa.Integer(d.toks, i); used > 0 {
		return n, used
	}
	if n = together[d.fold(i)]; n > 0 {
		return n, 1
	}
	return 0, 0
}

// countedAt reads "lima orang", "tiga guru" or "dua nama" at token i: several persons who can be named later.
func (d *doc) countedAt(i int) (mention, bool) {
	if d.quoteOf[i] > 0 {
		return mention{}, false
	}
	n, used := d.numberAt(i)
	if used == 0 || n < 2 || n > 20 {
		return mention{}, false
	}
	if x := d.mentionFrom(i); x < len(d.mentions) && d.mentions[x].First == i && d.mentions[x].count == n {
		m := d.mentions[x]
		return m, !never[m.pos.class] && m.pos.class != "generic" && m.pos.class != "head"
	}
	m := mention{Span: bahasa.Span{First: i, Last: i + used + 1}, person: -1, count: n, sent: int(d.sentOf[i])}
	return m, listed[d.fold(i+used)] && d.same(i, i+used)
}

// listAfter returns the persons of the list that names those whom m counts: in its sentence, or in the next one. A list that a semicolon
// breaks goes on behind the break. Nobody is returned if the list names more or fewer.
func (d *doc) listAfter(m mention) (who []int) {
	from, sent := d.listStart(m)
	if from < 0 {
		return nil
	}
	end := from
	for x := d.mentionFrom(from); x < len(d.mentions) && len(who) < m.count; x++ {
		n := &d.mentions[x]
		for n.sent > sent && d.goesOn(sent) {
			sent++
		}
		if n.sent != sent || n.First-end > 12 || d.speaksAt(*n) {
			break
		}
		end = n.Last
		switch {
		case n.person < 0 && n.count > 1:
			d.shareLast(who, n)
		case n.person < 0:
		case d.persons[n.person].role != "" || never[d.persons[n.person].pos.class]:
			return nil
		case !slices.Contains(who, n.person):
			who = append(who, n.person)
		}
	}
	if len(who) == m.count && end < len(d.toks) { // "..., keduanya guru" behind the last one
		if x := d.mentionFrom(end); x < len(d.mentions) && d.mentions[x].person < 0 && d.mentions[x].sent == sent && d.mentions[x].First <= end+2 && d.mentions[x].count > 1 {
			d.shareLast(who, &d.mentions[x])
		}
		return who
	}
	return nil
}

// listStart returns the token behind which the list begins that names those whom m counts, and its sentence; -1 if there is none.
func (d *doc) listStart(m mention) (from, sent int) {
	if m.person >= 0 { // "Kedua guru itu ialah A, ..., dan B": the first name is read with the title
		return m.First, m.sent
	}
	for sent = m.sent; sent <= m.sent+1 && sent < len(d.sents); sent++ {
		s := d.sents[sent]
		i := max(s.First, m.Last)
		if sent > m.sent && !(d.fold(i) == "mereka" || together[d.fold(i)] == m.count || d.fold(i) == "masing") {
			break
		}
		for ; i < s.Last; i++ {
			if !enumerates[d.fold(i)] {
				continue
			}
			x := d.mentionFrom(i)
			if x < len(d.mentions) && d.mentions[x].person >= 0 && d.mentions[x].First-i <= 4 && d.mentions[x].sent == sent {
				return i, sent
			}
		}
	}
	return -1, 0
}

// goesOn reports whether a sentence is not at its end: a semicolon, a comma or a colon stands last, or the next one begins small.
func (d *doc) goesOn(sent int) bool {
	if sent+1 >= len(d.sents) {
		return false
	}
	switch last := d.sents[sent].Last; d.fold(last - 1) {
	case ";", ",", ":":
		return true
	case ".": // "Muh. Aswar"
		if abbreviated[d.fold(last-2)] {
			return true
		}
	}
	next := d.toks[d.sents[sent+1].First]
	return next.Kind == bahasa.Number || next.Kind == bahasa.Word && !next.Cap && (next.Fold == "dan" || next.Fold == "serta")
}

// shareLast gives a position to the last of those who are listed: "A dan B, keduanya guru".
func (d *doc) shareLast(who []int, n *mention) {
	for _, k := range who[max(0, len(who)-n.count):] {
		if d.persons[k].pos.Last == 0 {
			d.give(k, n.pos)
		}
	}
}

// sharePositions gives those of a list who have none the position of the next one: "C serta D, guru honor". For in a list that tells
// what somebody is it is told of everybody.
func (d *doc) sharePositions(who []int) {
	for x := len(who) - 2; x >= 0; x-- {
		p, next := &d.persons[who[x]], d.persons[who[x+1]].pos
		if p.pos.Last == 0 && next.Last > 0 {
			d.give(who[x], next)
		}
	}
}
