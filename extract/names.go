package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A position is what somebody is: "Camat Balikpapan Selatan", "Ketua Bawaslu Kabupaten Pasuruan".
type position struct {
	bahasa.Span
	class  string      // section of titles.txt, or what the body after a generic title makes of it
	head   string      // the title itself, folded
	agency bahasa.Span // the office and its place; empty if none is written
	body   string      // kind of bodies.txt; empty if none
	acting bool        // Pj, Pjs, Plt, Plh
}

// A person is a human being with a name, joined over all forms of it in the text.
type person struct {
	name     string // the fullest form
	words    []string
	pos      position
	role     string // of a candidate: section of roles.txt
	party    string
	first    bahasa.Span
	accused  float64
	because  string // the rule that accused most
	accuseAt bahasa.Span
	initials bool
	aliases  []string
	place    bool // turned out to be the name of a place
	paired   bool // one of a pair of candidates, or who wrote
	group    int  // mention of unnamed persons that this one turned out to be; -1 if none
}

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

var (
	honorifics = words("h hj drs dra dr ir prof kh ust ustaz tgk bapak pak bpk bu ibu mas mbak bang bung sdr sdri saudara saudari haji hajah tuan nyonya kak gus")
	particles  = words("bin binti al el van de as ar ibnu")
	degrees    = words("sh se mm mh si sos pd kom ag ip st mt kes kep hum ap stp sstp mpd msi mba phd sthi spdi spd skm sp sip ssos mkes map ssi skom sag amd md")
	introduces = words("bernama berinisial inisial yakni yaitu ialah")
	identifies = words("adalah ialah yakni yaitu bernama berinisial namanya inisial")
	connects   = words("di pada dari lingkungan lingkup asal se jajaran")
	works      = words("bertugas berdinas bekerja menjabat mengajar tercatat dinas")
	romans     = words("i ii iii iv v vi")
)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// fold returns the folded token i, or nothing beyond the sentence of token from.
func (d *doc) fold(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].Fold
}

func (d *doc) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(d.toks) && j < len(d.toks) && d.sentOf[i] == d.sentOf[j]
}

// span returns the text of tokens.
func (d *doc) span(s bahasa.Span) string {
	if s.Last <= s.First {
		return ""
	}
	return strings.Join(strings.Fields(d.text[d.toks[s.First].Start:d.toks[s.Last-1].End]), " ")
}

// nameAt reads a run of capitalised words that can be a name. A free one stands alone in the text; the others follow a title
// or a word such as "bernama", which allows single words.
func (d *doc) nameAt(i int, free bool) (bahasa.Span, bool) {
	start := i
	for i < len(d.toks) && d.same(start, i) && honorifics[d.fold(i)] && (i == start || d.toks[i].Before <= bahasa.Space) {
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
			if len(t.Fold) == 1 && d.fold(j) == "." && d.same(i, j+1) && d.toks[j+1].Cap { // A. Rahman
				j++
			}
			continue
		case n > 0 && particles[t.Fold] && d.same(i, j+1) && d.toks[j+1].Cap && d.toks[j+1].Kind == bahasa.Word:
			j++
			continue
		case n > 0 && t.Fold == "-" && t.Before == bahasa.None && particles[d.fold(j-1)] && d.same(i, j+1):
			j++
			continue
		}
		break
	}
	for s.Last-s.First > 1 && degrees[d.fold(s.Last-1)] && d.capitals(s.Last-1) > 1 {
		s.Last--
		n--
	}
	if n == 0 || free && n < 2 && !led {
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
	if _, ok := at(d.hits[topicWords], i); ok && !(t.Fold == "lalu" && !free && d.same(i, i+1) && d.toks[i+1].Cap) { // Lalu is a name on Lombok
		return false
	}
	if h, ok := at(d.hits[topicTitles], i); ok && (first || h.Last > i+1) {
		return false
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
		if h, ok := at(d.hits[topicVerbs], i); ok && h.Last == i+1 {
			return false
		}
	}
	return true
}

