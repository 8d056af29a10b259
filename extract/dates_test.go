package extract

import (
	"strings"
	"testing"
	"time"

	"netra/calendar"
)

// eventDays writes the event dates of a text of a day, which may be zero.
func eventDays(t *testing.T, text string, published calendar.Date) string {
	t.Helper()
	r := reader(t).Read(&Page{Title: "Camat Purwosari Diduga Tidak Netral", Text: text, Published: published})
	var out []string
	for _, day := range r.EventDates {
		out = append(out, day.String())
	}
	return strings.Join(out, " ")
}

func TestWhichDayIsTheActs(t *testing.T) {
	const lead = "Camat Purwosari Darma Wicaksana diduga mengajak memilih paslon di Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"what took place the words before \"digelar\" say", "Rapat pleno itu digelar Selasa (15/10/2024).", ""},
		{"an event that took place", "Acara syukuran itu berlangsung pada Sabtu (12/10/2024).", "2024-10-12"},
		{"the vote before which it was is no date of another matter", "Ia membagikan amplop jelang pencoblosan, Sabtu (12/10/2024).", "2024-10-12"},
		{"a day to come is none", "Ia mengajak warga bersatu pada 27 November mendatang.", ""},
		{"nor one before which something must be done", "Ia menghadiri kampanye pada Sabtu (12/10/2024). Laporan kegiatan seharusnya rampung paling lambat 30 September 2024.", "2024-10-12"},
		{"nor the day of a press conference", "Awak media menanyakan hal itu setelah konferensi pers pada Minggu (13/10/2024).", ""},
		{"nor the day on which the press was told", "Redaksi menerima rekaman itu dari seorang warga, Senin (14/10/2024).", ""},
		{"a message's day is the act's", "Pesan itu dikirim ke grup WhatsApp pada Kamis (10/10/2024).", "2024-10-10"},
		{"that of a letter is not", "Surat rekomendasi itu dikirim ke BKN pada Senin (14/10/2024).", ""},
		{"a verb of saying introduces a clause with a day of its own", "Ia tak menampik ada pertemuan dengan ketua RT di rumahnya pada Kamis (10/10/2024).", "2024-10-10"},
		{"both ends of a span of time", "Ia menghadiri kampanye itu pada 8 Oktober hingga 9 Oktober 2024.", "2024-10-08 2024-10-09"},
		{"nor the day on which somebody was born", "Darma lahir di Kendal pada 3 Juni 1970.", ""},
		{"nor one too long ago, whatever it is the day of", "Ia menghadiri kampanye pada 3 Juni 2015.", ""},
		{"nor the day on which things were seized", "Polisi menyita kaus itu pada Senin (14/10/2024).", ""},
		{"a day in a quotation that is of the act", "\"Kejadiannya Sabtu (12/10) malam, di lapangan desa,\" kata Ketua Panwascam Panji Saputra, Selasa (15/10/2024).", "2024-10-12"},
		{"the days of a list that begins with one of an act", "\"Kejadiannya dua kali, yang pertama di warung tanggal 5 Oktober 2024, yang kedua di lapangan tanggal 8 Oktober 2024,\" kata Ketua Bawaslu Kendal Ratna Kusuma.", "2024-10-05 2024-10-08"},
		{"nor the day on which others spread a recording", "Ia mengacungkan dua jari dalam rekaman yang beredar luas di media sosial sejak Kamis (10/10/2024).", ""},
		{"what somebody says is not what took place", "Ratna menyebut perintah itu beredar menjelang kampanye paslon digelar, Minggu (6/10/2024).", "2024-10-06"},
		{"nor the day on which those who examine received something", "\"Berkasnya kami terima Senin (14/10/2024),\" kata Ketua Bawaslu Kendal Ratna Kusuma.", ""},
		{"nor that of another event of the kind", "Kejadian serupa pernah terjadi di desa lain pada Senin (14/10/2024).", ""},
		{"nor that of one that is told beside the act", "Ia menghadiri kampanye pada Sabtu (12/10/2024). Kejadian serupa berlangsung di Kendal pada 14 Oktober 2024.", "2024-10-12"},
		{"the week before, not the last such day", "Ia menghadiri kampanye itu pada Selasa pekan lalu.", "2024-10-08"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := eventDays(t, lead+tt.text, calendar.NewDate(2024, time.October, 16)); got != tt.want {
				t.Errorf("dates %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDayOfATextWithoutStamp(t *testing.T) {
	const lead = "Camat Purwosari Darma Wicaksana diduga mengajak memilih paslon di Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"a later step without year lies in the same year", "Ia menghadiri kampanye pada 5 Oktober 2024. Bawaslu meneruskan temuan itu ke BKN pada Jumat (18/10).", "2024-10-05"},
		{"a birth before the act is not the day of the text", "Darma, yang lahir pada 3 Juni 1970, menghadiri kampanye pada 5 Oktober 2024.", "2024-10-05"},
		{"last week counts from the day on which somebody was asked", "Kampanye yang ia hadiri digelar Kamis pekan lalu. Saat dihubungi, Selasa (5/11/2024), ia diam.", "2024-10-31"},
		{"a weekday and day without a year lie before the vote", "Ia menghadiri kampanye pada Sabtu (12/10).", "2024-10-12"},
		{"yesterday counts from nowhere", "Ia menghadiri kampanye kemarin. Saat dihubungi, Selasa (5/11/2024), ia diam.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := eventDays(t, lead+tt.text, calendar.Date{}); got != tt.want {
				t.Errorf("dates %q, want %q", got, tt.want)
			}
		})
	}
}

