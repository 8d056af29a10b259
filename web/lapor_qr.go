package web

import (
	"fmt"
	"strings"

	"github.com/skip2/go-qrcode"
)

// A qr is a QR code as a path of horizontal strokes, one unit high, within Size units a side.
type qr struct {
	Size int
	Path string
}

// Across is the width with the quiet zone that the standard asks for: four units on each side.
func (q qr) Across() int { return q.Size + 8 }

// drawQR draws a text. It fails if the text is too long for a QR code, about 2,900 bytes.
func drawQR(text string) (qr, error) {
	code, err := qrcode.New(text, qrcode.Low)
	if err != nil {
		return qr{}, fmt.Errorf("draw QR code: %w", err)
	}
	code.DisableBorder = true
	rows := code.Bitmap()
	var path strings.Builder
	for y, row := range rows {
		for x := 0; x < len(row); {
			start := x
			for x < len(row) && row[x] {
				x++
			}
			if x > start {
				fmt.Fprintf(&path, "M%d %dh%d", start, y, x-start)
			} else {
				x++
			}
		}
	}
	return qr{len(rows), path.String()}, nil
}
