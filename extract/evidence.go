package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// evidenceKinds are the kinds of evidence in the order of the schema.
var evidenceKinds = []string{"photo", "screenshot", "video", "audio", "document", "witness", "data"}

var channels = words("whatsapp facebook instagram tiktok email other")

// readEvidence lists what shows the act and where it went round.
func (d *doc) readEvidence() {
	kinds := d.evidence()
	d.prune(kinds)
	for _, kind := range evidenceKinds {
		hs := kinds[kind]
		if len(hs) == 0 {
			continue
		}
		var found []string
		for _, h := range hs {
			s := int(d.sentOf[h.First])
			for _, x := range []int{s, s + 1, s - 1} {
				if x < 0 || x >= len(d.sents) || kind == "witness" || kind == "document" || x != s && len(found) > 0 {
					continue
				}
				for _, c := range within(d.hits[topicEvidence], d.sents[x]) {
					if channels[c.section] && d.quoteOf[c.First] == 0 && !slices.Contains(found, c.section) {
						found = append(found, c.section)
					}
				}
			}
		}
		if len(found) > 1 {
			if i := slices.Index(found, "other"); i >= 0 {
				found = slices.Delete(found, i, i+1)
			}
		}
		if len(found) == 0 {
			d.rec.Evidence = append(d.rec.Evidence, Evidence{Kind: kind})
		}
		for _, c := range found[:min(len(found), 2)] {
			d.rec.Evidence = append(d.rec.Evidence, Evidence{kind, Text(c)})
		}
		d.mark("evidence", kind, hs[0].Span)
	}
}

// evidence returns what the text shows or speaks of as shown, by kind.
func (d *doc) evidence() map[string][]hit {
	kinds := map[string][]hit{}
	for _, h := range d.hits[topicEvidence] {
		if !d.tells(h) {
			continue
		}
		switch h.section {
		case "paper":
			if d.isShown(h) && !d.pictured(h) && !d.copied(h) {
				kinds["document"] = append(kinds["document"], h)
			}
		case "called":
			if w := kinds["witness"]; len(w) == 0 || w[len(w)-1].Last < h.Last { // "saksi" within "keterangan saksi" is the same one
				kinds["witness"] = append(w, h)
			}
		default:
			if slices.Contains(evidenceKinds, h.section) {
				kinds[h.section] = append(kinds[h.section], h)
			}
		}
	}
	return kinds
}

// tells reports whether a word of evidence speaks of what shows this act: not of a rule, of another case or of a picture's source.
func (d *doc) tells(h hit) bool {
	s := int(d.sentOf[h.First])
	if h.First < d.body && d.slug || d.underRule(h.First) && !d.hedged(s) || d.elsewhere(s) || d.supposes[s] >= 0 && int(d.supposes[s]) < h.First {
		return false
	}
	if d.fold(h.Last) == ":" || d.fold(h.First-1) == "(" && (d.fold(h.Last) == ")" || d.fold(h.Last) == ":") {
		return false // the line of a photo's source
	}
	quoted := d.quoteOf[h.First] > 0
	switch h.section {
	case "photo":
		return !(quoted && strings.HasPrefix(d.fold(h.First), "berfoto")) && !content[d.fold(h.First-1)] && !d.portrait(h) && !d.postedPhoto(h)
	case "video":
		return d.fold(h.Last) != "call" && !content[d.fold(h.First-1)]
	case "document":
		return !quoted || d.isShown(h)
	case "data":
		return !d.negative[h.First]
	case "called":
		return !d.pollWatcher(h) && !d.heardOnly(h)
	case "witness":
		return !d.heardOnly(h)
	}
	return true
}

// portrait reports whether it is a candidate's own picture, which is what was posted or handed out: "foto calon bupati".
func (d *doc) portrait(h hit) bool {
	if d.fold(h.First) != "foto" {
		return false
	}
	i := h.Last
	for i < h.Last+2 && (d.fold(i) == "para" || d.fold(i) == "salah" || d.fold(i) == "satu" || d.fold(i) == "seorang" || d.fold(i) == "pasangan") {
		i++
	}
	_, ok := at(d.hits[topicRoles], i)
	return ok && d.same(i, h.First)
}

// postedPhoto reports whether the picture is only what was posted for a candidate: "mengunggah foto dan jadwal kampanye caleg".
func (d *doc) postedPhoto(h hit) bool {
	return d.fold(h.First) == "foto" && d.fold(h.Last) == "dan" && spreading[d.fold(h.First-1)] && d.contender(h.Last)
}

