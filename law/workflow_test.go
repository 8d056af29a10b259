package law

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"netra/calendar"
)

// option finds the option of that transition, and fails if the law offers none.
func option(t *testing.T, l *Law, s Situation, transition string) Option {
	t.Helper()
	for _, o := range l.Options(s) {
		if o.ID == transition {
			return o
		}
	}
	t.Fatalf("%s is no option in %s", transition, s.State)
	return Option{}
}

func clocksOf(t *testing.T, l *Law, regime, story string) []Clock {
	t.Helper()
	clocks := l.ClocksOf(regime, happened(t, story), calendar.Date{}, mustCalendar(t))
	return clocks
}

// Each guard is false alone, and holds on the last day.
func TestGuards(t *testing.T) {
	l := mustLoad(t)
	tests := []struct {
		guard, name       string
		transition, state string
		story, day        string
		change            func(*Situation)
		holds             bool
	}{
		{"", "all is there", "register", "study", "known 2024-07-19, received 2024-07-22", "2024-07-23", nil, true},
		{"accused_described", "nobody is accused", "register", "study", "known 2024-07-19, received 2024-07-22", "2024-07-23", func(s *Situation) { s.Accused = false }, false},
		{"event_described", "no place, no time", "register", "study", "known 2024-07-19, received 2024-07-22", "2024-07-23", func(s *Situation) { s.Event = false }, false},
		{"account_given", "no account", "register", "study", "known 2024-07-19, received 2024-07-22", "2024-07-23", func(s *Situation) { s.Account = false }, false},

		{"filed_in_time", "received on the last day", "register", "study", "known 2024-07-19, received 2024-07-30", "2024-08-20", nil, true},
		{"filed_in_time", "received on the day after it", "register", "study", "known 2024-07-19, received 2024-07-31", "2024-08-01", nil, false},
		{"filed_in_time", "in time under the later reading alone", "register", "study", "known 2026-03-13, received 2026-03-31", "2026-04-01", nil, true},
		{"filed_in_time", "late under every reading", "register", "study", "known 2026-03-13, received 2026-04-01", "2026-04-01", nil, false},
		{"filed_in_time", "a tip's maker reports on the last day", "identify", "tip", "known 2024-07-19, informed 2024-07-22", "2024-07-30", nil, true},
		{"filed_in_time", "a tip's maker reports too late", "identify", "tip", "known 2024-07-19, informed 2024-07-22", "2024-07-31", nil, false},
		{"filed_in_time", "nobody says when it was known", "register", "study", "received 2024-07-22", "2024-07-23", nil, true},
		{"found_in_time", "a finding on the last day", "register_finding", "finding", "found 2024-07-22", "2024-07-29", nil, true},
		{"filed_in_time", "a finding is none that a reporter filed", "register_finding", "finding", "known 2024-07-01, informed 2024-07-02, found 2024-07-22", "2024-07-29", nil, true},
		{"found_in_time", "a finding too late", "register_finding", "finding", "found 2024-07-22", "2024-07-30", nil, false},
		{"within_completion", "completed on the last day", "complete", "completion", "ask_completion 2024-07-22", "2024-07-24", nil, true},
		{"within_completion", "completed too late", "complete", "completion", "ask_completion 2024-07-22", "2024-07-25", nil, false},
		{"within_handling", "asked on the last day", "ask_information", "registered", "register 2024-07-22", "2024-07-25", nil, true},
		{"within_handling", "asked too late", "ask_information", "registered", "register 2024-07-22", "2024-07-26", nil, false},
		{"within_handling", "asked again within the longer time", "ask_information", "registered", "register 2024-07-22, ask_information 2024-07-25", "2024-07-27", nil, true},
		{"within_handling", "asked again after it", "ask_information", "registered", "register 2024-07-22, ask_information 2024-07-25", "2024-07-28", nil, false},
	}
	falseAlone := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.guard+" "+tt.name, func(t *testing.T) {
			s := Situation{
				Regime: Pemilu, State: tt.state, Day: mustDate(t, tt.day), Office: "kabkota",
				Accused: true, Event: true, Account: true, Clocks: clocksOf(t, l, Pemilu, tt.story),
			}
			if tt.change != nil {
				tt.change(&s)
			}
			o := option(t, l, s, tt.transition)
			var want []string
			if !tt.holds {
				want = []string{tt.guard}
				falseAlone[tt.guard] = true
			}
			if !slices.Equal(o.Missing, want) || o.Legal() != tt.holds {
				t.Errorf("missing %v, legal %v; want %v", o.Missing, o.Legal(), want)
			}
		})
	}
	if got := slices.Sorted(maps.Keys(falseAlone)); !slices.Equal(got, Guards()) {
		t.Errorf("shown are %v of the guards %v", got, Guards())
	}
}

