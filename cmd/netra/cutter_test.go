package main

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// A cutter passes connections on to the server and cuts them all when so many bytes have gone up.
type cutter struct {
	url  string
	to   string
	mu   sync.Mutex
	open map[net.Conn]bool
	left int64 // bytes until the next cut; negative for never
	step int64
	cuts int
	dead bool // takes no connection any more
}

func newCutter(t *testing.T, serverURL string) *cutter {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	c := &cutter{url: "http://" + ln.Addr().String(), to: strings.TrimPrefix(serverURL, "http://"), open: map[net.Conn]bool{}, left: -1}
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go c.pass(conn)
		}
	}()
	return c
}

// every begins to cut after each n bytes, five times.
func (c *cutter) every(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.step = n, n
}

func (c *cutter) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cuts
}

func (c *cutter) pass(down net.Conn) {
	up, err := net.Dial("tcp", c.to)
	if err != nil {
		down.Close()
		return
	}
	c.mu.Lock()
	if c.dead {
		c.mu.Unlock()
		down.Close()
		up.Close()
		return
	}
	c.open[down], c.open[up] = true, true
	c.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { io.Copy(down, up); down.Close() })
	both.Go(func() { io.Copy(counting{c, up}, down); up.Close() })
	both.Wait()
	c.mu.Lock()
	delete(c.open, down)
	delete(c.open, up)
	c.mu.Unlock()
}

// after cuts once n bytes have gone up, and lets nothing through from then on.
func (c *cutter) after(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.step = n, -1
}

// mend lets connections through again.
func (c *cutter) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dead, c.left = false, -1
}

// sent counts bytes on their way up and cuts.
func (c *cutter) sent(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left < 0 || c.cuts >= 5 {
		return
	}
	if c.left -= int64(n); c.left > 0 {
		return
	}
	c.left = c.step
	c.dead = c.step < 0
	c.cuts++
	for conn := range c.open {
		conn.Close()
	}
}

type counting struct {
	c *cutter
	w io.Writer
}

func (w counting) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	w.c.sent(n)
	return n, err
}
