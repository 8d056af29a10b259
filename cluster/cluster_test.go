package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netra/calendar"
	"netra/cluster"
	"netra/gazetteer"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Invented reports. The first two tell one event in other words; the last three are of other events.
const (
	receiving = `Camat Ngadiluwih Timur, Sarjono Wibisana, menerima calon bupati Harsa Pramudita di pendapa kecamatan pada
Selasa malam. Kursi lipat milik kecamatan dipakai untuk tiga ratus tamu, dan Sarjono memperkenalkan Harsa sebagai
pemimpin yang akan datang. Rekaman sambutan itu menyebar lewat grup karang taruna. Bawaslu memeriksa pengelola pendapa
serta dua penabuh gamelan yang mengisi hiburan malam itu.`
	receivingAgain = `Bawaslu kabupaten memanggil Camat Sarjono Wibisana. Ia diduga memakai pendapa untuk menyambut Harsa
Pramudita, seorang calon bupati. Dalam rekaman dari grup karang taruna, Sarjono menyebut tamunya pemimpin yang akan datang
sementara gamelan mengalun. Penabuh gamelan dan pengelola pendapa sudah dimintai keterangan, begitu pula pemilik kursi lipat.`
	fertiliser = `Sarjono Wibisana kembali disorot. Camat itu menitipkan lima karung pupuk bersubsidi kepada kelompok tani
Sumber Makmur dengan pesan agar memilih pasangan nomor tiga. Bendahara kelompok tani mencatat pembagian pupuk dalam buku
kas dan menyerahkan salinannya kepada pengawas.`
	teachers = `Seorang guru SD Mekar Harapan memasang tanda suka pada unggahan juru bicara tim pemenangan. Tangkapan layar
beredar di kalangan wali murid. Guru itu mengaku jarinya terpeleset saat menggulir layar ponsel di ruang kelas empat.`
	banner = `Baliho besar di depan gudang beras disewa memakai kuitansi atas nama bagian umum. Petugas parkir melihat
mobil dinas mengangkut rangka bambu baliho menjelang subuh, lalu mencatat pelat nomornya.`
)

func received() cluster.Item {
	return cluster.Item{
		ID: "a", URL: "https://kabarngadi.example.com/camat-sambut-calon", Title: "Camat Sambut Calon Bupati di Pendapa",
		Text: receiving, Published: day("2024-10-17"), EventDates: []calendar.Date{day("2024-10-15")},
		Region: "35.06.10", Kind: "allegation", Election: "pilkada", Year: 2024,
		Accused:       []cluster.Person{{Name: "Sarjono Wibisana", Position: "Camat Ngadiluwih Timur"}},
		Beneficiaries: []cluster.Person{{Name: "Harsa Pramudita", Position: "calon bupati"}},
		Acts:          []string{"promote_candidate", "use_state_facility_or_program"},
	}
}

func receivedAgain() cluster.Item {
	b := received()
	b.ID, b.URL, b.Title = "b", "https://suarapendapa.example.org/bawaslu-panggil-camat", "Bawaslu Panggil Camat Sarjono"
	b.Text, b.Published, b.Region = receivingAgain, day("2024-10-18"), "35.06"
	b.Accused = []cluster.Person{{Name: "Drs. H. Sarjono Wibisana, M.Si.", Position: "camat"}}
	b.Acts = []string{"use_state_facility_or_program"}
	return b
}

// other returns b with other words and whatever change makes of it.
func other(text, title string, change func(*cluster.Item)) cluster.Item {
	b := receivedAgain()
	b.Text, b.Title = text, title
	change(&b)
	return b
}

func edge(t *testing.T, a, b cluster.Item) *cluster.Edge {
	t.Helper()
	edges := cluster.Edges([]cluster.Item{a, b})
	switch len(edges) {
	case 0:
		return nil
	case 1:
		return &edges[0]
	}
	t.Fatalf("one pair has %d edges", len(edges))
	return nil
}

func has(e *cluster.Edge, f cluster.Feature) bool {
	return slices.ContainsFunc(e.Reasons, func(r cluster.Reason) bool { return r.Feature == f })
}

// long makes a text of n words that no other seed makes.
func long(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	w := make([]string, n)
	for i := range w {
		w[i] = pseudoWord(r.IntN(4000) + 100)
	}
	return strings.Join(w, " ")
}

