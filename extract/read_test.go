package extract

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/law"
)

// read reads a text that was published on 16 October 2024, a Wednesday, under a headline.
func read(t *testing.T, title, text string) Record {
	t.Helper()
	return reader(t).Read(&Page{Title: title, Text: text, Published: calendar.NewDate(2024, time.October, 16)})
}

func accusedOf(r Record) string {
	var out []string
	for _, a := range r.Accused {
		s := string(a.Name)
		if s == "" {
			s = "?"
		}
		if a.Count > 1 {
			s += fmt.Sprint(" x", int(a.Count))
		}
		out = append(out, s+" ("+string(a.Position)+")")
	}
	return strings.Join(out, "; ")
}

func TestWhoIsAccused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a title and a name between commas", "Camat Purwosari, Darma Wicaksana, diduga mengajak warga memilih salah satu paslon pada Pilkada 2024.", "Darma Wicaksana (Camat Purwosari)"},
		{"a title and a name together", "Sekretaris Dinas Kesehatan Kabupaten Kendal Suryo Laksono dilaporkan ke Bawaslu karena menghadiri kampanye calon bupati.", "Suryo Laksono (Sekretaris Dinas Kesehatan Kabupaten Kendal)"},
		{"degrees are no part of a name", "Kepala Bappeda Kota Kediri Wulan Prameswari, S.T., M.M., diperiksa Bawaslu atas dugaan tidak netral di Pilkada.", "Wulan Prameswari (Kepala Bappeda Kota Kediri)"},
		{"a name before its title", "Bawaslu memanggil Tirta Anggara, Kepala SDN Sukamaju 2, karena mengunggah foto calon bupati di Facebook saat Pilkada.", "Tirta Anggara (Kepala SDN Sukamaju 2)"},
		{"who is introduced as the one before", "Seorang camat di Kabupaten Banyumas diduga mendukung salah satu calon bupati di Pilkada. Ia adalah Bagus Wirawan.", "Bagus Wirawan (camat)"},
		{"several who are introduced", "Dua ASN Pemkot Kediri dilaporkan ke Bawaslu karena ikut kampanye Pilkada. Mereka adalah Lurah Mojoroto Sinta Maharani dan Kepala Dinas Sosial Yudha Pranata.", "Sinta Maharani (Lurah Mojoroto); Yudha Pranata (Kepala Dinas Sosial)"},
		{"by initials", "Kepala Dinas PUPR berinisial RW diduga memasang baliho calon wali kota di Pilkada Kediri.", "RW (Kepala Dinas PUPR)"},
		{"atas nama", "Bawaslu meneruskan dugaan pelanggaran netralitas ASN atas nama Lestari Widuri ke BKN pada masa Pilkada.", "Lestari Widuri (ASN)"},
		{"a short form is joined to the full name", "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu. Darma diduga mengarahkan pegawai untuk memilih calon bupati nomor 2 pada Pilkada.", "Darma Wicaksana (Camat Purwosari)"},
		{"an unnamed one stays unnamed", "Seorang oknum lurah di Kota Kediri diduga mengajak warga memilih paslon nomor 1 pada Pilkada.", "? (lurah)"},
		{"a count in words", "Tiga oknum guru ASN diduga berpose dua jari mendukung paslon di Pilkada Kediri.", "? x3 (guru ASN)"},
		{"a count in digits", "Sekitar 50 orang ASN diduga menghadiri kampanye calon bupati di Pilkada Kediri.", "? x50 (ASN)"},
		{"many without a number have no count", "Puluhan kepala desa diduga ikut berkampanye untuk salah satu calon bupati di Pilkada Kediri.", "? (kepala desa)"},
		{"two positions share one quantity", "Sejumlah oknum camat dan lurah terindikasi memihak paslon pada Pilkada Kota Kediri.", "? (camat); ? (lurah)"},
		{"a supervisor who speaks is not accused", "Seorang ASN diduga mengajak memilih paslon di Pilkada. \"Kami sudah memanggil yang bersangkutan,\" kata Ketua Bawaslu Kediri Ratna Kusuma.", "? (ASN)"},
		{"nor is the superior who waits", "Seorang camat diduga mengajak memilih paslon di Pilkada Kediri. Sekda Kediri Galih Prasetya mengatakan, kasus itu perlu dibuktikan.", "? (camat)"},
		{"nor the candidate", "Seorang camat diduga mengajak memilih calon bupati Hanum Larasati di Pilkada Kediri.", "? (camat)"},
		{"nor who reports", "LSM Suara Lereng melaporkan Camat Purwosari Darma Wicaksana ke Bawaslu karena menghadiri kampanye Pilkada, kata Direktur LSM Suara Lereng Panji Saputra.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor who was ordered to", "Camat Purwosari Darma Wicaksana diduga mengarahkan pegawai memilih paslon di Pilkada. Staf Kelurahan Sukorejo Tirta Anggara mengaku dipaksa memilih paslon itu.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor those who were forced to", "Puluhan guru di Kediri diperintah Camat Purwosari memilih paslon nomor 1 pada Pilkada 2024. Camat Purwosari diduga mengumpulkan mereka. Para guru itu melapor ke Bawaslu.", "? (Camat)"},
		{"nor those whom an order was given to", "Camat Purwosari diduga mengarahkan 25 kepala SD memilih calon bupati Bagus Irwanto pada Pilkada 2024.", "? (Camat)"},
		{"nor the second of those whom an order was given to", "Camat Purwosari diduga mengarahkan 25 kepala SD dan lurah memilih calon bupati Bagus Irwanto pada Pilkada 2024.", "? (Camat)"},
		{"nor a teacher by name who was forced", "Guru SDN Sukorejo 1 Tirta Anggara mengaku diintimidasi agar memilih paslon nomor 2. Tirta melaporkan hal itu ke Bawaslu Kediri pada Pilkada 2024.", ""},
		{"but who was ordered to and did it", "Sekda Kediri Galih Prasetya diduga memerintahkan Camat Purwosari Darma Wicaksana memenangkan paslon nomor 2 pada Pilkada 2024. Darma diduga membagikan sembako dan stiker paslon itu.", "Galih Prasetya (Sekda Kediri); Darma Wicaksana (Camat Purwosari)"},
		{"an acting regent is a civil servant", "Pj Bupati Kediri, Galuh Prasetya, menghadiri kampanye calon gubernur Bagus Irwanto pada Pilkada 2024.", "Galuh Prasetya (Pj Bupati Kediri)"},
		{"nor one who is heard as a witness", "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu karena ikut kampanye Pilkada. Bawaslu memanggil Lurah Mojoroto Sinta Maharani sebagai saksi.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor a witness", "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu karena ikut kampanye Pilkada. Bawaslu juga memeriksa saksi Tirta Anggara, guru SDN Sukorejo 1.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor a teacher who reports", "Guru SDN Sukorejo 1 Tirta Anggara melaporkan Camat Purwosari Darma Wicaksana ke Bawaslu karena ikut kampanye Pilkada.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor whom a pair shares a name with", "Tim hukum paslon Rama-Sinta mengadukan guru bernama Tirta Anggara ke Bawaslu karena membagikan kaos paslon lain di Pilkada.", "Tirta Anggara (guru)"},
		{"both who are named before the act", "Camat Purwosari Darma Wicaksana dan Lurah Mojoroto Sinta Maharani dilaporkan ke Bawaslu. Keduanya diduga mengajak warga memilih paslon di Pilkada.", "Darma Wicaksana (Camat Purwosari); Sinta Maharani (Lurah Mojoroto)"},
		{"an age between name and position", "RW (41), ASN Dinas Perhubungan Kabupaten Garut, dipanggil Bawaslu usai mengunggah poster caleg pada Pemilu.", "RW (ASN Dinas Perhubungan Kabupaten Garut)"},
		{"a former official is none", "Mantan Camat Purwosari Darma Wicaksana menghadiri kampanye paslon di Pilkada. Bawaslu memanggil seorang lurah yang diduga ikut berkampanye.", "? (lurah)"},
		{"a passive written apart", "Camat Purwosari, Darma Wicaksana, di duga mengajak warga memilih salah satu paslon pada Pilkada 2024.", "Darma Wicaksana (Camat Purwosari)"},
		{"nor a wife who is the candidate", "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih istrinya. Hanum Larasati adalah caleg DPRD pada Pemilu 2024.", "Darma Wicaksana (Camat Purwosari)"},
		{"an acting head", "Plt. Kepala Dinas Pendidikan Kabupaten Kendal Bima Santosa dilaporkan ke Bawaslu karena mengarahkan guru memilih paslon di Pilkada.", "Bima Santosa (Plt. Kepala Dinas Pendidikan Kabupaten Kendal)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := accusedOf(read(t, "", tt.text)); got != tt.want {
				t.Errorf("accused %q, want %q", got, tt.want)
			}
		})
	}
}

