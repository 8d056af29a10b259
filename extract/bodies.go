package extract

import (
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// progress is the order of a body's actions, the furthest last.
var progress = []string{"none_yet", "no_report_received", "reviewing", "tracing", "summoned", "clarified", "registered", "recommended", "forwarded", "dismissed", "sanctioned"}

// A body is an institution of the story.
type body struct {
	kind, role string
	name       string
	region     string
	action     string
	at         bahasa.Span
	n          int
	acting     bool
}

// readBodies lists the institutions, and with them how far the case has gone.
func (d *doc) readBodies() {
	var bodies []body
	inSent := map[int][]int{} // sentence -> bodies in it
	place := func(i int) (string, gazetteer.Code, int) {
		typed := ""
		if w := d.fold(i); w == "(" && d.fold(i+2) == ")" {
			i += 3
		}
		switch w := d.fold(i); w {
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
			return typed + d.span(p.Span), p.codes[0], p.Last
		}
		if typed == "Kecamatan " && i < len(d.toks) && d.toks[i].Cap {
			end := d.placeNameEnd(i, "kecamatan")
			return typed + d.span(bahasa.Span{First: i, Last: end}), "", end
		}
		return "", "", i
	}
	for _, h := range d.hits[topicBodies] {
		if h.First < d.body && d.slug {
			continue
		}
		if k := len(bodies); k > 0 && h.First < bodies[k-1].at.Last && h.First > bodies[k-1].at.First && bodies[k-1].kind != "" {
			continue
		}
		role, kind, _ := strings.Cut(h.section, " ")
		s := int(d.sentOf[h.First])
		prev := d.fold(h.First - 1)
		if d.fold(h.First-1) == "(" && d.fold(h.Last) == ")" { // its abbreviation right behind it
			continue
		}
		if prev == "anggota" && kind == "KPU" || d.aside(h.First) && role != "supervisor" || kind == "Kemendagri" && d.fold(h.First-1) == "aturan" {
			continue
		}
		if (kind == "KASN" || kind == "BKN" || kind == "KPU" || kind == "DKPP" || kind == "Kemendagri" || kind == "Kementerian PANRB" || kind == "Ombudsman") && d.recitedSentence(s) {
			continue
		}
		where, code, _ := place(h.Last)
		name := kind
		if role == "employer" && h.Last == h.First+1 && d.toks[h.First].Upper {
			name = d.span(h.Span)
		}
		switch {
		case role == "ngo":
			end := h.Last
			for end < len(d.toks) && end < h.Last+6 && d.same(h.First, end) && d.toks[end].Cap && d.toks[end].Before == bahasa.Space {
				end++
			}
			if d.fold(end) == "(" && d.fold(end+2) == ")" && d.toks[end+1].Upper {
				end += 3
			}
			name = d.span(bahasa.Span{First: h.First, Last: end})
			where = ""
		case kind == "Sentra Gakkumdu", kind == "KASN", role == "commission" && kind != "KPU", kind == "Kemendagri":
			where = ""
		case where != "" && code.Level() == gazetteer.Province && !strings.HasPrefix(where, "Provinsi") && (kind == "Bawaslu" || kind == "Panwaslu"):
			where = "Provinsi " + where
		}
		region := string(code)
		if region == "" {
			region = letters(where)
		}
		found := -1
		for k := range bodies {
			b := &bodies[k]
			if b.kind == kind && role != "ngo" && (b.region == region || region == "" || b.region == "") || role == "ngo" && b.role == "ngo" && (strings.Contains(b.name, name) || strings.Contains(name, b.name)) {
				found = k
				break
			}
		}
		if found < 0 {
			bodies = append(bodies, body{kind: kind, role: role, action: "none_yet", at: h.Span})
			found = len(bodies) - 1
		}
		b := &bodies[found]
		if b.region == "" && region != "" || b.name == "" || region == b.region && len(where) > len(b.name)-len(kind)-1 && role != "ngo" {
			b.region = region
			b.name = strings.TrimSpace(name + " " + where)
		}
		b.n++
		inSent[s] = append(inSent[s], found)
		if _, ok := at(d.hits[topicVerbs], h.First-1); ok || d.speakerBody(h.First) {
			b.acting = true
		}
	}
	main := -1
	for k, b := range bodies {
		if b.role == "supervisor" && b.kind != "Sentra Gakkumdu" && (main < 0 || b.n > bodies[main].n && b.kind == "Bawaslu") {
			main = k
		}
	}
	// who has done what
	top, topAt := "", bahasa.Span{}
	rank := func(status string) int { return slices.Index(statuses, status) }
	for _, h := range d.hits[topicStatuses] {
		s := int(d.sentOf[h.First])
		action, status, _ := strings.Cut(h.section, " ")
		neg := d.negative[h.First] && !strings.HasPrefix(d.fold(h.First), "tidak") && !strings.HasPrefix(d.fold(h.First), "belum") && !strings.HasPrefix(d.fold(h.First), "bukan")
		if neg || d.elsewhere(s) || d.supposes[s] >= 0 && int(d.supposes[s]) < h.First || h.First < d.body && d.slug && action != "sanctioned" {
			continue
		}
		if d.recitedSentence(s) && !d.hedged(s) && action != "clarified" {
			continue
		}
		if !d.done(h, action) {
			continue
		}
		who := -1
		for _, k := range inSent[s] {
			b := bodies[k]
			if b.at.First > h.First && len(inSent[s]) > 1 && who >= 0 {
				continue
			}
			if (action == "forwarded" || action == "recommended") && b.role == "commission" {
				continue
			}
			who = k
			if b.role == "supervisor" {
				break
			}
		}
		if who < 0 {
			who = main
		}
		if action == "sanctioned" || action == "registered" && who >= 0 && (bodies[who].role == "supervisor" || bodies[who].role == "employer") {
			who = -1
			if action == "sanctioned" {
				for k, b := range bodies {
					if b.role == "employer" {
						who = k
						break
					}
				}
			}
		}
		if who >= 0 && slices.Index(progress, action) > slices.Index(progress, bodies[who].action) {
			bodies[who].action = action
			bodies[who].acting = true
		}
		if status != "-" && rank(status) > rank(top) {
			top, topAt = status, h.Span
		}
		if action == "no_report_received" {
			d.noReport = true
		}
	}
	d.bodies = bodies
	d.status, d.statusAt = top, topAt
}

// statuses are in order: a later one takes the place of an earlier.
var statuses = []string{"", "circulating", "reported", "reviewing", "clarifying", "dismissed", "proven", "recommended", "forwarded", "sanctioned"}

// done reports whether a step was taken, and not only threatened, asked for or laid down. What "akan diteruskan" tells counts.
func (d *doc) done(h hit, action string) bool {
	for i := h.First - 1; i >= 0 && i >= h.First-5 && d.same(i, h.First); i-- {
		switch d.fold(i) {
		case "akan", "segera", "rencananya", "berencana":
			if action != "forwarded" && action != "summoned" && action != "reviewing" && !(action == "clarified" && d.fold(h.First) != "periksa") {
				return false
			}
			if action == "summoned" || action == "clarified" || action == "tracing" {
				return d.quoteOf[h.First] == 0 && action == "tracing"
			}
		case "harus", "bisa", "dapat", "terancam", "ancaman", "diminta", "meminta", "mendesak", "agar", "supaya", "hendaknya", "mempersilakan", "untuk", "menunggu", "nanti", "nantinya", "besok", "boleh", "jangan", "mungkin", "perlu", "sebaiknya", "seharusnya", "hendak", "siap", "minta", "berjanji", "mencoba", "meninjau", "berharap":
			return false
		case "direkomendasikan", "merekomendasikan", "rekomendasikan", "rekomendasi", "diusulkan", "mengusulkan", "usulkan":
			if action == "sanctioned" {
				return false
			}
		case ",", ".", `"`, "“", "”":
			return true
		}
	}
	if action == "proven" || action == "sanctioned" {
		switch d.fold(h.First - 1) {
		case "yang", "bagi", "asn", "agar", "kalau":
			if d.fold(h.First-1) == "yang" && d.hedges[d.sentOf[h.First]] >= 0 && int(d.hedges[d.sentOf[h.First]]) < h.First-6 {
				break
			}
			return false
		}
	}
	if d.quoteOf[h.First] > 0 {
		for _, s := range d.speech {
			if s.Holds(h.First) {
				c := s.pos.class
				if s.person >= 0 {
					c = d.persons[s.person].pos.class
				}
				return c == "supervisor" || c == "head" || c == "asn" && (s.person < 0 || d.persons[s.person].accused < accusedFrom) || c == "commission"
			}
		}
	}
	return true
}

// speakerBody reports whether a body's own people speak there.
func (d *doc) speakerBody(i int) bool {
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First > i {
			return false
		}
		if m.Holds(i) && m.person >= 0 && d.persons[m.person].accused < accusedFrom {
			return true
		}
	}
	return false
}

