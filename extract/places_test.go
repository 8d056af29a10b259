package extract

import "testing"

func TestHomeOfWhoIsQuoted(t *testing.T) {
	const lead = "MATARAM - Seorang lurah di Kota Mataram diduga mengajak warga memilih calon wali kota nomor urut 2 pada Pilkada 2024. "
	tests := []struct{ name, text, want string }{
		{"behind a verb of saying", "\"Ia membagikan kalender,\" kata Baiq Lestari, warga Cakranegara.", ""},
		{"with the word for its kind", "\"Ia membagikan kalender,\" ujar Baiq Lestari (41), warga Kecamatan Cakranegara.", ""},
		{"within who speaks", "Seorang warga Cakranegara mengatakan, \"Ia membagikan kalender.\"", ""},
		{"told with where somebody lives", "\"Ia membagikan kalender,\" tutur Baiq Lestari yang berdomisili di Cakranegara.", ""},
		{"with the name behind it", "Warga Cakranegara, Baiq Lestari, mengatakan kalender itu dibagikan pagi.", ""},
		{"the place of the act stays", "\"Ia membagikan kalender,\" kata Baiq Lestari, warga Cakranegara. Kalender itu dibagikan di Kecamatan Ampenan.", "Ampenan"},
		{"those whom an act is done to stay", "Ia membagikan kalender kepada warga Cakranegara.", "Cakranegara"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, "Lurah Diduga Tidak Netral", lead+tt.text).Region.District; string(got) != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
