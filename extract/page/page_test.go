package page_test

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"netra/calendar"
	"netra/extract/page"
)

//go:embed testdata/*.html
var pages embed.FS

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := pages.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPagesOfEveryStyle(t *testing.T) {
	tests := []struct {
		file, hint                                  string
		outlet, title, byline, published, at, place string
		begins, ends                                string
		paragraphs                                  int
		captions                                    []string
		never                                       []string
	}{
		{
			file: "wordpress.html", outlet: "kabarlembayung.com", title: "Kadis Pertamanan Lembayung Bantah Hadiri Deklarasi Paslon",
			byline: "Wira Santana", published: "2024-11-11", at: "2024-11-10T18:30:00+00:00", place: "LEMBAYUNG",
			begins: "LEMBAYUNG, KABARLEMBAYUNG.com – Kepala Dinas Pertamanan", ends: "informasi awal,” kata Yohana.", paragraphs: 5,
			captions: []string{"Kantor Bupati Lembayung tampak dari alun-alun. (Foto: Kabar Lembayung/ist)"},
			never:    []string{"Baca", "Cabai", "SCROLL", "ADVERTISEMENT", "wir/sun", "Tags", "Panen", "Komentar", "email", "Pawai", "Copyright", "Naskah", "iklan", "11 November"},
		},
		{
			file: "blogger.html", outlet: "suarawargatelaga.blogspot.com", title: "Lurah Diduga Arahkan Ketua RT Pilih Caleg Tertentu",
			byline: "Sekar Puspa", published: "2024-01-17", at: "2024-01-17T06:12:00+07:00", place: "TELAGA",
			begins: "TELAGA - Seorang lurah", ends: "dikirim kepadanya sampai tulisan ini diunggah pada Rabu pagi.", paragraphs: 4,
			never: []string{"Diposting", "Label", "Berbagi", "Posting", "Anggrek", "Sumber"},
		},
		{
			file: "amp.html", outlet: "wartapriangan.id", title: "Camat Sukawening Dipanggil Bawaslu Terkait Unggahan di Facebook",
			byline: "Ujang Permana", published: "2024-10-03", at: "Kamis, 3 Oktober 2024 | 14:05 WIB", place: "Garut",
			begins: "WARTA PRIANGAN, Garut -- Camat", ends: "lima hari kerja,\" ujar Imas.", paragraphs: 4,
			captions: []string{"Ilustrasi netralitas pegawai. (Warta Priangan/Dok. Pribadi)"},
			never:    []string{"Iklan", "Nasional", "Jembatan", "Editor", "Ikuti", "Persib", "***"},
		},
		{
			file: "disway.html", outlet: "nomorelok.disway.example",
			title:  "Kepala Sekolah di Muara Elok Diduga Bagikan Kaus Caleg, Inspektorat Turun Tangan",
			byline: "Tari Anggraini", published: "2023-11-15", at: "Rabu 15-11-2023,19:40 WIB", place: "MUARA ELOK",
			begins: "MUARA ELOK, NOMORELOK – Inspektorat", ends: "yang dititipkan kepadanya.", paragraphs: 4,
			captions: []string{"Ilustrasi kaus kampanye-(Nomor Elok/ Istimewa)-"},
			never:    []string{"BACA", "Dermaga", "Cek Berita", "Sumber", "Terkait", "Pasar Apung", "Beranda", "Reporter"},
		},
		{
			file: "portal.html", hint: "https://www.nusapos.com/read/2024/10/21/0912/bawaslu-periksa", outlet: "nusapos.com",
			title:  "Bawaslu Periksa 7 ASN yang Berfoto Bersama Calon Wali Kota",
			byline: "Galuh Ardiansyah,Retno Palupi", published: "2024-10-21", at: "2024-10-21 09:12:44", place: "TELUK HARAPAN",
			begins: "TELUK HARAPAN, NUSAPOS.com - Badan", ends: "makan di tempat yang sama.", paragraphs: 7,
			captions: []string{"Kantor Bawaslu Kota Teluk Harapan, Minggu (20/10/2024).(NUSAPOS/GALUH ARDIANSYAH)"},
			never:    []string{"Langganan", "Jalan Lingkar", "Halaman", "Show All", "WhatsApp", "Tag", "Semoga", "Sambal", "Sengketa", "Copyright"},
		},
		{
			file: "drupal.html", hint: "http://swarabahari.example/node/417", outlet: "swarabahari.example",
			title: "Panwaslu Telusuri Dugaan Guru Kampanye di Kelas", published: "2024-11-13", at: "Wed, 11/13/2024 - 08:15", place: "Bahari",
			begins: "Bahari (13/11) - Panitia", ends: "“Sudah kami tegur,” katanya.", paragraphs: 3,
			never: []string{"Submitted", "Tags", "Log in", "Frekuensi", "Skip"},
		},
		{
			file: "jsonld.html", outlet: "lensautama.id", title: "Sekcam Wanasari Akui Pasang Baliho, Mengaku Diminta Atasan",
			byline: "Bagas Prakoso", published: "2023-12-17", at: "2023-12-17T10:22:00+08:00", place: "WANASARI",
			begins: "WANASARI - Sekretaris", ends: "pengawas sebagai barang bukti.", paragraphs: 3,
			never: []string{"Pasar Malam", "JavaScript", "&amp;"},
		},
		{
			file: "brbr.html", title: "Staf Kelurahan Ikut Arak-arakan Calon Bupati, Camat Minta Maaf",
			published: "2023-12-17", at: "17 Desember 2023, 10.22", place: "RIMBA JAYA", outlet: "",
			begins: "RIMBA JAYA - Dua staf", ends: "dalam formulir pengawasan.", paragraphs: 4,
			never: []string{"(hs)", "Dibaca", "Copyright", "Arsip", "\u0093"},
		},
		{
			file: "release.html", hint: "https://arunikakab.go.example/berita/341", outlet: "arunikakab.go.example",
			title:  "Sekda: Pegawai Wajib Cuti Bila Suami atau Istri Mencalonkan Diri",
			byline: "Dinas Kominfo", published: "2024-03-05", at: "05/03/2024", place: "Arunika",
			begins: "Arunika - Sekretaris", ends: "selama masa kampanye berlangsung.", paragraphs: 6,
			never: []string{"Dilihat", "Bagikan", "Kominfo"},
		},
		{
			file: "tabloid.html", outlet: "lintasheboh.example", title: "HEBOH! Oknum Kabid Kepergok Joget Bareng Caleg, Begini Pengakuannya",
			byline: "Maya Kencana", published: "2024-02-03", at: "Sabtu, 3 Februari 2024 - 21:47 WITA", place: "Kota Cendana",
			begins: "LintasHeboh, Kota Cendana || Jagat maya", ends: "Kita tunggu saja kelanjutannya.", paragraphs: 5,
			captions: []string{"Tangkapan layar video joget yang viral. Foto: IG @lintasheboh"},
			never:    []string{"BACA", "Kucing", "Drama", "Zodiak", "Red/", "Penulis", "Follow", "Kunyit", "Merah"},
		},
		{
			file: "harian.html", outlet: "hariantengah.example", title: "Camat Boja Lama Diperiksa 4 Jam, Begini Kata Bawaslu",
			byline: "Laksmi Dewanti", published: "2024-02-05", at: "2024/02/05 19:38:11", place: "Boja Lama",
			begins: "Boja Lama - Camat Boja Lama diperiksa", ends: "“Kita tunggu saja,” pungkasnya", paragraphs: 4,
			captions: []string{"Foto: Camat Boja Lama seusai diperiksa (Laksmi Dewanti/HarianTengah)"},
			never:    []string{"SCROLL", "ADVERTISEMENT", "Baca juga", "Simak", "Gambas", "Sepeda", "lks/dew", "Kue"},
		},
		{
			file: "aspnet.html", title: "Tenaga Honorer Diminta Tidak Ikut Kampanye", published: "2023-12-08",
			at: "Jumat, 8 Desember 2023 07:05:11 WIT", begins: "Pemerintah Kabupaten Teluk Mutiara", ends: "menjadi juru kampanye.", paragraphs: 3,
			never: []string{"Profil"},
		},
		{
			file: "english.html", title: "Harbour Council Approves New Ferry Timetable", byline: "Norah Finch", published: "2024-05-02",
			at: "2024-05-02", begins: "The harbour council", ends: "six months of operation.", paragraphs: 3,
		},
		{file: "comments.html", title: "Obrolan: siapa camat paling rajin kampanye?"},
		{file: "navigation.html", title: "Indeks Berita - Kabar Lembayung"},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			p, err := page.Parse(read(t, tt.file), page.Hint{URL: tt.hint, Name: tt.file})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []struct{ name, got, want string }{
				{"Outlet", p.Outlet, tt.outlet}, {"Title", p.Title, tt.title}, {"Byline", p.Byline, tt.byline},
				{"Published", p.Published.String(), tt.published}, {"PublishedAt", p.PublishedAt, tt.at}, {"Dateline", p.Dateline, tt.place},
			} {
				if f.got != f.want {
					t.Errorf("%s = %q, want %q", f.name, f.got, f.want)
				}
			}
			if !strings.HasPrefix(p.Text, tt.begins) || !strings.HasSuffix(p.Text, tt.ends) || tt.paragraphs == 0 && p.Text != "" {
				t.Errorf("Text = %q, want %q ... %q", p.Text, tt.begins, tt.ends)
			}
			if n := len(strings.Split(p.Text, "\n\n")); p.Text != "" && n != tt.paragraphs {
				t.Errorf("%d paragraphs, want %d: %q", n, tt.paragraphs, p.Text)
			}
			if !slices.Equal(p.Captions, tt.captions) {
				t.Errorf("Captions = %q, want %q", p.Captions, tt.captions)
			}
			for _, s := range tt.never {
				if strings.Contains(p.Text, s) {
					t.Errorf("Text has %q: %q", s, p.Text)
				}
			}
		})
	}
}

