package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"netra/calendar"
	"netra/cluster"
	"netra/gazetteer"
)

// generate makes n invented items, of which a twentieth are copies of others with every 12th to 80th word changed; a
// fifth of all lie in one city and a tenth have one beneficiary. It returns the pairs of original and copy as well.
func generate(n int, seed uint64) (items []cluster.Item, pairs map[[2]int]bool) {
	r := rand.New(rand.NewPCG(seed, 0))
	frames := []string{
		"Bawaslu memeriksa %s karena diduga %s di %s pada hari %s",
		"Seorang warga melaporkan %s yang %s saat acara di %s menurut %s",
		"Rekaman tentang %s beredar dan memperlihatkan ia %s di depan %s kata %s",
		"Inspektorat menunggu keterangan %s setelah %s di halaman %s ujar %s",
	}
	acts := []string{"pose_or_gesture", "social_media_post", "promote_candidate", "give_money_or_goods", "campaign_attribute"}
	word := func() string { // few words are frequent and many are rare, as in a language
		u := r.Float64()
		return pseudoWord(60 + int(u*u*u*30000))
	}
	start := calendar.NewDate(2024, 1, 1)
	originals := n - n/20
	for i := range originals {
		name := word() + " " + word()
		var b strings.Builder
		for range 8 + r.IntN(8) {
			fmt.Fprintf(&b, frames[r.IntN(len(frames))]+". ", name, word(), word(), word())
			for range 4 + r.IntN(8) {
				b.WriteString(word() + " ")
			}
		}
		region := gazetteer.Code("31.71")
		if r.IntN(5) > 0 {
			region = gazetteer.Code(fmt.Sprintf("%d.%02d", 11+r.IntN(80), 1+r.IntN(20)))
		}
		benefit := word() + " " + word()
		if r.IntN(10) == 0 {
			benefit = "Harsa Pramudita"
		}
		date := start.AddDays(r.IntN(365))
		items = append(items, cluster.Item{
			ID: fmt.Sprint("item", i), URL: fmt.Sprintf("https://media%d.example.com/berita-%d", i%400, i),
			Title: fmt.Sprintf("%s Diduga %s di %s", name, word(), word()), Text: b.String(),
			Published: date, EventDates: []calendar.Date{date.AddDays(-r.IntN(4))}, Region: region, Kind: "allegation",
			Accused: []cluster.Person{{Name: name}}, Beneficiaries: []cluster.Person{{Name: benefit}},
			Acts: []string{acts[r.IntN(len(acts))]}, Election: "pilkada", Year: 2024,
		})
	}
	pairs = map[[2]int]bool{}
	taken := map[int]bool{}
	for i := originals; i < n; i++ {
		k := r.IntN(originals)
		for taken[k] {
			k = r.IntN(originals)
		}
		taken[k] = true
		c := items[k]
		c.ID, c.URL = fmt.Sprint("item", i), fmt.Sprintf("https://salin%d.example.org/kutipan-%d", i%50, i)
		c.Text, c.Published = replaceWords(c.Text, 12+r.IntN(68)), c.Published.AddDays(r.IntN(3))
		items = append(items, c)
		pairs[[2]int{k, i}] = true
	}
	return items, pairs
}

// pairScores returns the precision and recall of the pairs within clusters.
func pairScores(clusters [][]int, pairs map[[2]int]bool) (precision, recall float64) {
	said, right := 0, 0
	for _, c := range clusters {
		for n, b := range c {
			for _, a := range c[:n] {
				said++
				if pairs[[2]int{a, b}] {
					right++
				}
			}
		}
	}
	return float64(right) / float64(max(said, 1)), float64(right) / float64(len(pairs))
}

func TestCopiesAreFound(t *testing.T) {
	items, pairs := generate(5000, 1)
	precision, recall := pairScores(cluster.Clusters(items, cluster.Edges(items)), pairs)
	t.Logf("pair precision %.4f, recall %.4f of %d pairs", precision, recall, len(pairs))
	if precision < 0.98 || recall < 0.97 {
		t.Errorf("pair precision %.4f, recall %.4f; want .98 and .97", precision, recall)
	}
}

func BenchmarkCluster100k(b *testing.B) {
	items, pairs := generate(100_000, 1)
	for b.Loop() {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		stop := make(chan struct{})
		peak := make(chan uint64)
		go func() {
			var most uint64
			for {
				select {
				case <-stop:
					peak <- most
					return
				case <-time.After(100 * time.Millisecond):
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}
			}
		}()
		start := time.Now()
		edges := cluster.Edges(items)
		clusters := cluster.Clusters(items, edges)
		took := time.Since(start)
		close(stop)
		runtime.ReadMemStats(&after)
		precision, recall := pairScores(clusters, pairs)
		b.ReportMetric(float64(len(items))/took.Seconds(), "items/s")
		b.ReportMetric(float64(<-peak-before.HeapAlloc)/1e6, "peak-MB")
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(len(items)), "B/item")
		b.ReportMetric(precision, "precision")
		b.ReportMetric(recall, "recall")
		b.ReportMetric(float64(len(edges)), "edges")
	}
}

func BenchmarkSign(b *testing.B) {
	text := long(1, 350)
	b.ReportAllocs()
	for b.Loop() {
		cluster.Sign(text)
	}
}

func FuzzEdges(f *testing.F) {
	f.Add("https://a.example.com/x", "Judul", "teks", "Nama, S.Pd.", "35.06")
	f.Add("http://[", "|:-", "\xff\xfe", ".", "x")
	f.Fuzz(func(t *testing.T, url, title, text, name, region string) {
		a := cluster.Item{ID: "a", URL: url, Title: title, Text: text, Region: gazetteer.Code(region), Accused: []cluster.Person{{Name: name}}}
		b := received()
		b.Accused = append(slices.Clone(b.Accused), a.Accused...)
		items := []cluster.Item{a, b, a}
		for _, e := range cluster.Edges(items) {
			if e.A >= e.B || e.Score < 0 || e.Score > 1.0001 {
				t.Errorf("bad edge %+v", e)
			}
		}
	})
}
