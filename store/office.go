package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"netra/gazetteer"
	"netra/ledger"
	"netra/office"
)

var _ office.Store = (*DB)(nil)

// AddOffices implements office.Store.
func (db *DB) AddOffices(ctx context.Context, offices []office.Office) (int, error) {
	var added int
	err := db.write(ctx, func(t *tx) error {
		added = 0
		for _, o := range offices {
			n, err := t.exec(ctx, `
				insert into office (id, kind, name, region, parent) values (?, ?, ?, ?, ?)
				on conflict (id) do nothing`, o.ID, o.Kind, o.Name, o.Region, nullable(string(o.Parent)))
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("add offices: %w", err)
	}
	return added, nil
}

// nullable stores an empty text as null.
func nullable(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

// RenameOffice implements office.Store.
func (db *DB) RenameOffice(ctx context.Context, id office.ID, name string) error {
	return db.change(ctx, "rename office", office.ErrNotFound, `update office set name = ? where id = ?`, name, id)
}

// change runs one statement and returns none if it changed no row.
func (db *DB) change(ctx context.Context, op string, none error, query string, args ...any) error {
	err := db.write(ctx, func(t *tx) error {
		n, err := t.exec(ctx, query, args...)
		if err == nil && n == 0 {
			err = none
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}

const selectOffice = `
	select o.id, o.kind, o.name, o.region, coalesce(o.parent, ''),
		coalesce(k.epoch, 0), coalesce(k.recipient, ''), k.sign, coalesce(k.offline, 0),
		(select count(*) from office_wrap w where w.office = k.office and w.epoch = k.epoch)
	from office o left join office_key k on k.office = o.id
		and k.epoch = (select max(n.epoch) from office_key n where n.office = o.id) `

// Offices implements office.Store.
func (db *DB) Offices(ctx context.Context) ([]office.Served, error) {
	return db.offices(ctx, selectOffice+`order by o.id`)
}

// OfficesAt implements office.Store.
func (db *DB) OfficesAt(ctx context.Context, regions []gazetteer.Code) ([]office.Served, error) {
	args := make([]any, len(regions))
	for i, c := range regions {
		args[i] = c
	}
	return db.offices(ctx, selectOffice+`where o.region in `+values(1, len(args))+` order by o.id`, args...)
}

// Office implements office.Store.
func (db *DB) Office(ctx context.Context, id office.ID) (office.Served, error) {
	found, err := db.offices(ctx, selectOffice+`where o.id = ?`, id)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("read office: %w", office.ErrNotFound)
	}
	if err != nil {
		return office.Served{}, err
	}
	return found[0], nil
}

func (db *DB) offices(ctx context.Context, query string, args ...any) ([]office.Served, error) {
	var found []office.Served
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var o office.Served
		err := scan(&o.ID, &o.Kind, &o.Name, &o.Region, &o.Parent, &o.Key.Epoch, &o.Key.Recipient, (*[]byte)(&o.Key.Sign),
			&o.Key.Offline, &o.Holders)
		if o.Key.Epoch > 0 {
			o.Key.Office = o.ID
		}
		found = append(found, o)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read offices: %w", err)
	}
	return found, nil
}

// Key implements office.Store.
func (db *DB) Key(ctx context.Context, id office.ID, epoch int) (office.Key, error) {
	k := office.Key{Office: id, Epoch: epoch}
	err := db.read().row(ctx, `select recipient, sign, offline from office_key where office = ? and epoch = ?`, id, epoch).
		Scan(&k.Recipient, (*[]byte)(&k.Sign), &k.Offline)
	if errors.Is(err, sql.ErrNoRows) {
		err = office.ErrNotFound
	}
	if err != nil {
		return office.Key{}, fmt.Errorf("read office key: %w", err)
	}
	return k, nil
}

// EnrolledOfficers implements office.Store.
func (db *DB) EnrolledOfficers(ctx context.Context) (int, error) {
	var n int
	err := db.read().row(ctx, `select count(*) from officer where status in (?, ?)`, office.Waiting, office.Active).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count officers: %w", err)
	}
	return n, nil
}

// SaveInvitation implements office.Store.
func (db *DB) SaveInvitation(ctx context.Context, inv office.Invitation) error {
	o := inv.Officer
	err := db.write(ctx, func(t *tx) error {
		if inv.Only {
			if _, err := t.exec(ctx, `delete from officer where office = ? and status = ?`, o.Office.ID, office.Invited); err != nil {
				return err
			}
		}
		_, err := t.exec(ctx, `
			insert into officer (id, office, name, status, lang, invite, until_us, code_step)
			values (?, ?, ?, ?, '', ?, ?, 0)`, o.ID, o.Office.ID, o.Name, o.Status, inv.Hash[:], inv.Until.UnixMicro())
		return err
	})
	if err != nil {
		return fmt.Errorf("invite officer: %w", err)
	}
	return nil
}

// Invitation implements office.Store.
func (db *DB) Invitation(ctx context.Context, hash [32]byte) (office.Invitation, error) {
	inv := office.Invitation{Hash: hash}
	o := &inv.Officer
	var until int64
	err := db.read().row(ctx, `select id, office, name, status, until_us, totp from officer where invite = ?`, hash[:]).
		Scan(&o.ID, &o.Office.ID, &o.Name, &o.Status, &until, &inv.TOTP)
	if errors.Is(err, sql.ErrNoRows) {
		err = office.ErrNotFound
	}
	if err != nil {
		return office.Invitation{}, fmt.Errorf("read invitation: %w", err)
	}
	inv.Until = time.UnixMicro(until).UTC()
	return inv, nil
}

// SaveSecret implements office.Store.
func (db *DB) SaveSecret(ctx context.Context, invitation [32]byte, totp []byte) error {
	return db.change(ctx, "open invitation", office.ErrInvitation, `update officer set totp = ? where invite = ?`, totp, invitation[:])
}

// SaveEnrolment implements office.Store.
func (db *DB) SaveEnrolment(ctx context.Context, e office.Enrolment) error {
	o := e.Officer
	err := db.write(ctx, func(t *tx) error {
		if err := t.first(ctx, office.ErrTaken, `
			update officer set user_name = ?, name = ?, status = ?, invite = null, totp = ?, code_step = ?, login = ?, recipient = ?, sign = ?, own_key = ?
			where invite = ? and not exists (select 1 from officer x where x.user_name = ?)`,
			o.User, o.Name, o.Status, e.TOTP, e.CodeStep, e.Login[:], e.Recipient, []byte(e.Sign), e.OwnKey, e.Invitation[:], o.User); err != nil {
			return t.orInvitation(ctx, e, err)
		}
		if e.Key != nil {
			if err := t.addKey(ctx, *e.Key); err != nil {
				return err
			}
			if err := t.addWrap(ctx, o.ID, e.Key.Office, e.Key.Epoch, e.Wrap); err != nil {
				return err
			}
		}
		if err := t.addSession(ctx, e.Session); err != nil {
			return err
		}
		return t.addRecords(ctx, e.Records...)
	})
	if err != nil {
		return fmt.Errorf("enrol officer: %w", err)
	}
	return nil
}

// first runs a statement that must change a row; none otherwise, and if a unique value is taken.
func (t *tx) first(ctx context.Context, none error, query string, args ...any) error {
	n, err := t.exec(ctx, query, args...)
	if duplicate(err) || err == nil && n == 0 {
		return none
	}
	return err
}

// orInvitation tells whether an enrolment failed for its user name or for an invitation that is gone.
func (t *tx) orInvitation(ctx context.Context, e office.Enrolment, err error) error {
	var n int
	if scan := t.row(ctx, `select count(*) from officer where invite = ?`, e.Invitation[:]).Scan(&n); scan == nil && n == 0 {
		return office.ErrInvitation
	}
	return err
}

func (t *tx) addKey(ctx context.Context, k office.Key) error {
	return t.first(ctx, office.ErrConflict, `insert into office_key (office, epoch, recipient, sign, offline) values (?, ?, ?, ?, ?)
		on conflict (office, epoch) do nothing`, k.Office, k.Epoch, k.Recipient, []byte(k.Sign), flag(k.Offline))
}

func (t *tx) addWrap(ctx context.Context, officer string, o office.ID, epoch int, wrap []byte) error {
	_, err := t.exec(ctx, `insert into office_wrap (officer, office, epoch, wrap) values (?, ?, ?, ?)`, officer, o, epoch, wrap)
	return err
}

func (t *tx) addSession(ctx context.Context, s office.NewSession) error {
	at := s.At.UnixMicro()
	_, err := t.exec(ctx, `insert into session (hash, id, officer, label, made_us, seen_us) values (?, ?, ?, ?, ?, ?)`,
		s.Hash[:], s.ID, s.Officer, s.Label, at, at)
	return err
}

func (t *tx) addRecords(ctx context.Context, records ...office.Record) error {
	for _, r := range records {
		if err := t.addRecord(ctx, r.Leaf, r.JSON); err != nil {
			return err
		}
	}
	return nil
}

// addRecord keeps a plain record and its leaf.
func (t *tx) addRecord(ctx context.Context, leaf ledger.Leaf, json []byte) error {
	if _, err := t.exec(ctx, `insert into record (entry, json) values (?, ?)`, leaf.Entry[:], json); err != nil {
		return err
	}
	return t.addLeaves(ctx, leaf)
}

// Account implements office.Store.
func (db *DB) Account(ctx context.Context, user string, bucket office.Bucket) (office.Account, error) {
	var a office.Account
	var wait int64
	err := db.read().row(ctx, `select failed, wait_us from sign_in where bucket = ?`, bucket).Scan(&a.Failed, &wait)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return office.Account{}, fmt.Errorf("read attempts: %w", err)
	}
	a.Wait = time.UnixMicro(wait).UTC()
	var login []byte
	err = db.read().row(ctx, `select id, user_name, name, status, login, totp, code_step from officer where user_name = ?`, user).
		Scan(&a.Officer.ID, &a.Officer.User, &a.Officer.Name, &a.Officer.Status, &login, &a.TOTP, &a.CodeStep)
	if errors.Is(err, sql.ErrNoRows) {
		err = office.ErrNotFound
	}
	if err != nil {
		return a, fmt.Errorf("read account: %w", err)
	}
	copy(a.Login[:], login)
	return a, nil
}

// SaveAttempt implements office.Store.
func (db *DB) SaveAttempt(ctx context.Context, a office.Attempt) error {
	return db.change(ctx, "count attempt", nil, `
		insert into sign_in (bucket, failed, wait_us) values (?, ?, ?)
		on conflict (bucket) do update set failed = sign_in.failed + excluded.failed,
			wait_us = case when sign_in.wait_us > excluded.wait_us then sign_in.wait_us else excluded.wait_us end`,
		a.Bucket, a.Failed, a.Wait.UnixMicro())
}

// SaveSignIn implements office.Store. The row of attempts is written first, so that sign-ins and attempts wait for each other.
func (db *DB) SaveSignIn(ctx context.Context, s office.SignIn) error {
	err := db.write(ctx, func(t *tx) error {
		var failed int
		if err := t.row(ctx, `
			insert into sign_in (bucket, failed, wait_us) values (?, 0, 0)
			on conflict (bucket) do update set failed = sign_in.failed returning failed`, s.Bucket).Scan(&failed); err != nil {
			return err
		}
		if failed != s.Failed {
			return office.ErrConflict
		}
		if err := t.first(ctx, office.ErrConflict, `update officer set code_step = ? where id = ? and code_step < ? and status <> ?`,
			s.CodeStep, s.Session.Officer, s.CodeStep, office.Revoked); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `delete from session where officer = ? and (made_us <= ? or seen_us <= ?)`,
			s.Session.Officer, s.Before.Made.UnixMicro(), s.Before.Seen.UnixMicro()); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `delete from sign_in where bucket = ?`, s.Bucket); err != nil {
			return err
		}
		return t.addSession(ctx, s.Session)
	})
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	return nil
}

