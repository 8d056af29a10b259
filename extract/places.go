package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"netra/bahasa"
	"netra/gazetteer"
)

// A place is a name of a province, regency or district in a text, with all that bear it.
type place struct {
	bahasa.Span
	codes []gazetteer.Code
}

func (p place) level() gazetteer.Level { return p.codes[0].Level() }

// loadPlaces makes the table of names: provinces, regencies and districts by the letters of their bare names, and the short
// names of data/places.txt. Villages are not in it: a bare village name names nothing.
func loadPlaces() (map[string][]gazetteer.Code, error) {
	names := make(map[string][]gazetteer.Code, 9000)
	add := func(name string, c gazetteer.Code) {
		key := letters(name)
		if len(key) > 2 && !slices.Contains(names[key], c) {
			names[key] = append(names[key], c)
		}
	}
	for p := range gazetteer.Children(gazetteer.Indonesia) {
		add(p.Name, p.Code)
		if short, ok := strings.CutPrefix(p.Name, "Daerah Istimewa "); ok {
			add(short, p.Code)
		}
		if short, ok := strings.CutPrefix(p.Name, "DKI "); ok {
			add(short, p.Code)
		}
		for r := range gazetteer.Children(p.Code) {
			bare := r.Name
			for _, kind := range []string{"Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "} {
				if s, ok := strings.CutPrefix(bare, kind); ok {
					bare = s
					break
				}
			}
			add(bare, r.Code)
			for dst := range gazetteer.Children(r.Code) {
				if !plain[letters(dst.Name)] {
					add(dst.Name, dst.Code)
				}
				if short, ok := strings.CutPrefix(dst.Name, "Kota "); ok && strings.Contains(short, " ") { // "Ternate Selatan"
					add(short, dst.Code)
				}
			}
		}
	}
	b, err := files.ReadFile("data/places.txt")
	if err != nil {
		return nil, err
	}
	for n, line := range strings.Split(string(b), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		short, full, ok := strings.Cut(line, " = ")
		found := gazetteer.Named(full)
		if !ok || len(found) == 0 {
			return nil, fmt.Errorf("data/places.txt:%d: want SHORT = NAME, the name as the gazetteer has it", n+1)
		}
		add(short, found[0].Code)
	}
	for _, codes := range names {
		slices.SortFunc(codes, func(a, b gazetteer.Code) int {
			return cmp.Or(cmp.Compare(a.Level(), b.Level()), cmp.Compare(a, b))
		})
	}
	return names, nil
}

