package extract

import "netra/law"

// lawPersons are the law's classes of persons by class of accused. Of the police, who are no civil servants, it has no norm.
var lawPersons = map[Text]law.Person{
	"": law.CivilServant, "asn": law.CivilServant, "village": law.VillageHead, "honorary": law.Honorary, "head": law.Official,
}

// setNorms sets the stage of the election at the day of the act, or of the text, and lists what each act may break on that day by
// anyone who is accused; by a civil servant if nobody is. Without an election or a day there are no norms. On a day that belongs to no
// election of the law the stage stays empty, and the norms are those of all stages.
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
	var stage law.ElectionStage
	if e, ok := d.r.law.ElectionOn(string(d.rec.Election), day); ok {
		stage, _ = e.StageOn(day)
	}
	d.rec.Stage = Text(stage)
	persons := map[law.Person]bool{}
	for _, a := range d.rec.Accused {
		if p, ok := lawPersons[a.Class]; ok {
			persons[p] = true
		}
	}
	if len(d.rec.Accused) == 0 {
		persons[law.CivilServant] = true
	}
	for _, act := range d.rec.Acts {
		may := map[string]bool{}
		for p := range persons {
			for _, norm := range d.r.law.Candidates(law.Question{Act: act, Regime: string(d.rec.Election), Stage: stage, Person: p, Day: day}) {
				may[norm.ID] = true
			}
		}
		n := ActNorms{Act: act, Norms: []string{}}
		for _, norm := range d.r.law.Norms() {
			if may[norm.ID] {
				n.Norms = append(n.Norms, norm.ID)
			}
		}
		d.rec.Norms = append(d.rec.Norms, n)
	}
}