const selectSession = `
	select s.id, s.label, s.made_us, s.seen_us, p.id, coalesce(p.user_name, ''), p.name, p.status, p.lang,
		o.id, o.kind, o.name, o.region, coalesce(o.parent, '')
	from session s join officer p on p.id = s.officer join office o on o.id = p.office `

// Session implements office.Store.
func (db *DB) Session(ctx context.Context, hash [32]byte) (office.Session, error) {
	found, err := db.sessions(ctx, selectSession+`where s.hash = ?`, hash[:])
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("read session: %w", office.ErrNotFound)
	}
	if err != nil {
		return office.Session{}, err
	}
	return found[0], nil
}

// Sessions implements office.Store.
func (db *DB) Sessions(ctx context.Context, id office.ID) ([]office.Session, error) {
	return db.sessions(ctx, selectSession+`where p.office = ? order by s.made_us desc, s.id`, id)
}

func (db *DB) sessions(ctx context.Context, query string, args ...any) ([]office.Session, error) {
	var found []office.Session
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var s office.Session
		var made, seen int64
		p, o := &s.Officer, &s.Officer.Office
		err := scan(&s.ID, &s.Label, &made, &seen, &p.ID, &p.User, &p.Name, &p.Status, &s.Lang, &o.ID, &o.Kind, &o.Name, &o.Region, &o.Parent)
		s.Made, s.Seen = time.UnixMicro(made).UTC(), time.UnixMicro(seen).UTC()
		found = append(found, s)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	return found, nil
}

