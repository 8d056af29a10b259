package extract

import (
	"cmp"
	"slices"
	"strings"

	"netra/bahasa"
)

// readActs keeps the patterns of acts that allege something.
func (d *doc) readActs() {
	told := slices.Concat(d.hits[topicActs], d.framed())
	slices.SortStableFunc(told, func(a, b hit) int { return cmp.Compare(a.First, b.First) })
	for _, h := range told {
		if h.section == "order_subordinates" && d.ofPublic(h) {
			h.section = "promote_candidate"
		}
		if h.section == "register_or_accompany_candidate" && d.among(campaigning, h.Last, h.Last+1) >= 0 {
			h.section = "attend_candidate_event"
		}
		s := int(d.sentOf[h.First])
		if d.negative[h.First] || d.recited(h.First) || d.elsewhere(s) || d.otherCase(s) || d.opaque(h.First) || d.ofOthers(h) || d.forNobody(h) {
			continue
		}
		shouted := false
		for _, s := range d.shouted {
			shouted = shouted || s.Holds(h.First)
		}
		if d.quoteOf[h.First] > 0 && !shouted && !d.assertsInQuote(h) {
			continue
		}
		d.acts = append(d.acts, h)
	}
}

// campaigning is where a candidate may be accompanied to other than to register.
var campaigning = words("kampanye berkampanye blusukan")

// public are those whom an official does not command.
var public = words("warga masyarakat penerima pemilih jamaah jemaah siswa petani nelayan pedagang tani hadirin peserta mahasiswa")

// ofPublic reports whether it is the public that is directed how to vote, which is no order.
func (d *doc) ofPublic(h hit) bool {
	found, votes := false, false
	for i := h.First; i < h.Last+3 && d.same(i, h.First); i++ {
		w := d.stem(i)
		if servants[w] {
			return false
		}
		found = found || public[w] || (w == "rt" || w == "rw") && strings.HasSuffix(d.fold(h.First), "minta")
		votes = votes || voting[w]
	}
	return found && votes
}

// rights are what stands after "hak" in a call to vote that is for nobody.
var rights = words("pilih pilihnya suara suaranya")

// chosen are words that tell that one of them is meant.
var chosen = words("nomor nomer jari tertentu petahana")

// excepting are words after which the one stands whom a call not to vote is for.
var excepting = words("selain kecuali")

// forNobody reports whether a call to vote is one not to vote for somebody, or names nobody to vote for: "memilih sesuai hati nurani".
func (d *doc) forNobody(h hit) bool {
	if h.section != "promote_candidate" && h.section != "order_subordinates" {
		return false
	}
	call, heart, side, one := false, false, false, false
	behind := -1 // where a candidate's title has ended
	for i := h.First + 1; i < h.Last+9 && d.same(i, h.First); i++ {
		w, prev := d.fold(i), d.fold(i-1)
		if i < h.Last && voting[w] && d.negative[i] && h.section == "promote_candidate" && d.among(excepting, h.Last, h.Last+4) < 0 {
			return true
		}
		if i >= h.Last && clauses[w] && w != "," && w != "yang" || w == ";" {
			break
		}
		heart = heart || w == "nurani" || w == "nuraninya"
		call = call || heart || w == "tps" || w == "golput" || prev == "hak" && rights[w]
		name := d.toks[i].Cap && d.toks[i].Kind == bahasa.Word && w != "tps"
		one = one || chosen[w] || teams[prev] && bahasa.IsNumeral(d.toks[i]) || name && (i == behind || teams[prev] || voting[prev])
		if r, ok := at(d.hits[topicRoles], i); ok && r.section != "supported" {
			side, behind = true, r.Last
		}
		_, party := at(d.hits[topicParties], i)
		side = side || party || teams[w]
	}
	return call && !one && (heart || !side)
}

// otherCase reports whether a sentence tells of what was dealt with besides: "Sebelumnya Bawaslu juga ...", "Selain kasus itu ... juga".
func (d *doc) otherCase(sent int) bool {
	first := d.sents[sent].First
	return d.earlierCase(sent) && (d.fold(first) != "selain" || caseWords[d.fold(first+1)])
}

var caseWords = words("kasus perkara laporan temuan dugaan itu")

// kin are those of the accused's family; a relative who runs for office is why somebody helps, and no act of the helper.
var kin = words("istri istrinya suami suaminya anak anaknya adik adiknya kakak kakaknya ayah ayahnya ibu ibunya ipar iparnya keponakan " +
	"keponakannya menantu menantunya kerabat kerabatnya")

