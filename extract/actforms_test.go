package extract

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/calendar"
)

var printForms = flag.Bool("forms", false, "print how the forms of acts are read")

// wordings are ways in which newspapers tell each act, invented. A line is what follows the accused in a sentence, its verb in the
// form of the text and, behind a stroke, in that of headlines. A line with {O} is passive or a noun: there the accused is named. Behind
// " + " stand acts that may be read besides, and behind " | " those that may stand for it, since the schema allows both.
const wordings = `
[attend_candidate_event]
menyemarakkan/ramaikan kampanye akbar paslon
turun/turun langsung dalam kampanye cabup
terlihat/terlihat berbaur dengan massa pendukung capres
menyanyi/nyanyi di panggung hiburan kampanye caleg
nongkrong/nongkrong di posko relawan cawalkot
menghadiri/hadiri kampanye akbar pasangan calon bupati nomor urut 2
menghadiri/hadiri deklarasi pemenangan salah satu cabup
menghadiri/hadiri konsolidasi partai pengusung petahana
menghadiri/hadiri syukuran yang digelar tim pemenangan paslon
menghadiri/hadiri pengukuhan tim sukses bapaslon
hadir/hadir di tengah kampanye terbuka cagub
hadir/hadir pada acara temu kader partai politik
hadir/hadir dalam jalan sehat bersama cawalkot
ikut/ikut arak-arakan kampanye paslon
ikut/ikut serta dalam rombongan blusukan cabup petahana
mengikuti/ikuti kampanye dialogis calon bupati
mengikuti/ikuti senam massal yang digelar caleg
naik/naik ke panggung kampanye paslon nomor urut 1
menjadi/jadi pemandu acara pada kampanye caleg
menjadi/jadi MC deklarasi bapaslon
duduk/duduk di barisan depan kampanye capres
berjoget/joget di panggung kampanye cawabup
bergabung/gabung dalam konvoi pendukung paslon
menyambut/sambut kedatangan cagub di lokasi kampanye
berada/berada di tengah massa kampanye caleg
memberikan/beri sambutan dalam acara silaturahmi paslon
menemani/temani cabup blusukan di pasar + register_or_accompany_candidate
mendampingi/dampingi calon wali kota berkampanye + register_or_accompany_candidate
kehadiran {O} di kampanye pasangan calon gubernur
keterlibatan {O} dalam kampanye salah satu paslon
[pose_or_gesture]
mengangkat/angkat telunjuk sambil tersenyum ke kamera
berpose/pose sambil mengangkat empat jari
merangkul/rangkul cabup di depan kamera
berfoto/foto ramai-ramai dengan simbol nomor urut 2
melipat/lipat tiga jarinya membentuk angka dua
mengacungkan/acungkan dua jari
mengangkat/angkat satu jari saat sesi foto
berpose/pose tiga jari bersama koleganya
berfoto/foto bareng salah satu calon bupati
berfoto/foto dengan pose dua jari
berswafoto/swafoto bersama cabup nomor urut 1
berselfie/selfie dengan paslon petahana
memperagakan/peragakan salam khas pasangan calon
menunjukkan/tunjukkan simbol angka dua dengan tangan
memamerkan/pamer salam dua jari
membentuk/bentuk angka empat dengan jari tangannya
menirukan/tirukan gerakan tangan khas paslon nomor urut 3
melakukan/lakukan gestur tangan yang identik dengan paslon
mengacungkan/acungkan jempol dan telunjuk
mengepalkan/kepalkan tangan sebagai simbol dukungan + promote_candidate
bergaya/gaya metal di depan kamera
membuat/bikin simbol hati yang menjadi ciri khas paslon
foto/foto bersama cawabup nomor urut 1
pose dua jari {O}
foto bersama {O} dengan salah satu caleg
salam tiga jari yang diperagakan {O}
[social_media_engagement]
memberikan/beri jempol di status caleg
menyukai/sukai puluhan unggahan paslon
membalas/balas komentar di akun Instagram cabup
membagikan/bagikan kembali konten milik paslon + social_media_post
menyukai/sukai unggahan akun cabup
memberikan/beri tanda suka pada postingan paslon
memberi/beri like di unggahan caleg
mengomentari/komentari unggahan kampanye paslon
berkomentar/komentar di akun Facebook calon bupati
menulis/tulis komentar dukungan pada status caleg + promote_candidate
meninggalkan/tinggalkan komentar positif di laman bapaslon
me-like/like akun Instagram cagub
nge-like/like foto paslon di Instagram
me-repost/repost konten kampanye cawalkot + social_media_post
mengikuti/ikuti akun pemenangan salah satu paslon
mem-follow/follow akun tim sukses cabup
bergabung/gabung di grup Facebook relawan paslon
menanggapi/tanggapi status caleg dengan emoji jempol
membubuhkan/bubuhkan emotikon hati di unggahan petahana
menekan/tekan tombol suka di postingan capres
membagikan/bagikan ulang unggahan akun paslon + social_media_post
aktif/aktif berkomentar di unggahan calon gubernur
komentar {O} di akun Instagram paslon
like {O} pada unggahan caleg
unggahan caleg disukai dan dikomentari {O}
[social_media_post]
memamerkan/pamer foto bersama cabup di Instagram + pose_or_gesture
menyiarkan/siarkan kampanye caleg di TikTok
mengirimkan/kirim ajakan memilih ke grup WhatsApp wali murid + promote_candidate
membuat/bikin video dukungan untuk cagub di TikTok + promote_candidate
mengunggah/unggah foto paslon di akun Facebook pribadinya
mengunggah/unggah video kampanye cabup ke TikTok
memposting/posting gambar caleg di status WhatsApp
mem-posting/posting poster calon wali kota di Instagram
membuat/bikin status dukungan di Facebook + promote_candidate
memasang/pasang foto paslon sebagai gambar profil WhatsApp
memasang/pasang twibbon paslon di media sosial
mengganti/ganti foto profil dengan gambar pasangan calon
membagikan/bagikan tautan kampanye paslon di grup WhatsApp kantor
menyebarkan/sebar flyer caleg ke grup WA guru
meneruskan/teruskan pesan kampanye cagub ke grup WhatsApp warga
mengirim/kirim stiker digital paslon ke grup WhatsApp
menayangkan/tayangkan kampanye paslon lewat siaran langsung Facebook
menulis/tulis kalimat dukungan untuk capres di Twitter + promote_candidate
mengampanyekan/kampanyekan cabup lewat media sosial + promote_candidate
mempromosikan/promosikan caleg di akun TikTok miliknya + promote_candidate
berkampanye/kampanye di medsos untuk paslon nomor urut 2 + promote_candidate
menjadikan/jadikan poster caleg sebagai status WhatsApp
nge-share/share video paslon di grup RT
unggahan {O} di Facebook yang mendukung paslon + promote_candidate
postingan {O} yang memuat gambar caleg
status WhatsApp {O} yang berisi poster cabup
foto paslon diunggah {O} di akun Instagram pribadinya
[promote_candidate]
memohon/mohon dukungan warga untuk caleg
merayu/rayu warga agar mencoblos petahana
menjagokan/jagokan salah satu cabup dalam sambutannya
memberi/beri testimoni yang menguntungkan paslon
menyelipkan/selipkan ajakan memilih cabup dalam ceramahnya
mengajak/ajak warga memilih pasangan calon nomor urut 2
mengajak/ajak jemaah mencoblos salah satu cabup
menyerukan/serukan warga agar memilih petahana
meminta/minta warga memenangkan caleg
membujuk/bujuk warga untuk mendukung bapaslon
mengimbau/imbau warga supaya memilih cagub nomor urut 1
mengarahkan/arahkan warga untuk mencoblos caleg tertentu
memengaruhi/pengaruhi warga agar memilih calon tertentu
mempromosikan/promosikan salah satu caleg di hadapan warga
mengampanyekan/kampanyekan calon wali kota
mengkampanyekan/kampanyekan paslon petahana
berkampanye/kampanye untuk salah satu paslon
menyatakan/nyatakan dukungan kepada capres
mendeklarasikan/deklarasikan dukungan untuk bapaslon
memberikan/beri dukungan terbuka kepada paslon
mendukung/dukung salah satu pasangan calon
mendukung/dukung terang-terangan cabup petahana
menjadi/jadi juru kampanye paslon
memperkenalkan/kenalkan caleg kepada ibu-ibu pengajian
menyosialisasikan/sosialisasikan cawalkot kepada warga
memuji-muji/puji-puji calon bupati dalam sambutannya
meneriakkan/teriakkan yel-yel kemenangan paslon
menyanyikan/nyanyikan lagu kampanye cagub
mendoakan/doakan caleg agar menang
menitipkan/titip nama caleg kepada warga
menggalang/galang dukungan untuk petahana
menggiring/giring warga memilih paslon tertentu
ajakan {O} untuk memilih paslon nomor urut 1
dukungan {O} kepada salah satu cabup
warga diajak {O} mencoblos paslon nomor urut 3
pernyataan dukungan {O} untuk calon gubernur
[order_subordinates]
mendesak/desak bawahannya agar memilih petahana
membebani/bebani kepala sekolah target suara untuk caleg + data_collection_or_mobilisation
menginstruksikan/instruksikan kepala puskesmas memenangkan cabup
mengarahkan/arahkan bawahannya memilih paslon
mengarahkan/arahkan para kepala desa agar memenangkan petahana
memerintahkan/perintahkan staf mendukung cabup
menginstruksikan/instruksikan pegawai mencoblos caleg tertentu
menyuruh/suruh guru honorer memilih paslon nomor urut 1
memaksa/paksa tenaga honorer mendukung cagub
menekan/tekan kepala sekolah agar memilih petahana
mengancam/ancam memutasi pegawai yang tidak memilih paslon
mengancam/ancam honorer diberhentikan jika tak memilih petahana
mengintimidasi/intimidasi kepala desa supaya memenangkan bapaslon
meminta/minta jajarannya memenangkan caleg
meminta/minta lurah se-kecamatan mengamankan suara cabup
mewajibkan/wajibkan ASN menghadiri kampanye paslon
memberi/beri target suara kepada tiap kepala sekolah + data_collection_or_mobilisation
menargetkan/targetkan perolehan suara kepada para lurah + data_collection_or_mobilisation
mengondisikan/kondisikan perangkat desa untuk memenangkan cawalkot
menggerakkan/gerakkan kepala dusun untuk memenangkan caleg
mengajak/ajak bawahannya mendukung paslon
memberikan/beri arahan kepada guru agar memilih paslon nomor urut 2
pegawai dipaksa {O} untuk memilih paslon
staf kecamatan diperintah {O} mencoblos cabup
guru honorer diarahkan {O} mendukung petahana
intimidasi oleh {O} terhadap kepala desa agar memilih caleg
instruksi {O} kepada pegawai untuk memenangkan paslon
arahan {O} kepada bawahannya agar mendukung cagub
[covert_meeting]
mengadakan/adakan pertemuan dengan para kades di rumah caleg
menggelar/gelar rapat di rumahnya untuk memenangkan paslon
berkumpul/kumpul dengan tim sukses cabup di sebuah vila
mengumpulkan/kumpulkan kepala desa di rumah pribadinya
mengumpulkan/kumpulkan para kepala sekolah di sebuah hotel
mengumpulkan/kumpulkan ASN di sebuah vila
menggelar/gelar pertemuan tertutup dengan tim pemenangan paslon
menggelar/gelar rapat pemenangan paslon di sebuah restoran
mengadakan/adakan pertemuan rahasia bersama cabup
melakukan/lakukan pertemuan dengan salah satu bapaslon
bertemu/bertemu diam-diam dengan calon bupati
bertemu/temui caleg di sebuah kafe
menemui/temui petahana di rumah makan
duduk/duduk semeja dengan cagub di sebuah kafe
makan/makan malam bersama paslon di sebuah restoran
ngopi/ngopi bareng cawalkot di warung kopi
ikut/ikut rapat tim sukses paslon
menghadiri/hadiri rapat tertutup tim pemenangan cabup + attend_candidate_event
memfasilitasi/fasilitasi pertemuan kades dengan caleg
mengundang/undang para lurah bertemu cabup di rumahnya
menjamu/jamu tim sukses petahana di rumahnya
pertemuan {O} dengan salah satu paslon di sebuah hotel
kepala desa dikumpulkan {O} di sebuah rumah makan
rapat gelap {O} bersama tim sukses caleg
[use_state_facility_or_program]
mengantar/antar logistik caleg dengan mobil pelat merah
membiarkan/biarkan aula kecamatan dipakai kegiatan paslon
memakai/pakai anggaran dinas untuk acara paslon + attend_candidate_event
menggunakan/gunakan mobil dinas untuk kepentingan paslon
memakai/pakai kendaraan dinas ke posko pemenangan cabup + attend_candidate_event
memanfaatkan/manfaatkan aula kantor camat untuk kegiatan paslon
meminjamkan/pinjamkan mobil operasional desa kepada tim sukses
memfasilitasi/fasilitasi kegiatan caleg di balai desa
menyalahgunakan/salahgunakan fasilitas negara demi petahana
menumpangkan/tumpangkan kampanye paslon pada program pemerintah
membawa/bawa nama caleg saat penyaluran bansos
mengaitkan/kaitkan bantuan pemerintah dengan salah satu cabup
memolitisasi/politisasi bansos untuk kepentingan petahana
mempolitisasi/politisasi PKH demi memenangkan caleg + promote_candidate
memakai/pakai rumah dinas sebagai posko paslon
mengangkut/angkut logistik paslon dengan truk dinas
menjadikan/jadikan gedung sekolah sebagai lokasi kegiatan caleg
mengizinkan/izinkan pendopo kecamatan dipakai tim sukses paslon
menggunakan/gunakan dana desa untuk kegiatan bapaslon
menyisipkan/sisipkan sosialisasi caleg dalam kegiatan posyandu + promote_candidate,covert_meeting
membuat/bikin surat undangan berkop dinas untuk acara caleg + attend_candidate_event
menyelipkan/selipkan materi kampanye pada bimtek guru + covert_meeting,promote_candidate
menyediakan/sediakan aula sekolah untuk kegiatan cagub
penggunaan mobil dinas oleh {O} untuk kepentingan caleg
mobil dinas dipakai {O} mengangkut logistik paslon
politisasi bansos oleh {O} untuk petahana
[give_money_or_goods]
membagi/bagi paket beras titipan cabup
menyelipkan/selipkan uang di dalam amplop untuk warga
memberikan/beri bingkisan dan uang saku kepada warga
membagikan/bagikan sembako kepada warga
membagi-bagikan/bagi-bagi uang kepada warga
membagikan/bagikan amplop berisi uang titipan caleg
memberikan/beri uang kepada warga agar memilih paslon + promote_candidate
memberi/beri warga uang Rp50 ribu
menyerahkan/serahkan bantuan dari salah satu cabup
menyalurkan/salurkan paket sembako dari bapaslon
mengedarkan/edarkan amplop caleg
menebar/tebar uang di tengah warga
menjanjikan/janjikan uang kepada warga
mengiming-imingi/iming-imingi warga dengan uang tunai
melakukan/lakukan politik uang untuk caleg
membagikan/bagikan minyak goreng bergambar cabup + campaign_attribute
membagikan/bagikan kerudung dari istri paslon
menyumbangkan/sumbangkan karpet masjid atas nama caleg
menyerahkan/serahkan sejumlah uang kepada ketua RT
mentransfer/transfer uang kepada koordinator warga
pembagian sembako oleh {O} kepada warga
sembako dibagikan {O} kepada ibu-ibu
uang tunai diberikan {O} kepada warga
bagi-bagi uang oleh {O} menjelang pencoblosan
serangan fajar oleh {O}
[campaign_attribute]
menggantung/gantung spanduk caleg di pagar sekolah
mengenakan/kenakan jaket partai politik
memakai/pakai masker bergambar paslon
mengenakan/kenakan kaus bergambar paslon
memakai/pakai kaos partai
memakai/pakai topi berlogo partai
mengenakan/kenakan rompi tim paslon
memasang/pasang stiker caleg di mobilnya
memasang/pasang baliho cabup di depan rumahnya
memasang/pasang spanduk calon bupati
menempelkan/tempel stiker paslon di rumah warga
membawa/bawa alat peraga kampanye paslon
membawa/bawa baliho cabup di mobilnya
menyimpan/simpan APK paslon di kantornya
memegang/pegang kartu nama caleg
membentangkan/bentangkan spanduk cagub
membagikan/bagikan stiker paslon kepada warga
menyebarkan/sebar brosur caleg
mengibarkan/kibarkan bendera partai
memamerkan/pamer kaus paslon nomor urut 2
berkaus/berkaus paslon nomor urut 1
mengangkut/angkut spanduk paslon
mendirikan/dirikan baliho calon gubernur
pemasangan baliho cabup oleh {O}
spanduk paslon dipasang {O} di pagar kantor
stiker caleg ditempelkan {O} di rumah warga
ratusan kaus paslon disimpan {O} di gudang
penyebaran brosur paslon oleh {O}
[party_membership_or_candidacy]
mendaftarkan/daftarkan diri ikut penjaringan cabup
memegang/pegang jabatan sekretaris partai
ikut/ikut seleksi bakal calon wali kota di partai
mendaftar/daftar sebagai bakal calon bupati lewat partai
mendaftarkan/daftarkan diri ke partai sebagai bacabup
mengambil/ambil formulir penjaringan di kantor partai
mengembalikan/kembalikan formulir bakal calon wali kota ke partai
mengikuti/ikuti penjaringan bakal calon wakil bupati di partai
mengikuti/ikuti uji kelayakan dan kepatutan di partai
mencalonkan/calonkan diri sebagai bupati padahal masih aktif
maju/maju sebagai bakal calon bupati tanpa mengundurkan diri
maju/nyabup tanpa mundur dari jabatannya
nyaleg/nyaleg padahal belum mundur dari ASN
tercatat/tercatat sebagai pengurus partai
terdaftar/terdaftar sebagai anggota partai politik
masuk/masuk dalam kepengurusan parpol
menjadi/jadi kader partai politik
merangkap/rangkap sebagai pengurus ranting partai
memiliki/punya kartu tanda anggota partai
memasang/pasang baliho bakal calon bupati bergambar dirinya + campaign_attribute
melamar/lamar ke sejumlah partai sebagai bakal calon wakil bupati
melakukan/lakukan pendekatan ke partai politik untuk maju di pilkada
mendeklarasikan/deklarasikan diri sebagai bakal calon bupati
nama {O} tercantum dalam sipol sebagai anggota partai
pencalonan {O} sebagai bupati lewat partai
keanggotaan {O} di partai politik
pendaftaran {O} sebagai bakal calon bupati di partai
[register_or_accompany_candidate]
mengantarkan/antar suaminya mendaftar caleg
mendampingi/dampingi cabup petahana saat mendaftar
mengantar/antar paslon mendaftar ke KPU
mengantarkan/antar bapaslon ke KPU
mengantar/antar pendaftaran calon bupati
mendampingi/dampingi bacabup mengambil formulir
mendampingi/dampingi bapaslon saat pendaftaran di KPU
mengawal/kawal pendaftaran cagub ke KPU
mengiringi/iringi bakal calon wali kota ke kantor KPU
menemani/temani istrinya mendaftar sebagai cabup
ikut/ikut mengantar petahana ke KPU
ikut/ikut rombongan pendaftaran paslon
mendampingi/dampingi suaminya mengembalikan formulir ke partai
berada/berada dalam rombongan pengantar bapaslon ke KPU
hadir/hadir saat pendaftaran paslon di KPU | attend_candidate_event
menghadiri/hadiri pendaftaran bapaslon di KPU | attend_candidate_event
mengambilkan/ambilkan formulir pendaftaran untuk calon bupati
turut/turut mengarak bapaslon ke kantor KPU
paslon diantar {O} mendaftar ke KPU
kehadiran {O} saat pendaftaran bapaslon di KPU + attend_candidate_event
keikutsertaan {O} dalam rombongan pendaftaran cabup + attend_candidate_event
[data_collection_or_mobilisation]
mengumpulkan/kumpulkan data keluarga pemilih untuk caleg
menggerakkan/gerakkan warga ke lokasi kampanye
meminta/minta KTP wali murid untuk paslon
mengumpulkan/kumpulkan KTP warga
mengumpulkan/kumpulkan fotokopi KTP dan KK untuk paslon
meminta/minta fotokopi KTP warga
mendata/data warga yang akan memilih caleg
mendata/data pemilih untuk kepentingan paslon
mencatat/catat nama warga pendukung cabup
menyetorkan/setor daftar nama pemilih kepada tim sukses
menghimpun/himpun KTP untuk dukungan calon perseorangan
mengerahkan/kerahkan massa ke kampanye paslon
mengerahkan/kerahkan siswa ke kampanye caleg
memobilisasi/mobilisasi warga ke kampanye cagub
memobilisasi/mobilisasi pemilih untuk petahana
mengangkut/angkut warga ke lokasi kampanye paslon
menyerahkan/serahkan data pemilih kepada timses
menjaring/jaring KTP warga untuk bapaslon
pengumpulan KTP oleh {O}
KTP warga dikumpulkan {O} untuk paslon
pengerahan massa oleh {O} ke kampanye cabup
mobilisasi warga oleh {O} untuk paslon
pendataan pemilih oleh {O} untuk caleg
[other]
menjadi/jadi tim sukses paslon
masuk/masuk struktur tim pemenangan cabup
bergabung/gabung dengan tim kampanye caleg
berpihak/berpihak kepada salah satu paslon
memihak/memihak petahana
tidak netral/tak netral pada pilkada
bersikap/bersikap tidak netral
terlibat/terlibat politik praktis
bermain/main politik praktis
menjadi/jadi ketua tim relawan cabup
menguntungkan/untungkan salah satu paslon
merusak/rusak baliho paslon lain
menurunkan/turunkan baliho paslon lawan
menghalangi/halangi kampanye paslon lain
melarang/larang warga menghadiri kampanye paslon
keterlibatan {O} dalam politik praktis
keberpihakan {O} kepada petahana
nama {O} tercantum dalam SK tim pemenangan paslon
`

