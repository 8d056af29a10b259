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
	"netra/gazetteer"
	"netra/law"
)

// A clockRow is a clock as it is stored: case_id to answer, in the order of putClocks.
type clockRow []any

func clockRows(c casework.Case, clocks []casework.Clock) ([]clockRow, error) {
	var rows []clockRow
	for _, k := range clocks {
		answer, err := json.Marshal(k.Answer)
		if err != nil {
			return nil, err
		}
		rows = append(rows, clockRow{c.ID, k.Rule, k.From.String(), c.Office.ID, k.Regime, k.Start, k.State, nullable(k.On.String()),
			nullable(k.Safe.String()), nullable(k.Latest().String()), k.Answer.Calendar, writePauses(k.Pauses), k.Counts, flag(!k.Right),
			k.Entered.String(), string(answer)})
	}
	return rows, nil
}

// putClocks stores clocks with their answers; one that is there already keeps when it began to be shown and whether it was escalated.
func (t *tx) putClocks(ctx context.Context, rows []clockRow) error {
	for _, row := range rows {
		if _, err := t.exec(ctx, `
			insert into case_clock (case_id, rule, from_on, office, regime, start, state, since, safe, latest, calendar, pauses, counts, duty,
				entered, answer)
			values `+values(1, 16)+`
			on conflict (case_id, rule, from_on) do update set start = excluded.start, state = excluded.state, since = excluded.since,
				safe = excluded.safe, latest = excluded.latest, calendar = excluded.calendar, pauses = excluded.pauses,
				counts = excluded.counts, duty = excluded.duty, answer = excluded.answer`,
			row...); err != nil {
			return err
		}
	}
	return nil
}

// turnClocks stores the state of clocks and leaves their answers; ErrMoved if one has another answer by now than the one that was read,
// to which the move's leaf commits.
func (t *tx) turnClocks(ctx context.Context, id string, clocks []casework.Clock) error {
	for _, k := range clocks {
		n, err := t.exec(ctx, `update case_clock set start = ?, state = ?, since = ? where case_id = ? and rule = ? and from_on = ?
				and counts = ? and (counts = '' or coalesce(safe, '') = ? and calendar = ?)`,
			k.Start, k.State, nullable(k.On.String()), id, k.Rule, k.From.String(), k.Counts, k.Safe.String(), k.Answer.Calendar)
		if err == nil && n == 0 {
			err = casework.ErrMoved
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// clocks reads the clocks of the cases with the given ids.
func (db *DB) clocks(ctx context.Context, at map[string]*casework.Case, ids []any) error {
	return db.read().each(ctx, func(scan func(...any) error) error {
		var id, pauses, answer string
		var k casework.Clock
		var duty int
		err := scan(&id, &k.Start, &k.State, isoDay{&k.On}, &pauses, &k.Counts, &duty, isoDay{&k.Entered}, isoDay{&k.Escalated}, &k.EscalatedTo, &answer)
		if err != nil {
			return err
		}
		k.Right = duty == 0
		if k.Pauses, err = readPauses(pauses); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(answer), &k.Answer); err != nil {
			return err
		}
		at[id].Clocks = append(at[id].Clocks, k)
		return nil
	}, `select k.case_id, k.start, k.state, k.since, k.pauses, k.counts, k.duty, k.entered, k.escalated, coalesce(o.name, ''), k.answer
		from case_clock k left join office o on o.id = k.escalated_to
		where k.case_id in `+values(1, len(ids))+` order by coalesce(k.safe, '9999'), k.rule, k.from_on`, ids...)
}

// changes gives how the clocks of a case moved, oldest first.
func (db *DB) changes(ctx context.Context, id string) ([]casework.Change, error) {
	var changes []casework.Change
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var c casework.Change
		err := scan(&c.Rule, isoDay{&c.On}, isoDay{&c.Before.Safe}, isoDay{&c.Before.Latest}, &c.Before.Calendar,
			isoDay{&c.After.Safe}, isoDay{&c.After.Latest}, &c.After.Calendar, &c.Index)
		changes = append(changes, c)
		return err
	}, `select h.rule, h.day, h.safe_before, h.latest_before, h.calendar_before, h.safe_after, h.latest_after, h.calendar_after, coalesce(l.idx, -1)
		from case_change h join leaf l on l.entry = h.entry where h.case_id = ? order by h.day, l.idx is null, l.idx, h.rule`, id)
	return changes, err
}

