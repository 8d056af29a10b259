package web

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netra/calendar"
	"netra/casework"
	"netra/intake"
	"netra/internal/fault"
	"netra/law"
	"netra/locale"
)

// between cuts what stands between two texts out of a page.
func between(t *testing.T, page, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, from)
	part, _, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("the page lacks %q or, after it, %q", from, to)
	}
	return part
}

func TestMovesThatEndTheCaseStandLastAndNoneIsProposed(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	page := b.ask(b.petugasPerkara, id, nil).Body.String()
	goes := between(t, page, `id="langkah"`, "<h3>Mengakhiri perkara</h3>")
	contains(t, goes, `id="langkah-ask_completion"`, `id="langkah-to_information"`)
	ends := between(t, page, "<h3>Mengakhiri perkara</h3>", "</ul>")
	contains(t, ends, `id="langkah-not_register"`)
	if strings.Contains(goes, `id="langkah-not_register"`) || strings.Contains(ends, `id="langkah-to_information"`) {
		t.Error("moves that end the case are mixed with those by which it goes on")
	}
	if moves := between(t, page, `id="langkah"`, `id="linimasa"`); strings.Contains(moves, "<details open") || strings.Contains(moves, "<button>") {
		t.Error("a move is shown open, or its button is the main one")
	}
}

func TestTurningDownNeedsAReason(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	form := between(t, b.ask(b.petugasPerkara, id, nil).Body.String(), `id="langkah-not_register"`, "</form>")
	contains(t, form, "Alasan", " required ")
	w := b.move(id, "not_register", "note", "  ")
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("without a reason: status %d", w.Code)
	}
	contains(t, w.Body.String(), `href="#note-not_register"`, "tulis alasannya")
	contains(t, between(t, w.Body.String(), `id="langkah-not_register"`, "</form>"), "<details open", `aria-invalid="true"`)
	b.moved(id, "not_register", "note", "Terlapor bukan ASN.")
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), "Terlapor bukan ASN.")
}

func TestReporterReadsOnlyTheConversation(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	b.paper(id, "perbawaslu-7-2022:kajian-awal")
	page := b.ask(b.petugasPerkara, id, nil).Body.String()
	contains(t, between(t, page, `id="langkah-ask_completion"`, "</form>"), "Pelapor hanya membaca percakapan", `href="/petugas/laporan/`+b.report+`"`)
	if strings.Contains(between(t, page, `id="langkah-to_information"`, "</form>"), "Pelapor hanya membaca percakapan") {
		t.Error("a move that asks the reporter for nothing speaks of the conversation")
	}
}

func TestNormsOfEveryStageWhereTheStageIsNotKnown(t *testing.T) {
	b := newCaseBench(t)
	b.report = ""
	form := openForm()
	form["acts"] = []string{"use_state_facility_or_program", "party_membership_or_candidacy"}
	page := b.ask(b.petugasPerkara, b.open(form), nil).Body.String()
	contains(t, between(t, page, `id="norma"`, `id="surat"`), "Tahap pemilihannya belum diketahui", `<span class="chip off">Sebelum calon ditetapkan</span>`,
		`<span class="chip off">Semua tahap</span>`, `<span class="chip off">Masa kampanye</span>`, "kode etik", "disiplin", "pidana")
	form = openForm()
	form.Set("event_on", "2024-01-15")
	form.Set("known_on", "2024-01-16")
	page = b.ask(b.petugasPerkara, b.open(form), nil).Body.String()
	contains(t, page, "masa kampanye")
	if norms := between(t, page, `id="norma"`, `id="surat"`); strings.Contains(norms, "kode etik") || strings.Contains(norms, "chip off") {
		t.Error("in the campaign stand norms of the time before it, or marks of the stage")
	}
}

// A fullStore has no room for anything.
type fullStore struct{ casework.Store }

func (fullStore) SaveStep(context.Context, casework.Advance) error   { return fault.ErrFull }
func (fullStore) SavePaper(context.Context, casework.Addition) error { return fault.ErrFull }
func (fullStore) SaveCase(context.Context, casework.Opening) error   { return fault.ErrFull }

func TestWhatCannotBeStoredStaysInItsForm(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	again := openForm()
	again.Set("title", "Judul <kedua>")
	w := b.ask(b.petugasBukaKirim, b.report, again)
	if w.Code != http.StatusConflict || strings.Contains(w.Body.String(), "data-fresh") {
		t.Errorf("a second case of the report: status %d; the script must not fill the form again", w.Code)
	}
	contains(t, w.Body.String(), "Perkara dari laporan ini sudah ada", "Yang Anda ketik masih ada di bawah", `href="/petugas/perkara/`+id+`"`,
		`value="Judul &lt;kedua&gt;"`, "Pagi hari.", `value="use_state_facility_or_program" checked`)

	b.Cases.Store = fullStore{b.db}
	full := func(name string, h staffHandler, id string, form url.Values, texts ...string) {
		t.Helper()
		w := b.ask(h, id, form)
		if w.Code != http.StatusInsufficientStorage {
			t.Fatalf("%s: status %d: %s", name, w.Code, w.Body)
		}
		contains(t, w.Body.String(), append(texts, `id="gagal"`, "Yang Anda ketik masih ada di bawah")...)
	}
	full("finding", b.petugasBukaKirim, "", again, `value="Judul &lt;kedua&gt;"`, `value="2026-11-28"`)
	version := b.version(id)
	full("move", b.petugasLangkah, id, url.Values{"version": {version}, "transition": {"to_information"}, "note": {"alasan <saya>"}}, `value="alasan &lt;saya&gt;"`)
	full("paper", b.petugasSurat, id, url.Values{"version": {version}, "form": {"perbawaslu-7-2022:kajian"}, "number": {"3/K"}, "on": {"2026-12-01"}},
		`value="3/K"`, `value="perbawaslu-7-2022:kajian" selected`)
}

