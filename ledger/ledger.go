// Package ledger is the append-only log that commits to every step of Netra: its leaves, its sequencer, what it serves, and
// the receipts that anybody can check offline. It knows no report and no database; an outsider verifies with this package
// alone. doc/formats.md (Leaf, Log, Promise, Receipt) is the contract, and testdata holds the vectors that the browser's
// verifier shares.
//
// The formats are those of C2SP: signed-note v1.0.0 (Ed25519, type 0x01), tlog-checkpoint v1.0.0 (no extension lines),
// tlog-tiles v0.1.0, tlog-proof@v1 and tlog-policy (both untagged, as of 2026). Hashes are RFC 6962 over SHA-256. Checkpoints of this
// version carry no witness's cosignature: a receipt proves what the log signed, not that others saw the same log.
//
// # Why a head is signed last
//
// A log must never sign two trees of which one does not extend the other. The sequencer therefore takes four steps, each
// durable before the next, and keeps nothing in memory between them:
//
//  1. [Store].Advance commits the grown tree, by compare-and-swap on its size, unsigned.
//  2. [HighWater].Save notes that tree in a file beside the log key.
//  3. The tree, read again from the database, is signed.
//  4. [Store].Publish commits the signed checkpoint; only what it holds is ever served.
//
// So a signature exists only for a tree that is committed, and is seen only when the file knows of it. Whoever loses the
// race in step 1 has signed nothing. After a crash the next run finds the committed tree and goes on where the steps broke
// off; Ed25519 is deterministic, so signing it twice gives the same bytes. If the database has gone back (a restored backup,
// a failover that lost commits), its tree no longer extends the one in the file, and the log refuses: [ErrRollback]. The
// opposite order, saving before the commit, would leave a file ahead of the database after a crash, which cannot be told
// from a rollback; signing within the commit would leave a moment in which a head is public and the file does not know it.
package ledger

import "errors"

// What callers can tell apart.
var (
	// ErrInvalid: the receipt is not one that this version's Netra wrote, or was changed. Exit status 1 of netra verify.
	ErrInvalid = errors.New("invalid receipt")
	// ErrUnknownKey: the receipt is intact as far as it can be judged without its log's key, which is none of those given.
	// Exit status 3 of netra verify.
	ErrUnknownKey = errors.New("the receipt's log key is not among those given")
	// ErrKey: not a key in the expected text form. The error does not quote it.
	ErrKey = errors.New("not an Ed25519 note key")
	// ErrPromise: a promise that must not be signed since its fields are out of bounds.
	ErrPromise = errors.New("malformed promise")
	// ErrPolicy: not a trust policy of C2SP tlog-policy.
	ErrPolicy = errors.New("malformed policy")
	// ErrWitnesses: the policy asks for cosignatures, and this version's checkpoints carry none.
	ErrWitnesses = errors.New("the policy requires witnesses, but checkpoints carry no cosignatures yet")
	// ErrNotFound: the published log has no such checkpoint, tile, bundle or leaf.
	ErrNotFound = errors.New("not in the published log")
	// ErrConflict: the log is no longer at the size on which a write was decided.
	ErrConflict = errors.New("the log has moved on")
	// ErrRollback: the stored log does not extend the newest head that was signed. Only a person can mend this: bring
	// back the lost leaves, or start a new origin.
	ErrRollback = errors.New("the stored log does not extend the newest signed head")
	// ErrDamaged: the stored log contradicts itself.
	ErrDamaged = errors.New("the stored log contradicts itself")
	// ErrClock: the log's last beat lies further ahead than the next one.
	ErrClock = errors.New("the log's last beat lies in the future: check the clock")
)
