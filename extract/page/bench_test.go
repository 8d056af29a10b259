package page_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	readability "codeberg.org/readeck/go-readability"

	"netra/extract/page"
)

// realistic returns the WordPress page of testdata at the size that such pages have: 90 kB, of which most is script, style, menu
// and lists of other stories.
func realistic(b testing.TB) []byte {
	in := string(read(b, "wordpress.html"))
	var menu, others, paragraphs strings.Builder
	for i := range 120 {
		fmt.Fprintf(&menu, `<li id="menu-item-%d" class="menu-item menu-item-type-taxonomy"><a href="/kanal/%d">Kanal %d</a></li>`, i, i, i)
	}
	for i := range 60 {
		fmt.Fprintf(&others, `<div class="gmr-box-content item-%d"><div class="entry-thumb"><a href="/k/%d"><img src="/u/%d.jpg" width="300" height="178" loading="lazy" alt=""></a></div><h3 class="entry-title"><a href="/k/%d" rel="bookmark">Warga Desa Nomor %d Panen Raya Padi Organik</a></h3><span class="posted-on">1 jam lalu</span></div>`, i, i, i, i, i)
	}
	for i := range 10 {
		fmt.Fprintf(&paragraphs, "<p>Keterangan ke-%d disampaikan Yohana di kantornya, setelah rapat pleno yang berlangsung sejak pagi, tanpa dihadiri pihak terlapor.</p>\n", i+1)
	}
	in = strings.Replace(in, "<li><a href=\"/politik\">", menu.String()+"<li><a href=\"/politik\">", 1)
	in = strings.Replace(in, "<aside id=\"secondary\">", "<div class=\"site-extra\">"+others.String()+"</div><aside id=\"secondary\">"+others.String(), 1)
	in = strings.Replace(in, "<p>Ketua Bawaslu setempat", paragraphs.String()+"<p>Ketua Bawaslu setempat", 1)
	in = strings.Replace(in, "</head>", "<style>"+strings.Repeat(".a-b{margin:0 auto;padding:1px}\n", 400)+"</style><script>"+strings.Repeat("window.q=window.q||[];q.push(function(){return 1<2});\n", 400)+"</script></head>", 1)
	return []byte(in)
}

func BenchmarkParse(b *testing.B) {
	html := realistic(b)
	small := read(b, "drupal.html")
	text := []byte("https://www.kabarx.example/2024/11/13/a\nCamat Wanasari Dilaporkan Warga\n" + strings.Repeat(story+"\n\n", 6))
	for _, bb := range []struct {
		name string
		in   []byte
	}{{"html", html}, {"small html", small}, {"text", text}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(bb.in)))
			for b.Loop() {
				if p, err := page.Parse(bb.in, page.Hint{}); err != nil || p.Text == "" {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// BenchmarkBombs is the worst that a page of MaxBytes can cost, as far as we could make one up.
func BenchmarkBombs(b *testing.B) {
	for name, in := range bombs() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				if _, err := page.Parse([]byte(in), page.Hint{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReadability is what the library takes for the same page by itself: parsing with x/net/html, metadata and body.
func BenchmarkReadability(b *testing.B) {
	html := realistic(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		if a, err := readability.FromReader(bytes.NewReader(html), nil); err != nil || a.Length == 0 {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
