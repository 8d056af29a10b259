package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
)

// surely is how likely it must be that a named person is accused before the record says so: naming the wrong person is the worst
// error that reading can make. For unnamed ones, whom nobody can be confused with, possibly will do.
const (
	surely   = 0.6
	possibly = 0.4
)

// never holds the classes that are not accused by what is said near them.
var never = words("supervisor commission ngo politician inspectorate counsel former")

// A suspect is a person or a group without names that the text may accuse.
type suspect struct {
	person int     // -1 for a group
	m      mention // of a group: the fullest one
	cues   cues
	sum    float64
	came   bool // to a meeting that is the act
	harmed bool // was ordered to do it, or reports it, somewhere
}

// speaksForEmployer reports whether who holds a position speaks for a body or an employer. An acting head of a region is a civil
// servant who can be accused as any other.
func speaksForEmployer(p position) bool {
	h := p.head
	return p.class == "head" && !p.acting || p.class == "generic" || strings.HasPrefix(h, "sek") && strings.Contains(h, "da") && !strings.Contains(h, "dinas") && !strings.Contains(h, "camat") && !strings.Contains(h, "desa") ||
		strings.Contains(h, "bkd") || strings.Contains(h, "bkp") || strings.Contains(h, "inspekt") || p.body == "BKD" || p.body == "BKPSDM" || p.body == "Inspektorat"
}

// readAccused collects what speaks for and against everybody whom the text may accuse, and weighs it.
func (d *doc) readAccused() {
	groups := map[string]*suspect{}
	var order []*suspect
	var pairs [][2]*suspect // groups that share a quantity
	named := make([]*suspect, len(d.persons))
	for k := range d.persons {
		if d.eligible(&d.persons[k]) {
			named[k] = &suspect{person: k, cues: cues{}}
			order = append(order, named[k])
			d.aboutPerson(named[k])
		}
	}
	for _, m := range d.mentions {
		who := d.whom(m)
		for _, k := range who {
			if named[k] == nil {
				continue
			}
			if m.First >= d.body && d.harmed(m) {
				named[k].harmed = true
				continue
			}
			d.aboutMention(named[k].cues, k, m)
		}
		if m.person >= 0 || never[m.pos.class] || m.pos.class == "generic" || m.First < 2 && m.First < d.body && d.fold(m.Last) == ":" {
			continue
		}
		if d.nobody(m) {
			continue
		}
		head := groupHead(m)
		g := groups[head]
		if g == nil {
			for h, other := range groups {
				if alike(h, head) && (g == nil || other.m.First < g.m.First) {
					g = other
				}
			}
		}
		if g == nil {
			g = &suspect{person: -1, m: m, cues: cues{}}
			groups[head] = g
			order = append(order, g)
		}
		if d.harmed(m) {
			g.harmed = true
			continue
		}
		if m.count == 1 && g.m.count > 1 && d.speaksAt(m) { // "salah satu staf membenarkan" tells nothing of the fifty
			continue
		}
		if before := d.mentionFrom(m.First) - 1; m.shares && m.First >= d.body {
			pairs = append(pairs, [2]*suspect{groups[groupHead(d.mentions[before])], g})
		}
		g.came = g.came || d.attends(m)
		d.aboutGroup(g, m, len(who) > 0)
	}
	for k, s := range named { // what is said of "lima orang" before they are named
		for _, m := range d.persons[k].among {
			if s != nil {
				d.aboutSentence(s.cues, k, m)
			}
		}
	}
	d.byPronoun(named)
	order = slices.DeleteFunc(order, func(s *suspect) bool { return s.harmed && !incriminated(s.cues) })
	d.suspects = order
	alleged := d.alleges()
	eligible, first := 0, true
	for _, s := range order {
		if s.person >= 0 && !speaksForEmployer(d.persons[s.person].pos) {
			s.cues.is("first named", first)
			first = false
			eligible++
		}
	}
	for _, s := range order {
		s.cues.is("the text tells of no act", len(d.acts) == 0)
		if s.person >= 0 {
			s.cues.is("only one named", eligible == 1)
			s.sum = d.r.weights["accused"].sum(s.cues)
			d.persons[s.person].accused = alleged && chance(s.sum) >= surely && s.cues["witness"] == 0
		}
	}
	for _, s := range order {
		if s.person < 0 {
			d.besideOthers(s, order)
			s.sum = d.r.weights["accused"].sum(s.cues)
		}
	}
	for _, p := range pairs {
		if a, b := p[0], p[1]; a != nil && !a.harmed && !b.harmed {
			a.sum = max(a.sum, b.sum)
			b.sum = a.sum
		}
	}
}

