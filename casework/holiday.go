package casework

import (
	"context"
	"errors"
	"fmt"
	"time"

	"netra/calendar"
	"netra/gazetteer"
	"netra/intake"
	"netra/job"
	"netra/office"
	"netra/vault"
)

// above lists a region and the regions that it lies in, without the nation.
func above(region gazetteer.Code) []gazetteer.Code {
	var regions []gazetteer.Code
	for ; region != gazetteer.Indonesia; region = region.Parent() {
		regions = append(regions, region)
	}
	return regions
}

// CalendarOf gives the calendar of an office: the nation's, with the holidays of its region.
func (d *Desk) CalendarOf(ctx context.Context, o office.Office) (*calendar.Calendar, error) {
	regions := above(o.Region)
	if len(regions) == 0 {
		return d.Calendar, nil
	}
	holidays, err := d.Store.Holidays(ctx, regions)
	if err != nil {
		return nil, fmt.Errorf("calendar of an office: %w", err)
	}
	return d.regional(holidays, o.Region), nil
}

// regional gives the calendar of a region with those of the holidays that hold there.
func (d *Desk) regional(holidays []Holiday, region gazetteer.Code) *calendar.Calendar {
	days := map[calendar.Date]string{}
	for _, h := range holidays {
		if h.RemovedOn.IsZero() && region.Within(h.Region) {
			days[h.Day] = h.Name
		}
	}
	if len(days) == 0 {
		return d.Calendar
	}
	return d.Calendar.With(days)
}

// Holidays lists the regional holidays that hold, or held, for the officer's office, the latest first.
func (d *Desk) Holidays(ctx context.Context, by office.Officer) ([]Holiday, error) {
	regions := above(by.Office.Region)
	if by.Status != office.Active || len(regions) == 0 {
		return nil, nil
	}
	return d.Store.Holidays(ctx, regions)
}

// AddHoliday adds a holiday of the region of the officer's office and has the running clocks of the offices there computed again. The error is
// intake.Problems if the draft has faults, as for an office of the whole nation, or wraps ErrNotFound.
func (d *Desk) AddHoliday(ctx context.Context, by office.Officer, h HolidayDraft) error {
	if by.Status != office.Active {
		return fmt.Errorf("add holiday: %w", ErrNotFound)
	}
	f := form{intake.Problems{}}
	added := Holiday{
		Region: by.Office.Region, Day: f.day("day", h.Day), Name: f.line("name", h.Name, true), Decree: f.line("decree", h.Decree, true),
		Officer: by.Name, AddedOn: d.today(by.Office),
	}
	if _, err := d.Calendar.Kind(added.Day); err != nil && !added.Day.IsZero() {
		f.problems["day"] = "perkara.problem_year"
	}
	if added.Region == gazetteer.Indonesia {
		f.problems["region"] = "perkara.problem_nation"
	}
	if len(f.problems) > 0 {
		return f.problems
	}
	var err error
	if added.ID, err = vault.NewID(d.Rand); err != nil {
		return err
	}
	change, err := d.holidayChange("holiday_added", by, added)
	if err == nil {
		err = d.Store.SaveHoliday(ctx, change)
	}
	if errors.Is(err, ErrTaken) {
		return intake.Problems{"day": "perkara.problem_holiday"}
	}
	if err != nil {
		return fmt.Errorf("add holiday: %w", err)
	}
	return nil
}

// RemoveHoliday ends a holiday of the officer's own region that was added in error; it stays in the list. The error wraps ErrNotFound.
func (d *Desk) RemoveHoliday(ctx context.Context, by office.Officer, id string) error {
	holidays, err := d.Holidays(ctx, by)
	if err != nil {
		return fmt.Errorf("remove holiday: %w", err)
	}
	for _, h := range holidays {
		if h.ID != id || h.Region != by.Office.Region || !h.RemovedOn.IsZero() {
			continue
		}
		h.RemovedOn = d.today(by.Office)
		change, err := d.holidayChange("holiday_removed", by, h)
		if err == nil {
			err = d.Store.EndHoliday(ctx, change)
		}
		if err != nil {
			return fmt.Errorf("remove holiday: %w", err)
		}
		return nil
	}
	return fmt.Errorf("remove holiday: %w", ErrNotFound)
}

// holidayChange commits to a holiday, with the job that computes the clocks of its region again.
func (d *Desk) holidayChange(act string, by office.Officer, h Holiday) (HolidayChange, error) {
	c := HolidayChange{Holiday: h, By: by}
	var err error
	if c.Record, c.Leaf, err = d.record(holidayRecord(act, d.today(by.Office), by, h)); err != nil {
		return HolidayChange{}, err
	}
	first, err := walk{Run: act + "/" + h.ID, Region: h.Region}.job(d.Now())
	c.Jobs = []job.Job{first}
	return c, err
}

// dayOf is the day in the ID of a job, so that one that was given up does not stand in the way of another day's.
func dayOf(now time.Time) string { return now.UTC().Format(time.DateOnly) }
