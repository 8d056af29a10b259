package gazetteer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"netra/gazetteer"
)

const everything = 1 << 20

func codes(found []gazetteer.Match) []gazetteer.Code {
	var all []gazetteer.Code
	for _, m := range found {
		all = append(all, m.Code)
	}
	return all
}

func TestFindRanks(t *testing.T) {
	tests := []struct {
		rule, text string
		first      []gazetteer.Code
	}{
		{"the kind and the place above decide", "kec purwosari pasuruan", []gazetteer.Code{"35.14.08"}},
		{"without the kind the higher level is first", "purwosari pasuruan", []gazetteer.Code{"35.14.08", "35.14.08.1006"}},
		{"the kind puts the village first", "kelurahan purwosari pasuruan", []gazetteer.Code{"35.14.08.1006", "35.14.08"}},
		{"a desa may be called kelurahan", "kel tejowangi pasuruan", []gazetteer.Code{"35.14.08.2003"}},
		{"a kabupaten is no kota", "kab. pasuruan", []gazetteer.Code{"35.14", "35.75"}},
		{"a kota is no kabupaten", "kota pasuruan", []gazetteer.Code{"35.75", "35.14"}},
		{"kind written out", "Kabupaten Pasuruan", []gazetteer.Code{"35.14", "35.75"}},
		{"both where no kind is said", "PASURUAN", []gazetteer.Code{"35.14", "35.75"}},
		{"province last", "purwosari, pasuruan; jatim", []gazetteer.Code{"35.14.08"}},
		{"province first", "Jawa Timur - Pasuruan - Purwosari", []gazetteer.Code{"35.14.08"}},
		{"split name", "palangka raya", []gazetteer.Code{"62.71"}},
		{"joined name", "Palangkaraya", []gazetteer.Code{"62.71"}},
		{"a name both below and above", "Kel. Palangka, kota Palangka Raya", []gazetteer.Code{"62.71.03.1001", "62.71"}},
		{"the same name twice is place and district", "purwosari purwosari pasuruan",
			[]gazetteer.Code{"35.14.08.1006", "35.14.08"}},
		{"odd separators", "kec.purwosari/kab:pasuruan__jatim", []gazetteer.Code{"35.14.08"}},
		{"short name of a regency", "teluk pandan kutim", []gazetteer.Code{"64.08.13"}},
		{"regency written out", "teluk pandan, kutai timur", []gazetteer.Code{"64.08.13"}},
		{"short name of a city", "tebet jaksel", []gazetteer.Code{"31.74.01"}},
		{"a city of Jakarta", "kota adm. jakarta selatan", []gazetteer.Code{"31.74"}},
		{"province and its capital", "Jogja", []gazetteer.Code{"34", "34.71"}},
		{"short name of a province", "Jateng", []gazetteer.Code{"33"}},
		{"initials", "DIY", []gazetteer.Code{"34"}},
		{"the kind is part of a name", "kota baru", []gazetteer.Code{"63.02", "15.71.07"}},
		{"the kind is half of a name", "kota mobagu", []gazetteer.Code{"71.74"}},
		{"the kind is not part of the name", "kota batu", []gazetteer.Code{"35.79"}},
		{"a kind is a name after a kind", "kec kota kediri", []gazetteer.Code{"35.71.02"}},
		{"distrik", "distrik sentani timur", []gazetteer.Code{"91.03.02"}},
		{"an apostrophe divides no name", "ra'as sumenep", []gazetteer.Code{"35.29.22"}},
		{"a code", " 35.14.08 ", []gazetteer.Code{"35.14.08"}},
		{"words around it", "di rumah pak lurah tejowangi", []gazetteer.Code{"35.14.08.2003"}},
		{"a letter missing", "palangka rya", []gazetteer.Code{"62.71"}},
		{"a letter too many", "pasurruan", []gazetteer.Code{"35.14", "35.75"}},
		{"another letter", "kab pasuroan", []gazetteer.Code{"35.14", "35.75"}},
		{"letters swapped", "pasuraun", []gazetteer.Code{"35.14", "35.75"}},
		{"wrong letter in the place above", "purwosari pasuraun", []gazetteer.Code{"35.14.08", "35.14.08.1006"}},
		{"wrong bytes divide words", "purwosari\xff\xfepasuruan", []gazetteer.Code{"35.14.08"}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			got := codes(gazetteer.Find(tt.text, len(tt.first)))
			if !slices.Equal(got, tt.first) {
				t.Errorf("Find(%q) begins %q, want %q", tt.text, got, tt.first)
			}
		})
	}
}

func TestFindListsAll(t *testing.T) {
	tests := []struct {
		rule, text string
		want       int
	}{
		{"every place of the name", "sidomulyo", len(gazetteer.Named("sidomulyo"))},
		{"and only those", "PASURUAN", len(gazetteer.Named("pasuruan"))},
		{"the kind ranks, it does not choose", "kab pasuruan", len(gazetteer.Named("pasuruan"))},
		{"nor does the kind as part of a name", "kota kudus", len(gazetteer.Named("kudus")) + len(gazetteer.Named("kota kudus"))},
		{"but a part of a longer name is left out", "palangka raya", 1},
		{"nothing", "", 0},
		{"no letters", "12 ... 3", 0},
		{"no such code", "35.99", 0},
		{"no name", "tidak tahu", 0},
		{"common words that some village bears", "dari yang tahu di kantor camat", 0},
		{"a kind alone", "kecamatan", 0},
		{"two letters wrong", "paxuruxn", 0},
		{"a short name has no letter wrong", "solx", 0},
		{"wrong bytes", "\xff\xfe\x00", 0},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := gazetteer.Find(tt.text, everything); len(got) != tt.want {
				t.Errorf("Find(%q) has %d matches, want %d", tt.text, len(got), tt.want)
			}
		})
	}
	villages := 0
	for _, m := range gazetteer.Find("sidomulyo", everything) {
		if m.Level() == gazetteer.Village && m.Name == "Sidomulyo" {
			villages++
		}
	}
	if villages != 98 {
		t.Errorf("Find(sidomulyo) has %d villages Sidomulyo, want 98", villages)
	}
}

