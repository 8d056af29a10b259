package extract

import (
	"slices"
	"strconv"
	"strings"

	"netra/bahasa"
	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
)

// readActs keeps the patterns of acts that allege something.
func (d *doc) readActs() {
	for _, h := range d.hits[topicActs] {
		if d.negative[h.First] || d.recited(h.First) || d.elsewhere(int(d.sentOf[h.First])) {
			continue
		}
		shouted := false
		for _, s := range d.shouted {
			shouted = shouted || s.Holds(h.First)
		}
		if d.quoteOf[h.First] > 0 && !shouted && !d.assertsInQuote(h) {
			continue
		}
		d.acts = append(d.acts, h)
	}
}

// assertsInQuote reports whether a quotation tells of what happened: it has a past or a person in it, not a rule.
func (d *doc) assertsInQuote(h hit) bool {
	s := d.sentOf[h.First]
	if d.recites[s] >= 0 || d.supposes[s] >= 0 {
		return false
	}
	for i := d.sents[s].First; i < d.sents[s].Last; i++ {
		switch d.fold(i) {
		case "harus", "wajib", "semestinya", "seharusnya", "hendaknya", "sebaiknya", "mari", "silakan", "mempersilakan", "kalau", "akan", "bisa", "dapat", "boleh", "merupakan", "termasuk":
			return false
		}
	}
	return true
}

// actLabels are the acts in the order of the schema.
var actLabels = []string{"attend_candidate_event", "pose_or_gesture", "social_media_engagement", "social_media_post", "promote_candidate",
	"order_subordinates", "covert_meeting", "use_state_facility_or_program", "give_money_or_goods", "campaign_attribute",
	"party_membership_or_candidacy", "register_or_accompany_candidate", "data_collection_or_mobilisation", "other"}

func (d *doc) setActs() {
	for _, label := range actLabels {
		var seen []hit
		for _, a := range d.acts {
			if a.section == label {
				seen = append(seen, a)
			}
		}
		if len(seen) == 0 || !d.supported(label, seen) {
			continue
		}
		d.rec.Acts = append(d.rec.Acts, label)
		for _, a := range seen[:min(len(seen), 3)] {
			d.mark("acts", label, a.Span)
		}
	}
	if len(d.rec.Acts) == 0 {
		d.rec.Acts = append(d.rec.Acts, "other")
	}
}

// supported leaves out an act that only a general word gives although a particular one is there.
func (d *doc) supported(label string, seen []hit) bool {
	if label == "campaign_attribute" { // what is stuck on the goods that are given is part of the gift
		gift := false
		for _, a := range d.acts {
			gift = gift || a.section == "give_money_or_goods"
		}
		for _, a := range seen {
			gift = gift && strings.Contains(d.fold(a.First), "stiker")
		}
		return !gift
	}
	if label != "promote_candidate" {
		return true
	}
	// words of support tell why, not what, if something else tells what
	for _, a := range seen {
		switch d.fold(a.First) {
		case "mendukung", "diduga", "dukungan", "memberikan", "memberi", "memenangkan", "memilih", "menangkan", "mencari", "untuk", "agar", "supaya", "ajakan":
		case "menyatakan":
		default:
			return true
		}
	}
	for _, a := range d.acts {
		if a.section != label {
			return false
		}
	}
	return true
}

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

