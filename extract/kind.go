package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"netra/bahasa"
)

// readKind tells what kind of article it is: the kind for which its cues speak most. Without an official, a supervisor and a word
// on neutrality it is on another matter, or in another language. Where nothing is alleged it is no allegation, whatever the cues weigh.
func (d *doc) readKind() {
	d.kindCues = d.aboutKind()
	if c := d.kindCues; c["asn"]+c["village"]+c["honorary"]+c["police"]+c["a supervisor"]+c["neutrality in so many words"] == 0 {
		return
	}
	best := math.Inf(-1)
	for _, kind := range []string{Allegation, Statistic, Appeal, Regulation, Offtopic} {
		if kind == Allegation && !(d.alleges() && d.electoral()) {
			continue
		}
		if sum := d.r.weights["kind "+kind].sum(d.kindCues); sum > best {
			best = sum
			d.rec.Kind = kind
		}
	}
	model, c := "kind "+d.rec.Kind, d.kindCues
	if d.rec.Kind == Allegation {
		d.officeCues = d.aboutOffice()
		if d.r.weights["kind "+OtherOfficial].sum(d.officeCues) > 0 {
			d.rec.Kind = OtherOfficial
			model, c = "kind "+OtherOfficial, d.officeCues
		}
	}
	rule := cmp.Or(d.r.weights[model].strongest(c), "nothing is alleged")
	d.mark("kind", rule, d.tellsKind(rule))
}

// electoral reports whether the text speaks of an election, a party, a candidate, neutrality or a supervisor at all. Without any of
// them what somebody is blamed for is a matter of discipline, however much else looks like a case.
func (d *doc) electoral() bool {
	return d.political() || d.kindCues["a supervisor"] > 0 || d.kindCues["neutrality in so many words"] > 0
}

// tellsKind returns the part of the text that shows a cue of the kind: the headline, the sentence of the word of kinds.txt, or the
// sentence that speaks most of an accused, or of an act, or else the first one.
func (d *doc) tellsKind(rule string) bahasa.Span {
	head := bahasa.Span{First: 0, Last: d.body}
	if d.body > 0 && !d.slug && (strings.HasPrefix(rule, "headline: ") || strings.HasSuffix(rule, " in the headline") || d.body == len(d.toks)) {
		return head
	}
	for _, h := range d.hits[topicKinds] {
		if h.First >= d.body && strings.TrimPrefix(rule, "quoted: ") == h.section {
			return d.sents[d.sentOf[h.First]]
		}
	}
	at, best := -1, math.Inf(-1)
	for _, s := range d.suspects {
		first := s.m.First
		if s.person >= 0 {
			first = d.persons[s.person].first.First
		}
		if first >= d.body && s.sum > best {
			at, best = first, s.sum
		}
	}
	for _, a := range d.acts {
		if at < 0 && a.First >= d.body {
			at = a.First
		}
	}
	if at < 0 {
		at = min(d.body, len(d.toks)-1)
	}
	return d.sents[d.sentOf[at]]
}

// aboutKind collects what tells the kind of an article.
func (d *doc) aboutKind() cues {
	c := cues{}
	for _, h := range d.hits[topicKinds] {
		switch {
		case h.First < d.body:
			c.add("headline: "+h.section, 1, 2)
		case d.quoteOf[h.First] > 0:
			c.add("quoted: "+h.section, 0.5, 2)
		default:
			c.add(h.section, 0.5, 3)
		}
		c.is("neutrality in so many words", d.saysNeutral(h.Span))
	}
	for _, h := range d.hits[topicTitles] {
		where := ""
		if h.First < d.body {
			where = " in the headline"
		}
		switch h.section {
		case "asn", "village", "honorary", "police":
			c.is(h.section+where, true)
		}
	}
	for _, m := range d.mentions {
		if m.pos.class == "head" && officeClass(m.pos) == "asn" {
			c["asn"] = 1
			c.is("asn in the headline", m.First < d.body)
		}
	}
	d.aboutTop(c)
	for _, s := range d.suspects {
		p := chance(s.sum)
		name := "a group is accused"
		if s.person >= 0 {
			name = "somebody is accused by name"
			if d.persons[s.person].accused {
				c.add("accused", 1, 3)
			}
		}
		c[name] = max(c[name], p)
	}
	recited, kinds := 0, map[string]bool{}
	for _, a := range d.acts {
		kinds[a.section] = true
		c.is("an act in the headline", a.First < d.body)
		c.is("an act in the first sentences", a.First >= d.body && int(d.sentOf[a.First]) <= d.lead2())
		c.is("an act of elections", partisan[a.section])
	}
	for _, a := range d.hits[topicActs] {
		if d.recited(a.First) {
			recited++
		}
	}
	c["acts"] = min(float64(len(kinds)), 3)
	c["acts in recited rules"] = min(float64(recited)/2, 3)
	n, hedged, reciting, supposing, elsewhere := 0.0, 0.0, 0.0, 0.0, 0.0
	for s := range d.sents {
		if d.sents[s].First < d.body {
			continue
		}
		n++
		if d.hedged(s) {
			hedged++
		}
		if d.recitedSentence(s) {
			reciting++
		}
		if d.supposes[s] >= 0 {
			supposing++
		}
		if d.elsewhere(s) {
			elsewhere++
		}
	}
	n = max(n, 1)
	c["share of sentences that allege"] = hedged / n
	c["share of sentences that recite"] = reciting / n
	c["share of sentences that suppose"] = supposing / n
	c["share of sentences on another matter"] = elsewhere / n
	c.is("no election", d.rec.Election == "")
	c.is("candidates", len(d.roleSeen)+len(d.roleNamed) > 0)
	c.is("a supervisor", d.hasSupervisor())
	c["steps of a case"] = min(float64(len(d.hits[topicStatuses]))/3, 3)
	c.is("evidence", len(d.hits[topicEvidence]) > 0)
	c.is("oknum", slices.ContainsFunc(d.mentions, func(m mention) bool { return m.oknum }))
	c.is("a short text", len(d.toks)-d.body < 60)
	return c
}

