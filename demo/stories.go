package demo

import (
	"context"

	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/law"
	"netra/office"
)

// daysBack is how many days ago the first story begins.
const daysBack = 24

// The three regencies lie in the three zones. Only they have officers.
var provinces = []gazetteer.Code{"33", "73", "81"}

var extraOffices = []office.Office{
	{Kind: office.Inspektorat, Region: "33.07"},
	{Kind: office.PPK, Region: "33.07"},
}

var officers = []struct {
	office     office.ID
	user, name string
}{
	{"bawaslu-ri", "sari", "Sari Wulandari Contoh"},
	{"bawaslu-33.07", "ratna", "Ratna Prameswari Contoh"},
	{"bawaslu-33.07", "yosef", "Yosef Lamanepa Contoh"},
	{"bawaslu-73.03", "tenri", "Andi Tenri Contoh"},
	{"bawaslu-81.01", "marthen", "Marthen Souisa Contoh"},
}

// A story is one report and what becomes of it. Days are counted back from today, which is 0.
type story struct {
	name   string
	form   intake.Form
	events []event
}

type event struct {
	day int
	do  func(context.Context, *Maker, story) error
}

var stories = []story{
	{"breakfast", intake.Form{
		Acts: []string{"ajak", "hadir"}, Election: law.Pemilu, Place: "33.07.09", PlaceText: "wonosobo",
		Account:   "Kami diundang sarapan bersama. Menjelang selesai seorang calon datang. Kepala bidang membagikan kertas dan meminta kami menulis nama anggota keluarga, katanya untuk mendukung calon itu.",
		Accused:   "Kepala bidang, nama tidak saya tulis",
		Workplace: "Dinas Contoh Wanapura", Exact: "Rumah makan, ruang belakang", Hour: "09.00",
		Identity: intake.Named, Name: "Pelapor Rekaan", Address: "Jalan Contoh 1", Knowing: "21", Excluded: []office.ID{"inspektorat-33.07"},
	}, []event{
		{-23, file}, {-23, attach}, {-22, open}, {-21, ask("Terima kasih. Apakah kertas itu dikumpulkan kembali oleh panitia?")},
		{-20, answer("Ya, dikumpulkan oleh staf sebelum kami pulang.")},
		{-19, register(casework.Draft{Title: "Pendataan keluarga pegawai pada sarapan bersama (diduga)", Summary: "Terlapor diduga meminta pegawai menulis nama anggota keluarga untuk mendukung seorang calon.",
			Acts: []string{"data_collection_or_mobilisation"}, Position: "Kepala bidang", Agency: "Dinas Contoh Wanapura"})},
	}},
	{"truck", intake.Form{
		Acts: []string{"fasilitas"}, Election: law.Pilkada, Place: "73.03.01", PlaceText: "bantaeng",
		Account: "Mobil bak milik dinas mengangkut bendera dari halaman kantor pukul tujuh pagi. Sopirnya pegawai dinas.",
		Accused: "Kepala seksi", Workplace: "Dinas Contoh Bantaran", Identity: intake.Named, Name: "Pelapor Rekaan Dua", Address: "Jalan Contoh 2", Knowing: "6",
	}, []event{
		{-16, file}, {-15, attach}, {-14, open},
		{-13, register(casework.Draft{Title: "Kendaraan dinas diduga dipakai mengangkut bendera", Summary: "Kendaraan dinas diduga dipakai mengangkut alat peraga pada jam kerja.",
			Acts: []string{"use_state_facility_or_program"}, Position: "Kepala seksi", Agency: "Dinas Contoh Bantaran"})},
	}},
	{"story", intake.Form{
		Acts: []string{"medsos"}, Election: law.Pemilu, Place: "81.01.01", PlaceText: "maluku tengah",
		Account: "Seorang guru diduga membagikan ajakan memilih calon di status percakapan, terlihat oleh wali murid.",
		Accused: "Guru, tidak saya sebut namanya", Workplace: "Sekolah Contoh", Knowing: "21",
	}, []event{{-10, file}, {-9, open}}},
	{"envelope", intake.Form{
		Acts: []string{"barang"}, Election: law.Pemilu, Place: "33.07.10", PlaceText: "wonosobo",
		Account: "Sesudah rapat dinas dibagikan bingkisan dengan kartu bergambar calon. Yang membagikan staf kecamatan.",
		Accused: "Staf kecamatan", Workplace: "Kecamatan Contoh", Knowing: "6", Withheld: "1",
	}, []event{{-2, file}, {-2, attach}, {-1, open}, {-1, ask("Apakah Anda dapat memotret kartu pada bingkisan itu? Jangan sertakan wajah Anda.")}}},
	{"billboard", intake.Form{
		Acts: []string{"lain"}, Election: intake.Unknown, Place: "33.07.01", PlaceText: "wonosobo",
		Account: "Spanduk calon terpasang di pagar rumah dinas. Sudah dua hari.",
		Accused: "Penghuni rumah dinas", Knowing: "21",
	}, []event{{-1, file}}},
	{"chat", intake.Form{
		Acts: []string{"ajak", "medsos"}, Election: law.Pilkada, Place: "73.03.04", PlaceText: "bantaeng",
		Account: "Di grup percakapan kantor, atasan menulis bahwa semua harus memilih calon tertentu. Ada sekitar tiga puluh orang di grup itu.",
		Accused: "Atasan di kantor", Workplace: "Badan Contoh Bantaran", Knowing: "21",
	}, []event{{-1, file}}},
}
