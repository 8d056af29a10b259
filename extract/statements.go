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

// readStatements walks through the text, keeps who spoke last and gives every quotation to its speaker.
func (d *doc) readStatements() {
	var last voice
	lastAt := -1
	mention := 0
	speak := func(v voice, at int) {
		if v.ok {
			last, lastAt = v, at
		}
	}
	q := 0
	for s, sent := range d.sents {
		if sent.First < d.body {
			continue
		}
		for mention < len(d.mentions) && d.mentions[mention].First < sent.First {
			mention++
		}
		// quotations that begin in this sentence
		from := sent.First
		for ; q < len(d.quotes) && d.quotes[q].First <= sent.Last; q++ {
			quo := d.quotes[q]
			if quo.First < sent.First {
				continue
			}
			d.indirect(bahasa.Span{First: from, Last: quo.First}, speak)
			from = max(from, min(quo.Last, sent.Last))
			v, verb, how := d.attribute(quo, last, lastAt, s)
			if how == "" {
				continue
			}
			if verb == "shout" {
				d.shouted = append(d.shouted, quo.Span)
				continue
			}
			speak(v, quo.First)
			d.statement(quo, v, how)
		}
		d.indirect(bahasa.Span{First: from, Last: sent.Last}, speak)
	}
}

// indirect sees who speaks in indirect speech.
func (d *doc) indirect(s bahasa.Span, speak func(voice, int)) {
	for _, v := range within(d.hits[topicVerbs], s) {
		if d.quoteOf[v.First] > 0 || strings.HasSuffix(d.fold(v.Last-1), "nya") && v.section == "after" {
			continue
		}
		switch v.section {
		case "after", "passive":
			if w, ok := d.voiceAt(v.Last); ok {
				speak(w, v.First)
			}
		case "before":
			if w, ok := d.voiceBefore(v.First, d.sents[d.sentOf[v.First]].First); ok {
				speak(w, v.First)
			}
		}
	}
}

