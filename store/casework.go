package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"netra/calendar"
	"netra/casework"
	"netra/ledger"
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
		select (select coalesce(max(serial), 0) + 1 from case_file where office = ? and register_year = ?),
			(select coalesce(max(public_serial), 0) + 1 from case_file where year = ? and public_region = ?)`,
		of, year, year, region).Scan(&s.Register, &s.Public)
	if err != nil {
		return s, fmt.Errorf("count cases: %w", err)
	}
	return s, nil
}

// SaveCase implements casework.Store. The report comes first: whoever else opens a case of it waits on that row.
func (db *DB) SaveCase(ctx context.Context, o casework.Opening) error {
	c := o.Case
	clocks, err := clockRows(c, c.Clocks)
	if err != nil {
		return fmt.Errorf("save case: %w", err)
	}
	err = db.write(ctx, func(t *tx) error {
		if c.Report != "" {
			n, err := t.exec(ctx, `update report set case_id = ? where id = ? and office = ? and case_id is null`, c.ID, c.Report, c.Office.ID)
			if err == nil && n == 0 {
				err = casework.ErrConflict
			}
			if err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `
			insert into case_file (id, public, office, year, public_region, public_serial, report, origin, regime, state, title, summary,
				acts, event_region, employer_region, event_on, known_on, received_on, accused_position, accused_agency, accused_name, version)
			values `+values(1, 22),
			c.ID, c.Public, c.Office.ID, o.Serials.Year, o.Serials.Region, o.Serials.Public, nullable(c.Report), c.Origin, c.Regime, c.State,
			c.Title, c.Summary, strings.Join(c.Acts, ","), c.EventRegion, c.EmployerRegion, c.EventOn.String(), c.KnownOn.String(),
			nullable(c.ReceivedOn.String()), c.Accused.Position, c.Accused.Agency, c.Accused.Name, c.Version); err != nil {
			return err
		}
		if err := t.putClocks(ctx, clocks); err != nil {
			return err
		}
		return t.addMove(ctx, c, o.By, o.Record, o.Leaf)
	})
	if duplicate(err) {
		err = casework.ErrMoved
	}
	if err != nil {
		return fmt.Errorf("save case: %w", err)
	}
	return nil
}

// addMove stores the last move of a case.
func (t *tx) addMove(ctx context.Context, c casework.Case, by office.Officer, record []byte, leaf ledger.Leaf) error {
	m := c.Moves[len(c.Moves)-1]
	if _, err := t.exec(ctx, `insert into case_move (case_id, version, transition, state, day, source, note, officer, name, entry) values `+values(1, 10),
		c.ID, m.Version, m.Transition, m.State, m.On.String(), m.Source, m.Note, by.ID, m.Officer, leaf.Entry[:]); err != nil {
		return err
	}
	return t.addRecord(ctx, leaf, record)
}

// SaveStep implements casework.Store. The version comes first: whoever else moves the case waits on that row and then fails.
func (db *DB) SaveStep(ctx context.Context, a casework.Advance) error {
	c := a.Case
	clocks, err := clockRows(c, a.Begun)
	if err != nil {
		return fmt.Errorf("save step: %w", err)
	}
	err = db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update case_file set state = ?, version = ? where id = ? and version = ? and office = ?`,
			c.State, c.Version, c.ID, a.From, c.Office.ID)
		if err == nil && n == 0 {
			err = casework.ErrStale
		}
		if err == nil && a.Serials.Year > 0 {
			err = t.number(ctx, c, a.Serials)
		}
		if err == nil {
			err = t.putClocks(ctx, clocks)
		}
		if err == nil {
			err = t.turnClocks(ctx, c.ID, a.Turned)
		}
		if err != nil {
			return err
		}
		return t.addMove(ctx, c, a.By, a.Record, a.Leaf)
	})
	if duplicate(err) {
		err = casework.ErrMoved
	}
	if err != nil {
		return fmt.Errorf("save step: %w", err)
	}
	return nil
}

// number gives a case its place in the office's register.
func (t *tx) number(ctx context.Context, c casework.Case, s casework.Serials) error {
	serial := sql.NullInt64{Int64: int64(s.Register), Valid: s.Register > 0}
	var taken int
	if err := t.row(ctx, `select count(*) from case_file where office = ? and id <> ? and (number = ? or register_year = ? and serial = ?)`,
		c.Office.ID, c.ID, c.Number, s.Year, serial).Scan(&taken); err != nil {
		return err
	}
	if taken > 0 {
		return casework.ErrTaken
	}
	_, err := t.exec(ctx, `update case_file set number = ?, register_year = ?, serial = ?, registered_on = ? where id = ?`,
		nullable(c.Number), s.Year, serial, c.RegisteredOn.String(), c.ID)
	return err
}

