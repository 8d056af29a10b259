package extract

import "testing"

// The persons and places of these sentences are invented.

// TestWhoStandsTogether: those who stand together, who are told apart, numbered or spoken of again share what is said.
func TestWhoStandsTogether(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"two with names do the same", "Camat Purwosari, Darma Wicaksana, dan Lurah Mojoroto, Sinta Maharani, diduga mengajak warga memilih paslon nomor 2 pada Pilkada Kediri. Keduanya dipanggil Bawaslu.",
			"Darma Wicaksana (Camat Purwosari); Sinta Maharani (Lurah Mojoroto)"},
		{"two without, each with its number", "Seorang kepala sekolah beserta empat guru di Kediri diperiksa Bawaslu karena berfoto bersama caleg sambil mengacungkan dua jari pada Pemilu 2024.",
			"? (kepala sekolah); ? x4 (guru)"},
		{"who stands beside them and speaks does not", "Camat Purwosari, Darma Wicaksana, diduga mengajak warga memilih paslon nomor 2 pada Pilkada Kediri. Kepala BKPSDM Kediri, Panji Saputra, dan Kepala Dinas Kominfo, Yudha Pranata, mengatakan menunggu hasil kajian Bawaslu.",
			"Darma Wicaksana (Camat Purwosari)"},
		{"those whom a text counts and then tells apart", "Bawaslu Kediri memeriksa tiga ASN, yakni seorang kepala bagian dan dua camat, yang diduga menghadiri kampanye paslon nomor 2 pada Pilkada 2024.",
			"? (kepala bagian); ? x2 (camat)"},
		{"of one title but of several places", "Tiga lurah di Kota Kediri diperiksa Bawaslu karena diduga berfoto bersama calon wali kota pada Pilkada 2024. Mereka adalah Lurah Mojoroto, Lurah Sukorejo dan Lurah Lereng.",
			"? (Lurah); ? (Lurah); ? (Lurah)"},
		{"numbers that do not add up tell nobody apart", "Bawaslu Kediri memeriksa tiga ASN yang diduga menghadiri kampanye paslon nomor 2 pada Pilkada 2024, yakni seorang camat. Dua lurah menjadi saksi.",
			"? x3 (ASN); ? (camat)"},
		{"a list with numbers", "Tim hukum paslon nomor 2 melaporkan tiga ASN ke Bawaslu Kediri pada Pilkada 2024. Ketiganya diduga mengajak warga memilih paslon lain. Nama terlapor yaitu:\n1. Darma Wicaksana (Camat Purwosari)\n2. Sinta Maharani (Lurah Mojoroto)\n3. Yudha Pranata (Kepala Puskesmas Sukorejo)",
			"Darma Wicaksana (Camat Purwosari); Sinta Maharani (Lurah Mojoroto); Yudha Pranata (Kepala Puskesmas Sukorejo)"},
		{"some who are named out of a number", "Bawaslu Kediri memeriksa empat ASN yang diduga mengajak warga memilih caleg pada Pemilu 2024. Dua di antaranya ialah Darma Wicaksana, staf Dinas Sosial, dan Sinta Maharani, guru SMPN 3. Rapat berlangsung tertutup.",
			"Darma Wicaksana (staf Dinas Sosial); Sinta Maharani (guru SMPN 3)"},
		{"who is named later and answers is the one whom the text accused", "Warga melaporkan oknum lurah yang diduga membagikan minyak goreng berstiker paslon nomor 1 pada Pilkada Kediri. Lurah Mojoroto, Sinta Maharani, membantah tudingan itu. \"Saya tidak tahu soal minyak,\" kata Sinta.",
			"Sinta Maharani (Lurah Mojoroto)"},
		{"who is named later and does not answer is not", "Warga melaporkan oknum camat yang diduga membagikan minyak goreng berstiker paslon nomor 1 pada Pilkada Kediri. Camat Purwosari, Darma Wicaksana, mengatakan akan menunggu Bawaslu.",
			"? (camat)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := accusedOf(read(t, "", tt.text)); got != tt.want {
				t.Errorf("accused %q, want %q", got, tt.want)
			}
		})
	}
}

