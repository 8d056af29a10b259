// Package office knows who serves which region with which key: offices, their officers, and the epochs of their intake keys.
//
// An office's intake key is made in the browser of its first officer and never leaves browsers unsealed: the server keeps its
// public half and one wrap for each officer who may use it. An office without a key is served by its nearest ancestor that has
// one.
package office

import (
	"crypto/ed25519"

	"netra/gazetteer"
)

// An ID names an office for good: its kind's prefix and its region, "bawaslu-35.14", or a slug of its own for a desk. It
// stands in receipts. 2 to 64 of a-z, 0-9, '.' and '-'.
type ID string

// A Kind is what an office is under the law or, for a desk, beside it.
type Kind string

// The kinds of offices.
const (
	BawasluRI   Kind = "bawaslu_ri"
	BawasluProv Kind = "bawaslu_provinsi"
	BawasluKab  Kind = "bawaslu_kabkota"
	Panwascam   Kind = "panwascam"   // Panwaslu kecamatan
	Inspektorat Kind = "inspektorat" // government's internal supervision (APIP)
	PPK         Kind = "ppk"         // Pejabat Pembina Kepegawaian, through BKPSDM or BKD
	BKN         Kind = "bkn"
	Desk        Kind = "desk" // an NGO or a newsroom
)

// An Office is one office. Region is empty for the whole nation.
type Office struct {
	ID     ID
	Kind   Kind
	Name   string // as on receipts, at most 200 bytes, one line
	Region gazetteer.Code
	Parent ID // empty for the root
}

// A Key is the public half of an office's intake key in one epoch.
type Key struct {
	Office    ID
	Epoch     int // from 1
	Recipient string
	Sign      ed25519.PublicKey // checks the office's questions
	Offline   bool              // made outside of browsers: it lies in a file, and no officer's browser can open it
}

// An Officer is who acts. It is passed as an argument to whatever only some may do.
type Officer struct {
	ID     string // a vault id
	Office Office
	User   string // for signing in, unique in the instance
	Name   string // as colleagues see it
	Status Status
}

// A Status says how far an officer has come.
type Status string

// An officer's states.
const (
	Invited Status = "invited" // has a one-time link
	Waiting Status = "waiting" // has a key of their own; a colleague must wrap the office's to it
	Active  Status = "active"
	Revoked Status = "revoked"
)
