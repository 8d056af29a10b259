package cluster

import "strings"

// leastRoot is how many letters of a word its affixes must leave.
const leastRoot = 4

// Affixes, the longer ones first; prefixes with the nasal that they put before the root, by their first letter, suffixes by
// their last.
var (
	particles = [256][]string{'a': {"nya"}, 'h': {"lah", "kah"}, 'n': {"pun"}}
	suffixes  = [256][]string{'n': {"kan", "an"}, 'i': {"i"}}
	prefixes  = [256][]string{
		'm': {"memper", "meng", "meny", "mem", "men", "me"},
		'p': {"peng", "peny", "pem", "pen", "per", "pe"},
		'd': {"diper", "di"}, 'b': {"ber"}, 't': {"ter"}, 'k': {"ke"}, 's': {"se"},
	}
)

// root cuts the affixes of an Indonesian word so that what was done is the same word whoever tells it: "membagikan",
// "dibagikan" and "pembagian" become one. The result is a key, not a word: "kirim" and "mengirim" have lost the k, which
// the prefix swallows, and so do k, p, s and t before a vowel in all others. A name is cut alike in two texts, so it
// does no harm there.
func root(w string) string {
	if len(w) <= leastRoot {
		return w
	}
	w = cut(w, particles[w[len(w)-1]], strings.CutSuffix)
	w = cut(w, prefixes[w[0]], strings.CutPrefix)
	w = cut(w, suffixes[w[len(w)-1]], strings.CutSuffix)
	if len(w) > leastRoot && strings.IndexByte("kpst", w[0]) >= 0 && strings.IndexByte("aiueo", w[1]) >= 0 {
		w = w[1:]
	}
	return w
}

func cut(w string, affixes []string, off func(s, affix string) (string, bool)) string {
	for _, a := range affixes {
		if r, ok := off(w, a); ok && len(r) >= leastRoot {
			return r
		}
	}
	return w
}
