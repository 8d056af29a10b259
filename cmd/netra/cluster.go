package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"netra/cluster"
	"netra/gazetteer"
)

type clusterCmd struct {
	speaking
	Files []string `arg:"" name:"file" help:"Articles, as for netra read; each with a name of its own."`
}

// Help implements kong.HelpProvider.
func (clusterCmd) Help() string {
	return `Finds which articles are the same page, carry the same text or tell of the same event. What is in doubt is suggested and not
joined. With --json it writes one {"id","cluster"} a line, in the order of the files; an article that stands alone has no
cluster (null).

Examples:
  netra cluster simpanan/*.html
  netra cluster --json artikel/*.txt > kelompok.ndjson

Exit status: 0 all were read, 1 at least one could not be read (the others are compared), 2 bad call.`
}

// Run compares all articles that can be read.
func (c *clusterCmd) Run(e *env) error {
	r, _, err := newArticleReader(e, c.Law)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var items []cluster.Item
	failed := r.each(c.Files, func(a article) error {
		it := itemOf(a)
		if seen[it.ID] {
			return exitError{exitBadCall, fmt.Errorf("two files are named %s; clusters tell articles apart by their names", shown(it.ID))}
		}
		seen[it.ID] = true
		items = append(items, it)
		return nil
	})
	if exit, ok := failed.(exitError); failed != nil && (!ok || exit.cause != nil) {
		return failed
	}
	g := groupItems(items)
	if c.JSON {
		err = g.writeJSON(e.Stdout)
	} else {
		err = g.write(e.Stdout, c.speaking)
	}
	return cmp.Or(err, failed)
}

// itemOf gives what clustering looks at of an article.
func itemOf(a article) cluster.Item {
	r := &a.rec
	it := cluster.Item{
		ID: string(r.ID), URL: string(r.URL), Title: string(r.Title), Text: a.page.Text, Published: a.page.Published,
		EventDates: r.EventDates, Region: regionCode(r.Region), Acts: r.Acts, Election: string(r.Election), Year: int(r.ElectionYear),
		Kind: r.Kind, Sources: r.Sources,
	}
	for _, region := range r.Regions {
		if code := regionCode(region); code != "" && code.Level() > gazetteer.Nation {
			it.OtherRegions = append(it.OtherRegions, code)
		}
	}
	for _, p := range r.Accused {
		it.Accused = append(it.Accused, cluster.Person{Name: string(p.Name), Position: string(p.Position)})
	}
	for _, p := range r.Beneficiaries {
		it.Beneficiaries = append(it.Beneficiaries, cluster.Person{Name: string(p.Name), Position: string(p.Role)})
	}
	return it
}

// A grouping is what clustering makes of items.
type grouping struct {
	items  []cluster.Item
	edges  []cluster.Edge
	groups [][]int // of two items and more, by their first
	alone  []int
	of     []int // item -> position in groups, or -1
}

func groupItems(items []cluster.Item) grouping {
	g := grouping{items: items, edges: cluster.Edges(items), of: slices.Repeat([]int{-1}, len(items))}
	for _, members := range cluster.Clusters(items, g.edges) {
		if len(members) == 1 {
			g.alone = append(g.alone, members[0])
			continue
		}
		for _, i := range members {
			g.of[i] = len(g.groups)
		}
		g.groups = append(g.groups, members)
	}
	return g
}

// label names the cluster of an item: "c1"; it is empty for one that stands alone.
func (g grouping) label(i int) string {
	if g.of[i] < 0 {
		return ""
	}
	return fmt.Sprintf("c%d", g.of[i]+1)
}

// labels gives the label of each item that is in a cluster, by its ID.
func (g grouping) labels() map[string]string {
	of := map[string]string{}
	for i, it := range g.items {
		if label := g.label(i); label != "" {
			of[it.ID] = label
		}
	}
	return of
}

func (g grouping) writeJSON(w io.Writer) error {
	out := json.NewEncoder(w)
	for i, it := range g.items {
		var label *string
		if l := g.label(i); l != "" {
			label = &l
		}
		if err := out.Encode(struct {
			ID      string  `json:"id"`
			Cluster *string `json:"cluster"`
		}{it.ID, label}); err != nil {
			return err
		}
	}
	return nil
}

