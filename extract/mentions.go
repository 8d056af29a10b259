package extract

import (
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A mention is one place of the text that speaks of a person or of unnamed ones.
type mention struct {
	bahasa.Span
	person int // -1 for unnamed
	pos    position
	count  int  // 0 if the text gives none
	vague  bool // "sejumlah", "puluhan"
	oknum  bool
	the    bool // speaks of somebody known: "sang camat", "camat tersebut"
	quoted bool
	sent   int
}

// readNames finds all mentions of the body, in order.
func (d *doc) readNames() {
	forms := map[string]int{}
	know := func(k int) {
		for _, w := range d.persons[k].words {
			if len(w) > 2 || d.persons[k].initials {
				forms[w] = k
			}
		}
		for _, w := range d.persons[k].aliases {
			forms[w] = k
		}
	}
	lastEnd := -1
	add := func(m mention) {
		m.sent = int(d.sentOf[m.First])
		m.quoted = d.quoteOf[m.First] > 0
		d.mentions = append(d.mentions, m)
		lastEnd = m.Last
	}
	for i := 0; i < len(d.toks); {
		if i < d.body && !d.isTitle(i) {
			i++
			continue
		}
		if r, ok := at(d.hits[topicRoles], i); ok {
			if next := d.candidatesAt(r, know); next > i {
				i = next
				continue
			}
		}
		acting := -1
		if t := d.actingEnd(i); t > i {
			acting, i = i, t
		}
		if h, ok := at(d.hits[topicTitles], i); ok && !(d.toks[i].Cap && d.fold(i) == "asisten" && h.Last == i+1 && d.isName(i+1)) {
			m := mention{Span: h.Span, person: -1, pos: d.positionAt(h)}
			m.Last = max(m.pos.Last, m.pos.agency.Last)
			if former[d.fold(i-1)] {
				m.pos.class = "former"
			}
			if acting >= 0 {
				m.First, m.pos.First = acting, acting
				m.pos.acting = true
			}
			d.quantify(&m)
			if i < d.body { // a headline has capitals everywhere: no names are read from it
				if m.pos.class != "generic" {
					add(m)
				}
				i = h.Last
				continue
			}
			if s, ok := d.nameAfter(m.Last); ok {
				k := d.join(s)
				d.give(k, m.pos)
				if d.fold(s.First-1) == "berinisial" || d.fold(s.First-1) == "inisial" {
					d.persons[k].initials = true
				}
				know(k)
				m.person, m.Last = k, s.Last
				d.identify(k, m.First)
				add(m)
				i = m.Last
				// "Kepala Bappeda A dan Lurah B" goes on; "Hj A dan B" of one title too
				if d.fold(i) == "dan" && m.count > 1 {
					if s, ok := d.nameAt(i+1, false); ok {
						k := d.join(s)
						d.give(k, m.pos)
						know(k)
						add(mention{Span: s, person: k, pos: m.pos})
						i = s.Last
					}
				}
				continue
			}
			if m.pos.class == "generic" && m.pos.agency.Last == 0 {
				i = h.Last
				continue
			}
			if !d.apposition(&m, lastEnd, know) {
				add(m)
			} else {
				lastEnd = m.Last
			}
			i = max(m.pos.Last, h.Last)
			continue
		}
		t := d.toks[i]
		if t.Kind == bahasa.Word && (identifies[t.Fold] || t.Fold == "nama" && d.fold(i-1) == "atas") && !d.isTitle(i+1) {
			k := i + 1
			if t.Fold == "adalah" && d.fold(k) == "seorang" {
				i++
				continue
			}
			if d.fold(k) == "‘" || d.fold(k) == "'" || d.fold(k) == `"` || d.fold(k) == "“" || d.fold(k) == ":" {
				k++
			}
			s, ok := d.nameAt(k, false)
			initials := t.Fold == "berinisial" || t.Fold == "inisial"
			if initials && k < len(d.toks) && d.toks[k].Cap && d.toks[k].Kind == bahasa.Word {
				s, ok = bahasa.Span{First: k, Last: k + 1}, true
			}
			if ok && !d.identifiesPlace(s) {
				p := d.join(s)
				d.persons[p].initials = d.persons[p].initials || initials && d.toks[k].Upper
				know(p)
				m := mention{Span: s, person: p}
				d.identify(p, s.First)
				add(m)
				i = d.chain(s.Last, p, know, add)
				continue
			}
		}
		if t.Kind != bahasa.Word || !t.Cap && !honorifics[t.Fold] {
			i++
			continue
		}
		if h, ok := at(d.hits[topicWords], i); ok && h.section == "thing" {
			i++
			for d.same(i-1, i) && d.toks[i].Cap && d.toks[i].Before == bahasa.Space {
				if _, ok := at(d.hits[topicVerbs], i); ok || d.isTitle(i) {
					break
				}
				i++
			}
			continue
		}
		if k, ok := forms[t.Fold]; ok && (!t.Upper || d.persons[k].initials) && d.fold(i-1) != "-" && d.fold(i+1) != "-" {
			s := bahasa.Span{First: i, Last: i + 1}
			if full, ok := d.nameAt(i, false); ok && full.First == i {
				s = full
				k = d.join(s)
				know(k)
			}
			add(mention{Span: s, person: k})
			i = s.Last
			continue
		}
		if p, ok := d.placeAt(i); ok && p.level() <= gazetteer.Regency {
			i = p.Last
			continue
		}
		prev := d.fold(i - 1)
		if s, ok := d.nameAt(i, true); ok && s.Last > i && prev != "di" && prev != "ke" && prev != "-" && prev != "desa" && prev != "kecamatan" && prev != "kelurahan" && d.fold(s.Last) != "-" {
			i = s.Last
			if introducesAlias[prev] && d.alias(s, know) {
				continue
			}
			k := d.join(s)
			know(k)
			d.identify(k, s.First)
			add(mention{Span: s, person: k})
			if d.persons[k].group >= 0 {
				i = d.chain(i, k, know, add)
			}
			continue
		}
		if s, ok := d.titledBehind(i); ok { // "Riyadi, sang kepala sekolah, ..."
			k := d.join(s)
			d.persons[k].initials = d.persons[k].initials || t.Upper && len(t.Fold) <= 4
			know(k)
			d.identify(k, s.First)
			add(mention{Span: s, person: k})
			i = s.Last
			continue
		}
		if s, ok := d.nounApposition(i); ok { // "Ketuanya, Budi, mengatakan"
			k := d.join(s)
			know(k)
			add(mention{Span: s, person: k})
			i = s.Last
			continue
		}
		// skip the rest of a run that is no name
		i++
	}
}

var introducesAlias = words("disapa dipanggil alias panggilan dijuluki")

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

// identify links a person to the unnamed ones whom the text has just told of: "Ia adalah X", "Mereka, X dan Y,", "Namanya X".
func (d *doc) identify(p, first int) {
	i := first - 1
	for i > 0 && honorifics[d.fold(i)] {
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
	best := -1
	for k := n - 1; k >= 0 && d.mentions[k].sent >= sent-1 && d.mentions[k].First >= d.body; k-- {
		m := d.mentions[k]
		if m.person >= 0 {
			if m.sent == sent {
				break
			}
			continue
		}
		if m.pos.class == "generic" || never[m.pos.class] {
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

// chain reads the names that share what was said of person p: "A, B dan C".
func (d *doc) chain(i, p int, know func(int), add func(mention)) int {
	for d.fold(i) == "dan" || d.fold(i) == "," && d.isName(i+1) {
		if d.isTitle(i + 1) {
			return i
		}
		s, ok := d.nameAt(i+1, false)
		if !ok || d.fold(i) == "," && d.fold(s.Last) != "dan" && d.fold(s.Last) != "," {
			return i
		}
		q := d.join(s)
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
	s, ok := d.nameAt(i, false)
	if t := d.toks[i]; !ok && t.Upper && len(t.Fold) <= 4 && !degrees[t.Fold] && (d.fold(i+1) == "(" && d.fold(i+3) == ")" && d.toks[i+2].Kind == bahasa.Number || d.fold(i+1) == ",") {
		if _, known := at(d.hits[topicUnits], i); !known && !d.isTitle(i) {
			_, body := at(d.hits[topicBodies], i)
			_, word := at(d.hits[topicWords], i)
			_, party := at(d.hits[topicParties], i)
			s, ok = bahasa.Span{First: i, Last: i + 1}, !body && !word && !party
		}
	}
	end := s.Last
	if d.fold(end) == "(" && d.fold(end+2) == ")" && d.toks[end+1].Kind == bahasa.Number {
		end += 3
	}
	if !ok || d.fold(end) != "," {
		return s, false
	}
	j := end + 1
	for j < end+4 && apposes[d.fold(j)] {
		j++
	}
	return s, d.same(i, j) && (d.isTitle(j) || d.actingEnd(j) > j)
}

func (d *doc) identifiesPlace(s bahasa.Span) bool {
	p, ok := d.placeAt(s.First)
	return ok && p.Last >= s.Last
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
	if d.toks[j].Before == bahasa.Space || honorifics[d.fold(j)] {
		if introduces[d.fold(j)] {
			k := j + 1
			initials := d.fold(j) == "berinisial" || d.fold(j) == "inisial"
			if m := d.fold(k); m == "‘" || m == "'" || m == `"` || m == "“" {
				k++
			}
			if initials && k < len(d.toks) && d.toks[k].Cap && d.toks[k].Kind == bahasa.Word {
				return bahasa.Span{First: k, Last: k + 1}, true
			}
			return d.nameAt(k, false)
		}
		if s, ok := d.nameAt(j, false); ok && d.fold(s.Last) != "-" {
			return s, true
		}
	}
	if d.fold(j) != "," {
		return bahasa.Span{}, false
	}
	k := j + 1
	if p, ok := d.placeAt(k); ok && d.fold(p.Last) == "," {
		if s, named := d.nameAt(p.Last+1, false); named && s.Last > s.First {
			k = p.Last + 1
		}
	}
	if introduces[d.fold(k)] {
		k++
	}
	if k >= len(d.toks) || !d.same(j, k) {
		return bahasa.Span{}, false
	}
	s, ok := d.nameAt(k, false)
	if !ok || s.Last < len(d.toks) && d.same(j, s.Last) && d.toks[s.Last].Cap && !d.toks[s.Last].Upper && !degrees[d.fold(s.Last)] {
		return bahasa.Span{}, false
	}
	switch d.fold(s.Last) {
	case "-", "dan":
		return bahasa.Span{}, false
	}
	return s, true
}

// apposition gives a position to the name right before it: "Budi, Camat X", "Riyadi, sang kepala sekolah".
func (d *doc) apposition(m *mention, lastEnd int, know func(int)) bool {
	n := len(d.mentions)
	if n == 0 || d.mentions[n-1].person < 0 {
		return false
	}
	prev := &d.mentions[n-1]
	i := prev.Last
	if _, age := bahasa.Integer(d.toks, i+1); d.fold(i) == "(" && age == 1 && d.fold(i+2) == ")" {
		i += 3
	}
	if d.fold(i) == "(" && d.fold(i+2) == ")" && d.toks[i+1].Upper { // "Budi Santoso (BS), Camat X"
		d.persons[prev.person].aliases = append(d.persons[prev.person].aliases, d.fold(i+1))
		know(prev.person)
		i += 3
	}
	for i < m.First && (d.fold(i) == "," || d.fold(i) == "(" || d.fold(i) == "." || degrees[d.fold(i)] || d.fold(i) == "s" || d.fold(i) == "m") {
		i++
	}
	comma := i > prev.Last
	for i < m.First && (apposes[d.fold(i)]) {
		i++
		comma = true
	}
	if i != m.First || !comma || !d.same(prev.First, m.First) {
		return false
	}
	d.give(prev.person, m.pos)
	prev.Last = m.Last
	return true
}

var apposes = words("sang si selaku sebagai yang juga merupakan seorang menjabat adalah yakni yaitu salah satu oknum pegawai sekaligus ini berstatus disebut")

// placeCues are words behind which a capitalised word is a place.
var placeCues = words("kecamatan kec kelurahan kel desa kabupaten kab kota di ke distrik gampong nagari pemkab pemkot bawaslu panwascam kampung")

// cuedPlace reports whether the text uses a word as a place somewhere, or the gazetteer has a district or more of that name.
func (d *doc) cuedPlace(word string) bool {
	for _, p := range gazetteer.Named(word) {
		if p.Level() <= gazetteer.District {
			return true
		}
	}
	for i := range d.toks {
		if d.toks[i].Fold == word && d.toks[i].Cap && (placeCues[d.fold(i-1)] || d.fold(i-1) == "." && placeCues[d.fold(i-2)]) {
			return true
		}
	}
	return false
}

// dropPlaces makes those unnamed whose only name is one word behind a title that is a place: "kepala SMP 9 Suka".
func (d *doc) dropPlaces() {
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.person < 0 {
			continue
		}
		p := &d.persons[m.person]
		if len(p.words) != 1 || p.role != "" || p.initials || p.group >= 0 || m.pos.Last == 0 || m.Last != m.pos.Last+1 || !d.cuedPlace(p.words[0]) {
			continue
		}
		m.person = -1
		p.pos, p.place = position{}, true
	}
	for k := range d.mentions {
		if m := &d.mentions[k]; m.person >= 0 && d.persons[m.person].place && m.pos.Last == 0 {
			d.persons[m.person].pos = position{}
		}
	}
}

// quantify reads what stands before a title: "seorang", "sejumlah oknum", "50 orang", "salah satu", "sang".
func (d *doc) quantify(m *mention) {
	j := m.First - 1
	for ; j >= 0 && d.same(j, m.First); j-- {
		w := d.fold(j)
		switch {
		case w == "oknum":
			m.oknum = true
		case w == "orang" || w == "kurang" || w == "lebih" || w == "sekitar" || w == "unsur" || w == "pihak" || w == "berseragam" || w == "berstatus" || w == "pria" || w == "wanita" || w == "perempuan":
		case w == "keduanya":
			m.count = 2
		case w == "ketiganya":
			m.count = 3
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

// afterTitle sees "tersebut" and "itu" behind a position.
func (d *doc) afterTitle(m *mention) {
	if w := d.fold(m.Last); w == "tersebut" || w == "itu" || w == "ini" || w == "bersangkutan" || w == "terkait" {
		m.the = true
	}
}
