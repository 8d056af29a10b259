package extract

import "netra/bahasa"

// readContext marks what the sentences do: deny, recite a rule, suppose, allege.
func (d *doc) readContext() {
	d.negative = make([]bool, len(d.toks))
	d.recites = make([]int32, len(d.sents)) // token from which a rule is recited, -1 none
	d.supposes = make([]int32, len(d.sents))
	d.hedges = make([]int32, len(d.sents)) // token of the first hedge, -1 none
	for i := range d.sents {
		d.recites[i], d.supposes[i], d.hedges[i] = -1, -1, -1
	}
	opaque := make([]bool, len(d.toks))
	for _, h := range d.hits[topicContext] {
		if h.section == "opaque" {
			for i := h.First; i < h.Last; i++ {
				opaque[i] = true
			}
		}
	}
	for _, h := range d.hits[topicContext] {
		s := d.sentOf[h.First]
		switch h.section {
		case "negation":
			if opaque[h.First] {
				continue
			}
			// the scope: up to the next clause; lists and "apalagi", "atau", "maupun" carry it on
			for i := h.First; i < d.sents[s].Last && i < h.First+16; i++ {
				if i > h.First && d.turns(i) {
					break
				}
				d.negative[i] = true
			}
		case "prohibition":
			if d.recites[s] < 0 {
				d.recites[s] = int32(h.First)
			}
		case "condition":
			if d.supposes[s] < 0 {
				d.supposes[s] = int32(h.First)
			}
		case "hedge":
			if d.hedges[s] < 0 && !d.negative[h.First] {
				d.hedges[s] = int32(h.First)
			}
		}
	}
}

// turns reports whether the word at i ends what a denial covers.
func (d *doc) turns(i int) bool {
	switch d.fold(i) {
	case "tetapi", "tapi", "namun", "melainkan", "sehingga", "karena", "lantaran", "padahal", "kendati", "meski", "meskipun", "walau", "sebab", "dan", "saat", "ketika", "setelah", "yang", "sementara", "sedangkan", "usai", ";":
		return true
	}
	return d.toks[i].Kind == bahasa.Mark && (d.fold(i) == `"` || d.fold(i) == "”" || d.fold(i) == "“")
}

func (d *doc) negated(i int) bool { return d.negative[i] }

func (d *doc) hedged(sent int) bool { return d.hedges[sent] >= 0 }

// recitedSentence reports whether a rule is recited in the sentence.
func (d *doc) recitedSentence(sent int) bool { return d.recites[sent] >= 0 }

// recited reports whether what stands at token i is part of a recited rule or of a supposition, and alleges nothing.
func (d *doc) recited(i int) bool {
	s := d.sentOf[i]
	r, c, h := int(d.recites[s]), int(d.supposes[s]), int(d.hedges[s])
	if c >= 0 && c < i && (h < 0 || h > c) {
		return true
	}
	if r < 0 {
		return false
	}
	// "X diduga mengajak ...; padahal ASN dilarang ..." alleges before it recites
	if h >= 0 && h < r && i < r || h >= 0 && h < i && r > i {
		return false
	}
	if i < r && d.firm(s, i) {
		return false
	}
	return true
}

// firm reports whether somebody in particular is spoken of before token i in the sentence.
func (d *doc) firm(s int32, i int) bool {
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First >= i {
			return false
		}
		if m.sent == int(s) && (m.oknum || m.count > 0 || m.the || m.person >= 0 && !never[m.pos.class]) {
			return true
		}
	}
	return false
}

// aside reports whether token i lies in a paragraph about another matter.
func (d *doc) aside(i int) bool { return d.elsewhere(int(d.sentOf[i])) }

func (d *doc) elsewhere(sent int) bool {
	for _, h := range within(d.hits[topicContext], d.sents[sent]) {
		if h.section == "elsewhere" {
			return true
		}
	}
	return false
}
