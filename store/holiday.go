package store

import (
	"context"
	"fmt"

	"netra/casework"
	"netra/gazetteer"
)

// Holidays implements casework.Store.
func (db *DB) Holidays(ctx context.Context, of []gazetteer.Code) ([]casework.Holiday, error) {
	where, args := "", []any{}
	if len(of) > 0 {
		where = ` where region in ` + values(1, len(of))
		for _, region := range of {
			args = append(args, region)
		}
	}
	var holidays []casework.Holiday
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var h casework.Holiday
		err := scan(&h.ID, &h.Region, isoDay{&h.Day}, &h.Name, &h.Decree, &h.Officer, isoDay{&h.AddedOn}, isoDay{&h.RemovedOn}, &h.Remover)
		holidays = append(holidays, h)
		return err
	}, `select id, region, day, name, decree, officer_name, added_on, removed_on, coalesce(remover_name, '') from regional_holiday`+where+` order by day desc, region, id`, args...)
	if err != nil {
		return nil, fmt.Errorf("list holidays: %w", err)
	}
	return holidays, nil
}

// SaveHoliday implements casework.Store.
func (db *DB) SaveHoliday(ctx context.Context, h casework.HolidayChange) error {
	err := db.write(ctx, func(t *tx) error {
		if _, err := t.exec(ctx, `insert into regional_holiday (id, region, day, name, decree, officer, officer_name, added_on) values `+values(1, 8),
			h.ID, h.Region, h.Day.String(), h.Name, h.Decree, h.By.ID, h.Officer, h.AddedOn.String()); err != nil {
			return err
		}
		if err := t.addRecord(ctx, h.Leaf, h.Record); err != nil {
			return err
		}
		return t.addJobs(ctx, h.Jobs)
	})
	if duplicate(err) {
		err = casework.ErrTaken
	}
	if err != nil {
		return fmt.Errorf("save holiday: %w", err)
	}
	return nil
}

// EndHoliday implements casework.Store.
func (db *DB) EndHoliday(ctx context.Context, h casework.HolidayChange) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update regional_holiday set removed_on = ?, removed_by = ?, remover_name = ?
			where id = ? and removed_on is null`, h.RemovedOn.String(), h.By.ID, h.Remover, h.ID)
		if err == nil && n == 0 {
			err = casework.ErrNotFound
		}
		if err != nil {
			return err
		}
		if err := t.addRecord(ctx, h.Leaf, h.Record); err != nil {
			return err
		}
		return t.addJobs(ctx, h.Jobs)
	})
	if err != nil {
		return fmt.Errorf("end holiday: %w", err)
	}
	return nil
}
