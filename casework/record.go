package casework

import (
	"encoding/json"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/ledger"
	"netra/office"
)

// record writes a plain record, and the leaf that commits to it.
func (d *Desk) record(v any) ([]byte, ledger.Leaf, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, ledger.Leaf{}, err
	}
	leaf, err := ledger.RecordLeaf(ledger.TypeCase, text, d.Rand)
	return text, leaf, err
}

// A head is what every record of a case begins with.
type head struct {
	Act     string        `json:"act"`
	Day     calendar.Date `json:"day"` // in the office's zone
	Case    string        `json:"case"`
	Version int           `json:"version"` // of the case after it
	Office  office.ID     `json:"office"`
	Officer string        `json:"officer"`
}

func headOf(act string, day calendar.Date, c Case, by office.Officer) head {
	return head{act, day, c.ID, c.Version, c.Office.ID, by.ID}
}

// openedRecord commits to a case as it is opened.
func openedRecord(by office.Officer, c Case) any {
	return struct {
		head
		Origin         law.Event      `json:"origin"`
		State          string         `json:"state"`
		Source         string         `json:"source"`
		Report         string         `json:"report"`
		Public         string         `json:"public"`
		Regime         string         `json:"regime"`
		Title          string         `json:"title"`
		Summary        string         `json:"summary"`
		Acts           []string       `json:"acts"`
		EventRegion    gazetteer.Code `json:"event_region"`
		EmployerRegion gazetteer.Code `json:"employer_region"`
		EventOn        calendar.Date  `json:"event_on"`
		KnownOn        calendar.Date  `json:"known_on"`
		ReceivedOn     calendar.Date  `json:"received_on"`
		Position       string         `json:"position"`
		Agency         string         `json:"agency"`
		Name           string         `json:"name"`
		Clocks         []clockRecord  `json:"clocks"`
	}{
		headOf("case_opened", c.Moves[0].On, c, by), c.Origin, c.State, c.Moves[0].Source, c.Report, c.Public, c.Regime, c.Title, c.Summary,
		c.Acts, c.EventRegion, c.EmployerRegion, c.EventOn, c.KnownOn, c.ReceivedOn, c.Accused.Position, c.Accused.Agency, c.Accused.Name,
		clockRecords(c.Clocks),
	}
}

// movedRecord commits to the last move of a case.
func (d *Desk) movedRecord(by office.Officer, c Case, r run) any {
	m := c.Moves[len(c.Moves)-1]
	number := ""
	if d.registers(m) {
		number = c.Number
	}
	return struct {
		head
		Transition string        `json:"transition"`
		State      string        `json:"state"`
		On         calendar.Date `json:"on"`
		Source     string        `json:"source"`
		Note       string        `json:"note"`
		Number     string        `json:"number"`
		Clocks     []clockRecord `json:"clocks"`
	}{headOf("case_moved", d.today(c.Office), c, by), m.Transition, m.State, m.On, m.Source, m.Note, number, append(clockRecords(r.begun), clockRecords(r.turned)...)}
}

// paperRecord commits to the last document of a case.
func paperRecord(by office.Officer, c Case, today calendar.Date) any {
	p := c.Papers[len(c.Papers)-1]
	return struct {
		head
		Form   string        `json:"form"`
		Number string        `json:"number"`
		On     calendar.Date `json:"on"`
	}{headOf("paper_added", today, c, by), p.Form, p.Number, p.On}
}

type clockRecord struct {
	Rule     string                   `json:"rule"`
	From     calendar.Date            `json:"from"`
	Start    law.Event                `json:"start"`
	State    law.ClockState           `json:"state"`
	On       calendar.Date            `json:"on"` // since when it is in the state; empty while it runs
	Calendar string                   `json:"calendar"`
	Pauses   []pauseRecord            `json:"pauses"`
	Due      map[string]calendar.Date `json:"due"` // by reading; none while a year has no table
}

type pauseRecord struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
}

func clockRecords(clocks []Clock) []clockRecord {
	records := []clockRecord{}
	for _, k := range clocks {
		due := map[string]calendar.Date{}
		for _, r := range k.Readings {
			due[r.Name] = r.Due
		}
		pauses := []pauseRecord{}
		for _, p := range k.Pauses {
			pauses = append(pauses, pauseRecord(p))
		}
		records = append(records, clockRecord{k.Rule, k.From, k.Start, k.State, k.On, k.Calendar, pauses, due})
	}
	return records
}

// holidayRecord commits to a holiday that is added or ended.
func holidayRecord(act string, day calendar.Date, by office.Officer, h Holiday) any {
	return struct {
		Act     string         `json:"act"`
		Day     calendar.Date  `json:"day"`
		Office  office.ID      `json:"office"`
		Officer string         `json:"officer"`
		Holiday string         `json:"holiday"`
		Region  gazetteer.Code `json:"region"`
		On      calendar.Date  `json:"on"`
		Name    string         `json:"name"`
		Decree  string         `json:"decree"`
	}{act, day, by.Office.ID, by.ID, h.ID, h.Region, h.Day, h.Name, h.Decree}
}

type datesRecord struct {
	Safe     calendar.Date `json:"safe"`
	Latest   calendar.Date `json:"latest"`
	Calendar string        `json:"calendar"`
}

// reckonedRecord commits to the clocks that were computed again with another outcome.
func reckonedRecord(law string, clocks []Reckoned) any {
	type change struct {
		What   string        `json:"what"`
		Back   bool          `json:"taken_back"` // it is not over any more, so its escalation is taken back
		Case   string        `json:"case"`
		Rule   string        `json:"rule"`
		From   calendar.Date `json:"from"`
		Day    calendar.Date `json:"day"`
		Before datesRecord   `json:"before"`
		After  datesRecord   `json:"after"`
	}
	r := struct {
		Act     string   `json:"act"`
		Law     string   `json:"law"`
		Changes []change `json:"changes"`
	}{Act: "clocks_reckoned", Law: law}
	for _, k := range clocks {
		r.Changes = append(r.Changes, change{k.what(), k.TakenBack, k.Case, k.Rule, k.From, k.On, datesRecord(k.Before), datesRecord(k.After())})
	}
	return r
}

// what says in a record what reckoning did to a clock: "frozen", "moved", "filled" (its dates, or the latest of them, were not
// stored before) or "corrected" (its dates are as they were, and what they rest on is not).
func (k Reckoned) what() string {
	switch {
	case k.Answer == nil:
		return "frozen"
	case k.Moved():
		return "moved"
	case k.Before.Latest.IsZero():
		return "filled"
	}
	return "corrected"
}

// escalatedRecord commits to the clocks that were shown to the offices above.
func escalatedRecord(clocks []LateClock) any {
	type late struct {
		Case   string        `json:"case"`
		Rule   string        `json:"rule"`
		From   calendar.Date `json:"from"`
		Latest calendar.Date `json:"latest"`
		Day    calendar.Date `json:"day"`
		Office office.ID     `json:"office"`
		To     office.ID     `json:"to"`
	}
	r := struct {
		Act    string `json:"act"`
		Clocks []late `json:"clocks"`
	}{Act: "clocks_escalated"}
	for _, k := range clocks {
		r.Clocks = append(r.Clocks, late{k.Case, k.Rule, k.From, k.Latest, k.On, k.Office, k.Parent})
	}
	return r
}