// TestNobodyWithoutAWord: wherever a text speaks of somebody, nobody is named of whom it says nothing that accuses.
func TestNobodyWithoutAWord(t *testing.T) {
	const accused = "Lurah Mojoroto, Sinta Maharani, diduga mengajak warga memilih paslon nomor 2 pada Pilkada Kediri. "
	const only = "Sinta Maharani (Lurah Mojoroto)"
	for _, tt := range []struct{ name, text, want string }{
		{"a colleague who admonished", accused + "Hal itu diketahui Sekretaris Kelurahan Mojoroto, Yudha Pranata, yang menegur lurah.", only},
		{"a relative", accused + "Suaminya, Galih Prasetya, guru SMPN 3 Kediri, tidak hadir.", only},
		{"a list of witnesses", accused + "Bawaslu meminta keterangan sebagai saksi, yakni Sekretaris Camat Tirta Anggara dan Kepala Puskesmas Hanum Larasati.", only},
		{"witnesses who are listed behind the verb", accused + "Saksi yang diperiksa antara lain Tirta Anggara, guru SMPN 3, dan Hanum Larasati, staf kelurahan.", only},
		{"a superior who does not deny that subordinates were summoned", accused + "Camat Purwosari, Darma Wicaksana, tidak menampik anak buahnya dipanggil Bawaslu.", only},
		{"who is seen at a lawful ceremony", "Rapat pleno KPU Kediri pada Pilkada 2024 dihadiri Camat Purwosari, Darma Wicaksana. Ia terlihat menandatangani dokumen.", ""},
		{"the victim of a forgery", "Hasil cek fakta: video yang menarasikan Lurah Mojoroto Sinta Maharani mengajak warga memilih caleg adalah hoaks. Sinta membantah pernah mengajak warga.", ""},
		{"whose name was misused", "Nama Camat Purwosari, Darma Wicaksana, dicatut sebagai anggota partai pada Pemilu 2024. Darma melapor ke Bawaslu Kediri.", ""},
		{"a head who comments on somebody unnamed", "Kepala Dinas Pendidikan Kediri, Yudha Pranata, prihatin atas guru yang diduga mengajak siswa memilih paslon nomor 2 pada Pilkada 2024.", "? (guru)"},
		{"a superior who admonishes somebody unnamed", "Camat Purwosari, Darma Wicaksana, menegur lurah yang diduga mengajak warga memilih paslon nomor 2 pada Pilkada Kediri.", "? (lurah)"},
		{"who films the head", "Guru SMPN 3 Kediri, Tirta Anggara, merekam kepala sekolahnya mengajak guru memilih paslon nomor 2 pada Pilkada 2024. Tirta melaporkan rekaman itu ke Bawaslu.", "? (kepala sekolahnya)"},
		{"as many colleagues who condemn it", "Dua lurah dilaporkan ke Bawaslu Kediri karena diduga mengajak warga memilih paslon nomor 2 pada Pilkada 2024. Lurah Sukorejo, Tirta Anggara, dan Lurah Lereng, Hanum Larasati, mengecam tindakan kedua rekannya.", "? x2 (lurah)"},
		{"witnesses in a list with numbers", "Tiga ASN dilaporkan ke Bawaslu Kediri karena diduga mengajak warga memilih paslon nomor 2 pada Pilkada 2024. Saksi:\n1. Tirta Anggara (guru SMPN 3)\n2. Hanum Larasati (staf kelurahan)\n3. Yudha Pranata (Kepala Puskesmas Sukorejo)", "? x3 (ASN)"},
		{"who signed the report, in a list with numbers", "Tiga ASN dilaporkan ke Bawaslu Kediri karena diduga mengajak warga memilih paslon nomor 2 pada Pilkada 2024. Laporan itu ditandatangani:\n1. Tirta Anggara (guru SMPN 3)\n2. Hanum Larasati (staf kelurahan)\n3. Yudha Pranata (Kepala Puskesmas Sukorejo)", "? x3 (ASN)"},
		{"who was asked to do it and reports", accused + "Guru SMPN 3 Kediri, Tirta Anggara, mengaku diminta mengumpulkan KTP wali murid.", only},
		{"a neighbour who is heard as well", "Lurah Mojoroto, Sinta Maharani, diduga mengajak warga memilih paslon nomor 2 pada Pilkada Kediri. Camat Purwosari, Darma Wicaksana, dimintai keterangan karena rumahnya berdekatan.", only},
		{"who died in office", "Lurah Mojoroto, Sinta Maharani, meninggal dunia saat mengawasi TPS pada Pilkada Kediri. Ia diduga kelelahan.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := accusedOf(read(t, "", tt.text)); got != tt.want {
				t.Errorf("accused %q, want %q", got, tt.want)
			}
		})
	}
}

// TestHeadlineMeansWhomTheTextTellsOf: a position in a headline is that of the unnamed one, not of the next person who holds such a one.
func TestHeadlineMeansWhomTheTextTellsOf(t *testing.T) {
	const unnamed = "Seorang kepala dinas di Kediri diduga mengajak warga memilih istrinya yang menjadi caleg pada Pemilu 2024. "
	for _, tt := range []struct{ name, text, want string }{
		{"the head of another office stands by", unnamed + "Kepala Dinas Kominfo, Yudha Pranata, hadir mendampingi Sekda.", "? (kepala dinas)"},
		{"the head answers", unnamed + "Kepala Dinas Kominfo, Yudha Pranata, membantah tudingan itu.", "Yudha Pranata (Kepala Dinas Kominfo)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := accusedOf(read(t, "Kadis Diperiksa Bawaslu Kediri", tt.text)); got != tt.want {
				t.Errorf("accused %q, want %q", got, tt.want)
			}
		})
	}
}