func TestFindScores(t *testing.T) {
	tests := []struct {
		rule, text string
		code       gazetteer.Code
		score      float64
		near       bool
	}{
		{"all words", "kec purwosari pasuruan", "35.14.08", 1, false},
		{"the name alone", "kec purwosari pasuruan", "35.14", 1. / 3, false},
		{"words that say nothing count", "dekat pasar purwosari pasuruan", "35.14.08", .5, false},
		{"a wrong letter counts less", "pasuraun", "35.14", .8, true},
		{"above it too, but the name itself is right", "purwosari pasuraun", "35.14.08", .9, false},
		{"kelurahan for desa is half right", "kel tejowangi", "35.14.08.2003", .75, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			for _, m := range gazetteer.Find(tt.text, everything) {
				if m.Code != tt.code {
					continue
				}
				if diff := m.Score - tt.score; diff < -1e-9 || diff > 1e-9 || m.Near != tt.near {
					t.Errorf("Find(%q) has %s with score %v, near %t; want %v, %t",
						tt.text, m.Code, m.Score, m.Near, tt.score, tt.near)
				}
				return
			}
			t.Errorf("Find(%q) lacks %s", tt.text, tt.code)
		})
	}
}

// TestFindReadsFullNames finds a sample of all places by what the gazetteer
// itself calls them: no other place fits better.
func TestFindReadsFullNames(t *testing.T) {
	const step = 37
	places := all(gazetteer.Indonesia)
	for i := 0; i < len(places); i += step {
		p := places[i]
		found := gazetteer.Find(p.FullName(), everything)
		best := slices.DeleteFunc(slices.Clone(found), func(m gazetteer.Match) bool { return m.Score < found[0].Score })
		if !slices.Contains(codes(best), p.Code) {
			t.Errorf("Find(%q) = %v ..., lacks %s", p.FullName(), best[:min(len(best), 3)], p.Code)
		}
	}
}

func TestFindLooksAtABoundedPart(t *testing.T) {
	if got := gazetteer.Find(strings.Repeat(" ", 200)+"pasuruan", everything); got != nil {
		t.Errorf("a name after 200 bytes is found: %v", got)
	}
	if got := gazetteer.Find(strings.Repeat("zz ", 12)+"pasuruan", everything); got != nil {
		t.Errorf("a thirteenth word is found: %v", got)
	}
	for _, limit := range []int{-1, 0, 1, 5} {
		if got := gazetteer.Find("sidomulyo", limit); len(got) != max(0, limit) {
			t.Errorf("Find(sidomulyo, %d) has %d matches", limit, len(got))
		}
	}
}

// FuzzFind is best run with -fuzzminimizetime=10x: the order of a map makes
// coverage vary, which minimizing takes for news.
func FuzzFind(f *testing.F) {
	for _, s := range append(hard, "", "kec purwosari pasuruan", "35.14.08", "\xff", "ra'as", "kota kota kota", "tanjung") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := gazetteer.Find(text, everything)
		seen := map[gazetteer.Code]bool{}
		last := 1.
		for _, m := range found {
			p, ok := gazetteer.Lookup(m.Code)
			if !ok || p != m.Place || seen[m.Code] || m.Score <= 0 || m.Score > last || !utf8.ValidString(m.Name) {
				t.Fatalf("Find(%q) has %+v after score %v", text, m, last)
			}
			seen[m.Code], last = true, m.Score
		}
		if few := gazetteer.Find(text, 3); !slices.Equal(few, found[:min(3, len(found))]) {
			t.Fatalf("Find(%q, 3) = %v, want the first of %v", text, few, found)
		}
	})
}

// hard are texts made up to take long: twelve names that many places bear, the
// same with typing mistakes, and mistakes in the most common beginning.
var hard = []string{
	"sukamaju mekarsari sidomulyo mekarjaya karanganyar tanjungsari sidorejo sumberagung kampungbaru sukamulya banjarsari sukorejo",
	"sukamajx mekarsxri sidomulxo mekarjxya karanganxar tanjunxsari sidorexo sumberagxng kampungxaru sukamxlya banjaxsari sukoxejo",
	strings.Repeat("tanxungan ", 12),
}

func BenchmarkFind(b *testing.B) {
	texts := append([]string{"palangka raya", "kec purwosari pasuruan", "sidomulyo", "pasuraun",
		"saya melihat pak camat membagikan amplop di balai desa sidomulyo"}, hard...)
	for i, text := range texts {
		name := text
		if i >= len(texts)-len(hard) {
			name = fmt.Sprint("hard", i-(len(texts)-len(hard)))
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				gazetteer.Find(text, 10)
			}
		})
	}
}
