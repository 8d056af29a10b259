package gazetteer_test

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netra/gazetteer"
)

// all returns every place below c, parents first.
func all(c gazetteer.Code) []gazetteer.Place {
	var found []gazetteer.Place
	for p := range gazetteer.Children(c) {
		found = append(found, p)
		found = append(found, all(p.Code)...)
	}
	return found
}

func TestCounts(t *testing.T) {
	got := map[gazetteer.Level]int{}
	for _, p := range all(gazetteer.Indonesia) {
		got[p.Level()]++
	}
	want := map[gazetteer.Level]int{
		gazetteer.Province: 38,
		gazetteer.Regency:  514,
		gazetteer.District: 7285,
		gazetteer.Village:  83762,
	}
	for level, n := range want {
		if got[level] != n {
			t.Errorf("level %d has %d places, want %d", level, got[level], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("levels are %v", got)
	}
}

// TestFiles holds the files to what the search rests on.
func TestFiles(t *testing.T) {
	for _, file := range []struct {
		name    string
		lines   int
		key     *regexp.Regexp
		compare func(a, b []string) int
	}{
		{"places.txt", 91599, regexp.MustCompile(`^[0-9.]+$`), func(a, b []string) int {
			return cmp.Compare(a[0], b[0])
		}},
		{"names.txt", 92288, regexp.MustCompile(`^[a-z]+$`), func(a, b []string) int {
			return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(len(a[1]), len(b[1])), cmp.Compare(a[1], b[1]))
		}},
	} {
		text, err := os.ReadFile(file.name)
		if err != nil {
			t.Fatal(err)
		}
		n, last := 0, []string{"", ""}
		for line := range strings.Lines(string(text)) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(fields) != 2 || !file.key.MatchString(fields[0]) || fields[1] == "" || !strings.HasSuffix(line, "\n") {
				t.Fatalf("%s: bad line %q", file.name, line)
			}
			if n > 0 && file.compare(last, fields) >= 0 {
				t.Fatalf("%s: %q does not follow %q", file.name, fields, last)
			}
			n, last = n+1, fields
		}
		if n != file.lines {
			t.Errorf("%s has %d lines, want %d", file.name, n, file.lines)
		}
	}
}

func TestEveryPlaceIsFoundByCodeAndName(t *testing.T) {
	for _, p := range all(gazetteer.Indonesia) {
		if got, ok := gazetteer.Lookup(p.Code); !ok || got != p {
			t.Fatalf("Lookup(%q) = %v, %t, want %v", p.Code, got, ok, p)
		}
		if !slices.Contains(gazetteer.Named(p.Name), p) {
			t.Fatalf("Named(%q) lacks %v", p.Name, p)
		}
	}
}

func TestAliases(t *testing.T) {
	text, err := os.ReadFile("gen/aliases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		alias, code, _ := strings.Cut(strings.TrimSpace(line), "\t")
		p, ok := gazetteer.Lookup(gazetteer.Code(code))
		if !ok || p.Level() > gazetteer.Regency || !slices.Contains(gazetteer.Named(alias), p) {
			t.Errorf("alias %q does not name a province, regency or city with code %q", alias, code)
		}
	}
}

func TestLookupOfNoPlace(t *testing.T) {
	for _, c := range []gazetteer.Code{"0", "35.", "35.14.08.9999", "99", "~", "35\tJawa Timur", "\n", "\xff"} {
		if p, ok := gazetteer.Lookup(c); ok {
			t.Errorf("Lookup(%q) = %v", c, p)
		}
		for p := range gazetteer.Children(c) {
			t.Errorf("Children(%q) has %v", c, p)
			break
		}
	}
}

func TestChildren(t *testing.T) {
	var got []gazetteer.Code
	for p := range gazetteer.Children("96") {
		got = append(got, p.Code)
	}
	want := []gazetteer.Code{"96.01", "96.02", "96.03", "96.04", "96.05", "96.71"}
	if !slices.Equal(got, want) {
		t.Errorf("Children(96) = %q, want %q", got, want)
	}
	for p := range gazetteer.Children("35.14.08.2003") {
		t.Errorf("a village has %v", p)
	}
}