// story is a story's body for tests that are about what stands around it.
const story = `Camat Wanasari dilaporkan warga karena diduga mengajak pegawainya memilih salah satu calon bupati.

"Saya tidak pernah mengajak siapa pun," katanya.

Pengawas akan memanggilnya pekan depan untuk dimintai keterangan.`

func TestTextFile(t *testing.T) {
	const url, title = "https://m.kabarx.example/2024/11/13/camat-dilaporkan/?utm=1", "Camat Wanasari Dilaporkan Warga ke Bawaslu"
	tests := []struct {
		name, in, hint         string
		outlet, title, text    string
		published, byline, cap string
	}{
		{"URL, title, text", url + "\n" + title + "\n" + story, "", "kabarx.example", title, story, "2024-11-13", "", ""},
		{"URL and an empty title", url + "\n\n" + story, "", "kabarx.example", "", story, "2024-11-13", "", ""},
		{"the caller's URL before the page's", url + "\n" + title + "\n" + story, "https://www.lain.example/1", "lain.example", title, story, "", "", ""},
		{"no URL: a headline above the story is its title", title + "\n\n" + story, "", "", title, story, "", "", ""},
		{"the longest headline, not the motto", "Menu\nJujur, Berani, Tepercaya Selalu\n" + title + " Setempat\n\n" + story, "", "", title + " Setempat", story, "", "", ""},
		{"carriage returns", strings.ReplaceAll(url+"\n"+title+"\n"+story, "\n", "\r\n"), "", "kabarx.example", title, story, "2024-11-13", "", ""},
		{"Mac of old", "\ufeff" + url + "\n" + title + "\n" + story, "", "kabarx.example", title, story, "2024-11-13", "", ""},
		{"signatures under the story", story + "\n\nPenulis: Ratih Kumala\nEditor: Bayu", "", "", "", story, "", "Ratih Kumala", ""},
		{"an editor if nobody wrote it", story + "\n\nEditor: Bayu Aji\nTags: ASN, Pilkada", "", "", "", story, "", "Bayu Aji", ""},
		{"a caption above a dateline", "Camat Wanasari saat berada di kantornya.\n\nWANASARI – " + story, "", "", "", "WANASARI – " + story, "", "", "Camat Wanasari saat berada di kantornya."},
		{"a caption under the story", story + "\n\nFoto: Kantor kecamatan. (humas)", "", "", "", story, "", "", "Foto: Kantor kecamatan. (humas)"},
		{"a post without sentences", "Pak camat lagi joget bareng paslon 2 nih gaes\nviralkan", "", "", "", "Pak camat lagi joget bareng paslon 2 nih gaes\n\nviralkan", "", "", ""},
		{"lines broken at a column", "Camat Wanasari dilaporkan warga karena diduga mengajak\npegawainya memilih salah satu calon bupati. Laporan itu\nditerima pengawas pada Senin siang.", "", "", "",
			"Camat Wanasari dilaporkan warga karena diduga mengajak pegawainya memilih salah satu calon bupati. Laporan itu diterima pengawas pada Senin siang.", "", "", ""},
		{"a summary that is shown again", "WANASARI – " + story + "\n\n" + strings.Split(story, "\n")[0], "", "", "", "WANASARI – " + story, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse([]byte(tt.in), page.Hint{URL: tt.hint, Name: "a.txt"})
			if err != nil {
				t.Fatal(err)
			}
			if p.Outlet != tt.outlet || p.Title != tt.title || p.Text != tt.text || p.Published != date(t, tt.published) || p.Byline != tt.byline || strings.Join(p.Captions, "|") != tt.cap {
				t.Errorf("Parse = %+v", p)
			}
		})
	}
}

