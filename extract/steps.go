package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
)

// progress is the order of a body's actions, the furthest last. What is only "sent" was sent as what it was called before: a
// recommendation, or else it was forwarded. A dismissal that is told beside a forwarding is of another part of the case.
var progress = []string{"none_yet", "no_report_received", "reviewing", "tracing", "registered", "summoned", "clarified", "dismissed", "sent", "recommended", "forwarded", "sanctioned"}

func further(action, than string) bool {
	return slices.Index(progress, action) > slices.Index(progress, than)
}

// statuses are in order: a later one takes the place of an earlier. "sent" is forwarded without the word for it, "judged" a
// commission's recommendation, "verdict" a court's finding. An acquittal is the last word even where an earlier verdict is told beside it.
var statuses = []string{"", "circulating", "reported", "reviewing", "clarifying", "dismissed", "proven", "sent", "recommended", "forwarded", "judged", "sanctioned", "verdict", "acquittal"}

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
		if !stepSections[action] || h.Last <= end || c.partOfName(h) { // a part of a longer one: "melapor" of "belum ada yang melapor"
			continue
		}
		if !c.deniedInside(h, action) { // "menyatakan X tidak terbukti melanggar" has another step in it
			end = h.Last
		}
		for s := int(d.sentOf[h.First]); sent < s; sent++ {
			c.follow(sent)
		}
		if (action == "sent" || action == "forwarded") && c.handsIn(h) {
			action, status = "reported", "reported"
		}
		how := c.mood(h, action)
		if how == unreal {
			continue
		}
		if action == "sanctioned" && c.onlyNamed(h) {
			continue
		}
		freed := c.overturns(int(d.sentOf[h.First]))
		if !freed && status == "verdict" && (h.Last == h.First+1 && d.fold(h.First) == "dibebaskan" || overturning[d.fold(h.First)]) {
			continue // who is let out, or a verdict that the text says too little of
		}
		if freed && (action == "proven" || action == "dismissed") || c.byCourt(h, action, status) && c.acquits(h, action) {
			action, status = "acquitted", "acquittal"
		}
		if action == "clarified" && c.hearsOthers(h) { // which is a search still
			action, status = "tracing", "begun"
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
		if how == planned && action == "tracing" && who >= 0 && c.bodies[who].role == "employer" { // it will do so if the case comes to it
			continue
		}
		if who >= 0 && !waits {
			c.take(who, action, h.Span)
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
	case action == "acquitted" || action == "proven" && status == "verdict":
		return status
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
	return c.besideCrime(h)
}

// besideCrime reports whether the sentence of a step is of a crime: "unsur pidananya tidak terpenuhi".
func (d *doc) besideCrime(h hit) bool {
	s := d.sents[d.sentOf[h.First]]
	for i := s.First; i < s.Last; i++ {
		if d.fold(i) == "pidana" || d.stem(i) == "pidana" {
			return true
		}
	}
	return false
}

// byCourt reports whether a court has found what a step tells: its verdict, or a finding whose nearest subject is a court or who stands
// before it. No body of the record has taken it then.
func (c *caseBodies) byCourt(h hit, action, status string) bool {
	switch action {
	case "acquitted":
		return true
	case "proven", "dismissed":
	default:
		return false
	}
	if status == "verdict" {
		return true
	}
	if c.fold(h.Last) == "oleh" && court[c.fold(h.Last+1)] || court[c.fold(h.Last)] { // "dinyatakan tidak bersalah oleh majelis hakim"
		return true
	}
	s := int(c.sentOf[h.First])
	for i := h.First - 1; i >= c.sents[s].First; i-- {
		if slices.ContainsFunc(c.inSent[s], func(m bodyMention) bool { return m.Holds(i) }) {
			return false
		}
		if court[c.fold(i)] {
			return true
		}
	}
	return false
}

// acquits reports whether what a court has found frees the accused: "memvonis bebas", "divonis lepas dari segala tuntutan",
// "menyatakan terdakwa tidak bersalah".
func (c *caseBodies) acquits(h hit, action string) bool {
	if action != "proven" {
		return true
	}
	for i := h.First; i < h.Last+12 && c.same(h.First, i); i++ {
		switch w := c.fold(i); {
		case acquitting[w], guilt[w] && c.negative[i]:
			return true
		case w == "." || w == ";":
			return false
		}
	}
	return false
}

// overturns reports whether a sentence tells that a higher court undid a verdict against the accused, or that a court let them go:
// "Pengadilan Tinggi membatalkan putusan PN yang menyatakan Darma bersalah". To undo a verdict that had freed them is the contrary.
func (c *caseBodies) overturns(s int) bool {
	byCourt, freed := false, false
	for i := c.sents[s].First; i < c.sents[s].Last; i++ {
		w := c.fold(i)
		byCourt = byCourt || court[w]
		switch {
		case c.negative[i] && !guilt[w]:
		case overturning[w] && (c.fold(i+1) == "putusan" || c.fold(i+1) == "vonis"):
			freed = true
		case w == "dibebaskan" && !strings.HasPrefix(c.fold(i+2), "jabat") && !strings.HasPrefix(c.fold(i+2), "tugas"):
			freed = true
		case guilt[w] && c.negative[i], acquitting[w] && (c.fold(i-1) == "yang" || c.fold(i-2) == "yang"):
			return false
		}
	}
	return byCourt && freed
}

// partOfName reports whether a word stands in the name of an organisation: "LSM Kajian Banua".
func (c *caseBodies) partOfName(h hit) bool {
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		if c.bodies[m.body].role == "ngo" && m.First < h.First && h.Last <= c.ngoEnd(hit{Span: m.Span}) {
			return true
		}
	}
	return false
}