// accompanying are verbs after which it is somebody else who registers.
var accompanying = forms("antar:mengantar damping:mendamping iring:mengiring arak:mengarak kawal:mengawal teman:meneman temani:menemani").with("pengantar rombongan")

// ofOthers reports whether it is no act of the accused: a candidacy of their kin or of whom they go with, or a post of a bystander.
func (d *doc) ofOthers(h hit) bool {
	switch h.section {
	case "party_membership_or_candidacy":
		for i := h.First - 1; i >= h.First-20 && d.same(i, h.First); i-- {
			if w := d.fold(i); i >= h.First-6 && kin[w] || accompanying[w] {
				return true
			}
		}
	case "give_money_or_goods", "campaign_attribute":
		return (h.section == "give_money_or_goods" || giving[d.stem(h.First)]) && d.byCandidate(h.First)
	case "social_media_post":
		return (strings.HasPrefix(d.fold(h.First), "di") || d.fold(h.First-1) == "-" && d.fold(h.First-2) == "di") &&
			(d.byBystander(h.First) || d.ofFootage(h.First))
	}
	return false
}

// byCandidate reports whether a relative of the accused stands right before the verb at i, or the candidate does it: "bergambar dirinya".
func (d *doc) byCandidate(i int) bool {
	for k := i + 1; k < i+5 && d.same(k, i); k++ {
		if d.fold(k) == "dirinya" {
			return true
		}
	}
	return kin[d.fold(i-1)] || kin[d.fold(i-2)]
}

// bystanders are those who put something on the net about an accused.
var bystanders = words("warga warganet netizen relawan pengguna anonim pendukung")

// byBystander reports whether the agent of the passive verb at i is somebody else.
func (d *doc) byBystander(i int) bool {
	for k := i + 1; k < i+5 && d.same(k, i); k++ {
		if bystanders[d.fold(k)] {
			return true
		}
	}
	return false
}

// footage are names of what shows an act; where it is passed on, the act has become known.
var footage = words("video videonya rekaman rekamannya foto fotonya potret tangkapan")

// ofFootage reports whether the subject of the passive verb at i is what shows the act. "Foto profil" and one's own account are posts.
func (d *doc) ofFootage(i int) bool {
	for k := i + 1; k < i+8 && d.same(k, i); k++ {
		if w := d.fold(k); w == "pribadinya" || w == "miliknya" || w == "pribadi" || w == "sendiri" || w == "milik" || w == "salah" {
			return false
		}
	}
	for k := i - 1; k >= i-5 && d.same(k, i); k-- {
		if footage[d.fold(k)] {
			return true
		}
	}
	return false
}

// opaque reports whether token i is part of a phrase that means something else as a whole: who gathers evidence gathers nobody.
func (d *doc) opaque(i int) bool {
	for _, h := range within(d.hits[topicContext], d.sents[d.sentOf[i]]) {
		if h.section == "opaque" && h.Holds(i) {
			return true
		}
	}
	return false
}

// assertsInQuote reports whether a quotation tells of what happened: it has a past or a person in it, not a rule.
func (d *doc) assertsInQuote(h hit) bool {
	s := d.sentOf[h.First]
	if d.recites[s] >= 0 || d.supposes[s] >= 0 {
		return false
	}
	for i := d.sents[s].First; i < h.Last; i++ {
		switch d.fold(i) {
		case "harus", "wajib", "semestinya", "seharusnya", "hendaknya", "sebaiknya", "mari", "silakan", "mempersilakan", "kalau", "akan", "bisa", "dapat", "boleh", "merupakan", "termasuk":
			return false
		}
	}
	return true
}

// A family is a set of words that stand for one another in a frame.
type family map[string]bool

// forms builds the verbs of "root:active" pairs as papers and people write them: bagi, bagikan, bagiin, dibagi, dibagikan, membagi,
// membagikan.
func forms(pairs string) family {
	f := family{}
	for _, pair := range strings.Fields(pairs) {
		root, active, _ := strings.Cut(pair, ":")
		for _, stem := range []string{root, "di" + root, active} {
			for _, suffix := range []string{"", "kan", "i", "in"} {
				f[stem+suffix] = true
			}
		}
	}
	return f
}

// with adds single words.
func (f family) with(more string) family {
	for _, w := range strings.Fields(more) {
		f[w] = true
	}
	return f
}

// without takes single words out.
func (f family) without(some string) family {
	for _, w := range strings.Fields(some) {
		delete(f, w)
	}
	return f
}

// A frame tells an act by a word of one family and one of another within reach after it, where writers combine the two freely. Acts that
// a fixed phrase tells are in the lexicon.
type frame struct {
	act          string
	verb, thing  family
	reach        int  // tokens between the two
	whose        bool // a candidate, a party or their team must stand beside the thing
	unless, then family
}

