package web_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"netra/calendar"
	"netra/internal/browser"
	"netra/law"
	"netra/web"
)

// newRules is a site that knows nothing but the law, on 28 December 2026.
func newRules(t *testing.T, overlays ...law.Source) *site {
	t.Helper()
	s := &site{t: t, now: time.Date(2026, 12, 28, 6, 7, 0, 0, time.UTC), log: &bytes.Buffer{}}
	rules, err := law.Load(overlays...)
	s.must(err)
	days, err := calendar.Default()
	s.must(err)
	server, err := web.New(web.Config{Log: slog.New(slog.NewJSONHandler(s.log, nil)), Now: func() time.Time { return s.now }, Law: rules, Calendar: days})
	s.must(err)
	listener := httptest.NewServer(server)
	t.Cleanup(listener.Close)
	s.url = listener.URL
	return s
}

var listed = regexp.MustCompile(`<li><a href="(?:/en)?/aturan/([a-z0-9-]+)(?:\?siapa=[a-z]+)?"`)

// conducts are the slugs in the list of a page, in order.
func conducts(p page) []string {
	_, list, _ := strings.Cut(p.body, `<ul class="list rules`)
	list, _, _ = strings.Cut(list, "</ul>")
	var slugs []string
	for _, m := range listed.FindAllStringSubmatch(list, -1) {
		slugs = append(slugs, m[1])
	}
	return slugs
}

func TestSearchFindsWhatPeopleMean(t *testing.T) {
	s := newRules(t)
	tests := []struct{ query, first string }{
		{"boleh like postingan caleg?", "menyukai-unggahan"},
		{"apakah ASN boleh komen status fb calon", "menyukai-unggahan"},
		{"gabung grup relawan", "menyukai-unggahan"},
		{"foto dua jari", "berfoto-dengan-calon"},
		{"selfie bareng bacalon", "berfoto-dengan-calon"},
		{"pake mobil dinas", "memakai-fasilitas-negara"},
		{"MOBIL KANTOR", "memakai-fasilitas-negara"},
		{"kades ikut kampanye", "kepala-desa-ikut-kampanye"},
		{"wa grup", "mengunggah-ajakan-memilih"},
		{"nyoblos", "memilih-di-tps"},
		{"istri nyaleg", "mempromosikan-keluarga"},
		{"bagi sembako", "membagikan-uang-atau-barang"},
		{"bagi-bagi duit", "membagikan-uang-atau-barang"},
		{"pasang stiker", "memasang-spanduk-baliho"},
		{"pasang balihó", "memasang-spanduk-baliho"},
		{"kaos partai", "memakai-atribut"},
		{"datang kampanye cuma dengar", "mendengarkan-kampanye"},
		{"kepala sekolah suruh guru pilih", "mengarahkan-bawahan"},
		{"kumpulin ktp", "memberi-ktp-dukungan"},
		{"masuk partai", "anggota-partai"},
		{"mutasi jelang pilkada", "mutasi-menjelang-pilkada"},
		{"camat kumpulkan warga", "pertemuan-yang-memihak"},
		{"diancam kontrak tidak diperpanjang", "mengancam-jabatan"},
		{"sewa gedung untuk kampanye", "gedung-pemerintah-untuk-kampanye"},
		{"ikut kampannye", "ikut-kampanye"},
		{"daftar jadi calon lewat partai", "mendekati-partai"},
		{"atasan diam saja", "atasan-membiarkan"},
		{"ngopi sama caleg", "duduk-bersama-calon"},
		{"pengamanan kampanye", "bertugas-di-acara-kampanye"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			got := conducts(s.search(tt.query).wants(200))
			if len(got) == 0 || got[0] != tt.first {
				t.Errorf("found %q, want %s first", got, tt.first)
			}
		})
	}
}

func TestSearchThatFindsNothingSaysSoAndShowsAll(t *testing.T) {
	s := newRules(t)
	all := conducts(s.get("/aturan").wants(200))
	if len(all) < 25 {
		t.Fatalf("only %d conducts without a question", len(all))
	}
	p := s.search("xyzzy <b>").wants(200, "Tidak ada yang cocok", "xyzzy &lt;b&gt;")
	if got := conducts(p); !slices.Equal(got, all) {
		t.Errorf("shows %d of %d", len(got), len(all))
	}
	s.search(strings.Repeat("kampanye ", 500)).wants(200, "paling cocok dulu")
}

