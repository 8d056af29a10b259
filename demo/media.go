package demo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"math"
)

// Photo draws a room with a table: a picture of nothing that ever was.
func Photo() ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, 640, 400))
	for y := range 400 {
		for x := range 640 {
			c := color.RGBA{185, 176, 156, 255}
			switch {
			case y < 180 && (x > 60 && x < 180 || x > 460 && x < 580) && y > 40:
				c = color.RGBA{217, 210, 192, 255} // windows
			case y < 180:
				c = color.RGBA{163, 152, 127, 255} // wall
			case y > 250 && y < 330 && x > 60-(y-250)/3 && x < 580+(y-250)/3:
				c = color.RGBA{125, 107, 80, 255} // table
			}
			img.SetRGBA(x, y, c)
		}
	}
	var buf bytes.Buffer
	err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 80})
	return buf.Bytes(), err
}

// Recording makes two seconds of a tone that swells and fades, as WAV.
func Recording() []byte {
	const rate, seconds = 8000, 2
	var b bytes.Buffer
	samples := rate * seconds
	b.WriteString("RIFF")
	binary.Write(&b, binary.LittleEndian, uint32(36+samples))
	b.WriteString("WAVEfmt ")
	for _, v := range []any{uint32(16), uint16(1), uint16(1), uint32(rate), uint32(rate), uint16(1), uint16(8)} {
		binary.Write(&b, binary.LittleEndian, v)
	}
	b.WriteString("data")
	binary.Write(&b, binary.LittleEndian, uint32(samples))
	for i := range samples {
		t := float64(i) / rate
		b.WriteByte(byte(128 + 60*math.Sin(2*math.Pi*330*t)*math.Sin(math.Pi*t/seconds)))
	}
	return b.Bytes()
}
