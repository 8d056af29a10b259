package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"netra/extract"
	"netra/extract/page"
	"netra/law"
)

type readCmd struct {
	speaking
	Explain bool     `help:"Show for every field where it was taken from and by which rule. JSON always has it."`
	Files   []string `arg:"" name:"file" help:"Article or post: a file of text or HTML, the address of a page, or - for standard input."`
}

// Help implements kong.HelpProvider.
func (readCmd) Help() string {
	return `Reads Indonesian articles and posts on the neutrality of civil servants: what is alleged, of whom, where, when, said by whom,
and how far it has gone, with the sentence behind each. It reports what a text alleges; whether it is so, people decide.

Of an address that one page is fetched, from public servers only, without a proxy. A text file may begin with a line that is the
address of its page and a line that is its title.

The rules that --explain shows are the names of sections and cues in the lists and in weights.txt that Netra reads by; they are
the same in every language.

Examples:
  netra read artikel.txt
  netra read --json simpanan/*.html > catatan.ndjson
  netra read --explain --lang en https://koran.example/berita/1

Exit status: 0 all were read, 1 at least one could not be read (the others are written), 2 bad call.`
}

// Run writes each article as soon as it is read.
func (c *readCmd) Run(e *env) error {
	r, l, err := newArticleReader(e, c.Law)
	if err != nil {
		return err
	}
	out := json.NewEncoder(e.Stdout)
	out.SetEscapeHTML(false)
	s, err := newSpeaker(c.Lang)
	if err != nil {
		return err
	}
	return r.each(c.Files, func(a article) error {
		if c.JSON {
			return out.Encode(a.rec)
		}
		s.out.Reset()
		a.write(s, l, c.Explain)
		return s.writeTo(e.Stdout)
	})
}

// An article is a page and what was read from it.
type article struct {
	page  page.Page
	rec   extract.Record
	sents []bounds // of the page's text, in order; set by write
}

// An articleReader reads articles for the commands that take them.
type articleReader struct {
	e      *env
	reader *extract.Reader
	client *http.Client
}

// newArticleReader loads the law, over which dir is laid unless it is empty, and the reader's lexicons.
func newArticleReader(e *env, dir string) (*articleReader, *law.Law, error) {
	l, _, err := loadLaw(dir)
	if err != nil {
		return nil, nil, err
	}
	reader, err := extract.New(l)
	if err != nil {
		return nil, nil, err
	}
	return &articleReader{e, reader, newPageClient(publicDialer.DialContext)}, l, nil
}

// each reads one article after the other and hands it to do. What cannot be read is told on the standard error and does not stop
// the rest; the error is then an exitError without a cause. An error of do stops.
func (r *articleReader) each(names []string, do func(article) error) error {
	failed := false
	for _, name := range names {
		a, err := r.read(name)
		if ended := r.e.Ctx.Err(); ended != nil {
			return ended
		}
		if err != nil {
			fmt.Fprintf(r.e.Stderr, "netra: %s: %s\n", shown(page.WithoutUser(name)), shown(err.Error()))
			failed = true
			continue
		}
		if err := do(a); err != nil {
			return err
		}
	}
	if failed {
		return exitError{status: exitFailed}
	}
	return nil
}

// read reads a file, standard input (-) or the page at an address. The record's id is the file's base name, "-" or the address
// without a user. The errors are those of page.Parse, of the file without its name, of fetch, and of the command's context.
func (r *articleReader) read(name string) (article, error) {
	id, hint := name, page.Hint{Name: name}
	var data []byte
	var err error
	switch scheme, _, ok := strings.Cut(name, "://"); {
	case name == "-":
		data, err = unlessDone(r.e.Ctx, func() ([]byte, error) { return readPage(r.e.Stdin) })
	case ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		id = page.WithoutUser(name)
		data, hint, err = fetch(r.e.Ctx, r.client, name)
	case ok:
		err = errors.New("only http and https addresses can be fetched")
	default:
		id = filepath.Base(name)
		data, err = unlessDone(r.e.Ctx, func() ([]byte, error) { return readPageFile(name) })
	}
	if err != nil {
		return article{}, err
	}
	p, err := page.Parse(data, hint)
	if err != nil {
		return article{}, err
	}
	rec := r.reader.Read(&p)
	rec.ID = extract.Text(id)
	return article{page: p, rec: rec}, nil
}

// readPage reads one byte more than a page may have, so that page.Parse knows a larger one.
func readPage(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, page.MaxBytes+1)) }

func readPageFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = readPage(f); err == nil {
			return data, nil
		}
	}
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		err = at.Err // whoever reports it names the file
	}
	return nil, err
}

// unlessDone gives what get gets, or the error of ctx if that ends before: a terminal or a pipe may never say anything, and a pipe
// cannot even be opened before somebody writes to it. What get does then is left to itself, for the command ends.
func unlessDone(ctx context.Context, get func() ([]byte, error)) ([]byte, error) {
	var data []byte
	var err error
	got := make(chan struct{})
	go func() {
		defer close(got)
		data, err = get()
	}()
	select {
	case <-got:
		return data, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