// positionAt reads the position that begins with the title at token i.
func (d *doc) positionAt(h hit) position {
	p := position{Span: h.Span, class: h.section, head: strings.ToLower(d.span(h.Span))}
	i := h.First
	j := h.Last
	typed := "" // the word of place just before: "kecamatan"
	switch {
	case strings.HasSuffix(p.head, "camat"), strings.HasSuffix(p.head, "distrik"):
		typed = "kecamatan"
	case school[lastWord(p.head)]:
		typed = "sekolah"
	case strings.HasSuffix(p.head, "lurah"), p.head == "kades", strings.HasSuffix(p.head, "kepala desa"), h.section == "village":
		typed = "desa"
	}
	p.head = strings.TrimSuffix(p.head, "nya")
	if p.class == "generic" && strings.HasSuffix(d.fold(h.Last-1), "nya") { // "Bawaslu X, melalui anggotanya": of the body before
		for k := i - 1; k > i-30 && k >= d.body && d.sentOf[k] >= d.sentOf[i]-1; k-- {
			if b, ok := at(d.hits[topicBodies], k); ok {
				p.class, p.body, _ = strings.Cut(b.section, " ")
				break
			}
		}
	}
	agency, placed := -1, -1
	part := func(next int) {
		if agency < 0 {
			agency = j
		}
		j = next
		p.Last = j
	}
	for d.same(i, j) {
		t := d.toks[j]
		if t.Before > bahasa.Space {
			break
		}
		if b, ok := at(d.hits[topicBodies], j); ok {
			role, kind, _ := strings.Cut(b.section, " ")
			p.body = kind
			if p.class == "generic" || role == "supervisor" || role == "commission" {
				p.class = role
			}
			if kind == "Panwaslu Kecamatan" {
				typed = "kecamatan"
			}
			part(b.Last)
			continue
		}
		if pl, ok := d.placeAt(j); ok && placed == j {
			break // the second of two places in a row begins a name
		} else if ok && (pl.level() <= gazetteer.Regency || typed == "kecamatan") {
			typed = ""
			part(pl.Last)
			placed = j
			continue
		}
		if typed == "sekolah" {
			if next := d.schoolEnd(j); next > j {
				part(next)
				typed = ""
				continue
			}
		}
		if (typed == "kecamatan" || typed == "desa") && t.Cap && t.Kind == bahasa.Word && !d.isTitle(j) {
			part(d.placeNameEnd(j, typed))
			typed = ""
			continue
		}
		if u, ok := at(d.hits[topicUnits], j); ok && (t.Cap || p.class != "generic" || agency >= 0) {
			switch w := d.fold(u.Last - 1); {
			case school[w]:
				typed = "sekolah"
			}
			switch d.fold(u.Last - 1) {
			case "kecamatan", "kec", "distrik":
				typed = "kecamatan"
			case "kelurahan", "desa", "gampong", "nagari", "pekon", "kel", "kampung":
				typed = "desa"
			}
			switch w := d.fold(u.First); {
			case p.class == "generic" && (w == "dprd" || w == "dpr" || w == "dpc" || w == "dpd" || w == "dpw" || w == "dpp" || w == "partai" || w == "fraksi" || w == "pemenangan"):
				p.class = "politician"
			case p.class == "generic" && (w == "polri" || w == "tni" || w == "densus"):
				p.class = "police"
			case p.class == "generic" && (w == "lsm" || w == "lbh" || w == "forum" || w == "aliansi" || w == "koalisi" || w == "yayasan" || w == "lembaga"):
				p.class = "ngo"
			case p.class == "generic" && (w == "penanganan" || w == "pencegahan" || w == "divisi" && strings.HasPrefix(p.head, "ko")):
				p.class = "supervisor"
			case p.class == "generic" && (strings.HasPrefix(p.head, "kepala") || p.head == "sekretaris" || p.head == "direktur" && (w == "rsud" || w == "rumah sakit")):
				p.class = "asn"
			}
			part(u.Last)
			continue
		}
		if pa, ok := at(d.hits[topicParties], j); ok {
			if p.class == "generic" {
				p.class = "politician"
			}
			part(pa.Last)
			continue
		}
		if t.Cap && t.Kind == bahasa.Word && agency >= 0 && !t.Upper && p.class == "asn" { // "Bidang Pembinaan SD Dinas X": a word that no list has, inside of an office
			k := j + 1
			for k < j+3 && d.same(i, k) && d.toks[k].Cap {
				if _, ok := at(d.hits[topicUnits], k); ok {
					break
				}
				k++
			}
			if _, ok := at(d.hits[topicUnits], k); ok && d.same(i, k) && d.toks[k].Cap && d.toks[k].Before == bahasa.Space {
				part(k)
				continue
			}
		}
		if p.class == "counsel" && agency < 0 && partyWords[t.Fold] {
			k := j + 1
			for k < j+8 && d.same(i, k) && d.toks[k].Kind != bahasa.Mark && !d.toks[k].Cap {
				k++
			}
			part(k)
			continue
		}
		if t.Fold == "(" && d.fold(j+3) == ")" && d.same(i, j+3) && d.toks[j+1].Cap { // "(Dinkes PPKB)"
			part(j + 4)
			continue
		}
		switch {
		case t.Fold == "(" && d.fold(j+2) == ")" && d.same(i, j+2):
			j += 3
			if agency >= 0 || p.Last == j-3 {
				p.Last = j
			}
			continue
		case t.Kind == bahasa.Number && len(t.Fold) <= 4 && agency >= 0, romans[t.Fold] && t.Upper || romans[t.Fold] && t.Cap && t.Fold == "i" && !d.isName(j+1):
			part(j + 1)
			continue
		case t.Upper && len(t.Fold) <= 9 && !honorifics[t.Fold] && !degrees[t.Fold]:
			part(j + 1)
			continue
		case t.Fold == "dan" || t.Fold == "," || t.Fold == "/" || t.Fold == "&" || t.Fold == "-":
			if t.Fold == "," && d.fold(j+1) == "dan" { // "Pelanggaran, Data, dan Informasi"
				j++
			}
			if u, ok := at(d.hits[topicUnits], j+1); ok && agency >= 0 && d.same(i, j+1) && d.toks[j+1].Cap && u.Last > j+1 {
				if t.Fold != "," || !d.isTitle(j+1) {
					j++
					continue
				}
			}
		case connects[t.Fold] || t.Fold == "yang" && works[d.fold(j+1)] || works[t.Fold] && agency < 0:
			k := j + 1
			for k < j+4 && (connects[d.fold(k)] || works[d.fold(k)]) {
				k++
			}
			if d.same(i, k) && d.startsOffice(k) && agency < 0 {
				j = k
				// the office after "di" is the agency, no part of the position
				end := d.officeEnd(k)
				p.agency = bahasa.Span{First: k, Last: end}
				return p
			}
		}
		break
	}
	if k := h.Last - 1; agency == h.Last && k > h.First && school[d.fold(k)] {
		agency = k // "Kepala SMAN 1 X" is of SMAN 1 X
	}
	if k := h.First + 1; p.class == "asn" && agency == h.Last && k < h.Last && (d.fold(h.First) == "kepala" || d.fold(h.First) == "sekretaris" && d.fold(k) != "daerah" || d.fold(h.First) == "pegawai" || d.fold(h.First) == "staf") && !school[d.fold(k)] || p.class == "asn" && k < h.Last && d.fold(k) == "puskesmas" {
		agency = k // the office is part of the title: "Kepala Bapenda X"
	}
	if agency < 0 && p.class == "generic" && expert[p.head] { // "pakar hukum tata negara Universitas X, Budi"
		k := j
		for k < j+6 && d.same(i, k) && d.toks[k].Kind == bahasa.Word && !d.toks[k].Cap && d.toks[k].Before == bahasa.Space {
			k++
		}
		if k > j && d.same(i, k) && d.toks[k].Cap {
			agency, p.Last = j, k
			if end := d.officeEnd(k); end > k {
				for end < k+6 && d.same(i, end) && d.toks[end].Cap && d.toks[end].Before == bahasa.Space {
					end++
				}
				if d.fold(end) == "," {
					p.Last = end
				}
			}
		}
	} else if agency < 0 && p.class == "generic" { // "Direktur Suara Kita, Budi Santoso,": an office that no list has
		k := j
		for k < j+4 && d.same(i, k) && d.toks[k].Cap && d.toks[k].Kind == bahasa.Word && d.toks[k].Before == bahasa.Space {
			k++
		}
		if k > j && d.fold(k) == "," && d.same(i, k+1) {
			if s, ok := d.nameAt(k+1, false); ok && s.Last-s.First > 1 {
				agency, p.Last = j, k
			}
		}
	}
	if agency >= 0 {
		p.agency = bahasa.Span{First: agency, Last: p.Last}
	}
	return p
}

