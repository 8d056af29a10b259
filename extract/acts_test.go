package extract

import (
	"strings"
	"testing"
)

const caseHead = "Camat Purwosari Darma Wicaksana diduga mengacungkan dua jari pada Pilkada 2024. "

func TestWhatIsAlleged(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a call not to vote for somebody", caseHead + "Ia diduga mengajak warga untuk tidak memilih calon bupati.", "pose_or_gesture"},
		{"a call to follow one's heart", caseHead + "Ia mengajak warga datang ke TPS dan memilih sesuai hati nurani.", "pose_or_gesture"},
		{"a call to vote after one's heart", caseHead + "Ia mengajak warga memilih sesuai hati nurani.", "pose_or_gesture"},
		{"any candidate that the heart says", caseHead + "Ia mengajak warga memilih calon bupati sesuai hati nurani.", "pose_or_gesture"},
		{"a call to use a right", caseHead + "Ia mengajak jamaah menggunakan hak pilih.", "pose_or_gesture"},
		{"a call to cast a vote", caseHead + "Ia mengajak peserta memilih dan gunakan hak suara.", "pose_or_gesture"},
		{"a call not to stay at home", caseHead + "Ia mengajak warga memilih dan tidak golput.", "pose_or_gesture"},
		{"a call to come to the poll", caseHead + "Ia mengajak jamaah datang ke TPS.", "pose_or_gesture"},
		{"but a call to come and vote for a pair", caseHead + "Ia mengajak warga datang ke TPS dan memilih paslon nomor urut 2.", "pose_or_gesture promote_candidate"},
		{"a call to use a right for a candidate", caseHead + "Ia mengajak warga menggunakan hak pilih untuk memilih calon bupati petahana.", "pose_or_gesture promote_candidate"},
		{"a number after one's heart", caseHead + "Ia mengajak warga memilih nomor 2 sesuai hati nurani.", "pose_or_gesture promote_candidate"},
		{"nobody but one", caseHead + "Ia mengajak warga tidak memilih calon selain nomor 2.", "pose_or_gesture promote_candidate"},
		{"a promise not to be forgotten is no warning", `"Jangan lupa tanggal 27," ujar Camat Purwosari Darma Wicaksana sambil mengacungkan dua jari pada Pilkada 2024.`,
			"pose_or_gesture"},
		{"a warning that is quoted says nothing of what stands beside it", `"Jangan ada yang lain," ujar Camat Purwosari Darma Wicaksana sambil mengacungkan dua jari di acara Pilkada 2024.`,
			"pose_or_gesture"},
		{"what is asked is not said", caseHead + "Saat ditanya apakah ia mengumpulkan kepala desa, ia diam.", "pose_or_gesture"},
		{"who gathers evidence gathers nobody", caseHead + "Bawaslu sedang mengumpulkan bukti dari sejumlah kepala desa.", "pose_or_gesture"},
		{"a poster passed on on the net is a post", caseHead + "Ia membagikan poster caleg lewat akun Facebook.", "pose_or_gesture social_media_post"},
		{"a picture put up on the net is one", caseHead + "Ia lalu memajang foto itu di Facebook.", "pose_or_gesture social_media_post"},
		{"a law that threatens orders nobody", caseHead + "Undang-Undang Nomor 10 Tahun 2016 mengancam ASN yang memihak dengan penjara.", "pose_or_gesture"},
		{"readers of a post are told apart", caseHead + "Bawaslu mendengar dua pemilik akun yang ikut mengomentari unggahan itu.", "pose_or_gesture"},
		{"a quota of names is an order", caseHead + "Setiap staf diminta menyetor sepuluh nama.", "pose_or_gesture order_subordinates data_collection_or_mobilisation"},
		{"to dance to a song is no coming to a campaign", caseHead + "Ia berjoget mengikuti irama lagu kampanye.", "pose_or_gesture promote_candidate"},
		{"clothes of the office are no candidate's", caseHead + "Saat itu ia memakai atribut dinas.", "pose_or_gesture"},
		{"what gathered subordinates are told is an order", caseHead + "Ia diduga mengumpulkan para kepala desa di rumahnya dan memberi arahan supaya memenangkan calon bupati.",
			"pose_or_gesture order_subordinates covert_meeting"},
		{"where an official is met is no use of it", caseHead + "Ia ditemui wartawan di aula kantor kecamatan.", "pose_or_gesture"},
		{"off duty is no use of working hours", caseHead + "Peristiwa itu terjadi di luar jam kerja.", "pose_or_gesture"},
		{"another case before", caseHead + "Sebelumnya, Bawaslu juga memproses lurah yang membagikan sembako.", "pose_or_gesture"},
		{"another report", caseHead + "Bawaslu menerima laporan lain soal pembagian sembako oleh lurah.", "pose_or_gesture"},
		{"but others of the same case count", caseHead + "Selain Darma, dua lurah juga terlihat mengenakan kaus bergambar paslon.",
			"pose_or_gesture campaign_attribute"},
		{"general talk of ways", caseHead + "Menurut pengamat, modusnya macam-macam, mulai dari rapat tertutup sampai bagi-bagi sembako.", "pose_or_gesture"},
		{"protesters hold their own banner", caseHead + "Massa datang membentangkan spanduk bertuliskan tuntutan dan berorasi.", "pose_or_gesture"},
		{"colours at the place are background", caseHead + "Foto itu berlatar spanduk kampanye paslon.", "pose_or_gesture"},
		{"colours that somebody wears are not", caseHead + "Ia mengenakan kaus berlogo paslon.", "pose_or_gesture campaign_attribute"},
		{"nor stickers that somebody holds", caseHead + "Ia memegang stiker caleg.", "pose_or_gesture campaign_attribute"},
		{"a message by which it became known is no post", "Camat Purwosari Darma Wicaksana diduga mengarahkan kepala desa untuk memilih paslon pada Pilkada 2024. Rekaman suara itu dikirim ke grup WhatsApp.",
			"order_subordinates"},
		{"an appeal sent round is one", "Kepala SDN Sukamaju 2 Tirta Anggara diduga mengajak guru memilih paslon pada Pilkada 2024. Ajakan itu dikirim ke grup WhatsApp guru.",
			"social_media_post promote_candidate"},
		{"a relative who runs is no candidacy of the accused", "Camat Purwosari Darma Wicaksana diduga mempromosikan istrinya yang maju sebagai calon bupati pada Pilkada 2024.",
			"promote_candidate"},
		{"heads of villages by their names in a region", "Camat Purwosari Darma Wicaksana diduga mengumpulkan para keuchik dan meminta para keuchik memenangkan paslon pada Pilkada 2024.",
			"order_subordinates covert_meeting"},
		{"subordinates who are moved", "Camat Purwosari Darma Wicaksana dituding menggerakkan bawahan agar memilih paslon pada Pilkada 2024.", "order_subordinates"},
		{"a threat about aid", "Camat Purwosari Darma Wicaksana diduga mengancam akan mencoret warga penerima bansos pada Pilkada 2024.",
			"order_subordinates use_state_facility_or_program"},
		{"what the office runs", "Camat Purwosari Darma Wicaksana diduga meminjamkan speedboat operasional dinas kepada paslon pada Pilkada 2024.", "use_state_facility_or_program"},
		{"on a candidate's stage", "Camat Purwosari Darma Wicaksana diduga naik ke pentas kampanye lalu menyanyikan jingle paslon pada Pilkada 2024.",
			"attend_candidate_event promote_candidate"},
		{"goods that are given, with a count between", "Camat Purwosari Darma Wicaksana diduga membagikan sekitar 40 lembar sarung pada Pilkada 2024.",
			"give_money_or_goods"},
		{"printed matter is shown and not a gift", "Camat Purwosari Darma Wicaksana dituding membagi-bagikan stiker caleg pada Pemilu 2024.",
			"campaign_attribute"},
		{"what a candidate's wife hands out is not his", caseHead + "Di tempat itu sang istri membagikan kerudung kepada tamu.",
			"pose_or_gesture"},
		{"spoken forms of verbs", "Camat Purwosari Darma Wicaksana kepergok acungin satu jari pada Pilkada 2024.",
			"pose_or_gesture"},
		{"a garment and whose it is apart", caseHead + "Ia hadir mengenakan rompi biru tim paslon.",
			"pose_or_gesture campaign_attribute"},
		{"a garment of nobody's is none", caseHead + "Ia mengenakan rompi biru.",
			"pose_or_gesture"},
		{"those gathered before the verb", "Puluhan guru diduga dikumpulkan Camat Purwosari Darma Wicaksana di sebuah vila pada Pilkada 2024.",
			"covert_meeting"},
		{"a meeting of the team to win", "Camat Purwosari Darma Wicaksana kedapatan ikut rapat tim pemenangan paslon pada Pilkada 2024.",
			"covert_meeting"},
		{"being in the team is another act", "Camat Purwosari Darma Wicaksana diduga menjadi tim sukses paslon pada Pilkada 2024.",
			"other"},
		{"bidden by a superior", caseHead + "Staf itu mengaku disuruh pak kabid.",
			"pose_or_gesture order_subordinates"},
		{"a threat of what is lost", "Camat Purwosari Darma Wicaksana diduga mengancam tidak memperpanjang kontrak tenaga honorer pada Pilkada 2024.",
			"order_subordinates"},
		{"the public is urged and not ordered", "Camat Purwosari Darma Wicaksana diduga mengarahkan warga agar memilih paslon pada Pilkada 2024.",
			"promote_candidate"},
		{"subordinates are ordered", "Camat Purwosari Darma Wicaksana diduga mengarahkan staf agar memilih paslon pada Pilkada 2024.",
			"order_subordinates"},
		{"any candidate who is named", "Camat Purwosari Darma Wicaksana diduga menyebut nama calon gubernur dalam pidato pada Pilkada 2024.",
			"promote_candidate"},
		{"what is only denied", caseHead + "Darma membantah dirinya ikut berkampanye.",
			"pose_or_gesture"},
		{"an accusation that is denied is told all the same", "Camat Purwosari Darma Wicaksana membantah tudingan mengarahkan staf agar memilih paslon pada Pilkada 2024.",
			"order_subordinates"},
		{"who does not deny it tells it", caseHead + "Darma tak menampik mengenakan kaus bergambar paslon.",
			"pose_or_gesture campaign_attribute"},
		{"who orders others to be neutral", caseHead + "Ia mengancam akan mencopot lurah yang tidak netral.", "pose_or_gesture"},
		{"who stands after leaving office", caseHead + "Ia resmi mengundurkan diri dari ASN untuk maju sebagai calon wakil bupati.", "pose_or_gesture"},
		{"who stands and has not left", caseHead + "Ia maju sebagai bakal calon bupati padahal belum mengundurkan diri.",
			"pose_or_gesture party_membership_or_candidacy"},
		{"the candidate who runs is not the accused", caseHead + "Ia bertemu warga pendukung paslon yang maju di Pilkada.", "pose_or_gesture"},
		{"a gathering that a candidate holds", "Camat Purwosari Darma Wicaksana diduga hadir di acara doa bersama yang digelar calon bupati pada Pilkada 2024.",
			"attend_candidate_event"},
		{"a speech at a candidate's prayer", "Camat Purwosari Darma Wicaksana diduga memberi sambutan di acara zikir bersama salah satu calon bupati pada Pilkada 2024.",
			"attend_candidate_event"},
		{"those who are sent to a rally", "Camat Purwosari Darma Wicaksana diduga memerintahkan staf dan honorer untuk menghadiri kampanye paslon pada Pilkada 2024.",
			"order_subordinates"},
		{"goods before the verb", caseHead + "Puluhan karung beras lalu dibagikan kepada jemaah.", "pose_or_gesture give_money_or_goods"},
		{"goods that the candidate hands out", caseHead + "Kalender dibagikan sendiri oleh sang caleg.", "pose_or_gesture"},
		{"handing out as the occasion", caseHead + "Peristiwa itu terjadi dalam kegiatan penyaluran beras.", "pose_or_gesture"},
		{"stickers on goods that are not given", caseHead + "Di mobilnya ditemukan gula berstiker paslon.", "pose_or_gesture campaign_attribute"},
		{"colours that a bystander wears", caseHead + "Ia berdiri di samping warga yang memakai masker bergambar paslon.", "pose_or_gesture"},
		{"who is invited to be heard", caseHead + "Bawaslu mengundang kepala dinas untuk dimintai klarifikasi.", "pose_or_gesture"},
		{"papers that are gathered", caseHead + "Ia kumpulin KTP warga.", "pose_or_gesture data_collection_or_mobilisation"},
		{"what an order is for", caseHead + "Ia memerintahkan staf agar memilih paslon.", "pose_or_gesture order_subordinates"},
		{"the public asked for support", caseHead + "Ia meminta warga yang datang untuk memberikan dukungan.", "pose_or_gesture promote_candidate"},
		{"a bystander's post", caseHead + "Foto itu diunggah seorang relawan di Facebook.",
			"pose_or_gesture"},
		{"how it got round", caseHead + "Video itu ramai dan tersebar di grup percakapan WhatsApp.",
			"pose_or_gesture"},
		{"how somebody was asked", caseHead + "Ia dikonfirmasi lewat pesan WhatsApp.",
			"pose_or_gesture"},
		{"a call in a post", "Camat Purwosari Darma Wicaksana diduga mengunggah dukungan untuk paslon di Facebook pada Pilkada 2024.",
			"social_media_post promote_candidate"},
		{"a form that the candidate takes, whom the accused goes with", "Camat Purwosari Darma Wicaksana diduga mengantar salah satu figur mengambil formulir bakal calon bupati pada Pilkada 2024.",
			"register_or_accompany_candidate"},
		{"a candidate accompanied to a rally", "Camat Purwosari Darma Wicaksana diduga mengantar paslon kampanye pada Pilkada 2024.",
			"attend_candidate_event"},
		{"an older case of the same person", caseHead + "Bukan kali ini saja ia disorot karena membagikan sembako.",
			"pose_or_gesture"},
		{"aid that an office hands over", "Camat Purwosari Darma Wicaksana diduga mempromosikan caleg saat penyerahan bantuan nelayan pada Pemilu 2024.",
			"promote_candidate use_state_facility_or_program"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, "Bawaslu Kediri Telusuri Dugaan Camat Tidak Netral", tt.text)
			if got := strings.Join(r.Acts, " "); got != tt.want {
				t.Errorf("acts %q, want %q (kind %s)", got, tt.want, r.Kind)
			}
		})
	}
}

