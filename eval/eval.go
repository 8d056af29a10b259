// Package eval compares what was read from articles with what people annotated: per field how much is right, what was missed
// and what was said that is not so. It knows records by their JSON only, so that it scores whatever reader wrote them.
//
// A field is scored by one of three measures:
//
//   - F1, the harmonic mean of precision and recall, where any number of values may be said;
//   - the share of what gold has that is right, where there is one value, whatever is said where gold has none;
//   - wrong_person_rate: the share of all persons accused by name whom gold does not accuse. It is the worst error there is.
package eval

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// A Record is what is scored of a record. What is unknown is empty; other fields of the JSON are ignored.
type Record struct {
	ID           string        `json:"id"` // name of the article's file
	Kind         string        `json:"kind"`
	Election     string        `json:"election"`
	Year         int           `json:"election_year"`
	Region       Region        `json:"region"`
	Regions      []Region      `json:"region_alternatives"` // of gold: also right
	EventDates   []string      `json:"event_dates"`
	Accused      []Person      `json:"accused"`
	Benefits     []Person      `json:"beneficiaries"`
	Acts         []string      `json:"acts"`
	Evidence     []Evidence    `json:"evidence"`
	Institutions []Institution `json:"institutions"`
	Statements   []Statement   `json:"statements"`
	Status       string        `json:"status_at_publication"`
	Cluster      string        `json:"cluster"` // of gold: articles with the same one speak of one event; empty if alone
}

// A Region is a place by its codes.
type Region struct {
	Province string `json:"province_code"`
	Regency  string `json:"regency_code"`
	District string `json:"district_code"`
}

// A Person is accused (with Position) or one for whom the act was done (with Role). Who is not named has no Name.
type Person struct {
	Name     string `json:"name"`
	Position string `json:"position"`
	Role     string `json:"role"`
}

// An Evidence is what shows the act, and where it went round.
type Evidence struct {
	Kind    string `json:"kind"`
	Channel string `json:"channel"`
}

// An Institution is a body and how far it has gone.
type Institution struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	Action string `json:"action"`
}

// A Statement is a quotation, known by its first words.
type Statement struct {
	Speaker string `json:"speaker"`
	Stance  string `json:"stance"`
	Start   string `json:"quote_start"`
}

// vocabulary is the fields whose values are words of a fixed list, which doc/reading.md explains. All but the kind may be empty.
var vocabulary = []struct {
	field  string
	values func(*Record) []string
	known  string
}{
	{"kind", func(r *Record) []string { return []string{cmp.Or(r.Kind, "(empty)")} },
		"allegation other_official statistic appeal regulation offtopic"},
	{"election", func(r *Record) []string { return []string{r.Election} }, "pemilu pilkada"},
	{"act", func(r *Record) []string { return r.Acts }, "attend_candidate_event pose_or_gesture social_media_engagement social_media_post " +
		"promote_candidate order_subordinates covert_meeting use_state_facility_or_program give_money_or_goods campaign_attribute " +
		"party_membership_or_candidacy register_or_accompany_candidate data_collection_or_mobilisation other"},
	{"kind of evidence", func(r *Record) []string { return each(r.Evidence, func(e Evidence) string { return e.Kind }) },
		"photo screenshot video audio document witness data"},
	{"channel", func(r *Record) []string { return each(r.Evidence, func(e Evidence) string { return e.Channel }) },
		"whatsapp facebook instagram tiktok email in_person other"},
	{"role of an institution", func(r *Record) []string { return each(r.Institutions, func(i Institution) string { return i.Role }) },
		"reporter supervisor inspectorate employer commission ngo candidate_team"},
	{"action", func(r *Record) []string { return each(r.Institutions, func(i Institution) string { return i.Action }) },
		"none_yet no_report_received reviewing tracing summoned clarified registered recommended forwarded sanctioned dismissed"},
	{"stance", func(r *Record) []string { return each(r.Statements, func(s Statement) string { return s.Stance }) },
		"denies confirms explains awaits accuses appeals condemns"},
	{"status_at_publication", func(r *Record) []string { return []string{r.Status} },
		"circulating reported reviewing clarifying recommended forwarded sanctioned dismissed proven"},
}