func TestDateStamps(t *testing.T) {
	tests := []struct{ line, want, at string }{
		{"Rabu, 31 Januari 2024 | 20:47 WIB", "2024-01-31", "Rabu, 31 Januari 2024 | 20:47 WIB"},
		{"Rabu, 31 Januari 2024 – 20:47 WIB", "2024-01-31", "Rabu, 31 Januari 2024 – 20:47 WIB"},
		{"13/11/2024, 08.15 WIB", "2024-11-13", "13/11/2024, 08.15 WIB"},
		{"Kabarx.com - 15/05/2024, 08:05 WIB", "2024-05-15", "15/05/2024, 08:05 WIB"},
		{"Senin (22/1/2024)", "2024-01-22", "Senin (22/1/2024)"},
		{"Diterbitkan 17 Desember 2023, 10.22", "2023-12-17", "17 Desember 2023, 10.22"},
		{"MINGGU, 25 OKTOBER 2020 | 05:53 WIB | LAPORAN: RATIH KUMALA", "2020-10-25", "MINGGU, 25 OKTOBER 2020 | 05:53 WIB"},
		{"Oleh Ratih Kumala | Jumat, 3 Nop 2023 07:00 WITA", "2023-11-03", "Jumat, 3 Nop 2023 07:00 WITA"},
		{"Jum'at, 1 Maret 2024 pukul 09.30 WIT", "2024-03-01", "Jum'at, 1 Maret 2024 pukul 09.30 WIT"},
		{"2024-01-31 20:47:05", "2024-01-31", "2024-01-31 20:47:05"},
		{"18 October 2024", "2024-10-18", "18 October 2024"},
		{"October 18, 2024", "2024-10-18", "October 18, 2024"},
		{"Rab, 31 Jan 2024 20:47 WIB", "2024-01-31", "Rab, 31 Jan 2024 20:47 WIB"},
		{"Wed, 11/13/2024 - 08:15", "2024-11-13", "Wed, 11/13/2024 - 08:15"},
		{"05/03/2024", "2024-03-05", "05/03/2024"},                           // the day first, where nothing says otherwise
		{"Wed, 01/03/2024 - 10:00", "2024-01-03", "Wed, 01/03/2024 - 10:00"}, // but the weekday says otherwise
		{"30/12/23 10:00", "2023-12-30", "30/12/23 10:00"},
		{"Diperbarui: 2 Februari 2024 10:00 | Diterbitkan: 1 Februari 2024 09:00", "2024-02-01", "1 Februari 2024 09:00"},
		{"31 Februari 2024", "", ""},
		{"31/13/2024", "", ""},
		{"Pasal 10.2.2024", "2024-02-10", "10.2.2024"},
		{"Ia ditangkap di rumahnya pada 31 Januari 2024 oleh petugas", "", ""},
		{"12 warga hadir pada 2 Maret 2024.", "", ""},
		{"0812-3456-7890", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			p, err := page.Parse([]byte("Camat Wanasari Dilaporkan Warga ke Bawaslu\n"+tt.line+"\n\n"+story), page.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			if p.Published != date(t, tt.want) || p.PublishedAt != tt.at {
				t.Errorf("Published = %s (%q), want %s (%q)", p.Published, p.PublishedAt, tt.want, tt.at)
			}
			if p.Text != story && tt.want != "" {
				t.Errorf("Text = %q", p.Text)
			}
		})
	}
}

