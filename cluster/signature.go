package cluster

import (
	"math"
	"slices"
)

// Shingles are the distinct runs of three words of a text, hashed and sorted; of a text of one or two words, the whole.
type Shingles []uint32

// Shingle returns the shingles of what text reports: the lines of the page round it (links to other articles, credits)
// are left out, and so are case and punctuation. At most the first 200,000 bytes count.
func Shingle(text string) Shingles {
	return shingle(wordList(body(text[:min(len(text), maxText)])))
}

// maxText bounds what of a text is looked at, in bytes: no report is longer, and a page may be.
const maxText = 200_000

func shingle(w []string) Shingles {
	if len(w) == 0 {
		return nil
	}
	n := max(len(w)-2, 1)
	s := make(Shingles, 0, n)
	for i := range n {
		h := uint64(hashStart)
		for _, x := range w[i:min(i+3, len(w))] {
			h = hash(hash(h, x), " ")
		}
		s = append(s, uint32(mix(h)>>32))
	}
	slices.Sort(s)
	return slices.Clip(slices.Compact(s))
}

// shared counts the shingles that s and o have in common.
func (s Shingles) shared(o Shingles) int {
	n := 0
	for i, j := 0, 0; i < len(s) && j < len(o); {
		switch {
		case s[i] == o[j]:
			n, i, j = n+1, i+1, j+1
		case s[i] < o[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// compare returns Jaccard and Containment.
func (s Shingles) compare(o Shingles) (jaccard, containment float64) {
	if len(s) == 0 || len(o) == 0 {
		return 0, 0
	}
	n := s.shared(o)
	return float64(n) / float64(len(s)+len(o)-n), float64(n) / float64(min(len(s), len(o)))
}

// Jaccard returns the share of the shingles of s and o that are in both, 0 to 1; 0 if either has none.
func (s Shingles) Jaccard(o Shingles) float64 {
	jaccard, _ := s.compare(o)
	return jaccard
}

// Containment returns the share of the smaller of s and o that is in the other, 0 to 1; 0 if either has none.
func (s Shingles) Containment(o Shingles) float64 {
	_, containment := s.compare(o)
	return containment
}

const (
	permutations = 128
	bands        = 32
	rows         = permutations / bands
)

// A Signature is the MinHash of a text: the share of places in which two agree estimates the Jaccard index of their
// shingles, with a standard error of at most 0.045. It is 512 bytes and may be stored; it stays the same as long as
// words.txt does.
//
// Broder, On the resemblance and containment of documents, 1997.
type Signature [permutations]uint32

// Sign returns the signature of a text; see [Shingle].
func Sign(text string) Signature { return Shingle(text).Sign() }

// Sign returns the signature of s. That of no shingles is all ones and says nothing: see [Signature.Empty].
func (s Shingles) Sign() Signature {
	var sig Signature
	for i := range sig {
		sig[i] = math.MaxUint32
	}
	for _, x := range s {
		h := mix(uint64(x))
		for i := range sig {
			sig[i] = min(sig[i], uint32(h*factors[i]>>32))
		}
	}
	return sig
}

// factors are the odd multipliers of the hash functions.
var factors = func() (f [permutations]uint64) {
	for i := range f {
		f[i] = mix(uint64(i+1)*0x9e3779b97f4a7c15) | 1
	}
	return f
}()

// Empty reports whether s is of a text without words. Two such are not alike.
func (s Signature) Empty() bool {
	for _, x := range s {
		if x != math.MaxUint32 {
			return false
		}
	}
	return true
}

// Estimate returns about what Jaccard would of the shingles of s and t.
func (s Signature) Estimate(t Signature) float64 {
	n := 0
	for i := range s {
		if s[i] == t[i] {
			n++
		}
	}
	return float64(n) / permutations
}

// Bands returns the keys under which a text is found again: two texts with a key in common are candidates, to be checked
// by Jaccard. With 32 bands of 4 a pair of Jaccard .30 has one in common with probability .23, of .42 with .63, of .60
// with .99, of .85 with all but certainty. No two bands of a signature have the same key, so that all may lie in one table.
func (s Signature) Bands() [bands]uint64 {
	var out [bands]uint64
	for b := range out {
		h := mix(uint64(b) + 1)
		for _, x := range s[b*rows : (b+1)*rows] {
			h = mix(h ^ uint64(x))
		}
		out[b] = h
	}
	return out
}
