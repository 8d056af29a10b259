package vault

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	// CodeWords is the number of words of a reporter's code: 84 bits.
	CodeWords = 7
	// PassphraseWords is the number of words of an officer's passphrase: 72 bits.
	PassphraseWords = 6
)

//go:embed words.txt
var wordsText string

// words are the 4,096 words, sorted.
var words = strings.Fields(wordsText)

// A Phrase is a code or a passphrase: its bytes are the words in lower case,
// joined by one space.
type Phrase struct{ Secret }

// A WordCountError tells that a phrase has the wrong number of words.
type WordCountError struct{ Got, Want int }

func (e *WordCountError) Error() string {
	return fmt.Sprintf("phrase has %d words, not %d", e.Got, e.Want)
}

// An UnknownWordError tells which word of a phrase, counted from 1, is not in
// the list. It does not contain the word.
type UnknownWordError struct{ Position int }

func (e *UnknownWordError) Error() string {
	return fmt.Sprintf("word %d of the phrase is not in the list", e.Position)
}

// NewCode draws a reporter's code.
func NewCode(rand io.Reader) (Phrase, error) { return newPhrase(rand, CodeWords) }

// NewPassphrase draws an officer's passphrase.
func NewPassphrase(rand io.Reader) (Phrase, error) { return newPhrase(rand, PassphraseWords) }

// ParseCode reads a reporter's code as people type it. The error is a
// [*WordCountError] or an [*UnknownWordError].
func ParseCode(typed string) (Phrase, error) { return parsePhrase(typed, CodeWords) }

func newPhrase(rand io.Reader, n int) (Phrase, error) {
	drawn := make([]byte, 2*n)
	if _, err := io.ReadFull(rand, drawn); err != nil {
		return Phrase{}, fmt.Errorf("draw a phrase: %w", err)
	}
	chosen := make([]string, n)
	for i := range chosen {
		// 4,096 divides 65,536, so no word is likelier than another.
		chosen[i] = words[int(binary.BigEndian.Uint16(drawn[2*i:]))%len(words)]
	}
	return phraseOf(chosen), nil
}

func parsePhrase(typed string, n int) (Phrase, error) {
	typed = strings.Map(lowerLetter, typed)
	got := strings.Fields(typed)
	if len(got) != n {
		return Phrase{}, &WordCountError{Got: len(got), Want: n}
	}
	for i, w := range got {
		if _, known := slices.BinarySearch(words, w); !known {
			return Phrase{}, &UnknownWordError{Position: i + 1}
		}
	}
	return phraseOf(got), nil
}

func phraseOf(words []string) Phrase { return Phrase{NewSecret([]byte(strings.Join(words, " ")))} }

// lowerLetter keeps a to z, lowers A to Z and makes a space of all else. Unicode's
// own lowering would differ between Go and browsers.
func lowerLetter(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return r
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	default:
		return ' '
	}
}
