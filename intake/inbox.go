package intake

import (
	"archive/tar"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// Inbox lists the reports of the officer's office that the log has numbered, those without a case first, then by deadline.
func (d *Desk) Inbox(ctx context.Context, by office.Officer) ([]Card, error) {
	cards, err := d.Store.Cards(ctx, by.Office.ID)
	if err != nil {
		return nil, fmt.Errorf("inbox: %w", err)
	}
	for i := range cards {
		d.complete(&cards[i])
	}
	slices.SortFunc(cards, func(a, b Card) int {
		return cmp.Or(
			cmp.Compare(min(len(a.CaseID), 1), min(len(b.CaseID), 1)),
			a.Due.Safe.Compare(b.Due.Safe),
			strings.Compare(a.Number, b.Number))
	})
	return cards, nil
}

// complete computes what of a card is not stored.
func (d *Desk) complete(c *Card) {
	c.Number = vault.Number(c.ID)
	c.Due = d.Due(c.Regime, law.RuleInitialStudy, c.Day)
}

// An openingRecord is the plain record that an opening's leaf commits to.
type openingRecord struct {
	Act     string    `json:"act"` // "report_opened"
	Day     string    `json:"day"` // in the office's zone
	Report  string    `json:"report"`
	Office  office.ID `json:"office"`
	Officer string    `json:"officer"`
	Bundle  bool      `json:"bundle,omitempty"`
}

// Open records that the officer opens a report of their office and, in that same transaction, hands out what they need to.
// The error wraps ErrNotFound.
func (d *Desk) Open(ctx context.Context, by office.Officer, report string) (Handover, error) {
	return d.open(ctx, by, report, false)
}

func (d *Desk) open(ctx context.Context, by office.Officer, report string, bundle bool) (Handover, error) {
	day := d.today(by.Office)
	record, err := json.Marshal(openingRecord{"report_opened", day.String(), report, by.Office.ID, by.ID, bundle})
	if err != nil {
		return Handover{}, err
	}
	leaf, err := ledger.RecordLeaf(ledger.TypeOpening, record, d.Rand)
	if err != nil {
		return Handover{}, err
	}
	h, err := d.Store.SaveOpening(ctx, NewOpening{
		Opening: Opening{by.ID, by.Name, day, bundle}, Report: report, Office: by.Office.ID, Record: record, Leaf: leaf,
	})
	if err != nil {
		return Handover{}, fmt.Errorf("open report: %w", err)
	}
	d.complete(&h.Card)
	return h, nil
}

// Part gives one sealed part of a file, from number 1, with its length in bytes. The officer must have opened the report;
// the error wraps ErrNotFound. The caller closes it.
func (d *Desk) Part(ctx context.Context, by office.Officer, report, file string, n int) (io.ReadCloser, int64, error) {
	if err := d.mustHaveOpened(ctx, by, report); err != nil {
		return nil, 0, fmt.Errorf("part of a file: %w", err)
	}
	part, err := d.Store.PartOf(ctx, report, file, n)
	if err != nil {
		return nil, 0, fmt.Errorf("part of a file: %w", err)
	}
	r, err := d.Blobs.Open(ctx, part.Blob)
	if err != nil {
		return nil, 0, fmt.Errorf("part of a file: %w", err)
	}
	return r, part.Size, nil
}

// mustHaveOpened returns ErrNotFound unless the officer has opened the report.
func (d *Desk) mustHaveOpened(ctx context.Context, by office.Officer, report string) error {
	ok, err := d.Store.HasOpened(ctx, report, by.Office.ID, by.ID)
	if err == nil && !ok {
		err = ErrNotFound
	}
	return err
}

// Ask stores an office's question, sealed and signed in the officer's browser. The officer must have opened the report. The
// error wraps ErrNotFound, ErrSealed, ErrConflict if the statement names another day than today, or ErrAgain.
func (d *Desk) Ask(ctx context.Context, by office.Officer, report string, s Sealed) error {
	if err := d.mustHaveOpened(ctx, by, report); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	if err := d.checkSealed(s, d.today(by.Office)); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	leaf := s.leaf(ledger.TypeQuestion)
	statement := Statement{ID: s.ID, Kind: ledger.TypeQuestion, Day: s.Day, Sealed: s.Statement, Opening: leaf.Opening, Author: by.Office.ID}
	if err := d.Store.SaveAddition(ctx, Addition{report, statement, leaf}); err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	return nil
}

// Bundle records an opening and streams the sealed bundle of doc/formats.md, to be opened elsewhere. The error wraps
// ErrNotFound if nothing was written yet.
func (d *Desk) Bundle(ctx context.Context, by office.Officer, report string, w io.Writer) error {
	h, err := d.open(ctx, by, report, true)
	if err != nil {
		return err
	}
	b := bundle{tar.NewWriter(w), d.Blobs}
	if err := b.write(ctx, d.Instance, h); err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	return b.tar.Close()
}

type bundle struct {
	tar   *tar.Writer
	blobs Blobs
}

func (b bundle) write(ctx context.Context, instance string, h Handover) error {
	head := vault.BundleHead{Instance: instance, Report: h.ID, Number: h.Number,
		Wraps: []vault.BundleWrap{{Office: string(h.Office), Epoch: h.Epoch, Wrap: h.Wrap}}}
	for _, s := range h.Later {
		head.Later = append(head.Later, s.ID)
	}
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if err := b.file("report.json", text); err != nil {
		return err
	}
	if err := b.file("statement.age", h.Statement); err != nil {
		return err
	}
	for _, s := range h.Later {
		if err := b.file(vault.BundleStatementName(s.ID), s.Sealed); err != nil {
			return err
		}
		for i, part := range s.Parts {
			if err := b.part(ctx, vault.BundlePartName(s.ID, i+1), part); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b bundle) file(name string, data []byte) error {
	if err := b.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data))}); err != nil {
		return err
	}
	_, err := b.tar.Write(data)
	return err
}

func (b bundle) part(ctx context.Context, name string, p Part) error {
	r, err := b.blobs.Open(ctx, p.Blob)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := b.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: p.Size}); err != nil {
		return err
	}
	_, err = io.Copy(b.tar, r)
	return err
}
