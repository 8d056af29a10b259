package extract_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"netra/extract"
)

func chance(w, cues map[string]float64) float64 {
	s := w["bias"]
	for cue, x := range cues {
		s += w[cue] * x
	}
	return 1 / (1 + math.Exp(-s))
}

// regress fits a logistic regression with an L2 penalty by Newton's method. Cues of fewer than three articles of testdata get no
// weight. The examples of an article stand together.
func regress(all []example) map[string]float64 {
	const penalty, rare = 1.0, 3
	count, last := map[string]int{}, map[string]int{} // of articles; and the last one that was counted
	for _, e := range all {
		for cue := range e.Cues {
			if e.own && last[cue] != e.article {
				last[cue] = e.article
				count[cue]++
			}
		}
	}
	names := []string{"bias"}
	for _, cue := range slices.Sorted(maps.Keys(count)) {
		if count[cue] >= rare {
			names = append(names, cue)
		}
	}
	n := len(names)
	w := make([]float64, n)
	rows := make([][]float64, len(all))
	for i, e := range all {
		rows[i] = make([]float64, n)
		rows[i][0] = 1
		for j, name := range names[1:] {
			rows[i][j+1] = e.Cues[name]
		}
	}
	for range 25 {
		grad, hess := make([]float64, n), make([][]float64, n)
		for j := range hess {
			hess[j] = make([]float64, n)
			if j > 0 {
				grad[j], hess[j][j] = -penalty*w[j], penalty
			} else {
				hess[j][j] = 1e-6
			}
		}
		for i, x := range rows {
			s, y := 0.0, 0.0
			for j := range x {
				s += w[j] * x[j]
			}
			if all[i].yes {
				y = 1
			}
			p := 1 / (1 + math.Exp(-s))
			for j := range x {
				if x[j] == 0 {
					continue
				}
				grad[j] += (y - p) * x[j]
				for k := range x {
					hess[j][k] += p * (1 - p) * x[j] * x[k]
				}
			}
		}
		for j, step := range solve(hess, grad) {
			w[j] += step
		}
	}
	out := map[string]float64{}
	for j, name := range names {
		out[name] = w[j]
	}
	return out
}

// solve returns x of a x = b for a positive definite a, which it destroys.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	x := slices.Clone(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			f := a[k][i] / a[i][i]
			if f == 0 {
				continue
			}
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			x[k] -= f * x[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}

func TestRegressCountsArticles(t *testing.T) {
	var all []example
	add := func(article int, yes bool, cue string) {
		all = append(all, example{Example: extract.Example{Cues: map[string]float64{cue: 1}}, yes: yes, own: true, article: article})
	}
	for article := 1; article <= 4; article++ {
		add(article, true, "often")
		add(article, false, "often not")
	}
	for range 5 {
		add(5, true, "five times in one article")
	}
	w := regress(all)
	if w["often"] <= 0 || w["often not"] >= 0 {
		t.Errorf("weights %v: a cue that speaks for it has none above 0, or one against it none below", w)
	}
	if v, ok := w["five times in one article"]; ok {
		t.Errorf("a cue of one article has the weight %v", v)
	}
}

func TestArticlesOfAnEventAreHeldOutTogether(t *testing.T) {
	r, err := extract.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	articles, clustered, n := map[int]map[int]bool{}, 0, 0
	for _, examples := range examples(t, r) {
		for _, e := range examples {
			if articles[e.event] == nil {
				articles[e.event] = map[int]bool{}
			}
			articles[e.event][e.article] = true
		}
	}
	for _, dir := range fitted {
		size := map[string]int{}
		for _, text := range texts(t, dir) {
			n++
			if text.gold.Cluster != "" {
				size[text.gold.Cluster]++
			}
		}
		for _, s := range size {
			clustered += s - 1
		}
	}
	if len(articles) != n-clustered {
		t.Errorf("%d articles are of %d events, want %d", n, len(articles), n-clustered)
	}
}
