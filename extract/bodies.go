package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A body is an institution of the story.
type body struct {
	kind, role string
	name       string
	region     string
	where      string // its place as the text writes it
	action     string
	at         bahasa.Span
	actionAt   bahasa.Span // where the action is told
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
			if !d.gathers(m.sent) {
				c.speakingOffice(voice{person: m.person, ok: true})
			}
		}
	}
	c.namedReporters()
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
		return typed + d.span(p.Span), typedCode(p.codes, typed)
	}
	if typed == "Provinsi " {
		return "Provinsi", ownProvince
	}
	if typed == "Kecamatan " && i < len(d.toks) && d.toks[i].Cap {
		return typed + d.span(bahasa.Span{First: i, Last: d.placeNameEnd(i, "kecamatan")}), ""
	}
	return "", ""
}

// ownProvince stands for the code of a province that the text does not name: "Bawaslu Provinsi".
const ownProvince gazetteer.Code = "own province"

// typedCode returns the one of a place's codes that fits the kind of place before its name: "Kota Jambi" is no province.
func typedCode(codes []gazetteer.Code, typed string) gazetteer.Code {
	for _, code := range codes {
		regency := code.Level() == gazetteer.Regency
		switch typed {
		case "Kabupaten ":
			if regency && !cityCode(code) {
				return code
			}
		case "Kota ":
			if regency && cityCode(code) {
				return code
			}
		}
	}
	return codes[0]
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
	if kind == "KASN" && dissolved[d.fold(h.Last)] {
		return
	}
	told := (c.told(s, h.First) || d.toldBehind(h.Last)) && (role != "employer" || d.supposes[s] < 0 || int(d.supposes[s]) > h.First)
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
	case kind == "Kemendagri":
		name = d.span(h.Span)
	case kind == "Polri":
		name = "Propam Polri"
	case kind == "Kodim":
		name = d.span(bahasa.Span{First: h.First, Last: d.unitEnd(h.Last)})
	case role == "ngo":
		name, where = d.span(bahasa.Span{First: h.First, Last: d.ngoEnd(h)}), ""
	case kind == gakkumdu, kind == "KASN", role == "commission" && kind != "KPU", kind == "Kemendagri":
		where = ""
	case where != "" && code != ownProvince && code.Level() == gazetteer.Province && !typedPlace(where) && (kind == "Bawaslu" || kind == "Panwaslu"):
		where = "Provinsi " + where
	}
	k := c.join(h.Span, role, kind, name, where, string(code))
	if told {
		c.bodies[k].addressed = true
	}
	if kind == "Panwaslu Kecamatan" && where != "" {
		c.sister(h, k, name)
	}
}

// sister takes in a second body that shares its kind with the one before it: "Panwascam Garum dan Nglegok".
func (c *caseBodies) sister(h hit, first int, name string) {
	p, ok := c.placeAt(h.Last)
	if !ok || c.fold(p.Last) != "dan" || !c.same(h.First, p.Last+1) {
		return
	}
	q, ok := c.placeAt(p.Last + 1)
	if !ok {
		return
	}
	k := c.join(q.Span, "supervisor", "Panwaslu Kecamatan", name, c.span(q.Span), string(q.codes[0]))
	c.bodies[k].addressed = c.bodies[first].addressed
}

// unitEnd returns where the name of an army's unit ends: "0409/Rejang Lebong".
func (d *doc) unitEnd(end int) int {
	for end < len(d.toks) && (d.toks[end].Kind == bahasa.Number || d.fold(end) == "/" || d.toks[end].Cap && d.fold(end-1) == "/") {
		end++
	}
	return end
}

// typedPlace reports whether a place is written with its kind.
func typedPlace(where string) bool {
	for _, typed := range [...]string{"Provinsi ", "Kabupaten ", "Kota "} {
		if strings.HasPrefix(where, typed) {
			return true
		}
	}
	return false
}

// told reports whether what stands at token i of sentence s is told or sent something: "ke Bupati X dan Dinas Y".
func (c *caseBodies) told(s, i int) bool {
	prev := c.fold(i - 1)
	if recipient[prev] || prev == "melalui" || prev == "lewat" {
		return true
	}
	if ms := c.inSent[s]; prev != "dan" {
		return false
	} else if len(ms) > 0 && c.bodies[ms[len(ms)-1].body].addressed {
		return true
	}
	for k := i - 2; k >= i-6 && c.same(k, i) && (c.toks[k].Cap || recipient[c.fold(k)]); k-- {
		if recipient[c.fold(k)] {
			return true
		}
	}
	return false
}

// toldBehind reports whether the words from token i on tell that who stands before them is told to act or was written to.
func (d *doc) toldBehind(i int) bool {
	for k := i; k < i+8 && d.same(i, k); k++ {
		if written[d.fold(k)] {
			return true
		}
	}
	return false
}

// gathers reports whether a sentence lists officials who only stand by: "Sekda A, Inspektur B dan Kepala BKD C belum merespons".
func (d *doc) gathers(s int) bool {
	n, titled := 0, 0
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.sent != s || m.person < 0 || d.persons[m.person].role != "" || d.quoteOf[m.First] > 0 {
			continue
		}
		n++
		if m.pos.Last > 0 {
			titled++
		}
	}
	return n > 2 && titled > 1
}

