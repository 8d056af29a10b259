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
		u, ok := at(d.hits[topicUnits], j)
		if !ok && t.Cap && t.Kind == bahasa.Word && abstract(t.Fold) && !d.isTitle(j) { // "Badan Permusyawaratan Desa"
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
		if t.Cap && t.Kind == bahasa.Word && agency >= 0 && !t.Upper { // "Bidang Pembinaan SD Dinas X": a word that no list has, inside of an office
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
		case ranks[p.head] || titlesOfPlaces[p.head] && t.Upper && len(t.Fold) <= 3:
		case t.Upper && len(t.Fold) <= 9 && !honorifics[t.Fold] && !ranks[t.Fold] && !degrees[t.Fold]:
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
	case strings.HasSuffix(head, "camat"), strings.HasSuffix(head, "polsek"), last == "danramil":
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

// wholeName returns where the name of an office that no list has ends, which begins at token j behind the title h: all up to the
// closing bracket that the title stands in, up to "bernama" and its like, or up to the comma before the name of who holds it, "Ketua LSM Rumah Kita, Budi". It is
// j if there is none.
func (d *doc) wholeName(h hit, j int, typed string) int {
	k, capitals := j, 0
	for k < j+9 && d.same(h.First, k) && d.toks[k].Before <= bahasa.Space {
		t := d.toks[k]
		if d.isTitle(k) || honorifics[t.Fold] && typed != "sekolah" || ranks[t.Fold] {
			break
		}
		switch {
		case t.Kind == bahasa.Word && t.Cap:
			capitals++
		case honorifics[t.Fold], t.Fold == "." && k > j && honorifics[d.fold(k-1)]: // "RSUD dr. Budi, dr. Wati"
		case t.Kind == bahasa.Number && len(t.Fold) <= 3, joins[t.Fold] && k > j:
		case d.clientWord(h, k):
			capitals++
		case t.Fold == "(" && k > j && d.fold(k+2) == ")" && d.toks[k+1].Upper && d.initialsIn(k) == 0:
			k += 2
		default:
			return d.nameBounds(h, j, k, capitals, typed)
		}
		k++
	}
	return d.nameBounds(h, j, k, capitals, typed)
}

// nameBounds decides on the run from j to k: by what follows it.
func (d *doc) nameBounds(h hit, j, k, capitals int, typed string) int {
	if capitals == 0 || !d.same(j, k) || joins[d.fold(k-1)] {
		return j
	}
	if introduces[d.fold(k)] {
		return k
	}
	switch d.fold(k) {
	case ")":
		if d.fold(h.First-1) == "(" {
			return k
		}
	case ",":
		if p, ok := d.placeAt(k + 1); ok && typed == "sekolah" && p.Last > k {
			return k
		}
		s, ok := d.nameAt(k+1, false)
		if !ok || !d.same(j, s.First) || d.fold(s.Last) == "dan" || d.fold(s.Last) == "-" {
			return j
		}
		if n := s.Last - s.First; n > 1 || s.First > k+1 || !d.capWord(s.Last) {
			return k
		}
	}
	return j
}

// smallEnd returns where the small words end that say more of a title at token j, where a comma and a name follow: "pemilik warung di
// depan balai desa, Budi". It is j if none do. A verb, an act, a candidate's role or another person among them leads away from the title:
// "warga memilih suaminya, Budi".
func (d *doc) smallEnd(j int) int {
	k := j
	for k < j+6 && d.same(j, k) && d.toks[k].Kind == bahasa.Word && !d.toks[k].Cap && d.toks[k].Before == bahasa.Space {
		if d.fold(k) == "yang" || kin[d.fold(k)] || d.isTitle(k) {
			return j
		}
		for _, tp := range [...]topic{topicVerbs, topicActs, topicRoles} {
			if _, ok := at(d.hits[tp], k); ok {
				return j
			}
		}
		k++
	}
	if k == j || d.fold(k) != "," {
		return j
	}
	if s, ok := d.nameAt(k+1, false); ok && d.same(j, s.First) && d.fold(s.Last) != "dan" {
		return k
	}
	return j
}

func (d *doc) capWord(i int) bool {
	return i < len(d.toks) && d.toks[i].Kind == bahasa.Word && d.toks[i].Cap
}

// clientWord reports whether token i speaks of the client in the title of a lawyer or of who speaks for a team: "kuasa hukum paslon
// nomor urut 1".
func (d *doc) clientWord(h hit, i int) bool {
	r, role := at(d.hits[topicRoles], i)
	role = role && r.section != supported // "warga memilih caleg": a verb leads away from the title
	w := d.fold(i)
	return (h.section == "counsel" || h.section == "politician" || h.section == "generic") && (role || w == "nomor" || w == "urut" || w == "no" || w == "capres" || w == "cawapres")
}

// initialsIn returns how many persons are named by their initials in the bracket at token i: "(AR)", "(PJ dan EM)". A bracket whose
// letters are those of the words before it is an abbreviation.
func (d *doc) initialsIn(i int) (n int) {
	if d.fold(i) != "(" {
		return 0
	}
	for k := i + 1; k < i+12 && d.same(i, k); k++ {
		switch w := d.fold(k); {
		case w == ")":
			return n
		case w == "dan" || w == ",":
		case d.initials(k) && !d.abbreviates(k, i):
			n++
		default:
			return 0
		}
	}
	return 0
}

// initials reports whether token i can be the initials of a person: two or three capitals that no list knows.
func (d *doc) initials(i int) bool {
	if !(i < len(d.toks) && d.toks[i].Upper && len(d.toks[i].Fold) <= 3) || romans[d.fold(i)] || degrees[d.fold(i)] || d.isTitle(i) || d.officeWord(i) {
		return false
	}
	for _, tp := range [...]topic{topicWords, topicParties, topicRoles, topicElections, topicEvidence} {
		if _, ok := at(d.hits[tp], i); ok && d.fold(i) != "pj" { // "Pj" of a position is no title here
			return false
		}
	}
	p, ok := d.placeAt(i)
	return !ok || p.Last != i+1
}

// abbreviates reports whether the letters of token k begin the last words before token to, in their order; a few words may have none.
func (d *doc) abbreviates(k, to int) bool {
	letters := d.fold(k)
	for i := max(0, to-len(letters)-3); i < to && letters != ""; i++ {
		if d.fold(i) != "" && d.fold(i)[0] == letters[0] {
			letters = letters[1:]
		}
	}
	return letters == ""
}

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
	end := i
	for end < j+6 && d.same(j, end) && d.capWord(end) && !d.isTitle(end) && (end == j || d.toks[end].Before == bahasa.Space) {
		end++
	}
	switch {
	case i == j:
		return j
	case d.inLarger(end):
		return end
	case d.same(j, i) && d.toks[i].Kind == bahasa.Number && len(d.toks[i].Fold) <= 3:
		return i + 1
	case d.fold(i) == "," || d.fold(i) == ";" || i == j+1:
		return i
	}
	if p, ok := d.placeAt(j); ok {
		return min(p.Last, i)
	}
	return j + 1
}

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
			if school[d.fold(j-1)] && d.same(i, j) && d.toks[j].Before == bahasa.Space && !d.unitAt(j) {
				j = d.schoolEnd(j)
				continue
			}
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
		case (t.Fold == "dan" || t.Fold == "," || t.Fold == "&") && j > i && d.same(i, j+1) && d.toks[j+1].Cap && d.unitAt(j+1) && !d.isTitle(j+1) && !d.heads(j+1):
			j++
			continue
		case t.Fold == "(" && d.initialsIn(j) > 0:
			return j
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

func (d *doc) unitAt(i int) bool { _, ok := at(d.hits[topicUnits], i); return ok }

// heads reports whether the unit at token i begins an office of its own: "Dinas A dan Dinas B", "Kecamatan X, Kabupaten Y".
func (d *doc) heads(i int) bool {
	return officeHeads[d.fold(i)] || placeAfter(d.fold(i)) != "" && d.same(i, i+1) && d.toks[i+1].Cap
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
	if end <= i+3 && d.inLarger(end) {
		return end
	}
	for k := min(end, i+3); k > i; k-- {
		for _, p := range gazetteer.Named(d.span(bahasa.Span{First: i, Last: k})) {
			if p.Level() == level {
				return k
			}
		}
	}
	if end-i == 1 {
		return end
	}
	if d.fold(end) == "," { // all of it only if somebody's name or a larger place follows
		_, named := d.nameAt(end+1, false)
		_, place := d.placeAt(end + 1)
		if named || place || d.unitAt(end+1) {
			return end
		}
	}
	return min(i+1, len(d.toks))
}

// inLarger reports whether the capitals that end before token i are all the name of a place or a school: behind a comma stands the
// larger place that it lies in, "SMK Tunas Harapan Jaya, Kecamatan X". Behind a person nobody writes that.
func (d *doc) inLarger(i int) bool {
	return d.same(i-1, i+1) && d.fold(i) == "," && largerPlaces[d.fold(i+1)] && d.capWord(i+2)
}

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
