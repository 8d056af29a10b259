package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/bahasa"
	"netra/extract"
	"netra/gazetteer"
	"netra/law"
	"netra/web"
)

// write tells a person what an article alleges, and the sentence behind each.
func (a article) write(s *speaker, l *law.Law, explain bool) {
	a.sents = sentences(a.page.Text)
	r := &a.rec
	s.line("── %s", shown(string(r.ID)))
	if r.Title != "" {
		s.line("%s", r.Title)
	}
	var from []string
	if r.Outlet != "" {
		from = append(from, string(r.Outlet))
	}
	if !a.page.Published.IsZero() {
		from = append(from, s.day(a.page.Published))
	}
	if len(from) > 0 {
		s.line("%s", strings.Join(from, ", "))
	}
	a.row(s, "baca.kind", "kind", plain(s.t(kindTexts[r.Kind])))
	if r.Kind == extract.Allegation || r.Kind == extract.OtherOfficial {
		s.line("")
		s.text("baca.presumed")
		a.writeCase(s)
	} else if r.Kind != extract.Offtopic {
		a.writeWhere(s)
		a.writeElection(s)
	}
	a.writeBodies(s)
	a.writeStatements(s)
	if r.Status != "" {
		a.row(s, "baca.status", "status_at_publication", plain(s.t(statusTexts[string(r.Status)])))
	}
	a.row(s, "baca.sources", "source_chain", plain(r.Sources...))
	a.writeNorms(s, l)
	a.writeFlags(s)
	if explain {
		a.writeSpans(s)
	}
	s.line("")
}

// writeCase writes the fields that only a case has, with those that belong between them.
func (a article) writeCase(s *speaker) {
	r := &a.rec
	var lines []line
	for _, act := range r.Acts {
		lines = append(lines, line{s.t("baca.alleged", "act", s.t(web.LabelTexts[act])), a.byRule("acts", act)})
	}
	a.row(s, "baca.what", "acts", lines)
	lines = nil
	for _, p := range r.Accused {
		lines = append(lines, plain(person(s, p))...)
	}
	a.row(s, "baca.who", "accused", lines)
	a.writeWhere(s)
	if place, ok := gazetteer.Lookup(regionCode(r.Employer)); ok && r.Employer.ProvinceCode != "" {
		a.row(s, "baca.employer", "employer_region", plain(place.FullName()))
	}
	lines = nil
	for _, d := range r.EventDates {
		lines = append(lines, plain(s.day(d))...)
	}
	a.row(s, "baca.when", "event_dates", lines)
	a.writeElection(s)
	lines = nil
	for _, b := range r.Beneficiaries {
		lines = append(lines, plain(join(b.Name, b.Role, b.Party))...)
	}
	a.row(s, "baca.for", "beneficiaries", lines)
	lines = nil
	for _, e := range r.Evidence {
		text := s.t(evidenceTexts[e.Kind])
		if e.Channel != "" {
			text += ", " + s.t(channelTexts[string(e.Channel)])
		}
		lines = append(lines, line{text, a.byRule("evidence", e.Kind)})
	}
	a.row(s, "baca.evidence", "evidence", lines)
}

// writeWhere writes the place, and what else it may be.
func (a article) writeWhere(s *speaker) {
	var lines []line
	for n, region := range append([]extract.Region{a.rec.Region}, a.rec.Regions...) {
		switch place, ok := gazetteer.Lookup(regionCode(region)); {
		case !ok || regionCode(region) == "":
		case n > 0:
			lines = append(lines, plain(s.t("baca.or_place", "place", place.FullName()))...)
		default:
			lines = append(lines, plain(place.FullName())...)
		}
	}
	a.row(s, "baca.where", "region", lines)
}

// writeElection writes the election and in which stage it was on the day of the act.
func (a article) writeElection(s *speaker) {
	if a.rec.Election == "" {
		return
	}
	election := s.t(electionTexts[string(a.rec.Election)])
	if a.rec.ElectionYear != 0 {
		election += fmt.Sprintf(" %d", a.rec.ElectionYear)
	}
	a.row(s, "baca.election", "election", plain(election))
	if a.rec.Stage != "" {
		a.row(s, "baca.stage", "stage", plain(s.t(stageTexts[law.ElectionStage(a.rec.Stage)])))
	}
}

