package extract

import (
	"slices"

	"netra/bahasa"
)

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
		s.cues = d.aboutStatement(k, said)
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
		if cue := d.r.weights["stance "+s.stance].strongest(s.cues); cue != "" {
			d.rec.Spans["statements"][k].Rule += ", stance " + s.stance + ": " + cue
		}
	}
}

// plainWords are sections of words that everybody uses: they tell something inside of a quotation only.
var plainWords = words("i we they not")

// cueReach is how many tokens behind a quotation its verb is looked for.
const cueReach = 5

// aboutStatement collects what tells of the stance of statement k: words of the sections of stances.txt in some place, the role of the
// speaker, both together, and acts that are told or denied. said holds what its speaker has said before in this text.
func (d *doc) aboutStatement(k int, said map[int]string) cues {
	s := &d.speech[k]
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
	add("turn", within(hits, bahasa.Span{First: d.turnFrom(k), Last: s.First}), func(h hit) bool {
		_, says := at(d.hits[topicVerbs], h.First)
		return says && d.quoteOf[h.First] == 0
	})
	out.is("begins with yes", affirms[d.fold(d.firstWord(s.Span))])
	out.is("a step of the case", len(within(d.hits[topicStatuses], s.Span)) > 0)
	out.is("a body", len(within(d.hits[topicBodies], s.Span)) > 0)
	for _, a := range within(d.hits[topicActs], s.Span) {
		name := "tells an act"
		if d.deniedWithin(bahasa.Span{First: max(s.First, a.First-denialReach), Last: a.First + 1}) {
			name = "denies an act"
		}
		out[name] = 1
		out[who+", "+name] = 1
	}
	return out
}

// denialReach is how many tokens before an act a speaker denies it: "saya tidak pernah menyuruh mereka memilih".
const denialReach = 4

// deniedWithin reports whether a word of denying stands in a span.
func (d *doc) deniedWithin(s bahasa.Span) bool {
	return slices.ContainsFunc(within(d.hits[topicStances], s), func(h hit) bool { return h.section == "not" || h.section == "denies" })
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

// turnSents is how many sentences before a quotation its speaker may have been introduced.
const turnSents = 4

// turnFrom returns where the writer turned to the speaker of statement k: the sentence that first mentions them after somebody else's
// statement. What it says that they do ("membantah keras tudingan itu") holds for all that they say then.
func (d *doc) turnFrom(k int) int {
	s := &d.speech[k]
	first := d.body
	for j := k - 1; j >= 0; j-- {
		if o := &d.speech[j]; o.person != s.person || o.person < 0 && o.pos.head != s.pos.head {
			first = o.Last
			break
		}
	}
	from := d.ledFrom(s.First)
	last := int(d.sentOf[s.First])
	for sent := last; sent >= 0 && sent > last-turnSents && d.sents[sent].First >= first; sent-- {
		if d.speaksOf(s.voice, d.sents[sent]) {
			from = min(from, d.sents[sent].First)
		}
	}
	return from
}

// speaksOf reports whether a sentence mentions somebody outside of its quotations.
func (d *doc) speaksOf(v voice, sent bahasa.Span) bool {
	for x := d.mentionFrom(sent.First); x < len(d.mentions) && d.mentions[x].First < sent.Last; x++ {
		m := &d.mentions[x]
		if d.quoteOf[m.First] == 0 && m.person == v.person && (v.person >= 0 || m.pos.head == v.pos.head) {
			return true
		}
	}
	return false
}

// firstWord returns the first word of a span.
func (d *doc) firstWord(s bahasa.Span) int {
	i := s.First
	for i < s.Last && d.toks[i].Kind == bahasa.Mark {
		i++
	}
	return i
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