func TestPublishedOfURLAndMetadata(t *testing.T) {
	const html = `<html><head>%s</head><body><h1>Camat Wanasari Dilaporkan Warga</h1><p>` + story + `</p></body></html>`
	tests := []struct{ name, head, url, want string }{
		{"path with slashes", "", "https://a.example/2024/01/31/x", "2024-01-31"},
		{"path ends with the day", "", "https://a.example/2024/1/5", "2024-01-05"},
		{"path with eight digits", "", "https://a.example/read/20240131/x", "2024-01-31"},
		{"month alone is no day", "", "https://a.example/2024/01/x.html", ""},
		{"no such day", "", "https://a.example/2024/02/31/x", ""},
		{"the host is no path", "", "https://2024-01-31.example/x", ""},
		{"metadata before the path", `<meta property="article:published_time" content="2024-02-01T08:00:00+07:00">`, "https://a.example/2024/01/31/x", "2024-02-01"},
		{"UTC becomes the day in Jakarta", `<meta property="article:published_time" content="2024-01-31T18:30:00Z">`, "", "2024-02-01"},
		{"another zone is taken at its word", `<meta property="article:published_time" content="2024-01-31T23:30:00+09:00">`, "", "2024-01-31"},
		{"zone without a colon", `<meta itemprop="datePublished" content="2024-01-31T23:30:00+0700">`, "", "2024-01-31"},
		{"metadata in words", `<meta name="pubdate" content="31 Januari 2024">`, "", "2024-01-31"},
		{"nonsense", `<meta name="pubdate" content="kemarin sore">`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse(fmt.Appendf(nil, html, tt.head), page.Hint{URL: tt.url})
			if err != nil || p.Published != date(t, tt.want) {
				t.Errorf("Published = %s, %v, want %s", p.Published, err, tt.want)
			}
		})
	}
}

