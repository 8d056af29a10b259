package bahasa_test

import (
	"strings"
	"testing"
	"time"

	"netra/bahasa"
	"netra/calendar"
)

func text(toks []bahasa.Token, src string, s bahasa.Span) string {
	return src[toks[s.First].Start:toks[s.Last-1].End]
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"marks stand alone", `"Ya," kata Budi.`, `" ya , " kata budi .`},
		{"an apostrophe inside of a short word is dropped", "Jum'at Ma’ruf", "jumat maruf"},
		{"accents are dropped", "café Démak", "cafe demak"},
		{"a hyphen is a token", "bagi-bagi PDI-P", "bagi - bagi pdi - p"},
		{"a date is one number", "Rabu (15/11/2023), 08.00", "rabu ( 15/11/2023 ) , 08.00"},
		{"a number ends before letters", "pukul 09.00wib", "pukul 09.00 wib"},
		{"a degree is letters and points", "M.Si", "m . si"},
		{"an account keeps its sign", "@warga_desa lihat", "@warga_desa lihat"},
		{"a soft hyphen and a zero space divide nothing visible", "net\u00adral\u200bitas", "net ral itas"},
		{"bytes that are no UTF-8 are marks", "a\xffb", "a \xff b"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, tok := range bahasa.Tokens(tt.in) {
				got = append(got, tok.Fold)
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("Tokens(%q) = %q, want %q", tt.in, s, tt.want)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"points end sentences", "Ia datang. Ia pergi.", []string{"Ia datang.", "Ia pergi."}},
		{"degrees end none", "Camat Darma, S.Sos., M.Si, hadir. Warga pulang.", []string{"Camat Darma, S.Sos., M.Si, hadir.", "Warga pulang."}},
		{"nor do No. and Jl.", "Surat No. 12 di Jl. Melati. Selesai.", []string{"Surat No. 12 di Jl. Melati.", "Selesai."}},
		{"nor do initials", "A. Rahman bicara. Ya.", []string{"A. Rahman bicara.", "Ya."}},
		{"nor do honorifics", "Bersama H. Jalal dan Drs. Umar. Begitu.", []string{"Bersama H. Jalal dan Drs. Umar.", "Begitu."}},
		{"nor do short forms of names", "Ketua Moh. Jalal dan M. Dt. Rajo hadir. Begitu.", []string{"Ketua Moh. Jalal dan M. Dt. Rajo hadir.", "Begitu."}},
		{"nor do honorifics written together", "Ketua H.M. Jalal dan K.H. Umar hadir. Begitu.", []string{"Ketua H.M. Jalal dan K.H. Umar hadir.", "Begitu."}},
		{"nor a rank", "Kapolsek Kompol. Umar hadir. Begitu.", []string{"Kapolsek Kompol. Umar hadir.", "Begitu."}},
		{"nor a degree before a dash", "Paslon Jalal, S.E. - Umar, M.M. hadir. Begitu.", []string{"Paslon Jalal, S.E. - Umar, M.M. hadir.", "Begitu."}},
		{"a degree at the end does", "Ia menemui Jalal, S.H. Camat pergi.", []string{"Ia menemui Jalal, S.H.", "Camat pergi."}},
		{"a closing mark belongs to the sentence", `"Benar." Ia diam.`, []string{`"Benar."`, "Ia diam."}},
		{"a paragraph ends one without a point", "Judul Berita\n\nIsi berita", []string{"Judul Berita", "Isi berita"}},
		{"a wrapped line goes on", "Camat itu\nhadir.", []string{"Camat itu\nhadir."}},
		{"a question ends one", "Benarkah? Entah!", []string{"Benarkah?", "Entah!"}},
		{"decimals do not", "Rp1.500.000 dan 2.5 juta.", []string{"Rp1.500.000 dan 2.5 juta."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toks := bahasa.Tokens(tt.in)
			var got []string
			for _, s := range bahasa.Sentences(toks) {
				got = append(got, text(toks, tt.in, s))
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestQuotations(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
		open     bool // the last one is not closed
	}{
		{"straight", `Ia bilang "kami datang" lalu "pulang".`, []string{"kami datang", "pulang"}, false},
		{"curly", "“Kami datang,” katanya.", []string{"Kami datang,"}, false},
		{"curly closed by straight", "“Kami datang,\" katanya.", []string{"Kami datang,"}, false},
		{"closing marks used for both", "”Kami datang,” katanya.", []string{"Kami datang,"}, false},
		{"single marks inside of double ones", "“Ia bilang ‘siap’ tadi,” ujarnya.", []string{"Ia bilang ‘siap’ tadi,"}, false},
		{"an alias in single marks", "calon ‘Melati’ itu", []string{"Melati"}, false},
		{"one without end stops at its paragraph", "“Kami datang\n\nIa pergi.", []string{"Kami datang"}, true},
		{"an opening mark begins anew", "“Kami datang. “Kami pulang,” katanya.", []string{"Kami datang.", "Kami pulang,"}, false},
		{"an empty one is none", `"" lalu`, nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toks := bahasa.Tokens(tt.in)
			var got []string
			closed := true
			for _, q := range bahasa.Quotations(toks) {
				got = append(got, text(toks, tt.in, q.Span))
				closed = q.Closed
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") || closed == tt.open {
				t.Errorf("got %q (closed %v), want %q", got, closed, tt.want)
			}
		})
	}
}

func TestInteger(t *testing.T) {
	tests := []struct {
		in      string
		n, used int
	}{
		{"dua puluh lima orang", 25, 3}, {"seratus dua belas", 112, 3}, {"sebelas guru", 11, 1}, {"tiga ratus ribu", 300000, 3},
		{"seribu lima ratus", 1500, 3}, {"1.200 warga", 1200, 1}, {"16 kecamatan", 16, 1}, {"keenam guru", 6, 1}, {"seorang ASN", 1, 1},
		{"dua ribu", 2000, 2}, {"dua tiga", 2, 1}, {"puluhan pejabat", 0, 0}, {"09.30", 0, 0}, {"3/4", 0, 0}, {"camat", 0, 0},
		{"dua juta tiga ratus ribu lima", 2300005, 6},
	}
	for _, tt := range tests {
		if n, used := bahasa.Integer(bahasa.Tokens(tt.in), 0); n != tt.n || used != tt.used {
			t.Errorf("Integer(%q) = %d, %d, want %d, %d", tt.in, n, used, tt.n, tt.used)
		}
	}
}

func TestDates(t *testing.T) {
	ref := calendar.NewDate(2024, time.October, 16) // a Wednesday
	tests := []struct {
		name, in string
		want     string // days as On gives them, separated by spaces
	}{
		{"weekday and date in brackets", "Selasa (15/10/2024)", "2024-10-15"},
		{"two digits of the year", "Sabtu tanggal (30/12/23)", "2023-12-30"},
		{"without brackets", "pada 3 Januari 2024 di", "2024-01-03"},
		{"a part of the day between", "Kamis malam (10/10/2024)", "2024-10-10"},
		{"Nopember", "Rabu, 13 Nopember 2024", "2024-11-13"},
		{"Jum'at", "Jum'at (11/10)", "2024-10-11"},
		{"abbreviated month", "05 Feb 2024", "2024-02-05"},
		{"ISO", "2024-10-01", "2024-10-01"},
		{"points", "12.10.2024", "2024-10-12"},
		{"day and month, the year apart", "14/11 2024", "2024-11-14"},
		{"month first where only that fits", "(10/25/2023)", "2023-10-25"},
		{"the year of the reference", "(1/10)", "2024-10-01"},
		{"the year before, if it would lie ahead", "(31/12)", "2023-12-31"},
		{"the weekday finds the year", "Rabu (18/10)", "2023-10-18"},
		{"yesterday", "kemarin", "2024-10-15"},
		{"today", "hari ini", "2024-10-16"},
		{"this morning", "tadi pagi", "2024-10-16"},
		{"some days ago", "tiga hari yang lalu", "2024-10-13"},
		{"last Monday", "Senin lalu", "2024-10-14"},
		{"a weekday of the week before, not the last one", "Selasa pekan lalu", "2024-10-08"},
		{"this morning, turned round", "pagi tadi", "2024-10-16"},
		{"the weekday of today, a week ago", "Rabu pekan lalu", "2024-10-09"},
		{"two days joined", "12-13 Oktober 2024", "2024-10-12"},
		{"several", "Senin (7/10/2024) dan 9 Oktober 2024", "2024-10-07 2024-10-09"},
		{"a fraction is none", "sebanyak 2/3 anggota", ""},
		{"an hour is none", "pukul 10.30 WIB", ""},
		{"a law is none", "UU Nomor 5 Tahun 2014", ""},
		{"a week is no Sunday", "dua minggu lalu", ""},
		{"a day that does not exist is none", "30 Februari 2024", ""},
		{"a bare weekday is none", "setiap Senin", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, m := range bahasa.Dates(bahasa.Tokens(tt.in)) {
				if d, ok := m.On(ref); ok {
					got = append(got, d.String())
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("%q = %q, want %q", tt.in, s, tt.want)
			}
		})
	}
	t.Run("a weekday that does not fit is told", func(t *testing.T) {
		m := bahasa.Dates(bahasa.Tokens("Senin (15/10/2024)"))[0]
		if m.Fits(calendar.NewDate(2024, time.October, 15)) || !m.Fits(calendar.NewDate(2024, time.October, 14)) {
			t.Error("Fits does not look at the weekday")
		}
	})
	t.Run("what is said to come is told", func(t *testing.T) {
		for _, in := range []string{"27 November mendatang", "Rabu (27/11) nanti", "besok, Kamis (17/10)"} {
			if m := bahasa.Dates(bahasa.Tokens(in)); len(m) != 1 || !m[0].Ahead {
				t.Errorf("%q: %+v", in, m)
			}
		}
		if m := bahasa.Dates(bahasa.Tokens("Senin (14/10) lalu"))[0]; m.Ahead || !m.Past {
			t.Errorf("%+v", m)
		}
	})
	t.Run("near a day that is known the year is the nearest one", func(t *testing.T) {
		known := calendar.NewDate(2024, time.January, 5)
		for in, want := range map[string]string{"tanggal 18/1": "2024-01-18", "tanggal 20/12": "2023-12-20", "Jumat (18/10)": "2024-10-18"} {
			if d, ok := bahasa.Dates(bahasa.Tokens(in))[0].Near(known); !ok || d.String() != want {
				t.Errorf("%q = %v, %v, want %s", in, d, ok, want)
			}
		}
		if _, ok := bahasa.Dates(bahasa.Tokens("tanggal 18/1"))[0].Near(calendar.Date{}); ok {
			t.Error("Near chose a year without a known day")
		}
	})
	t.Run("without any year the weekday chooses among the years given", func(t *testing.T) {
		m := bahasa.Dates(bahasa.Tokens("Minggu (20/5)"))[0]
		if d, ok := m.In([]int{2015, 2018, 2020}); !ok || d.String() != "2018-05-20" {
			t.Errorf("In = %v, %v", d, ok)
		}
		if _, ok := bahasa.Dates(bahasa.Tokens("tanggal 20/5"))[0].In([]int{2018}); ok {
			t.Error("In chose a year without a weekday")
		}
	})
}

func FuzzTokens(f *testing.F) {
	f.Add("“Kami, A. B., S.Sos” \"x\n\n'y' 30/12/23 dua puluh\xff")
	f.Fuzz(func(t *testing.T, s string) {
		toks := bahasa.Tokens(s)
		last := 0
		for _, k := range toks {
			if k.Start < last || k.End <= k.Start || k.End > len(s) {
				t.Fatalf("token %d-%d after %d in %d bytes", k.Start, k.End, last, len(s))
			}
			last = k.End
		}
		at := 0
		for _, x := range bahasa.Sentences(toks) {
			if x.First != at || x.Last <= x.First {
				t.Fatalf("sentence %v after %d", x, at)
			}
			at = x.Last
		}
		if at != len(toks) {
			t.Fatalf("sentences end at %d of %d", at, len(toks))
		}
		for _, q := range bahasa.Quotations(toks) {
			if q.First < 1 || q.Last <= q.First || q.Last > len(toks) {
				t.Fatalf("quotation %v of %d tokens", q, len(toks))
			}
		}
		for _, m := range bahasa.Dates(toks) {
			if m.Last <= m.First || m.Last > len(toks) {
				t.Fatalf("date %v of %d tokens", m, len(toks))
			}
		}
	})
}
