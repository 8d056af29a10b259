package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"netra/bahasa"
	"netra/calendar"
	"netra/law"
)

// A ballot is one election: of what regime, its year, the day of voting (zero if each region had its own) and the last day that a
// text without a year is counted to it.
type ballot struct {
	regime     string
	year       int
	day, until calendar.Date
}

// Days before the vote from which its candidates are known, and after it for which people still speak of it.
const (
	campaignDays  = 240
	aftermathDays = 30
)

// ballots is data/votes.txt, in its order: of each regime the earliest first.
var ballots = sync.OnceValue(func() []ballot {
	b, err := files.ReadFile("data/votes.txt")
	if err != nil {
		panic(err)
	}
	list, err := parseBallots(string(b))
	if err != nil {
		panic(err) // this build is broken; TestVotes sees it first
	}
	return list
})

func parseBallots(text string) (list []ballot, err error) {
	for n, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		var b ballot
		if len(f) != 4 || f[0] != law.Pemilu && f[0] != law.Pilkada {
			return nil, fmt.Errorf("data/votes.txt:%d: want KIND YEAR DAY UNTIL", n+1)
		}
		b.regime = f[0]
		if b.year, err = strconv.Atoi(f[1]); err == nil && f[2] != "-" {
			b.day, err = calendar.ParseDate(f[2])
		}
		if err == nil {
			b.until, err = calendar.ParseDate(f[3])
		}
		if err != nil {
			return nil, fmt.Errorf("data/votes.txt:%d: %w", n+1, err)
		}
		list = append(list, b)
	}
	return list, nil
}

// votingYears are the years in which all voted in an election of the regime on one day that is known.
func votingYears(regime string) (years []int) {
	for _, b := range ballots() {
		if b.regime == regime && !b.day.IsZero() {
			years = append(years, b.year)
		}
	}
	return years
}

// nextElection returns the year of the election that a day belongs to: the next one, or the last one as long as its disputes run; 0
// if it is not known.
func nextElection(regime string, day calendar.Date) int {
	for _, b := range ballots() {
		if b.regime == regime && day.Compare(b.until) <= 0 {
			return b.year
		}
	}
	return 0
}

// running returns the regime of the election whose candidates are known on the day of the text, empty if there is none.
func (d *doc) running() string {
	if d.ref.IsZero() || !d.netral() {
		return ""
	}
	for _, b := range ballots() {
		if far := b.day.Sub(d.ref); !b.day.IsZero() && far <= campaignDays && far >= -aftermathDays {
			return b.regime
		}
	}
	return ""
}

// readElection tells which election the text is about, its year, and the day that the text is of if only this tells it.
func (d *doc) readElection() {
	v := d.weighElections()
	regime := v.regime()
	if regime == "" {
		regime = d.quietElection(v)
	}
	if regime == "" {
		return
	}
	d.rec.Election = Text(regime)
	d.mark("election", "elections: "+regime, v.at[regime])
	if d.contest == "" && regime == law.Pilkada && v.score[regime] > 0 {
		d.contest = anyHead
	}
	written := slices.ContainsFunc(ballots(), func(b ballot) bool { return b.regime == regime && b.year == v.year })
	if written {
		d.refNear(regime, v.year)
	} else {
		d.refNear(regime, 0)
		d.refIn(votingYears(regime))
	}
	switch {
	case written:
		d.rec.ElectionYear = Number(v.year)
	case !d.ref.IsZero():
		d.rec.ElectionYear = Number(nextElection(regime, d.ref))
	default:
		d.rec.ElectionYear = Number(v.year)
	}
	if y := int(d.rec.ElectionYear); y > 0 {
		d.refIn([]int{y - 1, y})
	}
}

// refNear takes the day of the text, if nothing else gives it, from the first weekday with a day and month that fits around an election
// of the regime: that of a year, or if year is 0 the last one around which it fits. What people write about an election they mostly
// write in the year before it, so that a day of December is of the year before a vote in February.
func (d *doc) refNear(regime string, year int) {
	for _, m := range d.dates {
		for _, b := range slices.Backward(ballots()) {
			if !d.ref.IsZero() {
				return
			}
			if b.regime != regime || b.day.IsZero() || year != 0 && b.year != year {
				continue
			}
			for _, y := range []int{b.day.Year(), b.day.Year() - 1} {
				if day, ok := m.In([]int{y}); ok && d.ref.IsZero() && b.day.Sub(day) <= campaignDays && day.Sub(b.day) <= aftermathDays {
					d.ref = day
				}
			}
		}
	}
}

// refIn takes the day of the text, if nothing else gives it, from the first weekday with a day and month that fits one of these years.
func (d *doc) refIn(years []int) {
	for _, m := range d.dates {
		if !d.ref.IsZero() {
			return
		}
		if day, ok := m.In(years); ok {
			d.ref = day
		}
	}
}

// Votes are what speaks for each regime: score counts words for the election itself, masked those inside of the names of bodies and
// laws.
type votes struct {
	score, masked map[string]float64
	at            map[string]bahasa.Span
	year          int
}

// regime returns the one with the higher score, Pemilu if they are equal, empty if there is none.
func (v *votes) regime() string { return heavier(v.score) }

func heavier(score map[string]float64) string {
	switch {
	case score[law.Pilkada] > score[law.Pemilu]:
		return law.Pilkada
	case score[law.Pemilu] > 0:
		return law.Pemilu
	}
	return ""
}