func TestDateline(t *testing.T) {
	tests := []struct{ begins, url, place, outlet string }{
		{"PASURUAN, kabarx.com- ", "", "PASURUAN", "kabarx.com"},
		{"BALIKPAPAN, NOMORX – ", "", "BALIKPAPAN", "NOMORX"},
		{"jateng.kabarx.com, SEMARANG – ", "", "SEMARANG", "jateng.kabarx.com"},
		{"Kabarx.com - BANYUMAS - ", "", "BANYUMAS", "Kabarx.com"},
		{"Banda Aceh (ANTARA) - ", "", "Banda Aceh", "ANTARA"},
		{"Kendal, Kabarx 87.Com || ", "", "Kendal", "Kabarx 87.Com"},
		{"PALANGKA RAYA – ", "", "PALANGKA RAYA", ""},
		{"KABARX - ", "https://kabarx.co/1", "", "kabarx.co"},
		{"Kabarx, Jakarta – ", "https://kabarx.co/1", "Jakarta", "kabarx.co"},
		{"SEMARANG – ", "https://semarang.kabarx.go.id/1", "SEMARANG", "semarang.kabarx.go.id"},
		{"KBRN, Ternate: ", "", "Ternate", "KBRN"},
		{"Pontianak (13/2) - ", "", "Pontianak", ""},
		{"KabarX.id - ", "", "", "KabarX.id"},
		{"Jakarta, CNX Indonesia -- ", "", "Jakarta", "CNX Indonesia"},
		{"Menurut Ratih Kumala - ", "", "", ""},
		{"", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.begins, func(t *testing.T) {
			p, err := page.Parse([]byte(tt.begins+story), page.Hint{URL: tt.url})
			if err != nil || p.Dateline != tt.place || p.Outlet != tt.outlet {
				t.Errorf("Dateline = %q, Outlet = %q, %v; want %q, %q", p.Dateline, p.Outlet, err, tt.place, tt.outlet)
			}
			if p.Text != tt.begins+story {
				t.Errorf("Text = %q", p.Text)
			}
		})
	}
}

func TestTailsFall(t *testing.T) {
	for _, tail := range []string{
		"Baca Juga: Warga Tanam Bakau di Pesisir", "Baca juga:\n- Warga Tanam Bakau di Pesisir\n- Panen Raya di Lereng Gunung", "SCROLL TO CONTINUE WITH CONTENT",
		"ADVERTISEMENT", "Ikuti kami di Google News untuk kabar terbaru.", "Cek Berita dan Artikel yang lain di Google News", "Follow kabarx di Google Berita",
		"Berita Terkait\nTerpopuler\n- Lima Ponsel Murah", "Pilihan Redaksi\n-\n\nKabar Baik dari Lapangan", "Terkini\n-\nSepuluh Resep Masakan Rumahan",
		"Tags: ASN, Pilkada", "Halaman Selanjutnya", "Halaman 1 2 3", "1 2 3", "• Bagikan", "Share this article", "Visited 10 times, 1 visit(s) today", "banner 325x300",
		"Tinggalkan Balasan\nAlamat email Anda tidak akan dipublikasikan.\nSaya kira camat itu memang salah, kita tunggu saja.", "Copyright 2024 Kabarx. All rights reserved.",
		"Sumber:", "Tutup\nExit mobile version", "Editor: Bayu", "Silakan baca konten menarik lainnya dari Kabarx di Google News", "Artikel ini telah tayang di Kabarx.com dengan judul lain.",
	} {
		t.Run(tail, func(t *testing.T) {
			for where, in := range map[string]string{"under": story + "\n\n" + tail, "between": strings.Replace(story, "\n\n", "\n\n"+tail+"\n\n", 1)} {
				if where == "between" && (strings.HasPrefix(tail, "Tinggalkan") || strings.HasPrefix(tail, "Copyright") || strings.HasPrefix(tail, "Cek")) {
					continue // nothing of the story follows those
				}
				p, err := page.Parse([]byte(in), page.Hint{})
				if err != nil || p.Text != story {
					t.Errorf("%s the story: Text = %q, %v", where, p.Text, err)
				}
			}
		})
	}
	for _, end := range []string{" (por/red)", " (dpw/dpw)", " (ali)", " (mb/kabarx)", "***", " (humas)", " [red]", " (Tim/Red)**"} {
		if p, err := page.Parse([]byte(story+end), page.Hint{}); err != nil || p.Text != story {
			t.Errorf("initials %q: Text = %q, %v", end, p.Text, err)
		}
	}
	glued := strings.Replace(story, "katanya.", "katanya. Baca juga: Warga Tanam Bakau", 1)
	if p, err := page.Parse([]byte(glued), page.Hint{}); err != nil || p.Text != story {
		t.Errorf("a link glued to a paragraph: Text = %q, %v", p.Text, err)
	}
}

