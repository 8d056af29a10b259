package extract

import (
	"strings"
)

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