// weighElections counts the words that name an election, and the mentions of a day of voting.
func (d *doc) weighElections() *votes {
	v := &votes{map[string]float64{}, map[string]float64{}, map[string]bahasa.Span{}, 0}
	masked := make([]bool, len(d.toks))
	for _, h := range d.hits[topicElections] {
		for i := h.First; i < h.Last && h.section == "neither"; i++ {
			masked[i] = true
		}
	}
	for _, h := range d.hits[topicElections] {
		switch {
		case h.section == "neither":
		case masked[h.First]:
			v.masked[h.section]++
		default:
			d.weighElection(v, h)
		}
	}
	for i := 1; i < len(d.toks); i++ {
		if d.fold(i-1) == "#" && d.toks[i].Before == bahasa.None {
			d.weighTag(v, i)
		}
	}
	for _, m := range d.dates {
		if b, ok := d.votingDay(m); ok {
			v.score[b.regime] += 2
			v.year = cmp.Or(v.year, b.year)
		}
	}
	return v
}

// votingDay returns the election that people vote in on a date of the text. Without a year, and where nothing tells when the text was
// written, it is the last one with that day and month: "sebentar lagi 14 Februari".
func (d *doc) votingDay(m bahasa.Mention) (found ballot, ok bool) {
	day, dated := m.On(d.ref)
	for _, b := range ballots() {
		_, month, n := b.day.Civil()
		switch {
		case b.day.IsZero() || m.Day == 0:
		case dated && b.day == day, !dated && month == m.Month && n == m.Day && m.Fits(b.day):
			found, ok = b, true
		}
	}
	return found, ok
}

// weighTag counts a hashtag that begins with a word for an election and may end with its year: "#pilkadasuka2024".
func (d *doc) weighTag(v *votes, i int) {
	tag := d.fold(i)
	for n := len(tag); n >= len("pemilu"); n-- {
		regime := d.r.lex.wordFor(topicElections, tag[:n])
		if regime != law.Pemilu && regime != law.Pilkada {
			continue
		}
		v.score[regime]++
		if y, err := strconv.Atoi(tag[max(n, len(tag)-4):]); err == nil && y > 2000 && v.year == 0 {
			v.year = y
		}
		if d.contest == "" && regime == law.Pilkada {
			d.contest = contestIn(tag[:n])
		}
		return
	}
}

// wordFor returns the section of a topic in which the word alone is a pattern, empty if there is none.
func (l *lexicon) wordFor(t topic, word string) string {
	for _, id := range l.ends[l.next[uint64(l.words[word])]] {
		if e := l.all[id]; l.words[word] != 0 && e.topic == t && e.rest == nil && e.part == 0 {
			return e.section
		}
	}
	return ""
}

// weighElection counts one word. Names of an election and of its candidates weigh more than "pemilu", which people also say of a
// pilkada.
func (d *doc) weighElection(v *votes, h hit) {
	w := 1.0
	if d.aside(h.First) || d.formerElection(h) {
		w = 0.2
	}
	switch d.fold(h.First) {
	case "pilkades":
		return
	case "pemilu":
	default:
		w *= 1.5
	}
	if h.First < d.body || int(d.sentOf[h.First]) <= int(d.sentOf[d.body])+1 {
		w *= 1.5 // the headline and the first two sentences say what it is about
	}
	if v.score[h.section] == 0 {
		v.at[h.section] = h.Span
	}
	v.score[h.section] += w
	for j := h.Last; j < h.Last+7 && v.year == 0 && d.same(h.First, j); j++ {
		y, _ := strconv.Atoi(d.fold(j))
		if y >= 1999 && y < 2100 && d.toks[j].Kind == bahasa.Number && d.fold(j-1) != "nomor" {
			v.year = y
		}
	}
	if h.section == law.Pilkada && d.contest == "" {
		d.contest = contestIn(d.fold(h.Last - 1))
	}
}

// formerElection reports whether the sentence of a word looks back at an earlier election: "pada Pemilu 2019 lalu".
func (d *doc) formerElection(h hit) bool {
	for _, e := range within(d.hits[topicElections], d.sents[d.sentOf[h.First]]) {
		j := e.Last
		for j < e.Last+4 && d.same(h.First, j) && (d.toks[j].Kind == bahasa.Number || d.toks[j].Cap) {
			j++
		}
		switch d.fold(j) {
		case "lalu", "silam", "sebelumnya", "terdahulu":
			return d.same(h.First, j)
		}
	}
	return false
}

// contestIn returns the office that the last word of an election's name tells: "pilgub", "calon bupati".
func contestIn(word string) string {
	switch {
	case strings.Contains(word, "gub"):
		return "calon gubernur dan wakil gubernur"
	case strings.Contains(word, "bup"):
		return "calon bupati dan wakil bupati"
	case word == "kota", strings.Contains(word, "wal"), word == "pilkot", strings.HasSuffix(word, "wako"):
		return "calon wali kota dan wakil wali kota"
	}
	return ""
}

// quietElection tells the regime of a text that never names the election: by the offices that its candidates stand for, the calendar,
// the names of bodies and laws.
func (d *doc) quietElection(v *votes) string {
	pairs := false
	for _, m := range append(append([]roleMention{}, d.roleNamed...), d.roleSeen...) {
		switch c := contestOf(m.role); {
		case m.role == "caleg", c == "capres-cawapres":
			return law.Pemilu
		case c != "", m.role == anyHead:
			return law.Pilkada
		case m.role == vaguePair:
			pairs = true
		}
	}
	if !pairs && len(v.masked) == 0 && len(d.hits[topicBodies]) == 0 {
		return ""
	}
	if regime := d.running(); regime != "" {
		return regime
	}
	if pairs {
		return law.Pilkada
	}
	return heavier(v.masked)
}