func TestCitationsOfACaseAreOfItsElection(t *testing.T) {
	s := newTestServer(t, nil)
	cites := func(regime, transition string) string {
		t.Helper()
		move, ok := s.Law.Transition(transition)
		if !ok {
			t.Fatal("no such transition")
		}
		p := casePage{staffPage: staffPage{base: base{Lang: locale.Indonesian, site: s}}, Case: casework.Case{Regime: regime}}
		return strings.Join(p.Basis(move.Basis).Cites(), "; ")
	}
	for _, tt := range []struct{ name, regime, transition, has, not string }{
		{"an act of the other election is left out", law.Pilkada, "study", "UU 1/2015", "UU 7/2017"},
		{"and the other way round", law.Pemilu, "study", "UU 7/2017", "UU 1/2015"},
		{"and what only its clocks name", law.Pemilu, "complete", "Perbawaslu 7/2022", "2024"},
		{"what is of no election stands", law.Pilkada, "decide_administrative", "Putusan MK 104", "UU 7/2017"},
		{"what there is else nothing beside stands", law.Pilkada, "hold_plenary", "Perbawaslu 7/2022", "UU 7/2017"},
	} {
		if got := cites(tt.regime, tt.transition); !strings.Contains(got, tt.has) || strings.Contains(got, tt.not) {
			t.Errorf("%s: %s on %s rests on %s", tt.name, tt.transition, tt.regime, got)
		}
	}
}

func TestEntryIsSettledOnlyIfItsTextsAre(t *testing.T) {
	s := newTestServer(t, nil)
	p := casePage{staffPage: staffPage{base: base{Lang: locale.Indonesian, site: s}}, Case: casework.Case{Regime: law.Pemilu}}
	high := func(instrument string) staffBasis {
		return p.Basis(law.Basis{Cite: law.Cite{Instrument: instrument, Article: "Pasal 1"}, Confidence: calendar.High})
	}
	if b := high("uu-7-2017"); !b.Settled() || len(b.Doubts()) > 0 {
		t.Errorf("what is sure of a text that we are sure of: settled %v, %v", b.Settled(), b.Doubts())
	}
	i, _ := s.Law.Instrument("perbawaslu-7-2022")
	if b := high(i.ID); b.Settled() || len(b.Doubts()) != 1 || b.Doubts()[0] != (remark{i.Citation, i.Note}) {
		t.Errorf("what is sure of a text that we have not read: settled %v, %v", b.Settled(), b.Doubts())
	}
}

func TestTimelineTellsWhoActedFromWhoRecorded(t *testing.T) {
	b := newCaseBench(t)
	id := b.open(openForm())
	b.moved(id, "withdraw", "source", "Surat 1/X")
	line := between(t, b.ask(b.petugasPerkara, id, nil).Body.String(), `<ol class="line">`, "</ol>")
	contains(t, line, "Dicabut pelapor, dicatat oleh Ratna P.", "Kajian awal, Ratna P.")
}

func TestReporterIsSpokenToAsYou(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Desk = &intake.Desk{} })
	day := date(t, "2026-12-23") // the period ends on a day on which desks are closed
	page := func(rule string, wanted bool, questions int) string {
		t.Helper()
		r, err := s.Law.Clock(law.Pemilu, rule, day)
		if err != nil {
			t.Fatal(err)
		}
		due, err := law.Due(r, day, s.Calendar)
		if err != nil {
			t.Fatal(err)
		}
		o := overviewPage{returnPage: returnPage{base: base{Lang: locale.Indonesian, site: s}, Visitor: &intake.Visitor{Today: day}}}
		o.Overview.Office.Name, o.Questions = "Bawaslu Contoh", questions
		o.Overview.Progress = intake.Progress{State: intake.Handled, Day: day, Due: due, Wanted: wanted}
		body, err := s.html("cek_laporan", o)
		if err != nil {
			t.Fatal(err)
		}
		return html.UnescapeString(string(body))
	}
	const unsaid, none, desk = "Bawaslu Contoh belum menulis apa yang masih kurang", "Tidak ada pertanyaan yang menunggu", "Pada tanggal ini kantor tutup"
	for _, tt := range []struct {
		name, rule string
		wanted     bool
		questions  int
		has, not   []string
	}{
		{"nothing is asked yet", "completion", true, 0, []string{unsaid, "kesempatan Anda sampai", "Yang bertindak: Anda.", "bisa mengirim setiap hari"},
			[]string{none, desk, "Pelapor harus", "menunggu kelengkapan"}},
		{"something is asked", "completion", true, 1, []string{"menunggu kelengkapan dari Anda sampai", "Ada 1 pertanyaan"}, []string{unsaid, none, desk}},
		{"the office must act", law.RuleInitialStudy, false, 0, []string{none, "Kantor harus", "Yang bertindak:"}, []string{unsaid, desk, "kesempatan Anda", "setiap hari"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := page(tt.rule, tt.wanted, tt.questions)
			contains(t, body, tt.has...)
			for _, text := range tt.not {
				if strings.Contains(body, text) {
					t.Errorf("page has %q", text)
				}
			}
		})
	}
}

func TestIndonesianTextsNameNoReadings(t *testing.T) {
	files, err := filepath.Glob("../locale/id/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "bacaan") {
			t.Errorf("%s has \"bacaan\" where people say \"cara menghitung\"", name)
		}
	}
}
