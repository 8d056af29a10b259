package page

import (
	"strings"
	"testing"
)

func TestTails(t *testing.T) {
	if _, bad := parseRules(tails); bad != "" {
		t.Fatalf("tails.txt: %q is no rule", bad)
	}
	seen := map[string]bool{}
	for l := range strings.Lines(tails) {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		_, phrase, _ := strings.Cut(l, " ")
		name, _, _ := strings.Cut(l, " ")
		class := kinds[name] >= dropClass
		if key := phrase; !class && seen[key] {
			t.Errorf("tails.txt: %q is there twice", l)
		} else if !class {
			seen[key] = true
		}
		if phrase != strings.ToLower(phrase) {
			t.Errorf("tails.txt: %q is not in small letters", l)
		}
	}
}

func TestParseRulesRefuses(t *testing.T) {
	for _, bad := range []string{"lines baca juga", "line", "line ...", "line a ... b", "line ***", "line a*", "baca juga"} {
		if _, l := parseRules("# a remark\n\nline iklan\n" + bad + "\n"); l != bad {
			t.Errorf("parseRules(%q) names %q", bad, l)
		}
	}
}

func TestPhrases(t *testing.T) {
	r, bad := parseRules("line iklan\nblock baca juga ...\nline ikuti kami ***\nbyline penulis : ...\nline # dibaca\nline ... di koran\ncaption ... foto : ...\nend komentar")
	if bad != "" {
		t.Fatal(bad)
	}
	tests := []struct {
		line  string
		want  kind
		after string
	}{
		{"Iklan", dropLine, ""},
		{"  —IKLAN:— ", dropLine, ""},
		{"Iklan layanan", none, ""},
		{"Baca juga", dropBlock, ""},
		{"BACA JUGA: Warga Tanam Bakau", dropBlock, "Warga Tanam Bakau"},
		{"Baca juga surat itu, kata camat kepada warga.", none, ""},
		{"Ikuti kami di sini, di sana dan di mana saja.", dropLine, "di sini, di sana dan di mana saja."},
		{"Penulis: Ratih Kumala", byline, "Ratih Kumala"},
		{"Penulis : Ratih Kumala", byline, "Ratih Kumala"},
		{"Penulis surat itu", none, ""},
		{"231 dibaca", dropLine, ""},
		{"dua dibaca", none, ""},
		{"Cari kami di Koran", dropLine, ""},
		{"Warga membaca berita itu pagi-pagi di koran.", none, ""},
		{"Camat di kantornya. Foto: Ratih", caption, ""},
		{"Komentar", dropRest, ""},
		{"Komentar camat itu singkat.", none, ""},
		{"***", dropLine, ""},
		{"Iklan" + strings.Repeat(" ", maxRuled), none, ""},
	}
	for _, tt := range tests {
		got, n := r.judge(tt.line)
		if got != tt.want {
			t.Errorf("judge(%q) = %d, want %d", tt.line, got, tt.want)
		}
		if tt.after != "" && following(tt.line, n) != tt.after {
			t.Errorf("following(%q, %d) = %q, want %q", tt.line, n, following(tt.line, n), tt.after)
		}
	}
}

func TestClasses(t *testing.T) {
	r := rules()
	tests := []struct {
		class string
		kind  kind
		want  bool
	}{
		{"post-share", dropClass, true}, {"box_share", dropClass, true}, {"shared", dropClass, false}, {"PARALLAX-ADS", dropClass, true},
		{"read__content", keepClass, true}, {"articleBody", keepClass, true}, {"read__author", authorClass, true},
		{"comments-area", neverClass, true}, {"no-comments", neverClass, false}, {"photo__caption", figureClass, true},
		{"entry-date published", dateClass, true}, {"", dropClass, false},
	}
	for _, tt := range tests {
		if is := r.classes([]byte(tt.class)); is[tt.kind] != tt.want {
			t.Errorf("classes(%q)[%d] = %t", tt.class, tt.kind, is[tt.kind])
		}
	}
}
