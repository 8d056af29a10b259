package extract

import (
	"strings"

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