// pollWatcher reports whether it is a witness whom a candidate sends to a polling station.
func (d *doc) pollWatcher(h hit) bool {
	_, ok := at(d.hits[topicRoles], h.Last)
	before, after := d.fold(h.First-1), d.fold(h.Last)
	return ok || after == "tps" || after == "partai" || after == "paslon" || before == "koordinator" || before == "menjadi" || before == "jadi"
}

// isShown reports whether somebody shows it as proof in the sentence.
func (d *doc) isShown(h hit) bool {
	for _, x := range within(d.hits[topicEvidence], d.sents[d.sentOf[h.First]]) {
		if x.section == "shown" && !d.negative[x.First] {
			return true
		}
	}
	return false
}

// pictured reports whether a paper is only seen in a screenshot or a photo.
func (d *doc) pictured(h hit) bool {
	for _, x := range within(d.hits[topicEvidence], bahasa.Span{First: max(h.First-4, 0), Last: h.First}) {
		if x.section == "screenshot" && h.First-x.Last < 2 || x.section == "photo" && h.First == x.Last {
			return true
		}
	}
	return false
}

// copied reports whether it is a copy of a picture or recording, and no paper: "salinan video".
func (d *doc) copied(h hit) bool {
	x, ok := at(d.hits[topicEvidence], h.Last)
	return ok && slices.Contains(evidenceKinds, x.section) && x.section != "document"
}

// heardOnly reports whether witnesses are only spoken of as whom an office hears, which it does in every case: "memeriksa pelapor dan
// sejumlah saksi". What they said shows something: "keterangan tiga saksi".
func (d *doc) heardOnly(h hit) bool {
	if d.fold(h.Last-1) != "saksi" && d.fold(h.First) != "saksi" || d.fold(h.First) == "keterangan" || d.isShown(h) {
		return false
	}
	return slices.ContainsFunc(within(d.hits[topicStatuses], d.sents[d.sentOf[h.First]]), func(m hit) bool {
		return strings.HasPrefix(m.section, "clarified") || strings.HasPrefix(m.section, "summoned")
	})
}

// listedWith reports whether a picture is named beside others as what somebody handed in: "bukti berupa foto serta tangkapan layar".
func (d *doc) listedWith(h hit) bool {
	return d.isShown(h) && (coordinates[d.fold(h.Last)] || d.fold(h.Last) == "," || coordinates[d.fold(h.First-1)])
}

// prune leaves out what stands for something else that the text speaks of.
func (d *doc) prune(kinds map[string][]hit) {
	if w := kinds["witness"]; len(w) < 2 && !slices.ContainsFunc(w, func(h hit) bool { return h.section == "witness" || d.isShown(h) }) {
		delete(kinds, "witness")
	}
	if len(kinds["screenshot"]) > 0 {
		if len(kinds["photo"]) < 3 && !slices.ContainsFunc(kinds["photo"], d.listedWith) {
			delete(kinds, "photo")
		}
		kinds["video"] = slices.DeleteFunc(kinds["video"], d.spread)
	}
	if len(kinds["audio"]) > 0 && len(kinds["video"]) == 1 || len(kinds["video"]) == 0 {
		delete(kinds, "video")
	}
	if len(kinds["video"]) > 0 && !slices.ContainsFunc(kinds["photo"], func(h hit) bool { return d.quoteOf[h.First] == 0 || d.isShown(h) }) {
		delete(kinds, "photo") // a word in passing
	}
	if len(kinds) > 2 && !slices.ContainsFunc(kinds["document"], d.isShown) {
		delete(kinds, "document")
	}
	if len(kinds) > 1 {
		delete(kinds, "data")
	}
	if len(kinds["witness"]) == 0 {
		for _, s := range d.speech { // an insider without a name who confirms
			if s.person < 0 && s.ok && s.stance == "confirms" && !d.isAccused(s.pos) {
				kinds["witness"] = append(kinds["witness"], hit{s.Span, "witness"})
				break
			}
		}
	}
}

// isAccused reports whether it is the position of somebody who is accused, whose own words are no witness.
func (d *doc) isAccused(p position) bool {
	return p.head != "" && slices.ContainsFunc(d.accused, func(a position) bool { return a.head == p.head })
}

