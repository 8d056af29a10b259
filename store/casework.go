package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"netra/calendar"
	"netra/casework"
	"netra/office"
)

var _ casework.Store = (*DB)(nil)

// Received implements casework.Store.
func (db *DB) Received(ctx context.Context, report string, of office.ID) (casework.Received, error) {
	var got casework.Received
	var caseID sql.NullString
	err := db.read().row(ctx, `
		select r.day, r.regime, r.case_id from report r join leaf l on l.entry = r.entry
		where r.id = ? and r.office = ? and `+numbered, report, of).Scan(isoDay{&got.Day}, &got.Regime, &caseID)
	if errors.Is(err, sql.ErrNoRows) {
		err = casework.ErrNotFound
	}
	if err != nil {
		return got, fmt.Errorf("find received report: %w", err)
	}
	got.CaseID = caseID.String
	return got, nil
}

// An isoDay scans an ISO date, or null into no date.
type isoDay struct{ to *calendar.Date }

// Scan implements sql.Scanner.
func (d isoDay) Scan(v any) error {
	text, ok := v.(string)
	if v != nil && !ok {
		return fmt.Errorf("a date is no %T", v)
	}
	return d.to.UnmarshalText([]byte(text))
}

// NextSerials implements casework.Store.
func (db *DB) NextSerials(ctx context.Context, of office.ID, region string, year int) (casework.Serials, error) {
	s := casework.Serials{Year: year, Region: region}
	err := db.read().row(ctx, `
		select (select coalesce(max(serial), 0) + 1 from case_file where office = ? and year = ?),
			(select coalesce(max(public_serial), 0) + 1 from case_file where year = ? and public_region = ?)`,
		of, year, year, region).Scan(&s.Register, &s.Public)
	if err != nil {
		return s, fmt.Errorf("count cases: %w", err)
	}
	return s, nil
}

// SaveRegistration implements casework.Store. The report comes first: whoever else registers it waits on that row.
func (db *DB) SaveRegistration(ctx context.Context, r casework.Registration) error {
	c := r.Case
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update report set case_id = ? where id = ? and office = ? and case_id is null`, c.ID, c.Report, c.Office.ID)
		if err == nil && n == 0 {
			err = casework.ErrConflict
		}
		if err != nil {
			return err
		}
		if err := t.addCase(ctx, c, r.Serials); err != nil {
			return err
		}
		for _, k := range c.Clocks {
			answer, err := json.Marshal(k.Answer)
			if err != nil {
				return err
			}
			if _, err := t.exec(ctx, `insert into case_clock (case_id, rule, safe, met, answer) values (?, ?, ?, ?, ?)`,
				c.ID, k.Rule, k.Safe.String(), nullable(k.Met.String()), string(answer)); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `insert into case_move (case_id, version, stage, day, officer, name, entry) values (?, ?, ?, ?, ?, ?, ?)`,
			c.ID, c.Version, c.Stage, c.RegisteredOn.String(), r.By.ID, r.By.Name, r.Leaf.Entry[:]); err != nil {
			return err
		}
		return t.addRecord(ctx, r.Leaf, r.Record)
	})
	if duplicate(err) {
		err = casework.ErrMoved
	}
	if err != nil {
		return fmt.Errorf("save registration: %w", err)
	}
	return nil
}

func (t *tx) addCase(ctx context.Context, c casework.Case, s casework.Serials) error {
	serial := sql.NullInt64{Int64: int64(s.Register), Valid: s.Register > 0}
	var taken int
	if err := t.row(ctx, `select count(*) from case_file where office = ? and (number = ? or year = ? and serial = ?)`,
		c.Office.ID, c.Number, s.Year, serial).Scan(&taken); err != nil {
		return err
	}
	if taken > 0 {
		return casework.ErrTaken
	}
	_, err := t.exec(ctx, `
		insert into case_file (id, number, public, office, year, serial, public_region, public_serial, report, regime, stage, title, summary,
			acts, event_region, employer_region, event_on, known_on, received_on, registered_on,
			accused_position, accused_agency, accused_name, version)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Number, c.Public, c.Office.ID, s.Year, serial, s.Region, s.Public, c.Report, c.Regime, c.Stage, c.Title, c.Summary,
		strings.Join(c.Acts, ","), c.EventRegion, c.EmployerRegion, c.EventOn.String(), c.KnownOn.String(), c.ReceivedOn.String(),
		c.RegisteredOn.String(), c.Accused.Position, c.Accused.Agency, c.Accused.Name, c.Version)
	return err
}

