package cluster_test

import (
	"fmt"
	"testing"

	"netra/calendar"
	"netra/cluster"
	"netra/gazetteer"
)

// note makes a short report of one town and week: who is accused of what, on which day of October 2024 (0 if it is not said).
func note(id, title, text string, accused cluster.Person, dayOfAct int, acts ...string) cluster.Item {
	it := cluster.Item{
		ID: id, Title: title, Text: text, Region: "35.06", Kind: "allegation", Election: "pilkada", Year: 2024,
		Accused: []cluster.Person{accused}, Acts: acts,
	}
	if dayOfAct > 0 {
		it.EventDates = []calendar.Date{calendar.NewDate(2024, 10, dayOfAct)}
	}
	return it
}

// Six invented notes as a paper of one town prints them in one week, mostly of the words that all of them have. The first two
// tell of one post, the next two of one gift; what remains stands alone.
func townNotes() []cluster.Item {
	warden := cluster.Person{Name: "Gunarta Wibisana", Position: "Lurah Sumberwaru"}
	at := func(position string) cluster.Person { return cluster.Person{Position: position} }
	return []cluster.Item{
		note("post", "Foto dengan Calon di Facebook, Lurah Dilaporkan", `KEDIRI - Lurah Sumberwaru, Gunarta Wibisana, memasang fotonya
dengan calon bupati Harsa Pramudita di Facebook, Selasa (15/10/2024), dengan kalimat ajakan memilih. Warga melapor kepada
Bawaslu Kabupaten Kediri. "Kami pelajari," kata Ketua Bawaslu Lastri Handoko.`, warden, 15, "pose_or_gesture"),
		note("post again", "Lurah Sumberwaru Pasang Ajakan di Facebook", `KEDIRI - Bawaslu Kabupaten Kediri menelusuri Lurah Sumberwaru,
Gunarta Wibisana. Di Facebook ia diduga memasang ajakan memilih calon bupati Harsa Pramudita, Selasa (15/10/2024), kata Ketua
Bawaslu Lastri Handoko.`, warden, 15, "social_media_post"),
		note("calendars", "Guru di Kediri Diduga Bagi Kalender Paslon", `KEDIRI - Seorang guru SMP negeri di Kabupaten Kediri diduga
membagikan kalender pasangan calon bupati nomor urut 2 kepada orang tua siswa, Selasa (15/10/2024). Bawaslu Kabupaten Kediri
menelusuri kabar itu, kata Ketua Bawaslu Lastri Handoko, Kamis (17/10/2024).`, at("guru SMP"), 15, "campaign_attribute"),
		note("calendars too", "Kalender Paslon Dititipkan kepada Siswa, Guru Ditegur", `KEDIRI - Orang tua siswa sebuah SMP negeri di
Kabupaten Kediri mengeluhkan guru yang diduga menitipkan kalender pasangan calon bupati nomor urut 2 kepada anak-anak, Rabu
(16/10/2024). Bawaslu Kabupaten Kediri menelusurinya.`, at("guru"), 16, "campaign_attribute"),
		note("rally", "Kades di Kediri Diduga Hadiri Deklarasi Paslon", `KEDIRI - Seorang kepala desa di Kabupaten Kediri diduga
menghadiri deklarasi pasangan calon bupati nomor urut 2, Rabu (16/10/2024). Bawaslu Kabupaten Kediri menelusuri kabar itu, kata
Ketua Bawaslu Lastri Handoko, Kamis (17/10/2024).`, at("kepala desa"), 16, "attend_candidate_event", "promote_candidate"),
		note("lists", "Staf Puskesmas di Kediri Diduga Data Warga", `KEDIRI - Seorang staf puskesmas di Kabupaten Kediri diduga mendata
warga untuk pasangan calon bupati nomor urut 2, Selasa (15/10/2024). Bawaslu Kabupaten Kediri menelusuri kabar itu, kata Ketua
Bawaslu Lastri Handoko, Kamis (17/10/2024).`, at("staf puskesmas"), 15, "data_collection_or_mobilisation"),
	}
}

func TestNotesOfOneTownStayApart(t *testing.T) {
	items := townNotes()
	if got := fmt.Sprint(cluster.Clusters(items, cluster.Edges(items))); got != "[[0 1] [2 3] [4] [5]]" {
		t.Errorf("clusters %s", got)
	}
	for i := range items {
		for k := range items[:i] {
			e := edge(t, items[k], items[i])
			if joins := e != nil && e.State == cluster.Confirmed; joins != (i == k+1 && k%2 == 0 && i < 4) {
				t.Errorf("%q and %q: %+v", items[k].ID, items[i].ID, e)
			}
		}
	}
}

