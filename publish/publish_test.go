package publish

import (
	"context"
	"testing"
	"time"

	"netra/calendar"
)

// careless hands out every day that it has, whatever it is asked for.
type careless struct{ reports, cases []Day }

func (c careless) ReportDays(context.Context, calendar.Date) ([]Day, error) { return c.reports, nil }
func (c careless) CaseDays(context.Context, calendar.Date) ([]Day, error)   { return c.cases, nil }

func date(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// 23 November 2026 is a Monday.
func TestOnlyClosedWeeksAreCounted(t *testing.T) {
	tests := []struct {
		name  string
		now   time.Time
		until string
		total int64 // of one report on each day from 16 to 29 November
	}{
		{"on Monday in WIB the week before is closed", time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC), "2026-11-22", 7},
		{"a second before, that week still runs", time.Date(2026, 11, 22, 16, 59, 59, 0, time.UTC), "2026-11-15", 0},
		{"Monday in WIT is still Sunday in WIB", time.Date(2026, 11, 22, 15, 30, 0, 0, time.UTC), "2026-11-15", 0},
		{"in the middle of a week nothing of it is counted", time.Date(2026, 11, 25, 5, 0, 0, 0, time.UTC), "2026-11-22", 7},
		{"on Sunday the week still runs", time.Date(2026, 11, 29, 5, 0, 0, 0, time.UTC), "2026-11-22", 7},
		{"the week after both are closed", time.Date(2026, 11, 29, 17, 0, 0, 0, time.UTC), "2026-11-29", 14},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var days []Day
			for i := range 14 {
				days = append(days, Day{date(t, "2026-11-16").AddDays(i), 1})
			}
			d := Desk{careless{days, nil}, func() time.Time { return tt.now }}
			n, err := d.Numbers(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if n.Until.String() != tt.until || n.Reports != tt.total {
				t.Errorf("%d reports until %s, want %d until %s", n.Reports, n.Until, tt.total, tt.until)
			}
			if len(n.Weeks) != 8 || n.Weeks[0].Sunday != n.Until || n.Weeks[0].Monday.Weekday() != time.Monday {
				t.Errorf("%d weeks, the newest from %s to %s", len(n.Weeks), n.Weeks[0].Monday, n.Weeks[0].Sunday)
			}
		})
	}
}

func TestWeeksAndTotals(t *testing.T) {
	reports := []Day{{date(t, "2026-11-22"), 3}, {date(t, "2026-11-16"), 2}, {date(t, "2026-11-15"), 5}, {date(t, "2026-01-05"), 7}}
	cases := []Day{{date(t, "2026-11-20"), 1}, {date(t, "2026-11-23"), 100}}
	d := Desk{careless{reports, cases}, func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) }}
	n, err := d.Numbers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n.Reports != 17 || n.Cases != 1 {
		t.Errorf("%d reports and %d cases in all, want 17 and 1: old weeks count, the running one does not", n.Reports, n.Cases)
	}
	if w := n.Weeks[0]; w.Reports != 5 || w.Cases != 1 {
		t.Errorf("newest week %+v, want 5 reports and 1 case", w)
	}
	if w := n.Weeks[1]; w.Reports != 5 || w.Cases != 0 {
		t.Errorf("week before %+v, want 5 reports and no case", w)
	}
}
