package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// A suspect is a person or a group without names that the text may accuse.
type suspect struct {
	person int     // -1 for a group
	m      mention // of a group: the fullest one
	cues   cues
	sum    float64
	came   bool       // to a meeting that is the act
	harmed bool       // was ordered to do it, or reports it, somewhere
	parts  []*suspect // whom a text tells apart of a number: "tiga ASN, yakni ..."
}

// aboutPerson sets the cues that a person has whatever the sentences say.
func (d *doc) aboutPerson(s *suspect) {
	k, c := s.person, s.cues
	p := &d.persons[k]
	class := p.pos.class
	if class == "" {
		class = "unknown"
	}
	c["class "+class] = 1
	c.is("only called a servant", genericASN[p.pos.head])
	c.is("speaks for an employer", p.pos.Last > 0 && speaksForEmployer(p.pos))
	c.is("initials", p.initials)
	c.is("acting", p.pos.acting)
	c.is("was one of the unnamed", p.group >= 0 || len(p.among) > 0)
	c.is("in the first sentences", int(d.sentOf[p.first.First]) <= d.lead2())
	for i := range d.body {
		if slices.Contains(p.words, d.fold(i)) && len(d.fold(i)) > 2 {
			c["name in the headline"] = 1
		}
	}
	for _, q := range d.speech {
		if !q.ok || q.person != k {
			continue
		}
		c.add("quoted", 1, 3)
		for _, h := range within(d.hits[topicStances], q.Span) {
			c.is("quoted "+h.section, true)
		}
		for _, a := range within(d.acts, q.Span) {
			c.is("quoted on the act", !d.negative[a.First])
		}
	}
}

// lead2 is the third sentence of the body.
func (d *doc) lead2() int { return int(d.sentOf[min(d.body, len(d.toks)-1)]) + 2 }

// aboutMention adds what one mention says of a person.
func (d *doc) aboutMention(c cues, k int, m mention) {
	if m.First < d.body {
		c.is("headline has the position", true)
		d.aboutSentence(c, k, m)
		return
	}
	d.mentionedAgain(c, "mentioned")
	if d.witness(m) {
		c["witness"] = 1
		return
	}
	d.aboutSentence(c, k, m)
}

// witness reports whether a mention is of a bystander of the case: called one, questioned as a witness, or in a list of them.
func (d *doc) witness(m mention) bool {
	if bystander[d.fold(m.First-1)] || bystander[d.fold(m.First)] {
		return true
	}
	for i := m.Last; i < m.Last+16 && d.same(m.First, i); i++ {
		if d.fold(i) == "sebagai" && d.fold(i+1) == "saksi" {
			return true
		}
	}
	list := false // "saksi yang diperiksa antara lain A, B", "sebagai saksi, yakni A"
	for i := m.First - 1; i >= d.sents[m.sent].First; i-- {
		switch w := d.fold(i); {
		case w == "saksi" || w == "pelapor", complains[w] && enumerates[d.fold(i+1)]:
			return list
		case enumerates[w]:
			list = true
		}
	}
	return false
}

// mentionedAgain counts a mention: once, again, often. A caption mentions once whom an article mentions ten times.
func (d *doc) mentionedAgain(c cues, name string) {
	switch {
	case c[name+" often"] > 0:
	case c[name+" thrice"] > 0:
		c[name+" often"] = 1
	case c[name+" again"] > 0:
		c[name+" thrice"] = 1
	case c[name] > 0:
		c[name+" again"] = 1
	}
	c[name] = 1
}

// beside is how many tokens on either side of a mention may tell of it.
const beside = 30