// activeFrames are sentences in which {A} is what the accused did; their rule is in the name of the frame.
var activeFrames = []struct{ name, title, text string }{
	{"diduga", "", "Camat Purwosari Darma Wicaksana diduga {A} pada Pilkada 2024."},
	{"video", "", "Bawaslu menelusuri video yang memperlihatkan Camat Purwosari Darma Wicaksana {A}."},
	{"karena", "", "Bawaslu memeriksa Camat Purwosari Darma Wicaksana karena {A}."},
	{"melaporkan", "", "Warga melaporkan Camat Purwosari Darma Wicaksana ke Bawaslu lantaran {A}."},
	{"kedapatan", "", "Oknum camat itu kedapatan {A}, Selasa (15/10/2024)."},
	{"headline", "{H}, Camat Purwosari Dipanggil Bawaslu", "Camat Purwosari Darma Wicaksana dipanggil Bawaslu Kabupaten Pasuruan."},
	{"oknum headline", "Oknum Camat {H}, Bawaslu Turun Tangan", "Bawaslu memanggil Camat Purwosari Darma Wicaksana."},
	{"caption", "", "Tangkapan layar saat Camat Purwosari Darma Wicaksana {A}. (Foto: Istimewa)"},
}

// passiveFrames are sentences in which {P} tells what was done by the accused.
var passiveFrames = []struct{ name, title, text string }{
	{"dugaan", "", "Bawaslu menangani dugaan bahwa {P}."},
	{"menurut", "", "Menurut laporan warga, {P}."},
	{"laporan", "", "Laporan yang masuk menyebut {P}."},
	{"video passive", "", "Video yang beredar memperlihatkan {P}."},
	{"headline passive", "Viral {P}, Bawaslu Turun Tangan", "Bawaslu memanggil Camat Purwosari Darma Wicaksana."},
}

