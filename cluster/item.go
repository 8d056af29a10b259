package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"netra/calendar"
	"netra/gazetteer"
)

// A doc is an Item made ready for comparison.
type doc struct {
	item     *Item
	page     string
	site     string
	title    string // titlePart
	words    int    // of the body
	shingles Shingles
	titleVec vector
	bodyVec  vector
	profile  profile
	accused  []person
	benefits []name
	acts     []string
	acted    []calendar.Date // days of the alleged act
	public   []calendar.Date // day of publication, else the first in the text, or none
	days     []calendar.Date // all of both, sorted: what the item may be found under
	contexts []uint64
	event    bool     // it may report an act
	again    bool     // it says that it reports another one than before
	capitals []string // what may be initials of somebody in the text, in lower case
	local    []string // words of the names of its districts and villages
	// How far the words of title and text may be trusted, 0 to 1: two reports of a few lines agree by chance.
	titleTrust, bodyTrust float64
}

// Bounds on what of an item is compared; what is beyond them is left out. A round-up that names thirty is no event.
const (
	maxPeople  = 12
	maxRegions = 6
	maxDates   = 6
	maxTerms   = 256
	leadWords  = 20 // of the text stand in for a title that is missing
)

// enough is how long the vector of a text must be to be trusted in full: as of 16 telling words that stand there once. A short
// report is mostly of the words that all such reports have, so that two of them are alike whatever they tell.
const enough = 4.0

func prepare(it *Item) doc {
	text := body(it.Text[:min(len(it.Text), maxText)])
	w := wordList(text)
	d := doc{
		item:     it,
		page:     Page(it.URL),
		title:    titlePart(it.Title),
		words:    len(w),
		shingles: shingle(w),
		profile:  newProfile(it),
		event:    it.Kind == "" || it.Kind == "allegation" || it.Kind == "other_official",
	}
	if host, _, _ := address(it.URL); host != "" {
		d.site = site(host)
	}
	places, local := placeWords(d.profile.regions)
	bodyVec, length := weigh(w, places)
	d.local, d.bodyVec = local, bodyVec
	d.bodyTrust, d.titleTrust = min(1, length/enough), 1
	lead := wordList(it.Title)
	if len(lead) == 0 {
		lead, d.titleTrust = w[:min(len(w), leadWords)], d.bodyTrust
	}
	d.titleVec, _ = weigh(lead, places)
	for _, p := range it.Accused[:min(len(it.Accused), maxPeople)] {
		d.accused = append(d.accused, person{parseName(p.Name), office(p.Position)})
	}
	for _, p := range it.Beneficiaries[:min(len(it.Beneficiaries), maxPeople)] {
		if n := parseName(p.Name); !n.empty() {
			d.benefits = append(d.benefits, n)
		}
	}
	for _, a := range it.Acts {
		if a != "other" && !slices.Contains(d.acts, a) {
			d.acts = append(d.acts, a)
		}
	}
	d.acted, d.public = dates(it.EventDates...), dates(it.Published)
	if len(d.public) == 0 {
		d.public = dates(firstDate(w))
	}
	d.days = dates(append(slices.Clone(d.acted), d.public...)...)
	if d.event {
		d.contexts = contexts(&d)
		d.again, d.capitals = saysAgain(wordList(it.Title), w), capitals(text)
	}
	return d
}

// firstDate returns the first date with its year in a text, or none: "11/11/2024", "11 November 2024". An article puts the
// day of what is new behind its first quotation, so it stands in for the day of publication where that is not known.
func firstDate(w []string) calendar.Date {
	for i := range max(len(w)-2, 0) {
		if len(w[i+2]) != 4 {
			continue
		}
		month := slices.Index(months, w[i+1]) + 1
		if month == 0 {
			month, _ = strconv.Atoi(w[i+1])
		}
		day, _ := strconv.Atoi(w[i])
		year, _ := strconv.Atoi(w[i+2])
		if d, err := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day)); err == nil {
			return d
		}
	}
	return calendar.Date{}
}

// againWords is how far into the text a report says that it is about another act than the last.
const againWords = 60

// saysAgain reports whether a title has a word, or the beginning of a text a phrase, with which a newspaper begins on a new
// act of somebody whom it reported on before.
func saysAgain(title, w []string) bool {
	if slices.ContainsFunc(title, func(x string) bool { return againTitle[x] }) {
		return true
	}
	w = w[:min(len(w), againWords)]
	for _, phrase := range againLead {
		for i := range max(len(w)-len(phrase)+1, 0) {
			if slices.Equal(w[i:i+len(phrase)], phrase) {
				return true
			}
		}
	}
	return false
}