// onlyNamed reports whether a supervisor names a punishment that it cannot inflict: "isinya sanksi sedang", of what is recommended.
func (c *caseBodies) onlyNamed(h hit) bool {
	k, _ := c.speaker(h.First)
	if c.quoteOf[h.First] == 0 || k < 0 || c.bodies[k].role != "supervisor" || !punishments[c.fold(h.First)] {
		return false
	}
	for i := c.sents[c.sentOf[h.First]].First; i < h.First; i++ {
		if already[c.fold(i)] {
			return false
		}
	}
	return true
}

// hearsOthers reports whether it is a witness or who reported who was heard, and not yet the accused: "saksi sudah kami periksa".
func (d *doc) hearsOthers(h hit) bool {
	s := d.sents[d.sentOf[h.First]]
	found := false
	for i := s.First; i < s.Last; i++ {
		w := d.stem(i)
		if answerers[w] {
			return false
		}
		found = found || heardFirst[w] && i > h.First-6 && i < h.Last+6
	}
	return found && !slices.ContainsFunc(d.mentions, func(m mention) bool { return m.sent == int(d.sentOf[h.First]) && d.isAccused(m.pos) })
}

// handsIn reports whether citizens or a team hand something in to a supervisor, which is a report and nothing that is passed on:
// "tangkapan layarnya dikirim warga ke Panwascam".
func (c *caseBodies) handsIn(h hit) bool {
	giver, taken := false, false
	passive, active := strings.HasPrefix(c.fold(h.First), "di"), strings.HasPrefix(c.fold(h.First), "me") // a headline's verb is bare
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		switch role := c.bodies[m.body].role; {
		case role == "reporter" || role == "candidate_team" || role == "ngo":
			behind := !active && m.First >= h.Last && m.First <= h.Last+2
			before := !passive && m.First < h.First && !c.clauseBetween(m.Last, h.First)
			giver = giver || behind || before
		case role == "supervisor" && m.First >= h.Last:
			taken = taken || recipient[c.fold(m.First-1)] || counters[c.fold(m.First-1)]
		}
	}
	for i := h.Last; c.same(h.First, i) && !taken && giver; i++ {
		taken = counters[c.fold(i)]
	}
	return giver && taken
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
var statusNames = map[string]string{"sent": "forwarded", "judged": "recommended", "verdict": "proven", "acquittal": "dismissed"}

// discuss gives a discussion to the body that decides on crimes, if it is told to be with it.
func (c *caseBodies) discuss(h hit) {
	for _, m := range c.inSent[int(c.sentOf[h.First])] {
		if c.bodies[m.body].kind == gakkumdu && m.First >= h.Last && m.First <= h.Last+4 && !recipient[c.fold(m.First-1)] {
			c.take(m.body, "reviewing", h.Span)
		}
	}
}

// settle names what was only sent, and lets an employer's personnel office that speaks share in a sanction.
func (c *caseBodies) settle() {
	punished := slices.IndexFunc(c.bodies, func(b body) bool { return b.action == "sanctioned" })
	for k := range c.bodies {
		b := &c.bodies[k]
		if b.action == "sent" {
			b.action = "forwarded"
		}
		if punished >= 0 && b.speaks && b.action != "sanctioned" && (b.kind == "BKPSDM" || b.kind == "BKD") {
			b.action, b.actionAt = "sanctioned", c.bodies[punished].actionAt
		}
	}
}

// stepSections are the sections of statuses.txt that tell of something done; the others tell how.
var stepSections = words("no_report_received reviewing tracing summoned clarified warned registered reported recommended sent forwarded dismissed dropped proven acquitted sanctioned")

// take notes a step of a body and where it is told.
func (c *caseBodies) take(k int, action string, at bahasa.Span) {
	b := &c.bodies[k]
	switch action {
	case "reported":
		action = "registered"
	case "dropped":
		action = "dismissed"
	case "proven", "acquitted":
		return
	}
	if further(action, b.action) {
		b.action, b.actionAt = action, at
	}
	b.acting = true
}

// share gives a step to those who are named together with who took it: "Bawaslu bersama Panwascam turun", "oleh BKPSDM dan Inspektorat".
func (c *caseBodies) share(h hit, who int, action string) {
	ms := c.inSent[int(c.sentOf[h.First])]
	for i, m := range ms {
		b := &c.bodies[m.body]
		if m.body == who || canDo[action][b.role] < .7 {
			continue
		}
		if b.kind == gakkumdu {
			if c.sitsIn(m, h, action) {
				c.take(m.body, action, h.Span)
			}
			continue
		}
		joined := i > 0 && ms[i-1].body == who && c.joins(ms[i-1], m) || i+1 < len(ms) && ms[i+1].body == who && c.joins(m, ms[i+1])
		if joined || c.fold(m.First-1) == "bersama" && b.role == "supervisor" && (m.First < h.First || !c.clauseBetween(h.Last, m.First)) {
			c.take(m.body, action, h.Span)
		}
	}
}

// sitsIn reports whether the body that decides on crimes has a part in a step: a supervisor takes it together with it.
func (c *caseBodies) sitsIn(m bodyMention, h hit, action string) bool {
	return c.fold(m.First-1) == "bersama" && (ofOffices[action] || action == "dismissed") && m.First < h.First
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
			c.take(k, action, h.Span)
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
	"dismissed":          {"supervisor": 1, "inspectorate": .8, "commission": .8},
	"dropped":            {"supervisor": 0},
	"proven":             {"supervisor": .5, "inspectorate": .5, "employer": .5, "commission": .5},
	"sanctioned":         {"employer": 1, "commission": .3},
}
