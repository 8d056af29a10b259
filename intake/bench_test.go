package intake_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"sync"
	"testing"

	"netra/intake"
	"netra/store/storetest"
	"netra/vault"
)

// BenchmarkAccept is what the server does for a report that was sealed in a browser: checks, leaf, promise, one transaction
// that is flushed to disk. Clients are so many at once.
func BenchmarkAccept(b *testing.B) {
	for _, kind := range []string{"sqlite", "postgres"} {
		for _, clients := range []int{1, 4, 16} {
			b.Run(fmt.Sprintf("%s/%d_clients", kind, clients), func(b *testing.B) {
				w := worldOn(b, storetest.Open(b, storetest.Addresses(b)[kind]))
				sealed := w.sealedReports(b.N)
				b.ResetTimer()
				var wg sync.WaitGroup
				for c := range clients {
					wg.Go(func() {
						for i := c; i < len(sealed); i += clients {
							if _, err := w.FileSealed(b.Context(), sealed[i]); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
			})
		}
	}
}

// sealedReports seals n reports, each under words of its own as far as the server can tell.
func (w *world) sealedReports(n int) []intake.SealedFiling {
	w.t.Helper()
	f := form()
	f.Tidy()
	review, err := w.Review(w.t.Context(), f)
	w.must(err)
	keys, err := vault.ReporterKeys(w.code(), instance)
	w.must(err)
	sealed := make([]intake.SealedFiling, n)
	for i := range sealed {
		_, err := io.ReadFull(rand.Reader, keys.Lookup[:])
		w.must(err)
		sealed[i], err = w.SealFor(review, keys)
		w.must(err)
	}
	return sealed
}

// BenchmarkUpload is a file that the server seals as it comes, flushed to the blob folder.
func BenchmarkUpload(b *testing.B) {
	w := worldOn(b, storetest.Open(b, storetest.SQLite(b)))
	w.MaxFile = 1 << 30
	a, _ := w.adder()
	data := bytes.Repeat([]byte("gambar dan suara"), 4<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := w.AddFile(b.Context(), a, "video.mp4", "video/mp4", bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlainAge is the same bytes through age alone.
func BenchmarkPlainAge(b *testing.B) {
	id, err := vault.NewIdentity(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	data := bytes.Repeat([]byte("gambar dan suara"), 4<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		out, err := vault.SealTo(io.Discard, id.Recipient())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := out.Write(data); err != nil {
			b.Fatal(err)
		}
		if err := out.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
