package page

import (
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
)

// enough is the length in bytes of a story's sentences below which the other ways to find it are tried.
const enough = 200

// html reads an HTML page.
func (d *draft) html(text string) {
	d.markup = true
	t := build(text, true)
	linked := readLinked(t.linked)
	d.describe(t, linked)
	all := flatten(t.body)
	d.lines = d.body(all, grab(t.body))
	if prose(d.lines) < enough && len(linked.body) >= enough {
		d.lines = written(linked.body)
	}
	if prose(d.lines) < enough && t.found > 0 {
		// A class that elsewhere means an advert may here hold the story.
		if t2 := build(text, false); t2.body.FirstChild != nil {
			all = flatten(t2.body)
			if lines := d.body(all, grab(t2.body)); prose(lines) >= enough && prose(lines) > 3*prose(d.lines) {
				d.lines = lines
			}
		}
	}
	if prose(d.lines) == 0 {
		d.lines = nil
	}
}

// describe takes what head, JSON-LD and marked elements say.
func (d *draft) describe(t *tree, a account) {
	if d.url == "" {
		for _, u := range []string{t.link, t.first("og:url"), a.url} {
			if isURL(u) {
				d.url = tidy(u)
				break
			}
		}
	}
	d.site = t.first("og:site_name", "application-name", "twitter:site")
	if d.site == "" {
		d.site = tidy(a.publisher)
	}
	d.site = strings.TrimPrefix(d.site, "@")
	host := outlet(d.url)
	heading := ""
	for n := range headings(t.body) {
		if s := nodeText(n, 400); len(strings.Fields(s)) >= 3 {
			heading = s
			break
		}
	}
	for _, s := range []string{t.first("og:title"), tidy(html.UnescapeString(a.headline)), t.first("twitter:title", "headline"), heading, d.titleOf(t)} {
		s = cutOutlet(s, d.site, host, heading)
		if s == "" || isSite(s, d.site, host) {
			continue
		}
		d.headings = append(d.headings, s)
		if s == d.titleOf(t) && len(strings.Fields(s)) < 5 && d.title == "" {
			d.spare = s // perhaps the name of the site alone
			break
		}
		set(&d.title, s)
	}
	d.headings = append(d.headings, heading)
	for _, s := range []string{a.author, t.first("dtk:author", "content_author", "article:author", "author"), t.author} {
		s = cleanName(s)
		if s != "" && !isURL(s) && !isSite(s, d.site, host) && !rules().lists[nobody][strings.ToLower(s)] {
			d.author = s
			break
		}
	}
	d.stamps = append(d.stamps, a.published, t.first("article:published_time", "og:article:published_time", "dtk:publishdate",
		"content_publisheddate", "datepublished", "publishdate", "publish-date", "pubdate", "dc.date.issued", "dc.date", "date", "og:published_time"))
	d.declared = len(d.stamps)
	d.stamps = append(d.stamps, t.times...)
	d.dates = t.dates
	d.captions = t.captions
}

// titleOf returns the title element's text. Where nothing tells the outlet's name, what stands behind the last dash or bar is
// taken for it if it is short.
func (d *draft) titleOf(t *tree) string {
	s := cutOutlet(t.title, d.site, outlet(d.url), "")
	if d.site != "" || d.url != "" {
		return s
	}
	for _, mark := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(s, mark); i > 0 && len(strings.Fields(s[:i])) >= 5 && len(strings.Fields(s[i+len(mark):])) <= 4 {
			return s[:i]
		}
	}
	return s
}

// headings yields the h1 elements.
func headings(n *html.Node) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && c.Data == "h1" && !yield(c) {
				return
			}
		}
	}
}

// grab returns the lines of what readability takes for the article.
func grab(body *html.Node) []line {
	p := readability.NewParser()
	p.DisableJSONLD = true
	p.CharThresholds = enough
	root := body
	for root.Parent != nil {
		root = root.Parent
	}
	article, err := p.ParseAndMutate(root, nil)
	if err != nil || article.Node == nil {
		return nil
	}
	node := article.Node
	if node.Parent != nil {
		node = node.Parent
	}
	return flatten(node)
}

// body returns the lines of the article, and before them those that stand between the page's heading and its first paragraph. If
// readability found too little, the article is the longest run of sentences of the page.
func (d *draft) body(all, article []line) []line {
	if prose(article) < enough {
		if run := longestRun(all); prose(run) > prose(article) {
			article = run
		}
	}
	if len(article) == 0 {
		return nil
	}
	first := -1
	for i, l := range all {
		if l.text == article[0].text || len(l.text) > 60 && strings.HasPrefix(article[0].text, l.text[:60]) {
			first = i
			break
		}
	}
	if first <= 0 {
		return article
	}
	from := max(0, first-15)
	for i := first - 1; i >= from; i-- {
		if d.isTitle(all[i].text) {
			from = i + 1
			break
		}
	}
	return append(append([]line{}, all[from:first]...), article...)
}

