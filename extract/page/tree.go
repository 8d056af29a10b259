package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Bounds of a page's tree, and of a text's lines. What lies beyond is left out: elements open no deeper than maxDepth, and no more of them than
// maxElements (a big portal's article has 5,000), and no more bytes of text than maxTreeText (MaxText is what a story may have).
const (
	maxDepth    = 100
	maxElements = 20_000
	maxTreeText = 1 << 20
)

// fate is what the tree builder does with an element by its name.
type fate uint8

const (
	inline  fate = iota // and any name that is not in the table
	block               // begins a paragraph of its own
	void                // has no end tag
	dropped             // falls with all that is in it
	meta                // of the head: read, not kept
)

var fates = map[string]fate{
	"br": void, "hr": void, "img": dropped, "input": dropped, "wbr": dropped, "source": dropped, "track": dropped, "embed": dropped,
	"area": dropped, "base": dropped, "col": dropped, "param": dropped, "keygen": dropped, "frame": dropped,
	"meta": meta, "link": meta, "title": meta, "script": meta,
	"style": dropped, "noscript": dropped, "iframe": dropped, "svg": dropped, "math": dropped, "form": dropped, "nav": dropped,
	"aside": dropped, "button": dropped, "select": dropped, "textarea": dropped, "template": dropped, "object": dropped,
	"video": dropped, "audio": dropped, "canvas": dropped, "map": dropped, "dialog": dropped, "menu": dropped, "footer": dropped,
	"noembed": dropped, "noframes": dropped, "xmp": dropped, "plaintext": dropped, "applet": dropped, "picture": dropped,
	"amp-ad": dropped, "amp-embed": dropped, "amp-sidebar": dropped, "amp-social-share": dropped, "amp-iframe": dropped,
	"amp-analytics": dropped, "amp-img": dropped, "amp-video": dropped, "amp-youtube": dropped, "amp-auto-ads": dropped,
	"amp-sticky-ad": dropped, "amp-consent": dropped, "amp-carousel": dropped, "amp-list": dropped, "amp-state": dropped,
	"p": block, "div": block, "article": block, "section": block, "main": block, "header": block, "h1": block, "h2": block, "h3": block,
	"h4": block, "h5": block, "h6": block, "ul": block, "ol": block, "li": block, "dl": block, "dt": block, "dd": block, "table": block,
	"thead": block, "tbody": block, "tfoot": block, "tr": block, "td": block, "th": block, "caption": block, "blockquote": block,
	"pre": block, "figure": block, "figcaption": block, "address": block, "center": block, "fieldset": block, "details": block,
	"summary": block, "hgroup": block,
}

// voids are the dropped elements that have no end tag to wait for.
var voids = map[string]bool{"img": true, "input": true, "wbr": true, "source": true, "track": true, "embed": true, "area": true,
	"base": true, "col": true, "param": true, "keygen": true, "frame": true}

// closes says which open element ends where another begins, unless one of the third kind lies between.
var closes = map[string]struct{ ended, within string }{
	"li": {"li", "ul ol"}, "dt": {"dt dd", "dl"}, "dd": {"dt dd", "dl"}, "tr": {"tr", "table"}, "td": {"td th", "tr table"},
	"th": {"td th", "tr table"}, "a": {"a", "table"},
}

// What the builder writes into rel to find an element again.
const (
	markAuthor = "author"
	markDate   = "date"
)

// A tree is the page's elements, and what its head and the elements that name author and date say.
type tree struct {
	body     *html.Node
	metas    map[string]string // of meta elements by property, name or itemprop; the first of each
	title    string
	linked   []string // JSON-LD
	link     string   // canonical
	author   string
	times    []string // datetime of time elements, those after the first h1 first
	dates    []string // texts of elements whose class says that they hold the date
	captions []string
	found    int // elements that fell by their class
}

// A builder makes a tree from tags in one pass.
type builder struct {
	tree
	rules    *ruleset
	byClass  bool // elements may fall by their class
	stack    []*html.Node
	elements int
	written  int // bytes of text in the tree
	slab     []html.Node
	attrs    []html.Attribute
	afterH1  bool
}

// build reads HTML. It makes at most one node for each tag and each text of the page, so its cost is in proportion to the page;
// what a browser does to mend misnested tags is done only as far as a story's paragraphs need it.
func build(text string, byClass bool) *tree {
	b := &builder{rules: rules(), byClass: byClass}
	b.metas = map[string]string{}
	root := &html.Node{Type: html.DocumentNode}
	htm := &html.Node{Type: html.ElementNode, Data: "html"}
	b.body = &html.Node{Type: html.ElementNode, Data: "body"}
	root.AppendChild(htm)
	htm.AppendChild(b.body)
	b.stack = append(b.stack, b.body)

	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(MaxBytes)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return &b.tree
		case html.TextToken:
			b.text(z.Text())
		case html.StartTagToken:
			b.start(z, false)
		case html.SelfClosingTagToken:
			b.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(string(name))
		}
	}
}

