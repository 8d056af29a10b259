package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/bahasa"
	"netra/calendar"
	"netra/law"
)

// Five invented articles in the manner of those that made people ask for this reader, each with what must be read from it.
func TestFrames(t *testing.T) {
	l, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(l)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		page Page
		want func(t *testing.T, r Record)
	}{
		{
			"an official who denies what a photo of a gathering shows",
			Page{Text: `KabarMuara.example - Foto sejumlah pejabat di lingkungan Pemerintah Kota (Pemkot) Kediri duduk bersama kandidat pemilihan kepala daerah (Pilkada) Wisnu Brata viral di media sosial.

Foto itu beredar di grup WhatsApp dan Facebook. Dalam foto tersebut terlihat Asisten III Setda Kediri Sambodo Winarta hadir di sebuah warung makan.

"Itu kumpul alumni biasa, kebetulan beliau mampir sebentar," kata Asisten III Setda Kediri Sambodo Winarta, Senin (21/10/2024).

Menurutnya, kedatangan Wisnu Brata tidak direncanakan, apalagi melakukan pendataan ASN.

"Tidak ada itu pendataan ASN, beliau hanya duduk sebentar," tegasnya.`},
			func(t *testing.T, r Record) {
				if r.Region.RegencyCode != "35.71" || r.Election != law.Pilkada || r.Status != "circulating" {
					t.Errorf("region %v, election %s, status %s", r.Region, r.Election, r.Status)
				}
				if got := accusedOf(r); !strings.HasPrefix(got, "Sambodo Winarta (Asisten III Setda Kediri)") {
					t.Errorf("accused %s", got)
				}
				if slices.Contains(r.Acts, "data_collection_or_mobilisation") || !slices.Contains(r.Acts, "covert_meeting") {
					t.Errorf("acts %v", r.Acts)
				}
				if n := len(r.Statements); n != 2 || r.Statements[1].Stance != "denies" || r.Statements[1].Speaker != "Sambodo Winarta" {
					t.Errorf("statements %v", r.Statements)
				}
				if len(r.EventDates) != 0 || len(r.Evidence) != 2 {
					t.Errorf("dates %v, evidence %v", r.EventDates, r.Evidence)
				}
			},
		},
		{
			"a secretary who waits for proof against a head of district",
			Page{Title: "Oknum Camat Dilaporkan Ajak Dukung Caleg, Sekda Sebut Perlu Dibuktikan", Dateline: "KEDIRI", Text: `KEDIRI, KABAR MUARA – Sekretaris Daerah (Sekda) Kediri, Galih Prasetya, menilai perlu bukti kuat atas dugaan ASN tidak netral pada Pemilu 2024.

Sebelumnya, Camat Mojoroto, Darma Wicaksana, dikabarkan mengajak petugas kelurahan agar memilih calon anggota DPRD Provinsi berinisial ‘Melati’.

"Dugaan itu perlu dibuktikan, kami menunggu hasil klarifikasi," kata Galih, Rabu (15/11/2023).

Saat ini Inspektorat sedang melakukan penelusuran. "Laporan resmi ke inspektorat tidak ada," katanya.

Pertemuan itu ternyata kampanye terselubung di ruang rapat kecamatan. Pemilik akun hanya menyertakan rekaman suara di Instagram.`},
			func(t *testing.T, r Record) {
				if got := accusedOf(r); got != "Darma Wicaksana (Camat Mojoroto)" {
					t.Errorf("accused %s", got)
				}
				if r.Region.DistrictCode != "35.71.01" || r.Election != law.Pemilu || r.ElectionYear != 2024 || r.Status != "reviewing" {
					t.Errorf("region %v, election %s %d, status %s", r.Region, r.Election, r.ElectionYear, r.Status)
				}
				if len(r.Beneficiaries) != 1 || r.Beneficiaries[0].Name != "Melati" {
					t.Errorf("beneficiaries %v", r.Beneficiaries)
				}
				for _, act := range []string{"order_subordinates", "covert_meeting", "use_state_facility_or_program"} {
					if !slices.Contains(r.Acts, act) {
						t.Errorf("acts %v want %s", r.Acts, act)
					}
				}
				if len(r.Statements) != 2 || r.Statements[0].Stance != "awaits" || r.Statements[1].Speaker != "Galih Prasetya" {
					t.Errorf("statements %v", r.Statements)
				}
				if !slices.ContainsFunc(r.Flags, func(f Flag) bool { return f.Kind == FlagHeadline }) {
					t.Errorf("flags %v: the headline says reported, the text that there is no report", r.Flags)
				}
				if !slices.Equal(r.Evidence, []Evidence{{"audio", "instagram"}}) {
					t.Errorf("evidence %v", r.Evidence)
				}
			},
		},
		{
			"an unnamed head of office who promotes a child",
			Page{Title: "Promosikan Anaknya, Oknum Kadis Diduga Tidak Netral", Text: `PALANGKA RAYA – Salah satu Kepala Dinas (Kadis) di Kota Palangka Raya diduga tidak netral pada Pemilu 2024 karena mempromosikan anaknya sebagai caleg.

Pada tanggal 20 Januari 2024 redaksi mendapatkan pesan melalui email berisi tangkapan layar status WhatsApp.

“Pengirim melampirkan bukti tangkapan layar kepada kami,” ujar pengelola akun, Wulan Prameswari, Senin (22/1/2024).`},
			func(t *testing.T, r Record) {
				if len(r.Accused) != 1 || r.Accused[0].Name != "" || r.Region.RegencyCode != "62.71" {
					t.Errorf("accused %v, region %v", r.Accused, r.Region)
				}
				if len(r.EventDates) != 0 || !slices.Contains(r.Acts, "promote_candidate") || len(r.Evidence) == 0 || r.Evidence[0].Kind != "screenshot" {
					t.Errorf("dates %v, acts %v, evidence %v", r.EventDates, r.Acts, r.Evidence)
				}
				if len(r.Beneficiaries) != 1 || r.Beneficiaries[0].Role != "caleg" {
					t.Errorf("beneficiaries %v", r.Beneficiaries)
				}
			},
		},
		{
			"a meeting under another name that insiders confirm",
			Page{Text: `PASURUAN - Salah satu pimpinan OPD di Pemkab Pasuruan diduga mengarahkan puluhan undangan memilih oknum caleg dalam Pileg.

Pertemuan "terselubung" itu digelar Sabtu (30/12/23) di sebuah vila di Kecamatan Purwosari, Kabupaten Pasuruan, dihadiri kurang lebih 50 orang ASN. Caleg itu diduga membagikan amplop.

Salah satu staf OPD membenarkan hal tersebut. “Iya benar ada kegiatan di sana, itu rapat akhir tahun,” katanya.

Ketua Bawaslu Kabupaten Pasuruan Ratna Kusuma menyampaikan akan mendalami informasi tersebut.`},
			func(t *testing.T, r Record) {
				if r.Region.DistrictCode != "35.14.08" || len(r.EventDates) != 1 || r.EventDates[0] != calendar.NewDate(2023, time.December, 30) {
					t.Errorf("region %v, dates %v", r.Region, r.EventDates)
				}
				got := accusedOf(r)
				if !strings.Contains(got, "? (pimpinan OPD)") || !strings.Contains(got, "x50 (ASN)") {
					t.Errorf("accused %s", got)
				}
				for _, act := range []string{"order_subordinates", "covert_meeting", "give_money_or_goods"} {
					if !slices.Contains(r.Acts, act) {
						t.Errorf("acts %v want %s", r.Acts, act)
					}
				}
				if len(r.Statements) != 1 || r.Statements[0].Stance != "confirms" || r.Statements[0].Speaker != "" || r.Status != "reviewing" {
					t.Errorf("statements %v, status %s", r.Statements, r.Status)
				}
			},
		},
		{
			"a sweeping claim by an official, nothing reported",
			Page{Published: calendar.NewDate(2024, time.January, 31), Text: `SEMARANG – Sejumlah oknum camat dan lurah di Kota Semarang terindikasi memihak salah satu pasangan calon presiden dan wakil presiden di Pemilu 2024.

Hal itu diungkapkan Sekretaris Daerah (Sekda) Kota Semarang Galih Prasetya. “Saya sudah mendapatkan data itu dari seluruh wilayah,” katanya dalam unggahan pada 27 Januari 2024.

Ketua Bawaslu Kota Semarang Ratna Kusuma mengatakan pihaknya belum mendapatkan laporan.`},
			func(t *testing.T, r Record) {
				if got := accusedOf(r); got != "? (camat); ? (lurah)" {
					t.Errorf("accused %s", got)
				}
				if r.Region.RegencyCode != "33.74" || r.Status != "circulating" || len(r.EventDates) != 0 {
					t.Errorf("region %v, status %s, dates %v", r.Region, r.Status, r.EventDates)
				}
				if len(r.Institutions) == 0 || r.Institutions[0].Action != "no_report_received" {
					t.Errorf("institutions %v", r.Institutions)
				}
				if len(r.Statements) != 1 || r.Statements[0].Speaker != "Galih Prasetya" || r.Statements[0].Stance != "accuses" {
					t.Errorf("statements %v", r.Statements)
				}
				if len(r.Norms) != len(r.Acts) {
					t.Errorf("norms %v of acts %v", r.Norms, r.Acts)
				}
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rec := r.Read(&tt.page)
			if rec.Kind != Allegation {
				t.Fatalf("kind %s", rec.Kind)
			}
			tt.want(t, rec)
			checkSpans(t, &tt.page, rec)
		})
	}
}

