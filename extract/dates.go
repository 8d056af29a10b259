package extract

import (
	"maps"
	"slices"
	"strings"

	"netra/bahasa"
	"netra/calendar"
)

// readDates finds the days that the text writes, and what day it is of itself: without a stamp the last one on which somebody said
// or did something about the case, or the first one whose year is written.
func (d *doc) readDates() {
	d.dates = bahasa.Dates(d.toks)
	d.ref = d.page.Published
	if !d.ref.IsZero() {
		return
	}
	latest := 0
	for _, m := range d.dates {
		latest = max(latest, m.Year)
	}
	known := calendar.Date{}
	for _, m := range d.dates {
		if m.Year > 0 && m.Year >= latest-maxYears { // not the day on which somebody was born
			known = calendar.NewDate(m.Year, m.Month, m.Day)
			break
		}
	}
	for _, m := range d.dates {
		day, ok := m.Near(known)
		if m.Day == 0 || m.Ahead || !ok || !d.ref.IsZero() && day.Compare(d.ref) <= 0 {
			continue
		}
		c := d.aboutDate(m)
		if step := c["other before at once"] + c["other before"]; step > 0 || d.ref.IsZero() && c["told to the press"] > 0 {
			d.ref = day
		}
	}
	if d.ref.IsZero() {
		d.ref = known
	}
}

// A dated is a day that the text writes, with what speaks for its being the day of the act.
type dated struct {
	bahasa.Mention
	day    calendar.Date
	joined bool // "28 September hingga 2 Oktober": what holds for the day before holds for this one
	cues   cues
}

// setDates sets the days of the act.
func (d *doc) setDates() {
	for i, m := range d.dates {
		day, ok := d.past(m)
		if !ok {
			continue
		}
		last := len(d.days) - 1
		joined := i > 0 && last >= 0 && d.days[last].Span == d.dates[i-1].Span && d.joined(d.dates[i-1], m)
		d.days = append(d.days, dated{m, day, joined, d.aboutDate(m)})
	}
	d.compareDays()
	for i, m := range d.days {
		if m.joined {
			d.days[i].cues = maps.Clone(d.days[i-1].cues)
		}
	}
	w := d.r.weights["event date"]
	for _, m := range d.days {
		if !m.Fits(m.day) {
			d.flag(FlagWeekday, d.span(m.Span), m.day.String())
		}
		if w.sum(m.cues) <= 0 || slices.Contains(d.rec.EventDates, m.day) {
			continue
		}
		d.rec.EventDates = append(d.rec.EventDates, m.day)
		d.mark("event_dates", w.strongest(m.cues), m.Span)
	}
	slices.SortFunc(d.rec.EventDates, calendar.Date.Compare)
}

// maxYears is how many years before its text an act may lie: a day before is that of a birth, a law or a former election.
const maxYears = 5

// past returns the day that m means if something may have happened on it before the text was written.
func (d *doc) past(m bahasa.Mention) (calendar.Date, bool) {
	stamped := !d.page.Published.IsZero()
	if m.First < d.body || m.Ahead || d.ofDateline(m) {
		return d.ref, false
	}
	if m.Day == 0 && (!stamped && !m.Week || d.quoteOf[m.First] > 0 && m.Ago == 0) {
		return d.ref, false // "kemarin" needs the day of the text itself
	}
	on := m.Near
	if stamped {
		on = m.On
	}
	day, ok := on(d.ref)
	ago := d.ref.Sub(day)
	// what is to come did not happen yet; a day long ago without its year is one to come
	return day, ok && (ago >= 0 || !stamped) && (ago <= 200 || m.Year > 0 && ago <= maxYears*366)
}

// joined reports whether two dates are the ends of a span of time, or days in a row.
func (d *doc) joined(a, b bahasa.Mention) bool {
	if b.First != a.Last+1 {
		return false
	}
	switch d.fold(a.Last) {
	case "hingga", "sampai", "dan", "serta", "-", "–", "s":
		return true
	}
	return false
}

// compareDays adds to the cues of each day how it stands to the other days of the text. Days on which surely something else happened
// are not counted: the earliest day is the earliest of those that are left.
func (d *doc) compareDays() {
	days := map[calendar.Date]float64{}
	first := calendar.Date{}
	for _, m := range d.days {
		if m.joined || m.cues.elsewhen() {
			continue
		}
		if len(days) == 0 {
			first = m.day
		}
		days[m.day]++
	}
	for i, m := range d.days {
		c := m.cues
		c.is("goes on from a day of an act", i > 0 && d.goesOnFrom(d.days[i-1], m))
		stamped := !d.page.Published.IsZero()
		switch ago := d.ref.Sub(m.day); {
		case ago < 0:
			c["after the text"] = 1
		case ago == 0:
			c.is("day of the text", stamped)
		case ago == 1:
			c.is("day before the text", stamped)
		case ago > 60:
			c["months before the text"] = 1
		}
		if days[m.day] == 0 {
			continue
		}
		c.is("written again", days[m.day] > 1)
		c.is("first day of the text", m.day == first)
		c.is("only day of the text", len(days) == 1)
		earliest, latest := true, true
		for day := range days {
			earliest = earliest && m.day.Compare(day) <= 0
			latest = latest && m.day.Compare(day) >= 0
		}
		// the days of a list that begins with the earliest one stand beside it
		c.is("earliest day of the text", earliest || c["goes on from a day of an act"] > 0 && d.days[i-1].cues["earliest day of the text"] > 0)
		c.is("latest day of the text", latest)
	}
}

