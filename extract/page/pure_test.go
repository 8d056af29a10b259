package page_test

import (
	"embed"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

//go:embed *.go
var sources embed.FS

// Readability brings net/http along, since it could fetch a page itself. So layers_test.go cannot say that this package is pure,
// and this test does: its own files reach neither network nor files, and none of them asks readability to fetch.
func TestFetchesNothing(t *testing.T) {
	entries, err := sources.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		src, err := sources.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			if slices.Contains([]string{"os", "os/exec", "net", "net/http", "database/sql", "io/ioutil", "syscall"}, path) {
				t.Errorf("%s imports %s", e.Name(), path)
			}
		}
		if strings.Contains(string(src), "FromURL") {
			t.Errorf("%s asks readability to fetch", e.Name())
		}
	}
}