// The families. They are here and not in acts.txt since none of them tells of an act by itself.
var (
	goods = words("sembako beras uang amplop minyak gula bingkisan kaos kaus kalender jilbab mukena sarung kerudung voucer voucher pupuk bibit " +
		"hadiah paket telur jam payung sajadah daging")
	colours = words("kaos kaus baju rompi jaket topi kemeja selendang syal stiker spanduk baliho banner poster bendera kartu brosur selebaran " +
		"pamflet flyer seragam apk atribut")
	fingers  = words("jari telunjuk jempol telunjuknya jarinya jempolnya")
	servants = words("asn pns pppk pegawai guru honorer staf bawahan bawahannya penyuluh kader kadis kepala camat lurah kades keuchik kuwu sangadi " +
		"perbekel pambakal perangkat pejabat bidan perawat tenaga jajaran jajarannya kepling kadus pendamping")
	reacting = words("mengomentari komentari berkomentar komentar komen menyukai like")
	threats  = words("bantuan bansos blt pkh mutasi memutasi dimutasi pecat memecat dipecat nonjob dinonjobkan copot mencopot dicopot kontrak pindah memindahkan dipindah dipindahkan mencoret dicoret menghapus")
	bosses   = words("atasan atasannya pimpinan pimpinannya kabid kadis camat lurah kades kepala sekda sekcam bupati kabag")
	voting   = words("pilih memilih milih coblos mencoblos nyoblos dukung mendukung menangkan memenangkan dicoblos dipilih didukung")
	doing    = words("mengumpulkan kumpulkan kumpulin menyetor menyetorkan mendata mencari hadir menghadiri memasang membagikan menyebarkan ikut")
	giving   = forms("bagi:membagi salur:menyalur titip:menitip edar:mengedar tebar:menebar").with("pembagian penyaluran pembagi memberi memberikan " +
		"diberi diberikan kasih dikasih dikasihkan").without("dibagi dibagikan") // nobody in particular does it
	carrying = forms("pakai:memakai pegang:memegang pasang:memasang tempel:menempel bawa:membawa simpan:menyimpan selip:menyelip " +
		"bentang:membentang pajang:memajang").with("mengenakan kenakan dikenakan pake berbalut terselip " +
		"dengan berkaus berisi ditempeli ditemukan didapati berseragam")
	showing = forms("acung:mengacung angkat:mengangkat pamer:memamer bentuk:membentuk peraga:memperaga tunjuk:menunjuk").with("berfoto berpose pose " +
		"bergaya gaya selfie swafoto gestur ngacungin kode salam simbol")
	gathering = forms("kumpul:mengumpul").with("ngumpulin undang mengundang")
	ordering  = words("memerintahkan perintahkan menyuruh suruh nyuruh menginstruksikan instruksikan memaksa paksa maksa mengintimidasi intimidasi " +
		"menugaskan mewajibkan wajibkan mengancam ancam menekan tekan mengarahkan arahkan menggerakkan gerakkan")
	asking  = words("meminta minta memintanya")
	urging  = forms("ajak:mengajak giring:menggiring bujuk:membujuk seru:menyeru pengaruh:mempengaruh").with("ngajak ajakan seruan memengaruhi")
	leading = forms("arah:mengarah suruh:menyuruh minta:meminta").with("nyuruh arahan mengimbau menghimbau")
	naming  = words("memperkenalkan perkenalkan mengenalkan kenalkan mempromosikan promosikan promosiin mengampanyekan mengkampanyekan kampanyekan kampanyein " +
		"mengunggulkan menjagokan memuji mengelu-elukan")
	posting = forms("unggah:mengunggah posting:memposting upload:mengupload").with("unggahan postingan ngepost share ngeshare")
	posted  = words("poster flyer baliho twibbon dukungan ajakan")
	writing = words("menulis tulis ditulis menulisnya mengetik ngetik")
	groups  = words("grup group wag")
)