// TouchSession implements office.Store.
func (db *DB) TouchSession(ctx context.Context, hash [32]byte, at time.Time) error {
	return db.change(ctx, "touch session", nil, `update session set seen_us = ? where hash = ?`, at.UnixMicro(), hash[:])
}

// EndSession implements office.Store.
func (db *DB) EndSession(ctx context.Context, id string) error {
	return db.change(ctx, "end session", nil, `delete from session where id = ?`, id)
}

// SetLang implements office.Store.
func (db *DB) SetLang(ctx context.Context, officer, lang string) error {
	return db.change(ctx, "set language", office.ErrNotFound, `update officer set lang = ? where id = ?`, lang, officer)
}

// Officers implements office.Store.
func (db *DB) Officers(ctx context.Context, id office.ID) ([]office.Colleague, error) {
	var found []office.Colleague
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var c office.Colleague
		o := &c.Office
		err := scan(&c.ID, &c.User, &c.Name, &c.Status, &c.Recipient, &o.ID, &o.Kind, &o.Name, &o.Region, &o.Parent)
		found = append(found, c)
		return err
	}, `select p.id, coalesce(p.user_name, ''), p.name, p.status, coalesce(p.recipient, ''), o.id, o.kind, o.name, o.region, coalesce(o.parent, '')
		from officer p join office o on o.id = p.office
		where p.office = ? and p.status <> ? order by p.name, p.id`, id, office.Revoked)
	if err != nil {
		return nil, fmt.Errorf("read officers: %w", err)
	}
	return found, nil
}

