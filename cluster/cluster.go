// Package cluster finds which articles are captures of the same page, carry the same text, or speak of the same event.
//
// [Edges] proposes pairs, each with the reasons that a person needs to decide; [Clusters] joins them. The layers:
//
//	same_page  the same address in its canonical form, or the same title on the same site
//	same_text  word 3-grams alike (Jaccard .85 or more)
//	copy       a text taken over: Jaccard .60 or more, or one text within the other
//	event      the same act of the same people, told in other words: a score of features with fixed weights
//
// A false join sets one person's allegation beside another's and harms them; a false split costs somebody minutes. So
// whatever is in doubt is suggested and not joined, and a contradiction (other accused, other region, election of another
// year) keeps apart, whatever the score.
//
// What two items score hangs on nothing else in the collection: how telling a word is comes from words.txt, not from
// counts. So a database may compare a new item with its candidates only and get what all at once would give.
package cluster

import (
	"netra/calendar"
	"netra/gazetteer"
)

// An Item is what clustering looks at of an article or post. Whatever is not known is left empty; it then neither joins
// nor keeps apart.
type Item struct {
	ID            string // unique among the items; decides between equals
	URL           string
	Title         string
	Text          string           // what the article reports, without the page round it
	Published     calendar.Date    // zero if unknown
	EventDates    []calendar.Date  // days of the alleged act
	Region        gazetteer.Code   // of the act or the employer; empty if unknown
	OtherRegions  []gazetteer.Code // the other of the two, and what else the text may mean
	Accused       []Person         // in the text's order; a Person without name for unnamed ones
	Beneficiaries []Person
	Acts          []string // labels of acts; "other" says nothing
	Election      string   // "pemilu" or "pilkada"; empty if unknown
	Year          int      // of the election; 0 if unknown
	Kind          string   // "allegation", "other_official", "appeal" and so on; empty if unknown
	Sources       []string // outlets that the text names as where it has its report from
}

// A Person is somebody named in an article, or not named (Name empty) and known by a position only.
type Person struct {
	Name     string // as written; titles and degrees do not count. Initials are written as such: "RR"
	Position string
}

// A Method is the layer that found an edge.
type Method string

// The methods, from the surest to the least sure.
const (
	SamePage Method = "same_page"
	SameText Method = "same_text"
	Copy     Method = "copy"
	Event    Method = "event"
	Decided  Method = "decided" // by a person, who may contradict all of these; Edges makes none
)

// A State says what an edge does in Clusters.
type State string

// The states. A person's decision is an edge by the method Decided that is Confirmed or Blocked.
const (
	Confirmed State = "confirmed" // joins
	Suggested State = "suggested" // waits for a person
	Blocked   State = "blocked"   // keeps apart, and with them the clusters that they are in
)

// An Edge says that two items may be one.
type Edge struct {
	A, B    int // positions in the items given, A before B
	Method  Method
	Score   float64 // 0 to 1: of an event a probability, of texts the share that is alike, of pages 1
	Reasons []Reason
	State   State
}

// A Reason is one thing that speaks for an edge or against it.
type Reason struct {
	Feature      Feature
	Value        float64 // of the feature, mostly 0 to 1
	Contribution float64 // what it adds to the score's log-odds for an event; to the score itself for other methods
}

// A Feature is what two items are compared by.
type Feature string

// The features of pages and texts, of events, and what blocks.
const (
	SameAddress  Feature = "same_address"   // the canonical address is the same
	SameTitle    Feature = "same_title"     // the longest part of the title is, on one site
	TextAlike    Feature = "text_alike"     // Jaccard of word 3-grams
	TextWithin   Feature = "text_within"    // share of the shorter text's 3-grams in the longer
	TitleWords   Feature = "title_words"    // cosine of the titles' weighted words, without the names of accused
	BodyWords    Feature = "body_words"     // cosine of the texts' weighted words, without the names of accused
	AccusedName  Feature = "accused_name"   // an accused has the same name
	NameInText   Feature = "name_in_text"   // an accused of one is named in the other's text, of which no accused is known by name; half for initials
	Beneficiary  Feature = "beneficiary"    // a beneficiary has the same name
	SameOffice   Feature = "same_office"    // the positions of unnamed accused are alike
	RegionDepth  Feature = "region_depth"   // how deep the place is that both lie in: 1 is a district
	SameAct      Feature = "same_act"       // share of acts in common (Dice)
	OtherAct     Feature = "other_act"      // both say what the act was, and it is not the same; or one says that its is not the first
	CloseInTime  Feature = "close_in_time"  // exp(-days/5)
	OtherDay     Feature = "other_day"      // both give the day of the act, and not the same
	NamesSource  Feature = "names_source"   // one text names the other's outlet as its source
	OtherAccused Feature = "other_accused"  // nobody is accused in both: by name, which keeps apart; or by initials or office, which counts against
	OtherRegion  Feature = "other_region"   // the regencies are others
	OtherVote    Feature = "other_election" // the year of the election is another, which keeps apart; or the election is, which counts against
)
