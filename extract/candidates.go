package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
	"netra/law"
)

// candidatesAt reads a candidate's role, number, party and names. It returns the token after all of it, or h.First if the words
// speak of no candidate.
func (d *doc) candidatesAt(h hit, know func(int)) int {
	r, j := d.roleTail(h)
	if h.section == supported {
		r, j = roleMention{Span: h.Span, role: vaguePair}, h.Last
	}
	r.reporting = d.reportingSide(h.First)
	var n nominees
	if d.same(h.First, j) {
		n = d.nomineesAt(j, r.role)
	}
	switch {
	case h.section == supported && (!n.tied || r.reporting || d.identifiesPlace(n.first) || d.identifiesPlace(n.second)):
		return h.First
	case n.first.Last == 0 || d.slogan(h, n):
		if prev := d.fold(h.First - 1); h.Last-h.First > 1 || d.fold(h.First) != "calon" || prev == "satu" || prev == "seorang" {
			d.roleSeen = append(d.roleSeen, r)
		}
		return h.Last
	case r.reporting:
		return n.end
	}
	first, second := pairRoles(r.role)
	k := d.candidate(n.first, first, r.party)
	if short := n.tied && n.first.Last-n.first.First == 1 && n.second.Last-n.second.First == 1; !short {
		know(k)
	}
	if n.second.Last > 0 {
		if q := d.candidate(n.second, second, r.party); n.second.Last-n.second.First > 1 {
			know(q)
		}
	}
	return d.afterBracket(n.end)
}

// slogan reports whether the one word behind "paslon" is what a pair calls itself: "paslon Bersinar".
func (d *doc) slogan(h hit, n nominees) bool {
	w := d.fold(h.First)
	return !n.tied && n.second.Last == 0 && n.first.Last-n.first.First == 1 && (w == "pasangan" || w == "paslon" || w == "bapaslon" || w == "paket")
}

// roleTail reads what stands between a role and the names: party, number, place, office. It returns the role with what this tells of
// it and the token at which a name may begin.
func (d *doc) roleTail(h hit) (roleMention, int) {
	r := roleMention{Span: h.Span, role: h.section}
	j := h.Last
	for n := 0; n < 16 && d.same(h.First, j) && d.toks[j].Before <= bahasa.Space; n++ {
		t := d.toks[j]
		if party, ok := at(d.hits[topicParties], j); ok && (r.role == "caleg" || r.party == "") {
			r.party = party.section
			j = party.Last
			continue
		}
		if more, ok := at(d.hits[topicRoles], j); ok && more.section != supported { // "caleg DPRD", "pasangan calon ... capres"
			if r.role == vaguePair {
				r.role = more.section
			}
			j = more.Last
			continue
		}
		if p, ok := d.placeAt(j); ok {
			if s, named := d.nameAt(j, false); !named || s.Last <= p.Last || d.numeral(p.Last, s.Last) || d.namesOffice(r.role, p) {
				j = p.Last
				continue
			}
		}
		if d.electedPlace(j) {
			j++
			continue
		}
		if r.role == "caleg" && d.initialsIn(j) == 1 { // "caleg (SH)"
			break
		}
		if end := d.afterBracket(j); end > j {
			j = end
			continue
		}
		if t.Fold == "," {
			if !d.opensName(j) {
				break
			}
		} else if t.Kind != bahasa.Number && !roleWords[t.Fold] && !bahasa.IsNumeral(t) && !(romans[t.Fold] && (d.fold(j-1) == "dapil" || t.Upper && len(t.Fold) > 1 || t.Cap && !d.capWord(j+1))) {
			break
		}
		if r.role == vaguePair {
			r.role = officeOf(t.Fold)
		}
		j++
	}
	return r, j
}

// electedPlace reports whether the one capitalised word at token i behind a parliament or an office is the place that it is of, which
// the text uses as a place elsewhere too: "caleg DPRD Loteng dari Partai X". Behind a name the text would not go on so.
func (d *doc) electedPlace(i int) bool {
	return offices[d.fold(i-1)] && d.capWord(i) && !d.capWord(i+1) && behindPlace[d.fold(i+1)] && d.cuedPlace(d.fold(i))
}

// numeral reports whether only a Roman number stands from token i to j: that of a constituency, "Sumatera Barat II".
func (d *doc) numeral(i, j int) bool { return j == i+1 && romans[d.fold(i)] && d.toks[i].Cap }

