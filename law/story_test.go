package law

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"netra/calendar"
)

// happened reads a story: "known 2024-07-19, received 2024-07-22".
func happened(t testing.TB, story string) []Occurrence {
	t.Helper()
	var list []Occurrence
	for _, o := range strings.Split(story, ", ") {
		event, on, _ := strings.Cut(o, " ")
		list = append(list, Occurrence{Event(event), mustDate(t, on)})
	}
	return list
}

// tell writes clocks, one a line: "handling from 2024-07-23 to 2024-07-30..2024-08-01, met 2024-07-29".
func tell(clocks []Clock) string {
	var b strings.Builder
	for _, c := range clocks {
		fmt.Fprintf(&b, "%s from %s to %s", c.Rule, c.From, c.Safe)
		if !c.Unanimous() {
			fmt.Fprintf(&b, "..%s", c.Latest())
		}
		fmt.Fprintf(&b, ", %s\n", strings.TrimSpace(string(c.State)+" "+c.On.String()))
	}
	return b.String()
}

// There is no holiday from 20 July to 16 August 2024, and 22 July is a Monday.
func TestClocksOfStories(t *testing.T) {
	l, cal := mustDefault(t)
	tests := []struct{ name, regime, story, closed, want string }{
		{"nothing has happened", Pemilu, "clarify 2024-07-22", "", ""},
		{"a report is registered in time", Pemilu, "known 2024-07-19, received 2024-07-22, register 2024-07-23", "", `
report from 2024-07-19 to 2024-07-30, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-23 to 2024-07-30..2024-08-01, running`},
		{"in the Pilkada handling starts when the report is received", Pilkada, "known 2024-07-19, received 2024-07-22, register 2024-07-23", "", `
report from 2024-07-19 to 2024-07-26, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-22 to 2024-07-25, running`},
		{"further information replaces the clock by a longer one from the same day", Pemilu,
			"known 2024-07-19, received 2024-07-22, register 2024-07-23, clarify 2024-07-24, ask_information 2024-07-29", "", `
report from 2024-07-19 to 2024-07-30, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-23 to 2024-07-30..2024-08-01, replaced 2024-07-29
handling_with_information from 2024-07-23 to 2024-08-12, running`},
		{"and in the Pilkada from the day of the report", Pilkada,
			"known 2024-07-19, received 2024-07-22, register 2024-07-23, ask_information 2024-07-25, forward 2024-07-27", "", `
report from 2024-07-19 to 2024-07-26, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-22 to 2024-07-25, replaced 2024-07-25
handling_with_information from 2024-07-22 to 2024-07-27, met 2024-07-27`},
		{"further information that is asked twice replaces once", Pilkada,
			"received 2024-07-22, register 2024-07-23, ask_information 2024-07-24, ask_information 2024-07-26", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-22 to 2024-07-25, replaced 2024-07-24
handling_with_information from 2024-07-22 to 2024-07-27, running`},
		{"further information that is asked when all is done starts nothing", Pilkada,
			"received 2024-07-22, register 2024-07-23, forward 2024-07-24, ask_information 2024-07-25", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
handling from 2024-07-22 to 2024-07-25, met 2024-07-24`},
		{"completion is asked and given", Pilkada, "received 2024-07-22, ask_completion 2024-07-23, complete 2024-07-25", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
initial_study_again from 2024-07-25 to 2024-07-27, running
completion from 2024-07-23 to 2024-07-25, met 2024-07-25
handling from 2024-07-22 to 2024-07-25, replaced 2024-07-23
handling_with_information from 2024-07-22 to 2024-07-27, running`},
		{"completion is asked and not given", Pilkada, "received 2024-07-22, ask_completion 2024-07-23, not_register 2024-07-26", "2024-07-26", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
completion from 2024-07-23 to 2024-07-25, frozen 2024-07-26
handling from 2024-07-22 to 2024-07-25, replaced 2024-07-23
handling_with_information from 2024-07-22 to 2024-07-27, met 2024-07-26`},
		{"completion in the Pemilu has six readings", Pemilu, "received 2024-07-22, ask_completion 2024-07-25", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-25
completion from 2024-07-25 to 2024-07-27..2024-07-30, running`},
		{"a study that is done late is met late", Pemilu, "known 2024-07-19, received 2024-07-22, not_register 2024-07-31", "2024-07-31", `
report from 2024-07-19 to 2024-07-30, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-31`},
		{"what a withdrawal does not end is frozen", Pilkada, "known 2024-07-19, received 2024-07-22, withdraw 2024-07-23", "2024-07-23", `
report from 2024-07-19 to 2024-07-26, met 2024-07-22
initial_study from 2024-07-22 to 2024-07-24, frozen 2024-07-23
handling from 2024-07-22 to 2024-07-25, frozen 2024-07-23`},
		{"a finding has a window of its own", Pemilu, "found 2024-07-22, register_finding 2024-07-26", "", `
finding from 2024-07-22 to 2024-07-29..2024-07-31, met 2024-07-26
handling from 2024-07-26 to 2024-08-02..2024-08-06, running`},
		{"a tip sets no time to the office, only to who knows", Pemilu, "known 2024-07-19, informed 2024-07-22", "", `
report from 2024-07-19 to 2024-07-30, running`},
		{"a tip becomes a report", Pemilu, "known 2024-07-19, informed 2024-07-22, identify 2024-07-24", "", `
report from 2024-07-19 to 2024-07-30, met 2024-07-24
initial_study from 2024-07-24 to 2024-07-26, running`},
		{"a tip that was traced has the window of a finding", Pilkada, "informed 2024-07-22, trace 2024-07-23, find 2024-07-30", "", `
finding from 2024-07-30 to 2024-08-06, running
tracing from 2024-07-23 to 2024-07-30..2024-08-01, met 2024-07-30`},
		{"which its registration ends, and starts handling", Pemilu, "informed 2024-07-22, trace 2024-07-23, find 2024-07-25, register_finding 2024-07-29", "", `
finding from 2024-07-25 to 2024-08-01..2024-08-05, met 2024-07-29
tracing from 2024-07-23 to 2024-07-30..2024-08-01, met 2024-07-25
handling from 2024-07-29 to 2024-08-05..2024-08-07, running`},
		{"the first version of Netra registered findings as it did reports", Pemilu, "found 2024-07-22, register 2024-07-26", "", `
finding from 2024-07-22 to 2024-07-29..2024-07-31, met 2024-07-26
handling from 2024-07-26 to 2024-08-02..2024-08-06, running`},
		{"an inspectorate reports what it traced", Pemilu, "informed 2024-07-22, trace 2024-07-23, report_to_ppk 2024-07-25", "", `
tracing from 2024-07-23 to 2024-07-30..2024-08-01, met 2024-07-25`},
		{"the clocks after the referral", Pemilu, "register 2024-07-22, forward 2024-07-25, overseer_receive 2024-07-26, start_verification 2024-07-26, " +
			"verify_forward 2024-08-01, review_proven 2024-08-05, summon 2024-08-06", "", `
handling from 2024-07-22 to 2024-07-29..2024-07-31, met 2024-07-25
bkn_verification from 2024-07-26 to 2024-08-02..2024-08-06, met 2024-08-01
bawaslu_review from 2024-08-01 to 2024-08-06, met 2024-08-05
ppk_followup from 2024-08-05 to 2024-08-15..2024-08-19, running
discipline_summons from 2024-08-06 to 2024-08-15, running`},
		{"an event that occurs twice starts two clocks; what was met stays met", Pemilu,
			"received 2024-07-22, ask_completion 2024-07-23, complete 2024-07-24, ask_completion 2024-07-25", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
initial_study_again from 2024-07-24 to 2024-07-26, met 2024-07-25
completion from 2024-07-23 to 2024-07-25..2024-07-26, met 2024-07-24
completion from 2024-07-25 to 2024-07-27..2024-07-30, running`},
		{"a second summons keeps the first that was missed", Pemilu, "summon 2024-07-22, summon 2024-08-05, examine 2024-08-06", "", `
discipline_summons from 2024-07-22 to 2024-07-31, replaced 2024-08-05
discipline_summons from 2024-08-05 to 2024-08-14, met 2024-08-06`},
		{"two starts on one day are one", Pemilu, "summon 2024-07-22, examine 2024-07-22, summon 2024-07-22", "", `
discipline_summons from 2024-07-22 to 2024-07-31, running`},
		{"a report that was made a tip and filed again", Pemilu, "received 2024-07-22, to_information 2024-07-23, identify 2024-07-24", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-23
initial_study from 2024-07-24 to 2024-07-26, running`},
		{"a clock that ends on the day on which it starts", Pemilu, "received 2024-07-22, register 2024-07-22, forward 2024-07-22", "", `
initial_study from 2024-07-22 to 2024-07-24, met 2024-07-22
handling from 2024-07-22 to 2024-07-29..2024-07-31, met 2024-07-22`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var closed calendar.Date
			if tt.closed != "" {
				closed = mustDate(t, tt.closed)
			}
			clocks := l.ClocksOf(tt.regime, happened(t, tt.story), closed, cal)
			if got := strings.TrimSpace(tell(clocks)); got != strings.TrimSpace(tt.want) {
				t.Errorf("got\n%s\nwant%s", got, tt.want)
			}
		})
	}
}

func TestNoClockOfTheEmbeddedLawPauses(t *testing.T) {
	l, _ := mustDefault(t)
	for _, r := range l.Clocks() {
		if r.Pauses != "" || r.Resumes != "" {
			t.Errorf("%s/%s rests by %s; no text that we know says so (decision 0008)", r.Regime, r.Name, r.Pauses)
		}
	}
}

// An overlay gives the review of what was forwarded a clock that a suspension stops.
func TestClocksOfPauses(t *testing.T) {
	review := strings.ReplaceAll(aClock("review", "forward", `"close"`, "pauses = \"suspend\"\nresumes = \"resume\"\n", "5 calendar", "5 working"), "REGIME", Pemilu)
	l, cal := mustLoad(t, folder("over", map[string]string{clocksFile: review})), mustCalendar(t)
	const forward = "forward 2024-07-22" // five days end on 27 July, five working days on 29 July
	tests := []struct{ name, story, closed, want string }{
		{"never", forward, "", "to 2024-07-27..2024-07-29, running"},
		{"a resumption without pause", forward + ", resume 2024-07-24", "", "to 2024-07-27..2024-07-29, running"},
		{"the day of the pause is not counted, that of the resumption is", forward + ", suspend 2024-07-23, resume 2024-07-25", "", "to 2024-07-29..2024-07-31, running"},
		{"resumed on the day on which it was paused", forward + ", suspend 2024-07-23, resume 2024-07-23", "", "to 2024-07-27..2024-07-29, running"},
		{"still paused", forward + ", suspend 2024-07-23", "", "to 2024-07-27..2024-07-29, paused 2024-07-23"},
		{"paused again while it is paused", forward + ", suspend 2024-07-23, suspend 2024-07-24", "", "to 2024-07-27..2024-07-29, paused 2024-07-23"},
		{"paused twice", forward + ", suspend 2024-07-23, resume 2024-07-24, suspend 2024-07-25, resume 2024-07-26", "", "to 2024-07-29..2024-07-31, running"},
		{"done while it is paused", forward + ", suspend 2024-07-23, close 2024-08-05", "", "to 2024-08-10..2024-08-12, met 2024-08-05"},
		{"the case ends while it is paused", forward + ", suspend 2024-07-23", "2024-08-05", "to 2024-08-10..2024-08-12, frozen 2024-08-05"},
		{"paused after it was done", forward + ", close 2024-07-23, suspend 2024-07-24, resume 2024-07-26", "", "to 2024-07-27..2024-07-29, met 2024-07-23"},
		{"paused before it started", "suspend 2024-07-21, " + forward, "", "to 2024-07-27..2024-07-29, running"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var closed calendar.Date
			if tt.closed != "" {
				closed = mustDate(t, tt.closed)
			}
			clocks := l.ClocksOf(Pemilu, happened(t, tt.story), closed, cal)
			if got := strings.TrimSpace(tell(clocks)); got != "review from 2024-07-22 "+tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// An overlay lets the clock for further information end by another step, and has one that starts and ends by the same.
func TestClocksOfWithOtherEnds(t *testing.T) {
	more := aClock(RuleHandlingWithInformation, "register", `"close"`, "needs = [\"ask_information\"]\nreplaces = \"handling\"\n", "5 calendar") +
		aClock("again", "forward", `"forward"`, "", "30 calendar")
	l := mustLoad(t, folder("over", map[string]string{clocksFile: strings.ReplaceAll(more, "REGIME", Pemilu)}))
	for _, tt := range []struct{ name, story, want string }{
		{"what was met is not replaced any more", "register 2024-07-22, forward 2024-07-23, ask_information 2024-07-24", `
handling from 2024-07-22 to 2024-07-25, met 2024-07-23
handling_with_information from 2024-07-22 to 2024-07-27, running
again from 2024-07-23 to 2024-08-22, running`},
		{"what was replaced is not met any more", "register 2024-07-22, ask_information 2024-07-23, forward 2024-07-24", `
handling from 2024-07-22 to 2024-07-25, replaced 2024-07-23
handling_with_information from 2024-07-22 to 2024-07-27, running
again from 2024-07-24 to 2024-08-23, running`},
	} {
		if got := "\n" + strings.TrimSpace(tell(clocksOf(t, l, Pemilu, tt.story))); got != tt.want {
			t.Errorf("%s: got%s\nwant%s", tt.name, got, tt.want)
		}
	}
}

func TestClocksOfTakesTheVersionOfTheDayOnWhichTheClockStarts(t *testing.T) {
	l := mustLoad(t, folder("over", map[string]string{clocksFile: strings.Replace(small[clocksFile], "starts = [\"known\"]", "valid_to = \"2024-07-22\"\nstarts = [\"known\"]", 1) +
		strings.Replace(reportOf, "starts", "valid_from = \"2024-07-23\"\nstarts", 1) + calendarDays}))
	for day, want := range map[string]string{"2024-07-22": "2024-07-31", "2024-07-23": "2024-08-02"} {
		clocks := l.ClocksOf(Pemilu, happened(t, "known "+day+", informed 2024-07-25"), calendar.Date{}, mustCalendar(t))
		if len(clocks) != 1 || clocks[0].Safe.String() != want {
			t.Errorf("known on %s: %s; want %s", day, tell(clocks), want)
		}
	}
}

func TestClocksOfGuessesNoYear(t *testing.T) {
	l, cal := mustDefault(t)
	clocks := l.ClocksOf(Pemilu, happened(t, "known 2027-12-30, received 2027-12-31"), calendar.Date{}, cal)
	if len(clocks) != 2 || clocks[0].State != Met || clocks[1].State != Running {
		t.Fatalf("got %v", clocks)
	}
	for _, c := range clocks {
		if !c.Safe.IsZero() || c.Readings != nil || c.Rule == "" || c.From.IsZero() {
			t.Errorf("into 2028, of which no table is known: %+v", c)
		}
	}
}

// aStory draws up to 12 events of the law in the order of time.
func aStory(t *rapid.T, l *Law) []Occurrence {
	events := slices.Clone(facts)
	for _, tr := range l.Transitions() {
		events = append(events, Event(tr.ID))
	}
	day := calendar.NewDate(2024, 1, 1)
	var story []Occurrence
	for range rapid.IntRange(1, 12).Draw(t, "events") {
		day = day.AddDays(rapid.IntRange(0, 20).Draw(t, "later"))
		story = append(story, Occurrence{rapid.SampledFrom(events).Draw(t, "event"), day})
	}
	return story
}

func TestClocksOfProperties(t *testing.T) {
	l, cal := mustDefault(t)
	rapid.Check(t, func(t *rapid.T) {
		regime := rapid.SampledFrom([]string{Pemilu, Pilkada}).Draw(t, "regime")
		story := aStory(t, l)
		clocksOf := func(l *Law, story []Occurrence) []Clock {
			clocks := l.ClocksOf(regime, story, calendar.Date{}, cal)
			return clocks
		}
		after := clocksOf(l, story)

		// A rule and a day 0 name one clock, which stays with its dates whatever happens next; one that was met stays met unless it
		// starts again on the same day.
		next := story[len(story)-1]
		for i, c := range after {
			named := func(o Clock) bool { return o.Rule == c.Rule && o.From == c.From }
			if slices.ContainsFunc(after[:i], named) {
				t.Fatalf("there are two of %s from %s:\n%s", c.Rule, c.From, tell(after))
			}
		}
		for _, was := range clocksOf(l, story[:len(story)-1]) {
			rule, err := l.Clock(regime, was.Rule, was.From)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(after, func(c Clock) bool { return c.Rule == was.Rule && c.From == was.From })
			again := slices.Contains(rule.Starts, next.Event) && next.On == was.From
			if i < 0 || !reflect.DeepEqual(after[i].Answer, was.Answer) || was.State == Met && !again && !reflect.DeepEqual(after[i], was) {
				t.Fatalf("%s changed the clock:\n%safter it:\n%s", next.Event, tell([]Clock{was}), tell(after))
			}
		}

		// The order of the file does not matter.
		shuffled := *l
		shuffled.rules = slices.Clone(l.rules)
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled.rules), reflect.Swapper(shuffled.rules))
		byName := func(a, b Clock) int { return cmp.Or(strings.Compare(a.Rule, b.Rule), a.From.Compare(b.From)) }
		other := clocksOf(&shuffled, story)
		slices.SortFunc(other, byName)
		slices.SortFunc(after, byName)
		if !reflect.DeepEqual(after, other) {
			t.Fatalf("in another order the clocks are\n%snot\n%s", tell(other), tell(after))
		}
	})
}
