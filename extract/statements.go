package extract

import (
	"strings"

	"netra/bahasa"
)

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

// pointsBack reports whether a verb of saying is the last speaker's: "katanya", "kata dia", "menurut beliau".
func (d *doc) pointsBack(h hit) bool {
	return strings.HasSuffix(d.fold(h.Last-1), "nya") || pronouns[d.fold(h.Last)] || pronouns[d.fold(h.Last-1)] || d.fold(h.Last) == "nya"
}

// indirect sees who speaks in indirect speech. he is whom the text spoke of before this sentence: "Camat itu, kata dia, sudah ..."
// goes on with whoever spoke, and what others say in it is told by them.
func (d *doc) indirect(s bahasa.Span, t *talk, he voice) {
	teller, from := false, s.First // somebody tells what follows the token from
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
		if teller && v.section != "after" && !d.turned(from, v.First) {
			continue // "camat mengatakan stafnya mengaku khilaf", "warga mengungkapkan perintah itu disampaikan lurah"
		}
		switch v.section {
		case "after", "passive":
			if w, ok := d.voiceAt(v.Last); ok {
				t.speak(w, v.First)
				if v.section == "after" {
					return // "BN, lanjut Rudi, mengaku diberi kaus": Rudi tells it
				}
			}
		case "before":
			if w, ok := d.subject(v.First, d.sents[d.sentOf[v.First]].First, t); ok {
				t.speak(w, v.First)
				teller, from = true, v.Last
			}
		}
	}
}

// turned reports whether a clause begins between two tokens with a word that turns to another subject.
func (d *doc) turned(from, to int) bool {
	for i := from; i < to; i++ {
		if contrasts[d.fold(i)] {
			return true
		}
	}
	return false
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
