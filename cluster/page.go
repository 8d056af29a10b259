package cluster

import (
	"net/url"
	"slices"
	"strings"
)

// Page returns the address of a page in the one form that all ways to it share: without scheme, "www.", "m." and "amp.",
// page number, anchor, trailing slash, and the parameters that only say how the reader came. It is empty if raw is no web
// address of a page: a front page identifies no article.
func Page(raw string) string {
	host, path, query := address(raw)
	if host == "" || path == "" && query == "" {
		return ""
	}
	if query != "" {
		query = "?" + query
	}
	return host + path + query
}

// maxURL bounds an address, in bytes.
const maxURL = 2048

func address(raw string) (host, path, query string) {
	if raw = strings.TrimSpace(raw); len(raw) > maxURL {
		return "", "", ""
	}
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", "", ""
	}
	host = strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, p := range []string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, p)
	}
	if !strings.Contains(host, ".") {
		return "", "", ""
	}
	for s := range strings.SplitSeq(u.Path, "/") {
		// "read" and "amp" stand in the same place of the two forms of some papers' addresses.
		if s != "" && s != "amp" && s != "read" && s != "index.php" {
			path += "/" + strings.TrimSuffix(s, ".amp")
		}
	}
	return host, withoutPageNumber(path), identifying(u.Query())
}

// withoutPageNumber cuts "/page/2", and "/2" after a slug; a number after anything else may be the article's own.
func withoutPageNumber(path string) string {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return path
	}
	before, last := path[:i], path[i+1:]
	if last == "" || len(last) > 2 || strings.Trim(last, "0123456789") != "" {
		return path
	}
	if cut, ok := strings.CutSuffix(before, "/page"); ok {
		return cut
	}
	if slug := before[strings.LastIndexByte(before, '/')+1:]; strings.Count(slug, "-") >= 2 {
		return before
	}
	return path
}

// How the reader came, and in what form the page is shown. A parameter that is not here is kept: it may name the article.
var waysIn = strings.Fields(`fbclid gclid dclid msclkid igshid igsh mc_cid mc_eid yclid twclid ttclid _ga ref ref_src
	referrer referer source src from share shared via medium campaign single showpage page amp noamp amp_js_v usqp
	outputtype output m mobile view print lang replytocom cmpid ncid smid wa tg`)

func identifying(q url.Values) string {
	for k := range q {
		if low := strings.ToLower(k); strings.HasPrefix(low, "utm_") || slices.Contains(waysIn, low) {
			q.Del(k)
		}
	}
	return q.Encode() // sorted
}

// Labels under which several owners have names of their own.
var sharedLabels = strings.Fields("go.id co.id or.id ac.id my.id web.id sch.id desa.id net.id biz.id mil.id com.my co.uk " +
	"blogspot.com wordpress.com")

// site returns who publishes under host: the name registered, so that the regional desks of one paper are one site.
func site(host string) string {
	labels := strings.Split(host, ".")
	n := min(len(labels), 2)
	if slices.Contains(sharedLabels, strings.Join(labels[len(labels)-n:], ".")) {
		n = min(len(labels), 3)
	}
	return strings.Join(labels[len(labels)-n:], ".")
}

// titlePart returns the longest part of a title between ":", "-", "|" and the like, in lower case without punctuation: the
// paper's name and the section come and go round it. It is empty if the part has fewer than four words, as a standing
// head ("Pilkada 2024") has.
func titlePart(title string) string {
	title = title[:min(len(title), maxURL)]
	for _, d := range []string{" - ", " – ", " — ", " | ", "|", ": "} {
		title = strings.ReplaceAll(title, d, "\n")
	}
	best := ""
	for part := range strings.SplitSeq(title, "\n") {
		if w := wordList(part); len(w) >= 4 {
			if p := strings.Join(w, " "); len(p) > len(best) {
				best = p
			}
		}
	}
	return best
}