// TestNobodyIsAccused checks that news in which nobody is said to have done anything accuses nobody and is no allegation.
func TestNobodyIsAccused(t *testing.T) {
	for _, tt := range []struct{ name, title, text string }{
		{"a ceremony in the hall of the regency", "Bupati Lantik Camat Purwosari",
			"Bupati Kediri melantik Camat Purwosari, Darma Wicaksana, di pendopo, Senin (7/10/2024). Bupati berpesan agar ASN netral pada Pilkada 2024. \"Jaga netralitas,\" katanya."},
		{"a warning with a sanction that nobody has", "Bupati Lantik Pejabat",
			"Bupati Kediri melantik Kepala Dinas Sosial Kediri Yudha Pranata di pendopo, Senin (7/10/2024). Ia mengingatkan, ASN yang terbukti memihak calon bupati akan diberi sanksi."},
		{"who comes to be told of neutrality", "Sosialisasi Netralitas di Kediri",
			"Camat Purwosari, Darma Wicaksana, hadir dalam sosialisasi di Kediri. Camat tampak mencatat. Kegiatan itu untuk mencegah pelanggaran netralitas pada Pilkada 2024."},
		{"an act of citizens at which there was no official", "Ratusan Warga Deklarasi Dukung Bagus Irwanto",
			"Ratusan warga Kediri menggelar deklarasi dukungan kepada calon bupati Bagus Irwanto, Senin (7/10/2024). Tidak ada ASN yang hadir dalam acara itu. Acara ditutup dengan doa."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := read(t, tt.title, tt.text); len(r.Accused) > 0 || r.Kind == Allegation || r.Kind == OtherOfficial {
				t.Errorf("%s of %s", r.Kind, accusedOf(r))
			}
		})
	}
}

