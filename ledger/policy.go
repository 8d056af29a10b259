package ledger

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxPolicyBytes bounds a policy file; 32 logs, witnesses and groups fit many times over.
const maxPolicyBytes = 64 << 10

// ParsePolicy reads a trust policy (C2SP tlog-policy) and returns its log keys, of which one must have signed. Receipts
// need at least one log line, and Ed25519 keys.
//
// The error wraps ErrWitnesses if the quorum is anything but none, since checkpoints carry no cosignatures yet and saying
// yes would be wrong, and ErrPolicy with the line's number if the file is malformed.
func ParsePolicy(file []byte) ([]VerifierKey, error) {
	if len(file) > maxPolicyBytes || bytes.ContainsFunc(file, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0x7f }) {
		return nil, fmt.Errorf("%w: too long, or a control character", ErrPolicy)
	}
	p := policy{members: map[string]bool{}}
	for i, line := range strings.Split(string(file), "\n") {
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if err := p.line(words); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrPolicy, i+1, err)
		}
	}
	switch {
	case p.quorum == "":
		return nil, fmt.Errorf("%w: no quorum line", ErrPolicy)
	case p.quorum != "none":
		return nil, ErrWitnesses
	case len(p.logs) == 0:
		return nil, fmt.Errorf("%w: no log line", ErrPolicy)
	}
	return p.logs, nil
}

// policy is a policy file as far as it has been read.
type policy struct {
	logs      []VerifierKey
	witnesses []string        // key material, base64
	members   map[string]bool // names of witnesses and groups; true once a group lists it
	quorum    string
}

func (p *policy) line(words []string) error {
	switch verb, args := words[0], words[1:]; {
	case verb == "log" && (len(args) == 1 || len(args) == 2):
		return p.log(args[0])
	case verb == "witness" && (len(args) == 2 || len(args) == 3):
		return p.witness(args[0], args[1])
	case verb == "group" && len(args) >= 3:
		return p.group(args[0], args[1], args[2:])
	case verb == "quorum" && len(args) == 1:
		return p.setQuorum(args[0])
	}
	return fmt.Errorf("not a log, witness, group or quorum line")
}

func (p *policy) log(text string) error {
	key, err := ParseVerifierKey(text)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(p.logs, func(k VerifierKey) bool { return k.public == key.public }) {
		return fmt.Errorf("a log's key is listed twice")
	}
	p.logs = append(p.logs, key)
	return nil
}

// witness checks the form of a witness's key but not its type, which no supported quorum uses.
func (p *policy) witness(name, key string) error {
	fields := strings.SplitN(key, "+", 3)
	if len(fields) != 3 || !validName(fields[0]) || len(fields[1]) != 8 {
		return fmt.Errorf("not a witness's key")
	}
	if raw, err := strict.DecodeString(fields[2]); err != nil || len(raw) < 2 {
		return fmt.Errorf("not a witness's key")
	}
	if slices.Contains(p.witnesses, fields[2]) {
		return fmt.Errorf("a witness's key is listed twice")
	}
	p.witnesses = append(p.witnesses, fields[2])
	return p.define(name)
}

func (p *policy) group(name, threshold string, members []string) error {
	if threshold != "all" && threshold != "any" {
		k, err := strconv.ParseUint(threshold, 10, 16)
		if err != nil || k < 1 || k > uint64(len(members)) {
			return fmt.Errorf("a group's threshold is all, any, or 1 to its number of members")
		}
	}
	for _, m := range members {
		if listed, defined := p.members[m]; !defined || listed {
			return fmt.Errorf("a group's members are defined before it and listed once")
		}
		p.members[m] = true
	}
	return p.define(name)
}

func (p *policy) define(name string) error {
	if _, defined := p.members[name]; defined || name == "none" {
		return fmt.Errorf("a name is defined twice")
	}
	p.members[name] = false
	return nil
}

func (p *policy) setQuorum(name string) error {
	if _, defined := p.members[name]; p.quorum != "" || !defined && name != "none" {
		return fmt.Errorf("one quorum line, which names a witness or group defined before it")
	}
	p.quorum = name
	return nil
}
