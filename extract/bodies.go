package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// progress is the order of a body's actions, the furthest last. What is only "sent" was sent as what it was called before: a
// recommendation, or else it was forwarded. A dismissal that is told beside a forwarding is of another part of the case.
var progress = []string{"none_yet", "no_report_received", "reviewing", "tracing", "registered", "summoned", "clarified", "dismissed", "sent", "recommended", "forwarded", "sanctioned"}

func further(action, than string) bool {
	return slices.Index(progress, action) > slices.Index(progress, than)
}

// A body is an institution of the story.
type body struct {
	kind, role string
	name       string
	region     string
	where      string // its place as the text writes it
	action     string
	at         bahasa.Span
	n          int
	acting     bool // takes a step or speaks
	speaks     bool
	subject    bool // a sentence is about it
	addressed  bool // is told or asked to act
}

// A bodyMention is one place of the text that speaks of a body.
type bodyMention struct {
	bahasa.Span
	body int
}

// readBodies lists the institutions, and with them how far the case has gone.
func (d *doc) readBodies() {
	c := &caseBodies{doc: d, inSent: map[int][]bodyMention{}, main: -1}
	for _, h := range d.hits[topicBodies] {
		c.mention(h)
	}
	for _, h := range d.hits[topicStatuses] {
		c.actorMention(h)
	}
	for _, sp := range d.speech {
		c.speakingOffice(sp.voice)
	}
	for _, sp := range d.speech {
		if k := c.office(sp.voice); k >= 0 && sp.person < 0 && c.bodies[k].role == "employer" {
			c.bodies[k].acting = true
		}
	}
	for k := range d.mentions {
		if m := &d.mentions[k]; m.person >= 0 && m.pos.Last > 0 && governs(m.pos.head) && m.First <= d.sents[m.sent].First+1 {
			c.speakingOffice(voice{person: m.person, ok: true})
		}
	}
	for s := range c.inSent {
		slices.SortFunc(c.inSent[s], func(a, b bodyMention) int { return a.First - b.First })
	}
	for k, b := range c.bodies {
		if b.role == "supervisor" && b.kind != gakkumdu && (c.main < 0 || b.n > c.bodies[c.main].n && b.kind == "Bawaslu") {
			c.main = k
		}
	}
	c.steps()
	d.bodies = c.bodies
}

// gakkumdu is the body that decides on crimes of elections.
const gakkumdu = "Sentra Gakkumdu"

// caseBodies are the bodies of a text while it is read.
type caseBodies struct {
	*doc
	bodies []body
	inSent map[int][]bodyMention // by sentence
	main   int                   // the supervisor that is spoken of most, or -1
	focus  int                   // who acts or speaks in the sentences before, or -1
}

// place reads the place behind a body's name: how it is written, its code, where it ends.
func (d *doc) bodyPlace(i int) (string, gazetteer.Code) {
	typed := ""
	if d.fold(i) == "(" && d.fold(i+2) == ")" {
		i += 3
	}
	switch w := d.fold(i); w {
	case "ri":
		return "RI", ""
	case "kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "kec":
		typed = map[string]string{"kab": "Kabupaten ", "prov": "Provinsi ", "kec": "Kecamatan "}[w]
		if typed == "" {
			typed = strings.ToUpper(w[:1]) + w[1:] + " "
		}
		i++
		if d.fold(i) == "." {
			i++
		}
	}
	if p, ok := d.placeAt(i); ok && i > 0 && d.same(i-1, i) && d.toks[i].Before <= bahasa.Space {
		return typed + d.span(p.Span), p.codes[0]
	}
	if typed == "Kecamatan " && i < len(d.toks) && d.toks[i].Cap {
		return typed + d.span(bahasa.Span{First: i, Last: d.placeNameEnd(i, "kecamatan")}), ""
	}
	return "", ""
}

// national are bodies without a place, of which rules that are recited speak too.
var national = words("KASN BKN KPU DKPP Kemendagri Ombudsman")

// mention takes one mention of a body in.
func (c *caseBodies) mention(h hit) {
	d := c.doc
	role, kind, _ := strings.Cut(h.section, " ")
	if kind == "group" && (h.Last >= len(d.toks) || !d.toks[h.First].Cap || !d.toks[h.Last].Cap || d.toks[h.Last].Kind != bahasa.Word || notGroups[d.fold(h.Last)]) {
		return
	}
	if h.First < d.body && (d.slug || role == "ngo") { // a headline's capitals tell no name's end
		return
	}
	s := int(d.sentOf[h.First])
	if ms := c.inSent[s]; len(ms) > 0 && h.First < ms[len(ms)-1].Last {
		return
	}
	prev := d.fold(h.First - 1)
	if prev == "(" && d.fold(h.Last) == ")" { // its abbreviation right behind it
		return
	}
	if prev == "anggota" && kind == "KPU" || d.aside(h.First) && role != "supervisor" || kind == "Kemendagri" && prev == "aturan" {
		return
	}
	if (national[kind] || kind == "Kementerian PANRB") && (d.recitedSentence(s) || role == "commission" && prev == "ke" && (d.fold(h.First-2) == "bukan" || d.fold(h.First-3) == "bukan")) {
		return
	}
	told := c.told(s, prev)
	if kind == "Dinas" && (!told || !d.stepIn(s) || h.Last >= len(d.toks) || !d.toks[h.Last].Cap) {
		return
	}
	if kind == "Dinas" {
		h.Last = d.titleEnd(h.Last)
	}
	where, code := d.bodyPlace(h.Last)
	name := kind
	if role == "employer" && h.Last == h.First+1 && d.toks[h.First].Upper {
		name = d.span(h.Span)
	}
	switch {
	case kind == "Dinas":
		name = d.span(h.Span)
	case kind == "Polri":
		name = "Propam Polri"
	case kind == "Kodim":
		name = d.span(bahasa.Span{First: h.First, Last: d.unitEnd(h.Last)})
	case role == "ngo":
		name, where = d.span(bahasa.Span{First: h.First, Last: d.ngoEnd(h)}), ""
	case kind == gakkumdu, kind == "KASN", role == "commission" && kind != "KPU", kind == "Kemendagri":
		where = ""
	case where != "" && code.Level() == gazetteer.Province && !strings.HasPrefix(where, "Provinsi") && (kind == "Bawaslu" || kind == "Panwaslu"):
		where = "Provinsi " + where
	}
	k := c.join(h.Span, role, kind, name, where, string(code))
	if told {
		c.bodies[k].addressed = true
	}
}

