package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
)

// readActs keeps the patterns of acts that allege something.
func (d *doc) readActs() {
	told := slices.Concat(d.hits[topicActs], d.framed())
	slices.SortStableFunc(told, func(a, b hit) int { return cmp.Compare(a.First, b.First) })
	for _, h := range told {
		if h.section == "order_subordinates" && d.ofPublic(h) {
			h.section = "promote_candidate"
		}
		if h.section == "register_or_accompany_candidate" && d.among(campaigning, h.Last, h.Last+1) >= 0 {
			h.section = "attend_candidate_event"
		}
		s := int(d.sentOf[h.First])
		if d.negative[h.First] || d.recited(h.First) || d.elsewhere(s) || d.otherCase(s) || d.opaque(h.First) || d.ofOthers(h) || d.forNobody(h) {
			continue
		}
		shouted := false
		for _, s := range d.shouted {
			shouted = shouted || s.Holds(h.First)
		}
		if d.quoteOf[h.First] > 0 && !shouted && !d.assertsInQuote(h) {
			continue
		}
		d.acts = append(d.acts, h)
	}
}

// ofPublic reports whether it is the public that is directed how to vote, which is no order.
func (d *doc) ofPublic(h hit) bool {
	found, votes := false, false
	for i := h.First; i < h.Last+3 && d.same(i, h.First); i++ {
		w := d.stem(i)
		if servants[w] {
			return false
		}
		found = found || public[w] || (w == "rt" || w == "rw") && strings.HasSuffix(d.fold(h.First), "minta")
		votes = votes || voting[w]
	}
	return found && votes
}

// forNobody reports whether a call to vote is one not to vote for somebody, or names nobody to vote for: "memilih sesuai hati nurani".
func (d *doc) forNobody(h hit) bool {
	if h.section != "promote_candidate" && h.section != "order_subordinates" {
		return false
	}
	call, heart, side, one := false, false, false, false
	behind := -1 // where a candidate's title has ended
	for i := h.First + 1; i < h.Last+9 && d.same(i, h.First); i++ {
		w, prev := d.fold(i), d.fold(i-1)
		if i < h.Last && voting[w] && d.negative[i] && h.section == "promote_candidate" && d.among(excepting, h.Last, h.Last+4) < 0 {
			return true
		}
		if i >= h.Last && clauses[w] && w != "," && w != "yang" || w == ";" {
			break
		}
		heart = heart || w == "nurani" || w == "nuraninya"
		call = call || heart || w == "tps" || w == "golput" || prev == "hak" && rights[w]
		name := d.toks[i].Cap && d.toks[i].Kind == bahasa.Word && w != "tps"
		one = one || chosen[w] || teams[prev] && bahasa.IsNumeral(d.toks[i]) || name && (i == behind || teams[prev] || voting[prev])
		if r, ok := at(d.hits[topicRoles], i); ok && r.section != "supported" {
			side, behind = true, r.Last
		}
		_, party := at(d.hits[topicParties], i)
		side = side || party || teams[w]
	}
	return call && !one && (heart || !side)
}

// otherCase reports whether a sentence tells of what was dealt with besides: "Sebelumnya Bawaslu juga ...", "Selain kasus itu ... juga".
func (d *doc) otherCase(sent int) bool {
	first := d.sents[sent].First
	return d.earlierCase(sent) && (d.fold(first) != "selain" || caseWords[d.fold(first+1)])
}

// ofOthers reports whether it is no act of the accused: a candidacy of their kin or of whom they go with, or a post of a bystander.
func (d *doc) ofOthers(h hit) bool {
	switch h.section {
	case "party_membership_or_candidacy":
		for i := h.First - 1; i >= h.First-20 && d.same(i, h.First); i-- {
			if w := d.fold(i); i >= h.First-6 && kin[w] || accompanying[w] {
				return true
			}
		}
	case "give_money_or_goods", "campaign_attribute":
		return (h.section == "give_money_or_goods" || giving[d.stem(h.First)]) && d.byCandidate(h.First)
	case "social_media_post":
		return (strings.HasPrefix(d.fold(h.First), "di") || d.fold(h.First-1) == "-" && d.fold(h.First-2) == "di") &&
			(d.byBystander(h.First) || d.ofFootage(h.First))
	}
	return false
}

// byCandidate reports whether a relative of the accused stands right before the verb at i, or the candidate does it: "bergambar dirinya".
func (d *doc) byCandidate(i int) bool {
	for k := i + 1; k < i+5 && d.same(k, i); k++ {
		if d.fold(k) == "dirinya" {
			return true
		}
	}
	return kin[d.fold(i-1)] || kin[d.fold(i-2)]
}

// byBystander reports whether the agent of the passive verb at i is somebody else.
func (d *doc) byBystander(i int) bool {
	for k := i + 1; k < i+5 && d.same(k, i); k++ {
		if bystanders[d.fold(k)] {
			return true
		}
	}
	return false
}

// ofFootage reports whether the subject of the passive verb at i is what shows the act. "Foto profil" and one's own account are posts.
func (d *doc) ofFootage(i int) bool {
	for k := i + 1; k < i+8 && d.same(k, i); k++ {
		if w := d.fold(k); w == "pribadinya" || w == "miliknya" || w == "pribadi" || w == "sendiri" || w == "milik" || w == "salah" {
			return false
		}
	}
	for k := i - 1; k >= i-5 && d.same(k, i); k-- {
		if footage[d.fold(k)] {
			return true
		}
	}
	return false
}

// opaque reports whether token i is part of a phrase that means something else as a whole: who gathers evidence gathers nobody.
func (d *doc) opaque(i int) bool {
	for _, h := range within(d.hits[topicContext], d.sents[d.sentOf[i]]) {
		if h.section == "opaque" && h.Holds(i) {
			return true
		}
	}
	return false
}

