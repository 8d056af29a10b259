package extract

import (
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

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

// byName reports whether "atas nama" and a name stand at token k: who holds the position before it.
func (d *doc) byName(k int) bool {
	return d.fold(k) == "atas" && d.fold(k+1) == "nama" && d.same(k, k+2) && d.capWord(k+2)
}

// nameBounds decides on the run from j to k: by what follows it.
func (d *doc) nameBounds(h hit, j, k, capitals int, typed string) int {
	if capitals == 0 || !d.same(j, k) || joins[d.fold(k-1)] {
		return j
	}
	if introduces[d.fold(k)] || d.byName(k) {
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
		if !ok || !d.same(j, s.First) || d.fold(s.Last) == "dan" && !d.isTitle(s.Last+1) || d.fold(s.Last) == "-" {
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

// clientWord reports whether token i speaks of the client in the title of a lawyer or of who speaks for a team: "kuasa hukum paslon
// nomor urut 1".
func (d *doc) clientWord(h hit, i int) bool {
	r, role := at(d.hits[topicRoles], i)
	role = role && r.section != supported // "warga memilih caleg": a verb leads away from the title
	w := d.fold(i)
	return (h.section == "counsel" || h.section == "politician" || h.section == "generic") && (role || w == "nomor" || w == "urut" || w == "no" || w == "capres" || w == "cawapres")
}

// nameInCapitals reports whether a name written in capitals begins at token i, "FIRDAUS HAMBALI": two words or more that no list knows, too
// long for abbreviations, in a text that is not all in capitals.
func (d *doc) nameInCapitals(i int) bool {
	n := 0
	for k := i; d.same(i, k) && d.capWord(k) && (k == i || d.toks[k].Before == bahasa.Space); k++ {
		t := d.toks[k]
		if !t.Upper || len(t.Fold) < 4 || d.officeWord(k) || d.isTitle(k) || !strings.ContainsAny(t.Fold, "aiueo") {
			break
		}
		if _, ok := d.placeAt(k); ok {
			return false
		}
		n++
	}
	return n > 1 && i >= d.body && !(d.sents[d.sentOf[i]].First == i)
}

// nameFollows reports whether words that lead to a name stand at token i, or a comma with a name behind it: what stands before it is none then.
func (d *doc) nameFollows(i int) bool {
	if !d.same(i-1, i+1) {
		return false
	}
	k := d.skipTenure(i)
	if d.fold(k) == "," {
		k++
		if k == i+1 && d.afterDegrees(i) > i {
			return false
		}
		if s, ok := d.nameAt(k, false); ok && d.same(i, s.Last) && !d.isTitle(s.Last) && d.fold(s.Last) != "-" {
			return true
		}
	}
	if d.fold(k) == "yang" {
		for k++; k < i+5 && d.same(i, k) && d.toks[k].Kind == bahasa.Word && !d.toks[k].Cap && !introduces[d.fold(k)]; k++ {
		}
	}
	if d.byName(k) {
		return true
	}
	return d.same(i, k+1) && introduces[d.fold(k)] && d.fold(k+1) != "" && (d.toks[k+1].Cap || honorifics[d.fold(k+1)])
}

// heldBefore reports whether the title at token i tells what the one named before it is, "Budi selaku", "Budi yang menjabat", "Budi, seorang":
// no other name follows it then, and all capitals behind it are those of the office.
func (d *doc) heldBefore(i int) bool {
	n := len(d.mentions)
	if n == 0 || d.mentions[n-1].person < 0 || !d.same(d.mentions[n-1].First, i) {
		return false
	}
	for a := i - 1; a > i-6 && a > d.mentions[n-1].First; a-- {
		if d.actingEnd(a) == i { // "selaku Pelaksana Tugas (Plt) Camat"
			i = a
			break
		}
	}
	end := d.afterDegrees(d.mentions[n-1].Last)
	if d.aged(end) {
		end += 3
	}
	k := i - 1
	for k >= end && (apposes[d.fold(k)] && d.fold(k) != "oknum" || holds[d.fold(k)] || tenure[d.fold(k)]) {
		k--
	}
	bare := k == i-1
	if k >= end && (d.fold(k) == "," || d.fold(k) == "(") {
		k--
	}
	known := d.persons[d.mentions[n-1].person].pos
	return k+1 == end && i > end && !(bare && known.Last > 0 && !genericASN[known.head]) // in a list the next one begins
}

// schoolEnd returns where the proper name of a school ends that begins at token j: "2 Cibadak", "Moyoketen 1", "Limbangan," - or j.
// Behind the name of who works there, all capitals are the school's.
func (d *doc) schoolEnd(j int, held bool) int {
	if n := d.fold(j + 1); d.fold(j) == "negeri" && d.same(j, j+1) && d.toks[j+1].Kind == bahasa.Number && len(n) <= 3 { // "SD Negeri 3 X"
		return d.schoolEnd(j+1, held)
	}
	i := j
	if d.toks[i].Kind == bahasa.Number && len(d.toks[i].Fold) <= 3 {
		i++
		if p, ok := d.placeAt(i); ok && d.same(j, i) && !held {
			return p.Last
		}
		if d.same(j, i) && d.capWord(i) && d.toks[i].Before == bahasa.Space {
			if k := d.placeRun(i, held); k > i {
				return k
			}
			if k := d.beforeFirstName(i); k > i+1 {
				return k
			}
		}
		return i
	}
	if d.capWord(j) {
		if k := d.placeRun(j, held); k > j {
			return k
		}
	}
	for i < j+3 && d.same(j, i) && d.toks[i].Cap && d.toks[i].Kind == bahasa.Word && !d.isTitle(i) && (i == j || d.toks[i].Before == bahasa.Space) {
		i++
	}
	end := i
	for end < j+6 && d.same(j, end) && d.capWord(end) && !d.isTitle(end) && (end == j || d.toks[end].Before == bahasa.Space) {
		end++
	}
	named := d.fold(i) == "," && (d.afterDegrees(i) > i || d.fold(i+1) == "dan" || d.isTitle(i+1)) // a person's degrees, or the next of a list
	switch {
	case i == j:
		return j
	case d.inLarger(end):
		return end
	case d.same(j, i) && d.toks[i].Kind == bahasa.Number && len(d.toks[i].Fold) <= 3:
		return i + 1
	case d.fold(i) == "," && !named || d.fold(i) == ";" || i == j+1:
		return i
	}
	if p, ok := d.placeAt(j); ok {
		return min(p.Last, i)
	}
	return d.beforeFirstName(j)
}

// placeRun returns where the name of a place ends that begins with the capital at token i, where what follows tells: all capitals before
// the initials of a person, before a courtesy ("Rana Loba Hj. Nurlela") or a name in capitals, and behind the name of who works there; up to a direction
// ("Poleang Timur"). It is i if nothing tells.
func (d *doc) placeRun(i int, held bool) int {
	if i < d.body { // all words of a headline may have capitals
		return i
	}
	k := i
	for k < i+4 && d.same(i, k) && d.capWord(k) && !d.isTitle(k) && (k == i || d.toks[k].Before == bahasa.Space) && !honorifics[d.fold(k)] {
		if k > i && (d.nameInCapitals(k) || d.lettersOfHolder(k)) {
			return k
		}
		if d.officeWord(k) && (k > i || d.heads(k) || !d.capWord(k+1)) {
			break
		}
		k++
		if h, ok := at(d.hits[topicWords], k-1); ok && h.section == "direction" && k > i+1 {
			return k
		}
	}
	switch {
	case k == i || d.same(i, k) && d.capWord(k) && !honorifics[d.fold(k)] && !d.isTitle(k):
		return i
	case d.same(i, k) && honorifics[d.fold(k)] && d.toks[k].Before == bahasa.Space:
		return k
	case d.initialsIn(k) > 0 && d.same(i, k), d.nameFollows(k):
		return k
	case held:
		return k
	}
	return i
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
			if school[d.fold(j-1)] && d.same(i, j) && d.toks[j].Before == bahasa.Space && !d.unitAt(j) {
				j = d.schoolEnd(j, false)
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
		case t.Fold == "(" && d.fold(j+3) == ")" && d.same(i, j+3) && d.capWord(j+1): // "(Satpol PP)"
			j += 4
			continue
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

// heads reports whether the unit at token i begins an office of its own: "Dinas A dan Dinas B", "Kecamatan X, Kabupaten Y".
func (d *doc) heads(i int) bool {
	return officeHeads[d.fold(i)] || placeAfter(d.fold(i)) != "" && d.same(i, i+1) && d.toks[i+1].Cap
}

// placeNameEnd returns where the name of a district or village that begins at token i ends: the longest run that the
// gazetteer knows at that level, else up to the comma, else one word.
func (d *doc) placeNameEnd(i int, typed string) int { return d.heldPlaceEnd(i, typed, false) }

// heldPlaceEnd is placeNameEnd where the name of who holds a position there may have been told before it: then all capitals are the place.
func (d *doc) heldPlaceEnd(i int, typed string, held bool) int {
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
	if k := d.toldPlace(i, end); k > i {
		return k
	}
	if k := d.placeRun(i, held); k > i {
		return k
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
		if named || place || d.unitAt(end+1) || d.initials(end+1) && !d.capWord(end+2) {
			return end
		}
	}
	return d.beforeFirstName(i)
}

// beforeFirstName returns where a place ends that begins at token i and that nothing else bounds: before a word that only names of persons
// begin with, "Rana Loba Muhammad Rizal", else behind one word.
func (d *doc) beforeFirstName(i int) int {
	for k := i + 1; k < i+4 && d.same(i, k) && d.capWord(k) && d.toks[k].Before == bahasa.Space; k++ {
		w := d.fold(k)
		if firstNames[w] || lineages[w] || w == "i" && d.capWord(k+1) || (abbreviated[w] || len(w) == 1) && d.fold(k+1) == "." {
			return k
		}
	}
	return min(i+1, len(d.toks))
}

// toldPlace returns where the place of two or more words ends that begins the run of capitals from i to end: as much of it as stands
// behind "desa" and its like somewhere with no capital behind it. Behind a title that ends so it could be a name again. It is i if
// the text does not tell.
func (d *doc) toldPlace(i, end int) int {
	for k := end; k > i+1; k-- {
		n := k - i
		for x := d.body + 1; x+n <= len(d.toks); x++ {
			if d.toks[x].Fold != d.toks[i].Fold || !placeCues[d.fold(x-1)] || d.titleEnds(x) || d.same(x, x+n) && d.capWord(x+n) {
				continue
			}
			if d.sameWords(i, x, n) && (x != i || !d.titleEnds(x-1)) {
				return k
			}
		}
	}
	return i
}

// sameWords reports whether the n words at x are those at i, with capitals, in one sentence.
func (d *doc) sameWords(i, x, n int) bool {
	for k := range n {
		if d.fold(i+k) != d.fold(x+k) || !d.toks[x+k].Cap || !d.same(x, x+k) {
			return false
		}
	}
	return true
}

// titleEnds reports whether a title of up to three words ends before token i: "kepala desa".
func (d *doc) titleEnds(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if h, ok := at(d.hits[topicTitles], k); ok && h.Last == i {
			return true
		}
	}
	return false
}

// capitalsEnd returns where the run of capitalised words ends that begins at token i, at most four of them.
func (d *doc) capitalsEnd(i int) int {
	j := i
	for j < i+4 && d.same(i, j) && d.capWord(j) && !d.isTitle(j) && (j == i || d.toks[j].Before == bahasa.Space) {
		j++
	}
	return j
}

// inLarger reports whether the capitals that end before token i are all the name of a place or a school: behind a comma stands the
// larger place that it lies in, "SMK Tunas Harapan Jaya, Kecamatan X". Behind a person nobody writes that.
func (d *doc) inLarger(i int) bool {
	return d.same(i-1, i+1) && d.fold(i) == "," && largerPlaces[d.fold(i+1)] && d.capWord(i+2)
}