// unitEnd returns where the name of an army's unit ends: "0409/Rejang Lebong".
func (d *doc) unitEnd(end int) int {
	for end < len(d.toks) && (d.toks[end].Kind == bahasa.Number || d.fold(end) == "/" || d.toks[end].Cap && d.fold(end-1) == "/") {
		end++
	}
	return end
}

// notGroups are words with which a meeting or an office goes on, and no organisation's name.
var notGroups = words("group grup komunikasi kerukunan koordinasi pimpinan diskusi pencegah")

// told reports whether what stands behind a word in sentence s is told or sent something: "ke Bupati dan Dinas X".
func (c *caseBodies) told(s int, prev string) bool {
	if recipient[prev] || prev == "melalui" || prev == "lewat" {
		return true
	}
	ms := c.inSent[s]
	return prev == "dan" && len(ms) > 0 && c.bodies[ms[len(ms)-1].body].addressed
}

// stepIn reports whether sentence s tells of a step of a case, and not of a supposed one.
func (d *doc) stepIn(s int) bool {
	return d.supposes[s] < 0 && slices.ContainsFunc(within(d.hits[topicStatuses], d.sents[s]), func(h hit) bool {
		action, _, _ := strings.Cut(h.section, " ")
		return stepSections[action]
	})
}

// titleEnd returns where the name of an office ends that begins before token end: "Pemberdayaan Masyarakat dan Desa". A place behind
// it is no part of it.
func (d *doc) titleEnd(end int) int {
	for i := end; i < end+9 && d.same(end, i); i++ {
		switch w := d.fold(i); {
		case (w == "dan" || w == ",") && d.same(i, i+1) && d.toks[i+1].Cap:
			continue
		case !d.toks[i].Cap:
			return i
		}
		if _, ok := d.placeAt(i); ok {
			return i
		}
	}
	return min(end+9, len(d.toks))
}

// ngoEnd returns where the name of an organisation ends: with its capitals and the abbreviation behind it.
func (d *doc) ngoEnd(h hit) int {
	end := h.Last
	for end < len(d.toks) && end < h.Last+6 && d.same(h.First, end) && d.toks[end].Cap && d.toks[end].Before == bahasa.Space {
		end++
	}
	if d.fold(end) == "(" && d.fold(end+2) == ")" && d.toks[end+1].Upper {
		end += 3
	}
	return end
}

// actorMention takes in who acts and is no office of bodies.txt: citizens who report, a pair's lawyers, the head of a region.
func (c *caseBodies) actorMention(h hit) {
	d := c.doc
	role, ok := strings.CutPrefix(h.section, "actor ")
	if !ok || h.First < d.body && d.slug {
		return
	}
	if role == "reporter" && (d.quoteOf[h.First] > 0 || d.toks[h.First].Cap && h.First > d.sents[d.sentOf[h.First]].First) { // "Dinas Pemberdayaan Masyarakat"
		return
	}
	kind, where, code := role, "", gazetteer.Code("")
	name := d.span(h.Span)
	if role == "employer" {
		if !d.isHead(h) {
			return
		}
		kind = "head"
		where, code = d.bodyPlace(h.Last)
	}
	switch {
	case role == "reporter" && (strings.Contains(strings.ToLower(name), "warga") || strings.EqualFold(name, "masyarakat")):
		name, kind = "warga", "warga"
	case role == "reporter":
		kind = strings.ToLower(name)
	}
	if role == "candidate_team" {
		name = d.span(bahasa.Span{First: h.First, Last: d.teamEnd(h)})
	}
	k := c.join(h.Span, role, kind, name, where, string(code))
	before := h.First
	if d.actingEnd(before-1) == before {
		before--
	}
	told := toldBefore[d.fold(before-1)]
	for i := h.Last; i < h.Last+4 && d.same(h.First, i); i++ {
		told = told || toldAfter[d.fold(i)]
	}
	if told {
		c.bodies[k].addressed = true
	}
}

// toldBefore are words before who is told to act, toldAfter those after.
var (
	toldBefore = words("kepada ke mendesak desak meminta minta menyurati oleh")
	toldAfter  = words("selaku melalui diminta didesak")
)

