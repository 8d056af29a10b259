package calendar

import (
	"errors"
	"time"
)

// ErrDate means that a text is not a date. It never quotes the text: the day on which a reporter learned of an event is
// theirs.
var ErrDate = errors.New("not a date of the form YYYY-MM-DD")

// Indonesia's zones, without daylight saving.
//
// Law: Keppres 41/1987.
var (
	WIB  = time.FixedZone("WIB", 7*60*60)
	WITA = time.FixedZone("WITA", 8*60*60)
	WIT  = time.FixedZone("WIT", 9*60*60)
)

// A Date is a day on the wall of an office: no instant and no zone. The zero Date is no date. Dates compare with ==; what
// this package parses lies in the years 1 to 9999.
type Date struct {
	n int32 // days since 0000-12-31, so that 1 is Monday, 1 January of year 1
}

const (
	secondsPerDay = 24 * 60 * 60
	unixDay       = 719163 // n of 1970-01-01
)

// NewDate returns the date of a year, month and day; like time.Date it normalises what lies outside the usual ranges.
func NewDate(year int, month time.Month, day int) Date {
	return Date{int32(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay + unixDay)}
}

// Today returns the date that it is at the instant now in loc, the zone of the office whose day is meant.
func Today(now time.Time, loc *time.Location) Date {
	return NewDate(now.In(loc).Date())
}

// ParseDate reads YYYY-MM-DD, years 0001 to 9999, and nothing else. The error is ErrDate.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, ErrDate
	}
	return NewDate(t.Date()), nil
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Civil returns year, month and day.
func (d Date) Civil() (year int, month time.Month, day int) {
	return time.Unix((int64(d.n)-unixDay)*secondsPerDay, 0).UTC().Date()
}

// Year returns the year.
func (d Date) Year() int {
	year, _, _ := d.Civil()
	return year
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// AddDays returns the date days later, or earlier if days is negative.
func (d Date) AddDays(days int) Date { return Date{d.n + int32(days)} }

// Sub returns the number of days from other to d.
func (d Date) Sub(other Date) int { return int(d.n) - int(other.n) }

// Compare returns -1 if d is before other, 0 if they are the same day, and 1 if d is after it.
func (d Date) Compare(other Date) int {
	switch {
	case d.n < other.n:
		return -1
	case d.n > other.n:
		return 1
	}
	return 0
}

// String returns YYYY-MM-DD, or the empty string for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Civil()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// MarshalText writes what String returns; JSON and TOML use it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes. The error is ErrDate.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