// aboutSentence adds what the sentence of a mention says of whom it mentions: the cues beside it, and the acts of which it is the
// subject. k is the person, -1 for a group.
func (d *doc) aboutSentence(c cues, k int, m mention) {
	in := ""
	if m.quoted {
		in = ", in a quotation"
	}
	s := d.sents[m.sent]
	s.First, s.Last = max(s.First, m.with.First-beside), min(s.Last, m.with.Last+beside)
	if d.recitedSentence(m.sent) && !d.hedged(m.sent) {
		c.add("a rule is recited", 1, 2)
		return
	}
	if d.elsewhere(m.sent) {
		c.add("another matter", 1, 2)
	}
	if d.speaksAt(m) {
		c.add("speaks", 1, 3)
	}
	c.is("called the reported one"+in, reported[d.fold(m.First-1)])
	c.is("atas nama"+in, d.fold(m.First-1) == "nama" && d.fold(m.First-2) == "atas")
	for _, h := range within(d.hits[topicContext], s) {
		switch h.section {
		case "caught":
			if sights[d.fold(h.First)] && len(within(d.acts, d.sents[m.sent])) == 0 { // seen doing nothing
				continue
			}
		case "answers":
			if d.ofStaff(h) { // "tak menampik anak buahnya dipanggil"
				continue
			}
		case "passive", "toward", "matter":
		default:
			continue
		}
		if h.First >= m.with.First && h.First < m.with.Last || (d.quoteOf[h.First] > 0) != m.quoted || d.blocked(k, m, h.First) {
			continue
		}
		side, dist := " after", d.wordsIn(m.with.Last, h.First)
		if h.First < m.First {
			side, dist = " before", d.wordsIn(h.Last, m.with.First)
		}
		if d.negative[h.First] {
			side += ", denied"
		}
		switch {
		case dist <= 2:
			c.add(h.section+side+" at once"+in, 1, 2)
		case dist <= 14:
			c.add(h.section+side+in, 1, 2)
		}
	}
	hedged := ""
	if d.hedged(m.sent) {
		hedged = ", hedged"
	}
	for _, a := range within(d.acts, s) {
		switch done := d.passive(a.First) || commandedTo[d.fold(a.First-1)] || d.fold(a.First-1) == "diminta"; {
		case (d.quoteOf[a.First] > 0) != m.quoted || d.blocked(k, m, a.First):
		case a.First >= m.with.Last && a.First-m.with.Last <= 18 && done:
			c.add("the act is done to them"+in, 1, 2)
		case a.First >= m.with.Last && a.First-m.with.Last <= 18:
			c.add("does the act"+hedged+in, 1, 2)
		case a.Last <= m.with.First && m.with.First-a.Last <= 3 && (d.fold(m.with.First-1) == "oleh" || strings.HasPrefix(d.fold(a.First), "atas")):
			c.add("the act is by them"+in, 1, 2)
		case a.Last <= m.with.First && m.with.First-a.Last <= 10:
			c.add("the act before"+in, 1, 2)
		}
	}
}

// ofStaff reports whether who answers speaks of subordinates there.
func (d *doc) ofStaff(h hit) bool {
	for i := h.Last; i < h.Last+8 && d.same(h.First, i); i++ {
		if staff[d.fold(i)] {
			return true
		}
	}
	return false
}

// wordsIn counts the words between two tokens, without the degrees of a name.
func (d *doc) wordsIn(a, b int) (n int) {
	for i := a; i < b; i++ {
		if t := d.toks[i]; t.Kind != bahasa.Mark && len(t.Fold) > 1 && !(t.Cap && degrees[t.Fold]) {
			n++
		}
	}
	return n
}

// blocked reports whether somebody else stands between a mention and token i: another person, or for a person with a name one without who
// is the nearer subject, "prihatin atas guru yang mengajak ...".
func (d *doc) blocked(k int, m mention, i int) bool {
	a, b := m.with.Last, i
	if i < m.First {
		a, b = i+1, m.with.First
	}
	for x := d.mentionFrom(a); x < len(d.mentions) && d.mentions[x].First < b; x++ {
		n := &d.mentions[x]
		if !d.speaksAt(*n) && (n.person >= 0 && n.person != k && d.persons[n.person].role == "" || n.person < 0 && i > m.First && (never[n.pos.class] || k >= 0 && (d.fold(n.Last) == "yang" || i-n.Last <= 1))) {
			return true
		}
	}
	return false
}

