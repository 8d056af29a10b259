package extract_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netra/eval"
	"netra/extract"
)

// The parts of the sentences of TestFormsOfNames. All persons are invented; places and offices are real or could be.
var (
	// Positions; {D} is a district, {V} a village, {K} a regency or city.
	formTitles = []string{
		"Camat {D}", "Sekcam {D}", "Sekretaris Camat (Sekcam) {D}", "Plt Camat {D}", "Pelaksana Tugas (Plt) Camat {D}", "Kasi Pemerintahan Kecamatan {D}",
		"staf Kecamatan {D}", "Penyuluh KB Kecamatan {D}", "Korwil Pendidikan Kecamatan {D}", "Kepala KUA Kecamatan {D}",
		"Lurah {V}", "Sekretaris Lurah {V}", "Kepala Desa {V}", "Kades {V}", "Pj Kepala Desa {V}", "Penjabat Kepala Desa {V}", "Pjs Kades {V}",
		"Kepala Dinas Pendidikan {K}", "Kadis Kesehatan {K}", "Plh. Kepala Dinas Sosial {K}", "Kepala Bapenda {K}", "Sekretaris Dinas Sosial {K}",
		"Kepala Dinas Pekerjaan Umum dan Penataan Ruang (PUPR) {K}", "Kepala Badan Kesatuan Bangsa dan Politik (Kesbangpol) {K}",
		"Kabid Dikdas Dinas Pendidikan {K}", "Kepala Bidang Pembinaan SD Dinas Pendidikan dan Kebudayaan {K}", "Kepala Bagian Umum Setda {K}",
		"Kabag Hukum Setda {K}", "Asisten I Setda {K}", "Staf Ahli Bupati {K}", "Kasatpol PP {K}", "tenaga honorer Satpol PP {K}", "staf Dinas Perhubungan {K}",
		"Kepala SMPN 2 {D}", "Kepala SD Negeri 3 {V}", "Kepala SDI {V}", "Kepala Sekolah Dasar Negeri 1 {V}", "Kepala SDN {V}", "guru SMAN 1 {D}", "guru SDN 3 {V}",
		"Kepala Puskesmas {D}", "Kepala UPT Puskesmas {D}", "bidan Puskesmas {D}", "perawat Puskesmas {D}", "Direktur RSUD {K}",
	}
	formDistricts = []string{"Gorom Timur", "Rimbo Ilir", "Datuk Bandar Timur", "Palangga", "Tebas", "Loano", "Poleang Timur", "Borong", "Kinali", "Garung", "Waelata",
		"Cibatu", "Lolayan", "Kubu", "Sawah Lebar", "Ngemplak"}
	formVillages = []string{"Rana Loba", "Air Kenanga", "Wirotho Agung", "Sukamaju", "Sanggrahan", "Pulau Simardan", "Lompulle", "Jrebeng Lor"}
	formRegions  = []string{"Manggarai Timur", "Kabupaten Sragen", "Ketapang", "Kota Bima", "Tanah Bumbu", "Banggai Kepulauan", "Sambas", "Buru", "Halmahera Barat", "Pesisir Barat"}
	formNames    = []string{
		"Budi Santoso", "H. Ahmad Fauzi", "Drs. Wagiman", "Siti Aminah, S.Pd", "Muh. Aswar", "I Wayan Sudarta", "Abdul Haris Rumakway", "La Ode Asrudin", "Suparjo",
		"FIRDAUS HAMBALI", "Yohanes Seda", "Hj. Nurlela, S.E., M.M", "dr. Retno Palupi", "Muhammad Rizal Lasimpara", "M. Yusran", "Ir. Darmansyah Putra M.Si", "Andi Baso",
		"Ni Luh Suryani", "Lalu Muhammad Saleh", "Baiq Rohani", "Teuku Irfandi", "Cut Intan Sari", "Maria Goreti Bano", "Petrus Kanisius Lado", "Simson Warikar",
		"Sitti Rahma", "Sri Wahyuni", "Ahmad bin Saleh", "Made Sudiarta", "Sutrisno Hadi, S.Sos., M.Si", "R. Bambang Wiyono", "Agustinus Tandi Bua",
	}
	formInitials = []string{"AS", "YN", "RSM", "SD", "BH", "Skm", "DR", "MT", "JK", "EW"}

	// Sentences; {T} is a position, {N} a name, {I} initials, {V} what is alleged. {T2} and its like belong to further persons.
	formJoins = []string{
		"{T}, {N}, {V}", "{T}, {N} {V}", "{T} {N} {V}", "{T} bernama {N} {V}", "{T} yang bernama {N} {V}", "{T} atas nama {N} {V}", "{T}, yakni {N}, {V}", "seorang {T}, {N}, {V}",
		"oknum {T}, {N}, {V}", "{T} nonaktif, {N}, {V}", "{T}, {N} (45), {V}", "{N}, {T}, {V}", "{N} (45), {T}, {V}", "{N}, seorang {T}, {V}", "{N}, yang juga {T}, {V}",
		"{N} yang juga {T} {V}", "{N} selaku {T} {V}", "{N} yang menjabat {T} {V}", "{N} yang menjabat sebagai {T} {V}", "{N} ({T}) {V}", "seorang {T} yang belakangan diketahui bernama {N} {V}",
		"ulah {T}, {N} {V}", "ternyata {T}, {N}, {V}", "nama {T} {N} terseret setelah {V}", "Bawaslu memeriksa {T}, {N}, karena {V}", "Bawaslu memanggil {T} {N} karena {V}",
		"{T} {I} {V}", "{T} ({I}) {V}", "{T} inisial {I} {V}", "{T} berinisial {I} {V}", "oknum {T} berinisial {I} {V}", "seorang {T} berinisial {I} {V}", "{T} berinisial H. {I} {V}",
		"{I}, {T}, {V}", "{I} selaku {T} {V}", "{I}, seorang {T}, {V}", "{I} yang menjabat {T} {V}",
		"{T}, {N} dan {T2}, {N2} {V}", "{T} {N} dan {T2} {N2} {V}", "{T} {N} serta {T2} {N2} {V}", "{N} ({T}) dan {N2} ({T2}) {V}", "{T}, {N}, dan {T2}, {N2}, {V}",
		"Bawaslu memeriksa {T} {N}, {T2} {N2}, dan {T3} {N3} karena {V}", "{T} berinisial {I} dan {T2} berinisial {I2} {V}", "{T} {I} dan {T2} {I2} {V}",
		"{T} ({I}) dan {T2} ({I2}) {V}", "dua ASN, {N} dan {N2}, {V}", "dua ASN berinisial {I} dan {I2} {V}",
	}
	formAllegations = []string{
		"diduga mengajak warga memilih pasangan calon bupati nomor urut 2", "dilaporkan setelah mengajak warga memilih pasangan calon bupati nomor urut 2",
		"kedapatan membagikan stiker pasangan calon bupati",
	}
)