// readElection tells which election the text is about, and its year.
func (d *doc) readElection() {
	score := map[string]float64{}
	var where [2]bahasa.Span
	masked := make([]bool, len(d.toks))
	for _, h := range d.hits[topicElections] {
		if h.section == "neither" {
			for i := h.First; i < h.Last; i++ {
				masked[i] = true
			}
		}
	}
	year := 0
	for _, h := range d.hits[topicElections] {
		if h.section == "neither" {
			continue
		}
		w := 1.0
		if masked[h.First] {
			w = 0.05
		} else if d.aside(h.First) {
			w = 0.2
		}
		switch word := d.fold(h.First); {
		case word == "pilkades":
			w = 0
		case word != "pemilu" && word != "kampanye":
			w *= 1.5
		}
		if h.First < d.body {
			w *= 1.5
		}
		if h.section == law.Pemilu {
			if score[law.Pemilu] == 0 {
				where[0] = h.Span
			}
		} else if score[law.Pilkada] == 0 {
			where[1] = h.Span
		}
		score[h.section] += w
		if year == 0 && !masked[h.First] {
			for j := h.Last; j < h.Last+7 && d.same(h.First, j); j++ {
				y, _ := strconv.Atoi(d.fold(j))
				if y >= 1999 && y < 2100 && d.toks[j].Kind == bahasa.Number && d.fold(j-1) != "nomor" {
					year = y
					break
				}
			}
		}
		switch role := d.fold(h.Last - 1); {
		case h.section != law.Pilkada || d.contest != "":
		case strings.Contains(role, "gub"):
			d.contest = "calon gubernur dan wakil gubernur"
		case strings.Contains(role, "bup"):
			d.contest = "calon bupati dan wakil bupati"
		case role == "kota" || role == "walikota" || strings.Contains(role, "wal") || role == "pilkot":
			d.contest = "calon wali kota dan wakil wali kota"
		}
	}
	score[law.Pemilu] += 0.02 * float64(len(d.hits[topicParties]))
	if score[law.Pemilu] == 0 && score[law.Pilkada] == 0 {
		if len(d.hits[topicBodies]) == 0 && len(d.roleSeen) == 0 {
			return
		}
		for _, m := range d.roleSeen {
			if m.role == "paslon" {
				score[law.Pilkada] += 0.5
			}
		}
		if score[law.Pilkada] == 0 {
			regime := d.running()
			if regime == "" {
				return
			}
			score[regime] = 0.1
		}
	}
	regime := law.Pemilu
	at := where[0]
	if score[law.Pilkada] > score[law.Pemilu] {
		regime, at = law.Pilkada, where[1]
	}
	d.rec.Election = Text(regime)
	d.mark("election", "elections: "+regime, at)
	if d.contest == "" && regime == law.Pilkada {
		d.contest = "calon kepala daerah"
	}
	if d.ref.IsZero() {
		for _, m := range d.dates {
			if day, ok := m.In(votingYears[regime]); ok {
				d.ref = day
				break
			}
		}
	}
	fits := slices.Contains(votingYears[regime], year)
	switch {
	case fits && year > 0:
		d.rec.ElectionYear = Number(year)
	case !d.ref.IsZero():
		d.rec.ElectionYear = Number(nextElection(regime, d.ref))
	case year > 0:
		d.rec.ElectionYear = Number(year)
	}
	if d.ref.IsZero() && d.rec.ElectionYear > 0 {
		y := int(d.rec.ElectionYear)
		for _, m := range d.dates {
			if day, ok := m.In([]int{y - 1, y}); ok {
				d.ref = day
				break
			}
		}
	}
}

// running returns the regime of the one election whose candidates are fixed on the day of the text, empty if there is none or
// several.
func (d *doc) running() string {
	if d.r.law == nil || d.ref.IsZero() || !d.netral() {
		return ""
	}
	only := ""
	for _, regime := range []string{law.Pemilu, law.Pilkada} {
		if e, ok := d.r.law.ElectionOn(regime, d.ref); ok {
			if stage, _ := e.StageOn(d.ref); stage != law.Before && stage != law.After {
				if only != "" {
					return ""
				}
				only = regime
			}
		}
	}
	return only
}

// votingYears are the years in which people voted in an election of the regime.
var votingYears = map[string][]int{
	law.Pemilu:  {2004, 2009, 2014, 2019, 2024},
	law.Pilkada: {2005, 2010, 2015, 2017, 2018, 2020, 2024},
}

// nextElection returns the year of the election that a day belongs to: the next one, or the last if its disputes of a
// few months still run.
func nextElection(regime string, day calendar.Date) int {
	years := votingYears[regime]
	for _, y := range years {
		end := calendar.NewDate(y, 12, 31)
		if regime == law.Pilkada {
			end = calendar.NewDate(y+1, 3, 31)
			if y == 2017 {
				end = calendar.NewDate(2017, 8, 31)
			}
		}
		if day.Compare(end) <= 0 {
			return y
		}
	}
	return years[len(years)-1] + 5*((day.Year()-years[len(years)-1]+4)/5)
}

