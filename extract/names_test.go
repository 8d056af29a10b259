package extract

import (
	"strconv"
	"strings"
	"testing"
)

// personsOf lists who has a name in a text: "name (position; agency)", with "acting" before a position held for somebody else.
func personsOf(t *testing.T, text string) string {
	t.Helper()
	d := &doc{r: reader(t), page: &Page{Text: text}, rec: Record{Spans: map[string][]Span{}}}
	d.prepare()
	d.readNames()
	d.dropPlaces()
	d.markCandidates()
	var out []string
	for _, p := range d.persons {
		if p.place {
			continue
		}
		s := p.name
		if p.pos.Last > 0 {
			s += " (" + d.span(p.pos.Span)
			if p.pos.agency.Last > 0 {
				s += "; " + d.span(p.pos.agency)
			}
			s += ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestPersons(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an office that no list has ends before the comma and the name", "Ketua LSM Rumah Kita, Sahrin mengaku kecewa.", "Sahrin (Ketua LSM Rumah Kita; LSM Rumah Kita)"},
		{"a short name in brackets is part of the office", "Ketua LSM Rumah Suara Kita (RSK), H. Sahrin, mengatakan hal itu.", "Sahrin (Ketua LSM Rumah Suara Kita (RSK); LSM Rumah Suara Kita (RSK))"},
		{"a school and its village", "Kepala SDN 7 Sengkidu Timur, H. Lalu Marwan Hadi, mengatakan surat itu benar.", "Lalu Marwan Hadi (Kepala SDN 7 Sengkidu Timur; SDN 7 Sengkidu Timur)"},
		{"a district after secretary", "Sekretaris Kecamatan Sukamaju, Zulfi Ibrani, dijatuhi sanksi.", "Zulfi Ibrani (Sekretaris Kecamatan Sukamaju; Kecamatan Sukamaju)"},
		{"a court and its town", "\"Putusan sudah dibacakan,\" terang Humas PN Sukamaju, Togi Pardede.", "Togi Pardede (Humas PN Sukamaju; PN Sukamaju)"},
		{"a lawyer and the client", "Kata kuasa hukum paslon nomor urut 2, Lamhot Sitompul, laporan itu keliru.", "Lamhot Sitompul (kuasa hukum paslon nomor urut 2; paslon nomor urut 2)"},
		{"a spokesman and a pair", "Juru bicara pasangan Wira Aji/Lita Murni, Kholis Majid, menegaskan hal itu.", "Kholis Majid (Juru bicara pasangan Wira Aji/Lita Murni; Wira Aji/Lita Murni) | Wira Aji | Lita Murni"},
		{"small words between position and name", "\"Saya tidak tahu,\" kata pemilik warung depan balai desa, Warsini.", "Warsini (pemilik warung depan balai desa; depan balai desa)"},
		{"setempat", "Bawaslu memanggil Kepala Dinas Pendidikan setempat, Umbara Ndima, kemarin.", "Umbara Ndima (Kepala Dinas Pendidikan; Dinas Pendidikan)"},
		{"positions in brackets", "Mereka masing-masing Rusman Umagi (Kepala SD Negeri 3 Sukamaju), Safira Duwi (pengajar SMP Negeri 5 Sukamaju), dan Nurlela Foka (staf Dinas Sosial).",
			"Rusman Umagi (Kepala SD Negeri 3 Sukamaju; SD Negeri 3 Sukamaju) | Safira Duwi (pengajar SMP Negeri 5 Sukamaju; SMP Negeri 5 Sukamaju) | Nurlela Foka (staf Dinas Sosial; Dinas Sosial)"},
		{"initials in brackets behind the position", "ASN yang dimaksud yaitu Camat Sukamaju (SW) dan dua kepala puskesmas (RJ dan EM).", "SW (Camat Sukamaju; Sukamaju) | RJ (kepala puskesmas; puskesmas) | EM (kepala puskesmas; puskesmas)"},
		{"a bracket that abbreviates is no person", "Kepala Dinas Pemberdayaan Masyarakat dan Desa (PMD) Budi Santosa hadir.", "Budi Santosa (Kepala Dinas Pemberdayaan Masyarakat dan Desa (PMD); Dinas Pemberdayaan Masyarakat dan Desa (PMD))"},
		{"initials and an age", "Mereka melaporkan Kepala Distrik Sukamaju, MA (46) yang mengumpulkan warga.", "MA (Kepala Distrik Sukamaju; Distrik Sukamaju)"},
		{"initials and what they are", "Keduanya masing-masing RN yang menjabat kaur keuangan dan YD selaku anggota BPD.", "RN (kaur keuangan) | YD (anggota BPD)"},
		{"initials share a position", "Dua kepala puskesmas masing-masing berinisial RJ dan EM dilaporkan.", "RJ (kepala puskesmas; puskesmas) | EM (kepala puskesmas; puskesmas)"},
		{"a rank is no name", "Kapolsek Sukamaju, Iptu Fernando Lagu, dibebastugaskan.", "Fernando Lagu (Kapolsek Sukamaju; Sukamaju)"},
		{"a rank is a position if there is no other", "Foto Aipda YR, anggota polsek, beredar.", "YR (anggota polsek)"},
		{"what somebody holds is said by a verb", "Andi Mapasa yang diketahui menjabat Kepala Dinas Pertanian mengirim gambar itu.", "Andi Mapasa (Kepala Dinas Pertanian; Dinas Pertanian)"},
		{"who has a position behind the name keeps it", "Laporan itu dibawa Panji Laksmana, penasihat hukum paslon nomor urut 2 Rangga Wijaya.", "Panji Laksmana (penasihat hukum paslon nomor urut 2; paslon nomor urut 2) | Rangga Wijaya"},
		{"where a citizen is from", "\"Itu jam kerja,\" sindir Wayan Sudira, warga Sukamaju, kemarin.", "Wayan Sudira (warga Sukamaju; Sukamaju)"},
		{"which body somebody is from", "\"Berkas kami terima,\" ucap Darmawan dari Bawaslu Kediri.", "Darmawan (Bawaslu Kediri; Bawaslu Kediri)"},
		{"the office after pada", "Kanis Boko, Kabid Pemerintahan Desa pada Dinas PMD Nagekeo, menerima sanksi.", "Kanis Boko (Kabid Pemerintahan Desa; Dinas PMD Nagekeo)"},
		{"nouns in -an are no names", "Kepala Dinas Pendidikan Kepemudaan dan Olahraga Kabupaten Kendal Erman Saputro membenarkan.", "Erman Saputro (Kepala Dinas Pendidikan Kepemudaan dan Olahraga Kabupaten Kendal; Dinas Pendidikan Kepemudaan dan Olahraga Kabupaten Kendal)"},
		{"degrees are no names", "Camat Sukamaju, Sunaryo Hadi, S.Sos., M.M., hadir.", "Sunaryo Hadi (Camat Sukamaju; Sukamaju)"},
		{"words that are names too", "Sumber itu menyebut Camat Kubu, I Nengah Wirasa Antara, hadir.", "I Nengah Wirasa Antara (Camat Kubu; Kubu)"},
		{"a line that links to another story names nobody", "Camat hadir.\n\nHarga Sawit di Jambi Naik Tipis Pekan Ini\n\nWarga diam.", ""},
		{"a word that opens a sentence", "Terpisah, Ketua Bawaslu Demak Ahmad Zaini mengatakan belum ada laporan.", "Ahmad Zaini (Ketua Bawaslu Demak; Bawaslu Demak)"},
		{"a dash before a name", "CIREBON,- Dedi Kusnadi (DK), pejabat eselon III di Dinas Perdagangan, diperiksa.", "Dedi Kusnadi (pejabat eselon III; Dinas Perdagangan)"},
		{"a general title joins a particular one", "Terlapor seorang guru Pegawai Pemerintah dengan Perjanjian Kerja (PPPK), Ni Wayan Sriani.", "Ni Wayan Sriani (guru Pegawai Pemerintah dengan Perjanjian Kerja (PPPK))"},
		{"one name after the place of a body", "Ketua Bawaslu Kabupaten Kendal Wicaksono mengatakan hal itu.", "Wicaksono (Ketua Bawaslu Kabupaten Kendal; Bawaslu Kabupaten Kendal)"},
		{"an acting head", "Rapat dipimpin Penjabat Bupati Kendal Galuh kemarin.", "Galuh (Penjabat Bupati Kendal; Kendal)"},
		{"a division behind the body", "Anggota KPU Divisi Hukum, Bagas Anggoro, menjelaskan.", "Bagas Anggoro (Anggota KPU Divisi Hukum; KPU Divisi Hukum)"},
		{"and as a sign", "Koordinator Divisi Hukum & Penyelesaian Sengketa Bawaslu Kabupaten Banyumas, Tirta Kelana, hadir.", "Tirta Kelana (Koordinator Divisi Hukum & Penyelesaian Sengketa Bawaslu Kabupaten Banyumas; Hukum & Penyelesaian Sengketa Bawaslu Kabupaten Banyumas)"},
		{"degrees without points before a profession", "Prasetya SH MM, advokat yang ikut hadir, tidak sependapat.", "Prasetya (advokat)"},
		{"initials with a school", "Kepsek di Kecamatan Purwosari berinisial TW dan Camat berinisial LN dipanggil.", "TW (Kepsek; Kecamatan Purwosari) | LN (Camat)"},
		{"a list of initials before their positions", "Dua ASN inisial GL Kepala SDN dan WK pengawas pendidikan dipanggil.", "GL (Kepala SDN) | WK (pengawas pendidikan)"},
		{"several in a list", "Empat ASN tersebut masing-masing Camat Cikarang Asep Saputra, Lurah Sukamaju Ujang Hidayat, serta staf Setda Garut Yuyun.",
			"Asep Saputra (Camat Cikarang; Cikarang) | Ujang Hidayat (Lurah Sukamaju; Sukamaju) | Yuyun (staf Setda Garut; Setda Garut)"},
		{"several with selaku", "Mereka ialah Rudi Hartana selaku Sekcam Cikarang, Dadan Sura selaku Kasi Trantib dan Ujang Jaya selaku staf Bappeda.",
			"Rudi Hartana (Sekcam Cikarang; Cikarang) | Dadan Sura (Kasi Trantib) | Ujang Jaya (staf Bappeda)"},
		{"a numbered list", "1. Asep Saputra - Camat Cikarang\n2. Ujang Hidayat, S.Sos (Lurah Sukamaju)\n", "Asep Saputra (Camat Cikarang; Cikarang) | Ujang Hidayat (Lurah Sukamaju; Sukamaju)"},
		{"a courtesy before a title makes what follows a name", "Bu Lurah Siti Ramlah ikut senam.", "Siti Ramlah (Lurah)"},
		{"titles in the name of an association", "Ketua Forum Honorer Garut Cecep Kurnaen mengatakan hal itu.", "Cecep Kurnaen (Ketua Forum Honorer Garut; Forum Honorer Garut)"},
		{"a hospital that is called after a doctor", "Direktur RSUD dr. Subandri Jember, dr. I Nyoman Sera, hadir.", "I Nyoman Sera (Direktur RSUD dr. Subandri Jember; RSUD dr. Subandri Jember)"},
		{"a school before initials", "Terlapor adalah Kepala Sekolah SD Negeri 2 Sukasari inisial AW.", "AW (Kepala Sekolah SD Negeri 2 Sukasari; Sekolah SD Negeri 2 Sukasari)"},
		{"the title and a degree at the end of a name", "Kepala SMAN 1 Sukamaju, Dra. Siti Amanah M.Pd, membantah.", "Siti Amanah (Kepala SMAN 1 Sukamaju; SMAN 1 Sukamaju)"},
		{"others who are mentioned beside somebody", "Kepala desa berinisial JW hadir. Selain JW, dua orang kepala dusun juga hadir.", "JW (Kepala desa)"},
		{"a name at the end of the text", "Ketua LSM Rumah Kita, Sahrin", "Sahrin (Ketua LSM Rumah Kita; LSM Rumah Kita)"},
		{"initials at the end of the text", "Camat Sukamaju, BW", "BW (Camat Sukamaju; Sukamaju)"},
		{"one letter", "Camat berinisial H diperiksa Bawaslu.", "H (Camat)"},
		{"a rank before initials is no name", "Seorang Babinsa berinisial Serka WN diperiksa.", "WN (Babinsa)"},
		{"a village of two words in a district", "Hakim mendenda Kepala Desa Suka Mawar, Kecamatan Kubu, Lalu Sahrin Hadi, kemarin.",
			"Lalu Sahrin Hadi (Kepala Desa Suka Mawar, Kecamatan Kubu; Suka Mawar, Kecamatan Kubu)"},
		{"a school of several words in a district", "Tiga guru honorer SMK Tunas Bina Intan Lestari, Kecamatan Kubu, dirumahkan.", ""},
		{"one name is not enough for several persons", "Dua guru SDN Tunas Intan Lestari dirumahkan.", ""},
		{"a school is no person", "Bawaslu memanggil dua orang dari SDI Nuru Leba kemarin.", ""},
		{"initials of whom a text tells already", "Dikonfirmasi terpisah, guru yang bersangkutan, WS, tidak menampik.", "WS (guru)"},
		{"positions shared in a list", "Lima orang dimaksud adalah Maria Yosana Wisa dan Kornel Nong Balu, keduanya guru PNS di SDI Nuru Leba; Tere Nona Elas serta Agus Moat Ladu, guru honor di sekolah yang sama;\n\ndan Yohan Sedo, Kaur Keuangan di salah satu desa.",
			"Maria Yosana Wisa (guru PNS; SDI Nuru Leba) | Kornel Nong Balu (guru PNS; SDI Nuru Leba) | Tere Nona Elas (guru honor; sekolah) | Agus Moat Ladu (guru honor; sekolah) | Yohan Sedo (Kaur Keuangan)"},
		{"the name of a body has no position in it", "Komisi Aparatur Sipil Negara (KASN) menerima surat dari Camat Kubu, Hosni Bara.", "Hosni Bara (Camat Kubu; Kubu)"},
		{"a long office with a short name before the initials", "Seorang tenaga honorer pada Satuan Polisi Pamong Praja (Satpol PP) Kabupaten Kendal berinisial HK, dipanggil.", "HK (tenaga honorer; Satuan Polisi Pamong Praja (Satpol PP) Kabupaten Kendal)"},
		{"whose colleague somebody is", "Bawaslu memeriksa kepala sekolah berinisial Sn dan guru bawahannya, WD.", "Sn (kepala sekolah) | WD (guru)"},
		{"a word with a number is no name", "Sebanyak 60 guru honorer Kategori 2 datang.", ""},
		{"letters with digits are no initials", "Pesan itu dikirim ke grup kelompok kerja kepala sekolah (K3S).", ""},
		{"a courtesy before one letter", "Oknum kadis itu diketahui berinisial Drs. T. Saat ditemui T membantah.", "T (kadis)"},
		{"a place of two words that the text tells elsewhere", "Warga Desa Sumber Wangi resah. Kades Sumber Wangi Sutrisna diam.", "Sutrisna (Kades Sumber Wangi; Sumber Wangi)"},
		{"whose wife somebody is", "Istri Camat Sukamaju, Rina Wati, membagikan sembako.", "Rina Wati (Istri Camat Sukamaju; Camat Sukamaju)"},
		{"words of kin are no part of a name", "Istri Tri Wibowa, Sri Mulyasih, guru SDN 2 Kubu, diperiksa.", "Tri Wibowa | Sri Mulyasih (guru SDN 2 Kubu; SDN 2 Kubu)"},
		{"a servant by initials is the one told before", "Seorang kepala SD negeri di Kubu dihukum. ASN berinisial Skn itu diam.", "Skn (kepala SD negeri; SD negeri)"},
		{"by the short form of the position", "Satu merupakan tenaga harian lepas (THL) Satpol PP. THL tersebut berinisial RZ.", "RZ (tenaga harian lepas (THL) Satpol PP; Satpol PP)"},
		{"not if two were told before", "Seorang camat dan seorang lurah dihukum. ASN berinisial TW itu diam.", "TW (ASN)"},
		{"initials behind those who were counted", "Dua oknum guru dipanggil. Keduanya, MY dan RT, diam.", "MY (guru) | RT (guru)"},
		{"a list of initials", "Tiga guru dipanggil, yakni MY, RT dan SL.", "MY (guru) | RT (guru) | SL (guru)"},
		{"things in capitals are no initials", "Dua guru membagikan barang, yakni HP dan KTP.", ""},
		{"a word of birth is no name alone", "Dua oknum guru dipanggil. Keduanya, Lalu SH dan RT, ditemani Camat Kubu Lalu Adiwira.", "Lalu SH (guru) | RT (guru) | Lalu Adiwira (Camat Kubu; Kubu)"},
		{"menurut leads no apposition", "Menurut Ketua Bawaslu Kendal Hosni Bara, oknum kades tersebut diam.", "Hosni Bara (Ketua Bawaslu Kendal; Bawaslu Kendal)"},
		{"an apposition before and and a title", "Kepala Dispermades Kendal, Widaga Setyan dan Camat Kubu, Suparma, diam.", "Widaga Setyan (Kepala Dispermades Kendal; Dispermades Kendal) | Suparma (Camat Kubu; Kubu)"},
		{"a word for whether somebody holds it still", "Hakim menghukum Sekretaris Kecamatan (Sekcam) Kubu nonaktif, Hosni Bara.", "Hosni Bara (Sekretaris Kecamatan (Sekcam) Kubu; Kubu)"},
		{"the same before the place", "Hakim menghukum Camat non-aktif Kubu, Hosni.", "Hosni (Camat non-aktif Kubu; Kubu)"},
		{"or without a comma", "Camat Kubu saat itu Hosni Bara dihukum.", "Hosni Bara (Camat Kubu; Kubu)"},
		{"what somebody is in a case leads a name", "Hakim menyatakan terdakwa Hosni bersalah.", "Hosni"},
		{"a reported one by initials is the one told before", "Seorang guru dilaporkan. Pelapor menyebut terlapor SGY hadir.", "SGY (guru)"},
		{"not if several were told before", "Seorang guru dan seorang bidan dilaporkan. Pelapor menyebut terlapor SGY hadir.", "SGY"},
		{"a witness is nobody's official", "Seorang guru dilaporkan. Bawaslu memeriksa saksi MS kemarin.", "MS (saksi)"},
		{"nor is who reports", "Seorang guru dilaporkan. Pelapor HS menyerahkan foto.", "HS (Pelapor)"},
		{"initials with a comma before the last", "Tiga guru dipanggil. Mereka masing-masing berinisial MY, RT, dan S.", "MY (guru) | RT (guru) | S (guru)"},
		{"initials with ages", "Tiga guru itu adalah MY (45), RT (40), serta WK (39).", "MY (guru) | RT (guru) | WK (guru)"},
		{"several are taken up two sentences later", "Dua perempuan yang menari itu merupakan guru SMPN 2. Kepastian itu didapat kemarin. Mereka masing-masing berinisial MY dan RT.", "MY (guru SMPN 2; SMPN 2) | RT (guru SMPN 2; SMPN 2)"},
		{"a rank behind a clause", "Seorang anggota Polri yang bertugas di wilayah Kecamatan Kubu, Kabupaten Karangasem, Bripka FL, diadukan.", "FL (anggota Polri; wilayah Kecamatan Kubu)"},
		{"a part of an office that no list has", "Kabid Sarprus Disdikbud Kendal, MY, diam.", "MY (Kabid Sarprus Disdikbud Kendal; Sarprus Disdikbud Kendal)"},
		{"the office of a prosecutor", "Kasi Intel Kejari Kendal Hosni Bara mengatakan hal itu.", "Hosni Bara (Kasi Intel Kejari Kendal; Intel Kejari Kendal)"},
		{"a district behind a religious office", "Kepala KUA Kecamatan Kubu, MY, diam.", "MY (Kepala KUA Kecamatan Kubu; KUA Kecamatan Kubu)"},
		{"a place that begins as another one", "Kepala Puskesmas Kendal Jaya, Kecamatan Kubu, berinisial MY, diam.", "MY (Kepala Puskesmas Kendal Jaya, Kecamatan Kubu; Puskesmas Kendal Jaya, Kecamatan Kubu)"},
		{"a nickname inside of a name", "Camat Kubu, Wira “Aji” Kusuma, diam.", "Wira “Aji” Kusuma (Camat Kubu; Kubu)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := personsOf(t, tt.text); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// listedOf lists who was counted before a list named them.
func listedOf(t *testing.T, text string) string {
	t.Helper()
	d := &doc{r: reader(t), page: &Page{Text: text, Outlet: "kabartimur.example"}, rec: Record{Spans: map[string][]Span{}}}
	d.prepare()
	d.readNames()
	var out []string
	for _, p := range d.persons {
		if len(p.among) > 0 {
			out = append(out, p.name)
		}
	}
	return strings.Join(out, " | ")
}

func TestLists(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"behind masing-masing", "Tiga orang dinyatakan terbukti melanggar, masing-masing Hosni Bara (guru SMPN di Kubu), Siti Rohma (bidan) dan Jauhar (staf Dinas Pertanian).", "Hosni Bara | Siti Rohma | Jauhar"},
		{"in the next sentence", "Dua orang diteruskan ke BKN. Keduanya adalah Hosni Bara, guru SD, dan Siti Rohma, bidan.", "Hosni Bara | Siti Rohma"},
		{"the first one read with the title", "Kedua ASN tersebut ialah Nurbeta, staf seksi pemerintahan, dan Aswir Hadi, bendahara kelurahan.", "Nurbeta | Aswir Hadi"},
		{"over a semicolon and a line", "Dua nama itu yakni Hosni Bara, guru SD;\n\ndan Siti Rohma, bidan.", "Hosni Bara | Siti Rohma"},
		{"not if fewer are named than were counted", "Tiga orang dipanggil, yakni Hosni Bara, guru SD, dan Siti Rohma, bidan. Warga diam.", ""},
		{"no members of a commission", "Dua orang hadir, yakni Ketua Bawaslu Kendal Hosni Bara dan Anggota Bawaslu Kendal Siti Rohma.", ""},
		{"no candidates", "Dua nama ditetapkan, yakni calon bupati Hosni Bara dan calon wakil bupati Siti Rohma.", ""},
		{"not who speaks later", "Dua orang dipanggil Bawaslu. \"Kami periksa,\" kata Hosni Bara kepada Siti Rohma.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := listedOf(t, tt.text); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestNamesOutlet(t *testing.T) {
	for text, want := range map[string]string{
		"Saat dihubungi Kabar Timur, camat diam.":   "",
		"Saat dihubungi Hosni Bara, camat diam.":    "Hosni Bara",
		"Kepada Kabar Timur, Hosni Bara membantah.": "Hosni Bara",
	} {
		d := &doc{r: reader(t), page: &Page{Text: text, Outlet: "kabartimur.example"}, rec: Record{Spans: map[string][]Span{}}}
		d.prepare()
		d.readNames()
		var got []string
		for _, p := range d.persons {
			got = append(got, p.name)
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestNamedLater checks that initials which follow an unnamed holder of the position are held for the same person, and a name is not.
func TestNamedLater(t *testing.T) {
	for text, want := range map[string]string{
		"Seorang lurah di Kubu diduga mengampanyekan calon bupati. Lurah berinisial TW itu diam.":                 "TW",
		"Seorang lurah di Kubu diduga mengampanyekan calon bupati. Lurah Hosni Bara mengatakan tidak tahu.":       "",
		"Dua lurah di Kubu diduga mengampanyekan calon bupati. Lurah berinisial TW itu diam.":                     "",
		"Seorang lurah diduga mengampanyekan calon bupati. Lurah berinisial TW dan lurah berinisial RN itu diam.": "",
	} {
		d := &doc{r: reader(t), page: &Page{Text: text}, rec: Record{Spans: map[string][]Span{}}}
		d.prepare()
		d.readNames()
		got := ""
		if k := d.namedLater(d.mentions[0]); k >= 0 {
			got = d.persons[k].name
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// mentionsOf lists the unnamed positions that a page speaks of: "2 guru; SDN 3".
func mentionsOf(t *testing.T, title, text string) string {
	t.Helper()
	d := &doc{r: reader(t), page: &Page{Title: title, Text: text}, rec: Record{Spans: map[string][]Span{}}}
	d.prepare()
	d.readNames()
	var out []string
	for _, m := range d.mentions {
		if m.person >= 0 {
			continue
		}
		s := d.span(m.pos.Span)
		if m.count > 0 {
			s = strconv.Itoa(m.count) + " " + s
		}
		if m.pos.agency.Last > 0 {
			s += "; " + d.span(m.pos.agency)
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestUnnamed(t *testing.T) {
	tests := []struct{ name, title, text, want string }{
		{"each of a list has its count and office", "", "Mereka terdiri dari empat orang staf kelurahan, satu kepala seksi di kantor Camat Kubu dan satu orang bidan.",
			"4 staf kelurahan | 1 kepala seksi; kantor Camat Kubu | 1 bidan"},
		{"one and another one", "", "Satu merupakan camat, seorang lagi lurah.", "1 camat | 1 lurah"},
		{"a room and a club are nobody", "", "Pesan dari grup kelompok kerja kepala sekolah itu dicetak di aula kantor camat.", ""},
		{"whose brother somebody is", "", "Adik camat itu diam.", ""},
		{"no place in a headline but one that the text knows", "Lurah Perintahkan Kepling Kumpulkan KTP", "Warga diam.", "Lurah | Kepling"},
		{"a place in a headline that the text has", "Kades Sumberwangi Kumpulkan KTP", "Warga Sumberwangi diam.", "Kades Sumberwangi; Sumberwangi"},
		{"no office runs over a verb in a headline", "Honorer Satpol PP Dipanggil Bawaslu", "Warga diam.", "Honorer Satpol PP; Satpol PP | Satpol PP"},
		{"people who are supposed to be servants", "", "Tiga orang perempuan yang diduga ASN menari.", "3 ASN"},
		{"or turn out to be", "", "Bawaslu memastikan dua pria dalam video itu merupakan guru.", "2 guru"},
		{"but not another number", "", "Video dua menit itu diduga ASN yang merekam.", "ASN"},
		{"a headline in capitals has no office", "KAUR KEUANGAN JADI TIMSES, PANWAS KEMANA?", "Warga diam.", "KAUR KEUANGAN | TIMSES"},
		{"a headline in capitals", "KADES DILAPORKAN KETUA RT KE PANWASCAM", "Warga diam.", "KADES | KETUA RT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := mentionsOf(t, tt.title, tt.text); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}
