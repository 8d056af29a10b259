package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	docFile    = regexp.MustCompile("(?s)```toml\n# (\\S+)\n(.*?)```")
	docConsole = regexp.MustCompile("(?s)```console\n(.*?)```")
)

// The example of doc/law.md works: its files, its commands, and each line that it shows of what they print. A line there that
// ends in dots says only how one begins.
func TestTheExampleOfTheDocumentation(t *testing.T) {
	doc, err := os.ReadFile("../../doc/law.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, f := range docFile.FindAllStringSubmatch(string(doc), -1) {
		if err := os.MkdirAll(filepath.Dir(f[1]), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f[1], []byte(f[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	console := docConsole.FindStringSubmatch(string(doc))
	if console == nil {
		t.Fatal("there is no example")
	}
	for _, command := range strings.Split(console[1], "$ netra ")[1:] {
		lines := strings.Split(strings.TrimSpace(command), "\n")
		var stdout, stderr bytes.Buffer
		if status := run(t.Context(), strings.Fields(lines[0]), nil, &stdout, &stderr); status != exitOK {
			t.Fatalf("%s: exit status %d: %s", lines[0], status, &stderr)
		}
		printed := strings.Split(stdout.String(), "\n")
		for _, want := range lines[1:] {
			for len(printed) > 0 && !shows(want, printed[0]) {
				printed = printed[1:]
			}
			if len(printed) == 0 {
				t.Errorf("%s does not print %q:\n%s", lines[0], want, &stdout)
			}
		}
	}
}

func shows(want, line string) bool {
	beginning, open := strings.CutSuffix(want, "...")
	return open && strings.HasPrefix(line, beginning) || want == line
}

// Nothing that Netra carries stays below a law that says it is the whole: no year of the calendar either.
func TestAStandaloneLawHasItsOwnCalendar(t *testing.T) {
	dir := t.TempDir()
	for from, to := range map[string]string{"../../law/data": dir, "testdata/standalone": dir} {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"check says what is gone", []string{"law", "check", dir}, exitOK, "gone   calendar  2026\n"},
		{"and what is new", []string{"law", "check", dir}, exitOK, "added  calendar  2030"},
		{"its own year counts", []string{"clock", "--law", dir, "--regime", "pilkada", "--rule", "report", "--from", "2030-03-01"}, exitOK, "Jumat, 8 Maret 2030"},
		{"another does not", []string{"clock", "--law", dir, "--regime", "pilkada", "--rule", "report", "--from", "2026-03-01"}, exitFailed, "there are tables for 2030"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if status := run(t.Context(), tt.args, nil, &out, &out); status != tt.status || !strings.Contains(out.String(), tt.says) {
				t.Errorf("exit status %d, want %d and %q:\n%s", status, tt.status, tt.says, &out)
			}
		})
	}
}
