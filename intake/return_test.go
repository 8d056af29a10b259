package intake_test

import (
	"errors"
	"strings"
	"testing"

	"netra/intake"
	"netra/vault"
)

func TestLastVisit(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	code, _ := w.file()
	visit := func() intake.Overview {
		t.Helper()
		v, err := w.Enter(ctx, code)
		w.must(err)
		o, err := w.Overview(ctx, v)
		w.must(err)
		w.must(w.Visited(ctx, v))
		return o
	}
	if o := visit(); !o.LastVisit.IsZero() || o.Unread {
		t.Errorf("the first visit tells of one on %s", o.LastVisit)
	}
	w.now = w.now.AddDate(0, 0, 3)
	if o := visit(); o.LastVisit.String() != "2026-12-28" || o.Unread {
		t.Errorf("last visit = %s", o.LastVisit)
	}

	v, err := w.Enter(ctx, code)
	w.must(err)
	to, err := vault.ParseRecipient(v.Recipient)
	w.must(err)
	header, err := vault.Header{Day: "2026-12-01"}.Encode(vault.KindVisit)
	w.must(err)
	forged := vault.Statement{Kind: vault.KindVisit, Report: v.ID, ID: w.id(), SealedBy: vault.ByServer, Header: header, Content: vault.NewSecret([]byte("{}"))}
	sealed, err := vault.SealStatement(to, forged, w.keys[kab].Sign)
	w.must(err)
	w.must(w.Store.SaveVisit(ctx, v.ID, sealed))
	if o := visit(); !o.LastVisit.IsZero() || !o.Unread {
		t.Errorf("a note that the reporter did not sign tells of %s", o.LastVisit)
	}
}

func TestWhoMayEnter(t *testing.T) {
	w := newWorld(t)
	code, _ := w.file()
	keys, err := vault.ReporterKeys(code, instance)
	w.must(err)
	login := intake.Login{Lookup: keys.Lookup, Secret: [32]byte(keys.Login.Open())}
	if v, err := w.EnterSealed(t.Context(), login); err != nil || !v.KeysInBrowser() {
		t.Errorf("the right login: %v", err)
	}
	login.Secret[0] ^= 1
	if _, err := w.EnterSealed(t.Context(), login); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("a lookup with another login = %v, want ErrNotFound", err)
	}
	if _, err := w.Enter(t.Context(), w.code()); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("other words = %v, want ErrNotFound", err)
	}
}

func TestAnswerRefused(t *testing.T) {
	w := newWorld(t)
	code, _ := w.file()
	v, err := w.Enter(t.Context(), code)
	w.must(err)
	for name, tt := range map[string]struct{ text, key string }{
		"empty":     {"", "cek.err_empty"},
		"too long":  {strings.Repeat("a", 20001), "lapor.err_long"},
		"not UTF-8": {"\xff", "lapor.err_letters"},
	} {
		if _, err := w.Answer(t.Context(), v, w.id(), tt.text); !hasProblem(err, "jawab", tt.key) {
			t.Errorf("%s: Answer = %v, want %s", name, err, tt.key)
		}
	}
	id := w.id()
	_, err = w.Answer(t.Context(), v, id, "ya")
	w.must(err)
	if _, err := w.Answer(t.Context(), v, id, "tidak"); !errors.Is(err, intake.ErrOther) {
		t.Errorf("another answer under the same id: %v", err)
	}
	if _, err := w.Answer(t.Context(), v, "../x", "ya"); !errors.Is(err, intake.ErrSealed) {
		t.Errorf("an id that is none: %v", err)
	}
	if _, err := w.Answer(t.Context(), v, v.ID, "ya"); err == nil {
		t.Error("an answer under the report's own id was stored")
	}
}