// What is known of the accused, the act, the day and the district: one of them other is a doubt, two are two events, though
// the words are nearly the same. The words alone would join all of these.
func TestTwoDoubtsStayApart(t *testing.T) {
	nobody := func(position string) []cluster.Person { return []cluster.Person{{Position: position}} }
	tests := []struct {
		rule   string
		change func(a, b *cluster.Item)
		joins  bool
	}{
		{"nothing is other", func(a, b *cluster.Item) {}, true},
		{"another office", func(a, b *cluster.Item) { b.Accused = nobody("guru") }, true},
		{"another office and act", func(a, b *cluster.Item) { b.Accused, b.Acts = nobody("guru"), []string{"covert_meeting"} }, false},
		{"another office and day", func(a, b *cluster.Item) {
			b.Accused, b.EventDates = nobody("guru"), []calendar.Date{day("2024-10-16")}
		}, false},
		{"another act and day of the same office", func(a, b *cluster.Item) {
			b.Acts, b.EventDates = []string{"covert_meeting"}, []calendar.Date{day("2024-10-16")}
		}, false},
		{"another act and day of the same person", func(a, b *cluster.Item) {
			a.Accused, b.Accused = received().Accused, received().Accused
			b.Acts, b.EventDates = []string{"covert_meeting"}, []calendar.Date{day("2024-10-16")}
		}, false},
		{"another district and day", func(a, b *cluster.Item) {
			b.Region, b.EventDates = "35.06.11", []calendar.Date{day("2024-10-16")}
		}, false},
		{"other initials and another day", func(a, b *cluster.Item) {
			a.Accused, b.Accused = []cluster.Person{{Name: "SW", Position: "camat"}}, []cluster.Person{{Name: "BR", Position: "camat"}}
			b.EventDates = []calendar.Date{day("2024-10-16")}
		}, false},
		{"initials that a title has too", func(a, b *cluster.Item) {
			a.Accused, b.Accused = []cluster.Person{{Name: "Hasan Jauhari", Position: "camat"}}, []cluster.Person{{Name: "HJ", Position: "camat"}}
			b.Acts = []string{"covert_meeting"}
		}, true},
		{"an office by its short name", func(a, b *cluster.Item) {
			a.Accused, b.Accused, b.Acts = nobody("Kepala Sekolah"), nobody("Kasek"), []string{"covert_meeting"}
		}, true},
		{"a position that may be any office", func(a, b *cluster.Item) {
			b.Accused, b.Acts = nobody("pegawai pemerintah"), []string{"covert_meeting"}
		}, true},
		{"an office that one of two accused has", func(a, b *cluster.Item) {
			b.Accused, b.Acts = append(nobody("guru"), nobody("camat")...), []string{"covert_meeting"}
		}, true},
		{"another office and act, as the paper of the one tells it", func(a, b *cluster.Item) {
			b.Accused, b.Acts, b.Sources = nobody("guru"), []string{"covert_meeting"}, []string{"example.com"}
		}, true},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			a, b := received(), receivedAgain()
			a.Accused, b.Accused = nobody("camat"), nobody("camat")
			a.Title, b.Title = "Gamelan di Pendapa", "Pendapa Bergema Gamelan"
			b.Region = a.Region
			tt.change(&a, &b)
			e := edge(t, a, b)
			if joins := e != nil && e.State == cluster.Confirmed; joins != tt.joins {
				t.Errorf("joins %v: %+v", joins, e)
			}
		})
	}
}

func TestPlacesAreNoWordsInCommon(t *testing.T) {
	tests := []struct {
		rule   string
		region gazetteer.Code
		a, b   string
	}{
		{"the regency", "35.06", "Gamelan di Kediri, Kediri, Kediri.", "Zat di Kediri, Kediri, Kediri."},
		{"the province", "35.06", "Gamelan Jawa Timur.", "Zat Jawa Timur."},
		{"the district that both lie in", "35.06.10", "Gamelan di Gurah, Kediri.", "Zat di Gurah, Kediri."},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			a, b := received(), receivedAgain()
			a.Region, b.Region, a.Text, b.Text = tt.region, tt.region, tt.a, tt.b
			if e := edge(t, a, b); e == nil || has(e, cluster.BodyWords) {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestOnePersonInOneRegencyIsWorthALook(t *testing.T) {
	a, b := received(), receivedAgain()
	b.Text, b.Title, b.Beneficiaries = teachers, "Zat", nil
	b.Acts, b.EventDates = []string{"covert_meeting"}, []calendar.Date{day("2024-10-25")}
	if e := edge(t, a, b); e == nil || e.State != cluster.Suggested {
		t.Errorf("%+v, want it suggested", e)
	}
	b.Accused = []cluster.Person{{Position: "guru"}}
	if e := edge(t, a, b); e != nil {
		t.Errorf("of nobody in common: %+v", e)
	}
}
