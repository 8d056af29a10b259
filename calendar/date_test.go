package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		name, text string
		ok         bool
	}{
		{"a day", "2026-12-22", true},
		{"a leap day", "2024-02-29", true},
		{"first day there is", "0001-01-01", true},
		{"last day there is", "9999-12-31", true},
		{"a leap day in a common year", "2026-02-29", false},
		{"year 0", "0000-12-31", false},
		{"a month that does not exist", "2026-13-01", false},
		{"one digit", "2026-1-01", false},
		{"a time behind it", "2026-01-01T00:00:00Z", false},
		{"a space before it", " 2026-01-01", false},
		{"Indonesian order", "01-12-2026", false},
		{"nothing", "", false},
		{"other digits", "２０２６-01-01", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ParseDate(tt.text)
			if tt.ok && (err != nil || d.String() != tt.text) {
				t.Errorf("ParseDate(%q) = %v, %v", tt.text, d, err)
			}
			if !tt.ok && err != ErrDate {
				t.Errorf("ParseDate(%q) = %v, %v; want the bare ErrDate, which does not quote the text", tt.text, d, err)
			}
		})
	}
}

func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(0, 9998*365).Draw(t, "days")
		want := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
		d := NewDate(1, time.January, 1).AddDays(days)
		if d.String() != want.Format(time.DateOnly) || d.Weekday() != want.Weekday() || d.Year() != want.Year() {
			t.Fatalf("day %d is %v, a %v; want %v, a %v", days, d, d.Weekday(), want, want.Weekday())
		}
		if d.Sub(NewDate(1, time.January, 1)) != days {
			t.Fatalf("Sub does not undo AddDays(%d)", days)
		}
	})
}

func TestCompare(t *testing.T) {
	early, late := NewDate(2023, time.December, 31), NewDate(2024, time.January, 1)
	if early.Compare(late) != -1 || late.Compare(early) != 1 || late.Compare(late) != 0 {
		t.Error("dates are not ordered by day")
	}
}

func TestTodayIsTheDayOfTheZone(t *testing.T) {
	now := time.Date(2024, 2, 13, 16, 30, 0, 0, time.UTC) // 23.30 WIB, 00.30 WITA, 01.30 WIT
	for _, tt := range []struct {
		zone *time.Location
		want string
	}{{WIB, "2024-02-13"}, {WITA, "2024-02-14"}, {WIT, "2024-02-14"}} {
		if got := Today(now, tt.zone).String(); got != tt.want {
			t.Errorf("in %v it is %s, want %s", tt.zone, got, tt.want)
		}
	}
}

func TestDateInJSON(t *testing.T) {
	type record struct {
		Day  Date `json:"day"`
		None Date `json:"none"`
	}
	const text = `{"day":"2026-12-22","none":""}`
	var r record
	if err := json.Unmarshal([]byte(text), &r); err != nil || r.Day != NewDate(2026, time.December, 22) || !r.None.IsZero() {
		t.Fatalf("read %+v, %v", r, err)
	}
	if out, err := json.Marshal(r); err != nil || string(out) != text {
		t.Errorf("wrote %s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"22/12/2026"}`), &r); !errors.Is(err, ErrDate) {
		t.Errorf("a wrong date gives %v, want ErrDate", err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-12-22", "2024-02-29", "0000-01-01", "", "2026-1-1", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && d.String() != s {
			t.Errorf("ParseDate(%q) reads %v: not canonical", s, d)
		}
	})
}