// alleges reports whether the text says anywhere that somebody has done something: it tells of an act and of an official, or of a
// step of a case or of a suspicion, outside of rules that are recited and of what is only supposed. Where it does not, it names nobody,
// however often an official is mentioned.
func (d *doc) alleges() bool {
	someone := slices.ContainsFunc(d.mentions, func(m mention) bool {
		return m.person < 0 && !never[m.pos.class] && m.pos.class != "generic" && !d.nobody(m) || m.person >= 0 && d.eligible(&d.persons[m.person])
	})
	for _, a := range d.acts {
		if someone && (a.section != "use_state_facility_or_program" || d.forCandidate(a)) {
			return true
		}
	}
	for _, h := range d.hits[topicContext] {
		switch h.section {
		case "hedge", "passive", "caught":
			if !sights[d.fold(h.First)] && !d.negative[h.First] && !d.recited(h.First) && !d.elsewhere(int(d.sentOf[h.First])) {
				return true
			}
		}
	}
	for _, h := range d.hits[topicStatuses] {
		if action, _, _ := strings.Cut(h.section, " "); steps[action] && !d.negative[h.First] && !d.recited(h.First) {
			return true
		}
	}
	return false
}

// sights are hedges that also tell of what is plain to see or not alleged of anybody: "camat tampak hadir", "mencegah pelanggaran".
var sights = words("terlihat tampak nampak terpantau ditemukan sorotan disorot jadi menjadi melanggar pelanggaran berpihak keberpihakan memihak")

// steps are the actions of statuses.txt that a case has once somebody is accused.
var steps = words("tracing registered summoned clarified recommended sent forwarded sanctioned proven dismissed")

// forCandidate reports whether a candidate, a party or a campaign is spoken of beside a facility of the state: a ceremony in the hall
// of the regency is none of an election.
func (d *doc) forCandidate(a hit) bool {
	s := d.sents[d.sentOf[a.First]]
	return len(within(d.hits[topicRoles], s))+len(within(d.hits[topicParties], s)) > 0 ||
		slices.ContainsFunc(d.acts, func(b hit) bool { return b.section != a.section && s.Holds(b.First) })
}

// coerced are verbs whose subject is made to do something, the passives of ordering.
var coerced = words("diperintah diperintahkan diarahkan dipaksa ditekan diintimidasi disuruh diinstruksikan diwajibkan diancam")

// complains are verbs of who brings a case.
var complains = words("melapor melaporkan lapor laporkan mengadu mengadukan adukan")

// harmed reports whether a mention is the object of an order, the subject of its passive, or reports: who was made to act, or complains,
// is not accused by it.
func (d *doc) harmed(m mention) bool {
	i := m.First - 1
	for ; i >= m.First-4 && d.same(i, m.First) && (crowd[d.fold(i)] || bahasa.Vague(d.fold(i))); i-- {
	}
	switch w := d.fold(i); {
	case !d.same(i, m.First):
	case ordering[w], w == "oleh" && (d.fold(i-1) == "dilaporkan" || d.fold(i-1) == "diadukan"):
		return true
	case w == "dan" || w == "," || w == "hingga" || w == "maupun": // "memaksa guru dan kepala sekolah"
		if x := d.mentionFrom(m.First) - 1; m.person < 0 && x >= 0 && d.mentions[x].person < 0 && d.mentions[x].Last == i && d.mentions[x].First >= d.body && ordering[d.fold(d.mentions[x].First-1)] {
			return true
		}
	}
	for i = m.Last; i < m.Last+5 && d.same(m.First, i); i++ {
		w := d.fold(i)
		if coerced[w] || complains[w] {
			return d.fold(i-1) != "tidak"
		}
		if !between[w] {
			break
		}
	}
	return false
}