// writePauses writes spans as "FROM/TO FROM/TO".
func writePauses(pauses []law.Pause) string {
	var spans []string
	for _, p := range pauses {
		spans = append(spans, p.From.String()+"/"+p.To.String())
	}
	return strings.Join(spans, " ")
}

func readPauses(text string) ([]law.Pause, error) {
	var pauses []law.Pause
	for span := range strings.FieldsSeq(text) {
		from, to, _ := strings.Cut(span, "/")
		var p law.Pause
		if err := errors.Join(p.From.UnmarshalText([]byte(from)), p.To.UnmarshalText([]byte(to))); err != nil {
			return nil, err
		}
		pauses = append(pauses, p)
	}
	return pauses, nil
}

// reckoned is the setting that says by which law and calendar all running clocks were last computed.
const reckoned = "reckoned"

// Reckoned implements casework.Store.
func (db *DB) Reckoned(ctx context.Context) (string, error) {
	version, err := db.setting(ctx, reckoned)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return string(version), err
}

// RunningClocks implements casework.Store. The cross join makes SQLite walk over the clocks in the order of their index.
func (db *DB) RunningClocks(ctx context.Context, in gazetteer.Code, after casework.ClockKey, n int) ([]casework.RunningClock, error) {
	where, args := "", []any{after.Case, after.Rule, after.From.String()}
	if in != gazetteer.Indonesia {
		where = ` and (o.region = ? or o.region like ?)`
		args = append(args, in, string(in)+".%")
	}
	clocks := make([]casework.RunningClock, 0, n)
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var k casework.RunningClock
		var from, safe, latest, pauses, escalated string
		if err := scan(&k.Case, &k.Rule, &from, &k.Region, &k.Regime, &safe, &latest, &k.Before.Calendar, &pauses, &k.Counts, &escalated); err != nil {
			return err
		}
		var err error
		if pauses != "" {
			k.Pauses, err = readPauses(pauses)
		}
		for _, d := range []struct {
			to   *calendar.Date
			text string
		}{{&k.From, from}, {&k.Before.Safe, safe}, {&k.Before.Latest, latest}, {&k.Escalated, escalated}} {
			if err == nil && d.text != "" {
				*d.to, err = calendar.ParseDate(d.text)
			}
		}
		clocks = append(clocks, k)
		return err
	}, `select k.case_id, k.rule, k.from_on, o.region, k.regime, coalesce(k.safe, ''), coalesce(k.latest, ''), k.calendar, k.pauses,
			k.counts, coalesce(k.escalated, '')
		from case_clock k cross join office o
		where k.state in ('running', 'paused') and (k.case_id, k.rule, k.from_on) > (?, ?, ?) and o.id = k.office`+where+`
		order by k.case_id, k.rule, k.from_on limit ?`, append(args, n)...)
	if err != nil {
		return nil, fmt.Errorf("read running clocks: %w", err)
	}
	return clocks, nil
}

// SaveReckoning implements casework.Store.
func (db *DB) SaveReckoning(ctx context.Context, r casework.Reckoning) error {
	answers := map[*law.Answer]string{}
	for _, k := range r.Clocks {
		if k.Answer != nil && answers[k.Answer] == "" {
			text, err := json.Marshal(k.Answer)
			if err != nil {
				return fmt.Errorf("save reckoning: %w", err)
			}
			answers[k.Answer] = string(text)
		}
	}
	if len(r.Clocks) == 0 && len(r.Jobs) == 0 && r.Version == "" {
		return nil
	}
	err := db.write(ctx, func(t *tx) error {
		for _, k := range r.Clocks {
			if err := t.recompute(ctx, k, answers[k.Answer]); err != nil {
				return err
			}
		}
		if err := t.addChanges(ctx, r); err != nil {
			return err
		}
		if r.Version != "" {
			if _, err := t.exec(ctx, `insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value`,
				reckoned, []byte(r.Version)); err != nil {
				return err
			}
		}
		return t.addJobs(ctx, r.Jobs)
	})
	if err != nil {
		return fmt.Errorf("save reckoning: %w", err)
	}
	return nil
}

