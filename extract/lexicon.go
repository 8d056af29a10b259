package extract

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"netra/bahasa"
)

//go:embed data
var files embed.FS

// A topic is one lexicon file: what its patterns tell.
type topic uint8

const (
	topicTitles topic = iota
	topicUnits
	topicBodies
	topicVerbs
	topicStances
	topicActs
	topicContext
	topicKinds
	topicStatuses
	topicEvidence
	topicElections
	topicRoles
	topicParties
	topicDays
	topicWords
	topicSources
	topicLanguages
	topics
)

var topicFiles = [topics]string{"titles", "units", "bodies", "verbs", "stances", "acts", "context", "kinds", "statuses", "evidence",
	"elections", "roles", "parties", "days", "words", "sources", "languages"}

// sections are the names that the sections of a topic may have, as regular expressions that match a name in full. Open is only what
// names something in the record: bodies and parties.
var sections = [topics]string{
	topicTitles: "asn|village|police|honorary|head|generic|politician|counsel|supervisor",
	topicUnits:  "unit",
	topicBodies: "(supervisor|commission|inspectorate|employer|ngo) .+",
	topicVerbs:  "after|before|passive|shout",
	topicStances: "denies|belittles|confirms|regrets|unaware|awaits|procedure|done|sanction|accuses|evidence|told|appeals|forbids|must|hopes|" +
		"demands|condemns|if|i|we|they|not|asks",
	topicActs: "attend_candidate_event|campaign_attribute|covert_meeting|data_collection_or_mobilisation|give_money_or_goods|" +
		"order_subordinates|party_membership_or_candidacy|pose_or_gesture|promote_candidate|register_or_accompany_candidate|" +
		"social_media_engagement|social_media_post|use_state_facility_or_program",
	topicContext: "negation|opaque|prohibition|condition|hedge|passive|toward|answers|caught|matter|elsewhere|false",
	topicKinds:   "neutral|statistic|appeal|regulation|concrete|elsewhere|nothing to do",
	topicStatuses: "(no_report_received|tracing|reviewing|registered|summoned|clarified|warned|sanctioned|recommended|sent|forwarded|" +
		"dismissed|dropped|proven) (-|begun|reported|reviewing|clarifying|dismissed|proven|sent|recommended|forwarded|judged|sanctioned|verdict)|" +
		"(plan|order|first|unreal|other|object|opaque) -|actor (reporter|employer|candidate_team)",
	topicEvidence:  "photo|screenshot|video|audio|document|witness|data|whatsapp|facebook|instagram|tiktok|email|other|paper|called|office|shown",
	topicElections: "pemilu|pilkada|neither",
	topicRoles: "caleg|capres-cawapres|capres|cawapres|calon (gubernur|bupati|wali kota)( dan wakil (gubernur|bupati|wali kota))?|" +
		"calon wakil (gubernur|bupati|wali kota)|calon kepala daerah|paslon|supported",
	topicParties:   ".+",
	topicDays:      "event|other|upload|held",
	topicWords:     "word|thing|also a name|direction",
	topicSources:   "source|line|outlet",
	topicLanguages: "indonesian|malay|javanese|sundanese|english",
}

// reach is how many tokens " .. " may skip.
const reach = 7

// An entry is one pattern's end: its section and, where " .. " follows, the rest that must come within reach.
type entry struct {
	topic   topic
	section string
	rest    []uint32 // ids of entries that may follow, each the last part of this pattern; nil if this is all of it
	part    uint32   // not 0: this is the last part of a pattern, and counts only after its first part
}

// A hit is a pattern found in a text.
type hit struct {
	bahasa.Span
	section string
}

// A lexicon is a trie over folded words. Word 0 is every word that no pattern has; word 1 is any number.
type lexicon struct {
	words map[string]uint32
	next  map[uint64]uint32 // node<<32 | word -> node
	root  []uint32          // word -> the node that it leads to from the root, 0 if to none: next for node 0
	ends  [][]uint32        // node -> entries
	all   []entry
	nodes uint32
}

const anyNumber = 1