func (d *draft) isTitle(s string) bool {
	if s == d.title {
		return s != ""
	}
	for _, h := range d.headings {
		if h != "" && s == h {
			return true
		}
	}
	return false
}

// written returns the lines of a body that JSON-LD gives, as text or as HTML.
func written(body string) []line {
	if strings.Contains(body, "&lt;") {
		body = html.UnescapeString(body)
	}
	if strings.Contains(body, "<p") || strings.Contains(body, "<br") {
		return flatten(build(body, true).body)
	}
	return paragraphs(html.UnescapeString(body))
}

// prose returns how many bytes of sentences the lines have.
func prose(lines []line) int {
	n := 0
	for _, l := range lines {
		if l.linked*2 < len(l.text) && sentence(l.text) {
			n += len(l.text)
		}
	}
	return n
}

// longestRun returns the run of lines that has most in sentences; three lines of something else do not break it.
func longestRun(all []line) []line {
	var best []line
	most := 0
	for i := 0; i < len(all); {
		end, gap, n := i, 0, 0
		j := i
		for ; j < len(all) && gap <= 3; j++ {
			if all[j].linked*2 < len(all[j].text) && sentence(all[j].text) {
				n += len(all[j].text)
				end, gap = j+1, 0
			} else {
				gap++
			}
		}
		if n > most {
			most, best = n, all[i:end]
		}
		i = j
	}
	for len(best) > 0 && !sentence(best[0].text) {
		best = best[1:]
	}
	return best
}

// page makes the page of a draft.
func (d *draft) page() Page {
	p := Page{URL: tidy(strings.ToValidUTF8(d.url, "")), Title: d.title, Captions: d.captions}
	p.Outlet = outlet(p.URL)
	d.lines = joinDatelines(d.lines, p.Outlet)
	d.read(&p)
	set(&p.Title, d.spare)
	p.Byline = d.author
	if p.Outlet == "" {
		p.Outlet = d.site
	}
	for i, s := range append(d.stamps, d.dates...) {
		if st, ok := readInstant(s); ok {
			p.Published, p.PublishedAt, p.PublishedBy = st.day, tidy(st.text), "stamp"
			if i < d.declared {
				p.PublishedBy = "metadata"
			}
			break
		}
	}
	if p.Published.IsZero() {
		if st, ok := urlStamp(p.URL); ok {
			p.Published, p.PublishedAt, p.PublishedBy = st.day, st.text, "address"
		}
	}
	return p
}

// joinDatelines puts a dateline that stands in an element of its own, "Boja -", before the paragraph that follows it.
func joinDatelines(lines []line, host string) []line {
	for i := range min(len(lines)-1, 25) {
		s := lines[i].text
		if len(s) > maxDateline || !strings.HasSuffix(s, "-") && !strings.HasSuffix(s, "–") && !strings.HasSuffix(s, "—") {
			continue
		}
		if _, _, ok := readDateline(s, host); ok && sentence(lines[i+1].text) {
			lines[i+1].text = s + " " + lines[i+1].text
			return append(lines[:i:i], lines[i+1:]...)
		}
	}
	return lines
}

// read sorts the lines: those above the story give title, byline, stamp and captions; the story's own become p.Text, without the
// rest of the page.
func (d *draft) read(p *Page) {
	rs := rules()
	start := d.start(p, rs)
	editedBy := ""
	for _, l := range d.lines[:start] {
		d.headLine(p, rs, l, &editedBy)
	}
	var story []line
	seen := map[string]bool{}
	fall := false // the headlines under a "Baca juga" are falling
	for i, l := range d.lines[start:] {
		s := l.text
		k, n := rs.judge(s)
		switch k {
		case byline, editor:
			d.signed(k, following(s, n), &editedBy)
			continue
		case caption:
			p.Captions = append(p.Captions, s)
			continue
		case source:
			addSource(p, s)
			continue
		case dropLine:
			if st, _, ok := readStamp(s); ok {
				d.stamp(st)
			}
			continue
		case dropBlock:
			fall = len(strings.Fields(following(s, n))) < 3
			continue
		case dropRest:
			if len(story) > 0 {
				d.rest(p, rs, d.lines[start+i+1:], &editedBy)
				d.finish(p, story, editedBy)
				return
			}
			continue
		}
		if st, _, ok := readStamp(s); ok {
			d.stamp(st)
			continue
		}
		isSentence := sentence(s)
		if fall && !isSentence {
			continue
		}
		fall = false
		if l.linked*10 >= len(s)*8 && (!isSentence || d.markup && titled(s)) {
			continue // a link to something else
		}
		if d.isTitle(s) || s == p.Title || seen[s] {
			continue
		}
		if len(s) >= 60 {
			if repeats(s, story, p.Captions) {
				continue
			}
			seen[s] = true
		}
		l.text = cutAlso(s)
		story = append(story, l)
	}
	d.finish(p, story, editedBy)
}

