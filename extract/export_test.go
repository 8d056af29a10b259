package extract

import "netra/calendar"

// An Example is one thing that a model decides on, with its cues: for fitting the weights.
type Example struct {
	Model    string
	Cues     map[string]float64
	Name     string
	Position string
	Servants bool // a group that is only called servants
	Day      calendar.Date
}

// Examples returns what the models were asked while a page was read.
func (r *Reader) Examples(p *Page) []Example {
	d := r.read(p)
	var out []Example
	for _, s := range d.suspects {
		e := Example{Model: "accused", Cues: s.cues, Position: d.span(s.m.pos.Span), Servants: s.person < 0 && genericASN[s.m.pos.head]}
		if s.person >= 0 {
			e.Name = d.persons[s.person].name
		}
		out = append(out, e)
	}
	for _, kind := range []string{Allegation, Statistic, Appeal, Regulation, Offtopic} {
		out = append(out, Example{Model: "kind " + kind, Cues: d.kindCues})
	}
	if d.officeCues != nil {
		out = append(out, Example{Model: "kind " + OtherOfficial, Cues: d.officeCues})
	}
	for _, q := range d.speech {
		for _, stance := range stances {
			out = append(out, Example{Model: "stance " + stance, Cues: q.cues, Name: q.text})
		}
	}
	for _, m := range d.days {
		out = append(out, Example{Model: "event date", Cues: m.cues, Day: m.day})
	}
	return out
}

// Weights returns the weights of all models.
func (r *Reader) Weights() map[string]model { return r.weights }
