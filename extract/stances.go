package extract

import "netra/bahasa"

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
