package gazetteer_test

import (
	"fmt"

	"netra/gazetteer"
)

func ExampleFind() {
	for _, m := range gazetteer.Find("kec purwosari", 4) {
		fmt.Printf("%.2f %s %s\n", m.Score, m.Code, m.FullName())
	}
	// Output:
	// 1.00 34.03.18 Kecamatan Purwosari, Kabupaten Gunungkidul, Daerah Istimewa Yogyakarta
	// 1.00 35.14.08 Kecamatan Purwosari, Kabupaten Pasuruan, Jawa Timur
	// 1.00 35.22.18 Kecamatan Purwosari, Kabupaten Bojonegoro, Jawa Timur
	// 0.50 11.15.07.2016 Desa Purwosari, Kecamatan Kuala Pesisir, Kabupaten Nagan Raya, Aceh
}

func ExampleChildren() {
	for p := range gazetteer.Children("34") {
		fmt.Println(p.Code, p.Name, p.Zone())
	}
	// Output:
	// 34.01 Kabupaten Kulon Progo WIB
	// 34.02 Kabupaten Bantul WIB
	// 34.03 Kabupaten Gunungkidul WIB
	// 34.04 Kabupaten Sleman WIB
	// 34.71 Kota Yogyakarta WIB
}