func TestWordsThatAreSearchedForStandInNoAddress(t *testing.T) {
	s := newRules(t)
	p := s.search("foto dua jari").wants(200, `action="/aturan" method="post"`, "tidak masuk ke alamat laman", `href="/aturan/berfoto-dengan-calon"`)
	if link := regexp.MustCompile(`(?:href|action)="[^"]*jari`).FindString(p.body); link != "" {
		t.Errorf("%s has the words in it", link)
	}
	if got := conducts(s.get("/aturan?q=foto+dua+jari").wants(200)); len(got) < 25 {
		t.Errorf("words in an address are searched for: %q", got)
	}
}

func TestOtherLanguageKeepsWhomItIsAbout(t *testing.T) {
	s := newRules(t)
	for _, tt := range []struct{ path, other string }{
		{"/aturan", `href="/en/aturan"`},
		{"/aturan?siapa=village", `href="/en/aturan?siapa=village"`},
		{"/en/aturan/kepala-desa-ikut-kampanye", `href="/aturan/kepala-desa-ikut-kampanye"`},
		{"/aturan/kepala-desa-ikut-kampanye?siapa=asn", `href="/en/aturan/kepala-desa-ikut-kampanye?siapa=asn"`},
		{"/aturan/kepala-desa-ikut-kampanye?siapa=x%22y", `href="/en/aturan/kepala-desa-ikut-kampanye"`},
	} {
		s.get(tt.path).wants(200, tt.other)
	}
	s.count("pilkada/report", "2026-11-24").wants(200, "Bila bahasa diganti, hitung lagi.")
}

func TestVerdictSaysWhatItRestsOn(t *testing.T) {
	s := newRules(t)
	page := s.get("/aturan/gedung-pemerintah-untuk-kampanye?siapa=official").body
	_, verdict, _ := strings.Cut(page, `class="verdict-big`)
	if verdict, _, _ = strings.Cut(verdict, "</p>"); !strings.Contains(verdict, "UU 7/2017 Pasal 304 ayat (3)") {
		t.Errorf("the first verdict is %s", verdict)
	}
	s.get("/aturan/mendampingi-suami-istri-calon").wants(200, "Surat Menteri PANRB B/36/2018")
	s.get("/aturan/memilih-di-tps").wants(200, "belum kami catat")
}

func TestPenaltyOfSeveralWordingsIsMarkedAsUnsettled(t *testing.T) {
	overlay := func(confidence string) law.Source {
		penalty := "[[norm.penalty]]\ntext = { id = \"%s\", en = \"x\" }\ncite = { instrument = \"pp-94-2021\", article = \"Pasal 8\" }\nconfidence = \"%s\"\n"
		return law.Source{Name: "overlay", FS: fstest.MapFS{"norms.toml": {Data: []byte(`[[norm]]
id = "skb-disiplin-reaksi"
title = { id = "Norma", en = "Norm" }
track = "discipline"
persons = ["asn"]
cite = { instrument = "pp-94-2021", article = "Pasal 5" }
confidence = "high"
` + fmt.Sprintf(penalty, "Hukuman satu", "medium") + fmt.Sprintf(penalty, "Hukuman dua", confidence))}}}
	}
	for confidence, marked := range map[string]bool{"low": true, "high": false} {
		p := newRules(t, overlay(confidence)).get("/aturan/menyukai-unggahan").wants(200, "Hukuman satu", "Hukuman dua")
		for _, text := range []string{"Hukuman satu", "Hukuman dua"} {
			if got := strings.Contains(p.body, "<div>"+text+` <span class="chip unset">Belum pasti</span>`); got != marked {
				t.Errorf("the other is of %s confidence: %q is marked %v", confidence, text, got)
			}
		}
	}
}

func TestListIsPrintedUnlessAnAnswerIs(t *testing.T) {
	s := newRules(t)
	printed := func(p page) bool { return strings.Contains(p.body, `<nav aria-label="Daftar perbuatan">`) }
	if !printed(s.get("/aturan").wants(200)) || printed(s.search("foto dua jari").wants(200, `<nav class="noprint" aria-label="Daftar perbuatan">`)) {
		t.Error("the list is printed beside an answer, or not at all")
	}
}

// search asks as the page's form does.
func (s *site) search(query string) page {
	s.t.Helper()
	return s.post("/aturan", url.Values{"q": {query}, "siapa": {"asn"}})
}

