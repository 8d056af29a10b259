package page

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of metadata.
const (
	maxMetas  = 200
	maxLinked = 8         // JSON-LD blocks
	maxJSON   = 512 << 10 // bytes of one
)

// readMeta reads an element of the head, and its text if it has one.
func (b *builder) readMeta(z *html.Tokenizer, name string, t tag) {
	switch name {
	case "meta":
		for _, key := range []string{t.property, t.name, t.itemprop} {
			b.note(key, t.content)
		}
	case "link":
		if t.rel == "canonical" && b.link == "" {
			b.link = t.href
		}
	case "title", "script":
		var s strings.Builder
		linked := name == "script" && strings.Contains(strings.ToLower(t.typ), "ld+json")
		for {
			switch z.Next() {
			case html.TextToken:
				if name == "title" && s.Len() < 2000 {
					s.Write(z.Text())
				} else if linked && s.Len()+len(z.Raw()) <= maxJSON {
					s.Write(z.Raw())
				}
				continue
			case html.EndTagToken, html.ErrorToken:
			default:
				continue
			}
			break
		}
		if name == "title" && b.title == "" {
			b.title = tidy(s.String())
		} else if linked && len(b.linked) < maxLinked {
			b.linked = append(b.linked, s.String())
		}
	}
}

func (b *builder) note(key, content string) {
	key = strings.ToLower(key)
	if key == "" || content == "" || len(b.metas) >= maxMetas {
		return
	}
	if _, ok := b.metas[key]; !ok {
		b.metas[key] = content
	}
}

// first returns the first of these metas that the page has.
func (t *tree) first(keys ...string) string {
	for _, k := range keys {
		if v := tidy(t.metas[k]); v != "" {
			return v
		}
	}
	return ""
}

// An account is what JSON-LD says of an article.
type account struct {
	headline, author, publisher, published, body, url string
}

// readLinked reads JSON-LD. Newlines within its strings, which many sites leave there, are forgiven.
func readLinked(blocks []string) (a account) {
	for _, s := range blocks {
		s = escapeNewlines(s)
		s = strings.TrimSuffix(strings.TrimSpace(s), ";")
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			a.take(v, 0)
		}
	}
	return a
}

// escapeNewlines writes the control characters within strings as JSON wants them.
func escapeNewlines(s string) string {
	var out strings.Builder
	out.Grow(len(s) + 64)
	quoted, escaped := false, false
	for i := range len(s) {
		c := s[i]
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = quoted
		case c == '"':
			quoted = !quoted
		case c == '\n' && quoted:
			out.WriteString(`\n`)
			continue
		case c < ' ':
			c = ' '
		}
		out.WriteByte(c)
	}
	return out.String()
}

func (a *account) take(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v[:min(len(v), 50)] {
			a.take(x, depth+1)
		}
	case map[string]any:
		kind := jsonText(v["@type"])
		if strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "Report" {
			set(&a.headline, jsonText(v["headline"]))
			set(&a.author, jsonText(v["author"]))
			set(&a.publisher, jsonText(v["publisher"]))
			set(&a.published, jsonText(v["datePublished"]))
			set(&a.body, jsonText(v["articleBody"]))
			set(&a.url, jsonText(v["mainEntityOfPage"]))
			set(&a.url, jsonText(v["url"]))
			return
		}
		a.take(v["@graph"], depth+1)
		a.take(v["mainEntity"], depth+1)
	}
}

func set(dst *string, s string) {
	if *dst == "" {
		*dst = strings.TrimSpace(s)
	}
}

// jsonText returns a value of JSON-LD as a string: itself, the first of a list, or the name or @id of an object.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return jsonText(v[0])
			}
		}
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return s
		}
		s, _ := v["@id"].(string)
		return s
	}
	return ""
}

// cutOutlet cuts the outlet's name from the end, or the beginning, of a title: what stands behind the last mark if it is that
// name, or if the heading of the page is what stands before it.
func cutOutlet(title, site, host, heading string) string {
	title = pages.ReplaceAllString(strings.Trim(tidy(title), " :|~»«-–—"), "")
	for range 3 {
		at, mark := -1, ""
		for _, m := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " ~ ", " · ", " • ", " : ", "|"} {
			if i := strings.LastIndex(title, m); i > at {
				at, mark = i, m
			}
		}
		if at <= 0 {
			break
		}
		before, behind := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(mark):])
		switch {
		case isSite(behind, site, host), before == heading:
			title = pages.ReplaceAllString(before, "")
		case isSite(before, site, host) && len(behind) > len(before):
			return behind
		default:
			return title
		}
	}
	if i := strings.IndexAny(title, "|"); i > 0 && isSite(strings.TrimSpace(title[:i]), site, host) {
		title = strings.TrimSpace(title[i+1:])
	}
	return title
}

// pages is the page count at the end of a title.
var pages = regexp.MustCompile(`(?i)[\s|:,(–-]+(?:halaman|hal\.?|page)\s+(?:\d+|all)\)?$`)

func isSite(s, site, host string) bool {
	low := letters(s)
	if low == "" || len(s) > 60 {
		return false
	}
	if low == letters(site) || low == letters(host) {
		return true
	}
	if domain.MatchString(s) && len(strings.Fields(s)) <= 3 {
		return true
	}
	for label := range strings.SplitSeq(host, ".") {
		if l := letters(label); len(l) >= 4 && (l == low || strings.HasPrefix(low, l) && len(strings.Fields(s)) <= 4) {
			return true
		}
	}
	return len(letters(site)) >= 5 && (strings.HasPrefix(low, letters(site)) || strings.HasPrefix(letters(site), low) && len(low) >= 5)
}