func newLexicon() *lexicon {
	return &lexicon{words: map[string]uint32{}, next: map[uint64]uint32{}, root: make([]uint32, anyNumber+1), ends: make([][]uint32, 1), all: make([]entry, 1)}
}

// loadLexicon reads all lexicon files. Its error names the file and the line of every slip.
func loadLexicon() (*lexicon, error) {
	l := newLexicon()
	var errs []error
	for t := topic(0); t < topics; t++ {
		name := path.Join("data", topicFiles[t]+".txt")
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		errs = append(errs, l.read(t, name, string(b)))
	}
	return l, errors.Join(errs...)
}

// read takes in the file of a topic.
func (l *lexicon) read(t topic, name, text string) error {
	known := regexp.MustCompile("^(" + sections[t] + ")$")
	section := ""
	written := map[string]int{} // section and pattern -> line
	var errs []error
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		fault := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%s:%d: "+format, append([]any{name, n + 1}, args...)...))
		}
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			end := strings.IndexByte(line, ']')
			if end != len(line)-1 || end == 1 {
				fault("a section is [name]")
				continue
			}
			if section = line[1:end]; !known.MatchString(section) {
				fault("no section is named [%s]; the first lines of %s.txt tell those that there are", section, topicFiles[t])
			}
		case section == "":
			fault("a pattern needs a section before it")
		default:
			if err := l.add(t, section, line); err != nil {
				fault("%w", err)
			}
			key := section + "]" + strings.Join(strings.Fields(line), " ")
			if first, ok := written[key]; ok {
				fault("written twice, first in line %d", first)
			}
			written[key] = n + 1
		}
	}
	return errors.Join(errs...)
}

// add takes a pattern in: parts divided by " .. ".
func (l *lexicon) add(t topic, section, pattern string) error {
	if strings.ContainsAny(strings.ReplaceAll(pattern, "<n>", ""), "<>=") {
		return fmt.Errorf("a pattern has words, <n> and gaps; \"=\" is for places.txt")
	}
	if strings.HasPrefix(pattern, "..") || strings.HasSuffix(pattern, "..") {
		return fmt.Errorf("a gap needs words on both sides")
	}
	parts := strings.Split(pattern, " .. ")
	if len(parts) > 3 {
		return fmt.Errorf("a pattern has at most two gaps")
	}
	var last []uint32
	for k := len(parts) - 1; k >= 0; k-- {
		e := entry{topic: t, section: section, rest: last}
		id := uint32(len(l.all))
		if k > 0 {
			e.part = id
		}
		l.all = append(l.all, e)
		if err := l.insert(parts[k], id); err != nil {
			return err
		}
		last = []uint32{id}
	}
	return nil
}

func (l *lexicon) insert(part string, id uint32) error {
	var words []uint32
	for _, f := range strings.Fields(part) {
		if f == "<n>" {
			words = append(words, anyNumber)
			continue
		}
		for _, t := range bahasa.Tokens(f) {
			w, ok := l.words[t.Fold]
			if !ok {
				w = uint32(len(l.words)) + 2
				l.words[t.Fold] = w
				l.root = append(l.root, 0)
			}
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return fmt.Errorf("an empty pattern")
	}
	node := uint32(0)
	for _, w := range words {
		key := uint64(node)<<32 | uint64(w)
		to, ok := l.next[key]
		if !ok {
			l.nodes++
			to = l.nodes
			l.next[key] = to
			l.ends = append(l.ends, nil)
			if node == 0 {
				l.root[w] = to
			}
		}
		node = to
	}
	l.ends[node] = append(l.ends[node], id)
	return nil
}

// joinPrefix joins a passive verb that is written apart ("di duga", "di periksa") if a lexicon knows it as one word.
func (l *lexicon) joinPrefix(toks []bahasa.Token) []bahasa.Token {
	out := toks[:0]
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		if t.Fold == "di" && i+1 < len(toks) && toks[i+1].Before == bahasa.Space && len(toks[i+1].Fold) > 3 && !notPassive[toks[i+1].Fold] &&
			(!toks[i+1].Cap || t.Cap) {
			if w := t.Fold + toks[i+1].Fold; l.words[w] != 0 {
				t.Fold, t.End = w, toks[i+1].End
				i++
			}
		}
		out = append(out, t)
	}
	return out
}