// school are the words after which a proper name of a school or health centre stands.
var school = words("sd sdn smp smpn sma sman smk smkn tk paud mi min mts mtsn ma man madrasah negeri puskesmas pustu rsud sekolah pkm ra slb")

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// schoolEnd returns where the proper name of a school ends that begins at token j: "2 Cibadak", "Moyoketen 1", "Limbangan," - or j.
func (d *doc) schoolEnd(j int) int {
	i := j
	if d.toks[i].Kind == bahasa.Number && len(d.toks[i].Fold) <= 3 {
		i++
		if p, ok := d.placeAt(i); ok && d.same(j, i) {
			return p.Last
		}
		return i
	}
	for i < j+3 && d.same(j, i) && d.toks[i].Cap && d.toks[i].Kind == bahasa.Word && !d.isTitle(i) && (i == j || d.toks[i].Before == bahasa.Space) {
		i++
	}
	switch {
	case i == j:
		return j
	case d.same(j, i) && d.toks[i].Kind == bahasa.Number && len(d.toks[i].Fold) <= 3:
		return i + 1
	case d.fold(i) == "," || i == j+1:
		return i
	}
	if p, ok := d.placeAt(j); ok {
		return min(p.Last, i)
	}
	return j + 1
}

var former = words("mantan eks bekas pensiunan")