// writeBodies writes each body with the sentence of its step, or the one that names it if it has taken none: of the n-th, the spans
// 2n (where it is named) and 2n+1 (its step).
func (a article) writeBodies(s *speaker) {
	spans := a.rec.Spans["institutions"]
	var lines []line
	for n, i := range a.rec.Institutions {
		l := line{text: s.t("baca.body", "name", i.Name, "role", s.t(roleTexts[i.Role]), "action", s.t(actionTexts[i.Action]))}
		if len(spans) == 2*len(a.rec.Institutions) {
			l.behind = spans[2*n : 2*n+1]
			if step := spans[2*n+1]; i.Action != "none_yet" && step.Text != "" {
				l.behind = []extract.Span{step}
			}
		}
		lines = append(lines, l)
	}
	a.row(s, "baca.bodies", "institutions", lines)
}

// writeStatements writes who says what, each with its own quotation: the n-th span is that of the n-th statement.
func (a article) writeStatements(s *speaker) {
	spans := a.rec.Spans["statements"]
	var lines []line
	for n, said := range a.rec.Statements {
		who := cmp.Or(join(said.Speaker, said.Position), s.t("baca.no_speaker"))
		l := line{text: s.t("baca.statement", "who", who, "stance", s.t(stanceTexts[said.Stance]))}
		if len(spans) == len(a.rec.Statements) {
			l.behind = spans[n : n+1]
		}
		lines = append(lines, l)
	}
	a.row(s, "baca.statements", "statements", lines)
}

// person says who is accused: "Darma Wicaksana, Camat Purwosari", "guru SD (tidak disebut namanya; 3 orang)".
func person(s *speaker, p extract.Accused) string {
	var about []string
	if p.Name == "" {
		about = append(about, s.t("baca.unnamed"))
	}
	switch {
	case p.Count > 1:
		about = append(about, s.t("baca.count", "n", int(p.Count)))
	case p.Count == 1 && p.Name == "":
		about = append(about, s.t("baca.count_one"))
	}
	if strings.Contains(string(p.Position), string(p.Agency)) {
		p.Agency = ""
	}
	line, more := join(p.Name, p.Position, p.Agency), strings.Join(about, "; ")
	switch {
	case more == "":
		return line
	case line == "":
		return more
	}
	return line + " (" + more + ")"
}

// join writes what is known of a list.
func join(parts ...extract.Text) string {
	var known []string
	for _, p := range parts {
		if p != "" {
			known = append(known, string(p))
		}
	}
	return strings.Join(known, ", ")
}

// regionCode is the code of the smallest place of a region, empty if there is none.
func regionCode(r extract.Region) gazetteer.Code {
	return gazetteer.Code(cmp.Or(r.DistrictCode, r.RegencyCode, r.ProvinceCode))
}

// A line is a value of a field as a person reads it, with the spans that it alone was taken from.
type line struct {
	text   string
	behind []extract.Span
}

func plain(texts ...string) []line {
	var lines []line
	for _, t := range texts {
		lines = append(lines, line{text: t})
	}
	return lines
}

// byRule gives the spans of a field that one rule took.
func (a article) byRule(field, rule string) []extract.Span {
	return slices.DeleteFunc(slices.Clone(a.rec.Spans[field]), func(s extract.Span) bool { return s.Rule != rule })
}

// row writes a field with the sentences that its values were taken from: under each value its own, each once, where that is known,
// else under all of them. A field without lines is left out.
func (a article) row(s *speaker, label, field string, lines []line) {
	if len(lines) == 0 {
		return
	}
	s.line("\n%s", s.t(label))
	quote := func(spans []extract.Span) {
		var told []bounds
		for _, span := range spans {
			if in := a.sentence(span); span.Start >= 0 && !slices.Contains(told, in) {
				told = append(told, in)
				s.line("    > %s", a.quote(span, in))
			}
		}
	}
	own := false
	for _, l := range lines {
		s.line("  %s", l.text)
		quote(l.behind)
		own = own || l.behind != nil
	}
	if !own {
		quote(a.rec.Spans[field])
	}
}

