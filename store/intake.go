package store

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"netra/calendar"
	"netra/intake"
	"netra/ledger"
	"netra/office"
)

var _ intake.Store = (*DB)(nil)

// SaveFiling implements intake.Store.
func (db *DB) SaveFiling(ctx context.Context, f intake.Filing) error {
	r := f.Report
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `
			insert into report (id, lookup, login, office, epoch, regime, acts, day, recipient, sign, statement, wrap, entry, promise, statements)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on conflict do nothing`,
			r.ID, r.Lookup[:], r.Login[:], string(r.Office), r.Epoch, r.Regime, strings.Join(r.Acts, ","), r.Day.String(), r.Recipient,
			[]byte(r.Sign), r.Statement, r.Wrap, r.Leaf.Entry[:], r.Promise)
		if err == nil && n == 0 {
			err = intake.ErrAgain
		}
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `insert into report_wrap (report, office, epoch, wrap) values (?, ?, ?, ?)`,
			r.ID, string(r.Office), r.Epoch, r.OfficeWrap); err != nil {
			return err
		}
		return t.addLeaves(ctx, r.Leaf)
	})
	if err != nil {
		return fmt.Errorf("save filing: %w", err)
	}
	return nil
}

// SaveCapability implements intake.Store.
func (db *DB) SaveCapability(ctx context.Context, c intake.Capability) error {
	err := db.write(ctx, func(t *tx) error {
		_, err := t.exec(ctx, `insert into capability (hash, report, until) values (?, ?, ?)`, c.Hash[:], c.Report, c.Until.String())
		return err
	})
	if err != nil {
		return fmt.Errorf("save capability: %w", err)
	}
	return nil
}

// reportColumns is what scanReport reads.
const reportColumns = `
	r.id, r.lookup, r.login, r.office, r.epoch, r.regime, r.acts, r.day, r.recipient, r.sign, r.statement, r.wrap, r.entry, r.promise,
	r.visit, r.case_id, l.type, l.stored, l.content, l.salt, w.wrap, exists (select 1 from opening o where o.report = r.id)
	from report r join leaf l on l.entry = r.entry join report_wrap w on w.report = r.id and w.office = r.office and w.epoch = r.epoch`

func scanReport(scan func(...any) error, more ...any) (intake.Report, error) {
	var r intake.Report
	var lookup, login, sign, entry, stored, content, salt []byte
	var acts string
	var caseID sql.NullString
	err := scan(append([]any{&r.ID, &lookup, &login, &r.Office, &r.Epoch, &r.Regime, &acts, isoDay{&r.Day}, &r.Recipient, &sign, &r.Statement, &r.Wrap,
		&entry, &r.Promise, &r.Visit, &caseID, &r.Leaf.Opening.Type, &stored, &content, &salt, &r.OfficeWrap, &r.WasOpened}, more...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return r, intake.ErrNotFound
	}
	if err != nil {
		return r, err
	}
	copy(r.Lookup[:], lookup)
	copy(r.Login[:], login)
	copy(r.Leaf.Entry[:], entry)
	r.Leaf.Opening = opening(r.Leaf.Opening.Type, stored, content, salt)
	r.Sign = ed25519.PublicKey(sign)
	r.Acts = split(acts)
	r.CaseID = caseID.String
	return r, nil
}

func opening(kind string, stored, content, salt []byte) ledger.Opening {
	o := ledger.Opening{Type: kind}
	copy(o.Stored[:], stored)
	copy(o.Content[:], content)
	copy(o.Salt[:], salt)
	return o
}

// split reads a list kept as text; the empty text is the empty list.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// ReportByLookup implements intake.Store.
func (db *DB) ReportByLookup(ctx context.Context, lookup [16]byte) (intake.Report, error) {
	r, err := scanReport(db.read().row(ctx, `select `+reportColumns+` where r.lookup = ?`, lookup[:]).Scan)
	if err != nil {
		return r, fmt.Errorf("find report: %w", err)
	}
	return r, nil
}

// ReportByCapability implements intake.Store.
func (db *DB) ReportByCapability(ctx context.Context, hash [32]byte) (intake.Report, calendar.Date, error) {
	columns, from, _ := strings.Cut(reportColumns, "\n\tfrom")
	var until calendar.Date
	row := db.read().row(ctx, `select `+columns+`, c.until from`+from+` join capability c on c.report = r.id where c.hash = ?`, hash[:])
	r, err := scanReport(row.Scan, isoDay{&until})
	if err != nil {
		return r, calendar.Date{}, fmt.Errorf("find report: %w", err)
	}
	return r, until, nil
}

// SaveVisit implements intake.Store.
func (db *DB) SaveVisit(ctx context.Context, report string, visit []byte) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, `update report set visit = ? where id = ?`, visit, report)
		return orNotFound(n, err)
	})
	if err != nil {
		return fmt.Errorf("save visit: %w", err)
	}
	return nil
}

