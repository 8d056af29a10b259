package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"netra/internal/pgtest"
)

// asNetra makes this test binary behave as the command.
const asNetra = "NETRA_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asNetra) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"netra": main})
}

// TestScripts runs every command as its users do. The scripts of testdata/script/both run on each database, as $DB.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: scriptCommands(), Setup: setup(func(*testscript.Env) string { return "" })})
}

func TestScriptsOnSQLite(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script/both", Cmds: scriptCommands(), Setup: setup(func(e *testscript.Env) string {
		return "sqlite:" + filepath.Join(e.WorkDir, "netra.db")
	})})
}

func TestScriptsOnPostgres(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script/both", Cmds: scriptCommands(), Setup: setup(func(*testscript.Env) string {
		return pgtest.URL(t)
	})})
}

func setup(database func(*testscript.Env) string) func(*testscript.Env) error {
	return func(e *testscript.Env) error {
		e.Setenv("DB", database(e))
		vectors, err := filepath.Abs("../../ledger/testdata")
		e.Setenv("RECEIPTS", vectors)
		return err
	}
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"start":      start,
		"busy":       busy,
		"exits":      exits,
		"get":        get,
		"unwritable": unwritable,
	}
}

// start runs netra in the background and sets $URL and $LOGKEY from its first lines. It ends with the script.
func start(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("start cannot be negated")
	}
	n, err := startNetra(ts.Getenv("WORK"), args...)
	ts.Check(err)
	ts.Defer(func() { n.stop() })
	ts.Setenv("URL", n.url)
	ts.Setenv("LOGKEY", n.logKey)
}

// exits runs a command and checks its exit status: exits STATUS COMMAND ARG...
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s exits with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// get fetches a page, which must answer 200, and puts it on the standard output that the script looks at. What is there only
// after the first beat is asked for again until it is.
func get(ts *testscript.TestScript, _ bool, args []string) {
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for range 100 {
		res, err := http.Get(args[0])
		ts.Check(err)
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		ts.Check(err)
		if res.StatusCode == http.StatusOK {
			fmt.Fprintf(ts.Stdout(), "%s", body)
			return
		}
		<-again.C
	}
	ts.Fatalf("%s does not answer 200", args[0])
}

// busy listens on a port and sets $BUSY to its address.
func busy(ts *testscript.TestScript, _ bool, _ []string) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { ln.Close() })
	ts.Setenv("BUSY", ln.Addr().String())
}

// unwritable makes a folder on a file system that takes no writes, also not root's, and sets $UNWRITABLE to it.
func unwritable(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Setenv("UNWRITABLE", "/sys/netra")
}

// A netra is a running command.
type netra struct {
	cmd         *exec.Cmd
	url, logKey string
	said        []string // lines of its standard output up to the last that was waited for
	lines       *bufio.Scanner
	log         *strings.Builder
}

var (
	listensOn = regexp.MustCompile(`http://[0-9.:]+`)
	keyLine   = regexp.MustCompile(`^log key: (\S+)$`)
)

// startNetra runs the command in dir and waits until it listens.
func startNetra(dir string, args ...string) (*netra, error) { return startNetraIn(dir, nil, args...) }

// startNetraIn is startNetra by way of another command that runs what follows it.
func startNetraIn(dir string, by []string, args ...string) (*netra, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args = slices.Concat(by, []string{exe}, args)
	n := &netra{cmd: exec.Command(args[0], args[1:]...), log: &strings.Builder{}}
	n.cmd.Dir = dir
	n.cmd.Env = append(os.Environ(), asNetra+"=1", "TMPDIR="+dir)
	n.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	n.cmd.Stderr = n.log
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := n.cmd.Start(); err != nil {
		return nil, err
	}
	n.lines = bufio.NewScanner(out)
	for n.url == "" || n.logKey == "" {
		line, err := n.next()
		if err != nil {
			n.cmd.Process.Kill()
			n.cmd.Wait()
			return nil, fmt.Errorf("netra %s: %w: %s", strings.Join(args, " "), err, n.log)
		}
		if n.url == "" {
			n.url = listensOn.FindString(line)
		}
		if m := keyLine.FindStringSubmatch(line); m != nil {
			n.logKey = m[1]
		}
	}
	return n, nil
}

// next reads one more line of what the command says.
func (n *netra) next() (string, error) {
	if !n.lines.Scan() {
		return "", io.ErrUnexpectedEOF
	}
	n.said = append(n.said, n.lines.Text())
	return n.lines.Text(), nil
}

// stop ends the command as an operator does and waits for it.
func (n *netra) stop() error {
	n.cmd.Process.Signal(syscall.SIGTERM)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	defer context.AfterFunc(ctx, func() { n.cmd.Process.Kill() })()
	io.Copy(io.Discard, rest{n.lines})
	return n.cmd.Wait()
}

// kill ends the command as a power cut does.
func (n *netra) kill() {
	n.cmd.Process.Kill()
	io.Copy(io.Discard, rest{n.lines})
	n.cmd.Wait()
}

// rest reads what a scanner has left.
type rest struct{ s *bufio.Scanner }

func (r rest) Read([]byte) (int, error) {
	if r.s.Scan() {
		return 0, nil
	}
	return 0, io.EOF
}
