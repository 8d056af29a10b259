package extract

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Some questions have no single rule that answers them: is this person accused, is this the day of the act, what kind of article
// is it. Cues speak for and against, and their weights add up. The cues are rules; the weights are in data/weights.txt, where
// they can be read and changed. They were fitted by logistic regression on the annotated articles of testdata/gold
// (go test ./extract -run TestWeights -fit), so that a cue counts for as much as it tells there and not for what its author hoped.

// cues are what speaks for or against something, by name; the value tells how much of it there is, 1 for what is or is not.
type cues map[string]float64

// add counts one more of a cue, up to most.
func (c cues) add(name string, n, most float64) { c[name] = min(c[name]+n, most) }

// is sets a cue if it holds.
func (c cues) is(name string, holds bool) {
	if holds {
		c[name] = 1
	}
}

// A model has a weight for each cue, and for none ("bias").
type model map[string]float64

// sum weighs cues: above 0 is more likely than not. It adds millionths, so that the order of the cues does not matter.
func (m model) sum(c cues) float64 {
	const unit = 1e6
	s := int64(math.Round(m["bias"] * unit))
	for name, x := range c {
		s += int64(math.Round(m[name] * x * unit))
	}
	return float64(s) / unit
}

// chance is the likelihood that a sum stands for.
func chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// strongest returns the cue that speaks most for it, for the explanation. What anybody in the text may share explains nothing: a class,
// a place among the first sentences, the number of mentions.
func (m model) strongest(c cues) string {
	best, most := "", 0.0
	for name, n := range c {
		if w := m[name] * n; w > 0 && (w > most || w == most && name < best) && !common.MatchString(name) {
			best, most = name, w
		}
	}
	return best
}

var common = regexp.MustCompile("class |first|mentioned|only one named|said of")

// readWeights reads weights.txt: "[model]", then "cue = weight" lines. Its errors name the line.
func readWeights(text string) (map[string]model, error) {
	models := map[string]model{}
	var in model
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			in = model{}
			models[strings.TrimSuffix(name, "]")] = in
			continue
		}
		cue, weight, ok := strings.Cut(line, " = ")
		w, err := strconv.ParseFloat(weight, 64)
		if !ok || err != nil || in == nil || math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("data/weights.txt:%d: a line is \"cue = weight\" below a [model]", n+1)
		}
		in[cue] = w
	}
	return models, nil
}