func orNotFound(n int64, err error) error {
	if err == nil && n == 0 {
		return intake.ErrNotFound
	}
	return err
}

// lockReport makes writers of one report wait for each other and gives how many later statements it has.
func (t *tx) lockReport(ctx context.Context, report string) (int, error) {
	var n int
	err := t.row(ctx, `update report set statements = statements where id = ? returning statements`, report).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	return n, err
}

// SaveUpload implements intake.Store.
func (db *DB) SaveUpload(ctx context.Context, u intake.Upload, limit int) error {
	err := db.write(ctx, func(t *tx) error {
		if _, err := t.lockReport(ctx, u.Report); err != nil {
			return err
		}
		var begun, same, all int
		err := t.row(ctx, `
			select (select count(*) from upload where id = ?), (select count(*) from upload where id = ? and report = ?),
				(select count(*) from upload where report = ?)`, u.ID, u.ID, u.Report, u.Report).Scan(&begun, &same, &all)
		switch {
		case err != nil:
			return err
		case same > 0:
			return intake.ErrAgain
		case begun > 0:
			return intake.ErrNotFound
		case all >= limit:
			return intake.ErrTooMany
		}
		_, err = t.exec(ctx, `insert into upload (id, report, day, card) values (?, ?, ?, ?)`, u.ID, u.Report, u.Day.String(), u.Card)
		return err
	})
	if err != nil {
		return fmt.Errorf("begin file: %w", err)
	}
	return nil
}

// unfinished is true of an upload u without a statement.
const unfinished = `not exists (select 1 from statement s where s.id = u.id)`

// Upload implements intake.Store.
func (db *DB) Upload(ctx context.Context, report, id string) (intake.Upload, error) {
	found, err := db.uploads(ctx, `u.report = ? and u.id = ?`, report, id)
	if err != nil {
		return intake.Upload{}, err
	}
	if len(found) == 0 {
		return intake.Upload{}, fmt.Errorf("find file: %w", intake.ErrNotFound)
	}
	return found[0], nil
}

// Uploads implements intake.Store.
func (db *DB) Uploads(ctx context.Context, report string) ([]intake.Upload, error) {
	return db.uploads(ctx, `u.report = ? and u.card is not null`, report)
}

func (db *DB) uploads(ctx context.Context, where string, args ...any) ([]intake.Upload, error) {
	var found []intake.Upload
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var u intake.Upload
		err := scan(&u.ID, &u.Report, isoDay{&u.Day}, &u.Card)
		found = append(found, u)
		return err
	}, `select u.id, u.report, u.day, u.card from upload u where `+unfinished+` and `+where, args...)
	for i := range found {
		if err == nil {
			found[i].Parts, err = db.read().parts(ctx, found[i].ID)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("find files: %w", err)
	}
	return found, nil
}

// parts gives the parts of a file by number.
func (t *tx) parts(ctx context.Context, file string) (map[int]intake.Part, error) {
	parts := map[int]intake.Part{}
	err := t.each(ctx, func(scan func(...any) error) error {
		var n int
		var p intake.Part
		var sum []byte
		if err := scan(&n, &p.Blob, &p.Size, &sum); err != nil {
			return err
		}
		copy(p.SHA256[:], sum)
		parts[n] = p
		return nil
	}, `select n, blob, size, sha256 from part where upload = ? order by n`, file)
	return parts, err
}

