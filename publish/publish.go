// Package publish is what the public may see: nothing reaches a public page but through its guard.
//
// Counts are of the whole nation and of closed weeks. Anything finer could tell one reporter from another, or when somebody
// filed.
package publish

import (
	"context"
	"fmt"
	"time"

	"netra/calendar"
)

// shown is how many weeks are listed one by one.
const shown = 8

// A Day is how many reports or cases bear a date. Dates are those of the receiving offices, in three zones.
type Day struct {
	On calendar.Date
	N  int64
}

// A Store counts by the date that a row bears, and by nothing else of it.
type Store interface {
	// ReportDays counts the reports received on each day up to and with last, in any order.
	ReportDays(ctx context.Context, last calendar.Date) ([]Day, error)
	// CaseDays counts the cases registered on each day up to and with last, in any order.
	CaseDays(ctx context.Context, last calendar.Date) ([]Day, error)
}

// A Week is Monday to Sunday.
type Week struct {
	Monday, Sunday calendar.Date
	Reports, Cases int64
}

// Numbers is what the public sees of the whole nation: all weeks that have ended.
type Numbers struct {
	Until          calendar.Date // Sunday of the last closed week, in WIB
	Reports, Cases int64         // since the beginning
	Weeks          []Week        // the newest first
}

// A Desk gives public numbers.
type Desk struct {
	Store Store
	Now   func() time.Time
}

// Numbers counts reports received and cases registered.
func (d *Desk) Numbers(ctx context.Context) (Numbers, error) {
	until := lastSunday(calendar.Today(d.Now(), calendar.WIB))
	reports, err := d.Store.ReportDays(ctx, until)
	if err != nil {
		return Numbers{}, fmt.Errorf("public numbers: %w", err)
	}
	cases, err := d.Store.CaseDays(ctx, until)
	if err != nil {
		return Numbers{}, fmt.Errorf("public numbers: %w", err)
	}
	return guard(reports, cases, until), nil
}

// lastSunday ends the newest week that is over on the given day. The running week is never counted: on a Sunday it still runs.
func lastSunday(today calendar.Date) calendar.Date {
	daysSinceMonday := (int(today.Weekday()) + 6) % 7
	return today.AddDays(-daysSinceMonday - 1)
}

// guard is the one way in which counts get out: by the week, none that ends after until.
func guard(reports, cases []Day, until calendar.Date) Numbers {
	n := Numbers{Until: until}
	for i := range shown {
		sunday := until.AddDays(-7 * i)
		n.Weeks = append(n.Weeks, Week{Monday: sunday.AddDays(-6), Sunday: sunday})
	}
	for _, d := range reports {
		n.add(d, &n.Reports, func(w *Week) *int64 { return &w.Reports })
	}
	for _, d := range cases {
		n.add(d, &n.Cases, func(w *Week) *int64 { return &w.Cases })
	}
	return n
}

func (n *Numbers) add(d Day, total *int64, of func(*Week) *int64) {
	ago := n.Until.Sub(d.On)
	if ago < 0 {
		return
	}
	*total += d.N
	if week := ago / 7; week < len(n.Weeks) {
		*of(&n.Weeks[week]) += d.N
	}
}
