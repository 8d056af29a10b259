package vault

import "strings"

const bech32Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32Encode writes 32 bytes in upper-case Bech32 (BIP 173) with a prefix in
// upper case. age parses such keys but does not make them from a seed.
func bech32Encode(prefix string, data [32]byte) string {
	groups := make([]byte, 0, 52) // of 5 bits
	acc, bits := 0, 0
	for _, b := range data {
		acc, bits = acc<<8|int(b), bits+8
		for ; bits >= 5; bits -= 5 {
			groups = append(groups, byte(acc>>(bits-5)&31))
		}
		acc &= 1<<bits - 1
	}
	groups = append(groups, byte(acc<<(5-bits)&31))
	var s strings.Builder
	s.WriteString(prefix + "1")
	for _, g := range append(groups, bech32Checksum(prefix, groups)...) {
		s.WriteByte(bech32Letters[g])
	}
	return strings.ToUpper(s.String())
}

// bech32Decode undoes bech32Encode and takes nothing else: no lower case, no
// other length, no loose bits.
func bech32Decode(prefix, s string) (data [32]byte, ok bool) {
	letters, ok := strings.CutPrefix(s, prefix+"1")
	if !ok || len(letters) != 52+6 {
		return data, false
	}
	acc, bits, n := 0, 0, 0
	for _, c := range []byte(strings.ToLower(letters[:52])) {
		g := strings.IndexByte(bech32Letters, c)
		acc, bits = acc<<5|max(g, 0), bits+5
		if bits >= 8 {
			data[n] = byte(acc >> (bits - 8))
			n, bits = n+1, bits-8
		}
		acc &= 1<<bits - 1
	}
	return data, bech32Encode(prefix, data) == s
}

func bech32Checksum(prefix string, groups []byte) []byte {
	sum := 1
	add := func(g byte) {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ int(g)
		for i, gen := range [5]int{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			sum ^= gen * (top >> i & 1)
		}
	}
	lower := strings.ToLower(prefix)
	for i := range len(lower) {
		add(lower[i] >> 5)
	}
	add(0)
	for i := range len(lower) {
		add(lower[i] & 31)
	}
	for _, g := range append(groups[:len(groups):len(groups)], 0, 0, 0, 0, 0, 0) {
		add(g)
	}
	sum ^= 1
	check := make([]byte, 6)
	for i := range check {
		check[i] = byte(sum >> (5 * (5 - i)) & 31)
	}
	return check
}
