package main

import (
	"fmt"
)

type serveCmd struct {
	config
	serving
}

// Run serves until the context ends.
func (c *serveCmd) Run(e *env) error {
	return fmt.Errorf("not wired")
}
