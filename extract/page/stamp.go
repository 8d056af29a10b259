package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"netra/calendar"
)

// maxStamp is the length in bytes of the longest line that can be a date stamp.
const maxStamp = 160

const (
	reWeekday = `senin|selasa|rabu|kamis|jum'?at|jum’at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday|` +
		`sen|sel|rab|kam|jum|sab|min|mon|tue|wed|thu|fri|sat|sun`
	reTime = `(?:[01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d)?(?:\s*[ap]m\b)?`
	reZone = `(?:wib|wita|wit|utc|gmt)\b(?:\s*\+\d{1,2})?`
)

// stampForm is a date with what may stand around it: 1 weekday; 2-6 a numeric date; 7-9 day, month's name, year; 10-12 month's
// name, day, year.
var stampForm = regexp.MustCompile(`(?i)(?:\b(` + reWeekday + `)\b\.?[\s,(:|/–-]*)?` +
	`(?:\b(\d{1,4})([/.-])(\d{1,2})([/.-])(\d{2,4})\b|` +
	`\b(\d{1,2})(?:st|nd|rd|th)?[\s-]{1,3}([a-z]{3,9})\.?,?[\s-]{1,3}(\d{4})\b|` +
	`\b([a-z]{3,9})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})\b)\)?` +
	`(?:[\s,(|•·/–—-]{0,6}(?:(?:pukul|pkl|jam|at)[\s.:]{0,2})?[t]?` + reTime + `(?:\s{0,2}` + reZone + `)?)?\)?`)

var clockForm = regexp.MustCompile(`(?i)` + reTime + `|` + reZone)

var months = map[string]time.Month{}

func init() {
	for i, names := range []string{
		"jan januari january", "feb februari pebruari february peb", "mar maret march mrt", "apr april", "mei may", "jun juni june",
		"jul juli july", "agu agustus august aug agt ags", "sep september sept", "okt oktober october oct", "nov november nopember nop",
		"des desember december dec",
	} {
		for name := range strings.FieldsSeq(names) {
			months[name] = time.Month(i + 1)
		}
	}
}

var weekdays = map[string]time.Weekday{
	"min": time.Sunday, "aha": time.Sunday, "sun": time.Sunday, "sen": time.Monday, "mon": time.Monday, "sel": time.Tuesday,
	"tue": time.Tuesday, "rab": time.Wednesday, "wed": time.Wednesday, "kam": time.Thursday, "thu": time.Thursday,
	"jum": time.Friday, "fri": time.Friday, "sab": time.Saturday, "sat": time.Saturday,
}

// A stamp is a date stamp: the day and how it was written.
type stamp struct {
	day  calendar.Date
	text string
}

// readStamp reads a line that is a date stamp: a date with its year, and no sentence around it. The second result is what the line
// has before and after it.
func readStamp(s string) (stamp, string, bool) {
	if len(s) > maxStamp || digits(s) < 3 {
		return stamp{}, "", false
	}
	var found stamp
	around := s
	for _, m := range stampForm.FindAllStringSubmatchIndex(s, 4) {
		day, ok := dayOf(s, m)
		if !ok || partOfNumber(s, m) {
			continue
		}
		text := s[m[0]:m[1]]
		around = strings.Replace(around, text, " ", 1)
		if found.day.IsZero() || !isLater(s[:m[0]]) && isLater(s[:strings.Index(s, found.text)]) {
			found = stamp{day, strings.Trim(text, " ,|–—-")}
		}
	}
	if found.day.IsZero() {
		return stamp{}, "", false
	}
	if strings.Count(found.text, "(") < strings.Count(found.text, ")") {
		found.text = strings.TrimSuffix(found.text, ")")
	}
	around = clockForm.ReplaceAllString(around, " ")
	left, capital := 0, 0
	lists := rules().lists
	for w := range strings.FieldsSeq(around) {
		w = strings.Trim(w, `,.|()[]/–—-•·"'`)
		low := strings.ToLower(strings.Trim(w, ":"))
		if low == "" || low == "#" || lists[stampWord][low] || lists[laterWord][low] {
			continue
		}
		left++
		if c := w[0]; c >= 'A' && c <= 'Z' || strings.Contains(w, ".") || c >= '0' && c <= '9' {
			capital++
		}
	}
	// What is left may be a name and an outlet, never a sentence.
	if left > 8 || capital < left-1 || left > 1 && strings.HasSuffix(s, ".") {
		return stamp{}, "", false
	}
	return found, strings.Trim(around, " ,|–—-•·/"), true
}

