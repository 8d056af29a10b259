package bahasa

import (
	"strconv"
	"strings"
)

var units = map[string]int{
	"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
	"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "selusin": 12,
}

// whole are numbers in one word: of persons, and of groups that the text has named before (keduanya, ketiga guru).
var whole = map[string]int{
	"seorang": 1, "sesosok": 1, "berdua": 2, "bertiga": 3, "berempat": 4, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5,
	"keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10, "kesebelas": 11,
}

// vague say that there are many, not how many.
var vague = set("belasan puluhan ratusan ribuan sejumlah beberapa para banyak sekelompok segelintir")

func fields(s string) []string { return strings.Fields(s) }

// Vague reports whether a folded word is a quantity without a number: "puluhan", "sejumlah".
func Vague(word string) bool { return vague[word] }

// IsNumeral reports whether a token is a number, in digits or as the first word of one.
func IsNumeral(t Token) bool {
	if t.Kind == Number {
		return true
	}
	_, ok := units[t.Fold]
	return ok
}

// Integer reads the number that begins at token i, in digits ("1.200", "16") or in words ("dua puluh lima", "seratus dua
// belas", "seorang", "keenam"), and returns how many tokens it takes, 0 if there is none. Dates, hours and decimals are
// not integers.
func Integer(toks []Token, i int) (n, used int) {
	if i >= len(toks) {
		return 0, 0
	}
	t := toks[i]
	if t.Kind == Number {
		s := t.Fold
		if strings.Contains(s, ".") { // thousands
			for k, part := range strings.Split(s, ".") {
				if k > 0 && len(part) != 3 || k == 0 && len(part) > 3 {
					return 0, 0
				}
			}
			s = strings.ReplaceAll(s, ".", "")
		}
		n, err := strconv.Atoi(s)
		if err != nil || n > 1e9 {
			return 0, 0
		}
		return n, 1
	}
	if v, ok := whole[t.Fold]; ok {
		return v, 1
	}
	sum, last := 0, -1
	for j := i; j < len(toks) && j < i+12 && (j == i || toks[j].Before <= Space); j++ {
		w := toks[j].Fold
		v, ok := units[w]
		switch {
		case ok && v < 10 && last >= 1 && last < 10, ok && v >= 10 && last >= 0 && last < 100 && v >= last && last < 10:
			return n + max(sum, 0), used // two numbers in a row: the second is another one
		case ok && w == "seribu":
			n, sum, last = n+1000, 0, 1000
		case ok:
			sum, last = sum+v, v
		case w == "belas" && last > 0 && last < 10:
			sum, last = sum+10, 10
		case w == "puluh" && last > 0 && last < 10:
			sum, last = sum-last+last*10, 10
		case w == "ratus" && last > 0 && last < 10:
			sum, last = sum-last+last*100, 100
		case w == "ribu" && sum > 0:
			n, sum, last = n+sum*1000, 0, 1000
		case w == "juta" && sum > 0:
			n, sum, last = n+sum*1e6, 0, 1e6
		default:
			return n + sum, used
		}
		used = j - i + 1
	}
	return n + sum, used
}
