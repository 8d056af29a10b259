package store

import (
	"context"
	"crypto/sha256"
	"fmt"

	"netra/intake"
	"netra/ledger"
)

var _ intake.Holdings = (*DB)(nil)

// Held implements intake.Holdings. What is long is joined by id, after the rows were found: SQLite would copy it into an index
// of its own making if it looked for the entry among whole rows. It is hashed row by row and not kept.
func (db *DB) Held(ctx context.Context, from int64, n int) ([]intake.Held, error) {
	var held []intake.Held
	err := db.read().each(ctx, func(scan func(...any) error) error {
		h, err := scanHeld(scan)
		held = append(held, h)
		return err
	}, `
		select p.idx, p.type, p.stored, p.content, coalesce(r.id, s.report, ''), coalesce(s.id, ''),
			r.statement, w.wrap, r.wrap, s.sealed, c.json
		from (
			select l.idx, l.entry, l.type, l.stored, l.content, rr.id as report, ss.id as statement
			from leaf l left join report rr on rr.entry = l.entry and l.type = 'report'
				left join statement ss on ss.entry = l.entry and ss.kind = l.type
			where l.idx >= ? and l.type not in ('date', 'dummy') order by l.idx limit ?) p
			left join report r on r.id = p.report
			left join report_wrap w on w.report = r.id and w.office = r.office and w.epoch = r.epoch
			left join statement s on s.id = p.statement
			left join record c on c.entry = p.entry
		order by p.idx`, from, n)
	if err != nil {
		return nil, fmt.Errorf("read what is held: %w", named(err))
	}
	return held, nil
}

func scanHeld(scan func(...any) error) (intake.Held, error) {
	var h intake.Held
	var stored, content, statement, first, reporters, sealed, record []byte
	err := scan(&h.Index, &h.Type, &stored, &content, &h.Report, &h.Statement, &statement, &first, &reporters, &sealed, &record)
	o := opening(h.Type, stored, content, nil)
	h.Stored, h.Content = o.Stored, o.Content
	var texts [][]byte
	switch h.Type {
	case ledger.TypeReport:
		texts = [][]byte{statement, first, reporters}
	case ledger.TypeFile, ledger.TypeAnswer, ledger.TypeQuestion:
		texts = [][]byte{sealed}
	default:
		texts = [][]byte{record}
	}
	if texts[0] == nil {
		return h, err
	}
	for _, text := range texts {
		h.Sums = append(h.Sums, sha256.Sum256(text))
	}
	return h, err
}

// FileParts implements intake.Holdings.
func (db *DB) FileParts(ctx context.Context, file string) ([]intake.Part, error) {
	byNumber, err := db.read().parts(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("read parts: %w", named(err))
	}
	var parts []intake.Part
	for n := 1; n <= len(byNumber); n++ {
		parts = append(parts, byNumber[n])
	}
	return parts, nil
}

// Unlogged implements intake.Holdings.
func (db *DB) Unlogged(ctx context.Context, n int) ([]intake.Row, error) {
	var rows []intake.Row
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var r intake.Row
		err := scan(&r.Type, &r.Report, &r.Statement)
		rows = append(rows, r)
		return err
	}, `
		select 'report', r.id, '' from report r where not exists (select 1 from leaf l where l.entry = r.entry)
		union all
		select s.kind, s.report, s.id from statement s where not exists (select 1 from leaf l where l.entry = s.entry)
		limit ?`, n)
	if err != nil {
		return nil, fmt.Errorf("read what is not logged: %w", named(err))
	}
	return rows, nil
}
