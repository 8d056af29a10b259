package extract

import (
	"strings"
	"testing"
)

func TestSpeakers(t *testing.T) {
	const camat = "Camat Purwosari Darma Wicaksana dilaporkan ke Bawaslu karena ikut kampanye calon bupati di Pilkada Kendal. "
	tests := []struct{ name, text, want string }{ // speaker of each statement
		{"ia is whom the sentence before begins with", "Usai pemeriksaan, Darma keluar lewat pintu samping. Ia menghindari kamera. \"Saya sudah jelaskan semuanya di dalam,\" ucapnya.", "Darma Wicaksana"},
		{"a pronoun that speaks after an adverbial", "Darma datang sendirian pagi itu. Kepada wartawan ia membantah ikut kampanye. \"Saya hanya mengantar istri ke pasar,\" kilahnya.", "Darma Wicaksana"},
		{"what kata dia tells of another is not the other's speech", "Ketua Bawaslu Kendal Ratna Kusuma mengatakan laporan sudah diterima. Camat Purwosari, kata dia, beralasan tidak tahu aturannya. \"Ketidaktahuan itu tetap kami nilai nanti,\" ucapnya.", "Ratna Kusuma"},
		{"who asks somebody is the one who speaks, not who is asked", "Sekretaris Daerah Kendal Galih Prasetya angkat bicara. Ia mengaku telah memanggil Darma dan meminta penjelasan. \"Kita tunggu saja hasil kajian Bawaslu,\" katanya.", "Galih Prasetya"},
		{"what somebody tells of another's words is their own speech", "Lurah Weleri Panji Saputra mengatakan Darma dikenal rajin dan mengaku khilaf. \"Sudah saya tegur lewat telepon kemarin,\" pungkasnya.", "Panji Saputra"},
		{"who is inserted into a sentence tells all of it", "Komisioner Bawaslu Kendal Ratna Kusuma menemui wartawan. Darma, lanjut Ratna, mengaku diberi kaus oleh seorang tetangga. \"Itu yang masih kami dalami sampai sekarang,\" terangnya.", "Ratna Kusuma"},
		{"who goes on is the last speaker", "\"Kami datang membawa bukti yang lengkap,\" ujar pelapor, Panji Saputra. Adapun Darma dituding menitipkan pesan kepada warga. \"Bawaslu jangan hanya diam saja,\" imbuhnya.", "Panji Saputra; Panji Saputra"},
		{"a demonstrator who shouts by name makes a statement", "\"Bawaslu jangan jadi penonton di kasus ini,\" teriak Panji Saputra dari atas mobil.", "Panji Saputra"},
		{"questions and answers after an interview is announced", "Berikut petikan wawancara dengan Ketua Bawaslu Kendal Ratna Kusuma.\n\nBagaimana perkembangannya?\n\n\"Kami sudah meminta keterangan dari lima orang saksi.\"\n\nLalu apa langkah berikutnya?\n\n\"Minggu depan berkasnya kami kirim ke BKN.\"", "Ratna Kusuma; Ratna Kusuma"},
		{"words in a sentence of the writer's are no statement", "Warga menyebut camat itu pernah berpesan supaya \"tidak lupa pada keluarga sendiri ya\".", ""},
		{"words of a recording are no statement", "Dalam rekaman itu, camat mengatakan: \"Kalau bukan nomor dua jangan harap jalan kita diaspal.\"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range read(t, "", camat+tt.text).Statements {
				got = append(got, string(s.Speaker))
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("%s, want %s", g, tt.want)
			}
		})
	}
}

func TestStances(t *testing.T) {
	const camat = "Camat Purwosari Darma Wicaksana diduga ikut kampanye calon bupati di Pilkada Kendal dan dilaporkan ke Bawaslu. "
	tests := []struct{ name, text, want string }{
		{"the accused who says that it is not so", "\"Itu tidak benar, saya tidak pernah mengajak siapa pun memilih,\" bantah Darma.", "denies"},
		{"the accused who makes little of it", "Darma membantah. \"Saya cuma kebetulan lewat di lokasi,\" kilahnya.", "denies"},
		{"the accused who is sorry", "\"Saya khilaf, saya mohon maaf,\" ujar Darma.", "confirms"},
		{"who was said to deny before goes on denying", "Darma membantah keras tudingan itu. Ia mempertanyakan niat pengirim foto. \"Tidak pernah saya suruh siapa pun memilih dia,\" tegasnya.", "denies"},
		{"a supervisor who says yes", "\"Benar, laporannya ada,\" kata Ketua Bawaslu Kendal Ratna Kusuma.", "confirms"},
		{"a supervisor who tells of the procedure", "\"Laporan masih kami kaji syarat formil dan materiilnya, lalu pleno,\" jelas Ketua Bawaslu Kendal Ratna Kusuma.", "explains"},
		{"an employer who waits", "\"Kami masih menunggu rekomendasi dari Bawaslu,\" kata Sekretaris Daerah Kendal Galih Prasetya.", "awaits"},
		{"who reports and shows what with", "\"Kami laporkan camat itu, bukti foto dan video sudah kami serahkan,\" kata pelapor, Panji Saputra.", "accuses"},
		{"an employer who calls on his people", "\"Saya minta seluruh ASN jaga netralitas, jangan coba-coba ikut kampanye,\" tegas Sekretaris Daerah Kendal Galih Prasetya.", "appeals"},
		{"who finds it bad", "Ketua LSM Suara Lereng Panji Saputra menyayangkan hal itu. \"Ini mencederai demokrasi, sangat tidak pantas,\" sesalnya.", "condemns"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ss := read(t, "", camat+tt.text).Statements
			if len(ss) != 1 || ss[0].Stance != tt.want {
				t.Errorf("%v, want %s", ss, tt.want)
			}
		})
	}
}

func TestTheCueOfAStanceIsTold(t *testing.T) {
	r := read(t, "", "Camat Purwosari Darma Wicaksana diduga ikut kampanye di Pilkada Kendal. \"Itu tidak benar, saya tidak pernah ikut,\" bantah Darma.")
	spans := r.Spans["statements"]
	if len(spans) != 1 || !strings.HasPrefix(spans[0].Rule, "quote, verb, speaker, stance denies: ") {
		t.Errorf("spans %v", spans)
	}
}

func TestAppealsOfAnAppeal(t *testing.T) {
	r := read(t, "Bupati Kendal Imbau ASN Jaga Netralitas", "Penjabat Bupati Kendal Galih Prasetya mengimbau seluruh aparatur sipil negara menjaga netralitas pada Pilkada 2024. \"Pilihan itu dibawa ke bilik suara,\" katanya saat apel.")
	if r.Kind != Appeal || len(r.Statements) != 1 || r.Statements[0].Stance != "appeals" {
		t.Errorf("%s: %v", r.Kind, r.Statements)
	}
}
