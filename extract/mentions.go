package extract

import (
	"cmp"
	"slices"
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
	shares bool // its quantity with the mention before: "sejumlah oknum camat dan lurah"
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
				if s.Last-s.First == 1 && (d.toks[s.First].Upper && len(d.fold(s.First)) <= 4 || d.fold(s.First-1) == "berinisial" || d.fold(s.First-1) == "inisial") {
					d.persons[k].initials = true
				}
				know(k)
				m.person, m.Last = k, s.Last
				d.identify(k, m.First)
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
			if initials {
				k = d.skipRanks(k)
			}
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
		if s, ok := d.freeName(i); ok {
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
		if s, ok := d.saidBy(i); ok { // "...," kata Budi
			k := d.join(s)
			know(k)
			add(mention{Span: s, person: k})
			i = s.Last
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
	d.readLists()
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

// moreInitials reads who else is named by initials beside those of mention m: "berinisial PJ dan EM", "(PJ, EM)".
func (d *doc) moreInitials(m mention, know func(int), add func(mention)) int {
	i := m.Last
	if !d.persons[m.person].initials {
		return i
	}
	for d.same(m.First, i+1) && (d.fold(i) == "dan" || d.fold(i) == ",") && (d.initials(i+1) || m.count > 1 && d.toks[i+1].Upper) && !d.capWord(i+2) {
		k := d.join(bahasa.Span{First: i + 1, Last: i + 2})
		d.persons[k].initials = true
		d.persons[k].group = d.persons[m.person].group
		d.give(k, m.pos)
		know(k)
		add(mention{Span: bahasa.Span{First: i + 1, Last: i + 2}, person: k, pos: m.pos})
		i += 2
	}
	return i
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
	if placeCues[d.fold(i-1)] && d.fold(i-1) != "dari" {
		return bahasa.Span{}, false
	}
	s, ok := d.nameAt(i, false)
	if !ok && (d.initials(i) || d.toks[i].Upper && len(d.toks[i].Fold) <= 4 && d.aged(i+1)) {
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

// nameHere reads the name that follows a position at once: introduced, plain, or as initials.
func (d *doc) nameHere(j int) (bahasa.Span, bool) {
	if s, ok := d.introduced(j); ok {
		return s, true
	}
	office := func(i int) bool { return d.same(j, i) && d.capWord(i) && (d.officeWord(i) || abstract(d.fold(i))) }
	if s, ok := d.nameAt(j, false); ok && d.fold(s.Last) != "-" && !office(s.Last) {
		return s, true
	}
	switch {
	case d.initials(j) && d.fold(j+1) != "(":
		return bahasa.Span{First: j, Last: j + 1}, true
	case d.initialsIn(j) > 0:
		return bahasa.Span{First: j + 1, Last: j + 2}, true
	}
	return bahasa.Span{}, false
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
	return s, d.fold(s.Last) != "-" && d.fold(s.Last) != "dan"
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

// local are words between a position and the name that say only which one it is: "Kepala Dinas setempat, Budi".
var local = words("setempat itu tersebut ini dimaksud")

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
	for i < len(d.toks) && d.toks[i].Kind == bahasa.Word && (honorifics[d.fold(i)] && !d.toks[i].Cap || ranks[d.fold(i)] && d.capWord(i+1)) || d.fold(i) == "." {
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

// besides are words before somebody who is told apart from whom the sentence is about: "Selain Budi, Camat X ...".
var besides = words("selain bersama dengan")

// holds are verbs of having a position.
var holds = words("menjabat bertugas bekerja berstatus berprofesi mengabdi berdinas menduduki")

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

// together are words for all of those who were named before, and how many they are.
var together = map[string]int{"keduanya": 2, "sepasang": 2, "ketiganya": 3, "keempatnya": 4, "kelimanya": 5, "keenamnya": 6,
	"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6}

var copulas = words("merupakan adalah sama - juga")

// quantify reads what stands before a title: "seorang", "sejumlah oknum", "50 orang", "salah satu", "sang".
func (d *doc) quantify(m *mention) {
	j := m.First - 1
	for ; j >= 0 && d.same(j, m.First); j-- {
		w := d.fold(j)
		switch {
		case w == "oknum":
			m.oknum = true
		case w == "orang" || w == "kurang" || w == "lebih" || w == "sekitar" || w == "unsur" || w == "pihak" || w == "berseragam" || w == "berstatus" || w == "pria" || w == "wanita" || w == "perempuan":
		case together[w] > 0:
			m.count = together[w]
		case copulas[w] && m.count == 0 && j > 0 && together[d.fold(j-1)] > 0: // "keduanya merupakan guru"
		case w == "dan" || w == ",":
			// "sejumlah oknum camat dan lurah": the second shares the quantity of the first
			if n := len(d.mentions); n > 0 && d.mentions[n-1].Last == j && d.mentions[n-1].person < 0 && j == m.First-1 {
				m.oknum, m.vague = d.mentions[n-1].oknum, d.mentions[n-1].vague
				m.shares = m.oknum || m.vague
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

// listed are words for persons whom a text counts before it names them.
var listed = words("orang nama terlapor")

// lists are words behind which the names follow of those who were counted.
var lists = words("adalah yakni yaitu ialah masing antara di : meliputi")

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

// countedAt reads "lima orang", "tiga guru" or "dua nama" at token i: several persons who can be named later.
func (d *doc) countedAt(i int) (mention, bool) {
	if d.quoteOf[i] > 0 {
		return mention{}, false
	}
	n, used := bahasa.Integer(d.toks, i)
	if c := together[d.fold(i)]; used == 0 && c > 0 {
		n, used = c, 1
	}
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
			if !lists[d.fold(i)] {
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
