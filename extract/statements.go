package extract

import (
	"strings"

	"netra/bahasa"
)

// A voice is who speaks: a person, or unnamed by what they are.
type voice struct {
	person int // -1 for unnamed
	pos    position
	ok     bool
}

// A talk is what a reader keeps in mind while reading on: who spoke last, and whom the text speaks of, whom "ia" means.
type talk struct {
	last    voice
	lastAt  int // token
	focus   voice
	focusAt int
}

func (t *talk) speak(v voice, at int) {
	if v.ok {
		t.last, t.lastAt, t.focus, t.focusAt = v, at, v, at
	}
}

// he is who "ia" and "kata dia" mean.
func (t *talk) he() voice {
	if t.focus.ok {
		return t.focus
	}
	return t.last
}

// readStatements walks through the text and gives every quotation to its speaker.
func (d *doc) readStatements() {
	t := &talk{lastAt: -1, focusAt: -1}
	q := 0
	for s, sent := range d.sents {
		if sent.First < d.body {
			continue
		}
		before := t.he()
		if v, at, ok := d.leading(sent, t); ok {
			t.focus, t.focusAt = v, at
		}
		from := sent.First
		for ; q < len(d.quotes) && d.quotes[q].First <= sent.Last; q++ {
			quo := d.quotes[q]
			if quo.First < sent.First {
				continue
			}
			d.indirect(bahasa.Span{First: from, Last: quo.First}, t, before)
			from = max(from, min(quo.Last, sent.Last))
			v, verb, how := d.attribute(quo, t, s)
			if how == "" {
				continue
			}
			if verb == "shout" {
				d.shouted = append(d.shouted, quo.Span)
				continue
			}
			t.speak(v, quo.First)
			d.statement(quo, v, how)
		}
		d.indirect(bahasa.Span{First: from, Last: sent.Last}, t, before)
	}
}

// adverbs may stand between a subject and its verb.
var adverbs = words("pun juga hanya cuma lalu kemudian turut ikut sempat langsung kembali sendiri justru malah lantas tetap tak tidak lebih " +
	"lanjut terus mulai hendak akhirnya sudah telah , namun tapi tetapi sementara itu sebelumnya kini bahkan")

var pronouns = words("ia dia beliau iapun diapun ybs dirinya pihaknya")

// pronounFor reports whether a pronoun is the subject of the verb at token i: it begins the clause, or stands before the verb.
func (d *doc) pronounFor(i, from int) bool {
	j := i - 1
	for j >= from && adverbs[d.fold(j)] {
		j--
	}
	if j >= from && pronouns[d.fold(j)] {
		return true
	}
	for j = from; j < i && adverbs[d.fold(j)]; j++ {
	}
	return j < i && pronouns[d.fold(j)]
}

// pointsBack reports whether a verb of saying is the last speaker's: "katanya", "kata dia", "menurut beliau".
func (d *doc) pointsBack(h hit) bool {
	return strings.HasSuffix(d.fold(h.Last-1), "nya") || pronouns[d.fold(h.Last)] || pronouns[d.fold(h.Last-1)] || d.fold(h.Last) == "nya"
}

// indirect sees who speaks in indirect speech. he is whom the text spoke of before this sentence: "Camat itu, kata dia, sudah ..."
// goes on with whoever spoke, and what others say in it is told by them.
func (d *doc) indirect(s bahasa.Span, t *talk, he voice) {
	for _, v := range within(d.hits[topicVerbs], s) {
		if d.quoteOf[v.First] > 0 {
			continue
		}
		if v.section == "after" && d.pointsBack(v) {
			if t.lastAt < s.First {
				t.speak(he, v.First)
			}
			return
		}
		switch v.section {
		case "after", "passive":
			if w, ok := d.voiceAt(v.Last); ok {
				t.speak(w, v.First)
			}
		case "before":
			if w, ok := d.subject(v.First, d.sents[d.sentOf[v.First]].First, t); ok {
				t.speak(w, v.First)
			}
		}
	}
}

// subject returns whom a verb at token i has as its subject.
func (d *doc) subject(i, from int, t *talk) (voice, bool) {
	if d.pronounFor(i, from) && t.he().ok {
		return t.he(), true
	}
	return d.voiceBefore(i, from)
}