// capitals returns the words of two to four capital letters in a text that are no common abbreviation, in lower case.
func capitals(text string) (out []string) {
	for f := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(f) < 2 || len(f) > 4 || strings.ToUpper(f) != f {
			continue
		}
		f = strings.ToLower(f)
		if _, common := weights[f]; !common && !titles[f] && !abbreviations[f] && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// opening returns the shingles of the first half of d's text.
func (d *doc) opening() Shingles {
	w := wordList(body(d.item.Text[:min(len(d.item.Text), maxText)]))
	return shingle(w[:(len(w)+1)/2])
}

// A term is a word and its weight in a text.
type term struct {
	word   uint32 // hash
	weight float32
}

// A vector holds the terms of a text, sorted by word, of length 1; or none.
type vector []term

// placeWords returns the words of the names of the provinces and regencies (wide) and of the districts and villages (local)
// that regions are or lie in.
func placeWords(regions []gazetteer.Code) (wide, local []string) {
	for _, c := range regions {
		for ; c.Level() >= gazetteer.Province; c = c.Parent() {
			switch p, ok := gazetteer.Lookup(c); {
			case ok && c.Level() <= gazetteer.Regency:
				wide = append(wide, wordList(p.Name)...)
			case ok:
				local = append(local, wordList(p.Name)...)
			}
		}
	}
	return wide, local
}

// weigh makes the vector of a text: each word by how telling it is. Those of places do not count: RegionDepth has them, and a
// short report that names its town three times is else like all others of that town.
func weigh(w, places []string) (vector, float64) {
	return vectorOf(w, func(x, root string) float32 {
		if slices.Contains(places, x) {
			return 0
		}
		if f, ok := weights[x]; ok {
			return f
		}
		if f, ok := weights[root]; ok {
			return f
		}
		if len(x) < 3 || strings.Trim(x, "0123456789") == "" {
			return 0.1 // days, hours, counts and the numbers of articles of law
		}
		return 1
	})
}

// office makes the vector of a position: its words, short forms written out ("kades" is kepala desa), of which all count
// alike but those that many offices have. It is empty if no others are left ("pegawai", "ASN"), and then may be any.
func office(position string) vector {
	var w []string
	for _, x := range wordList(position) {
		if long, ok := shortOffices[x]; ok {
			w = append(w, long...)
		} else {
			w = append(w, x)
		}
	}
	v, _ := vectorOf(w, func(x, _ string) float32 {
		if anyOffice[x] {
			return 0
		}
		return 1
	})
	return v
}

// vectorOf makes a vector of words by their weights, each times 1 + log of how often it stands there, and returns how long it
// was before its length was made 1.
func vectorOf(w []string, weight func(word, root string) float32) (v vector, length float64) {
	v = make(vector, 0, len(w))
	for _, x := range w {
		x = strings.TrimSuffix(x, "nya")
		r := root(x)
		if f := weight(x, r); f > 0 {
			v = append(v, term{key(r), f})
		}
	}
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	n := 0
	for i := 0; i < len(v); {
		j := i
		for j < len(v) && v[j].word == v[i].word {
			j++
		}
		v[n] = term{v[i].word, v[i].weight * float32(1+math.Log(float64(j-i)))}
		n, i = n+1, j
	}
	v = v[:n]
	if len(v) > maxTerms {
		slices.SortFunc(v, heavierFirst)
		v = v[:maxTerms]
		slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	}
	for _, t := range v {
		length += float64(t.weight) * float64(t.weight)
	}
	length = math.Sqrt(length)
	for i := range v {
		v[i].weight /= float32(length)
	}
	return slices.Clone(v), length // the clone lets go of the room for words that stand there twice
}

func key(root string) uint32 { return uint32(mix(hash(hashStart, root)) >> 32) }

// weightOf returns the weight of a word, 0 if it is not in v.
func (v vector) weightOf(word string) float64 {
	i, ok := slices.BinarySearchFunc(v, key(root(word)), func(t term, k uint32) int { return cmp.Compare(t.word, k) })
	if !ok {
		return 0
	}
	return float64(v[i].weight)
}

func heavierFirst(a, b term) int {
	return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word))
}

func (v vector) cosine(o vector) float64 {
	var sum float32
	for i, j := 0, 0; i < len(v) && j < len(o); {
		switch {
		case v[i].word == o[j].word:
			sum += v[i].weight * o[j].weight
			i, j = i+1, j+1
		case v[i].word < o[j].word:
			i++
		default:
			j++
		}
	}
	return min(float64(sum), 1)
}

