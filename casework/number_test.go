package casework

import (
	"strings"
	"testing"

	"netra/calendar"
	"netra/gazetteer"
	"netra/law"
	"netra/office"
)

func TestRegisterNumber(t *testing.T) {
	day := calendar.NewDate(2026, 11, 21)
	tests := []struct {
		name, regime string
		finding      bool
		kind         office.Kind
		region       gazetteer.Code
		want         string
	}{
		{"a regency", law.Pemilu, false, office.BawasluKab, "35.14", "01/Reg/LP/PL/Kab/35.14/XI/2026"},
		{"a city", law.Pemilu, false, office.BawasluKab, "62.71", "01/Reg/LP/PL/Kota/62.71/XI/2026"},
		{"a province", law.Pemilu, false, office.BawasluProv, "35", "01/Reg/LP/PL/Prov/35/XI/2026"},
		{"a district", law.Pemilu, false, office.Panwascam, "35.14.08", "01/Reg/LP/PL/Kec/35.14.08/XI/2026"},
		{"the nation", law.Pemilu, false, office.BawasluRI, "", "01/Reg/LP/PL/RI/00.00/XI/2026"},
		{"a finding", law.Pemilu, true, office.BawasluKab, "35.14", "01/Reg/TM/PL/Kab/35.14/XI/2026"},
		{"the Pilkada has a code of its own", law.Pilkada, false, office.BawasluKab, "35.14", "01/Reg/LP/Pilkada/Kab/35.14/XI/2026"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tail := registerTail(office.Office{Kind: tt.kind, Region: tt.region}, tt.finding, tt.regime, day)
			if got := registerNumber(1, tail); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if n := serialOf(tt.want, tail); n != 1 {
				t.Errorf("serial %d, want 1", n)
			}
		})
	}
}

func TestSerialOfAnotherShapeIsNone(t *testing.T) {
	const tail = "/Reg/LP/PL/Kab/35.14/XI/2026"
	for number, want := range map[string]int{
		"12" + tail: 12, "120" + tail: 120, "1" + tail: 0, "012" + tail: 0, "-1" + tail: 0, "1 2" + tail: 0, tail: 0, "": 0,
		"01/Reg/TM/PL/Kab/35.14/XI/2026": 0, "99999999" + tail: 0,
	} {
		if got := serialOf(number, tail); got != want {
			t.Errorf("serial of %q is %d, want %d", number, got, want)
		}
	}
}

func TestPublicNumberTellsNoMoreThanTheRegency(t *testing.T) {
	for code, want := range map[gazetteer.Code]string{"35.14.08": "3514", "35.14": "3514", "35": "3500", "": "0000"} {
		if got := publicRegion(code); got != want {
			t.Errorf("region of %q is %s, want %s", code, got, want)
		}
	}
}

func TestCheckLetterFindsSlips(t *testing.T) {
	number := publicNumber(Serials{Year: 2026, Region: "3514", Public: 17})
	if !strings.HasPrefix(number, "NTR-2026-3514-0017-") || len(number) != 20 {
		t.Fatalf("number %s", number)
	}
	digits, letter := strings.ReplaceAll(number[4:18], "-", ""), number[19]
	check := func(digits string) byte {
		rest := 0
		for _, d := range digits {
			rest = (rest*10 + int(d-'0')) % 23
		}
		return "ABCDEFGHJKLMNPRSTUVWXYZ"[rest]
	}
	if check(digits) != letter {
		t.Fatalf("letter of %s is %c, want %c", digits, letter, check(digits))
	}
	for i := range digits {
		for d := '0'; d <= '9'; d++ {
			if wrong := digits[:i] + string(d) + digits[i+1:]; wrong != digits && check(wrong) == letter {
				t.Errorf("%s has the letter of %s", wrong, digits)
			}
		}
		if i > 0 && digits[i] != digits[i-1] {
			swapped := []byte(digits)
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			if check(string(swapped)) == letter {
				t.Errorf("%s has the letter of %s", swapped, digits)
			}
		}
	}
}
