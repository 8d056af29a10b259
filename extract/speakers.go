package extract

import (
	"strings"

	"netra/bahasa"
)

// A voice is who speaks: a person, or unnamed by what they are.
type voice struct {
	person int // -1 for unnamed
	pos    position
	ok     bool
}

// A talk is what a reader keeps in mind while reading on: who spoke last, and whom the text speaks of, whom "ia" means.
type talk struct {
	last    voice
	lastAt  int // token
	focus   voice
	focusAt int
}

func (t *talk) speak(v voice, at int) {
	if v.ok {
		t.last, t.lastAt, t.focus, t.focusAt = v, at, v, at
	}
}

// he is who "ia" and "kata dia" mean.
func (t *talk) he() voice {
	if t.focus.ok {
		return t.focus
	}
	return t.last
}

// pronounFor reports whether a pronoun is the subject of the verb at token i: it begins the clause, or stands before the verb.
func (d *doc) pronounFor(i, from int) bool {
	j := i - 1
	for j >= from && adverbs[d.fold(j)] {
		j--
	}
	if j >= from && pronouns[d.fold(j)] {
		return true
	}
	for j = from; j < i && adverbs[d.fold(j)]; j++ {
	}
	return j < i && pronouns[d.fold(j)]
}

// subject returns whom a verb at token i has as its subject.
func (d *doc) subject(i, from int, t *talk) (voice, bool) {
	if d.pronounFor(i, from) && t.he().ok {
		return t.he(), true
	}
	return d.voiceBefore(i, from)
}

// leading returns the named person with whom a sentence begins, at once or after an adverbial and a comma.
func (d *doc) leading(s bahasa.Span, t *talk) (voice, int, bool) {
	for x := d.mentionFrom(s.First); x < len(d.mentions) && d.mentions[x].First <= min(s.First+9, s.Last-1); x++ {
		m := &d.mentions[x]
		if d.quoteOf[m.First] > 0 || m.person < 0 || m.First > s.First+2 && (d.fold(m.First-1) != "," || d.telling(m.First-2)) {
			return voice{}, 0, false
		}
		p := &d.persons[m.person]
		if p.role != "" && m.First > s.First || t.last.ok && p.pos.Last == 0 && p.role == "" && !p.initials {
			continue
		}
		return d.voiceOf(x), m.First, true
	}
	return voice{}, 0, false
}

// telling reports whether an active verb of saying stands at token i: "Warga menceritakan, Camat ..." is about the camat.
func (d *doc) telling(i int) bool {
	h, ok := at(d.hits[topicVerbs], i)
	return ok && h.section == "before" && (strings.HasPrefix(d.fold(i), "me") || strings.HasPrefix(d.fold(i), "ber"))
}

// leads returns whom the sentence of a quotation or the one before it begins with, if nobody has spoken since; sentences that begin with
// "ia" go on with the one before.
func (d *doc) leads(q bahasa.Quotation, sent int, t *talk) (voice, bool) {
	if t.focusAt < 0 || t.lastAt >= t.focusAt || d.quoteOf[t.focusAt] > 0 {
		return voice{}, false
	}
	s := sent
	if d.sents[s].First >= q.First-1 { // the quotation begins its sentence
		s--
	}
	for n := 0; n < 3 && s > int(d.sentOf[t.focusAt]) && d.pronounFor(d.sents[s].Last, d.sents[s].First); n++ {
		s--
	}
	return t.focus, s == int(d.sentOf[t.focusAt])
}

// voiceAt returns who is mentioned right after token i, "oleh" and honorifics left out.
func (d *doc) voiceAt(i int) (voice, bool) {
	for beforeSpeaker[d.fold(i)] {
		i++
	}
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First > i+3 {
			break
		}
		if m.First == i || m.First <= i+2 && m.First > i && honorifics[d.fold(i)] || m.First < i && m.Last > i && m.First >= i-2 {
			return d.voiceOf(k), true
		}
	}
	if s, ok := d.account(i); ok {
		return voice{person: d.join(s), ok: true}, true
	}
	if s, ok := d.nameAt(i, false); ok && i < len(d.toks) {
		k := d.join(s)
		return voice{person: k, ok: true}, true
	}
	return voice{}, false
}