// maxShown is how many pairs of a group are explained.
const maxShown = 3

// write tells a person which articles belong together and why, and which may.
func (g grouping) write(w io.Writer, c speaking) error {
	s, err := newSpeaker(c.Lang)
	if err != nil {
		return err
	}
	inside := make([][]cluster.Edge, len(g.groups))
	var suggested []cluster.Edge
	for _, e := range slices.SortedStableFunc(slices.Values(g.edges), func(a, b cluster.Edge) int { return cmp.Compare(b.Score, a.Score) }) {
		switch {
		case e.State == cluster.Blocked:
		case g.of[e.A] < 0 || g.of[e.A] != g.of[e.B]:
			suggested = append(suggested, e)
		case e.State == cluster.Confirmed && len(inside[g.of[e.A]]) < maxShown:
			inside[g.of[e.A]] = append(inside[g.of[e.A]], e)
		}
	}
	for n, members := range g.groups {
		s.text("baca.group", "n", n+1, "size", len(members))
		g.writeItems(s, members)
		for _, e := range inside[n] {
			g.writeEdge(s, e)
		}
		s.line("")
	}
	if len(g.alone) > 0 {
		s.text("baca.alone", "n", len(g.alone))
		g.writeItems(s, g.alone)
		s.line("")
	}
	if len(suggested) > 0 {
		s.text("baca.suggested")
		for _, e := range suggested {
			g.writeEdge(s, e)
		}
	}
	return s.writeTo(w)
}

func (g grouping) writeItems(s *speaker, members []int) {
	for _, i := range members {
		it := &g.items[i]
		s.line("  %s", strings.TrimSpace(shown(it.ID)+"  "+cmp.Or(it.Title, shorten(it.Text, 0))))
	}
}

// writeEdge says what speaks for a pair, the strongest first, and what speaks against it.
func (g grouping) writeEdge(s *speaker, e cluster.Edge) {
	var why, but []string
	for _, r := range slices.SortedStableFunc(slices.Values(e.Reasons), func(a, b cluster.Reason) int {
		return cmp.Compare(math.Abs(b.Contribution), math.Abs(a.Contribution))
	}) {
		switch text := s.t(featureTexts[r.Feature]); {
		case r.Contribution < 0:
			but = append(but, text)
		default:
			why = append(why, text)
		}
	}
	words := strings.Join(why, ", ")
	if len(but) > 0 {
		words = s.t("baca.but", "why", words, "but", strings.Join(but, ", "))
	}
	s.line("    %s", s.t("baca.why", "a", shown(g.items[e.A].ID), "b", shown(g.items[e.B].ID), "why", words))
}

var featureTexts = map[cluster.Feature]string{
	cluster.SameAddress:  "baca.reason_same_address",
	cluster.SameTitle:    "baca.reason_same_title",
	cluster.TextAlike:    "baca.reason_text_alike",
	cluster.TextWithin:   "baca.reason_text_within",
	cluster.TitleWords:   "baca.reason_title_words",
	cluster.BodyWords:    "baca.reason_body_words",
	cluster.AccusedName:  "baca.reason_accused_name",
	cluster.NameInText:   "baca.reason_name_in_text",
	cluster.Beneficiary:  "baca.reason_beneficiary",
	cluster.SameOffice:   "baca.reason_same_office",
	cluster.RegionDepth:  "baca.reason_region_depth",
	cluster.SameAct:      "baca.reason_same_act",
	cluster.OtherAct:     "baca.reason_other_act",
	cluster.CloseInTime:  "baca.reason_close_in_time",
	cluster.OtherDay:     "baca.reason_other_day",
	cluster.NamesSource:  "baca.reason_names_source",
	cluster.OtherAccused: "baca.reason_other_accused",
	cluster.OtherRegion:  "baca.reason_other_region",
	cluster.OtherVote:    "baca.reason_other_election",
}