// neutralForms are sentences about the same things that allege nothing. The accused of the case before them did something else.
const neutralForms = `
[prohibition]
ASN dilarang {A}.
Bawaslu mengingatkan ASN agar tidak {A}.
Camat lain melarang ASN {A}.
Bawaslu larang ASN {A}.
Setiap ASN tidak boleh {A}.
Bupati meminta pegawai tidak {A}.
ASN yang {A} bisa dikenai sanksi.
Jangan {A}, kata Bawaslu mengingatkan.
ASN diminta tidak {A}.
Larangan itu antara lain {A}.
[condition]
Jika {A}, ASN dapat dikenai sanksi.
Apabila terbukti {A}, ASN terancam sanksi.
Bawaslu akan menindak ASN yang kedapatan {A}.
[denial]
Ia tidak pernah {A}.
Darma menegaskan dirinya tidak {A}.
Saat ditanya apakah ia {A}, Darma diam.
[others]
Para relawan {A}.
Warga setempat {A}.
`

// neutralTexts are sentences of an ordinary office, of procedure and of candidates, in which the accused does nothing of the kind.
const neutralTexts = `
Camat menyerahkan piagam kepada pemenang lomba.
Camat memimpin upacara bendera di halaman kantor kecamatan.
Camat menghadiri rapat koordinasi di kantor bupati.
Camat menghadiri pelantikan anggota PPS.
Ia menghadiri panggilan Bawaslu pada Senin siang.
Bupati mengumpulkan para camat untuk mengingatkan soal netralitas.
Bupati mengimbau masyarakat datang ke TPS dan tidak golput.
Camat mengajak warga menjaga persatuan menjelang pemilihan.
Camat mengajak warga menggunakan hak pilih.
Kepala dinas memerintahkan pegawai bersikap netral.
Sekda menginstruksikan seluruh ASN menjaga netralitas.
Bawaslu mengundang para kepala sekolah untuk dimintai klarifikasi.
Bawaslu mengumpulkan bukti dan keterangan saksi.
Bawaslu mengunggah surat panggilan di laman resminya.
Bawaslu menurunkan alat peraga kampanye yang melanggar aturan.
Satpol PP menertibkan spanduk caleg di tepi jalan.
Petugas Satpol PP mencopot baliho calon bupati.
KPU menetapkan dua pasangan calon.
KPU membuka pendaftaran bakal calon bupati.
Pasangan calon itu mendaftar ke KPU pada Agustus lalu.
Calon bupati itu menyapa warga dan membagikan kaus.
Calon bupati itu mengajak warga memilih dirinya.
Caleg itu memasang baliho di sepanjang jalan.
Petahana berkampanye di lapangan desa.
Tim sukses paslon membagikan stiker kepada warga.
Relawan mengunggah video itu di TikTok.
Warganet ramai mengomentari unggahan itu.
Pengurus partai membagikan bendera kepada simpatisan.
Partai itu mengusung petahana.
Pemilik akun mengunggah ulang rekaman itu.
Pelapor menyerahkan bukti kepada Bawaslu.
Pelapor menyerahkan fotokopi KTP kepada petugas.
Petugas KPU mendata pemilih sampai pekan depan.
Dinas sosial mendata warga penerima bantuan.
Ketua Bawaslu mengajak masyarakat ikut mengawasi pemilihan.
Ia ditemui wartawan di rumah dinas.
Ia menjawab pertanyaan lewat pesan WhatsApp.
Bawaslu menggelar rapat pleno secara tertutup.
Klarifikasi digelar tertutup di kantor Bawaslu.
Bawaslu mengirim surat ke BKN melalui aplikasi.
Pasal itu melarang ASN menjadi anggota partai politik.
ASN harus mundur jika mencalonkan diri.
Bupati membuka bimbingan teknis bagi penyelenggara pemilu.
Bawaslu menyosialisasikan aturan netralitas di aula kantor bupati.
Deklarasi netralitas ASN digelar di pendopo kabupaten.
Ratusan ASN menandatangani pakta integritas.
Ketua Bawaslu menyatakan dukungan terhadap netralitas ASN.
Bupati menyalurkan bantuan beras kepada korban banjir.
Puluhan warga mendatangi kantor Bawaslu sambil membawa spanduk.
Massa membentangkan spanduk di depan kantor Bawaslu.
`

