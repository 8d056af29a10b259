package intake_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"netra/intake"
	"netra/ledger"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// A burglar writes to a world's database behind its back.
type burglar struct {
	*world
	sql *sql.DB
}

// eachBurglar runs f on a world on each database.
func eachBurglar(t *testing.T, f func(t *testing.T, b *burglar)) {
	for kind, driver := range map[string]string{"sqlite": "sqlite", "postgres": "pgx"} {
		t.Run(kind, func(t *testing.T) {
			address := storetest.Addresses(t)[kind]
			w := worldOn(t, storetest.Open(t, address))
			behind, err := sql.Open(driver, strings.TrimPrefix(address, "sqlite:"))
			w.must(err)
			t.Cleanup(func() { behind.Close() })
			f(t, &burglar{world: w, sql: behind})
		})
	}
}

// exec runs a statement in which ID stands for id. It must change a row.
func (b *burglar) exec(query, id string) {
	b.t.Helper()
	res, err := b.sql.ExecContext(b.t.Context(), strings.ReplaceAll(query, "ID", "'"+id+"'"))
	b.must(err)
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		b.t.Fatalf("%s changed %d rows, %v", query, n, err)
	}
}

// attached files a report with a file of so many bytes and an answer, and gives their ids.
func (b *burglar) attached(size int64) (report, file, answer string) {
	b.t.Helper()
	code, filed := b.file()
	a, err := b.Adder(b.t.Context(), filed.Capability)
	b.must(err)
	_, err = b.AddFile(b.t.Context(), a, "foto.jpg", "image/jpeg", io.LimitReader(zeros{}, size))
	b.must(err)
	v, err := b.Enter(b.t.Context(), code)
	b.must(err)
	answer = b.id()
	_, err = b.Answer(b.t.Context(), v, answer, "Ya.")
	b.must(err)
	said, err := b.Store.Statements(b.t.Context(), filed.Report)
	b.must(err)
	return filed.Report, said[0].ID, answer
}

// audit walks the whole log in stretches, and gives the findings and how many stretches it took.
func (b *burglar) audit(a intake.Auditor) ([]string, int) {
	b.t.Helper()
	var findings []string
	next := &intake.Place{}
	n := 0
	for next != nil {
		if n++; n > 1000 {
			b.t.Fatalf("the audit does not get on from %+v", next)
		}
		var err error
		if next, err = a.Audit(b.t.Context(), *next); err != nil {
			if !errors.Is(err, intake.ErrCustody) {
				b.t.Fatal(err)
			}
			findings = append(findings, strings.Split(strings.TrimPrefix(err.Error(), intake.ErrCustody.Error()+": "), "; ")...)
		}
	}
	return findings, n
}

func (b *burglar) auditor() intake.Auditor {
	return intake.Auditor{Store: b.db, Blobs: b.blobs, Leaves: 7, Bytes: 1 << 30}
}

// part gives the blob of a file's part.
func (b *burglar) part(file string, n int) string {
	b.t.Helper()
	parts, err := b.db.FileParts(b.t.Context(), file)
	b.must(err)
	return parts[n-1].Blob
}