func letters(s string) string {
	var b strings.Builder
	for _, c := range []byte(strings.ToLower(s)) {
		if 'a' <= c && c <= 'z' {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// placeAt returns the longest place name that begins at token i. In the slug of an address nothing has capitals.
func (d *doc) placeAt(i int) (place, bool) {
	if i >= len(d.toks) || d.toks[i].Kind != bahasa.Word || !d.toks[i].Cap && !(d.slug && i < d.body) {
		return place{}, false
	}
	var buf [96]byte
	key := buf[:0]
	best := place{}
	for j := i; j < len(d.toks) && j < i+4; j++ {
		t := d.toks[j]
		if j > i && (t.Before > bahasa.Space || d.sentOf[j] != d.sentOf[i]) || t.Kind != bahasa.Word && t.Fold != "-" || len(key)+len(t.Fold) > len(buf) {
			break
		}
		if j > i && !t.Cap && t.Fold != "-" && !(d.slug && i < d.body) {
			break
		}
		for _, c := range []byte(t.Fold) {
			if 'a' <= c && c <= 'z' {
				key = append(key, c)
			}
		}
		if codes, ok := d.r.places[string(key)]; ok {
			best = place{bahasa.Span{First: i, Last: j + 1}, codes}
		}
	}
	return best, best.codes != nil
}

// cue is the word of kind before a place: what it makes of the name, and how much the mention weighs.
var regionCues = map[string]struct {
	kind   byte // k kabupaten, t kota, p province, c district, v village: no place at all
	weight float64
}{
	"kabupaten": {'k', 3}, "kab": {'k', 3}, "pemkab": {'k', 3}, "bupati": {'k', 2.5}, "wabup": {'k', 2.5}, "sekdakab": {'k', 3},
	"kota": {'t', 3}, "pemkot": {'t', 3}, "pemko": {'t', 3}, "walikota": {'t', 3}, "wako": {'t', 3}, "wawali": {'t', 3},
	"provinsi": {'p', 3}, "prov": {'p', 3}, "pemprov": {'p', 3}, "gubernur": {'p', 2.5}, "wagub": {'p', 2.5}, "polda": {'p', 2}, "pilgub": {'p', 2},
	"kecamatan": {'c', 3}, "kec": {'c', 3}, "camat": {'c', 3}, "distrik": {'c', 3}, "panwascam": {'c', 3}, "sekcam": {'c', 3}, "polsek": {'c', 1},
	"kelurahan": {'v', 0}, "desa": {'v', 0}, "lurah": {'v', 0}, "kades": {'v', 0}, "gampong": {'v', 0}, "nagari": {'v', 0}, "pekon": {'v', 0}, "dusun": {'v', 0},
	"kel": {'v', 0}, "jalan": {'v', 0}, "jl": {'v', 0}, "jln": {'v', 0}, "universitas": {'v', 0}, "hotel": {'v', 0}, "gang": {'v', 0},
	"pilbup": {'k', 2.5}, "pilwalkot": {'t', 2.5}, "pilwali": {'t', 2.5}, "pilwakot": {'t', 2.5}, "pilkada": {0, 2},
	"bawaslu": {0, 3}, "panwaslu": {0, 3}, "panwaslih": {0, 3}, "kpu": {0, 1.5}, "inspektorat": {0, 2}, "bkpsdm": {0, 2.5}, "bkd": {0, 2},
	"setda": {0, 2.5}, "sekda": {0, 2.5}, "dprd": {0, 2}, "polres": {0, 1.5}, "kemenag": {0, 2}, "bappeda": {0, 2.5}, "pemda": {0, 2.5}, "daerah": {0, 2},
	"dinkes": {0, 2}, "disdik": {0, 2}, "dinas": {0, 2}, "kesehatan": {0, 2}, "pendidikan": {0, 2}, "asn": {0, 2}, "pns": {0, 2},
}

// A mentioned is what the mentions of a region weigh together, where the first one is, and whether one has a word of its kind.
type mentioned struct {
	score float64
	at    bahasa.Span
	typed bool
}

// A tally holds the regions of one level that a text mentions.
type tally map[gazetteer.Code]*mentioned

func (v tally) add(c gazetteer.Code, weight float64, at bahasa.Span, typed bool) {
	if v[c] == nil {
		v[c] = &mentioned{at: at}
	}
	v[c].score += weight
	v[c].typed = v[c].typed || typed
}

// ranked lists the regions, the heaviest first.
func (v tally) ranked() []gazetteer.Code {
	return slices.SortedFunc(maps.Keys(v), func(a, b gazetteer.Code) int {
		return cmp.Or(cmp.Compare(v[b].score, v[a].score), cmp.Compare(a, b))
	})
}

// An open is a mention of a name that several regencies bear.
type open struct {
	place
	weight float64
}

// seenPlaces are the places that a text mentions.
type seenPlaces struct {
	regencies, provinces tally
	districts            []districtSeen
	opens                []open
}

// inProvince is what the mentions of a regency's province weigh.
func (s *seenPlaces) inProvince(c gazetteer.Code) float64 {
	if v := s.provinces[c[:2]]; v != nil {
		return v.score
	}
	return 0
}

// readRegion weighs the places of the text and sets the record's region. An allegation may have two: of the act and of the
// employer. A bare name that fits several regencies is settled by typed mentions of it, by a district of only one of them or by
// the province; else it is flagged and left open.
func (d *doc) readRegion() {
	s := &seenPlaces{regencies: tally{}, provinces: tally{}}
	named := d.nameTokens()
	for i := 0; i < len(d.toks); {
		p, ok := d.placeAt(i)
		if !ok || named[i] {
			i++
			continue
		}
		i = p.Last
		d.seePlace(s, p)
	}
	d.seeDateline(s)
	s.settleOpens()
	unsettled := s.settleDistricts()
	for c, v := range s.regencies {
		if s.inProvince(c) > 0 {
			v.score += 0.5
		}
	}
	list := s.regencies.ranked()
	chosen := d.chooseRegion(s, list)
	d.setRegion(s, chosen)
	if len(list) == 0 && len(unsettled) > 0 {
		d.flagPlaces(unsettled)
	}
	for _, c := range list {
		if c != chosen && !slices.Contains(d.rec.Regions, regionOf(c)) && s.regencies[c].typed && s.regencies[c].score >= 2 && len(d.rec.Regions) < 3 {
			d.rec.Regions = append(d.rec.Regions, regionOf(c))
		}
	}
}

// nameTokens tells which tokens belong to persons' names.
func (d *doc) nameTokens() []bool {
	named := make([]bool, len(d.toks))
	for _, m := range d.mentions {
		if m.person >= 0 && m.pos.Last == 0 {
			for i := m.First; i < m.Last && i < m.First+len(d.persons[m.person].words); i++ {
				named[i] = true
			}
		}
	}
	return named
}

// placeCue returns what the word before a place makes of it, and how much the mention weighs.
func (d *doc) placeCue(p place) (kind byte, weight float64) {
	k := p.First - 1
	if d.fold(k) == ")" && d.fold(k-2) == "(" { // "Badan Pengawas Pemilu (Bawaslu) X"
		k -= 3
		if c, ok := regionCues[d.fold(k+2)]; ok && d.same(k, p.First) && (c.kind != 0 || c.weight != 1) {
			return c.kind, c.weight
		}
	} else if d.fold(k) == "." {
		k--
	}
	if !d.same(k, p.First) {
		return 0, 1
	}
	if d.fold(k) == "kota" && d.fold(k-1) == "wali" {
		return 't', 3
	}
	if c, ok := regionCues[d.fold(k)]; ok {
		if c.kind == 'v' && d.fold(k) == "desa" && d.fold(k-1) == "dinas" {
			return 0, c.weight
		}
		return c.kind, c.weight
	}
	if d.fold(k) == "pemilu" || d.fold(k) == "pemilihan" {
		return 0, 3
	}
	return 0, 1
}

// seePlace takes in a mention of a place.
func (d *doc) seePlace(s *seenPlaces, p place) {
	kind, weight := d.placeCue(p)
	if kind == 'v' {
		return
	}
	bare := kind == 0 && weight == 1 && p.First >= d.body
	if p.First < d.body {
		weight += 1
	}
	switch {
	case d.origin(p):
		weight *= originShare
	case bare && d.venue(p):
		weight += venueWeight
	case bare && capital[p.codes[0]] && (d.fold(p.First-1) == "di" || p.First < d.body+3):
		weight = 0.4 // where the reporter sat, or somebody spoke
	}
	if d.aside(p.First) {
		weight *= 0.3
	}
	var regs []gazetteer.Code
	for _, c := range p.codes {
		n := c.Level()
		switch {
		case n == gazetteer.Province && (kind == 0 || kind == 'p'):
			s.provinces.add(c, weight, p.Span, kind == 'p')
		case n == gazetteer.Regency && kind == 'k' && cityCode(c), n == gazetteer.Regency && kind == 't' && !cityCode(c):
		case n == gazetteer.Regency && kind != 'c' && kind != 'p':
			regs = append(regs, c)
		}
	}
	if p.level() == gazetteer.Province && kind != 'k' && kind != 't' && len(regs) > 0 && kind != 0 {
		regs = nil
	}
	switch {
	case len(regs) == 1:
		s.regencies.add(regs[0], weight, p.Span, kind == 'k' || kind == 't')
	case len(regs) > 1:
		s.opens = append(s.opens, open{place{p.Span, regs}, weight})
	}
	if (kind == 'c' || kind == 0 && p.codes[0].Level() == gazetteer.District) && !d.homeOfSpeaker(p) {
		s.districts = append(s.districts, districtSeen{p, kind == 'c'})
	}
}

const (
	originShare = 0.2 // of the weight of a place from which somebody only comes
	venueWeight = 2   // more for the place of the hall in which the act was
)

// origin reports whether a place only tells where somebody in a position comes from: "guru SD asal Kabupaten Malang".
func (d *doc) origin(p place) bool {
	k := p.First - 1
	if _, ok := regionCues[d.fold(k)]; ok {
		k--
	}
	if p.First < d.body || d.fold(k) != "asal" && d.fold(k) != "dari" || !d.same(k, p.First) {
		return false
	}
	for x := range d.mentions {
		if m := &d.mentions[x]; m.pos.Last > 0 && m.pos.Last <= k && m.pos.Last >= k-1 && d.same(m.pos.First, k) {
			return d.fold(k) == "asal" || m.pos.class == "asn"
		}
	}
	return false
}

// homeOfSpeaker reports whether a place is where somebody lives who is quoted: "kata Baiq, warga Cakranegara".
func (d *doc) homeOfSpeaker(p place) bool {
	k := p.First - 1
	if d.fold(k) == "." { // "Kec."
		k--
	}
	if _, ok := regionCues[d.fold(k)]; ok {
		k--
	}
	if d.fold(k) == "di" && d.fold(k-1) == "berdomisili" {
		k--
	}
	if !residents[d.fold(k)] || !d.same(k, p.First) || p.First < d.body {
		return false
	}
	s := d.sents[d.sentOf[p.First]]
	opens := k <= s.First+1 // "seorang warga Cakranegara mengatakan"
	return slices.ContainsFunc(within(d.hits[topicVerbs], s), func(v hit) bool {
		behind := v.First < k && k-v.Last <= homeReach
		before := opens && v.First >= p.Last && v.First-p.Last <= homeReach
		return (behind || before) && d.quoteOf[v.First] == d.quoteOf[k]
	})
}

// homeReach is how many tokens may stand between a verb of saying and where who says it lives: a name, an age and commas.
const homeReach = 9

// venue reports whether a bare place ends the name of a hall in a sentence that tells an act: "kampanye di GOR Delta Sidoarjo".
func (d *doc) venue(p place) bool {
	k := p.First - 1
	for k > p.First-5 && d.same(k, p.First) && d.toks[k].Cap && d.toks[k].Kind == bahasa.Word {
		if _, ok := regionCues[d.fold(k)]; ok {
			return false
		}
		k--
	}
	if k == p.First-1 || d.fold(k) != "di" || !d.same(k, p.First) || d.quoteOf[p.First] > 0 {
		return false
	}
	return len(within(d.acts, d.sents[d.sentOf[p.First]])) > 0
}

// seeDateline takes in the place of the dateline.
func (d *doc) seeDateline(s *seenPlaces) {
	var regs []gazetteer.Code
	for _, c := range d.r.places[letters(d.page.Dateline)] {
		if c.Level() == gazetteer.Regency {
			regs = append(regs, c)
		}
	}
	if len(regs) == 1 && !capital[regs[0]] {
		s.regencies.add(regs[0], 1, bahasa.Span{}, false)
	} else if len(regs) > 1 {
		s.opens = append(s.opens, open{place{bahasa.Span{}, regs}, 1})
	}
}

// settleOpens gives the weight of names that several regencies bear to those that fit best: with a word of their kind, with a
// district that is mentioned, in a province that is mentioned.
func (s *seenPlaces) settleOpens() {
	for _, o := range s.opens {
		var fit []gazetteer.Code
		for _, ok := range []func(gazetteer.Code) bool{
			func(c gazetteer.Code) bool { return s.regencies[c] != nil && s.regencies[c].typed },
			s.hasDistrict,
			func(c gazetteer.Code) bool { return s.inProvince(c) > 0 },
			func(gazetteer.Code) bool { return true },
		} {
			for _, c := range o.codes {
				if ok(c) {
					fit = append(fit, c)
				}
			}
			if len(fit) > 0 {
				break
			}
		}
		for _, c := range fit {
			s.regencies.add(c, o.weight/float64(len(fit)), o.Span, false)
		}
	}
}

// hasDistrict reports whether a name of a regency's district is mentioned.
func (s *seenPlaces) hasDistrict(c gazetteer.Code) bool {
	return slices.ContainsFunc(s.districts, func(seen districtSeen) bool {
		return slices.ContainsFunc(seen.codes, func(dc gazetteer.Code) bool { return dc.Level() == gazetteer.District && dc.Parent() == c })
	})
}

// settleDistricts lets districts speak for the regency that they lie in. Of typed ones that fit several regencies the first is returned.
func (s *seenPlaces) settleDistricts() (unsettled []gazetteer.Code) {
	for _, seen := range s.districts {
		var fit, all []gazetteer.Code
		for _, c := range seen.codes {
			if c.Level() != gazetteer.District {
				continue
			}
			all = append(all, c)
			if s.regencies[c.Parent()] != nil || seen.typed && s.inProvince(c) > 0 {
				fit = append(fit, c)
			}
		}
		alone := len(s.regencies) == 0 && seen.Last-seen.First > 1 && len(seen.codes) == 1 // no other place is called so
		if len(fit) == 0 && (seen.typed || alone) {
			fit = all
		}
		if len(fit) == 1 {
			w := 0.5
			if seen.typed {
				w = 1.5
			}
			s.regencies.add(fit[0].Parent(), w, seen.Span, true)
		} else if seen.typed && unsettled == nil {
			unsettled = fit
		}
	}
	return unsettled
}

// chooseRegion returns the regency or province of the text. list are the regencies, the heaviest first.
func (d *doc) chooseRegion(s *seenPlaces, list []gazetteer.Code) gazetteer.Code {
	var province gazetteer.Code
	most := 0.0
	if provs := s.provinces.ranked(); len(provs) > 0 {
		province, most = provs[0], s.provinces[provs[0]].score
	}
	if len(list) == 0 {
		return province
	}
	first := s.regencies[list[0]]
	if province != "" {
		switch {
		case d.rec.Kind == Statistic && most >= 3:
			return province
		case most >= 3 && first.score < 2.5 && !first.typed:
			return province // a story of the province; the regency is only where somebody spoke
		case capital[list[0]] && most > first.score && len(list) == 1 && !first.typed:
			return province
		case len(list) > 2 && !first.typed && first.score < 2*s.regencies[list[2]].score && most > first.score:
			return province // a list of many places of one province
		}
	}
	if len(list) > 1 && s.regencies[list[1]].score > first.score-0.3 && bareName(list[0]) == bareName(list[1]) {
		d.flagPlaces(list[:2])
		if list[0].Parent() != list[1].Parent() {
			return ""
		}
		return list[0].Parent()
	}
	return list[0]
}

// setRegion sets the region of the record: of a regency the district that is typed or in a sentence of the act.
func (d *doc) setRegion(s *seenPlaces, chosen gazetteer.Code) {
	switch {
	case chosen == "":
	case chosen.Level() == gazetteer.Regency:
		d.rec.Region = regionOf(chosen)
		if best, where := d.bestDistrict(chosen, s.districts); best != "" {
			d.rec.Region = regionOf(best)
			d.mark("region", "kecamatan", where)
		}
		d.mark("region", "kabupaten/kota", s.regencies[chosen].at)
	default:
		d.rec.Region = regionOf(chosen)
		if v := s.provinces[chosen]; v != nil {
			d.mark("region", "provinsi", v.at)
		}
	}
}

// flagPlaces lists the places that a name of the text fits alike.
func (d *doc) flagPlaces(codes []gazetteer.Code) {
	var values []string
	for _, c := range codes {
		values = append(values, string(c))
		d.rec.Regions = append(d.rec.Regions, regionOf(c))
	}
	d.flag(FlagPlace, values...)
}

// A districtSeen is one mention of what may be a district; typed if the text says so: "Kecamatan X", "Camat X".
type districtSeen struct {
	place
	typed bool
}

// bestDistrict returns the district of a regency that the text speaks of most and where it was first mentioned. A dateline is only where
// the reporter sat; where the act is told counts most.
func (d *doc) bestDistrict(regency gazetteer.Code, seen []districtSeen) (best gazetteer.Code, where bahasa.Span) {
	score := map[gazetteer.Code]float64{}
	at := map[gazetteer.Code]bahasa.Span{}
	for _, s := range seen {
		k := slices.IndexFunc(s.codes, func(c gazetteer.Code) bool { return c.Level() == gazetteer.District && c.Parent() == regency })
		if k < 0 {
			continue
		}
		c := s.codes[k]
		if _, ok := at[c]; !ok {
			at[c] = s.Span
		}
		score[c] += d.districtWeight(s)
		if best == "" || score[c] > score[best] {
			best = c
		}
	}
	return best, at[best]
}

func (d *doc) districtWeight(s districtSeen) float64 {
	switch {
	case !s.typed && letters(d.page.Dateline) == letters(d.span(s.Span)):
		return 0.1
	case !s.typed && d.fold(s.First-1) == "di":
		return 0.8
	case !s.typed:
		return 0.5
	case strings.HasPrefix(d.fold(s.First-1), "kec") && len(within(d.hits[topicActs], d.sents[d.sentOf[s.First]])) > 0:
		return 4
	}
	return 2
}

func cityCode(c gazetteer.Code) bool { return c.Level() == gazetteer.Regency && c[3] >= '7' }

func bareName(c gazetteer.Code) string {
	p, _ := gazetteer.Lookup(c)
	_, bare, _ := strings.Cut(p.Name, " ")
	return bare
}

// capital holds the seats of provinces: a dateline there says only where the reporter sat.
var capital = func() map[gazetteer.Code]bool {
	m := map[gazetteer.Code]bool{}
	for _, c := range strings.Fields(`11.71 12.71 13.71 14.71 15.71 16.71 17.71 18.71 19.71 21.72 32.73 33.74 34.71 35.78 36.73 51.71 52.71 53.71
		61.71 62.71 63.71 63.72 64.72 71.71 72.71 73.71 74.71 75.71 76.02 81.71 82.71 91.71 92.71 96.71`) {
		m[gazetteer.Code(c)] = true
	}
	return m
}()
