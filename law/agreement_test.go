package law_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/law"
)

const (
	noYear  = "decisions/0004: nothing is computed into a year whose holidays are not loaded, not even in calendar days"
	tracing = "decisions/0008: tracing is a practice and no clock of the Pilkada act, whose definition of hari does not reach it"
)

// agreed are the differences between the engine and the oracle, each with the decision that explains it and the number of
// start days from 2023 to 2027 on which it shows.
var agreed = map[string]struct {
	days     int
	decision string
}{
	"pilkada/completion: the oracle counts into a year without holidays":                {2, noYear},
	"pilkada/finding: the oracle counts into a year without holidays":                   {7, noYear},
	"pilkada/handling: the oracle counts into a year without holidays":                  {3, noYear},
	"pilkada/handling_with_information: the oracle counts into a year without holidays": {5, noYear},
	"pilkada/initial_study: the oracle counts into a year without holidays":             {2, noYear},
	"pilkada/report: the oracle counts into a year without holidays":                    {7, noYear},

	"pilkada/tracing: 7_working is the engine's alone":                {1816, tracing},
	"pilkada/tracing: 7_working_and_leave is the engine's alone":      {1816, tracing},
	"pilkada/tracing: the oracle counts into a year without holidays": {10, tracing},
}

// Every rule of the oracle and every start day of the years whose holidays are known: the engine gives the same readings, each
// with the same last day, but for the differences that were agreed. One that does not occur any more must be taken off the list.
func TestEngineAgreesWithTheOracle(t *testing.T) {
	l, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	compared := 0
	for _, r := range oracleRules() {
		for from := oracleDay(t, "2023-01-01"); from.Year() < 2028; from = from.AddDate(0, 0, 1) {
			engine := engineDates(t, l, cal, r[0], r[1], from)
			oracle, ok := oracleDates(r[0], r[1], from)
			if !ok {
				oracle = nil
			}
			compared += len(oracle)
			for _, d := range differences(engine, oracle) {
				found[r[0]+"/"+r[1]+": "+d]++
			}
		}
	}
	for _, d := range slices.Sorted(maps.Keys(found)) {
		if a := agreed[d]; a.days != found[d] || !strings.HasPrefix(a.decision, "decisions/") {
			t.Errorf("%s, on %d days; agreed on are %d by %q", d, found[d], a.days, a.decision)
		}
	}
	for d := range agreed {
		if found[d] == 0 {
			t.Errorf("%s: does not occur any more", d)
		}
	}
	if compared < 60_000 {
		t.Errorf("only %d dates were compared", compared)
	}
}

// engineDates is oracleDates by the package under test; nil if it does not know the year.
func engineDates(t *testing.T, l *law.Law, cal *calendar.Calendar, regime, rule string, from time.Time) map[string]string {
	t.Helper()
	start := calendar.NewDate(from.Date())
	r, err := l.Clock(regime, rule, start)
	if err != nil {
		t.Fatal(err)
	}
	a, err := law.Due(r, start, cal)
	if err != nil {
		return nil
	}
	dates := map[string]string{}
	for _, r := range a.Readings {
		dates[r.Name] = r.Due.String()
	}
	return dates
}

func differences(engine, oracle map[string]string) []string {
	switch {
	case engine == nil && oracle == nil:
		return nil
	case engine == nil:
		return []string{"the oracle counts into a year without holidays"}
	case oracle == nil:
		return []string{"the engine counts into a year without holidays"}
	}
	var found []string
	for reading, date := range engine {
		if other, ok := oracle[reading]; !ok {
			found = append(found, reading+" is the engine's alone")
		} else if date != other {
			found = append(found, reading+" ends on another day")
		}
	}
	for reading := range oracle {
		if _, ok := engine[reading]; !ok {
			found = append(found, reading+" is the oracle's alone")
		}
	}
	return found
}