// A form is one way to tell an act.
type form struct {
	act    string
	text   string // what follows the accused, or the sentence with {O}
	head   string // the same as headlines have it
	beside []string
	or     string // an act that is as right
}

func formsOfActs(t *testing.T) []form {
	t.Helper()
	var out []form
	act := ""
	for line := range strings.Lines(wordings) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if line[0] == '[' {
			act = strings.Trim(line, "[]")
			continue
		}
		f := form{act: act}
		line, beside, _ := strings.Cut(line, " + ")
		line, f.or, _ = strings.Cut(line, " | ")
		if beside != "" {
			f.beside = strings.Split(beside, ",")
		}
		f.text = line
		if !strings.Contains(line, "{O}") {
			verb, rest, ok := strings.Cut(line, "/")
			head, tail, _ := strings.Cut(rest, " ")
			if !ok {
				t.Fatalf("no headline form: %q", line)
			}
			f.text, f.head = verb+" "+tail, head+" "+tail
		}
		out = append(out, f)
	}
	return out
}

// right reports whether the acts that were read are the form's own and no other but what is allowed beside it.
func (f form) right(acts []string) bool {
	return (slices.Contains(acts, f.act) || slices.Contains(acts, f.or)) &&
		!slices.ContainsFunc(acts, func(a string) bool { return a != f.act && a != f.or && !slices.Contains(f.beside, a) })
}