// Keyring implements office.Store.
func (db *DB) Keyring(ctx context.Context, officer string) (office.Keyring, error) {
	var k office.Keyring
	err := db.read().row(ctx, `select own_key from officer where id = ? and own_key is not null`, officer).Scan(&k.OwnKey)
	if errors.Is(err, sql.ErrNoRows) {
		err = office.ErrNotFound
	}
	if err != nil {
		return office.Keyring{}, fmt.Errorf("read keyring: %w", err)
	}
	err = db.read().each(ctx, func(scan func(...any) error) error {
		var w office.Wrap
		err := scan(&w.Key.Office, &w.Key.Epoch, &w.Key.Recipient, (*[]byte)(&w.Key.Sign), &w.Wrap)
		k.Wraps = append(k.Wraps, w)
		return err
	}, `select k.office, k.epoch, k.recipient, k.sign, w.wrap
		from office_wrap w join office_key k on k.office = w.office and k.epoch = w.epoch
		where w.officer = ? order by k.office, k.epoch`, officer)
	if err != nil {
		return office.Keyring{}, fmt.Errorf("read keyring: %w", err)
	}
	return k, nil
}

// SaveGift implements office.Store.
func (db *DB) SaveGift(ctx context.Context, g office.Gift) error {
	err := db.write(ctx, func(t *tx) error {
		if err := t.first(ctx, office.ErrConflict, `
			update officer set status = ? where id = ? and office = ? and status = ? and recipient = ?
			and exists (select 1 from office_key where office = ? and epoch = ?)`,
			office.Active, g.To, g.Office, office.Waiting, g.Recipient, g.Office, g.Epoch); err != nil {
			return err
		}
		if err := t.addWrap(ctx, g.To, g.Office, g.Epoch, g.Wrap); err != nil {
			return err
		}
		return t.addRecords(ctx, g.Record)
	})
	if err != nil {
		return fmt.Errorf("give key: %w", err)
	}
	return nil
}

// SaveRevocation implements office.Store. The row stays, since openings name the officer.
func (db *DB) SaveRevocation(ctx context.Context, v office.Revocation) error {
	err := db.write(ctx, func(t *tx) error {
		// Revocations in one office wait here for each other, so that two holders cannot end one another.
		if _, err := t.exec(ctx, `update office set name = name where id = (select office from officer where id = ?)`, v.Officer); err != nil {
			return err
		}
		if err := t.mayLose(ctx, v); err != nil {
			return err
		}
		if err := t.first(ctx, office.ErrConflict, `
			update officer set status = ?, invite = null, own_key = null, login = null where id = ? and status <> ?`,
			office.Revoked, v.Officer, office.Revoked); err != nil {
			return err
		}
		for _, query := range []string{`delete from session where officer = ?`, `delete from office_wrap where officer = ?`} {
			if _, err := t.exec(ctx, query, v.Officer); err != nil {
				return err
			}
		}
		return t.addRecords(ctx, v.Record)
	})
	if err != nil {
		return fmt.Errorf("revoke officer: %w", err)
	}
	return nil
}

// mayLose refuses a revocation that leaves a key without a holder unless it says so.
func (t *tx) mayLose(ctx context.Context, v office.Revocation) error {
	var alone int
	err := t.row(ctx, `select count(*) from office_wrap w where w.officer = ? and not exists (
		select 1 from office_wrap x where x.office = w.office and x.epoch = w.epoch and x.officer <> w.officer)`, v.Officer).Scan(&alone)
	if err == nil && alone > 0 && !v.Last {
		err = office.ErrLastHolder
	}
	return err
}

// SaveKey implements office.Store.
func (db *DB) SaveKey(ctx context.Context, k office.Key, rec office.Record) error {
	err := db.write(ctx, func(t *tx) error {
		if err := t.addKey(ctx, k); err != nil {
			return err
		}
		return t.addRecords(ctx, rec)
	})
	if err != nil {
		return fmt.Errorf("set office key: %w", err)
	}
	return nil
}
