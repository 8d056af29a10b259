package extract

import (
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

// genericASN are titles that say no more than that somebody is a civil servant.
var genericASN = map[string]bool{"asn": true, "pns": true, "pppk": true, "p3k": true, "aparatur sipil negara": true, "aparat sipil negara": true,
	"pegawai negeri sipil": true, "pegawai negeri": true, "pegawai": true, "aparatur": true, "abdi negara": true, "pejabat": true,
	"pegawai asn": true, "pejabat asn": true, "birokrat": true, "staf": true, "staff": true, "asn / pns": true, "asn/pns": true}

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
