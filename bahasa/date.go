package bahasa

import (
	"strconv"
	"strings"
	"time"

	"netra/calendar"
)

var weekdays = map[string]time.Weekday{
	"minggu": time.Sunday, "ahad": time.Sunday, "senin": time.Monday, "selasa": time.Tuesday, "rabu": time.Wednesday,
	"kamis": time.Thursday, "jumat": time.Friday, "sabtu": time.Saturday,
}

var months = map[string]time.Month{
	"januari": 1, "jan": 1, "february": 2, "februari": 2, "pebruari": 2, "feb": 2, "maret": 3, "mar": 3, "march": 3, "april": 4,
	"apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "agustus": 8, "agu": 8, "ags": 8,
	"agt": 8, "agst": 8, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10,
	"november": 11, "nopember": 11, "nov": 11, "nop": 11, "desember": 12, "des": 12, "december": 12, "dec": 12, "january": 1,
}

// A Mention of a date is a day as a text writes it. What it leaves open (the year, or everything but the distance) only a
// day of reference closes; see On.
type Mention struct {
	Span
	Day     int        // 0 if only a weekday or a distance is written
	Month   time.Month // 0 like Day
	Year    int        // 0 if not written
	Weekday time.Weekday
	Named   bool // the weekday is written
	Ago     int  // distance in days for "kemarin" (1), "hari ini" (0), "tiga hari lalu" (3); -1 if none is written
	Past    bool // "lalu" or "kemarin" follows the weekday
	Week    bool // "pekan lalu" follows the weekday: the day of the week before, which begins on a Monday
	Ahead   bool // "mendatang" or "nanti" follows, or "besok" stands before it: a day to come
}

// Dates finds the days that a text writes: "Rabu (15/11/2023)", "27 Januari 2024", "Sabtu malam (30/12)", "tanggal
// 12-11-2024", "2024-11-12", "14/11 2024", "kemarin", "Senin lalu", "Senin pekan lalu", "tiga hari yang lalu". A month without a day is no day, nor is
// a fraction such as 2/3: without year a number needs a bracket, a weekday or "tanggal" before it.
func Dates(toks []Token) []Mention {
	var out []Mention
	for i := 0; i < len(toks); {
		if m, ok := dateAt(toks, i); ok {
			for j := i - 1; j >= max(i-2, 0); j-- { // "besok, Selasa (5/5)"
				m.Ahead = m.Ahead || toks[j].Fold == "besok" || toks[j].Fold == "lusa"
			}
			out = append(out, m)
			i = m.Last
			continue
		}
		i++
	}
	return out
}