// afterBracket returns the token behind a short bracket that opens at i, or i: "(Paslon)", "(Sam-Ada)".
func (d *doc) afterBracket(i int) int {
	if d.fold(i) != "(" {
		return i
	}
	for j := i + 1; j < i+7 && d.same(i, j); j++ {
		if d.fold(j) == ")" {
			return j + 1
		}
	}
	return i
}

// opensName reports whether the comma at i goes on to describe a candidate or opens an apposition that is the name.
func (d *doc) opensName(i int) bool {
	if goesOn[d.fold(i+1)] {
		return true
	}
	s, ok := d.nameAt(i+1, false)
	if !ok && honorifics[d.fold(i+1)] {
		s, ok = d.candidateInitials(i+1, "caleg")
	}
	end := d.afterDegrees(s.Last)
	return ok && (!d.same(i, end) || afterName[d.fold(s.Last)] || afterName[d.fold(end)])
}

// namesOffice reports whether the place behind an executive office belongs to the office and not to the name that follows at once, as
// in "calon wali kota Sorong Budi Santoso": then the text uses it as a place elsewhere.
func (d *doc) namesOffice(role string, p place) bool {
	if role == "caleg" || p.level() > gazetteer.Regency {
		return false
	}
	if _, ok := d.nameAt(p.Last, false); !ok {
		return false
	}
	n := p.Last - p.First
	for i := range len(d.toks) - n {
		if i != p.First && d.fold(i) == d.fold(p.First) && placeCues[d.fold(i-1)] && d.fold(i+n) != d.fold(p.Last) {
			return true
		}
	}
	return false
}

// officeOf returns the pair of roles of an office named behind "paslon".
func officeOf(word string) string {
	switch word {
	case "gubernur":
		return "calon gubernur dan wakil gubernur"
	case "bupati":
		return "calon bupati dan wakil bupati"
	case "wali", "walikota":
		return "calon wali kota dan wakil wali kota"
	}
	return vaguePair
}

// Nominees are the names behind a role.
type nominees struct {
	first, second bahasa.Span // Last is 0 if there is none
	tied          bool        // by a hyphen or slash
	end           int
}

// nomineesAt reads the name at token i, and the running mate's if the role has one.
func (d *doc) nomineesAt(i int, role string) (n nominees) {
	if d.toks[i].Before > bahasa.Space {
		return n
	}
	if m := d.fold(i); m == "‘" || m == "'" || m == "“" || m == `"` {
		if s, ok := d.nameAt(i+1, false); ok && closesQuote(d.fold(s.Last)) && !d.toks[s.First].Upper { // in capitals it is a slogan
			return nominees{first: s, end: s.Last + 1}
		}
		return n
	}
	s, ok := d.nameAt(i, false)
	if w := d.fold(i - 1); !ok && d.toks[i].Upper && (w == "berinisial" || w == "inisial") {
		s, ok = bahasa.Span{First: i, Last: i + 1}, true
	}
	if !ok {
		s, ok = d.candidateInitials(i, role)
	}
	if !ok {
		return n
	}
	n.first, n.end = s, s.Last
	if _, second := pairRoles(role); second == "" {
		return n
	}
	pair := role == vaguePair || role == anyHead || contestOf(role) == role
	j := d.afterDegrees(s.Last)
	if introducesAlias[d.fold(j)] { // "A alias B dan C"
		if also, ok := d.nameAt(j+1, false); ok && d.same(i, j+1) {
			j = also.Last
		}
	}
	switch d.fold(j) {
	case "-", "–", "—", "/":
		n.tied = true
		j++
	case "dan", "&", "serta", "yang":
		j++
	}
	mate := j
	for d.same(i, j) && mateWords[d.fold(j)] {
		j++
	}
	if !n.tied && j == mate && (j == d.afterDegrees(s.Last) || !pair || d.fold(mate-1) == "yang") {
		return n // "calon bupati A dan B" are not always a pair
	}
	if s, ok := d.nameAt(j, false); ok && d.same(i, j) {
		n.second, n.end = s, s.Last
	}
	n.tied = n.tied && n.second.Last > 0
	return n
}

// candidateInitials reads the initials of one candidate at token i: "caleg DPRD, dr. HS, ...". Of a pair they are a slogan.
func (d *doc) candidateInitials(i int, role string) (bahasa.Span, bool) {
	if role == vaguePair || role == anyHead || role == supported {
		return bahasa.Span{}, false
	}
	if d.initialsIn(i) == 1 {
		i++
	}
	for honorifics[d.fold(i)] && !(d.initials(i)) || d.fold(i) == "." {
		i++
	}
	return bahasa.Span{First: i, Last: i + 1}, d.initials(i) && !d.capWord(i+1)
}

