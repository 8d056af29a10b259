package intake

import (
	"context"
	"fmt"

	"netra/calendar"
)

// CollectKind is the kind of the job that Collect does.
const CollectKind = "blob.collect"

// KeepUnfinished is for how many days a file that was not finished can be continued.
const KeepUnfinished = 14

// collectChunk is how many blobs are looked up at once.
const collectChunk = 256

// Collect forgets files that were begun KeepUnfinished days ago and not finished, capabilities that are over, and blobs that
// no row has named for a whole day: what a crash left between the blob and the row. It is a job.Handler and may be done
// twice.
func (d *Desk) Collect(ctx context.Context, _ []byte) error {
	today := calendar.Today(d.Now(), calendar.WIB)
	// A day is kept on top, since the days in the rows are those of offices two hours ahead.
	if err := d.Store.Sweep(ctx, today.AddDays(-KeepUnfinished-1), today.AddDays(-1)); err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	var chunk []string
	err := d.Blobs.List(ctx, func(id string) error {
		chunk = append(chunk, id)
		if len(chunk) < collectChunk {
			return nil
		}
		defer func() { chunk = chunk[:0] }()
		return d.collect(ctx, chunk, today)
	})
	if err == nil {
		err = d.collect(ctx, chunk, today)
	}
	if err != nil {
		return fmt.Errorf("collect: %w", err)
	}
	return nil
}

func (d *Desk) collect(ctx context.Context, blobs []string, today calendar.Date) error {
	old, err := d.Store.Unnamed(ctx, blobs, today)
	if err != nil {
		return err
	}
	for _, id := range old {
		if err := d.Blobs.Delete(ctx, id); err != nil {
			return err
		}
	}
	return d.Store.ForgetBlobs(ctx, old)
}
