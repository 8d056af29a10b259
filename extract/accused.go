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
	d.joinMentions()
	of, held := d.whoIsTold()
	for x, m := range d.mentions {
		for _, s := range of[x] {
			d.tell(s, m, held[x])
		}
	}
	d.byGroup(of)
	d.byWhole(of)
	d.byCount()
	d.bySome()
	d.byPronoun(of)
	d.suspects = slices.DeleteFunc(d.suspects, func(s *suspect) bool { return s.harmed && !incriminated(s.cues) })
	d.besideNamed()
	w := d.r.weights["accused"]
	alleged := d.alleges()
	for _, s := range d.suspects {
		s.cues.is("the text tells of no act", len(d.acts) == 0)
		if s.person >= 0 {
			s.sum = w.sum(s.cues)
			d.persons[s.person].accused = alleged && chance(s.sum) >= surely && incriminated(s.cues) && s.cues["witness"] == 0
		}
	}
	d.freeWhoIsHeard()
	for _, s := range d.suspects {
		if s.person < 0 {
			d.besideOthers(s)
			s.sum = w.sum(s.cues)
		}
	}
}

// freeWhoIsHeard takes back that those are accused of whom the text says no more than that they were heard, if it tells of somebody else
// who did it: a neighbour is summoned too.
func (d *doc) freeWhoIsHeard() {
	did := slices.ContainsFunc(d.suspects, func(s *suspect) bool {
		return s.person >= 0 && d.persons[s.person].accused && s.cues["does the act, hedged"] > 0
	})
	for _, s := range d.suspects {
		if did && s.person >= 0 && onlyHeard(s.cues) {
			d.persons[s.person].accused = false
		}
	}
}

// onlyHeard reports whether nothing incriminates but that something is done to somebody: summoned, questioned.
func onlyHeard(c cues) bool {
	rest := cues{}
	for name, n := range c {
		if !strings.HasPrefix(name, "passive after") {
			rest[name] = n
		}
	}
	return !incriminated(rest)
}

// whoIsTold makes a suspect of everybody who can be accused, and returns of whom each mention tells, and whether somebody with a name
// is known to be meant.
func (d *doc) whoIsTold() (of [][]*suspect, held []bool) {
	named := make([]*suspect, len(d.persons))
	for k := range d.persons {
		if d.eligible(&d.persons[k]) {
			named[k] = &suspect{person: k, cues: cues{}}
			d.suspects = append(d.suspects, named[k])
			d.aboutPerson(named[k])
		}
	}
	of, held = make([][]*suspect, len(d.mentions)), make([]bool, len(d.mentions))
	groups := map[string]*suspect{}
	for x, m := range d.mentions {
		who := d.whom(m)
		held[x] = len(who) > 0
		for _, k := range who {
			if named[k] != nil {
				of[x] = append(of[x], named[k])
			}
		}
		if g := d.groupOf(m, groups); g != nil {
			of[x] = append(of[x], g)
		}
	}
	return of, held
}

// groupOf returns the group that an unnamed mention speaks of, a new one if there is none yet; nil if it can accuse nobody.
func (d *doc) groupOf(m mention, groups map[string]*suspect) *suspect {
	if m.person >= 0 || never[m.pos.class] || m.pos.class == "generic" || m.First < 2 && m.First < d.body && d.fold(m.Last) == ":" || d.nobody(m) {
		return nil
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
		d.suspects = append(d.suspects, g)
	}
	return g
}

// tell adds what one mention says of a suspect.
func (d *doc) tell(s *suspect, m mention, held bool) {
	switch {
	case d.harmed(m) && (s.person < 0 || m.First >= d.body):
		s.harmed = true
	case s.person >= 0:
		d.aboutMention(s.cues, s.person, m)
	case m.count == 1 && s.m.count > 1 && d.speaksAt(m): // "salah satu staf membenarkan" tells nothing of the fifty
	default:
		s.came = s.came || d.attends(m)
		d.aboutGroup(s, m, held)
	}
}

// byGroup gives a person what is said of the unnamed ones that the person turned out to be: "Seorang lurah diduga ... Ia adalah Budi."
func (d *doc) byGroup(of [][]*suspect) {
	for _, s := range d.suspects {
		if s.person < 0 {
			continue
		}
		p := &d.persons[s.person]
		for _, m := range p.among {
			d.aboutSentence(s.cues, s.person, m)
		}
		if p.group < 0 {
			continue
		}
		for x, m := range d.mentions {
			if slices.ContainsFunc(of[p.group], func(g *suspect) bool { return g.person < 0 && slices.Contains(of[x], g) }) && !slices.Contains(of[x], s) && !d.harmed(m) {
				d.aboutSentence(s.cues, s.person, m)
			}
		}
	}
}