func closesQuote(m string) bool { return m == "’" || m == "'" || m == "”" || m == `"` }

// Roles that no record has: a section of roles.txt whose words stand before the names of a pair ("stiker A-B"), and candidates of
// whose office the words say nothing.
const (
	supported = "supported"
	vaguePair = "paslon"
	vagueMate = "wakil paslon"
	anyHead   = "calon kepala daerah"
)

// pairRoles tells the roles of a candidate and of the running mate; second is empty if there is none.
func pairRoles(role string) (first, second string) {
	switch {
	case role == "capres-cawapres", role == "capres":
		return "capres", "cawapres"
	case role == vaguePair:
		return role, vagueMate
	case role == "caleg", role == "cawapres", role == vagueMate, strings.HasPrefix(role, "calon wakil "):
		return role, ""
	}
	head, _, _ := strings.Cut(role, " dan wakil ")
	return head, "calon wakil " + strings.TrimPrefix(head, "calon ")
}

// contestOf returns the pair of roles that people stand for together with this role, empty if it is none or says nothing of the
// office.
func contestOf(role string) string {
	switch role {
	case "", "caleg", vaguePair, vagueMate, anyHead:
		return ""
	case "capres", "cawapres", "capres-cawapres":
		return "capres-cawapres"
	}
	if strings.Contains(role, " dan wakil ") {
		return role
	}
	office := strings.TrimPrefix(strings.TrimPrefix(role, "calon "), "wakil ")
	return "calon " + office + " dan wakil " + office
}

func (d *doc) candidate(s bahasa.Span, role, party string) int {
	k := d.join(s)
	p := &d.persons[k]
	if p.role == "" || p.role == vaguePair || p.role == vagueMate {
		p.role = role
	}
	if p.party == "" {
		p.party = party
	}
	d.roleNamed = append(d.roleNamed, roleMention{s, role, party, false})
	return k
}

// reportingSide reports whether the words before token i are those of who reports: "tim hukum paslon", or "tim pemenangan paslon" where
// it reports somebody.
func (d *doc) reportingSide(i int) bool {
	for j := i - 1; j >= 0 && j > i-6 && d.same(j, i); j-- {
		w := d.fold(j)
		switch {
		case counselWords[w]:
			return true
		case teamWords[w]:
			return d.reportsBehind(i)
		case w == ",", w == ".":
			return false
		}
	}
	return false
}

