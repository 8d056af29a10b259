// Netra receives reports about the neutrality of civil servants in elections, seals them, and keeps a public log of every
// step. This command is the server and every tool around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"netra/calendar"
	"netra/internal/fault"
	"netra/law"
	"netra/store"
)

// Exit statuses that every command shares. Commands document their own beside these.
const (
	exitOK      = 0
	exitFailed  = 1
	exitBadCall = 2
)

// version is set by the linker in a release.
var version = "dev"

// cli is every command there is; a command's file has its struct, flags and help.
type cli struct {
	Demo    demoCmd    `cmd:"" help:"Run a complete local instance with invented data."`
	Serve   serveCmd   `cmd:"" help:"Run the server."`
	Office  officeCmd  `cmd:"" help:"Add, list and rename offices."`
	Officer officerCmd `cmd:"" help:"Invite, list and revoke officers."`
	Keygen  keygenCmd  `cmd:"" help:"Make an office's key offline."`
	Open    openCmd    `cmd:"" help:"Open a sealed bundle offline."`
	Verify  verifyCmd  `cmd:"" help:"Check a receipt offline."`
	Clock   clockCmd   `cmd:"" help:"Compute when a period of the law ends, day by day."`
	Read    readCmd    `cmd:"" help:"Read articles: what is alleged, of whom, where, when, said by whom."`
	Cluster clusterCmd `cmd:"" help:"Find which articles tell of the same event."`
	Eval    evalCmd    `cmd:"" help:"Score the reading of articles against a folder that people have annotated."`
	Law     lawCmd     `cmd:"" help:"Show what the law says here, and check a folder of corrections to it."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// env is what a command may touch of the world.
type env struct {
	Ctx            context.Context // ends on SIGINT and SIGTERM
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Log            *slog.Logger // JSON lines on Stderr
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends what does not listen to the first
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// An exitError carries an exit status of its own. If it has no cause the command has said everything already.
type exitError struct {
	status int
	cause  error
}

func (e exitError) Error() string {
	if e.cause == nil {
		return fmt.Sprintf("exit status %d", e.status)
	}
	return e.cause.Error()
}

func (e exitError) Unwrap() error { return e.cause }

// run is main without the process, for tests. It returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("netra"),
		kong.Description("Netra follows allegations that Indonesian civil servants were not neutral in an election."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(status int) { exited = status; panic(errHelp) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"default_name": defaultName},
		kong.Configuration(tomlFile),
	)
	if err != nil {
		panic(err) // the structs are wrong
	}
	parsed, err := parse(parser, args)
	if errors.Is(err, errHelp) {
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "netra: %v\nhint: netra --help lists the commands, netra COMMAND --help has an example\n", err)
		return exitBadCall
	}
	e := &env{Ctx: ctx, Stdin: stdin, Stdout: stdout, Stderr: stderr, Log: slog.New(slog.NewJSONHandler(stderr, nil))}
	if err := parsed.Run(e); err != nil {
		return explain(stderr, err)
	}
	return exitOK
}

var errHelp = errors.New("help was printed")

func parse(p *kong.Kong, args []string) (parsed *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if r != any(errHelp) {
				panic(r)
			}
			err = errHelp
		}
	}()
	return p.Parse(args)
}

// explain prints an error for a person, with a hint where there is something to do, and gives the exit status.
func explain(w io.Writer, err error) int {
	status := exitFailed
	if exit, ok := errors.AsType[exitError](err); ok {
		status = exit.status
		if exit.cause == nil {
			return status
		}
	}
	fmt.Fprintf(w, "netra: %v\n", err)
	for _, h := range hints {
		if errors.Is(err, h.is) {
			fmt.Fprintf(w, "hint: %s\n", h.text)
		}
	}
	return status
}

const checkHint = "netra law check DIR checks such a folder without starting anything; doc/law.md says what may be in it"

var hints = []struct {
	is   error
	text string
}{
	{fault.ErrFull, "make room on the disk; nothing that was accepted is lost"},
	{fault.ErrReadOnly, "the folder of --data must exist and be writable for the user who runs netra"},
	{store.ErrNewer, "run the Netra that last used this database, or a newer one"},
	{store.ErrURL, "for example --database sqlite:/var/lib/netra/netra.db or --database postgres://user@host/netra"},
	{law.ErrFile, checkHint},
	{calendar.ErrTable, checkHint},
	{errNoLogKey, "put log.key and receipt.key back into the key folder; a log cannot go on under another key"},
	{errOtherKey, "give this instance's key folder with --keys; every process of an instance needs the same keys"},
	{errOtherName, "give that name with --name, or another folder with --data"},
	{syscall.EADDRINUSE, "another program listens on this address; choose another with --listen"},
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(e *env) error {
	_, err := fmt.Fprintf(e.Stdout, "netra %s\n", version)
	return err
}
