package law

import (
	"slices"
	"strings"
	"testing"

	"netra/calendar"
)

func ids(norms []Norm) string {
	var list []string
	for _, n := range norms {
		list = append(list, n.ID)
	}
	return strings.Join(list, " ")
}

func TestCandidates(t *testing.T) {
	l := mustLoad(t)
	ask := func(change func(*Question)) Question {
		q := Question{Act: "promote", Regime: Pemilu, Stage: Campaign, Person: CivilServant, Day: mustDate(t, "2024-01-10")}
		if change != nil {
			change(&q)
		}
		return q
	}
	for _, tt := range []struct {
		name string
		ask  Question
		want string
	}{
		{"before the candidates are fixed it is ethics", ask(func(q *Question) { q.Stage = Before }), "ethics"},
		{"from then on it is discipline", ask(func(q *Question) { q.Stage = Fixed }), "discipline"},
		{"and stays so after the vote", ask(func(q *Question) { q.Stage = After }), "discipline"},
		{"the order is that of the norms, not of the conduct", ask(func(q *Question) { q.Regime = Pilkada }), "discipline local"},
		{"a norm of one regime", ask(func(q *Question) { q.Regime, q.Stage = Pilkada, Before }), "ethics local"},
		{"a norm that is not in force yet", ask(func(q *Question) { q.Regime, q.Day = Pilkada, mustDate(t, "2023-12-31") }), "discipline"},
		{"a text that is not in force yet", ask(func(q *Question) { q.Day = mustDate(t, "2017-08-15") }), ""},
		{"another class of persons", ask(func(q *Question) { q.Act, q.Person = "order", Superior }), "discipline"},
		{"a class of persons for which the conduct has no answer", ask(func(q *Question) { q.Person = Superior }), ""},
		{"persons of whom no norm speaks", ask(func(q *Question) { q.Person = Honorary }), ""},
		{"an act of which no conduct speaks", ask(func(q *Question) { q.Act = "other" }), ""},
		{"an unknown act", ask(func(q *Question) { q.Act = "wave" }), ""},
		{"a stage that is not known leaves all", ask(func(q *Question) { q.Regime, q.Stage = Pilkada, "" }), "ethics discipline local"},
	} {
		if got := ids(l.Candidates(tt.ask)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Whatever a civil servant did in a campaign, the embedded law names a norm. A like is ethics before the candidates are fixed.
func TestCandidatesOfTheEmbeddedLaw(t *testing.T) {
	l, _ := mustDefault(t)
	tracks := func(label, regime string, stage ElectionStage) []Track {
		var found []Track
		for _, n := range l.Candidates(Question{label, regime, stage, CivilServant, mustDate(t, "2024-01-10")}) {
			found = append(found, n.Track)
		}
		return found
	}
	for _, regime := range []string{Pemilu, Pilkada} {
		for _, a := range l.Acts() {
			for _, label := range a.Labels {
				if label != "other" && len(tracks(label, regime, Campaign)) == 0 {
					t.Errorf("no norm of the %s speaks of %s", regime, label)
				}
			}
		}
		if got := tracks("social_media_engagement", regime, Before); !slices.Contains(got, Ethics) || slices.Contains(got, Crime) {
			t.Errorf("a like before the candidates are fixed is a matter of %v in the %s", got, regime)
		}
		for _, grave := range []string{"order_subordinates", "use_state_facility_or_program", "give_money_or_goods", "covert_meeting", "data_collection_or_mobilisation"} {
			if got := tracks(grave, regime, Before); !slices.Contains(got, Ethics) {
				t.Errorf("%s before the candidates are fixed is a matter of %v in the %s, and not of ethics", grave, got, regime)
			}
		}
		for _, light := range []string{"pose_or_gesture", "campaign_attribute"} {
			if got := tracks(light, regime, Campaign); slices.Contains(got, Crime) {
				t.Errorf("%s in the campaign is a matter of %v in the %s, though no crime speaks of it", light, got, regime)
			}
		}
		if got := tracks("social_media_engagement", regime, Campaign); !slices.Contains(got, Discipline) || slices.Contains(got, Ethics) {
			t.Errorf("a like in the campaign is a matter of %v in the %s", got, regime)
		}
	}
}

// A norm is offered to the persons whom it names, and to no others.
func TestNormsOfAVillageAreOfNobodyElse(t *testing.T) {
	l, _ := mustDefault(t)
	for _, n := range l.Norms() {
		if slices.Contains(n.Persons, VillageHead) && strings.HasSuffix(n.ID, "-desa") && len(n.Persons) > 1 {
			t.Errorf("%s is about %v", n.ID, n.Persons)
		}
	}
	day := mustDate(t, "2024-01-10")
	crimes := func(regime, act string, p Person) string {
		return ids(slices.DeleteFunc(l.Candidates(Question{act, regime, Campaign, p, day}), func(n Norm) bool { return n.Track != Crime }))
	}
	for _, tt := range []struct {
		regime, act string
		person      Person
		want        string
	}{
		{Pemilu, "promote_candidate", CivilServant, "pemilu-280-3"},
		{Pemilu, "promote_candidate", VillageHead, "pemilu-280-3-desa pemilu-490"},
		{Pemilu, "promote_candidate", Candidate, "pemilu-280-2"},
		{Pilkada, "order_subordinates", CivilServant, "pilkada-71-1"},
		{Pilkada, "order_subordinates", VillageHead, "pilkada-71-1-desa"},
	} {
		if got := crimes(tt.regime, tt.act, tt.person); got != tt.want {
			t.Errorf("%s by %s in the %s may be the crimes %q, want %q", tt.act, tt.person, tt.regime, got, tt.want)
		}
	}
	c, _ := l.Conduct("kepala-desa-ikut-kampanye")
	for _, id := range c.Norms {
		if n, _ := l.Norm(id); !slices.Equal(n.Persons, []Person{VillageHead}) {
			t.Errorf("%s of a village head in a campaign is about %v", id, n.Persons)
		}
	}
}

// Two sources differ on the class of the penalty by the joint decree, so neither is preferred.
func TestDisciplineByTheJointDecreeHasBothClasses(t *testing.T) {
	l, _ := mustDefault(t)
	for _, id := range []string{"apk", "medsos", "deklarasi", "reaksi", "foto", "tim"} {
		n, ok := l.Norm("skb-disiplin-" + id)
		if !ok || len(n.Penalties) != 2 || !strings.Contains(n.Penalties[0].Text.ID, "sedang") || !strings.Contains(n.Penalties[1].Text.ID, "berat") ||
			n.Penalties[0].Confidence != calendar.Low || n.Penalties[1].Confidence != calendar.Low {
			t.Errorf("%s: %+v", id, n.Penalties)
		}
	}
}

func TestPenaltiesOn(t *testing.T) {
	small := mustLoad(t)
	norm, _ := small.Norm("discipline")
	for day, want := range map[string]string{"2017-08-15": "", "2017-08-16": "kurungan", "2026-01-01": "kurungan", "2026-01-02": "denda"} {
		var texts []string
		for _, p := range small.PenaltiesOn(norm, mustDate(t, day)) {
			texts = append(texts, p.Text.ID)
		}
		if got := strings.Join(texts, " "); got != want {
			t.Errorf("on %s the penalty is %q, want %q", day, got, want)
		}
	}

	// UU 1/2026 rewrites the penalties of the election acts; of those that it touches one text ends and another begins.
	l, _ := mustDefault(t)
	rewritten := 0
	for _, n := range l.Norms() {
		before, after := l.PenaltiesOn(n, mustDate(t, "2026-01-01")), l.PenaltiesOn(n, mustDate(t, "2026-01-02"))
		if (len(before) == 0) != (len(after) == 0) {
			t.Errorf("%s has %d penalties before 2 January 2026 and %d from then on", n.ID, len(before), len(after))
		}
		if len(before) > 0 && before[0].Text != after[0].Text {
			rewritten++
			for _, p := range after {
				if p.Sure() {
					t.Errorf("%s: the penalty %q is called sure, though how it is converted is not known", n.ID, p.Text.ID)
				}
			}
		}
		for _, p := range after {
			if strings.Contains(strings.ToLower(p.Text.ID), "kurungan") && p.Sure() {
				t.Errorf("%s: %q, though kurungan was abolished", n.ID, p.Text.ID)
			}
		}
	}
	if rewritten == 0 {
		t.Error("no penalty changed on 2 January 2026")
	}
}

func TestConductsHaveAnAddress(t *testing.T) {
	l, _ := mustDefault(t)
	labels := map[string]bool{}
	for _, c := range l.Conducts() {
		if found, ok := l.Conduct(c.Slug); !ok || found.ID != c.ID {
			t.Errorf("at %s is %q, want %s", c.Slug, found.ID, c.ID)
		}
		for _, label := range c.Acts {
			labels[label] = true
		}
	}
	for _, a := range l.Acts() {
		for _, label := range a.Labels {
			if !labels[label] {
				t.Errorf("no conduct speaks of %s", label)
			}
		}
	}
	if _, ok := l.Conduct("tidak-ada"); ok {
		t.Error("there is a conduct at an address that nobody gave")
	}
}
