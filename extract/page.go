package extract

import "netra/calendar"

// A Page is what a reader would call the article. All strings are valid UTF-8 in NFC without control characters; what is unknown
// is empty. Package extract/page makes one of bytes.
type Page struct {
	URL         string        // as given, or as the page's first line or its canonical link has it
	Outlet      string        // host without "www.", "m." and "amp."; without URL the name that the page or its dateline gives
	Title       string        // without the outlet's name
	Byline      string        // who wrote it, as it is written; who edited it if nobody says who wrote it
	Published   calendar.Date // day in Indonesia: of metadata, of a date stamp or of the URL's path, in this order
	PublishedAt string        // what Published was read from, as it is written
	PublishedBy string        // where that stands: "metadata", "stamp" or "address"
	Dateline    string        // "PASURUAN" of "PASURUAN, KABARX - "; Text still has all of it
	Text        string        // paragraphs separated by "\n\n", at most MaxText bytes; empty if the page has no story
	Captions    []string      // of photos, in the order of the page
	Sources     []string      // what stands beside the story and may name where it was taken from, as it is written: "Sumber: X", "(x/red)"
}
