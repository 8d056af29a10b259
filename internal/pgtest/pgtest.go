// Package pgtest gives tests a PostgreSQL of their own: a throw-away cluster from Debian's packages, one for each test
// process, run by an unprivileged user, and a schema for each test.
package pgtest

import (
	"crypto/rand"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// URL returns the address of an empty schema in this process's cluster. The cluster ends with the process, however that ends.
func URL(t testing.TB) string {
	t.Helper()
	c, err := cluster()
	if err != nil {
		t.Fatalf("start PostgreSQL (Debian's package postgresql is needed, `make deps` installs it): %v", err)
	}
	schema := "t" + strings.ToLower(rand.Text())
	if out, err := c.psql("create schema " + schema); err != nil {
		t.Fatalf("make schema: %v: %s", err, out)
	}
	t.Cleanup(func() { c.psql("drop schema " + schema + " cascade") })
	q := url.Values{"search_path": {schema}, "sslmode": {"disable"}}
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?%s", c.port, q.Encode())
}

type server struct {
	bin, dir string
	port     int
	cred     *syscall.Credential
	hold     *os.File // the server lives as long as this end of the pipe is open
}

var cluster = sync.OnceValues(start)

// script keeps the server only while its standard input is open. Our death closes that, SIGKILL included.
const script = `"$1/postgres" -D "$0/data" -p "$2" -h 127.0.0.1 -k "$0" -c max_connections=100 -c fsync=on >"$0/log" 2>&1 & pid=$!
read _; kill -QUIT $pid; wait $pid; rm -rf "$0"`

func start() (*server, error) {
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(bins) == 0 {
		return nil, fmt.Errorf("no /usr/lib/postgresql/*/bin/postgres")
	}
	slices.Sort(bins)
	s := &server{bin: filepath.Dir(bins[len(bins)-1])}
	if err := s.unprivileged(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "netra-pg")
	if err != nil {
		return nil, err
	}
	s.dir = dir
	if s.cred != nil {
		if err := os.Chown(dir, int(s.cred.Uid), int(s.cred.Gid)); err != nil {
			return nil, err
		}
	}
	initdb := s.command(filepath.Join(s.bin, "initdb"), "-D", filepath.Join(dir, "data"), "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s.hold = w
	run := s.command("/bin/sh", "-c", script, dir, s.bin, strconv.Itoa(s.port))
	run.Stdin = r
	if err := run.Start(); err != nil {
		return nil, err
	}
	return s, s.await()
}

// await asks until the server answers: pg_isready by itself does not wait.
func (s *server) await() error {
	var err error
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		if _, err = s.psql("select 1"); err == nil {
			return nil
		}
	}
	return fmt.Errorf("server does not answer: %w", err)
}

// unprivileged picks the user postgres if we are root, since the server refuses to run as root.
func (s *server) unprivileged() error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return err
	}
	s.cred = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return nil
}

func (s *server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.cred, Setpgid: true}
	return cmd
}

func (s *server) psql(query string) ([]byte, error) {
	return s.command(filepath.Join(s.bin, "psql"), "-h", "127.0.0.1", "-p", strconv.Itoa(s.port), "-U", "postgres", "-X", "-q", "-c", query).CombinedOutput()
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