// readDates sets the days of the act, and what day the text is of.
func (d *doc) readDates() {
	d.dates = bahasa.Dates(d.toks)
	d.ref = d.page.Published
	if d.ref.IsZero() {
		for _, m := range d.dates {
			if m.Year > 0 && (d.ref.IsZero() || calendar.NewDate(m.Year, m.Month, m.Day).Compare(d.ref) > 0) && d.dayOf(m) == "other" {
				d.ref = calendar.NewDate(m.Year, m.Month, m.Day)
			}
		}
	}
	if d.ref.IsZero() {
		for _, m := range d.dates {
			if m.Year > 0 {
				d.ref = calendar.NewDate(m.Year, m.Month, m.Day)
				break
			}
		}
	}
}

func (d *doc) setDates() {
	for _, m := range d.dates {
		if m.First < d.body || d.dayOf(m) != "event" {
			continue
		}
		ref := d.ref
		if m.Day == 0 && (d.page.Published.IsZero() || d.quoteOf[m.First] > 0 && m.Ago == 0) {
			continue // "kemarin" needs the day of the text itself
		}
		day, ok := m.On(ref)
		if !ok || slices.Contains(d.rec.EventDates, day) {
			continue
		}
		if !m.Fits(day) {
			d.flag(FlagWeekday, d.span(m.Span), day.String())
		}
		d.rec.EventDates = append(d.rec.EventDates, day)
		d.mark("event_dates", "days: event", m.Span)
	}
	slices.SortFunc(d.rec.EventDates, calendar.Date.Compare)
}

// dayOf tells what a date is the date of: "event", "other" or nothing. The nearest word of days.txt in the clause decides, one
// before the date sooner than one after it.
func (d *doc) dayOf(m bahasa.Mention) string {
	s := d.sents[d.sentOf[m.First]]
	quoted := d.quoteOf[m.First]
	if d.supposes[d.sentOf[m.First]] >= 0 && int(d.supposes[d.sentOf[m.First]]) < m.First || d.elsewhere(int(d.sentOf[m.First])) {
		return "other"
	}
	for i := m.First - 1; i >= m.First-3 && i >= s.First; i-- {
		switch d.fold(i) {
		case "sebelum", "hingga", "sampai", "menjelang", "sejak", "per", "pasca", "tertanggal", "batas":
			return "other"
		}
	}
	best, far, held, end := "", 1<<30, false, 0
	for _, h := range within(d.hits[topicDays], s) {
		// outside of a quotation only the words outside of it count, inside only its own; a longer pattern covers its parts
		if h.Last <= end || d.quoteOf[h.First] != quoted || m.Holds(h.First) && quoted != 0 {
			continue
		}
		end = h.Last
		section := h.section
		if w := d.fold(h.First - 1); h.First >= m.Last && (w == "sebelum" || w == "jelang" || w == "menjelang" || w == "hari") || d.fold(h.First) == "sebelum" && h.First >= m.Last {
			continue // "dua hari sebelum pencoblosan"
		}
		if section == "held" {
			held = true
			continue
		}
		dist := m.First - h.Last
		if h.First >= m.Last {
			dist = (h.First-m.Last)*2 + 5
			if d.crosses(m.Last, h.First) {
				dist += 12
			}
		} else if section == "event" && d.crosses(h.Last, m.First-1) {
			dist += 4
		}
		if dist < far {
			best, far = section, dist
		}
	}
	// a verb that speaks to the press: "ujar X kepada wartawan, Jumat (12/1)"
	if best == "event" {
		for _, v := range within(d.hits[topicVerbs], bahasa.Span{First: s.First, Last: m.First}) {
			if (v.section == "after" || v.section == "passive") && d.quoteOf[v.First] == quoted && quoted == 0 && m.First-v.Last < 18 && d.quoteBefore(v.First) {
				return "other"
			}
		}
	}
	if far > 30 {
		if held {
			return "event"
		}
		return ""
	}
	return best
}