func (b *builder) node() *html.Node {
	if len(b.slab) == 0 {
		b.slab = make([]html.Node, 128)
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	return n
}

func (b *builder) top() *html.Node { return b.stack[len(b.stack)-1] }

func (b *builder) text(raw []byte) {
	if b.elements >= maxElements {
		return
	}
	s := cut(squeeze(raw), maxTreeText-b.written)
	b.written += len(s)
	if s == "" || s == " " && b.top().LastChild == nil {
		return
	}
	if last := b.top().LastChild; last != nil && last.Type == html.TextNode {
		if s == " " && strings.HasSuffix(last.Data, " ") {
			return
		}
		b.elements++ // texts that tags without a node separate
	}
	n := b.node()
	n.Type, n.Data = html.TextNode, s
	b.top().AppendChild(n)
}

// cut returns the first n bytes of s, fewer if a letter would be cut.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// squeeze makes one space of each run of white space.
func squeeze(raw []byte) string {
	out := raw[:0]
	space := false
	for _, c := range raw {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			space = true
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = append(out, c)
	}
	if space {
		out = append(out, ' ')
	}
	return string(out)
}

// tag is what the builder looks at of a start tag's attributes.
type tag struct {
	class, id, rel, itemprop, property, name, content, href, typ, datetime, title string
	hidden                                                                        bool
}

func readTag(z *html.Tokenizer) (t tag) {
	for more := true; more; {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > 16<<10 {
			v = v[:16<<10]
		}
		switch string(k) {
		case "class":
			t.class = string(v)
		case "id":
			t.id = string(v)
		case "rel":
			t.rel = string(v)
		case "itemprop":
			t.itemprop = string(v)
		case "property":
			t.property = string(v)
		case "name":
			t.name = string(v)
		case "content":
			t.content = string(v)
		case "href":
			t.href = string(v)
		case "type":
			t.typ = string(v)
		case "datetime":
			t.datetime = string(v)
		case "title":
			t.title = string(v)
		case "hidden":
			t.hidden = true
		case "style":
			t.hidden = t.hidden || bytes.Contains(bytes.ReplaceAll(bytes.ToLower(v), []byte(" "), nil), []byte("display:none"))
		}
	}
	return t
}

func (b *builder) start(z *html.Tokenizer, closed bool) {
	raw, hasAttr := z.TagName()
	name := string(raw)
	f := fates[name]
	if name == "form" && !b.byClass {
		f = block // some systems put the whole page into one
	}
	if f == dropped {
		b.found++
		if !voids[name] && !closed {
			skip(z, name, nil)
		}
		return
	}
	var t tag
	if hasAttr {
		t = readTag(z)
	}
	if f == meta {
		b.readMeta(z, name, t)
		return
	}
	if name == "html" || name == "body" || name == "head" {
		return
	}
	if t.itemprop != "" {
		b.note(t.itemprop, t.content)
		b.note(t.itemprop, t.title)
	}
	if name == "time" && t.datetime != "" && len(b.times) < 8 {
		if b.afterH1 {
			b.times = append([]string{t.datetime}, b.times...)
			b.afterH1 = false
		} else {
			b.times = append(b.times, t.datetime)
		}
	}
	if name == "h1" {
		b.afterH1 = true
	}
	is := b.rules.classes([]byte(t.class + " " + t.id + " " + t.itemprop))
	if b.author == "" && (is[authorClass] || strings.Contains(t.rel, "author")) && f != void && name != "article" {
		t.rel = markAuthor // the element's text comes later and is taken when it is closed
	} else if is[dateClass] && f != void && len(b.dates) < 4 {
		t.rel = markDate
	}
	falls := is[neverClass] || b.byClass && is[dropClass] && !is[authorClass] && !is[dateClass] && (f == block || name == "span" || name == "a") &&
		name != "article" && name != "main" && !strings.HasPrefix(name, "h")
	if f != void && !is[keepClass] && (t.hidden || falls) {
		b.found++
		skip(z, name, nil)
		return
	}
	if name == "figcaption" || is[figureClass] && !is[keepClass] && f != void {
		var s strings.Builder
		skip(z, name, &s)
		if c := tidy(s.String()); c != "" && len(b.captions) < 50 && len(c) <= 1000 {
			b.captions = append(b.captions, c)
		}
		return
	}
	if b.elements >= maxElements {
		return
	}
	b.elements++
	b.imply(name, f)
	n := b.node()
	n.Type, n.Data = html.ElementNode, name
	b.attributes(n, t)
	b.top().AppendChild(n)
	if f == void || len(b.stack) >= maxDepth {
		return
	}
	b.stack = append(b.stack, n)
}

// imply closes what a start tag ends without saying so.
func (b *builder) imply(name string, f fate) {
	if f == block {
		i := len(b.stack) - 1
		for i > 0 && fates[b.stack[i].Data] == inline {
			i--
		}
		if b.stack[i].Data == "p" {
			b.pop(i)
		}
	}
	c, ok := closes[name]
	if !ok {
		return
	}
	for i := len(b.stack) - 1; i > 0 && i > len(b.stack)-12; i-- {
		if oneOf(c.ended, b.stack[i].Data) {
			b.pop(i)
			return
		}
		if oneOf(c.within, b.stack[i].Data) {
			return
		}
	}
}

func oneOf(list, name string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == name {
			return true
		}
	}
	return false
}

