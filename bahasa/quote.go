package bahasa

// A Quotation is what stands between quotation marks.
type Quotation struct {
	Span        // the tokens between the marks
	Single bool // in single marks: an alias or a quotation inside of speech
	Closed bool // its closing mark is there; else it ends with its paragraph
}

// Quotations finds what stands in straight, curly and angle quotation marks, in the order of the text. One without a
// closing mark ends with its paragraph; an opening mark inside of an open quotation begins a new one. Single marks count
// outside of double ones only.
func Quotations(toks []Token) []Quotation {
	var out []Quotation
	open, single := -1, false // token of the opening mark
	end := func(i int, closed bool) {
		if i > open+1 {
			out = append(out, Quotation{Span{open + 1, i}, single, closed})
		}
		open = -1
	}
	for i, t := range toks {
		if open >= 0 && t.Before == Paragraph {
			end(i, false)
		}
		if open >= 0 && single && t.Before == Line {
			open = -1
		}
		if t.Kind != Mark {
			continue
		}
		adjacent := i+1 < len(toks) && toks[i+1].Before == None // the next token follows at once
		switch t.Fold {
		case `"`, "“", "”", "„", "‟", "«", "»", "″":
			switch {
			case open < 0 || single:
				open, single = i, false
			case t.Fold == "“" && t.Before != None && adjacent:
				end(i, false)
				open, single = i, false
			default:
				end(i, true)
			}
		case "'", "‘", "’", "`":
			switch {
			case open < 0 && t.Before != None && adjacent:
				open, single = i, true
			case open >= 0 && single && t.Before == None && !(adjacent && toks[i+1].Kind == Word):
				end(i, true)
			}
		}
	}
	if open >= 0 && !single {
		end(len(toks), false)
	}
	return out
}