var frames = []frame{
	{act: "give_money_or_goods", verb: giving, thing: goods, reach: 4},
	{act: "campaign_attribute", verb: carrying, thing: colours, reach: 3, whose: true},
	{act: "campaign_attribute", verb: union(giving, forms("sebar:menyebar")), thing: union(colours, words("kalender")), reach: 3, whose: true},
	{act: "pose_or_gesture", verb: showing, thing: fingers, reach: 3},
	{act: "pose_or_gesture", verb: words("berfoto berswafoto berpose selfie swafoto pose"), thing: words("bersama bareng dengan"), reach: 3, whose: true},
	{act: "covert_meeting", verb: gathering, thing: servants, reach: 3},
	{act: "order_subordinates", verb: forms("ancam:mengancam").with("ancaman"), thing: threats, reach: 4},
	{act: "social_media_engagement", verb: reacting, thing: words("unggahan postingan status foto gambar konten video grup group akun laman"), reach: 4, whose: true},
	{act: "covert_meeting", verb: servants, thing: words("dikumpulkan dikumpulin"), reach: 5},
	{act: "order_subordinates", verb: words("disuruh diperintah diperintahkan dipaksa diinstruksikan"), thing: bosses, reach: 2},
	{act: "data_collection_or_mobilisation", verb: union(gathering, forms("setor:menyetor pinta:meminta").with("minta")), thing: words("ktp kk"), reach: 4},
	{act: "order_subordinates", verb: ordering, thing: servants, reach: 3},
	{act: "order_subordinates", verb: asking, thing: servants, reach: 3, then: union(voting, doing)},
	{act: "promote_candidate", verb: urging, thing: voting, reach: 7},
	{act: "promote_candidate", verb: leading, thing: voting, reach: 6, unless: union(servants, words("ketua rt rw"))},
	{act: "register_or_accompany_candidate", verb: accompanying, thing: words("kpu kip mendaftar mendaftarkan pendaftaran formulir penjaringan"), reach: 7},
	{act: "promote_candidate", verb: naming, whose: true},
	{act: "promote_candidate", verb: words("menyebut menyebutkan sebut menyelipkan"), thing: words("nama"), reach: 1, whose: true},
	{act: "social_media_post", verb: posting, thing: posted, reach: 4},
	{act: "social_media_post", verb: writing, thing: groups, reach: 4},
}

func union(a, b family) family {
	u := family{}
	for _, f := range []family{a, b} {
		for w := range f {
			u[w] = true
		}
	}
	return u
}

// clauses are words with which another clause begins, or the object is a picture: "membagikan foto saat mengenakan kaus".
var clauses = words("saat ketika sambil sembari yang setelah usai karena lantaran sebelum foto video rekaman pesan , .")

// framed finds the acts of the frames.
func (d *doc) framed() []hit {
	var hits []hit
	for i := range d.toks {
		if w := d.stem(i); len(w) > 2 {
			for _, k := range framesOf[w] {
				if last := d.complete(&frames[k], i); last > 0 {
					hits = append(hits, hit{bahasa.Span{First: i, Last: last}, frames[k].act})
				}
			}
		}
	}
	return hits
}

// stem is the folded token i without a final "nya".
func (d *doc) stem(i int) string {
	w := d.fold(i)
	if s, ok := strings.CutSuffix(w, "nya"); ok && len(s) > 3 {
		return s
	}
	return w
}

// framesOf are the frames that a word begins.
var framesOf = func() map[string][]int {
	m := map[string][]int{}
	for k, f := range frames {
		for w := range f.verb {
			m[w] = append(m[w], k)
		}
	}
	return m
}()

// complete returns where the act that the verb at i begins ends, 0 if it is none.
func (d *doc) complete(f *frame, i int) int {
	k := i
	if f.thing != nil {
		if k = d.among(f.thing, i+1, i+1+f.reach); k < 0 || f.unless != nil && d.among(f.unless, i+1, k) >= 0 {
			return 0
		}
	}
	if f.whose && !d.contender(k+1) {
		return 0
	}
	if f.then != nil && d.among(f.then, k+1, k+8) < 0 {
		return 0
	}
	return k + 1
}

// among returns the first token of a family in [from, to], -1 if none comes before the clause ends.
func (d *doc) among(f family, from, to int) int {
	for k := from; k <= to && d.same(k, from-1); k++ {
		if f[d.stem(k)] || f[d.fold(k)] {
			return k
		}
		if clauses[d.fold(k)] {
			break
		}
	}
	return -1
}

// teams are words for a candidate's side that are no role.
var teams = words("tim timses paslon caleg calon pasangan kandidat partai parpol bapaslon bacalon petahana cabup cagub")

// contender reports whether a candidate, a party or their team stands within four tokens of i.
func (d *doc) contender(i int) bool {
	for k := i; k < i+4 && d.same(k, i-1); k++ {
		if teams[d.stem(k)] {
			return true
		}
		if _, ok := at(d.hits[topicRoles], k); ok {
			return true
		}
		if _, ok := at(d.hits[topicParties], k); ok {
			return true
		}
		if clauses[d.fold(k)] {
			break
		}
	}
	return false
}

