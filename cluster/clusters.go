package cluster

import (
	"cmp"
	"fmt"
	"slices"
)

// Clusters joins items along Confirmed edges, the surest first, and returns every item once: clusters by their first
// item, in each the positions in rising order. edges are those of Edges, perhaps with a person's decisions among them.
//
// An edge does not join two clusters
//
//   - if a member of the one and a member of the other contradict each other or have a Blocked edge: an article that names
//     nobody must not carry one accused to another;
//   - if their centres (the member with the most and surest edges in its cluster) are not even alike enough to be
//     suggested: a chain of articles, each like the next, may begin with one event and end with another.
//
// Neither holds for a page with itself. A person's join stands against a contradiction and against the centres, but not
// against a person's Blocked.
func Clusters(items []Item, edges []Edge) [][]int {
	j := newJoiner(items, edges)
	open := make([]Edge, 0, len(edges))
	for _, e := range edges {
		if e.State == Confirmed {
			open = append(open, e)
		}
	}
	less := j.order()
	slices.SortFunc(open, func(x, y Edge) int {
		return cmp.Or(x.Method.rank()-y.Method.rank(), cmp.Compare(y.Score, x.Score), less(x, y))
	})
	// A join moves a centre, and with it what may be joined; each pass but the last joins something.
	for before := -1; before != len(open); {
		before = len(open)
		open = slices.DeleteFunc(open, j.join)
	}
	return j.clusters()
}

func (m Method) rank() int {
	return slices.Index([]Method{Decided, SamePage, SameText, Copy, Event}, m)
}

// A joiner is a forest of clusters that grow together.
type joiner struct {
	items     []Item
	docs      map[int]*doc // made when a centre is first looked at
	parent    []int
	clusterOf []*joint // by root
	links     map[int][]link
	strength  []float64 // of an item: the sum of the scores of its links into its own cluster
	place     []int     // of an item in the order that does not hang on positions
}

// A joint is one cluster as it grows.
type joint struct {
	members  []int
	centre   int
	profiles map[string]*profile // the different ones among members: copies have one
}

type link struct {
	to      int
	score   float64
	blocked Method // the method of a Blocked edge, else empty
}

func newJoiner(items []Item, edges []Edge) *joiner {
	j := &joiner{
		items: items, docs: map[int]*doc{}, links: map[int][]link{}, parent: make([]int, len(items)),
		clusterOf: make([]*joint, len(items)), strength: make([]float64, len(items)), place: make([]int, len(items)),
	}
	byPlace := make([]int, len(items))
	for i := range items {
		j.parent[i], byPlace[i] = i, i
	}
	slices.SortStableFunc(byPlace, func(a, b int) int { return compareItems(&items[a], &items[b]) })
	for n, i := range byPlace {
		j.place[i] = n
	}
	for _, e := range edges {
		l := link{score: e.Score}
		if e.State == Blocked {
			l = link{blocked: e.Method}
		}
		l.to = e.B
		j.links[e.A] = append(j.links[e.A], l)
		l.to = e.A
		j.links[e.B] = append(j.links[e.B], l)
	}
	return j
}

// order compares edges by the places of their items.
func (j *joiner) order() func(x, y Edge) int {
	ends := func(e Edge) (int, int) { return min(j.place[e.A], j.place[e.B]), max(j.place[e.A], j.place[e.B]) }
	return func(x, y Edge) int {
		a, b := ends(x)
		c, d := ends(y)
		return cmp.Or(a-c, b-d)
	}
}

func (j *joiner) root(i int) int {
	for j.parent[i] != i {
		j.parent[i] = j.parent[j.parent[i]]
		i = j.parent[i]
	}
	return i
}

func (j *joiner) cluster(root int) *joint {
	if j.clusterOf[root] == nil {
		p := newProfile(&j.items[root])
		j.clusterOf[root] = &joint{[]int{root}, root, map[string]*profile{fmt.Sprint(p): &p}}
	}
	return j.clusterOf[root]
}

// join joins the clusters of e's items and reports whether nothing is left to do for e.
func (j *joiner) join(e Edge) bool {
	a, b := j.root(e.A), j.root(e.B)
	if a == b {
		return true
	}
	if len(j.cluster(a).members) < len(j.cluster(b).members) ||
		len(j.cluster(a).members) == len(j.cluster(b).members) && j.place[b] < j.place[a] {
		a, b = b, a
	}
	x, y := j.cluster(a), j.cluster(b)
	if j.keptApart(a, y, e.Method) {
		return false
	}
	if e.Method != SamePage && e.Method != Decided && (contradict(x, y) || !j.alike(x.centre, y.centre)) {
		return false
	}
	centre := j.stronger(x.centre, y.centre)
	var touched []int
	for _, i := range y.members {
		for _, l := range j.links[i] {
			if l.blocked == "" && j.root(l.to) == a {
				j.strength[i] += l.score
				j.strength[l.to] += l.score
				touched = append(touched, i, l.to)
			}
		}
	}
	for _, i := range touched {
		centre = j.stronger(centre, i)
	}
	x.centre = j.stronger(centre, j.stronger(x.centre, y.centre))
	x.members = append(x.members, y.members...)
	for k, p := range y.profiles {
		x.profiles[k] = p
	}
	j.parent[b], j.clusterOf[b] = a, nil
	return true
}

// keptApart reports whether a Blocked edge leads from y to the cluster of root a that an edge by method m must heed.
func (j *joiner) keptApart(a int, y *joint, m Method) bool {
	for _, i := range y.members {
		for _, l := range j.links[i] {
			if l.blocked != "" && j.root(l.to) == a && (l.blocked == Decided || m != Decided && m != SamePage) {
				return true
			}
		}
	}
	return false
}

func contradict(x, y *joint) bool {
	for _, p := range x.profiles {
		for _, q := range y.profiles {
			if p.contradicts(q) != "" {
				return true
			}
		}
	}
	return false
}

// alike reports whether two items have an edge that is not Blocked, or would have been given one as candidates, by
// more than a person in common.
func (j *joiner) alike(a, b int) bool {
	for _, l := range j.links[a] {
		if l.to == b {
			return l.blocked == "" && l.score >= suggested
		}
	}
	e, ok := compareAll(j.doc(a), j.doc(b))
	return ok && e.State != Blocked && e.Score >= suggested
}

func (j *joiner) doc(i int) *doc {
	if j.docs[i] == nil {
		d := prepare(&j.items[i])
		j.docs[i] = &d
	}
	return j.docs[i]
}

func (j *joiner) stronger(a, b int) int {
	if cmp.Or(cmp.Compare(j.strength[b], j.strength[a]), j.place[a]-j.place[b]) > 0 {
		return b
	}
	return a
}

func (j *joiner) clusters() [][]int {
	byRoot := map[int][]int{}
	var roots []int
	for i := range j.items {
		r := j.root(i)
		if byRoot[r] == nil {
			roots = append(roots, r)
		}
		byRoot[r] = append(byRoot[r], i)
	}
	out := make([][]int, 0, len(roots))
	for _, r := range roots {
		out = append(out, byRoot[r])
	}
	return out
}
