package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// accusedFrom is the score from which a named person is put down as accused. Naming the wrong person is the worst error that
// reading can make: one cue that is about somebody else's sentence does not reach it.
const accusedFrom = 2

// never holds the classes that are not accused by what is said near them.
var never = words("supervisor commission ngo politician inspectorate counsel former")

// speakers are positions that speak for a body or an employer; they need a second cue.
func speaksForEmployer(p position) bool {
	h := p.head
	return p.class == "head" || p.class == "generic" || strings.HasPrefix(h, "sek") && strings.Contains(h, "da") && !strings.Contains(h, "dinas") && !strings.Contains(h, "camat") && !strings.Contains(h, "desa") ||
		strings.Contains(h, "bkd") || strings.Contains(h, "bkp") || strings.Contains(h, "inspekt") || p.body == "BKD" || p.body == "BKPSDM" || p.body == "Inspektorat"
}

// readAccused weighs for every named person the sentences that speak of them, then takes in groups without names.
func (d *doc) readAccused() {
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.person < 0 {
			if h := d.holder(*m); h >= 0 && m.First >= d.body {
				d.weigh(h, *m, 0.6)
			}
			continue
		}
		d.weigh(m.person, *m, 1)
	}
	heads := map[string]bool{}
	for _, m := range d.mentions {
		if m.person < 0 && d.groupAccused(m) > 0 {
			heads[groupHead(m)] = true
		}
	}
	for k := range d.persons {
		p := &d.persons[k]
		if p.group >= 0 && heads[groupHead(d.mentions[p.group])] && !never[p.pos.class] && p.role == "" {
			p.accused += 2
			if p.because == "" {
				p.because, p.accuseAt = "names the accused group", p.first
			}
		}
	}
	for _, m := range d.mentions { // "kedua ASN itu" are the two named before
		if m.person >= 0 || !m.the || m.count < 2 || d.groupAccused(m) == 0 {
			continue
		}
		var who []int
		for k := range d.persons {
			p := &d.persons[k]
			if p.first.First < m.First && d.eligible(p) && (p.pos.Last == 0 || p.pos.class == "asn") && !d.spoke(k) {
				who = append(who, k)
			}
		}
		if len(who) == m.count {
			for _, k := range who {
				d.persons[k].accused += 2
				d.persons[k].because, d.persons[k].accuseAt = "the group named before", m.Span
				d.give(k, m.pos)
			}
		}
	}
	for s := 1; s < len(d.sents); s++ { // "Keduanya diduga ..." are those named in the sentence before
		switch d.fold(d.sents[s].First) {
		case "keduanya", "ketiganya", "mereka", "ia":
		default:
			continue
		}
		if !d.hedged(s) || d.sents[s-1].First < d.body {
			continue
		}
		who := map[int]bool{}
		for x := d.mentionFrom(d.sents[s-1].First); x < len(d.mentions) && d.mentions[x].First < d.sents[s-1].Last; x++ {
			m := d.mentions[x]
			if m.person >= 0 && !m.quoted && d.persons[m.person].pos.Last > 0 && d.eligible(&d.persons[m.person]) && !speaksForEmployer(d.persons[m.person].pos) && !d.speaksAt(m) {
				who[m.person] = true
			}
		}
		if one := d.fold(d.sents[s].First) == "ia"; one != (len(who) == 1) || len(who) == 0 {
			continue
		}
		for k := range who {
			p := &d.persons[k]
			p.accused += 1.2
			if w := d.fold(d.sents[s].First); w == "keduanya" && len(who) == 2 || w == "ketiganya" && len(who) == 3 {
				p.accused += 0.8 // as many as the word says
			}
			if p.because == "" {
				p.because, p.accuseAt = "they, with a hedge", d.sents[s]
			}
		}
	}
	d.weighHeadline()
	for k := range d.persons { // denials and admissions only strengthen
		p := &d.persons[k]
		for _, s := range d.speech {
			if s.person == k && (s.stance == "denies") && p.accused > 0 {
				p.accused += 1
			}
		}
	}
}

