package netra

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A layer says what one package is for and which packages of this module it may import. Whatever is not named here fails:
// a new package needs a line that says what it is for.
type layer struct {
	pkg   string
	may   string // packages of this module, separated by spaces; a package may always import its own subfolders
	why   string
	reach reach
}

// reach is what a package may touch of the world, even through what it imports.
type reach int

const (
	pure   reach = iota // no network, no database, no files: a function of its arguments
	impure              // one of the edges of the system
)

var layers = []layer{
	// Knowledge.
	{"locale", "", "texts of the interface by key; knows no page", pure},
	{"gazetteer", "", "places and their codes; knows no office", pure},
	{"calendar", "", "days and holidays; knows no law", pure},
	{"law", "calendar", "rules as data and the clock that computes them; knows no case", pure},
	{"extract", "bahasa calendar gazetteer law", "from a page's text to a record; knows no HTML", pure},
	{"vault", "", "sealing, keys, statements; knows not who holds them", pure},
	{"ledger", "", "the log's formats, proofs and sequencer; an outsider verifies with it", pure},
	{"cluster", "calendar gazetteer", "which articles are one page, one text, one event; knows not how they were read", pure},
	{"eval", "", "scores what was read against gold; knows records by their JSON, whoever wrote them", pure},
	{"job", "", "later work as values; knows no kind of it", pure},
	{"bahasa", "calendar", "how Indonesian is written; knows no field", pure},
	// People's work.
	{"office", "gazetteer job ledger vault", "who serves which region with which key; knows no report", pure},
	{"intake", "calendar gazetteer job law ledger office vault", "receives and opens reports; knows nothing of cases", pure},
	{"casework", "calendar gazetteer intake job law ledger office vault", "what an office decided; the clock of a case", pure},
	{"publish", "calendar", "what the public may see", pure},
	// Edges.
	{"extract/page", "calendar extract", "from a page's bytes to its text; fetches nothing, but readability, which it calls, could", impure},
	{"blob", "", "bytes by id, in a folder", impure},
	{"store", "blob calendar casework gazetteer intake job law ledger office publish vault", "SQL for every domain package", impure},
	{"web", "calendar casework gazetteer intake job law ledger locale office publish vault", "a page shows what the domain gives: no store, no blob", impure},
	{"demo", "calendar casework gazetteer intake job law ledger office publish vault", "an invented world, made through the domain's own doors", impure},
	{"cmd/netra", "*", "the one place where all meet", impure},
	{"cmd/netra-shots", "office", "takes the screenshots of the documentation", impure},
	// Plumbing without domain words, and what tests and developers use.
	{"internal/durable", "", "files that survive a crash", impure},
	{"internal/fault", "", "errors that mean the same to every layer", pure},
	{"internal/pgtest", "", "a throw-away PostgreSQL for tests", impure},
	{"internal/browser", "", "a Chromium for tests", impure},
	{"store/storetest", "*", "one suite for every database", impure},
	{"gazetteer/gen", "gazetteer", "makes the gazetteer's files", impure},
	{"vault/genwords", "", "makes the word list", impure},
}

// outside is what a pure package must not reach, even through others.
var outside = []string{"net", "net/http", "database/sql", "os/exec"}

// direct is what a pure package must not import itself (crypto and time of the standard library reach os inside).
var direct = []string{"os", "net", "net/http", "database/sql", "os/exec"}

func TestImportsPointDown(t *testing.T) {
	byName := map[string]layer{}
	for _, l := range layers {
		byName[l.pkg] = l
	}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "netra"), "/")
		if name == "" {
			continue
		}
		l, ok := byName[name]
		if !ok {
			t.Errorf("package %s has no line in layers_test.go: say what it is for and what it may import", name)
			continue
		}
		may := strings.Fields(l.may)
		for _, imp := range p.Imports {
			own, ours := strings.CutPrefix(imp, "netra/")
			switch {
			case ours && l.may != "*" && !slices.Contains(may, own) && !strings.HasPrefix(own, name+"/") && own != "internal/fault" && own != "internal/durable" && own != "internal/browser":
				t.Errorf("%s imports %s, but %q", name, own, l.why)
			case ours && l.reach == pure && byName[own].reach == impure:
				t.Errorf("%s is pure but imports %s", name, own)
			case !ours && l.reach == pure && slices.Contains(direct, imp):
				t.Errorf("%s is pure but imports %s", name, imp)
			}
		}
		if l.reach == pure {
			for _, dep := range p.Deps {
				if slices.Contains(outside, dep) {
					t.Errorf("%s is pure but reaches %s", name, dep)
				}
			}
		}
	}
}

type goPackage struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
