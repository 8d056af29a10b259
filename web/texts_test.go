package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netra/locale"
)

// keyForm is what a key looks like in code: a section that has a file, a dot, a name.
var keyForm = regexp.MustCompile(`^([a-z]+)\.[a-z0-9_]+$`)

// inTemplate finds keys in templates, as literals.
var inTemplate = regexp.MustCompile("[\"`]([a-z]+\\.[a-z0-9_]+)[\"`]")

func TestTextsAndTheirUse(t *testing.T) {
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys := texts.Keys(locale.Indonesian)
	sections := map[string]bool{}
	for _, key := range keys {
		section, _, _ := strings.Cut(key, ".")
		sections[section] = true
	}
	used := map[string]string{} // key to where it is used
	for key, where := range literals(t) {
		if m := keyForm.FindStringSubmatch(key); m != nil && sections[m[1]] && !isFile(key) {
			used[key] = where
		}
	}
	for key, where := range used {
		if !slices.Contains(keys, key) {
			t.Errorf("%s uses %s, which has no text", where, key)
		}
	}
	for _, key := range keys {
		if used[key] == "" {
			t.Errorf("nothing uses the text %s", key)
		}
	}
	for _, lang := range locale.Langs[1:] {
		other := texts.Keys(lang)
		for _, key := range keys {
			if !slices.Contains(other, key) {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
		for _, key := range other {
			if !slices.Contains(keys, key) {
				t.Errorf("only %s has %s", lang, key)
			}
		}
	}
}

func TestLanguagesHaveTheSamePlaceholders(t *testing.T) {
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range texts.Keys(locale.Indonesian) {
		want := texts.Placeholders(locale.Indonesian, key)
		for _, lang := range locale.Langs[1:] {
			if got := texts.Placeholders(lang, key); !slices.Equal(got, want) {
				t.Errorf("%s: %s has %v, %s has %v", key, lang, got, locale.Indonesian, want)
			}
		}
	}
}

func isFile(s string) bool {
	return slices.Contains([]string{".html", ".js", ".css", ".toml", ".json", ".key", ".svg", ".db"}, filepath.Ext(s))
}

// literals gives every string literal of the module's Go files (without tests) and templates, and where it stands.
func literals(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "conformance" || d.Name() == ".git"):
			return filepath.SkipDir
		case strings.HasSuffix(path, "_test.go"):
			return nil
		case strings.HasSuffix(path, ".go"):
			return goLiterals(path, found)
		case strings.HasSuffix(path, ".html"):
			text, err := os.ReadFile(path)
			for _, m := range inTemplate.FindAllStringSubmatch(string(text), -1) {
				found[m[1]] = path
			}
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func goLiterals(path string, found map[string]string) error {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				found[s] = path
			}
		}
		return true
	})
	return nil
}