// SavePart implements intake.Store.
func (db *DB) SavePart(ctx context.Context, upload string, n int, p intake.Part) error {
	err := db.write(ctx, func(t *tx) error {
		if _, err := t.lockUploads(ctx, `id = ?`, upload); err != nil {
			return err
		}
		var open int
		if err := t.row(ctx, `select count(*) from upload u where u.id = ? and `+unfinished, upload).Scan(&open); err != nil {
			return err
		}
		if open == 0 {
			return intake.ErrNotFound
		}
		added, err := t.exec(ctx, `insert into part (upload, n, blob, size, sha256) values (?, ?, ?, ?, ?) on conflict do nothing`,
			upload, n, p.Blob, p.Size, p.SHA256[:])
		if err == nil && added == 0 {
			err = intake.ErrAgain
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("save part: %w", err)
	}
	return nil
}

// DropUpload implements intake.Store.
func (db *DB) DropUpload(ctx context.Context, id string) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.dropUploads(ctx, `u.id = ?`, id)
		if err == nil && n == 0 {
			err = intake.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("drop file: %w", err)
	}
	return nil
}

// lockUploads makes writers of one file wait for each other and tells how many files it locked. What the others have committed
// is seen by the statements after it, so it comes before any look at a file's parts or statement.
func (t *tx) lockUploads(ctx context.Context, where string, args ...any) (int64, error) {
	return t.exec(ctx, `update upload set day = day where `+where, args...)
}

// dropUploads forgets unfinished files and tells how many.
func (t *tx) dropUploads(ctx context.Context, where string, args ...any) (int64, error) {
	which := `select u.id from upload u where ` + unfinished + ` and ` + where
	if _, err := t.lockUploads(ctx, `id in (`+which+`)`, args...); err != nil {
		return 0, err
	}
	if _, err := t.exec(ctx, `delete from part where upload in (`+which+`)`, args...); err != nil {
		return 0, err
	}
	return t.exec(ctx, `delete from upload where id in (`+which+`)`, args...)
}

// SaveAddition implements intake.Store.
func (db *DB) SaveAddition(ctx context.Context, a intake.Addition) error {
	s := a.Statement
	err := db.write(ctx, func(t *tx) error {
		before, err := t.lockReport(ctx, a.Report)
		if err != nil {
			return err
		}
		n, err := t.exec(ctx, `
			insert into statement (id, report, n, kind, day, sealed, entry, promise, author)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
			s.ID, a.Report, before+1, s.Kind, s.Day.String(), s.Sealed, a.Leaf.Entry[:], s.Promise, string(s.Author))
		if err == nil && n == 0 {
			err = intake.ErrAgain
		}
		if err != nil {
			return err
		}
		if err := t.checkParts(ctx, a); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `update report set statements = ? where id = ?`, before+1, a.Report); err != nil {
			return err
		}
		return t.addLeaves(ctx, a.Leaf)
	})
	if err != nil {
		return fmt.Errorf("save %s: %w", s.Kind, err)
	}
	return nil
}

// checkParts makes sure that a finished file is the one that was uploaded.
func (t *tx) checkParts(ctx context.Context, a intake.Addition) error {
	if a.Statement.Kind != ledger.TypeFile {
		return nil
	}
	mine, err := t.lockUploads(ctx, `id = ? and report = ?`, a.Statement.ID, a.Report)
	if err != nil {
		return err
	}
	stored, err := t.parts(ctx, a.Statement.ID)
	if err != nil {
		return err
	}
	if mine == 0 || len(stored) != len(a.Statement.Parts) {
		return intake.ErrConflict
	}
	for i, p := range a.Statement.Parts {
		if stored[i+1] != p {
			return intake.ErrConflict
		}
	}
	return nil
}

// Statements implements intake.Store.
func (db *DB) Statements(ctx context.Context, report string) ([]intake.Statement, error) {
	found, err := db.read().statements(ctx, `s.report = ?`, report)
	if err != nil {
		return nil, fmt.Errorf("statements: %w", err)
	}
	return found, nil
}

func (t *tx) statements(ctx context.Context, where string, args ...any) ([]intake.Statement, error) {
	var found []intake.Statement
	err := t.each(ctx, func(scan func(...any) error) error {
		var s intake.Statement
		var kind string
		var stored, content, salt []byte
		err := scan(&s.ID, &s.Kind, isoDay{&s.Day}, &s.Sealed, &s.Promise, &s.Author, &kind, &stored, &content, &salt)
		s.Opening = opening(kind, stored, content, salt)
		found = append(found, s)
		return err
	}, `select s.id, s.kind, s.day, s.sealed, s.promise, s.author, l.type, l.stored, l.content, l.salt
		from statement s join leaf l on l.entry = s.entry where `+where+` order by s.n`, args...)
	for i := range found {
		if err != nil || found[i].Kind != ledger.TypeFile {
			continue
		}
		var parts map[int]intake.Part
		parts, err = t.parts(ctx, found[i].ID)
		for n := 1; n <= len(parts); n++ {
			found[i].Parts = append(found[i].Parts, parts[n])
		}
	}
	return found, err
}

// LeafIndex implements intake.Store.
func (db *DB) LeafIndex(ctx context.Context, entry ledger.Entry) (int64, error) {
	idx, ok, err := db.read().leafIndex(ctx, entry)
	if err == nil && !ok {
		err = intake.ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("place in the log: %w", err)
	}
	return idx, nil
}

// numbered is true of a leaf l that the log has taken in: officers see nothing earlier.
const numbered = `l.idx is not null`

// Cards implements intake.Store.
func (db *DB) Cards(ctx context.Context, of office.ID) ([]intake.Card, error) {
	var cards []intake.Card
	err := db.read().each(ctx, func(scan func(...any) error) error {
		c, err := scanCard(scan)
		cards = append(cards, c)
		return err
	}, `select `+cardColumns, string(of))
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	return cards, nil
}

// cardColumns is what scanCard reads, for one office. What the reporter said counts as new until somebody of the office opens
// the report again; a question is unheard until the reporter says something after it.
const cardColumns = `
	x.id, x.day, x.regime, x.acts, x.case_id, x.seen,
	(select count(*) from statement s join leaf l on l.entry = s.entry
		where s.report = x.id and s.kind in ('answer', 'file') and s.n > x.seen and ` + numbered + `),
	(select count(*) from statement s where s.report = x.id and s.kind = 'question'
		and s.n > (select coalesce(max(a.n), 0) from statement a where a.report = x.id and a.kind in ('answer', 'file')))
	from (
		select r.id, r.day, r.regime, r.acts, r.case_id,
			(select coalesce(max(o.seen), -1) from opening o where o.report = r.id and o.office = w.office) as seen
		from report_wrap w join report r on r.id = w.report join leaf l on l.entry = r.entry
		where w.office = ? and ` + numbered + `) x`

func scanCard(scan func(...any) error, more ...any) (intake.Card, error) {
	var c intake.Card
	var acts string
	var caseID sql.NullString
	var seen int
	err := scan(append([]any{&c.ID, isoDay{&c.Day}, &c.Regime, &acts, &caseID, &seen, &c.New, &c.Unheard}, more...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return c, intake.ErrNotFound
	}
	if err != nil {
		return c, err
	}
	c.Opened = seen >= 0
	c.Acts = split(acts)
	c.CaseID = caseID.String
	return c, nil
}

// SaveOpening implements intake.Store.
func (db *DB) SaveOpening(ctx context.Context, o intake.NewOpening) (intake.Handover, error) {
	var h intake.Handover
	err := db.write(ctx, func(t *tx) error {
		if _, err := t.lockReport(ctx, o.Report); err != nil {
			return err
		}
		var err error
		if h, err = t.handover(ctx, o.Report, o.Office); err != nil {
			return err
		}
		var seen, n int
		if err := t.row(ctx, `
			select (select coalesce(max(s.n), 0) from statement s join leaf l on l.entry = s.entry where s.report = ? and `+numbered+`),
				(select count(*) from opening where report = ?)`, o.Report, o.Report).Scan(&seen, &n); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `
			insert into opening (entry, report, n, office, officer, name, day, bundle, seen) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			o.Leaf.Entry[:], o.Report, n+1, string(o.Office), o.Officer, o.Name, o.Day.String(), flag(o.Bundle), seen); err != nil {
			return err
		}
		if err := t.addRecord(ctx, o.Leaf, o.Record); err != nil {
			return err
		}
		h.Openings, err = t.openings(ctx, o.Report)
		return err
	})
	if err != nil {
		return intake.Handover{}, fmt.Errorf("save opening: %w", err)
	}
	return h, nil
}

func (t *tx) handover(ctx context.Context, report string, of office.ID) (intake.Handover, error) {
	var h intake.Handover
	var err error
	h.Card, err = scanCard(t.row(ctx, `select `+cardColumns+` where x.id = ?`, string(of), report).Scan)
	if err != nil {
		return h, err
	}
	h.Office = of
	var sign, stored, content, salt, first, reporters []byte
	var kind string
	err = t.row(ctx, `
		select w.epoch, w.wrap, r.recipient, r.sign, r.statement, f.wrap, r.wrap, l.type, l.stored, l.content, l.salt
		from report r join leaf l on l.entry = r.entry join report_wrap w on w.report = r.id
			join report_wrap f on f.report = r.id and f.office = r.office and f.epoch = r.epoch
		where r.id = ? and w.office = ? order by w.epoch desc limit 1`, report, string(of)).
		Scan(&h.Epoch, &h.Wrap, &h.Recipient, &sign, &h.Statement, &first, &reporters, &kind, &stored, &content, &salt)
	if err != nil {
		return h, err
	}
	h.Wraps = [2][32]byte{sha256.Sum256(first), sha256.Sum256(reporters)}
	h.Reporter = ed25519.PublicKey(sign)
	h.Leaf = opening(kind, stored, content, salt)
	h.Later, err = t.statements(ctx, `s.report = ? and (`+numbered+` or s.author = ?)`, report, string(of))
	return h, err
}

func (t *tx) openings(ctx context.Context, report string) ([]intake.Opening, error) {
	var found []intake.Opening
	err := t.each(ctx, func(scan func(...any) error) error {
		var o intake.Opening
		var bundle int
		err := scan(&o.Officer, &o.Name, isoDay{&o.Day}, &bundle)
		o.Bundle = bundle == 1
		found = append(found, o)
		return err
	}, `select officer, name, day, bundle from opening where report = ? order by n`, report)
	return found, err
}

// Openings implements intake.Store.
func (db *DB) Openings(ctx context.Context, report string) ([]intake.Opening, error) {
	found, err := db.read().openings(ctx, report)
	if err != nil {
		return nil, fmt.Errorf("openings: %w", err)
	}
	return found, nil
}

// HasOpened implements intake.Store.
func (db *DB) HasOpened(ctx context.Context, report string, of office.ID, officer string) (bool, error) {
	var n int
	err := db.read().row(ctx, `
		select count(*) from opening o join report_wrap w on w.report = o.report and w.office = o.office
		where o.report = ? and o.office = ? and o.officer = ?`, report, string(of), officer).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("has opened: %w", err)
	}
	return n > 0, nil
}