// weighHeadline strengthens the one person of the text who holds the position that the headline accuses.
func (d *doc) weighHeadline() {
	for _, m := range d.mentions {
		if m.First >= d.body {
			return
		}
		if genericASN[m.pos.head] || never[m.pos.class] || m.pos.class == "head" || d.speaksAt(m) || d.groupAccused(m) == 0 {
			continue
		}
		only, n := -1, 0
		for k := range d.persons {
			p := &d.persons[k]
			if p.pos.Last > 0 && canonical(p.pos.head) == canonical(m.pos.head) && d.eligible(p) {
				only, n = k, n+1
			}
		}
		if n == 1 {
			p := &d.persons[only]
			p.accused += 1.2
			if p.because == "" {
				p.because, p.accuseAt = "the headline's position", p.first
			}
		}
	}
}

// groupHead is what groups are told apart by: the title, one for all that only say civil servant.
func groupHead(m mention) string {
	if genericASN[m.pos.head] {
		return "asn"
	}
	return canonical(m.pos.head)
}

func (d *doc) spoke(k int) bool {
	for _, s := range d.speech {
		if s.ok && s.person == k {
			return true
		}
	}
	return false
}

// eligible reports whether a person can be accused at all.
func (d *doc) eligible(p *person) bool {
	if p.role != "" || never[p.pos.class] || p.place || p.paired {
		return false
	}
	if p.pos.class == "generic" && !p.initials {
		return false
	}
	return true
}