// TestKindHasASpan checks that a record says what made it of its kind, and where.
func TestKindHasASpan(t *testing.T) {
	for _, tt := range []struct{ name, title, text, where string }{
		{"the sentence of who is accused", "", "Pilkada 2024 sudah dekat. Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon di Kediri.", "Camat Purwosari"},
		{"an appeal by its headline", "Bupati Imbau ASN Jaga Netralitas", "Bupati Kediri mengimbau ASN menjaga netralitas pada Pilkada 2024.", "Bupati Imbau"},
		{"where nothing is alleged", "Bupati Lantik Camat", "Bupati Kediri melantik Camat Purwosari di pendopo. Bupati berpesan agar ASN netral.", "Bupati"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &Page{Title: tt.title, Text: tt.text}
			r := reader(t).Read(p)
			if s := r.Spans["kind"]; len(s) != 1 || !strings.HasPrefix(s[0].Text, tt.where) {
				t.Errorf("%s: spans %+v", r.Kind, s)
			}
			checkSpans(t, p, r)
		})
	}
}

func TestStatements(t *testing.T) {
	const camat = "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon di Pilkada 2024.\n\n"
	tests := []struct{ name, text, want string }{ // speaker: stance: first words
		{"the speaker follows the verb", `"Kami akan mempelajari laporan itu," kata Ketua Bawaslu Kediri Ratna Kusuma, Rabu (16/10/2024).`, "Ratna Kusuma: explains: Kami akan mempelajari laporan itu,"},
		{"-nya is who spoke last", "Ketua Bawaslu Kediri Ratna Kusuma mengatakan kasus itu diproses. “Prosesnya masih berjalan di kantor kami,” ujarnya.", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor"},
		{"-nya after two paragraphs", "Menurut Ratna Kusuma, Ketua Bawaslu Kediri, kasus diproses.\n\nWarga menanti.\n\n“Prosesnya masih berjalan di kantor kami,” imbuhnya.", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor"},
		{"the speaker stands before", "Ketua Bawaslu Kediri Ratna Kusuma menegaskan, “Prosesnya masih berjalan di kantor kami.”", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor"},
		{"a quotation alone belongs to who spoke last", "“Prosesnya masih berjalan di kantor kami,” kata Ketua Bawaslu Kediri Ratna Kusuma.\n\n“Kami bekerja sesuai aturan dan jadwal yang berlaku.”", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor; Ratna Kusuma: explains: Kami bekerja sesuai aturan dan"},
		{"the passive", "Hal itu disampaikan anggota Bawaslu Kediri, Ratna Kusuma. “Prosesnya masih berjalan di kantor kami,” ujarnya.", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor"},
		{"a denial", "Darma membantah tudingan itu. “Tidak benar kalau saya mengarahkan warga,” katanya.", "Darma Wicaksana: denies: Tidak benar kalau saya mengarahkan"},
		{"a confirmation", "“Iya benar, laporannya sudah kami terima,” kata Ketua Bawaslu Kediri Ratna Kusuma.", "Ratna Kusuma: confirms: Iya benar, laporannya sudah kami"},
		{"waiting", "“Kami masih menunggu hasil pemeriksaan Bawaslu,” ujar Sekda Kediri Galih Prasetya.", "Galih Prasetya: awaits: Kami masih menunggu hasil pemeriksaan"},
		{"an appeal", "“Kami meminta seluruh ASN agar menjaga netralitas,” ujar Sekda Kediri Galih Prasetya.", "Galih Prasetya: appeals: Kami meminta seluruh ASN agar"},
		{"an unnamed speaker stays unnamed", "Salah satu staf kecamatan membenarkan hal itu. “Iya benar ada pertemuan di sana,” katanya.", "?: confirms: Iya benar ada pertemuan di"},
		{"an alias", "Wali Kota Kediri Anindya Puspita yang akrab disapa Mbak Pita angkat bicara. “Saya serahkan semuanya ke Bawaslu dulu,” ujar Pita.", "Anindya Puspita: awaits: Saya serahkan semuanya ke Bawaslu"},
		{"what the recording says is none", "Dalam video itu ia berseru. “Ayo kita menangkan nomor dua bersama,” serunya di depan warga.", ""},
		{"few words are one if a verb follows", "“Sudah diproses,” ujar Ketua Bawaslu Kediri Ratna Kusuma.", "Ratna Kusuma: explains: Sudah diproses,"},
		{"words set apart are none", "Pertemuan “rapat koordinasi” itu dihadiri calon.", ""},
		{"a quotation without end", "“Prosesnya masih berjalan di kantor kami, kata Ketua Bawaslu Kediri Ratna Kusuma.", "Ratna Kusuma: explains: Prosesnya masih berjalan di kantor"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range read(t, "", camat+tt.text).Statements {
				who := string(s.Speaker)
				if who == "" {
					who = "?"
				}
				got = append(got, who+": "+s.Stance+": "+s.Start)
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got  %q\nwant %q", s, tt.want)
			}
		})
	}
}

func TestActs(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an act that is alleged", "Camat Purwosari Darma Wicaksana diduga menghadiri kampanye calon bupati di Pilkada.", "attend_candidate_event"},
		{"two of one sentence", "Seorang lurah diduga berpose dua jari dan membagikan sembako di Pilkada Kediri.", "pose_or_gesture give_money_or_goods"},
		{"a denied one is none", "Seorang lurah diduga berpose dua jari di Pilkada Kediri. Ia mengatakan tidak ada pendataan warga atau pembagian sembako.", "pose_or_gesture"},
		{"nor one that was not", "Seorang lurah diduga berpose dua jari di Pilkada Kediri. Pertemuan itu bukan kampanye terselubung.", "pose_or_gesture"},
		{"a rule recited is none", "Seorang lurah diduga berpose dua jari di Pilkada Kediri. ASN dilarang memasang spanduk, menyukai unggahan calon, atau menghadiri kampanye.", "pose_or_gesture"},
		{"nor one that is recited in a quotation", "Seorang lurah diduga berpose dua jari di Pilkada Kediri. \"ASN tidak boleh memasang baliho calon atau membagikan sembako,\" kata Ketua Bawaslu Kediri Ratna Kusuma.", "pose_or_gesture"},
		{"a supposed one is none", "Seorang lurah diduga berpose dua jari di Pilkada Kediri. Jika terbukti membagikan sembako, sanksinya lebih berat.", "pose_or_gesture"},
		{"orders to subordinates", "Kepala Dinas Sosial Kediri Yudha Pranata diduga memerintahkan bawahannya memilih paslon nomor 2 di Pilkada.", "order_subordinates"},
		{"a state car", "Camat Purwosari Darma Wicaksana diduga memakai mobil dinas untuk mengangkut baliho paslon di Pilkada.", "use_state_facility_or_program"},
		{"the headline counts", "Seorang lurah dilaporkan ke Bawaslu Kediri pada Pilkada 2024.", "give_money_or_goods"},
		{"nothing said of it is another", "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu karena diduga tidak netral di Pilkada.", "other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title := ""
			if strings.HasPrefix(tt.name, "the headline") {
				title = "Diduga Bagikan Sembako, Lurah Dilaporkan"
			}
			if got := strings.Join(read(t, title, tt.text).Acts, " "); got != tt.want {
				t.Errorf("acts %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEventDates(t *testing.T) {
	const lead = "Camat Purwosari Darma Wicaksana diduga mengajak memilih paslon di Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"the day of the act", "Ajakan itu disampaikan dalam acara di balai desa, Kamis (10/10/2024).", "2024-10-10"},
		{"the day on which somebody speaks is none", "\"Kami dalami laporan itu dulu,\" kata Ketua Bawaslu Ratna Kusuma, Rabu (16/10/2024).", ""},
		{"nor that of the report", "Ia dilaporkan warga ke Bawaslu pada Senin (14/10/2024).", ""},
		{"nor that of the upload", "Video itu beredar sejak Minggu (13/10/2024).", ""},
		{"nor that of the hearing", "Bawaslu memeriksa yang bersangkutan pada Selasa (15/10/2024).", ""},
		{"nor that of the letter", "Surat rekomendasi tertanggal 12 Oktober 2024 sudah dikirim.", ""},
		{"nor that of the vote", "Pilkada serentak digelar 27 November 2024.", ""},
		{"a date inside of a quotation", "\"Kegiatan itu berlangsung pada Jumat 11 Oktober 2024 di aula,\" ujar Ketua Bawaslu Ratna Kusuma, Rabu (16/10/2024).", "2024-10-11"},
		{"last week", "Ia terlihat di panggung kampanye pada Sabtu pekan lalu.", "2024-10-12"},
		{"yesterday", "Ia terlihat di panggung kampanye kemarin.", "2024-10-15"},
		{"one without a year", "Ia menghadiri kampanye itu pada Sabtu (12/10).", "2024-10-12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, day := range read(t, "", lead+tt.text).EventDates {
				got = append(got, day.String())
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("dates %q, want %q", s, tt.want)
			}
		})
	}
	t.Run("a weekday that does not fit is flagged", func(t *testing.T) {
		r := read(t, "", lead+"Acara itu digelar Senin (10/10/2024).")
		if !slices.ContainsFunc(r.Flags, func(f Flag) bool { return f.Kind == FlagWeekday }) {
			t.Errorf("flags %v", r.Flags)
		}
	})
}

func TestRegion(t *testing.T) {
	const act = " diduga mengajak memilih paslon di Pilkada 2024."
	tests := []struct{ name, text, want string }{ // code of the deepest level
		{"typed as a regency", "Seorang ASN Pemkab Pasuruan" + act, "35.14"},
		{"typed as a city", "Seorang ASN Pemkot Pasuruan" + act, "35.75"},
		{"the supervisor's regency", "Seorang guru" + act + " Bawaslu Kabupaten Semarang memanggilnya.", "33.22"},
		{"a district after camat", "Camat Purwosari Darma Wicaksana" + act + " Bawaslu Kabupaten Pasuruan memanggilnya.", "35.14.08"},
		{"a district and its regency", "Seorang lurah di Kecamatan Mojoroto, Kota Kediri," + act, "35.71.01"},
		{"a short name", "Seorang ASN Pemprov Sulsel" + act, "73"},
		{"a short name of a regency", "Seorang ASN di Lamtim" + act, "18.07"},
		{"a name written together", "Seorang lurah di Bandarlampung" + act, "18.71"},
		{"a village alone names no place", "Seorang guru di Desa Sidomulyo" + act, ""},
		{"what fits two is left open", "Seorang ASN di Semarang" + act, "33"},
		{"a person's name is no place", "Seorang guru bernama Bima Lamongan" + act + " Bawaslu Kota Kediri memanggilnya.", "35.71"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, "", tt.text).Region
			got := string(r.ProvinceCode)
			if r.RegencyCode != "" {
				got = string(r.RegencyCode)
			}
			if r.DistrictCode != "" {
				got = string(r.DistrictCode)
			}
			if got != tt.want {
				t.Errorf("region %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("what fits two is flagged with both", func(t *testing.T) {
		r := read(t, "", "Seorang ASN di Semarang"+act)
		i := slices.IndexFunc(r.Flags, func(f Flag) bool { return f.Kind == FlagPlace })
		if i < 0 || !slices.Equal(slices.Sorted(slices.Values(r.Flags[i].Values)), []string{"33.22", "33.74"}) {
			t.Errorf("flags %v", r.Flags)
		}
	})
}

func TestKind(t *testing.T) {
	tests := []struct{ name, title, text, want string }{
		{"a concrete case", "Camat Diduga Ajak Pilih Paslon", "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon di Pilkada.", Allegation},
		{"a village head", "Kades Dilaporkan ke Bawaslu", "Kepala Desa Sukorejo Jatmiko dilaporkan ke Bawaslu karena berkampanye untuk calon bupati di Pilkada.", OtherOfficial},
		{"a regional word for one", "Keuchik Dilaporkan ke Panwaslih", "Seorang keuchik di Aceh Besar diduga mengajak warga memilih caleg pada Pemilu 2024.", OtherOfficial},
		{"a police officer", "Polisi Dilaporkan", "Seorang anggota Polri diduga menghadiri kampanye calon bupati di Pilkada Kediri.", OtherOfficial},
		{"an honorary teacher", "Guru Honorer Diperiksa", "Tiga guru honorer diperiksa Bawaslu Kediri karena berpose dua jari mendukung paslon di Pilkada.", OtherOfficial},
		{"figures", "Bawaslu Catat 45 Kasus Netralitas ASN Selama Pilkada", "Bawaslu mencatat sebanyak 45 kasus dugaan pelanggaran netralitas ASN sepanjang tahapan Pilkada 2024. Jumlah laporan terbanyak berasal dari Kediri. Total kasus meningkat 20 persen.", Statistic},
		{"an appeal", "Sekda Ingatkan ASN Jaga Netralitas di Pilkada", "Sekda Kediri Galih Prasetya mengimbau seluruh ASN menjaga netralitas pada Pilkada 2024. Ia mengingatkan agar ASN tidak ikut kampanye.", Appeal},
		{"rules", "Ini Aturan dan Larangan bagi ASN Selama Pilkada", "Aturan netralitas ASN diatur dalam undang-undang dan surat keputusan bersama. Berikut larangan bagi ASN: dilarang memasang spanduk dan menyukai unggahan calon. Pasal lain mengatur sanksi.", Regulation},
		{"another matter", "Dua ASN Ditahan", "Dua ASN Pemkab Kediri ditahan polisi dalam kasus korupsi dana hibah. Keduanya disangka menerima suap.", Offtopic},
		{"politics without neutrality", "Mantan Birokrat Daftar Pilkada", "Mantan pejabat Pemkab Kediri itu mendaftar ke partai politik sebagai bakal calon bupati, diiringi ratusan simpatisan.", Offtopic},
		{"another language", "", "The village head attended a rally of the opposition party on Sunday, officials said in a statement.", Offtopic},
		{"Malay", "Penghulu Didakwa", "Seorang penjawat awam didakwa berkempen kerana hadir di ceramah calon pada pilihan raya umum. Polis memberitahu bahawa lurah dan camat tidak terlibat.", Offtopic},
		{"Sundanese", "", "Pa Camat teh geus dipariksa ku Bawaslu dina perkara kampanye calon bupati, jeung pegawe kacamatan oge dipenta katerangan ngeunaan eta acara.", Offtopic},
		{"Javanese on the matter", "", "Pak Lurah lan Pak Camat wis diundang Bawaslu amarga melu kampanye calon bupati, nanging panjenengane ora teka ing kantor kuwi.", Offtopic},
		{"English on the matter", "", "The camat of Purwosari was summoned by Bawaslu for a campaign of the calon bupati, and the ASN said that he was there for an hour.", Offtopic},
		{"an Indonesian caption with words of a region", "Camat Lolayan Dilaporkan", "So 3 hari ini rekaman suara diduga pa Camat Lolayan Yusrin Potala baputar di WA, ajak pilih paslon bupati nomor dua. Torang tunggu jo Bawaslu.", Allegation},
		{"Javanese", "", "Wong-wong padha mlaku menyang pasar esuk-esuk banget, banjur tuku sega pecel karo wedang.", Offtopic},
		{"a neutral ground", "Laga Digelar di Tempat Netral", "Pelatih tuan rumah kecewa karena polisi memindahkan laga ke tempat netral. Wasit dinilai berpihak.", Offtopic},
		{"nothing", "", "", Offtopic},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, tt.title, tt.text).Kind; got != tt.want {
				t.Errorf("kind %q, want %q", got, tt.want)
			}
		})
	}
}

func TestElection(t *testing.T) {
	tests := []struct {
		name, text, want string
		year             Number
	}{
		{"a regional one by its word", "Camat Purwosari Darma Wicaksana diduga tidak netral di Pilkada 2020.", "pilkada", 2020},
		{"a general one by candidates", "Camat Purwosari Darma Wicaksana diduga mengajak memilih caleg DPR.", "pemilu", 2024},
		{"the supervisors' name tells nothing", "Badan Pengawas Pemilihan Umum memanggil Camat Purwosari Darma Wicaksana yang diduga mendukung calon bupati.", "pilkada", 2024},
		{"nor does a crime's", "Camat Purwosari Darma Wicaksana diduga mendukung paslon wali kota; ada unsur tindak pidana pemilu.", "pilkada", 2024},
		{"the year stands apart", "Pada Pemilihan Gubernur Bali tahun 2018, Camat Purwosari Darma Wicaksana diduga tidak netral.", "pilkada", 2018},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := read(t, "", tt.text); string(r.Election) != tt.want || r.ElectionYear != tt.year {
				t.Errorf("election %s %d, want %s %d", r.Election, r.ElectionYear, tt.want, tt.year)
			}
		})
	}
}

