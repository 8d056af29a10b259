package extract_test

import (
	"slices"
	"strings"
	"testing"

	"netra/extract"
	"netra/extract/page"
	"netra/law"
)

// told is an allegation with a headline, as a file of text begins.
const told = "https://kabarsenja.example/2024/10/16/camat-diperiksa\nCamat Purwosari Diperiksa Bawaslu Pasuruan\n\n" +
	"Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon pada Pilkada 2024.\n\n"

func recordOf(t *testing.T, text string) extract.Record {
	t.Helper()
	l, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.New(l)
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Parse([]byte(text), page.Hint{Name: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	return r.Read(&p)
}

func TestSourceChain(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a sentence names the outlet", "Ia dipanggil Bawaslu besok, dilansir dari KoranTepi.com Rabu.", "KoranTepi.com"},
		{"a short last paragraph", "Disadur dari KoranTepi.com.", "KoranTepi.com"},
		{"a paragraph that goes on", "Disadur dari KoranTepi.com. Camat itu diperiksa Bawaslu pada hari Rabu.", "KoranTepi.com"},
		{"the line under a story that was taken over", "Artikel ini telah tayang di KoranTepi.com dengan judul Camat Purwosari Dipanggil.", "KoranTepi.com"},
		{"but not the outlet's own", "Artikel ini telah tayang di KabarSenja.example dengan judul Camat Purwosari Dipanggil.", ""},
		{"a known outlet in small letters", "Ia dipanggil Bawaslu besok, dikutip dari detikcom, Rabu.", "detikcom"},
		{"a domain in small letters", "Ia dipanggil Bawaslu besok, dikutip dari laman korantepi.id pada hari Rabu.", "korantepi.id"},
		{"an unknown name in small letters that ends like one", "Ia dipanggil Bawaslu besok, dikutip dari tepinews, Rabu.", "tepinews"},
		{"another word in small letters is none", "Ia dipanggil Bawaslu besok, dikutip dari masjid setempat.", ""},
		{"nor is who speaks", "Ia dipanggil Bawaslu besok, kata warga mengutip Camat Purwosari.", ""},
		{"nor is a body", "Sumber: Bawaslu Pasuruan", ""},
		{"nor is what pays", "Bantuan itu bersumber dari APBD kabupaten, kata warga.", ""},
		{"a line of its own", "Sumber: Koran Tepi", "Koran Tepi"},
		{"a known outlet among the initials on a line of their own", "(antara/red)", "antara"},
		{"initials of persons are none", "Ia dipanggil Bawaslu besok, kata warga. (abc/def)", ""},
		{"a known outlet among the initials behind the last sentence", "Ia dipanggil Bawaslu besok, kata warga. (mb/detik)", "detik"},
		{"each once", "Ia dipanggil Bawaslu besok, dikutip dari Antara, Rabu. (antara/red)\n\nSumber: Antara", "Antara"},
		{"behind what ends the page", "Ia dipanggil Bawaslu besok, kata warga.\n\nKomentar\n\nSumber: Koran Tepi", "Koran Tepi"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rec := recordOf(t, told+tt.text)
			if got := strings.Join(rec.Sources, ", "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if len(rec.Spans["source_chain"]) != len(rec.Sources) {
				t.Errorf("%d spans of %d sources", len(rec.Spans["source_chain"]), len(rec.Sources))
			}
		})
	}
}

func TestSpansOfThePage(t *testing.T) {
	body := "\n\nCamat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon pada "
	tests := []struct{ name, text, field, rule, want string }{
		{"the title", told, "title", "page", "Camat Purwosari Diperiksa Bawaslu Pasuruan"},
		{"the outlet of the address", told, "outlet", "address", "https://kabarsenja.example/2024/10/16/camat-diperiksa"},
		{"the outlet of the dateline", "PASURUAN, KABARSENJA - Camat Purwosari diduga mengajak warga memilih paslon pada Pilkada.", "outlet", "page", "KABARSENJA"},
		{"the day of the address", told, "published_date", "address", "2024/10/16"},
		{"the day of a stamp", "Camat Purwosari Diperiksa Bawaslu Pasuruan\nRabu, 16 Oktober 2024" + body + "Pilkada.", "published_date", "stamp", "Rabu, 16 Oktober 2024"},
		{"the day of metadata", `<html><head><meta property="article:published_time" content="2024-10-16T08:00:00+07:00"></head><body><p>` +
			body + "Pilkada.</p></body></html>", "published_date", "metadata", "2024-10-16T08:00:00+07:00"},
		{"the year beside the election", told, "election_year", "elections: pilkada", "Pilkada 2024"},
		{"the year elsewhere", "https://kabarsenja.example/2024/10/16/a\nCamat Purwosari Diperiksa Bawaslu" + body + "Pilkada. Kasus itu terjadi tahun 2024 di Pasuruan.", "election_year", "year", "2024"},
		{"the election after the day of the text", "https://kabarsenja.example/2024/10/16/a\nCamat Purwosari Diperiksa Bawaslu" + body + "Pilkada.",
			"election_year", "next election", "2024-10-16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spans := recordOf(t, tt.text).Spans[tt.field]
			if len(spans) != 1 || spans[0].Rule != tt.rule || spans[0].Text != tt.want {
				t.Fatalf("got %+v, want %s %q", spans, tt.rule, tt.want)
			}
			beside := tt.rule != "year" && !strings.HasPrefix(tt.rule, "elections") && tt.field != "title"
			if (spans[0].Start == -1 && spans[0].End == -1) != beside {
				t.Errorf("offsets %d-%d", spans[0].Start, spans[0].End)
			}
		})
	}
}

