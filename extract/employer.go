package extract

import (
	"slices"

	"netra/bahasa"
	"netra/gazetteer"
)

// readEmployer sets the region whose administration employs the accused, as far as their positions name it: the act may have
// happened elsewhere. It stays empty where the accused are of different regions.
func (d *doc) readEmployer() {
	var found gazetteer.Code
	var where bahasa.Span
	for _, p := range d.accused {
		for i := p.First; i < max(p.Last, p.agency.Last); i++ {
			at, ok := d.placeAt(i)
			if !ok {
				continue
			}
			i = at.Last - 1
			code := d.employing(at)
			if code == "" {
				continue
			}
			if found != "" && code != found && code.Parent() != found && found.Parent() != code {
				return
			}
			if code.Level() >= found.Level() {
				found, where = code, at.Span
			}
		}
	}
	if found != "" {
		d.rec.Employer = regionOf(found)
		d.mark("employer_region", "position of the accused", where)
	}
}

// employing returns the regency or province that a place in a position stands for: by the word before it, or as the one that the
// article is about; empty if several fit.
func (d *doc) employing(at place) gazetteer.Code {
	kind := regionCues[d.fold(at.First-1)].kind
	var fits []gazetteer.Code
	for _, c := range at.codes {
		switch c.Level() {
		case gazetteer.District:
			if kind != 0 && kind != 'c' || string(c.Parent()) != string(d.rec.Region.RegencyCode) {
				continue
			}
			c = c.Parent()
		case gazetteer.Regency:
			if kind == 'k' && cityCode(c) || kind == 't' && !cityCode(c) || kind == 'p' || kind == 'c' || kind == 'v' {
				continue
			}
		case gazetteer.Province:
			if kind != 0 && kind != 'p' {
				continue
			}
		default:
			continue
		}
		if !slices.Contains(fits, c) {
			fits = append(fits, c)
		}
	}
	for _, c := range fits {
		if len(fits) == 1 || string(c) == string(d.rec.Region.RegencyCode) {
			return c
		}
	}
	return ""
}
