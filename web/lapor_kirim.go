package web

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"netra/calendar"
	"netra/intake"
	"netra/internal/fault"
	"netra/law"
	"netra/ledger"
	"netra/office"
	"netra/vault"
)

// A lane lets a few derive keys from words at a time, and a few more wait; it keeps reporting and coming back apart.
type lane struct{ running, waiting chan struct{} }

func newLane() lane {
	return lane{make(chan struct{}, 2), make(chan struct{}, 24)}
}

// do runs f when there is room. If too many wait already it is fault.ErrBusy.
func (l lane) do(ctx context.Context, f func() error) error {
	select {
	case l.waiting <- struct{}{}:
	default:
		return fault.ErrBusy
	}
	defer func() { <-l.waiting }()
	select {
	case l.running <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.running }()
	return f()
}

// laporKirim handles POST /lapor/kirim: the words typed back must be those shown; then the report is sealed in memory and filed.
func (s *Server) laporKirim(w http.ResponseWriter, r *http.Request) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	code, err := vault.ParseCode(values.Get("kata"))
	if err != nil {
		return s.review(w, r, values, nil)
	}
	if typed, err := vault.ParseCode(values.Get("ketik")); err != nil || string(typed.Open()) != string(code.Open()) {
		return s.review(w, r, values, intake.Problems{"ketik": "lapor.err_typed"})
	}
	var filed intake.Filed
	err = s.filing.do(r.Context(), func() error {
		var err error
		filed, err = s.Desk.File(r.Context(), reportForm(values), office.ID(values.Get("penerima")), code)
		return err
	})
	if problems, ok := errors.AsType[intake.Problems](err); ok {
		return s.review(w, r, values, problems)
	}
	if err != nil {
		return s.unsent(w, r, values, err)
	}
	return s.receipt(w, r, filed)
}

// unsent renders the review again, with what was filled in and the same words, if something else than the form kept it from
// being filed: browsers cannot go back to a page that was posted for, and fresh words would make a second report of it.
func (s *Server) unsent(w http.ResponseWriter, r *http.Request, values url.Values, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	page, _, err2 := s.reviewOf(r, values)
	if err2 != nil || !page.Ready() {
		return err
	}
	f := failureOf(err)
	s.note(r, f, err)
	page.Unsent = &notice{f.title, f.lead}
	return s.render(w, f.status, "lapor_periksa", page)
}

// receiptPage is tanda_terima.html.
type receiptPage struct {
	base
	uploadForm
	Receipt intake.Receipt
	Differs bool // from what was sent now
	regime  string
}

// receipt renders the receipt page. Its status is 200 if what was sent is not what is stored under these words.
func (s *Server) receipt(w http.ResponseWriter, r *http.Request, filed intake.Filed) error {
	status := http.StatusCreated
	if filed.Differs {
		status = http.StatusOK
	}
	upload := uploadForm{filed.Capability, filed.Until, s.Desk.MaxFile}
	return s.render(w, status, "tanda_terima", receiptPage{s.script(r, reportScript), upload, filed.Receipt, filed.Differs, filed.Regime})
}

// Received is the day in words.
func (p receiptPage) Received() string { return p.Day(p.Receipt.Day) }

// ByBeat is the moment by which the leaf is in the log, in WIB.
func (p receiptPage) ByBeat() string { return p.Moment(p.Receipt.Beat.In(calendar.WIB)) }

// Fingerprint is the entry in groups of four, four a line.
func (p receiptPage) Fingerprint() []string {
	digits := hex.EncodeToString(p.Receipt.Entry[1:])
	var lines []string
	for len(digits) > 0 {
		lines = append(lines, strings.Join([]string{digits[:4], digits[4:8], digits[8:12], digits[12:16]}, " "))
		digits = digits[16:]
	}
	return lines
}

// Text is the signed promise.
func (p receiptPage) Text() string { return string(p.Receipt.Promise) }

// QR draws the promise.
func (p receiptPage) QR() (qr, error) { return drawQR(string(p.Receipt.Promise)) }

// Study is when the office must have studied the report.
func (p receiptPage) Study() law.Answer { return p.due(law.RuleInitialStudy) }

// Handling is the clock of a case that is registered on the same day.
func (p receiptPage) Handling() law.Answer { return p.due(law.RuleHandling) }

// Later is Handling if the office needs more information.
func (p receiptPage) Later() law.Answer { return p.due(law.RuleHandlingWithInformation) }

func (p receiptPage) due(rule string) law.Answer {
	return p.site.Desk.Due(p.regime, rule, p.Receipt.Day)
}

// laporTandaTerima handles POST /lapor/tanda-terima: the receipt shown, as a file. Only what this instance signed is given back.
func (s *Server) laporTandaTerima(w http.ResponseWriter, r *http.Request) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	text := []byte(strings.ReplaceAll(values.Get("janji"), "\r\n", "\n"))
	if _, err := ledger.Verify(text, s.LogKey); err != nil {
		return errBadForm
	}
	return sendReceipt(w, text)
}

// sendReceipt offers a receipt for saving, under a name that tells nothing.
func sendReceipt(w http.ResponseWriter, text []byte) error {
	w.Header().Set("Content-Disposition", `attachment; filename="tanda-terima.txt"`)
	return send(w, http.StatusOK, "text/plain; charset=utf-8", text)
}