func TestElectionOfTheDay(t *testing.T) {
	l, err := law.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(l)
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{Text: "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu karena tidak netral.", Published: calendar.NewDate(2024, time.October, 16)}
	if rec := r.Read(p); rec.Election != law.Pilkada || rec.ElectionYear != 2024 {
		t.Errorf("election %s %d in a campaign of regional elections", rec.Election, rec.ElectionYear)
	}
	p.Published = calendar.NewDate(2022, time.May, 16)
	if rec := r.Read(p); rec.Election != "" {
		t.Errorf("election %s while there was none", rec.Election)
	}
}

func TestBeneficiaries(t *testing.T) {
	const who = "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih "
	tests := []struct{ name, text, want string }{ // name role party
		{"a pair with a hyphen", who + "pasangan calon bupati nomor urut 2 Hanum Larasati-Wisnu Brata di Pilkada.", "Hanum Larasati/calon bupati/; Wisnu Brata/calon wakil bupati/"},
		{"a pair with dan", who + "paslon wali kota dan wakil wali kota Hanum Larasati dan Wisnu Brata di Pilkada.", "Hanum Larasati/calon wali kota/; Wisnu Brata/calon wakil wali kota/"},
		{"a candidate of a party", who + "caleg DPRD Kediri dari Partai Golkar, Wisnu Brata, pada Pemilu.", "Wisnu Brata/caleg/Partai Golkar"},
		{"one without a name", who + "salah satu caleg dari PKB pada Pemilu.", "/caleg/PKB"},
		{"one without a name takes the contest's role", who + "salah satu paslon pada Pilgub 2024.", "/calon gubernur dan wakil gubernur/"},
		{"the reporting side is none", "Tim hukum paslon Rama-Sinta melaporkan Camat Purwosari Darma Wicaksana ke Bawaslu karena mendukung calon bupati Wisnu Brata di Pilkada.", "Wisnu Brata/calon bupati/"},
		{"an alias in quotation marks", who + "calon anggota DPRD Provinsi berinisial ‘Melati’ pada Pemilu.", "Melati/caleg/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range read(t, "", tt.text).Beneficiaries {
				got = append(got, fmt.Sprintf("%s/%s/%s", b.Name, b.Role, b.Party))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got  %q\nwant %q", s, tt.want)
			}
		})
	}
}