// partOfNumber reports whether a numeric date goes on with what stands before it, as the number of a letter does: "112/K.JT-20/10/2024".
func partOfNumber(s string, m []int) bool {
	return m[0] > 0 && m[4] == m[0] && strings.IndexByte("-/.", s[m[0]-1]) >= 0
}

func isLater(before string) bool {
	before = strings.ToLower(before)
	if i := strings.LastIndexAny(before, "0123456789"); i >= 0 {
		before = before[i:] // what stands before an earlier date speaks of that one
	}
	for w := range rules().lists[laterWord] {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// dayOf returns the day of a match of stampForm. Two numbers are day and month, unless the second cannot be a month or a weekday
// says that the first is.
func dayOf(s string, m []int) (calendar.Date, bool) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	num := func(i int) int {
		n, _ := strconv.Atoi(group(i))
		return n
	}
	var week time.Weekday = -1
	if w := strings.ToLower(group(1)); len(w) >= 3 {
		week = weekdays[w[:3]]
	}
	switch {
	case group(2) != "":
		if group(3) != group(5) {
			return calendar.Date{}, false
		}
		a, b, c := num(2), num(4), num(6)
		if len(group(2)) == 4 {
			return civil(a, b, c)
		}
		if len(group(6)) == 2 {
			c += 2000
		}
		if len(group(6)) == 3 || len(group(2)) > 2 {
			return calendar.Date{}, false
		}
		day, ok := civil(c, b, a)
		other, american := civil(c, a, b)
		if american && (!ok || week >= 0 && day.Weekday() != week && other.Weekday() == week) {
			return other, true
		}
		return day, ok
	case group(7) != "":
		return civil(num(9), int(months[strings.ToLower(group(8))]), num(7))
	default:
		return civil(num(12), int(months[strings.ToLower(group(10))]), num(11))
	}
}

// civil returns a day of the years that news pages have.
func civil(year, month, day int) (calendar.Date, bool) {
	if year < 1998 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31 {
		return calendar.Date{}, false
	}
	d := calendar.NewDate(year, time.Month(month), day)
	if _, m, _ := d.Civil(); m != time.Month(month) {
		return calendar.Date{}, false
	}
	return d, true
}

var instants = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05.999999999Z0700"}

// readInstant reads a date of metadata. One in UTC is the day that it then was in Jakarta; any other zone is taken at its word.
func readInstant(s string) (stamp, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 64 {
		return stamp{}, false
	}
	for _, layout := range instants {
		if t, err := time.Parse(layout, s); err == nil {
			if _, offset := t.Zone(); offset == 0 {
				t = t.In(calendar.WIB)
			}
			day, ok := civil(t.Year(), int(t.Month()), t.Day())
			return stamp{day, s}, ok
		}
	}
	st, _, ok := readStamp(s)
	st.text = s
	return st, ok
}

// urlDay is a day in a URL's path: 1-3 year, month, day; 4-6 the same without marks; 7-9 day, month, year.
var urlDay = regexp.MustCompile(`/(?:(20\d\d|199\d)[/-]([01]?\d)[/-]([0-3]?\d)|(20\d\d)([01]\d)([0-3]\d)|([0-3]?\d)/([01]?\d)/(20\d\d))(?:[/_.?-]|$)`)

// urlStamp reads the day of a URL's path.
func urlStamp(u string) (stamp, bool) {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
	}
	m := urlDay.FindStringSubmatch(u)
	if m == nil {
		return stamp{}, false
	}
	ymd := m[1:4]
	switch {
	case m[4] != "":
		ymd = m[4:7]
	case m[9] != "":
		ymd = []string{m[9], m[8], m[7]}
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(ymd[i])
	}
	day, ok := civil(n[0], n[1], n[2])
	return stamp{day, strings.Trim(m[0], "/_.?-")}, ok
}