// actLabels are the acts in the order of the schema.
var actLabels = []string{"attend_candidate_event", "pose_or_gesture", "social_media_engagement", "social_media_post", "promote_candidate",
	"order_subordinates", "covert_meeting", "use_state_facility_or_program", "give_money_or_goods", "campaign_attribute",
	"party_membership_or_candidacy", "register_or_accompany_candidate", "data_collection_or_mobilisation", "other"}

func (d *doc) setActs() {
	for _, label := range actLabels {
		var seen []hit
		for _, a := range d.acts {
			if a.section == label {
				seen = append(seen, a)
			}
		}
		if len(seen) == 0 || !d.supported(label, seen) {
			continue
		}
		d.rec.Acts = append(d.rec.Acts, label)
		for _, a := range seen[:min(len(seen), 3)] {
			d.mark("acts", label, a.Span)
		}
	}
	if len(d.rec.Acts) == 0 {
		d.rec.Acts = append(d.rec.Acts, "other")
	}
}

// background are the first words of patterns that tell of an act only where nothing else tells what was done: words of support say
// why, a party's colours at the place say where, and a message that is shown says how it became known.
var background = map[string]map[string]bool{
	"promote_candidate": words("mendukung diduga dukungan memberikan memberi memenangkan memilih menangkan mencari untuk agar supaya " +
		"ajakan menyatakan menggalang mencoblos"),
	"attend_candidate_event": words("bersama"),
	"campaign_attribute": words("kaos kaus baju rompi jaket topi selendang seragam bendera atribut stiker spanduk baliho kalender " +
		"kartu bergambar"),
	"social_media_post":             words("pesan chat grup percakapan dikirim kirim siaran"),
	"use_state_facility_or_program": words("jam saat di program dana posyandu pkh"),
	"give_money_or_goods":           words("sembako paket beras minyak bingkisan amplop"),
	"covert_meeting":                words("pertemuan silaturahmi berkumpul dengan secara"),
}

// wielding are verbs by which what shows a candidate's colours becomes somebody's act.
var wielding = words("dengan berbalut mengenakan memakai pakai kenakan dikenakan dipakai memegang pegang dipegang memasang pasang " +
	"dipasang terpasang memajang menempel menempelkan tempel ditempeli ditempel ditumpangi memperlihatkan menunjukkan membentangkan " +
	"memamerkan pamer")

// supported leaves out an act that only a word of the background gives although something else is told.
func (d *doc) supported(label string, seen []hit) bool {
	for _, a := range seen {
		if !d.isBackground(a) {
			return true
		}
	}
	if label == "promote_candidate" && d.posts() && slices.ContainsFunc(seen, func(a hit) bool { return calls[d.stem(a.First)] }) {
		return true
	}
	for _, a := range d.acts {
		if a.section != label && !d.isBackground(a) && !(label == "social_media_post" && a.section == "promote_candidate" && !d.heard()) {
			return false
		}
	}
	return true
}

// calls are words of asking for votes.
var calls = words("ajakan ajak")

// posts reports whether the accused published something: a call then is its content, and not only the reason.
func (d *doc) posts() bool {
	return slices.ContainsFunc(d.acts, func(a hit) bool { return a.section == "social_media_post" && !d.isBackground(a) })
}

// denials are verbs whose clause says what somebody did not do; the text tells elsewhere what they are alleged to have done.
var denials = words("bantah membantah dibantah menampik menepis tepis menyangkal sangkal mengelak")

// accusations stand between a denial and what is alleged: who denies an accusation of something is accused of it.
var accusations = words("tudingan tuduhan dugaan kabar isu laporan informasi disebut dituding dituduh diduga")

// denied reports whether token i stands in the clause of a denial that is itself not denied.
func (d *doc) denied(i int) bool {
	for k := i - 1; k >= i-8 && d.same(k, i); k-- {
		w := d.fold(k)
		if denials[w] {
			return d.fold(k-1) != "tak" && d.fold(k-1) != "tidak"
		}
		if d.turns(k) || accusations[w] {
			return false
		}
	}
	return false
}

func (d *doc) isBackground(a hit) bool {
	if d.denied(a.First) {
		return true
	}
	if !background[a.section][d.fold(a.First)] {
		return false
	}
	if a.section == "campaign_attribute" {
		for i := a.First - 1; i >= a.First-4 && d.same(i, a.First); i-- {
			if wielding[d.fold(i)] {
				return false
			}
		}
	}
	return true
}

// heard reports whether the text speaks of a recording of a voice: what is sent round then is the proof, not the act.
func (d *doc) heard() bool {
	for _, h := range d.hits[topicEvidence] {
		if h.section == "audio" {
			return true
		}
	}
	return false
}
