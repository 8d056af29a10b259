package main

import (
	"bufio"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// A running netra, with what its demo filed, must pass the same check as the log in memory.
func TestRunningNetraConforms(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "netra")
	build := exec.Command("go", "build", "-o", exe, "./cmd/netra")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build netra: %v: %s", err, out)
	}
	address, key := startDemo(t, exe)
	prefix, err := url.Parse(address + "/log/")
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	size, err := check(ctx, prefix, verifier, nil)
	if err != nil || size < 16 {
		t.Errorf("%d entries: %v", size, err)
	}
}

// startDemo gives the address and the log key that the demo prints.
func startDemo(t *testing.T, exe string) (address, key string) {
	t.Helper()
	cmd := exec.Command(exe, "demo", "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	listens, logKey := regexp.MustCompile(`^netra listens on (\S+)`), regexp.MustCompile(`^log key: (\S+)`)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := listens.FindStringSubmatch(lines.Text()); m != nil {
			address = m[1]
		}
		if m := logKey.FindStringSubmatch(lines.Text()); m != nil {
			return address, m[1]
		}
	}
	t.Fatal("the demo ended before it printed its log key")
	return "", ""
}
