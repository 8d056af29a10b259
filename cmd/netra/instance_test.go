package main

import (
	"path/filepath"
	"testing"

	"netra/ledger"
)

func TestNewestHeadOnlyGoesForward(t *testing.T) {
	m := markFile(filepath.Join(t.TempDir(), "newest-head"))
	if c, err := m.Load(); err != nil || c != (ledger.Checkpoint{}) {
		t.Fatalf("at first: %v, %v", c, err)
	}
	for _, step := range []struct {
		name       string
		save, want int64
	}{
		{"the first head is kept", 16, 16},
		{"a larger head replaces it", 48, 48},
		{"a slower process does not take it back", 32, 48},
	} {
		if err := m.Save(ledger.Checkpoint{Origin: "a/log/1", Size: step.save}); err != nil {
			t.Fatal(err)
		}
		if c, err := m.Load(); err != nil || c.Size != step.want {
			t.Errorf("%s: %d, %v; want %d", step.name, c.Size, err, step.want)
		}
	}
}