// byWhole gives those whom a text tells apart what it says of all of them: "lima ASN, yakni seorang kepala bagian dan empat camat". Parts
// of one title, "tiga lurah, yaitu Lurah X, Lurah Y dan Lurah Z", become suspects of their own.
func (d *doc) byWhole(of [][]*suspect) {
	for _, w := range d.readWholes() {
		var all *suspect // who is counted, if by a title
		if x := d.mentionFrom(w.of.First); d.mentionAt(w.of.Span) {
			all = unnamed(of[x])
		}
		for _, x := range w.parts {
			part := unnamed(of[x])
			if part == nil {
				continue
			}
			if part == all || all != nil && slices.Contains(all.parts, part) {
				part = &suspect{person: -1, m: d.mentions[x], cues: cues{}}
				d.suspects = append(d.suspects, part)
				d.aboutGroup(part, d.mentions[x], false)
			}
			part.cues["unnamed, one of those who are counted"] = 1
			if all == nil {
				d.aboutSentence(part.cues, -1, w.of)
				continue
			}
			all.parts = append(all.parts, part)
			for y, m := range d.mentions {
				if slices.Contains(of[y], all) {
					d.aboutSentence(part.cues, -1, m)
				}
			}
		}
	}
}

// unnamed returns the group among suspects, nil if there is none.
func unnamed(all []*suspect) *suspect {
	for _, s := range all {
		if s.person < 0 {
			return s
		}
	}
	return nil
}

// besideNamed sets the cues that compare a named person with the other suspects.
func (d *doc) besideNamed() {
	unnamed := slices.ContainsFunc(d.suspects, func(s *suspect) bool { return s.person < 0 && incriminated(s.cues) })
	eligible, first := 0, true
	for _, s := range d.suspects {
		if s.person >= 0 && !speaksForEmployer(d.persons[s.person].pos) {
			s.cues.is("first named", first)
			first = false
			eligible++
		}
	}
	for _, s := range d.suspects {
		if s.person >= 0 {
			s.cues.is("only one named", eligible == 1)
			s.cues.is("nothing is said of them", !incriminated(s.cues))
			s.cues.is("something is said of unnamed ones", unnamed)
		}
	}
}