// isHead reports whether the title speaks of who heads the region, and not of a candidate, an election or an office building.
func (d *doc) isHead(h hit) bool {
	switch d.fold(h.First - 1) {
	case "calon", "wakil", "pasangan", "paslon", "mantan", "pemilihan", "kantor", "-", "cawagub", "cabup", "rumah", "/", "capres", "kursi", "eks", "bakal", "edaran":
		return false
	}
	if w := d.fold(h.Last); w == "dan" || w == "-" || w == "/" || w == "wakil" || w == "petahana" {
		return false
	}
	for _, r := range d.hits[topicRoles] {
		if r.First <= h.First && h.First < r.Last {
			return false
		}
	}
	return true
}

// teamEnd returns where the name of a pair's team ends: "Tim Hukum paslon nomor urut 4".
func (d *doc) teamEnd(h hit) int {
	end := h.Last
	for ; d.same(h.First, end) && end < h.Last+9; end++ {
		switch w := d.fold(end); {
		case w == "paslon" || w == "pasangan" || w == "calon" || w == "nomor" || w == "urut" || w == "(" || w == ")" || w == "bupati" || w == "dan" || w == "wakil" || w == "-" || w == "nasional":
			continue
		case d.toks[end].Cap && d.toks[end].Kind == bahasa.Word, d.toks[end].Kind == bahasa.Number:
			continue
		}
		break
	}
	for end > h.Last && (d.fold(end-1) == "dan" || d.fold(end-1) == "(" || d.fold(end-1) == "-") {
		end--
	}
	return end
}

// families are kinds of which a region has one that goes by several names.
var families = map[string]string{"Pemkab": "government", "Pemkot": "government", "Pemprov": "government", "head": "government",
	"Bawaslu": "supervisor", "Panwaslu": "supervisor"}

// same reports whether a body of this kind and region is b, whose place the text may leave out or write in another way.
func (b *body) same(kind, region, where string) bool {
	family := families[kind]
	if b.kind != kind && (family == "" || families[b.kind] != family) {
		return false
	}
	if b.region == region || region == "" || b.region == "" {
		return true
	}
	w, name := letters(where), letters(b.where)
	return w != "" && name != "" && (strings.HasSuffix(w, name) || strings.HasSuffix(name, w))
}

// join finds the body that a mention is of, or makes a new one.
func (c *caseBodies) join(span bahasa.Span, role, kind, name, where, region string) int {
	d := c.doc
	if region == "" {
		region = letters(where)
	}
	k := slices.IndexFunc(c.bodies, func(b body) bool {
		if role == "ngo" {
			return b.role == "ngo" && (strings.Contains(b.name, name) || strings.Contains(name, b.name))
		}
		return b.same(kind, region, where)
	})
	if k < 0 {
		c.bodies = append(c.bodies, body{kind: kind, role: role, action: "none_yet", at: span})
		k = len(c.bodies) - 1
	}
	b := &c.bodies[k]
	if b.region == "" && region != "" || b.name == "" || region == b.region && where != "" && len(where) > len(b.where) && role != "ngo" {
		b.region, b.where = region, where
		b.name = strings.TrimSpace(name + " " + where)
	}
	if b.kind == "head" && kind != "head" {
		b.kind, b.name = kind, strings.TrimSpace(name+" "+b.where)
	}
	b.n++
	s := int(d.sentOf[span.First])
	c.inSent[s] = append(c.inSent[s], bodyMention{span, k})
	if role == "employer" && kind != "head" && d.isSubject(span.First) {
		b.acting = true
	}
	if role == "supervisor" || role == "commission" {
		b.subject = b.subject || d.isSubject(span.First) || d.doesSomething(span)
	}
	if d.speakerBody(span.First) {
		b.acting, b.speaks = true, true
	} else if d.verbBefore(span.First) {
		b.acting = true
	}
	return k
}

// doesSomething reports whether an active verb follows a body's name: "BKN (...) Kota X memblokir".
func (d *doc) doesSomething(span bahasa.Span) bool {
	if span.First < d.body || d.quoteOf[span.First] > 0 || sideWords[d.fold(span.First-1)] {
		return false
	}
	for i := span.Last; i < span.Last+6 && d.same(span.First, i); i++ {
		switch t := d.toks[i]; {
		case t.Cap, t.Kind != bahasa.Word && (d.fold(i) == "(" || d.fold(i) == ")"):
			continue
		default:
			return strings.HasPrefix(d.fold(i), "me")
		}
	}
	return false
}

// verbBefore reports whether a verb of saying stands before token i, or before the title of who leads the body: "ujar Kepala BKPSDM".
func (d *doc) verbBefore(i int) bool {
	if leads[d.fold(i-1)] {
		i--
	}
	_, ok := at(d.hits[topicVerbs], i-1)
	return ok
}

var leads = words("kepala ketua sekretaris kabid plt kaban")

// isSubject reports whether what stands at token i is what its sentence is about, and not part of what somebody is called.
func (d *doc) isSubject(i int) bool {
	if i < d.body || d.quoteOf[i] > 0 {
		return false
	}
	first := d.sents[d.sentOf[i]].First
	return (i == first || i == first+1 && turnsTo[d.fold(first)]) && !d.inMention(i)
}

// turnsTo are words with which a sentence turns to another subject.
var turnsTo = words("sedangkan sementara adapun namun dan bahkan sebelumnya")

// statuses are in order: a later one takes the place of an earlier. "sent" is forwarded without the word for it, "judged" a
// commission's recommendation, "verdict" a court's finding.
var statuses = []string{"", "circulating", "reported", "reviewing", "clarifying", "dismissed", "proven", "sent", "recommended", "forwarded", "judged", "sanctioned", "verdict"}