func pseudoWord(n int) string {
	const c, v = "bdgjklmnprst", "aiueo"
	var b strings.Builder
	for n > 0 || b.Len() < 4 {
		b.WriteByte(c[n%len(c)])
		b.WriteByte(v[n/len(c)%len(v)])
		n /= len(c) * len(v)
	}
	return b.String()
}

func replaceWords(text string, every int) string {
	w := strings.Fields(text)
	for i := every / 2; i < len(w); i += every {
		w[i] = "zz" + w[i]
	}
	return strings.Join(w, " ")
}

func TestPairs(t *testing.T) {
	text := long(1, 200)
	item := func(id, url, title, text string) cluster.Item {
		return cluster.Item{ID: id, URL: url, Title: title, Text: text}
	}
	only := func(change func(b *cluster.Item)) [2]cluster.Item {
		b := receivedAgain()
		change(&b)
		return [2]cluster.Item{received(), b}
	}
	tests := []struct {
		rule   string
		pair   [2]cluster.Item
		method cluster.Method // empty: no edge
		state  cluster.State
		why    cluster.Feature // a feature that must be among the reasons
	}{
		{"one address with other texts is one page", [2]cluster.Item{
			item("a", "http://www.warta.example.com/a-b-c/?utm_source=x", "", text),
			item("b", "https://m.warta.example.com/a-b-c", "", long(2, 200))}, cluster.SamePage, cluster.Confirmed, cluster.SameAddress},
		{"one title on one site with a changed text is one page", [2]cluster.Item{
			item("a", "https://x.example.com/1", "Camat Dipanggil Karena Gamelan | Warta", text),
			item("b", "https://y.example.com/2", "Politik: Camat dipanggil karena gamelan", replaceWords(text, 8))},
			cluster.SamePage, cluster.Confirmed, cluster.SameTitle},
		{"one title on one site with another text is a head that comes again", [2]cluster.Item{
			item("a", "https://x.example.com/1", "Bawaslu Ingatkan Para Guru Lagi", text),
			item("b", "https://x.example.com/2", "Bawaslu Ingatkan Para Guru Lagi", long(2, 200))}, "", "", ""},
		{"a few words changed on another site is the same text", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", text), item("b", "https://y.example.org/2", "", replaceWords(text, 100))},
			cluster.SameText, cluster.Confirmed, cluster.TextAlike},
		{"every twentieth word changed is a copy", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", text), item("b", "https://y.example.org/2", "", replaceWords(text, 20))},
			cluster.Copy, cluster.Confirmed, cluster.TextAlike},
		{"a text within one twice as long is suggested as a copy", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", text), item("b", "https://y.example.org/2", "", text+" "+long(3, 160))},
			cluster.Copy, cluster.Suggested, cluster.TextWithin},
		{"what stands under each article of one site makes no copy", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", long(4, 40)+" "+text),
			item("b", "https://x.example.com/2", "", long(5, 40)+" "+text)}, "", "", ""},
		{"links to other articles and lists of them do not count", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", long(4, 30)+"\nBaca juga: "+long(6, 20)+"\nTerpopuler\n"+text),
			item("b", "https://y.example.org/2", "", long(5, 30)+"\nBaca juga: "+long(6, 20)+"\nTerpopuler\n"+text)}, "", "", ""},
		{"a caption of one line is only suggested", [2]cluster.Item{
			item("a", "https://x.example.com/1", "", "Viral ASN berpose dua jari di depan kantor"),
			item("b", "https://y.example.org/2", "", "Viral! ASN berpose dua jari di depan kantor.")},
			cluster.SameText, cluster.Suggested, cluster.TextAlike},
		{"items without a word are not alike", [2]cluster.Item{item("a", "", "", ""), item("b", "", "", "...")}, "", "", ""},
		{"a template with another accused is kept apart", [2]cluster.Item{
			{ID: "a", Text: text, Accused: []cluster.Person{{Name: "Warsita Adi"}}},
			{ID: "b", Text: replaceWords(text, 100), Accused: []cluster.Person{{Name: "Lestari Ningrum"}}}},
			cluster.SameText, cluster.Blocked, cluster.OtherAccused},
		{"a form that is filled in for the head of another village is only suggested", [2]cluster.Item{
			{ID: "a", Text: text, Accused: []cluster.Person{{Position: "Kepala Desa Sukoboyo"}}},
			{ID: "b", Text: replaceWords(text, 20), Accused: []cluster.Person{{Position: "Kepala Desa Watusomo"}}}},
			cluster.Copy, cluster.Suggested, cluster.TextAlike},
		{"one for an office that is told more exactly is a copy", [2]cluster.Item{
			{ID: "a", Text: text, Accused: []cluster.Person{{Position: "Kepala Desa"}}},
			{ID: "b", Text: replaceWords(text, 20), Accused: []cluster.Person{{Position: "Kepala Desa Watusomo"}}}},
			cluster.Copy, cluster.Confirmed, cluster.TextAlike},
		{"two names of which only the last word is not everybody's are two", [2]cluster.Item{
			{ID: "a", Text: text, Accused: []cluster.Person{{Name: "Muhammad Rizki Saputra"}}},
			{ID: "b", Text: replaceWords(text, 100), Accused: []cluster.Person{{Name: "Muhammad Rizal Saputra"}}}},
			cluster.SameText, cluster.Blocked, cluster.OtherAccused},

		{"one event in other words joins", only(func(*cluster.Item) {}), cluster.Event, cluster.Confirmed, cluster.AccusedName},
		{"the regency of the employer in one and of the act in the other does not keep apart",
			only(func(b *cluster.Item) { b.Region, b.OtherRegions = "35.71", []gazetteer.Code{"35.06"} }), cluster.Event, cluster.Confirmed, ""},
		{"neighbouring regencies do not keep one accused apart",
			only(func(b *cluster.Item) { b.Region = "35.71" }), cluster.Event, cluster.Confirmed, cluster.AccusedName},
		{"a namesake in another province is another",
			only(func(b *cluster.Item) { b.Region = "64.71" }), cluster.Event, cluster.Blocked, cluster.OtherRegion},
		{"nobody named in one and another regency keeps apart", only(func(b *cluster.Item) {
			b.Region, b.Accused = "35.71", nil
			b.Text = receiving + " Camat."
		}), cluster.SameText, cluster.Blocked, cluster.OtherRegion},
		{"another election in one year counts against, and does not keep apart",
			only(func(b *cluster.Item) { b.Election = "pemilu" }), cluster.Event, cluster.Confirmed, cluster.OtherVote},
		{"another year of election keeps apart", only(func(b *cluster.Item) { b.Year = 2018 }), cluster.Event, cluster.Blocked, cluster.OtherVote},
		{"an unnamed accused may be anybody", only(func(b *cluster.Item) { b.Accused = []cluster.Person{{Position: "camat"}} }),
			cluster.Event, cluster.Confirmed, cluster.SameOffice},
		{"an accused whom the other text names without saying so counts half", only(func(b *cluster.Item) { b.Accused = nil }),
			cluster.Event, cluster.Confirmed, cluster.NameInText},
		{"initials that fit are a weaker name", only(func(b *cluster.Item) { b.Accused = []cluster.Person{{Name: "SW", Position: "camat"}} }),
			cluster.Event, cluster.Confirmed, cluster.AccusedName},
		{"more than 21 days apart, by both days of the act, is no event", only(func(b *cluster.Item) {
			b.Published, b.EventDates = day("2024-11-20"), []calendar.Date{day("2024-11-19")}
		}), "", "", ""},
		{"a sanction a month later that tells the day of the act joins",
			only(func(b *cluster.Item) { b.Published = day("2024-11-20") }), cluster.Event, cluster.Confirmed, ""},
		{"an appeal reports no act", only(func(b *cluster.Item) { b.Kind = "appeal" }), "", "", ""},
		{"naming the other's outlet as source counts", only(func(b *cluster.Item) { b.Sources = []string{"Kabar Ngadi", "example.com"} }),
			cluster.Event, cluster.Confirmed, cluster.NamesSource},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			e := edge(t, tt.pair[0], tt.pair[1])
			if e == nil {
				if tt.method != "" {
					t.Fatal("no edge")
				}
				return
			}
			if e.Method != tt.method || e.State != tt.state || tt.why != "" && !has(e, tt.why) {
				t.Errorf("got %s, %s, %.2f, %v; want %s, %s, %s", e.Method, e.State, e.Score, e.Reasons, tt.method, tt.state, tt.why)
			}
		})
	}
}

