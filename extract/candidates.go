package extract

import (
	"cmp"
	"strings"

	"netra/bahasa"
)

// roleWords may stand between a candidate's role and the name.
var roleWords = words("nomor urut no nomer urutan dari usungan partai parpol asal oleh yang diusung yakni yaitu bernama berinisial petahana terpilih provinsi prov kabupaten kab kota dprd dpr dpd ri dapil daerah pemilihan dan wakil gubernur bupati wali walikota . , nomor kecamatan atas nama milik")

// candidatesAt reads a candidate's role, number, party and names. It returns the token after all of it.
func (d *doc) candidatesAt(h hit, know func(int)) int {
	role := h.section
	j := h.Last
	party := ""
	for n := 0; n < 14 && d.same(h.First, j); n++ {
		t := d.toks[j]
		if t.Before > bahasa.Space {
			break
		}
		if pa, ok := at(d.hits[topicParties], j); ok && role == "caleg" || ok && party == "" {
			party = pa.section
			j = pa.Last
			continue
		}
		if more, ok := at(d.hits[topicRoles], j); ok { // "caleg DPRD", "pasangan calon ... capres"
			if role == "paslon" {
				role = more.section
			}
			j = more.Last
			continue
		}
		if p, ok := d.placeAt(j); ok {
			if s, named := d.nameAt(j, false); !named || s.Last <= p.Last {
				j = p.Last
				continue
			}
		}
		if t.Fold == "(" && d.fold(j+2) == ")" && d.same(j, j+2) {
			j += 3
			continue
		}
		if t.Fold == "," {
			if s, ok := d.nameAt(j+1, false); !ok || d.fold(s.Last) != "," && d.fold(s.Last) != "-" && d.fold(s.Last) != "dan" {
				if !introduces[d.fold(j+1)] {
					break
				}
			}
		} else if t.Kind != bahasa.Number && !roleWords[t.Fold] && !bahasa.IsNumeral(t) {
			break
		}
		if role == "paslon" {
			switch t.Fold {
			case "gubernur":
				role = "calon gubernur dan wakil gubernur"
			case "bupati":
				role = "calon bupati dan wakil bupati"
			case "wali", "walikota":
				role = "calon wali kota dan wakil wali kota"
			}
		}
		j++
	}
	if m := d.fold(j); m == "‘" || m == "'" || m == "“" || m == `"` {
		if s, ok := d.nameAt(j+1, false); ok && closesQuote(d.fold(s.Last)) {
			k := d.candidate(s, role, party)
			know(k)
			return s.Last + 1
		}
	}
	var s bahasa.Span
	var ok bool
	if j < len(d.toks) && d.same(h.First, j) && d.toks[j].Before <= bahasa.Space {
		s, ok = d.nameAt(j, false)
	}
	reporting := d.reportingSide(h.First)
	if !ok {
		if prev := d.fold(h.First - 1); h.Last-h.First > 1 || d.fold(h.First) != "calon" || prev == "satu" || prev == "seorang" {
			d.roleSeen = append(d.roleSeen, roleMention{h.Span, role, party, reporting})
		}
		return h.Last
	}
	end := s.Last
	first, second := role, ""
	if a, b, pair := pairRoles(role); pair {
		first, second = a, b
	}
	next := end
	switch d.fold(next) {
	case "-", "–", "—", "dan", "&", "/":
		next++
	default:
		next = -1
	}
	var other bahasa.Span
	if next > 0 && second != "" {
		if o, ok := d.nameAt(next, false); ok {
			other, end = o, o.Last
		}
	}
	if reporting {
		return end
	}
	k := d.candidate(s, first, party)
	if !(other.Last > 0 && d.fold(s.Last) == "-" && s.Last-s.First == 1 && other.Last-other.First == 1) {
		know(k)
	}
	if other.Last > 0 {
		q := d.candidate(other, second, party)
		if other.Last-other.First > 1 {
			know(q)
		}
	}
	// their short form in brackets: "(Sam-Ada)"
	if d.fold(end) == "(" {
		for i := end; i < end+7 && d.same(end, i); i++ {
			if d.fold(i) == ")" {
				return i + 1
			}
		}
	}
	return end
}

