package gazetteer

import (
	"errors"
	"strings"
	"time"
)

// Errors of [ParseCode]. They never quote the text: where a report's event
// happened may be a secret.
var (
	ErrBadCode = errors.New("not a place code")
	ErrNoPlace = errors.New("no such place")
)

// A Code is the Ministry of Home Affairs' code of a place: "35" a province,
// "35.14" a regency or city, "35.14.08" a district, "35.14.08.2003" a village;
// [Indonesia] is the whole country. The code of a place begins with the code
// of the place that it lies in.
//
// Methods of a Code that did not come from this package do not panic, but what
// they answer means nothing.
type Code string

// Indonesia is the code of the whole country.
const Indonesia Code = ""

// ParseCode reads a code in the dotted form, without spaces. The empty text is
// refused: whoever means the whole country has to say [Indonesia].
//
// The error is [ErrBadCode] if s has not the form of a code and [ErrNoPlace] if
// it has but no place bears it.
func ParseCode(s string) (Code, error) {
	if !wellFormed(s) {
		return "", ErrBadCode
	}
	if _, ok := Lookup(Code(s)); !ok {
		return "", ErrNoPlace
	}
	return Code(s), nil
}

func wellFormed(s string) bool {
	const form = "00.00.00.0000"
	if Code(s).Level() <= Nation {
		return false
	}
	for i := range len(s) {
		digit := '0' <= s[i] && s[i] <= '9'
		if digit != (form[i] == '0') || !digit && s[i] != '.' {
			return false
		}
	}
	return true
}

// A Level is how deep in the tree of places a place is.
type Level int

// The levels. Regency is a kabupaten or a kota; District a kecamatan, or a
// distrik in Papua; Village a kelurahan or a desa, whatever its local name.
const (
	NoLevel Level = iota - 1 // of a text that is no code
	Nation
	Province
	Regency
	District
	Village
)

// Level returns the level of c, told from its length.
func (c Code) Level() Level {
	switch len(c) {
	case 0:
		return Nation
	case len("35"):
		return Province
	case len("35.14"):
		return Regency
	case len("35.14.08"):
		return District
	case len("35.14.08.2003"):
		return Village
	}
	return NoLevel
}

// Parent returns the code of the place that c lies in; [Indonesia] has itself.
func (c Code) Parent() Code {
	return c[:max(0, strings.LastIndexByte(string(c), '.'))]
}

// Within reports whether c is area or lies in it. Everything lies in
// [Indonesia]. It compares whole components: "35.14" is not within "35.1".
func (c Code) Within(area Code) bool {
	rest, ok := strings.CutPrefix(string(c), string(area))
	return ok && (area == Indonesia || rest == "" || rest[0] == '.')
}

var (
	wib  = time.FixedZone("WIB", 7*60*60)
	wita = time.FixedZone("WITA", 8*60*60)
	wit  = time.FixedZone("WIT", 9*60*60)
)

// Zone returns the time zone of c, a fixed one named WIB (UTC+7), WITA (UTC+8)
// or WIT (UTC+9), so that no zone database is needed. [Indonesia] has WIB, the
// zone of the capital.
//
// Law: Keppres 41/1987, by province; a province made since has the zone of the
// one that it was made from.
func (c Code) Zone() *time.Location {
	switch c.province() {
	case "51", "52", "53", // Bali, Nusa Tenggara
		"63", "64", "65", // Kalimantan Selatan, Timur, Utara
		"71", "72", "73", "74", "75", "76": // Sulawesi
		return wita
	case "81", "82", "91", "92", "93", "94", "95", "96": // Maluku, Papua
		return wit
	}
	return wib // Sumatera, Jawa, Kalimantan Barat and Tengah
}

func (c Code) province() Code { return c[:min(len(c), len("35"))] }

// kind is what a place is in law, beyond its level.
type kind int

const (
	noKind kind = iota
	province
	kabupaten
	kota
	kecamatan
	kelurahan
	desa
)

// kind follows the ministry's rule for codes: cities are numbered from 71 in
// their province, kelurahan from 1001 in their district, desa from 2001 and
// desa adat from 3001.
func (c Code) kind() kind {
	switch c.Level() {
	case Province:
		return province
	case Regency:
		if c[3] >= '7' {
			return kota
		}
		return kabupaten
	case District:
		return kecamatan
	case Village:
		if c[9] == '1' {
			return kelurahan
		}
		return desa
	}
	return noKind
}

// Kind returns the official word for what c is: "Provinsi", "Kabupaten",
// "Kota", "Kecamatan", "Kelurahan", "Desa" or "Desa Adat"; in the six provinces
// of Papua "Distrik" for a kecamatan and "Kampung" for a desa; "" for
// [Indonesia]. Other local words (gampong, nagari, pekon) are not used: they vary
// within a province, and the code does not tell where.
func (c Code) Kind() string {
	papua := strings.HasPrefix(string(c), "9")
	switch c.kind() {
	case province:
		return "Provinsi"
	case kabupaten:
		return "Kabupaten"
	case kota:
		return "Kota"
	case kecamatan:
		if papua {
			return "Distrik"
		}
		return "Kecamatan"
	case kelurahan:
		return "Kelurahan"
	case desa:
		if c[9] == '3' {
			return "Desa Adat"
		}
		if papua {
			return "Kampung"
		}
		return "Desa"
	}
	return ""
}