// steps goes through what was done, gives every step to who did it and takes the status from the furthest.
func (c *caseBodies) steps() {
	d := c.doc
	top, topAt, end := "", bahasa.Span{}, 0
	sent := -1
	c.focus = -1
	for _, h := range d.hits[topicStatuses] {
		action, status, _ := strings.Cut(h.section, " ")
		if status == "reported" && action == "registered" { // by who reports, not by the office
			action = "reported"
		}
		if action == "opaque" {
			end = max(end, h.Last)
		}
		if !stepSections[action] || h.Last <= end { // a part of a longer one: "melapor" of "belum ada yang melapor"
			continue
		}
		if !c.deniedInside(h, action) { // "menyatakan X tidak terbukti melanggar" has another step in it
			end = h.Last
		}
		for s := int(d.sentOf[h.First]); sent < s; sent++ {
			c.follow(sent)
		}
		how := c.mood(h, action)
		if how == unreal {
			continue
		}
		if action == "warned" { // a word of warning is all that an employer does where no supervisor has the case
			action = "sanctioned"
			if c.main >= 0 {
				action, status = "clarified", "-"
			}
		}
		who := c.actor(h, action)
		if status == "-" && action == "clarified" && (who < 0 || c.bodies[who].role != "employer") {
			continue
		}
		if action == "sent" && !c.passesOn(h, who, how) {
			continue
		}
		if action == "reported" && who >= 0 && c.bodies[who].role == "supervisor" { // "Bawaslu melaporkan dua ASN ke KASN"
			action, status = "sent", "sent"
		}
		waits := how == planned && action == "tracing" && who >= 0 && c.bodies[who].action == "no_report_received"
		if who >= 0 && !waits {
			c.take(who, action)
			if how == ordered {
				c.takeOrder(h, who, action)
			}
			c.share(h, who, action)
		}
		status = c.statusAfter(h, status, action, how, who)
		if how == done && action == "reviewing" {
			c.discuss(h)
		}
		if status != "-" && slices.Index(statuses, status) > slices.Index(statuses, top) {
			top, topAt = status, h.Span
		}
		if action == "no_report_received" {
			d.noReport = true
		}
	}
	c.settle()
	d.status, d.statusAt = cmp.Or(statusNames[top], top), topAt
}

// statusAfter returns the status that a step gives to the article, by who took it and how it is told.
func (c *caseBodies) statusAfter(h hit, status, action string, how mood, who int) string {
	role := ""
	if who >= 0 {
		role = c.bodies[who].role
	}
	switch {
	case action == "dropped" && !c.ofCrime(h): // no crime is spoken of, so that the case itself has ended
		return "dismissed"
	case role == "employer" && action != "sanctioned" && !ownJustice[c.bodies[who].kind]: // its own inquiry is not yet the case's
		return "-"
	case role == "commission" && action == "recommended":
		return "judged"
	case how == planned && status == "begun": // a search that is only announced leaves the case where it is
		return "-"
	case how == planned && action == "reviewing" && status == "reviewing" && !c.requirements(h): // so is a study of the matter
		return "-"
	case status == "begun":
		return "reviewing"
	}
	return status
}

// ofCrime reports whether the text tells of who decides on crimes, or the sentence of a crime.
func (c *caseBodies) ofCrime(h hit) bool {
	if slices.ContainsFunc(c.bodies, func(b body) bool { return b.kind == gakkumdu }) {
		return true
	}
	for s, i := c.sents[c.sentOf[h.First]], 0; s.First+i < s.Last; i++ {
		if c.fold(s.First+i) == "pidana" {
			return true
		}
	}
	return false
}

// requirements reports whether a step is the check of what a report must have. It has a term of two days from the day of the report, so
// that "akan dikaji syarat formilnya" is said while it runs.
func (d *doc) requirements(h hit) bool {
	s := d.sents[d.sentOf[h.First]]
	for i := s.First; i < s.Last; i++ {
		if d.fold(i) == "syarat" || d.fold(i) == "persyaratan" {
			return true
		}
	}
	return false
}

// ownJustice are the bodies of the police and the army that look into their own people: there their inquiry is the case.
var ownJustice = words("Polri Kodim")

// statusNames are what the steps between those of the record are called in it.
var statusNames = map[string]string{"sent": "forwarded", "judged": "recommended", "verdict": "proven"}

// discuss gives a discussion to the body that decides on crimes, if it is told to be with it.
func (c *caseBodies) discuss(h hit) {
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		if c.bodies[m.body].kind == gakkumdu && m.First >= h.Last && m.First <= h.Last+4 && !recipient[c.fold(m.First-1)] {
			c.take(m.body, "reviewing")
		}
	}
}

// settle names what was only sent, and lets an employer's personnel office that speaks share in a sanction.
func (c *caseBodies) settle() {
	punished := slices.ContainsFunc(c.bodies, func(b body) bool { return b.action == "sanctioned" })
	for k := range c.bodies {
		b := &c.bodies[k]
		if b.action == "sent" {
			b.action = "forwarded"
		}
		if punished && b.speaks && (b.kind == "BKPSDM" || b.kind == "BKD") {
			b.action = "sanctioned"
		}
	}
}

// stepSections are the sections of statuses.txt that tell of something done; the others tell how.
var stepSections = words("no_report_received reviewing tracing summoned clarified warned registered reported recommended sent forwarded dismissed dropped proven sanctioned")

