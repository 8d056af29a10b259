package ledger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// grown is a log of that many beats with n leaves each.
func grown(t testing.TB, beats, n int) *world {
	t.Helper()
	w, now := newWorld(t), testNow
	for i := range beats {
		w.add(byte(i), n)
		if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(testBeat)
	}
	return w
}

func TestTilePaths(t *testing.T) {
	for path, want := range map[string]tlog.Tile{
		"tile/0/000":                     {H: 8, L: 0, N: 0, W: 256},
		"tile/0/000.p/1":                 {H: 8, L: 0, N: 0, W: 1},
		"tile/63/999.p/255":              {H: 8, L: 63, N: 999, W: 255},
		"tile/1/x001/x234/067":           {H: 8, L: 1, N: 1234067, W: 256},
		"tile/entries/x001/000":          {H: 8, L: -1, N: 1000, W: 256},
		"tile/entries/x001/x234/067.p/8": {H: 8, L: -1, N: 1234067, W: 8},
	} {
		if got, err := ParseTilePath(path); err != nil || got != want {
			t.Errorf("ParseTilePath(%q) = %v, %v; want %v", path, got, err, want)
		}
	}
	for _, path := range []string{
		"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/1000", "tile/0/x000/000", "tile/0/001/000",
		"tile/0/x001/x000", "tile/00/000", "tile/+0/000", "tile/-1/000", "tile/64/000", "tile/8/0/000", "tile/data/000", "tile/a/000",
		"tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/", "tile/0/000.p/1.p/1",
		"tile/0/000/", "/tile/0/000", "tile/0/000?x", "tile/entries/", "tile/entries/-01", "tile/0/ 00", "tile/0/x-01/000",
		"tile/0/" + strings.Repeat("x999/", 9) + "999", "0/000", "entries/000",
	} {
		if got, err := ParseTilePath(path); !errors.Is(err, ErrNotFound) {
			t.Errorf("ParseTilePath(%q) = %v, %v", path, got, err)
		}
	}
}

// TestTilesExistUpToThePublishedSize asks for tiles and bundles at the log's end and beyond it.
func TestTilesExistUpToThePublishedSize(t *testing.T) {
	w := grown(t, 3, 200) // 3 x 208 = 624 leaves: two full tiles and 112 hashes
	log := Log{w}
	for path, width := range map[string]int{
		"tile/0/000": 256, "tile/0/001": 256, "tile/0/002.p/112": 112, "tile/0/002.p/1": 1, "tile/0/001.p/160": 160, "tile/1/000.p/2": 2, "tile/1/000.p/1": 1,
		"tile/0/002": 0, "tile/0/002.p/113": 0, "tile/0/003.p/1": 0, "tile/0/999": 0, "tile/0/" + strings.Repeat("x999/", 5) + "999": 0,
		"tile/1/000": 0, "tile/1/000.p/3": 0, "tile/2/000.p/1": 0, "tile/63/000.p/1": 0,
	} {
		data, err := log.Tile(t.Context(), path)
		if len(data) != width*tlog.HashSize || width > 0 == errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %d bytes, %v; want %d hashes", path, len(data), err, width)
		}
	}
	for path, width := range map[string]int{"tile/entries/000": 256, "tile/entries/002.p/112": 112, "tile/entries/002": 0, "tile/entries/002.p/113": 0, "tile/entries/003.p/1": 0} {
		data, err := log.Tile(t.Context(), path)
		if len(data) != width*35 || width > 0 == errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %d bytes, %v; want %d entries", path, len(data), err, width)
		}
	}
}

// TestTilesGiveTheTree reads the whole log through its tiles with the library's own tile reader, and the entries too.
func TestTilesGiveTheTree(t *testing.T) {
	w := grown(t, 5, 300)
	log := Log{w}
	reader := tlog.TileHashReader(tlog.Tree{N: w.head.Size, Hash: w.head.Root}, tileReader{t, log})
	for i, leaf := range w.leaves {
		p, err := tlog.ProveRecord(w.head.Size, int64(i), reader)
		if err != nil || tlog.CheckRecord(p, w.head.Size, w.head.Root, int64(i), leaf.Entry.LeafHash()) != nil {
			t.Fatalf("leaf %d by tiles: %v", i, err)
		}
		if i%97 != 0 {
			continue
		}
		bundle, err := log.Tile(t.Context(), TilePath(tlog.Tile{H: 8, L: -1, N: int64(i / 256), W: i%256 + 1}))
		if err != nil {
			t.Fatal(err)
		}
		last := bundle[len(bundle)-35:]
		if binary.BigEndian.Uint16(last) != 33 || !bytes.Equal(last[2:], leaf.Entry[:]) {
			t.Errorf("entry %d in its bundle is %x", i, last)
		}
	}
}

type tileReader struct {
	t   *testing.T
	log Log
}

func (r tileReader) Height() int { return tileHeight }

func (r tileReader) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		d, err := r.log.Tile(r.t.Context(), TilePath(tile))
		if err != nil {
			return nil, fmt.Errorf("%v: %w", tile, err)
		}
		data = append(data, d)
	}
	return data, nil
}

