package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// A mood is how a step is told.
type mood uint8

const (
	unreal  mood = iota // denied, supposed, demanded, laid down, of another case
	planned             // it is said that it will be done
	ordered             // somebody was sent to do it
	done
)

// mood tells whether a step was taken, planned, or only threatened, asked for or laid down.
func (c *caseBodies) mood(h hit, action string) mood {
	s := int(c.sentOf[h.First])
	own := c.negates(h, action)
	if c.negative[h.First] && !own || c.deniedInside(h, action) || c.passing(h, action) || c.byAccused(h, action) || c.elsewhere(s) || c.supposes[s] >= 0 && int(c.supposes[s]) < h.First || h.First < c.body && c.slug && action != "sanctioned" {
		return unreal
	}
	rule := int(c.recites[s]) // "surat peringatan" is no rule, though "peringatan" may tell one
	if rule >= 0 && (rule < h.First || rule >= h.Last) && !c.hedged(s) && action != "clarified" {
		return unreal
	}
	if _, official := c.speaker(h.First); c.quoteOf[h.First] > 0 && !official && action != "reported" {
		return unreal
	}
	how, opaque, object := done, 0, false
	switch {
	case (action == "tracing" || action == "reviewing") && c.first(h):
		how = planned
	case c.bySomebodyElse(h, action):
		return unreal
	}
	for _, m := range within(c.hits[topicStatuses], c.sents[s]) {
		name, _, _ := strings.Cut(m.section, " ")
		switch name {
		case "other":
			if m.First <= h.First {
				return unreal
			}
		case "opaque":
			opaque = m.Last
		case "object", "recommended":
			object = true
		}
		if m.First < opaque || m.Last > h.First || h.First-m.Last > 6 && name != "order" && !(name == "plan" && c.goesOn(m, h)) || name != "order" && c.clauseBetween(m.Last, h.First) {
			continue
		}
		switch name {
		case "recommended":
			if action == "sanctioned" {
				how = unreal
			}
		case "unreal":
			if how != ordered && !(c.fold(m.First) == "untuk" && (action == "reported" || c.topic(m.Last, h.First) || c.opens(m.First) && m.Last < h.First)) {
				how = unreal
			}
		case "plan":
			if how == done {
				how = planned
			}
		case "order":
			how = ordered
		}
	}
	if action == "no_report_received" || action == "dropped" || own && how == planned {
		return done
	}
	switch {
	case action == "forwarded" && (!object || messages[c.fold(h.Last)]):
		return unreal
	case how == planned && action == "recommended" && c.toCommission(h) && !c.afterwards(h):
		return planned
	case how == planned && (action == "summoned" || action == "clarified" || action == "registered" || action == "recommended" || action == "dismissed" || action == "sanctioned" || action == "proven" || action == "reported"):
		return unreal
	case how == ordered && action != "tracing" && action != "reviewing":
		return unreal
	case how == done && (action == "proven" || action == "sanctioned") && c.general(h, action):
		return unreal
	}
	return how
}

// bySomebodyElse reports whether an active verb has no body of the text for its subject: "Ia memanggil maju seorang pria".
func (c *caseBodies) bySomebodyElse(h hit, action string) bool {
	verb := c.fold(h.First)
	if !ofOffices[action] || !strings.HasPrefix(verb, "me") || answering[verb] && action != "reviewing" || c.quoteOf[h.First] > 0 || h.First < c.body {
		return false
	}
	able := func(k int) bool { return k >= 0 && canDo[action][c.rank(k)] > 0 }
	return !able(c.focus) && !slices.ContainsFunc(c.inSent[int(c.sentOf[h.First])], func(m bodyMention) bool { return able(m.body) })
}

// ofOffices are steps whose verbs anybody may be the subject of.
var ofOffices = words("reviewing tracing summoned clarified")