func closesQuote(m string) bool { return m == "’" || m == "'" || m == "”" || m == `"` }

// pairRoles tells the two roles of a pair.
func pairRoles(role string) (first, second string, ok bool) {
	switch role {
	case "capres-cawapres":
		return "capres", "cawapres", true
	case "paslon", "calon kepala daerah":
		return role, role, true
	}
	head, tail, ok := strings.Cut(role, " dan wakil ")
	if !ok {
		return role, "", false
	}
	return head, "calon wakil " + tail, true
}

func (d *doc) candidate(s bahasa.Span, role, party string) int {
	k := d.join(s)
	p := &d.persons[k]
	if p.role == "" || p.role == "paslon" {
		p.role = role
	}
	if p.party == "" {
		p.party = party
	}
	d.roleNamed = append(d.roleNamed, roleMention{s, role, party, false})
	return k
}

// reportingSide reports whether the words before token i are those of who reports: "tim hukum paslon", "kuasa hukum pasangan".
func (d *doc) reportingSide(i int) bool {
	for j := i - 1; j >= 0 && j > i-6 && d.same(j, i); j-- {
		switch d.fold(j) {
		case "hukum", "advokasi", "pemenangan", "kuasa", "penasihat", "penasehat", "pengacara", "advokat", "sukses", "timses":
			return d.fold(j) == "hukum" || d.fold(j) == "advokasi" || d.fold(j) == "kuasa" || d.fold(j) == "penasihat" || d.fold(j) == "pengacara" || d.fold(j) == "advokat" || d.fold(j) == "penasehat"
		case ",", ".":
			return false
		}
	}
	return false
}

// A roleMention is a candidate's role in the text.
type roleMention struct {
	bahasa.Span
	role, party string
	reporting   bool
}

// readBeneficiaries sets for whom the act was: the named candidates; else the most frequent role without a name.
func (d *doc) readBeneficiaries() {
	contest := ""
	for _, m := range append(d.roleNamed, d.roleSeen...) {
		if m.role != "paslon" && m.role != "caleg" {
			contest = m.role
			break
		}
	}
	for _, p := range d.persons {
		if p.role == "" || p.accused > 0 && p.accused >= accusedFrom || d.aside(p.first.First) {
			continue
		}
		role := p.role
		if role == "paslon" {
			role = cmp.Or(contest, d.contest, role)
		}
		d.rec.Beneficiaries = append(d.rec.Beneficiaries, Beneficiary{Text(p.name), Text(role), Text(p.party)})
		d.mark("beneficiaries", "roles: "+p.role, p.first)
	}
	named := len(d.rec.Beneficiaries) > 0
	best := map[string]*Beneficiary{}
	var order []string
	for _, m := range d.roleSeen {
		if m.reporting || d.recited(m.First) || d.selfCandidate(m.First) {
			continue
		}
		group := m.role
		if group != "caleg" {
			group = "eksekutif"
		}
		if named {
			has := false
			for _, b := range d.rec.Beneficiaries {
				has = has || (b.Role == "caleg") == (group == "caleg")
			}
			if has || group == "eksekutif" || m.party == "" {
				continue
			}
		}
		b := best[group]
		if b == nil {
			b = &Beneficiary{Role: Text(m.role), Party: Text(m.party)}
			best[group] = b
			order = append(order, group)
			d.mark("beneficiaries", "roles: "+m.role, m.Span)
		}
		if b.Role == "paslon" && m.role != "paslon" {
			b.Role = Text(m.role)
		}
		if b.Party == "" {
			b.Party = Text(m.party)
		}
	}
	for _, g := range order {
		b := best[g]
		if b.Role == "paslon" {
			switch {
			case contest != "":
				b.Role = Text(contest)
			case d.contest != "":
				b.Role = Text(d.contest)
			}
		}
		d.rec.Beneficiaries = append(d.rec.Beneficiaries, *b)
	}
}

// selfCandidate reports whether the accused themselves are the candidates there: "mendaftar sebagai bakal calon bupati".
func (d *doc) selfCandidate(i int) bool {
	for _, h := range within(d.hits[topicActs], d.sents[d.sentOf[i]]) {
		if h.section == "party_membership_or_candidacy" {
			return true
		}
	}
	return false
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