// crowd stands between a verb of ordering and whom it is given to.
var crowd = words("para seluruh semua setiap tiap kepada bawahannya oknum anak buahnya jajarannya")

// between stands between a subject and its verb.
var between = words("itu tersebut ini yang mengaku merasa juga telah sudah pernah kemudian lalu akhirnya lantas ikut resmi turut sempat berani , ada saat")

// incriminated reports whether cues, other than of a mention that was ordered or reports, tell of something done.
func incriminated(c cues) bool {
	for name := range c {
		switch kind, _, _ := strings.Cut(name, ","); {
		case kind == "does the act", kind == "the act is by them", kind == "called the reported one", kind == "atas nama":
			return true
		case strings.HasPrefix(kind, "caught after"), strings.HasPrefix(kind, "passive after"), strings.HasPrefix(kind, "toward before"):
			if !strings.Contains(name, "denied") {
				return true
			}
		}
	}
	return false
}

// attends reports whether a mention is of those who came to a meeting that is itself the act: "pertemuan terselubung itu dihadiri 50
// ASN". They took part whatever else is said of them.
func (d *doc) attends(m mention) bool {
	i := m.First - 1
	if d.fold(i) == "oleh" {
		i--
	}
	return m.First >= d.body && (d.fold(i) == "dihadiri" || d.fold(i) == "diikuti") && slices.ContainsFunc(within(d.acts, d.sents[m.sent]), func(a hit) bool {
		return (a.section == "covert_meeting" || a.section == "attend_candidate_event") && a.Last <= i
	})
}

// nobody reports whether a mention says that there was none: "tidak ada ASN yang hadir", "tanpa ASN".
func (d *doc) nobody(m mention) bool {
	i := m.First - 1
	if d.fold(i) == "satu" || d.fold(i) == "seorang" || d.fold(i) == "satupun" {
		i--
	}
	w := d.fold(i)
	return m.person < 0 && d.same(i, m.First) && (w == "tanpa" || w == "ada" && (d.fold(i-1) == "tidak" || d.fold(i-1) == "tak" || d.fold(i-1) == "belum"))
}

// eligible reports whether a person can be accused at all.
func (d *doc) eligible(p *person) bool {
	return p.role == "" && !never[p.pos.class] && !p.place && !p.paired && (p.pos.class != "generic" || p.initials)
}

// whom returns the persons that a mention speaks of: the one it names, the holder of the position, those whom it counts.
func (d *doc) whom(m mention) []int {
	if m.person >= 0 {
		return []int{m.person}
	}
	if m.First < d.body { // the headline's position, if one person has it
		if genericASN[m.pos.head] || never[m.pos.class] || d.speaksAt(m) {
			return nil
		}
		only := -1
		for k := range d.persons {
			if p := &d.persons[k]; p.pos.Last > 0 && canonical(p.pos.head) == canonical(m.pos.head) && d.eligible(p) {
				if only >= 0 {
					return nil
				}
				only = k
			}
		}
		if only < 0 {
			return nil
		}
		return []int{only}
	}
	if k := d.holder(m); k >= 0 {
		return []int{k}
	}
	if k := d.namedLater(m); k >= 0 {
		return []int{k}
	}
	var who []int
	if m.the && m.count > 1 { // "kedua ASN itu" are the two named before
		for k := range d.persons {
			p := &d.persons[k]
			if p.first.First < m.First && d.eligible(p) && (p.pos.Last == 0 || p.pos.class == "asn") && !d.spoke(k) {
				who = append(who, k)
			}
		}
		if len(who) != m.count {
			return nil
		}
		for _, k := range who {
			d.give(k, m.pos)
		}
		return who
	}
	for k := range d.persons { // "Ia adalah X", after them
		if g := d.persons[k].group; g >= 0 && d.mentions[g].Span == m.Span {
			who = append(who, k)
		}
	}
	return who
}

