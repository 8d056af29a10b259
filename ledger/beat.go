package ledger

import "time"

// instantLayout is RFC 3339 in UTC to the second.
const instantLayout = "2006-01-02T15:04:05Z"

func instant(t time.Time) string { return t.UTC().Format(instantLayout) }

// Beat returns the newest beat that is not after now, in UTC. Beats are the multiples of length since 1970; length is a
// whole number of seconds, at least one.
func Beat(now time.Time, length time.Duration) time.Time {
	step := int64(length / time.Second)
	s := now.Unix()
	return time.Unix(s-s%step, 0).UTC()
}

// Promised returns the beat after next, which a promise made now names: the transaction that accepts may straddle the next
// one. A kept promise's leaf stands before the date leaf of the beat that follows the promised one.
func Promised(now time.Time, length time.Duration) time.Time {
	return Beat(now, length).Add(2 * length)
}