// reportsBehind reports whether a verb of reporting follows within a few words.
func (d *doc) reportsBehind(i int) bool {
	supervised := false
	for j := i; j < i+18 && d.same(i, j); j++ {
		if b, ok := at(d.hits[topicBodies], j); ok {
			supervised = supervised || strings.HasPrefix(b.section, "supervisor")
		}
		if reports[d.fold(j)] { // "mendatangi Bawaslu untuk melaporkan"
			return supervised || d.fold(j-1) != "untuk" && d.fold(j-1) != "akan"
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

// readBeneficiaries sets for whom the act was: the named candidates; else the roles that are without a name.
func (d *doc) readBeneficiaries() {
	contest := d.office()
	full := slices.ContainsFunc(d.persons, func(p person) bool { return office(p.role) == 1 && len(p.words) > 1 })
	for _, p := range d.persons {
		if p.role == "" || p.accused || d.aside(p.first.First) {
			continue
		}
		if full && d.shortened(p) {
			continue
		}
		d.rec.Beneficiaries = append(d.rec.Beneficiaries, Beneficiary{Text(p.name), Text(settle(p.role, contest, false)), Text(p.party)})
		d.mark("beneficiaries", "roles: "+p.role, p.first)
	}
	d.addUnnamed(d.roleSeen, contest)
	if len(d.rec.Beneficiaries) > 0 {
		return
	}
	var headline []roleMention
	for _, h := range within(d.hits[topicRoles], bahasa.Span{First: 0, Last: d.body}) {
		if h.section != supported && h.section != vaguePair {
			headline = append(headline, roleMention{Span: h.Span, role: h.section})
		}
	}
	d.addUnnamed(headline, contest)
}

// shortened reports whether p is half of the short name of a pair: "Ani-Budi".
func (d *doc) shortened(p person) bool {
	other := map[string]string{vaguePair: vagueMate, vagueMate: vaguePair}[p.role]
	return other != "" && len(p.words) == 1 && slices.ContainsFunc(d.persons, func(q person) bool { return q.role == other && len(q.words) == 1 })
}

// addUnnamed adds one beneficiary for parliament and one for an executive office, unless the named ones have that covered.
func (d *doc) addUnnamed(seen []roleMention, contest string) {
	var have [2]bool
	for _, b := range d.rec.Beneficiaries {
		have[office(string(b.Role))] = true
	}
	named := have[0] || have[1]
	var found [2]*Beneficiary
	for _, m := range seen {
		group := office(m.role)
		if m.reporting || d.recited(m.First) || d.selfCandidate(m.First) || have[group] || named && (group == 1 || m.party == "") {
			continue
		}
		if found[group] == nil {
			found[group] = &Beneficiary{}
			d.mark("beneficiaries", "roles: "+m.role, m.Span)
		}
		b := found[group]
		if b.Role == "" || b.Role == vaguePair || b.Role == anyHead && m.role != vaguePair {
			b.Role = Text(m.role)
		}
		if b.Party == "" {
			b.Party = Text(m.party)
		}
	}
	for _, b := range found {
		if b != nil {
			b.Role = Text(settle(string(b.Role), contest, true))
			d.rec.Beneficiaries = append(d.rec.Beneficiaries, *b)
		}
	}
}

// office is 0 for parliament, 1 for an executive office and -1 for no role.
func office(role string) int {
	switch role {
	case "":
		return -1
	case "caleg":
		return 0
	}
	return 1
}

// office returns the pair of roles that the text is most about, empty if it names none.
func (d *doc) office() string {
	count := map[string]int{}
	best := ""
	for _, m := range append(append([]roleMention{}, d.roleNamed...), d.roleSeen...) {
		if c := contestOf(m.role); c != "" {
			if count[c]++; best == "" || count[c] > count[best] {
				best = c
			}
		}
	}
	return cmp.Or(best, contestOf(d.contest), d.localOffice())
}

// localOffice returns the roles of those who stand in pairs where the text says nothing of their office: in a pemilu for president, in
// a pilkada that it names for the office of the regency or city that it is about, since it would say so if it were a governor's.
func (d *doc) localOffice() string {
	region := gazetteer.Code(d.rec.Region.RegencyCode)
	switch {
	case d.rec.Election == law.Pemilu:
		return "capres-cawapres"
	case d.rec.Election == law.Pilkada && (d.contest == "" || region == ""):
		return anyHead
	case d.rec.Election != law.Pilkada:
		return ""
	case cityCode(region):
		return contestOf("calon wali kota")
	}
	return contestOf("calon bupati")
}

// settle gives the role that says nothing of its office that of the contest; pair says whether it speaks of both of a pair.
func settle(role, contest string, pair bool) string {
	first, second := pairRoles(contest)
	switch {
	case contest == "" && role == vagueMate:
		return vaguePair
	case contest != "" && role == vagueMate:
		return second
	case contest == "", role != vaguePair && (role != anyHead || pair):
		return role
	case pair:
		return contest
	}
	return first
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
	d.nameSkipped()
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

// nameSkipped gives their roles to pairs whose "paslon" was read as a part of somebody's office: "juru bicara pasangan A-B".
func (d *doc) nameSkipped() {
	for _, h := range d.hits[topicRoles] {
		if h.First < d.body || h.section == supported || slices.ContainsFunc(d.roleNamed, func(r roleMention) bool { return r.First > h.First && r.First < h.Last+16 }) {
			continue
		}
		r, j := d.roleTail(h)
		if !d.same(h.First, j) || d.reportingSide(h.First) {
			continue
		}
		if n := d.nomineesAt(j, r.role); n.tied {
			first, second := pairRoles(r.role)
			d.candidate(n.first, first, r.party)
			d.candidate(n.second, second, r.party)
		}
	}
}

// besideRole returns the person whom an unnamed role stands beside, or -1.
func (d *doc) besideRole(r roleMention) int {
	if r.reporting || r.role == "paslon" || r.First < d.body {
		return -1
	}
	i := r.First - 1
	for i > r.First-6 && namesRole[d.fold(i)] {
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
		if m.Last == i+1 || after && m.First == j+1 {
			return m.person
		}
	}
	return -1
}
