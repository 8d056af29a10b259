package ledger

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

// TestExtendRules looks at what one Advance holds.
func TestExtendRules(t *testing.T) {
	beat := Beat(testNow, testBeat)
	pending := func(n int) []Leaf {
		w := newWorld(t)
		w.add(9, n)
		return w.pending
	}
	tests := []struct {
		rule    string
		head    Head
		pending int
		size    int64
		dated   bool
	}{
		{"a beat without leaves is padded all the same", Head{}, 0, 16, true},
		{"date leaf and 15 leaves need no dummy", Head{}, 15, 16, true},
		{"one more leaf fills up with 15 dummies", Head{}, 16, 32, true},
		{"the largest batch with its date leaf", Head{}, MaxPending, MaxPending + 16, true},
		{"a continued beat has its date leaf already", Head{Beat: beat}, MaxPending, MaxPending, false},
		{"a continued beat without leaves adds nothing", Head{Beat: beat}, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			leaves := pending(tt.pending)
			adv, err := Extend(tt.head, beat, leaves, testRandom(2), nil)
			if err != nil {
				t.Fatal(err)
			}
			if adv.To.Size != tt.size || int64(len(adv.Leaves)) != tt.size || !adv.To.Beat.Equal(beat) {
				t.Errorf("%d leaves to size %d at %v", len(adv.Leaves), adv.To.Size, adv.To.Beat)
			}
			rest := adv.Leaves
			if tt.dated {
				if rest[0] != DateOpening(beat).Leaf() {
					t.Error("the date leaf is not first")
				}
				rest = rest[1:]
			}
			if !slices.IsSortedFunc(rest, func(a, b Leaf) int { return bytes.Compare(a.Entry[:], b.Entry[:]) }) {
				t.Error("not sorted by entry")
			}
			slices.Reverse(leaves)
			again, err := Extend(tt.head, beat, leaves, testRandom(2), nil)
			if err != nil || again.To.Root != adv.To.Root {
				t.Error("the tree tells in which order leaves came")
			}
		})
	}
	for rule, run := range map[string]func() (Advance, error){
		"more than MaxPending":          func() (Advance, error) { return Extend(Head{}, beat, pending(MaxPending+1), testRandom(2), nil) },
		"a beat before the head's":      func() (Advance, error) { return Extend(Head{Beat: beat.Add(1)}, beat, nil, testRandom(2), nil) },
		"a size that is no multiple":    func() (Advance, error) { return Extend(Head{Size: 17}, beat, nil, testRandom(2), nil) },
		"no randomness for the dummies": func() (Advance, error) { return Extend(Head{}, beat, nil, strings.NewReader(""), nil) },
		"a store without the tree's edge": func() (Advance, error) {
			none := tlog.HashReaderFunc(func([]int64) ([]tlog.Hash, error) { return nil, nil })
			return Extend(Head{Size: 16}, beat, nil, testRandom(2), none)
		},
	} {
		if _, err := run(); err == nil {
			t.Errorf("%s was accepted", rule)
		}
	}
}

// TestEdgeIsTlogs holds the tree's edge against the library, leaf by leaf.
func TestEdgeIsTlogs(t *testing.T) {
	var hashes []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			out[i] = hashes[x]
		}
		return out, nil
	})
	var grown edge
	for n := range int64(600) {
		leaf := tlog.RecordHash([]byte{byte(n), byte(n >> 8)})
		want, err := tlog.StoredHashesForRecordHash(n, leaf, reader)
		if err != nil {
			t.Fatal(err)
		}
		if got := grown.add(leaf); !slices.Equal(got, want) {
			t.Fatalf("leaf %d stores %d hashes, want %d", n, len(got), len(want))
		}
		hashes = append(hashes, want...)
		root, err := tlog.TreeHash(n+1, reader)
		read, err2 := readEdge(n+1, reader)
		if err != nil || err2 != nil || grown.root() != root || read.root() != root {
			t.Fatalf("root of %d leaves differs (%v, %v)", n+1, err, err2)
		}
	}
}

// TestFaults breaks one step of a run, with its write done or not, and says what must come of it after healing.
func TestFaults(t *testing.T) {
	tests := []struct {
		rule    string
		step    string
		call    int // which call of that step in the run, from 1
		persist bool
		size    int64 // committed after the broken run
		public  int64 // published then
	}{
		{"the file cannot be read", "load", 1, false, 16, 16},
		{"the head cannot be read", "head", 1, false, 16, 16},
		{"the hashes cannot be read", "hashes", 1, false, 16, 16},
		{"what waits cannot be read", "pending", 1, false, 16, 16},
		{"the commit fails", "advance", 1, false, 16, 16},
		{"the commit is done but its answer is lost", "advance", 1, true, 48, 16},
		{"killed after the commit", "load", 2, false, 48, 16},
		{"killed before the mark is saved", "save", 1, false, 48, 16},
		{"killed after the mark is saved", "save", 1, true, 48, 16},
		{"the publication fails", "publish", 1, false, 48, 16},
		{"the publication is done but its answer is lost", "publish", 1, true, 48, 48},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			w, now := newWorld(t), testNow
			s := w.sequencer(&now, &w.mark)
			if err := s.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.add(3, 20)
			now = now.Add(testBeat)
			calls := 0
			w.step = func(name string) (bool, error) {
				if name != tt.step {
					return true, nil
				}
				calls++
				return calls != tt.call || tt.persist, faultIf(calls == tt.call)
			}
			if err := s.Run(t.Context()); !errors.Is(err, errFault) {
				t.Fatalf("broken run: %v", err)
			}
			public, _, _ := openCheckpoint(w.head.Checkpoint)
			if w.head.Size != tt.size || public.Size != tt.public {
				t.Errorf("committed %d, published %d, want %d and %d", w.head.Size, public.Size, tt.size, tt.public)
			}
			w.heal()
			if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
				t.Fatalf("after healing: %v", err)
			}
			w.check()
			if w.head.Size != 48 || len(w.pending) != 0 {
				t.Errorf("size %d with %d waiting; want 48 and none", w.head.Size, len(w.pending))
			}
		})
	}
}