// setBodies writes the institutions: supervisors and commissions that the text names; employers that act or speak.
func (d *doc) setBodies() {
	has := func(role string) bool {
		for _, x := range d.rec.Institutions {
			if x.Role == role {
				return true
			}
		}
		return false
	}
	for _, b := range d.bodies {
		if b.kind == "KPU" || b.kind == "DKPP" || b.kind == "Kemendagri" || b.kind == "Panwaslu Desa" {
			continue
		}
		if b.role == "employer" && !b.acting {
			continue
		}
		if b.name == "Bawaslu" && d.rec.Region.RegencyCode != "" && d.rec.Region.Regency != "" && b.n > 1 {
			b.name += " " + string(d.rec.Region.Regency)
		}
		d.rec.Institutions = append(d.rec.Institutions, Institution{b.name, b.role, b.action})
		d.mark("institutions", "bodies: "+b.kind, b.at)
	}
	// an employer speaks through its head
	for _, s := range d.speech {
		if s.person < 0 || has("employer") {
			continue
		}
		p := d.persons[s.person]
		if p.accused >= accusedFrom || p.pos.class != "asn" && p.pos.class != "head" || p.pos.agency.Last == 0 {
			continue
		}
		name := d.span(p.pos.agency)
		switch {
		case p.pos.class == "head" || strings.HasPrefix(p.pos.head, "sekda") || strings.HasPrefix(p.pos.head, "sekretaris daerah"):
			prefix := "Pemkab"
			if strings.Contains(p.pos.head, "kota") || strings.HasPrefix(strings.ToLower(name), "kota ") {
				prefix = "Pemkot"
			}
			if strings.Contains(p.pos.head, "gubernur") {
				prefix = "Pemprov"
			}
			if r, ok := d.placeAt(p.pos.agency.First); ok && prefix == "Pemkab" && len(r.codes) > 0 && cityCode(r.codes[0]) {
				prefix = "Pemkot"
			}
			if !strings.HasPrefix(strings.ToLower(name), "pem") {
				for _, typed := range []string{"Kabupaten ", "Kota ", "Provinsi "} {
					name = strings.TrimPrefix(name, typed)
				}
				name = prefix + " " + name
			}
		case p.pos.head == "camat":
			name = "Kecamatan " + name
		case p.pos.head == "lurah":
			name = "Kelurahan " + name
		}
		d.rec.Institutions = append(d.rec.Institutions, Institution{name, "employer", "none_yet"})
		d.mark("institutions", "employer speaks", s.Span)
	}
	// who reported
	for i := d.body; i+1 < len(d.toks); i++ {
		if w := d.fold(i); (w == "warga" || w == "masyarakat" || w == "pelapor") && (d.fold(i+1) == "melaporkan" || d.fold(i+1) == "mengadukan" || d.fold(i+1) == "melapor") && !d.recited(i) && !has("reporter") {
			d.rec.Institutions = append(d.rec.Institutions, Institution{w, "reporter", "registered"})
			d.mark("institutions", "reporter", bahasa.Span{First: i, Last: i + 2})
		}
	}
	for k, p := range d.persons {
		if p.pos.Last == 0 {
			continue
		}
		if p.pos.class == "counsel" {
			for _, s := range d.speech {
				if s.person >= 0 && d.persons[s.person].name == p.name && !has("candidate_team") {
					d.rec.Institutions = append(d.rec.Institutions, Institution{"Tim " + d.span(p.pos.Span), "candidate_team", "registered"})
					d.mark("institutions", "candidate's team", p.pos.Span)
				}
			}
		}
		lobby := p.pos.class == "generic" && (strings.HasPrefix(p.pos.head, "direktur") || strings.HasPrefix(p.pos.head, "ketua") || strings.HasPrefix(p.pos.head, "koordinator")) && d.spoke(k)
		if (p.pos.class == "ngo" || lobby) && p.pos.agency.Last > 0 && !has("ngo") {
			d.rec.Institutions = append(d.rec.Institutions, Institution{d.span(p.pos.agency), "ngo", "none_yet"})
			d.mark("institutions", "ngo speaks", p.pos.Span)
		}
	}
}
