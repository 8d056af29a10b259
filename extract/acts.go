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
	political := d.political()
	for _, h := range told {
		if h.section == "order_subordinates" && d.ofPublic(h) {
			h.section = "promote_candidate"
		}
		if h.section == "promote_candidate" && commands[d.fold(h.First)] && d.object(servants, h.First+1, h.Last) >= 0 {
			h.section = "order_subordinates"
		}
		if h.section == "register_or_accompany_candidate" && d.among(campaigning, h.Last, h.Last+1) >= 0 {
			h.section = "attend_candidate_event"
		}
		if h.section == "campaign_attribute" && (d.passedOn(h) || d.contained(h)) {
			h.section = "social_media_post"
		}
		s := int(d.sentOf[h.First])
		if d.negative[h.First] || d.recited(h.First) && !d.calls(h) || d.ofRule(h) || d.elsewhere(s) || d.otherCase(s) || d.opaque(h.First) || d.ofOthers(h) || d.forNobody(h) ||
			d.lawful(h) || !political && (h.section == "social_media_post" || h.section == "pose_or_gesture") {
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

// passedOn reports whether printed matter is given round on the net, which is a post: "membagikan poster caleg lewat akun Facebook".
func (d *doc) passedOn(h hit) bool {
	return distributing[d.stem(h.First)] && d.among(platforms, h.Last, h.Last+12) >= 0
}

// contained reports whether printed matter is what a post has in it: "status WhatsApp yang berisi poster cabup".
func (d *doc) contained(h hit) bool {
	w := d.fold(h.First)
	return (w == "berisi" || w == "memuat") && d.before(platforms, h.First, 5) >= 0
}

// calls reports whether the word by which a sentence seems to recite a rule is itself the call: "mengimbau warga memilih cagub".
func (d *doc) calls(h hit) bool {
	s := d.sentOf[h.First]
	return h.section == "promote_candidate" && int(d.recites[s]) == h.First && d.supposes[s] < 0
}

// ofRule reports whether the act is what a rule has for anybody: "ASN yang mengajak warga bisa dikenai sanksi", "akan menindak ASN
// yang kedapatan berkampanye".
func (d *doc) ofRule(h hit) bool {
	s := d.sents[d.sentOf[h.First]]
	k := h.First - 1
	for k > s.First && k > h.First-7 && d.fold(k) != "yang" {
		k--
	}
	if d.fold(k) != "yang" || k-1 < s.First || !servants[d.fold(k-1)] || k-2 >= s.First && (particular[d.fold(k-2)] || d.toks[k-2].Kind != bahasa.Word) {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if threatened[d.fold(i)] && (i < k || i >= h.Last) {
			return true
		}
	}
	return false
}

// political reports whether the text has a word of an election at all: without one a post is about something else.
func (d *doc) political() bool {
	if len(d.hits[topicElections]) > 0 || len(d.hits[topicParties]) > 0 || len(d.hits[topicRoles]) > 0 {
		return true
	}
	for i := range d.toks {
		if politics[d.stem(i)] {
			return true
		}
	}
	return false
}

// lawful reports whether what is told is no breach: an order to be neutral, a candidacy of who left office, what is only allowed,
// the occasion of an act, and a supervisor's invitation.
func (d *doc) lawful(h hit) bool {
	if d.quoteOf[h.First] == 0 && d.before(permitting, h.First, 2) >= 0 {
		return true
	}
	if d.negative[h.Last-1] && (strings.HasSuffix(d.fold(h.First), "minta") || d.fold(h.First) == "diminta") {
		return true // "meminta pegawai tidak mendata pemilih"
	}
	switch h.section {
	case "order_subordinates":
		return d.forNeutrality(h)
	case "party_membership_or_candidacy":
		return d.hasLeft(int(d.sentOf[h.First]))
	case "give_money_or_goods":
		return occasions[d.fold(h.First-1)] || d.negative[h.Last-1] // "beras itu belum dibagikan"
	case "covert_meeting":
		return d.forHearing(h) || d.ofPapers(h) || d.before(proceedings, h.First, 6) >= 0
	case "attend_candidate_event":
		return d.bidden(h)
	case "campaign_attribute":
		return d.wornByPublic(h) || carriedBy[d.fold(h.First-1)] && strings.HasSuffix(d.fold(h.First), "angkut") || d.before(removing, h.First, 3) >= 0
	}
	return false
}

// before returns the last token of a list among the n tokens before i in its sentence, -1 if there is none.
func (d *doc) before(list map[string]bool, i, n int) int {
	for k := i - 1; k >= i-n && d.same(k, i); k-- {
		if list[d.stem(k)] || list[d.fold(k)] {
			return k
		}
	}
	return -1
}

// forNeutrality reports whether those are ordered or threatened who are to be neutral: "ancam copot camat yang tak netral".
func (d *doc) forNeutrality(h hit) bool {
	found := false
	for i := h.First; i < h.Last+8 && d.same(i, h.First); i++ {
		w := d.stem(i)
		if w == "," || w == ";" {
			break
		}
		if voting[w] {
			return false
		}
		found = found || neutral[w]
	}
	return found
}

// hasLeft reports whether a sentence tells that somebody left office, as who stands for election must.
func (d *doc) hasLeft(sent int) bool {
	s := d.sents[sent]
	left := false
	for i := s.First; i < s.Last; i++ {
		w := d.stem(i)
		if breach[w] {
			return false
		}
		left = left || leaving[w] && !d.negative[i] && d.before(unleft, i, 3) < 0
	}
	return left
}

// forHearing reports whether people are invited to be heard about the case.
func (d *doc) forHearing(h hit) bool {
	w := d.fold(h.First)
	if w != "mengundang" && w != "undang" && w != "diundang" {
		return false
	}
	s := d.sents[d.sentOf[h.First]]
	for i := s.First; i < min(s.Last, h.Last+12); i++ {
		if hearing[d.fold(i)] {
			return true
		}
	}
	return false
}

// ofPapers reports whether it is papers that are gathered, and not people.
func (d *doc) ofPapers(h hit) bool {
	return gathering[d.fold(h.First)] && d.among(identityPapers, h.First+1, h.First+3) >= 0
}

// bidden reports whether it is others who are to come, whom the accused orders to: "mengerahkan staf untuk menghadiri kampanye".
func (d *doc) bidden(h hit) bool {
	aim := d.fold(h.First-1) == "untuk" || d.fold(h.First-1) == "agar" || d.fold(h.First-1) == "supaya"
	for k := h.First - 1; k >= h.First-9 && d.same(k, h.First) && (aim && d.fold(k) != "," || !linked[d.fold(k)]); k-- {
		if ordering[d.stem(k)] {
			return true
		}
	}
	return false
}

// wornByPublic reports whether somebody of the public wears it: "di samping warga yang memakai masker bergambar paslon".
func (d *doc) wornByPublic(h hit) bool {
	k := h.First
	if !wielding[d.fold(k)] {
		k = d.before(wielding, k, 3)
	}
	return k >= 2 && d.fold(k-1) == "yang" && public[d.fold(k-2)]
}

// ofPublic reports whether it is the public that is directed how to vote, which is no order.
func (d *doc) ofPublic(h hit) bool {
	if threatening[d.stem(h.First)] {
		return false
	}
	found, votes := false, false
	for i := h.First; i < h.Last+3 && d.same(i, h.First); i++ {
		w := d.stem(i)
		if w == "," {
			break
		}
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
	for i := first + 1; i < first+4 && first >= d.body && d.same(i, first); i++ { // "Seperti diketahui, sebelumnya ia juga ..."
		if d.fold(i) == "sebelumnya" && d.holds("juga", i+1, i+6) {
			return true
		}
	}
	return d.earlierCase(sent) && (d.fold(first) != "selain" || caseWords[d.fold(first+1)])
}

// holds reports whether a word stands in [from, to] and in the sentence of from.
func (d *doc) holds(word string, from, to int) bool {
	for i := from; i <= to && d.same(i, from); i++ {
		if d.fold(i) == word {
			return true
		}
	}
	return false
}

// ofOthers reports whether it is no act of the accused: a candidacy of their kin or of whom they go with, or a post of a bystander.
func (d *doc) ofOthers(h hit) bool {
	if d.byOutsider(h.First) {
		return true
	}
	switch h.section {
	case "promote_candidate": // "mendampingi calon wali kota berkampanye"
		return d.fold(h.First) == "berkampanye" && d.roleBefore(h.First) && d.fold(h.First-1) != "yang"
	case "party_membership_or_candidacy":
		if d.fold(h.First-1) == "yang" && d.roleBefore(h.First-1) {
			return true
		}
		for i := h.First - 1; i >= h.First-20 && d.same(i, h.First); i-- {
			if w := d.fold(i); i >= h.First-6 && kin[w] || accompanying[w] {
				return true
			}
		}
	case "give_money_or_goods", "campaign_attribute":
		return (h.section == "give_money_or_goods" || giving[d.stem(h.First)]) && d.byCandidate(h.First) || d.byBystander(h.Last-1) || d.byContender(h.Last)
	case "social_media_post":
		return (strings.HasPrefix(d.fold(h.First), "di") || d.fold(h.First-1) == "-" && d.fold(h.First-2) == "di") &&
			(d.byBystander(h.First) || d.ofFootage(h.First))
	case "social_media_engagement":
		return d.byAudience(h.First) || strings.HasPrefix(d.fold(h.Last-1), "di") && d.byBystander(h.Last-1)
	}
	return false
}

// byOutsider reports whether what is told at token i is done by somebody who is no official: they open the clause, the first verb
// behind them is one of doing, and nobody else stands between.
func (d *doc) byOutsider(i int) bool {
	found, verb := false, -1
	for k := i; k >= i-12; k-- {
		if !d.same(k, i) || d.fold(k) == "," || d.quoteOf[k] != d.quoteOf[i] {
			return found && verb >= 0 && (verb == i || performing[d.fold(verb)] || frames[d.fold(verb)] != nil && !demanding[d.fold(verb)])
		}
		w := d.fold(k)
		if active(w) || unmarked[w] {
			found, verb = false, k
			continue
		}
		_, role := at(d.hits[topicRoles], k)
		found = found || verb >= 0 && (outsiders[w] || role || teams[w])
		if strings.HasPrefix(w, "di") && len(w) > 5 || servants[w] || linked[w] || clauses[w] && w != "yang" || w == "oleh" || w == "yang" && k == verb-1 {
			return false
		}
	}
	return false
}

// active reports whether a word looks like an active verb.
func active(w string) bool {
	return len(w) > 5 && (strings.HasPrefix(w, "me") || strings.HasPrefix(w, "ber")) && w != "bersama" && w != "menjelang"
}

// roleBefore reports whether a candidate's role or a pair ends right before token i: "salah satu paslon yang maju", "calon (paslon) yang".
func (d *doc) roleBefore(i int) bool {
	for k := i - 1; k >= i-4 && d.same(k, i); k-- {
		if w := d.fold(k); teams[w] && w != "partai" && w != "parpol" {
			return true
		}
		if _, ok := at(d.hits[topicRoles], k); ok {
			return true
		}
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

// byContender reports whether a candidate or their team is the agent of the passive verb before i: "dibagikan sendiri oleh sang caleg".
func (d *doc) byContender(i int) bool {
	for k := i; k < i+2 && d.same(k, i-1); k++ {
		if d.fold(k) == "oleh" {
			return d.contender(k + 1)
		}
	}
	return false
}

// byBystander reports whether the agent of the passive verb at i is somebody else.
func (d *doc) byBystander(i int) bool {
	for k := i + 1; k < i+5 && d.same(k, i); k++ {
		if w := d.fold(k); w == "kepada" || w == "ke" || w == "di" || w == "untuk" || w == "bagi" || w == "oknum" {
			return false
		}
		if bystanders[d.fold(k)] {
			return true
		}
	}
	return false
}

// byAudience reports whether those who answer a post are told apart as its readers: "pemilik akun yang ikut mengomentari".
func (d *doc) byAudience(i int) bool {
	for k := i - 1; k >= i-2 && d.same(k, i); k-- {
		if d.fold(k) == "yang" {
			return bystanders[d.fold(k-1)] || d.fold(k-1) == "akun" && d.fold(k-2) == "pemilik"
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
		end := i + 1 + f.reach
		k = d.object(f.thing, i+1, end)
		for f.whose && k > 0 && !d.contender(k+1) { // "acara zikir bersama salah satu calon": the nearer word says whose
			k = d.among(f.thing, k+1, end)
		}
		if k < 0 || f.unless != nil && d.among(f.unless, i+1, k) >= 0 {
			return 0
		}
	} else if f.whose && !d.contender(k+1) {
		return 0
	}
	if f.then != nil {
		if t := d.among(f.then, k+1, k+8); t < 0 || d.negative[t] {
			return 0
		}
	}
	return k + 1
}

// object is among without whom the words before tell as who did it, and not to whom it was done: "dikumpulkan oknum camat".
func (d *doc) object(f map[string]bool, from, to int) int {
	k := d.among(f, from, to)
	for k > 0 && (d.fold(k-1) == "oknum" || d.fold(k-1) == "oleh") {
		k = d.among(f, k+1, to)
	}
	return k
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

// contender reports whether a candidate, a party or their team stands within four tokens of i, or behind a verb of hosting.
func (d *doc) contender(i int) bool {
	end := i + 4
	for k := i; k < end && d.same(k, i-1); k++ {
		if d.fold(k) == "yang" && hosting[d.fold(k+1)] {
			end = k + 8
			continue
		}
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
		d.markAccusing()
	}
}

// markAccusing marks the first sentence that accuses, so that a person sees why an allegation of no known act is one.
func (d *doc) markAccusing() {
	for _, h := range d.hits[topicContext] {
		if h.First >= d.body && (h.section == "hedge" || h.section == "passive" || h.section == "toward") && !d.negative[h.First] {
			d.mark("acts", "other", d.sents[d.sentOf[h.First]])
			return
		}
	}
}

// supported leaves out an act that only a word of the background gives although something else is told.
func (d *doc) supported(label string, seen []hit) bool {
	if label == "campaign_attribute" && slices.ContainsFunc(d.acts, func(a hit) bool { return a.section == "give_money_or_goods" }) {
		// a sticker on what is given away belongs to the gift
		if seen = slices.DeleteFunc(seen, func(a hit) bool { return labelled[d.fold(a.First)] }); len(seen) == 0 {
			return false
		}
	}
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
	if a.section == "promote_candidate" {
		if d.asksPublic(a) {
			return false
		}
		if purpose[d.fold(a.First-1)] || d.ofOrder(a) {
			return true
		}
	}
	if !lists["background "+a.section][d.fold(a.First)] || a.section == "give_money_or_goods" && given[d.fold(a.Last-1)] {
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

// asksPublic reports whether the public is asked for what the act names: "meminta warga yang hadir untuk memberikan dukungan".
func (d *doc) asksPublic(a hit) bool {
	k := d.before(public, a.First, 7)
	if k < 0 {
		return false
	}
	p := d.stem(k - 1)
	return asking[p] || urging[p] || leading[p] || asking[d.stem(k-2)] || urging[d.stem(k-2)]
}

// ofOrder reports whether the act is what subordinates are ordered: "memerintahkan staf agar memilih paslon".
func (d *doc) ofOrder(a hit) bool {
	return slices.ContainsFunc(d.acts, func(o hit) bool {
		if o.section == "covert_meeting" && o.First < a.First && d.same(o.First, a.First) && d.ordersThere(o.Last, a.Last) {
			return true // the same people were gathered
		}
		return o.section == "order_subordinates" && o.First <= a.First && a.First < o.Last+4 && d.same(o.First, a.First) &&
			(commandedTo[d.fold(o.First)] || d.before(servants, a.First+2, a.First+2-o.First) >= 0)
	})
}

// ordersThere reports whether an order to subordinates is told between two tokens.
func (d *doc) ordersThere(from, to int) bool {
	return slices.ContainsFunc(d.acts, func(o hit) bool { return o.section == "order_subordinates" && from <= o.First && o.First < to })
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