// repeats reports whether s is the story's first paragraph without its dateline, or what a caption begins with: a summary that a
// page shows once more.
func repeats(s string, story []line, captions []string) bool {
	if len(story) > 1 && strings.HasSuffix(story[0].text, s) {
		return true
	}
	for _, c := range captions {
		if strings.HasPrefix(c, s) {
			return true
		}
	}
	return false
}

// rest looks for signatures and sources among lines that fall.
func (d *draft) rest(p *Page, rs *ruleset, lines []line, editedBy *string) {
	for _, l := range lines[:min(len(lines), 30)] {
		switch k, n := rs.judge(l.text); k {
		case byline, editor:
			d.signed(k, following(l.text, n), editedBy)
		case source:
			addSource(p, l.text)
		}
	}
}

// maxSources is how many lines and signatures of Page.Sources are kept.
const maxSources = 8

func addSource(p *Page, s string) {
	if s != "" && len(p.Sources) < maxSources {
		p.Sources = append(p.Sources, s)
	}
}

// start returns where the story begins: at the paragraph with a dateline if there is one near the top, else at the first
// sentence. A text without any sentence, as a post may be, begins at its first line.
func (d *draft) start(p *Page, rs *ruleset) int {
	first := -1
	for i, l := range d.lines[:min(len(d.lines), 25)] {
		k, _ := rs.judge(l.text)
		if k != none || l.head || d.isTitle(l.text) {
			continue
		}
		if _, _, ok := readStamp(l.text); ok {
			continue
		}
		if sentence(l.text) || len(l.text) >= 140 {
			if _, _, ok := readDateline(l.text, p.Outlet); ok {
				return i
			}
			if first < 0 {
				first = i
			}
			if i-first > 4 {
				break
			}
		}
	}
	return max(first, 0)
}

// headLine reads a line above the story.
func (d *draft) headLine(p *Page, rs *ruleset, l line, editedBy *string) {
	s := l.text
	k, n := rs.judge(s)
	if k == byline || k == editor {
		d.signed(k, following(s, n), editedBy)
	}
	if st, around, ok := readStamp(s); ok && k != caption { // a caption's day is the picture's
		d.stamp(st)
		if k == none {
			d.around(around, editedBy)
		}
		return
	}
	switch {
	case k == source:
		addSource(p, s)
	case k == caption, k == none && sentence(s) && !d.isTitle(s):
		p.Captions = append(p.Captions, s)
	case k == none && !l.item && d.title == "" && looksLikeTitle(s):
		if len(s) > len(p.Title) { // what is shorter is the outlet's motto
			p.Title = s
		}
	case k == none && d.author == "" && len(s) < 80:
		if who, ok := strings.CutPrefix(s, "Oleh "); ok {
			d.author = cleanName(who)
		}
	}
}

// around takes a signature that stands beside a date stamp: "Oleh Budi", "LAPORAN: BUDI".
func (d *draft) around(s string, editedBy *string) {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		part = strings.TrimSpace(part)
		if k, n := rules().judge(part); k == byline || k == editor {
			d.signed(k, following(part, n), editedBy)
		} else if who, ok := strings.CutPrefix(part, "Oleh "); ok && d.author == "" {
			d.author = cleanName(who)
		}
	}
}

func (d *draft) stamp(st stamp) {
	d.stamps = append(d.stamps, st.text)
}

func (d *draft) signed(k kind, name string, editedBy *string) {
	name = cleanName(name)
	switch {
	case name == "":
	case k == byline && d.author == "":
		d.author = name
	case k == editor && *editedBy == "":
		*editedBy = name
	}
}

