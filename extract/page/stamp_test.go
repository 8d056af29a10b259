package page

import "testing"

func TestReadStamp(t *testing.T) {
	tests := []struct{ name, line, want string }{ // the day, empty for a line that is no stamp
		{"a day with its weekday", "Kamis, 24 Okt 2024 19:12 WIB", "2024-10-24"},
		{"a numeric day", "24/10/2024 19:12", "2024-10-24"},
		{"the number of a letter that ends like a day", "Nomor: 112/HM.00.02/K.JT-20/10/2024", ""},
		{"one that has slashes before it", "Nomor 45/B/20/10/2024", ""},
		{"a letter's number beside the day on which it came out", "Nomor: 112/HM.00.02/K.JT-20/10/2024, 24 Oktober 2024", "2024-10-24"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if s, _, ok := readStamp(tt.line); ok {
				got = s.day.String()
			}
			if got != tt.want {
				t.Errorf("day %q, want %q", got, tt.want)
			}
		})
	}
}
