package extract_test

import (
	"encoding/json"
	"testing"

	"netra/eval"
	"netra/extract"
)

// Floors of how well the annotated articles are read. They lie a little below what was reached, so that other weights or a new line in
// a list may cost something, but cannot break the reading unseen. Nobody who wrote rules or fitted weights has looked at set l.
var floors = []struct {
	set      string
	headline float64 // at least
}{
	{"a", .94}, {"b", .92}, {"c", .93}, {"d", .95}, {"e", .92}, {"f", .92}, {"g", .92}, {"h", .93}, {"i", .94}, {"j", .94}, {"k", .88}, {"l", .87},
}

// mostWrong is the highest share, over all sets together, of persons accused by name whom nobody accuses.
const mostWrong = .05

func TestFloors(t *testing.T) {
	r, err := extract.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var allGold, allSaid []eval.Record
	for _, floor := range floors {
		var gold, said []eval.Record
		for _, text := range texts(t, "testdata/gold/"+floor.set) {
			line, err := json.Marshal(r.Read(&text.page))
			if err != nil {
				t.Fatal(err)
			}
			var rec eval.Record
			if err := json.Unmarshal(line, &rec); err != nil {
				t.Fatal(err)
			}
			rec.ID = text.gold.ID
			gold, said = append(gold, text.gold), append(said, rec)
		}
		if scores := eval.Score(gold, said, nil); scores.Headline < floor.headline {
			t.Errorf("set %s: headline %.4f, floor %.2f: %s", floor.set, scores.Headline, floor.headline, numbers(t, scores))
		}
		for i := range gold {
			gold[i].ID = floor.set + "/" + gold[i].ID
			said[i].ID = gold[i].ID
		}
		allGold, allSaid = append(allGold, gold...), append(allSaid, said...)
	}
	scores := eval.Score(allGold, allSaid, nil)
	for _, row := range scores.Rows {
		if row.Field == "wrong_person_rate" {
			if row.Value > mostWrong {
				t.Errorf("all sets: wrong_person_rate %.4f, at most %.2f: %s", row.Value, mostWrong, numbers(t, scores))
			}
			return
		}
	}
	t.Error("there is no row wrong_person_rate")
}

func numbers(t *testing.T, s eval.Scores) string {
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
