package extract

import (
	"encoding/json"
	"strconv"

	"netra/calendar"
	"netra/gazetteer"
)

// A Text is a word or name of a record; what is unknown is empty and null in JSON.
type Text string

// MarshalJSON writes null for the empty text.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// A Number is a count or a year of a record; 0 is unknown and null in JSON.
type Number int

// MarshalJSON writes null for 0.
func (n Number) MarshalJSON() ([]byte, error) {
	if n == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}

// The kinds of an article.
const (
	Allegation    = "allegation"     // a concrete one, against civil servants
	OtherOfficial = "other_official" // against village heads, police, honorary staff: no civil servants
	Statistic     = "statistic"      // how many cases there are
	Appeal        = "appeal"         // be neutral
	Regulation    = "regulation"     // what the rules are
	Offtopic      = "offtopic"
)

// A Record is what an article says. Everything that it does not say is empty. All persons are presumed innocent: a record tells
// what an article alleges, with the spans it was taken from, for a person who accepts or mends it.
type Record struct {
	ID            Text            `json:"id"` // the caller's name of the article
	URL           Text            `json:"url"`
	Outlet        Text            `json:"outlet"`
	Title         Text            `json:"title"`
	Published     Text            `json:"published_date"` // YYYY-MM-DD, of a date stamp or of the address
	Kind          string          `json:"kind"`
	Election      Text            `json:"election"` // law.Pemilu or law.Pilkada
	ElectionYear  Number          `json:"election_year"`
	Region        Region          `json:"region"`              // where the act happened if stated, else the employer's
	Regions       []Region        `json:"region_alternatives"` // what else the text may mean; with FlagPlace all that it fits, of which none was chosen
	Employer      Region          `json:"employer_region"`     // whose administration employs the accused, if their positions say so
	EventDates    []calendar.Date `json:"event_dates"`         // of the alleged act itself
	Accused       []Accused       `json:"accused"`
	Beneficiaries []Beneficiary   `json:"beneficiaries"`
	Acts          []string        `json:"acts"` // labels, in the order of the lexicon
	Evidence      []Evidence      `json:"evidence"`
	Institutions  []Institution   `json:"institutions"`
	Statements    []Statement     `json:"statements"`
	Status        Text            `json:"status_at_publication"`

	Sources []string          `json:"source_chain"` // outlets that the article names as its source, never the one that published it
	Stage   Text              `json:"stage"`        // law.ElectionStage at the day of Norms; empty if the law knows no election then
	Norms   []ActNorms        `json:"norms"`        // what each act may break, at that day; of all stages without Stage; people decide
	Flags   []Flag            `json:"flags"`        // what a person should look at
	Spans   map[string][]Span `json:"spans"`        // field by its JSON name -> where it was taken from; by position for Statements (n) and Institutions (2n named, 2n+1 its action)
}

// A Region is a place with what it lies in; the codes are the gazetteer's.
type Region struct {
	Province     Text `json:"province"`
	ProvinceCode Text `json:"province_code"`
	Regency      Text `json:"regency"`
	RegencyCode  Text `json:"regency_code"`
	District     Text `json:"district"`
	DistrictCode Text `json:"district_code"`
}

// regionOf returns the region of a code of any level but villages.
func regionOf(c gazetteer.Code) (r Region) {
	for ; c.Level() > gazetteer.Nation; c = c.Parent() {
		p, ok := gazetteer.Lookup(c)
		if !ok {
			return r
		}
		switch c.Level() {
		case gazetteer.Province:
			r.Province, r.ProvinceCode = Text(p.Name), Text(c)
		case gazetteer.Regency:
			r.Regency, r.RegencyCode = Text(p.Name), Text(c)
		case gazetteer.District:
			r.District, r.DistrictCode = Text(p.Name), Text(c)
		}
	}
	return r
}

// An Accused is whom the article accuses. Unnamed stays unnamed: then Name is empty and Position says who.
type Accused struct {
	Name     Text   `json:"name"`
	Position Text   `json:"position"`
	Agency   Text   `json:"agency"`
	Count    Number `json:"count"` // only if the text gives one
	Class    Text   `json:"class"` // section of titles.txt: asn, village, police, honorary, head
}

// A Beneficiary is for whom the act was done.
type Beneficiary struct {
	Name  Text `json:"name"`
	Role  Text `json:"role"`
	Party Text `json:"party"`
}

// An Evidence is what shows the act, and where it went round.
type Evidence struct {
	Kind    string `json:"kind"`
	Channel Text   `json:"channel"`
}

// An Institution is a body in the story and the furthest that it has gone. Each has exactly two entries in Record.Spans["institutions"],
// in order: of institution n, entry 2n tells where it is named and entry 2n+1, whose rule is "action " and the action, where the action
// is told. For "none_yet" that is the place of the name again.
type Institution struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	Action string `json:"action"`
}

// A Statement is a direct quotation to the press.
type Statement struct {
	Speaker  Text   `json:"speaker"`
	Position Text   `json:"position"`
	Stance   string `json:"stance"`
	Start    string `json:"quote_start"` // its first five words
}

// A Flag is a conflict that the reading does not settle.
type Flag struct {
	Kind   string   `json:"kind"`   // FlagHeadline and its like
	Values []string `json:"values"` // the candidates or the two sides
}

// The kinds of flags.
const (
	FlagHeadline = "headline"   // the headline says reported, the text says that there is no report
	FlagWeekday  = "weekday"    // a weekday and a date disagree
	FlagPlace    = "place"      // a name fits several places; the values are their codes
	FlagNoPlace  = "no_place"   // an allegation without a place, not even an ambiguous one
	FlagLong     = "long"       // the text is longer than MaxText, and its rest was not read
	FlagUnnamed  = "no_accused" // an allegation without anyone accused
)

// An ActNorms lists the norms that one act may break.
type ActNorms struct {
	Act   string   `json:"act"`
	Norms []string `json:"norms"` // ids of law.Norm
}

// A Span is where a field was taken from. The offsets are for whoever still has the Page; the record itself does not contain the
// text, so there Text is the reference. What was not taken from title or text (an address, metadata, a line beside the story) has no
// offsets: Start and End are -1.
type Span struct {
	Start int    `json:"start"` // bytes of Page.Text, or of Page.Title if Title; -1 without offsets
	End   int    `json:"end"`   // -1 without offsets
	Rule  string `json:"rule"`  // the lexicon section or the pattern that took it; "address", "metadata", "stamp" or "page" for what Page has
	Text  string `json:"text"`  // as it is written
	Title bool   `json:"title"` // in the title
}
