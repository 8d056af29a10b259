package extract

import (
	"cmp"
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

// positionAt reads the position that begins with the title at token i.
func (d *doc) positionAt(h hit) position {
	p := position{Span: h.Span, class: h.section, head: strings.ToLower(d.span(h.Span))}
	i := h.First
	j := h.Last
	typed := d.placeOf(p.head, h.section)                                                         // the kind of place that must follow: "kecamatan"
	if (typed == "kecamatan" || typed == "desa") && honorifics[d.fold(i-1)] && !d.knownPlace(j) { // "Bu Lurah Siti"
		typed = ""
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
	if also, ok := at(d.hits[topicTitles], j); ok && j > i && genericASN[strings.ToLower(d.span(also.Span))] && d.toks[j].Before == bahasa.Space { // "guru PPPK"
		j = also.Last
		p.Last = j
	}
	if k := d.skipTenure(j); k > j && d.same(i, k) && d.capWord(k) && !d.isTitle(k) { // "Kades nonaktif Sukamaju"
		j = k
	}
	agency, placed := -1, -1
	closed := -1 // behind a place or a school, with which a position is whole
	held := d.heldBefore(i)
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
		if j >= d.body && (closed == j && d.lettersOfHolder(j) || closed != j && agency >= 0 && d.lettersBehindOffice(j)) || d.nameInCapitals(j) {
			break
		}
		if b, ok := at(d.hits[topicBodies], j); ok {
			role, kind, _ := strings.Cut(b.section, " ")
			if i < d.body && p.class != "generic" && !genericASN[p.head] && role == "supervisor" { // "Sekda, Bawaslu ..." in an address
				break
			}
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
		if end := d.capitalsEnd(j); typed != "" && end > j+1 && d.inLarger(end) && !d.isTitle(j) && !d.officeWord(j) { // "Puskesmas Pacitan Jaya, Kecamatan X"
			part(end)
			typed, closed = "", j
			continue
		}
		if pl, ok := d.placeAt(j); ok && placed == j {
			break // the second of two places in a row begins a name
		} else if ok && (pl.level() <= gazetteer.Regency || typed == "kecamatan") {
			typed = ""
			part(pl.Last)
			placed, closed = j, j
			continue
		}
		if typed == "sekolah" {
			if next := d.schoolEnd(j, held); next > j {
				part(next)
				typed, closed = "", j
				continue
			}
		}
		if (typed == "kecamatan" || typed == "desa") && t.Cap && t.Kind == bahasa.Word && placeAfter(t.Fold) == "" && !d.isTitle(j) {
			if j < d.body && !d.properName(j) {
				break
			}
			part(d.heldPlaceEnd(j, typed, held))
			typed, closed = "", j
			continue
		}
		u, ok := at(d.hits[topicUnits], j)
		if !ok && t.Cap && t.Kind == bahasa.Word && abstract(t.Fold) && !d.isTitle(j) && j >= d.body { // "Badan Permusyawaratan Desa"
			u, ok = hit{Span: bahasa.Span{First: j, Last: j + 1}}, true
		}
		if ok && (t.Cap || (p.class != "generic" || agency >= 0) && !personal[t.Fold]) {
			typed = cmp.Or(placeAfter(d.fold(u.Last-1)), typed)
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
		if t.Cap && t.Kind == bahasa.Word && (agency >= 0 || parts[lastWord(p.head)]) && !t.Upper && j >= d.body { // "Bidang Pembinaan SD Dinas X": a word that no list has, inside of an office
			k := j + 1
			for k < j+3 && d.same(i, k) && d.toks[k].Cap {
				if d.officeWord(k) {
					break
				}
				k++
			}
			if d.same(i, k) && d.officeWord(k) && d.toks[k].Cap && d.toks[k].Before == bahasa.Space {
				part(k)
				continue
			}
		}
		if of, ok := at(d.hits[topicTitles], j); ok && p.class == "ngo" && t.Cap { // "Ketua Forum Honorer"
			part(of.Last)
			continue
		}
		if p.class == "counsel" && agency < 0 && partyWords[t.Fold] {
			k := j + 1
			for k < j+8 && d.same(i, k) && d.toks[k].Kind != bahasa.Mark && !d.toks[k].Cap {
				k++
			}
			part(k)
			continue
		}
		if t.Fold == "(" && d.initialsIn(j) > 0 {
			break
		}
		if t.Fold == "(" && d.fold(j+3) == ")" && d.same(i, j+3) && d.toks[j+1].Cap { // "(Dinkes PPKB)"
			part(j + 4)
			typed = ""
			continue
		}
		switch {
		case t.Fold == "(" && d.fold(j+2) == ")" && d.same(i, j+2):
			j += 3
			if agency >= 0 {
				typed = ""
			}
			if agency >= 0 || p.Last == j-3 {
				p.Last = j
			}
			continue
		case t.Kind == bahasa.Number && len(t.Fold) <= 4 && agency >= 0, romans[t.Fold] && t.Upper || romans[t.Fold] && t.Cap && t.Fold == "i" && !d.isName(j+1):
			part(j + 1)
			continue
		case ranks[p.head] || (titlesOfPlaces[p.head] || litigants[p.head]) && t.Upper && len(t.Fold) <= 3:
		case t.Upper && len(t.Fold) <= 9 && !d.shouts(j) && !honorifics[t.Fold] && !ranks[t.Fold] && !degrees[t.Fold]:
			part(j + 1)
			continue
		case t.Fold == "dan" || t.Fold == "," || t.Fold == "/" || t.Fold == "&" || t.Fold == "-":
			if t.Fold == "," && d.fold(j+1) == "dan" { // "Pelanggaran, Data, dan Informasi"
				j++
			}
			if u, ok := at(d.hits[topicUnits], j+1); ok && agency >= 0 && d.same(i, j+1) && d.toks[j+1].Cap && u.Last > j+1 {
				if t.Fold != "," || !d.isTitle(j+1) && !d.aged(j+2) {
					j++
					continue
				}
			}
		case connects[t.Fold] || t.Fold == "yang" && works[d.fold(j+1)] || works[t.Fold] && agency < 0:
			k := j + 1
			for k < j+4 && (connects[d.fold(k)] || works[d.fold(k)]) {
				k++
			}
			if d.same(i, k) && d.startsOffice(k) && (agency < 0 || t.Fold == "pada" || t.Fold == "di" || t.Fold == "dari") {
				// the office after "di" is the agency, no part of the position
				p.agency = bahasa.Span{First: k, Last: d.officeEnd(k)}
				return p
			}
		}
		break
	}
	if end := d.wholeName(h, j, typed); end > j && agency < 0 {
		agency, p.Last = j, end
	} else if end > j {
		p.Last = end
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
	}
	if k := d.smallEnd(j); agency < 0 && p.class == "generic" && k > j {
		agency, p.Last = j, k
	}
	if agency >= 0 {
		p.agency = bahasa.Span{First: agency, Last: p.Last}
	}
	return p
}

// properName reports whether a word of the headline, where all words may have capitals, is a name: the gazetteer has it, or the text has
// it with a capital inside of a sentence. Some villages are called as verbs are, so that for a headline all in capitals only the text tells.
func (d *doc) properName(i int) bool {
	if !d.shouts(i) && d.knownPlace(i) {
		return true
	}
	w := d.fold(i)
	for j := d.body; j < len(d.toks); j++ {
		if t := d.toks[j]; t.Fold == w && t.Cap && d.same(j-1, j) && d.toks[j-1].Kind == bahasa.Word {
			return true
		}
	}
	return false
}

// shouts reports whether token i stands in a headline that is all in capitals, where they tell nothing.
func (d *doc) shouts(i int) bool {
	if i >= d.body {
		return false
	}
	for j := range d.body {
		if t := d.toks[j]; t.Kind == bahasa.Word && !t.Upper && len(t.Fold) > 1 {
			return false
		}
	}
	return true
}

// knownPlace reports whether the gazetteer has a place that is called as the capitals at token i or the first of them.
func (d *doc) knownPlace(i int) bool {
	for k := min(i+3, len(d.toks)); k > i; k-- {
		if d.same(i, k-1) && d.toks[k-1].Cap && len(gazetteer.Named(d.span(bahasa.Span{First: i, Last: k}))) > 0 {
			return true
		}
	}
	return false
}

// placeOf returns what kind of place follows a title.
func (d *doc) placeOf(head, class string) string {
	last := lastWord(head)
	switch {
	case strings.HasSuffix(head, "camat"), last == "sekcam", strings.HasSuffix(head, "polsek"), last == "danramil":
		return "kecamatan"
	case strings.HasSuffix(head, "lurah"), head == "kades", class == "village":
		return "desa"
	case ranks[head]:
		return ""
	}
	return placeAfter(last)
}

// placeAfter returns what kind of place follows a word inside of an office: "Kantor Kecamatan X", "Humas PN X".
func placeAfter(word string) string {
	switch word {
	case "kecamatan", "kec", "distrik", "polsek", "koramil", "kua", "pn":
		return "kecamatan"
	case "kelurahan", "desa", "gampong", "nagari", "pekon", "kel", "kampung", "ohoi", "tiyuh", "nagori":
		return "desa"
	}
	if school[word] {
		return "sekolah"
	}
	return ""
}

// officeWord reports whether a unit or a body begins at token i.
func (d *doc) officeWord(i int) bool {
	_, unit := at(d.hits[topicUnits], i)
	_, body := at(d.hits[topicBodies], i)
	return unit || body
}

func (d *doc) capWord(i int) bool {
	return i < len(d.toks) && d.toks[i].Kind == bahasa.Word && d.toks[i].Cap
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func (d *doc) isTitle(i int) bool { _, ok := at(d.hits[topicTitles], i); return ok }

func (d *doc) unitAt(i int) bool { _, ok := at(d.hits[topicUnits], i); return ok }

// genericASN are titles that say no more than that somebody is a civil servant.
var genericASN = map[string]bool{"asn": true, "pns": true, "pppk": true, "p3k": true, "aparatur sipil negara": true, "aparat sipil negara": true,
	"pegawai negeri sipil": true, "pegawai negeri": true, "pegawai": true, "aparatur": true, "abdi negara": true, "pejabat": true,
	"pegawai asn": true, "pejabat asn": true, "birokrat": true, "staf": true, "staff": true, "pejabat eselon": true, "pejabat struktural": true, "pegawai aktif": true,
	"asn aktif": true, "pns aktif": true, "aparatur pemerintah": true, "pegawai pemerintah dengan perjanjian kerja": true, "asn / pns": true, "asn/pns": true}

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