// partOf reports whether o has all words of v.
func (v vector) partOf(o vector) bool {
	for _, t := range v {
		if _, ok := slices.BinarySearchFunc(o, t.word, func(x term, word uint32) int { return cmp.Compare(x.word, word) }); !ok {
			return false
		}
	}
	return true
}

// A name is what of a written name tells who it is: its words in lower case without titles and degrees, sorted; or, if it
// is only initials, those.
type name struct {
	words    []string
	initials string
}

func (n name) empty() bool { return len(n.words) == 0 && n.initials == "" }

// parseName reads a name as written: "Hj. Siti Rahmawati, S.Pd., M.M.", "RR", "S.B.P.".
func parseName(s string) name {
	s, _, _ = strings.Cut(s[:min(len(s), 200)], ",") // degrees follow a comma
	s = strings.ReplaceAll(s, ".", " ")
	var n name
	for _, f := range strings.Fields(s) {
		w := strings.Join(wordList(f), "")
		letters := []rune(f)
		switch {
		case w == "" || titles[w] && (f != s || strings.ToUpper(f) != f): // "HJ" and no more is initials
		case len(letters) == 1 || len(letters) <= 4 && strings.ToUpper(f) == f && unicode.IsLetter(letters[0]):
			n.initials += w
		default:
			n.words = append(n.words, w)
		}
	}
	if len(n.words) > 0 {
		n.initials = "" // "M. Hakim" is Hakim
	}
	slices.Sort(n.words)
	n.words = slices.Compact(n.words)
	return n
}

// same says how surely two names are one person's: 1 if they share two words or more, .8 for a name of one word or a short
// form, .5 for initials that fit, 0 if they do not match. They match if they share six tenths of the shorter one's words,
// and not only words that half the country bears.
func (n name) same(o name) float64 {
	if n.initials != "" || o.initials != "" {
		if n.initials == o.initials || n.initials != "" && fits(n.initials, o) || o.initials != "" && fits(o.initials, n) {
			return 0.5
		}
		return 0
	}
	shared, telling := 0, 0
	for _, w := range n.words {
		if slices.ContainsFunc(o.words, func(x string) bool { return nearly(w, x) }) {
			shared++
			if !givens[w] {
				telling++
			}
		}
	}
	least := min(len(n.words), len(o.words))
	switch {
	case least == 0 || float64(shared) < 0.6*float64(least):
		return 0
	case shared < least && telling < 2: // "Muhammad Rizki Saputra", "Muhammad Rizal Saputra"
		return 0
	case telling == 0 && (shared < 2 || len(n.words) != len(o.words)):
		return 0
	case shared >= 2:
		return 1
	}
	return 0.8
}

// A person is an accused as two items are compared by.
type person struct {
	name   name // empty for one who is not named
	office vector
}

// sameOffice is the cosine from which two positions are one: "camat" alone is not that of "Camat Sukamaju Timur".
const sameOffice = 0.6

// samePerson says how surely an accused of a is one of b; see name.same. A name of one word, as many have, is as sure as a
// longer one if the position is the same as well.
func samePerson(a, b []person) float64 {
	best := 0.0
	for _, p := range a {
		for _, q := range b {
			s := p.name.same(q.name)
			if s == 0.8 && p.office.cosine(q.office) >= sameOffice {
				s = 1
			}
			best = max(best, s)
		}
	}
	return best
}

// officesAlike returns the cosine of the two positions that are most alike, of which one at least is of a person without a
// full name: of two who are named, the names decide.
func officesAlike(a, b []person) float64 {
	best := 0.0
	for _, p := range a {
		for _, q := range b {
			if len(p.name.words) == 0 || len(q.name.words) == 0 {
				best = max(best, p.office.cosine(q.office))
			}
		}
	}
	return best
}

