// Package locale has the texts that people read, by key, in Indonesian and English.
//
// A folder a language, a file a section: key lapor.title is "title" in lapor.toml. Placeholders stand in braces ({max}).
// Indonesian comes first. Keys are never put together at run time, so that a test can find each of them.
package locale

import (
	"embed"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

//go:embed id/*.toml en/*.toml
var files embed.FS

// A Lang is a language of the interface.
type Lang string

// The languages there are.
const (
	Indonesian Lang = "id"
	English    Lang = "en"
)

// Langs lists the languages, the first one being the default.
var Langs = []Lang{Indonesian, English}

// Errors of a look-up. Both are mistakes of a page, not of its reader.
var (
	ErrNoKey = errors.New("no such text")
	ErrArgs  = errors.New("arguments do not fit the text")
)

// A Catalogue holds all texts. It is read-only after Load.
type Catalogue struct {
	texts map[Lang]map[string]string
}

// Load reads the embedded texts.
func Load() (*Catalogue, error) {
	c := &Catalogue{texts: map[Lang]map[string]string{}}
	for _, lang := range Langs {
		c.texts[lang] = map[string]string{}
		names, err := fs.Glob(files, string(lang)+"/*.toml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := c.read(lang, name); err != nil {
				return nil, fmt.Errorf("locale %s: %w", name, err)
			}
		}
	}
	return c, nil
}

func (c *Catalogue) read(lang Lang, name string) error {
	var texts map[string]string
	if _, err := toml.DecodeFS(files, name, &texts); err != nil {
		return err
	}
	section := strings.TrimSuffix(path.Base(name), ".toml")
	for key, text := range texts {
		c.texts[lang][section+"."+key] = text
	}
	return nil
}

// Keys lists all keys of a language, sorted.
func (c *Catalogue) Keys(lang Lang) []string {
	var keys []string
	for key := range c.texts[lang] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Text returns the text of key with its placeholders filled from args, name and value by turns. The error wraps ErrNoKey or,
// if the names are not exactly the text's placeholders, ErrArgs.
func (c *Catalogue) Text(lang Lang, key string, args ...any) (string, error) {
	return c.fill(lang, key, fmt.Sprint, args)
}

// HTML is Text for a text that holds markup of its own; the arguments are escaped.
func (c *Catalogue) HTML(lang Lang, key string, args ...any) (template.HTML, error) {
	text, err := c.fill(lang, key, func(v ...any) string { return html.EscapeString(fmt.Sprint(v...)) }, args)
	return template.HTML(text), err
}

func (c *Catalogue) fill(lang Lang, key string, show func(...any) string, args []any) (string, error) {
	text, ok := c.texts[lang][key]
	if !ok {
		return "", fmt.Errorf("%w: %s in %s", ErrNoKey, key, lang)
	}
	if len(args)%2 != 0 {
		return "", fmt.Errorf("%w: %s", ErrArgs, key)
	}
	given := map[string]string{}
	for i := 0; i < len(args); i += 2 {
		given[fmt.Sprint(args[i])] = show(args[i+1])
	}
	if !slices.Equal(slices.Sorted(maps.Keys(given)), c.Placeholders(lang, key)) {
		return "", fmt.Errorf("%w: %s", ErrArgs, key)
	}
	return hole.ReplaceAllStringFunc(text, func(h string) string { return given[h[1:len(h)-1]] }), nil
}

// Placeholders lists the distinct names in braces of a text, sorted.
func (c *Catalogue) Placeholders(lang Lang, key string) []string {
	var names []string
	for _, m := range hole.FindAllStringSubmatch(c.texts[lang][key], -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

var hole = regexp.MustCompile(`\{([a-z_0-9]+)\}`)

var days = map[Lang][7]string{
	Indonesian: {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"},
	English:    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

var months = map[Lang][12]string{
	Indonesian: {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
	English:    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// Date writes a day as people say it: "Senin, 4 Januari 2027". Only the date of t counts.
func Date(lang Lang, t time.Time) string {
	return fmt.Sprintf("%s, %d %s %d", days[lang][t.Weekday()], t.Day(), months[lang][t.Month()-1], t.Year())
}

// Time writes a moment with its zone: "Senin, 4 Januari 2027, 14.00 WIB". English has a colon in the hour.
func Time(lang Lang, t time.Time) string {
	layout := "15.04 MST"
	if lang == English {
		layout = "15:04 MST"
	}
	return Date(lang, t) + ", " + t.Format(layout)
}

// Number writes an integer with the language's separator: 1.284 or 1,284.
func Number(lang Lang, n int64) string {
	digits := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	sep := "."
	if lang == English {
		sep = ","
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Bytes writes a size in the unit that fits: "1,8 MB", "512 KB".
func Bytes(lang Lang, n int64) string {
	unit, f := "B", float64(n)
	for _, u := range []string{"KB", "MB", "GB", "TB"} {
		if f < 999.5 { // which would round to 1000
			break
		}
		f, unit = f/1000, u
	}
	s := fmt.Sprintf("%.1f", f)
	if unit == "B" || f >= 100 {
		s = fmt.Sprintf("%.0f", f)
	}
	s = strings.TrimSuffix(s, ".0")
	if lang == Indonesian {
		s = strings.ReplaceAll(s, ".", ",")
	}
	return s + " " + unit
}