// A tally counts how many sentences of one sort were read as they should be.
type tally struct {
	right, all int
	example    string // one that was read wrongly, and what came of it
}

func (t tally) share() float64 { return float64(t.right) / float64(t.all) }

// TestFormsOfNames reads sentences made of every position, name and way to join them, drawn with a fixed seed, and wants exactly the
// persons that were put in. No rule may work for the texts that it was written for and fail for their neighbours.
func TestFormsOfNames(t *testing.T) {
	const (
		sentences = 6000
		whole     = 0.98 // least share of all sentences
		each      = 0.90 // least share of those with one position, name or join
	)
	reader, err := extract.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	tallies := map[string]*tally{}
	for range sentences {
		sentence, wanted, parts := drawForm(rng)
		page := extract.Page{Text: "SAMPANG - " + sentence + " dalam sebuah pertemuan, Senin (21/10/2024).\n\n" +
			"Ketua Bawaslu setempat, Rahmat Hidayat, mengatakan laporan itu sudah diterima.\n\n\"Kami sudah menerima laporannya dan sedang dikaji,\" kata Rahmat."}
		var got []string
		for _, a := range reader.Read(&page).Accused {
			got = append(got, string(a.Name))
		}
		for _, part := range append(parts, "") {
			if tallies[part] == nil {
				tallies[part] = &tally{}
			}
			c := tallies[part]
			c.all++
			if samePersons(wanted, got) {
				c.right++
			} else if c.example == "" {
				c.example = fmt.Sprintf("%s: read %q, want %q", sentence, got, wanted)
			}
		}
	}
	total := tallies[""]
	delete(tallies, "")
	sorted := slices.SortedFunc(maps.Keys(tallies), func(a, b string) int {
		return int(1e6*tallies[a].share()) - int(1e6*tallies[b].share())
	})
	for _, part := range sorted {
		t.Logf("%.3f of %4d: %s | %s", tallies[part].share(), tallies[part].all, part, tallies[part].example)
	}
	worst := sorted[0]
	if total.share() < whole {
		t.Errorf("%.3f of all sentences are read right, want %.2f; the worst are those with %s: %s", total.share(), whole, worst, tallies[worst].example)
	}
	for _, part := range sorted {
		if c := tallies[part]; c.share() < each {
			t.Errorf("%.3f of the sentences with %s are read right, want %.2f: %s", c.share(), part, each, c.example)
		}
	}
	t.Logf("%.4f of all", total.share())
}

// drawForm returns a sentence, the names or initials of those whom it accuses, and the parts that it was made of.
func drawForm(rng *rand.Rand) (sentence string, wanted, parts []string) {
	pick := func(from []string) string { return from[rng.IntN(len(from))] }
	join := pick(formJoins)
	parts = []string{join}
	var fill []string
	for _, n := range []string{"", "2", "3"} {
		if slot := "{T" + n + "}"; strings.Contains(join, slot) {
			title := pick(formTitles)
			place := strings.NewReplacer("{D}", pick(formDistricts), "{V}", pick(formVillages), "{K}", pick(formRegions))
			fill = append(fill, slot, place.Replace(title))
			parts = append(parts, title)
		}
		slot, from := "{N"+n+"}", formNames
		if strings.Contains(join, "{I"+n+"}") {
			slot, from = "{I"+n+"}", formInitials
		}
		if !strings.Contains(join, slot) {
			continue
		}
		name := pick(from)
		for slices.Contains(wanted, name) {
			name = pick(from)
		}
		fill = append(fill, slot, name)
		wanted, parts = append(wanted, name), append(parts, name)
	}
	fill = append(fill, "{V}", pick(formAllegations))
	sentence = strings.NewReplacer(fill...).Replace(join)
	return strings.ToUpper(sentence[:1]) + sentence[1:], wanted, slices.Compact(slices.Sorted(slices.Values(parts)))
}

// samePersons reports whether those who were read are those who are wanted, each once.
func samePersons(wanted, got []string) bool {
	return len(wanted) == len(got) && !slices.ContainsFunc(wanted, func(w string) bool {
		return !slices.ContainsFunc(got, func(g string) bool {
			return g == w || eval.SamePerson(eval.Person{Name: w}, eval.Person{Name: g})
		})
	})
}
