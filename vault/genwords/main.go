// Command genwords makes vault/words.txt. How, and from what, is in
// vault/words.md; it needs the Debian packages hunspell and hunspell-id.
//
//	go run ./vault/genwords -list commonWords.json >words.txt
package main

import (
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

const size = 4096

var (
	//go:embed struck.txt
	struck string
	//go:embed added.txt
	added string

	shape = regexp.MustCompile(`^[a-z]{4,8}$`)
	// clitic finds pronouns and particles written onto a word ("bukuku",
	// "pergilah"): they make twins of words that are in the list anyway.
	clitic = regexp.MustCompile(`^(ku|kau)|(ku|mu|nya|lah|kah|pun)$`)
)

func main() {
	log.SetFlags(0)
	list := flag.String("list", "", "frequency list: a JSON array of words, the most frequent first")
	dic := flag.String("dic", "/usr/share/hunspell/id_ID.dic", "hunspell's Indonesian dictionary")
	flag.Parse()
	ranked, err := readRanked(*list)
	if err != nil {
		log.Fatal(err)
	}
	roots, derived, err := spell(ranked, *dic)
	if err != nil {
		log.Fatal(err)
	}
	words := choose(slices.Concat(roots, strings.Fields(added), derived))
	if len(words) < size {
		log.Fatalf("only %d words", len(words))
	}
	words = words[:size]
	slices.Sort(words)
	for _, w := range words {
		fmt.Println(w)
	}
}

// readRanked returns the words of the frequency list that have the right shape
// and are not struck.
func readRanked(name string) ([]string, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var all []string
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, w := range slices.Concat(strings.Fields(struck), strings.Fields(added)) {
		seen[w] = true
	}
	var ranked []string
	for _, w := range all {
		if shape.MatchString(w) && !seen[w] {
			seen[w] = true
			ranked = append(ranked, w)
		}
	}
	return ranked, nil
}

// spell drops what hunspell's Indonesian dictionary does not know and parts
// the root words, which stand in it, from those derived by its affix rules.
func spell(words []string, dic string) (roots, derived []string, err error) {
	b, err := os.ReadFile(dic)
	if err != nil {
		return nil, nil, err
	}
	isRoot := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		root, _, _ := strings.Cut(strings.TrimSpace(line), "/")
		isRoot[root] = true
	}
	cmd := exec.Command("hunspell", "-d", "id_ID", "-G") // prints the good ones
	cmd.Stdin = strings.NewReader(strings.Join(words, "\n"))
	out, err := cmd.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("hunspell: %w", err)
	}
	for _, w := range strings.Fields(string(out)) {
		switch {
		case isRoot[w]:
			roots = append(roots, w)
		case !clitic.MatchString(w):
			derived = append(derived, w)
		}
	}
	return roots, derived, nil
}

// choose returns many words no two of which are near, in the order of words:
// again and again it takes the word with the fewest near ones left, the first
// of equals, and drops those.
func choose(words []string) []string {
	near := make([][]int, len(words))
	for i := range words {
		for j := range i {
			if isNear(words[i], words[j]) {
				near[i] = append(near[i], j)
				near[j] = append(near[j], i)
			}
		}
	}
	left := make([]int, len(words)) // near ones left; -1: taken or dropped
	for i := range words {
		left[i] = len(near[i])
	}
	var taken []int
	for i := fewest(left); i >= 0; i = fewest(left) {
		taken = append(taken, i)
		left[i] = -1
		for _, j := range near[i] {
			if left[j] < 0 {
				continue
			}
			left[j] = -1
			for _, k := range near[j] {
				if left[k] > 0 {
					left[k]--
				}
			}
		}
	}
	slices.Sort(taken)
	chosen := make([]string, len(taken))
	for i, n := range taken {
		chosen[i] = words[n]
	}
	return chosen
}

// fewest returns the first index of the least number in left that is not
// negative, or -1.
func fewest(left []int) int {
	best := -1
	for i, n := range left {
		if n >= 0 && (best < 0 || n < left[best]) {
			best = i
		}
	}
	return best
}

// isNear tells whether one edit (a letter put in, left out or changed) at most
// lies between a and b.
func isNear(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
