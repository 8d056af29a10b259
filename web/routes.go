package web

import "net/http"

// routes lists every address there is, by audience.
func (s *Server) routes() {
	s.handle("GET /aset/{path...}", s.assets.serve)
	s.handle("GET /healthz", s.healthz)
	s.handle("GET /readyz", s.readyz)
	s.handle("/", func(http.ResponseWriter, *http.Request) error { return errNotFound })

	// The transparency log, as C2SP tlog-tiles has it.
	s.handle("GET /log/checkpoint", s.logCheckpoint)
	s.handle("GET /log/tile/{path...}", s.logTile)
	s.handle("GET /log/key", s.logKey)

	// Public.
	s.handle("GET /{$}", s.publikBeranda)
	s.handle("GET /periksa", s.periksa)
	s.handle("GET /periksa/simpan", s.periksaSimpan)
	s.handle("POST /periksa", s.periksaTandaTerima)
	s.handle("GET /aturan", s.aturan)
	s.handle("POST /aturan", s.aturanCari)
	s.handle("GET /aturan/{slug}", s.aturanPerbuatan)
	s.handle("GET /aturan/hitung", s.aturanHitung)
	s.handle("POST /aturan/hitung", s.aturanHitungJawab)

	// Reporter.
	s.handle("GET /lapor", s.laporForm)
	s.handle("POST /lapor", s.laporUbah)
	s.handle("POST /lapor/periksa", s.laporPeriksa)
	s.handle("POST /lapor/kirim", s.laporKirim)
	s.handle("POST /lapor/tanda-terima", s.laporTandaTerima)
	s.handle("POST /lapor/bukti", s.laporBukti)
	s.handle("GET /lapor/bukti", s.laporBuktiHasil)
	s.handle("GET /lapor/bagian", s.laporBagian)
	s.handle("POST /lapor/kantor", s.laporKantor)
	s.handle("POST /lapor/segel", s.laporSegel)
	s.handle("POST /lapor/berkas", s.laporBerkas)
	s.handle("POST /lapor/berkas/bagian", s.laporBerkasBagian)
	s.handle("POST /lapor/berkas/selesai", s.laporBerkasSelesai)
	s.handle("GET /cek", s.cekForm)
	s.handle("POST /cek", s.cekMasuk)
	s.handle("POST /cek/percakapan", s.cekPercakapan)
	s.handle("POST /cek/jawab", s.cekJawab)
	s.handle("POST /cek/tanda-terima", s.cekTandaTerima)
	s.handle("POST /cek/berkas", s.cekBerkas)
	s.handle("POST /cek/kunjungan", s.cekKunjungan)

	// Officers.
	s.handleDoor("GET /petugas/masuk", s.petugasMasuk)
	s.handleDoor("POST /petugas/masuk", s.petugasMasukKirim)
	s.handleDoor("GET /petugas/undangan", s.petugasUndangan)
	s.handleDoor("POST /petugas/undangan", s.petugasUndanganBuka)
	s.handleDoor("POST /petugas/undangan/daftar", s.petugasDaftar)
	s.handleDoor("GET /petugas/bingkai", s.petugasBingkai)
	s.handleDoor("GET /petugas/hidup", s.petugasHidup)
	s.handleStaff("POST /petugas/keluar", s.petugasKeluar)
	s.handleStaff("GET /petugas/kunci", s.petugasKunci)
	s.handleStaff("POST /petugas/bahasa", s.petugasBahasa)
	s.handleStaff("GET /petugas/kantor", s.petugasKantor)
	s.handleStaff("POST /petugas/sesi", s.petugasSesi)
	s.handleActive("POST /petugas/kantor/undang", s.petugasUndang)
	s.handleActive("POST /petugas/kantor/beri", s.petugasBeri)
	s.handleActive("POST /petugas/kantor/cabut", s.petugasCabut)
	s.handleActive("GET /petugas", s.petugasKotak)
	s.handleActive("GET /petugas/tempat", s.petugasTempat)
	s.handleActive("GET /petugas/laporan/{id}", s.petugasLaporan)
	s.handleActive("POST /petugas/laporan/{id}/buka", s.petugasBuka)
	s.handleActive("GET /petugas/laporan/{id}/berkas/{file}/{n}", s.petugasBagian)
	s.handleActive("POST /petugas/laporan/{id}/tanya", s.petugasTanya)
	s.handleActive("POST /petugas/laporan/{id}/bundel", s.petugasBundel)
	s.handleActive("GET /petugas/laporan/{id}/perkara", s.petugasBukaPerkara)
	s.handleActive("POST /petugas/laporan/{id}/perkara", s.petugasBukaKirim)
	s.handleActive("GET /petugas/perkara", s.petugasPerkaraDaftar)
	s.handleActive("GET /petugas/perkara/baru", s.petugasBukaTemuan)
	s.handleActive("POST /petugas/perkara/baru", s.petugasBukaKirim)
	s.handleActive("GET /petugas/perkara/{id}", s.petugasPerkara)
	s.handleActive("POST /petugas/perkara/{id}/langkah", s.petugasLangkah)
	s.handleActive("POST /petugas/perkara/{id}/surat", s.petugasSurat)
	s.handleActive("GET /petugas/kalender", s.petugasKalender)
	s.handleActive("POST /petugas/kalender", s.petugasKalenderTambah)
	s.handleActive("POST /petugas/kalender/hapus", s.petugasKalenderHapus)
}

// healthz answers as long as the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// readyz answers when the database does.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	if err := s.Ready(r.Context()); err != nil {
		return err
	}
	return send(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
}
