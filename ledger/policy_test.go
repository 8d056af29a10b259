package ledger

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestPolicies(t *testing.T) {
	log, _ := instanceKeys(t, testInstance, 1)
	other, _ := instanceKeys(t, "lain.example.org", 2)
	l, o := log.VerifierKey, other.VerifierKey
	witness := func(n string) string { return "witness.example/" + n + "+0123abcd+BA" + strings.Repeat(n, 42) }
	x, y := "witness X "+witness("x")+"\n", "witness Y "+witness("y")+" https://y.example/\n"
	tests := []struct {
		rule, file string
		keys       []VerifierKey
		want       error
	}{
		{"one log and no witnesses", "log " + l.String() + "\nquorum none\n", []VerifierKey{l}, nil},
		{"any of several logs may have signed", "log " + l.String() + " https://a.example/log/\nlog " + o.String() + "\nquorum none\n", []VerifierKey{l, o}, nil},
		{"comments, blank lines, tabs and spaces", "# kebijakan\n\n \t# x\n\tlog  " + l.String() + " \nquorum\tnone", []VerifierKey{l}, nil},
		{"the quorum may come first, and comments may be beyond ASCII", "quorum none\n# \xffé\nlog " + l.String() + "\n", []VerifierKey{l}, nil},
		{"witnesses that the quorum does not ask for", "log " + l.String() + "\n" + x + y + "group G any X Y\nquorum none\n", []VerifierKey{l}, nil},

		{"a quorum of one witness", "log " + l.String() + "\n" + x + "quorum X\n", nil, ErrWitnesses},
		{"a quorum of groups", "log " + l.String() + "\n" + x + y + "group G 1 X\ngroup H all G Y\nquorum H\n", nil, ErrWitnesses},

		{"nothing", "", nil, ErrPolicy},
		{"no quorum line", "log " + l.String() + "\n", nil, ErrPolicy},
		{"two quorum lines", "log " + l.String() + "\nquorum none\nquorum none\n", nil, ErrPolicy},
		{"no log", "quorum none\n", nil, ErrPolicy},
		{"a log listed twice", "log " + l.String() + "\nlog " + l.String() + "\nquorum none\n", nil, ErrPolicy},
		{"a log listed twice under two names", "log " + l.String() + "\nlog " + testKey(t, "x", 1).String() + "\nquorum none\n", nil, ErrPolicy},
		{"a log without key", "log\nquorum none\n", nil, ErrPolicy},
		{"a log with a word too many", "log " + l.String() + " a b\nquorum none\n", nil, ErrPolicy},
		{"a log key of another type", "log " + witness("x") + "\nquorum none\n", nil, ErrPolicy},
		{"a damaged log key", "log " + l.String()[1:] + "\nquorum none\n", nil, ErrPolicy},
		{"a quorum of a name that nobody defined", "log " + l.String() + "\nquorum X\n", nil, ErrPolicy},
		{"a quorum of a name that is defined later", "log " + l.String() + "\nquorum X\n" + x, nil, ErrPolicy},
		{"a group of a name that is defined later", "log " + l.String() + "\ngroup G any X\n" + x + "quorum none\n", nil, ErrPolicy},
		{"a member in two groups", "log " + l.String() + "\n" + x + "group G any X\ngroup H any X\nquorum none\n", nil, ErrPolicy},
		{"a threshold above the number of members", "log " + l.String() + "\n" + x + "group G 2 X\nquorum none\n", nil, ErrPolicy},
		{"a threshold of 0", "log " + l.String() + "\n" + x + "group G 0 X\nquorum none\n", nil, ErrPolicy},
		{"a group without members", "log " + l.String() + "\ngroup G any\nquorum none\n", nil, ErrPolicy},
		{"a group called none", "log " + l.String() + "\n" + x + "group none any X\nquorum none\n", nil, ErrPolicy},
		{"a name defined twice", "log " + l.String() + "\n" + x + "witness X " + witness("z") + "\nquorum none\n", nil, ErrPolicy},
		{"a witness listed twice", "log " + l.String() + "\n" + x + "witness Y " + witness("x") + "\nquorum none\n", nil, ErrPolicy},
		{"a malformed witness", "log " + l.String() + "\nwitness X key\nquorum none\n", nil, ErrPolicy},
		{"an unknown line", "log " + l.String() + "\nwitnes X\nquorum none\n", nil, ErrPolicy},
		{"line ends of Windows", "log " + l.String() + "\r\nquorum none\r\n", nil, ErrPolicy},
		{"a file of more than 64 KiB", "log " + l.String() + "\nquorum none\n#" + strings.Repeat(" ", maxPolicyBytes), nil, ErrPolicy},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			keys, err := ParsePolicy([]byte(tt.file))
			if !errors.Is(err, tt.want) || !slices.Equal(keys, tt.keys) {
				t.Errorf("ParsePolicy(%q) = %v, %v; want %v", tt.file, keys, err, tt.want)
			}
		})
	}
}
