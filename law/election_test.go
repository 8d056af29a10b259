package law

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"netra/calendar"
)

func TestStageOn(t *testing.T) {
	l, _ := mustDefault(t)
	for regime, days := range map[string]map[string]ElectionStage{
		Pemilu: {
			"2022-06-13": "", "2022-06-14": Before, "2023-11-02": Before, "2023-11-03": Fixed, "2023-11-27": Fixed, "2023-11-28": Campaign,
			"2024-02-10": Campaign, "2024-02-11": Quiet, "2024-02-13": Quiet, "2024-02-14": Voting, "2024-02-15": After, "2024-12-31": After, "2025-01-01": "",
		},
		Pilkada: {
			"2020-12-01": "", "2024-01-25": "", "2024-01-26": Before, "2024-09-21": Before, "2024-09-22": Fixed, "2024-09-24": Fixed, "2024-09-25": Campaign,
			"2024-11-23": Campaign, "2024-11-24": Quiet, "2024-11-26": Quiet, "2024-11-27": Voting, "2024-11-28": After, "2024-12-31": After, "2025-01-01": "", "2026-11-28": "",
		},
	} {
		for day, want := range days {
			e, ok := l.ElectionOn(regime, mustDate(t, day))
			stage, basis := e.StageOn(mustDate(t, day))
			if ok != (want != "") || ok && e.ID != regime+"-2024" || stage != want || ok && basis.Cite == (Cite{}) {
				t.Errorf("%s on %s: %s of %q by %v; want %s", regime, day, stage, e.ID, basis.Cite, want)
			}
		}
	}
}

// An overlay knows an earlier election and a later one.
func TestElectionOn(t *testing.T) {
	election := func(id, before, fixed, after, until string) string {
		return strings.NewReplacer("pemilu-2024", id, "2022-06-14", before, "2023-11-03", fixed, "2024-02-15", after, "2024-12-31", until).Replace(small["elections.toml"])
	}
	l := mustLoad(t, folder("over", map[string]string{
		"elections.toml": election("pemilu-2029", "2024-03-01", "2028-11-03", "2029-02-15", "2029-12-31") + election("pemilu-2019", "2017-08-17", "2018-09-21", "2019-04-18", "2022-07-01"),
	}))
	for day, want := range map[string]string{
		"2017-08-16": "", "2017-08-17": "pemilu-2019", "2019-04-17": "pemilu-2019", "2019-04-18": "pemilu-2019", "2022-06-13": "pemilu-2019",
		"2022-06-14": "pemilu-2024", "2022-07-01": "pemilu-2024", "2024-02-14": "pemilu-2024", "2024-02-15": "pemilu-2024",
		"2024-02-29": "pemilu-2024", "2024-03-01": "pemilu-2029", "2029-02-15": "pemilu-2029", "2029-12-31": "pemilu-2029", "2030-01-01": "",
	} {
		if e, ok := l.ElectionOn(Pemilu, mustDate(t, day)); ok != (want != "") || e.ID != want {
			t.Errorf("%s belongs to %q, want %s", day, e.ID, want)
		}
	}
	if e, ok := l.ElectionOn(Pilkada, mustDate(t, "2024-01-01")); ok {
		t.Errorf("%s is an election of a regime of which none is known", e.ID)
	}
}

func TestReceptionOn(t *testing.T) {
	l, cal := mustDefault(t)
	region := cal.With(map[calendar.Date]string{mustDate(t, "2024-07-23"): "Hari jadi"})
	for _, tt := range []struct{ name, regime, day, want string }{
		{"a Monday", Pemilu, "2024-07-22", "08.00-16.00"},
		{"a Thursday", Pilkada, "2024-07-25", "08.00-16.00"},
		{"a Friday", Pemilu, "2024-07-26", "08.00-16.30"},
		{"a Saturday", Pemilu, "2024-07-27", "closed"},
		{"a Sunday", Pilkada, "2024-11-17", "closed"},
		{"a holiday on a Thursday", Pemilu, "2024-05-23", "closed"},
		{"joint leave on a Friday", Pemilu, "2024-05-24", "closed"},
		{"a holiday of the region", Pemilu, "2024-07-23", "closed"},
		{"the last day of the campaign, a Saturday", Pemilu, "2024-02-10", "closed"},
		{"quiet days, a Sunday", Pemilu, "2024-02-11", "all day"},
		{"quiet days, a Monday", Pemilu, "2024-02-12", "all day"},
		{"the vote", Pemilu, "2024-02-14", "all day"},
		{"the day after the vote", Pemilu, "2024-02-15", "08.00-16.00"},
		{"quiet days of another regime, a Sunday", Pilkada, "2024-02-11", "closed"},
		{"quiet days of the Pilkada, a Sunday", Pilkada, "2024-11-24", "all day"},
		{"the vote of the Pilkada", Pilkada, "2024-11-27", "all day"},
		{"which is a holiday for the Pemilu", Pemilu, "2024-11-27", "closed"},
		{"a Friday before the hours of the Pilkada were written down", Pilkada, "2024-07-26", "08.00-16.00"},
		{"and after", Pilkada, "2024-10-04", "08.00-16.30"},
		{"a regime of which nothing is known", "pilkades", "2024-07-22", "closed"},
	} {
		r, ok, err := l.ReceptionOn(tt.regime, mustDate(t, tt.day), region)
		got := "closed"
		switch {
		case ok && r.From == "":
			got = "all day"
		case ok:
			got = r.From + "-" + r.To
		}
		if err != nil || got != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.name, got, err, tt.want)
		}
	}
	if _, _, err := l.ReceptionOn(Pemilu, mustDate(t, "2028-01-03"), cal); !errors.Is(err, calendar.ErrUnknownYear) {
		t.Errorf("a year without table gives %v", err)
	}
}

func TestReceptionRestsOnATextInForce(t *testing.T) {
	l, err := Load(edited(t, "reception.toml", `{ instrument = "word" }`, `{ instrument = "act", article = "Pasal 6" }`))
	if err != nil {
		t.Fatal(err)
	}
	// A table of 2017, the year of the act, in which 14 and 21 August are Mondays.
	table := "year = 2017\nversion = \"2017-1\"\ndecree = \"SKB\"\nsource = \"contoh\"\nconfidence = \"high\"\n"
	cal, err := calendar.Load(fstest.MapFS{"2017.toml": {Data: []byte(table)}})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]bool{"2017-08-14": false, "2017-08-21": true} {
		if _, ok, err := l.ReceptionOn(Pemilu, mustDate(t, day), cal); ok != want || err != nil {
			t.Errorf("desks are open on %s: %v, %v", day, ok, err)
		}
	}
}
