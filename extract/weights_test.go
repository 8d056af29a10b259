package extract_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netra/eval"
	"netra/extract"
	"netra/extract/page"
)

var (
	fit  = flag.Bool("fit", false, "fit data/weights.txt to the articles of testdata/gold and tell how well it does on those left out")
	more = flag.String("more", "", "further gold folders to fit to, with spaces between")
)

// fitted are the sets that the weights are fitted to. Set h is not among them: nobody who wrote rules has seen it.
var fitted = []string{"testdata/gold/a", "testdata/gold/b", "testdata/gold/c", "testdata/gold/d", "testdata/gold/e", "testdata/gold/f", "testdata/gold/g", "testdata/gold/h",
	"testdata/gold/i", "testdata/gold/j", "testdata/gold/k"}

// A text is an annotated article.
type text struct {
	page page.Page
	gold eval.Record
}

func texts(t testing.TB, dir string) (out []text) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	gold, err := eval.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gold {
		b, err := os.ReadFile(filepath.Join(dir, "articles", g.ID))
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Parse(b, page.Hint{Name: g.ID})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, text{p, g})
	}
	return out
}

// An example is what a model was asked, and whether the annotation says yes.
type example struct {
	extract.Example
	yes     bool
	own     bool // of an article of testdata
	article int  // counted from 1
	event   int  // counted from 0; articles of one event are held out together, for they tell the same
}

// examples reads the fitted articles and labels what the models were asked.
func examples(t testing.TB, r *extract.Reader) map[string][]example {
	out := map[string][]example{}
	n := 0
	events := map[string]int{}
	dirs := slices.Clone(fitted)
	if *fit {
		dirs = append(dirs, strings.Fields(*more)...)
	}
	for _, dir := range dirs {
		for _, text := range texts(t, dir) {
			n++
			key := dir + " " + cmp.Or(text.gold.Cluster, text.gold.ID) // clusters are named within a set
			event, ok := events[key]
			if !ok {
				event = len(events)
				events[key] = event
			}
			for _, e := range r.Examples(&text.page) {
				if named(e, text.gold) || unquoted(e, text.gold) || e.Model == "kind "+extract.OtherOfficial && text.gold.Kind != extract.Allegation && text.gold.Kind != extract.OtherOfficial {
					continue
				}
				out[e.Model] = append(out[e.Model], example{e, label(e, text.gold), slices.Contains(fitted, dir), n, event})
			}
		}
	}
	return out
}

// named reports whether an example is a group of whom gold knows the names: neither yes nor no.
func named(e extract.Example, gold eval.Record) bool {
	return e.Model == "accused" && e.Name == "" && slices.ContainsFunc(gold.Accused, func(a eval.Person) bool {
		return a.Name != "" && (e.Servants || eval.SamePerson(eval.Person{Position: a.Position}, eval.Person{Position: e.Position}))
	})
}

// unquoted reports whether an example is a statement that gold does not have.
func unquoted(e extract.Example, gold eval.Record) bool {
	return strings.HasPrefix(e.Model, "stance ") && !slices.ContainsFunc(gold.Statements, func(s eval.Statement) bool { return eval.SameQuote(s, eval.Statement{Start: e.Name}) })
}

func label(e extract.Example, gold eval.Record) bool {
	switch e.Model {
	case "accused":
		return slices.ContainsFunc(gold.Accused, func(a eval.Person) bool {
			return e.Name != "" && a.Name == e.Name || eval.SamePerson(a, eval.Person{Name: e.Name, Position: e.Position})
		})
	case "event date":
		return slices.Contains(gold.EventDates, e.Day.String())
	}
	if stance, ok := strings.CutPrefix(e.Model, "stance "); ok {
		return slices.ContainsFunc(gold.Statements, func(s eval.Statement) bool {
			return eval.SameQuote(s, eval.Statement{Start: e.Name}) && s.Stance == stance
		})
	}
	kind, _ := strings.CutPrefix(e.Model, "kind ")
	return kind == gold.Kind || kind == extract.Allegation && gold.Kind == extract.OtherOfficial
}

// TestWeights checks that every question has weights and that each weight is of a cue that some article shows. A cue without a weight
// counts nothing, as a rare one should. With -fit it writes the weights anew.
func TestWeights(t *testing.T) {
	r, err := extract.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	all := examples(t, r)
	if !*fit {
		for name, examples := range all {
			seen := map[string]bool{"bias": true}
			for _, e := range examples {
				for cue := range e.Cues {
					seen[cue] = true
				}
			}
			for cue := range r.Weights()[name] {
				if !seen[cue] {
					t.Errorf("weights.txt has [%s] %s, which no article shows", name, cue)
				}
			}
			if len(r.Weights()[name]) < 2 {
				t.Errorf("weights.txt has no [%s]", name)
			}
		}
		return
	}
	var b strings.Builder
	b.WriteString("# How much each cue speaks for (above 0) or against (below 0) the answer yes. \"bias\" is for no cue. doc/reading.md tells more.\n" +
		"# Fitted: go test ./extract -run TestWeights -fit\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name == "accused" {
			crossValidate(t, "named", all[name], func(e example) bool { return e.Name != "" })
			crossValidate(t, "unnamed", all[name], func(e example) bool { return e.Name == "" })
		} else {
			crossValidate(t, name, all[name], nil)
		}
		w := regress(all[name])
		fmt.Fprintf(&b, "\n[%s]\n", name)
		for _, cue := range slices.SortedFunc(maps.Keys(w), func(a, b string) int {
			if c := w[b] - w[a]; c != 0 {
				return int(math.Copysign(1, c))
			}
			return strings.Compare(a, b)
		}) {
			if v := math.Round(w[cue]*100) / 100; v != 0 {
				fmt.Fprintf(&b, "%s = %g\n", cue, v)
			}
		}
	}
	if err := os.WriteFile("data/weights.txt", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// crossValidate tells how the model does on events that it was not fitted to.
func crossValidate(t *testing.T, name string, all []example, only func(example) bool) {
	const folds = 10
	for _, least := range []float64{0.4, 0.5, 0.6, 0.7} {
		hit, said, gold := 0, 0, 0
		for f := range folds {
			var train, test []example
			for _, e := range all {
				if e.event%folds == f {
					test = append(test, e)
				} else {
					train = append(train, e)
				}
			}
			w := regress(train)
			for _, e := range test {
				if only != nil && !only(e) {
					continue
				}
				yes := chance(w, e.Cues) >= least
				if yes {
					said++
				}
				if e.yes {
					gold++
				}
				if yes && e.yes {
					hit++
				}
			}
		}
		p, r := float64(hit)/float64(max(said, 1)), float64(hit)/float64(max(gold, 1))
		t.Logf("%-18s from %.1f: precision %.2f recall %.2f F1 %.2f of %d in %d", name, least, p, r, 2*p*r/max(p+r, 1e-9), gold, len(all))
	}
}