// namedLater returns the person whom a text first tells of without a name and then names by initials, "Seorang lurah diduga ... Lurah
// berinisial TW": the only one who holds such a position. It is -1 if there is none. Whoever has a name may be a colleague or a superior.
func (d *doc) namedLater(m mention) int {
	if m.count > 1 || m.count == 0 && !m.oknum || m.vague || genericASN[m.pos.head] || never[m.pos.class] || m.pos.class == "generic" || d.earlierCase(m.sent) {
		return -1
	}
	only := -1
	for k := range d.persons {
		p := &d.persons[k]
		if p.pos.Last == 0 || canonical(p.pos.head) != canonical(m.pos.head) {
			continue
		}
		if only >= 0 || !p.initials || p.first.First < m.First || !d.eligible(p) {
			return -1
		}
		only = k
	}
	return only
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

// reported are words for the accused that stand before a name: "nama terlapor Budi".
var reported = words("terlapor teradu terdakwa terperiksa")

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
	if bystander[d.fold(m.First-1)] || bystander[d.fold(m.First)] {
		c["witness"] = 1
		return
	}
	for i := m.Last; i < m.Last+16 && d.same(m.First, i); i++ {
		if d.fold(i) == "sebagai" && d.fold(i+1) == "saksi" {
			c["witness"] = 1
			return
		}
	}
	d.aboutSentence(c, k, m)
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

// bystander are words for whom a case has beside the accused.
var bystander = words("saksi korban pelapor")

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
	s.First, s.Last = max(s.First, m.First-beside), min(s.Last, m.Last+beside)
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
		case "passive", "toward", "answers", "caught", "matter":
		default:
			continue
		}
		if h.First >= m.First && h.First < m.Last || (d.quoteOf[h.First] > 0) != m.quoted || d.blocked(k, m, h.First) {
			continue
		}
		side, dist := " after", d.wordsIn(m.Last, h.First)
		if h.First < m.First {
			side, dist = " before", d.wordsIn(h.Last, m.First)
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
		switch done := d.passive(a.First); {
		case (d.quoteOf[a.First] > 0) != m.quoted || d.blocked(k, m, a.First):
		case a.First >= m.Last && a.First-m.Last <= 18 && done:
			c.add("the act is done to them"+in, 1, 2)
		case a.First >= m.Last && a.First-m.Last <= 18:
			c.add("does the act"+hedged+in, 1, 2)
		case a.Last <= m.First && m.First-a.Last <= 3 && (d.fold(m.First-1) == "oleh" || strings.HasPrefix(d.fold(a.First), "atas")):
			c.add("the act is by them"+in, 1, 2)
		case a.Last <= m.First && m.First-a.Last <= 10:
			c.add("the act before"+in, 1, 2)
		}
	}
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

// blocked reports whether somebody else stands between a mention and token i.
func (d *doc) blocked(k int, m mention, i int) bool {
	a, b := m.Last, i
	if i < m.First {
		a, b = i+1, m.First
	}
	for x := d.mentionFrom(a); x < len(d.mentions) && d.mentions[x].First < b; x++ {
		n := &d.mentions[x]
		if !d.speaksAt(*n) && (n.person >= 0 && n.person != k && d.persons[n.person].role == "" || n.person < 0 && never[n.pos.class] && i > m.First) {
			return true
		}
	}
	return false
}