// end closes the nearest open element of that name. An inline element is not closed through a block: its end tag is then a stray.
func (b *builder) end(name string) {
	isBlock := fates[name] == block
	for i := len(b.stack) - 1; i > 0; i-- {
		open := b.stack[i].Data
		if open == name {
			b.pop(i)
			return
		}
		if !isBlock && fates[open] == block || open == "table" && name != "table" || name == "p" && fates[open] == block {
			return
		}
	}
}

// pop closes all that is open from depth i on.
func (b *builder) pop(i int) {
	for _, n := range b.stack[i:] {
		for _, a := range n.Attr {
			switch {
			case a.Key != "rel":
			case a.Val == markAuthor && b.author == "":
				b.author = nodeText(n, 200)
			case a.Val == markDate && len(b.dates) < 4:
				if s := nodeText(n, maxStamp); digits(s) >= 3 {
					b.dates = append(b.dates, s)
				}
			}
		}
	}
	b.stack = b.stack[:i]
}

// attributes gives n what readability looks at.
func (b *builder) attributes(n *html.Node, t tag) {
	count := 0
	for _, s := range [...]string{t.class, t.id, t.rel, t.itemprop, t.href} {
		if s != "" {
			count++
		}
	}
	if count == 0 {
		return
	}
	if len(b.attrs) < count {
		b.attrs = make([]html.Attribute, 128)
	}
	n.Attr = b.attrs[:0:count]
	b.attrs = b.attrs[count:]
	add := func(k, v string) {
		if v != "" {
			n.Attr = append(n.Attr, html.Attribute{Key: k, Val: v})
		}
	}
	add("class", t.class)
	add("id", t.id)
	add("rel", t.rel)
	add("itemprop", t.itemprop)
	if t.href != "" && !strings.HasPrefix(t.href, "#") {
		t.href = "/" // readability asks only whether a link stays on the page
	}
	add("href", t.href)
}

// skip reads past the end tag of an element, and writes its text to s unless s is nil.
func skip(z *html.Tokenizer, name string, s *strings.Builder) {
	for depth := 1; depth > 0; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			raw, _ := z.TagName()
			if string(raw) == name {
				depth++
			} else if s != nil && string(raw) == "br" {
				s.WriteByte(' ')
			}
			if string(raw) == "main" {
				return // an element that nobody closed: the story begins here
			}
		case html.EndTagToken:
			raw, _ := z.TagName()
			if string(raw) == name {
				depth--
			} else if string(raw) == "body" || string(raw) == "main" {
				return
			}
		case html.TextToken:
			if s != nil && s.Len() < 4096 {
				s.Write(z.Text())
			}
		}
	}
}

// nodeText returns the text in n, at most about limit bytes of it.
func nodeText(n *html.Node, limit int) string {
	var s strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && s.Len() < limit; c = c.NextSibling {
			if c.Type == html.TextNode {
				s.WriteString(c.Data)
			} else {
				if s.Len() > 0 && fates[c.Data] != inline {
					s.WriteByte(' ')
				}
				walk(c)
			}
		}
	}
	walk(n)
	return tidy(s.String())
}

// flatten makes lines of what is in n.
func flatten(n *html.Node) []line {
	var out []line
	var s strings.Builder
	var l line
	flush := func() {
		if s.Len() > 0 {
			t, item := unbullet(tidy(s.String()))
			if t != "" {
				l.text, l.item = t, l.item || item
				out = append(out, l)
			}
			s.Reset()
		}
		l.linked = 0
	}
	var walk func(n *html.Node, inLink bool)
	walk = func(n *html.Node, inLink bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				s.WriteString(c.Data)
				if inLink {
					l.linked += len(c.Data)
				}
				continue
			}
			if c.Type != html.ElementNode {
				continue
			}
			if f := fates[c.Data]; f == block || f == void {
				flush()
				outer := l
				switch c.Data {
				case "li":
					l.item = true
				case "h1", "h2", "h3", "h4", "h5", "h6":
					l.head = true
				}
				walk(c, inLink)
				flush()
				l.item, l.head = outer.item, outer.head
				continue
			}
			walk(c, inLink || c.Data == "a")
		}
	}
	walk(n, false)
	flush()
	return join(out, 30)
}