func TestStatusAndBodies(t *testing.T) {
	const who = "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon di Pilkada Kediri. "
	tests := []struct{ name, text, status, bodies string }{
		{"only talked about", who + "Fotonya viral di media sosial.", "circulating", ""},
		{"reported", who + "Warga melaporkan kasus itu ke Bawaslu Kediri.", "reported", "Bawaslu Kediri supervisor none_yet; warga reporter registered"},
		{"being traced", who + "Bawaslu Kediri sedang menelusuri dugaan itu.", "reviewing", "Bawaslu Kediri supervisor tracing"},
		{"heard", who + "Bawaslu Kediri sudah memeriksa yang bersangkutan.", "clarifying", "Bawaslu Kediri supervisor clarified"},
		{"forwarded", who + "Bawaslu Kediri meneruskan perkara itu ke BKN.", "forwarded", "Bawaslu Kediri supervisor forwarded; BKN commission none_yet"},
		{"forwarded in the future counts", who + "Perkara itu akan diteruskan Bawaslu Kediri ke BKN.", "forwarded", "Bawaslu Kediri supervisor forwarded; BKN commission none_yet"},
		{"a threatened sanction is none", who + "Bawaslu Kediri menelusuri kasus itu. Jika terbukti, ia bisa dijatuhi sanksi disiplin.", "reviewing", "Bawaslu Kediri supervisor tracing"},
		{"sanctioned", who + "Ia akhirnya dijatuhi sanksi disiplin oleh Pemkab Kediri.", "sanctioned", "Pemkab Kediri employer sanctioned"},
		{"dismissed", who + "Bawaslu Kediri menghentikan kasus itu karena tidak cukup bukti.", "dismissed", "Bawaslu Kediri supervisor dismissed"},
		{"no report", who + "Bawaslu Kediri belum menerima laporan.", "circulating", "Bawaslu Kediri supervisor no_report_received"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, "", tt.text)
			var got []string
			for _, b := range r.Institutions {
				got = append(got, b.Name+" "+b.Role+" "+b.Action)
			}
			if s := strings.Join(got, "; "); string(r.Status) != tt.status || s != tt.bodies {
				t.Errorf("got  %q %q\nwant %q %q", r.Status, s, tt.status, tt.bodies)
			}
		})
	}
	t.Run("a headline that says reported while nobody has is flagged", func(t *testing.T) {
		r := read(t, "Camat Dilaporkan Ajak Pilih Paslon", who+"Bawaslu Kediri belum menerima laporan.")
		if !slices.ContainsFunc(r.Flags, func(f Flag) bool { return f.Kind == FlagHeadline }) {
			t.Errorf("flags %v", r.Flags)
		}
	})
}