// outside are the fields that may be taken from what is not in the text.
var outside = words("title outlet published_date election_year")

// checkSpans fails unless every span is where it says to be.
func checkSpans(t *testing.T, p *Page, r Record) {
	t.Helper()
	for field, spans := range r.Spans {
		for _, s := range spans {
			if s.Start == -1 && s.End == -1 && s.Text != "" && s.Rule != "" && outside[field] {
				continue // of the address or the metadata
			}
			in := p.Text
			if s.Title {
				in = p.Title
			}
			if s.Start < 0 || s.End > len(in) || s.Start >= s.End || in[s.Start:s.End] != s.Text || s.Rule == "" {
				t.Fatalf("%s: span %+v is not in the text", field, s)
			}
		}
	}
}

// TestEveryPatternIsFound reads each line of the lexicons as a text: a line that nothing can match is a slip.
func TestEveryPatternIsFound(t *testing.T) {
	r := reader(t)
	for tp, name := range topicFiles {
		b, err := files.ReadFile("data/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		section := ""
		for _, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if line[0] == '[' {
				section = strings.Trim(line, "[]")
				continue
			}
			toks := bahasa.Tokens(strings.NewReplacer("<n>", "dua", " .. ", " zzz ").Replace(line))
			hits := r.lex.find(toks, make([]int32, len(toks)))[tp]
			if !slices.ContainsFunc(hits, func(h hit) bool {
				return h.First == 0 && h.Last == len(toks) && (h.section == section || tp != int(topicActs))
			}) {
				t.Errorf("%s.txt: %q of [%s] is not found in itself", name, line, section)
			}
		}
	}
}

