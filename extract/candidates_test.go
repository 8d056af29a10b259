package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/law"
)

// forWhom writes the beneficiaries of a record: "Name (role, party)", sorted.
func forWhom(r Record) string {
	var out []string
	for _, b := range r.Beneficiaries {
		s := fmt.Sprintf("%s (%s", b.Name, b.Role)
		if b.Party != "" {
			s += ", " + string(b.Party)
		}
		out = append(out, s+")")
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func TestNamesOfCandidates(t *testing.T) {
	const pair = "Bagus Irwanto (calon bupati); Sari Dewanti (calon wakil bupati)"
	tests := []struct{ name, whom, want string }{
		{"an apposition behind the number", "calon bupati nomor urut 4, Bagus Irwanto.", "Bagus Irwanto (calon bupati)"},
		{"an apposition behind the party", "caleg dari PAN, Bagus Irwanto, di balai desa.", "Bagus Irwanto (caleg, PAN)"},
		{"the description goes on behind a comma", "caleg Dapil II dari Partai Demokrat, nomor urut 6, Bagus Irwanto.", "Bagus Irwanto (caleg, Partai Demokrat)"},
		{"a party with its short name in brackets", "calon anggota DPRD dari Partai Demokrasi Indonesia (PDI) Perjuangan, Bagus Irwanto.", "Bagus Irwanto (caleg, PDIP)"},
		{"a member of Aceh's parliament", "calon anggota DPRK dari Partai Aceh, Tgk Bagus Irwanto.", "Bagus Irwanto (caleg, Partai Aceh)"},
		{"the name right before the role", "Bagus Irwanto caleg Partai NasDem di balai desa.", "Bagus Irwanto (caleg, Partai NasDem)"},
		{"a relative clause", "suaminya, Bagus Irwanto, yang maju sebagai caleg DPRD dari PKB.", "Bagus Irwanto (caleg, PKB)"},
		{"by initials", "caleg Partai Golkar berinisial BI.", "BI (caleg, Partai Golkar)"},
		{"initials behind a courtesy", "caleg DPRD Provinsi dari Partai Hanura, dr. BI, beredar.", "BI (caleg, Hanura)"},
		{"a name that is a verb of saying too", "caleg dari Partai NasDem, Urai Irwanto, di balai desa.", "Urai Irwanto (caleg, Partai NasDem)"},
		{"a constituency is no name", "caleg DPR RI dapil Sumatera Barat II, Bagus Irwanto, di balai desa.", "Bagus Irwanto (caleg)"},
		{"the first one too", "caleg DPR RI dapil Sumatera Barat I, Bagus Irwanto, di balai desa.", "Bagus Irwanto (caleg)"},
		{"the short name of a place is no name", "istrinya, Sari Dewanti, yang maju sebagai caleg DPRD Kenda dari PAN. Bawaslu Kenda diam.", "Sari Dewanti (caleg, PAN)"},
		{"who is known to be one", "Bagus Irwanto sendiri diketahui merupakan caleg DPR RI dari PAN.", "Bagus Irwanto (caleg, PAN)"},
		{"initials in brackets", "caleg (BI) untuk DPRD dari PAN.", "BI (caleg)"},
		{"a pair behind a comma with degrees", "paslon bupati nomor urut 03, Bagus Irwanto SP dan Sari Dewanti SE.", pair},
		{"a paket", "paket Bagus Irwanto – Sari Dewanti (BAGUS-SARI) pada Pilkada 2024.", pair},
		{"another name in between", "calon bupati nomor urut 2, Bagus Irwanto alias Wak Gus dan wakilnya Sari Dewanti.", pair},
		{"a pair with a hyphen", "paslon bupati nomor 1 Bagus Irwanto-Sari Dewanti.", pair},
		{"a pair with a slash", "pasangan calon bupati Bagus Irwanto/Sari Dewanti.", pair},
		{"a pair behind a comma", "pasangan calon (paslon) bupati dan wakil bupati nomor urut 1, Bagus Irwanto–Sari Dewanti.", pair},
		{"a pair with degrees", "paslon bupati nomor 1, H. Bagus Irwanto, SE, MM - Hj. Sari Dewanti, M.Si.", pair},
		{"the running mate named as such", "calon bupati nomor 1 Bagus Irwanto dan wakilnya Sari Dewanti.", pair},
		{"who runs with whom", "calon bupati Bagus Irwanto yang berpasangan dengan Sari Dewanti.", pair},
		{"a pair named without an office stands for that of the pilkada's regency", "paslon nomor 1 Bagus Irwanto-Sari Dewanti pada Pilkada 2024.", pair},
		{"as does one without a name", "paslon nomor urut 2 pada Pilkada 2024.", " (calon bupati dan wakil bupati)"},
		{"a pair that only attributes show", "Bagus Irwanto-Sari Dewanti lewat stiker Bagus Irwanto-Sari Dewanti pada Pilkada 2024.", pair},
		{"a package, as pairs are called in the east", "Paket 1, Bagus Irwanto - Sari Dewanti pada Pilkada 2024.", pair},
		{"in a pemilu pairs stand for president", "pasangan nomor 2 Bagus Irwanto-Sari Dewanti pada Pemilu 2024.", "Bagus Irwanto (capres); Sari Dewanti (cawapres)"},
		{"what a pair calls itself is no name", "paslon Bersinar pada Pilkada 2024.", " (calon bupati dan wakil bupati)"},
		{"nor a slogan in quotation marks", "bapaslon 'BERSINAR' pada Pilkada 2024.", " (calon bupati dan wakil bupati)"},
		{"a sentence's end ends the role", "salah satu calon bupati. Undangan sudah disebar.", " (calon bupati)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, "Camat Purwosari Diduga Tidak Netral", "Camat Purwosari di Kabupaten Kediri diduga mengajak warga memilih "+tt.whom)
			if got := forWhom(r); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhoReportsIsNotForWhom(t *testing.T) {
	for _, side := range []string{"Tim hukum", "Tim advokasi", "Kuasa hukum", "Tim pemenangan"} {
		r := read(t, "Camat Dilaporkan", side+" paslon bupati Bagus Irwanto-Sari Dewanti melaporkan Camat Purwosari karena mengajak warga memilih calon bupati Hanum Larasati.")
		if got, want := forWhom(r), "Hanum Larasati (calon bupati)"; got != want {
			t.Errorf("%s: %q, want %q", side, got, want)
		}
	}
}

func TestAPlaceBehindAnOfficeIsNoName(t *testing.T) {
	r := read(t, "Lurah Diperiksa", "Bawaslu Kota Kediri memeriksa lurah yang diduga mendukung calon wali kota Kediri Bagus Irwanto.")
	if got, want := forWhom(r), "Bagus Irwanto (calon wali kota)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestElectionOfQuietTexts(t *testing.T) {
	none := calendar.Date{}
	tests := []struct {
		name, text string
		published  calendar.Date
		election   string
		year       int
	}{
		{"by the day of voting", "Seorang camat diduga tidak netral jelang pencoblosan 27 November 2024.", none, law.Pilkada, 2024},
		{"by that day without a year", "Seorang camat mengumpulkan KTP warga untuk caleg. Sebentar lagi 14 Februari.", none, law.Pemilu, 2024},
		{"where the weekday tells the year", "Seorang camat diduga mendukung caleg. Ia diperiksa Rabu (17/4) pagi.", none, law.Pemilu, 2019},
		{"by a hashtag", "Seorang camat diduga tidak netral.\n\n#pilbupkediri2024", none, law.Pilkada, 2024},
		{"by the calendar, though the only word is a body's", "Badan Pengawas Pemilu (Bawaslu) memeriksa camat yang diduga tidak netral.", calendar.NewDate(2020, time.October, 5), law.Pilkada, 2020},
		{"by the calendar of the other regime", "Badan Pengawas Pemilu (Bawaslu) memeriksa camat yang diduga tidak netral.", calendar.NewDate(2019, time.January, 7), law.Pemilu, 2019},
		{"by a pair of candidates", "Seorang camat diduga mendukung bakal pasangan calon Bagus Irwanto-Sari Dewanti.", calendar.NewDate(2024, time.August, 30), law.Pilkada, 2024},
		{"a violation of pemilihan is one of the law on local elections", "Laporan terhadap camat tidak memenuhi unsur pelanggaran pemilihan, kata Dewan Kehormatan Penyelenggara Pemilu.", calendar.NewDate(2020, time.November, 9), law.Pilkada, 2020},
		{"an earlier election decides nothing", "Camat diduga mendukung calon bupati. Pada Pemilu 2024 Februari lalu ia juga diadukan karena membantu caleg.", calendar.NewDate(2024, time.October, 23), law.Pilkada, 2024},
		{"after the last local election that is known the year is not known", "Camat diduga tidak netral di pilkada.", calendar.NewDate(2026, time.May, 4), law.Pilkada, 0},
		{"the next general election is", "Camat diduga tidak netral di pemilu.", calendar.NewDate(2026, time.May, 4), law.Pemilu, 2029},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := reader(t).Read(&Page{Title: "Camat Diperiksa", Text: tt.text, Published: tt.published})
			if string(r.Election) != tt.election || int(r.ElectionYear) != tt.year {
				t.Errorf("%s %d, want %s %d", r.Election, int(r.ElectionYear), tt.election, tt.year)
			}
		})
	}
}

func TestVotes(t *testing.T) {
	text, err := files.ReadFile("data/votes.txt")
	if err != nil {
		t.Fatal(err)
	}
	list, err := parseBallots(string(text))
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]ballot{}
	for _, b := range list {
		if before := last[b.regime]; b.year <= before.year || b.until.Compare(before.until) <= 0 {
			t.Errorf("%s %d stands behind %d", b.regime, b.year, before.year)
		}
		if !b.day.IsZero() && (b.day.Year() != b.year || b.day.Compare(b.until) > 0) {
			t.Errorf("%s %d: the vote is on %s, counted until %s", b.regime, b.year, b.day, b.until)
		}
		last[b.regime] = b
	}
	for _, line := range []string{"pemilu 2024 2024-02-14", "pilkades 2024 - 2024-12-31", "pemilu x - 2024-12-31", "pemilu 2024 14/2 2024-12-31", "pemilu 2024 - x"} {
		if _, err := parseBallots("# a remark\n" + line); err == nil || !strings.Contains(err.Error(), "votes.txt:2") {
			t.Errorf("%q: %v, want a fault of line 2", line, err)
		}
	}
}

func TestDateOfADatelineIsNotTheActs(t *testing.T) {
	for _, head := range []string{"KEDIRI, Senin (14/10/2024) - ", "Kediri, Kabarx.com, 14 Oktober 2024 – ", "KEDIRI, Senin (14/10) | "} {
		r := read(t, "Camat Hadiri Kampanye", head+"Camat Purwosari diduga menghadiri kampanye calon bupati di Kediri, Sabtu (12/10/2024).")
		if got := fmt.Sprint(r.EventDates); got != "[2024-10-12]" {
			t.Errorf("%q: %s", head, got)
		}
	}
}

func TestDistrictOfTheAct(t *testing.T) {
	tests := []struct{ name, dateline, text, want string }{
		{"a dateline is where the reporter sat", "Pare", "Pare - Bawaslu Kabupaten Kediri memeriksa kepala SMP Negeri 9 Kepung yang diduga mendukung caleg, kata anggotanya di Pare, Selasa.", "Kepung"},
		{"the district where it happened comes before the accused's", "", "Camat Pare di Kabupaten Kediri diduga menghadiri kampanye calon bupati di Kecamatan Kepung.", "Kepung"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := reader(t).Read(&Page{Title: "Diduga Tidak Netral", Text: tt.text, Dateline: tt.dateline})
			if string(r.Region.District) != tt.want {
				t.Errorf("%q, want %q", r.Region.District, tt.want)
			}
		})
	}
}
