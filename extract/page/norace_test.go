//go:build !race

package page_test

// raced is whether the race detector slows the tests.
const raced = false