func faultIf(broken bool) error {
	if broken {
		return errFault
	}
	return nil
}

// TestTwoCrashesAnywhere kills a first process at every step, with its write done or not, then a second one at every
// step of its recovery, and lets a third finish.
func TestTwoCrashesAnywhere(t *testing.T) {
	const steps = 16 // a run has fewer
	for i := range steps * steps * 4 {
		first, second := i%steps, i/steps%steps
		w, now := newWorld(t), testNow
		w.add(3, 40)
		for _, crash := range []struct {
			at      int
			persist bool
		}{{first, i&(steps*steps) != 0}, {second, i&(steps*steps*2) != 0}} {
			step := -1
			w.step = func(string) (bool, error) {
				step++ // after the crash the process is dead: nothing succeeds or is written
				return step < crash.at || step == crash.at && crash.persist, faultIf(step >= crash.at)
			}
			now = now.Add(testBeat)
			_ = w.sequencer(&now, &w.mark).Run(t.Context())
		}
		w.heal()
		now = now.Add(testBeat)
		if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
			t.Fatalf("crashes at %d and %d: %v", first, second, err)
		}
		w.check()
		if len(w.pending) != 0 {
			t.Fatalf("crashes at %d and %d: %d leaves still wait", first, second, len(w.pending))
		}
	}
}

// TestRollbacks changes what the sequencer finds and says whether it may go on.
func TestRollbacks(t *testing.T) {
	tests := []struct {
		rule string
		do   func(w *world, restore func())
		want error
	}{
		{"the database went back one beat", func(w *world, restore func()) { restore() }, ErrRollback},
		{"the database went back and grew past the mark with other leaves", func(w *world, restore func()) {
			restore()
			w.add(7, 100)
			now, none := testNow.Add(2*testBeat), Checkpoint{}
			w.signed = map[int64]tlog.Hash{} // this one is a careless process without the file
			if err := w.sequencer(&now, &none).Run(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
		}, ErrRollback},
		{"the database went back to the same size with other leaves", func(w *world, restore func()) {
			restore()
			w.pending = nil
			w.add(7, 20)
			now, none := testNow.Add(2*testBeat), Checkpoint{}
			w.signed = map[int64]tlog.Hash{}
			if err := w.sequencer(&now, &none).Run(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
		}, ErrRollback},
		{"the database is empty again", func(w *world, _ func()) { w.head, w.leaves, w.hashes = Head{}, nil, nil }, ErrRollback},
		{"the file is another log's", func(w *world, _ func()) { w.mark.Origin = "other.example.org/log/1" }, ErrRollback},
		{"the file was lost", func(w *world, _ func()) { w.mark = Checkpoint{} }, nil},
		{"the file is older than the database", func(w *world, _ func()) { w.mark = Checkpoint{w.mark.Origin, 16, w.signed[16]} }, nil},
		{"the root was changed", func(w *world, _ func()) { w.head.Root[0] ^= 1 }, ErrDamaged},
		{"a hash on the edge was changed", func(w *world, _ func()) { w.hashes[tlog.StoredHashIndex(4, 2)][0] ^= 1 }, ErrDamaged},
		{"the published checkpoint was lost", func(w *world, _ func()) { w.head.Checkpoint = nil }, nil},
		{"nothing", func(*world, func()) {}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			w, now := newWorld(t), testNow
			run := func() error { return w.sequencer(&now, &w.mark).Run(t.Context()) }
			if err := run(); err != nil {
				t.Fatal(err)
			}
			restore := w.snapshot()
			w.add(3, 20)
			now = now.Add(testBeat)
			if err := run(); err != nil {
				t.Fatal(err)
			}
			tt.do(w, restore)
			before := len(w.signed)
			now = now.Add(5 * testBeat)
			err := run()
			if !errors.Is(err, tt.want) {
				t.Fatalf("Run = %v, want %v", err, tt.want)
			}
			if err == nil {
				w.check()
			} else if len(w.signed) != before {
				t.Error("signed all the same")
			}
		})
	}
}

// TestRollbackBeforeSigning: a commit that is lost before anybody signed it is no fork; the log goes on with other leaves.
func TestRollbackBeforeSigning(t *testing.T) {
	w, now := newWorld(t), testNow
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	restore := w.snapshot()
	w.add(3, 20)
	now = now.Add(testBeat)
	w.step = func(name string) (bool, error) { return name != "save", faultIf(name == "save") }
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); !errors.Is(err, errFault) || w.head.Size != 48 {
		t.Fatalf("Run = %v at size %d", err, w.head.Size)
	}
	w.heal()
	restore()
	w.add(4, 20)
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.check()
}