// leading returns the named person with whom a sentence begins, at once or after an adverbial and a comma.
func (d *doc) leading(s bahasa.Span, t *talk) (voice, int, bool) {
	for x := d.mentionFrom(s.First); x < len(d.mentions) && d.mentions[x].First <= min(s.First+9, s.Last-1); x++ {
		m := &d.mentions[x]
		if d.quoteOf[m.First] > 0 || m.person < 0 || m.First > s.First+2 && (d.fold(m.First-1) != "," || d.telling(m.First-2)) {
			return voice{}, 0, false
		}
		p := &d.persons[m.person]
		if p.role != "" && m.First > s.First || t.last.ok && p.pos.Last == 0 && p.role == "" && !p.initials {
			continue
		}
		return d.voiceOf(x), m.First, true
	}
	return voice{}, 0, false
}

// telling reports whether an active verb of saying stands at token i: "Warga menceritakan, Camat ..." is about the camat.
func (d *doc) telling(i int) bool {
	h, ok := at(d.hits[topicVerbs], i)
	return ok && h.section == "before" && (strings.HasPrefix(d.fold(i), "me") || strings.HasPrefix(d.fold(i), "ber"))
}

// leads returns whom the sentence of a quotation or the one before it begins with, if nobody has spoken since; sentences that begin with
// "ia" go on with the one before.
func (d *doc) leads(q bahasa.Quotation, sent int, t *talk) (voice, bool) {
	if t.focusAt < 0 || t.lastAt >= t.focusAt || d.quoteOf[t.focusAt] > 0 {
		return voice{}, false
	}
	s := sent
	if d.sents[s].First >= q.First-1 { // the quotation begins its sentence
		s--
	}
	for n := 0; n < 3 && s > int(d.sentOf[t.focusAt]) && d.pronounFor(d.sents[s].Last, d.sents[s].First); n++ {
		s--
	}
	return t.focus, s == int(d.sentOf[t.focusAt])
}

// beforeSpeaker may stand between a verb of saying and who says it.
var beforeSpeaker = words("oleh pula lagi kembali langsung si sang")

// voiceAt returns who is mentioned right after token i, "oleh" and honorifics left out.
func (d *doc) voiceAt(i int) (voice, bool) {
	for beforeSpeaker[d.fold(i)] {
		i++
	}
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First > i+3 {
			break
		}
		if m.First == i || m.First <= i+2 && m.First > i && honorifics[d.fold(i)] || m.First < i && m.Last > i && m.First >= i-2 {
			return d.voiceOf(k), true
		}
	}
	if s, ok := d.account(i); ok {
		return voice{person: d.join(s), ok: true}, true
	}
	if s, ok := d.nameAt(i, false); ok && i < len(d.toks) {
		k := d.join(s)
		return voice{person: k, ok: true}, true
	}
	return voice{}, false
}

// account returns the name of an account that speaks: "tulis akun Instagram KabarDesa".
func (d *doc) account(i int) (bahasa.Span, bool) {
	j := i
	for j < i+3 && d.fold(j) != "akun" {
		j++
	}
	if d.fold(j) != "akun" || !d.same(i, j) {
		return bahasa.Span{}, false
	}
	for j++; d.same(i, j) && j < i+7; j++ {
		t := d.toks[j]
		if h, ok := at(d.hits[topicEvidence], j); ok && h.Last == j+1 || d.fold(j) == "resmi" || d.fold(j) == "media" || d.fold(j) == "sosial" {
			continue
		}
		if t.Kind == bahasa.Word && (t.Cap || t.Fold[0] == '@') {
			return bahasa.Span{First: j, Last: j + 1}, true
		}
		break
	}
	return bahasa.Span{}, false
}

// canonical writes a title as its long form does, so that "Sekda" and "Sekretaris Daerah" are one.
func canonical(head string) string {
	head = strings.Replace(head, "sekertaris", "sekretaris", 1)
	if strings.HasPrefix(head, "kadis") || strings.HasPrefix(head, "kadin") {
		return "kepala dinas"
	}
	if long, ok := longForms[head]; ok {
		return long
	}
	return head
}