func TestAmbiguousDistrict(t *testing.T) {
	const act = " diduga mengajak warga memilih paslon pada Pilkada."
	tests := []struct{ name, text, region, flags, alternatives string }{
		{"is flagged with all districts of that name", "Camat Tanjung" + act, "", "place: 33.29.13 52.08.01 63.09.04", "33.29.13 52.08.01 63.09.04"},
		{"is settled by its regency", "Camat Tanjung" + act + " Ia diperiksa Bawaslu Kabupaten Brebes.", "33.29.13", "", ""},
		{"is settled by its province", "Camat Tanjung" + act + " Kasus itu terjadi di Provinsi Jawa Tengah.", "33.29.13", "", ""},
		{"no place at all is another flag", "Seorang camat" + act, "", "no_place: ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rec := recordOf(t, tt.text)
			var flags, codes []string
			for _, f := range rec.Flags {
				if f.Kind == extract.FlagPlace || f.Kind == extract.FlagNoPlace {
					flags = append(flags, f.Kind+": "+strings.Join(f.Values, " "))
				}
			}
			for _, r := range rec.Regions {
				codes = append(codes, string(r.DistrictCode))
			}
			if got := strings.Join(flags, "; "); got != tt.flags {
				t.Errorf("flags %q, want %q", got, tt.flags)
			}
			if got := strings.Join(codes, " "); got != tt.alternatives {
				t.Errorf("alternatives %q, want %q", got, tt.alternatives)
			}
			if string(rec.Region.DistrictCode) != tt.region {
				t.Errorf("region %+v, want %q", rec.Region, tt.region)
			}
		})
	}
}

func TestLongTextIsFlagged(t *testing.T) {
	for _, tt := range []struct {
		name string
		n    int
		want bool
	}{{"as long as is read", extract.MaxText, false}, {"a byte more", extract.MaxText + 1, true}} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := extract.New(nil)
			if err != nil {
				t.Fatal(err)
			}
			rec := r.Read(&extract.Page{Text: strings.Repeat("kata ", tt.n)[:tt.n]})
			if got := slices.ContainsFunc(rec.Flags, func(f extract.Flag) bool { return f.Kind == extract.FlagLong }); got != tt.want {
				t.Errorf("flagged %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNormsOfAllAccused(t *testing.T) {
	const camat, kades, polisi = "Camat Purwosari Darma Wicaksana", "Kepala Desa Sukorejo Tirta Anggara", "Kapolsek Purwosari Bagus Wirawan"
	const act = " diduga mengajak warga memilih paslon pada Pilkada."
	const civil, village = "skb-disiplin-apk skb-disiplin-medsos skb-disiplin-tim pp-94-n1 pp-94-n5 pp-94-n6 pilkada-71-1", "pilkada-71-1-desa desa-29 desa-51"
	tests := []struct{ name, day, text, stage, norms string }{
		{"of a head of village", "2024/10/16", kades + act, "campaign", village},
		{"of a civil servant", "2024/10/16", camat + act, "campaign", civil},
		{"of both, the head of village first", "2024/10/16", kades + " dan " + camat + act, "campaign", civil + " " + village},
		{"of both, the civil servant first", "2024/10/16", camat + " dan " + kades + act, "campaign", civil + " " + village},
		{"of the police none", "2024/10/16", polisi + act, "campaign", ""},
		{"of a civil servant if nobody was found", "2024/10/16", "Beredar foto dugaan ketidaknetralan ASN: pose dua jari mendukung paslon pada Pilkada.", "campaign", "skb-disiplin-foto pp-94-n6"},
		{"of all stages on a day of no election of the law", "2020/10/16", camat + act, "", "pp-42-etik pilkada-71-1"},
		{"none without an election", "2024/10/16", camat + " diduga ikut rapat partai.", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rec := recordOf(t, "https://kabarsenja.example/"+tt.day+"/a\nPejabat Diperiksa Bawaslu Pasuruan\n\n"+tt.text)
			var ids []string
			for _, n := range rec.Norms {
				ids = append(ids, n.Norms...)
			}
			if got := strings.Join(ids, " "); string(rec.Stage) != tt.stage || got != tt.norms {
				t.Errorf("stage %q, norms %q of %v, want %q, %q", rec.Stage, got, rec.Accused, tt.stage, tt.norms)
			}
		})
	}
}