// recompute gives a clock its new answer, or freezes it, if it still is as it was read; ErrStale.
func (t *tx) recompute(ctx context.Context, k casework.Reckoned, answer string) error {
	set, args := `state = 'frozen', since = ?`, []any{k.On.String()}
	if k.Answer != nil {
		after := k.After()
		set = `safe = ?, latest = ?, calendar = ?, counts = ?, duty = ?, answer = ?`
		args = []any{after.Safe.String(), after.Latest.String(), after.Calendar, k.Counts, flag(!k.Right), answer}
	}
	if k.TakenBack {
		set += `, escalated = null, escalated_to = null`
	}
	n, err := t.exec(ctx, `update case_clock set `+set+`
		where case_id = ? and rule = ? and from_on = ? and state in ('running', 'paused') and coalesce(safe, '') = ?
			and coalesce(latest, '') = ? and calendar = ? and pauses = ? and counts = ? and coalesce(escalated, '') = ?`,
		append(args, k.Case, k.Rule, k.From.String(), k.Before.Safe.String(), k.Before.Latest.String(), k.Before.Calendar,
			writePauses(k.Pauses), k.RunningClock.Counts, k.Escalated.String())...)
	if err == nil && n == 0 {
		err = casework.ErrStale
	}
	return err
}

// addChanges stores how the dates of clocks moved, and the leaf that commits to it.
func (t *tx) addChanges(ctx context.Context, r casework.Reckoning) error {
	if len(r.Clocks) == 0 {
		return nil
	}
	const columns = 11
	var rows []any
	flush := func() error {
		if len(rows) == 0 {
			return nil
		}
		_, err := t.exec(ctx, `insert into case_change (case_id, entry, rule, from_on, day, safe_before, latest_before, calendar_before,
			safe_after, latest_after, calendar_after) values `+values(len(rows)/columns, columns), rows...)
		rows = rows[:0]
		return err
	}
	for _, k := range r.Clocks {
		if !k.Moved() {
			continue
		}
		after := k.After()
		rows = append(rows, k.Case, r.Leaf.Entry[:], k.Rule, k.From.String(), k.On.String(), k.Before.Safe.String(),
			nullable(k.Before.Latest.String()), k.Before.Calendar, after.Safe.String(), after.Latest.String(), after.Calendar)
		if len(rows) == chunk*columns {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return t.addRecord(ctx, r.Leaf, r.Record)
}

// LateClocks implements casework.Store.
func (db *DB) LateClocks(ctx context.Context, before calendar.Date, after casework.LatePlace, n int) ([]casework.LateClock, error) {
	var clocks []casework.LateClock
	err := db.read().each(ctx, func(scan func(...any) error) error {
		var k casework.LateClock
		var pauses string
		err := scan(isoDay{&k.Latest}, &k.Case, &k.Rule, isoDay{&k.From}, &k.Regime, &pauses, isoDay{&k.Entered}, &k.Office, &k.Region, &k.Parent)
		if err == nil {
			k.Pauses, err = readPauses(pauses)
		}
		clocks = append(clocks, k)
		return err
	}, `select k.latest, k.case_id, k.rule, k.from_on, k.regime, k.pauses, k.entered, o.id, o.region, coalesce(o.parent, '')
		from case_clock k cross join office o
		where k.state = 'running' and k.escalated is null and k.duty = 1 and k.latest < ? and (k.latest, k.case_id, k.rule, k.from_on) > (?, ?, ?, ?)
			and o.id = k.office
		order by k.latest, k.case_id, k.rule, k.from_on limit ?`,
		before.String(), after.Latest.String(), after.Case, after.Rule, after.From.String(), n)
	if err != nil {
		return nil, fmt.Errorf("read late clocks: %w", err)
	}
	return clocks, nil
}

// SaveEscalation implements casework.Store.
func (db *DB) SaveEscalation(ctx context.Context, e casework.Escalation) error {
	if len(e.Clocks) == 0 && len(e.Jobs) == 0 {
		return nil
	}
	err := db.write(ctx, func(t *tx) error {
		for _, k := range e.Clocks {
			n, err := t.exec(ctx, `update case_clock set escalated = ?, escalated_to = ?
				where case_id = ? and rule = ? and from_on = ? and state = 'running' and escalated is null and latest = ?`,
				k.On.String(), nullable(string(k.Parent)), k.Case, k.Rule, k.From.String(), k.Latest.String())
			if err == nil && n == 0 {
				err = casework.ErrStale
			}
			if err != nil {
				return err
			}
		}
		if len(e.Clocks) > 0 {
			if err := t.addRecord(ctx, e.Leaf, e.Record); err != nil {
				return err
			}
		}
		return t.addJobs(ctx, e.Jobs)
	})
	if err != nil {
		return fmt.Errorf("save escalation: %w", err)
	}
	return nil
}
