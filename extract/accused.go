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

// steps are the actions of statuses.txt that a case has once somebody is accused.
var steps = words("tracing registered summoned clarified recommended sent forwarded sanctioned proven dismissed")

// forCandidate reports whether a candidate, a party or a campaign is spoken of beside a facility of the state: a ceremony in the hall
// of the regency is none of an election.
func (d *doc) forCandidate(a hit) bool {
	s := d.sents[d.sentOf[a.First]]
	return len(within(d.hits[topicRoles], s))+len(within(d.hits[topicParties], s)) > 0 ||
		slices.ContainsFunc(d.acts, func(b hit) bool { return b.section != a.section && s.Holds(b.First) })
}

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

// mentionFrom returns the first mention that begins at token i or later.
func (d *doc) mentionFrom(i int) int {
	k, _ := slices.BinarySearchFunc(d.mentions, i, func(m mention, i int) int { return m.First - i })
	return k
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