// check refuses a label that there is not and a date that is none: whatever is read would count as wrong beside it.
func (r *Record) check() error {
	for _, l := range vocabulary {
		known := strings.Fields(l.known)
		for _, v := range l.values(r) {
			if v != "" && !slices.Contains(known, v) {
				return fmt.Errorf("its %s %q is none of %s", l.field, v, strings.Join(known, ", "))
			}
		}
	}
	for _, day := range r.EventDates {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("its event date %q is no day as YYYY-MM-DD", day)
		}
	}
	return nil
}

// Parse reads a gold.json: a list of records, of which each has an ID of its own, a kind, and no label that there is not. What else
// a record has is for whoever wrote it. An error says which record it is.
func Parse(gold []byte) ([]Record, error) {
	var records []Record
	if err := json.Unmarshal(gold, &records); err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for n, r := range records {
		if r.ID == "" || ids[r.ID] {
			return nil, fmt.Errorf("record %d: its id %q is empty or not its own", n+1, r.ID)
		}
		ids[r.ID] = true
		if err := r.check(); err != nil {
			return nil, fmt.Errorf("record %d, %s: %w", n+1, r.ID, err)
		}
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("no records")
	}
	return records, nil
}

// A measure is how a field is scored; the package comment has them.
type measure int

const (
	f1 measure = iota
	share
	wrongs
)

// A field is a row of the table. Its name is also that of its number, but that F1 comes with the endings _p, _r and _f1.
type field struct {
	name string
	measure
	headline bool // whether its number counts for the headline
	compare  func(gold, said *Record) Outcome
}

// fields are those of single articles, in the order of the table.
var fields = []field{
	{"kind_accuracy", share, false, one(func(r *Record) string { return r.Kind })},
	{"allegation", f1, true, set(func(r *Record) []string {
		if r.Kind == "allegation" {
			return []string{r.Kind}
		}
		return nil
	})},
	{"province_code", share, false, place(func(r Region) string { return r.Province })},
	{"regency_code", share, true, place(func(r Region) string { return r.Regency })},
	{"district_code", share, false, place(func(r Region) string { return r.District })},
	{"election", share, true, one(func(r *Record) string { return r.Election })},
	{"election_year", share, false, one(func(r *Record) string {
		if r.Year == 0 {
			return ""
		}
		return strconv.Itoa(r.Year)
	})},
	{"status_at_publication", share, true, one(func(r *Record) string { return r.Status })},
	{"event_dates", f1, true, set(func(r *Record) []string { return r.EventDates })},
	{"accused", f1, true, matched(func(r *Record) []Person { return r.Accused }, SamePerson, Person.String)},
	{"beneficiaries", f1, true, matched(func(r *Record) []Person { return r.Benefits }, SamePerson, Person.String)},
	{"acts", f1, true, set(func(r *Record) []string { return r.Acts })},
	{"evidence_kind", f1, true, set(func(r *Record) []string { return each(r.Evidence, func(e Evidence) string { return e.Kind }) })},
	{"evidence", f1, false, set(func(r *Record) []string { return each(r.Evidence, Evidence.String) })},
	{"institutions", f1, true, matched(institutions, sameBody, func(i Institution) string { return i.Name + " (" + i.Role + ")" })},
	{"statements", f1, true, matched(statements, SameQuote, func(s Statement) string { return s.Start })},
	{"institution_action", share, false, detail(institutions, sameBody, func(i Institution) (string, string) { return i.Name, i.Action },
		func(g, s Institution) bool { return g.Action == s.Action })},
	{"speaker", share, true, detail(statements, SameQuote, func(s Statement) (string, string) { return s.Start, s.Speaker },
		func(g, s Statement) bool { return alike(g.Speaker, s.Speaker, sameName) })},
	{"stance", share, true, detail(statements, SameQuote, func(s Statement) (string, string) { return s.Start, s.Stance },
		func(g, s Statement) bool { return g.Stance == s.Stance })},
	{"wrong_person_rate", wrongs, false, wrongPersons},
}

func institutions(r *Record) []Institution { return r.Institutions }

func statements(r *Record) []Statement { return r.Statements }

// An Outcome is what one field of one article comes to. Of a field that has one value, Extra is what was said in the place of
// Missed.
type Outcome struct {
	ID     string   // of the article
	Field  string   // its row in Scores
	Right  int      // how many values of gold were said
	Missed []string // values of gold that were not
	Extra  []string // values that were said and are not in gold
}

