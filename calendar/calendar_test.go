package calendar

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func load(t testing.TB, name, text string) (*Calendar, error) {
	t.Helper()
	return Load(fstest.MapFS{name: {Data: []byte(text)}})
}

func mustDefault(t testing.TB) *Calendar {
	t.Helper()
	c, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustDate(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func TestKind(t *testing.T) {
	c := mustDefault(t)
	tests := []struct {
		name, day string
		want      Kind
		dayName   string
	}{
		{"an ordinary Wednesday works", "2023-11-08", Workday, ""},
		{"Saturday does not", "2024-01-20", Weekend, ""},
		{"Sunday does not", "2024-11-10", Weekend, ""},
		{"a national holiday", "2024-12-25", Holiday, "Hari Raya Natal"},
		{"a national holiday on a Sunday is a holiday", "2024-07-07", Holiday, "Tahun Baru Islam"},
		{"joint leave", "2024-12-26", Leave, "Hari Raya Natal"},
		{"the vote for parliament and president", "2024-02-14", Voting, "Pemungutan suara Pemilu 2024"},
		{"the vote for heads of regions", "2024-11-27", Voting, "Pemungutan suara Pilkada 2024"},
		{"a holiday whose name is not certain", "2027-12-26", Holiday, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := mustDate(t, tt.day)
			got, err := c.Kind(d)
			if err != nil || got != tt.want || c.Name(d) != tt.dayName {
				t.Errorf("%s is %v %q, %v; want %v %q", d, got, c.Name(d), err, tt.want, tt.dayName)
			}
		})
	}
}

func TestWorks(t *testing.T) {
	c := mustDefault(t)
	tests := []struct {
		name, day               string
		leaveIsFree, leaveWorks bool
	}{
		{"a working day is one under both readings", "2026-12-23", true, true},
		{"joint leave is one only where it is counted", "2026-12-24", false, true},
		{"a holiday never is", "2026-12-25", false, false},
		{"a Saturday never is", "2026-12-26", false, false},
		{"a voting day never is", "2024-02-14", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for counts, want := range map[bool]bool{false: tt.leaveIsFree, true: tt.leaveWorks} {
				kind, err := c.Kind(mustDate(t, tt.day))
				if err != nil || kind.Works(counts) != want {
					t.Errorf("%s is %v, %v; Works(%v) = %v, want %v", tt.day, kind, err, counts, !want, want)
				}
			}
		})
	}
}

func TestUnknownYearIsNamedAndNotGuessed(t *testing.T) {
	c := mustDefault(t)
	for _, day := range []string{"2022-12-31", "2028-01-01", "9999-12-31"} {
		_, err := c.Kind(mustDate(t, day))
		if !errors.Is(err, ErrUnknownYear) || !strings.HasSuffix(err.Error(), day[:4]) {
			t.Errorf("Kind(%s) gives %v, want ErrUnknownYear that names the year", day, err)
		}
	}
	if _, err := c.Kind(Date{}); !errors.Is(err, ErrUnknownYear) {
		t.Errorf("no date gives %v", err)
	}
}

// Counted apart from the tables, so that a slip of a line in one of them shows here.
func TestTablesHaveAsManyDaysAsTheDecreesGive(t *testing.T) {
	want := map[int]map[Kind]int{
		2023: {Holiday: 16, Leave: 11},
		2024: {Holiday: 17, Leave: 10, Voting: 2},
		2025: {Holiday: 17, Leave: 11},
		2026: {Holiday: 17, Leave: 8},
		2027: {Holiday: 18, Leave: 8},
	}
	c := mustDefault(t)
	for _, y := range c.Years() {
		got := map[Kind]int{}
		for d := NewDate(y.Year, time.January, 1); d.Year() == y.Year; d = d.AddDays(1) {
			kind, err := c.Kind(d)
			if err != nil {
				t.Fatal(err)
			}
			if kind != Workday && kind != Weekend {
				got[kind]++
			}
		}
		if !maps.Equal(got, want[y.Year]) {
			t.Errorf("%d has %v, want %v", y.Year, got, want[y.Year])
		}
	}
	if len(c.Years()) != len(want) {
		t.Errorf("%d years, want %d", len(c.Years()), len(want))
	}
}

const head = "year = 2030\nversion = \"2030-1\"\ndecree = \"SKB\"\nsource = \"contoh\"\nconfidence = \"high\"\n"

func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name, file, text, reason string
	}{
		{"a misspelt list", "2030.toml", head + "[holiday]\n01-01 = \"\"", "unknown key holiday"},
		{"another year than the file's", "2031.toml", head, "year 2030"},
		{"a version of another year", "2030.toml", strings.Replace(head, "2030-1", "2029-1", 1), "version"},
		{"no decree", "2030.toml", strings.Replace(head, "\"SKB\"", "\"\"", 1), "decree"},
		{"no source", "2030.toml", strings.Replace(head, "\"contoh\"", "\"\"", 1), "source"},
		{"an unknown confidence", "2030.toml", strings.Replace(head, "high", "sure", 1), "confidence \"sure\""},
		{"a day that does not exist", "2030.toml", head + "[leave]\n02-29 = \"\"", "02-29"},
		{"the same day twice in a list", "2030.toml", head + "[leave]\n02-27 = \"\"\n02-27 = \"\"", "02-27"},
		{"the same day in two lists", "2030.toml", head + "[leave]\n02-27 = \"\"\n[holidays]\n02-27 = \"\"", "two lists"},
		{"a voting day without decree", "2030.toml", head + "[voting]\n02-27 = {name = \"Suara\"}", "decree"},
		{"text that is not TOML", "2030.toml", "year: 2030", "line 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(t, tt.file, tt.text)
			if !errors.Is(err, ErrTable) || !strings.Contains(err.Error(), tt.file) || !strings.Contains(err.Error(), tt.reason) {
				t.Errorf("Load gives %v, want ErrTable with %s and %q", err, tt.file, tt.reason)
			}
		})
	}
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, ErrTable) {
		t.Errorf("an empty folder gives %v", err)
	}
}

