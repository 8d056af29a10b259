package intake_test

import (
	"encoding/json"
	"maps"
	"os"
	"testing"

	"netra/calendar"
	"netra/intake"
	"netra/law"
)

// TestFormVectors reads what the browser's tests read too.
func TestFormVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/form.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name         string
		Form         intake.Form
		Today, Due   calendar.Date
		Problems     map[string]string
		Requirements map[string]string
		Complete     bool
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	rules, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			v.Form.Tidy()
			problems := v.Form.Check(v.Today, rules.Acts())
			if !maps.Equal(problems, v.Problems) {
				t.Errorf("problems = %v, want %v", map[string]string(problems), v.Problems)
			}
			if len(v.Problems) > 0 {
				return
			}
			review := intake.Review{Requirements: v.Form.Requirements(v.Today, v.Due)}
			got := map[string]string{}
			for _, n := range review.Requirements {
				got[n.ID] = n.State
			}
			if !maps.Equal(got, v.Requirements) || review.Complete() != v.Complete {
				t.Errorf("requirements = %v, complete %t", got, review.Complete())
			}
		})
	}
}

func FuzzForm(f *testing.F) {
	f.Add("cerita", "2026-12-20", "22/12/2026", "35.14")
	f.Add("\xff", "", "-", "..")
	rules, err := law.Default()
	if err != nil {
		f.Fatal(err)
	}
	today := calendar.NewDate(2026, 12, 28)
	f.Fuzz(func(t *testing.T, text, date, known, place string) {
		form := intake.Form{Account: text, Date: date, Known: known, Place: place, PlaceText: text}
		form.Tidy()
		again := form
		again.Tidy()
		if form.Account != again.Account || form.Date != again.Date {
			t.Error("tidying twice is not tidying once")
		}
		if len(form.Check(today, rules.Acts())) == 0 {
			form.Requirements(today, today)
		}
	})
}