func TestVerdictInTheListIsThatForThePersonAskedAbout(t *testing.T) {
	s := newRules(t)
	for person, want := range map[string]string{"": "Tidak boleh", "asn": "Tidak boleh", "village": "Tergantung", "superior": "Belum ada jawaban", "nobody": "Tidak boleh"} {
		p := s.get("/aturan?siapa=" + person).wants(200)
		_, item, _ := strings.Cut(p.body, "Menyukai, membagikan, atau mengikuti akun calon</a>")
		item, _, _ = strings.Cut(item, "</li>")
		if !strings.Contains(item, want) {
			t.Errorf("%s: %s, want %s", person, item, want)
		}
	}
	if first := conducts(s.get("/aturan?siapa=superior"))[0]; first != "atasan-membiarkan" {
		t.Errorf("a superior sees %s first, which has no answer for them", first)
	}
}

func TestEveryConductHasItsPage(t *testing.T) {
	s := newRules(t)
	for _, slug := range conducts(s.get("/aturan")) {
		for _, lang := range []string{"", "/en"} {
			s.get(lang+"/aturan/"+slug).wants(200, `class="verdict-big`, lang+`/lapor"`)
		}
	}
	s.get("/aturan/tidak-ada").wants(404)
	for address, first := range map[string]string{"kepala-desa-ikut-kampanye": "kepala dan perangkat desa", "kepala-desa-ikut-kampanye?siapa=asn": "PNS dan PPPK"} {
		_, verdict, _ := strings.Cut(s.get("/aturan/"+address).body, `class="verdict-big`)
		if verdict, _, _ = strings.Cut(verdict, "</p>"); !strings.Contains(verdict, first) {
			t.Errorf("%s begins with %s", address, verdict)
		}
	}
	p := s.get("/aturan/menyukai-unggahan").wants(200, "Contoh ini rekaan.", "Sebelum calon ditetapkan", "Sesudah calon ditetapkan",
		"PP 94/2021 Pasal 5 huruf n angka 5", "Yang memutuskan hanya pejabat yang berwenang", "Belum pasti", "berlaku sejak")
	for _, link := range regexp.MustCompile(`<a href="http[^>]*>`).FindAllString(p.body, -1) {
		if !strings.Contains(link, `rel="noreferrer"`) {
			t.Errorf("%s tells the other site where it comes from", link)
		}
	}
}

func TestStageOfTodayIsMarkedWhileAnElectionIsUnderWay(t *testing.T) {
	s := newRules(t)
	for _, tt := range []struct {
		name string
		on   time.Time
		want string
		not  string
	}{
		{"before", time.Date(2024, 9, 1, 0, 0, 0, 0, calendar.WIB), "Sekarang: Pilkada 2024", "tidak ada pemilu"},
		{"in the campaign", time.Date(2024, 10, 1, 0, 0, 0, 0, calendar.WIB), "Sekarang: Pilkada 2024", "tidak ada pemilu"},
		{"after all that we know", time.Date(2026, 12, 28, 0, 0, 0, 0, calendar.WIB), "tidak ada pemilu", "Sekarang:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.now = tt.on
			p := s.get("/aturan/menyukai-unggahan").wants(200, tt.want)
			if strings.Contains(p.body, tt.not) {
				t.Errorf("says %q too", tt.not)
			}
			row := strings.Index(p.body, `<th scope="row">Sesudah calon ditetapkan`)
			if mark := strings.Index(p.body, "Sekarang:"); tt.name != "after all that we know" && (mark > row) != (tt.name == "in the campaign") {
				t.Error("the wrong part is marked")
			}
		})
	}
}

