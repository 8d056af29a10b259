package law

import (
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"netra/calendar"
)

const (
	instruments = "instruments.toml"
	clocksFile  = "clocks.toml"
	transitions = "transitions.toml"
)

func TestLoadRefuses(t *testing.T) {
	const regimes, bodies, overseers, forms, states = "regimes.toml", "bodies.toml", "overseers.toml", "forms.toml", "states.toml"
	const acts, norms, conduct, elections, reception = "acts.toml", "norms.toml", "conduct.toml", "elections.toml", "reception.toml"
	tests := []struct {
		name, file, old, new string
		want                 string // behind "law refused: "
	}{
		{"text that is not TOML", clocksFile, "[[clock]]", "[[clock]",
			"small/clocks.toml: toml: line 3: expected end of table array name delimiter ']', but got '\\n' instead"},
		{"a misspelt key", clocksFile, "starts =", "start =", "small/clocks.toml: unknown key clock.start"},
		{"entries of another file", clocksFile, "[[clock]]", "[[act]]\nid = \"x\"\n[[clock]]", "small/clocks.toml: unknown key act"},
		{"a date that does not exist", instruments, "2017-08-16", "2017-08-32",
			"small/instruments.toml: toml: line 6 (last key \"instrument.valid_from\"): not a date of the form YYYY-MM-DD"},
		{"an unknown setting", "overlay.toml", "standalone", "alone", "small: overlay.toml: unknown key alone"},
		{"settings that are not TOML", "overlay.toml", "= true", "= yes", "small: overlay.toml: toml: line 1 (last key \"standalone\"): expected value but found \"yes\" instead"},

		{"an instrument without id", instruments, `id         = "act"`, "", "small/instruments.toml: a [[instrument]] has no id"},
		{"two instruments of an id", instruments, `"word"`, `"act"`, "small/instruments.toml: act: there are two of that id"},
		{"an instrument without title", instruments, `title      = "Act 1"`, "", "small/instruments.toml: act: title, citation or source is missing"},
		{"an instrument without citation", instruments, `citation   = "UU 1/2001"`, "", "small/instruments.toml: act: title, citation or source is missing"},
		{"an instrument without source", instruments, `source     = "read"`, "", "small/instruments.toml: act: title, citation or source is missing"},
		{"an instrument of unknown confidence", instruments, `"high"`, `"sure"`, `small/instruments.toml: act: unknown confidence "sure"`},
		{"an instrument that ends before it begins", instruments, "source ", "valid_to = \"2017-08-15\"\nsource ", "small/instruments.toml: act: valid_to is before valid_from"},

		{"a regime without basis", regimes, `basis = "act"`, "", `small/regimes.toml: pemilu: basis cites unknown instrument ""`},
		{"a regime without title", regimes, `{ id = "Pemilu" }`, `{ en = "Election" }`, "small/regimes.toml: pemilu: title.id is missing"},
		{"a regime that ends before it begins", regimes, "basis =", "valid_from = \"2020-01-02\"\nvalid_to = \"2020-01-01\"\nbasis =", "small/regimes.toml: pemilu: valid_to is before valid_from"},

		{"a body without title", bodies, `{ id = "Kantor" }`, "{}", "small/bodies.toml: office: title.id is missing"},
		{"a body called overseer", bodies, `"office"`, `"overseer"`, `small/bodies.toml: overseer: "overseer" stands for whichever body oversees on the day`},
		{"two overseers at once", overseers, "2024-08-24", "2024-08-25", "small/overseers.toml: old: oversees at the same time as new"},
		{"an overseer who is no body", overseers, `"old"`, `"lost"`, `small/overseers.toml: lost: unknown body "lost"`},
		{"an overseer who is whoever oversees", overseers, `"old"`, `"overseer"`, `small/overseers.toml: overseer: unknown body "overseer"`},
		{"an overseer without confidence", overseers, `"medium"`, `""`, `small/overseers.toml: old: unknown confidence ""`},
		{"a form without title", forms, `{ id = "Surat" }`, "{}", "small/forms.toml: letter: title.id is missing"},
		{"a form that rests on nothing", forms, `"word"`, `"rumour"`, `small/forms.toml: letter: cites unknown instrument "rumour"`},

		{"a state without title", states, `{ id = "Temuan" }`, "{}", "small/states.toml: finding: title.id is missing"},
		{"an opening by what opens nothing", states, `"informed"`, `"known"`, `small/states.toml: tip: unknown opens "known"`},
		{"two openings by one fact", states, `"informed"`, `"found"`, `small/states.toml: tip: another state opens by "found"`},
		{"no opening by a fact", states, `opens = "informed"`, "", "small/states.toml: tip: cannot be reached"},
		{"a fact by which no case can begin", states, `opens = "received"`, "", `states.toml: there must be a state that opens by "received"`},
		{"a final state that is left", states, `id    = "registered"`, "id = \"registered\"\nfinal = true", "small/states.toml: registered: a transition leaves this final state"},
		{"a state that leads nowhere", states, "final = true", "", "small/states.toml: tip: leads to no final state in pemilu"},
		{"a state that nothing leads to", states, "[[state]]", "[[state]]\nid = \"limbo\"\ntitle = { id = \"x\" }\nfinal = true\n[[state]]", "small/states.toml: limbo: cannot be reached"},
		{"a state that leads nowhere in one regime", transitions, "id         = \"close\"", "id = \"close\"\nregimes = [\"pemilu\"]", "small/states.toml: finding: leads to no final state in pilkada"},

		{"a transition from nowhere", transitions, `["tip"]`, "[]", "small/transitions.toml: identify: from or who is missing"},
		{"a transition of nobody", transitions, `["office"]`, "[]", "small/transitions.toml: identify: from or who is missing"},
		{"a transition called as a fact", transitions, `"identify"`, `"known"`, "small/transitions.toml: known: this id is a fact's"},
		{"a transition without title", transitions, `{ id = "Langkah" }`, "{}", "small/transitions.toml: identify: title.id is missing"},
		{"a transition without done", transitions, `{ id = "sudah" }`, "{}", "small/transitions.toml: identify: done.id is missing"},
		{"a transition of an unknown regime", transitions, `regimes = ["pemilu"]`, `regimes = ["pilkades"]`, `small/transitions.toml: resume: unknown regime "pilkades"`},
		{"a transition from an unknown state", transitions, `["tip"]`, `["tip", "limbo"]`, `small/transitions.toml: identify: unknown state "limbo"`},
		{"a transition by an unknown body", transitions, `["office"]`, `["court"]`, `small/transitions.toml: identify: unknown body "court"`},
		{"an unknown guard", transitions, `"filed_in_time"`, `"filed"`, `small/transitions.toml: identify: unknown guard "filed"`},
		{"an unknown document", transitions, `"letter"`, `"B.1"`, `small/transitions.toml: forward: unknown document "B.1"`},
		{"a transition that rests on nothing", transitions, `"act"`, `"rumour"`, `small/transitions.toml: identify: cites unknown instrument "rumour"`},

		{"a clock without name", clocksFile, `rule   = "report"`, "", "small/clocks.toml: pemilu/: rule is missing"},
		{"two clocks of a name", clocksFile, `"finding"`, `"report"`, "small/clocks.toml: pemilu/report: there are two of that id"},
		{"two clocks of a name at once", clocksFile, `rule   = "finding"`, "rule = \"report\"\nvalid_from = \"2026-01-01\"", "small/clocks.toml: pemilu/report: in force at the same time as pemilu/report@2026-01-01"},
		{"a clock without title", clocksFile, `{ id = "Tahap" }`, "{}", "small/clocks.toml: pemilu/report: title.id is missing"},
		{"a clock that binds nobody", clocksFile, `by     = "office"`, `by     = "nobody"`, `small/clocks.toml: pemilu/report: unknown body "nobody"`},
		{"a clock without do", clocksFile, `do     = {`, "do = { en = \"x\" }\n#", "small/clocks.toml: pemilu/report: do.id is missing"},
		{"a clock of an unknown regime", clocksFile, `"pemilu"`, `"pilkades"`, `small/clocks.toml: pilkades/report: unknown regime "pilkades"`},
		{"a clock that never starts", clocksFile, `["known"]`, "[]", "small/clocks.toml: pemilu/report: starts or ends is missing"},
		{"a clock that never ends", clocksFile, `["received", "identify"]`, "[]", "small/clocks.toml: pemilu/report: starts or ends is missing"},
		{"a need of what cannot happen", clocksFile, `["ask_information"]`, `["ask_nothing"]`, `small/clocks.toml: pemilu/handling_with_information: unknown event "ask_nothing"`},
		{"an unknown event", clocksFile, `"known"`, `"heard"`, `small/clocks.toml: pemilu/report: unknown event "heard"`},
		{"a pause without end", clocksFile, `ends   = ["forward"]`, "ends = [\"forward\"]\npauses = \"suspend\"", "small/clocks.toml: pemilu/handling: pauses and resumes need each other"},
		{"an event of another regime", clocksFile, "rule   = \"report\"\nregime = \"pilkada\"", "rule = \"report\"\nregime = \"pilkada\"\npauses = \"suspend\"\nresumes = \"resume\"",
			`small/clocks.toml: pilkada/report: unknown event "resume"`},
		{"a clock that replaces none", clocksFile, `replaces = "handling"`, `replaces = "delay"`, `small/clocks.toml: pemilu/handling_with_information: replaces unknown rule "delay"`},
		{"a clock that replaces itself", clocksFile, `replaces = "handling"`, `replaces = "handling_with_information"`,
			`small/clocks.toml: pemilu/handling_with_information: replaces unknown rule "handling_with_information"`},
		{"a clock without reading", clocksFile, "[[clock]]", "[[clock]]\nrule = \"x\"\nregime = \"pemilu\"\n[[clock]]", "small/clocks.toml: pemilu/x: no reading"},
		{"two readings alike", clocksFile, `"working_and_leave"`, `"working"`, "small/clocks.toml: pemilu/report: there are two readings 7_working"},
		{"an unknown unit", clocksFile, `"working"`, `"weeks"`, `small/clocks.toml: pemilu/report: reading 7_weeks: unknown unit "weeks"`},
		{"no length", clocksFile, "length     = 7", "", "small/clocks.toml: pemilu/report: reading 0_working: length 0 is not between 1 and 366 days"},
		{"a length beyond a year", clocksFile, "length     = 7", "length = 367", "small/clocks.toml: pemilu/report: reading 367_working: length 367 is not between 1 and 366 days"},
		{"hours that are no days", clocksFile, "length     = 48", "length = 36", "small/clocks.toml: pemilu/completion: reading 36_hours: 36 hours are no whole days"},
		{"a citation of nothing", clocksFile, `"act"`, `"rumour"`, `small/clocks.toml: pemilu/report: reading 7_working: cites unknown instrument "rumour"`},
		{"a further citation of nothing", clocksFile, "confidence =", "also = [{ instrument = \"rumour\" }]\nconfidence =",
			`small/clocks.toml: pemilu/report: reading 7_working: cites unknown instrument "rumour"`},
		{"a confident citation without article", clocksFile, `, article = "Pasal 4"`, "", "small/clocks.toml: pemilu/report: reading 7_working: a citation without article cannot have high confidence"},
		{"no confidence", clocksFile, `confidence = "high"`, "", `small/clocks.toml: pemilu/report: reading 7_working: unknown confidence ""`},
		{"a citation of what was not in force", clocksFile, "ends   =", "valid_to = \"2017-08-15\"\nends =", "small/clocks.toml: pemilu/report: reading 7_working: cites act, which was not in force then"},
		{"a clock that ends before it begins", clocksFile, "ends   =", "valid_from = \"2020-01-02\"\nvalid_to = \"2020-01-01\"\nends =",
			"small/clocks.toml: pemilu/report@2020-01-02: reading 7_working: valid_to is before valid_from"},
		{"a rule that the program needs", clocksFile, `"completion"`, `"repair"`, "clocks.toml: there must be a clock pemilu/completion"},

		{"an act without labels", acts, `["other"]`, "[]", "small/acts.toml: lain: labels are missing"},
		{"a label of two acts", acts, `"other"`, `"order"`, "small/acts.toml: ajak: label order belongs to lain"},

		{"a norm of an unknown track", norms, `track      = "ethics"`, `track = "morals"`, `small/norms.toml: ethics: unknown track "morals"`},
		{"a norm for nobody", norms, `["asn"]`, "[]", "small/norms.toml: ethics: persons are missing"},
		{"a norm for an unknown person", norms, `["asn"]`, `["pns"]`, `small/norms.toml: ethics: unknown person "pns"`},
		{"a norm of an unknown stage", norms, `["before"]`, `["early"]`, `small/norms.toml: ethics: unknown stage "early"`},
		{"a norm of an unknown regime", norms, `["pilkada"]`, `["pilkades"]`, `small/norms.toml: local: unknown regime "pilkades"`},
		{"a norm without title", norms, `{ id = "Kode etik" }`, "{}", "small/norms.toml: ethics: title.id is missing"},
		{"a norm that rests on nothing", norms, `"act"`, `"rumour"`, `small/norms.toml: ethics: cites unknown instrument "rumour"`},
		{"a penalty without text", norms, `{ id = "kurungan" }`, "{}", "small/norms.toml: discipline: penalty: text.id is missing"},
		{"a penalty that rests on nothing", norms, `{ instrument = "word" }`, `{ instrument = "rumour" }`, `small/norms.toml: discipline: penalty: cites unknown instrument "rumour"`},

		{"a conduct without address", conduct, `"mengajak-memilih"`, `"Mengajak memilih"`, `small/conduct.toml: T01: slug "Mengajak memilih" is not lower-case words with hyphens`},
		{"two conducts at an address", conduct, "[[conduct]]", "[[conduct]]\nid = \"T02\"\nslug = \"mengajak-memilih\"\n[[conduct]]", `small/conduct.toml: T02: slug "mengajak-memilih" is that of T01`},
		{"a conduct without answer", conduct, "[[conduct.answer]]\nperson  = \"asn\"\nverdict = \"forbidden\"", "", "small/conduct.toml: T01: no answer"},
		{"two answers for a person", conduct, "[[conduct.answer]]", "[[conduct.answer]]\nperson = \"asn\"\nverdict = \"allowed\"\n[[conduct.answer]]", "small/conduct.toml: T01: there are two answers for asn"},
		{"an unknown verdict", conduct, `"forbidden"`, `"perhaps"`, `small/conduct.toml: T01: unknown verdict "perhaps"`},
		{"an answer for an unknown person", conduct, `"asn"`, `"pns"`, `small/conduct.toml: T01: unknown person "pns"`},
		{"a conduct without title", conduct, `{ id = "Mengajak memilih" }`, "{}", "small/conduct.toml: T01: title.id is missing"},
		{"a conduct in no words", conduct, `{ id = "Anda mengajak orang memilih." }`, "{}", "small/conduct.toml: T01: plain.id is missing"},
		{"an example in no words", conduct, "acts ", "examples = [{}]\nacts ", "small/conduct.toml: T01: examples.id is missing"},
		{"a conduct of an unknown act", conduct, `"promote"`, `"wave"`, `small/conduct.toml: T01: unknown act "wave"`},
		{"a conduct of a norm for others", conduct, `["discipline"]`, `["ethics"]`, `small/conduct.toml: T08: norm "ethics" is about nobody whom an answer is for`},
		{"a conduct that rests on nothing", conduct, `norms = ["discipline"]`, "", "small/conduct.toml: T08: neither a norm nor a citation of an answer nor a doubt"},
		{"an answer that cites nothing", conduct, `verdict = "forbidden"`, "verdict = \"forbidden\"\ncite = { instrument = \"rumour\" }", `small/conduct.toml: T01: cites unknown instrument "rumour"`},
		{"a conduct of an unknown norm", conduct, `"local"`, `"global"`, `small/conduct.toml: T01: unknown norm "global"`},

		{"an election of an unknown regime", elections, `"pemilu"`, `"pilkades"`, `small/elections.toml: pemilu-2024: unknown regime "pilkades"`},
		{"an election without title", elections, `{ id = "Pemilu 2024" }`, "{}", "small/elections.toml: pemilu-2024: title.id is missing"},
		{"an election that never begins", elections, `"before"`, `"fixed"`, "small/elections.toml: pemilu-2024: stage fixed does not come after fixed"},
		{"an election whose first stage is missing", elections, "stage      = \"before\"\nfrom       = \"2022-06-14\"\ncite       = { instrument = \"word\" }\nconfidence = \"low\"\n\n[[election.stage]]\n", "",
			"small/elections.toml: pemilu-2024: the first stage is not before"},
		{"an election without last day", elections, `until  = "2024-12-31"`, "", "small/elections.toml: pemilu-2024: until is missing or before after"},
		{"an election that ends before it is over", elections, "2024-12-31", "2024-02-14", "small/elections.toml: pemilu-2024: until is missing or before after"},
		{"an election of an unknown stage", elections, `"fixed"`, `"early"`, `small/elections.toml: pemilu-2024: unknown stage "early"`},
		{"a stage without day", elections, `"2023-11-03"`, `""`, "small/elections.toml: pemilu-2024: stage fixed has no day"},
		{"a stage that comes too early", elections, "2024-02-15", "2023-11-03", "small/elections.toml: pemilu-2024: stage after does not come after fixed"},
		{"a stage that comes twice", elections, `"after"`, `"fixed"`, "small/elections.toml: pemilu-2024: stage fixed does not come after fixed"},
		{"an election that is never over", elections, `"after"`, `"voting"`, "small/elections.toml: pemilu-2024: the last stage is not after"},
		{"a stage that rests on nothing", elections, `"word"`, `"rumour"`, `small/elections.toml: pemilu-2024: cites unknown instrument "rumour"`},

		{"desks that never open", reception, `weekdays   = ["monday"]`, "", "small/reception.toml: [] [] []: weekdays or stages are missing"},
		{"an unknown weekday", reception, `"monday"`, `"senin"`, `small/reception.toml: [] [senin] []: unknown weekday "senin"`},
		{"desks of an unknown stage", reception, "weekdays ", "stages = [\"early\"]\nweekdays ", `small/reception.toml: [] [monday] [early]: unknown stage "early"`},
		{"desks of an unknown regime", reception, "weekdays ", "regimes = [\"pilkades\"]\nweekdays ", `small/reception.toml: [pilkades] [monday] []: unknown regime "pilkades"`},
		{"hours that are none", reception, `"08.00"`, `"8:00"`, `small/reception.toml: [] [monday] []: "8:00" to "16.00" are no hours of a day, as 08.00 to 16.00`},
		{"desks that close before they open", reception, `"16.00"`, `"07.00"`, `small/reception.toml: [] [monday] []: "08.00" to "07.00" are no hours of a day, as 08.00 to 16.00`},
		{"desks that rest on nothing", reception, `"word"`, `"rumour"`, `small/reception.toml: [] [monday] []: cites unknown instrument "rumour"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(edited(t, tt.file, tt.old, tt.new))
			if !errors.Is(err, ErrFile) || err.Error() != "law refused: "+tt.want {
				t.Errorf("got  %v\nwant law refused: %s", err, tt.want)
			}
		})
	}
}

func TestLoadRefusesAFolder(t *testing.T) {
	without := func(file string) Source {
		s := edited(t, file)
		delete(s.FS.(fstest.MapFS), file)
		return s
	}
	tests := []struct {
		name string
		over []Source
		want string
	}{
		{"that is not there", []Source{{"/etc/netra/law", os.DirFS(t.TempDir() + "/law")}}, "law refused: /etc/netra/law: open .: no such file or directory"},
		{"with a file of an unknown name", []Source{folder("o", map[string]string{"clock.toml": ""})}, "law refused: o: clock.toml: no file of law has this name"},
		{"with a file of another kind", []Source{folder("o", map[string]string{"clocks.yaml": ""})}, "law refused: o: clocks.yaml: no file of law has this name"},
		{"with a file in a folder of its own", []Source{folder("o", map[string]string{"law/clocks.toml": ""})}, "law refused: o: law: no folder of law has this name"},
		{"that is standalone and lacks a file", []Source{without("norms.toml")}, "law refused: small/norms.toml: open norms.toml: file does not exist"},
		{"of which the second is broken", []Source{folder("a", nil), folder("b", map[string]string{"acts.toml": "[[act]]"})},
			"law refused: b/acts.toml: a [[act]] has no id"},
		{"that ends an act on which the rules of another rest", []Source{folder("small", small), folder("o", map[string]string{instruments: `
[[instrument]]
id         = "word"
title      = "What an office said"
citation   = "Keterangan"
source     = "heard"
confidence = "medium"
valid_to   = "2024-08-24"
`})}, "law refused: small/overseers.toml: new: cites word, which was not in force then"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Load(tt.over...); !errors.Is(err, ErrFile) || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

const reportOf = `
[[clock]]
rule   = "report"
regime = "pemilu"
title  = { id = "Laporan" }
do     = { id = "Laporkan paling lambat" }
by     = "reporter"
starts = ["known"]
ends   = ["received"]
`

const calendarDays = `
[[clock.reading]]
length     = 10
unit       = "calendar"
cite       = { instrument = "act", article = "Pasal 9" }
confidence = "high"
`

func TestOverlay(t *testing.T) {
	before, cal := mustLoad(t), mustCalendar(t)
	dueOn := func(t *testing.T, l *Law, from string) string {
		t.Helper()
		a, err := Due(mustClock(t, l, Pemilu, RuleReport, from), mustDate(t, from), cal)
		if err != nil {
			t.Fatal(err)
		}
		return a.Safe.String()
	}
	over := func(file, text string) Source { return folder("over", map[string]string{file: text}) }

	t.Run("changes one clock and no other", func(t *testing.T) {
		l := mustLoad(t, over(clocksFile, reportOf+calendarDays))
		if got := dueOn(t, l, "2024-03-01"); got != "2024-03-11" {
			t.Errorf("due on %s", got)
		}
		if len(l.Clocks()) != len(before.Clocks()) || mustClock(t, l, Pemilu, RuleReport, "2024-03-01").Title.ID != "Laporan" {
			t.Error("the clock was added, not replaced")
		}
	})
	t.Run("has a new version of a clock from a day on", func(t *testing.T) {
		l := mustLoad(t, over(clocksFile, strings.Replace(small[clocksFile], "starts = [\"known\"]", "valid_to = \"2025-12-31\"\nstarts = [\"known\"]", 1)+
			strings.Replace(reportOf, "starts", "valid_from = \"2026-01-01\"\nstarts", 1)+calendarDays))
		if got := dueOn(t, l, "2025-12-31"); got != "2026-01-12" {
			t.Errorf("on the old one's last day 7 working days end on %s", got)
		}
		if got := dueOn(t, l, "2026-01-01"); got != "2026-01-11" {
			t.Errorf("on the new one's first day 10 days end on %s", got)
		}
	})
	t.Run("adds a norm", func(t *testing.T) {
		l := mustLoad(t, over("norms.toml", strings.ReplaceAll(small["norms.toml"][:strings.Index(small["norms.toml"], "[[norm]]\nid         = \"discipline\"")], `"ethics"
title`, `"oath"
title`)))
		if n, ok := l.Norm("oath"); !ok || n.Track != Ethics || len(l.Norms()) != len(before.Norms())+1 {
			t.Errorf("there is %v", n)
		}
	})
	t.Run("replaces a form, and the later of two folders wins", func(t *testing.T) {
		form := func(title string) Source {
			return over("forms.toml", strings.Replace(small["forms.toml"], "Surat", title, 1))
		}
		l := mustLoad(t, form("Nota"), form("Berita acara"))
		if f, _ := l.Form("letter"); f.Title.ID != "Berita acara" || len(l.Forms()) != 1 {
			t.Errorf("the form is %q of %d", f.Title.ID, len(l.Forms()))
		}
	})
	t.Run("drops a reading whose instrument is not in force", func(t *testing.T) {
		ended := strings.Replace(small[instruments], "source     = \"heard\"", "source = \"heard\"\nvalid_to = \"2024-12-31\"", 1)
		l := mustLoad(t, folder("over", map[string]string{
			instruments:  ended,
			"norms.toml": strings.Replace(small["norms.toml"], "{ instrument = \"word\" }", "{ instrument = \"act\" }", 1),
			clocksFile:   reportOf + strings.NewReplacer("act", "word", "high", "low", "10", "5").Replace(calendarDays) + calendarDays,
		}))
		for day, want := range map[string]int{"2024-12-31": 2, "2025-01-01": 1} {
			if r := mustClock(t, l, Pemilu, RuleReport, day); len(r.Counts) != want || r.Settled() != (want == 1) {
				t.Errorf("on %s there are %d readings, settled %v", day, len(r.Counts), r.Settled())
			}
		}
		if _, ok := l.OverseerOn(mustDate(t, "2025-01-01")); ok {
			t.Error("there is an overseer after the last text that names one")
		}
	})
	t.Run("is the whole law if it says so", func(t *testing.T) {
		if _, ok := before.Instrument("uu-7-2017"); ok {
			t.Error("there is an act of the law below")
		}
		if _, ok := before.Instrument("act"); !ok {
			t.Error("there is no act of its own")
		}
	})
}

func TestLoadSkipsWhatIsNotForIt(t *testing.T) {
	for _, name := range []string{"calendar/2028.toml", "README", "README.md", ".git/config", ".clocks.toml.swp"} {
		if l := mustLoad(t, folder("o", map[string]string{name: "no TOML ["})); l.Version() != mustLoad(t).Version() {
			t.Errorf("%s changes the law", name)
		}
	}
}

func TestVersionChangesWithAnyText(t *testing.T) {
	seen := map[string]string{mustLoad(t).Version(): "nothing"}
	for file := range small {
		if file == "overlay.toml" {
			continue
		}
		l, err := Load(edited(t, file, "\n", "\n# a word\n"))
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[l.Version()]; twice {
			t.Errorf("a change of %s and one of %s have the same version %s", file, other, l.Version())
		}
		seen[l.Version()] = file
	}
	if again := mustLoad(t); again.Version() != mustLoad(t).Version() || len(again.Version()) != 12 {
		t.Errorf("the version of the same files is %s", again.Version())
	}
	moved := mustLoad(t, folder("over", map[string]string{"acts.toml": small["acts.toml"]}))
	if _, twice := seen[moved.Version()]; twice {
		t.Error("an overlay that repeats a file leaves the version as it is")
	}
}

func FuzzLoad(f *testing.F) {
	files := slices.Sorted(maps.Keys(small))
	for i, file := range files {
		f.Add(uint8(i), small[file])
	}
	cal := mustCalendar(f)
	start := calendar.NewDate(2023, 1, 1)
	f.Fuzz(func(t *testing.T, file uint8, text string) {
		l, err := Load(folder("small", small), folder("over", map[string]string{files[int(file)%len(files)]: text}))
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Errorf("%v does not wrap ErrFile", err)
			}
			return
		}
		for _, r := range l.Clocks() {
			if _, err := Due(r, start, cal); err != nil && !errors.Is(err, calendar.ErrUnknownYear) {
				t.Errorf("%s/%s was accepted but %v", r.Regime, r.Name, err)
			}
		}
		for _, s := range l.States() {
			l.Options(Situation{Regime: Pemilu, State: s.ID, Day: start})
		}
	})
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