// account returns the name of an account that speaks: "tulis akun Instagram KabarDesa".
func (d *doc) account(i int) (bahasa.Span, bool) {
	j := i
	for j < i+3 && d.fold(j) != "akun" {
		j++
	}
	if d.fold(j) != "akun" || !d.same(i, j) {
		return bahasa.Span{}, false
	}
	for j++; d.same(i, j) && j < i+7; j++ {
		t := d.toks[j]
		if h, ok := at(d.hits[topicEvidence], j); ok && h.Last == j+1 || d.fold(j) == "resmi" || d.fold(j) == "media" || d.fold(j) == "sosial" {
			continue
		}
		if t.Kind == bahasa.Word && (t.Cap || t.Fold[0] == '@') {
			return bahasa.Span{First: j, Last: j + 1}, true
		}
		break
	}
	return bahasa.Span{}, false
}

// canonical writes a title as its long form does, so that "Sekda" and "Sekretaris Daerah" are one.
func canonical(head string) string {
	head = strings.Replace(head, "sekertaris", "sekretaris", 1)
	if strings.HasPrefix(head, "kadis") || strings.HasPrefix(head, "kadin") {
		return "kepala dinas"
	}
	if long, ok := longForms[head]; ok {
		return long
	}
	return head
}

var longForms = map[string]string{"sekda": "sekretaris daerah", "kadis": "kepala dinas", "kades": "kepala desa", "kepsek": "kepala sekolah",
	"kasek": "kepala sekolah", "walikota": "wali kota", "kabid": "kepala bidang", "kabag": "kepala bagian", "kaban": "kepala badan",
	"sekcam": "sekretaris camat", "wabup": "wakil bupati", "wagub": "wakil gubernur", "sekdes": "sekretaris desa", "staff": "staf",
	"sekretaris kecamatan": "sekretaris camat", "wawali": "wakil wali kota", "kapus": "kepala puskesmas", "kepala distrik": "camat", "kepala sekolah dasar": "kepala sekolah", "kepala sekolah menengah kejuruan": "kepala sekolah",
	"kepala sekolah menengah atas": "kepala sekolah", "kepala sekolah menengah pertama": "kepala sekolah",
	"kepala smk": "kepala sekolah", "kepala sma": "kepala sekolah", "kepala smp": "kepala sekolah", "kepala sd": "kepala sekolah", "kepala sdn": "kepala sekolah",
	"kepala sman": "kepala sekolah", "kepala smpn": "kepala sekolah", "kepala smkn": "kepala sekolah", "kepala madrasah": "kepala sekolah"}

// voiceOf makes a mention a voice: a known person for "Ketua Bawaslu itu".
func (d *doc) voiceOf(k int) voice {
	m := d.mentions[k]
	if m.person >= 0 {
		return voice{person: m.person, pos: d.persons[m.person].pos, ok: true}
	}
	if p := d.holder(m); p >= 0 {
		return voice{person: p, pos: d.persons[p].pos, ok: true}
	}
	return voice{person: -1, pos: m.pos, ok: true}
}

// holder returns the named person who holds the position that an unnamed mention speaks of, or -1.
func (d *doc) holder(m mention) int {
	if m.count > 0 || m.vague || m.oknum {
		return -1
	}
	for k := range d.persons {
		p := &d.persons[k]
		if p.pos.Last > 0 && canonical(p.pos.head) == canonical(m.pos.head) && (m.pos.body == p.pos.body || m.the) &&
			(m.the || m.pos.agency.Last == 0 || strings.HasSuffix(d.span(p.pos.agency), d.span(m.pos.agency)) || strings.HasSuffix(d.span(m.pos.agency), d.span(p.pos.agency))) && !genericASN[m.pos.head] {
			return k
		}
	}
	return -1
}

// voiceBefore returns the subject of a verb at token i: the nearest mention before it in the sentence, not one that "oleh" or
// a preposition leads.
func (d *doc) voiceBefore(i, from int) (voice, bool) {
	best := -1
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.First >= i {
			break
		}
		if m.First < from || d.quoteOf[m.First] > 0 {
			continue
		}
		switch d.fold(m.First - 1) {
		case "oleh", "kepada", "terhadap", "dengan", "bersama", "dari", "untuk", "dan", "bagi", "tentang", "soal", "antara":
			if best >= 0 {
				continue
			}
		}
		if m.person >= 0 && d.persons[m.person].role != "" && best >= 0 || m.person < 0 && best >= 0 && d.mentions[best].person >= 0 {
			continue
		}
		if m.person < 0 && (m.vague || m.count > 1 || genericASN[m.pos.head] && !m.the && m.count == 0) {
			continue
		}
		best = k
	}
	if best < 0 {
		return voice{}, false
	}
	return d.voiceOf(best), true
}
