package law

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"netra/calendar"
)

func TestEveryRegimeHasTheRulesThatTheProgramAsksFor(t *testing.T) {
	l, _ := mustDefault(t)
	for _, regime := range []string{Pemilu, Pilkada} {
		for _, rule := range []string{RuleReport, RuleInitialStudy, RuleHandling, RuleHandlingWithInformation} {
			if _, err := l.Clock(regime, rule); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := l.Clock(Pemilu, "pardon"); !errors.Is(err, ErrUnknownRule) || !strings.Contains(err.Error(), "pemilu/pardon") {
		t.Errorf("an unknown rule gives %v", err)
	}
}

// A lawComment is what stands behind "Law:" in a comment of the program.
type lawComment struct {
	where string
	cites []string // as "UU 7/2017", "Putusan MK 18/PUU-XVIII/2020"
}

var (
	lawLines = regexp.MustCompile(`(?m)^Law: .+(?:\n.+)*`)
	citation = regexp.MustCompile(`\p{Lu}\pL+(?: MK)? \d+(?:/[A-Z-]+)?/\d{4}`)
)

// lawComments reads the Go sources of the whole module.
func lawComments(t *testing.T) []lawComment {
	t.Helper()
	var found []lawComment
	fset := token.NewFileSet()
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && (d.Name() == "node_modules" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		file, err := parser.ParseFile(fset, filepath.Join("..", name), nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, comment := range file.Comments {
			for _, lines := range lawLines.FindAllString(comment.Text(), -1) {
				found = append(found, lawComment{fset.Position(comment.Pos()).String(), citation.FindAllString(lines, -1)})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCommentsCiteInstrumentsThatExist(t *testing.T) {
	l, _ := mustDefault(t)
	known := map[string]bool{}
	for _, i := range l.instruments {
		known[i.Citation] = true
	}
	for _, c := range lawComments(t) {
		if len(c.cites) == 0 {
			t.Errorf("%s: no instrument behind Law:", c.where)
		}
		for _, cite := range c.cites {
			if !known[cite] {
				t.Errorf("%s cites %s, which is not in data/instruments.toml", c.where, cite)
			}
		}
	}
}

func TestNoInstrumentIsIdle(t *testing.T) {
	l, _ := mustDefault(t)
	cited := map[string]bool{} // by id or by citation
	for _, c := range lawComments(t) {
		for _, cite := range c.cites {
			cited[cite] = true
		}
	}
	for _, r := range l.Clocks() {
		for _, c := range r.Counts {
			for _, cite := range append([]Cite{c.Cite}, c.Also...) {
				cited[cite.Instrument] = true
			}
		}
	}
	for _, i := range l.instruments {
		if !cited[i.ID] && !cited[i.Citation] {
			t.Errorf("no rule and no comment cites %s", i.ID)
		}
	}
}

func TestCitation(t *testing.T) {
	l, _ := mustDefault(t)
	for want, c := range map[string]Cite{
		"UU 7/2017 Pasal 454 ayat (6)": {"uu-7-2017", "Pasal 454 ayat (6)"},
		"Perbawaslu 8/2020":            {"perbawaslu-8-2020", ""},
	} {
		if got := l.Citation(c); got != want {
			t.Errorf("Citation(%v) = %q, want %q", c, got, want)
		}
	}
}

func TestActsCoverEveryLabelOnce(t *testing.T) {
	l, _ := mustDefault(t)
	var ids, labels []string
	for _, a := range l.Acts() {
		ids = append(ids, a.ID)
		labels = append(labels, a.Labels...)
	}
	if want := []string{"ajak", "hadir", "medsos", "fasilitas", "barang", "lain"}; !slices.Equal(ids, want) {
		t.Errorf("the form shows %v, want %v", ids, want)
	}
	slices.Sort(labels)
	want := []string{
		"attend_candidate_event", "campaign_attribute", "covert_meeting", "data_collection_or_mobilisation", "give_money_or_goods",
		"order_subordinates", "other", "party_membership_or_candidacy", "pose_or_gesture", "promote_candidate",
		"register_or_accompany_candidate", "social_media_engagement", "social_media_post", "use_state_facility_or_program",
	}
	if !slices.Equal(labels, want) {
		t.Errorf("labels are %v, want %v", labels, want)
	}
}

// withFile returns Netra's files with one text replaced by another in one of them.
func withFile(t testing.TB, name, old, new string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, file := range []string{"instruments.toml", "regimes.toml", "clocks.toml", "acts.toml"} {
		data, err := fs.ReadFile(files, "data/"+file)
		if err != nil {
			t.Fatal(err)
		}
		fsys[file] = &fstest.MapFile{Data: data}
	}
	text := string(fsys[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	return fsys
}

func TestLoadRefuses(t *testing.T) {
	const instruments, regimes, clocks, acts = "instruments.toml", "regimes.toml", "clocks.toml", "acts.toml"
	tests := []struct {
		name, file, old, new string
		reason               string
	}{
		{"text that is not TOML", clocks, "[[clock]]", "[[clock]", "line"},
		{"a misspelt key", clocks, "starts = \"known\"", "start = \"known\"", "unknown key clock.start"},
		{"a key of another file", clocks, "[[clock]]", "[[act]]\nid = \"x\"\n\n[[clock]]", "unknown key act"},
		{"a citation that does not exist", clocks, "instrument = \"uu-7-2017\"", "instrument = \"uu-9-2019\"", "pemilu/report: cites unknown instrument \"uu-9-2019\""},
		{"a further citation that does not exist", clocks, "also       = [{ instrument = \"uu-8-2015\"", "also       = [{ instrument = \"uu-9-2019\"", "pilkada/report: cites unknown instrument"},
		{"a confident citation without article", clocks, ", article = \"Pasal 454 ayat (6)\"", "", "pemilu/report: a citation without article"},
		{"an unknown confidence", clocks, "confidence = \"high\"", "confidence = \"sure\"", "pemilu/report: unknown confidence \"sure\""},
		{"no confidence", clocks, "confidence = \"high\"", "", "pemilu/report: unknown confidence"},
		{"an unknown unit", clocks, "\"working\"", "\"hours\"", "pemilu/report: unknown unit \"hours\""},
		{"an unknown event", clocks, "\"known\"", "\"heard\"", "pemilu/report: unknown starts \"heard\""},
		{"an unknown regime", clocks, "regime = \"pemilu\"", "regime = \"pilkades\"", "unknown regime \"pilkades\""},
		{"no name", clocks, "rule   = \"report\"", "", "rule is missing"},
		{"no length", clocks, "length     = 7", "", "pemilu/report: length 0"},
		{"a length beyond a year", clocks, "length     = 7", "length = 367", "pemilu/report: length 367"},
		{"two readings alike", clocks, "\"working_and_leave\"", "\"working\"", "pemilu/report: there are two readings 7_working"},
		{"two clocks of a name", clocks, "rule   = \"initial_study\"", "rule = \"report\"", "pemilu/report: there are two clocks"},
		{"a clock without reading", clocks, "[[clock]]", "[[clock]]\nrule = \"x\"\nregime = \"pemilu\"\nstarts = \"known\"\n\n[[clock]]", "pemilu/x: no reading"},
		{"an instrument without id", instruments, "id         = \"uu-7-2017\"", "", "no id"},
		{"two instruments of an id", instruments, "\"uu-8-2015\"", "\"uu-7-2017\"", "uu-7-2017: there are two"},
		{"an instrument without source", instruments, "source     = \"https", "note = \"https", "uu-7-2017: title, citation or source"},
		{"an instrument of unknown confidence", instruments, "\"high\"", "\"\"", "uu-7-2017: unknown confidence"},
		{"an instrument that ends before it begins", instruments, "valid_from = \"2017-08-16\"", "valid_from = \"2017-08-16\"\nvalid_to = \"2017-08-15\"", "uu-7-2017: valid_to"},
		{"a date that does not exist", instruments, "2017-08-16", "2017-08-32", "valid_from"},
		{"a regime without basis", regimes, "basis      = \"uu-7-2017\"", "", "pemilu: basis"},
		{"two regimes of an id", regimes, "\"pilkada\"", "\"pemilu\"", "pemilu: there are two"},
		{"a regime without title", regimes, "title      = \"Pemilihan umum\"", "", "pemilu: id or title"},
		{"a regime that ends before it begins", regimes, "valid_from = \"2017-08-16\"", "valid_from = \"2017-08-16\"\nvalid_to = \"2017-08-15\"", "pemilu: valid_to"},
		{"two acts of an id", acts, "\"hadir\"", "\"ajak\"", "ajak: there are two"},
		{"an act without labels", acts, "labels = [\"give_money_or_goods\"]", "", "barang: id or labels"},
		{"a label of two acts", acts, "\"give_money_or_goods\"", "\"pose_or_gesture\"", "barang: label pose_or_gesture belongs to hadir"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(withFile(t, tt.file, tt.old, tt.new))
			if !errors.Is(err, ErrFile) || !strings.Contains(err.Error(), tt.file) || !strings.Contains(err.Error(), tt.reason) {
				t.Errorf("Load gives %v, want ErrFile with %s and %q", err, tt.file, tt.reason)
			}
		})
	}
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, ErrFile) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder gives %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	clocks, err := fs.ReadFile(files, "data/clocks.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(clocks))
	f.Add("[[clock]]\nrule = \"x\"\nregime = \"pemilu\"\nstarts = \"known\"\n[[clock.reading]]\nlength = 3\nunit = \"calendar\"\n" +
		"cite = { instrument = \"uu-7-2017\" }\nconfidence = \"low\"")
	fsys := withFile(f, "clocks.toml", "", "")
	cal, err := calendar.Default()
	if err != nil {
		f.Fatal(err)
	}
	start := calendar.NewDate(2023, 1, 1)
	f.Fuzz(func(t *testing.T, text string) {
		fsys["clocks.toml"] = &fstest.MapFile{Data: []byte(text)}
		l, err := Load(fsys)
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Errorf("%v does not wrap ErrFile", err)
			}
			return
		}
		for _, r := range l.Clocks() {
			if _, err := Due(r, start, cal); err != nil {
				t.Errorf("%s/%s was accepted but %v", r.Regime, r.Name, err)
			}
		}
	})
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