// namedReporters takes in who is named as the one who reported: "pelapor, Hasan Basri". Somebody of an organisation stands for it. Of
// anybody else the record says only that it was a citizen, and where the text calls them the reporter: it spreads no reporter's name.
func (c *caseBodies) namedReporters() {
	for k := range c.mentions {
		m := &c.mentions[k]
		i := m.First - 1
		if c.fold(i) == "," {
			i--
		}
		if m.person < 0 || c.persons[m.person].accused || c.persons[m.person].role != "" || !c.reportsThere(i) && c.fold(m.First) != "pelapor" {
			continue
		}
		if c.fold(m.First) == "pelapor" {
			i = m.First
		}
		said := bahasa.Span{First: i, Last: i + 1}
		kind, name := "warga", "warga"
		if p := c.persons[m.person].pos; organised[p.class] && p.agency.Last > 0 {
			kind, name = "organisation", c.span(p.agency)
		}
		b := &c.bodies[c.join(said, "reporter", kind, name, "", "")]
		b.action, b.actionAt = "registered", said
	}
}

// organised are the classes of persons who report for an organisation.
var organised = words("ngo politician")

// reportsThere reports whether the word at token i tells that a report is of whoever stands behind it: "pelapor", "laporan dimasukkan".
func (c *caseBodies) reportsThere(i int) bool {
	if c.fold(i) == "pelapor" {
		return c.fold(i-1) != "hukum" && c.fold(i-1) != "kuasa"
	}
	for _, h := range c.hits[topicStatuses] {
		if h.Last == i+1 && h.Last > h.First+1 && h.section == "registered reported" && c.stem(h.First) == "laporan" && strings.HasPrefix(c.fold(i), "di") {
			return true
		}
	}
	return false
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
	if kind == "head" && c.opensWith(before) && d.doesSomething(h.Span) { // "Pjs Bupati X mengingatkan seluruh ASN"
		c.bodies[k].speaks = true
	}
}

// opensWith reports whether a sentence begins at token i, or does so behind words that turn to somebody else: "Sementara itu, ...".
func (d *doc) opensWith(i int) bool {
	first := d.sents[d.sentOf[i]].First
	for first < i && (turnsTo[d.fold(first)] || d.fold(first) == "itu" || d.fold(first) == ",") {
		first++
	}
	return first == i && i >= d.body
}

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
		if _, ok := at(d.hits[topicStatuses], end); ok && h.First < d.body { // a headline has capitals throughout
			break
		}
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
	own := region == string(ownProvince) || b.region == string(ownProvince)
	switch {
	case b.region == region:
		return true
	case own && kind == "Bawaslu":
		return gazetteer.Code(b.region).Level() == gazetteer.Province || gazetteer.Code(region).Level() == gazetteer.Province
	case region == "" || b.region == "":
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
	if d.gathers(s) && d.inMention(span.First) {
		return k
	}
	if d.speakerBody(span.First) {
		b.acting, b.speaks = true, true
	} else if d.verbBefore(span.First) {
		b.acting = true
	}
	return k
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
		if b.kind != "Kemendagri" && (b.name == "Bawaslu" && b.n > 1 || b.role == "employer" && (b.name == b.kind || b.kind == "head" && b.where == "" && b.name != "Gubernur")) && d.rec.Region.RegencyCode != "" && d.rec.Region.Regency != "" {
			b.name += " " + bare(string(d.rec.Region.Regency), b.role)
		}
		if b.region == string(ownProvince) && d.rec.Region.Province != "" {
			b.name += " " + string(d.rec.Region.Province)
		}
		if (d.rec.Kind == Appeal || d.rec.Kind == Regulation) && b.action != "no_report_received" {
			b.action = "none_yet"
		}
		d.addBody(Institution{b.name, b.role, b.action}, "bodies: "+b.kind, b.at, b.actionAt)
	}
	for k, p := range d.persons {
		lobby := p.pos.class == "generic" && (strings.HasPrefix(p.pos.head, "direktur") || strings.HasPrefix(p.pos.head, "ketua") || strings.HasPrefix(p.pos.head, "koordinator")) && d.spoke(k)
		lobby = lobby && !bodyParts[d.fold(p.pos.agency.First)]
		if p.pos.Last > 0 && (p.pos.class == "ngo" || lobby) && p.pos.agency.Last > 0 && !has("ngo") {
			action, at := d.ownReport(k)
			d.addBody(Institution{d.span(p.pos.agency), "ngo", action}, "ngo speaks", p.pos.Span, at)
		}
	}
}

// addBody adds an institution and its two spans: where it is named, and where its action is told, or the same again for none_yet.
func (d *doc) addBody(b Institution, rule string, named, told bahasa.Span) {
	if b.Action == "none_yet" || told.Last == 0 {
		told = named
	}
	d.rec.Institutions = append(d.rec.Institutions, b)
	for _, m := range [...]struct {
		rule string
		at   bahasa.Span
	}{{rule, named}, {"action " + b.Action, told}} {
		n := len(d.rec.Spans["institutions"])
		if d.mark("institutions", m.rule, m.at); len(d.rec.Spans["institutions"]) == n { // a title of the address has no offsets
			d.markBeside("institutions", m.rule, d.span(m.at))
		}
	}
}

// ownReport returns how far an organisation has gone by what its person says, and where: "laporan kami" was made.
func (d *doc) ownReport(person int) (string, bahasa.Span) {
	for _, sp := range d.speech {
		if sp.person != person {
			continue
		}
		for i := sp.First; i < sp.Last; i++ {
			next := d.fold(i + 1)
			if w := d.fold(i); (w == "laporan" || w == "aduan" || w == "pengaduan") && next == "kami" || (w == "kami" || w == "kita") && (next == "laporkan" || next == "adukan") {
				return "registered", bahasa.Span{First: i, Last: i + 2}
			}
		}
	}
	return "none_yet", bahasa.Span{}
}
