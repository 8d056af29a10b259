package office

import (
	"encoding/json"
	"fmt"

	"netra/ledger"
)

// A Record is a plain account of an act on keys, with the leaf that commits to it. The database keeps both.
type Record struct {
	Leaf ledger.Leaf
	JSON []byte
}

// What the records say was done.
const (
	actEnrol  = "officer_key_made" // an officer's own key
	actMake   = "office_key_made"
	actWrap   = "office_key_wrapped" // to an officer
	actRevoke = "officer_revoked"    // their wraps are deleted
)

// keyAct is the JSON of a Record. Day is in the office's zone.
type keyAct struct {
	Act       string `json:"act"`
	Day       string `json:"day"`
	Office    ID     `json:"office"`
	Epoch     int    `json:"epoch,omitempty"`
	Officer   string `json:"officer,omitempty"`
	By        string `json:"by"`
	Recipient string `json:"recipient,omitempty"` // of the key that was made or that was wrapped to
	Sign      []byte `json:"sign,omitempty"`      // base64
}

// record commits to an act on keys at o.
func (r *Registry) record(o Office, a keyAct) (Record, error) {
	a.Office = o.ID
	a.Day = r.Now().In(o.Region.Zone()).Format("2006-01-02")
	text, err := json.Marshal(a)
	if err != nil {
		return Record{}, err
	}
	kind := ledger.TypeKey
	if a.Act == actWrap {
		kind = ledger.TypeWrap
	}
	leaf, err := ledger.RecordLeaf(kind, text, r.Rand)
	if err != nil {
		return Record{}, fmt.Errorf("record %s: %w", a.Act, err)
	}
	return Record{leaf, text}, nil
}