func TestHardNegativesStayApart(t *testing.T) {
	tests := []struct {
		rule string
		b    cluster.Item
	}{
		{"another act of the same person, in the same week", other(fertiliser, "Camat Sarjono Bagi Pupuk", func(b *cluster.Item) {
			b.EventDates, b.Published = []calendar.Date{day("2024-10-19")}, day("2024-10-20")
			b.Acts, b.Beneficiaries = []string{"give_money_or_goods"}, nil
		})},
		{"another act of the same person for the same candidate, without a day", other(fertiliser, "Camat Sarjono Bagi Pupuk", func(b *cluster.Item) {
			b.EventDates, b.Acts = nil, []string{"give_money_or_goods"}
		})},
		{"the same kind of act of the same person on another day", other(fertiliser, "Camat Sarjono Disorot", func(b *cluster.Item) {
			b.EventDates = []calendar.Date{day("2024-10-20")}
		})},
		{"another case of the same office, nobody named", other(fertiliser, "Kantor Camat Disorot", func(b *cluster.Item) {
			b.Accused, b.Region = []cluster.Person{{Position: "Camat Ngadiluwih Timur"}}, "35.06.10"
			b.Acts, b.EventDates = []string{"give_money_or_goods"}, nil
		})},
		{"another person in the same city and week", other(teachers, "Guru Terpeleset Jari", func(b *cluster.Item) {
			b.Accused, b.Acts = []cluster.Person{{Name: "Lestari Ningrum", Position: "guru"}}, []string{"social_media_engagement"}
		})},
		{"nobody named, in the same city and week, for the same candidate", other(banner, "Baliho di Gudang Beras", func(b *cluster.Item) {
			b.Accused, b.Acts = nil, []string{"campaign_attribute"}
		})},
		{"a page without any other feature", other(teachers, "", func(b *cluster.Item) {
			*b = cluster.Item{ID: "b", Text: teachers, Region: "35.06"}
		})},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			items := []cluster.Item{received(), tt.b}
			edges := cluster.Edges(items)
			if got := cluster.Clusters(items, edges); len(got) != 2 {
				t.Errorf("joined by %+v", edges)
			}
		})
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		rule, a, b string
		same       bool
	}{
		{"titles and degrees do not count", "Dr. Ir. H. Warsita Adi, M.T.", "Warsita Adi", true},
		{"a short form is the name", "Warsita", "Warsita Adi Nugraha", true},
		{"one letter apart in a long word is a spelling", "Warsitha Adi", "Warsita Adi", true},
		{"an honorific in common is nothing in common", "Bapak Warsita", "Bapak Gunarto", false},
		{"a name that half the country bears is nobody's", "Muhammad Warsita", "Muhammad Gunarto", false},
		{"nor is it as a short form", "Muhammad", "Muhammad Gunarto", false},
		{"an initial for Muhammad does not divide", "M. Warsita", "Muhammad Warsita", true},
		{"two of three words are enough", "Siti Rahayu Warsita", "Siti Warsita", true},
		{"one of two is not", "Rahayu Warsita", "Rahayu Gunarto", false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			a, b := received(), receivedAgain()
			a.Accused, b.Accused = []cluster.Person{{Name: tt.a}}, []cluster.Person{{Name: tt.b}}
			e := edge(t, a, b)
			if e == nil || has(e, cluster.AccusedName) != tt.same || has(e, cluster.OtherAccused) == tt.same {
				t.Errorf("%q and %q: %+v", tt.a, tt.b, e)
			}
		})
	}
}