var longForms = map[string]string{"sekda": "sekretaris daerah", "kadis": "kepala dinas", "kades": "kepala desa", "kepsek": "kepala sekolah",
	"kasek": "kepala sekolah", "walikota": "wali kota", "kabid": "kepala bidang", "kabag": "kepala bagian", "kaban": "kepala badan",
	"sekcam": "sekretaris camat", "wabup": "wakil bupati", "wagub": "wakil gubernur", "sekdes": "sekretaris desa", "staff": "staf",
	"sekretaris kecamatan": "sekretaris camat", "wawali": "wakil wali kota", "kapus": "kepala puskesmas", "kepala distrik": "camat", "kepala sekolah dasar": "kepala sekolah", "kepala sekolah menengah kejuruan": "kepala sekolah",
	"kepala sekolah menengah atas": "kepala sekolah", "kepala sekolah menengah pertama": "kepala sekolah",
	"kepala smk": "kepala sekolah", "kepala sma": "kepala sekolah", "kepala smp": "kepala sekolah", "kepala sd": "kepala sekolah", "kepala sdn": "kepala sekolah",
	"kepala sman": "kepala sekolah", "kepala smpn": "kepala sekolah", "kepala smkn": "kepala sekolah", "kepala madrasah": "kepala sekolah"}

// voiceOf makes a mention a voice: a known person for "Ketua Bawaslu itu".
func (d *doc) voiceOf(k int) voice {
	m := d.mentions[k]
	if m.person >= 0 {
		return voice{person: m.person, pos: d.persons[m.person].pos, ok: true}
	}
	if p := d.holder(m); p >= 0 {
		return voice{person: p, pos: d.persons[p].pos, ok: true}
	}
	return voice{person: -1, pos: m.pos, ok: true}
}

// holder returns the named person who holds the position that an unnamed mention speaks of, or -1.
func (d *doc) holder(m mention) int {
	if m.count > 0 || m.vague || m.oknum {
		return -1
	}
	for k := range d.persons {
		p := &d.persons[k]
		if p.pos.Last > 0 && canonical(p.pos.head) == canonical(m.pos.head) && (m.pos.body == p.pos.body || m.the) &&
			(m.the || m.pos.agency.Last == 0 || strings.HasSuffix(d.span(p.pos.agency), d.span(m.pos.agency)) || strings.HasSuffix(d.span(m.pos.agency), d.span(p.pos.agency))) && !genericASN[m.pos.head] {
			return k
		}
	}
	return -1
}

// voiceBefore returns the subject of a verb at token i: the nearest mention before it in the sentence, not one that "oleh" or
// a preposition leads.
func (d *doc) voiceBefore(i, from int) (voice, bool) {
	best := -1
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First >= i {
			break
		}
		if m.First < from || d.quoteOf[m.First] > 0 {
			continue
		}
		switch d.fold(m.First - 1) {
		case "oleh", "kepada", "terhadap", "dengan", "bersama", "dari", "untuk", "dan", "bagi", "tentang", "soal", "antara":
			if best >= 0 {
				continue
			}
		}
		if m.person >= 0 && d.persons[m.person].role != "" && best >= 0 || m.person < 0 && best >= 0 && d.mentions[best].person >= 0 {
			continue
		}
		if m.person < 0 && (m.vague || m.count > 1 || genericASN[m.pos.head] && !m.the && m.count == 0) {
			continue
		}
		best = k
	}
	if best < 0 {
		return voice{}, false
	}
	return d.voiceOf(best), true
}

// attribute tells who says a quotation: the verb after it, the sentence before it, or who spoke last. how is the rule, empty if it
// is no statement.
func (d *doc) attribute(q bahasa.Quotation, t *talk, sent int) (v voice, verb, how string) {
	n := d.wordsOf(q)
	if short := q.Closed && !q.Single && n > 1 && d.endsIn(q, ",") && d.verbStarts(q.Last+1); n < 4 && !short || q.Single && n < 6 {
		return v, "", ""
	}
	if v, verb, how = d.openEnd(q, t); how != "" {
		return v, verb, how
	}
	i := d.afterQuote(q)
	if i < len(d.toks) && d.toks[i].Before <= bahasa.Space && !(d.toks[i].Cap && d.endsIn(q, ".") && !d.verbStarts(i)) {
		if v, verb, how = d.saidAfter(q, i, t, sent); how != "" {
			return v, verb, how
		}
	}
	begin := q.First - 1
	for begin > 0 && d.toks[begin].Before <= bahasa.Space && d.sentOf[begin-1] == d.sentOf[begin] {
		begin--
	}
	lead := bahasa.Span{First: begin, Last: q.First - 1}
	mark := d.fold(lead.Last - 1)
	small := d.toks[q.First].Kind == bahasa.Word && !d.toks[q.First].Cap
	if small && lead.Last > lead.First && mark != ":" && mark != "," && !d.verbEnds(lead.Last) && !pronouns[mark] {
		return v, "", "" // words set apart in a sentence of the writer's
	}
	if v, verb, how = d.saidBefore(q, lead, t); how != "" {
		return v, verb, how
	}
	if lead.Last > lead.First && mark != ":" && mark != "." && n < 8 {
		return v, "", "" // words set apart, no speech
	}
	if lead.Last <= lead.First && n >= 5 || n >= 8 {
		if w, ok := d.leads(q, sent, t); ok {
			return w, "", "quote alone"
		}
		if t.last.ok && lead.Last <= lead.First {
			return t.last, "", "quote alone"
		}
	}
	return v, "", ""
}