func TestLeaveOnAWeekendStaysAWeekend(t *testing.T) {
	c, err := load(t, "2030.toml", head+"[leave]\n01-05 = \"\"") // a Saturday
	if err != nil {
		t.Fatal(err)
	}
	if kind, err := c.Kind(NewDate(2030, time.January, 5)); kind != Weekend || err != nil {
		t.Errorf("it is %v, %v", kind, err)
	}
}

func TestAYearThatIsMissingBetweenTwoIsUnknown(t *testing.T) {
	c, err := Load(fstest.MapFS{
		"2030.toml": {Data: []byte(head)},
		"2032.toml": {Data: []byte(strings.ReplaceAll(head, "2030", "2032"))},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Kind(NewDate(2031, time.June, 2)); !errors.Is(err, ErrUnknownYear) {
		t.Errorf("2031 gives %v", err)
	}
}

func TestVersionIsAboutDaysAlone(t *testing.T) {
	version := func(text string) string {
		c, err := load(t, "2030.toml", text)
		if err != nil {
			t.Fatal(err)
		}
		return c.Version()
	}
	base := version(head + "[holidays]\n01-01 = \"Tahun Baru\"")
	if got := version(head + "note = \"dicek\"\n[holidays]\n01-01 = \"Tahun Baru Masehi\""); got != base {
		t.Errorf("another name or note makes %s of %s", got, base)
	}
	for name, text := range map[string]string{
		"another day":                      "[holidays]\n01-02 = \"Tahun Baru\"",
		"one day more":                     "[holidays]\n01-01 = \"\"\n01-02 = \"\"",
		"the same day as leave":            "[leave]\n01-01 = \"Tahun Baru\"",
		"no holiday at all, the week only": "",
	} {
		if version(head+text) == base {
			t.Errorf("%s keeps the version %s", name, base)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(head + "[holidays]\n01-01 = \"\"\n[leave]\n02-27 = \"\"\n[voting]\n03-01 = {name = \"a\", decree = \"b\"}")
	f.Add(head + "[leave]\n02-29 = \"\"")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := load(t, "2030.toml", text)
		if err != nil {
			if !errors.Is(err, ErrTable) {
				t.Errorf("%v does not wrap ErrTable", err)
			}
			return
		}
		for d := NewDate(2030, time.January, 1); d.Year() == 2030; d = d.AddDays(1) {
			if _, err := c.Kind(d); err != nil {
				t.Errorf("%s: %v", d, err)
			}
		}
	})
}

func BenchmarkKind(b *testing.B) {
	c, d := mustDefault(b), mustDate(b, "2026-03-20")
	for b.Loop() {
		if _, err := c.Kind(d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		mustDefault(b)
	}
}

func TestWithTheHolidaysOfARegion(t *testing.T) {
	c := mustDefault(t)
	days := map[Date]string{}
	for day, name := range map[string]string{"2026-12-03": "Hari Contoh", "2026-12-04": "", "2026-12-05": "a Saturday", "2026-12-24": "joint leave",
		"2026-12-25": "Christmas", "1999-01-01": "a year without a table"} {
		days[mustDate(t, day)] = name
	}
	w := c.With(days)
	for day, want := range map[string]Kind{"2026-12-02": Workday, "2026-12-03": Regional, "2026-12-04": Regional, "2026-12-05": Weekend,
		"2026-12-24": Leave, "2026-12-25": Holiday} {
		if got, err := w.Kind(mustDate(t, day)); got != want || err != nil {
			t.Errorf("%s is %v, %v; want %v", day, got, err, want)
		}
	}
	third := mustDate(t, "2026-12-03")
	if kind, _ := c.Kind(third); kind != Workday || c.Name(third) != "" {
		t.Error("the nation's calendar has changed")
	}
	if w.Name(third) != "Hari Contoh" || w.Name(mustDate(t, "2026-12-25")) != c.Name(mustDate(t, "2026-12-25")) {
		t.Errorf("names %q and %q", w.Name(third), w.Name(mustDate(t, "2026-12-25")))
	}
	if _, err := w.Kind(mustDate(t, "1999-01-01")); !errors.Is(err, ErrUnknownYear) {
		t.Errorf("a year without a table: %v", err)
	}
	if !strings.HasPrefix(w.Version(), c.Version()+"+") {
		t.Errorf("version %s", w.Version())
	}
	one, other := map[Date]string{third: "a"}, map[Date]string{mustDate(t, "2026-12-04"): "b"}
	if twice := c.With(one).With(other); twice.Version() != w.Version() || c.With(one).Version() == w.Version() {
		t.Errorf("the same days in two steps are %s, want %s", twice.Version(), w.Version())
	}
	if c.With(map[Date]string{third: "another name"}).Version() != c.With(one).Version() {
		t.Error("a name has changed the version")
	}
	if c.With(map[Date]string{mustDate(t, "2026-12-05"): "a Saturday"}).Version() != c.Version() {
		t.Error("no day has changed, but the version has")
	}
}
