package vault

import (
	"bytes"
	"testing"
)

func TestPadded(t *testing.T) {
	tests := []struct{ n, want int64 }{
		{0, 4096}, {1, 4096}, {4096, 4096}, {4097, 4352}, {4352, 4352}, {4353, 4608},
		{65536, 65536}, {65537, 67584}, {1_000_000, 1_015_808}, {1 << 20, 1 << 20}, {1<<20 + 1, 1<<20 + 32768},
		{1 << 30, 1 << 30}, {1<<30 + 1, 1<<30 + 33554432}, {16 << 30, 16 << 30},
	}
	for _, tt := range tests {
		if got := Padded(tt.n); got != tt.want {
			t.Errorf("Padded(%d) = %d, want %d", tt.n, got, tt.want)
		}
	}
}

func TestPaddedAddsAtMostTwelvePercentAndIsStable(t *testing.T) {
	for n := int64(4097); n < 1<<40; n = n*5/4 + 7 {
		p := Padded(n)
		if p < n || float64(p-n) > 0.12*float64(n) {
			t.Errorf("Padded(%d) = %d", n, p)
		}
		if Padded(p) != p {
			t.Errorf("Padded(%d) = %d, not itself", p, Padded(p))
		}
	}
}

func TestUnpad(t *testing.T) {
	pad := func(n int) []byte { return Pad(bytes.Repeat([]byte("x"), n)) }
	with := func(b []byte, i int, c byte) []byte { b[i] = c; return b }
	tests := []struct {
		name   string
		padded []byte
		want   int // length
		err    error
	}{
		{"empty", pad(0), 0, nil},
		{"fills the smallest", pad(4092), 4092, nil},
		{"one more", pad(4093), 4093, nil},
		{"a byte in the padding", with(pad(10), 4095, 1), 0, ErrPadding},
		{"a length that reaches beyond", with(pad(10), 0, 255), 0, ErrPadding},
		{"a longer length of x", with(pad(10), 3, 11), 11, nil}, // a zero more belongs to x
		{"padded to less", pad(5000)[:5004], 0, ErrPadding},
		{"padded to more", append(pad(10), 0), 0, ErrPadding},
		{"shorter than a length", []byte{0, 0, 0}, 0, ErrPadding},
		{"nothing", nil, 0, ErrPadding},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, err := Unpad(tt.padded)
			if err != tt.err || len(x) != tt.want {
				t.Errorf("%d bytes, error %v; want %d, %v", len(x), err, tt.want, tt.err)
			}
		})
	}
}

func FuzzUnpad(f *testing.F) {
	f.Add(Pad([]byte("a report")))
	f.Add(make([]byte, 4096))
	f.Fuzz(func(t *testing.T, padded []byte) {
		x, err := Unpad(padded)
		if err == nil && !bytes.Equal(Pad(x), padded) {
			t.Errorf("Pad(Unpad(%x…)) is another", padded[:4])
		}
		if back, err := Unpad(Pad(padded)); err != nil || !bytes.Equal(back, padded) {
			t.Errorf("Unpad(Pad(x)) is another, or %v", err)
		}
	})
}

func TestValidID(t *testing.T) {
	tests := []struct {
		name, id string
		want     bool
	}{
		{"zeros", "aaaaaaaaaaaaaaaaaaaaaaaaaa", true},
		{"loose bits at the end", "aaaaaaaaaaaaaaaaaaaaaaaaab", false},
		{"capitals", "AAAAAAAAAAAAAAAAAAAAAAAAAA", false},
		{"a line end inside, which base32 skips", "aaaaaaaaaaaaa\naaaaaaaaaaaaa", false},
		{"15 bytes", "aaaaaaaaaaaaaaaaaaaaaaaa", false},
		{"a path", "../aaaaaaaaaaaaaaaaaaaaaaa", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		if got := ValidID(tt.id); got != tt.want {
			t.Errorf("%s: ValidID(%q) = %v", tt.name, tt.id, got)
		}
	}
	id, err := NewID(bytes.NewReader(bytes.Repeat([]byte{0xff}, 16)))
	if err != nil || id != "77777777777777777777777774" || !ValidID(id) {
		t.Errorf("NewID = %q, %v", id, err)
	}
}