func dateAt(toks []Token, i int) (Mention, bool) {
	at := func(j int) string {
		if j < len(toks) && (j == i || toks[j].Before < Paragraph) {
			return toks[j].Fold
		}
		return ""
	}
	m := Mention{Span: Span{First: i}, Ago: -1}
	j, led := i, false
	if w, ok := weekdays[at(j)]; ok && (at(j) != "minggu" || toks[j].Cap) {
		m.Weekday, m.Named, led = w, true, true
		j++
		for partOfDay[at(j)] || (at(j) == "lalu" || at(j) == "kemarin") && at(j+1) == "(" {
			j++
		}
		if at(j) == "," || at(j) == "-" || at(j) == "/" {
			j++
		}
	}
	for at(j) == "tanggal" || at(j) == "tgl" || at(j) == "tertanggal" || at(j) == "per" && at(j+1) == "tanggal" {
		j++
		led = true
		if at(j) == "." {
			j++
		}
	}
	bracket := at(j) == "(" || at(j) == "["
	if bracket {
		j++
		if w, ok := weekdays[at(j)]; ok { // "(Rabu, 12/3)"
			m.Weekday, m.Named = w, true
			j++
			if at(j) == "," {
				j++
			}
		}
	}
	if j < len(toks) && toks[j].Kind == Number && (j == i || toks[j].Before < Paragraph) {
		if n, ok := m.digits(toks, j, led || bracket); ok {
			m.Last = n
			if bracket && at(n) == ")" {
				m.Last++
			}
			m.tail(toks)
			return m, true
		}
	}
	if m.Named && at(i+1) != "" { // a weekday without a date: "Senin lalu", "Rabu kemarin", "Sabtu pekan lalu"
		j := i + 1
		for partOfDay[at(j)] {
			j++
		}
		switch {
		case at(j) == "lalu" || at(j) == "kemarin" || at(j) == "kemaren":
			m.Past, m.Last = true, j+1
			return m, true
		case (at(j) == "pekan" || at(j) == "minggu") && (at(j+1) == "lalu" || at(j+1) == "kemarin"):
			m.Past, m.Week, m.Last = true, true, j+2
			return m, true
		case at(j) == "(" && at(j+2) == ")" && (at(j+1) == "kemarin" || at(j+1) == "lalu"):
			m.Past, m.Last = true, j+3
			return m, true
		}
	}
	switch at(i) {
	case "kemarin", "kemaren", "semalam":
		m.Ago, m.Last = 1, i+1
		m.Named = false
		return m, true
	case "hari":
		if at(i+1) == "ini" {
			m.Ago, m.Last = 0, i+2
			return m, true
		}
	case "tadi":
		switch at(i + 1) {
		case "pagi", "siang", "sore":
			m.Ago, m.Last = 0, i+2
			return m, true
		case "malam":
			m.Ago, m.Last = 1, i+2
			return m, true
		}
	case "pagi", "siang", "sore":
		if at(i+1) == "tadi" {
			m.Ago, m.Last = 0, i+2
			return m, true
		}
	}
	if n, used := Integer(toks, i); used > 0 && n > 0 && n < 31 && at(i+used) == "hari" {
		j := i + used + 1
		if at(j) == "yang" {
			j++
		}
		if at(j) == "lalu" || at(j) == "silam" {
			m.Ago, m.Last = n, j+1
			return m, true
		}
	}
	return m, false
}

var partOfDay = set("pagi siang sore malam petang dini subuh")

// tail takes in "lalu", "kemarin" and "mendatang" after a written date.
func (m *Mention) tail(toks []Token) {
	if m.Last == len(toks) || toks[m.Last].Before != Space {
		return
	}
	switch toks[m.Last].Fold {
	case "lalu", "kemarin":
		m.Past = true
	case "mendatang", "nanti", "besok":
		m.Ahead = true
	default:
		return
	}
	m.Last++
}

// digits reads a date that begins with the number at j and returns the token after it.
func (m *Mention) digits(toks []Token, j int, led bool) (int, bool) {
	s := toks[j].Fold
	word := func(k int) string {
		if k < len(toks) && toks[k].Before < Paragraph {
			return toks[k].Fold
		}
		return ""
	}
	year := func(k int) int {
		if k < len(toks) && toks[k].Kind == Number && len(toks[k].Fold) == 4 && toks[k].Before < Paragraph {
			if y, _ := strconv.Atoi(toks[k].Fold); y >= 1900 && y < 2200 {
				return y
			}
		}
		return 0
	}
	// "3 Januari 2024", "12-13 Maret", "Nopember"
	first, _, _ := strings.Cut(s, "-")
	if mon, ok := months[word(j+1)]; ok && len(first) <= 2 && (toks[j+1].Cap || len(word(j+1)) > 3) {
		d, _ := strconv.Atoi(first)
		k := j + 2
		if word(k) == "." || word(k) == "," {
			if year(k+1) != 0 {
				k++
			}
		}
		y := year(k)
		if y != 0 {
			k++
		}
		if !valid(y, int(mon), d) {
			return 0, false
		}
		m.Day, m.Month, m.Year = d, mon, y
		return k, true
	}
	sep := strings.IndexAny(s, "/-.")
	if sep < 0 {
		return 0, false
	}
	parts := strings.Split(s, s[sep:sep+1])
	nums := make([]int, len(parts))
	for k, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil {
			return 0, false
		}
		nums[k] = n
	}
	var d, mo, y int
	k := j + 1
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		y, mo, d = nums[0], nums[1], nums[2]
	case len(parts) == 3 && len(parts[0]) <= 2 && len(parts[1]) <= 2 && (len(parts[2]) == 4 || len(parts[2]) == 2 && (led || s[sep] == '/')):
		d, mo, y = nums[0], nums[1], nums[2]
		if y < 100 {
			y += 2000
		}
		if mo > 12 && d <= 12 { // month first: only where the day shows it
			d, mo = mo, d
		}
	case len(parts) == 2 && s[sep] == '/' && len(parts[0]) <= 2 && len(parts[1]) <= 2:
		d, mo = nums[0], nums[1]
		if y = year(k); y != 0 {
			k++
		} else if !led {
			return 0, false
		}
	default:
		return 0, false
	}
	if !valid(y, mo, d) {
		return 0, false
	}
	m.Day, m.Month, m.Year = d, time.Month(mo), y
	return k, true
}

