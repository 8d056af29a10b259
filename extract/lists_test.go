package extract

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestListsRefuse(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"words before the first name":       {"bagi", "data/lists.txt:1: words need a [name] before them"},
		"a name that does not end":          {"# why\n[giving\nbagi", "data/lists.txt:2: a list begins with [name]"},
		"two lists of one name":             {"[a]\nx\n[a]\ny", "data/lists.txt:3: a list begins with [name], and no two have one name"},
		"a list that is not above":          {"[a]\n+b\n[b]\nx", "data/lists.txt:2: no list above is named b"},
		"leaving out what is not there":     {"[a]\nx !y", "data/lists.txt:2: y is not in the list that it is left out of"},
		"a word that is written twice":      {"[a]\nx y\ny", "data/lists.txt:3: y is written twice"},
		"leaving out before it comes in":    {"[a]\n!x x", "data/lists.txt:2: x is not in the list that it is left out of"},
		"a list without a name in brackets": {"[]\nx", "data/lists.txt:1: a list begins with [name]"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readLists(c.text); err == nil || !strings.HasPrefix(err.Error(), c.says) {
				t.Errorf("%v, want %s...", err, c.says)
			}
		})
	}
}

func TestListsHold(t *testing.T) {
	all, err := readLists("# c\n[a]\nx , - !\n y\n[b]\n+a bagi:membagi !membagii !x\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a": "x , - ! y", "b": ", - ! y bagi bagikan bagii bagiin dibagi dibagikan dibagii dibagiin membagi membagikan membagiin"} {
		if got := words(want); !maps.Equal(all[name], got) {
			t.Errorf("%s holds %v, want %v", name, all[name], got)
		}
	}
}

func TestFramesRefuse(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"an act that there is none":    {"[bribery]\ngiving .. goods within 4", "data/frames.txt:1: no act is named [bribery]"},
		"a line before the first act":  {"giving .. goods within 4", "data/frames.txt:1: a line is"},
		"a list that there is none":    {"[pose_or_gesture]\n\nshowing .. toes within 3", "data/frames.txt:3: lists.txt has no list [toes]"},
		"two words without a distance": {"[pose_or_gesture]\nshowing .. fingers", "data/frames.txt:2: a line is"},
		"a condition that is none":     {"[pose_or_gesture]\nshowing .. fingers within 3, often", "data/frames.txt:2: a line is"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readFrames(c.text); err == nil || !strings.HasPrefix(err.Error(), c.says) {
				t.Errorf("%v, want %s...", err, c.says)
			}
		})
	}
}

// A list that nothing uses would mislead whoever adds words to it.
func TestEveryListIsUsed(t *testing.T) {
	frames, err := files.ReadFile("data/frames.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, err := files.ReadFile("data/lists.txt")
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile("lists.go")
	if err != nil {
		t.Fatal(err)
	}
	for name := range lists {
		act, background := strings.CutPrefix(name, "background ")
		switch {
		case background && strings.Contains(strings.Join(actLabels, " "), act):
		case strings.Contains(string(code), `list("`+name+`")`):
		case regexp.MustCompile(`(?m)^[^#]*\b` + name + `\b`).Match(frames):
		case regexp.MustCompile(`(?m)^([^#]* )?\+` + name + `\b`).Match(text):
		default:
			t.Errorf("nothing uses the list [%s]", name)
		}
	}
}