// A Row is what a field comes to over all articles. Precision and Recall are of F1 only; Value is the F1, the share or the rate.
type Row struct {
	Field             string
	F1                bool
	Headline          bool // counts for the headline
	Nothing           bool // neither gold nor the reading has a value that could be scored; Value is then 1, of a rate 0
	Precision, Recall float64
	Value             float64
}

// Scores are what a reader reaches.
type Scores struct {
	Articles int // in gold
	Unread   int // of these, without a record; all of their values count as missed
	Rows     []Row
	Headline float64 // mean of the rows that count for it, among them that of clusters if there are any
}

// Compare compares every record of gold with the one of the same ID in said, by article and then by field. clusters, if it is not
// nil, has the label of the cluster for each article that is not alone. Records that are not in gold do not count.
func Compare(gold, said []Record, clusters map[string]string) []Outcome {
	byID := map[string]*Record{}
	for i := range said {
		byID[said[i].ID] = &said[i]
	}
	want, got := groups(gold, goldLabel), groups(gold, func(r *Record) string { return clusters[r.ID] })
	var all []Outcome
	for i := range gold {
		g, s := &gold[i], byID[gold[i].ID]
		if s == nil {
			s = &Record{}
		}
		for _, f := range fields {
			o := f.compare(g, s)
			o.ID, o.Field = g.ID, f.name
			all = append(all, o)
		}
		if clusters != nil {
			all = append(all, neighbours(g.ID, want[g.ID], got[g.ID]))
		}
	}
	return all
}

// Score compares as Compare does and counts.
func Score(gold, said []Record, clusters map[string]string) Scores {
	type tally struct{ right, missed, extra int }
	tallies := map[string]*tally{}
	for _, f := range fields {
		tallies[f.name] = &tally{}
	}
	for _, o := range Compare(gold, said, nil) {
		t := tallies[o.Field]
		t.right, t.missed, t.extra = t.right+o.Right, t.missed+len(o.Missed), t.extra+len(o.Extra)
	}
	out := Scores{Articles: len(gold)}
	read := map[string]bool{}
	for _, r := range said {
		read[r.ID] = true
	}
	for _, g := range gold {
		if !read[g.ID] {
			out.Unread++
		}
	}
	heads := 0
	add := func(row Row) {
		out.Rows = append(out.Rows, row)
		if row.Headline {
			out.Headline += row.Value
			heads++
		}
	}
	for _, f := range fields {
		t := tallies[f.name]
		row := Row{Field: f.name, F1: f.measure == f1, Headline: f.headline, Nothing: t.right+t.missed+t.extra == 0}
		switch f.measure {
		case f1:
			row.Precision, row.Recall = ratio(t.right, t.right+t.extra, 1), ratio(t.right, t.right+t.missed, 1)
			if t.right+t.extra == 0 && t.missed > 0 {
				row.Precision = 0
			}
			row.Value = harmonic(row.Precision, row.Recall)
		case share:
			row.Value = ratio(t.right, t.right+t.missed, 1)
		case wrongs:
			row.Value = ratio(t.extra, t.right+t.extra, 0)
		}
		add(row)
	}
	if clusters != nil {
		add(bCubed(gold, clusters))
	}
	out.Headline /= float64(heads)
	return out
}