func TestYearOfADayWithoutOne(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"that of the election that is named, though the weekday fits in a later one too", "Lurah Purwosari Darma Wicaksana diduga tidak netral di Pemilu 2019. Ia menghadiri kampanye caleg pada Minggu (17/3).", "2019-03-17"},
		{"the year before a vote early in the year", "Lurah Purwosari Darma Wicaksana diduga tidak netral di Pemilu 2024. Ia menghadiri kampanye caleg pada Sabtu (9/12).", "2023-12-09"},
		{"the election around which the weekday fits, if none is named by its year", "Lurah Purwosari Darma Wicaksana diduga tidak netral jelang Pemilu. Ia menghadiri kampanye caleg pada Sabtu (9/12).", "2023-12-09"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := eventDays(t, tt.text, calendar.Date{}); got != tt.want {
				t.Errorf("dates %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOtherMatters(t *testing.T) {
	tests := []struct{ name, title, text, want string }{
		{"a crime in the middle of a campaign", "Oknum Lurah Diciduk Polisi",
			"Satresnarkoba Polres Kediri menangkap seorang lurah berinisial BD lantaran kedapatan membawa sabu, Minggu (6/10/2024). \"Ini murni narkotika, tidak ada kaitan dengan pilkada,\" ujar polisi.", Offtopic},
		{"discipline", "Bolos Kerja, Dua ASN Diberhentikan", "Pemkab Kediri memberhentikan dua ASN karena tidak masuk kerja selama 60 hari. Keduanya sudah dipanggil tiga kali.", Offtopic},
		{"a prosecutor's case", "Kejari Periksa Kepala Dinas soal Pengadaan", "Kejaksaan Negeri Kediri memeriksa kepala dinas sebagai saksi dugaan korupsi pengadaan. Penyidik menghitung kerugian negara.", Offtopic},
		{"a pledge", "ASN Kecamatan Purwosari Berikrar Netral", "Puluhan ASN mengikrarkan netralitas pada Pilkada 2024. Camat menekankan agar bawahannya menahan diri di media sosial.", Appeal},
		{"who stands must resign", "ASN Maju Pilkada Wajib Mundur", "ASN yang maju di Pilkada 2024 wajib mengundurkan diri. Ketentuan itu diatur dalam UU Pilkada dan PKPU.", Regulation},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, tt.title, tt.text).Kind; got != tt.want {
				t.Errorf("kind %q, want %q", got, tt.want)
			}
		})
	}
}