func TestCustodyFindsWhatWasDone(t *testing.T) {
	eachBurglar(t, func(t *testing.T, b *burglar) {
		ctx := t.Context()
		first, altered, answer := b.attached(5 << 20)
		_, deleted, unlogged := b.attached(5 << 20)
		_, lost := b.file()
		_, early := b.file()
		b.beat()
		_, err := b.Open(ctx, b.officer(kab, "ratna"), first)
		b.must(err)
		b.beat()
		b.file() // waits for the log
		if findings, _ := b.audit(b.auditor()); findings != nil {
			t.Fatalf("of what nobody touched: %q", findings)
		}
		tests := []struct {
			name string
			do   func()
			want string
		}{
			{"a part was altered", func() {
				id := b.part(altered, 2)
				b.must(b.blobs.Delete(ctx, id))
				_, err := b.blobs.Put(ctx, id, strings.NewReader("lain"))
				b.must(err)
			}, "(file " + altered + " of " + vault.Number(first) + "): part 2: "},
			{"a part was deleted", func() { b.must(b.blobs.Delete(ctx, b.part(deleted, 1))) }, "(file " + deleted + " of LP-"},
			{"the noted size of a part was altered", func() {
				b.exec(`update part set size = size - 1 where n = 2 and upload = ID`, deleted)
			}, "(file " + deleted},
			{"a report was altered", func() { b.exec(`update report set statement = entry where id = ID`, first) },
				"(report " + vault.Number(first) + "): ciphertexts differ"},
			{"the wrap to the office is gone", func() { b.exec(`delete from report_wrap where report = ID`, early.Report) },
				"(report " + early.Number + "): ciphertexts differ"},
			{"a report was deleted", func() {
				b.exec(`delete from capability where report = ID`, lost.Report)
				b.exec(`delete from report_wrap where report = ID`, lost.Report)
				b.exec(`delete from report where id = ID`, lost.Report)
			}, "(report): nothing is stored of it"},
			{"an answer was altered", func() { b.exec(`update statement set sealed = entry where id = ID`, answer) },
				"(answer " + answer + " of " + vault.Number(first) + "): ciphertexts differ"},
			{"an answer became a question", func() { b.exec(`update statement set kind = 'question' where id = ID`, unlogged) },
				"(answer): nothing is stored of it"},
			{"a record was altered", func() {
				b.exec(`update record set json = entry where entry in (select entry from opening where report = ID)`, first)
			}, "(opening): record differs"},
			{"a record was deleted", func() {
				b.exec(`delete from record where entry in (select entry from leaf where type = ID limit 1)`, ledger.TypeKey)
			}, "(key): nothing is stored of it"},
			{"a statement has no leaf", func() {
				b.exec(`delete from leaf where entry in (select entry from statement where id = ID)`, unlogged)
			}, "question " + unlogged + " of LP-"},
			{"a report has no leaf", func() {
				b.exec(`delete from leaf where entry in (select entry from report where id = ID)`, early.Report)
			}, "report " + early.Number + ": the log has no leaf of it"},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				before, _ := b.audit(b.auditor())
				tt.do()
				after, _ := b.audit(b.auditor())
				was := strings.Join(before, "\n")
				named := false
				for _, f := range after {
					named = named || strings.Contains(f, tt.want) && !strings.Contains(was, f)
				}
				if !named {
					t.Errorf("findings %q; want a new one with %q", after, tt.want)
				}
			})
		}
	})
}

// However little a stretch may read, the stretches together read everything once.
func TestCustodyGoesOnWhereItStopped(t *testing.T) {
	eachBurglar(t, func(t *testing.T, b *burglar) {
		_, file, _ := b.attached(13 << 20) // four parts
		b.beat()
		for n := 1; n <= 4; n++ {
			b.must(b.blobs.Delete(t.Context(), b.part(file, n)))
		}
		b.exec(`update statement set sealed = entry where id = ID`, file)
		a := b.auditor()
		want, few := b.audit(a)
		a.Leaves, a.Bytes = 1, 1
		got, many := b.audit(a)
		if strings.Join(got, "\n") != strings.Join(want, "\n") || len(got) != 5 || many < few+4 {
			t.Errorf("%d stretches found %q, %d found %q", many, got, few, want)
		}
	})
}

func TestCustodyNamesAHundred(t *testing.T) {
	w := newWorld(t)
	a := intake.Auditor{Store: ruins{120}, Blobs: w.blobs, Leaves: 200, Bytes: 1}
	_, err := a.Audit(t.Context(), intake.Place{})
	if !errors.Is(err, intake.ErrCustody) || strings.Count(err.Error(), ";") != 100 || !strings.HasSuffix(err.Error(), "; and 20 more") {
		t.Errorf("Audit = %v", err)
	}
}

// ruins is a log of which nothing is stored.
type ruins struct{ size int64 }

func (r ruins) Held(_ context.Context, from int64, _ int) (held []intake.Held, _ error) {
	for ; from < r.size; from++ {
		held = append(held, intake.Held{Row: intake.Row{Type: ledger.TypeReport}, Index: from})
	}
	return held, nil
}
func (ruins) FileParts(context.Context, string) ([]intake.Part, error) { return nil, nil }
func (ruins) Unlogged(context.Context, int) ([]intake.Row, error)      { return nil, nil }

func TestShutdownIsNoDamage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := worldOn(t, db)
		a, _ := w.adder()
		_, err := w.AddFile(t.Context(), a, "a.jpg", "image/jpeg", bytes.NewReader([]byte("gambar")))
		w.must(err)
		w.beat()
		ended, cancel := context.WithCancel(t.Context())
		defer cancel()
		auditor := intake.Auditor{Store: db, Blobs: ending{w.blobs, cancel}, Leaves: 100, Bytes: 1}
		for _, name := range []string{"the end comes while a part is read", "the end comes before the database is asked"} {
			next, err := auditor.Audit(ended, intake.Place{})
			if !errors.Is(err, context.Canceled) || errors.Is(err, intake.ErrCustody) || next != nil {
				t.Errorf("%s: Audit = %v, %v; want an ordinary error", name, next, err)
			}
		}
	})
}

// ending is blobs whose process is told to end while one is opened.
type ending struct {
	intake.Blobs
	end func()
}

func (e ending) Open(context.Context, string) (io.ReadCloser, error) {
	e.end()
	return nil, fmt.Errorf("shutting down")
}
