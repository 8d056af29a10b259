package bahasa

// A Span is a run of tokens, from First up to Last, which is not part of it.
type Span struct{ First, Last int }

// Holds reports whether token i lies in s.
func (s Span) Holds(i int) bool { return s.First <= i && i < s.Last }

// abbreviations end with a point that ends no sentence, in lower case. Whoever needs more adds it here: they belong to the
// language and not to a field.
var abbreviations = set(`plt pj pjs plh no nomor jl jln gg ds dsn dkh kel kec kab prov kp rt rw drs dra dr ir prof h hj kh ust tgk sdr sdri
	bpk tn ny nn st sp ak tgl hlm hal dll dsb dst dkk cs an ub up cq rp pt cv ud tbk jend letjen mayjen brigjen kol letkol may
	kapt lettu letda ipda iptu akp akbp kombes alm almh sh se mm mh m s a b c d e f g i j k l n o p q r t u v w x y z sos si pd
	kom ag hum ked kes kep tr ip ap stp sip mt mpd msi mkes phd bc gn tk kpd yth muh muhd mhd moh moch much md abd dt dg rd rr tb gst ngr sy
	pdt pr ns apt drg let kompol aipda aiptu bripka bripda brigpol serda serka sertu pelda peltu praka lt gd blok ling komp perum
	bag ka kabag kadis wkl tlp telp jo psl`)

// maxSentence is how many tokens a sentence has at most: whoever looks at all pairs of words in one has a bound.
const maxSentence = 300

// Sentences cuts tokens at points, question and exclamation marks and line breaks. A point after an abbreviation, an
// initial or a degree ends nothing unless the next word begins a paragraph; nor does a line break before a small letter.
// Closing quotation marks and brackets belong to the sentence before them.
func Sentences(toks []Token) []Span {
	out := make([]Span, 0, len(toks)/16+1)
	first := 0
	cut := func(i int) {
		if i > first {
			out = append(out, Span{first, i})
			first = i
		}
	}
	for i := range toks {
		if i == first+maxSentence {
			cut(i)
		}
		if i > first && (toks[i].Before == Paragraph || toks[i].Before == Line && !smallLetter(toks[i])) {
			cut(i)
		}
		if toks[i].Kind != Mark || !endsSentence(toks, i) {
			continue
		}
		end := i + 1
		for end < len(toks) && toks[end].Before == None && closes(toks[end].Fold) {
			end++
		}
		if end == len(toks) {
			break
		}
		next := toks[end]
		if goesOn(toks, i, next) {
			continue
		}
		if next.Before >= Space && !smallLetter(next) {
			cut(end)
		}
	}
	cut(len(toks))
	return out
}

func smallLetter(t Token) bool { return t.Kind == Word && !t.Cap }

func endsSentence(toks []Token, i int) bool {
	switch toks[i].Fold {
	case "?", "!", "…":
		return true
	case ".":
	default:
		return false
	}
	if i == 0 || toks[i].Before != None {
		return true
	}
	p := toks[i-1]
	if p.Kind != Word || !abbreviations[p.Fold] {
		return true
	}
	// "di Jl. Melati" and "A. Rahman" go on; "selama 2 h." and a small "i." do as well. A degree goes on before a comma only,
	// and the next word then has no capital, so the caller does not cut; "S.Sos. Ia" is cut. "H.M. Rahman" is none.
	first := i - 1
	for first > 1 && toks[first].Before == None && toks[first-1].Fold == "." && toks[first-2].Kind == Word {
		first -= 2
	}
	return first < i-1 && (first > 0 && toks[first-1].Fold == "," || !honorific[toks[first].Fold])
}

// honorific are the first letters of what stands before a name without a blank: "H.M.", "K.H.", "R.A.", "I.B.".
var honorific = set("h hj k r i a tgk")

// goesOn reports whether a mark behind an abbreviation carries the sentence on: "Darma, S.E. - Sari, M.M.".
func goesOn(toks []Token, i int, next Token) bool {
	if i == 0 || next.Kind != Mark || next.Before >= Line || toks[i].Fold != "." || !abbreviations[toks[i-1].Fold] {
		return false
	}
	switch next.Fold {
	case "-", "–", "—", ",", "/", ";", ":", "&":
		return true
	}
	return false
}

func closes(mark string) bool {
	switch mark {
	case `"`, "”", "’", "'", ")", "]", "»", "*":
		return true
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range fields(words) {
		m[w] = true
	}
	return m
}
