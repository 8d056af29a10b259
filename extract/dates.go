package extract

import (
	"slices"

	"netra/bahasa"
	"netra/calendar"
)

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