// take notes a step of a body.
func (c *caseBodies) take(k int, action string) {
	b := &c.bodies[k]
	switch action {
	case "reported":
		action = "registered"
	case "dropped":
		action = "dismissed"
	case "proven":
		return
	}
	if further(action, b.action) {
		b.action = action
	}
	b.acting = true
}

// share gives a step to those who are named together with who took it: "Bawaslu bersama Panwascam turun", "oleh BKPSDM dan Inspektorat".
func (c *caseBodies) share(h hit, who int, action string) {
	ms := c.inSent[int(c.sentOf[h.First])]
	for i, m := range ms {
		b := &c.bodies[m.body]
		if m.body == who || b.kind == gakkumdu || canDo[action][b.role] < .7 {
			continue
		}
		joined := i > 0 && ms[i-1].body == who && c.joins(ms[i-1], m) || i+1 < len(ms) && ms[i+1].body == who && c.joins(m, ms[i+1])
		if joined || c.fold(m.First-1) == "bersama" && m.First < h.First && b.role == "supervisor" {
			c.take(m.body, action)
		}
	}
}

// joins reports whether two mentions are named together: "BKPSDM dan Inspektorat".
func (d *doc) joins(a, b bodyMention) bool { return d.fold(b.First-1) == "dan" && b.First-a.Last < 6 }

// takeOrder gives a step to whoever ordered it or was ordered too: "Bawaslu menugaskan Panwascam menelusuri".
func (c *caseBodies) takeOrder(h hit, who int, action string) {
	others := []int{c.focus}
	if c.quoteOf[h.First] > 0 {
		k, _ := c.speaker(h.First)
		others[0] = k
	}
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		if m.Last <= h.First {
			others = append(others, m.body)
		}
	}
	for _, k := range others {
		if k >= 0 && k != who && c.bodies[k].role == "supervisor" && c.bodies[k].kind != gakkumdu {
			c.take(k, action)
		}
	}
}

// follow keeps who acts or speaks in a sentence for the one after it.
func (c *caseBodies) follow(s int) {
	if s < 0 {
		return
	}
	if len(c.inSent[s]) > 0 {
		for _, m := range c.inSent[s] {
			near := m.First - c.sents[s].First
			if c.quoteOf[m.First] == 0 && !sideWords[c.fold(m.First-1)] && (near < 3 || c.bodies[m.body].kind != "head" && (near < 12 || c.speakerBody(m.First))) {
				c.focus = m.body
				return
			}
		}
	}
	for _, sp := range c.speech {
		if c.sentOf[sp.First] == int32(s) {
			if k := c.office(sp.voice); k >= 0 {
				c.focus = k
			}
		}
	}
}

// office returns the body that a voice speaks for, or -1.
func (c *caseBodies) office(v voice) int {
	p := v.pos
	if v.person >= 0 {
		p = c.persons[v.person].pos
	}
	if p.Last == 0 {
		return -1
	}
	for _, m := range c.inSent[int(c.sentOf[p.First])] {
		if m.First >= p.First && m.First < max(p.Last, p.agency.Last) {
			return m.body
		}
	}
	if p.class == "supervisor" {
		return c.main
	}
	return -1
}

// speaker returns whom the words at token i are spoken for: its body, or -1, and whether somebody speaks who may tell of it.
func (c *caseBodies) speaker(i int) (int, bool) {
	for _, s := range c.speech {
		if !s.Holds(i) {
			continue
		}
		class := s.pos.class
		if s.person >= 0 {
			class = c.persons[s.person].pos.class
		}
		unknown := class == "" && (s.person < 0 || !c.persons[s.person].accused && c.persons[s.person].role == "")
		official := unknown && c.ours(i) || tellsOfSteps[class] && (s.person < 0 || !c.persons[s.person].accused)
		return c.office(s.voice), official
	}
	for _, sp := range c.shouted {
		if sp.Holds(i) {
			return -1, false
		}
	}
	return -1, true
}

// tellsOfSteps are the classes of those who may tell of a body's steps, unless they are accused themselves.
var tellsOfSteps = words("supervisor head commission inspectorate employer asn police")

// ours reports whether who speaks tells of the own body: "kami kirim", "kita sudah memanggil".
func (d *doc) ours(i int) bool {
	for k := i - 1; k >= i-3 && d.same(k, i); k-- {
		if w := d.fold(k); w == "kami" || w == "kita" {
			return true
		}
	}
	return false
}

var (
	recipient = words("ke kepada")
	sideWords = words("ke kepada dari lewat melalui bersama menunggu tunggu dengan terhadap soal untuk pada")
)

// canDo is how well a step becomes a body of that role; what is not here it cannot do.
var canDo = map[string]map[string]float64{
	"no_report_received": {"supervisor": 1, "inspectorate": .5, "employer": .5, "commission": .3},
	"reviewing":          {"supervisor": 1, "inspectorate": .5, "commission": .2},
	"tracing":            {"supervisor": 1, "inspectorate": 1, "employer": .3},
	"summoned":           {"supervisor": 1, "inspectorate": 1, "employer": .7, "commission": .3},
	"clarified":          {"supervisor": 1, "inspectorate": 1, "employer": .7, "commission": .3},
	"registered":         {"supervisor": 1, "inspectorate": .3},
	"reported":           {"reporter": 1, "candidate_team": 1, "ngo": 1, "supervisor": .5},
	"recommended":        {"supervisor": 1, "commission": .8, "inspectorate": .3},
	"sent":               {"supervisor": 1},
	"forwarded":          {"supervisor": 1},
	"dismissed":          {"supervisor": 1, "inspectorate": .8},
	"dropped":            {"supervisor": 0},
	"proven":             {"supervisor": .5, "inspectorate": .5, "employer": .5, "commission": .5},
	"sanctioned":         {"employer": 1, "commission": .3},
}