// weigh adds what one mention says against a person.
func (d *doc) weigh(k int, m mention, factor float64) {
	p := &d.persons[k]
	if !d.eligible(p) || m.quoted && d.quoteOf[m.First] > 0 && factor < 1 {
		return
	}
	switch d.fold(m.First - 1) {
	case "saksi", "korban", "pelapor":
		return
	}
	for i := m.Last; i < m.Last+16 && d.same(m.First, i); i++ {
		if d.fold(i) == "sebagai" && d.fold(i+1) == "saksi" {
			return
		}
	}
	s := d.sents[m.sent]
	if d.recitedSentence(m.sent) && !d.hedged(m.sent) {
		return
	}
	add := func(w float64, rule string) {
		w *= factor
		if m.quoted {
			w *= 0.7
		}
		p.accused += w
		if p.because == "" {
			p.because, p.accuseAt = rule, m.Span
		}
	}
	if p.pos.Last == 0 { // nobody said what they are: only where the sentence says that they are civil servants
		ok := false
		for i := s.First; i < s.Last; i++ {
			ok = ok || d.fold(i) == "asn" || d.fold(i) == "pns" || d.fold(i) == "pppk" || d.fold(i) == "aparatur"
		}
		if !ok && !d.atasNama(m) {
			return
		}
	}
	if d.atasNama(m) {
		add(2, "atas nama")
	}
	other := func(i int) bool { // somebody else stands between the mention and the cue
		a, b := m.Last, i
		if i < m.First {
			a, b = i+1, m.First
		}
		for x := d.mentionFrom(a); x < len(d.mentions); x++ {
			n := &d.mentions[x]
			if n.First >= b {
				break
			}
			if !d.speaksAt(*n) && (n.person >= 0 && n.person != k && d.persons[n.person].role == "" || n.person < 0 && never[n.pos.class] && i > m.First) {
				return true
			}
		}
		return false
	}
	speaks := d.speaksAt(m)
	employer := speaksForEmployer(p.pos)
	for _, h := range within(d.hits[topicContext], s) {
		if h.section != "accused" || h.First >= m.First && h.First < m.Last || (d.quoteOf[h.First] > 0) != m.quoted {
			continue
		}
		dist := h.First - m.Last
		before := false
		if h.First < m.First {
			dist, before = m.First-h.Last, true
		}
		if dist > 14 || other(h.First) {
			continue
		}
		word := d.fold(h.First)
		switch {
		case before && (word == "membantah" || word == "mengakui" || word == "berdalih" || word == "terlihat" && dist > 10):
			continue
		case before && toward[word] && dist <= 6:
			add(1.6, "context: "+d.span(h.Span))
		case before && (word == "oknum" || word == "foto" || word == "video" || word == "postingan" || word == "ulah" || word == "aksi" || word == "kasus" || word == "perkara" || word == "keterlibatan"):
			if dist <= 3 && !speaks && !employer {
				add(1, "context: "+d.span(h.Span))
			}
		case before && (word == "diduga" || word == "dugaan" || word == "ketidaknetralan" || word == "yang" || word == "dilakukan" || word == "terlihat" || word == "tampak" || word == "kedapatan" || word == "menyeret" || word == "menjerat"):
			if !speaks && !(employer && dist > 4) {
				add(1.2, "context: "+d.span(h.Span))
			}
		case !before && speaks && word != "membantah" && word != "mengakui" && word != "berdalih":
		case !before && active[word]: // does it to somebody else
			if word == "membantah" || word == "mengakui" || word == "berdalih" || word == "meminta" || word == "menyesal" || word == "mengaku" {
				w := 1.2
				if employer {
					w = 0.8
				}
				for _, a := range within(d.acts, bahasa.Span{First: h.Last, Last: s.Last}) {
					if d.passive(a.First) { // "mengaku diperintah memilih": it was done to them
						w = 0
					}
				}
				if w > 0 {
					add(w, "context: "+d.span(h.Span))
				}
			}
		case !before && d.negated(h.First) && word != "tidak":
		case !before && (word == "foto" || word == "video" || word == "postingan" || word == "oknum" || word == "dugaan" || word == "kasus" || word == "perkara" || word == "klarifikasi" || word == "pemanggilan" || word == "pemeriksaan" || word == "hukuman" || word == "atas"):
		case !before:
			w := 2.0
			if employer {
				w = 1.2
			}
			add(w, "context: "+d.span(h.Span))
		}
	}
	if speaks {
		return
	}
	for _, a := range within(d.acts, s) {
		if (d.quoteOf[a.First] > 0) != m.quoted || a.First >= m.Last && d.passive(a.First) {
			continue
		}
		if a.First >= m.Last && a.First-m.Last <= 18 && !other(a.First) {
			w := 1.2
			if d.hedged(m.sent) {
				w = 2
			}
			if employer {
				w *= 0.6
			}
			add(w, "acts: "+a.section)
		} else if a.Last <= m.First && m.First-a.Last <= 3 && (d.fold(m.First-1) == "oleh" || a.section == "order_subordinates" && strings.HasPrefix(d.fold(a.First), "atas")) && !other(a.First) {
			add(2, "acts: "+a.section)
		}
	}
}

// toward are cues whose object is the accused; active ones are done by the subject.
var toward = words("menurunkan pemanggilan pemeriksaan klarifikasi hukuman melaporkan mengadukan memanggil memeriksa mengklarifikasi menyanksi menjatuhkan dijatuhkan mencopot menonaktifkan memecat sanksi terlapor teradu atas diperiksa dipanggil dilaporkan dicopot dijatuhi melibatkan menimpa menyeret menjerat")
var active = words("melaporkan mengadukan memanggil memeriksa mengklarifikasi menyanksi menjatuhkan mencopot menonaktifkan memecat membantah mengakui berdalih menyesal mengaku meminta sanksi")

// mentionFrom returns the first mention that begins at token i or later.
func (d *doc) mentionFrom(i int) int {
	k, _ := slices.BinarySearchFunc(d.mentions, i, func(m mention, i int) int { return m.First - i })
	return k
}

func (d *doc) atasNama(m mention) bool {
	return d.fold(m.First-1) == "nama" && d.fold(m.First-2) == "atas"
}