// quoteBefore reports whether a quotation ends right before token i.
func (d *doc) quoteBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch d.fold(j) {
		case `"`, "”", "“":
			return true
		}
	}
	return false
}

// crosses reports whether a comma or semicolon stands between two tokens.
func (d *doc) crosses(a, b int) bool {
	for i := a; i < b; i++ {
		if d.fold(i) == "," || d.fold(i) == ";" {
			return true
		}
	}
	return false
}

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

// readKind tells what kind of article it is.
func (d *doc) readKind() {
	count := map[string]float64{}
	title := map[string]float64{}
	first := 0.0 // concrete words of the lead
	lead := min(len(d.toks), d.body+90)
	for _, h := range d.hits[topicKinds] {
		w := 1.0
		if h.First < d.body {
			title[h.section]++
			w = 2
		} else if d.quoteOf[h.First] > 0 && (h.section == "appeal" || h.section == "regulation" || h.section == "statistic") {
			w = 0.3 // everybody who speaks of a case warns and cites
		}
		if h.section == "concrete" && h.First < lead {
			first++
		}
		count[h.section] += w
	}
	asn, police := 0, 0
	for _, h := range d.hits[topicTitles] {
		if h.section == "police" {
			police++
		}
		if h.section == "asn" || h.section == "village" || h.section == "honorary" || h.section == "police" {
			asn++
		}
	}
	elsewhere := 0
	for _, h := range d.hits[topicContext] {
		if h.section == "elsewhere" {
			elsewhere++
		}
	}
	accused := len(d.rec.Accused)
	named := 0
	for _, a := range d.rec.Accused {
		if a.Name != "" {
			named++
		}
	}
	vote := d.rec.Election != "" || len(d.roleSeen)+len(d.roleNamed) > 0 || d.hasSupervisor()
	neutral := count["neutral"]
	acts, political, titled := len(d.acts), 0, 0.0
	for _, a := range d.acts {
		if partisan[a.section] {
			political++
		}
		if a.First < d.body {
			titled = 1
		}
	}
	servants := 0
	for _, m := range d.mentions {
		if !never[m.pos.class] && m.pos.class != "generic" && m.pos.class != "head" && m.pos.Last > 0 {
			servants++
		}
	}
	candidates := len(d.roleSeen) + len(d.roleNamed)
	switch {
	case !d.hasSupervisor() && !d.asnNeutrality() && (asn == 0 || asn == police && candidates == 0 || !d.takesSides() && candidates == 0 && (political == 0 || d.rec.Election == "")):
		d.rec.Kind = Offtopic
		return
	case !vote && neutral < 2, asn == 0 && neutral == 0, neutral < 1 && acts == 0, !vote && elsewhere > 1:
		d.rec.Kind = Offtopic
		return
	case !d.hasSupervisor() && title["concrete"] == 0 && count["concrete"] < 2 && !d.netral() && (acts == 0 || accused == 0 && servants == 0):
		d.rec.Kind = Offtopic
		return
	}
	concrete := first + 1.5*title["concrete"]
	if accused > 0 {
		concrete += 1.5
	}
	if named > 0 {
		concrete += 4
	}
	if acts > 0 {
		concrete++
	}
	concrete += 2*titled + min(0.4*float64(political), 1.6)
	appeal := title["appeal"]*2.5 + count["appeal"]*0.5
	statistic := title["statistic"]*2.5 + count["statistic"]*0.9
	rules := title["regulation"]*2 + count["regulation"]*0.5
	top := max(appeal, statistic, rules)
	switch {
	case named == 0 && concrete < 2.5 && top > 0 || named == 0 && title["concrete"] == 0 && top > concrete || named == 0 && accused == 0 && top > concrete*0.6 || top > concrete*1.8 && named == 0:
		switch top {
		case statistic:
			d.rec.Kind = Statistic
		case rules:
			d.rec.Kind = Regulation
			if appeal >= rules*0.9 {
				d.rec.Kind = Appeal
			}
		default:
			d.rec.Kind = Appeal
		}
	case concrete > 0:
		d.rec.Kind = Allegation
		d.otherOfficial()
	default:
		d.rec.Kind = Offtopic
		if neutral > 1 {
			d.rec.Kind = Appeal
		}
	}
}

