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

// A story is one report, or one finding, and what becomes of it. Days are counted back from today, which is 0.
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
		{-19, opens(casework.Draft{Title: "Pendataan keluarga pegawai pada sarapan bersama (diduga)", Summary: "Terlapor diduga meminta pegawai menulis nama anggota keluarga untuk mendukung seorang calon.",
			Acts: []string{"data_collection_or_mobilisation"}, Position: "Kepala bidang", Agency: "Dinas Contoh Wanapura"})},
		{-19, papers("perbawaslu-7-2022:B.1", "perbawaslu-7-2022:kajian-awal")}, {-19, move("register")},
		{-18, papers("perbawaslu-7-2022:undangan-klarifikasi")}, {-18, move("clarify")},
		{-16, papers("perbawaslu-7-2022:ba-klarifikasi")}, {-16, move("study")},
		{-15, papers("perbawaslu-7-2022:kajian")}, {-15, move("hold_plenary")},
		{-14, papers("perbawaslu-7-2022:ba-pleno", "perbawaslu-7-2022:penerusan")}, {-14, move("forward")},
		{-5, seen("overseer_receive", "https://berita.contoh.example/bkn-terima-penerusan")},
	}},
	{"truck", intake.Form{
		Acts: []string{"fasilitas"}, Election: law.Pilkada, Place: "73.03.01", PlaceText: "bantaeng",
		Account: "Mobil bak milik dinas mengangkut bendera dari halaman kantor pukul tujuh pagi. Sopirnya pegawai dinas.",
		Accused: "Kepala seksi", Workplace: "Dinas Contoh Bantaran", Identity: intake.Named, Name: "Pelapor Rekaan Dua", Address: "Jalan Contoh 2", Knowing: "6",
	}, []event{
		{-16, file}, {-15, attach}, {-14, open},
		{-13, opens(casework.Draft{Title: "Kendaraan dinas diduga dipakai mengangkut bendera", Summary: "Kendaraan dinas diduga dipakai mengangkut alat peraga pada jam kerja.",
			Acts: []string{"use_state_facility_or_program"}, Position: "Kepala seksi", Agency: "Dinas Contoh Bantaran"})},
		{-13, papers("perbawaslu-7-2022:kajian-awal")}, {-13, move("register")}, // on the last day of its handling: it is late from the next day on
	}},
	{"story", intake.Form{
		Acts: []string{"medsos"}, Election: law.Pemilu, Place: "81.01.01", PlaceText: "maluku tengah",
		Account: "Seorang guru diduga membagikan ajakan memilih calon di status percakapan, terlihat oleh wali murid.",
		Accused: "Guru, tidak saya sebut namanya", Workplace: "Sekolah Contoh", Knowing: "21",
	}, []event{
		{-4, file}, {-3, open},
		{-2, opens(casework.Draft{Title: "Ajakan memilih calon di status percakapan (diduga)", Summary: "Terlapor diduga mengajak wali murid memilih seorang calon. Tanggal kejadian belum jelas.",
			Acts: []string{"social_media_post"}, Position: "Guru", Agency: "Sekolah Contoh"})},
		{-2, papers("perbawaslu-7-2022:kajian-awal")}, {-2, move("ask_completion")},
		{-2, ask("Kapan Anda melihat ajakan itu, dan apakah masih ada tangkapan layarnya?")},
	}},
	{"apron", intake.Form{
		Acts: []string{"hadir"}, Election: law.Pilkada, Place: "73.03.02", PlaceText: "bantaeng",
		Account: "Seorang lurah naik ke panggung pada acara calon, memakai celemek bergambar nomor urut, lalu memimpin yel-yel.",
		Accused: "Lurah", Workplace: "Kelurahan Contoh", Identity: intake.Named, Name: "Pelapor Rekaan Tiga", Address: "Jalan Contoh 3", Knowing: "21",
	}, []event{
		{-3, file}, {-2, open},
		{-2, opens(casework.Draft{Title: "Kehadiran di panggung acara calon (diduga)", Summary: "Terlapor diduga naik panggung dengan atribut calon dan memimpin yel-yel.",
			Acts: []string{"attend_candidate_event", "campaign_attribute"}, Position: "Lurah", Agency: "Kelurahan Contoh"})},
		{-2, papers("perbawaslu-7-2022:kajian-awal")}, {-2, move("register")}, {-1, move("ask_information")},
	}},
	{"market", intake.Form{}, []event{
		{-6, finds("bawaslu-33.07", casework.Draft{Regime: law.Pemilu, Title: "Pembagian kaus calon di pasar (temuan, diduga)", Summary: "Pengawas melihat seorang staf kecamatan diduga membagikan kaus bergambar calon di pasar.",
			Acts: []string{"give_money_or_goods"}, EventRegion: "33.07.09", Position: "Staf kecamatan", Agency: "Kecamatan Contoh"})},
		{-6, papers("praktik:form-a", "perbawaslu-7-2022:B.2")},
		{-5, move("register_finding")},
		{-4, papers("perbawaslu-7-2022:undangan-klarifikasi")}, {-4, move("clarify")},
	}},
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