// saysNeutral reports whether a word of taking no side, or one, stands in s.
func (d *doc) saysNeutral(s bahasa.Span) bool {
	for i := s.First; i < s.Last; i++ {
		if neutrality[strings.TrimSuffix(d.fold(i), "nya")] {
			return true
		}
	}
	return false
}

// aboutTop collects whom and what the headline and the first sentences speak of: a case against an official names one there.
func (d *doc) aboutTop(c cues) {
	official, neutral := false, false
	for _, h := range d.hits[topicTitles] {
		top := int(d.sentOf[h.First]) <= d.lead2()
		switch h.section {
		case "asn", "village", "honorary", "police":
			official = official || top && !former[d.fold(h.First-1)]
			if n, used := d.countBefore(h.First); used && n >= 10 && top {
				c.is("many officials at the top", true)
			}
		}
	}
	for _, h := range d.hits[topicKinds] {
		neutral = neutral || h.section == "neutral" && int(d.sentOf[h.First]) <= d.lead2()
	}
	c.is("no official at the top", !official)
	c.is("no word for taking sides at the top", !neutral)
	c.is("no act", len(d.acts) == 0)
}

// countBefore returns the number written in digits right before token i, or with one word between: "63 orang ASN".
func (d *doc) countBefore(i int) (n int, ok bool) {
	for j := i - 1; j >= max(i-2, 0); j-- {
		if n, used := bahasa.Integer(d.toks, j); used == 1 && d.toks[j].Kind == bahasa.Number {
			return n, true
		}
	}
	return 0, false
}

// partisan are the acts that tell of an election by themselves.
var partisan = words("attend_candidate_event pose_or_gesture social_media_engagement social_media_post promote_candidate campaign_attribute party_membership_or_candidacy register_or_accompany_candidate")

// netral reports whether the text speaks of neutrality or of taking sides in so many words.
func (d *doc) netral() bool {
	for _, h := range d.hits[topicKinds] {
		switch d.fold(h.First) {
		case "netralitas", "netral", "ketidaknetralan", "keberpihakan", "berpihak", "memihak", "politik":
			return true
		}
	}
	return false
}

func (d *doc) hasSupervisor() bool {
	for _, h := range d.hits[topicBodies] {
		if strings.HasPrefix(h.section, "supervisor") {
			return true
		}
	}
	return false
}

// aboutOffice collects what tells whether a case is about civil servants or about other officials only.
func (d *doc) aboutOffice() cues {
	c := cues{}
	for _, s := range d.suspects {
		pos := s.m.pos
		if s.person >= 0 {
			pos = d.persons[s.person].pos
		}
		name := "accused: " + officeClass(pos)
		c[name] = max(c[name], chance(s.sum))
	}
	total := 0.0
	for _, m := range d.mentions {
		class := officeClass(m.pos)
		if m.pos.Last == 0 || never[m.pos.class] || class == "generic" {
			continue
		}
		switch {
		case m.First < d.body && (m.First > 1 || d.fold(m.Last) != ":"):
			c.is("headline: "+class, true)
		case m.First >= d.body && total == 0:
			c["first of the text: "+class] = 1
		}
		if m.First >= d.body {
			total++
			c["share: "+class]++
		}
		c.is("said to be no civil servant", genericASN[m.pos.head] && m.First > 0 && d.fold(m.First-1) == "bukan")
	}
	for _, class := range []string{"asn", "servant", "village", "police", "honorary", "head"} {
		if n, ok := c["share: "+class]; ok {
			c["share: "+class] = n / max(total, 1)
		}
	}
	return c
}

// officeClass is a position's class; who is only called a civil servant is apart, since every such text speaks of them.
func officeClass(p position) string {
	switch {
	case p.Last == 0:
		return "unknown"
	case genericASN[p.head]:
		return "servant"
	case p.class == "head" && p.acting:
		return "asn" // an acting head of a region is one
	}
	return p.class
}