func TestElements(t *testing.T) {
	paragraphs := "<p>" + strings.ReplaceAll(story, "\n\n", "</p>\n<p>") + "</p>"
	const other = "<p>Warga desa lain panen raya padi organik, kata kepala desanya, Minggu pagi. Panen itu disebut yang terbesar.</p>"
	tests := []struct{ name, body string }{
		{"cards of related stories", paragraphs + `<div class="gmr-related-posts"><article>` + other + `</article><article>` + other + `</article></div>`},
		{"comments as articles", paragraphs + `<ol class="comment-list"><li><article class="comment-body">` + other + `</article></li></ol>`},
		{"an advert between paragraphs", strings.Replace(paragraphs, "</p>\n", `</p><div class="ads-in-article"><div>`+other+`</div></div>`, 1)},
		{"hidden text", paragraphs + `<div style="display : none">` + other + `</div><p hidden>` + other + `</p>`},
		{"an advert that nobody closed before the story", `<div class="iklan"><main>` + paragraphs + `</main>`},
		{"an advert that nobody closed around the story", `<div class="iklan">` + paragraphs},
		{"a story in a form", `<form>` + paragraphs + `</form>`},
		{"p that nobody closed", strings.ReplaceAll(paragraphs, "</p>", "")},
		{"bold that nobody closed", strings.Replace(paragraphs, "<p>", "<p><b>", 1)},
		{"bold across paragraphs", strings.Replace(strings.Replace(paragraphs, "<p>", "<b><p>", 1), "</p>\n", "</b></p>\n", 1)},
		{"a script with a tag in a string", `<script>document.write("<p>` + other + `</p>")</script>` + paragraphs},
		{"a link around each paragraph's name", strings.ReplaceAll(paragraphs, "Camat Wanasari", `<a href="/tag/camat">Camat Wanasari</a>`)},
		{"table of the layout", `<table><tr><td>` + paragraphs + `</td></tr></table>`},
		{"no body", paragraphs},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse([]byte("<html><h1>Camat Wanasari Dilaporkan Warga</h1>"+tt.body), page.Hint{})
			if err != nil || p.Text != story {
				t.Errorf("Text = %q, %v", p.Text, err)
			}
		})
	}
}

func TestSentencesOfTheStoryStay(t *testing.T) {
	for _, s := range []string{
		"Selanjutnya, pengawas akan memanggil camat itu.", "Sebelumnya, camat itu juga pernah ditegur.", "Facebook menjadi tempat unggahan itu beredar.",
		"Kode etik ASN melarang hal tersebut dengan tegas.", "Terkait dugaan itu, camat membantah.", "Komentar tersebut ditulis dari akun pribadi camat.",
		"Pilihan redaksi kata dalam surat itu dipersoalkan warga.", "Laporan diterima pada Senin (22/1/2024).", "Banner bergambar calon dipasang di depan kantor camat.",
		"Ilustrasi itu dibuat warga untuk menyindir camat.", "Yogyakarta adalah daerah yang istimewa.", "Ia menyebut tiga nama (ASN).", "“Siapa yang menyuruh?” kata warga itu.",
		"Penulis surat itu tidak mau menyebut namanya.", "Halaman kantor kecamatan penuh oleh warga yang datang.", "Ia menyerahkan bukti kepada Inspektorat Kabupaten Wanasari.",
	} {
		in := strings.Replace(story, "\n\n", "\n\n"+s+"\n\n", 1)
		if p, err := page.Parse([]byte(in), page.Hint{}); err != nil || p.Text != in {
			t.Errorf("%q fell: %q, %v", s, p.Text, err)
		}
		if p, err := page.Parse([]byte(story+"\n\n"+s), page.Hint{}); err != nil || !strings.HasSuffix(p.Text, s) {
			t.Errorf("%q fell at the end: %q, %v", s, p.Text, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	const want = "Camat itu membantah: “Saya tidak hadir – sungguh,” ujarnya di café milik warga."
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(want)) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	utf16be := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(want)) {
		utf16be = append(utf16be, byte(u>>8), byte(u))
	}
	cp1252 := strings.NewReplacer("“", "\x93", "”", "\x94", "–", "\x96", "é", "\xe9").Replace(want)
	tests := []struct {
		name string
		in   []byte
		hint page.Hint
	}{
		{"UTF-8", []byte(want), page.Hint{}},
		{"UTF-8 with a mark", []byte("\ufeff" + want), page.Hint{}},
		{"UTF-8, though another is declared", []byte(want), page.Hint{ContentType: "text/plain; charset=iso-8859-1"}},
		{"UTF-16, low byte first", utf16le, page.Hint{}},
		{"UTF-16, high byte first", utf16be, page.Hint{}},
		{"windows-1252, not declared", []byte(cp1252), page.Hint{}},
		{"windows-1252, declared", []byte(cp1252), page.Hint{ContentType: "text/plain; charset=windows-1252"}},
		{"windows-1252 inside UTF-8", []byte(strings.Replace(want, "“", "\x93", 1)), page.Hint{}},
		{"declared by the header", []byte(strings.NewReplacer("“", "\xd2", "”", "\xd3", "–", "\xd0", "é", "\x8e").Replace(want)), page.Hint{ContentType: "text/plain; charset=macintosh"}},
		{"letters and accents apart", []byte(norm.NFD.String(want)), page.Hint{}},
		{"invisible characters", []byte(strings.ReplaceAll(want, " ", "\u200b\u00a0\u00ad")), page.Hint{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse(tt.in, tt.hint)
			if err != nil || p.Text != want {
				t.Errorf("Text = %q, %v", p.Text, err)
			}
		})
	}
}

func TestBadInput(t *testing.T) {
	tests := []struct {
		name string
		in   []byte
		want error
	}{
		{"empty", nil, page.ErrEmpty},
		{"white space", []byte(" \n\t\r\n"), page.ErrEmpty},
		{"only a byte order mark", []byte("\ufeff"), page.ErrEmpty},
		{"PDF", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), page.ErrPDF},
		{"JPEG", []byte("\xff\xd8\xff\xe0\x00\x10JFIF"), page.ErrImage},
		{"PNG", []byte("\x89PNG\r\n\x1a\n"), page.ErrImage},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00"), page.ErrImage},
		{"zip", append([]byte("PK\x03\x04"), make([]byte, 100)...), page.ErrBinary},
		{"noughts", make([]byte, 5000), page.ErrBinary},
		{"half a pair of UTF-16", []byte("\xff\xfea"), nil},
		{"50 MB", bytes.Repeat([]byte("a"), 50<<20), page.ErrTooLarge},
		{"the first byte too many", bytes.Repeat([]byte("a "), page.MaxBytes/2+1), page.ErrTooLarge},
		{"tags without an end", []byte("<p>" + story + "<"), nil},
		{"a comment without an end", []byte("<p>" + story + "</p><!-- "), nil},
		{"only a comment", []byte("<!-- " + story + " -->"), nil},
		{"only a script", []byte("<script>" + story), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := page.Parse(tt.in, page.Hint{}); !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
		})
	}
}

