package extract

// foreign reports whether the text is in another language than Indonesian: more of the small words of another one stand in it, at
// least three. A caption may have none of any.
func (d *doc) foreign() bool {
	const least = 3
	count := map[string]int{}
	for _, h := range d.hits[topicLanguages] {
		count[h.section]++
	}
	for language, n := range count {
		if language != "indonesian" && n >= least && n > count["indonesian"] {
			return true
		}
	}
	return false
}
