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
		{"last week counts from the day on which somebody was asked", "Kampanye yang ia hadiri digelar Kamis pekan lalu. Saat dihubungi, Selasa (5/11/2024), ia diam.", "2024-10-31"},
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
