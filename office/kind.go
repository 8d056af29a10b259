package office

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netra/gazetteer"
)

// A rule says what an office of one kind may be.
type rule struct {
	prefix  string            // of its ID; empty for kinds whose office chooses a slug
	levels  []gazetteer.Level // of its region
	parents []Kind            // of its parent; no parent is allowed where this is nil or holds ""
}

// Law: UU 7/2017 art. 89 names Bawaslu and its offices; the others are under the heads of their governments (UU 20/2023).
var rules = map[Kind]rule{
	BawasluRI:   {"bawaslu", []gazetteer.Level{gazetteer.Nation}, nil},
	BawasluProv: {"bawaslu", []gazetteer.Level{gazetteer.Province}, []Kind{BawasluRI}},
	BawasluKab:  {"bawaslu", []gazetteer.Level{gazetteer.Regency}, []Kind{BawasluProv}},
	Panwascam:   {"panwascam", []gazetteer.Level{gazetteer.District}, []Kind{BawasluKab}},
	Inspektorat: {"inspektorat", []gazetteer.Level{gazetteer.Nation, gazetteer.Province, gazetteer.Regency}, []Kind{"", Inspektorat}},
	PPK:         {"ppk", []gazetteer.Level{gazetteer.Nation, gazetteer.Province, gazetteer.Regency}, nil},
	BKN:         {"bkn", []gazetteer.Level{gazetteer.Nation}, nil},
	Desk:        {"", []gazetteer.Level{gazetteer.Nation, gazetteer.Province, gazetteer.Regency, gazetteer.District}, []Kind{"", Desk}},
}

// Kinds lists the kinds of offices, the ones that receive reports first.
var Kinds = []Kind{BawasluRI, BawasluProv, BawasluKab, Panwascam, Inspektorat, PPK, BKN, Desk}

// line is the kinds that receive reports under the law, with the level of their region.
var line = map[Kind]gazetteer.Level{
	BawasluRI: gazetteer.Nation, BawasluProv: gazetteer.Province, BawasluKab: gazetteer.Regency, Panwascam: gazetteer.District,
}

// idOf returns the ID that an office of this kind has in this region, empty for a kind that chooses its own.
func idOf(k Kind, region gazetteer.Code) ID {
	r := rules[k]
	switch {
	case r.prefix == "":
		return ""
	case k == BKN:
		return ID(r.prefix)
	case region == gazetteer.Indonesia:
		return ID(r.prefix + "-ri")
	}
	return ID(r.prefix + "-" + string(region))
}

// completed fills in what follows from kind and region and checks the rest but for the parent.
func completed(o Office) (Office, error) {
	r, ok := rules[o.Kind]
	if !ok {
		return o, ErrKind
	}
	place, known := gazetteer.Lookup(o.Region)
	if !known || !slices.Contains(r.levels, place.Level()) {
		return o, ErrRegion
	}
	if own := idOf(o.Kind, o.Region); own != "" {
		o.ID = own
	}
	if !validID(o.ID) {
		return o, ErrID
	}
	if o.Name == "" {
		o.Name = nameOf(o.Kind, place)
	}
	if !validName(o.Name) {
		return o, ErrName
	}
	if o.Parent == "" {
		o.Parent = parentOf(o.Kind, o.Region)
	}
	return o, nil
}

// parentOf returns the parent that follows from kind and region, if one does.
func parentOf(k Kind, region gazetteer.Code) ID {
	if parents := rules[k].parents; len(parents) == 1 {
		return idOf(parents[0], region.Parent())
	}
	return ""
}

// nameOf returns the usual name of an office: "Bawaslu Kabupaten Pasuruan", "Panwaslu Kecamatan Purwosari".
func nameOf(k Kind, place gazetteer.Place) string {
	switch k {
	case BawasluRI:
		return "Bawaslu RI"
	case BawasluProv, BawasluKab:
		return "Bawaslu " + place.Title()
	case Panwascam:
		return "Panwaslu " + place.Title()
	case Inspektorat:
		return "Inspektorat " + place.Title()
	case PPK:
		return "PPK " + place.Title()
	case BKN:
		return "BKN"
	}
	return ""
}

// admits checks that parent may stand above o.
func admits(o Office, parent Office) error {
	r := rules[o.Kind]
	switch {
	case o.Parent == "" && (r.parents == nil || slices.Contains(r.parents, "")):
		return nil
	case o.Parent == "" || !slices.Contains(r.parents, parent.Kind) || !o.Region.Within(parent.Region):
		return fmt.Errorf("%w: %s", ErrParent, o.Kind)
	}
	return nil
}

func validID(id ID) bool {
	return len(id) >= 2 && len(id) <= 64 && strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz0123456789.-") == ""
}

// validName keeps a name to one line of at most 200 bytes, since it stands in signed receipts.
func validName(name string) bool {
	return name != "" && len(name) <= 200 && name == strings.TrimSpace(name) && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, unicode.IsControl)
}