// A found is the end of a pattern's part in a text.
type found struct {
	bahasa.Span
	id uint32
}

// find reports every pattern in the tokens, by topic, in the order of their beginnings; of one topic and beginning the
// longest, for acts the longest of each section. sentence holds each token's sentence: nothing crosses its end.
func (l *lexicon) find(toks []bahasa.Token, sentence []int32) (hits [topics][]hit) {
	type id struct{ exact, stem, number uint32 }
	ids := make([]id, len(toks))
	for i, t := range toks {
		ids[i].exact = l.words[t.Fold]
		if stem, ok := strings.CutSuffix(t.Fold, "nya"); ok && len(stem) > 2 {
			ids[i].stem = l.words[stem]
		}
		if bahasa.IsNumeral(t) {
			ids[i].number = anyNumber
		}
	}
	whole, parts := make([]found, 0, len(toks)), make([]found, 0, len(toks)) // about as many of each as tokens
	for i := range toks {
		var walk func(node uint32, j int)
		walk = func(node uint32, j int) {
			for _, e := range l.ends[node] {
				f := found{bahasa.Span{First: i, Last: j}, e}
				if l.all[e].part != 0 {
					parts = append(parts, f)
				} else {
					whole = append(whole, f)
				}
			}
			if j == len(toks) || sentence[j] != sentence[i] {
				return
			}
			step := func(w uint32) {
				to := uint32(0)
				switch {
				case w == 0:
				case node == 0:
					to = l.root[w]
				default:
					to = l.next[uint64(node)<<32|uint64(w)]
				}
				if to != 0 {
					walk(to, j+1)
				}
			}
			step(ids[j].exact)
			step(ids[j].stem)
			step(ids[j].number)
		}
		if ids[i] != (id{}) {
			walk(0, i)
		}
	}
	for _, f := range whole {
		e := l.all[f.id]
		last, ok := l.finish(e, f.Last, sentence, parts)
		if !ok {
			continue
		}
		list := hits[e.topic]
		h := hit{bahasa.Span{First: f.First, Last: last}, e.section}
		if e.topic == topicActs { // two acts may begin with the same word: "mengajak staf", "mengajak .. memilih"
			if n := len(list); n > 0 && list[n-1].First == h.First && list[n-1].section == h.section {
				list[n-1].Last = max(list[n-1].Last, h.Last)
				continue
			}
		} else if n := len(list); n > 0 && list[n-1].First == h.First {
			longest := list[n-1].Last
			if h.Last < longest {
				continue
			}
			if h.Last > longest {
				for n > 0 && list[n-1].First == h.First {
					n--
				}
				list = list[:n]
			} else if list[n-1].section == h.section {
				continue
			}
		}
		hits[e.topic] = append(list, h)
	}
	return hits
}

// finish looks for the parts after the gaps of a pattern and returns where the last one ends.
func (l *lexicon) finish(e entry, at int, sentence []int32, parts []found) (int, bool) {
	if e.rest == nil {
		return at, true
	}
	k, _ := slices.BinarySearchFunc(parts, at, func(p found, at int) int { return p.First - at })
	for ; k < len(parts) && parts[k].First <= at+reach; k++ {
		p := parts[k]
		if sentence[p.First] != sentence[at-1] {
			break
		}
		if slices.Contains(e.rest, p.id) {
			if last, ok := l.finish(l.all[p.id], p.Last, sentence, parts); ok {
				return last, true
			}
		}
	}
	return 0, false
}

// at returns the hit of a sorted list that begins at token i.
func at(list []hit, i int) (hit, bool) {
	k, ok := slices.BinarySearchFunc(list, i, func(h hit, i int) int { return h.First - i })
	if !ok {
		return hit{}, false
	}
	return list[k], true
}

// within returns the hits of a sorted list that begin in s.
func within(list []hit, s bahasa.Span) []hit {
	cmp := func(h hit, i int) int { return h.First - i }
	a, _ := slices.BinarySearchFunc(list, s.First, cmp)
	b, _ := slices.BinarySearchFunc(list, s.Last, cmp)
	if b < a {
		return nil
	}
	return list[a:b]
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