// speaksAt reports whether a mention is the speaker of its sentence.
func (d *doc) speaksAt(m mention) bool {
	for i := m.First - 1; i >= m.First-4 && i >= 0 && d.same(i, m.First); i-- {
		if h, ok := at(d.hits[topicVerbs], i); ok && h.Last <= m.First && (h.section == "after" || h.section == "passive") && d.fold(i) != "lapor" {
			if m.First-h.Last <= 1 {
				return true
			}
		}
	}
	for i := m.Last; i <= m.Last+2; i++ {
		if h, ok := at(d.hits[topicVerbs], i); ok && d.same(m.First, i) {
			switch d.fold(h.First) {
			case "membantah", "mengakui", "mengaku", "berdalih", "beralasan", "menepis", "menampik", "menyangkal", "merasa", "enggan", "saat", "ketika":
				return false
			}
			return h.section == "before" || h.section == "after"
		}
	}
	return false
}

// groupAccused weighs a mention of unnamed persons; 0 if they are not accused.
func (d *doc) groupAccused(m mention) float64 {
	if m.First < 2 && m.First < d.body && d.fold(m.Last) == ":" { // "Lurah: ...": the headline's speaker
		return 0
	}
	if never[m.pos.class] || m.pos.class == "generic" || m.pos.class == "head" && !m.oknum {
		return 0
	}
	if d.recitedSentence(m.sent) && !d.hedged(m.sent) || d.elsewhere(m.sent) || d.earlierCase(m.sent) {
		return 0
	}
	score := 0.0
	if m.oknum {
		score += 1.2
	}
	if m.First < d.body {
		score += 0.6
	}
	if m.count > 0 || m.vague {
		score += 0.5
	}
	if d.hedged(m.sent) {
		score += 0.8
	}
	for _, a := range within(d.acts, d.sents[m.sent]) {
		if (d.quoteOf[a.First] > 0) == m.quoted && !(a.First >= m.Last && d.passive(a.First)) {
			score += 0.8
			break
		}
	}
	for _, h := range within(d.hits[topicContext], d.sents[m.sent]) {
		if h.section == "accused" && (toward[d.fold(h.First)] && h.Last <= m.First && m.First-h.Last < 3 || h.First >= m.Last && h.First-m.Last < 6 && (toward[d.fold(h.First)] && !active[d.fold(h.First)])) {
			score += 0.8
			break
		}
	}
	if next := m.sent + 1; next < len(d.sents) && d.hedged(next) && !d.hedged(m.sent) {
		switch d.fold(d.sents[next].First) {
		case "mereka", "keduanya", "ia", "ketiganya", "dia":
			score += 0.8
		}
	}
	if m.person < 0 && specific(m.pos) && !genericASN[m.pos.head] { // the subject of an act
		for _, a := range within(d.acts, bahasa.Span{First: m.Last, Last: min(m.Last+7, len(d.toks))}) {
			if int(d.sentOf[a.First]) == m.sent {
				score += 0.5
				break
			}
		}
	}
	if m.quoted {
		score -= 0.8
	}
	if !m.oknum && m.count == 0 && !m.vague && !specific(m.pos) {
		return 0
	}
	if d.speaksAt(m) || addressed[d.fold(m.First-1)] {
		score -= 1.5
	}
	if score < 1.2 {
		return 0
	}
	return score
}

// passive reports whether the act at token i is done to its subject: "dipaksa memilih", "mendapat perintah".
func (d *doc) passive(i int) bool {
	w := d.fold(i)
	return len(w) > 5 && strings.HasPrefix(w, "di") || w == "mendapat"
}

// addressed are words before those whom something is done to or said to.
var addressed = words("kepada bagi agar untuk seluruh semua setiap tiap meminta minta mengajak ajak mengarahkan arahkan memerintahkan perintahkan kumpulkan mengumpulkan imbau mengimbau ingatkan mengingatkan antara oleh")