func TestWhatShowsIt(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a paper that is handed over", "Pelapor menyerahkan dua lembar formulir kepada Bawaslu.", "document"},
		{"a paper that is only spoken of", "Ia diminta membuat surat pernyataan.", ""},
		{"a paper that is shown in words quoted", `"Undangannya kami lampirkan sebagai bukti," kata Ketua LSM Suara Lereng Panji Saputra.`, "document"},
		{"a paper in a screenshot", "Pelapor menyerahkan tangkapan layar undangan rapat.", "screenshot"},
		{"a paper of the procedure", "Bawaslu menyerahkan surat rekomendasi itu.", ""},
		{"witnesses who are brought", "Pelapor mengajukan dua saksi.", "witness"},
		{"witnesses of the procedure", "Bawaslu akan memanggil saksi.", ""},
		{"who says to have seen it", "Seorang warga mengaku melihat langsung kejadian itu.", "witness"},
		{"a picture on a form is no photograph of the act", "Formulir itu memuat foto calon bupati.", ""},
		{"footage that is looked for", "Bawaslu meminta rekaman CCTV pengelola gedung.", ""},
		{"a recorded screen", "Buktinya rekaman layar yang dibuat pengawas.", "video"},
		{"a broadcast that was liked is no footage", "Ia menyukai siaran langsung paslon.", ""},
		{"a candidate's own picture is what was posted", "Ia memasang foto calon bupati di status.", ""},
		{"a picture with a candidate shows it", "Beredar foto dirinya bersama calon bupati.", "photo"},
		{"who filmed it", "Warga yang merekam langsung melapor.", "video"},
		{"words that were recorded", "Ucapan itu terekam lewat ponsel.", "audio"},
		{"a screen that was captured", "Unggahan itu ditangkap layar warga.", "screenshot"},
		{"pictures in words quoted that are handed over", `"Foto dan video kami serahkan semua," kata Ketua LSM Suara Lereng Panji Saputra.`, "photo video"},
		{"an invitation in a photo", "Pelapor menyerahkan foto undangan rapat.", "photo"},
		{"a candidate's man at the polls is no witness", "Pelapor menyerahkan daftar saksi paslon.", ""},
		{"a count of people heard", "Bawaslu sudah meminta keterangan dua komisioner.", ""},
		{"what a counted few tell, handed over", "Pelapor melampirkan keterangan dua peserta.", "witness"},
		{"a voice that was recorded, told at length", "Suaranya yang dianggap mengajak warga itu direkam.", "audio"},
		{"a photo that was only posted", "Ia mengunggah foto dan jadwal kampanye calon bupati.", ""},
		{"witnesses whom an office hears", "Bawaslu memeriksa pelapor, terlapor dan sejumlah saksi.", ""},
		{"what witnesses said", "Pelapor melampirkan keterangan tiga orang saksi.", "witness"},
		{"a copy of a recording is no paper", "Pelapor menyerahkan salinan video.", "video"},
		{"a photo handed in beside a screenshot", "Pelapor menyerahkan bukti berupa foto serta tangkapan layar percakapan.", "photo screenshot"},
		{"somebody recorded who was there", "Warga merekam kehadiran camat itu dengan kamera ponsel.", "video"},
		{"somebody who was there and keeps the name back", "Seorang guru yang namanya tidak disebutkan membenarkan kejadian itu.", "witness"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range read(t, "Bawaslu Kediri Telusuri Dugaan Camat Tidak Netral", caseHead+tt.text).Evidence {
				got = append(got, string(e.Kind))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("evidence %q, want %q", s, tt.want)
			}
		})
	}
}

