package cluster

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"netra/calendar"
	"netra/gazetteer"
)

// A context is what two items must share to be candidates for one event: a regency (or a province, of items that know no
// more), or a telling word of the name of an accused or a beneficiary.

// contexts returns the sorted keys of d's contexts.
func contexts(d *doc) []uint64 {
	var keys []uint64
	for _, c := range d.profile.regions {
		for c.Level() > gazetteer.Regency {
			c = c.Parent()
		}
		keys = append(keys, hash(hash(hashStart, "region "), string(c)))
	}
	for _, list := range [][]name{d.profile.accused, d.benefits} {
		for _, n := range list {
			for _, w := range n.words {
				if !givens[w] {
					keys = append(keys, hash(hash(hashStart, "name "), w))
				}
			}
		}
	}
	slices.Sort(keys)
	return slices.Clip(slices.Compact(keys))
}

func shareContext(a, b *doc) bool {
	for _, k := range a.contexts {
		if _, ok := slices.BinarySearch(b.contexts, k); ok {
			return true
		}
	}
	return false
}

// sharedContexts calls yield for pairs of items that share a context and lie within the window of each other by one of
// their days, or of which one has no day.
func sharedContexts(docs []doc, yield func(i, j int)) {
	groups := map[uint64][]int32{}
	for i := range docs {
		for _, k := range docs[i].contexts {
			groups[k] = append(groups[k], int32(i))
		}
	}
	keys := make([]uint64, 0, len(groups))
	for k, g := range groups {
		if len(g) > 1 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		newGroup(docs, groups[k]).pairs(yield)
	}
}

// A group holds the items of one context: first those without a day, by position, then an entry for each day of each of
// the others, by day.
type group struct {
	docs    []doc
	entries []entry
	undated int
	// posting holds, by word, the entries with it among their telling words, in order; made only if the group is big.
	posting map[uint32][]int
	telling [][]uint32 // by entry
}

type entry struct {
	doc int
	day int // days since an arbitrary one
}

func newGroup(docs []doc, members []int32) *group {
	g := &group{docs: docs}
	epoch := calendar.NewDate(2000, 1, 1)
	for _, i := range members {
		if len(docs[i].days) == 0 {
			g.entries = append(g.entries, entry{doc: int(i)})
		}
	}
	g.undated = len(g.entries)
	for _, i := range members {
		for _, d := range docs[i].days {
			g.entries = append(g.entries, entry{int(i), d.Sub(epoch)})
		}
	}
	slices.SortFunc(g.entries[g.undated:], func(a, b entry) int { return cmp.Or(a.day-b.day, a.doc-b.doc) })
	return g
}

func (g *group) pairs(yield func(i, j int)) {
	for n, e := range g.entries {
		// Compared with are all without a day before n, and of those with one the days before within the window.
		undated, from := min(n, g.undated), n
		if n >= g.undated {
			from = g.undated + sort.Search(n-g.undated, func(i int) bool {
				return g.entries[g.undated+i].day >= e.day-outcome
			})
		}
		if undated+n-from <= maxGroup {
			for _, f := range g.entries[:undated] {
				yield(f.doc, e.doc)
			}
			for _, f := range g.entries[from:n] {
				yield(f.doc, e.doc)
			}
			continue
		}
		for _, f := range g.alike(n, from) {
			yield(f, e.doc)
		}
	}
}

// alike returns the items of at most maxGroup entries before entry n, either without a day or from the entry from on, that
// share most of n's telling words, by how rare these are.
func (g *group) alike(n, from int) []int {
	if g.posting == nil {
		g.index()
	}
	shared := map[int]float64{}
	count := func(before []int, tells float64) {
		for _, i := range before[max(0, len(before)-maxPosting):] {
			shared[i] += tells
		}
	}
	for _, w := range g.telling[n] {
		list := g.posting[w]
		tells := math.Log(float64(len(g.entries)+1) / float64(len(list)))
		end := sort.SearchInts(list, n)
		undated := min(end, sort.SearchInts(list, g.undated))
		count(list[:undated], tells)
		count(list[max(undated, sort.SearchInts(list[:end], from)):end], tells)
	}
	best := make([]int, 0, len(shared))
	for i := range shared {
		best = append(best, i)
	}
	slices.SortFunc(best, func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), b-a) })
	best = best[:min(len(best), maxGroup)]
	for k, i := range best {
		best[k] = g.entries[i].doc
	}
	return best
}

// index makes posting and telling. Of an item's words those tell that the fewest of the group have: in a group of one
// city the city's name says nothing. A word that no other has finds nobody.
func (g *group) index() {
	seen := map[uint32]int{}
	for _, e := range g.entries {
		for _, t := range g.docs[e.doc].bodyVec {
			seen[t.word]++
		}
	}
	g.posting = map[uint32][]int{}
	g.telling = make([][]uint32, len(g.entries))
	for n, e := range g.entries {
		var rare []uint32
		for _, t := range g.docs[e.doc].bodyVec {
			if seen[t.word] > 1 {
				rare = append(rare, t.word)
			}
		}
		slices.SortFunc(rare, func(a, b uint32) int { return cmp.Or(seen[a]-seen[b], cmp.Compare(a, b)) })
		rare = slices.Clone(rare[:min(len(rare), maxTelling)])
		g.telling[n] = rare
		for _, w := range rare {
			g.posting[w] = append(g.posting[w], n)
		}
	}
}
