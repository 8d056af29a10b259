// Package gazetteer knows the administrative places of Indonesia: 38 provinces,
// 514 regencies and cities, 7,285 districts and 83,762 villages, with their
// codes, names and time zones. It looks them up by code ([Lookup], [Children]),
// by name ([Named]) and by free text ([Find]).
//
// Names are not unique: 116 places answer to Sidomulyo. What takes a name returns
// all places that fit, and the caller asks the person.
//
// # Cost
//
// Nothing is parsed or built at start: the data are two sorted texts in the
// binary, searched where they lie. Measured on two cores with Go 1.26: start-up
// 0.01 ms and 480 bytes of heap; 4.5 MB in the binary, which become resident,
// as pages of the file, only where looked at (1.1 MB after the first Find, 4.2
// MB after every place was looked up); no heap is kept between calls. Lookup
// takes 0.2 µs, Named 1 µs and as much for each three places of that name, Find
// 5 to 100 µs, and 1.3 ms for the worst text that was made up for it.
//
// # Source and licence
//
// This package contains information from the areas of idn-area-data 4.0.1,
// which is made available under the Open Database License (ODbL) 1.0, and so
// are places.txt and names.txt. DATA.md tells what was changed and how to make
// them again.
package gazetteer