// bombs are pages that are cheap to send and dear to read.
func bombs() map[string]string {
	fill := func(unit string, n int) string { return strings.Repeat(unit, n/len(unit)) }
	const size = page.MaxBytes - 1<<10
	paragraphs := func(open, shut string) string {
		return fill(open+"Camat itu membantah telah mengajak pegawainya memilih, katanya, kemarin."+shut, size)
	}
	formats := ""
	for i := range 500 {
		formats += fmt.Sprintf("<b a=%d>", i)
	}
	classes := ""
	for i := range 2000 {
		classes += fmt.Sprintf("share%d-iklan ", i)
	}
	return map[string]string{
		"div in div":                    fill("<div>", size),
		"div in div around a story":     fill("<div>", 1<<20) + paragraphs("<p>", "</p>")[:1<<20],
		"tags of one letter":            fill("<b>", size),
		"formats made again in each p":  formats + fill("<p>x", size-len(formats)),
		"tables in tables":              fill("<table><tr><td>", size),
		"list entries":                  fill("<li>a", size),
		"br":                            "<div>" + fill("<br>", size),
		"br and letters":                "<div>" + fill("a<br><br>", size),
		"words and links":               fill("<a href=x>Camat itu membantah.</a> ", size),
		"spans in a paragraph":          "<p>" + fill("<span>Camat itu membantah, </span>", size),
		"paragraphs":                    paragraphs("<p>", "</p>"),
		"paragraphs in a div each":      paragraphs("<div><p>", "</p></div>"),
		"divs with a div each":          paragraphs("<div><div>", "</div></div>"),
		"text without a tag":            "<p>" + fill("Camat itu membantah. ", size),
		"one word":                      "<p>" + fill("a", size),
		"lines of text":                 fill("Camat itu membantah dengan keras.\n", size),
		"lines of one letter":           fill("a\n", size),
		"one line of date stamps":       fill("Rabu, 31 Januari 2024 ", size),
		"lines of date stamps":          fill("Rabu, 31 Januari 2024 | 20:47 WIB\n", size),
		"attributes":                    "<p " + fill("a=1 ", size) + ">",
		"class names":                   fill("<p class='"+classes+"'>a", size),
		"end tags":                      "<div><p>" + fill("</b>", size),
		"references":                    "<p>" + fill("&amp;", size),
		"open brackets":                 fill("<", size),
		"quotation marks":               "<p>" + fill("\"", size),
		"brackets":                      "<p>" + fill("(a", size),
		"JSON-LD in brackets":           "<script type='application/ld+json'>" + fill("[", 500<<10) + "</script>",
		"JSON-LD blocks":                fill("<script type='application/ld+json'>{\"@graph\":[[[[[[[]]]]]]]}</script>", size),
		"meta":                          fill("<meta name=a content=b>", size),
		"captions":                      fill("<figcaption>Foto: camat itu.</figcaption>", size),
		"skipped elements never closed": fill("<nav>", size),
		"Baca juga":                     "<p>" + fill("katanya. Baca juga: ", size),
		"letters in need of NFC":        "<p>" + fill("e\u0301\u0323", size),
	}
}

// TestBombs bounds what a page allocates, which unlike its time does not depend on the machine: BenchmarkBombs has the times.
func TestBombs(t *testing.T) {
	for name, in := range bombs() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			p, err := page.Parse([]byte(in), page.Hint{})
			runtime.ReadMemStats(&after)
			if err != nil || len(p.Text) > page.MaxText {
				t.Errorf("%d bytes of text, %v", len(p.Text), err)
			}
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 128<<20 {
				t.Errorf("allocated %d MiB", allocated>>20)
			}
		})
	}
}

