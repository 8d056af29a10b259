package law

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"netra/calendar"
)

// small is a whole law, as short as the checks let it be, whose clocks are those of clocks below for both regimes: a report is
// received, perhaps completed, registered and forwarded, and the review of what was forwarded may be suspended.
var small = map[string]string{
	"overlay.toml": "standalone = true\n",
	"instruments.toml": `
[[instrument]]
id         = "act"
title      = "Act 1"
citation   = "UU 1/2001"
valid_from = "2017-08-16"
source     = "read"
confidence = "high"

[[instrument]]
id         = "word"
title      = "What an office said"
citation   = "Keterangan"
source     = "heard"
confidence = "medium"
`,
	"regimes.toml": `
[[regime]]
id    = "pemilu"
title = { id = "Pemilu" }
basis = "act"

[[regime]]
id    = "pilkada"
title = { id = "Pilkada" }
basis = "act"
`,
	"bodies.toml": `
[[body]]
id      = "office"
title   = { id = "Kantor" }
offices = ["kabkota"]

[[body]]
id    = "reporter"
title = { id = "Pelapor" }

[[body]]
id      = "old"
title   = { id = "Pengawas lama" }
offices = ["old"]

[[body]]
id      = "new"
title   = { id = "Pengawas baru" }
offices = ["new"]
`,
	"overseers.toml": `
[[overseer]]
body       = "old"
valid_to   = "2024-08-24"
cite       = { instrument = "word" }
confidence = "medium"

[[overseer]]
body       = "new"
valid_from = "2024-08-25"
cite       = { instrument = "word" }
confidence = "medium"
`,
	"forms.toml": `
[[form]]
id         = "letter"
title      = { id = "Surat" }
cite       = { instrument = "word" }
confidence = "medium"
`,
	"states.toml": `
[[state]]
id    = "tip"
title = { id = "Informasi awal" }
opens = "informed"

[[state]]
id    = "finding"
title = { id = "Temuan" }
opens = "found"

[[state]]
id    = "study"
title = { id = "Kajian awal" }
opens = "received"

[[state]]
id    = "completion"
title = { id = "Perbaikan" }

[[state]]
id    = "registered"
title = { id = "Teregistrasi" }

[[state]]
id    = "review"
title = { id = "Pemeriksaan" }

[[state]]
id    = "over"
title = { id = "Selesai" }
final = true
`,
	"transitions.toml": transition("identify", "tip", "study", "office", `guards = ["filed_in_time"]`) +
		transition("ask_completion", "study", "completion", "office", "") +
		transition("complete", "completion", "study", "office", `guards = ["within_completion"]`) +
		transition("withdraw", "study", "over", "reporter", "") +
		transition("register", "study", "registered", "office",
			"registers = true\n"+`guards = ["accused_described", "event_described", "account_given", "filed_in_time"]`) +
		transition("register_finding", "finding", "registered", "office", "registers = true\n"+`guards = ["found_in_time"]`) +
		transition("ask_information", "registered", "registered", "office", `guards = ["within_handling"]`) +
		transition("forward", "registered", "review", "office", `documents = ["letter"]`) +
		transition("suspend", "review", "review", "overseer", `valid_to = "2026-12-31"`) +
		transition("resume", "review", "review", "overseer", `regimes = ["pemilu"]`) +
		transition("close", "review", "over", "overseer", ""),
	"clocks.toml": clocks("pemilu") + clocks("pilkada"),
	"acts.toml": `
[[act]]
id     = "ajak"
labels = ["promote", "order"]

[[act]]
id     = "lain"
labels = ["other"]
`,
	"norms.toml": `
[[norm]]
id         = "ethics"
title      = { id = "Kode etik" }
track      = "ethics"
persons    = ["asn"]
stages     = ["before"]
cite       = { instrument = "act", article = "Pasal 1" }
confidence = "high"

[[norm]]
id         = "discipline"
title      = { id = "Disiplin" }
track      = "discipline"
persons    = ["asn", "superior"]
stages     = ["fixed", "campaign", "quiet", "voting", "after"]
cite       = { instrument = "act", article = "Pasal 2" }
confidence = "high"

[[norm.penalty]]
text       = { id = "kurungan" }
valid_to   = "2026-01-01"
cite       = { instrument = "act", article = "Pasal 2" }
confidence = "high"

[[norm.penalty]]
text       = { id = "denda" }
valid_from = "2026-01-02"
cite       = { instrument = "word" }
confidence = "low"

[[norm]]
id         = "local"
title      = { id = "Tindak pidana pemilihan" }
track      = "crime"
regimes    = ["pilkada"]
persons    = ["asn"]
valid_from = "2024-01-01"
cite       = { instrument = "act", article = "Pasal 3" }
confidence = "high"
`,
	"conduct.toml": `
[[conduct]]
id    = "T01"
slug  = "mengajak-memilih"
title = { id = "Mengajak memilih" }
plain = { id = "Anda mengajak orang memilih." }
acts  = ["promote"]
norms = ["discipline", "ethics", "local"]

[[conduct.answer]]
person  = "asn"
verdict = "forbidden"

[[conduct]]
id    = "T08"
slug  = "membiarkan"
title = { id = "Membiarkan" }
plain = { id = "Anda membiarkan bawahan." }
acts  = ["order"]
norms = ["discipline"]

[[conduct.answer]]
person  = "superior"
verdict = "forbidden"
`,
	"elections.toml": `
[[election]]
id     = "pemilu-2024"
regime = "pemilu"
title  = { id = "Pemilu 2024" }
until  = "2024-12-31"

[[election.stage]]
stage      = "before"
from       = "2022-06-14"
cite       = { instrument = "word" }
confidence = "low"

[[election.stage]]
stage      = "fixed"
from       = "2023-11-03"
cite       = { instrument = "word" }
confidence = "medium"

[[election.stage]]
stage      = "after"
from       = "2024-02-15"
cite       = { instrument = "word" }
confidence = "medium"
`,
	"reception.toml": `
[[reception]]
weekdays   = ["monday"]
from       = "08.00"
to         = "16.00"
cite       = { instrument = "word" }
confidence = "medium"
`,
}