// goesOnFrom reports whether a day follows that of an act as the next of a list: "the camat on 29 October at a house; the lurah, on 4
// November, lent the hall". Nothing near it says that something else happened on it.
func (d *doc) goesOnFrom(last, m dated) bool {
	events := 0.0
	for _, where := range []string{"event before", "event after"} {
		events += last.cues[where] + last.cues[where+" at once"]
	}
	return events+last.cues["goes on from a day of an act"] > 0 && !last.cues.elsewhen() && !m.cues.elsewhen() && m.cues["other before"] == 0 &&
		m.day != last.day && d.sentOf[m.First]-d.sentOf[last.First] <= 1
}

// elsewhen reports whether the words beside a date say that it is not the day of an act.
func (c cues) elsewhen() bool {
	if c["other after at once"] > 0 && c["event before at once"]+c["event before"]+c["the act before"] == 0 {
		return true
	}
	return c["other before at once"]+c["upload before at once"]+c["upload before"]+c["told to the press"]+c["a limit"]+c["a day of voting"] > 0
}

// dayCues are what the words of days.txt beside a date tell of it.
var dayCues = []string{"event", "other", "upload", "posting", "held"}

// aboutDate collects what the sentence of a date tells about it: the nearest words of days.txt on both sides, acts, steps of the
// case and verbs of saying.
func (d *doc) aboutDate(m bahasa.Mention) cues {
	c := cues{}
	sent := int(d.sentOf[m.First])
	s, quoted := d.sents[sent], d.quoteOf[m.First]
	c.is("in a quotation", quoted > 0)
	c.is("only supposed", d.supposes[sent] >= 0 && int(d.supposes[sent]) < m.First)
	c.is("another matter", d.elsewhere(sent))
	c.is("a rule is recited", d.recitedSentence(sent))
	c.is("in a sentence that alleges", d.hedged(sent))
	c.is("in the first sentences", sent <= d.lead2())
	c.is("a distance in days", m.Ago >= 0)
	c.is("a weekday alone", m.Day == 0 && m.Ago < 0)
	c.is("without weekday", !m.Named && m.Day > 0)
	for i := m.First - 1; i >= m.First-3 && i >= s.First; i-- {
		switch d.fold(i) {
		case "sebelum", "hingga", "sampai", "menjelang", "sejak", "per", "pasca", "tertanggal", "batas", "lambat", "lambatnya", "tenggat":
			c["a limit"] = 1
		}
	}
	_, voting := d.votingDay(m)
	c.is("a day of voting", voting)
	nearest := map[string]int{}
	end, what, another := 0, "", false
	for _, h := range within(d.hits[topicDays], s) {
		// outside of a quotation only the words outside of it count, inside only its own; a longer pattern covers its parts
		if h.Last <= end || d.quoteOf[h.First] != quoted || m.Holds(h.First) {
			continue
		}
		end = h.Last
		section := h.section
		another = another || section == "event" && likened[d.fold(h.Last)]
		if another && (section == "event" || section == "held") { // "kejadian serupa terjadi di desa lain"
			section = "other"
		}
		if w := d.fold(h.First - 1); w == "sebelum" || w == "jelang" || w == "menjelang" || w == "hari" || d.fold(h.First) == "sebelum" && h.First >= m.Last {
			if section == "event" {
				what = section // "menjelang kampanye digelar, Minggu": the day of what was held
			}
			continue // "dua hari sebelum pencoblosan"
		}
		_, says := at(d.hits[topicVerbs], h.First)
		switch {
		case section == "held" && what != "":
			section = what // what took place the words before say
		case section == "upload" && d.postsAlleged():
			section = "posting"
		case section == "event" || section == "other" && !says: // what somebody says does not take place
			what = section
		}
		side, dist := " before", m.First-h.Last
		if h.First >= m.Last {
			side, dist = " after", h.First-m.Last
		} else if d.introduces(h.Span, m.First) {
			continue
		}
		if far, ok := nearest[side]; ok && dist >= far {
			continue
		}
		nearest[side] = dist
		for _, old := range dayCues {
			delete(c, old+side)
			delete(c, old+side+" at once")
			delete(c, old+side+" far")
		}
		switch {
		case dist <= 3:
			c[section+side+" at once"] = 1
		case dist <= 12:
			c[section+side] = 1
		default:
			c[section+side+" far"] = 1
		}
	}
	for _, v := range within(d.hits[topicVerbs], bahasa.Span{First: s.First, Last: m.First}) {
		if d.quoteOf[v.First] != quoted || m.First-v.Last > 18 || d.fold(v.First) == "bunyi" || d.fold(v.First-1) == "bunyi" || d.fold(v.First) == "begitu" {
			continue
		}
		c["a verb of saying before"] = 1
		c.is("told to the press", quoted == 0 && (v.section == "after" || v.section == "passive") && d.quoteBefore(v.First))
	}
	for _, b := range within(d.hits[topicBodies], bahasa.Span{First: s.First, Last: min(s.First+opening, m.First)}) {
		c.is("a supervisor opens the sentence", strings.HasPrefix(b.section, "supervisor") && d.quoteOf[b.First] == quoted)
	}
	c.is("opens the sentence", m.First-s.First < 3)
	c.is("pada", onDay[d.fold(m.First-1)])
	c.is("tanggal", dayOfMonth[d.fold(m.First)])
	c.is("a step before its reason", quoted == 0 && d.stepBeforeReason(bahasa.Span{First: s.First, Last: m.First}))
	beside := func(list []hit, name string) {
		for _, h := range within(list, s) {
			switch {
			case d.quoteOf[h.First] != quoted:
			case h.Last <= m.First && m.First-h.Last <= 12:
				c[name+" before"] = 1
			case h.First >= m.Last && h.First-m.Last <= 12:
				c[name+" after"] = 1
			}
		}
	}
	beside(d.acts, "the act")
	beside(d.hits[topicStatuses], "a step of the case")
	beside(d.hits[topicEvidence], "evidence")
	return c
}