func TestRunKeepsToTheBeat(t *testing.T) {
	w, now := newWorld(t), testNow
	run := func(after time.Duration) error {
		now = now.Add(after)
		return w.sequencer(&now, &w.mark).Run(t.Context())
	}
	steps := []struct {
		rule  string
		after time.Duration
		add   int
		size  int64
		want  error
	}{
		{"the first run begins the log", 0, 0, 16, nil},
		{"within a beat nothing moves", 6 * time.Minute, 5, 16, nil},
		{"on the beat what waits is numbered", 40 * time.Second, 0, 32, nil},
		{"missed beats are one advance", 7 * testBeat, 3, 48, nil},
		{"a clock a little behind waits", -9 * time.Minute, 3, 48, nil},
		{"a clock far behind is an error", -2 * testBeat, 0, 48, ErrClock},
		{"and all is well when it is right again", 4 * testBeat, 0, 64, nil},
		{"more than MaxPending leaves are numbered in one run", testBeat, 2*MaxPending + 5, 64 + 2*MaxPending + 32, nil},
	}
	for _, tt := range steps {
		w.add(byte(tt.after/time.Second), tt.add)
		if err := run(tt.after); !errors.Is(err, tt.want) || w.head.Size != tt.size {
			t.Errorf("%s: %v, size %d; want %v, %d", tt.rule, err, w.head.Size, tt.want, tt.size)
		}
	}
	w.check()
	dates := map[Entry]int{}
	for _, leaf := range w.leaves {
		if leaf.Opening.Type == TypeDate {
			dates[leaf.Entry]++
		}
	}
	if len(dates) != 5 || dates[DateOpening(Beat(now, testBeat)).Entry()] != 1 {
		t.Errorf("date leaves %v; want one for each of 5 beats", dates)
	}
}

// TestEmptyLogIsPublished: the very first thing that is public is a signed checkpoint of size 0.
func TestEmptyLogIsPublished(t *testing.T) {
	w, now := newWorld(t), testNow
	w.step = func(name string) (bool, error) { return name != "pending", faultIf(name == "pending") }
	if err := w.sequencer(&now, &w.mark).Run(t.Context()); !errors.Is(err, errFault) {
		t.Fatal(err)
	}
	w.heal()
	want := "netra.example.org/log/1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	got, err := Log{w}.Checkpoint(t.Context())
	if n, ok := parseNote(got); err != nil || !ok || n.text != want {
		t.Errorf("checkpoint %q, %v", got, err)
	}
	w.check()
}

// TestManySequencers lets processes with files of their own race for every beat.
func TestManySequencers(t *testing.T) {
	w := newWorld(t)
	for beat := range 20 {
		w.add(byte(beat), 30)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				now, mark := testNow.Add(time.Duration(beat)*testBeat), Checkpoint{}
				s := w.sequencer(&now, &mark)
				for range 3 {
					if err := s.Run(context.Background()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		w.check()
	}
	if len(w.pending) != 0 || w.head.Size != 20*32 {
		t.Errorf("size %d with %d waiting, want %d and none", w.head.Size, len(w.pending), 20*32)
	}
}

// TestEveryHeadExtendsTheLast checks proofs between all heads of random histories, and of every leaf in the last.
func TestEveryHeadExtendsTheLast(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, now := newWorld(t), testNow
		var heads []Head
		var added []Leaf
		for i, n := range rapid.SliceOfN(rapid.IntRange(0, 70), 1, 12).Draw(rt, "batches") {
			w.add(byte(i), n)
			added = append(added, w.pending...)
			now = now.Add(testBeat)
			if err := w.sequencer(&now, &w.mark).Run(context.Background()); err != nil {
				rt.Fatal(err)
			}
			heads = append(heads, w.head)
		}
		reader := hashReader(context.Background(), w)
		last := heads[len(heads)-1]
		for _, old := range heads {
			p, err := tlog.ProveTree(last.Size, old.Size, reader)
			if err != nil || tlog.CheckTree(p, last.Size, last.Root, old.Size, old.Root) != nil {
				rt.Fatalf("size %d does not extend size %d", last.Size, old.Size)
			}
		}
		for i, leaf := range w.leaves {
			p, err := tlog.ProveRecord(last.Size, int64(i), reader)
			if err != nil || tlog.CheckRecord(p, last.Size, last.Root, int64(i), leaf.Entry.LeafHash()) != nil {
				rt.Fatalf("leaf %d is not included", i)
			}
		}
		for _, leaf := range added {
			if !slices.Contains(w.leaves, leaf) {
				rt.Fatal("a leaf that waited was never numbered")
			}
		}
	})
}
