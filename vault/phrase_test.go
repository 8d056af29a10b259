package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	if len(words) != 4096 {
		t.Errorf("%d words, not 4096", len(words))
	}
	if wordsText != strings.Join(words, "\n")+"\n" {
		t.Error("words.txt is not one word a line")
	}
	if !slices.IsSorted(words) {
		t.Error("not sorted")
	}
	shape := regexp.MustCompile(`^[a-z]{4,8}$`)
	for i, a := range words {
		if !shape.MatchString(a) {
			t.Errorf("%q is not 4 to 8 letters", a)
		}
		for _, b := range words[:i] {
			if d := len(a) - len(b); d < -1 || d > 1 {
				continue // further apart than 1 by their lengths
			}
			if editDistance(a, b) < 2 {
				t.Errorf("%q and %q are less than two edits apart", a, b)
			}
		}
	}
}

// editDistance is Levenshtein's.
func editDistance(a, b string) int {
	var buf [10]int
	row := buf[:len(b)+1]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

func TestEveryWordIsDrawnEquallyOften(t *testing.T) {
	all := make([]byte, 0, 2<<16)
	for i := range 1 << 16 {
		all = binary.BigEndian.AppendUint16(all, uint16(i))
	}
	r := bytes.NewReader(append(all, make([]byte, 2*CodeWords)...))
	count := map[string]int{}
	for range (1 << 16) / CodeWords {
		p, err := NewCode(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range strings.Fields(string(p.Open())) {
			count[w]++
		}
	}
	for _, w := range words {
		if n := count[w]; n < 15 || n > 16 { // the last two draws stop short of 65,536
			t.Errorf("%q was drawn %d times, not 16", w, n)
		}
	}
}

func TestParseCode(t *testing.T) {
	w := words[:8]
	good := strings.Join(w[:7], " ")
	tests := []struct {
		name, typed string
		want        string // the phrase
		wantErr     error
	}{
		{"as shown", good, good, nil},
		{"capitals, commas, numbers and lines between", " 1. " + strings.ToUpper(strings.Join(w[:7], ",\r\n2. ")) + "!", good, nil},
		{"no-break spaces and bytes that are not UTF-8", strings.Join(w[:7], "\u00a0") + "\xff", good, nil},
		{"the same word twice", strings.Repeat(w[0]+" ", 7), strings.Repeat(w[0]+" ", 6) + w[0], nil},
		{"nothing", "", "", &WordCountError{0, 7}},
		{"six words", strings.Join(w[:6], " "), "", &WordCountError{6, 7}},
		{"eight words", strings.Join(w, " "), "", &WordCountError{8, 7}},
		{"an unknown word", strings.Join(w[:3], " ") + " zzzzz " + strings.Join(w[4:7], " "), "", &UnknownWordError{4}},
		{"letters that only Unicode lowers to a to z", strings.Replace(good, "k", "\u212a", 1), "", &WordCountError{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := ParseCode(tt.typed)
			if got := string(p.Open()); got != tt.want {
				t.Errorf("phrase %q, want %q", got, tt.want)
			}
			checkPhraseError(t, err, tt.wantErr)
		})
	}
}

func checkPhraseError(t *testing.T, err, want error) {
	t.Helper()
	switch want := want.(type) {
	case nil:
		if err != nil {
			t.Error(err)
		}
	case *WordCountError:
		got, ok := errors.AsType[*WordCountError](err)
		if !ok || *want != (WordCountError{}) && *got != *want {
			t.Errorf("error %v, want %v", err, want)
		}
	case *UnknownWordError:
		if got, ok := errors.AsType[*UnknownWordError](err); !ok || *got != *want {
			t.Errorf("error %v, want %v", err, want)
		}
	}
}

func TestDrawnPhrasesParse(t *testing.T) {
	code, err := NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := ParseCode(string(code.Open())); err != nil || string(again.Open()) != string(code.Open()) {
		t.Errorf("ParseCode(NewCode()): %v", err)
	}
	pass, err := NewPassphrase(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := parsePhrase(string(pass.Open()), PassphraseWords); err != nil || string(again.Open()) != string(pass.Open()) {
		t.Errorf("parsePhrase(NewPassphrase()): %v", err)
	}
}

var harmlessError = regexp.MustCompile(`^phrase has \d+ words, not 7$|^word [1-7] of the phrase is not in the list$`)

func FuzzParseCode(f *testing.F) {
	f.Add(strings.Join(words[100:107], " "))
	f.Add(strings.Join(words[100:106], "-") + "\x00ABADI")
	f.Add("satu dua")
	f.Fuzz(func(t *testing.T, typed string) {
		p, err := ParseCode(typed)
		if err != nil {
			if !harmlessError.MatchString(err.Error()) {
				t.Errorf("error %q may quote what was typed", err)
			}
			return
		}
		again, err := ParseCode(string(p.Open()))
		if err != nil || !bytes.Equal(again.Open(), p.Open()) {
			t.Errorf("a parsed phrase does not parse again: %v", err)
		}
	})
}