// ratio is n/of, or what it is of nothing.
func ratio(n, of int, ofNothing float64) float64 {
	if of == 0 {
		return ofNothing
	}
	return float64(n) / float64(of)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// MarshalJSON writes one object with a number a name, as "accused_p", "accused_r", "accused_f1" and "speaker", in the order of the
// table, with four digits.
func (s Scores) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"articles":%d,"unread":%d`, s.Articles, s.Unread)
	put := func(name string, v float64) { fmt.Fprintf(&b, `,%q:%.4f`, name, v) }
	for _, r := range s.Rows {
		if r.F1 {
			put(r.Field+"_p", r.Precision)
			put(r.Field+"_r", r.Recall)
			put(r.Field+"_f1", r.Value)
		} else {
			put(r.Field, r.Value)
		}
	}
	put("headline", s.Headline)
	b.WriteByte('}')
	return b.Bytes(), nil
}

// one compares a field of one value. Where gold has none nothing is scored.
func one(value func(*Record) string) func(g, s *Record) Outcome {
	return func(g, s *Record) (o Outcome) {
		return oneOf(value(g), value(s), value(g) == value(s))
	}
}

func oneOf(gold, said string, right bool) (o Outcome) {
	switch {
	case gold == "":
	case right:
		o.Right = 1
	default:
		o.Missed = []string{gold}
		if said != "" {
			o.Extra = []string{said}
		}
	}
	return o
}

// place compares codes of one level; those of gold's other regions are right too.
func place(code func(Region) string) func(g, s *Record) Outcome {
	return func(g, s *Record) Outcome {
		gold, said := code(g.Region), code(s.Region)
		right := said != "" && (said == gold || slices.ContainsFunc(g.Regions, func(r Region) bool { return code(r) == said }))
		return oneOf(gold, said, right)
	}
}

// set compares values without regard to how often and in what order they are said.
func set(values func(*Record) []string) func(g, s *Record) Outcome {
	distinct := func(r *Record) []string {
		list := slices.DeleteFunc(slices.Clone(values(r)), func(v string) bool { return v == "" })
		slices.Sort(list)
		return slices.Compact(list)
	}
	return func(g, s *Record) (o Outcome) {
		gold, said := distinct(g), distinct(s)
		for _, v := range gold {
			if slices.Contains(said, v) {
				o.Right++
			} else {
				o.Missed = append(o.Missed, v)
			}
		}
		for _, v := range said {
			if !slices.Contains(gold, v) {
				o.Extra = append(o.Extra, v)
			}
		}
		return o
	}
}

// pair gives to each of gold the first one of said that is the same and not yet given away. It returns the position in said for
// each of gold, or -1, and which of said are left.
func pair[T any](gold, said []T, same func(g, s T) bool) (of []int, left []int) {
	for i := range said {
		left = append(left, i)
	}
	for _, g := range gold {
		n := slices.IndexFunc(left, func(i int) bool { return same(g, said[i]) })
		if n < 0 {
			of = append(of, -1)
			continue
		}
		of = append(of, left[n])
		left = slices.Delete(left, n, n+1)
	}
	return of, left
}

// matched compares lists whose values may be the same and written in other ways.
func matched[T any](values func(*Record) []T, same func(g, s T) bool, text func(T) string) func(g, s *Record) Outcome {
	return func(g, s *Record) (o Outcome) {
		gold, said := values(g), values(s)
		of, left := pair(gold, said, same)
		for n, i := range of {
			if i < 0 {
				o.Missed = append(o.Missed, text(gold[n]))
			} else {
				o.Right++
			}
		}
		for _, i := range left {
			o.Extra = append(o.Extra, text(said[i]))
		}
		return o
	}
}

// detail compares what is said about the values that matched compares; about one that was not found everything is wrong. text gives
// the value and its detail. Where gold has no detail nothing is scored.
func detail[T any](values func(*Record) []T, same func(g, s T) bool, text func(T) (of, detail string), right func(g, s T) bool) func(g, s *Record) Outcome {
	return func(g, s *Record) (o Outcome) {
		gold, said := values(g), values(s)
		of, _ := pair(gold, said, same)
		for n, i := range of {
			what, want := text(gold[n])
			switch {
			case want == "":
			case i >= 0 && right(gold[n], said[i]):
				o.Right++
			default:
				o.Missed = append(o.Missed, what+": "+want)
				if i >= 0 {
					_, got := text(said[i])
					o.Extra = append(o.Extra, what+": "+cmp.Or(got, "-"))
				}
			}
		}
		return o
	}
}

// wrongPersons finds who is accused by name and is not in gold, however often gold's persons are said.
func wrongPersons(g, s *Record) (o Outcome) {
	for _, p := range s.Accused {
		switch {
		case p.Name == "":
		case slices.ContainsFunc(g.Accused, func(q Person) bool { return alike(q.Name, p.Name, sameName) }):
			o.Right++
		default:
			o.Extra = append(o.Extra, p.Name)
		}
	}
	return o
}

// What share of the words of the shorter one two names, and two positions or names of bodies, have in common at least.
const (
	sameName     = 0.6
	samePosition = 0.5
)

// SamePerson reports whether two entries speak of the same person: by name if both have one, by position or role if neither has.
func SamePerson(g, s Person) bool {
	switch {
	case g.Name != "" && s.Name != "":
		return alike(g.Name, s.Name, sameName)
	case g.Name != "" || s.Name != "":
		return false
	}
	return alike(cmp.Or(g.Position, g.Role), cmp.Or(s.Position, s.Role), samePosition)
}

func sameBody(g, s Institution) bool { return g.Role == s.Role && alike(g.Name, s.Name, samePosition) }

// SameQuote reports whether two entries are the same quotation: the first words are.
func SameQuote(g, s Statement) bool { return start(g.Start) == start(s.Start) }

// start is the first three words of a quotation.
func start(quote string) string {
	w := words(quote)
	return strings.Join(w[:min(3, len(w))], " ")
}

// alike reports whether the words of a and b in common are at least this share of those of the one that has fewer.
func alike(a, b string, least float64) bool {
	short, long := wordSet(a), wordSet(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	common := 0
	for w := range short {
		if long[w] {
			common++
		}
	}
	return len(short) > 0 && float64(common)/float64(len(short)) >= least
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words(text) {
		set[w] = true
	}
	return set
}

var word = regexp.MustCompile(`[a-z0-9@]+`)

// words are the words of a name or quotation in small letters without accents, titles and degrees.
func words(text string) []string {
	return slices.DeleteFunc(word.FindAllString(strings.ToLower(norm.NFKD.String(text)), -1), func(w string) bool { return titles[w] })
}

var titles = map[string]bool{"h": true, "hj": true, "drs": true, "dr": true, "dra": true, "ir": true, "prof": true, "s": true, "e": true,
	"m": true, "si": true, "sh": true, "mh": true, "st": true, "mt": true, "sos": true, "pd": true, "kom": true, "ag": true, "ap": true}

func each[T any](list []T, text func(T) string) (out []string) {
	for _, v := range list {
		out = append(out, text(v))
	}
	return out
}

// String writes a person as misses show it: "Darma Wicaksana, Camat Purwosari".
func (p Person) String() string {
	position := cmp.Or(p.Position, p.Role)
	if position != "" {
		position = ", " + position
	}
	return cmp.Or(p.Name, "?") + position
}

// String writes an evidence as misses show it: "photo/whatsapp", "video/-".
func (e Evidence) String() string { return e.Kind + "/" + cmp.Or(e.Channel, "-") }

// clusterField is the row of clusters.
const clusterField = "cluster"

// groups gives every article of gold the set of those that are in its cluster, itself among them.
func groups(gold []Record, label func(*Record) string) map[string]map[string]bool {
	byLabel, of := map[string]map[string]bool{}, map[string]map[string]bool{}
	for i := range gold {
		g := &gold[i]
		of[g.ID] = map[string]bool{g.ID: true}
		if l := label(g); l != "" {
			if byLabel[l] != nil {
				of[g.ID] = byLabel[l]
			}
			byLabel[l] = of[g.ID]
			byLabel[l][g.ID] = true
		}
	}
	return of
}

func goldLabel(g *Record) string { return g.Cluster }

// neighbours is the outcome of one article's cluster: the others in it.
func neighbours(id string, want, got map[string]bool) Outcome {
	o := Outcome{ID: id, Field: clusterField}
	for _, other := range slices.Sorted(maps.Keys(want)) {
		switch {
		case other == id:
		case got[other]:
			o.Right++
		default:
			o.Missed = append(o.Missed, other)
		}
	}
	for _, other := range slices.Sorted(maps.Keys(got)) {
		if !want[other] {
			o.Extra = append(o.Extra, other)
		}
	}
	return o
}

// bCubed scores clusters: the mean over all articles of how much of its cluster is right, and how much of the right one is in it.
//
// Bagga and Baldwin, Algorithms for scoring coreference chains, 1998.
func bCubed(gold []Record, clusters map[string]string) Row {
	want := groups(gold, goldLabel)
	got := groups(gold, func(r *Record) string { return clusters[r.ID] })
	row := Row{Field: clusterField, F1: true, Headline: true}
	for _, g := range gold {
		id, common := g.ID, 0
		for other := range want[id] {
			if got[id][other] {
				common++
			}
		}
		row.Precision += float64(common) / float64(len(got[id]))
		row.Recall += float64(common) / float64(len(want[id]))
	}
	n := float64(max(1, len(gold)))
	row.Precision, row.Recall = row.Precision/n, row.Recall/n
	row.Value = harmonic(row.Precision, row.Recall)
	return row
}
