// Package bahasa knows how Indonesian is written, and no field that is written about: words, sentences, quotations,
// numbers and dates. It works on bytes and tokens, keeps no state and reaches nothing outside of its arguments.
package bahasa

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters and digits that begin with a letter; "@name" too
	Number             // digits, with the marks inside: "30/12/23", "09.00", "1.200"
	Mark               // one sign of punctuation
)

// A Break says what divides a token from the one before it.
type Break uint8

// The breaks, weakest first.
const (
	None      Break = iota // nothing at all
	Space                  // white space in a line
	Line                   // a line break
	Paragraph              // an empty line, or the beginning of the text
)

// A Token is a word, a number or a mark of a text.
type Token struct {
	Start, End int    // bytes of the text, End not included
	Fold       string // in lower case, without accents and apostrophes: what lexicons compare
	Kind       Kind
	Before     Break
	Cap        bool // begins with a capital letter
	Upper      bool // two letters or more, all of them capitals
}

// Tokens cuts a text. The cost is linear; text that is not UTF-8 gives marks, never an error. A hyphen is a token of its
// own, so that "Ani-Budi", "bagi-bagi" and "PDI-P" are read by whoever knows what they are.
func Tokens(text string) []Token {
	lower := lowerASCII(text)
	out := make([]Token, 0, len(text)/5+8)
	before := Paragraph
	for i := 0; i < len(text); {
		c := text[i]
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '\n' || r == '\r' && !strings.HasPrefix(text[i:], "\r\n"):
			switch before {
			case Line:
				before = Paragraph
			case None, Space:
				before = Line
			}
			i += size
			continue
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			before = max(before, Space)
			i += size
			continue
		}
		t := Token{Start: i, Before: before}
		before = None
		plain := c < utf8.RuneSelf
		switch {
		case isDigit(c):
			t.Kind = Number
			for i++; i < len(text); i++ {
				if isDigit(text[i]) {
					continue
				}
				inner := strings.IndexByte("./,:-", text[i]) >= 0
				if !inner || i+1 == len(text) || !isDigit(text[i+1]) {
					break
				}
			}
		case unicode.IsLetter(r) || c == '@' && i+1 < len(text) && isWordByte(text[i+1]):
			t.Kind, t.Cap = Word, unicode.IsUpper(r)
			capitals, letters := 0, 0
			if c == '@' {
				i++
			}
			for i < len(text) {
				r, size := rune(text[i]), 1
				if text[i] >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(text[i:])
				}
				switch {
				case unicode.IsLetter(r):
					letters++
					if unicode.IsUpper(r) {
						capitals++
					}
					plain = plain && size == 1
				case unicode.IsDigit(r) || unicode.IsMark(r):
					plain = plain && size == 1
				case r == '_' || r == '@':
				case isApostrophe(r) && letters > 0 && letterAt(text, i+size) && letters <= 4:
					plain = false // Jum'at, Ma'ruf; after a longer word it is a quotation mark
				default:
					size = 0
				}
				if size == 0 {
					break
				}
				i += size
			}
			t.Upper = letters >= 2 && capitals == letters
		default:
			t.Kind = Mark
			i += size
		}
		t.End = i
		if plain || t.Kind != Word {
			t.Fold = lower[t.Start:i]
		} else {
			t.Fold = Fold(text[t.Start:i])
		}
		out = append(out, t)
	}
	return out
}

// Fold writes s as lexicons compare it: lower case, accents and apostrophes dropped.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case r < utf8.RuneSelf && r != '\'':
			b.WriteByte(byte(r))
		case isApostrophe(r) || unicode.IsMark(r):
		default:
			if i := strings.IndexRune("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", r); i >= 0 {
				b.WriteByte("aaaaaaceeeeiiiinooooouuuuyy"[i/2])
				continue
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// lowerASCII keeps the length of s, so that offsets hold in both.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWordByte(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}