func TestPage(t *testing.T) {
	tests := []struct{ rule, in, want string }{
		{"scheme, www, slash and anchor", "HTTP://www.Warta.example.com:80/a/b/#top", "warta.example.com/a/b"},
		{"mobile and accelerated forms", "https://m.warta.example.com/amp/12/judul-berita", "warta.example.com/12/judul-berita"},
		{"tracking parameters", "https://warta.example.com/?p=12&utm_source=wa&fbclid=1", "warta.example.com?p=12"},
		{"parameters that name the article stay, sorted", "https://warta.example.com/i?b=2&a=1", "warta.example.com/i?a=1&b=2"},
		{"page number after a slug", "https://warta.example.com/satu-dua-tiga/2", "warta.example.com/satu-dua-tiga"},
		{"page number by name", "https://warta.example.com/x/page/3/", "warta.example.com/x"},
		{"all pages at once", "https://warta.example.com/satu-dua?page=all", "warta.example.com/satu-dua"},
		{"a number that is the article's own stays", "https://warta.example.com/berita/12", "warta.example.com/berita/12"},
		{"a front page is no article", "https://www.warta.example.com/", ""},
		{"no scheme", "warta.example.com/a", "warta.example.com/a"},
		{"not of the web", "mailto:a@example.com", ""},
		{"not an address", "http://[", ""},
		{"too long", "https://warta.example.com/" + strings.Repeat("a", 3000), ""},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := cluster.Page(tt.in); got != tt.want {
				t.Errorf("Page(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestSignatureEstimatesJaccard(t *testing.T) {
	text := long(7, 400)
	for _, every := range []int{5, 10, 20, 50, 200} {
		edited := replaceWords(text, every)
		want := cluster.Shingle(text).Jaccard(cluster.Shingle(edited))
		got := cluster.Sign(text).Estimate(cluster.Sign(edited))
		if diff := got - want; diff < -0.15 || diff > 0.15 { // more than three standard errors
			t.Errorf("every %dth word changed: estimate %.2f, Jaccard %.2f", every, got, want)
		}
	}
	if !cluster.Sign("").Empty() || cluster.Sign("a").Empty() {
		t.Error("only a text without words has an empty signature")
	}
	keys := cluster.Sign(text).Bands()
	slices.Sort(keys[:])
	if len(slices.Compact(keys[:])) != len(keys) {
		t.Error("two bands of one text have one key")
	}
}

// A stored signature must be found again by every later version.
func TestSignatureStaysTheSame(t *testing.T) {
	s := cluster.Sign("satu dua tiga empat lima")
	if got := fmt.Sprintf("%08x %08x %016x", s[0], s[127], s.Bands()[31]); got != wantSignature {
		t.Errorf("got %s", got)
	}
}

const wantSignature = "60f592dd 4c5e936f 2e5a6e8805c282bc"

// byID renders edges without positions.
func byID(items []cluster.Item, edges []cluster.Edge) []string {
	var out []string
	for _, e := range edges {
		a, b := items[e.A].ID, items[e.B].ID
		out = append(out, fmt.Sprint(min(a, b), max(a, b), e.Method, e.State, e.Score))
	}
	slices.Sort(out)
	return out
}

func clustersByID(items []cluster.Item, clusters [][]int) []string {
	var out []string
	for _, c := range clusters {
		var ids []string
		for _, i := range c {
			ids = append(ids, items[i].ID)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

func TestOrderDoesNotMatter(t *testing.T) {
	items, _ := generate(600, 3)
	edges := cluster.Edges(items)
	wantEdges, wantClusters := byID(items, edges), clustersByID(items, cluster.Clusters(items, edges))
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		edges := cluster.Edges(items)
		if !slices.Equal(byID(items, edges), wantEdges) {
			t.Error("other edges in another order")
		}
		if !slices.Equal(clustersByID(items, cluster.Clusters(items, edges)), wantClusters) {
			t.Error("other clusters in another order")
		}
	}
}

func TestUnrelatedItemChangesNothing(t *testing.T) {
	items, _ := generate(600, 4)
	want := byID(items, cluster.Edges(items))
	more := append(slices.Clone(items), cluster.Item{ID: "unrelated", Text: long(99, 120), Region: "91.71", Kind: "allegation"})
	if !slices.Equal(byID(more, cluster.Edges(more)), want) {
		t.Error("an unrelated item changed the edges of others")
	}
}

func TestEachReasonCounts(t *testing.T) {
	full := edge(t, received(), receivedAgain())
	if full == nil {
		t.Fatal("no edge")
	}
	tests := []struct {
		feature cluster.Feature
		remove  func(b *cluster.Item)
	}{
		{cluster.TitleWords, func(b *cluster.Item) { b.Title = "Zat" }},
		{cluster.AccusedName, func(b *cluster.Item) { b.Accused = nil }},
		{cluster.Beneficiary, func(b *cluster.Item) { b.Beneficiaries = nil }},
		{cluster.RegionDepth, func(b *cluster.Item) { b.Region = "" }},
		{cluster.SameAct, func(b *cluster.Item) { b.Acts = nil }},
		{cluster.CloseInTime, func(b *cluster.Item) { b.Published, b.EventDates = calendar.Date{}, nil }},
		{cluster.BodyWords, func(b *cluster.Item) { b.Text = "Zat." }},
	}
	for _, tt := range tests {
		t.Run(string(tt.feature), func(t *testing.T) {
			if !has(full, tt.feature) {
				t.Fatalf("the full pair lacks it: %v", full.Reasons)
			}
			b := receivedAgain()
			tt.remove(&b)
			if e := edge(t, received(), b); e != nil && (e.Score >= full.Score || has(e, tt.feature)) {
				t.Errorf("score %.3f without it, %.3f with", e.Score, full.Score)
			}
		})
	}
}

func TestClusters(t *testing.T) {
	plain := func(n int) []cluster.Item {
		items := make([]cluster.Item, n)
		for i := range items {
			items[i] = cluster.Item{ID: fmt.Sprint(i), Text: long(uint64(50+i), 60)}
		}
		return items
	}
	same := slices.Repeat([]cluster.Item{received()}, 4)
	for i := range same {
		same[i].ID, same[i].URL = fmt.Sprint(i), ""
	}
	named := slices.Clone(same)
	named[1].Accused = nil
	named[2].Accused = []cluster.Person{{Name: "Lestari Ningrum"}}
	join := func(a, b int, m cluster.Method, score float64) cluster.Edge {
		return cluster.Edge{A: a, B: b, Method: m, Score: score, State: cluster.Confirmed}
	}
	block := func(a, b int, m cluster.Method) cluster.Edge {
		return cluster.Edge{A: a, B: b, Method: m, State: cluster.Blocked}
	}
	tests := []struct {
		rule  string
		items []cluster.Item
		edges []cluster.Edge
		want  string
	}{
		{"every item is in one cluster", plain(2), nil, "[[0] [1]]"},
		{"what is suggested does not join", same[:2], []cluster.Edge{{A: 0, B: 1, Method: cluster.Event, Score: 0.7, State: cluster.Suggested}}, "[[0] [1]]"},
		{"confirmed edges join on", same, []cluster.Edge{join(0, 1, cluster.Event, 0.9), join(1, 2, cluster.Event, 0.9)}, "[[0 1 2] [3]]"},
		{"a chain whose ends are nothing alike is cut at its weakest", plain(3),
			[]cluster.Edge{join(0, 1, cluster.Event, 0.9), join(1, 2, cluster.Event, 0.81)}, "[[0 1] [2]]"},
		{"two events that one article tells are two clusters", plain(4), []cluster.Edge{join(0, 1, cluster.Event, 0.95),
			join(2, 3, cluster.Event, 0.94), join(1, 2, cluster.Event, 0.82)}, "[[0 1] [2 3]]"},
		{"captures of one page always join", plain(3), []cluster.Edge{join(0, 1, cluster.SamePage, 1), join(1, 2, cluster.SamePage, 1)}, "[[0 1 2]]"},
		{"an article that names nobody does not carry one accused to another", named[:3],
			[]cluster.Edge{join(0, 1, cluster.Event, 0.95), join(1, 2, cluster.Event, 0.9)}, "[[0 1] [2]]"},
		{"a blocked edge keeps whole clusters apart", same, []cluster.Edge{join(0, 1, cluster.Event, 0.95), join(2, 3, cluster.Event, 0.95),
			join(1, 2, cluster.Event, 0.9), block(0, 3, cluster.Event)}, "[[0 1] [2 3]]"},
		{"a person joins what contradicts", named[:3], []cluster.Edge{join(0, 2, cluster.Decided, 1)}, "[[0 2] [1]]"},
		{"a person keeps captures of one page apart", plain(2), []cluster.Edge{join(0, 1, cluster.SamePage, 1), block(0, 1, cluster.Decided)}, "[[0] [1]]"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := fmt.Sprint(cluster.Clusters(tt.items, tt.edges)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