// A formTally counts what is read right, and keeps one sentence that is not.
type formTally struct {
	right, all int
	example    string
}

type formTallies map[string]*formTally

func (s formTallies) count(key string, right bool, example string) {
	if s[key] == nil {
		s[key] = &formTally{}
	}
	s[key].all++
	if right {
		s[key].right++
	} else {
		s[key].example = example
	}
}

func (a *formTally) share() float64 { return float64(a.right) / float64(a.all) }

// worst returns the keys that begin with prefix, those read worst first.
func (s formTallies) worst(prefix string) []string {
	var keys []string
	for _, k := range slices.Sorted(maps.Keys(s)) {
		if strings.HasPrefix(k, prefix) {
			keys = append(keys, k)
		}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(s[a].share(), s[b].share()) })
	return keys
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// titled writes a headline: a capital for every word.
func titled(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = upper(w)
	}
	return strings.Join(words, " ")
}

// TestFormsOfActs reads each act in the ways and the sentences in which newspapers tell it, and the same words where they allege
// nothing. -forms prints the shares.
func TestFormsOfActs(t *testing.T) {
	const start = "PASURUAN - Kasus dugaan pelanggaran netralitas ASN ditangani Bawaslu Kabupaten Pasuruan menjelang Pilkada 2024. "
	const end = " Camat Purwosari Darma Wicaksana dilaporkan melanggar netralitas, dan laporan itu sedang dikaji Bawaslu."
	reads := func(title, sentence string) Record {
		if title == "" {
			title = "Bawaslu Kediri Telusuri Dugaan Camat Tidak Netral"
		}
		return reader(t).Read(&Page{Title: title, Text: start + sentence + end, Published: calendar.NewDate(2024, time.October, 16)})
	}
	told := formTallies{}
	count := func(f form, frame, title, sentence string) {
		r := reads(title, sentence)
		right := f.right(r.Acts)
		example := fmt.Sprintf("%s %s => %s %v", title, sentence, r.Kind, r.Acts)
		for _, key := range []string{"act " + f.act, "way " + f.text, "frame " + frame, "all"} {
			told.count(key, right, example)
		}
	}
	forms := formsOfActs(t)
	for _, f := range forms {
		if f.head != "" {
			for _, frame := range activeFrames {
				with := strings.NewReplacer("{A}", f.text, "{H}", titled(f.head))
				count(f, frame.name, with.Replace(frame.title), with.Replace(frame.text))
			}
			continue
		}
		for _, frame := range passiveFrames {
			p := strings.ReplaceAll(f.text, "{O}", "oknum camat")
			with := strings.NewReplacer("{P}", p)
			if frame.title != "" {
				with = strings.NewReplacer("{P}", titled(p))
			}
			count(f, frame.name, with.Replace(frame.title), with.Replace(frame.text))
		}
	}
	quiet := formTallies{}
	nothing := func(key, sentence string) {
		r := reads("", sentence)
		right := slices.Equal(r.Acts, []string{"other"}) || len(r.Acts) == 0
		example := fmt.Sprintf("%s => %s %v", sentence, r.Kind, r.Acts)
		quiet.count(key, right, example)
		quiet.count("all", right, example)
		if key == "text" {
			quiet.count("sentence "+sentence, right, example)
		}
	}
	for i, f := range forms {
		if f.head == "" || f.act == "other" {
			continue
		}
		for k, line := range strings.Split(strings.TrimSpace(neutralForms), "\n") {
			if line[0] != '[' && (i+k)%3 == 0 {
				nothing("frame "+line, strings.ReplaceAll(line, "{A}", f.text))
			}
		}
	}
	for line := range strings.Lines(strings.TrimSpace(neutralTexts)) {
		nothing("text", strings.TrimSpace(line))
	}
	if *printForms {
		for _, s := range []formTallies{told, quiet} {
			for _, k := range s.worst("") {
				fmt.Printf("%.2f %4d %s | %s\n", s[k].share(), s[k].all, k, s[k].example)
			}
		}
	}
	for _, floor := range []struct {
		what   formTallies
		prefix string
		least  float64
	}{
		{told, "all", .97}, {told, "act ", .95}, {told, "frame ", .95}, {told, "way ", .7}, {quiet, "all", .97}, {quiet, "frame ", .75}, {quiet, "text", .85},
	} {
		for _, k := range floor.what.worst(floor.prefix) {
			if a := floor.what[k]; a.share() < floor.least {
				t.Errorf("%s: %.3f, floor %.2f; for example: %s", k, a.share(), floor.least, a.example)
			}
		}
	}
}
