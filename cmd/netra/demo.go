package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"netra/demo"
)

type demoCmd struct {
	Listen string        `help:"Address to listen on." default:"127.0.0.1:8080" env:"NETRA_LISTEN"`
	Data   string        `help:"Folder to keep the instance in; a temporary one that is removed at the end if left out." type:"path"`
	Law    string        `help:"Folder of law that is laid over the one that Netra carries." env:"NETRA_LAW" placeholder:"DIR"`
	Beat   time.Duration `help:"How often the log is signed; a real instance takes 10 minutes." default:"10s"`
}

// Help implements kong.HelpProvider.
func (demoCmd) Help() string {
	return `Starts a complete instance with invented offices, officers and reports, prints addresses, log-ins, the log's key and one
reporter's code, and runs until Ctrl-C. It opens nothing by itself.

Example:
  netra demo --listen 127.0.0.1:8080

Exit status: 0 ended as asked, 1 failed, 2 bad call.`
}

// Validate is called by kong after parsing.
func (c *demoCmd) Validate() error {
	return (&serving{Beat: c.Beat, MaxFile: demoMaxFile}).Validate()
}

// demoMaxFile is the largest file that a demo takes, in bytes.
const demoMaxFile = 2 << 30

// demoName is the instance's name in every receipt of a demo.
const demoName = "netra.contoh.example"

// Run makes the world and serves it.
func (c *demoCmd) Run(e *env) (err error) {
	noCoreDumps()
	cfg := config{Data: c.Data, Name: demoName, Office: "Bawaslu RI", Law: c.Law}
	if cfg.Data == "" {
		if cfg.Data, err = os.MkdirTemp("", "netra-demo-"); err != nil {
			return err
		}
		defer os.RemoveAll(cfg.Data)
	} else if entries, err := os.ReadDir(cfg.Data); err == nil && len(entries) > 0 {
		return exitError{exitBadCall, errors.New("--data must be a folder that is empty or does not exist: a demo begins anew")}
	}
	ln, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	defer ln.Close()
	in, err := openInstance(e.Ctx, &cfg)
	if err != nil {
		return err
	}
	defer in.Close()
	sv := serving{Beat: c.Beat, MaxFile: demoMaxFile}
	public := sv.public(ln.Addr())
	fmt.Fprintln(e.Stdout, "making an invented world ...")
	world, err := c.populate(e.Ctx, in, &sv)
	if err != nil {
		if e.Ctx.Err() != nil {
			return nil
		}
		return err
	}
	s, err := newServer(in, &sv, public, true, e.Log, time.Now)
	if err != nil {
		return err
	}
	c.tell(e, in, public, world)
	return s.serve(e.Ctx, ln)
}

// populate makes the world with a clock that begins some weeks ago.
func (c *demoCmd) populate(ctx context.Context, in *instance, sv *serving) (demo.World, error) {
	clock := demo.NewClock(time.Now().AddDate(0, 0, -30), time.Now)
	s, err := newServices(in, sv, clock.Now)
	if err != nil {
		return demo.World{}, err
	}
	seq := in.sequencer(sv.Beat, clock.Now, quiet)
	m := demo.Maker{Offices: s.Offices, Desk: s.Desk, Cases: s.Cases, Clock: clock, Rand: rand.Reader, Beat: seq.Run}
	return m.Make(ctx)
}

// tell prints what people of the invented world have on paper.
func (c *demoCmd) tell(e *env, in *instance, public string, w demo.World) {
	fmt.Fprintf(e.Stdout, "\nall names, offices and events are invented\n\n")
	fmt.Fprintf(e.Stdout, "netra listens on %s\n  public page  %s/\n  report       %s/lapor\n  come back    %s/cek\n  verify       %s/periksa\n  officers     %s/petugas\n\n", public, public, public, public, public, public)
	fmt.Fprintf(e.Stdout, "log key: %s\n\n", in.Log.VerifierKey)
	fmt.Fprintf(e.Stdout, "code of report %s, in which a question waits:\n  %s\n\nofficers (a code of the authenticator app: netra officer code SECRET):\n", w.Number, w.Code.Open())
	for _, l := range w.Officers {
		fmt.Fprintf(e.Stdout, "  %s\n", l)
	}
	fmt.Fprintf(e.Stdout, "\nCtrl-C ends it; %s\n", map[bool]string{true: "nothing is kept", false: "the data folder stays"}[c.Data == ""])
}
