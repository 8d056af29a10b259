package law

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A lawComment is what stands behind "Law:" in a comment of the program.
type lawComment struct {
	where string
	cites []string // as "UU 7/2017", "Putusan MK 18/PUU-XVIII/2020"
}

var (
	lawLines = regexp.MustCompile(`(?m)^Law: .+(?:\n.+)*`)
	citation = regexp.MustCompile(`(?:SE Menteri )?\p{Lu}\pL+(?: MK)? \d+(?:/[A-Z-]+)?/\d{4}`)
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

// each visits every value of type T in the entries of l. where begins with the kind of entry and its place.
func each[T any](l *Law, visit func(where string, v T)) {
	var walk func(where string, v reflect.Value)
	walk = func(where string, v reflect.Value) {
		if found, ok := v.Interface().(T); ok {
			visit(where, found)
			return
		}
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", where, i), v.Index(i))
			}
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(v.Type()) {
				if f.IsExported() && len(f.Index) == 1 {
					walk(where+"."+f.Name, v.FieldByIndex(f.Index))
				}
			}
		}
	}
	for kind, entries := range map[string]any{
		"regime": l.regimes, "clock": l.rules, "form": l.forms, "body": l.bodies, "overseer": l.overseers, "state": l.states,
		"transition": l.transitions, "norm": l.norms, "conduct": l.conducts, "election": l.elections, "reception": l.receptions,
	} {
		walk(kind, reflect.ValueOf(entries))
	}
}

func TestEveryTextIsInBothLanguages(t *testing.T) {
	l, _ := mustDefault(t)
	n := 0
	each(l, func(where string, text Text) {
		n++
		if (text.ID == "") != (text.EN == "") || text.ID != strings.TrimSpace(text.ID) || text.EN != strings.TrimSpace(text.EN) {
			t.Errorf("%s is %q in Indonesian, %q in English", where, text.ID, text.EN)
		}
	})
	if n < 200 {
		t.Errorf("only %d texts were seen", n)
	}
}

func TestTextInALanguageThatItLacksIsIndonesian(t *testing.T) {
	both, one := Text{"Laporan", "Report"}, Text{ID: "Laporan"}
	for want, got := range map[string]string{"Report": both.In("en"), "Laporan": both.In("id")} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := one.In("en"); got != "Laporan" {
		t.Errorf("got %q", got)
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
	for _, r := range l.regimes {
		cited[r.Basis] = true
	}
	each(l, func(_ string, c Cite) { cited[c.Instrument] = true })
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

func TestCitationsBeginWithWhatGivesTheRule(t *testing.T) {
	l, _ := mustDefault(t)
	got := l.Citations(mustClock(t, l, Pilkada, RuleReport, "2024-11-10").Counts[0].Basis)
	want := []string{"UU 1/2015 Pasal 134 ayat (4)", "UU 8/2015 Pasal 1 angka 28", "Putusan MK 18/PUU-XVIII/2020 amar"}
	if !slices.Equal(got, want) {
		t.Errorf("the window of a report rests on %q, want %q", got, want)
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