func TestPenaltiesAreThoseInForceToday(t *testing.T) {
	s := newRules(t)
	rules, err := law.Default()
	s.must(err)
	asked := 0
	for _, c := range rules.Conducts() {
		for _, id := range c.Norms {
			n, _ := rules.Norm(id)
			for _, day := range []calendar.Date{calendar.NewDate(2025, 6, 1), calendar.NewDate(2026, 6, 1)} {
				s.now = time.Date(day.Year(), 6, 1, 12, 0, 0, 0, calendar.WIB)
				body := s.get("/aturan/" + c.Slug).wants(200).body
				now := rules.PenaltiesOn(n, day)
				for _, p := range n.Penalties {
					shown := strings.Contains(body, html.EscapeString(p.Text.ID))
					is := slices.ContainsFunc(now, func(o law.Penalty) bool { return o.Text == p.Text })
					if is && !shown {
						t.Errorf("%s in %d lacks %q", c.Slug, day.Year(), p.Text.ID)
					}
					if !is && shown && !elsewhere(rules, c, p, day) {
						t.Errorf("%s in %d has %q, which is not in force", c.Slug, day.Year(), p.Text.ID)
					}
					asked++
				}
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d penalties", asked)
	}
}

// elsewhere tells whether another norm or penalty of the conduct has the same words and is in force.
func elsewhere(rules *law.Law, c law.Conduct, p law.Penalty, day calendar.Date) bool {
	for _, id := range c.Norms {
		n, _ := rules.Norm(id)
		if slices.ContainsFunc(rules.PenaltiesOn(n, day), func(o law.Penalty) bool { return strings.Contains(o.Text.ID, p.Text.ID) }) {
			return true
		}
	}
	return false
}

func (s *site) count(rule, start string) page {
	s.t.Helper()
	return s.post("/aturan/hitung", url.Values{"aturan": {rule}, "mulai": {start}})
}

func TestCalculatorShowsEveryReadingAndEveryDay(t *testing.T) {
	s := newRules(t)
	p := s.count("pemilu/initial_study", "2026-12-23").wants(200, "<b>Jumat, 25 Desember 2026?</b>", "Senin, 28 Desember 2026", "Selasa, 29 Desember 2026",
		"Perbawaslu 7/2022 Pasal 15 ayat (1)", "Pada tanggal ini kantor tutup", "Rabu, 23 Desember 2026")
	row := regexp.MustCompile(`(?s)Kamis, 24 Desember 2026 <span class="sub">cuti bersama: <span lang="id">[^<]*</span></span></th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>`)
	if m := row.FindStringSubmatch(p.body); m == nil || !slices.Equal(m[1:], []string{"ke-1", "ke-1", "tidak dihitung"}) {
		t.Errorf("joint leave reads %q", m)
	}
	s.count("pilkada/report", "24/11/2026").wants(200, "<b>Selasa, 1 Desember 2026</b>", "Aturannya tegas")
	if strings.Contains(s.log.String(), "2026-12-23") {
		t.Error("the date is in the log")
	}
}

func TestCalculatorAgreesWithTheLaw(t *testing.T) {
	s := newRules(t)
	rules, err := law.Default()
	s.must(err)
	days, err := calendar.Default()
	s.must(err)
	choices := s.get("/aturan/hitung").wants(200)
	for _, rule := range rules.Clocks() {
		name := rule.Regime + "/" + rule.Name
		choices.wants(200, `<option value="`+name+`">`)
		start := calendar.NewDate(2026, 3, 16)
		a, err := law.Due(rule, start, days)
		s.must(err)
		p := s.count(name, start.String()).wants(200, `<option value="`+name+`" selected>`)
		for _, r := range a.Readings {
			year, month, day := r.Due.Civil()
			if !strings.Contains(p.body, fmt.Sprintf(", %d %s %d", day, []string{"Maret", "April", "Mei", "Juni", "Juli", "Agustus"}[month-3], year)) {
				t.Errorf("%s lacks %s", name, r.Due)
			}
		}
	}
}

func TestCalculatorSaysAtTheFieldWhatIsWrongAndLosesNothing(t *testing.T) {
	s := newRules(t)
	for _, tt := range []struct{ name, rule, start, says string }{
		{"no rule", "", "2026-12-23", "Pilih langkah yang dihitung"},
		{"unknown rule", "pemilu/x", "2026-12-23", "Langkah ini tidak ada"},
		{"unknown regime", "x", "2026-12-23", "Langkah ini tidak ada"},
		{"no day", "pemilu/report", "", "Tulis hari mulainya"},
		{"no date", "pemilu/report", "30 &lt;Februari", "Tanggal ini tidak terbaca"},
		{"no such day", "pemilu/report", "2026-02-30", "Tanggal ini tidak terbaca"},
		{"a year without calendar", "pemilu/report", "2031-01-02", "Kalender hari libur 2031 belum ada"},
		{"into a year without calendar", "pemilu/report", "2027-12-30", "Kalender hari libur 2028 belum ada"},
		{"a year before all calendars", "pilkada/report", "0001-01-01", "aturan"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := html.UnescapeString(tt.start)
			p := s.count(tt.rule, start).wants(422, tt.says, `aria-invalid="true"`, `value="`+tt.start+`"`)
			if tt.rule == "pemilu/report" {
				p.wants(422, `<option value="pemilu/report" selected>`)
			}
			if start == "2026-12-23" {
				p.wants(422, "Terbaca: Rabu, 23 Desember 2026")
			}
		})
	}
	s.count("pemilu/report", "2027-12-30").wants(422, "2023–2027")
}

func TestRuleThatIsNotInForceIsRefusedAtTheDate(t *testing.T) {
	s := newRules(t, law.Source{Name: "overlay", FS: fstest.MapFS{"instruments.toml": {Data: []byte(`[[instrument]]
id = "uu-1-2015"
title = "UU"
citation = "UU 1/2015"
valid_from = "2025-01-01"
source = "contoh"
confidence = "high"
`)}}})
	s.count("pilkada/report", "2024-12-02").wants(422, "belum atau tidak lagi berlaku")
	s.count("pilkada/report", "2025-12-02").wants(200)
}

// TestRulesByKeyboard goes through search, article and calculator on a small phone without JavaScript, with keys alone.
func TestRulesByKeyboard(t *testing.T) {
	s := newRules(t)
	for _, width := range []int64{320, 360} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			b := browser.Start(t, t.TempDir())
			defer b.Close()
			p := b.Open(s.url+"/aturan", browser.View{Width: width, Height: 640, Mobile: true, NoScript: true})
			k := keys{t, p, float64(width)}
			k.fits()
			k.tabTo("a.skip")
			k.tabTo("#q")
			k.typed("like postingan caleg\r")
			p.Wait("article h2")
			k.fits()
			k.tabTo("#q")
			k.tabTo("input[name=siapa]:checked")
			k.tabTo(`.rules a[href="/aturan/menyukai-unggahan"]`)
			k.typed("\r")
			p.Wait("h1 + .verdict-big")
			k.fits()
			k.tabTo(`.foot a[href="/aturan/hitung"]`)
			k.typed("\r")
			p.Wait("#hitung")
			k.fits()
			k.tabTo("#aturan")
			k.typed("Kajian")
			k.tabTo("#mulai")
			k.typed("12122026") // the same in every order of day and month
			k.tabTo("#hitung button")
			k.typed("\r")
			p.Wait(".due b")
			k.fits()
			if got := p.Text(".due b"); !strings.Contains(got, "14 Desember 2026") {
				t.Errorf("the answer is %q", got)
			}
		})
	}
}