func valid(y, m, d int) bool {
	if y == 0 {
		y = 2024 // a leap year: 29 February may be meant
	}
	if y < 1900 || y >= 2200 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	_, _, day := calendar.NewDate(y, time.Month(m), d).Civil()
	return day == d
}

// On returns the day that m means in a text of the day ref, which may be zero: then only a written year tells. A date
// without year is the last one before or up to a week after ref; if the weekday is written, the nearest year to ref in which
// it fits.
func (m Mention) On(ref calendar.Date) (calendar.Date, bool) {
	if m.Day > 0 && m.Year > 0 {
		return calendar.NewDate(m.Year, m.Month, m.Day), true
	}
	if ref.IsZero() {
		return calendar.Date{}, false
	}
	switch {
	case m.Day > 0:
		last := calendar.Date{}
		for y := ref.Year() + 1; y >= ref.Year()-1; y-- {
			if !valid(y, int(m.Month), m.Day) {
				continue
			}
			d := calendar.NewDate(y, m.Month, m.Day)
			if d.Sub(ref) > 7 {
				continue
			}
			if !m.Named || d.Weekday() == m.Weekday {
				return d, true
			}
			if last.IsZero() {
				last = d
			}
		}
		return last, !last.IsZero()
	case m.Ago >= 0:
		return ref.AddDays(-m.Ago), true
	case m.Named && m.Week:
		monday := ref.AddDays(-(int(ref.Weekday()) + 6) % 7)
		return monday.AddDays(-7 + (int(m.Weekday)+6)%7), true
	case m.Named && m.Past:
		back := (int(ref.Weekday()) - int(m.Weekday) + 7) % 7
		if back == 0 {
			back = 7
		}
		return ref.AddDays(-back), true
	}
	return calendar.Date{}, false
}

// Near returns the day that m means in a text of which only one day is known, and not which day it is of itself: a date without
// year is in the year in which it lies nearest to that day, among those in which its weekday fits if there are any.
func (m Mention) Near(known calendar.Date) (calendar.Date, bool) {
	if m.Day == 0 || m.Year > 0 || known.IsZero() {
		return m.On(known)
	}
	best, found, fits := calendar.Date{}, false, false
	for y := known.Year() - 1; y <= known.Year()+1; y++ {
		if !valid(y, int(m.Month), m.Day) {
			continue
		}
		day := calendar.NewDate(y, m.Month, m.Day)
		switch fit := m.Fits(day); {
		case !found, fit && !fits, fit == fits && max(day.Sub(known), known.Sub(day)) < max(best.Sub(known), known.Sub(best)):
			best, found, fits = day, true, fit
		}
	}
	return best, found
}

// In returns m, a day and month without year, in the newest of the years in which its weekday fits. It is for texts without
// any day of reference; without a weekday nothing tells, and ok is false.
func (m Mention) In(years []int) (d calendar.Date, ok bool) {
	if m.Day == 0 || m.Year != 0 || !m.Named {
		return d, false
	}
	for _, y := range years {
		if !valid(y, int(m.Month), m.Day) {
			continue
		}
		if c := calendar.NewDate(y, m.Month, m.Day); c.Weekday() == m.Weekday && (!ok || d.Compare(c) < 0) {
			d, ok = c, true
		}
	}
	return d, ok
}

// Fits reports whether the weekday that m writes, if any, is that of d.
func (m Mention) Fits(d calendar.Date) bool { return !m.Named || d.Weekday() == m.Weekday }