func TestAClockThatStandsIsJudgedByTheDaySinceWhichItDoes(t *testing.T) {
	due := Answer{Rule: RuleHandling, Safe: mustDate(t, "2024-07-25")}
	for _, tt := range []struct {
		state ClockState
		on    string
		want  bool
	}{
		{Running, "", false},
		{Met, "2024-07-25", true}, {Met, "2024-07-26", false},
		{Halted, "2024-07-25", true}, {Halted, "2024-07-26", false},
		{Frozen, "2024-07-25", true}, {Frozen, "2024-07-26", false},
		{Replaced, "2024-07-25", true}, {Replaced, "2024-07-26", true},
	} {
		c := Clock{Answer: due, State: tt.state}
		if tt.on != "" {
			c.On = mustDate(t, tt.on)
		}
		if s := (Situation{Day: mustDate(t, "2024-07-30"), Clocks: []Clock{c}}); s.inTime(RuleHandling) != tt.want {
			t.Errorf("in time with a clock that is %s since %s: %v", tt.state, tt.on, !tt.want)
		}
	}
}

func TestOptions(t *testing.T) {
	l := mustLoad(t)
	s := Situation{Regime: Pemilu, State: "registered", Day: mustDate(t, "2024-07-23"), Office: "kabkota"}
	with := func(change func(*Situation)) Situation { c := s; change(&c); return c }

	if o := option(t, l, s, "forward"); o.Legal() || !o.Power || !slices.Equal(o.MissingDocuments, []string{"letter"}) {
		t.Errorf("without the letter: power %v, missing documents %v", o.Power, o.MissingDocuments)
	}
	if o := option(t, l, with(func(s *Situation) { s.Documents = []string{"note", "letter"} }), "forward"); !o.Legal() || o.MissingDocuments != nil {
		t.Errorf("with the letter: missing documents %v", o.MissingDocuments)
	}
	for office, want := range map[string]bool{"kabkota": true, "ppk": false, "": false} {
		if o := option(t, l, with(func(s *Situation) { s.Office = office }), "ask_information"); o.Power != want || o.Legal() != want {
			t.Errorf("office of kind %q has the power: %v, legal %v", office, o.Power, o.Legal())
		}
	}
	if o := option(t, l, with(func(s *Situation) { s.State = "study" }), "withdraw"); o.Power {
		t.Error("an office may withdraw the report of somebody else")
	}

	for name, tt := range map[string]struct {
		regime, state, day string
		want               string
	}{
		"all that leave a state, in the order of the file":   {Pemilu, "study", "2024-07-23", "ask_completion withdraw register"},
		"a step of one regime":                               {Pemilu, "review", "2024-07-23", "suspend resume close"},
		"is none in the other":                               {Pilkada, "review", "2024-07-23", "suspend close"},
		"on its last day":                                    {Pilkada, "review", "2026-12-31", "suspend close"},
		"a step is none after its last day":                  {Pilkada, "review", "2027-01-01", "close"},
		"and none before the act that it cites was in force": {Pilkada, "review", "2017-08-15", ""},
		"a final state is not left":                          {Pemilu, "over", "2024-07-23", ""},
		"an unknown state is not left":                       {Pemilu, "limbo", "2024-07-23", ""},
	} {
		var ids []string
		for _, o := range l.Options(Situation{Regime: tt.regime, State: tt.state, Day: mustDate(t, tt.day)}) {
			ids = append(ids, o.ID)
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// A finding is registered by the time of the finding, whenever a reporter knew; and a report by that of the report.
func TestRegistersWithTheClockOfItsOwn(t *testing.T) {
	l, _ := mustDefault(t)
	var registering []string
	for _, tr := range l.Transitions() {
		if tr.Registers {
			registering = append(registering, tr.ID)
		}
	}
	if got := strings.Join(registering, " "); got != "register register_finding" {
		t.Errorf("a case gets its number by %s", got)
	}
	for _, regime := range []string{Pemilu, Pilkada} {
		for _, tt := range []struct{ step, state, paper, story, day, missing string }{
			{"register_finding", "finding", "perbawaslu-7-2022:B.2", "known 2024-07-01, informed 2024-07-02, trace 2024-07-22, find 2024-07-24", "2024-07-31", ""},
			{"register_finding", "finding", "perbawaslu-7-2022:B.2", "known 2024-07-01, informed 2024-07-02, trace 2024-07-22, find 2024-07-24", "2024-08-10", "found_in_time"},
			{"register_finding", "finding", "perbawaslu-7-2022:B.2", "found 2024-07-24", "2024-08-10", "found_in_time"},
			{"register", "initial_study", "perbawaslu-7-2022:kajian-awal", "known 2024-07-01, received 2024-07-22", "2024-07-22", "filed_in_time"},
			{"register", "initial_study", "perbawaslu-7-2022:kajian-awal", "known 2024-07-19, received 2024-07-22", "2024-07-22", ""},
		} {
			s := Situation{Regime: regime, State: tt.state, Day: mustDate(t, tt.day), Office: "bawaslu_kabkota", Accused: true, Event: true, Account: true,
				Clocks: clocksOf(t, l, regime, tt.story)}
			o := option(t, l, s, tt.step)
			if strings.Join(o.Missing, " ") != tt.missing || !slices.Equal(o.MissingDocuments, []string{tt.paper}) {
				t.Errorf("%s in the %s after %s on %s lacks %v and %v, want %q and the paper", tt.step, regime, tt.story, tt.day, o.Missing, o.MissingDocuments, tt.missing)
			}
			s.Documents = []string{tt.paper}
			if o := option(t, l, s, tt.step); o.Legal() != (tt.missing == "") {
				t.Errorf("%s in the %s after %s with its paper is legal: %v", tt.step, regime, tt.story, o.Legal())
			}
		}
	}
}

// An appointing authority may do what it must at any time, also after it was reprimanded or its services were blocked.
func TestLateIsBetterThanNever(t *testing.T) {
	l, _ := mustDefault(t)
	for _, state := range []string{"awaiting_ppk", "neglected", "reprimanded", "blocked"} {
		for _, step := range []string{"examine", "sanction", "find_not_proven", "retire"} {
			s := Situation{Regime: Pemilu, State: state, Day: mustDate(t, "2025-07-22"), Office: "ppk"}
			if !option(t, l, s, step).Legal() {
				t.Errorf("%s is not legal from %s", step, state)
			}
		}
	}
}

func TestAnInspectorateReportsToThePPK(t *testing.T) {
	l, _ := mustDefault(t)
	for office, want := range map[string]bool{"inspektorat": true, "bawaslu_kabkota": false} {
		s := Situation{Regime: Pilkada, State: "tracing", Day: mustDate(t, "2024-07-22"), Office: office}
		if o := option(t, l, s, "report_to_ppk"); o.Legal() != want || o.To != "awaiting_ppk" || o.Sure() {
			t.Errorf("%s may report what it traced to the PPK: %v, to %s, sure %v", office, o.Legal(), o.To, o.Sure())
		}
	}
}

func TestWhoOversees(t *testing.T) {
	for _, tt := range []struct {
		law                   *Law
		state, step, old, new string
	}{
		{mustLoad(t), "review", "close", "old", "new"},
		{first(Default()), "forwarded", "overseer_receive", "kasn", "bkn"},
	} {
		for day, want := range map[string]string{"2024-08-24": tt.old, "2024-08-25": tt.new} {
			o, ok := tt.law.OverseerOn(mustDate(t, day))
			if body, known := tt.law.Body(Overseer, mustDate(t, day)); !ok || !known || o.Body != want || body.ID != want {
				t.Errorf("on %s %q oversees, want %s", day, o.Body, want)
			}
			s := Situation{Regime: Pemilu, State: tt.state, Day: mustDate(t, day), Office: tt.new}
			if got := option(t, tt.law, s, tt.step).Power; got != (want == tt.new) {
				t.Errorf("on %s an office of %s may %s: %v", day, tt.new, tt.step, got)
			}
		}
	}
}

func first(l *Law, err error) *Law {
	if err != nil {
		panic(err)
	}
	return l
}

// A case of either regime can come to every state of its regime, and from every state to an end.
func TestEveryStateIsReachedAndLeft(t *testing.T) {
	l, _ := mustDefault(t)
	anywhere := map[string]bool{}
	for _, regime := range []string{Pemilu, Pilkada} {
		var open []string
		for _, s := range l.States() {
			if s.Opens != "" {
				open = append(open, s.ID)
			}
		}
		if len(open) != 3 {
			t.Errorf("a case can begin in %v", open)
		}
		steps := map[string][]string{} // by state
		for _, tr := range l.Transitions() {
			for _, from := range tr.From {
				if len(tr.Regimes) == 0 || slices.Contains(tr.Regimes, regime) {
					steps[from] = append(steps[from], tr.To)
				}
			}
		}
		for _, id := range walk(steps, open...) {
			anywhere[id] = true
			ends := func(id string) bool { s, ok := l.State(id); return ok && s.Final }
			if s, _ := l.State(id); s.Final == (len(steps[id]) > 0) || !slices.ContainsFunc(walk(steps, id), ends) {
				t.Errorf("%s in the %s: final %v, %d steps leave it", id, regime, s.Final, len(steps[id]))
			}
		}
	}
	for _, s := range l.States() {
		if !anywhere[s.ID] {
			t.Errorf("no case comes to %s", s.ID)
		}
	}
}

// walk lists all states that are reached from some.
func walk(steps map[string][]string, from ...string) []string {
	reached := slices.Clone(from)
	for i := 0; i < len(reached); i++ {
		for _, to := range steps[reached[i]] {
			if !slices.Contains(reached, to) {
				reached = append(reached, to)
			}
		}
	}
	return reached
}

// What has no article is not sure, and what is weak says why: itself, the norm whose penalty it is, or its text.
func TestEveryEntryRestsOnATextOrSaysThatItIsNotSure(t *testing.T) {
	l, _ := mustDefault(t)
	notes := map[string]string{} // by entry: "norm[3"
	n := 0
	each(l, func(where string, b Basis) {
		n++
		entry, _, _ := strings.Cut(where, "]")
		notes[entry] += b.Note
		instrument, ok := l.Instrument(b.Cite.Instrument)
		switch {
		case !ok || l.Citation(b.Cite) == "":
			t.Errorf("%s cites nothing", where)
		case b.Sure() && (b.Cite.Article == "" || instrument.Confidence == calendar.Low):
			t.Errorf("%s is sure by %q", where, l.Citation(b.Cite))
		case b.Confidence == calendar.Low && notes[entry] == "" && instrument.Note == "":
			t.Errorf("%s is weak and does not say why", where)
		}
	})
	if n < 150 {
		t.Errorf("only %d entries were seen", n)
	}
}

func TestOpening(t *testing.T) {
	l, _ := mustDefault(t)
	for fact, want := range map[Event]string{Received: "initial_study", Informed: "information", Found: "finding", Known: "", "": "", "register": ""} {
		if s, ok := l.Opening(fact); s.ID != want || ok != (want != "") {
			t.Errorf("a case begins by %q in %q", fact, s.ID)
		}
	}
}

func TestEveryGuardIsUsed(t *testing.T) {
	l, _ := mustDefault(t)
	used := map[string]bool{}
	for _, tr := range l.Transitions() {
		for _, g := range tr.Guards {
			used[g] = true
		}
	}
	if got := slices.Sorted(maps.Keys(used)); !slices.Equal(got, Guards()) {
		t.Errorf("the law uses %v of the guards %v", got, Guards())
	}
}
