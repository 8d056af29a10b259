package extract

import (
	"slices"
	"strconv"
	"strings"

	"netra/bahasa"
	"netra/calendar"
	"netra/law"
)

// readElection tells which election the text is about, and its year.
func (d *doc) readElection() {
	score := map[string]float64{}
	var where [2]bahasa.Span
	masked := make([]bool, len(d.toks))
	for _, h := range d.hits[topicElections] {
		if h.section == "neither" {
			for i := h.First; i < h.Last; i++ {
				masked[i] = true
			}
		}
	}
	year := 0
	for _, h := range d.hits[topicElections] {
		if h.section == "neither" {
			continue
		}
		w := 1.0
		if masked[h.First] {
			w = 0.05
		} else if d.aside(h.First) {
			w = 0.2
		}
		switch word := d.fold(h.First); {
		case word == "pilkades":
			w = 0
		case word != "pemilu" && word != "kampanye":
			w *= 1.5
		}
		if h.First < d.body {
			w *= 1.5
		}
		if h.section == law.Pemilu {
			if score[law.Pemilu] == 0 {
				where[0] = h.Span
			}
		} else if score[law.Pilkada] == 0 {
			where[1] = h.Span
		}
		score[h.section] += w
		if year == 0 && !masked[h.First] {
			for j := h.Last; j < h.Last+7 && d.same(h.First, j); j++ {
				y, _ := strconv.Atoi(d.fold(j))
				if y >= 1999 && y < 2100 && d.toks[j].Kind == bahasa.Number && d.fold(j-1) != "nomor" {
					year = y
					break
				}
			}
		}
		switch role := d.fold(h.Last - 1); {
		case h.section != law.Pilkada || d.contest != "":
		case strings.Contains(role, "gub"):
			d.contest = "calon gubernur dan wakil gubernur"
		case strings.Contains(role, "bup"):
			d.contest = "calon bupati dan wakil bupati"
		case role == "kota" || role == "walikota" || strings.Contains(role, "wal") || role == "pilkot":
			d.contest = "calon wali kota dan wakil wali kota"
		}
	}
	score[law.Pemilu] += 0.02 * float64(len(d.hits[topicParties]))
	if score[law.Pemilu] == 0 && score[law.Pilkada] == 0 {
		if len(d.hits[topicBodies]) == 0 && len(d.roleSeen) == 0 {
			return
		}
		for _, m := range d.roleSeen {
			if m.role == "paslon" {
				score[law.Pilkada] += 0.5
			}
		}
		if score[law.Pilkada] == 0 {
			regime := d.running()
			if regime == "" {
				return
			}
			score[regime] = 0.1
		}
	}
	regime := law.Pemilu
	at := where[0]
	if score[law.Pilkada] > score[law.Pemilu] {
		regime, at = law.Pilkada, where[1]
	}
	d.rec.Election = Text(regime)
	d.mark("election", "elections: "+regime, at)
	if d.contest == "" && regime == law.Pilkada {
		d.contest = "calon kepala daerah"
	}
	if d.ref.IsZero() {
		for _, m := range d.dates {
			if day, ok := m.In(votingYears[regime]); ok {
				d.ref = day
				break
			}
		}
	}
	fits := slices.Contains(votingYears[regime], year)
	switch {
	case fits && year > 0:
		d.rec.ElectionYear = Number(year)
	case !d.ref.IsZero():
		d.rec.ElectionYear = Number(nextElection(regime, d.ref))
	case year > 0:
		d.rec.ElectionYear = Number(year)
	}
	if d.ref.IsZero() && d.rec.ElectionYear > 0 {
		y := int(d.rec.ElectionYear)
		for _, m := range d.dates {
			if day, ok := m.In([]int{y - 1, y}); ok {
				d.ref = day
				break
			}
		}
	}
}

// running returns the regime of the one election whose candidates are fixed on the day of the text, empty if there is none or
// several.
func (d *doc) running() string {
	if d.r.law == nil || d.ref.IsZero() || !d.netral() {
		return ""
	}
	only := ""
	for _, regime := range []string{law.Pemilu, law.Pilkada} {
		if e, ok := d.r.law.ElectionOn(regime, d.ref); ok {
			if stage, _ := e.StageOn(d.ref); stage != law.Before && stage != law.After {
				if only != "" {
					return ""
				}
				only = regime
			}
		}
	}
	return only
}

// votingYears are the years in which people voted in an election of the regime.
var votingYears = map[string][]int{
	law.Pemilu:  {2004, 2009, 2014, 2019, 2024},
	law.Pilkada: {2005, 2010, 2015, 2017, 2018, 2020, 2024},
}

// nextElection returns the year of the election that a day belongs to: the next one, or the last if its disputes of a
// few months still run.
func nextElection(regime string, day calendar.Date) int {
	years := votingYears[regime]
	for _, y := range years {
		end := calendar.NewDate(y, 12, 31)
		if regime == law.Pilkada {
			end = calendar.NewDate(y+1, 3, 31)
			if y == 2017 {
				end = calendar.NewDate(2017, 8, 31)
			}
		}
		if day.Compare(end) <= 0 {
			return y
		}
	}
	return years[len(years)-1] + 5*((day.Year()-years[len(years)-1]+4)/5)
}
