package cluster

import (
	"fmt"
	"testing"

	"netra/calendar"
)

// All of one city on one day, and half of them without a day: each is compared with no more than maxGroup others in each
// context, where all pairs would be four million.
func TestPopularPlaceIsNotQuadratic(t *testing.T) {
	const n = 3000
	docs := make([]doc, n)
	for i := range docs {
		it := Item{ID: fmt.Sprint(i), Region: "31.71.02", Text: fmt.Sprintf("Camat wangsa%d berpidato di pendapa lama %d", i%40, i)}
		if i%2 == 0 {
			it.Published = calendar.NewDate(2024, 11, 20)
		}
		docs[i] = prepare(&it)
	}
	pairs := map[[2]int]int{}
	sharedContexts(docs, func(i, j int) { pairs[[2]int{min(i, j), max(i, j)}]++ })
	if len(pairs) > n*maxGroup {
		t.Errorf("%d pairs of %d items, want at most %d", len(pairs), n, n*maxGroup)
	}
	kin := 0
	for p := range pairs {
		if p[0]%40 == p[1]%40 {
			kin++
		}
	}
	if kin < n*20 {
		t.Errorf("only %d pairs share their telling word", kin)
	}
}
