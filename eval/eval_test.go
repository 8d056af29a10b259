package eval

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/gold.json
var goldFile []byte

//go:embed testdata/said.ndjson
var saidFile []byte

//go:embed testdata/clusters.ndjson
var clustersFile []byte

func gold(t *testing.T) []Record {
	t.Helper()
	g, err := Parse(goldFile)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// lines reads one JSON value a line.
func lines[T any](t *testing.T, file []byte) (all []T) {
	t.Helper()
	for dec := json.NewDecoder(bytes.NewReader(file)); dec.More(); {
		var v T
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

func labels(t *testing.T) map[string]string {
	of := map[string]string{}
	for _, c := range lines[struct{ ID, Cluster string }](t, clustersFile) {
		of[c.ID] = c.Cluster
	}
	return of
}

// The numbers were computed from the same files by the script that defined these measures.
func TestScoresAreThoseOfTheDefiningScript(t *testing.T) {
	tests := []struct {
		name     string
		said     []Record
		clusters map[string]string
		want     string
	}{
		{"without clusters", lines[Record](t, saidFile), nil, `{"articles": 4, "unread": 1, "kind_accuracy": 0.25, "allegation_f1": 0.5, "province_code": 0.6667, "regency_code": 1.0, "district_code": 0.0, "election": 0.3333, "election_year": 0.6667, "status_at_publication": 0.3333, "event_dates_p": 0.3333, "event_dates_r": 0.3333, "event_dates_f1": 0.3333, "accused_p": 0.4, "accused_r": 0.5, "accused_f1": 0.4444, "beneficiaries_p": 0.6667, "beneficiaries_r": 1.0, "beneficiaries_f1": 0.8, "acts_p": 0.75, "acts_r": 0.6, "acts_f1": 0.6667, "evidence_kind_p": 0.6667, "evidence_kind_r": 0.6667, "evidence_kind_f1": 0.6667, "evidence_p": 0.25, "evidence_r": 0.3333, "evidence_f1": 0.2857, "institutions_p": 0.6667, "institutions_r": 0.6667, "institutions_f1": 0.6667, "statements_p": 0.5, "statements_r": 0.6667, "statements_f1": 0.5714, "institution_action": 0.3333, "speaker": 0.5, "stance": 0.3333, "wrong_person_rate": 0.6667, "headline": 0.5499}`},
		{"with clusters, which count for the headline", lines[Record](t, saidFile), labels(t), `{"articles": 4, "unread": 1, "kind_accuracy": 0.25, "allegation_f1": 0.5, "province_code": 0.6667, "regency_code": 1.0, "district_code": 0.0, "election": 0.3333, "election_year": 0.6667, "status_at_publication": 0.3333, "event_dates_p": 0.3333, "event_dates_r": 0.3333, "event_dates_f1": 0.3333, "accused_p": 0.4, "accused_r": 0.5, "accused_f1": 0.4444, "beneficiaries_p": 0.6667, "beneficiaries_r": 1.0, "beneficiaries_f1": 0.8, "acts_p": 0.75, "acts_r": 0.6, "acts_f1": 0.6667, "evidence_kind_p": 0.6667, "evidence_kind_r": 0.6667, "evidence_kind_f1": 0.6667, "evidence_p": 0.25, "evidence_r": 0.3333, "evidence_f1": 0.2857, "institutions_p": 0.6667, "institutions_r": 0.6667, "institutions_f1": 0.6667, "statements_p": 0.5, "statements_r": 0.6667, "statements_f1": 0.5714, "institution_action": 0.3333, "speaker": 0.5, "stance": 0.3333, "wrong_person_rate": 0.6667, "cluster_p": 0.75, "cluster_r": 0.75, "cluster_f1": 0.75, "headline": 0.5642}`},
		{"nothing was read", nil, nil, `{"articles": 4, "unread": 4, "kind_accuracy": 0.0, "allegation_f1": 0.0, "province_code": 0.0, "regency_code": 0.0, "district_code": 0.0, "election": 0.0, "election_year": 0.0, "status_at_publication": 0.0, "event_dates_p": 0.0, "event_dates_r": 0.0, "event_dates_f1": 0.0, "accused_p": 0.0, "accused_r": 0.0, "accused_f1": 0.0, "beneficiaries_p": 0.0, "beneficiaries_r": 0.0, "beneficiaries_f1": 0.0, "acts_p": 0.0, "acts_r": 0.0, "acts_f1": 0.0, "evidence_kind_p": 0.0, "evidence_kind_r": 0.0, "evidence_kind_f1": 0.0, "evidence_p": 0.0, "evidence_r": 0.0, "evidence_f1": 0.0, "institutions_p": 0.0, "institutions_r": 0.0, "institutions_f1": 0.0, "statements_p": 0.0, "statements_r": 0.0, "statements_f1": 0.0, "institution_action": 0.0, "speaker": 0.0, "stance": 0.0, "wrong_person_rate": 0.0, "headline": 0.0}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := json.Marshal(Score(gold(t), tt.said, tt.clusters))
			if err != nil {
				t.Fatal(err)
			}
			var got, want map[string]float64
			if err := errors.Join(json.Unmarshal(out, &got), json.Unmarshal([]byte(tt.want), &want)); err != nil {
				t.Fatal(err)
			}
			for name, w := range want {
				if g, ok := got[name]; !ok || g != w {
					t.Errorf("%s is %v, want %v", name, g, w)
				}
				delete(got, name)
			}
			// The script keeps these two to itself.
			delete(got, "allegation_p")
			delete(got, "allegation_r")
			if len(got) > 0 {
				t.Errorf("numbers that the script does not have: %v", got)
			}
		})
	}
}

func TestHeadlineIsTheMeanOfItsRows(t *testing.T) {
	s := Score(gold(t), lines[Record](t, saidFile), labels(t))
	sum, n := 0.0, 0
	for _, r := range s.Rows {
		if r.Headline {
			sum, n = sum+r.Value, n+1
		}
	}
	if mean := sum / float64(n); n != 14 || s.Headline != mean {
		t.Errorf("headline %v of %d rows, want %v of 14", s.Headline, n, mean)
	}
}

func TestRowsOfNothing(t *testing.T) {
	asked := []Record{{ID: "a.txt", Acts: []string{"pose_or_gesture"}}}
	tests := []struct {
		name       string
		gold, said []Record
		nothing    bool
		value      float64
	}{
		{"neither has a value", []Record{{ID: "a.txt"}}, []Record{{ID: "a.txt"}}, true, 1},
		{"gold has one", asked, []Record{{ID: "a.txt"}}, false, 0},
		{"only the reading has one, which is wrong", []Record{{ID: "a.txt"}}, asked, false, 0},
		{"both have it", asked, asked, false, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows := Score(tt.gold, tt.said, nil).Rows
			i := slices.IndexFunc(rows, func(r Row) bool { return r.Field == "acts" })
			if rows[i].Nothing != tt.nothing || rows[i].Value != tt.value {
				t.Errorf("nothing %v, value %v; want %v and %v", rows[i].Nothing, rows[i].Value, tt.nothing, tt.value)
			}
		})
	}
}

func TestCompareSaysWhatDiffers(t *testing.T) {
	all := Compare(gold(t), lines[Record](t, saidFile), labels(t))
	tests := []struct{ name, id, field, missed, extra string }{
		{"one value in the place of another", "b.txt", "election", "pilkada", "pemilu"},
		{"another region of gold is right", "a.txt", "regency_code", "", ""},
		{"a set", "a.txt", "acts", "pose_or_gesture", "other"},
		{"persons", "a.txt", "accused", "", "Tirta Anggara, Ketua Bawaslu"},
		{"an unnamed one is not a named one", "b.txt", "accused", "Darma Wicaksana, Camat", "?, Camat"},
		{"an accent makes no other name", "b.txt", "beneficiaries", "", ""},
		{"evidence with its channel", "a.txt", "evidence", "video/whatsapp", "photo/facebook; video/-"},
		{"a body of another role", "a.txt", "institutions", "Inspektorat (inspectorate)", "Inspektorat (employer)"},
		{"a detail of what was found and of what was not", "a.txt", "institution_action",
			"Bawaslu Kabupaten Pasuruan: reviewing; Inspektorat: none_yet", "Bawaslu Kabupaten Pasuruan: tracing"},
		{"gold without a speaker asks for none", "a.txt", "speaker", "Saya hanya lewat saja di: Darma Wicaksana", "Saya hanya lewat saja di: Tirta Anggara"},
		{"who is not accused at all", "c.html", "wrong_person_rate", "", "Yudha Pranata"},
		{"an article that was not read", "d.txt", "accused", "Sinta Maharani, lurah", ""},
		{"neighbours", "a.txt", "cluster", "b.txt", "c.html"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := slices.IndexFunc(all, func(o Outcome) bool { return o.ID == tt.id && o.Field == tt.field })
			if i < 0 {
				t.Fatalf("no outcome of %s %s", tt.id, tt.field)
			}
			missed, extra := strings.Join(all[i].Missed, "; "), strings.Join(all[i].Extra, "; ")
			if missed != tt.missed || extra != tt.extra {
				t.Errorf("missed %q, extra %q; want %q and %q", missed, extra, tt.missed, tt.extra)
			}
		})
	}
}

func TestGoldThatCannotBeScored(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"no list", `{"id": "a.txt", "kind": "appeal"}`, "cannot unmarshal object"},
		{"nothing", `[]`, "no records"},
		{"a record of no id", `[{"kind": "appeal"}]`, `record 1: its id "" is empty`},
		{"one id twice", `[{"id": "a.txt", "kind": "appeal"}, {"id": "a.txt", "kind": "appeal"}]`, `record 2: its id "a.txt" is empty or not its own`},
		{"no kind", `[{"id": "a.txt"}]`, `record 1, a.txt: its kind "(empty)" is none of allegation, other_official, statistic`},
		{"a misspelt kind, in the second record", `[{"id": "a.txt", "kind": "appeal"}, {"id": "b.txt", "kind": "allegatoin"}]`, `record 2, b.txt: its kind "allegatoin"`},
		{"a misspelt act", `[{"id": "a.txt", "kind": "allegation", "acts": ["other", "pose"]}]`, `its act "pose" is none of attend_candidate_event`},
		{"an election of another kind", `[{"id": "a.txt", "kind": "allegation", "election": "pilkades"}]`, `its election "pilkades" is none of pemilu, pilkada`},
		{"evidence", `[{"id": "a.txt", "kind": "allegation", "evidence": [{"kind": "rumour", "channel": null}]}]`, `its kind of evidence "rumour"`},
		{"a channel", `[{"id": "a.txt", "kind": "allegation", "evidence": [{"kind": "video", "channel": "WA"}]}]`, `its channel "WA"`},
		{"a role", `[{"id": "a.txt", "kind": "allegation", "institutions": [{"name": "Bawaslu", "role": "police", "action": "none_yet"}]}]`, `its role of an institution "police"`},
		{"an action", `[{"id": "a.txt", "kind": "allegation", "institutions": [{"name": "Bawaslu", "role": "supervisor", "action": "reported"}]}]`, `its action "reported"`},
		{"a stance", `[{"id": "a.txt", "kind": "allegation", "statements": [{"quote_start": "Tidak benar", "stance": "deny"}]}]`, `its stance "deny"`},
		{"a status", `[{"id": "a.txt", "kind": "allegation", "status_at_publication": "registered"}]`, `its status_at_publication "registered"`},
		{"a date of another form", `[{"id": "a.txt", "kind": "allegation", "event_dates": ["2024-09-28", "29/9/2024"]}]`, `its event date "29/9/2024" is no day as YYYY-MM-DD`},
		{"a day that there was not", `[{"id": "a.txt", "kind": "allegation", "event_dates": ["2024-09-31"]}]`, `its event date "2024-09-31"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if records, err := Parse([]byte(tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Parse = %v, %v; want %q", records, err, tt.want)
			}
		})
	}
}

func TestGoldMayHaveNotesAndUnknowns(t *testing.T) {
	records, err := Parse([]byte(`[{"id": "a.txt", "kind": "allegation", "election": null, "status_at_publication": null, "note": "two readings",
		"evidence": [{"kind": "video", "channel": null}], "event_dates": ["2024-09-29"], "style": {"wire": true}}]`))
	if err != nil || len(records) != 1 {
		t.Errorf("Parse = %v, %v", records, err)
	}
}