// assertsInQuote reports whether a quotation tells of what happened: it has a past or a person in it, not a rule.
func (d *doc) assertsInQuote(h hit) bool {
	s := d.sentOf[h.First]
	if d.recites[s] >= 0 || d.supposes[s] >= 0 {
		return false
	}
	for i := d.sents[s].First; i < h.Last; i++ {
		switch d.fold(i) {
		case "harus", "wajib", "semestinya", "seharusnya", "hendaknya", "sebaiknya", "mari", "silakan", "mempersilakan", "kalau", "akan", "bisa", "dapat", "boleh", "merupakan", "termasuk":
			return false
		}
	}
	return true
}

// framed finds the acts of the frames.
func (d *doc) framed() []hit {
	var hits []hit
	for i := range d.toks {
		if w := d.stem(i); len(w) > 2 {
			for _, f := range frames[w] {
				if last := d.complete(f, i); last > 0 {
					hits = append(hits, hit{bahasa.Span{First: i, Last: last}, f.act})
				}
			}
		}
	}
	return hits
}

// stem is the folded token i without a final "nya".
func (d *doc) stem(i int) string {
	w := d.fold(i)
	if s, ok := strings.CutSuffix(w, "nya"); ok && len(s) > 3 {
		return s
	}
	return w
}

// complete returns where the act that the verb at i begins ends, 0 if it is none.
func (d *doc) complete(f *frame, i int) int {
	k := i
	if f.thing != nil {
		if k = d.among(f.thing, i+1, i+1+f.reach); k < 0 || f.unless != nil && d.among(f.unless, i+1, k) >= 0 {
			return 0
		}
	}
	if f.whose && !d.contender(k+1) {
		return 0
	}
	if f.then != nil && d.among(f.then, k+1, k+8) < 0 {
		return 0
	}
	return k + 1
}

// among returns the first token of a list in [from, to], -1 if none comes before the clause ends.
func (d *doc) among(f map[string]bool, from, to int) int {
	for k := from; k <= to && d.same(k, from-1); k++ {
		if f[d.stem(k)] || f[d.fold(k)] {
			return k
		}
		if clauses[d.fold(k)] {
			break
		}
	}
	return -1
}

// contender reports whether a candidate, a party or their team stands within four tokens of i.
func (d *doc) contender(i int) bool {
	for k := i; k < i+4 && d.same(k, i-1); k++ {
		if teams[d.stem(k)] {
			return true
		}
		if _, ok := at(d.hits[topicRoles], k); ok {
			return true
		}
		if _, ok := at(d.hits[topicParties], k); ok {
			return true
		}
		if clauses[d.fold(k)] {
			break
		}
	}
	return false
}

// actLabels are the acts in the order of the schema.
var actLabels = []string{"attend_candidate_event", "pose_or_gesture", "social_media_engagement", "social_media_post", "promote_candidate",
	"order_subordinates", "covert_meeting", "use_state_facility_or_program", "give_money_or_goods", "campaign_attribute",
	"party_membership_or_candidacy", "register_or_accompany_candidate", "data_collection_or_mobilisation", "other"}

func (d *doc) setActs() {
	for _, label := range actLabels {
		var seen []hit
		for _, a := range d.acts {
			if a.section == label {
				seen = append(seen, a)
			}
		}
		if len(seen) == 0 || !d.supported(label, seen) {
			continue
		}
		d.rec.Acts = append(d.rec.Acts, label)
		for _, a := range seen[:min(len(seen), 3)] {
			d.mark("acts", label, a.Span)
		}
	}
	if len(d.rec.Acts) == 0 {
		d.rec.Acts = append(d.rec.Acts, "other")
	}
}

// supported leaves out an act that only a word of the background gives although something else is told.
func (d *doc) supported(label string, seen []hit) bool {
	for _, a := range seen {
		if !d.isBackground(a) {
			return true
		}
	}
	if label == "promote_candidate" && d.posts() && slices.ContainsFunc(seen, func(a hit) bool { return calls[d.stem(a.First)] }) {
		return true
	}
	for _, a := range d.acts {
		if a.section != label && !d.isBackground(a) && !(label == "social_media_post" && a.section == "promote_candidate" && !d.heard()) {
			return false
		}
	}
	return true
}

// posts reports whether the accused published something: a call then is its content, and not only the reason.
func (d *doc) posts() bool {
	return slices.ContainsFunc(d.acts, func(a hit) bool { return a.section == "social_media_post" && !d.isBackground(a) })
}

// denied reports whether token i stands in the clause of a denial that is itself not denied.
func (d *doc) denied(i int) bool {
	for k := i - 1; k >= i-8 && d.same(k, i); k-- {
		w := d.fold(k)
		if denials[w] {
			return d.fold(k-1) != "tak" && d.fold(k-1) != "tidak"
		}
		if d.turns(k) || accusations[w] {
			return false
		}
	}
	return false
}

func (d *doc) isBackground(a hit) bool {
	if d.denied(a.First) {
		return true
	}
	if !lists["background "+a.section][d.fold(a.First)] {
		return false
	}
	if a.section == "campaign_attribute" {
		for i := a.First - 1; i >= a.First-4 && d.same(i, a.First); i-- {
			if wielding[d.fold(i)] {
				return false
			}
		}
	}
	return true
}

// heard reports whether the text speaks of a recording of a voice: what is sent round then is the proof, not the act.
func (d *doc) heard() bool {
	for _, h := range d.hits[topicEvidence] {
		if h.section == "audio" {
			return true
		}
	}
	return false
}
