package cluster

import (
	"math"
	"slices"
	"strings"

	"netra/gazetteer"
)

// weight says what a feature adds to the log-odds that two articles speak of one event.
//
// Reading: the weights are few and round, set by hand from what must join and what must not, and not fitted to examples.
// To join takes log-odds of 1.4 above the bias of -4.5, so 5.9. Without the names of people and places, two papers that tell
// of one event in their own words have a cosine of .15 to .4 here, two events of one kind seldom more than .12. The words
// weigh most, since they are there even if a reader has missed the rest. So
//
//   - the same named accused (1.5) in one district (2.5) with the same act (1) and day (1) are all but joined;
//   - without dates they take a cosine of .06, and without acts and dates .14;
//   - the same accused and district with another act, or on another day, lack 2.5 more of these and stay apart; with both,
//     they stay apart whatever the words, see doubts;
//   - nobody named, but office (.5), regency (1.75), act (1) and day (1) alike: 1.65 must come from the words, which takes
//     .12, or less if the titles are alike too.
var weight = map[Feature]float64{
	TitleWords:   2,
	BodyWords:    14,
	AccusedName:  1.5,
	Beneficiary:  0.5,
	NameInText:   0.75,
	SameOffice:   0.5,
	OtherAccused: -2,
	RegionDepth:  2.5,
	SameAct:      1,
	OtherAct:     -1.5,
	CloseInTime:  1,
	OtherDay:     -1.5,
	NamesSource:  1,
	OtherVote:    -1,
}

// bias is the log-odds of two articles that have nothing in common but a candidate's key.
const bias = -4.5

// What an event's score must reach.
const (
	joined    = 0.80
	suggested = 0.40
)

// window is how many days may lie between two articles on one event, by any of their dates.
const window = 21

// outcome is how many they may be if an accused of the one is named in the other and one does not say on which day the act
// was: a sanction or a judgment comes months after it, and the article on it often says so no longer.
const outcome = 90

// memory is the time, in days, in which closeness in time fades to a third.
const memory = 5.0

// near reports whether two items are candidates for one event by time.
func near(a, b *doc) bool {
	if len(a.days) == 0 || len(b.days) == 0 {
		return true
	}
	days := nearest(a.days, b.days)
	return days <= window || days <= outcome && (len(a.acted) == 0 || len(b.acted) == 0) && sharePerson(a, b)
}

// sharePerson reports whether an accused of one item is accused or mentioned in the other.
func sharePerson(a, b *doc) bool {
	return samePerson(a.accused, b.accused) > 0 || mentions(a, b) > 0 || mentions(b, a) > 0
}

// scoreEvent returns how likely two items speak of one event, with the features that are not 0; words is
// the cosine of their texts.
func scoreEvent(a, b *doc, words float64) (float64, []Reason) {
	reasons := make([]Reason, 0, len(weight))
	odds := bias
	add := func(f Feature, value float64) {
		if value != 0 {
			reasons = append(reasons, Reason{f, value, weight[f] * value})
			odds += weight[f] * value
		}
	}
	titles := a.titleVec.cosine(b.titleVec)
	for _, w := range names(a, b) {
		titles -= a.titleVec.weightOf(w) * b.titleVec.weightOf(w)
		words -= a.bodyVec.weightOf(w) * b.bodyVec.weightOf(w)
	}
	add(TitleWords, rounded(titles)*a.titleTrust*b.titleTrust)
	add(BodyWords, rounded(words)*a.bodyTrust*b.bodyTrust)
	same := samePerson(a.accused, b.accused)
	add(AccusedName, same)
	add(Beneficiary, bestMatch(a.benefits, b.benefits))
	if same == 0 {
		add(SameOffice, officesAlike(a.accused, b.accused))
		quoted := max(mentions(a, b), mentions(b, a))
		add(NameInText, quoted)
		if quoted == 0 && a.profile.contradicts(&b.profile) != OtherAccused && otherAccused(a.accused, b.accused) {
			add(OtherAccused, 1)
		}
	}
	add(RegionDepth, depth(a.profile.commonRegion(&b.profile)))
	add(SameAct, sameActs(a.acts, b.acts))
	add(OtherAct, otherAct(a, b))
	if days, known, acts := gap(a, b); known {
		add(CloseInTime, math.Exp(-float64(days)/memory))
		if acts && days > 0 {
			add(OtherDay, 1)
		}
	}
	if a.profile.election != "" && b.profile.election != "" && a.profile.election != b.profile.election {
		add(OtherVote, 1)
	}
	if namesSource(a, b) || namesSource(b, a) {
		add(NamesSource, 1)
	}
	return 1 / (1 + math.Exp(-odds)), reasons
}

