package extract

import (
	"fmt"
	"strings"
	"testing"
)

// bodiesOf writes the status and how far each body has gone.
func bodiesOf(r Record) string {
	var out []string
	for _, b := range r.Institutions {
		out = append(out, fmt.Sprintf("%s: %s", b.Name, b.Action))
	}
	return string(r.Status) + " | " + strings.Join(out, "; ")
}

func TestHowFarBodiesHaveGone(t *testing.T) {
	const lead = "KEDIRI - Camat Purwosari Darma Wicaksana diduga mengajak pegawai memilih calon bupati nomor urut 2 pada Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"a report by a team that is the agent",
			"Darma dilaporkan oleh tim advokasi pasangan calon nomor urut 1 ke Bawaslu Kediri.",
			"reported | Bawaslu Kediri: none_yet; tim advokasi pasangan calon nomor urut 1: registered"},
		{"an organisation that reports",
			"LSM Suara Lereng melaporkan Darma ke Bawaslu Kediri, Senin.",
			"reported | LSM Suara Lereng: registered; Bawaslu Kediri: none_yet"},
		{"citizens who report",
			"Seorang warga mengadukan Darma ke Bawaslu Kediri.",
			"reported | Bawaslu Kediri: none_yet; warga: registered"},
		{"who is asked to report has not",
			"Ketua Bawaslu Kediri, Ratna Kusuma, meminta warga yang tahu untuk melapor.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"no report is no act of reporting",
			"Sampai kini belum ada pihak yang melapor ke Bawaslu Kediri.",
			"circulating | Bawaslu Kediri: no_report_received"},
		{"its own people are the body",
			"Ketua Bawaslu Kediri, Ratna Kusuma, mengaku sudah melihat foto itu. Pihaknya masih menelusuri.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"who is told to do it does it for who tells",
			"Bawaslu Kediri menugaskan Panwascam Purwosari melakukan penelusuran.",
			"reviewing | Bawaslu Kediri: tracing; Panwaslu Kecamatan Purwosari: tracing"},
		{"the agent of a passive",
			"Darma telah diperiksa oleh Inspektorat Kabupaten Kediri selama dua jam.",
			"clarifying | Inspektorat Kabupaten Kediri: clarified"},
		{"an agent without oleh",
			"Darma akhirnya dipanggil Bawaslu Kediri, Senin.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"a summons that is only planned",
			"Bawaslu Kediri bakal memanggil Darma pekan depan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"what a quotation says of the own body",
			"\"Sudah kami panggil dan klarifikasi,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"clarifying | Bawaslu Kediri: clarified"},
		{"a plea is no step",
			"Warga mendesak Bawaslu Kediri memanggil dan memeriksa Darma.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"an employer's own hearing leaves the case where it is",
			"Sekretaris Daerah Kediri, Galih Prasetya, mengaku telah memanggil Darma. Bawaslu Kediri masih menelusuri.",
			"reviewing | Bawaslu Kediri: tracing; Pemkab Kediri: summoned"},
		{"a future forwarding counts",
			"Bawaslu Kediri menyatakan kasus itu akan diteruskan ke BKN.",
			"forwarded | Bawaslu Kediri: forwarded; BKN: none_yet"},
		{"a conditional one does not",
			"Bawaslu Kediri masih menelusuri foto itu. Apabila terbukti, kasusnya diteruskan ke BKN.",
			"reviewing | Bawaslu Kediri: tracing; BKN: none_yet"},
		{"a message that is passed on is no case",
			"Bawaslu Kediri masih menelusuri. Tautan itu diteruskan stafnya ke grup.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"what is sent to a commission is forwarded",
			"\"Berkasnya sudah kami kirim ke KASN,\" ujar Ketua Bawaslu Kediri, Ratna Kusuma.",
			"forwarded | KASN: none_yet; Bawaslu Kediri: forwarded"},
		{"a recommendation that is sent stays one",
			"Bawaslu Kediri telah mengirimkan rekomendasi ke KASN.",
			"recommended | Bawaslu Kediri: recommended; KASN: none_yet"},
		{"a supervisor that reports to a commission forwards",
			"Darma dilaporkan Bawaslu Kediri kepada KASN, Senin.",
			"forwarded | Bawaslu Kediri: forwarded; KASN: none_yet"},
		{"a commission's recommendation comes after the forwarding",
			"Kasus itu diteruskan Bawaslu Kediri pada Juli. BKN telah merekomendasikan sanksi bagi Darma.",
			"recommended | Bawaslu Kediri: forwarded; BKN: recommended"},
		{"the crime is dropped, the case goes on",
			"Unsur pidana tidak terpenuhi berdasarkan pembahasan di Sentra Gakkumdu. Bawaslu Kediri meneruskan kasus itu ke BKN.",
			"forwarded | Sentra Gakkumdu: dismissed; Bawaslu Kediri: forwarded; BKN: none_yet"},
		{"dismissed",
			"Bawaslu Kediri menyatakan laporan itu tidak dapat dilanjutkan.",
			"dismissed | Bawaslu Kediri: dismissed"},
		{"another case's end is not this one's",
			"Bawaslu Kediri masih menelusuri. Bawaslu Kediri menangani empat laporan, dua di antaranya dihentikan.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"a sanction follows a recommendation",
			"Pemkab Kediri menjatuhkan sanksi kepada Darma sebagai tindak lanjut rekomendasi BKN.",
			"sanctioned | Pemkab Kediri: sanctioned; BKN: recommended"},
		{"a recommended sanction is none",
			"Bawaslu Kediri merekomendasikan Darma dijatuhi sanksi.",
			"recommended | Bawaslu Kediri: recommended"},
		{"nor is one that has to wait",
			"Pemkab Kediri menunggu hasil Bawaslu Kediri sebelum menjatuhkan sanksi. Bawaslu Kediri masih menelusuri.",
			"reviewing | Pemkab Kediri: none_yet; Bawaslu Kediri: tracing"},
		{"a court's verdict proves",
			"Pengadilan Negeri Kediri memvonis Darma satu bulan penjara. Bawaslu Kediri menghormati putusan itu.",
			"proven | Bawaslu Kediri: none_yet"},
		{"the head of the region to whom it is sent is the employer",
			"Bawaslu Kediri meneruskan kasus itu ke BKN dengan tembusan kepada Bupati Kediri.",
			"forwarded | Bawaslu Kediri: forwarded; BKN: none_yet; Bupati Kediri: none_yet"},
		{"who stays away has been summoned",
			"Darma tidak memenuhi panggilan Bawaslu Kediri, Kamis.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"a supervisor's finding proves",
			"Bawaslu Kediri menyimpulkan Darma melanggar netralitas ASN.",
			"proven | Bawaslu Kediri: none_yet"},
		{"a district's supervisor that sends it on",
			"Panwascam Purwosari meneruskan kasus itu ke Bawaslu Kediri.",
			"forwarded | Panwaslu Kecamatan Purwosari: forwarded; Bawaslu Kediri: none_yet"},
		{"a search that comes first is announced and not begun",
			"Ketua Bawaslu Kediri, Ratna Kusuma, menerima rekaman itu. \"Kami telusuri dulu,\" katanya.",
			"circulating | Bawaslu Kediri: tracing"},
		{"a study of the matter that is only planned leaves a report where it is",
			"Seorang warga melaporkan Darma ke Bawaslu Kediri. Bawaslu Kediri akan mengkaji laporan itu.",
			"reported | Bawaslu Kediri: reviewing; warga: registered"},
		{"a check of what a report must have runs as soon as there is a report",
			"Seorang warga melaporkan Darma ke Bawaslu Kediri. Bawaslu Kediri akan mengkaji syarat formil laporan itu.",
			"reviewing | Bawaslu Kediri: reviewing; warga: registered"},
		{"a recommendation to a commission counts when it is announced",
			"Bawaslu Kediri akan merekomendasikan Darma ke BKN.",
			"recommended | Bawaslu Kediri: recommended; BKN: none_yet"},
		{"but not if another step has to come before",
			"Bawaslu Kediri masih menelusuri. Setelah dikaji, Bawaslu Kediri akan merekomendasikan Darma ke BKN.",
			"reviewing | Bawaslu Kediri: tracing; BKN: none_yet"},
		{"who acts together with another takes the same step",
			"Bawaslu Kediri bersama Panwascam Purwosari sudah turun ke lokasi.",
			"reviewing | Bawaslu Kediri: tracing; Panwaslu Kecamatan Purwosari: tracing"},
		{"so do the members of a team that is the agent",
			"Darma dimintai keterangan oleh tim yang terdiri dari unsur BKPSDM dan Inspektorat.",
			"clarifying | BKPSDM: clarified; Inspektorat: clarified"},
		{"whoever an active verb is about is no agent",
			"Darma lalu memanggil seorang pria. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"the employer of those who are heard has not heard them",
			"Bawaslu Kediri meminta klarifikasi sejumlah ASN Pemkab Kediri.",
			"clarifying | Bawaslu Kediri: clarified"},
		{"whoever stands before a passive is reported and does not report",
			"Darma masuk daftar tim pemenangan, lalu diadukan LSM Suara Lereng ke Bawaslu Kediri.",
			"reported | LSM Suara Lereng: registered; Bawaslu Kediri: none_yet"},
		{"a case that goes to who decides on crimes is forwarded",
			"Kasus itu diserahkan penanganannya ke Sentra Gakkumdu.",
			"forwarded | Sentra Gakkumdu: none_yet"},
		{"a case that goes to an employer is forwarded",
			"Bawaslu Kediri sudah menyerahkan hasil klarifikasi ke Dinas Pemberdayaan Masyarakat dan Desa Kediri.",
			"forwarded | Bawaslu Kediri: forwarded; Dinas Pemberdayaan Masyarakat dan Desa Kediri: none_yet"},
		{"a warning is a sanction where no supervisor has the case",
			"\"Sudah kami tegur,\" kata Kepala Dinas Pendidikan Kediri, Galih Prasetya.",
			"sanctioned | Dinas Pendidikan Kediri: sanctioned"},
		{"and is none beside a supervisor",
			"Kepala Dinas Pendidikan Kediri, Galih Prasetya, mengaku sudah menegur Darma. Bawaslu Kediri masih menelusuri.",
			"reviewing | Dinas Pendidikan Kediri: clarified; Bawaslu Kediri: tracing"},
		{"a group with a name that reports",
			"Darma dilaporkan Forum Pemuda Lereng ke Bawaslu Kediri, Senin.",
			"reported | Forum Pemuda Lereng: registered; Bawaslu Kediri: none_yet"},
		{"a group without one is no body",
			"Foto itu beredar di forum warga. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"an earlier case of the same person is another one",
			"Bawaslu Kediri masih menelusuri. Tahun lalu ia juga pernah diperiksa Bawaslu Kediri.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"words of everyday speech for a report",
			"Darma udah dilaporin ke Bawaslu Kediri.",
			"reported | Bawaslu Kediri: none_yet"},
		{"an employer that is asked to act",
			"Pj Bupati Kediri diminta segera memberikan sanksi.",
			"circulating | Bupati Kediri: none_yet"},
		{"a court that acquits is no body's step",
			"Bawaslu Kediri meneruskan kasus itu ke BKN. Pengadilan Negeri Kediri memvonis bebas Darma.",
			"dismissed | Bawaslu Kediri: forwarded; BKN: none_yet"},
		{"nor is what its judges did not find",
			"Bawaslu Kediri menghormati putusan itu. Majelis hakim menyatakan Darma tidak terbukti bersalah.",
			"dismissed | Bawaslu Kediri: none_yet"},
		{"minutes of a count are no hearing",
			"Bawaslu Kediri ikut menandatangani berita acara rekapitulasi suara.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"minutes of a hearing are",
			"Darma menandatangani berita acara klarifikasi di kantor Bawaslu Kediri.",
			"clarifying | Bawaslu Kediri: clarified"},
		{"what citizens hand in to a supervisor is a report",
			"Tangkapan layar itu dikirim warga ke Panwascam Purwosari.",
			"reported | Panwaslu Kecamatan Purwosari: none_yet; warga: registered"},
		{"so is what they give to a place for complaints",
			"Sejumlah warga menyerahkan rekaman itu ke posko pengaduan Bawaslu Kediri.",
			"reported | Bawaslu Kediri: none_yet; warga: registered"},
		{"a citizen who is named as having reported stays a citizen",
			"Darma dilaporkan warga ke Bawaslu Kediri. Pelapor, Hasan Mulyono, menyerahkan dua foto.",
			"reported | Bawaslu Kediri: none_yet; warga: registered"},
		{"so does one whose report is told first",
			"Laporan dimasukkan Hasan Mulyono, warga Purwosari, ke Bawaslu Kediri.",
			"reported | Bawaslu Kediri: none_yet; warga: registered"},
		{"what citizens pass on to a supervisor is a report",
			"Tangkapan layarnya diteruskan warga ke Panwascam Purwosari.",
			"reported | Panwaslu Kecamatan Purwosari: none_yet; warga: registered"},
		{"who decides on crimes has a part in what a supervisor does with it",
			"Bawaslu Kediri bersama Sentra Gakkumdu memeriksa Darma, Senin.",
			"clarifying | Bawaslu Kediri: clarified; Sentra Gakkumdu: clarified"},
		{"a topic at the head of a quotation is no purpose",
			"\"Untuk dugaan pidananya sedang dibahas di Sentra Gakkumdu,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"reviewing | Sentra Gakkumdu: reviewing; Bawaslu Kediri: none_yet"},
		{"a supervisor names the punishment that a commission proposes",
			"KASN sudah mengirim rekomendasi. \"Isinya sanksi sedang, bentuknya ranah bupati,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"recommended | KASN: recommended; Bawaslu Kediri: none_yet"},
		{"witnesses who were heard are a search",
			"\"Saksi-saksi sudah kami periksa,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"a summons that is only likely",
			"Pekan ini Darma kemungkinan dipanggil Bawaslu Kediri.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"a plan goes on behind and",
			"Laporan warga akan dibuatkan kajian awal dan dibahas lagi dalam rapat pleno Bawaslu Kediri.",
			"reported | Bawaslu Kediri: reviewing; warga: registered"},
		{"to be ready to report whoever breaks a rule finds nothing",
			"Warga melaporkan Darma ke Bawaslu Kediri dan menyatakan siap melaporkan siapa pun yang melanggar.",
			"reported | Bawaslu Kediri: none_yet; warga: registered"},
		{"what is sent where the commissions sit",
			"Berkas sudah dikirim Bawaslu Kediri ke Jakarta pekan lalu. BKN belum menjawab.",
			"forwarded | Bawaslu Kediri: forwarded; BKN: none_yet"},
		{"two bodies of one kind that share its name",
			"Penelusuran dilakukan Panwascam Garum dan Nglegok.",
			"reviewing | Panwaslu Kecamatan Garum: tracing; Panwaslu Kecamatan Nglegok: tracing"},
		{"a head of a region that does something",
			"Bawaslu Kediri masih menelusuri. Sementara itu, Pjs Bupati Kediri mengingatkan seluruh pegawai.",
			"reviewing | Bawaslu Kediri: tracing; Bupati Kediri: none_yet"},
		{"a district's supervisor does not go to a commission by itself",
			"Panwascam Purwosari menemukan foto itu. Temuan tersebut diteruskan ke BKN. Bawaslu Kediri membenarkan.",
			"forwarded | Panwaslu Kecamatan Purwosari: none_yet; BKN: none_yet; Bawaslu Kediri: forwarded"},
		{"for a topic is no purpose",
			"\"Untuk netralitasnya kami teruskan ke BKN,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"forwarded | BKN: none_yet; Bawaslu Kediri: forwarded"},
		{"a material that is passed on in a chat is no case",
			"Darma meneruskan materi kampanye ke grup yang diikuti pegawai BKN. Bawaslu Kediri masih menelusuri dugaan itu.",
			"reviewing | BKN: none_yet; Bawaslu Kediri: tracing"},
		{"what is certain to come has not come",
			"\"Pasti kami panggil,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"an invitation that went out",
			"Undangannya sudah dikirim Bawaslu Kediri, Senin.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"the crime is dropped by who decides on crimes, whoever tells it",
			"\"Pidananya tidak masuk, sudah dibahas di Gakkumdu. Kasusnya kami teruskan ke BKN,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"forwarded | Sentra Gakkumdu: dismissed; BKN: none_yet; Bawaslu Kediri: forwarded"},
		{"a province's supervisor whose province is not named is another one",
			"Bawaslu Kediri masih menelusuri. Ia berkonsultasi dengan Bawaslu Provinsi.",
			"reviewing | Bawaslu Kediri: tracing; Bawaslu Provinsi Jawa Timur: none_yet"},
		{"a word in the name of an organisation is no step",
			"Direktur LSM Kajian Lereng, Hasan Mulyono, menyesalkannya. Bawaslu Kediri belum memberi keterangan.",
			"circulating | LSM Kajian Lereng: none_yet; Bawaslu Kediri: none_yet"},
		{"a commission that is no more is none of the case",
			"Sejak KASN dibubarkan, kewenangan beralih ke BKN. Bawaslu Kediri masih menelusuri.",
			"reviewing | BKN: none_yet; Bawaslu Kediri: tracing"},
		{"an office that is written to is told",
			"Bawaslu Kediri masih menelusuri. Dinas PMD Kediri juga telah disurati.",
			"reviewing | Bawaslu Kediri: tracing; Dinas Pemberdayaan Masyarakat dan Desa Kediri: none_yet"},
		{"officials who stand by have done nothing",
			"Bawaslu Kediri masih menelusuri. Sekda Kediri Galih Prasetya, Kepala BKPSDM Hasan Mulyono, dan Kabag Hukum Sari Utami belum berkomentar.",
			"reviewing | Bawaslu Kediri: tracing"},
		{"a commission dismisses, and not who reported to it",
			"KASN menyatakan Darma tidak terbukti melanggar. Ia sebelumnya dilaporkan Bawaslu Kediri.",
			"dismissed | KASN: dismissed; Bawaslu Kediri: none_yet"},
		{"also in one sentence",
			"KASN menyatakan Darma tidak terbukti melanggar setelah sebelumnya dilaporkan Bawaslu Kediri.",
			"dismissed | KASN: dismissed; Bawaslu Kediri: none_yet"},
		{"a commission that has the case has not dismissed what was dropped before",
			"Nasib Darma kini di tangan BKN. Kasusnya tidak berlanjut ke meja hijau. Bawaslu Kediri membenarkan.",
			"dismissed | BKN: none_yet; Bawaslu Kediri: dismissed"},
		{"a recommendation that is taken back is none",
			"KASN membatalkan rekomendasi bagi Darma.",
			"dismissed | KASN: dismissed"},
		{"a law is no invitation",
			"Undang-Undang Pilkada mengatur hal itu. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bodiesOf(read(t, "Camat Purwosari Diduga Tidak Netral", lead+tt.text)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestAcquittals(t *testing.T) {
	const lead = "KEDIRI - Lurah Ngadirejo Darma Wicaksana diduga mengajak warga memilih calon bupati nomor urut 2 pada Pilkada 2024. "
	tests := []struct{ text, want string }{
		{"PN Kediri memvonis bebas Lurah Darma.", "dismissed"},
		{"PN Kediri memvonis Lurah Darma bebas.", "dismissed"},
		{"Majelis hakim memvonis Darma Wicaksana, tidak bersalah.", "dismissed"},
		{"Darma divonis bebas oleh PN Kediri.", "dismissed"},
		{"Darma divonis lepas dari segala tuntutan hukum.", "dismissed"},
		{"Darma divonis tidak bersalah.", "dismissed"},
		{"Hakim menjatuhkan vonis bebas kepada Darma.", "dismissed"},
		{"Hakim membebaskan Darma dari seluruh dakwaan jaksa.", "dismissed"},
		{"Darma dibebaskan dari dakwaan.", "dismissed"},
		{"Darma dibebaskan dari segala dakwaan oleh majelis hakim.", "dismissed"},
		{"Hakim melepaskan Darma dari tuntutan jaksa.", "dismissed"},
		{"Majelis hakim menyatakan terdakwa tidak terbukti bersalah.", "dismissed"},
		{"PN Kediri memvonis Darma satu bulan penjara. Pengadilan Tinggi kemudian membebaskan terdakwa.", "dismissed"},
		{"Darma dinyatakan tidak bersalah oleh majelis hakim.", "dismissed"},
		{"Pengadilan Tinggi Surabaya membatalkan putusan PN Kediri yang menyatakan Darma bersalah, sehingga ia dibebaskan. Semula ia divonis dua bulan.", "dismissed"},
		{"Pengadilan Tinggi membatalkan vonis dua bulan bagi Darma.", "dismissed"},
		{"Pengadilan Tinggi membatalkan putusan PN Kediri yang membebaskan Darma. Ia divonis dua bulan.", "proven"},
		{"Pengadilan Tinggi tidak membatalkan putusan PN Kediri. Ia divonis dua bulan.", "proven"},
		{"PN Kediri memvonis Darma satu bulan penjara.", "proven"},
		{"Darma divonis bersalah.", "proven"},
		{"Majelis hakim menyatakan terdakwa terbukti bersalah.", "proven"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			r := read(t, "Lurah Ngadirejo Diduga Tidak Netral", lead+tt.text+" Bawaslu Kediri menghormati putusan itu.")
			if want := tt.want + " | Bawaslu Kediri: none_yet"; bodiesOf(r) != want {
				t.Errorf("got  %s\nwant %s", bodiesOf(r), want)
			}
		})
	}
}

func TestEveryBodyHasTwoSpans(t *testing.T) {
	r := read(t, "Camat Purwosari Diduga Tidak Netral", "KEDIRI - Camat Purwosari Darma Wicaksana diduga mengajak pegawai memilih calon bupati nomor urut 2 pada "+
		"Pilkada 2024. Bawaslu Kediri sudah memanggil Darma. Kasusnya diteruskan ke BKN. \"Laporan kami lengkap,\" kata Ketua LSM Suara Lereng, Hasan Mulyono.")
	spans := r.Spans["institutions"]
	if len(r.Institutions) < 3 || len(spans) != 2*len(r.Institutions) {
		t.Fatalf("%d spans of %d institutions", len(spans), len(r.Institutions))
	}
	for n, b := range r.Institutions {
		named, told := spans[2*n], spans[2*n+1]
		if told.Rule != "action "+b.Action || b.Action == "none_yet" && told.Text != named.Text {
			t.Errorf("%s, %s: spans %+v and %+v", b.Name, b.Action, named, told)
		}
		if b.Name == "Bawaslu Kediri" && told.Text != "diteruskan" {
			t.Errorf("the action of %s is told by %q", b.Name, told.Text)
		}
	}
}

func TestBodiesWithoutCase(t *testing.T) {
	tests := []struct{ name, title, text, want string }{
		{"who warns is the body of an appeal", "ASN Diminta Jaga Netralitas",
			"KEDIRI - Jelang masa tenang Pilkada 2024, Bawaslu Kediri mengingatkan ASN agar menjaga netralitas dan tidak ikut kampanye.",
			" | Bawaslu Kediri: none_yet"},
		{"a commission that acts is one of a statistic", "BKN Catat 63 ASN Langgar Netralitas",
			"JAKARTA - Badan Kepegawaian Negara (BKN) mencatat 63 ASN melanggar netralitas selama Pilkada 2024, terbanyak di Kabupaten Kediri.",
			" | BKN: none_yet"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bodiesOf(read(t, tt.title, tt.text)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestWhatWasFound(t *testing.T) {
	const lead = "KEDIRI - Camat Purwosari Darma Wicaksana diduga mengajak pegawai memilih calon bupati nomor urut 2 pada Pilkada 2024. "
	tests := []struct{ text, want string }{
		{"Bawaslu Kediri menyatakan Camat Darma tidak terbukti melanggar.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma Wicaksana tidak terbukti melanggar netralitas ASN.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma tak terbukti melanggar netralitas.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma tidak terbukti berkampanye.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma tidak terbukti mengajak pegawai memilih calon.", "dismissed"},
		{"Bawaslu Kediri menyimpulkan Darma tidak terbukti melakukan pelanggaran.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma tidak melanggar netralitas.", "dismissed"},
		{"Bawaslu Kediri memutuskan Darma tidak terbukti bersalah.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma tidak bersalah.", "dismissed"},
		{"Menurut Bawaslu Kediri, Darma dinyatakan tidak terbukti melanggar.", "dismissed"},
		{"Menurut Bawaslu Kediri, Darma dinyatakan tidak melanggar.", "dismissed"},
		{"Bawaslu Kediri menyatakan laporan itu tidak terpenuhi unsurnya.", "dismissed"},
		{"Bawaslu Kediri menyatakan unsur pelanggarannya tidak terpenuhi.", "dismissed"},
		{"Bawaslu Kediri menyatakan tidak ditemukan pelanggaran.", "dismissed"},
		{"Hasilnya, Bawaslu Kediri tidak menemukan pelanggaran.", "dismissed"},
		{"\"Darma tidak terbukti melanggar,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.", "dismissed"},
		{"Darma tidak terbukti melanggar, kata Ketua Bawaslu Kediri, Ratna Kusuma.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma terbukti melanggar.", "proven"},
		{"Bawaslu Kediri menyatakan Camat Darma melanggar netralitas.", "proven"},
		{"Bawaslu Kediri menyatakan Darma terbukti tidak netral.", "proven"},
		{"Bawaslu Kediri menyimpulkan Darma terbukti mengajak pegawai memilih calon.", "proven"},
		{"Menurut Bawaslu Kediri, Darma terbukti berkampanye.", "proven"},
		{"Menurut Bawaslu Kediri, Darma dinyatakan terbukti melakukan pelanggaran.", "proven"},
		{"Bawaslu Kediri memutuskan Darma melanggar netralitas ASN.", "proven"},
		{"Bawaslu Kediri menyatakan Darma bersalah.", "proven"},
		{"Meski tidak hadir, Darma dinyatakan terbukti melanggar oleh Bawaslu Kediri.", "proven"},
		{"\"Darma terbukti melanggar,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.", "proven"},
		{"Karena tidak hadir, Darma dinyatakan terbukti melanggar oleh Bawaslu Kediri.", "proven"},
		{"Bawaslu Kediri menyatakan Darma yang tidak hadir dua kali itu terbukti melanggar.", "proven"},
		{"Bawaslu Kediri menyatakan Darma terbukti tidak menjaga netralitas.", "proven"},
		{"Bawaslu Kediri menyatakan Darma terbukti langgar netralitas.", "proven"},
		{"Bawaslu Kediri menyatakan Darma tidak terbukti melanggar pidana, namun terbukti melanggar netralitas ASN.", "proven"},
		{"Bawaslu Kediri menyatakan Darma tak langgar netralitas.", "dismissed"},
		{"Bawaslu Kediri menilai Darma tidak melanggar netralitas.", "dismissed"},
		{"Bawaslu Kediri menyatakan Darma nggak terbukti melanggar.", "dismissed"},
		{"Inspektorat Kabupaten Kediri menyatakan Darma tidak terbukti melanggar disiplin.", "dismissed"},
		{"Kuasa hukum menyatakan kliennya tidak melanggar. Bawaslu Kediri masih menelusuri.", "reviewing"},
		{"Terkait Darma, pihaknya menyatakan tidak terbukti, kata Ketua Bawaslu Kediri, Ratna Kusuma.", "dismissed"},
		{"Darma menyatakan dirinya tidak melanggar. Bawaslu Kediri belum memberi keterangan.", "circulating"},
		{"Bawaslu Kediri belum menyatakan Darma melanggar.", "circulating"},
		{"Jaksa menyatakan Darma terbukti bersalah dan menuntutnya dua bulan penjara.", "circulating"},
		{"Di PN Kediri, jaksa penuntut umum menilai terdakwa terbukti melanggar.", "circulating"},
		{"Pelapor menilai Darma terbukti tidak netral. Bawaslu Kediri masih menelusuri.", "reviewing"},
		{"Bawaslu Kediri memanggil pelapor dan menyatakan Darma terbukti melanggar.", "proven"},
		{"Majelis hakim sependapat dengan jaksa dan menyatakan Darma terbukti bersalah.", "proven"},
		{"Bawaslu Kediri menyebut Darma belum tentu terbukti melanggar.", "circulating"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := read(t, "Camat Purwosari Diduga Tidak Netral", lead+tt.text).Status; string(got) != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestStepsInPassing(t *testing.T) {
	const lead = "KEDIRI - Camat Purwosari Darma Wicaksana diduga hadir dalam kampanye calon bupati nomor urut 2 pada Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"who was invited to a rally", "\"Saya diundang,\" kata Darma. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"told by another servant", "\"Saya hanya diundang,\" kata Lurah Ngadirejo, Galih Prasetya. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet; Kelurahan Ngadirejo: none_yet"},
		{"told by the writer", "Darma mengaku diundang. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"after a sentence about the body", "Bawaslu Kediri belum memberi keterangan. Darma mengaku diundang panitia.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"a nickname", "Bawaslu Kediri belum memberi keterangan. Pria yang akrab dipanggil Wicak itu tersenyum.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"who is called up to a stage", "Bawaslu Kediri belum memberi keterangan. Saat itu Darma dipanggil naik ke panggung.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"a doctor examines", "Bawaslu Kediri belum memberi keterangan. Darma sedang diperiksa kesehatannya di rumah sakit.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"plans that are discussed at a meeting", "Dalam acara itu dibahas juga jadwal panen. Warga lalu pulang. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"what others receive", "Ia menerima laporan panen dari petani. Bawaslu Kediri belum memberi keterangan.",
			"circulating | Bawaslu Kediri: none_yet"},
		{"but a body beside it invites", "Darma diundang Bawaslu Kediri, Senin.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"a body in the sentence before summons", "Ketua Bawaslu Kediri, Ratna Kusuma, membenarkan. Darma sudah dipanggil.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"a word of the procedure is enough", "Darma diundang untuk klarifikasi. Bawaslu Kediri belum memberi keterangan.",
			"clarifying | Bawaslu Kediri: summoned"},
		{"the body's own words", "\"Senin sudah dipanggil,\" kata Ketua Bawaslu Kediri, Ratna Kusuma.",
			"clarifying | Bawaslu Kediri: summoned"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bodiesOf(read(t, "Camat Purwosari Diduga Hadir di Kampanye", lead+tt.text)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