// afterwards reports whether a step depends on another one before it: "setelah kita kaji akan kita rekomendasikan".
func (d *doc) afterwards(h hit) bool {
	for i := h.First - 1; d.same(i, h.First); i-- {
		if w := d.fold(i); w == "setelah" || w == "nanti" || w == "usai" {
			return true
		}
	}
	return false
}

// first reports whether a search is told as what comes first: "kami telusuri dulu" announces it.
func (d *doc) first(h hit) bool {
	return slices.ContainsFunc(d.hits[topicStatuses], func(m hit) bool {
		return m.section == "first -" && m.First >= h.Last && m.First <= h.Last+1 && d.same(m.First, h.First)
	})
}

// negates reports whether a pattern has its denial in itself: "tidak terbukti". Only steps that are denials have it behind their
// first word; elsewhere it stands in a gap and denies the step.
func (d *doc) negates(h hit, action string) bool {
	for i := h.First; i < h.Last; i++ {
		switch d.fold(i) {
		case "tidak", "tak", "belum", "bukan", "nihil", "gak", "nggak", "enggak", "ndak":
			return i == h.First || isDenial[action]
		}
	}
	return false
}

// isDenial are the steps that say that something is not so.
var isDenial = words("no_report_received dismissed dropped acquitted")

// deniedInside reports whether a denial stands in the gap of a pattern: "menyatakan X tidak terbukti melanggar". What is proven may
// itself be that somebody did not do a duty: "terbukti tidak menjaga netralitas".
func (d *doc) deniedInside(h hit, action string) bool {
	if isDenial[action] || d.negative[h.First] || d.fold(h.First) == "terbukti" {
		return false
	}
	for i := h.First + 1; i < h.Last; i++ {
		if d.negative[i] {
			return true
		}
	}
	return false
}

// passing reports whether a single passive verb is said in passing: "saya diundang" to a feast. It is a step only beside a body or a
// word of the procedure, in its sentence or the one before; what somebody says of themselves only beside one in the same.
func (c *caseBodies) passing(h hit, action string) bool {
	if !ofOffices[action] || h.Last > h.First+1 || !strings.HasPrefix(c.fold(h.First), "di") {
		return false
	}
	s := int(c.sentOf[h.First])
	if c.ofCase(s, h.First) {
		return false
	}
	self := c.fold(h.First) == "diundang"
	for i := h.First - 1; i >= h.First-3 && c.same(i, h.First); i-- {
		self = self || c.fold(i) == "saya" || c.fold(i) == "aku" || c.fold(i) == "mengaku"
	}
	if k, _ := c.speaker(h.First); c.quoteOf[h.First] > 0 && k >= 0 && (!self || c.bodies[k].role == "supervisor") {
		return false
	}
	return self || s == 0 || !c.ofCase(s-1, -1)
}

// ofCase reports whether a body that looks into cases or a word of the procedure stands in sentence s, besides the word at i.
func (c *caseBodies) ofCase(s, i int) bool {
	for _, m := range c.inSent[s] {
		if b := c.bodies[m.body]; b.kind != "office" && b.kind != "head" && canDo["clarified"][c.rank(m.body)] > 0 {
			return true
		}
	}
	for k := c.sents[s].First; k < c.sents[s].Last; k++ {
		if k != i && (procedure[c.fold(k)] || procedure[c.stem(k)]) {
			return true
		}
	}
	return slices.ContainsFunc(c.mentions, func(m mention) bool { return m.sent == s && m.pos.Last > 0 && m.pos.class == "supervisor" })
}

// byAccused reports whether it is a party that says what was broken or not, which is no finding: the accused or who defends them, who
// stands nearest before the verb, or who accuses them.
func (c *caseBodies) byAccused(h hit, action string) bool {
	if action == "proven" && c.claimed(h) {
		return true
	}
	if action != "dismissed" && action != "proven" || !finding[c.fold(h.First)] {
		return false
	}
	s := int(c.sentOf[h.First])
	office := -1
	for _, m := range c.inSent[s] {
		if m.First < h.First {
			office = m.First
		}
	}
	for i := max(office+1, c.sents[s].First); i < h.First; i++ {
		switch w := c.fold(i); {
		case defending[w]:
			return true
		case w == "pihaknya" || w == "majelis" || w == "hakim":
			return false
		}
	}
	return office < 0 && slices.ContainsFunc(c.mentions, func(m mention) bool {
		return m.person >= 0 && c.persons[m.person].accused && m.Last <= h.First && m.sent == s
	})
}