func (r tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

// TestOnlyWhatIsPublishedIsServed looks into the moment between commit and publication.
func TestOnlyWhatIsPublishedIsServed(t *testing.T) {
	w, now := newWorld(t), testNow
	if _, err := (Log{w}).Checkpoint(t.Context()); !errors.Is(err, ErrNotFound) {
		t.Errorf("checkpoint before the first: %v", err)
	}
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	log, receiptKey := instanceKeys(t, testInstance, 1)
	issuer, err := NewIssuer(log, receiptKey)
	if err != nil {
		t.Fatal(err)
	}
	promise, err := issuer.Sign(testPromise())
	if err != nil {
		t.Fatal(err)
	}
	w.pending = []Leaf{testPromise().Opening.Leaf()}
	now = now.Add(testBeat)
	w.step = func(name string) (bool, error) { return name != "publish", faultIf(name == "publish") }
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); !errors.Is(err, errFault) || w.head.Size != 32 {
		t.Fatal(err)
	}
	w.heal()
	index := int64(16)
	for w.leaves[index] != testPromise().Opening.Leaf() {
		index++
	}
	for _, path := range []string{"tile/0/000.p/17", "tile/entries/000.p/32"} {
		if _, err := (Log{w}).Tile(t.Context(), path); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s is served before its checkpoint: %v", path, err)
		}
	}
	if _, err := (Log{w}).Receipt(t.Context(), promise, index); !errors.Is(err, ErrNotFound) {
		t.Errorf("a receipt before its checkpoint: %v", err)
	}
	if err := Audit(t.Context(), w, log.VerifierKey); err != nil {
		t.Errorf("audit in that moment: %v", err)
	}
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	receipt, err := (Log{w}).Receipt(t.Context(), promise, index)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := Verify(receipt, log.VerifierKey); err != nil || v.Index != index || v.Size != 32 {
		t.Errorf("Verify = %+v, %v", v, err)
	}
	if _, err := (Log{w}).Receipt(t.Context(), promise, index^1); !errors.Is(err, ErrDamaged) {
		t.Errorf("a receipt for another leaf: %v", err)
	}
	if _, err := (Log{w}).Receipt(t.Context(), receipt, index); !errors.Is(err, ErrPromise) {
		t.Errorf("a receipt around a receipt: %v", err)
	}
}

func TestAuditNamesWhatIsWrong(t *testing.T) {
	key := testKey(t, LogName(testInstance), 1)
	other := testKey(t, LogName(testInstance), 2)
	tests := []struct {
		rule   string
		damage func(w *world)
		says   string
	}{
		{"nothing", func(*world) {}, ""},
		{"a log that has not begun", func(w *world) { *w = *newWorld(w.t) }, ""},
		{"an opening", func(w *world) { w.leaves[1300].Opening.Salt[0] ^= 1 }, "leaf 1300: its opening"},
		{"an entry with its opening", func(w *world) { w.leaves[7] = w.leaves[8] }, "leaf 7: its stored hashes"},
		{"two leaves swapped", func(w *world) { w.leaves[7], w.leaves[8] = w.leaves[8], w.leaves[7] }, "leaf 7: its stored hashes"},
		{"a stored hash far up the tree", func(w *world) { w.hashes[tlog.StoredHashIndex(10, 0)][0] ^= 1 }, "leaf 1023: its stored hashes"},
		{"a missing leaf", func(w *world) { w.leaves = w.leaves[:1501] }, "leaf 1501 is missing"},
		{"the head's root", func(w *world) { w.head.Root[0] ^= 1 }, "root of 1536 leaves"},
		{"an unsigned size", func(w *world) { w.head.Size -= 16 }, "published checkpoint"},
		{"a checkpoint of another key", func(w *world) { w.republish(other, w.head.Size, w.head.Root) }, "published checkpoint"},
		{"a checkpoint of another tree", func(w *world) { w.republish(key, 1040, w.head.Root) }, "published root of 1040 leaves"},
		{"an older checkpoint of this tree", func(w *world) { w.republish(key, 512, w.signed[512]) }, ""},
		{"a checkpoint of size 0 with a root", func(w *world) { w.republish(key, 0, w.head.Root) }, "published checkpoint"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			w := grown(t, 3, 511)
			tt.damage(w)
			err := Audit(t.Context(), w, key.VerifierKey)
			if tt.says == "" && err != nil || tt.says != "" && (!errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), tt.says)) {
				t.Errorf("Audit = %v, want %q", err, tt.says)
			}
		})
	}
}

func (w *world) republish(key SigningKey, size int64, root tlog.Hash) {
	w.head.Checkpoint = key.signNote(Checkpoint{LogName(testInstance), size, root}.text()).encode()
}

func TestTreeHeadText(t *testing.T) {
	c := Checkpoint{LogName(testInstance), 48, tlog.Hash{1}}
	text, err := c.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	var got Checkpoint
	if err := got.UnmarshalText(text); err != nil || got != c {
		t.Errorf("read back %+v, %v", got, err)
	}
	for rule, bad := range map[string]string{
		"empty":               "",
		"an extension line":   string(text) + "x\n",
		"cut short":           string(text[:len(text)-1]),
		"a leading zero":      strings.Replace(string(text), "\n48", "\n048", 1),
		"a negative size":     strings.Replace(string(text), "\n48", "\n-48", 1),
		"a size beyond 2^48":  strings.Replace(string(text), "\n48", "\n281474976710657", 1),
		"no origin":           string(text[len(c.Origin):]),
		"an origin in spaces": " " + string(text),
	} {
		if err := got.UnmarshalText([]byte(bad)); !errors.Is(err, ErrDamaged) || got != c {
			t.Errorf("%s: %+v, %v", rule, got, err)
		}
	}
}
