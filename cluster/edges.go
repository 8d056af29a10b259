package cluster

import (
	"cmp"
	"slices"
	"strings"

	"netra/gazetteer"
)

// Layer 1: when texts are alike.
const (
	sameText = 0.85 // Jaccard
	copied   = 0.60 // Jaccard
	within   = 0.80 // containment
	// Two captions of one line ("Viral ASN pose dua jari") may be alike word by word and tell of two events, so a text
	// of fewer words joins nothing by its text alone; it is suggested.
	shortText = 25
	// One title on one site is one page if the texts share as much as two versions of one article do.
	samePageText = 0.30
	samePageDays = 2
)

// Bounds on candidates. Pairs that are lost by them have many others like them nearby.
const (
	// maxBucket: texts with one band in common, of which each is compared with so many before it. A text copied a
	// thousand times stays one chain of copies, since neighbours in the bucket are compared.
	maxBucket = 32
	// maxGroup: items with one place or one name in common within the window, of which each is compared with so many. In
	// a bigger group, as of a capital in the week of a vote, those are taken that share the most of the item's telling
	// words: two texts that share none of those would not score as an event.
	maxGroup = 32
	// maxTelling is how many of an item's words are looked at then, and maxPosting how many items of each.
	maxTelling = 16
	maxPosting = 32
)

// Edges returns the pairs that are one or may be, each once, by A and then by B. Pairs that would be but for a
// contradiction are Blocked.
//
// Not all pairs are looked at, but those with the same address or title, with a band of their signatures in common, or
// with a regency, a name of an accused or a beneficiary in common within 21 days (90 for what comes of an act); time and memory are linear in the items
// save for sorting. The order of the items changes nothing but the positions, and an item that shares none of these with
// another does not change what becomes of the others.
func Edges(items []Item) []Edge {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareItems(&items[i], &items[j]) })
	docs := make([]doc, len(items))
	for n, i := range order {
		docs[n] = prepare(&items[i])
	}
	found := map[[2]int]bool{}
	var edges []Edge
	try := func(i, j int, compare func(a, b *doc) (Edge, bool)) {
		if i == j || found[[2]int{min(i, j), max(i, j)}] {
			return
		}
		if e, ok := compare(&docs[i], &docs[j]); ok {
			found[[2]int{min(i, j), max(i, j)}] = true
			e.A, e.B = min(order[i], order[j]), max(order[i], order[j])
			edges = append(edges, e)
		}
	}
	samePages(docs, func(i, j int) { try(i, j, comparePages) })
	sharedBands(docs, func(i, j int) { try(i, j, compareAll) })
	sharedContexts(docs, func(i, j int) {
		if near(&docs[i], &docs[j]) {
			try(i, j, compareAll)
		}
	})
	slices.SortFunc(edges, func(x, y Edge) int { return cmp.Or(x.A-y.A, x.B-y.B) })
	return edges
}

func compareItems(a, b *Item) int {
	return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.URL, b.URL), strings.Compare(a.Title, b.Title),
		strings.Compare(a.Text, b.Text))
}

// comparePages is layer 0. It knows no contradiction: a page that was corrected and now names another is still that page.
func comparePages(a, b *doc) (Edge, bool) {
	switch {
	case a.page != "" && a.page == b.page:
		return Edge{Method: SamePage, Score: 1, State: Confirmed, Reasons: []Reason{{SameAddress, 1, 1}}}, true
	case a.title != "" && a.title == b.title && a.site != "" && a.site == b.site:
		if len(a.public) > 0 && len(b.public) > 0 && nearest(a.public, b.public) > samePageDays {
			return Edge{}, false // a head that comes again
		}
		if alike := a.shingles.Jaccard(b.shingles); alike >= samePageText {
			return Edge{Method: SamePage, Score: 1, State: Confirmed,
				Reasons: []Reason{{SameTitle, 1, 1 - alike}, {TextAlike, alike, alike}}}, true
		}
	}
	return Edge{}, false
}