func TestPostWithoutElectionIsNoAct(t *testing.T) {
	r := read(t, "Camat Purwosari Diperiksa", "Camat Purwosari Darma Wicaksana diduga mengunggah foto bersama Bupati Kediri pada Hari Anak.")
	if strings.Contains(strings.Join(r.Acts, " "), "social_media_post") {
		t.Errorf("acts %q in a text about no election", r.Acts)
	}
}

func TestOtherActShowsTheSentenceThatAccuses(t *testing.T) {
	accuses := "Camat Purwosari Darma Wicaksana diduga melanggar netralitas ASN pada Pilkada 2024."
	r := read(t, "Bawaslu Kediri Telusuri Kasus Camat", "Bawaslu Kediri bekerja sejak pagi. "+accuses+" Ia dipanggil Selasa.")
	if s := r.Spans["acts"]; strings.Join(r.Acts, " ") != "other" || len(s) != 1 || s[0].Text != accuses {
		t.Errorf("acts %q from %+v, want other from the sentence that accuses", r.Acts, s)
	}
}

func TestWithoutAnElectionNothingIsAlleged(t *testing.T) {
	const discipline = "Dua ASN di kantor kecamatan kedapatan siaran langsung saat jam kerja. Keduanya dipanggil BKPSDM dan dijatuhi teguran tertulis karena terbukti melanggar disiplin."
	if kind := read(t, "Dua ASN Siaran Langsung saat Jam Kerja", discipline).Kind; kind != Offtopic {
		t.Errorf("discipline is %s", kind)
	}
	if kind := read(t, "Dua ASN Siaran Langsung saat Jam Kerja", discipline+" Mereka mengajak penonton memilih calon bupati nomor urut 2 pada Pilkada 2024.").Kind; kind != Allegation {
		t.Errorf("with a candidate it is %s", kind)
	}
}