var expert = words("pakar pengamat akademisi ahli peneliti aktivis pegiat pemerhati tokoh")

var partyWords = words("terdakwa terlapor pelapor korban paslon pasangan tersangka teradu pemohon")

func (d *doc) isTitle(i int) bool { _, ok := at(d.hits[topicTitles], i); return ok }

func (d *doc) isName(i int) bool {
	return i < len(d.toks) && d.toks[i].Kind == bahasa.Word && d.toks[i].Cap && d.nameWord(i, true, true)
}

func (d *doc) startsOffice(i int) bool {
	if _, ok := at(d.hits[topicUnits], i); ok {
		return true
	}
	if b, ok := at(d.hits[topicBodies], i); ok {
		return !strings.HasPrefix(b.section, "supervisor")
	}
	p, ok := d.placeAt(i)
	return ok && p.level() <= gazetteer.Regency
}

// officeEnd returns where the office that begins at token i ends: units, bodies, places, abbreviations, numbers.
func (d *doc) officeEnd(i int) int {
	j := i
	for d.same(i, j) && (j == i || d.toks[j].Before <= bahasa.Space) {
		if u, ok := at(d.hits[topicUnits], j); ok && (d.toks[j].Cap || j == i) {
			j = u.Last
			switch d.fold(j - 1) {
			case "kecamatan", "kelurahan", "desa":
				if d.same(i, j) && d.toks[j].Cap && d.toks[j].Kind == bahasa.Word {
					j = d.placeNameEnd(j, d.fold(j-1))
				}
			}
			continue
		}
		if b, ok := at(d.hits[topicBodies], j); ok {
			j = b.Last
			continue
		}
		if p, ok := d.placeAt(j); ok && (p.level() <= gazetteer.Regency || j > i) {
			j = p.Last
			continue
		}
		t := d.toks[j]
		switch {
		case t.Fold == "(" && d.fold(j+2) == ")":
			j += 3
			continue
		case t.Kind == bahasa.Number && j > i && len(t.Fold) <= 3, t.Upper && len(t.Fold) <= 9:
			j++
			continue
		}
		break
	}
	return j
}

// placeNameEnd returns where the name of a district or village that begins at token i ends: the longest run that the
// gazetteer knows at that level, else up to the comma, else one word.
func (d *doc) placeNameEnd(i int, typed string) int {
	level := gazetteer.District
	if typed != "kecamatan" && typed != "kec" {
		level = gazetteer.Village
	}
	end := i
	for end < len(d.toks) && end < i+4 && d.same(i, end) && d.toks[end].Cap && d.toks[end].Kind == bahasa.Word && (end == i || d.toks[end].Before == bahasa.Space) && !d.isTitle(end) {
		end++
	}
	for k := min(end, i+3); k > i; k-- {
		for _, p := range gazetteer.Named(d.span(bahasa.Span{First: i, Last: k})) {
			if p.Level() == level {
				return k
			}
		}
	}
	if end > i && (d.fold(end) == "," || end-i == 1) {
		return end
	}
	return min(i+1, len(d.toks))
}

