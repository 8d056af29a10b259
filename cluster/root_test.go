package cluster

import "testing"

func TestRoot(t *testing.T) {
	tests := []struct {
		rule string
		same []string
	}{
		{"what is done, by whom and to whom", []string{"bagikan", "membagikan", "dibagikan", "membagikannya"}},
		{"the act as a noun", []string{"bagian", "pembagian", "bagi"}},
		{"k, which the prefix swallows", []string{"kirim", "mengirim", "dikirim", "kiriman", "pengiriman", "terkirim"}},
		{"p", []string{"pasang", "memasang", "dipasang", "terpasang", "pemasangan"}},
		{"s", []string{"sebar", "menyebar", "disebarkan", "tersebar", "menyebarkan"}},
		{"t", []string{"tempel", "menempel", "ditempelkan", "tempelan"}},
		{"no prefix leaves less than a root", []string{"dinas", "dinasnya"}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			for _, w := range tt.same[1:] {
				if root(w) != root(tt.same[0]) {
					t.Errorf("%s is %q, %s is %q", tt.same[0], root(tt.same[0]), w, root(w))
				}
			}
		})
	}
	for _, pair := range [][2]string{{"kirim", "undang"}, {"pendapa", "gamelan"}, {"baliho", "spanduk"}} {
		if root(pair[0]) == root(pair[1]) {
			t.Errorf("%v have one root", pair)
		}
	}
}
