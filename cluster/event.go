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
// To join takes log-odds of 1.4 above the bias of -4.25, so 5.65. Two papers that tell of one event in their own words
// have a cosine of .2 to .4 here, two events of one kind seldom more than .15. So
//
//   - the same named accused (2.5) in one regency (1) with the same act (1) and day (1) join if the words are at all alike;
//   - without dates and acts the same accused joins in one district only (1.5), with words alike to a fourth or more;
//   - the same accused and regency with another act, or on another day, lack 2.5 of these and stay apart;
//   - nobody named, but office (.5), regency (1), act (1) and day (1) alike: 2 and more must come from the words, which
//     takes a cosine above a fourth in text and title, more than two events in one office have.
var weight = map[Feature]float64{
	TitleWords:  2,
	BodyWords:   6,
	AccusedName: 2.5,
	Beneficiary: 0.5,
	NameInText:  1.25,
	SameOffice:  0.5,
	RegionDepth: 1.5,
	SameAct:     1,
	OtherAct:    -1.5,
	CloseInTime: 1,
	OtherDay:    -1.5,
	NamesSource: 1,
}

// bias is the log-odds of two articles that have nothing in common but a candidate's key.
const bias = -4.25

// What an event's score must reach.
const (
	joined    = 0.80
	suggested = 0.55
)

// window is how many days may lie between two articles on one event, by any of their dates. A sanction comes weeks later,
// but the article on it mostly says on which day the act was.
const window = 21

// memory is the time, in days, in which closeness in time fades to a third.
const memory = 5.0

// near reports whether two items are candidates for one event by time.
func near(a, b *doc) bool {
	return len(a.days) == 0 || len(b.days) == 0 || nearest(a.days, b.days) <= window
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
	add(TitleWords, a.titleVec.cosine(b.titleVec)*min(a.titleTrust, b.titleTrust))
	add(BodyWords, words*min(a.bodyTrust, b.bodyTrust))
	same := samePerson(a.accused, b.accused)
	add(AccusedName, same)
	add(Beneficiary, bestMatch(a.benefits, b.benefits))
	if same == 0 {
		add(SameOffice, officesAlike(a.accused, b.accused))
		if mentions(a, b) || mentions(b, a) {
			add(NameInText, 1)
		}
	}
	add(RegionDepth, depth(a.profile.commonRegion(&b.profile)))
	if len(a.acts) > 0 && len(b.acts) > 0 {
		if acts := sameActs(a.acts, b.acts); acts > 0 {
			add(SameAct, acts)
		} else {
			add(OtherAct, 1)
		}
	}
	if days, known, acts := gap(a, b); known {
		add(CloseInTime, math.Exp(-float64(days)/memory))
		if acts && days > 0 {
			add(OtherDay, 1)
		}
	}
	if names(a, b) || names(b, a) {
		add(NamesSource, 1)
	}
	return 1 / (1 + math.Exp(-odds)), reasons
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

// sameActs returns the share of the acts of the one that alleges fewer which the other alleges too.
func sameActs(a, b []string) float64 {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if x == y {
				n++
			}
		}
	}
	return float64(n) / float64(min(len(a), len(b)))
}

// mentions reports whether a's text has all words of the name of one of b's accused, while nobody is known to be accused
// in a by name: the reader may have missed it. Half of a name's weight, since the text may quote them on another matter.
func mentions(a, b *doc) bool {
	if len(a.profile.accused) > 0 {
		return false
	}
	for _, n := range b.profile.accused {
		telling := slices.ContainsFunc(n.words, func(w string) bool { return !givens[w] })
		if telling && !slices.ContainsFunc(n.words, func(w string) bool { return !a.bodyVec.has(w) }) {
			return true
		}
	}
	return false
}

// names reports whether a's text names the outlet of b as its source, by the first label of its site: "KlikKaltim.com" and
// "Klik Kaltim" are klikkaltim.com.
func names(a, b *doc) bool {
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
