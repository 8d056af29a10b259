package office

import (
	"testing"
	"time"
)

// rfcSecret is the secret of RFC 6238, appendix B.
var rfcSecret = []byte("12345678901234567890")

func TestCodesAreThoseOfRFC6238(t *testing.T) {
	for _, tt := range []struct {
		unix int64
		want string // the last six of the eight digits that the RFC gives
	}{
		{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
	} {
		if got := codeAt(rfcSecret, tt.unix/30); got != tt.want {
			t.Errorf("code at %d = %s, want %s", tt.unix, got, tt.want)
		}
	}
}

func TestCodeIsGoodOnceAndOneStepBeside(t *testing.T) {
	now := time.Unix(1111111111, 0)
	present := now.Unix() / 30
	for _, tt := range []struct {
		name string
		step int64 // that the code is of
		used int64
		want bool
	}{
		{"present", present, 0, true},
		{"one before: a slow typist", present - 1, 0, true},
		{"one after: a fast clock", present + 1, 0, true},
		{"two before", present - 2, 0, false},
		{"two after", present + 2, 0, false},
		{"used", present, present, false},
		{"older than the one used", present - 1, present, false},
		{"newer than the one used", present + 1, present, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			step, ok := checkCode(rfcSecret, codeAt(rfcSecret, tt.step), now, tt.used)
			if ok != tt.want || ok && step != tt.step {
				t.Errorf("checkCode = %d, %v, want %d, %v", step, ok, tt.step, tt.want)
			}
		})
	}
	for _, code := range []string{"", "05047", "0504711", "05047x", "٠٥٠٤٧١"} {
		if _, ok := checkCode(rfcSecret, code, now, 0); ok {
			t.Errorf("code %q passes", code)
		}
	}
}