// actor returns the body that most likely took a step, or -1: by its place in the sentence, by who speaks, by whom the text is
// about there, and by what becomes it.
func (c *caseBodies) actor(h hit, action string) int {
	best, top := -1, 0.0
	offer := func(k int, score float64) {
		if k < 0 {
			return
		}
		b := &c.bodies[k]
		f, ok := canDo[action][c.rank(k)]
		switch {
		case b.kind == "head" && action != "sanctioned", b.kind == gakkumdu && judges[action]:
			return
		case action == "sanctioned" && b.action == action:
			f++
		}
		if action == "dropped" && b.kind == gakkumdu {
			f += 3
		}
		if score += f; ok && score > top {
			best, top = k, score
		}
	}
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		if score, ok := c.partIn(m, h, action); ok {
			offer(m.body, score)
		}
	}
	if c.quoteOf[h.First] > 0 {
		if k, _ := c.speaker(h.First); k >= 0 {
			offer(k, 2.5)
		}
	}
	for k := range c.mentions {
		m := &c.mentions[k]
		if m.First >= h.First {
			break
		}
		if m.sent == int(c.sentOf[h.First]) && m.person >= 0 && m.pos.Last > 0 && m.pos.class == "supervisor" {
			offer(c.office(voice{person: m.person, ok: true}), 2.2)
		}
	}
	if action == "reported" {
		switch {
		case best >= 0 && c.bodies[best].role == "supervisor" && !c.passesOn(h, best, done):
			return -1
		case best < 0 && c.focus >= 0 && (c.bodies[c.focus].role == "candidate_team" || c.bodies[c.focus].role == "ngo"):
			return c.focus
		}
		return best
	}
	if c.focus >= 0 && c.bodies[c.focus].kind != gakkumdu {
		offer(c.focus, 1)
	}
	for k, b := range c.bodies {
		if k == c.main || b.role == "employer" && action == "sanctioned" {
			offer(k, .1)
		}
		if b.kind == gakkumdu && action == "dropped" {
			offer(k, .1)
		}
	}
	return best
}

// rank returns the role in which a body takes steps: those of the police and the army inspect their own people.
func (c *caseBodies) rank(k int) string {
	if ownJustice[c.bodies[k].kind] {
		return "inspectorate"
	}
	return c.bodies[k].role
}

// judges are steps that are not those of the body that decides on crimes.
var judges = words("forwarded sent recommended registered no_report_received")

// judgesServants are the commissions that decide on a civil servant.
var judgesServants = words("KASN BKN")

// toCommission reports whether the sentence tells that something went to a commission or to the body that decides on crimes.
func (c *caseBodies) toCommission(h hit) bool {
	return slices.ContainsFunc(c.inSent[int(c.sentOf[h.First])], func(m bodyMention) bool {
		kind := c.bodies[m.body].kind
		return m.First >= h.Last && recipient[c.fold(m.First-1)] && (judgesServants[kind] || kind == gakkumdu)
	})
}

// passesOn reports whether what somebody sends goes to who decides next: a commission, or for a supervisor of a district the one
// of the region.
func (c *caseBodies) passesOn(h hit, who int, how mood) bool {
	if c.toCommission(h) {
		return true
	}
	if how == done && who >= 0 && c.bodies[who].role == "supervisor" && c.bodies[who].kind != "Panwaslu Kecamatan" && c.handsOver(h) {
		return true
	}
	return who >= 0 && c.bodies[who].kind == "Panwaslu Kecamatan" && slices.ContainsFunc(c.inSent[int(c.sentOf[h.First])], func(m bodyMention) bool {
		return m.First >= h.Last && recipient[c.fold(m.First-1)] && c.bodies[m.body].role == "supervisor"
	})
}

// handsOver reports whether a case goes to an employer, which decides on those who are no civil servants.
func (c *caseBodies) handsOver(h hit) bool {
	s := int(c.sentOf[h.First])
	matter := slices.ContainsFunc(within(c.hits[topicStatuses], c.sents[s]), func(m hit) bool { return m.section == "object -" })
	return matter && slices.ContainsFunc(c.inSent[s], func(m bodyMention) bool {
		return m.First >= h.Last && recipient[c.fold(m.First-1)] && c.bodies[m.body].role == "employer"
	})
}