func TestActLabels(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range reader(t).lex.all[1:] {
		if e.topic == topicActs {
			seen[e.section] = true
		}
	}
	for _, label := range actLabels[:len(actLabels)-1] {
		if !seen[label] {
			t.Errorf("acts.txt has no section %s", label)
		}
	}
	if len(seen) != len(actLabels)-1 {
		t.Errorf("acts.txt has sections that are no act: %v", seen)
	}
}

// TestLexiconFaults: a linguist's slip names the file and the line.
func TestLexiconFaults(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a pattern before any section", "camat\n", "x.txt:1: a pattern needs a section"},
		{"a section that is not closed", "[asn\ncamat\n", "x.txt:1: a section is [name]"},
		{"too many gaps", "[a]\na .. b .. c .. d\n", "x.txt:2: a pattern has at most two gaps"},
		{"a gap without an end", "[a]\n# note\na .. \n", "x.txt:3: a gap needs words on both sides"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := newLexicon().read(topicActs, "x.txt", tt.text)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestWeightFaults(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a weight before any model", "oknum = 1\n", "data/weights.txt:1"},
		{"a weight that is no number", "[accused]\n# note\noknum = much\n", "data/weights.txt:3"},
		{"a cue without a weight", "[accused]\noknum\n", "data/weights.txt:2"},
		{"a weight that is not finite", "[accused]\noknum = Inf\n", "data/weights.txt:2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := readWeights(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// costly are texts made to cost much, of more than MaxText bytes each. BenchmarkCostly has their times.
func costly() map[string]string {
	texts := map[string]string{
		"one endless sentence": strings.Repeat("Camat Budi Santoso diduga mengajak memilih paslon ", 4000),
		"names only":           strings.Repeat("Adiwara Besari Cahyono Dermawan ", 4000),
		"marks only":           strings.Repeat(`"“‘(.,`, 20000),
		"titles only":          strings.Repeat("oknum camat dan lurah, ", 4000),
		"dates only":           strings.Repeat("Senin (1/2/2024) ", 4000),
		"places only":          strings.Repeat("Kabupaten Semarang, Kecamatan Purwosari, ", 2000),
		"quotations only":      strings.Repeat("“Kami sudah memanggil camat itu,” kata Ketua Bawaslu Ratna Kusuma. ", 1000),
		"verbs only":           strings.Repeat("katanya menurut ", 8000),
	}
	rng := rand.New(rand.NewPCG(1, 2))
	vocabulary := strings.Fields(newspaper.Text)
	var b strings.Builder
	for b.Len() < MaxText {
		b.WriteString(vocabulary[rng.IntN(len(vocabulary))] + " ")
	}
	texts["words of news in any order"] = b.String()
	return texts
}

func TestCostlyTextsAreRead(t *testing.T) {
	r := reader(t)
	for name, text := range costly() {
		t.Run(name, func(t *testing.T) {
			p := &Page{Text: text}
			checkSpans(t, p, r.Read(p))
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(newspaper.Title, newspaper.Text, newspaper.URL)
	f.Add("", "“Kami, Plt. (Pj) berinisial", "https://x.example/a-b-c-d")
	f.Add("Oknum ", "Mereka, dan , disapa Mbak . Camat , Kecamatan", "")
	r := reader(f)
	f.Fuzz(func(t *testing.T, title, text, url string) {
		p := &Page{Title: title, Text: text, URL: url, Dateline: "KEDIRI"}
		checkSpans(t, p, r.Read(p))
	})
}
