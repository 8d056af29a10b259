package extract

import (
	"strings"
	"testing"
)

// TestSections: a misspelt section is an error that names its line, for what would read it finds nothing.
func TestSections(t *testing.T) {
	for _, tt := range []struct {
		name  string
		topic topic
		text  string
		want  string // in the error; empty if there is none
	}{
		{"a section of the list", topicContext, "[negation]\nbukan\n", ""},
		{"a misspelt one", topicContext, "# note\n[negatoin]\nbukan\n", "x.txt:2: no section is named [negatoin]; the first lines of context.txt"},
		{"one of another list", topicVerbs, "[hedge]\nkonon\n", "x.txt:1: no section is named [hedge]"},
		{"a part of a name", topicTitles, "[as]\ncamat\n", "x.txt:1: no section is named [as]"},
		{"a name and more", topicTitles, "[asn daerah]\ncamat\n", "x.txt:1: no section is named [asn daerah]"},
		{"a name with a space", topicWords, "[also a name]\nbulan\n", ""},
		{"a body's kind is free", topicBodies, "[commission Komisi Rekaan]\nkomisi rekaan\n", ""},
		{"a body's role is not", topicBodies, "[comission KPU]\nkpu\n", "x.txt:1: no section is named [comission KPU]"},
		{"a body without a kind", topicBodies, "[commission]\nkpu\n", "x.txt:1: no section is named [commission]"},
		{"an action and a status", topicStatuses, "[summoned clarifying]\nmemanggil\n", ""},
		{"a misspelt status", topicStatuses, "[summoned clarifing]\nmemanggil\n", "x.txt:1: no section is named [summoned clarifing]"},
		{"who acts", topicStatuses, "[actor reporter]\npelapor\n", ""},
		{"a candidate's role", topicRoles, "[calon wali kota dan wakil wali kota]\npasangan\n", ""},
		{"no candidate's role", topicRoles, "[calon camat]\ncalon camat\n", "x.txt:1: no section is named [calon camat]"},
		{"a party's name is free", topicParties, "[Partai Rekaan]\nrekaan\n", ""},
		{"any number", topicActs, "[pose_or_gesture]\npose <n> jari\n", ""},
		{"a placeholder that there is not", topicActs, "[pose_or_gesture]\npose <m> jari\n", "x.txt:2: a pattern has words, <n> and gaps"},
		{"a placeholder without an end", topicActs, "[pose_or_gesture]\npose <n jari\n", "x.txt:2: a pattern has words, <n> and gaps"},
		{"a short name of another file", topicActs, "[pose_or_gesture]\nsulsel = Sulawesi Selatan\n", "x.txt:2: a pattern has words, <n> and gaps; \"=\" is for places.txt"},
		{"a line that stands twice", topicContext, "[negation]\nbukan\ntak\n\nbukan\n", "x.txt:5: written twice, first in line 2"},
		{"twice in a section that is opened again", topicContext, "[negation]\nbukan  lagi\n[hedge]\nkonon\n[negation]\nbukan lagi\n", "x.txt:6: written twice, first in line 2"},
		{"in two sections", topicContext, "[negation]\nkonon\n[hedge]\nkonon\n", ""},
		{"every slip is told", topicDays, "[evnt]\nberpose\n[held]\n.. berpose\n", "x.txt:1: no section is named [evnt]; the first lines of days.txt tell those that there are\nx.txt:4: a gap"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			switch err := newLexicon().read(tt.topic, "x.txt", tt.text); {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// TestFilesNameTheirSections: the lines above a file's first pattern name each word of its sections, but for those that are open.
func TestFilesNameTheirSections(t *testing.T) {
	for tp, name := range topicFiles {
		if topic(tp) == topicParties {
			continue
		}
		b, err := files.ReadFile("data/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(b), "\n[")
		_, told, ok := strings.Cut(head, "# Sections")
		if !ok {
			t.Errorf("%s.txt has no line \"# Sections\"", name)
			continue
		}
		names := map[string]bool{}
		for _, w := range strings.FieldsFunc(told, func(r rune) bool { return strings.ContainsRune(" \n#,.:;\"", r) }) {
			names[w] = true
		}
		for _, line := range strings.Split("["+rest, "\n") {
			if !strings.HasPrefix(line, "[") {
				continue
			}
			parts := strings.Fields(strings.Trim(line, "[]"))
			if topic(tp) == topicBodies {
				parts = parts[:1]
			}
			for _, w := range parts {
				if !names[w] {
					t.Errorf("the first lines of %s.txt do not name %s of %s", name, w, line)
				}
			}
		}
	}
}