// aboutGroup adds one mention of unnamed persons to a group. held tells that a named person is known to hold the position.
func (d *doc) aboutGroup(g *suspect, m mention, held bool) {
	c := g.cues
	if g.m.First < d.body && m.First >= d.body { // the body says more than the headline
		m.count = max(m.count, g.m.count)
		if m.pos.agency.Last == 0 {
			m.pos.agency = g.m.pos.agency
		}
		g.m = m
	}
	g.m.count = max(g.m.count, m.count)
	if g.m.pos.agency.Last == 0 {
		g.m.pos.agency = m.pos.agency
	}
	g.m.vague = g.m.vague || m.vague
	c["unnamed"] = 1
	c["unnamed, class "+m.pos.class] = 1
	c.is("unnamed, only called servants", genericASN[m.pos.head])
	c.is("unnamed, of an office", m.pos.agency.Last > 0)
	c.is("unnamed, oknum", m.oknum)
	c.is("unnamed, counted", m.count > 0)
	c.is("unnamed, one", m.count == 1)
	c.is("unnamed, counted vaguely", m.vague)
	c.is("unnamed, somebody known", m.the)
	c.is("unnamed, a named person holds it", held)
	switch sent := int(d.sentOf[m.First]); {
	case m.First < d.body:
		c["unnamed, in the headline"] = 1
		c.is("unnamed, first in the headline", m.First <= 3)
	case sent <= d.lead2():
		c["in the first sentences"] = 1
	}
	d.mentionedAgain(c, "unnamed, mentioned")
	if m.quoted {
		c.add("unnamed, in a quotation", 1, 3)
	}
	if addressed[d.fold(m.First-1)] {
		c.add("unnamed, spoken to", 1, 3)
	}
	if d.earlierCase(m.sent) {
		c["unnamed, an earlier case"] = 1
		return
	}
	if c := d.supposes[m.sent]; c >= 0 && int(c) < m.First {
		g.cues.add("unnamed, only supposed", 1, 2)
		return
	}
	if d.hedged(m.sent) {
		c.add("unnamed, in a sentence that alleges", 1, 3)
	}
	d.aboutSentence(c, -1, m)
	if next := m.sent + 1; next < len(d.sents) && d.hedged(next) {
		switch d.fold(d.sents[next].First) {
		case "mereka", "keduanya", "ia", "ketiganya", "dia":
			c["unnamed, the next sentence alleges"] = 1
		}
	}
}

// besideOthers sets the cues that compare a group with the other suspects.
func (d *doc) besideOthers(s *suspect) {
	generic := genericASN[s.m.pos.head]
	for _, o := range d.suspects {
		switch {
		case o == s:
		case o.person >= 0:
			p := &d.persons[o.person]
			if !p.accused {
				continue
			}
			s.cues["unnamed, somebody is named"] = 1
			s.cues.is("unnamed, somebody of this position is named", generic || alike(canonical(p.pos.head), canonical(s.m.pos.head)))
		default:
			s.cues.is("unnamed, there is a more particular group", generic && !genericASN[o.m.pos.head])
			s.cues.is("unnamed, there is a group by a general word", !generic && genericASN[o.m.pos.head])
			s.cues.is("unnamed, there is an earlier group", o.m.First < s.m.First)
		}
	}
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

// passive reports whether the act at token i is done to its subject: "dipaksa memilih", "mendapat perintah".
func (d *doc) passive(i int) bool {
	w := d.fold(i)
	return len(w) > 5 && strings.HasPrefix(w, "di") || w == "mendapat"
}

// earlierCase reports whether a sentence tells of another case beside this one: "Sebelumnya, Bawaslu juga menangani ...".
func (d *doc) earlierCase(sent int) bool {
	s := d.sents[sent]
	if s.First < d.body {
		return false
	}
	w := d.fold(s.First)
	for i := s.First; i < s.Last && i < s.First+14; i++ {
		if d.fold(i) != "juga" {
			continue
		}
		if (w == "sebelumnya" || w == "selain") && i < s.First+8 || handles[d.fold(i+1)] && d.supervisorBefore(i, s.First) {
			return true
		}
	}
	return false
}

// supervisorBefore reports whether a supervisor is named in the few words before token i.
func (d *doc) supervisorBefore(i, from int) bool {
	for k := i - 1; k >= from && k >= i-4; k-- {
		if b, ok := at(d.hits[topicBodies], k); ok && strings.HasPrefix(b.section, "supervisor") {
			return true
		}
	}
	return false
}
