package ledger

import (
	"bytes"
	"errors"
	"testing"
)

func FuzzVerify(f *testing.F) {
	key, vectors := receiptVectors(f)
	valid := map[string]bool{}
	for _, v := range vectors {
		f.Add(v.data)
		valid[string(v.data)] = v.Verdict == "valid" || v.Verdict == "promised"
	}
	f.Fuzz(func(t *testing.T, receipt []byte) {
		_, err := Verify(receipt, key)
		if err == nil != valid[string(receipt)] {
			t.Errorf("Verify = %v", err)
		}
		if err != nil && !errors.Is(err, ErrInvalid) && !errors.Is(err, ErrUnknownKey) {
			t.Errorf("an error without a name: %v", err)
		}
		if r, ok := parseReceipt(receipt); ok && r.proof == nil && !bytes.Equal(r.promise.note.encode(), receipt) {
			t.Error("a promise with a second form")
		}
	})
}

func FuzzParsePolicy(f *testing.F) {
	log, _ := instanceKeys(f, testInstance, 1)
	f.Add([]byte("log " + log.String() + " https://a.example/\n# x\nwitness X a+0123abcd+BAAA\ngroup G 1 X\nquorum none\n"))
	f.Add([]byte("quorum none"))
	f.Fuzz(func(t *testing.T, file []byte) {
		keys, err := ParsePolicy(file)
		if (err == nil) != (len(keys) > 0) || err != nil && !errors.Is(err, ErrPolicy) && !errors.Is(err, ErrWitnesses) {
			t.Errorf("ParsePolicy = %v, %v", keys, err)
		}
		for _, k := range keys {
			if !bytes.Contains(file, []byte(k.String())) {
				t.Errorf("%v is not in the file", k)
			}
		}
	})
}

func FuzzParseTilePath(f *testing.F) {
	for _, path := range []string{"tile/0/000", "tile/63/x001/234.p/5", "tile/entries/x999/x001/002.p/255", "tile/8/data/000"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		tile, err := ParseTilePath(path)
		if err == nil && (TilePath(tile) != path || tile.L < -1 || tile.L > 63 || tile.N < 0 || tile.W < 1 || tile.W > 256) {
			t.Errorf("ParseTilePath(%q) = %v", path, tile)
		}
	})
}

func FuzzParseKeys(f *testing.F) {
	key := testKey(f, LogName(testInstance), 1)
	file, err := FormatSigningKey(key.Name(), [32]byte{1})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(key.String())
	f.Add(file)
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := ParseVerifierKey(text); err == nil && k.String() != text {
			t.Errorf("%q has a second form", text)
		}
		if k, err := ParseSigningKey(text); err == nil && !validName(k.Name()) {
			t.Errorf("a key named %q", k.Name())
		}
	})
}