// claimed reports whether a finding is only what a prosecutor or complainant says: "jaksa menyatakan Darma terbukti bersalah". It is one
// where somebody who decides stands before it: "majelis hakim mengabulkan tuntutan jaksa dan menyatakan".
func (c *caseBodies) claimed(h hit) bool {
	if strings.HasSuffix(h.section, " verdict") || c.fold(h.Last) == "oleh" {
		return false
	}
	s := int(c.sentOf[h.First])
	aside := func(i int) bool {
		before := c.fold(i - 1)
		return before == "di" || before == "hadapan" || sideWords[before]
	}
	for _, m := range c.inSent[s] {
		if m.First < h.First && canDo["proven"][c.rank(m.body)] > 0 && !aside(m.First) {
			return false
		}
	}
	found := false
	for i := c.sents[s].First; i < h.First; i++ {
		switch w := c.fold(i); {
		case claimants[w]:
			found = found || !procedure[c.fold(i-1)] // "keterangan pelapor" is what somebody else judges by
		case court[w] && w != "terdakwa" && !court[c.fold(i-1)] && !aside(i):
			return false
		}
	}
	return found
}

// topic reports whether what stands behind "untuk" is what the clause is about, and no purpose: its subject follows before the verb,
// as in "untuk netralitasnya kami teruskan".
func (d *doc) topic(i, j int) bool {
	for ; i < j; i++ {
		if subjects[d.fold(i)] {
			return true
		}
	}
	return false
}

// goesOn reports whether a step between a word of a plan and another step belongs to the plan too: "akan dikaji dan dibahas dalam pleno".
func (c *caseBodies) goesOn(plan, h hit) bool {
	return slices.ContainsFunc(within(c.hits[topicStatuses], bahasa.Span{First: plan.Last, Last: h.First}), func(m hit) bool {
		action, _, _ := strings.Cut(m.section, " ")
		return stepSections[action] && m.First-plan.Last < 6 && h.First-m.Last < 6
	})
}

// opens reports whether a word begins its sentence or quotation: "Untuk dugaan pidananya sedang dibahas" names a topic.
func (d *doc) opens(i int) bool {
	return i == d.sents[d.sentOf[i]].First || d.quoteOf[i] != d.quoteOf[i-1] || d.toks[i].Cap
}

// clauseBetween reports whether a clause ends between two tokens.
func (d *doc) clauseBetween(i, j int) bool {
	for ; i < j; i++ {
		switch d.fold(i) {
		case ",", ".", `"`, "“", "”", ";", ":", "tetapi", "namun":
			return true
		}
	}
	return false
}

// general reports whether a finding or sanction is spoken of that anybody would meet: "ASN yang terbukti".
func (d *doc) general(h hit, action string) bool {
	if action == "proven" && d.fold(h.Last-2) == "yang" { // "menyatakan siap melaporkan siapa pun yang melanggar"
		return true
	}
	switch d.fold(h.First - 1) {
	case "yang":
		hedge := d.hedges[d.sentOf[h.First]]
		return hedge < 0 || int(hedge) >= h.First-6
	case "asn": // "kedua ASN" are known ones
		return !strings.HasPrefix(d.fold(h.First-2), "ke") && (h.First < 2 || !bahasa.IsNumeral(d.toks[h.First-2]))
	case "bagi":
		return true
	case "karena", "lantaran": // why somebody else is cross: "sakit hati karena dimutasi"
		return action == "sanctioned"
	}
	return false
}