func TestEvidence(t *testing.T) {
	const who = "Camat Purwosari Darma Wicaksana diduga mengajak warga memilih paslon di Pilkada Kediri. "
	tests := []struct{ name, text, want string }{
		{"a photo that goes round", who + "Fotonya beredar di Facebook.", "photo/facebook"},
		{"a screenshot", who + "Tangkapan layar status WhatsApp itu menyebar.", "screenshot/whatsapp"},
		{"a video on a platform", who + "Video ajakan itu viral di TikTok.", "video/tiktok"},
		{"a recorded voice", who + "Rekaman suara ajakan itu dikirim ke Bawaslu.", "audio/"},
		{"two channels", who + "Foto itu tersebar di grup WhatsApp dan Instagram.", "photo/instagram; photo/whatsapp"},
		{"the source of a picture is none", who + "(Foto: Dok. Warga)", ""},
		{"an insider who confirms", who + "Salah satu staf kecamatan membenarkan. “Iya benar ada pertemuan itu,” katanya.", "witness/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range read(t, "", tt.text).Evidence {
				got = append(got, e.Kind+"/"+string(e.Channel))
			}
			slices.Sort(got)
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("evidence %q, want %q", s, tt.want)
			}
		})
	}
}

func TestSources(t *testing.T) {
	r := read(t, "", "Camat Purwosari Darma Wicaksana diduga tidak netral di Pilkada, dilansir dari KabarSenja.com, Rabu (16/10/2024).")
	if !slices.Equal(r.Sources, []string{"KabarSenja.com"}) {
		t.Errorf("sources %q", r.Sources)
	}
}

