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
		// a longer pattern that begins with a denial ("tidak terbukti") takes the place of the word alone, and denies as well
		if h.section == "negation" || deniers[d.fold(h.First)] {
			d.deny(h.First, opaque)
		}
		switch h.section {
		case "prohibition":
			// a warning inside of a quotation says nothing of what the writer tells beside it
			if r := d.recites[s]; r < 0 || d.quoteOf[r] > 0 && d.quoteOf[h.First] == 0 {
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

// deny marks what the denial at i covers: up to the next clause; lists and "apalagi", "atau", "maupun" carry it on. A clause that
// stands before the one that tells ("meski tidak hadir, ...") ends at its comma, one about a person ("X yang tidak hadir itu") at
// the word that closes it.
func (d *doc) deny(i int, opaque []bool) {
	if opaque[i] {
		return
	}
	s := d.sents[d.sentOf[i]]
	before := reasons[d.fold(s.First)] && i < s.First+5
	for k := i - 1; k >= i-4 && k >= s.First && d.fold(k) != ","; k-- {
		before = before || conceding[d.fold(k)]
	}
	about := i > s.First && d.fold(i-1) == "yang"
	for k := i; k < s.Last && k < i+16; k++ {
		w := d.fold(k)
		if k > i && d.turns(k) || before && w == "," || about && (w == "itu" || w == "tersebut") {
			return
		}
		d.negative[k] = true
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

func (d *doc) hedged(sent int) bool { return d.hedges[sent] >= 0 }

// recitedSentence reports whether a rule is recited in the sentence.
func (d *doc) recitedSentence(sent int) bool { return d.recites[sent] >= 0 }

// underRule reports whether a rule is recited where token i stands: beside it, and not only in words that are quoted.
func (d *doc) underRule(i int) bool {
	r := d.recites[d.sentOf[i]]
	return r >= 0 && (d.quoteOf[r] == 0 || d.quoteOf[i] == d.quoteOf[r])
}

// recited reports whether what stands at token i is part of a recited rule or of a supposition, and alleges nothing.
func (d *doc) recited(i int) bool {
	s := d.sentOf[i]
	r, c, h := int(d.recites[s]), int(d.supposes[s]), int(d.hedges[s])
	if c >= 0 && c < i && (h < 0 || h > c) {
		return true
	}
	if !d.underRule(i) {
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