func (d *doc) wordsOf(q bahasa.Quotation) (n int) {
	for i := q.First; i < q.Last; i++ {
		if d.toks[i].Kind != bahasa.Mark {
			n++
		}
	}
	return n
}

// openEnd finds where a quotation without a closing mark ends, which is where somebody says it: “..., kata Budi.
func (d *doc) openEnd(q bahasa.Quotation, t *talk) (voice, string, string) {
	if q.Closed {
		return voice{}, "", ""
	}
	for _, h := range within(d.hits[topicVerbs], q.Span) {
		if h.section == "after" && d.fold(h.First-1) == "," {
			if w, ok := d.voiceAt(h.Last); ok {
				return w, h.section, "open quote, verb, speaker"
			}
			return t.last, h.section, "open quote, verb"
		}
	}
	return voice{}, "", ""
}

// afterQuote returns the first token after a quotation and the marks that close it.
func (d *doc) afterQuote(q bahasa.Quotation) int {
	i := q.Last
	if q.Closed {
		i++
	}
	for d.fold(i) == "," || d.fold(i) == "." && d.toks[i].Before == bahasa.None || d.fold(i) == "-" || d.fold(i) == "–" {
		i++
	}
	return i
}

// linking may stand between a quotation and its verb: "begitu kata X", "demikian ujar X".
var linking = words("demikian begitu lebih lagi lanjut mas")

// saidAfter reads the verb and the speaker behind a quotation, from token i on.
func (d *doc) saidAfter(q bahasa.Quotation, i int, t *talk, sent int) (v voice, verb, how string) {
	for k := i; k <= i+2; k++ {
		if h, ok := at(d.hits[topicVerbs], k); ok {
			return d.verbAfter(q, h, t, sent)
		}
		if !linking[d.fold(k)] {
			break
		}
	}
	if h, ok := at(d.hits[topicVerbs], i+1); ok && h.section != "passive" && h.section != "shout" { // "...," Budi mengatakan
		if w, ok := d.voiceAt(i); ok {
			return w, "before", "quote, speaker, verb"
		}
	}
	if x := d.mentionFrom(i); x < len(d.mentions) && d.mentions[x].First == i && d.endsIn(q, ",") {
		if h, ok := at(d.hits[topicVerbs], d.mentions[x].Last); ok && h.section != "shout" {
			return d.voiceOf(x), "before", "quote, speaker, verb"
		}
	}
	return v, "", ""
}

// continues holds verbs with which the same speaker goes on.
var continues = words("imbuhnya tambahnya sambungnya lanjutnya")

// verbAfter reads who is the speaker of a verb behind a quotation.
func (d *doc) verbAfter(q bahasa.Quotation, h hit, t *talk, sent int) (voice, string, string) {
	back := d.pointsBack(h)
	if h.section == "shout" { // who shouts by name shouts to the press; what nobody shouts was heard in the recording
		if w, ok := d.voiceAt(h.Last); ok && w.person >= 0 && !d.inRecording(h.Last) {
			return w, "after", "quote, shout, speaker"
		}
		return voice{}, "shout", "verb"
	}
	if !back && d.inRecording(h.Last) {
		return voice{}, "shout", "verb"
	}
	if !back || h.section == "before" {
		if w, ok := d.voiceAt(h.Last); ok {
			return w, h.section, "quote, verb, speaker"
		}
	}
	if w, ok := d.leads(q, sent, t); ok && !(continues[d.fold(h.First)] && t.last.ok) {
		return w, h.section, "quote, -nya"
	}
	return t.last, h.section, "quote, -nya"
}