// writeNorms writes under each act the norms that it may break, with what they rest on. One list for
// all acts would look as if each act broke all of them.
func (a article) writeNorms(s *speaker, l *law.Law) {
	if !slices.ContainsFunc(a.rec.Norms, func(act extract.ActNorms) bool { return len(act.Norms) > 0 }) {
		return
	}
	s.line("\n%s", s.t("baca.norms"))
	for _, act := range a.rec.Norms {
		if len(act.Norms) == 0 {
			continue
		}
		s.line("  %s", s.t(web.LabelTexts[act.Act]))
		for _, id := range act.Norms {
			if norm, ok := l.Norm(id); ok {
				s.line("    - %s", normLine(s, l, norm))
			}
		}
	}
	s.line("  %s", s.t("baca.people_decide"))
}

// normLine is a norm with the articles of law that it rests on.
func normLine(s *speaker, l *law.Law, norm law.Norm) string {
	line := fmt.Sprintf("%s: %s", s.in(norm.Title), strings.Join(l.Citations(norm.Basis), "; "))
	if !norm.Sure() {
		line += " (" + s.t("perkara.unsettled") + ")"
	}
	return line
}

func (a article) writeFlags(s *speaker) {
	if len(a.rec.Flags) == 0 {
		return
	}
	s.line("\n%s", s.t("baca.flags"))
	for _, f := range a.rec.Flags {
		line := s.t(flagTexts[f.Kind])
		var values []string
		for _, v := range f.Values {
			if p, ok := gazetteer.Lookup(gazetteer.Code(v)); ok && v != "" {
				v = p.FullName()
			}
			values = append(values, v)
		}
		if len(values) > 0 {
			line += ": " + strings.Join(values, "; ")
		}
		s.line("  %s", line)
	}
}

// writeSpans writes where each field was taken from, for whoever mends the rules.
func (a article) writeSpans(s *speaker) {
	if len(a.rec.Spans) == 0 {
		return
	}
	s.line("\n%s", s.t("baca.spans"))
	var fields []string
	for field := range a.rec.Spans {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	for _, field := range fields {
		for _, span := range a.rec.Spans[field] {
			at := fmt.Sprintf("%d-%d", span.Start, span.End)
			switch {
			case span.Start < 0: // of the address or the metadata
				at = "-"
			case span.Title:
				at = s.t("baca.in_title", "at", at)
			}
			s.line("  %s  %s  [%s]  %s", field, at, span.Rule, oneLine(span.Text))
		}
	}
}

// maxSentence is how many letters of a sentence are shown, and sentenceBefore how many of them stand before the span that it is
// shown for.
const (
	maxSentence    = 160
	sentenceBefore = 60
)

// The bounds of a sentence are where it begins and ends, in bytes of the page's text or of its title.
type bounds struct {
	start, end int
	title      bool
}

// sentences gives the bounds of the sentences of a text.
func sentences(text string) (all []bounds) {
	toks := bahasa.Tokens(text)
	for _, s := range bahasa.Sentences(toks) {
		all = append(all, bounds{start: toks[s.First].Start, end: toks[s.Last-1].End})
	}
	return all
}

// sentence gives the sentence in which a span begins: the title, or the span itself if it begins in none.
func (a article) sentence(span extract.Span) bounds {
	if span.Title {
		return bounds{0, len(a.page.Title), true}
	}
	n, _ := slices.BinarySearchFunc(a.sents, span.Start, func(s bounds, at int) int {
		if s.end <= at {
			return -1
		}
		return 1
	})
	if n == len(a.sents) || a.sents[n].start > span.Start {
		return bounds{start: span.Start, end: span.End}
	}
	return a.sents[n]
}

// quote writes the sentence of a span on one line, shortened to the part round it.
func (a article) quote(span extract.Span, in bounds) string {
	text := a.page.Text
	if in.title {
		text = a.page.Title
	}
	return shorten(text[in.start:in.end], span.Start-in.start)
}

// shorten cuts text at spaces to maxSentence letters round the byte at. White space is written as one space.
func shorten(text string, at int) string {
	// A sentence may be as long as the page; what is far from at is cut before anything else is done with it.
	const near = 8 * maxSentence
	before, after := oneLine(text[max(0, at-near):at]), oneLine(text[at:min(len(text), at+near)])
	if last, _ := utf8.DecodeLastRuneInString(text[:at]); unicode.IsSpace(last) {
		before += " "
	}
	if utf8.RuneCountInString(before)+utf8.RuneCountInString(after) <= maxSentence {
		return before + after
	}
	if letters := []rune(before); len(letters) > sentenceBefore {
		tail := string(letters[len(letters)-sentenceBefore:])
		_, tail, _ = strings.Cut(tail, " ")
		before = "… " + tail
	}
	if letters, room := []rune(after), maxSentence-utf8.RuneCountInString(before); len(letters) > room {
		head := string(letters[:room])
		if n := strings.LastIndexByte(head, ' '); n > 0 {
			head = head[:n]
		}
		after = head + " …"
	}
	return before + after
}

// oneLine writes a part of a text, which may begin or end within a letter, on one line.
func oneLine(part string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(part, "")), " ")
}