// cleanName cuts what follows a name on its line: another signature, a date, a page count.
func cleanName(s string) string {
	s = tidy(s)
	for _, mark := range []string{" | ", " • ", " · ", " - ", " – ", " Editor", " editor", " Reporter", " Foto", " // "} {
		if i := strings.Index(s, mark); i > 0 {
			s = s[:i]
		}
	}
	for _, p := range []string{"Oleh: ", "Oleh ", "Penulis: ", "Reporter: ", "By "} {
		s = strings.TrimPrefix(s, p)
	}
	s = strings.Trim(s, " ,:;|-–—()[]")
	if len(s) > 100 || strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 5 {
		return ""
	}
	return s
}

// looksLikeTitle reports whether a line is written like a headline.
func looksLikeTitle(s string) bool {
	n := len(strings.Fields(s))
	return n >= 4 && len(s) >= 25 && len(s) <= 220 && titled(s) && !strings.HasSuffix(s, ".")
}

// cutAlso cuts a link to another story from the end of a paragraph that it was glued to.
func cutAlso(s string) string {
	i := strings.Index(s, "Baca ")
	if i < 0 {
		i = strings.Index(s, "BACA ")
	}
	if i < 20 {
		return s
	}
	for tail := s[i:]; ; {
		k, _ := rules().judge(tail)
		before := strings.TrimRight(s[:i], " (")
		if k == dropBlock && len(before) > 0 && strings.ContainsAny(before[len(before)-1:], ".!?\"") || k == dropBlock && strings.HasSuffix(before, "”") {
			return before
		}
		return s
	}
}

// finish writes the story.
func (d *draft) finish(p *Page, story []line, editedBy string) {
	last := 0 // one past the last line that belongs to the story: a sentence, or an entry of a list that a colon opened
	open, told := false, false
	for i, l := range story {
		switch {
		case sentence(l.text):
			last, open, told = i+1, false, true
		case told && hashtags(l.text):
			last = i + 1
		case strings.HasSuffix(l.text, ":"):
			open = true
		case open && (l.item || numbered(l.text)):
			last = i + 1
		}
	}
	if told {
		for _, l := range story[last:] {
			if len(l.text) >= 80 && l.linked == 0 && !titled(l.text) {
				last = len(story) // a last paragraph without its full stop
			}
		}
		for _, l := range story[last:] {
			if strings.HasPrefix(l.text, "(") && cutInitials("."+l.text) == "." {
				addSource(p, l.text)
			}
		}
		story = story[:last]
	} else if d.markup {
		story = nil
	}
	if len(story) > 0 {
		end := &story[len(story)-1].text
		whole := *end
		*end = cutInitials(whole)
		addSource(p, strings.TrimSpace(whole[len(*end):]))
	}
	if d.author == "" {
		d.author = editedBy
	}
	var s strings.Builder
	for i, l := range story {
		t := l.text
		if i > 0 && t != "" {
			if s.Len()+2+len(t) > MaxText {
				break
			}
			s.WriteString("\n\n")
		}
		s.WriteString(cutText(t, MaxText))
	}
	p.Text = strings.TrimSpace(s.String())
	if len(story) > 0 {
		place, media, ok := readDateline(story[0].text, p.Outlet)
		p.Dateline = place
		set(&d.site, media)
		if ok {
			d.dates = append(d.dates, datelineStamp(story[0].text))
		}
	}
}

// hashtags reports whether a line is nothing but tags that the writer set, as posts end: "#pilkada2024 #netral".
func hashtags(line string) bool {
	for w := range strings.FieldsSeq(line) {
		if len(w) < 2 || w[0] != '#' {
			return false
		}
	}
	return line != ""
}

// numbered reports whether a line begins like an entry of a list: "1. ", "a) ".
func numbered(s string) bool {
	i := strings.IndexAny(s, ".)")
	return i > 0 && i <= 3 && len(s) > i+1 && s[i+1] == ' '
}

// cutText cuts a text that is longer than n bytes after a word.
func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return s[:i]
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// cutInitials cuts who wrote it from the end of a story: "(abc/def)", "[red]", "***".
func cutInitials(s string) string {
	for range 3 {
		s = strings.TrimRight(s, " *#")
		open := strings.LastIndexAny(s, "([")
		if open < 1 || !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") || len(s)-open > 42 {
			return s
		}
		in := s[open+1 : len(s)-1]
		before := strings.TrimRight(s[:open], " ")
		if strings.ContainsAny(in, "()[]\"“”") || digits(in) > 3 || len(strings.Fields(in)) > 4 || before == "" {
			return s
		}
		end := before[len(before)-1]
		if end != '.' && end != '"' && end != ')' && end != '!' && end != '?' && end != '*' && !strings.HasSuffix(before, "”") {
			return s
		}
		s = before
	}
	return s
}