// partIn weighs the place of a body beside a step in one sentence; false if it cannot have taken the step.
func (c *caseBodies) partIn(m bodyMention, h hit, action string) (float64, bool) {
	prep := c.fold(m.First - 1)
	if prep == "kantor" || prep == "ketua" || prep == "pihak" {
		prep = c.fold(m.First - 2)
	}
	heard := action == "summoned" || action == "clarified"
	if m.First < h.Last && m.Last > h.First { // "diteruskan ke bkn", "rekomendasi kasn"
		return 3, action == "no_report_received" || !recipient[prep] && action != "sent" && action != "forwarded"
	}
	if m.First < h.First {
		switch {
		case prep == "di" && c.bodies[m.body].kind == gakkumdu && action == "dismissed":
			return 4, true
		case action == "reported" && prep != "oleh" && strings.HasPrefix(c.fold(h.First), "di"): // who stands before a passive is reported
			return 0, false
		case recipient[prep] && action != "no_report_received", prep == "menunggu", prep == "tunggu":
			return 0, false
		case prep == "oleh":
			return 2.5, true
		case prep == "bersama", prep == "di", prep == "dengan", prep == "dari", prep == "terhadap", prep == "soal", prep == "untuk", prep == "pada", prep == "lewat", prep == "melalui":
			return .5, true
		}
		return 3 - .04*float64(h.First-m.Last), true
	}
	if sideWords[prep] && prep != "dari" && !recipient[prep] {
		return .2, action != "reported"
	}
	if recipient[prep] && !(heard && m.First < h.Last+4 && c.fold(h.First) != "hasil" && c.fold(h.First-1) != "hasil") {
		return 0, action == "no_report_received"
	}
	near := m.First <= h.Last+3
	for i := h.Last; near && i < m.First; i++ {
		near = c.toks[i].Kind == bahasa.Word
	}
	switch active := strings.HasPrefix(c.fold(h.First), "me") && !answering[c.fold(h.First)]; {
	case c.agentBefore(h.Last, m.First):
		return 3.9, true
	case prep == "oleh" && m.First < h.Last+12:
		return 4, true
	case near && !active && prep != "bersama" && prep != "sebelum":
		return 3.6, true
	case active && near:
		return 0, action != "reported"
	}
	return .3, action != "reported" || c.bodies[m.body].role == "candidate_team"
}

// answering are active verbs of who meets a step of somebody else: "memenuhi panggilan Bawaslu".
var answering = words("memenuhi menghadiri menerima mendapat")

