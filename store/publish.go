package store

import (
	"context"
	"fmt"

	"netra/calendar"
	"netra/publish"
)

var _ publish.Store = (*DB)(nil)

// ReportDays implements publish.Store.
func (db *DB) ReportDays(ctx context.Context, last calendar.Date) ([]publish.Day, error) {
	return db.days(ctx, `select day, count(*) from report where day <= ? group by day`, last)
}

// CaseDays implements publish.Store.
func (db *DB) CaseDays(ctx context.Context, last calendar.Date) ([]publish.Day, error) {
	return db.days(ctx, `select registered_on, count(*) from case_file where registered_on is not null and registered_on <= ? group by registered_on`, last)
}

func (db *DB) days(ctx context.Context, query string, last calendar.Date) ([]publish.Day, error) {
	var days []publish.Day
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var d publish.Day
		err := scan(isoDay{&d.On}, &d.N)
		days = append(days, d)
		return err
	}, query, last.String())
	if err != nil {
		return nil, fmt.Errorf("count by day: %w", err)
	}
	return days, nil
}
