package web

import (
	"errors"
	"net/http"
	"time"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/intake"
	"netra/office"
)

// calendarPage is petugas_kalender.html.
type calendarPage struct {
	staffPage
	Holidays []casework.Holiday // of the office's region and the regions above it
	Draft    casework.HolidayDraft
	Problems intake.Problems
}

// petugasKalender handles GET /petugas/kalender: the days that deadlines are counted in.
func (s *Server) petugasKalender(w http.ResponseWriter, r *http.Request, in office.Session) error {
	return s.showCalendar(w, r, in, http.StatusOK, calendarPage{})
}

func (s *Server) showCalendar(w http.ResponseWriter, r *http.Request, in office.Session, status int, page calendarPage) error {
	var err error
	page.staffPage = s.staff(r, in, "kantor")
	if page.Holidays, err = s.Cases.Holidays(r.Context(), in.Officer); err != nil {
		return err
	}
	return s.render(w, status, "petugas_kalender", page)
}

// petugasKalenderTambah handles POST /petugas/kalender: adds a holiday of the office's region.
func (s *Server) petugasKalenderTambah(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	draft := casework.HolidayDraft{Day: form.Get("day"), Name: form.Get("name"), Decree: form.Get("decree")}
	err = s.Cases.AddHoliday(r.Context(), in.Officer, draft)
	if problems, faulty := errors.AsType[intake.Problems](err); faulty {
		return s.showCalendar(w, r, in, http.StatusUnprocessableEntity, calendarPage{Draft: draft, Problems: problems})
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, "/petugas/kalender")
}

// petugasKalenderHapus handles POST /petugas/kalender/hapus: ends a holiday that was added in error.
func (s *Server) petugasKalenderHapus(w http.ResponseWriter, r *http.Request, in office.Session) error {
	form, err := readForm(w, r)
	if err != nil {
		return err
	}
	if err := s.Cases.RemoveHoliday(r.Context(), in.Officer, form.Get("libur")); err != nil {
		return err
	}
	return seeOther(w, r, "/petugas/kalender")
}

// A yearTable is a year of the nation's calendar with its days off that are no weekend.
type yearTable struct {
	calendar.Year
	Days []dayOff
}

type dayOff struct {
	On         calendar.Date
	Kind, Name string // Kind is a key; Name is Indonesian and may be empty
}

var dayKindTexts = map[calendar.Kind]string{
	calendar.Holiday: "perkara.day_holiday", calendar.Leave: "perkara.day_leave", calendar.Voting: "perkara.day_voting",
}

var confidenceTexts = map[calendar.Confidence]string{
	calendar.High: "perkara.confidence_high", calendar.Medium: "perkara.confidence_medium", calendar.Low: "perkara.confidence_low",
}

// Confidence is the key of how sure the days of a year are.
func (p calendarPage) Confidence(y yearTable) string { return confidenceTexts[y.Year.Confidence] }

// Years lists the nation's calendar, the latest year first.
func (p calendarPage) Years() ([]yearTable, error) {
	var tables []yearTable
	for _, y := range p.site.Calendar.Years() {
		table := yearTable{Year: y}
		for d := calendar.NewDate(y.Year, time.January, 1); d.Year() == y.Year; d = d.AddDays(1) {
			kind, err := p.site.Calendar.Kind(d)
			if err != nil {
				return nil, err
			}
			if key, off := dayKindTexts[kind]; off {
				table.Days = append(table.Days, dayOff{d, key, p.site.Calendar.Name(d)})
			}
		}
		tables = append([]yearTable{table}, tables...)
	}
	return tables, nil
}

// Region is the region whose holidays the office may add; empty for an office of the whole nation.
func (p calendarPage) Region() gazetteer.Code { return p.In.Officer.Office.Region }

// Adds tells whether the office may add holidays: it is of one region, and Bawaslu.
func (p calendarPage) Adds() bool { return p.Region() != gazetteer.Indonesia && !p.site.observes(p.In) }

// MayRemove tells whether the officer may end a holiday.
func (p calendarPage) MayRemove(h casework.Holiday) bool {
	return p.site.Cases.MayRemove(p.In.Officer, h)
}

// Field makes a line of the form: day, name or decree.
func (p calendarPage) Field(name, kind, label, hint, value string) staffField {
	return staffField{base: p.base, ID: name, Name: name, Kind: kind, Label: label, Hint: hint, Problem: p.Problems.Of(name), Value: value}
}

// Wrong lists the fields with a problem.
func (p calendarPage) Wrong() []wrong {
	return wrongOf(p.Problems, []wrong{{ID: "day", Label: "perkara.holiday_day"}, {ID: "name", Label: "perkara.holiday_name"},
		{ID: "decree", Label: "perkara.holiday_decree"}, {ID: "region", Label: "perkara.holiday_region"}})
}

// ThisYear is the year in the office's zone.
func (p calendarPage) ThisYear() int { return p.site.today(p.In).Year() }
