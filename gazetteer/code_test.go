package gazetteer_test

import (
	"errors"
	"testing"
	"time"

	"netra/gazetteer"
)

func TestParseCode(t *testing.T) {
	tests := []struct {
		name, text string
		want       error
	}{
		{"province", "35", nil},
		{"regency", "35.14", nil},
		{"district", "35.14.08", nil},
		{"village", "35.14.08.2003", nil},
		{"nothing is not the nation", "", gazetteer.ErrBadCode},
		{"no such province", "99", gazetteer.ErrNoPlace},
		{"no such village", "35.14.08.2099", gazetteer.ErrNoPlace},
		{"without dots", "3514", gazetteer.ErrBadCode},
		{"half a component", "35.1", gazetteer.ErrBadCode},
		{"one component too many", "35.14.08.2003.1", gazetteer.ErrBadCode},
		{"dot at the end", "35.14.", gazetteer.ErrBadCode},
		{"other separator", "35-14", gazetteer.ErrBadCode},
		{"dot for a digit", "35..4", gazetteer.ErrBadCode},
		{"spaces around", " 35 ", gazetteer.ErrBadCode},
		{"other digits", "३५", gazetteer.ErrBadCode},
		{"a line of the data", "35\tJawa Timur", gazetteer.ErrBadCode},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := gazetteer.ParseCode(tt.text)
			if !errors.Is(err, tt.want) {
				t.Fatalf("ParseCode(%q) error = %v, want %v", tt.text, err, tt.want)
			}
			if err == nil && string(got) != tt.text {
				t.Errorf("ParseCode(%q) = %q", tt.text, got)
			}
		})
	}
}

func FuzzParseCode(f *testing.F) {
	for _, s := range []string{"", "35", "35.14", "35.14.08.2003", "35.1", "\xff\xfe", "35.14\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := gazetteer.Code(s)
		_, known := gazetteer.Lookup(c)
		_, err := gazetteer.ParseCode(s)
		if ok := err == nil; ok != (known && s != "") {
			t.Fatalf("ParseCode(%q) error = %v, Lookup found it: %t", s, err, known)
		}
		if !c.Within(gazetteer.Indonesia) || !c.Within(c) {
			t.Errorf("%q is not within Indonesia and itself", s)
		}
		p := gazetteer.Place{Code: c, Name: "x"}
		_, _, _, _ = p.Parent(), p.Zone(), p.Kind(), p.FullName() // must not panic
	})
}

func TestLevelAndParent(t *testing.T) {
	tests := []struct {
		code, parent gazetteer.Code
		level        gazetteer.Level
	}{
		{gazetteer.Indonesia, gazetteer.Indonesia, gazetteer.Nation},
		{"35", gazetteer.Indonesia, gazetteer.Province},
		{"35.14", "35", gazetteer.Regency},
		{"35.14.08", "35.14", gazetteer.District},
		{"35.14.08.2003", "35.14.08", gazetteer.Village},
		{"351", gazetteer.Indonesia, gazetteer.NoLevel},
	}
	for _, tt := range tests {
		if got := tt.code.Level(); got != tt.level {
			t.Errorf("%q.Level() = %d, want %d", tt.code, got, tt.level)
		}
		if got := tt.code.Parent(); got != tt.parent {
			t.Errorf("%q.Parent() = %q, want %q", tt.code, got, tt.parent)
		}
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		name       string
		code, area gazetteer.Code
		want       bool
	}{
		{"itself", "35.14", "35.14", true},
		{"below", "35.14.08.2003", "35.14", true},
		{"above", "35", "35.14", false},
		{"beside", "35.15", "35.14", false},
		{"half a component is no area", "35.14", "35.1", false},
		{"all is in Indonesia", "35.14", gazetteer.Indonesia, true},
		{"Indonesia is in Indonesia", gazetteer.Indonesia, gazetteer.Indonesia, true},
		{"Indonesia is in no province", gazetteer.Indonesia, "35", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.code.Within(tt.area); got != tt.want {
				t.Errorf("%q.Within(%q) = %t", tt.code, tt.area, got)
			}
		})
	}
}

// TestZone goes by the names in Keppres 41/1987 rather than by codes.
func TestZone(t *testing.T) {
	zones := map[string]int{"WIB": 7, "WITA": 8, "WIT": 9}
	names := map[string][]string{
		"WIB": {"Indonesia", "Aceh", "Sumatera Utara", "Sumatera Barat", "Riau", "Jambi", "Sumatera Selatan", "Bengkulu",
			"Lampung", "Kepulauan Bangka Belitung", "Kepulauan Riau", "Daerah Khusus Ibukota Jakarta", "Jawa Barat",
			"Jawa Tengah", "Daerah Istimewa Yogyakarta", "Jawa Timur", "Banten", "Kalimantan Barat", "Kalimantan Tengah"},
		"WITA": {"Bali", "Nusa Tenggara Barat", "Nusa Tenggara Timur", "Kalimantan Selatan", "Kalimantan Timur",
			"Kalimantan Utara", "Sulawesi Utara", "Sulawesi Tengah", "Sulawesi Selatan", "Sulawesi Tenggara", "Gorontalo",
			"Sulawesi Barat"},
		"WIT": {"Maluku", "Maluku Utara", "Papua", "Papua Barat", "Papua Selatan", "Papua Tengah", "Papua Pegunungan",
			"Papua Barat Daya"},
	}
	want := map[string]string{}
	for zone, places := range names {
		for _, place := range places {
			want[place] = zone
		}
	}
	check := func(p gazetteer.Place) {
		zone, offset := time.Now().In(p.Zone()).Zone()
		if zone != want[p.Name] || offset != zones[zone]*60*60 {
			t.Errorf("%s is in %s, %d s east; want %s", p.Name, zone, offset, want[p.Name])
		}
	}
	nation, _ := gazetteer.Lookup(gazetteer.Indonesia)
	check(nation)
	n := 1
	for p := range gazetteer.Children(gazetteer.Indonesia) {
		check(p)
		n++
	}
	if n != len(want) {
		t.Errorf("%d areas have a zone, want %d", n, len(want))
	}
	if village := gazetteer.Code("94.04.10.2004"); village.Zone().String() != "WIT" {
		t.Errorf("a village has not the zone of its province")
	}
}
