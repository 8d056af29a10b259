package locale

import (
	"errors"
	"html/template"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		name   string
		n      int64
		id, en string
	}{
		{"nothing", 0, "0", "0"},
		{"three digits need no separator", 999, "999", "999"},
		{"four do", 1284, "1.284", "1,284"},
		{"six have one", 100000, "100.000", "100,000"},
		{"seven have two", 1234567, "1.234.567", "1,234,567"},
		{"a negative number has a true minus and no separator behind it", -123456, "−123.456", "−123,456"},
		{"the least number", -1 << 63, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if id, en := Number(Indonesian, tt.n), Number(English, tt.n); id != tt.id || en != tt.en {
				t.Errorf("Number(%d) is %q and %q, want %q and %q", tt.n, id, en, tt.id, tt.en)
			}
		})
	}
}

func TestBytes(t *testing.T) {
	tests := []struct {
		name   string
		n      int64
		id, en string
	}{
		{"an empty file", 0, "0 B", "0 B"},
		{"bytes are whole", 999, "999 B", "999 B"},
		{"units are of a thousand", 1000, "1 KB", "1 KB"},
		{"one digit behind the comma", 1849, "1,8 KB", "1.8 KB"},
		{"a round size has none", 2_000_000, "2 MB", "2 MB"},
		{"nor has one of three digits", 512_400, "512 KB", "512 KB"},
		{"two GiB", 2 << 30, "2,1 GB", "2.1 GB"},
		{"there is no unit beyond the last", 5_000_000_000_000_000, "5000 TB", "5000 TB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if id, en := Bytes(Indonesian, tt.n), Bytes(English, tt.n); id != tt.id || en != tt.en {
				t.Errorf("Bytes(%d) is %q and %q, want %q and %q", tt.n, id, en, tt.id, tt.en)
			}
		})
	}
}

func TestDateAndTime(t *testing.T) {
	wib, wit := time.FixedZone("WIB", 7*60*60), time.FixedZone("WIT", 9*60*60)
	tests := []struct {
		name           string
		t              time.Time
		idDate, enDate string
		idTime, enTime string
	}{
		{"a Monday", time.Date(2027, 1, 4, 14, 0, 0, 0, wib),
			"Senin, 4 Januari 2027", "Monday, 4 January 2027", "14.00 WIB", "14:00 WIB"},
		{"the last weekday and month of the lists", time.Date(2026, 12, 26, 23, 59, 59, 0, wit),
			"Sabtu, 26 Desember 2026", "Saturday, 26 December 2026", "23.59 WIT", "23:59 WIT"},
		{"the first weekday, before ten", time.Date(2026, 8, 16, 7, 5, 0, 0, wib),
			"Minggu, 16 Agustus 2026", "Sunday, 16 August 2026", "07.05 WIB", "07:05 WIB"},
		{"an instant is written in its own zone", time.Date(2026, 5, 31, 16, 30, 0, 0, time.UTC).In(wib),
			"Minggu, 31 Mei 2026", "Sunday, 31 May 2026", "23.30 WIB", "23:30 WIB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if id, en := Date(Indonesian, tt.t), Date(English, tt.t); id != tt.idDate || en != tt.enDate {
				t.Errorf("Date is %q and %q, want %q and %q", id, en, tt.idDate, tt.enDate)
			}
			idWant, enWant := tt.idDate+", "+tt.idTime, tt.enDate+", "+tt.enTime
			if id, en := Time(Indonesian, tt.t), Time(English, tt.t); id != idWant || en != enWant {
				t.Errorf("Time is %q and %q, want %q and %q", id, en, idWant, enWant)
			}
		})
	}
}

func TestTextAndHTML(t *testing.T) {
	c := &Catalogue{texts: map[Lang]map[string]string{Indonesian: {
		"uji.plain":  "Tanpa isian.",
		"uji.sizes":  "Paling besar <b>{max}</b> dari {all}, jadi {max}.",
		"uji.braces": "Bukan isian: { max } dan {Max}.",
	}}}
	tests := []struct {
		name    string
		lang    Lang
		key     string
		args    []any
		text    string
		html    template.HTML
		wantErr error
	}{
		{"a text without placeholders", Indonesian, "uji.plain", nil, "Tanpa isian.", "Tanpa isian.", nil},
		{"each place of a name is filled, with any value", Indonesian, "uji.sizes", []any{"max", 2, "all", "3"},
			"Paling besar <b>2</b> dari 3, jadi 2.", "Paling besar <b>2</b> dari 3, jadi 2.", nil},
		{"HTML escapes the arguments and not the text", Indonesian, "uji.sizes", []any{"all", `"&'`, "max", template.HTML("<i>")},
			`Paling besar <b><i></b> dari "&', jadi <i>.`, "Paling besar <b>&lt;i&gt;</b> dari &#34;&amp;&#39;, jadi &lt;i&gt;.", nil},
		{"other braces are text", Indonesian, "uji.braces", nil, "Bukan isian: { max } dan {Max}.", "Bukan isian: { max } dan {Max}.", nil},
		{"no such key", Indonesian, "uji.none", nil, "", "", ErrNoKey},
		{"no such key in this language", English, "uji.plain", nil, "", "", ErrNoKey},
		{"a missing argument", Indonesian, "uji.sizes", []any{"max", 1}, "", "", ErrArgs},
		{"an argument that the text does not have", Indonesian, "uji.plain", []any{"max", 1}, "", "", ErrArgs},
		{"a name without value", Indonesian, "uji.sizes", []any{"max", 1, "all"}, "", "", ErrArgs},
		{"a name twice", Indonesian, "uji.sizes", []any{"max", 1, "max", 2}, "", "", ErrArgs},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if text, err := c.Text(tt.lang, tt.key, tt.args...); text != tt.text || !errors.Is(err, tt.wantErr) {
				t.Errorf("Text is %q, %v; want %q, %v", text, err, tt.text, tt.wantErr)
			}
			if html, err := c.HTML(tt.lang, tt.key, tt.args...); html != tt.html || !errors.Is(err, tt.wantErr) {
				t.Errorf("HTML is %q, %v; want %q, %v", html, err, tt.html, tt.wantErr)
			}
		})
	}
}

// A value is shown as it is, also if it looks like a placeholder.
func TestValuesAreNotFilledThemselves(t *testing.T) {
	c := &Catalogue{texts: map[Lang]map[string]string{Indonesian: {"a.b": "{office} sampai {date}"}}}
	got, err := c.Text(Indonesian, "a.b", "office", "Kantor {date}", "date", "Senin")
	if err != nil || got != "Kantor {date} sampai Senin" {
		t.Errorf("Text = %q, %v", got, err)
	}
}

func TestBytesRoundIntoTheNextUnit(t *testing.T) {
	if got := Bytes(Indonesian, 999_999); got != "1 MB" {
		t.Errorf("Bytes(999999) = %q", got)
	}
}