// alleges reports whether the text says anywhere that somebody has done something: it tells of an act and of an official, or of a
// step of a case or, if it speaks of neutrality, of a suspicion, outside of rules that are recited and of what is only supposed. Where it
// does not, or tells that what was said is false, it names nobody, however often an official is mentioned.
func (d *doc) alleges() bool {
	if d.corrects() {
		return false
	}
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
			if d.netral() && !sights[d.fold(h.First)] && !d.negative[h.First] && !d.recited(h.First) && !d.elsewhere(int(d.sentOf[h.First])) {
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

// corrects reports whether the headline or the first sentences tell that an allegation is a forgery or was an error, in the writer's
// own words: those of an accused are a denial.
func (d *doc) corrects() bool {
	for _, h := range d.hits[topicContext] {
		if h.section == "false" && int(d.sentOf[h.First]) <= d.lead2() && d.quoteOf[h.First] == 0 && !d.negative[h.First] {
			return true
		}
	}
	return false
}

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
	first := m.First
	if m.with.Last > 0 { // who stands with the object is one as well
		first = m.with.First
	}
	i := first - 1
	for ; i >= first-4 && d.same(i, m.First) && (crowd[d.fold(i)] || bahasa.Vague(d.fold(i))); i-- {
	}
	switch w := d.fold(i); {
	case !d.same(i, m.First):
	case ordering[w], urging[w], w == "oleh" && (d.fold(i-1) == "dilaporkan" || d.fold(i-1) == "diadukan"):
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

// incriminated reports whether cues tell of something done, or of a case against somebody. Nobody is named without one, wherever the
// text speaks of them.
func incriminated(c cues) bool {
	if c["quoted denies"] > 0 && c["quoted i"] > 0 { // who answers for themselves
		return true
	}
	for name := range c {
		if strings.Contains(name, "denied") {
			continue
		}
		for _, kind := range incriminating {
			if strings.HasPrefix(name, kind) {
				return true
			}
		}
	}
	return false
}

// incriminating are the first words of cues that speak of somebody's own deed or case.
var incriminating = []string{"does the act", "the act is by them", "called the reported one", "atas nama", "caught after", "passive after",
	"toward before", "matter before", "answers after"}

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
	return p.role == "" && !never[p.pos.class] && !p.place && !p.paired && (p.pos.class != "generic" || p.initials && !strings.HasPrefix(p.pos.head, "warga"))
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
		if only < 0 || d.unnamedBefore(only, m) {
			return nil
		}
		return []int{only}
	}
	if k := d.holder(m); k >= 0 && (d.persons[k].first.First < m.First || m.pos.agency.Last > 0) {
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

// unnamedBefore reports whether the body speaks of somebody without a name who holds a mention's position before it names person k, who is
// somebody else: a headline's "kadis" is "salah seorang kepala dinas" and not the head of another office who is asked about it.
func (d *doc) unnamedBefore(k int, m mention) bool {
	return slices.ContainsFunc(d.mentions, func(o mention) bool {
		return o.person < 0 && o.First >= d.body && o.First < d.persons[k].first.First && (o.count == 1 || o.oknum) && canonical(o.pos.head) == canonical(m.pos.head) &&
			d.namedLater(o) != k
	})
}

// namedLater returns the person whom a text first tells of without a name and then names by initials, "Seorang lurah diduga ... Lurah
// berinisial TW", or who answers to what is said, "Lurah X, Budi, membantah", or holds it at the same place: the only one who holds such a
// position. It is -1 if there is none. Whoever else has a name may be a colleague or a superior.
func (d *doc) namedLater(m mention) int {
	if m.count > 1 || m.vague || genericASN[m.pos.head] || never[m.pos.class] || m.pos.class == "generic" || d.earlierCase(m.sent) {
		return -1
	}
	only := -1
	for k := range d.persons {
		p := &d.persons[k]
		if p.pos.Last == 0 || canonical(p.pos.head) != canonical(m.pos.head) {
			continue
		}
		there := m.pos.agency.Last > 0 && strings.EqualFold(d.span(m.pos.agency), d.span(p.pos.agency))
		if only >= 0 || p.first.First < m.First || !d.eligible(p) || !there && (m.count == 0 && !m.oknum || !p.initials && !d.answers(p.first)) {
			return -1
		}
		only = k
	}
	return only
}

// answers reports whether who is named at s answers to an allegation there.
func (d *doc) answers(s bahasa.Span) bool {
	for _, h := range within(d.hits[topicContext], bahasa.Span{First: s.Last, Last: s.Last + 8}) {
		if h.section == "answers" && d.same(s.First, h.First) && d.wordsIn(s.Last, h.First) <= 3 {
			return true
		}
	}
	return false
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
	groups := d.accusedGroups(named)
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

// accusedGroups returns the groups that are accused beside so many named ones: the two that most likely are, those who stand with them, and
// those that a text tells apart in place of the number of all of them.
func (d *doc) accusedGroups(named int) (groups []*suspect) {
	accused := func(s *suspect) bool {
		return s.person < 0 && (s.came || chance(s.sum) >= possibly) && !d.covered(s, named)
	}
	for _, s := range d.suspects {
		if accused(s) && (len(s.parts) == 0 || slices.ContainsFunc(s.parts, func(part *suspect) bool { return !accused(part) })) {
			groups = append(groups, s)
		}
	}
	slices.SortStableFunc(groups, func(a, b *suspect) int { return cmp.Compare(b.sum, a.sum) })
	for k := len(groups) - 1; k >= 2; k-- {
		if g := groups[k]; g.cues["unnamed, one of those who are counted"] == 0 && !slices.ContainsFunc(groups[:2], func(o *suspect) bool { return o.m.with == g.m.with }) {
			groups = slices.Delete(groups, k, k+1)
		}
	}
	return groups
}

// covered reports whether a group is those who are named.
func (d *doc) covered(g *suspect, named int) bool {
	if g.m.count > named || g.m.vague && g.m.count == 0 {
		return false
	}
	return slices.ContainsFunc(d.suspects, func(s *suspect) bool {
		if s.person < 0 || !d.persons[s.person].accused {
			return false
		}
		p := d.persons[s.person].pos
		// of one who is only called a servant the text may tell the position elsewhere
		return genericASN[g.m.pos.head] || alike(canonical(p.head), canonical(g.m.pos.head)) || named == 1 && (p.Last == 0 || genericASN[p.head])
	})
}

// alike reports whether two titles speak of the same position: one has all words of the other.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" {
		return false
	}
	has := strings.Fields(b)
	return !slices.ContainsFunc(strings.Fields(a), func(w string) bool { return !slices.Contains(has, w) })
}
