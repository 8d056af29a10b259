package store_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"

	"netra/calendar"
	"netra/intake"
	"netra/ledger"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
)

var filingDay = calendar.NewDate(2026, 12, 28)

// filing is a report that differs from others by n alone.
func filing(n byte) intake.Filing {
	o := ledger.Opening{Type: ledger.TypeReport, Content: [32]byte{n}}
	return intake.Filing{Report: intake.Report{
		ID: fmt.Sprintf("report%d", n), Lookup: [16]byte{n}, Login: [32]byte{n}, Office: "bawaslu-35.14", Epoch: 1, Regime: "pemilu",
		Acts: []string{"ajak"}, Day: filingDay, Recipient: "age1pq", Sign: make([]byte, 32), Statement: []byte("s"), OfficeWrap: []byte("w"),
		Wrap: []byte("r"), Leaf: o.Leaf(), Promise: []byte("p"),
	}}
}

func addition(report string, n byte) intake.Addition {
	o := ledger.Opening{Type: ledger.TypeAnswer, Content: [32]byte{n}, Salt: [32]byte{1}}
	return intake.Addition{
		Report: report, Leaf: o.Leaf(),
		Statement: intake.Statement{ID: fmt.Sprintf("answer%d", n), Kind: ledger.TypeAnswer, Day: filingDay, Sealed: []byte{n}, Opening: o},
	}
}

func TestReportIsFiledOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		f := filing(1)
		if err := db.SaveFiling(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		again := filing(2)
		again.Report.Lookup = f.Report.Lookup
		if err := db.SaveFiling(t.Context(), again); !errors.Is(err, intake.ErrAgain) {
			t.Errorf("the same lookup = %v, want ErrAgain", err)
		}
		got, err := db.ReportByLookup(t.Context(), f.Report.Lookup)
		if err != nil || got.ID != "report1" || got.Leaf != f.Report.Leaf || got.Day != filingDay || got.Login != f.Report.Login ||
			string(got.OfficeWrap) != "w" || string(got.Wrap) != "r" || len(got.Acts) != 1 || got.WasOpened {
			t.Errorf("ReportByLookup = %+v, %v", got, err)
		}
		if _, err := db.ReportByLookup(t.Context(), [16]byte{9}); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("an unknown lookup = %v", err)
		}
		if pending, err := db.Pending(t.Context(), 10); err != nil || len(pending) != 1 {
			t.Errorf("%d leaves wait, %v; want 1", len(pending), err)
		}
	})
}

func TestAdditionsOfOneReportAreInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.SaveFiling(t.Context(), filing(1)); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for n := range byte(20) {
			wg.Go(func() {
				if err := db.SaveAddition(t.Context(), addition("report1", n)); err != nil {
					t.Errorf("addition %d: %v", n, err)
				}
			})
		}
		wg.Wait()
		if err := db.SaveAddition(t.Context(), addition("report1", 3)); !errors.Is(err, intake.ErrAgain) {
			t.Errorf("the same id = %v, want ErrAgain", err)
		}
		if err := db.SaveAddition(t.Context(), addition("report9", 30)); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("no such report = %v, want ErrNotFound", err)
		}
		said, err := db.Statements(t.Context(), "report1")
		if err != nil || len(said) != 20 {
			t.Errorf("%d statements, %v; want 20", len(said), err)
		}
	})
}

func TestFileMustBeWhatWasUploaded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for n := range byte(2) {
			if err := db.SaveFiling(ctx, filing(n+1)); err != nil {
				t.Fatal(err)
			}
		}
		part := func(n byte) intake.Part {
			return intake.Part{Size: int64(n), SHA256: sha256.Sum256([]byte{n}), Blob: fmt.Sprintf("blob%d", n)}
		}
		if err := db.SaveUpload(ctx, intake.Upload{ID: "file1", Report: "report1", Day: filingDay}, 5); err != nil {
			t.Fatal(err)
		}
		for n := range 2 {
			if err := db.SavePart(ctx, "file1", n+1, part(byte(n+1))); err != nil {
				t.Fatal(err)
			}
		}
		tests := []struct {
			name   string
			report string
			parts  []intake.Part
			want   error
		}{
			{"a part is missing", "report1", []intake.Part{part(1)}, intake.ErrConflict},
			{"another part", "report1", []intake.Part{part(1), part(3)}, intake.ErrConflict},
			{"other order", "report1", []intake.Part{part(2), part(1)}, intake.ErrConflict},
			{"another report's file", "report2", []intake.Part{part(1), part(2)}, intake.ErrConflict},
			{"as uploaded", "report1", []intake.Part{part(1), part(2)}, nil},
			{"twice", "report1", []intake.Part{part(1), part(2)}, intake.ErrAgain},
		}
		for _, tt := range tests {
			a := addition(tt.report, 1)
			a.Statement.ID, a.Statement.Kind, a.Statement.Parts = "file1", ledger.TypeFile, tt.parts
			if err := db.SaveAddition(ctx, a); !errors.Is(err, tt.want) {
				t.Errorf("%s: SaveAddition = %v, want %v", tt.name, err, tt.want)
			}
		}
		if err := db.SavePart(ctx, "file1", 3, part(3)); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("a part of a finished file = %v", err)
		}
		if err := db.DropUpload(ctx, "file1"); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("dropping a finished file = %v", err)
		}
		if said, err := db.Statements(ctx, "report1"); err != nil || len(said) != 1 || len(said[0].Parts) != 2 {
			t.Errorf("the finished file is %+v, %v", said, err)
		}
	})
}

