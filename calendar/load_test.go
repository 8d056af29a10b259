package calendar

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestYearsLaidOverTheEmbeddedOnes(t *testing.T) {
	text2026 := strings.ReplaceAll(head, "2030", "2026") + "[holidays]\n03-02 = \"Contoh\""
	tests := []struct {
		name  string
		over  fstest.MapFS
		day   Date
		want  Kind
		years int
	}{
		{"a year is added", fstest.MapFS{"2028.toml": {Data: []byte(strings.ReplaceAll(head, "2030", "2028"))}},
			NewDate(2028, time.January, 3), Workday, 6},
		{"a year is replaced whole: its new day is off", fstest.MapFS{"2026.toml": {Data: []byte(text2026)}},
			NewDate(2026, time.March, 2), Holiday, 5},
		{"and the days of the old table are not", fstest.MapFS{"2026.toml": {Data: []byte(text2026)}},
			NewDate(2026, time.December, 25), Workday, 5},
		{"the other years stay", fstest.MapFS{"2026.toml": {Data: []byte(text2026)}},
			NewDate(2025, time.December, 25), Holiday, 5},
		{"an earlier year is added too", fstest.MapFS{"2022.toml": {Data: []byte(strings.ReplaceAll(head, "2030", "2022"))}},
			NewDate(2023, time.December, 25), Holiday, 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(Embedded(), tt.over)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := c.Kind(tt.day); got != tt.want || err != nil || len(c.Years()) != tt.years {
				t.Errorf("%s is %v, %v among %d years; want %v among %d", tt.day, got, err, len(c.Years()), tt.want, tt.years)
			}
			if c.Version() == mustDefault(t).Version() {
				t.Errorf("the version stays %s", c.Version())
			}
		})
	}
}

func TestAFolderLaidOverIsRefusedAsTheFirstIs(t *testing.T) {
	for name, over := range map[string]fs.FS{
		"without any year":    fstest.MapFS{},
		"with a broken table": fstest.MapFS{"2026.toml": {Data: []byte(head)}},
	} {
		if _, err := Load(Embedded(), over); !errors.Is(err, ErrTable) {
			t.Errorf("a folder %s gives %v", name, err)
		}
	}
}