// keys is somebody with a page and a keyboard.
type keys struct {
	t     *testing.T
	p     *browser.Page
	width float64 // of the screen
}

// typed presses keys; "\t" is Tab and "\r" is Enter.
func (k keys) typed(text string) {
	k.t.Helper()
	k.p.Do("type", chromedp.KeyEvent(text))
}

// maxTabs is more than any of the pages has places for the focus.
const maxTabs = 60

// tabTo presses Tab until what the selector finds has the focus, which must be seen wherever it is on the way.
func (k keys) tabTo(selector string) {
	k.t.Helper()
	for range maxTabs {
		k.typed("\t")
		if k.p.Has("input:focus-within") && !k.p.Has(":focus") { // the browser's own button in a date box
			continue
		}
		if !k.p.Has(":focus") {
			k.t.Fatalf("Tab leaves the page before it reaches %s", selector)
		}
		k.p.Do("look at the focus", func(ctx context.Context, target *chromedp.Target) (none chromedp.Void, err error) {
			style, err := chromedp.ComputedStyle(chromedp.CSS(":focus"))(ctx, target)
			for _, property := range style {
				if property.Name == "outline-style" && property.Value == "none" {
					err = fmt.Errorf("on the way to %s the focus is not seen", selector)
				}
			}
			return none, err
		})
		if k.p.Has(selector + ":focus") {
			return
		}
	}
	k.t.Fatalf("Tab does not reach %s", selector)
}

// fits fails if the page scrolls sideways.
func (k keys) fits() {
	k.t.Helper()
	k.p.Do("measure", func(ctx context.Context, target *chromedp.Target) (none chromedp.Void, err error) {
		m, err := cdp.Call(ctx, target, devtools.GetLayoutMetrics, cdp.Empty{})
		if err == nil && m.CSSContentSize.Width > k.width {
			err = fmt.Errorf("the page is %v wide, the screen %v", m.CSSContentSize.Width, k.width)
		}
		return none, err
	})
}