// uploaded stores a file's one part and gives its statement.
func uploaded(t *testing.T, db *store.DB, report string, n byte) intake.Addition {
	t.Helper()
	a := addition(report, n)
	a.Statement.ID, a.Statement.Kind = fmt.Sprintf("file%d", n), ledger.TypeFile
	a.Statement.Parts = []intake.Part{{Size: 1, SHA256: [32]byte{n}, Blob: fmt.Sprintf("blob%d", n)}}
	if err := db.SaveUpload(t.Context(), intake.Upload{ID: a.Statement.ID, Report: report, Day: filingDay}, 1000); err != nil {
		t.Fatal(err)
	}
	if err := db.SavePart(t.Context(), a.Statement.ID, 1, a.Statement.Parts[0]); err != nil {
		t.Fatal(err)
	}
	return a
}

// Whatever else happens to a file at that moment, one whose statement was stored has the parts of that statement.
func TestPromisedFileKeepsItsParts(t *testing.T) {
	tests := []struct {
		name      string
		meanwhile func(db *store.DB, file string) error
	}{
		{"while old files are swept", func(db *store.DB, _ string) error { return db.Sweep(t.Context(), filingDay.AddDays(1), filingDay) }},
		{"while it is dropped", func(db *store.DB, file string) error {
			if err := db.DropUpload(t.Context(), file); !errors.Is(err, intake.ErrNotFound) {
				return err
			}
			return nil
		}},
		{"while another part comes", func(db *store.DB, file string) error {
			return db.SavePart(t.Context(), file, 2, intake.Part{Blob: "second of " + file})
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) {
				if err := db.SaveFiling(t.Context(), filing(1)); err != nil {
					t.Fatal(err)
				}
				for n := range byte(60) {
					file := uploaded(t, db, "report1", n)
					for _, err := range together(2, func(i int) error {
						if i == 0 {
							return db.SaveAddition(t.Context(), file)
						}
						return tt.meanwhile(db, file.Statement.ID)
					}) {
						if err != nil && !errors.Is(err, intake.ErrConflict) && !errors.Is(err, intake.ErrNotFound) {
							t.Error(err)
						}
					}
				}
				said, err := db.Statements(t.Context(), "report1")
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range said {
					if len(s.Parts) != 1 {
						t.Errorf("%s was promised with one part and has %d", s.ID, len(s.Parts))
					}
				}
			})
		})
	}
}

func TestOnlyTheAddressedOfficeOpens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if err := db.SaveFiling(ctx, filing(1)); err != nil {
			t.Fatal(err)
		}
		open := func(n byte, of office.ID) error {
			o := ledger.Opening{Type: ledger.TypeOpening, Content: [32]byte{n}, Salt: [32]byte{2}}
			_, err := db.SaveOpening(ctx, intake.NewOpening{Opening: intake.Opening{Officer: "o", Name: "Ratna", Day: filingDay}, Report: "report1",
				Office: of, Record: []byte("{}"), Leaf: o.Leaf()})
			return err
		}
		if err := open(1, "bawaslu-35.14"); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("before the log has numbered it: %v", err)
		}
		if pending, err := db.Pending(ctx, 10); err != nil || len(pending) != 1 {
			t.Errorf("a refused opening left %d leaves, %v", len(pending), err)
		}
		advance(t, db)
		if err := open(2, "bawaslu-35"); !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("another office: %v", err)
		}
		if err := open(3, "bawaslu-35.14"); err != nil {
			t.Errorf("the addressed office: %v", err)
		}
		for of, want := range map[office.ID]bool{"bawaslu-35.14": true, "bawaslu-35": false} {
			if ok, err := db.HasOpened(ctx, "report1", of, "o"); err != nil || ok != want {
				t.Errorf("HasOpened by %s = %t, %v", of, ok, err)
			}
		}
		if r, err := db.ReportByLookup(ctx, [16]byte{1}); err != nil || !r.WasOpened {
			t.Errorf("the reporter is not told of the opening: %v", err)
		}
	})
}

// advance numbers what waits.
func advance(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := t.Context()
	pending, err := db.Pending(ctx, 100)
	if err != nil {
		t.Fatal(err)
	}
	head, err := db.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a := ledger.Advance{From: head.Size, To: ledger.Head{Size: head.Size + int64(len(pending)), Beat: head.Beat}, Leaves: pending}
	if err := db.Advance(ctx, a); err != nil {
		t.Fatal(err)
	}
}
