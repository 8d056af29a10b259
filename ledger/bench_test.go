package ledger

import (
	"context"
	"testing"
)

func BenchmarkVerify(b *testing.B) {
	log, receiptKey := instanceKeys(b, testInstance, 1)
	good := issue(b, log, receiptKey, testPromise())
	for name, receipt := range map[string][]byte{"promise": good.promise, "proof": good.proof} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Verify(receipt, good.key); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSignPromise(b *testing.B) {
	issuer, err := NewIssuer(instanceKeys(b, testInstance, 1))
	if err != nil {
		b.Fatal(err)
	}
	p := testPromise()
	for b.Loop() {
		if _, err := issuer.Sign(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExtend4096(b *testing.B) {
	w := grown(b, 3, 100)
	w.add(9, MaxPending)
	for b.Loop() {
		if _, err := Extend(w.head, w.head.Beat.Add(testBeat), w.pending, testRandom(1), hashReader(context.Background(), w)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEntry(b *testing.B) {
	o := testPromise().Opening
	for b.Loop() {
		_ = o.Entry()
	}
}

func BenchmarkReceiptFromLogOf65536(b *testing.B) {
	log, receiptKey := instanceKeys(b, testInstance, 1)
	issuer, err := NewIssuer(log, receiptKey)
	if err != nil {
		b.Fatal(err)
	}
	promise, err := issuer.Sign(testPromise())
	if err != nil {
		b.Fatal(err)
	}
	w, now := newWorld(b), testNow
	w.pending = []Leaf{testPromise().Opening.Leaf()}
	w.add(1, 65_000)
	if err := w.sequencer(&now, &w.mark).Run(context.Background()); err != nil {
		b.Fatal(err)
	}
	index := int64(0)
	for w.leaves[index] != testPromise().Opening.Leaf() {
		index++
	}
	for b.Loop() {
		if _, err := (Log{w}).Receipt(context.Background(), promise, index); err != nil {
			b.Fatal(err)
		}
	}
}