// join returns the person with that name, making one if the text has none yet.
func (d *doc) join(s bahasa.Span) int {
	var ws []string
	for i := s.First; i < s.Last; i++ {
		if t := d.toks[i]; t.Kind == bahasa.Word && !honorifics[t.Fold] {
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

// genericASN are titles that say no more than that somebody is a civil servant.
var genericASN = map[string]bool{"asn": true, "pns": true, "pppk": true, "p3k": true, "aparatur sipil negara": true, "aparat sipil negara": true,
	"pegawai negeri sipil": true, "pegawai negeri": true, "pegawai": true, "aparatur": true, "abdi negara": true, "pejabat": true,
	"pegawai asn": true, "pejabat asn": true, "birokrat": true, "staf": true, "staff": true, "asn / pns": true, "asn/pns": true}

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

// actingEnd returns the title after "Pj", "Plt.", "Pelaksana Tugas (Plt)" at token i, or i.
func (d *doc) actingEnd(i int) int {
	j := i
	switch d.fold(j) {
	case "pj", "pjs", "plt", "plh":
		j++
		if d.fold(j) == "." {
			j++
		}
	case "penjabat":
		j++
		if d.fold(j) == "sementara" {
			j++
		}
	case "pelaksana":
		if w := d.fold(j + 1); w != "tugas" && w != "harian" {
			return i
		}
		j += 2
	default:
		return i
	}
	if d.fold(j) == "(" && d.fold(j+2) == ")" {
		j += 3
	}
	if d.same(i, j) && d.isTitle(j) {
		return j
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

var namesRole = words(", adalah ialah merupakan seorang yakni yaitu selaku salah satu juga yang sang")

// markCandidates finds candidates whose role stands behind their name ("Budi Santoso, caleg ...") or before it ("caleg itu ialah
// Budi Santoso"), and pairs with a hyphen. None of them is whom the text accuses.
func (d *doc) markCandidates() {
	seen := d.roleSeen[:0]
	for _, r := range d.roleSeen {
		k := d.besideRole(r)
		if k < 0 {
			seen = append(seen, r)
			continue
		}
		d.persons[k].role = r.role
		d.persons[k].party = r.party
		d.roleNamed = append(d.roleNamed, r)
	}
	d.roleSeen = seen
	paired := map[string]bool{}
	for i := d.body + 1; i+1 < len(d.toks); i++ {
		w := d.fold(i)
		if (w == "-" || w == "–" || w == "/") && d.toks[i].Before == bahasa.None && d.toks[i+1].Before == bahasa.None && d.same(i-1, i+1) && d.isName(i-1) && d.isName(i+1) {
			paired[d.fold(i-1)], paired[d.fold(i+1)] = true, true
		}
	}
	for k := range d.persons {
		for _, w := range d.persons[k].words {
			d.persons[k].paired = d.persons[k].paired || paired[w] && !specific(d.persons[k].pos)
		}
		switch first := d.persons[k].first.First; d.fold(first - 1) {
		case ":":
			d.persons[k].paired = d.persons[k].paired || byline[d.fold(first-2)]
		}
	}
}

// byline are the words before the name of who wrote.
var byline = words("penulis pewarta editor reporter laporan kontributor wartawan jurnalis redaktur foto fotografer sumber")

// besideRole returns the person whom an unnamed role stands beside, or -1.
func (d *doc) besideRole(r roleMention) int {
	if r.reporting || r.role == "paslon" || r.First < d.body {
		return -1
	}
	i := r.First - 1
	for i > r.First-5 && namesRole[d.fold(i)] {
		i--
	}
	j := r.Last
	for j < r.Last+3 && d.same(r.First, j) && (d.fold(j) == "tersebut" || d.fold(j) == "itu" || d.fold(j) == "dimaksud") {
		j++
	}
	after := d.fold(j) == "ialah" || d.fold(j) == "adalah" || d.fold(j) == "yakni" || d.fold(j) == "bernama"
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.person < 0 || d.persons[m.person].role != "" || d.persons[m.person].pos.Last > 0 && d.persons[m.person].pos.class != "politician" || !d.same(m.First, r.First) {
			continue
		}
		if i < r.First-1 && m.Last == i+1 || after && m.First == j+1 {
			return m.person
		}
	}
	return -1
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
