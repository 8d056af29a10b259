package cluster_test

import (
	"strings"
	"testing"

	"netra/calendar"
	"netra/cluster"
)

// What a paper writes when the sanction comes, weeks later.
const sanctioned = `Camat Sarjono Wibisana dijatuhi hukuman disiplin. Pemakaian pendapa kecamatan untuk menyambut Harsa Pramudita
dan rekaman dari grup karang taruna menjadi dasar keputusan itu. Penabuh gamelan, pengelola pendapa dan pemilik kursi lipat
pernah dimintai keterangan.`

func TestWhatJoins(t *testing.T) {
	pair := func(change func(a, b *cluster.Item)) [2]cluster.Item {
		a, b := received(), receivedAgain()
		change(&a, &b)
		return [2]cluster.Item{a, b}
	}
	late := func(b *cluster.Item) {
		b.Text, b.Title = sanctioned, "Camat Sarjono Dijatuhi Hukuman Disiplin"
		b.Published, b.EventDates = day("2024-12-12"), nil
	}
	nobody := []cluster.Person{{Position: "camat"}}
	tests := []struct {
		rule  string
		pair  [2]cluster.Item
		why   cluster.Feature
		value float64 // of why; 0 if it must not be among the reasons
		want  cluster.State
	}{
		{"the outcome two months later, of somebody named", pair(func(a, b *cluster.Item) { late(b) }), cluster.AccusedName, 1, cluster.Confirmed},
		{"the outcome two months later, of nobody named", pair(func(a, b *cluster.Item) {
			late(b)
			a.Accused, b.Accused = nobody, nobody
		}), "", 0, ""},
		{"four months later", pair(func(a, b *cluster.Item) {
			late(b)
			b.Published = day("2025-02-20")
		}), "", 0, ""},
		{"initials in the text of which a reader made nobody", pair(func(a, b *cluster.Item) {
			b.Accused, b.Text = nil, strings.ReplaceAll(receivingAgain, "Sarjono Wibisana", "berinisial SW")
		}), cluster.NameInText, 0.5, cluster.Confirmed},
		{"a common abbreviation is nobody's initials", pair(func(a, b *cluster.Item) {
			a.Accused = []cluster.Person{{Name: "Warsita Adi", Position: "camat"}}
			b.Accused, b.Text = nil, receivingAgain+" Rekaman itu menyebar lewat WA."
		}), cluster.NameInText, 0, cluster.Confirmed},
		{"an article without a day has that of the first date in its text", pair(func(a, b *cluster.Item) {
			a.EventDates, b.EventDates = nil, nil
			b.Published, b.Text = calendar.Date{}, receivingAgain+" Demikian Bawaslu, Kamis (17/10/2024)."
		}), cluster.CloseInTime, 1, cluster.Confirmed},
		{"a month by its name", pair(func(a, b *cluster.Item) {
			a.EventDates, b.EventDates = nil, nil
			b.Published, b.Text = calendar.Date{}, receivingAgain+" Demikian Bawaslu, Kamis, 17 Oktober 2024."
		}), cluster.CloseInTime, 1, cluster.Confirmed},
		{"a title that says once more is of another act", pair(func(a, b *cluster.Item) {
			b.Title = "Lagi, Camat Sarjono Disorot"
		}), cluster.OtherAct, 1, cluster.Confirmed},
		{"so is a text that begins with it", pair(func(a, b *cluster.Item) {
			b.Text = "Sarjono Wibisana kembali dilaporkan. " + b.Text
		}), cluster.OtherAct, 1, cluster.Confirmed},
		{"two that say so are of the same one", pair(func(a, b *cluster.Item) {
			a.Title, b.Title = "Lagi, Camat Jadi Sorotan", "Camat Sarjono Dilaporkan Lagi"
		}), cluster.OtherAct, 0, cluster.Confirmed},
		{"a name in common is no word in common", pair(func(a, b *cluster.Item) {
			a.Text, b.Text = "Sarjono Wibisana. "+teachers, "Sarjono Wibisana. Zat."
		}), cluster.BodyWords, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			e := edge(t, tt.pair[0], tt.pair[1])
			if e == nil {
				if tt.want == cluster.Confirmed || tt.value > 0 {
					t.Fatal("no edge")
				}
				return
			}
			if tt.want != "" && e.State != tt.want || tt.want == "" && e.State == cluster.Confirmed {
				t.Errorf("%s with %v", e.State, e.Reasons)
			}
			got := 0.0
			for _, r := range e.Reasons {
				if r.Feature == tt.why {
					got = r.Value
				}
			}
			if got != tt.value {
				t.Errorf("%s is %.2f, want %.2f", tt.why, got, tt.value)
			}
		})
	}
}

// The same person with the same kind of act in the same week, where a reader found no day: the words must decide.
func TestSamePersonTwice(t *testing.T) {
	again := other(fertiliser, "Lagi, Camat Sarjono Disorot", func(b *cluster.Item) { b.EventDates = nil })
	items := []cluster.Item{received(), again}
	if edges := cluster.Edges(items); len(cluster.Clusters(items, edges)) != 2 {
		t.Errorf("joined by %+v", edges)
	}
}
