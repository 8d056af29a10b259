package web

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"netra/calendar"
	"netra/intake"
	"netra/ledger"
	"netra/vault"
)

// talkPage is cek_percakapan.html.
type talkPage struct {
	returnPage
	Said     []intake.Utterance
	Message  string // id of the answer to come
	Problems intake.Problems
	Answered bool
	Other    bool // something else was stored under this form's id: the draft is not
	draft    string
}

// Answer is the box for an answer. Its hint tells who seals.
func (p talkPage) Answer() textField {
	hint := "cek.answer_hint"
	if !p.Visitor.KeysInBrowser() {
		hint = "cek.answer_hint_server"
	}
	return textField{P: p.base, Name: "jawab", Label: "cek.answer", Hint: hint, Bad: p.Problems.Of("jawab"), Value: p.draft, Rows: 5}
}

// Listed gives the problems.
func (p talkPage) Listed() []problem { return listed(p.Problems, []string{"jawab"}) }

// Signed names what became of a signature: the chip's class and the key of its text, empty where the page's script looks.
func (talkPage) Signed(u intake.Utterance) []string {
	switch u.Signature {
	case intake.Fits:
		return []string{"ok", "cek.signed"}
	case intake.Unsigned:
		return []string{"off", "cek.signed_none"}
	case intake.Wrong:
		return []string{"late", "cek.signed_wrong"}
	}
	return nil
}

// Signers writes the keys that may have signed an utterance, for the page's script.
func (p talkPage) Signers(u intake.Utterance) string {
	var keys []string
	for _, key := range u.Signers {
		keys = append(keys, p.Base64(key))
	}
	return strings.Join(keys, " ")
}

// inside renders a page behind the words, and notes the visit as the first one does. Wrong words give the first page again, as
// they do there.
func (s *Server) inside(w http.ResponseWriter, r *http.Request, show func(v *intake.Visitor, values url.Values) error) error {
	values, err := readForm(w, r)
	if err != nil {
		return err
	}
	v, err := s.enter(r.Context(), values)
	if err == nil {
		if err := s.Desk.Visited(r.Context(), v); err != nil {
			return err
		}
		return show(v, values)
	}
	fault := wordsFaultOf(err)
	if fault == nil {
		return err
	}
	return s.render(w, http.StatusUnprocessableEntity, "cek", s.wordsPage(r, fault))
}

// cekPercakapan handles POST /cek/percakapan: the report and all that was said since.
func (s *Server) cekPercakapan(w http.ResponseWriter, r *http.Request) error {
	return s.inside(w, r, func(v *intake.Visitor, values url.Values) error {
		return s.talk(w, r, http.StatusOK, talkPage{returnPage: s.returnPage(r, v, values)})
	})
}

// talk fills in what was said and renders the page.
func (s *Server) talk(w http.ResponseWriter, r *http.Request, status int, page talkPage) error {
	var err error
	if page.Said, err = s.Desk.Conversation(r.Context(), page.Visitor); err != nil {
		return err
	}
	if page.Message == "" {
		if page.Message, err = vault.NewID(s.Desk.Rand); err != nil {
			return err
		}
	}
	return s.render(w, status, "cek_percakapan", page)
}

// cekJawab handles POST /cek/jawab: an answer, as text or sealed by the reporter's browser. Sent twice it is stored once. If it was
// changed in between, the page says that only the first is stored and keeps the text under a new id.
func (s *Server) cekJawab(w http.ResponseWriter, r *http.Request) error {
	return s.inside(w, r, func(v *intake.Visitor, values url.Values) error {
		page := talkPage{returnPage: s.returnPage(r, v, values)}
		err := s.answer(r.Context(), v, values)
		if problems, ok := errors.AsType[intake.Problems](err); ok {
			page.Problems, page.draft, page.Message = problems, values.Get("jawab"), values.Get("pesan")
			return s.talk(w, r, http.StatusUnprocessableEntity, page)
		}
		if errors.Is(err, intake.ErrOther) && !v.KeysInBrowser() {
			page.Other, page.draft = true, values.Get("jawab")
			return s.talk(w, r, http.StatusConflict, page)
		}
		if errors.Is(err, intake.ErrSealed) {
			return errBadForm
		}
		if err != nil {
			return err
		}
		page.Answered = true
		return s.talk(w, r, http.StatusCreated, page)
	})
}

func (s *Server) answer(ctx context.Context, v *intake.Visitor, values url.Values) error {
	if v.KeysInBrowser() {
		sealed, err := readSealed(values)
		if err != nil {
			return err
		}
		_, err = s.Desk.AnswerSealed(ctx, v, sealed)
		return err
	}
	said := strings.TrimSpace(strings.ReplaceAll(values.Get("jawab"), "\r\n", "\n"))
	_, err := s.Desk.Answer(ctx, v, values.Get("pesan"), said)
	return err
}

// cekTandaTerima handles POST /cek/tanda-terima: the receipt of the report, or of a later statement, as a file.
func (s *Server) cekTandaTerima(w http.ResponseWriter, r *http.Request) error {
	return s.inside(w, r, func(v *intake.Visitor, values url.Values) error {
		id := values.Get("pesan")
		if id == "" {
			id = v.ID
		}
		proof, err := s.Desk.Proof(r.Context(), v, id)
		if err != nil {
			return err
		}
		return sendReceipt(w, proof)
	})
}

// Proven tells whether an utterance has a receipt of its own.
func (talkPage) Proven(u intake.Utterance) bool { return u.Promise != nil }

// Mine tells whether the reporter said it.
func (talkPage) Mine(u intake.Utterance) bool { return u.Kind != ledger.TypeQuestion }

// Root writes the content root that an utterance's leaf commits to, for the page's script.
func (p talkPage) Root(u intake.Utterance) string { return p.Base64(u.Opening.Content[:]) }

// readSealed reads what the reporter's browser has sealed.
func readSealed(v url.Values) (intake.Sealed, error) {
	s := intake.Sealed{ID: v.Get("id")}
	content, err := base64.StdEncoding.DecodeString(v.Get("akar"))
	salt, err2 := base64.StdEncoding.DecodeString(v.Get("garam"))
	sealed, err3 := base64.StdEncoding.DecodeString(v.Get("isi"))
	day, err4 := calendar.ParseDate(v.Get("hari"))
	if cmp.Or(err, err2, err3, err4) != nil || len(content) != 32 || len(salt) != 32 {
		return s, errBadForm
	}
	s.Content, s.Salt, s.Statement, s.Day = [32]byte(content), [32]byte(salt), sealed, day
	return s, nil
}