// below is the offices under one, with it.
const below = `
	with recursive below (id) as (
		select id from office where id = ? union select o.id from office o join below b on o.parent = b.id) `

const selectCase = `
	select c.id, c.number, c.public, o.id, o.kind, o.name, o.region, coalesce(o.parent, ''), c.report, c.regime, c.stage, c.title, c.summary,
		c.acts, c.event_region, c.employer_region, c.event_on, c.known_on, c.received_on, c.registered_on,
		c.accused_position, c.accused_agency, c.accused_name, c.version
	from case_file c join office o on o.id = c.office `

func scanCase(scan func(...any) error) (casework.Case, error) {
	var c casework.Case
	var acts string
	err := scan(&c.ID, &c.Number, &c.Public, &c.Office.ID, &c.Office.Kind, &c.Office.Name, &c.Office.Region, &c.Office.Parent, &c.Report,
		&c.Regime, &c.Stage, &c.Title, &c.Summary, &acts, &c.EventRegion, &c.EmployerRegion, isoDay{&c.EventOn}, isoDay{&c.KnownOn},
		isoDay{&c.ReceivedOn}, isoDay{&c.RegisteredOn}, &c.Accused.Position, &c.Accused.Agency, &c.Accused.Name, &c.Version)
	c.Acts = split(acts)
	return c, err
}

// Case implements casework.Store.
func (db *DB) Case(ctx context.Context, id string, under office.ID) (casework.Case, error) {
	c, err := db.oneCase(ctx, below+selectCase+`where c.office in (select id from below) and c.id = ?`, under, id)
	if err == nil {
		c.Moves, err = db.moves(ctx, id)
	}
	if err != nil {
		return casework.Case{}, fmt.Errorf("read case: %w", err)
	}
	return c, nil
}

// CaseOf implements casework.Store.
func (db *DB) CaseOf(ctx context.Context, report string) (casework.Case, error) {
	c, err := db.oneCase(ctx, selectCase+`where c.report = ?`, report)
	if err != nil {
		return casework.Case{}, fmt.Errorf("read case of a report: %w", err)
	}
	return c, nil
}

func (db *DB) oneCase(ctx context.Context, query string, args ...any) (casework.Case, error) {
	found, err := db.cases(ctx, query, args...)
	if err == nil && len(found) == 0 {
		err = casework.ErrNotFound
	}
	if err != nil {
		return casework.Case{}, err
	}
	return found[0], nil
}

// Cases implements casework.Store. Cases in which no period runs come last.
func (db *DB) Cases(ctx context.Context, under office.ID, from, n int) ([]casework.Case, error) {
	found, err := db.cases(ctx, below+selectCase+`where c.office in (select id from below)
		order by (select coalesce(min(k.safe), '9999') from case_clock k where k.case_id = c.id and k.met is null), c.public limit ? offset ?`,
		under, n, from)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	return found, nil
}

// cases reads cases with their clocks.
func (db *DB) cases(ctx context.Context, query string, args ...any) ([]casework.Case, error) {
	var found []casework.Case
	err := db.read().each(ctx, func(scan func(...any) error) error {
		c, err := scanCase(scan)
		found = append(found, c)
		return err
	}, query, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	at := map[string]*casework.Case{}
	ids := make([]any, len(found))
	for i := range found {
		ids[i] = found[i].ID
		at[found[i].ID] = &found[i]
	}
	err = db.read().each(ctx, func(scan func(...any) error) error {
		var id, answer string
		var k casework.Clock
		if err := scan(&id, isoDay{&k.Met}, &answer); err != nil {
			return err
		}
		at[id].Clocks = append(at[id].Clocks, k)
		return json.Unmarshal([]byte(answer), &at[id].Clocks[len(at[id].Clocks)-1].Answer)
	}, `select case_id, met, answer from case_clock where case_id in `+values(1, len(ids))+` order by safe, rule`, ids...)
	return found, err
}

// moves gives the moves of a case, oldest first.
func (db *DB) moves(ctx context.Context, id string) ([]casework.Move, error) {
	var moves []casework.Move
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var m casework.Move
		err := scan(&m.Version, &m.Stage, isoDay{&m.On}, &m.Officer, &m.Index)
		moves = append(moves, m)
		return err
	}, `select m.version, m.stage, m.day, m.name, coalesce(l.idx, -1) from case_move m join leaf l on l.entry = m.entry
		where m.case_id = ? order by m.version`, id)
	return moves, err
}