// earlierCase reports whether a sentence tells of another case beside this one: "Sebelumnya, Bawaslu juga menangani ...".
func (d *doc) earlierCase(sent int) bool {
	s := d.sents[sent]
	if w := d.fold(s.First); s.First < d.body || w != "sebelumnya" && w != "selain" {
		return false
	}
	for i := s.First; i < s.Last && i < s.First+8; i++ {
		if d.fold(i) == "juga" {
			return true
		}
	}
	return false
}

func specific(p position) bool { return p.Last > 0 && (!genericASN[p.head] || p.agency.Last > 0) }

// setAccused writes the accused: named ones, then groups that no name covers.
func (d *doc) setAccused() {
	type taken struct {
		head  string
		class string
	}
	var heads []taken
	named := 0
	for k := range d.persons {
		p := &d.persons[k]
		if p.accused < accusedFrom || !d.eligible(p) {
			continue
		}
		a := Accused{Name: Text(p.name), Class: Text(p.pos.class), Count: 1}
		if p.pos.Last > 0 {
			a.Position = Text(d.span(p.pos.Span))
			a.Agency = Text(d.span(p.pos.agency))
		} else {
			a.Class = "asn"
			a.Position = "ASN"
		}
		d.rec.Accused = append(d.rec.Accused, a)
		d.mark("accused", p.because, p.accuseAt)
		heads = append(heads, taken{p.pos.head, p.pos.class})
		named++
	}
	type group struct {
		m     mention
		score float64
		n     int
	}
	var groups []group
	for _, m := range d.mentions {
		if m.person >= 0 {
			continue
		}
		w := d.groupAccused(m)
		if w == 0 {
			continue
		}
		same := false
		for i := range groups {
			g := &groups[i]
			if groupHead(g.m) == groupHead(m) || alike(g.m.pos.head, m.pos.head) {
				if g.m.First < d.body && m.First >= d.body {
					m.count = max(m.count, g.m.count)
					g.m = m
				}
				g.score += w * 0.5
				g.n++
				if m.count > g.m.count {
					g.m.count = m.count
				}
				if g.m.pos.agency.Last == 0 {
					g.m.pos.agency = m.pos.agency
				}
				same = true
				break
			}
		}
		if !same {
			groups = append(groups, group{m, w, 1})
		}
	}
	special := func(n int) bool { // a group by a particular position says more than one of "ASN"
		for _, g := range groups {
			if !genericASN[g.m.pos.head] && (n <= 1 || g.m.count == 0 || g.m.count >= n) {
				return true
			}
		}
		return false
	}
	n := 0
	for _, g := range groups {
		generic := genericASN[g.m.pos.head]
		covered := false
		for _, h := range heads {
			same := canonical(h.head) == canonical(g.m.pos.head) || alike(canonical(h.head), canonical(g.m.pos.head))
			if (generic || same) && g.m.count <= named && !(g.m.vague && g.m.count == 0 && !generic) {
				covered = true
			}
		}
		if covered || generic && (named > 0 && g.m.count <= max(named, 1) || special(g.m.count)) || n == 2 {
			continue
		}
		if named > 0 && g.score < 2 {
			continue
		}
		n++
		a := Accused{Position: Text(d.span(g.m.pos.Span)), Agency: Text(d.span(g.m.pos.agency)), Count: Number(g.m.count), Class: Text(g.m.pos.class)}
		if g.m.pos.agency.Last > 0 && g.m.pos.agency.First > g.m.pos.First && g.m.pos.agency.First < g.m.pos.Last {
			a.Position = Text(strings.TrimRight(d.span(bahasa.Span{First: g.m.pos.First, Last: g.m.pos.agency.First}), " (,"))
		}
		d.rec.Accused = append(d.rec.Accused, a)
		d.mark("accused", "unnamed", g.m.Span)
	}
}

// alike reports whether two titles speak of the same position: one has all words of the other.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" {
		return false
	}
	for _, w := range strings.Fields(a) {
		if !strings.Contains(b, w) {
			return false
		}
	}
	return true
}
