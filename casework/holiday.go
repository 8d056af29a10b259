package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	return d.regional(holidays, o.Region, calendar.Date{}), nil
}

// regional gives the calendar of a region with those of the holidays that hold there or, if on is not zero, held at the end of that
// day.
func (d *Desk) regional(holidays []Holiday, region gazetteer.Code, on calendar.Date) *calendar.Calendar {
	days := map[calendar.Date]string{}
	for _, h := range holidays {
		holds := h.RemovedOn.IsZero()
		if !on.IsZero() {
			holds = h.AddedOn.Compare(on) <= 0 && (holds || h.RemovedOn.Compare(on) > 0)
		}
		if holds && region.Within(h.Region) {
			days[h.Day] = h.Name
		}
	}
	if len(days) == 0 {
		return d.Calendar
	}
	return d.Calendar.With(days)
}

// Holidays lists the regional holidays that hold, or held, for the officer's office and, for one that may remove them, those of the
// regions in its own; the latest first.
func (d *Desk) Holidays(ctx context.Context, by office.Officer) ([]Holiday, error) {
	if by.Status != office.Active {
		return nil, nil
	}
	holidays, err := d.Store.Holidays(ctx, nil)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(holidays, func(h Holiday) bool {
		return !by.Office.Region.Within(h.Region) && !d.MayRemove(by, h)
	}), nil
}

// MayRemove tells whether an officer may end a holiday: those of its region's Bawaslu and of the Bawaslu of the regions around it may.
func (d *Desk) MayRemove(by office.Officer, h Holiday) bool {
	return h.Region.Within(by.Office.Region) && d.supervises(by.Office, d.today(by.Office))
}

// MaxHolidays is how many holidays of a region may hold in a year.
const MaxHolidays = 20

// AddHoliday adds a holiday of the region of the officer's office and has the running clocks of the offices there computed again. It
// moves the deadlines of every office there, so only those of Bawaslu may. A past day is taken, since a decree may come late, but
// moves no clock that is over by then. The error is intake.Problems if the draft has faults, as for an office of the whole nation,
// or wraps ErrNotFound.
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
	switch {
	case added.Region == gazetteer.Indonesia:
		f.problems["region"] = "perkara.problem_nation"
	case !d.supervises(by.Office, added.AddedOn):
		f.problems["region"] = "perkara.problem_bawaslu"
	}
	if len(f.problems) > 0 {
		return f.problems
	}
	there, err := d.Store.Holidays(ctx, []gazetteer.Code{added.Region})
	if err != nil {
		return fmt.Errorf("add holiday: %w", err)
	}
	there = slices.DeleteFunc(there, func(h Holiday) bool { return !h.RemovedOn.IsZero() || h.Day.Year() != added.Day.Year() })
	if len(there) >= MaxHolidays {
		return intake.Problems{"day": "perkara.problem_many_holidays"}
	}
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

// RemoveHoliday ends a holiday that was added in error, for whom MayRemove allows it; it stays in the list, with who removed it. The
// error wraps ErrNotFound.
func (d *Desk) RemoveHoliday(ctx context.Context, by office.Officer, id string) error {
	holidays, err := d.Holidays(ctx, by)
	if err != nil {
		return fmt.Errorf("remove holiday: %w", err)
	}
	for _, h := range holidays {
		if h.ID != id || !d.MayRemove(by, h) || !h.RemovedOn.IsZero() {
			continue
		}
		h.RemovedOn, h.Remover = d.today(by.Office), by.Name
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