// voiceAt returns who is mentioned right after token i, "oleh" and honorifics left out.
func (d *doc) voiceAt(i int) (voice, bool) {
	for d.fold(i) == "oleh" || d.fold(i) == "pula" || d.fold(i) == "lagi" || d.fold(i) == "kembali" || d.fold(i) == "langsung" || d.fold(i) == "si" || d.fold(i) == "sang" {
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
func (d *doc) attribute(q bahasa.Quotation, last voice, lastAt, sent int) (v voice, verb, how string) {
	n := 0
	for i := q.First; i < q.Last; i++ {
		if d.toks[i].Kind != bahasa.Mark {
			n++
		}
	}
	if short := q.Closed && !q.Single && n > 1 && d.endsIn(q, ",") && d.verbStarts(q.Last+1); n < 4 && !short || q.Single && n < 6 {
		return v, "", ""
	}
	if !q.Closed { // its end is where somebody says it: “..., kata Budi.
		for _, h := range within(d.hits[topicVerbs], q.Span) {
			if h.section == "after" && d.fold(h.First-1) == "," {
				if w, ok := d.voiceAt(h.Last); ok {
					return w, h.section, "open quote, verb, speaker"
				}
				return last, h.section, "open quote, verb"
			}
		}
	}
	i := q.Last
	if q.Closed {
		i++
	}
	for d.fold(i) == "," || d.fold(i) == "." && d.toks[i].Before == bahasa.None || d.fold(i) == "-" || d.fold(i) == "–" {
		i++
	}
	sameLine := i < len(d.toks) && d.toks[i].Before <= bahasa.Space
	begin := q.First - 1
	for begin > 0 && d.toks[begin].Before <= bahasa.Space && d.sentOf[begin-1] == d.sentOf[begin] {
		begin--
	}
	if sameLine && !(d.toks[i].Cap && n > 0 && d.endsIn(q, ".") && !d.verbStarts(i)) {
		for k := i; k <= i+2; k++ { // "begitu kata X", "demikian ujar X"
			h, ok := at(d.hits[topicVerbs], k)
			if !ok {
				if w := d.fold(k); w == "demikian" || w == "begitu" || w == "lebih" || w == "lagi" || w == "lanjut" || w == "mas" {
					continue
				}
				break
			}
			if h.section == "shout" {
				return v, "shout", "verb"
			}
			if !strings.HasSuffix(d.fold(h.Last-1), "nya") && d.inRecording(h.Last) {
				return v, "shout", "verb"
			}
			if strings.HasSuffix(d.fold(h.Last-1), "nya") || d.fold(h.Last) == "dia" || d.fold(h.Last) == "ia" || d.fold(h.Last) == "beliau" || d.fold(h.Last) == "nya" || h.section == "before" && d.fold(k) != "" && !d.toks[k].Cap {
				if h.section == "before" {
					if w, ok := d.voiceAt(h.Last); ok {
						return w, h.section, "quote verb"
					}
				}
				if w, ok := d.leads(q, sent, last, lastAt); ok {
					return w, h.section, "quote, -nya"
				}
				return last, h.section, "quote, -nya"
			}
			if w, ok := d.voiceAt(h.Last); ok {
				return w, h.section, "quote, verb, speaker"
			}
			if w, ok := d.leads(q, sent, last, lastAt); ok {
				return w, h.section, "quote, verb"
			}
			return last, h.section, "quote, verb"
		}
		// "...," Budi mengatakan
		if k, ok := at(d.hits[topicVerbs], i+1); ok && k.section == "before" || ok && k.section == "after" {
			if w, ok := d.voiceAt(i); ok {
				return w, "before", "quote, speaker, verb"
			}
		}
		for k := range d.mentions {
			if m := &d.mentions[k]; m.First == i {
				if h, ok := at(d.hits[topicVerbs], m.Last); ok && h.section != "shout" && d.endsIn(q, ",") {
					return d.voiceOf(k), "before", "quote, speaker, verb"
				}
			}
		}
	}
	// the words before it in its sentence
	lead := bahasa.Span{First: begin, Last: q.First - 1}
	if hs := within(d.hits[topicVerbs], lead); len(hs) > 0 {
		h := hs[len(hs)-1]
		if q.First-h.Last <= 14 || d.fold(q.First-2) == ":" || d.fold(q.First-2) == "," {
			switch h.section {
			case "shout":
				return v, "shout", "verb"
			case "before":
				if w, ok := d.voiceBefore(h.First, begin); ok {
					return w, h.section, "speaker, verb, quote"
				}
				return last, h.section, "verb, quote"
			default:
				if w, ok := d.voiceAt(h.Last); ok {
					return w, h.section, "verb, speaker, quote"
				}
				return last, h.section, "verb, quote"
			}
		}
	}
	if lead.Last > lead.First && d.fold(q.First-2) != ":" && d.fold(q.First-2) != "." && n < 8 {
		return v, "", "" // words set apart, no speech
	}
	if lead.Last <= lead.First && n >= 5 || n >= 8 {
		if w, ok := d.leads(q, sent, last, lastAt); ok {
			return w, "", "quote alone"
		}
		if last.ok && lead.Last <= lead.First {
			return last, "", "quote alone"
		}
	}
	return v, "", ""
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

// leads returns the person with whom the sentence before a quotation begins, if nobody has spoken since.
func (d *doc) leads(q bahasa.Quotation, sent int, last voice, lastAt int) (voice, bool) {
	begin := d.sents[sent].First
	if begin >= q.First-1 { // the quotation begins its sentence: look at the one before it
		if sent == 0 || d.sents[sent-1].First < d.body {
			return voice{}, false
		}
		begin = d.sents[sent-1].First
	}
	if lastAt >= begin || last.ok && d.quoteOf[begin] > 0 {
		return voice{}, false
	}
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First >= q.First {
			break
		}
		if m.First < begin || m.First > begin+2 || d.quoteOf[m.First] > 0 {
			continue
		}
		if m.person >= 0 && d.persons[m.person].role == "" && (!last.ok || d.persons[m.person].pos.Last > 0) {
			return d.voiceOf(k), true
		}
	}
	return voice{}, false
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
	st.Stance = d.stance(q, v)
	d.speech = append(d.speech, spoken{q.Span, v, st.Stance})
	d.rec.Statements = append(d.rec.Statements, st)
	d.mark("statements", rule, q.Span)
}

// A spoken is a statement with who made it.
type spoken struct {
	bahasa.Span
	voice
	stance string
}

// weights of a stance's words: inside of the quotation, in its verb, in the sentence before.
const (
	inQuote  = 2
	inVerb   = 3
	inBefore = 1
)

// stance weighs the words of the quotation, of its verb and of the sentence before it.
func (d *doc) stance(q bahasa.Quotation, v voice) string {
	score := map[string]float64{}
	end := 0
	for _, h := range within(d.hits[topicStances], q.Span) {
		supposed := d.supposes[d.sentOf[h.First]]
		if h.Last <= end || h.section == "confirms" && d.negative[h.First] || (h.section == "accuses" || h.section == "confirms") && supposed >= 0 && int(supposed) < h.First { // part of a longer one: "benar" of "tidak benar"
			continue
		}
		end = h.Last
		w := float64(inQuote)
		if h.First <= q.First+2 {
			w += 1.5
		}
		if h.Last-h.First == 1 {
			w -= 0.7
		}
		score[h.section] += w
	}
	sent := int(d.sentOf[q.First])
	after := bahasa.Span{First: q.Last, Last: d.sents[d.sentOf[min(q.Last, len(d.toks)-1)]].Last}
	for _, h := range within(d.hits[topicStances], after) {
		if h.First <= q.Last+5 {
			score[h.section] += inVerb
		}
	}
	begin := d.sents[sent].First
	if begin >= q.First-1 && sent > 0 && d.sents[sent-1].First >= d.body {
		begin = d.sents[sent-1].First
	}
	for _, h := range within(d.hits[topicStances], bahasa.Span{First: begin, Last: q.First}) {
		if d.quoteOf[h.First] == 0 {
			score[h.section] += inBefore
		}
	}
	switch v.pos.class {
	case "supervisor", "commission":
		score["accuses"] = 0
		score["condemns"] *= 0.6
		score["denies"] *= 0.4
		score["confirms"] *= 0.8
	case "asn", "village", "police", "honorary":
		if v.person >= 0 && d.persons[v.person].accused >= accusedFrom {
			score["condemns"], score["appeals"], score["accuses"] = 0, score["appeals"]*0.3, 0
			score["denies"] *= 1.3
		} else {
			score["denies"] *= 0.6
		}
	case "counsel":
		score["accuses"] *= 1.5
	case "ngo":
		score["denies"] *= 0.3
		score["appeals"] *= 1.2
	}
	best, top := "explains", 1.25
	if v.pos.class == "supervisor" || v.pos.class == "commission" { // who explains procedures uses all these words
		top = 1.9
	}
	for _, s := range [...]string{"denies", "confirms", "awaits", "accuses", "appeals", "condemns"} {
		if score[s] > top {
			best, top = s, score[s]
		}
	}
	return best
}
