//go:build soak

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"netra/internal/pgtest"
)

// TestSoakKills is TestKilledServerLosesNothing ten times as long.
func TestSoakKills(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killed(t, "", 200) })
	t.Run("postgres", func(t *testing.T) { killed(t, pgtest.URL(t), 200) })
}

const gib = 1 << 30

// TestSoakGiB sends a file of 1 GiB with JavaScript, cut five times on its way, and without, and opens both with netra open.
// The server stays below 100 MiB of resident memory, the browser's page below 300 MiB.
func TestSoakGiB(t *testing.T) {
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) { large(t, script) })
	}
}

func large(t *testing.T, script bool) {
	dir := t.TempDir()
	n := serveNew(t, dir)
	officer := firstOfficer(t, n, t.TempDir())
	file, sum := randomFile(t, gib)
	cut := newCutter(t, n.url)
	viaCutter := *n
	viaCutter.url = cut.url
	r := newReporter(t, &viaCutter, t.TempDir(), script)
	r.file(account{"Kami diundang sarapan.", "Pelapor Rekaan", "Jalan Contoh 1"})
	if script {
		cut.every(gib / 6)
	}
	r.patiently(func() { r.upload(file) })
	if script && cut.count() < 5 {
		t.Errorf("the upload was cut %d times, not five", cut.count())
	}
	server, page := peak(t, n.cmd.Process.Pid), rendererPeak(t, r.b.Profile)
	t.Logf("peak resident memory: server %d MiB, page %d MiB; cut %d times", server>>20, page>>20, cut.count())
	if server >= 100<<20 || page >= 300<<20 {
		t.Errorf("peak resident memory: server %d MiB, page %d MiB", server>>20, page>>20)
	}
	r.b.Close()

	officer.inbox()
	p := officer.page
	p.Submit("table.inbox a", `[data-do="open"]`)
	officer.openFiles(1)
	bundle := officer.bundle(t.TempDir())
	opened := filepath.Join(dir, "opened")
	if out, err := netraCommand(t, "open", "--key", officer.key, bundle, "--out", opened); err != nil {
		t.Fatalf("open: %v: %s", err, out)
	}
	found := false
	err := filepath.WalkDir(opened, func(path string, e os.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && hashOf(t, path) == sum {
			found = true
		}
		return err
	})
	if err != nil || !found {
		t.Errorf("the file did not arrive byte for byte: %v", err)
	}
}

// randomFile writes n bytes that no compression shortens.
func randomFile(t *testing.T, n int64) (path, sum string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "video.mp4")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.CopyN(f, rand.NewChaCha8([32]byte{1}), n); err != nil {
		t.Fatal(err)
	}
	return path, hashOf(t, path)
}

func hashOf(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// peak gives a process's highest resident memory in bytes.
func peak(t *testing.T, pid int) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		t.Fatalf("no VmHWM of process %d", pid)
	}
	kb, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}

// rendererPeak gives the highest resident memory of the renderers of the browser with this profile.
func rendererPeak(t *testing.T, profile string) int64 {
	t.Helper()
	var most int64
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range lines {
		line, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(line), "--type=renderer") || !strings.Contains(string(line), profile) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, peak(t, pid))
	}
	if most == 0 {
		t.Fatalf("no renderer of %s", profile)
	}
	return most
}
