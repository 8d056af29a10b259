package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"netra/calendar"
	"netra/ledger"
	"netra/publish"
)

// homePage is publik_beranda.html.
type homePage struct {
	base
	Numbers publish.Numbers
	Log     newestHead
}

// newestHead is the newest published state of the log.
type newestHead struct {
	Size int64     // leaves, dummies among them; 0 of a log that has not begun
	Root string    // base64
	Beat time.Time // in WIB; zero in the moment between growing and publishing
}

// publikBeranda handles GET /.
func (s *Server) publikBeranda(w http.ResponseWriter, r *http.Request) error {
	numbers, err := s.Numbers.Numbers(r.Context())
	if err != nil {
		return err
	}
	head, err := s.newestHead(r.Context())
	if err != nil {
		return err
	}
	return s.renderPublic(w, r, "publik_beranda", homePage{s.base(r), numbers, head})
}

func (s *Server) newestHead(ctx context.Context) (newestHead, error) {
	head, err := s.Ledger.Store.Head(ctx)
	if err != nil || head.Checkpoint == nil {
		return newestHead{}, err
	}
	text, _, _ := bytes.Cut(head.Checkpoint, []byte("\n\n")) // the signatures follow
	var c ledger.Checkpoint
	if err := c.UnmarshalText(append(bytes.Clone(text), '\n')); err != nil {
		return newestHead{}, fmt.Errorf("newest head: %w", err)
	}
	h := newestHead{Size: c.Size, Root: c.Root.String()}
	if c.Size == head.Size && c.Size > 0 {
		h.Beat = head.Beat.In(calendar.WIB)
	}
	return h, nil
}