func TestLongStoryIsCutAfterAParagraph(t *testing.T) {
	long := strings.Repeat(strings.ReplaceAll(story, "\n\n", " ")+"\n\n", 1000)
	lines := strings.Split(long, "\n\n")
	for i := range lines {
		lines[i] = fmt.Sprint(i) + " " + lines[i] // no two are the same
	}
	p, err := page.Parse([]byte(strings.Join(lines, "\n\n")), page.Hint{})
	if err != nil || len(p.Text) > page.MaxText || len(p.Text) < page.MaxText-1000 || !strings.HasSuffix(p.Text, "keterangan.") {
		t.Errorf("%d bytes, %v, ends %q", len(p.Text), err, p.Text[max(0, len(p.Text)-40):])
	}
}

func valid(t *testing.T, p page.Page) {
	t.Helper()
	if len(p.Text) > page.MaxText {
		t.Errorf("Text has %d bytes", len(p.Text))
	}
	for _, s := range append([]string{p.URL, p.Outlet, p.Title, p.Byline, p.PublishedAt, p.Dateline, strings.ReplaceAll(p.Text, "\n\n", "")}, append(p.Captions, p.Sources...)...) {
		if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("not clean: %q", s)
		}
	}
	if strings.Contains(p.Text, "\n\n\n") || strings.TrimSpace(p.Text) != p.Text {
		t.Errorf("empty paragraphs: %q", p.Text)
	}
}

func FuzzParse(f *testing.F) {
	entries, err := pages.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		f.Add(read(f, e.Name()), "https://www.kabarx.example/2024/01/31/a", "text/html; charset=utf-8")
	}
	for _, s := range []string{"", story, "https://a.example/\n\n" + story, "<p>Baca juga:<p>" + story, "\xff\xfea\x00", "<h1>a<p>(13/11/2024)", "Jum’at, 1/1/24 (a) -"} {
		f.Add([]byte(s), "", "")
	}
	f.Fuzz(func(t *testing.T, b []byte, url, contentType string) {
		p, err := page.Parse(b, page.Hint{URL: url, ContentType: contentType})
		if err != nil {
			if p.Text != "" || p.Title != "" {
				t.Errorf("a page beside the error %v", err)
			}
			return
		}
		valid(t, p)
		if p.Text == "" {
			return
		}
		again, err := page.Parse(b, page.Hint{URL: url, ContentType: contentType})
		if err != nil || again.Text != p.Text || again.Title != p.Title {
			t.Errorf("read twice, %q and %q", p.Text, again.Text)
		}
	})
}

// TestStylesOfMessengers: the marks of bold, italic and struck words are no part of the text.
func TestStylesOfMessengers(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"bold", "Kadis Sosial sdr. *DARMA WICAKSANA* malah menyampaikan", "Kadis Sosial sdr. DARMA WICAKSANA malah menyampaikan"},
		{"two in a row", "warga *Kediri* *Utara* dan _sekitarnya_.", "warga Kediri Utara dan sekitarnya."},
		{"one in the other", "*_PENTING_* dibaca", "PENTING dibaca"},
		{"struck out", "~salah~ benar", "salah benar"},
		{"a mark alone stays", "Balihonya berukuran 3 * 4 meter dan berdiri di sana.", "Balihonya berukuran 3 * 4 meter dan berdiri di sana."},
		{"an account's name stays", "akun @info_kediri_raya", "akun @info_kediri_raya"},
		{"an address stays", "lihat kabar.example/a_b_c", "lihat kabar.example/a_b_c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse([]byte("https://kabar.example/1\nJudul\n"+tt.text+"\n"), page.Hint{})
			if err != nil || p.Text != tt.want {
				t.Errorf("%q, %v, want %q", p.Text, err, tt.want)
			}
		})
	}
}

func TestWithoutUser(t *testing.T) {
	for _, tt := range []struct{ name, address, want string }{
		{"none", "https://koran.example/x", "https://koran.example/x"},
		{"a user and a password", "https://user:kunci@koran.example/x", "https://koran.example/x"},
		{"a password with a slash", "https://user:pa/ss@koran.example/x", "https://koran.example/x"},
		{"a password with a question mark", "https://user:pa?ss@koran.example/x", "https://koran.example/x"},
		{"a password with a hash", "https://user:pa#ss@koran.example/x", "https://koran.example/x"},
		{"a password with an at and a slash", "https://user:p@a@koran.example/x", "https://koran.example/x"},
		{"a password with a slash and an at", "https://user:pa/s@s@koran.example/x", "https://koran.example/x"},
		{"an account in the path stays", "https://koran.example/@redaksi", "https://koran.example/@redaksi"},
		{"also behind a port", "https://koran.example:8080/@redaksi", "https://koran.example:8080/@redaksi"},
		{"also behind a host of digits", "http://[2001:db8::1]/@redaksi", "http://[2001:db8::1]/@redaksi"},
		{"no address", "user:pa/ss@koran", "user:pa/ss@koran"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := page.WithoutUser(tt.address); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