// PartOf implements intake.Store.
func (db *DB) PartOf(ctx context.Context, report, file string, n int) (intake.Part, error) {
	var p intake.Part
	var sum []byte
	err := db.read().row(ctx, `
		select p.blob, p.size, p.sha256 from part p join statement s on s.id = p.upload join leaf l on l.entry = s.entry
		where s.report = ? and p.upload = ? and p.n = ? and `+numbered, report, file, n).Scan(&p.Blob, &p.Size, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("find part: %w", err)
	}
	copy(p.SHA256[:], sum)
	return p, nil
}

// Sweep implements intake.Store.
func (db *DB) Sweep(ctx context.Context, begunBefore, endedBefore calendar.Date) error {
	err := db.write(ctx, func(t *tx) error {
		if _, err := t.exec(ctx, `delete from capability where until < ?`, endedBefore.String()); err != nil {
			return err
		}
		_, err := t.dropUploads(ctx, `u.day < ?`, begunBefore.String())
		return err
	})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	return nil
}

// Unnamed implements intake.Store.
func (db *DB) Unnamed(ctx context.Context, blobs []string, today calendar.Date) ([]string, error) {
	var old []string
	err := db.write(ctx, func(t *tx) error {
		old = nil
		for _, blob := range blobs {
			stale, err := t.loose(ctx, blob, today)
			if err != nil {
				return err
			}
			if stale {
				old = append(old, blob)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for unnamed blobs: %w", err)
	}
	return old, nil
}

// loose keeps the note about one blob and tells whether it is of an earlier day.
func (t *tx) loose(ctx context.Context, blob string, today calendar.Date) (bool, error) {
	var named int
	if err := t.row(ctx, `select count(*) from part where blob = ?`, blob).Scan(&named); err != nil {
		return false, err
	}
	if named > 0 {
		_, err := t.exec(ctx, `delete from loose_blob where blob = ?`, blob)
		return false, err
	}
	if _, err := t.exec(ctx, `insert into loose_blob (blob, day) values (?, ?) on conflict (blob) do nothing`, blob, today.String()); err != nil {
		return false, err
	}
	var day string
	err := t.row(ctx, `select day from loose_blob where blob = ?`, blob).Scan(&day)
	return day < today.AddDays(-1).String(), err
}

// ForgetBlobs implements intake.Store.
func (db *DB) ForgetBlobs(ctx context.Context, blobs []string) error {
	err := db.write(ctx, func(t *tx) error {
		for _, blob := range blobs {
			if _, err := t.exec(ctx, `delete from loose_blob where blob = ?`, blob); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget blobs: %w", err)
	}
	return nil
}