// byPronoun gives those who were named in a sentence what the next one says of "keduanya", "ia", "mereka".
func (d *doc) byPronoun(named []*suspect) {
	for s := 1; s < len(d.sents); s++ {
		if d.sents[s-1].First < d.body {
			continue
		}
		first := d.sents[s].First
		count := 0
		switch d.fold(first) {
		case "ia", "dia":
			count = 1
		case "keduanya":
			count = 2
		case "ketiganya":
			count = 3
		case "mereka":
		default:
			continue
		}
		who := map[int]bool{}
		for x := d.mentionFrom(d.sents[s-1].First); x < len(d.mentions) && d.mentions[x].First < d.sents[s-1].Last; x++ {
			if m := d.mentions[x]; m.person >= 0 && !m.quoted && named[m.person] != nil && !d.speaksAt(m) {
				who[m.person] = true
			}
		}
		if count > 0 && len(who) != count || count == 0 && len(who) < 2 {
			continue
		}
		for k := range who {
			d.aboutSentence(named[k].cues, k, mention{Span: bahasa.Span{First: first, Last: first + 1}, person: k, sent: s})
		}
	}
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
func (d *doc) besideOthers(s *suspect, all []*suspect) {
	generic := genericASN[s.m.pos.head]
	for _, o := range all {
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

// mentionFrom returns the first mention that begins at token i or later.
func (d *doc) mentionFrom(i int) int {
	k, _ := slices.BinarySearchFunc(d.mentions, i, func(m mention, i int) int { return m.First - i })
	return k
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

// addressed are words before those whom something is done to or said to.
var addressed = words("kepada bagi agar untuk seluruh semua setiap tiap meminta minta mengajak ajak mengarahkan arahkan memerintahkan perintahkan kumpulkan mengumpulkan imbau mengimbau ingatkan mengingatkan antara oleh")

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

// handles are what a supervisor does with a case: who "juga menerima" one has another one.
var handles = words("menerima menangani memproses meneruskan merekomendasikan mengusut menindak menyelidiki menemukan memeriksa")

// supervisorBefore reports whether a supervisor is named in the few words before token i.
func (d *doc) supervisorBefore(i, from int) bool {
	for k := i - 1; k >= from && k >= i-4; k-- {
		if b, ok := at(d.hits[topicBodies], k); ok && strings.HasPrefix(b.section, "supervisor") {
			return true
		}
	}
	return false
}

func specific(p position) bool { return p.Last > 0 && (!genericASN[p.head] || p.agency.Last > 0) }

// setAccused writes the accused: named ones, then at most two groups that no name covers.
func (d *doc) setAccused() {
	named := 0
	for _, s := range d.suspects {
		if s.person < 0 || !d.persons[s.person].accused {
			continue
		}
		p := &d.persons[s.person]
		a := Accused{Name: Text(p.name), Class: Text(p.pos.class), Count: 1}
		if p.pos.Last > 0 {
			a.Position = Text(d.span(p.pos.Span))
			a.Agency = Text(d.span(p.pos.agency))
		} else {
			a.Class = "asn"
			a.Position = "ASN"
		}
		d.rec.Accused = append(d.rec.Accused, a)
		d.mark("accused", d.r.weights["accused"].strongest(s.cues), p.first)
		d.accused = append(d.accused, p.pos)
		named++
	}
	var groups []*suspect
	for _, s := range d.suspects {
		if s.person < 0 && (s.came || chance(s.sum) >= possibly) && !d.covered(s, named) {
			groups = append(groups, s)
		}
	}
	slices.SortStableFunc(groups, func(a, b *suspect) int { return cmp.Compare(b.sum, a.sum) })
	groups = groups[:min(len(groups), 2)]
	slices.SortFunc(groups, func(a, b *suspect) int { return a.m.First - b.m.First })
	for _, g := range groups {
		pos := g.m.pos
		a := Accused{Position: Text(d.span(pos.Span)), Agency: Text(d.span(pos.agency)), Count: Number(g.m.count), Class: Text(pos.class)}
		if pos.agency.Last > 0 && pos.agency.First > pos.First && pos.agency.First < pos.Last {
			a.Position = Text(strings.TrimRight(d.span(bahasa.Span{First: pos.First, Last: pos.agency.First}), " (,"))
		}
		d.rec.Accused = append(d.rec.Accused, a)
		d.mark("accused", d.r.weights["accused"].strongest(g.cues), g.m.Span)
		d.accused = append(d.accused, pos)
	}
}

// covered reports whether a group is those who are named.
func (d *doc) covered(g *suspect, named int) bool {
	if g.m.count > named || g.m.vague && g.m.count == 0 {
		return false
	}
	for _, s := range d.suspects {
		if s.person >= 0 && d.persons[s.person].accused &&
			(genericASN[g.m.pos.head] || alike(canonical(d.persons[s.person].pos.head), canonical(g.m.pos.head))) {
			return true
		}
	}
	return false
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