// introduces reports whether a verb of saying before a date introduces a clause that the date belongs to: "ia menuturkan, kalender itu
// dibagikan Kamis", "ia tak menampik ada pertemuan Kamis", but not "ia menuturkan, Kamis".
func (d *doc) introduces(verb bahasa.Span, date int) bool {
	if date-verb.Last > 3 && strings.HasPrefix(d.fold(verb.Last-1), "me") {
		switch d.fold(verb.Last) {
		case ",", "ada", "adanya", "telah", "sudah", "pernah", "dirinya", "pihaknya", "jika", "kalau":
			return true
		}
	}
	for i := verb.Last; i < date; i++ {
		switch d.fold(i) {
		case "bahwa", "bahwasanya", "bahwasannya":
			return true
		}
	}
	return false
}

// stepBeforeReason reports whether a clause begins with a step of the case and goes on with why it was taken: "reported to the
// supervisor for joining a campaign, Wednesday". The day at its end, behind a comma, is that of the report.
func (d *doc) stepBeforeReason(clause bahasa.Span) bool {
	if mark := d.fold(clause.Last - 1); mark != "," {
		return false
	}
	from := clause.Last
	for _, t := range []topic{topicStatuses, topicDays} {
		for _, h := range within(d.hits[t], clause) {
			if (t == topicStatuses || h.section == "other") && h.Last < clause.Last {
				from = min(from, h.First)
			} else if h.section == "event" && h.First < from {
				return false
			}
		}
	}
	for i := from; i < clause.Last; i++ {
		if matters[d.fold(i)] {
			return true
		}
	}
	return false
}

// opening is how many tokens at the beginning of a sentence have its subject: "BANGKALAN - Panwaslu Bangkalan menelusuri".
const opening = 6

// postsAlleged reports whether putting something before the public is what the text alleges.
func (d *doc) postsAlleged() bool {
	return slices.Contains(d.rec.Acts, "social_media_post") || slices.Contains(d.rec.Acts, "social_media_engagement")
}

// maxDateline is how many tokens a dateline has at most: "KOTA, MEDIA.COM, Senin (4/11/2024) - ".
const maxDateline = 16

// ofDateline reports whether a date is the dateline's, which is the day of the report: nothing but names stands before it, and a dash or
// bar after it.
func (d *doc) ofDateline(m bahasa.Mention) bool {
	if m.First < d.body || m.Last > d.body+maxDateline {
		return false
	}
	for i := d.body; i < m.First; i++ {
		if t := d.toks[i]; t.Kind == bahasa.Word && !t.Cap && t.Fold != "com" {
			return false
		}
	}
	i := m.Last
	if d.fold(i) == ")" {
		i++
	}
	switch d.fold(i) {
	case "-", "–", "—", "|", "/", ":":
		return true
	}
	return false
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
