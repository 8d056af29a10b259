package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

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

// isSubject reports whether what stands at token i is what its sentence is about, and not part of what somebody is called.
func (d *doc) isSubject(i int) bool {
	if i < d.body || d.quoteOf[i] > 0 {
		return false
	}
	first := d.sents[d.sentOf[i]].First
	return (i == first || i == first+1 && turnsTo[d.fold(first)]) && !d.inMention(i)
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

// actor returns the body that most likely took a step, or -1: by its place in the sentence, by who speaks, by whom the text is
// about there, and by what becomes it.
func (c *caseBodies) actor(h hit, action string) int {
	if c.byCourt(h, action, "") {
		return -1
	}
	best, top := -1, 0.0
	offer := func(k int, score float64) {
		if k < 0 {
			return
		}
		b := &c.bodies[k]
		f, ok := canDo[action][c.rank(k)]
		switch {
		case action == "recommended" && b.role == "supervisor" && c.received(h):
			return
		case b.kind == "head" && action != "sanctioned", b.kind == gakkumdu && judges[action], c.beyond(k, h, action):
			return
		case action == "sanctioned" && b.action == action:
			f++
		}
		if b.kind == gakkumdu && (action == "dropped" || action == "dismissed" && c.besideCrime(h)) {
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
			if c.ours(h.First) { // "kami hanya merekomendasikan", whoever else is named there
				offer(k, 4)
			}
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
	// what a commission was named for before it may still have to do: "nasibnya di tangan BKN"
	if c.focus >= 0 && c.bodies[c.focus].kind != gakkumdu && !(action == "dismissed" && c.bodies[c.focus].role == "commission") {
		offer(c.focus, 1)
	}
	for k, b := range c.bodies {
		switch {
		case k == c.main, b.kind == "Bawaslu" && c.main >= 0 && c.beyond(c.main, h, action):
			offer(k, .1)
		case b.role != "employer" || action != "sanctioned":
		case b.personnel():
			offer(k, .1)
		default: // an office seldom punishes its own
			offer(k, .05)
		}
		if b.kind == gakkumdu && action == "dropped" {
			offer(k, .1)
		}
	}
	return best
}

// received reports whether a recommendation is one that somebody got, and not who speaks of it made: "rekomendasinya kami terima".
func (d *doc) received(h hit) bool {
	if d.stem(h.First) != "rekomendasi" {
		return false
	}
	return d.before(receives, h.First, 3) >= 0 || d.among(receives, h.Last, h.Last+2) >= 0
}

// beyond reports whether a step is not within the power of a body: a district's supervisor brings a case to that of the region, which
// alone goes to a commission.
func (c *caseBodies) beyond(k int, h hit, action string) bool {
	above := func(b body) bool { return b.kind == "Bawaslu" || b.kind == "Panwaslu" }
	if c.bodies[k].kind != "Panwaslu Kecamatan" || !slices.ContainsFunc(c.bodies, above) {
		return false
	}
	named := slices.ContainsFunc(c.inSent[int(c.sentOf[h.First])], func(m bodyMention) bool { return m.body == k })
	return action == "recommended" && !named && !c.bodies[k].speaks || (action == "forwarded" || action == "sent") && c.toCommission(h)
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

// toSeat reports whether something goes where the commissions sit, if one of them has a part in the text.
func (c *caseBodies) toSeat(h hit) bool {
	for i := h.Last; i < h.Last+9 && c.same(h.First, i); i++ {
		if seat[c.fold(i)] && recipient[c.fold(i-1)] {
			return slices.ContainsFunc(c.bodies, func(b body) bool { return judgesServants[b.kind] })
		}
	}
	return false
}

// passesOn reports whether what somebody sends goes to who decides next: a commission, or for a supervisor of a district the one
// of the region.
func (c *caseBodies) passesOn(h hit, who int, how mood) bool {
	if c.toCommission(h) || how == done && c.toSeat(h) {
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
		case prep == "di", sideWords[prep]:
			office := &c.bodies[m.body]
			return .5, action != "sanctioned" || office.role != "employer" || office.personnel()
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

// personnel reports whether a body decides on what its people are punished with: a government or its personnel office. Other offices
// are named as where an accused works.
func (b *body) personnel() bool {
	return families[b.kind] == "government" || b.kind == "BKPSDM" || b.kind == "BKD"
}

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
	case strings.HasPrefix(head, "inspektur"), strings.HasSuffix(head, "inspektur"):
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
	case strings.HasPrefix(head, "kasatpol pp"), strings.HasPrefix(head, "kepala satpol pp"):
		kind = "Satpol PP"
		where = strings.TrimSpace(strings.TrimPrefix(name, kind))
		name = kind
	case head == "camat":
		name = "Kecamatan " + name
	case head == "lurah":
		name = "Kelurahan " + name
	}
	k := c.join(p.pos.Span, role, kind, name, where, region)
	c.bodies[k].acting, c.bodies[k].speaks = true, true
}
