package main

import (
	"testing"
	"time"
)

// BenchmarkStart is from running the command on a used data folder until it listens.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	args := []string{"serve", "--data", dir, "--listen", "127.0.0.1:0"}
	n, err := startNetra(dir, args...)
	if err != nil {
		b.Fatal(err)
	}
	n.kill()
	for b.Loop() {
		n, err := startNetra(dir, args...)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		n.kill()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed()/time.Millisecond)/float64(b.N), "ms/start")
}