// otherAccused reports whether both lists have somebody and nobody of a can be one of b.
func otherAccused(a, b []person) bool {
	for _, p := range a {
		if slices.ContainsFunc(b, p.canBe) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// canBe reports whether what is known of two accused allows that they are one: by name or initials if both have any, else
// by their offices: "guru" may be "guru SMP", but no village has the head of another.
func (p person) canBe(q person) bool {
	if !p.name.empty() && !q.name.empty() {
		return p.name.same(q.name) > 0
	}
	return p.office.partOf(q.office) || q.office.partOf(p.office) || p.office.cosine(q.office) >= sameOffice
}

// fits reports whether initials are the first letters of n's words, in any order, since those are sorted.
func fits(initials string, n name) bool {
	if len(n.words) != len(initials) {
		return false
	}
	first := make([]byte, 0, len(n.words))
	for _, w := range n.words {
		first = append(first, w[0])
	}
	letters := []byte(initials)
	slices.Sort(first)
	slices.Sort(letters)
	return string(first) == string(letters)
}

// nearly reports whether two words of names are the same, or of six letters and more and one letter apart: newspapers
// spell names as they hear them.
func nearly(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 6 || len(b)-len(a) > 1 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// bestMatch returns the surest match between two lists of names.
func bestMatch(a, b []name) float64 {
	best := 0.0
	for _, n := range a {
		for _, o := range b {
			best = max(best, n.same(o))
		}
	}
	return best
}

// A profile is what of an item may contradict another.
type profile struct {
	accused  []name // those with a name that is more than initials
	initials []name
	unnamed  bool // somebody is accused who is not named in full, and may be anybody
	regions  []gazetteer.Code
	election string
	year     int
}

func newProfile(it *Item) profile {
	p := profile{election: it.Election, year: it.Year}
	for _, a := range it.Accused[:min(len(it.Accused), maxPeople)] {
		switch n := parseName(a.Name); {
		case n.empty():
			p.unnamed = true
		case n.initials != "":
			p.unnamed = true
			p.initials = append(p.initials, n)
		default:
			p.accused = append(p.accused, n)
		}
	}
	for _, c := range append([]gazetteer.Code{it.Region}, it.OtherRegions...) {
		if c.Level() >= gazetteer.Province && len(p.regions) < maxRegions && !slices.Contains(p.regions, c) {
			p.regions = append(p.regions, c)
		}
	}
	return p
}

func (p *profile) sameAccused(o *profile) float64 {
	return max(bestMatch(p.accused, o.accused), bestMatch(p.initials, o.initials),
		bestMatch(p.initials, o.accused), bestMatch(p.accused, o.initials))
}

// contradicts says why two items cannot be about one event, or "".
func (p *profile) contradicts(o *profile) Feature {
	if p.year != 0 && o.year != 0 && p.year != o.year {
		return OtherVote
	}
	same := p.sameAccused(o)
	if same == 0 && len(p.accused) > 0 && len(o.accused) > 0 && !p.unnamed && !o.unnamed {
		return OtherAccused
	}
	// One namesake in the same province is rather the same person, whose office is in one regency and whose act was in
	// another, or a city and a regency of one name taken for each other.
	level := p.commonRegion(o)
	if p.inRegency() && o.inRegency() && level < gazetteer.Regency && (same < 0.8 || level < gazetteer.Province) {
		return OtherRegion
	}
	if p.inProvince() && o.inProvince() && level < gazetteer.Province {
		return OtherRegion
	}
	return ""
}

func (p *profile) inProvince() bool { return len(p.regions) > 0 }

// inRegency reports whether all that p knows of its place is at least a regency.
func (p *profile) inRegency() bool { return p.within(gazetteer.Regency) }

// inDistrict reports whether all of it is at least a district.
func (p *profile) inDistrict() bool { return p.within(gazetteer.District) }

func (p *profile) within(level gazetteer.Level) bool {
	for _, c := range p.regions {
		if c.Level() < level {
			return false
		}
	}
	return len(p.regions) > 0
}

// commonRegion returns the level of the smallest place that a region of p and one of o both lie in.
func (p *profile) commonRegion(o *profile) gazetteer.Level {
	best := gazetteer.Nation
	for _, c := range p.regions {
		for _, d := range o.regions {
			a := c
			for a.Level() > best && !d.Within(a) {
				a = a.Parent()
			}
			best = max(best, a.Level())
		}
	}
	return best
}

// gap returns the days between two items, by the days of the act where both give them, else by publication, else by the
// one of one and the other of the other. It is not known if one has no date at all. acts reports the first case.
func gap(a, b *doc) (days int, known, acts bool) {
	switch {
	case len(a.acted) > 0 && len(b.acted) > 0:
		return nearest(a.acted, b.acted), true, true
	case len(a.public) > 0 && len(b.public) > 0:
		return nearest(a.public, b.public), true, false
	case len(a.days) > 0 && len(b.days) > 0:
		return nearest(a.days, b.days), true, false
	}
	return 0, false, false
}

// nearest returns the least number of days between one of a and one of b; neither is empty.
func nearest(a, b []calendar.Date) int {
	best := math.MaxInt
	for _, x := range a {
		for _, y := range b {
			d := x.Sub(y)
			best = min(best, max(d, -d))
		}
	}
	return best
}

func dates(all ...calendar.Date) []calendar.Date {
	all = slices.DeleteFunc(slices.Clone(all), calendar.Date.IsZero)
	slices.SortFunc(all, calendar.Date.Compare)
	all = slices.Compact(all)
	return slices.Clip(all[:min(len(all), maxDates)])
}