func TestSlugStandsForAMissingTitle(t *testing.T) {
	p := &Page{URL: "https://kabar.example/2024/10/16/camat-diduga-bagikan-sembako-di-pilkada", Text: "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu pada Pilkada 2024."}
	r := reader(t).Read(p)
	if !slices.Contains(r.Acts, "give_money_or_goods") || r.Title != "" {
		t.Errorf("acts %v, title %q", r.Acts, r.Title)
	}
}

func TestUnknownIsNullAndListsAreNeverNull(t *testing.T) {
	b, err := json.Marshal(read(t, "", "Kosong."))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"url":null`, `"election_year":null`, `"accused":[]`, `"acts":[]`, `"event_dates":[]`, `"statements":[]`, `"province":null`, `"norms":[]`, `"flags":[]`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
}

func TestRegionOfTheActAndOfTheEmployer(t *testing.T) {
	r := read(t, "Guru Diduga Tidak Netral di Pilkada 2024", "Seorang guru asal Kabupaten Malang kedapatan menghadiri kampanye calon bupati di GOR Melati Sidoarjo. Bawaslu menelusuri dugaan itu.")
	if r.Region.RegencyCode != "35.15" || r.Employer.RegencyCode != "35.07" {
		t.Errorf("region %s, employer's %s", r.Region.RegencyCode, r.Employer.RegencyCode)
	}
}