// agentBefore reports whether "oleh" stands between two tokens of one clause: "oleh tim yang terdiri dari unsur BKPSDM".
func (d *doc) agentBefore(i, j int) bool {
	if j > i+12 || d.clauseBetween(i, j) {
		return false
	}
	for ; i < j; i++ {
		if d.fold(i) == "oleh" {
			return true
		}
	}
	return false
}

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
		if m.First < opaque || m.Last > h.First || h.First-m.Last > 6 && name != "order" || name != "order" && c.clauseBetween(m.Last, h.First) {
			continue
		}
		switch name {
		case "recommended":
			if action == "sanctioned" {
				how = unreal
			}
		case "unreal":
			if how != ordered && !(action == "reported" && c.fold(m.First) == "untuk") {
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
	case action == "forwarded" && !object:
		return unreal
	case how == planned && action == "recommended" && c.toCommission(h) && !c.afterwards(h):
		return planned
	case how == planned && (action == "summoned" || action == "clarified" || action == "registered" || action == "recommended" || action == "dismissed" || action == "sanctioned" || action == "proven" || action == "reported"):
		return unreal
	case how == ordered && action != "tracing" && action != "reviewing":
		return unreal
	case how == done && (action == "proven" || action == "sanctioned") && c.general(h):
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
var isDenial = words("no_report_received dismissed dropped")

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

// procedure are words of how a case is dealt with.
var procedure = words("klarifikasi diklarifikasi keterangan laporan aduan pengaduan pelanggaran kasus perkara terlapor pelapor saksi pemeriksaan " +
	"panggilan pemanggilan bukti temuan penyidik penyelidikan penelusuran pengawas syarat berkas pleno kajian")

// byAccused reports whether it is the accused or who defends them that says that nothing was broken: no finding. Who stands nearest
// before the verb says it.
func (c *caseBodies) byAccused(h hit, action string) bool {
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

// finding are verbs by which somebody says what was found, defending words for who speaks for an accused.
var (
	finding   = words("menyatakan menyimpulkan memutuskan menilai")
	defending = words("kuasa kuasanya pengacara pengacaranya advokat penasihat")
)

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
func (d *doc) general(h hit) bool {
	switch d.fold(h.First - 1) {
	case "yang":
		hedge := d.hedges[d.sentOf[h.First]]
		return hedge < 0 || int(hedge) >= h.First-6
	case "asn": // "kedua ASN" are known ones
		return !strings.HasPrefix(d.fold(h.First-2), "ke") && (h.First < 2 || !bahasa.IsNumeral(d.toks[h.First-2]))
	case "bagi":
		return true
	}
	return false
}

// speakerBody reports whether a body's own people speak there.
func (d *doc) speakerBody(i int) bool {
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First > i {
			return false
		}
		if m.Holds(i) && m.person >= 0 && !d.persons[m.person].accused {
			return true
		}
	}
	return false
}

// speakingOffice takes in the employer or inspectorate whose head speaks, if the text has not named it as a body there.
func (c *caseBodies) speakingOffice(v voice) {
	if v.person < 0 {
		return
	}
	p := c.persons[v.person]
	if p.accused || p.role != "" || p.pos.class != "asn" && p.pos.class != "head" || p.pos.agency.Last == 0 || c.office(v) >= 0 {
		return
	}
	role, kind := "employer", "office"
	name, where, region := c.span(p.pos.agency), "", ""
	if w, code := c.bodyPlace(p.pos.agency.First); w != "" {
		region = string(code)
	}
	switch head := p.pos.head; {
	case strings.HasSuffix(head, "inspektur"):
		role, kind, name, where = "inspectorate", "Inspektorat", "Inspektorat", name
	case p.pos.class == "head" || governs(head):
		kind = government(head, name, gazetteer.Code(region))
		for _, typed := range []string{"Kabupaten ", "Kota ", "Provinsi "} {
			where = strings.TrimPrefix(name, typed)
			if where != name {
				break
			}
		}
		name = kind
	case head == "camat":
		name = "Kecamatan " + name
	case head == "lurah":
		name = "Kelurahan " + name
	}
	k := c.join(p.pos.Span, role, kind, name, where, region)
	c.bodies[k].acting, c.bodies[k].speaks = true, true
}

// governs reports whether a title is of who leads a region's offices.
func governs(head string) bool {
	for _, w := range [...]string{"sekda", "sekretaris daerah", "sekkab", "sekretaris kabupaten", "sekretaris kota", "sekretaris provinsi", "inspektur"} {
		if strings.HasPrefix(head, w) {
			return true
		}
	}
	return false
}

// government returns the kind of a region's government from who speaks for it and where.
func government(head, place string, code gazetteer.Code) string {
	switch {
	case strings.Contains(head, "gubernur"):
		return "Pemprov"
	case strings.Contains(head, "kota"), strings.HasPrefix(strings.ToLower(place), "kota "), code != "" && cityCode(code):
		return "Pemkot"
	}
	return "Pemkab"
}

// listed reports whether a body belongs into the record: supervisors and commissions that the text names, employers that act, speak
// or are told to act, reporters who report. Where there is no case, only who speaks.
func (d *doc) listed(b body) bool {
	switch {
	case b.kind == "KPU" || b.kind == "DKPP" || b.kind == "Kemendagri" && !b.addressed || b.kind == "Panwaslu Desa":
		return false
	case d.rec.Kind != Allegation && d.rec.Kind != OtherOfficial:
		return d.listedWithoutCase(b)
	case b.kind == "group" && !b.speaks, b.role == "reporter" || b.role == "candidate_team":
		return b.action == "registered"
	case b.kind == "head":
		return b.addressed || b.speaks || b.action != "none_yet"
	case b.role == "employer":
		return b.acting || b.addressed
	case b.kind == "Panwaslu Kecamatan" && b.region == "":
		return b.action != "none_yet"
	}
	return true
}

// listedWithoutCase reports whether a body belongs into the record of a text without a case: who speaks, and in numbers or a call
// the supervisor or commission whose they are.
func (d *doc) listedWithoutCase(b body) bool {
	switch {
	case b.role == "reporter" || b.role == "candidate_team" || b.kind == gakkumdu:
		return false
	case b.role == "commission":
		return d.rec.Kind == Statistic && (b.speaks || b.subject || b.action != "none_yet")
	case b.role == "supervisor" && (d.rec.Kind == Statistic || d.rec.Kind == Appeal):
		return b.speaks || b.subject
	}
	return b.speaks
}

// bare is a region's name without its kind, which the name of its government has already.
func bare(region, role string) string {
	if role != "employer" {
		return region
	}
	return strings.TrimPrefix(strings.TrimPrefix(region, "Kabupaten "), "Kota ")
}

// inMention reports whether token i is part of what somebody is called.
func (d *doc) inMention(i int) bool {
	return slices.ContainsFunc(d.mentions, func(m mention) bool { return m.Holds(i) })
}

// setBodies writes the institutions.
func (d *doc) setBodies() {
	has := func(role string) bool {
		return slices.ContainsFunc(d.rec.Institutions, func(x Institution) bool { return x.Role == role })
	}
	for _, b := range d.bodies {
		if !d.listed(b) || b.kind == "office" && b.action == "none_yet" && has("employer") {
			continue
		}
		if (b.name == "Bawaslu" && b.n > 1 || b.role == "employer" && (b.name == b.kind || b.kind == "head" && b.where == "" && b.name != "Gubernur")) && d.rec.Region.RegencyCode != "" && d.rec.Region.Regency != "" {
			b.name += " " + bare(string(d.rec.Region.Regency), b.role)
		}
		if d.rec.Kind == Appeal || d.rec.Kind == Regulation {
			b.action = "none_yet"
		}
		d.rec.Institutions = append(d.rec.Institutions, Institution{b.name, b.role, b.action})
		d.mark("institutions", "bodies: "+b.kind, b.at)
	}
	for k, p := range d.persons {
		lobby := p.pos.class == "generic" && (strings.HasPrefix(p.pos.head, "direktur") || strings.HasPrefix(p.pos.head, "ketua") || strings.HasPrefix(p.pos.head, "koordinator")) && d.spoke(k)
		lobby = lobby && !bodyParts[d.fold(p.pos.agency.First)]
		if p.pos.Last > 0 && (p.pos.class == "ngo" || lobby) && p.pos.agency.Last > 0 && !has("ngo") {
			d.rec.Institutions = append(d.rec.Institutions, Institution{d.span(p.pos.agency), "ngo", d.ownReport(k)})
			d.mark("institutions", "ngo speaks", p.pos.Span)
		}
	}
}

// ownReport returns how far an organisation has gone by what its person says: "laporan kami" was made.
func (d *doc) ownReport(person int) string {
	for _, sp := range d.speech {
		if sp.person != person {
			continue
		}
		for i := sp.First; i < sp.Last; i++ {
			next := d.fold(i + 1)
			if w := d.fold(i); (w == "laporan" || w == "aduan" || w == "pengaduan") && next == "kami" || (w == "kami" || w == "kita") && (next == "laporkan" || next == "adukan") {
				return "registered"
			}
		}
	}
	return "none_yet"
}

// bodyParts are first words of what is part of a body and no organisation.
var bodyParts = words("divisi tim bidang seksi komisi fraksi")