// tolerated is how many things may say that two items are about two events for them to be joined all the same: one is often
// a reader's mistake. Two are not made up for by words, since the papers of one town write on all its cases alike.
const tolerated = 1

// doubts counts what says that two items are about two events: other accused, another act, day, election or district. A text
// that names the other's outlet as its source is about the same event, whatever a reader made of it.
func doubts(a, b *doc, reasons []Reason) (n int) {
	for _, r := range reasons {
		switch r.Feature {
		case NamesSource:
			return 0
		case OtherAccused, OtherAct, OtherDay, OtherVote:
			n++
		}
	}
	if a.profile.inDistrict() && b.profile.inDistrict() && a.profile.commonRegion(&b.profile) < gazetteer.District {
		n++
	}
	return n
}

// names returns the words of the names of all accused, and of the districts and villages that both lie in. They do not count
// among the words of a text: AccusedName, NameInText and RegionDepth have them, and they are the same in all that is
// written of a person or a place, whatever the act.
func names(a, b *doc) (all []string) {
	for _, n := range slices.Concat(a.profile.accused, b.profile.accused) {
		all = append(all, n.words...)
	}
	for _, w := range a.local {
		if slices.Contains(b.local, w) {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// rounded returns what is left of a cosine, 0 if that is only what the arithmetic left.
func rounded(cosine float64) float64 {
	if cosine < 1e-6 {
		return 0
	}
	return cosine
}

// depth says how much a common place tells: many events lie in one province, few in one district.
func depth(l gazetteer.Level) float64 {
	switch l {
	case gazetteer.Province:
		return 0.2
	case gazetteer.Regency:
		return 0.7
	case gazetteer.District, gazetteer.Village:
		return 1
	}
	return 0
}

// sameActs returns the share of the acts alleged in both of those alleged in either (Dice), 0 if there are none.
func sameActs(a, b []string) float64 {
	return 2 * float64(actsInCommon(a, b)) / float64(max(len(a)+len(b), 1))
}

func actsInCommon(a, b []string) (n int) {
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// otherAct counts what says that two items are about two acts: they allege nothing in common, and one says that its
// accused are in the news once more while the other does not.
func otherAct(a, b *doc) (signs float64) {
	if len(a.acts) > 0 && len(b.acts) > 0 && actsInCommon(a.acts, b.acts) == 0 {
		signs++
	}
	if a.again != b.again {
		signs++
	}
	return signs
}

// mentions says whether a's text speaks of one of b's accused, while nobody is known to be accused in a by name: the
// reader may have missed it. 1 for all words of the name, which is half of a name's weight, since the text may quote them
// on another matter; half of that for the initials.
func mentions(a, b *doc) float64 {
	if len(a.profile.accused) > 0 {
		return 0
	}
	best := 0.0
	for _, n := range b.profile.accused {
		telling := slices.ContainsFunc(n.words, func(w string) bool { return !givens[w] })
		if telling && !slices.ContainsFunc(n.words, func(w string) bool { return a.bodyVec.weightOf(w) == 0 }) {
			return 1
		}
		if slices.ContainsFunc(a.capitals, func(c string) bool { return fits(c, n) }) {
			best = 0.5
		}
	}
	for _, n := range b.profile.initials {
		if slices.Contains(a.capitals, n.initials) {
			best = 0.5
		}
	}
	return best
}

// namesSource reports whether a's text names the outlet of b as its source, by the first label of its site:
// "KlikKaltim.com" and "Klik Kaltim" are klikkaltim.com.
func namesSource(a, b *doc) bool {
	if b.site == "" || a.site == b.site {
		return false
	}
	own := outletKey(b.site)
	for _, s := range a.item.Sources[:min(len(a.item.Sources), maxPeople)] {
		if outletKey(s) == own {
			return true
		}
	}
	return false
}

// outletKey folds an outlet's name or site to its first label without spaces and hyphens.
func outletKey(s string) string {
	s = strings.ToLower(s[:min(len(s), 100)])
	s, _, _ = strings.Cut(strings.TrimPrefix(s, "www."), ".")
	return strings.Join(wordList(s), "")
}