func TestNamed(t *testing.T) {
	tests := []struct {
		rule, name string
		want       []gazetteer.Code
	}{
		{"both regency and city come before villages", "Pasuruan",
			[]gazetteer.Code{"35.14", "35.75", "18.01.09.2009", "32.09.04.2007", "33.23.01.2012"}},
		{"with its kind it is one", "Kabupaten Pasuruan", []gazetteer.Code{"35.14"}},
		{"spaces and case do not matter", "PALANGKA raya", []gazetteer.Code{"62.71"}},
		{"marks do not matter", "ra-as", []gazetteer.Code{"35.29.22", "35.26.07.2007"}},
		{"a short name", "Kaltim", []gazetteer.Code{"64"}},
		{"a city without Administrasi", "Kota Jakarta Selatan", []gazetteer.Code{"31.74"}},
		{"abbreviations are written out", "Gunung Bintang Awai", []gazetteer.Code{"62.04.05"}},
		{"part of a name is not it", "Palangk", nil},
		{"no letters", "123", nil},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var got []gazetteer.Code
			for _, p := range gazetteer.Named(tt.name) {
				got = append(got, p.Code)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Named(%q) = %q, want %q", tt.name, got, tt.want)
			}
		})
	}
}

func TestTitles(t *testing.T) {
	tests := []struct {
		code        gazetteer.Code
		title, full string
	}{
		{gazetteer.Indonesia, "Indonesia", "Indonesia"},
		{"35", "Provinsi Jawa Timur", "Jawa Timur"},
		{"35.14", "Kabupaten Pasuruan", "Kabupaten Pasuruan, Jawa Timur"},
		{"35.75", "Kota Pasuruan", "Kota Pasuruan, Jawa Timur"},
		{"35.14.08", "Kecamatan Purwosari", "Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur"},
		{"35.14.08.1006", "Kelurahan Purwosari",
			"Kelurahan Purwosari, Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur"},
		{"35.14.08.2003", "Desa Tejowangi", "Desa Tejowangi, Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur"},
		{"31.01", "Kabupaten Administrasi Kepulauan Seribu",
			"Kabupaten Administrasi Kepulauan Seribu, Daerah Khusus Ibukota Jakarta"},
		{"91.03.02", "Distrik Sentani Timur", "Distrik Sentani Timur, Kabupaten Jayapura, Papua"},
		{"91.03.02.2001", "Kampung Nolokla", "Kampung Nolokla, Distrik Sentani Timur, Kabupaten Jayapura, Papua"},
		{"91.03.02.3003", "Desa Adat Ayapo", "Desa Adat Ayapo, Distrik Sentani Timur, Kabupaten Jayapura, Papua"},
	}
	for _, tt := range tests {
		p, ok := gazetteer.Lookup(tt.code)
		if !ok {
			t.Errorf("no place %q", tt.code)
		}
		if got := p.Title(); got != tt.title {
			t.Errorf("%q is titled %q, want %q", tt.code, got, tt.title)
		}
		if got := p.FullName(); got != tt.full {
			t.Errorf("%q is in full %q, want %q", tt.code, got, tt.full)
		}
	}
}

// TestKinds holds the kind told from the code to the kind in the data's name.
func TestKinds(t *testing.T) {
	for province := range gazetteer.Children(gazetteer.Indonesia) {
		for p := range gazetteer.Children(province.Code) {
			if !strings.HasPrefix(p.Name, p.Kind()+" ") {
				t.Errorf("%s (%s) is a %s by its code", p.Name, p.Code, p.Kind())
			}
		}
	}
}

// BenchmarkStart reports what the package does before main, as the run time
// itself tells it.
func BenchmarkStart(b *testing.B) {
	line := regexp.MustCompile(`init netra/gazetteer @\S+ ms, (\S+) ms clock, (\d+) bytes`)
	var ms, heap float64
	for b.Loop() {
		var trace bytes.Buffer
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		cmd.Stderr = &trace
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		found := line.FindStringSubmatch(trace.String())
		if found == nil {
			continue // too little to be traced
		}
		ms0, _ := strconv.ParseFloat(found[1], 64)
		heap, _ = strconv.ParseFloat(found[2], 64)
		ms += ms0
	}
	b.ReportMetric(ms/float64(b.N), "init-ms")
	b.ReportMetric(heap, "init-B")
}

// BenchmarkHeap reports what stays on the heap after every place was looked up.
func BenchmarkHeap(b *testing.B) {
	held := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	before := held()
	for b.Loop() {
		for _, p := range all(gazetteer.Indonesia) {
			gazetteer.Lookup(p.Code)
			gazetteer.Named(p.Name)
		}
	}
	b.ReportMetric(max(0, held()-before), "held-B")
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		gazetteer.Lookup("35.14.08.2003")
	}
}

func BenchmarkNamed(b *testing.B) {
	for _, name := range []string{"Palangka Raya", "Pasuruan", "Sidomulyo", "Bukan Nama"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				gazetteer.Named(name)
			}
		})
	}
}