// saidBefore reads the verb and the speaker in the words of its sentence before a quotation.
func (d *doc) saidBefore(q bahasa.Quotation, lead bahasa.Span, t *talk) (voice, string, string) {
	hs := within(d.hits[topicVerbs], lead)
	if len(hs) == 0 {
		return voice{}, "", ""
	}
	for _, h := range hs { // "dalam rekaman itu camat mengatakan: ..."
		if h.section == "shout" && (d.fold(h.First) == "dalam" || d.fold(h.First) == "suara") {
			return voice{}, "shout", "verb"
		}
	}
	h := hs[len(hs)-1]
	if mark := d.fold(lead.Last - 1); q.First-h.Last > 14 && mark != ":" && mark != "," {
		return voice{}, "", ""
	}
	w, ok := voice{}, false
	switch h.section {
	case "shout":
		return w, "shout", "verb"
	case "before":
		w, ok = d.subject(h.First, lead.First, t)
	default:
		w, ok = d.voiceAt(h.Last)
	}
	if ok {
		return w, h.section, "verb, speaker, quote"
	}
	return t.he(), h.section, "verb, quote"
}

// verbEnds reports whether a verb of saying ends at token i, or "bahwa" stands there.
func (d *doc) verbEnds(i int) bool {
	for j := i - 1; j >= i-3 && j >= 0; j-- {
		if h, ok := at(d.hits[topicVerbs], j); ok && h.Last == i {
			return true
		}
	}
	return d.fold(i-1) == "bahwa"
}

// inRecording reports whether the words after a verb of saying tell that it was said in the recording itself.
func (d *doc) inRecording(i int) bool {
	for j := i; j < i+6 && d.same(i, j) && d.fold(j) != "," && !d.toks[j].Cap; j++ {
		if w := d.fold(j + 1); (d.fold(j) == "dalam" || d.fold(j) == "di") && (w == "video" || w == "rekaman" || w == "dalam" && (d.fold(j+2) == "video" || d.fold(j+2) == "rekaman")) {
			return true
		}
	}
	return false
}

func (d *doc) endsIn(q bahasa.Quotation, mark string) bool {
	return q.Last > q.First && d.fold(q.Last-1) == mark
}

func (d *doc) verbStarts(i int) bool {
	h, ok := at(d.hits[topicVerbs], i)
	return ok && h.section == "after"
}

// statement takes a quotation in.
func (d *doc) statement(q bahasa.Quotation, v voice, rule string) {
	var st Statement
	if !v.ok { // nobody is known to speak
		v.person = -1
	}
	if v.person >= 0 {
		p := d.persons[v.person]
		st.Speaker = Text(p.name)
		if p.pos.Last > 0 {
			st.Position = Text(d.span(bahasa.Span{First: p.pos.First, Last: max(p.pos.Last, p.pos.agency.Last)}))
		}
	} else if v.ok && v.pos.Last > 0 {
		st.Position = Text(d.span(v.pos.Span))
	}
	first := q.First
	for first < q.Last && d.toks[first].Kind == bahasa.Mark {
		first++
	}
	end := min(len(d.text), d.toks[q.Last-1].End)
	if ws := strings.Fields(d.text[d.toks[first].Start:end]); len(ws) > 5 {
		st.Start = strings.Join(ws[:5], " ")
	} else {
		st.Start = strings.Join(ws, " ")
	}
	d.speech = append(d.speech, spoken{Span: q.Span, voice: v, text: st.Start})
	d.rec.Statements = append(d.rec.Statements, st)
	d.mark("statements", rule, q.Span)
}

// A spoken is a statement with who made it.
type spoken struct {
	bahasa.Span
	voice
	text   string // its first words
	stance string
	cues   cues
}

// setStances tells how each speaker stands to the allegation. It is called when it is known who is accused and what kind of text this
// is, since both tell much of what somebody wants to say.
func (d *doc) setStances() {
	said := map[int]string{} // person -> what they said before
	for k := range d.speech {
		s := &d.speech[k]
		s.cues = d.aboutStatement(s, said)
		top := 0.0
		for i, name := range stances {
			if sum := d.r.weights["stance "+name].sum(s.cues); i == 0 || sum > top {
				s.stance, top = name, sum
			}
		}
		if s.person >= 0 {
			said[s.person] = s.stance
		}
		d.rec.Statements[k].Stance = s.stance
	}
}

