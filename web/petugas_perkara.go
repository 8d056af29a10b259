package web

import (
	"net/http"
	"strconv"
	"strings"

	"netra/calendar"
	"netra/casework"
	"netra/gazetteer"
	"netra/office"
)

// casesPage is petugas_perkara_daftar.html.
type casesPage struct {
	staffPage
	Cases []casework.Case
	Page  int // from 0
	More  bool
}

// petugasPerkaraDaftar handles GET /petugas/perkara: the cases of the officer's office and of those below it. ?hal=2 is the
// second page.
func (s *Server) petugasPerkaraDaftar(w http.ResponseWriter, r *http.Request, in office.Session) error {
	page := 1
	if text := r.URL.Query().Get("hal"); text != "" {
		var err error
		if page, err = strconv.Atoi(text); err != nil {
			return errNotFound
		}
	}
	cases, more, err := s.Cases.Cases(r.Context(), in.Officer, page-1)
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_perkara_daftar", casesPage{s.staff(r, in, "perkara"), cases, page, more})
}

// Earlier and Later are the numbers of the pages beside this one.
func (p casesPage) Earlier() int { return p.Page - 1 }

// Later is the number of the next page.
func (p casesPage) Later() int { return p.Page + 1 }

// casePage is petugas_perkara.html.
type casePage struct {
	staffPage
	Case casework.Case
	Mine bool // the officer's own office has the report
}

// petugasPerkara handles GET /petugas/perkara/{id}.
func (s *Server) petugasPerkara(w http.ResponseWriter, r *http.Request, in office.Session) error {
	c, err := s.Cases.Case(r.Context(), in.Officer, r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.render(w, http.StatusOK, "petugas_perkara", casePage{s.staff(r, in, "perkara"), c, c.Office.ID == in.Officer.Office.ID})
}

// CaseClock shows a clock of a case on this day in the zone of the case's office.
func (p staffPage) CaseClock(c casework.Case, k casework.Clock) clock {
	if !k.Met.IsZero() {
		return p.ClockDone(k.Answer, k.Met)
	}
	return p.Clock(k.Answer, calendar.Today(p.site.Now(), c.Office.Region.Zone()))
}

// Running lists the clocks of a case that run, Ended the others.
func (p staffPage) Running(c casework.Case) []clock { return p.clocks(c, false) }

// Ended lists the clocks of a case whose step was taken.
func (p staffPage) Ended(c casework.Case) []clock { return p.clocks(c, true) }

func (p staffPage) clocks(c casework.Case, ended bool) []clock {
	var found []clock
	for _, k := range c.Clocks {
		if k.Met.IsZero() != ended {
			found = append(found, p.CaseClock(c, k))
		}
	}
	return found
}

// PlaceName writes a place in full.
func (p staffPage) PlaceName(c gazetteer.Code) string {
	place, _ := gazetteer.Lookup(c)
	return place.FullName()
}

// Stage names a stage.
func (p staffPage) Stage(stage casework.Stage) (string, error) { return p.T(stageTexts[stage]) }

var stageTexts = map[casework.Stage]string{casework.Registered: "perkara.stage_registered"}

// Labels names the acts of a case.
func (p staffPage) Labels(labels []string) ([]string, error) {
	var names []string
	for _, label := range labels {
		name, err := p.T(labelTexts[label])
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// Paragraphs splits a text at its line ends.
func (p staffPage) Paragraphs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}