// SavePaper implements casework.Store.
func (db *DB) SavePaper(ctx context.Context, a casework.Addition) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update case_file set version = ? where id = ? and version = ?`, a.From+1, a.Case, a.From)
		if err == nil && n == 0 {
			err = casework.ErrStale
		}
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `insert into case_paper (case_id, version, form, number, day, officer, name, entry) values `+values(1, 8),
			a.Case, a.From+1, a.Paper.Form, a.Paper.Number, a.Paper.On.String(), a.By.ID, a.Paper.Officer, a.Leaf.Entry[:]); err != nil {
			return err
		}
		return t.addRecord(ctx, a.Leaf, a.Record)
	})
	if err != nil {
		return fmt.Errorf("save paper: %w", err)
	}
	return nil
}

// below is the offices under one, with it.
const below = `
	with recursive below (id) as (
		select id from office where id = ? union select o.id from office o join below b on o.parent = b.id) `

const selectCase = `
	select c.id, coalesce(c.number, ''), c.public, o.id, o.kind, o.name, o.region, coalesce(o.parent, ''), coalesce(c.report, ''), c.origin,
		c.regime, c.state, c.title, c.summary, c.acts, c.event_region, c.employer_region, c.event_on, c.known_on, c.received_on,
		c.registered_on, c.accused_position, c.accused_agency, c.accused_name, c.version
	from case_file c join office o on o.id = c.office `

func scanCase(scan func(...any) error) (casework.Case, error) {
	var c casework.Case
	var acts string
	err := scan(&c.ID, &c.Number, &c.Public, &c.Office.ID, &c.Office.Kind, &c.Office.Name, &c.Office.Region, &c.Office.Parent, &c.Report,
		&c.Origin, &c.Regime, &c.State, &c.Title, &c.Summary, &acts, &c.EventRegion, &c.EmployerRegion, isoDay{&c.EventOn},
		isoDay{&c.KnownOn}, isoDay{&c.ReceivedOn}, isoDay{&c.RegisteredOn}, &c.Accused.Position, &c.Accused.Agency, &c.Accused.Name, &c.Version)
	c.Acts = split(acts)
	return c, err
}

// Case implements casework.Store.
func (db *DB) Case(ctx context.Context, id string, under office.ID) (casework.Case, error) {
	c, err := db.wholeCase(ctx, below+selectCase+`where c.office in (select id from below) and c.id = ?`, under, id)
	if err != nil {
		return casework.Case{}, fmt.Errorf("read case: %w", err)
	}
	return c, nil
}

// CaseOf implements casework.Store.
func (db *DB) CaseOf(ctx context.Context, report string) (casework.Case, error) {
	c, err := db.wholeCase(ctx, selectCase+`where c.report = ?`, report)
	if err != nil {
		return casework.Case{}, fmt.Errorf("read case of a report: %w", err)
	}
	return c, nil
}

// wholeCase reads a case and its history. Its parts are read one after the other: a move made meanwhile shows in the later ones, and
// whoever builds on the version that was read is refused.
func (db *DB) wholeCase(ctx context.Context, query string, args ...any) (casework.Case, error) {
	found, err := db.cases(ctx, query, args...)
	if err == nil && len(found) == 0 {
		err = casework.ErrNotFound
	}
	if err != nil {
		return casework.Case{}, err
	}
	c := found[0]
	if c.Moves, err = db.moves(ctx, c.ID); err != nil {
		return casework.Case{}, err
	}
	if c.Papers, err = db.papers(ctx, c.ID); err != nil {
		return casework.Case{}, err
	}
	c.Changes, err = db.changes(ctx, c.ID)
	return c, err
}

// Cases implements casework.Store. Cases in which no period runs come last.
func (db *DB) Cases(ctx context.Context, under office.ID, from, n int) ([]casework.Case, error) {
	found, err := db.cases(ctx, below+selectCase+`where c.office in (select id from below)
		order by (select coalesce(min(k.safe), '9999') from case_clock k where k.case_id = c.id and k.state = 'running'), c.public limit ? offset ?`,
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
	err = db.clocks(ctx, at, ids)
	return found, err
}

// moves gives the moves of a case, oldest first.
func (db *DB) moves(ctx context.Context, id string) ([]casework.Move, error) {
	var moves []casework.Move
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var m casework.Move
		err := scan(&m.Version, &m.Transition, &m.State, isoDay{&m.On}, &m.Source, &m.Note, &m.Officer, &m.Index)
		moves = append(moves, m)
		return err
	}, `select m.version, m.transition, m.state, m.day, m.source, m.note, m.name, coalesce(l.idx, -1)
		from case_move m join leaf l on l.entry = m.entry where m.case_id = ? order by m.version`, id)
	return moves, err
}

// papers gives the documents of a case, oldest first.
func (db *DB) papers(ctx context.Context, id string) ([]casework.Paper, error) {
	var papers []casework.Paper
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var p casework.Paper
		err := scan(&p.Form, &p.Number, isoDay{&p.On}, &p.Officer, &p.Index)
		papers = append(papers, p)
		return err
	}, `select p.form, p.number, p.day, p.name, coalesce(l.idx, -1)
		from case_paper p join leaf l on l.entry = p.entry where p.case_id = ? order by p.version`, id)
	return papers, err
}
