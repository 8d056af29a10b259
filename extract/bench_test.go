package extract

import (
	"sync"
	"testing"
	"time"

	"netra/calendar"
)

// newspaper is an invented article of the usual length, for the benchmarks.
var newspaper = &Page{
	URL: "https://kabarsenja.example/2024/10/16/camat-diperiksa", Outlet: "kabarsenja.example", Title: "Diduga Ajak Pilih Paslon, Camat Purwosari Diperiksa Bawaslu",
	Published: calendar.NewDate(2024, time.October, 16), Dateline: "PASURUAN",
	Text: `PASURUAN, KABAR SENJA - Camat Purwosari, Darma Wicaksana, S.Sos., M.Si, diperiksa Badan Pengawas Pemilu (Bawaslu) Kabupaten Pasuruan, Selasa (15/10/2024). Ia diduga mengajak belasan pegawai kecamatan memilih salah satu pasangan calon bupati dan wakil bupati pada Pilkada 2024.

Ajakan itu disampaikan dalam pertemuan tertutup di aula kecamatan pada Kamis (10/10/2024) malam. Rekaman suara pertemuan tersebut beredar di grup WhatsApp warga dan kemudian viral di media sosial.

"Kami sudah meminta keterangan yang bersangkutan dan tiga orang saksi. Hasilnya akan kami plenokan dalam waktu dekat," kata Ketua Bawaslu Kabupaten Pasuruan Ratna Kusumawardani kepada wartawan, Selasa (15/10/2024).

Menurut Ratna, laporan diterima dari Lembaga Swadaya Masyarakat (LSM) Suara Lereng pada Jumat pekan lalu. Laporan itu sudah diregistrasi dan kini ditangani bersama Sentra Gakkumdu.

"Jika terbukti, perkaranya kami teruskan ke Badan Kepegawaian Negara (BKN)," imbuhnya.

Darma membantah tudingan tersebut. Menurutnya, pertemuan itu hanya membahas persiapan lomba desa dan tidak ada pendataan pegawai ataupun ajakan memilih.

"Tidak benar kalau saya mengarahkan pegawai. Itu rapat biasa," ujarnya saat dihubungi lewat sambungan telepon.

Sementara itu, Penjabat (Pj) Bupati Pasuruan Galih Prasetya mengaku belum menerima laporan resmi. Ia mengingatkan seluruh ASN agar menjaga netralitas. "Kami menunggu hasil dari Bawaslu. ASN dilarang memasang spanduk, menyukai unggahan calon, atau menghadiri kampanye," tegasnya.

Sesuai Undang-Undang Nomor 20 Tahun 2023, pegawai ASN wajib bebas dari pengaruh dan intervensi semua golongan dan partai politik.`,
}

var loaded = sync.OnceValues(func() (*Reader, error) { return New(nil) })

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// BenchmarkRead reads one article a round; bytes a second are those of its text.
func BenchmarkRead(b *testing.B) {
	r := reader(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(newspaper.Text)))
	for b.Loop() {
		if rec := r.Read(newspaper); rec.Kind != Allegation {
			b.Fatal(rec.Kind)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkCostly reads the texts that cost most.
func BenchmarkCostly(b *testing.B) {
	r := reader(b)
	for name, text := range costly() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Read(&Page{Text: text})
			}
		})
	}
}

// BenchmarkNew loads the lexicons and the names of places.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(nil); err != nil {
			b.Fatal(err)
		}
	}
}