// spread reports whether a picture is what somebody passed on, and not what shows it.
func (d *doc) spread(h hit) bool {
	for i := h.First - 1; i >= h.First-4 && d.same(i, h.First); i-- {
		if spreading[d.fold(i)] {
			return true
		}
	}
	return false
}

// readSources lists the outlets that the text, or what stands beside the story, names as its source.
func (d *doc) readSources() {
	for _, h := range d.hits[topicSources] {
		if h.First < d.body || h.section != "source" {
			continue
		}
		if s := d.outletAfter(h); d.addSource(d.span(s)) {
			d.mark("source_chain", "sources", s)
		}
	}
	for _, line := range d.page.Sources {
		beside := d.r.besides(line)
		named := false
		for _, h := range beside.hits[topicSources] {
			if h.section == "outlet" {
				continue
			}
			named = true
			if name := beside.span(beside.outletAfter(h)); d.addSource(name) {
				d.markBeside("source_chain", "sources", name)
			}
		}
		for _, h := range beside.hits[topicSources] {
			if name := beside.span(h.Span); !named && h.section == "outlet" && d.addSource(name) {
				d.markBeside("source_chain", "initials", name)
			}
		}
	}
}

// besides finds the patterns of a line that is not part of the text.
func (r *Reader) besides(line string) *doc {
	d := &doc{r: r, text: line, toks: bahasa.Tokens(line)}
	d.sentOf = make([]int32, len(d.toks)) // it is one sentence
	d.hits = r.lex.find(d.toks, d.sentOf)
	return d
}

// addSource puts an outlet into the record, and reports whether it is new there and not the one that published the article.
func (d *doc) addSource(name string) bool {
	key := letters(name)
	if key == "" || key == letters(string(d.rec.Outlet)) || slices.ContainsFunc(d.rec.Sources, func(s string) bool { return letters(s) == key }) {
		return false
	}
	d.rec.Sources = append(d.rec.Sources, name)
	return true
}

// maxOutlet is how many words of an outlet's name are read.
const maxOutlet = 5

// outletAfter returns the name of an outlet that follows the cue h: a domain, words with capitals, or in small letters one word that
// is known or formed like an outlet's name. The result is empty if there is none.
func (d *doc) outletAfter(h hit) bahasa.Span {
	i := h.Last
	for i < h.Last+3 && d.same(h.First, i) && beforeOutlet[d.fold(i)] && !d.toks[i].Cap {
		i++
	}
	end := i
	for end < len(d.toks) && end < i+maxOutlet && d.same(h.First, end) && d.toks[end].Cap && d.toks[end].Kind == bahasa.Word {
		if w, ok := at(d.hits[topicWords], end); ok && w.section == "word" {
			break
		}
		if last := d.domain(end); last > 0 {
			return bahasa.Span{First: i, Last: last}
		}
		end++
	}
	if end > i && d.otherSource(i) || !d.same(h.First, i) || d.toks[i].Kind != bahasa.Word {
		return bahasa.Span{First: i, Last: i}
	}
	if end > i {
		return bahasa.Span{First: i, Last: end}
	}
	if last := d.domain(i); last > 0 {
		return bahasa.Span{First: i, Last: last}
	}
	if o, ok := at(d.hits[topicSources], i); ok && o.section == "outlet" {
		return o.Span
	}
	if w := d.fold(i); len(w) > 5 && (strings.HasSuffix(w, "com") || strings.HasSuffix(w, "news")) {
		return bahasa.Span{First: i, Last: i + 1}
	}
	return bahasa.Span{First: i, Last: i}
}

// otherSource reports whether what is named at token i is no outlet: a place, a body, who speaks or a rule.
func (d *doc) otherSource(i int) bool {
	_, place := d.placeAt(i)
	_, body := at(d.hits[topicBodies], i)
	_, title := at(d.hits[topicTitles], i)
	return place || body || title || papers[d.fold(i)] ||
		slices.ContainsFunc(d.mentions, func(m mention) bool { return m.First == i && m.person >= 0 })
}

// domain returns where the domain that begins at token i ends, 0 if there is none: words joined by points without spaces.
func (d *doc) domain(i int) (last int) {
	for i+2 < len(d.toks) && d.same(i, i+2) && d.fold(i+1) == "." && d.toks[i+1].Before == bahasa.None &&
		d.toks[i+2].Before == bahasa.None && d.toks[i+2].Kind == bahasa.Word {
		i += 2
		last = i + 1
	}
	return last
}