var kindTexts = map[string]string{
	extract.Allegation:    "baca.kind_allegation",
	extract.OtherOfficial: "baca.kind_other_official",
	extract.Statistic:     "baca.kind_statistic",
	extract.Appeal:        "baca.kind_appeal",
	extract.Regulation:    "baca.kind_regulation",
	extract.Offtopic:      "baca.kind_offtopic",
}

var stageTexts = map[law.ElectionStage]string{
	law.Before: "perkara.stage_before", law.Fixed: "perkara.stage_fixed", law.Campaign: "perkara.stage_campaign",
	law.Quiet: "perkara.stage_quiet", law.Voting: "perkara.stage_voting", law.After: "perkara.stage_after",
}

var electionTexts = map[string]string{law.Pemilu: "baca.pemilu", law.Pilkada: "baca.pilkada"}

var evidenceTexts = map[string]string{
	"photo":      "baca.evidence_photo",
	"screenshot": "baca.evidence_screenshot",
	"video":      "baca.evidence_video",
	"audio":      "baca.evidence_audio",
	"document":   "baca.evidence_document",
	"witness":    "baca.evidence_witness",
	"data":       "baca.evidence_data",
}

var channelTexts = map[string]string{
	"whatsapp":  "baca.channel_whatsapp",
	"facebook":  "baca.channel_facebook",
	"instagram": "baca.channel_instagram",
	"tiktok":    "baca.channel_tiktok",
	"email":     "baca.channel_email",
	"in_person": "baca.channel_in_person",
	"other":     "baca.channel_other",
}

var roleTexts = map[string]string{
	"reporter":       "baca.role_reporter",
	"supervisor":     "baca.role_supervisor",
	"inspectorate":   "baca.role_inspectorate",
	"employer":       "baca.role_employer",
	"commission":     "baca.role_commission",
	"ngo":            "baca.role_ngo",
	"candidate_team": "baca.role_candidate_team",
}

var actionTexts = map[string]string{
	"none_yet":           "baca.action_none_yet",
	"no_report_received": "baca.action_no_report_received",
	"reviewing":          "baca.action_reviewing",
	"tracing":            "baca.action_tracing",
	"summoned":           "baca.action_summoned",
	"clarified":          "baca.action_clarified",
	"registered":         "baca.action_registered",
	"recommended":        "baca.action_recommended",
	"forwarded":          "baca.action_forwarded",
	"sanctioned":         "baca.action_sanctioned",
	"dismissed":          "baca.action_dismissed",
}

var stanceTexts = map[string]string{
	"denies":   "baca.stance_denies",
	"confirms": "baca.stance_confirms",
	"explains": "baca.stance_explains",
	"awaits":   "baca.stance_awaits",
	"accuses":  "baca.stance_accuses",
	"appeals":  "baca.stance_appeals",
	"condemns": "baca.stance_condemns",
}

var statusTexts = map[string]string{
	"circulating": "baca.status_circulating",
	"reported":    "baca.status_reported",
	"reviewing":   "baca.status_reviewing",
	"clarifying":  "baca.status_clarifying",
	"recommended": "baca.status_recommended",
	"forwarded":   "baca.status_forwarded",
	"sanctioned":  "baca.status_sanctioned",
	"dismissed":   "baca.status_dismissed",
	"proven":      "baca.status_proven",
}

var flagTexts = map[string]string{
	extract.FlagHeadline: "baca.flag_headline",
	extract.FlagWeekday:  "baca.flag_weekday",
	extract.FlagPlace:    "baca.flag_place",
	extract.FlagNoPlace:  "baca.flag_no_place",
	extract.FlagUnnamed:  "baca.flag_unnamed",
	extract.FlagLong:     "baca.flag_long",
}

// shown writes control characters, which a terminal would obey, and what is no UTF-8 as Go quotes them: "a\x1b[2J.txt".
func shown(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && n == 1 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			quoted := strconv.Quote(text[:n])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}
