package page_test

import (
	"strings"
	"testing"

	"netra/extract/page"
)

func TestDayOfADateline(t *testing.T) {
	const story = "Bawaslu Kabupaten Sukamaju memeriksa seorang camat yang diduga tidak netral dalam pemilihan kepala daerah."
	tests := []struct{ begins, place, outlet, day string }{
		{"SUKAMAJU, Senin (4/11/2024) - ", "SUKAMAJU", "", "2024-11-04"},
		{"SUKAMAJU, KabarX, Senin (4/11/2024) - ", "SUKAMAJU", "KabarX", "2024-11-04"},
		{"KABARX.COM, SUKAMAJU, Senin 4/11/2024 – ", "SUKAMAJU", "KABARX.COM", "2024-11-04"},
		{"Sukamaju, 4 November 2024 – ", "Sukamaju", "", "2024-11-04"},
		{"Sukamaju, Senin 4 November 2024 | ", "Sukamaju", "", "2024-11-04"},
		{"Senin, 4 November 2024 - ", "", "", "2024-11-04"},
		{"SUKAMAJU, Senin - ", "SUKAMAJU", "", ""},
		{"SUKAMAJU (4/11) - ", "SUKAMAJU", "", ""},
		{"Sukamaju, Jawa Barat (KX) - ", "Sukamaju", "KX", ""},
		{"SUKAMAJU-", "SUKAMAJU", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.begins, func(t *testing.T) {
			p, err := page.Parse([]byte(tt.begins+story), page.Hint{})
			if err != nil || p.Dateline != tt.place || p.Outlet != tt.outlet || p.Published.String() != tt.day {
				t.Errorf("%q, %q, %s, %v; want %q, %q, %s", p.Dateline, p.Outlet, p.Published, err, tt.place, tt.outlet, tt.day)
			}
			if p.Text != tt.begins+story {
				t.Errorf("Text = %q", p.Text)
			}
		})
	}
}

func TestDayOfThePageIsNotThePictures(t *testing.T) {
	p, err := page.Parse([]byte("https://kabarx.example/2024/11/5/camat-diperiksa\nCamat Diperiksa\nSuasana kantor Bawaslu Sukamaju, Senin (4/11/2024) / Foto : AN\n\n"+
		"Sukamaju - Bawaslu memeriksa seorang camat yang diduga tidak netral."), page.Hint{})
	if err != nil || p.Published.String() != "2024-11-05" || len(p.Captions) != 1 {
		t.Errorf("%s, %q, %v", p.Published, p.Captions, err)
	}
}

func TestDayFirstInAPath(t *testing.T) {
	p, err := page.Parse([]byte("Bawaslu memeriksa seorang camat yang diduga tidak netral."), page.Hint{URL: "https://kabarx.example/daerah/19/11/2024/camat"})
	if err != nil || p.Published.String() != "2024-11-19" {
		t.Errorf("%s, %v", p.Published, err)
	}
}

func TestStampUnderAPost(t *testing.T) {
	p, err := page.Parse([]byte("https://x.example/kabarx/status/1\n\nCamat Sukamaju membagikan stiker calon bupati di kantornya.\n\n10.41 · 22 Jan 2024 · 31,2 rb Tayangan"), page.Hint{})
	if err != nil || p.Published.String() != "2024-01-22" {
		t.Errorf("%s, %v", p.Published, err)
	}
}

func TestHashtagsOfAPostStay(t *testing.T) {
	p, err := page.Parse([]byte("Camat Sukamaju membagikan stiker calon bupati di kantornya.\n\n#pilkada2024 #netral"), page.Hint{})
	if err != nil || !strings.HasSuffix(p.Text, "#pilkada2024 #netral") {
		t.Errorf("%q, %v", p.Text, err)
	}
}