// partisan are the acts that tell of an election by themselves.
var partisan = words("attend_candidate_event pose_or_gesture social_media_engagement social_media_post promote_candidate campaign_attribute party_membership_or_candidacy register_or_accompany_candidate")

// asnNeutrality reports whether the text speaks of the neutrality that servants owe, and not of a neutral ground or price.
func (d *doc) asnNeutrality() bool {
	for _, h := range d.hits[topicKinds] {
		switch d.fold(h.First) {
		case "netralitas", "netralitasnya", "ketidaknetralan", "keberpihakan":
			return true
		case "tidak", "tak", "jaga", "menjaga", "harus", "wajib", "asn":
			if h.Last > h.First+1 {
				return true
			}
		}
	}
	return false
}

// takesSides reports whether the text speaks of somebody's taking sides.
func (d *doc) takesSides() bool {
	for _, h := range d.hits[topicKinds] {
		if w := d.fold(h.First); w == "berpihak" || w == "memihak" || w == "politik" {
			return true
		}
	}
	return false
}

// netral reports whether the text speaks of neutrality or of taking sides in so many words.
func (d *doc) netral() bool {
	for _, h := range d.hits[topicKinds] {
		switch d.fold(h.First) {
		case "netralitas", "netral", "ketidaknetralan", "keberpihakan", "berpihak", "memihak", "politik":
			return true
		}
	}
	return false
}

func (d *doc) hasSupervisor() bool {
	for _, h := range d.hits[topicBodies] {
		if strings.HasPrefix(h.section, "supervisor") {
			return true
		}
	}
	return false
}

// otherOfficial makes an allegation one against other officials if all whom it accuses are none of the civil service.
func (d *doc) otherOfficial() {
	other, servants := 0, 0
	for _, a := range d.rec.Accused {
		switch a.Class {
		case "village", "police", "honorary":
			other++
		case "head":
			if !strings.HasPrefix(strings.ToLower(string(a.Position)), "pj") {
				other++
			} else {
				servants++
			}
		default:
			servants++
		}
	}
	// whom the headline speaks of decides where nobody of the civil service is named
	titled, named := 0, false
	for _, m := range d.mentions {
		if m.First < d.body && (m.First > 1 || d.fold(m.Last) != ":") {
			switch m.pos.class {
			case "village", "police", "honorary":
				titled++
			case "asn":
				titled -= 100
			}
		}
	}
	for _, a := range d.rec.Accused {
		named = named || a.Name != "" && a.Class == "asn"
	}
	if other > 0 && servants == 0 || titled > 0 && !named {
		d.rec.Kind = OtherOfficial
	}
}

// setNorms lists what each act may break at the day of the act, or of the text.
func (d *doc) setNorms() {
	if d.r.law == nil || d.rec.Election == "" {
		return
	}
	day := d.ref
	if len(d.rec.EventDates) > 0 {
		day = d.rec.EventDates[0]
	}
	if day.IsZero() {
		return
	}
	person := law.CivilServant
	if len(d.rec.Accused) > 0 {
		switch d.rec.Accused[0].Class {
		case "village":
			person = law.VillageHead
		case "honorary":
			person = law.Honorary
		case "head":
			person = law.Official
		}
	}
	stage := law.Before
	if e, ok := d.r.law.ElectionOn(string(d.rec.Election), day); ok {
		stage, _ = e.StageOn(day)
	}
	for _, act := range d.rec.Acts {
		n := ActNorms{Act: act, Norms: []string{}}
		for _, norm := range d.r.law.Candidates(law.Question{Act: act, Regime: string(d.rec.Election), Stage: stage, Person: person, Day: day}) {
			n.Norms = append(n.Norms, norm.ID)
		}
		d.rec.Norms = append(d.rec.Norms, n)
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
