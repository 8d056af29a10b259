package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
)

// readEvidence lists what shows the act and where it went round.
func (d *doc) readEvidence() {
	channels := map[string]bool{"whatsapp": true, "facebook": true, "instagram": true, "tiktok": true, "email": true, "other": true}
	kinds := map[string][]hit{}
	for _, h := range d.hits[topicEvidence] {
		s := int(d.sentOf[h.First])
		if channels[h.section] || h.First < d.body && d.slug || d.recitedSentence(s) && !d.hedged(s) || d.elsewhere(s) || d.supposes[s] >= 0 && int(d.supposes[s]) < h.First {
			continue
		}
		if d.fold(h.Last) == ":" || d.fold(h.First-1) == "(" && (d.fold(h.Last) == ")" || d.fold(h.Last) == ":") {
			continue // the line of a photo's source
		}
		if h.section == "photo" && strings.HasPrefix(d.fold(h.First), "berfoto") && d.quoteOf[h.First] > 0 {
			continue
		}
		if h.section == "video" && d.fold(h.Last) == "call" || h.section == "document" && d.quoteOf[h.First] > 0 || h.section == "data" && d.negative[h.First] {
			continue
		}
		kinds[h.section] = append(kinds[h.section], h)
	}
	if len(kinds["screenshot"]) > 0 && len(kinds["photo"]) < 3 {
		delete(kinds, "photo")
	}
	if len(kinds["audio"]) > 0 && len(kinds["video"]) == 1 {
		delete(kinds, "video")
	}
	if len(kinds["document"]) > 0 && len(kinds) > 2 {
		delete(kinds, "document")
	}
	if len(kinds) > 1 {
		delete(kinds, "data")
	}
	if len(kinds["witness"]) > 0 && len(kinds) > 1 {
		keep := false
		for _, h := range kinds["witness"] {
			keep = keep || d.fold(h.First) != "saksi"
		}
		if !keep && len(kinds["witness"]) < 2 {
			delete(kinds, "witness")
		}
	}
	if len(kinds["witness"]) == 0 {
		for _, s := range d.speech { // an insider without a name who confirms
			if s.person < 0 && s.ok && s.stance == "confirms" {
				kinds["witness"] = append(kinds["witness"], hit{s.Span, "witness"})
				break
			}
		}
	}
	for _, kind := range []string{"photo", "screenshot", "video", "audio", "document", "witness", "data"} {
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

// readSources lists the outlets that the text names as its source.
func (d *doc) readSources() {
	for _, h := range d.hits[topicSources] {
		if h.First < d.body {
			continue
		}
		i := h.Last
		for ; i < h.Last+3 && d.same(h.First, i) && !d.toks[i].Cap; i++ {
			if w := d.fold(i); w != "dari" && w != "laman" && w != "situs" && w != "akun" && w != "media" && w != "portal" {
				break
			}
		}
		end := i
		for end < len(d.toks) && end < i+5 && d.same(h.First, end) && (d.toks[end].Cap && d.toks[end].Kind == bahasa.Word || d.fold(end) == "." && end > i && end+1 < len(d.toks) && d.toks[end+1].Before == bahasa.None && d.toks[end+1].Kind == bahasa.Word || end > i && d.fold(end-1) == ".") {
			if w, ok := at(d.hits[topicWords], end); ok && w.section == "word" {
				break
			}
			end++
		}
		name := d.span(bahasa.Span{First: i, Last: end})
		if _, place := d.placeAt(i); name == "" || place || slices.Contains(d.rec.Sources, name) {
			continue
		}
		d.rec.Sources = append(d.rec.Sources, name)
		d.mark("source_chain", "sources", bahasa.Span{First: i, Last: end})
	}
}
