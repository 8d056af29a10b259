package extract

import (
	"cmp"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A mention is one place of the text that speaks of a person or of unnamed ones.
type mention struct {
	bahasa.Span
	with   bahasa.Span // all that it stands together with, itself among them
	person int         // -1 for unnamed
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
	add := func(m mention) {
		if m.person >= 0 {
			d.besideName(m, know)
			m.Span = d.withCourtesies(m.Span)
		}
		m.sent = int(d.sentOf[m.First])
		m.quoted = d.quoteOf[m.First] > 0
		d.mentions = append(d.mentions, m)
	}
	for i := 0; i < len(d.toks); {
		if i < d.body && !d.isTitle(i) || d.inDateline(i) {
			i++
			continue
		}
		if r, ok := at(d.hits[topicRoles], i); ok {
			if next := d.candidatesAt(r, know); next > i {
				i = next
				continue
			}
		}
		if end := d.bodyAround(i); end > i {
			i = end
			continue
		}
		if premises[d.fold(i)] && d.same(i, i+1) && d.isTitle(i+1) && i >= d.body {
			if end := d.premisesEnd(i + 1); end > i {
				i = end
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
			if next := d.relative(m, know, add); next > i {
				i = next
				continue
			}
			d.quantify(&m)
			if m.count == 0 && !m.vague {
				m.count = d.peopleBefore(m.First - 1)
			}
			if i < d.body { // a headline has capitals everywhere: no names are read from it
				if m.pos.class != "generic" {
					add(m)
				}
				i = h.Last
				continue
			}
			s, ok := d.nameAfter(m.Last)
			if ok && s.First == m.Last && s.Last-s.First == 1 && (d.fold(s.Last) == "," || d.fold(s.Last) == ".") && d.apposed(m) { // "Budi, warga Sukamaju, ..."
				m.pos.agency, m.pos.Last, m.Last = s, s.Last, s.Last
				ok = false
			}
			if ok && m.count > 1 && s.First == m.Last && d.placeLike(s) {
				m.pos.agency = bahasa.Span{First: cmp.Or(m.pos.agency.First, s.First), Last: s.Last}
				m.pos.Last, m.Last, ok = s.Last, s.Last, false
			}
			if ok && !((d.fold(m.Last) == "," || m.pos.class == "counsel") && d.apposed(m)) {
				k := d.join(s)
				if d.fold(s.First-1) == "saja" { // who goes by another name is a source
					m.pos.class = "generic"
				}
				d.give(k, m.pos)
				if s.Last-s.First == 1 && (d.toks[s.First].Upper && len(d.fold(s.First)) <= 4 || d.letters(s.First) || d.fold(s.First-1) == "berinisial" || d.fold(s.First-1) == "inisial") {
					d.persons[k].initials = true
				}
				know(k)
				m.person, m.Last = k, s.Last
				d.identify(k, m.First)
				d.toldBefore(k, m)
				d.rankBehind(k, m)
				add(m)
				i = d.moreInitials(m, know, add)
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
			if m.pos.class == "generic" && m.pos.agency.Last == 0 && !d.apposed(m) {
				i = h.Last
				continue
			}
			if !d.apposition(&m) {
				add(m)
			}
			i = max(m.Last, h.Last)
			continue
		}
		t := d.toks[i]
		if t.Kind == bahasa.Word && (identifies[t.Fold] || t.Fold == "nama" && d.fold(i-1) == "atas" || d.resumes(i)) && !d.isTitle(i+1) {
			k := i + 1
			if t.Fold == "adalah" && d.fold(k) == "seorang" {
				i++
				continue
			}
			if d.fold(k) == "‘" || d.fold(k) == "'" || d.fold(k) == `"` || d.fold(k) == "“" || d.fold(k) == ":" || d.resumes(i) {
				k++
			}
			s, ok := d.nameAt(k, false)
			behind := !ok && d.countedBefore(i) && d.initials(k) && !lettered[d.fold(k)] && namedBehind[d.fold(k+1)]
			if behind {
				s, ok = bahasa.Span{First: k, Last: k + 1}, true
			}
			initials := t.Fold == "berinisial" || t.Fold == "inisial"
			if initials {
				k = d.skipRanks(k)
			}
			if initials && k < len(d.toks) && d.toks[k].Cap && d.toks[k].Kind == bahasa.Word {
				s, ok = bahasa.Span{First: k, Last: k + 1}, true
			}
			if ok && !d.identifiesPlace(s) {
				p := d.join(s)
				d.persons[p].initials = d.persons[p].initials || behind || initials && (d.toks[k].Upper || len(d.fold(k)) == 1)
				know(p)
				m := mention{Span: s, person: p}
				d.identify(p, s.First)
				add(m)
				if i = d.chain(s.Last, p, know, add); (behind || initials) && i == s.Last {
					m.pos = d.persons[p].pos
					if behind {
						m.count = 2
					}
					i = d.moreInitials(m, know, add)
				}
				continue
			}
		}
		if s, ok := d.litigant(i); ok {
			i = d.addLitigant(s, know, add)
			continue
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
		if k, ok := forms[t.Fold]; ok && !(len(t.Fold) == 1 && d.fold(i+1) == "." && d.same(i, i+1)) && (!t.Upper || d.persons[k].initials) && d.fold(i-1) != "-" && d.fold(i+1) != "-" {
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
		if s, ok := d.freeName(i); ok {
			i = s.Last
			if introducesAlias[prev] && d.alias(s, know) {
				continue
			}
			k := d.join(s)
			know(k)
			if relatives[prev] && d.fold(i-2) != "sang" { // "istri Budi Santoso": nothing is said of him
				continue
			}
			d.identify(k, s.First)
			add(mention{Span: s, person: k})
			if d.persons[k].group >= 0 {
				i = d.chain(i, k, know, add)
			}
			continue
		}
		if s, ok := d.listedName(i); ok { // "Dua ASN, Suparjo dan Wagiman, ..."
			k := d.join(s)
			know(k)
			add(mention{Span: s, person: k})
			i = s.Last
			continue
		}
		if s, ok := d.saidBy(i); ok { // "...," kata Budi
			k := d.join(s)
			know(k)
			add(mention{Span: s, person: k})
			i = s.Last
			continue
		}
		if s, ok := d.titledBehind(i); ok { // "Riyadi, sang kepala sekolah, ..."
			k := d.join(s)
			d.persons[k].initials = d.persons[k].initials || t.Upper && len(t.Fold) <= 4 || s.Last == s.First+1 && d.letters(i)
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
	d.readLists()
}

// withCourtesies returns the span of a name with the words of respect before it and the degrees behind it.
func (d *doc) withCourtesies(s bahasa.Span) bahasa.Span {
	for i := s.First; d.same(i-1, s.First) && (honorifics[d.fold(i-1)] || d.fold(i-1) == "." && honorifics[d.fold(i-2)]); i-- {
		if honorifics[d.fold(i-1)] {
			s.First = i - 1
		}
	}
	s.Last = d.afterDegrees(s.Last)
	return s
}

// listedName reads a name that need not have two words since those are listed there whom the text has just counted: behind the comma, "Dua ASN, Suparjo
// dan Wagiman, ...", or behind "dan" where such a list goes on.
func (d *doc) listedName(i int) (bahasa.Span, bool) {
	n := len(d.mentions)
	if n == 0 || !d.toks[i].Cap && !honorifics[d.fold(i)] {
		return bahasa.Span{}, false
	}
	last := d.mentions[n-1]
	switch d.fold(i - 1) {
	case ",":
		if last.person >= 0 || last.count < 2 || last.Last != i-1 {
			return bahasa.Span{}, false
		}
		s, ok := d.nameAt(i, false)
		end := d.afterDegrees(s.Last)
		return s, ok && last.count == 2 && (d.fold(end) == "dan" || d.fold(end) == "serta") && d.same(i, end+1)
	case "dan", "serta":
		if n < 2 || last.person < 0 || d.mentions[n-2].person >= 0 || d.mentions[n-2].count != 2 || last.Last != i-1 || d.mentions[n-2].Last >= last.First || last.First-d.mentions[n-2].Last > 1 {
			return bahasa.Span{}, false
		}
		return d.nameAt(i, false)
	}
	return bahasa.Span{}, false
}

// bodyAround returns where the name of a body ends that begins at token i and has a title inside of it, which then speaks of nobody:
// "Komisi Aparatur Sipil Negara (KASN)". It is i if there is none.
func (d *doc) bodyAround(i int) int {
	for _, tp := range [...]topic{topicBodies, topicUnits} {
		b, ok := at(d.hits[tp], i)
		if !ok || b.Last == i+1 || d.isTitle(i) || !d.toks[i].Cap {
			continue
		}
		for k := i + 1; k < b.Last; k++ {
			if !d.isTitle(k) {
				continue
			}
			if d.fold(b.Last) == "(" && d.fold(b.Last+2) == ")" {
				return b.Last + 3
			}
			return b.Last
		}
	}
	return i
}

// premisesEnd returns where a title ends that names a room or a club and nobody in it, "aula kantor camat", "kelompok kerja kepala
// sekolah", or 0 if the name of who holds it follows.
func (d *doc) premisesEnd(i int) int {
	h, _ := at(d.hits[topicTitles], i)
	pos := d.positionAt(h)
	end := max(pos.Last, pos.agency.Last)
	if s, ok := d.nameAfter(end); ok && s.First == end {
		return 0
	}
	return end
}

// besideName takes in what a text sets right behind a name: its initials in brackets, "Budi Santoso (BS)", and the body that somebody
// comes from, "Budi dari Bawaslu X".
func (d *doc) besideName(m mention, know func(int)) {
	p, i := &d.persons[m.person], m.Last
	if d.fold(i) == "(" && d.fold(i+2) == ")" && d.same(m.First, i+2) && d.toks[i+1].Upper && d.abbreviates(i+1, i) {
		p.aliases = append(p.aliases, d.fold(i+1))
		know(m.person)
		return
	}
	if b, ok := at(d.hits[topicBodies], i+1); ok && d.fold(i) == "dari" && p.pos.Last == 0 && p.role == "" {
		role, kind, _ := strings.Cut(b.section, " ")
		office := bahasa.Span{First: i + 1, Last: max(b.Last, d.officeEnd(i+1))}
		p.pos = position{Span: office, class: role, head: strings.ToLower(d.span(b.Span)), agency: office, body: kind}
	}
}

// freeName reads a name that no title leads: not behind a word of place, no half of a pair, not in a line that is a link.
func (d *doc) freeName(i int) (bahasa.Span, bool) {
	s, ok := d.nameAt(i, true)
	if !ok || s.Last <= i || d.namesOutlet(s) || d.toks[i].Before == bahasa.Space && placeAfter(d.fold(i-1)) != "" {
		return s, false
	}
	switch d.fold(i - 1) {
	case "di", "ke", "desa", "kecamatan", "kelurahan":
		return s, false
	case "-":
		if d.toks[i].Before == bahasa.None {
			return s, false
		}
	}
	return s, (d.fold(s.Last) != "-" || d.isTitle(s.Last+1)) && !d.linkLine(i)
}

// namesOutlet reports whether the name at s is that of the newspaper: "saat dihubungi Kabar Timur" in kabartimur.com.
func (d *doc) namesOutlet(s bahasa.Span) bool {
	if d.page.Outlet == "" || s.Last-s.First < 2 {
		return false
	}
	var b strings.Builder
	for i := s.First; i < s.Last; i++ {
		b.WriteString(d.fold(i))
	}
	return strings.Contains(strings.ReplaceAll(strings.ToLower(d.page.Outlet), " ", ""), b.String())
}

// linkLine reports whether token i stands in a line that is the headline of another article: its words have capitals, it ends without
// a point and speaks of no position.
func (d *doc) linkLine(i int) bool {
	s := d.sents[d.sentOf[i]]
	if s.Last-s.First > 24 {
		return false
	}
	n := 0
	for j := s.First; j < s.Last; j++ {
		t := d.toks[j]
		switch {
		case t.Kind == bahasa.Mark && strings.Contains(".!?:\"”", d.text[t.Start:t.End]) || d.isTitle(j):
			return false
		case t.Kind == bahasa.Word && !t.Cap && len(t.Fold) > 4:
			return false
		case t.Kind == bahasa.Word && t.Cap:
			n++
		}
	}
	return n >= 5
}

// inDateline reports whether token i belongs to the place that a report is sent from: it stands first and names nobody.
func (d *doc) inDateline(i int) bool {
	return i >= d.body && d.page.Dateline != "" && d.toks[i].End <= d.lead+len(d.page.Dateline) && strings.HasPrefix(d.page.Text, d.page.Dateline)
}

// placeLike reports whether the name at s behind the title of several persons is that of where they work, since one name is not enough
// for them: "dua guru SDN Suka Maju". A list would go on, initials and a single word could be the first of one.
func (d *doc) placeLike(s bahasa.Span) bool {
	switch d.fold(s.Last) {
	case "dan", "serta", "&", "(", "-", "–":
		return false
	case ",":
		_, more := d.nameAt(s.Last+1, false)
		return !more && !d.isTitle(s.Last+1)
	}
	return !d.initials(s.First)
}

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

// namesPlace reports whether a name of several words is that of a place: the text sets a word such as "desa" before it somewhere, or
// somebody holds a position there.
func (d *doc) namesPlace(p *person) bool {
	if len(p.words) < 2 {
		return false
	}
	for i := d.body + 1; i+len(p.words) <= len(d.toks); i++ {
		if d.toks[i].Fold != p.words[0] || !placeCues[d.fold(i-1)] {
			continue
		}
		same := true
		for n, w := range p.words {
			same = same && d.toks[i+n].Fold == w
		}
		if same {
			return true
		}
	}
	for k := range d.mentions {
		if a := d.mentions[k].pos.agency; a.Last-a.First == len(p.words) && strings.EqualFold(d.span(a), p.name) {
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
	for k := range d.persons {
		p := &d.persons[k]
		p.place = p.place || p.pos.Last == 0 && p.role == "" && p.group < 0 && !p.initials && d.namesPlace(p)
	}
	for k := range d.mentions {
		if m := &d.mentions[k]; m.person >= 0 && d.persons[m.person].place && m.pos.Last == 0 {
			d.persons[m.person].pos = position{}
		}
	}
}
