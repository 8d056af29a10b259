// Command conformance checks a Netra log from outside, with other people's code: Tessera's client and fsck read every
// entry and every tile, compute the tree anew and compare it with the signed checkpoint; its proofs are verified by
// transparency-dev/merkle. Nothing here comes from Netra's own ledger package.
//
//	go run . --url http://127.0.0.1:8080/log/ --key NAME+ID+KEY [--since FILE]
//
// The exit status is 0 if the log conforms to C2SP tlog-tiles and tlog-checkpoint, 1 if not, and 2 for a bad call.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"k8s.io/klog/v2"
)

func main() {
	address := flag.String("url", "", "the log's prefix, such as http://127.0.0.1:8080/log/")
	key := flag.String("key", "", "the log's verifier key; its name is the origin")
	since := flag.String("since", "", "a file with an older checkpoint that the log must extend")
	patience := flag.Duration("timeout", time.Minute, "how long all of it may take")
	flag.Parse()
	prefix, err := url.Parse(*address)
	verifier, err2 := note.NewVerifier(*key)
	if err != nil || err2 != nil || prefix.Host == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	var older []byte
	if *since != "" {
		if older, err = os.ReadFile(*since); err != nil {
			fmt.Fprintln(os.Stderr, "conformance:", err)
			os.Exit(2)
		}
	}
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	ctx, cancel := context.WithTimeout(context.Background(), *patience)
	defer cancel()
	size, err := check(ctx, prefix, verifier, older)
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
	fmt.Printf("conforms: %d entries of %s\n", size, verifier.Name())
}

// check reads the whole log below prefix and returns its size.
func check(ctx context.Context, prefix *url.URL, key note.Verifier, older []byte) (uint64, error) {
	if !strings.HasSuffix(prefix.Path, "/") {
		prefix.Path += "/"
	}
	fetch, err := client.NewHTTPFetcher(prefix, http.DefaultClient)
	if err != nil {
		return 0, err
	}
	checkpoint, raw, n, err := client.FetchCheckpoint(ctx, fetch.ReadCheckpoint, key, key.Name())
	if err != nil {
		return 0, err
	}
	if len(n.Sigs) != 1 || len(n.UnverifiedSigs) != 0 || strings.Count(n.Text, "\n") != 3 {
		return 0, fmt.Errorf("checkpoint has extension lines or further signatures:\n%s", raw)
	}
	fixed := frozen{fetch, raw} // the log may grow meanwhile
	if err := checkAll(ctx, fixed, key); err != nil {
		return 0, fmt.Errorf("fsck: %w", err)
	}
	if err := checkProofs(ctx, fixed, checkpoint); err != nil {
		return 0, err
	}
	if err := checkGrowth(ctx, fixed, key, older); err != nil {
		return 0, err
	}
	return checkpoint.Size, checkHTTP(ctx, prefix, checkpoint.Size)
}

// frozen is a log as of one checkpoint.
type frozen struct {
	*client.HTTPFetcher
	checkpoint []byte
}

func (f frozen) ReadCheckpoint(context.Context) ([]byte, error) { return f.checkpoint, nil }

// checkAll runs Tessera's fsck. It is left behind when ctx ends, since it waits for ever once all its workers have failed.
func checkAll(ctx context.Context, log frozen, key note.Verifier) error {
	done := make(chan error, 1)
	go func() { done <- fsck.New(key.Name(), key, log, leafHashes, fsck.Opts{N: 16}).Check(ctx) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leafHashes are the Merkle leaf hashes of a bundle's entries, each of which must be a version byte and 32 more.
func leafHashes(data []byte) ([][]byte, error) {
	var bundle api.EntryBundle
	if err := bundle.UnmarshalText(data); err != nil {
		return nil, err
	}
	var hashes [][]byte
	for _, e := range bundle.Entries {
		if len(e) != 33 || e[0] != 1 {
			return nil, fmt.Errorf("entry %x is not one of Netra's", e)
		}
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return hashes, nil
}

// checkProofs builds inclusion proofs of up to 100 leaves, first and last among them, from tiles alone.
func checkProofs(ctx context.Context, f frozen, c *log.Checkpoint) error {
	builder, err := client.NewProofBuilder(ctx, c.Size, f.ReadTile)
	if err != nil {
		return err
	}
	for i := uint64(0); i < c.Size; {
		path, err := builder.InclusionProof(ctx, i)
		if err != nil {
			return fmt.Errorf("build proof of leaf %d: %w", i, err)
		}
		leaf, err := client.FetchLeafHashes(ctx, f.ReadTile, i, 1, c.Size)
		if err != nil {
			return fmt.Errorf("fetch leaf %d: %w", i, err)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, i, c.Size, leaf[0], path, c.Hash); err != nil {
			return fmt.Errorf("proof of leaf %d: %w", i, err)
		}
		if i == c.Size-1 {
			break
		}
		i = min(i+1+c.Size/100, c.Size-1)
	}
	return nil
}

// checkGrowth proves that the log extends an older checkpoint of it, if there is one.
func checkGrowth(ctx context.Context, f frozen, key note.Verifier, older []byte) error {
	if older == nil {
		return nil
	}
	tracker, err := client.NewLogStateTracker(ctx, f.ReadTile, older, key, key.Name(), client.UnilateralConsensus(f.ReadCheckpoint))
	if err != nil {
		return fmt.Errorf("older checkpoint: %w", err)
	}
	before := tracker.Latest()
	if _, _, _, err := tracker.Update(ctx); err != nil {
		return err
	}
	if now := tracker.Latest(); now.Size == before.Size {
		fresh, _, _, err := client.FetchCheckpoint(ctx, f.ReadCheckpoint, key, key.Name())
		if err != nil || fresh.Size != before.Size || string(fresh.Hash) != string(before.Hash) {
			return fmt.Errorf("the log does not extend its checkpoint of %d entries", before.Size)
		}
	}
	return nil
}

// checkHTTP looks at what the client above does not: media types, and that nothing beyond the log is served.
func checkHTTP(ctx context.Context, prefix *url.URL, size uint64) error {
	tests := []struct {
		path, media string // no media type: must not be found
	}{
		{"checkpoint", "text/plain"},
		{fmt.Sprintf("tile/0/000.p/%d", min(size, 255)), "application/octet-stream"},
		{fmt.Sprintf("tile/entries/000.p/%d", min(size, 255)), "application/octet-stream"},
		{"tile/0/x999/x999/999", ""},
		{"tile/entries/x999/x999/999", ""},
		{"tile/0/000.p/0", ""},
		{"tile/0/000.p/256", ""},
		{"tile/00/000", ""},
		{"tile/64/000.p/1", ""},
	}
	for _, tt := range tests {
		if size == 0 && tt.media == "application/octet-stream" {
			continue // an empty log has no tiles
		}
		status, media, err := head(ctx, prefix.JoinPath(tt.path))
		if err != nil {
			return err
		}
		if tt.media == "" && status != http.StatusNotFound || tt.media != "" && (status != http.StatusOK || media != tt.media) {
			return fmt.Errorf("%s: status %d, type %q; want %q", tt.path, status, media, tt.media)
		}
	}
	return nil
}

func head(ctx context.Context, address *url.URL) (status int, media string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return 0, "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	media, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return resp.StatusCode, media, nil
}
