package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"netra/cluster"
	"netra/eval"
)

// maxGold is the size in bytes of the largest gold.json that is read.
const maxGold = 64 << 20

type evalCmd struct {
	Dir      string `arg:"" help:"Folder with gold.json, a list of records, and articles/, whose files are named as their ids."`
	Law      string `help:"Folder of law that is laid over the one that Netra carries." env:"NETRA_LAW" placeholder:"DIR"`
	JSON     bool   `name:"json" help:"Write the numbers as one JSON object." xor:"form"`
	Misses   bool   `help:"Write each difference instead of the numbers: article, field, what gold has (-) and what was said (+)." xor:"form"`
	Clusters bool   `help:"Cluster these articles and score that too; it then counts for the headline."`
}

// Help implements kong.HelpProvider.
func (evalCmd) Help() string {
	return `Reads every article of a folder that people have annotated and says, field by field, how much of it is right. The headline is
the mean of the measures marked with a star; one for which there is nothing to score ("-") counts as 1 there. Files that
gold.json does not name are not read. How to write gold.json is in doc/reading.md, with a record and the labels.

Examples:
  netra eval contoh
  netra eval contoh --clusters --json
  netra eval contoh --misses

Exit status: 0 all were read, 1 at least one could not be read (it counts as missed), 2 bad call.`
}

// Run reads and scores.
func (c *evalCmd) Run(e *env) error {
	gold, names, err := c.folder(e)
	if err != nil {
		return exitError{exitBadCall, err}
	}
	r, _, err := newArticleReader(e, c.Law)
	if err != nil {
		return err
	}
	var said []eval.Record
	var items []cluster.Item
	failed := r.each(names, func(a article) error {
		line, err := json.Marshal(a.rec)
		if err != nil {
			return err
		}
		var rec eval.Record
		if err := json.Unmarshal(line, &rec); err != nil {
			return err
		}
		said, items = append(said, rec), append(items, itemOf(a))
		return nil
	})
	if exit, ok := failed.(exitError); failed != nil && (!ok || exit.cause != nil) {
		return failed
	}
	var clusters map[string]string
	if c.Clusters {
		clusters = groupItems(items).labels()
	}
	if c.Misses {
		err = writeMisses(e.Stdout, eval.Compare(gold, said, clusters))
	} else if scores := eval.Score(gold, said, clusters); c.JSON {
		err = json.NewEncoder(e.Stdout).Encode(scores)
	} else {
		err = writeScores(e.Stdout, scores)
	}
	if err != nil {
		return err
	}
	return failed
}

// folder reads the gold and lists the files of its articles.
func (c *evalCmd) folder(e *env) (gold []eval.Record, names []string, err error) {
	file := filepath.Join(c.Dir, "gold.json")
	data, err := readInput(e, file, maxGold)
	if err != nil {
		return nil, nil, err
	}
	if gold, err = eval.Parse(data); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	articles := filepath.Join(c.Dir, "articles")
	if _, err := os.Stat(articles); err != nil {
		return nil, nil, err
	}
	for _, g := range gold {
		if g.ID != filepath.Base(g.ID) || g.ID == ".." {
			return nil, nil, fmt.Errorf("%s: the id %q is no name of a file", file, g.ID)
		}
		names = append(names, filepath.Join(articles, g.ID))
	}
	return gold, names, nil
}

// writeScores writes the table: a row a field, the headline last. A row of nothing has no numbers, for a 1.000 would look earned.
func writeScores(w io.Writer, s eval.Scores) error {
	fmt.Fprintf(w, "articles %d, unread %d\n\n", s.Articles, s.Unread)
	fmt.Fprintf(w, "%-24s %10s %10s %10s %10s\n", "", "precision", "recall", "F1", "share")
	for _, r := range s.Rows {
		star := " "
		if r.Headline {
			star = "*"
		}
		switch {
		case r.Nothing:
			column := 43
			if r.F1 {
				column = 32
			}
			fmt.Fprintf(w, "%s %-22s %*s\n", star, r.Field, column, "-")
		case r.F1:
			fmt.Fprintf(w, "%s %-22s %10.3f %10.3f %10.3f\n", star, r.Field, r.Precision, r.Recall, r.Value)
		default:
			fmt.Fprintf(w, "%s %-22s %43.3f\n", star, r.Field, r.Value)
		}
	}
	_, err := fmt.Fprintf(w, "\nheadline %.3f\n", s.Headline)
	return err
}

// writeMisses writes a block for each field of an article in which gold and the reading differ.
func writeMisses(w io.Writer, all []eval.Outcome) error {
	for _, o := range all {
		if len(o.Missed)+len(o.Extra) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s  %s\n", shown(o.ID), o.Field)
		for _, v := range o.Missed {
			fmt.Fprintf(w, "  - %s\n", v)
		}
		for _, v := range o.Extra {
			fmt.Fprintf(w, "  + %s\n", v)
		}
	}
	return nil
}