// compareAll is layers 1 and 2, and returns the edge of the one that says more.
func compareAll(a, b *doc) (Edge, bool) {
	words := a.bodyVec.cosine(b.bodyVec)
	text, okText := compareTexts(a, b, words)
	if okText && text.Method != SameText && otherAccused(a.accused, b.accused) {
		text.State = Suggested // a paper's form for such news, filled in for somebody else
	}
	if okText && text.State == Confirmed {
		return unlessContradicted(text, a, b), true
	}
	event, okEvent := compareEvents(a, b, words)
	switch {
	case okEvent && (event.State == Confirmed || !okText):
		return unlessContradicted(event, a, b), true
	case okText:
		return unlessContradicted(text, a, b), true
	}
	return Edge{}, false
}

func unlessContradicted(e Edge, a, b *doc) Edge {
	if why := a.profile.contradicts(&b.profile); why != "" {
		e.State = Blocked
		e.Reasons = append(e.Reasons, Reason{why, 1, -e.Score})
	}
	return e
}

func compareTexts(a, b *doc, words float64) (Edge, bool) {
	// Texts of which one is more than five times the other's length are not compared: a round-up holds many captions.
	if min(len(a.shingles), len(b.shingles))*5 < max(len(a.shingles), len(b.shingles)) {
		return Edge{}, false
	}
	if words < copied/2 {
		return Edge{}, false // far from sharing their runs of words; this is the cheaper test
	}
	alike, part := a.shingles.compare(b.shingles)
	if alike < copied && part < within {
		return Edge{}, false
	}
	if a.site != "" && a.site == b.site {
		alike, part := a.opening().compare(b.opening())
		if alike < copied && part < within {
			return Edge{}, false // what is alike is the end, where a paper puts what stands under each of its articles
		}
	}
	e := Edge{Method: Copy, Score: alike, State: Confirmed, Reasons: []Reason{{TextAlike, alike, alike}}}
	switch {
	case alike >= sameText:
		e.Method = SameText
	case alike < copied:
		e.Score, e.State, e.Reasons = part, Suggested, []Reason{{TextWithin, part, part}}
	}
	if min(a.words, b.words) < shortText {
		e.State = Suggested
	}
	return e, true
}

func compareEvents(a, b *doc, words float64) (Edge, bool) {
	if !shareContext(a, b) || !near(a, b) {
		return Edge{}, false
	}
	score, reasons := scoreEvent(a, b, words)
	e := Edge{Method: Event, Score: score, Reasons: reasons, State: Confirmed}
	if score < joined || doubts(a, b, reasons) > tolerated {
		e.State = Suggested
	}
	// What is said of one person in one regency within weeks is worth a look, whatever the words.
	known := sharePerson(a, b) && a.profile.commonRegion(&b.profile) >= gazetteer.Regency
	return e, score >= suggested || known
}

// samePages calls yield for each item and the first before it with the same address, and the one right before it with the
// same title on the same site.
func samePages(docs []doc, yield func(i, j int)) {
	first := map[string]int{}
	for i, d := range docs {
		if d.page != "" {
			if j, ok := first[d.page]; ok {
				yield(j, i)
			} else {
				first[d.page] = i
			}
		}
	}
	byTitle := map[[2]string][]int{}
	for i, d := range docs {
		if d.title != "" && d.site != "" {
			k := [2]string{d.site, d.title}
			byTitle[k] = append(byTitle[k], i)
		}
	}
	for _, group := range byTitle {
		for n, i := range group {
			for _, j := range group[max(0, n-maxBucket):n] {
				yield(j, i)
			}
		}
	}
}

// sharedBands calls yield for pairs with a band of their signatures in common, one band after the other so that only one
// is in memory.
func sharedBands(docs []doc, yield func(i, j int)) {
	type entry struct {
		key uint64
		doc int
	}
	keys := make([][bands]uint64, len(docs))
	for i := range docs {
		keys[i] = docs[i].shingles.Sign().Bands()
	}
	entries := make([]entry, 0, len(docs))
	for b := range bands {
		entries = entries[:0]
		for i := range docs {
			if len(docs[i].shingles) > 0 {
				entries = append(entries, entry{keys[i][b], i})
			}
		}
		slices.SortFunc(entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.key, y.key), x.doc-y.doc) })
		start := 0
		for n, e := range entries {
			if e.key != entries[start].key {
				start = n
			}
			for _, f := range entries[max(start, n-maxBucket):n] {
				yield(f.doc, e.doc)
			}
		}
	}
}