// plainWords are sections of words that everybody uses: they tell something inside of a quotation only.
var plainWords = words("i we they not")

// cueReach is how many tokens behind a quotation its verb is looked for.
const cueReach = 5

// aboutStatement collects what tells of a statement's stance: words of the sections of stances.txt in some place, the role of the
// speaker, and both together. said holds what its speaker has said before in this text.
func (d *doc) aboutStatement(s *spoken, said map[int]string) cues {
	who := d.speakerRole(s.voice)
	out := cues{"speaker: " + who: 1}
	if s.person >= 0 && said[s.person] != "" {
		out["before: "+said[s.person]] = 1
	}
	out.is("in an appeal", d.rec.Kind == Appeal)
	add := func(where string, hits []hit, ok func(hit) bool) {
		end := 0
		for _, h := range hits {
			if h.Last <= end || !ok(h) { // part of a longer one: "benar" of "tidak benar"
				continue
			}
			end = h.Last
			if where != "in" && plainWords[h.section] {
				continue
			}
			out[where+": "+h.section] = 1
			out[who+", "+where+": "+h.section] = 1
		}
	}
	hits := d.hits[topicStances]
	any := func(hit) bool { return true }
	add("in", within(hits, s.Span), any)
	add("at", within(hits, bahasa.Span{First: s.First, Last: min(s.First+3, s.Last)}), any)
	end := d.sents[d.sentOf[min(s.Last, len(d.toks)-1)]].Last
	add("verb", within(hits, bahasa.Span{First: s.Last, Last: min(end, s.Last+1+cueReach)}), any)
	begin := d.ledFrom(s.First)
	add("lead", within(hits, bahasa.Span{First: begin, Last: s.First}), func(h hit) bool { return d.quoteOf[h.First] == 0 })
	return out
}

// ledFrom returns where the words that lead to a quotation begin: its sentence, or the one before if the quotation begins it; one more if
// that only says that somebody said so ("Hal itu diungkapkan ...").
func (d *doc) ledFrom(quote int) int {
	sent := int(d.sentOf[quote])
	back := func() {
		if sent > 0 && d.sents[sent-1].First >= d.body {
			sent--
		}
	}
	if d.sents[sent].First >= quote-1 {
		back()
	}
	if first := d.sents[sent].First; d.fold(first) == "hal" && (d.fold(first+1) == "itu" || d.fold(first+1) == "tersebut" || d.fold(first+1) == "ini") {
		back()
	}
	return d.sents[sent].First
}

// speakerRole is what a speaker is in the matter.
func (d *doc) speakerRole(v voice) string {
	if !v.ok {
		return "nobody"
	}
	p, named := v.pos, v.person >= 0
	if named {
		p = d.persons[v.person].pos
	}
	switch {
	case p.class == "supervisor" || p.class == "commission" || p.class == "inspectorate":
		return "supervisor"
	case named && d.persons[v.person].accused:
		return "accused"
	case p.class == "ngo" || p.class == "counsel" || p.head == "pelapor":
		return "accuser"
	case p.class == "politician" || named && d.persons[v.person].role != "":
		return "politician"
	case p.class == "head" || p.class != "" && p.class != "generic" && speaksForEmployer(p) || d.ofEmployer(p):
		return "employer"
	case p.class == "asn" || p.class == "village" || p.class == "police" || p.class == "honorary":
		return "official"
	}
	return "other"
}

// ofEmployer reports whether a position is in an office that employs or disciplines: "Kepala Badan Kepegawaian ...".
func (d *doc) ofEmployer(p position) bool {
	for _, h := range within(d.hits[topicBodies], bahasa.Span{First: p.First, Last: max(p.Last, p.agency.Last)}) {
		if h.section == "employer BKD" || h.section == "employer BKPSDM" || h.section == "inspectorate Inspektorat" {
			return true
		}
	}
	return false
}

// stances are the labels of the record.
var stances = []string{"denies", "confirms", "explains", "awaits", "accuses", "appeals", "condemns"}
