package intake

import (
	"context"

	"netra/vault"
)

// SealedLength is what the server can tell of an age file.
var SealedLength = sealedLength

// Seal does what a reporter's browser does.
func (d *Desk) Seal(ctx context.Context, form Form, code vault.Phrase) (SealedFiling, error) {
	keys, err := vault.ReporterKeys(code, d.Instance)
	if err != nil {
		return SealedFiling{}, err
	}
	review, err := d.Review(ctx, form)
	if err != nil {
		return SealedFiling{}, err
	}
	return d.seal(review, keys)
}

// SealFor is Seal with keys derived before, since deriving takes longer than all else.
func (d *Desk) SealFor(review Review, keys vault.Keys) (SealedFiling, error) {
	return d.seal(review, keys)
}