func transition(id, from, to, who, more string) string {
	return `
[[transition]]
id         = "` + id + `"
title      = { id = "Langkah" }
done       = { id = "sudah" }
from       = ["` + from + `"]
to         = "` + to + `"
who        = ["` + who + `"]
cite       = { instrument = "act", article = "Pasal 5" }
confidence = "high"
` + more + "\n"
}

func clocks(regime string) string {
	text := aClock("report", "known", `"received", "identify"`, "", "7 working", "7 working_and_leave") +
		aClock("finding", "found", `"register_finding"`, "", "7 calendar") +
		aClock("initial_study", "received\", \"identify", `"register", "ask_completion"`, "", "2 calendar", "2 working") +
		aClock("completion", "ask_completion", `"complete"`, "", "48 hours") +
		aClock("handling", "register", `"forward"`, "", "3 calendar") +
		aClock("handling_with_information", "register", `"forward"`, "needs = [\"ask_information\"]\nreplaces = \"handling\"\n", "5 calendar")
	return strings.ReplaceAll(text, "REGIME", regime)
}

// aClock writes a clock of REGIME; a reading is "LENGTH UNIT".
func aClock(rule, start, ends, more string, readings ...string) string {
	var b strings.Builder
	b.WriteString(`
[[clock]]
rule   = "` + rule + `"
regime = "REGIME"
title  = { id = "Tahap" }
do     = { id = "Kantor harus selesai paling lambat" }
by     = "office"
starts = ["` + start + `"]
ends   = [` + ends + `]
` + more)
	for _, r := range readings {
		length, unit, _ := strings.Cut(r, " ")
		b.WriteString(`
[[clock.reading]]
length     = ` + length + `
unit       = "` + unit + `"
cite       = { instrument = "act", article = "Pasal 4" }
confidence = "high"
`)
	}
	return b.String()
}

// folder makes a source of texts by file.
func folder(name string, texts map[string]string) Source {
	fsys := fstest.MapFS{}
	for file, text := range texts {
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return Source{name, fsys}
}

// edited is small with the first of every old text in file replaced.
func edited(t testing.TB, file string, oldNew ...string) Source {
	t.Helper()
	texts := maps.Clone(small)
	for i := 0; i < len(oldNew); i += 2 {
		if !strings.Contains(texts[file], oldNew[i]) {
			t.Fatalf("%s has no %q", file, oldNew[i])
		}
		texts[file] = strings.Replace(texts[file], oldNew[i], oldNew[i+1], 1)
	}
	return folder("small", texts)
}

// mustLoad loads small with further folders laid over it.
func mustLoad(t testing.TB, overlays ...Source) *Law {
	t.Helper()
	l, err := Load(append([]Source{folder("small", small)}, overlays...)...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func mustDefault(t testing.TB) (*Law, *calendar.Calendar) {
	t.Helper()
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return l, mustCalendar(t)
}

func mustCalendar(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func mustDate(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func mustClock(t testing.TB, l *Law, regime, rule, day string) Rule {
	t.Helper()
	r, err := l.Clock(regime, rule, mustDate(t, day))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
