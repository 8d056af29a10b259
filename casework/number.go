package casework

import (
	"fmt"
	"strconv"
	"strings"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/office"
)

// tiers is how the offices that keep a register are called in its numbers.
//
// Practice: numbers of this shape were seen in print; no rule was found. See decision 0005.
var tiers = map[office.Kind]string{
	office.BawasluRI:   "RI",
	office.BawasluProv: "Prov",
	office.BawasluKab:  "Kab",
	office.Panwascam:   "Kec",
}

var elections = map[string]string{law.Pemilu: "PL", law.Pilkada: "Pilkada"}

var romanMonths = [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// registerTail is what of a proposed register number follows the serial: "/Reg/LP/PL/Kab/35.14/XI/2026", with TM (temuan) instead of
// LP (laporan) for a finding.
func registerTail(o office.Office, finding bool, regime string, day calendar.Date) string {
	tier, region, kind, election := tiers[o.Kind], string(o.Region), "LP", elections[regime]
	if finding {
		kind = "TM"
	}
	if election == "" {
		election = regime // of an operator's own law
	}
	if place, ok := gazetteer.Lookup(o.Region); ok && place.Kind() == "Kota" {
		tier = "Kota"
	}
	if region == "" {
		region = "00.00"
	}
	year, month, _ := day.Civil()
	return fmt.Sprintf("/Reg/%s/%s/%s/%s/%s/%d", kind, election, tier, region, romanMonths[month-1], year)
}

func registerNumber(serial int, tail string) string { return fmt.Sprintf("%02d%s", serial, tail) }

// serialOf reads the serial of a number that has the proposed shape, 0 if it has another.
func serialOf(number, tail string) int {
	digits, ok := strings.CutSuffix(number, tail)
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || n > maxSerial || registerNumber(n, tail) != number {
		return 0
	}
	return n
}

// maxSerial bounds a serial that an officer gives, so that no slip of the pen ends the register.
const maxSerial = 9999

// publicRegion is the four digits of a region in public numbers: no finer than a regency, zeros for what is above.
func publicRegion(c gazetteer.Code) string {
	for c.Level() > gazetteer.Regency {
		c = c.Parent()
	}
	return (strings.ReplaceAll(string(c), ".", "") + "0000")[:4]
}

// publicNumber writes NTR-YEAR-REGION-SEQ-LETTER. The letter is the remainder of all digits, read as one number, by 23: any
// one wrong digit and any two neighbours swapped give another.
func publicNumber(s Serials) string {
	const letters = "ABCDEFGHJKLMNPRSTUVWXYZ" // no I, O, Q
	rest := 0
	for _, digit := range fmt.Sprintf("%d%s%04d", s.Year, s.Region, s.Public) {
		rest = (rest*10 + int(digit-'0')) % len(letters)
	}
	return fmt.Sprintf("NTR-%d-%s-%04d-%c", s.Year, s.Region, s.Public, letters[rest])
}
