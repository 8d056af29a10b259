package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// config is everything that an operator can set, for all commands that touch an instance. The order of precedence is flag,
// environment, file, default. A key in the file that is no flag is refused.
type config struct {
	File     kong.ConfigFlag `name:"config" help:"TOML file with any of these settings (data = \"/var/lib/netra\")." placeholder:"FILE" env:"NETRA_CONFIG"`
	Data     string          `help:"Folder for database, blobs and keys." default:"netra-data" env:"NETRA_DATA" type:"path"`
	Database string          `help:"sqlite:PATH or postgres://... (default: netra.db in the data folder)." env:"NETRA_DATABASE" placeholder:"URL"`
	Blobs    string          `help:"Where sealed files lie: folder:PATH (default: blobs in the data folder)." env:"NETRA_BLOBS" placeholder:"URL"`
	Keys     string          `help:"Folder for the log's keys, outside of database and backup (default: keys in the data folder)." env:"NETRA_KEYS" type:"path"`
	Name     string          `help:"The instance's name, fixed at first start; it stands in every receipt." default:"${default_name}" env:"NETRA_NAME"`
	Office   string          `help:"Name of the root office, made at first start." default:"Bawaslu RI" env:"NETRA_OFFICE"`
	Law      string          `help:"Folder of law that is laid over the one that Netra carries; doc/law.md says what may be in it." env:"NETRA_LAW" placeholder:"DIR"`
}

// defaultName is an instance's name if nobody gave one.
const defaultName = "netra.local"

// serving is what only a running server needs.
type serving struct {
	Listen  string        `help:"Address to listen on." default:"127.0.0.1:8080" env:"NETRA_LISTEN"`
	Beat    time.Duration `help:"How often the log is signed; nothing is counted or shown finer than this." default:"10m" env:"NETRA_BEAT"`
	MaxFile int64         `help:"Largest file that a reporter may add, in bytes." default:"2147483648" env:"NETRA_MAX_FILE"`
	Public  string        `help:"Address under which people reach this server, for links (default: http:// and the listening address)." env:"NETRA_PUBLIC" placeholder:"URL"`
}

func (c *config) database() string {
	if c.Database != "" {
		return c.Database
	}
	return "sqlite:" + filepath.Join(c.Data, "netra.db")
}

// blobs gives the folder of the sealed files.
func (c *config) blobs() (string, error) {
	if c.Blobs == "" {
		return filepath.Join(c.Data, "blobs"), nil
	}
	path, ok := strings.CutPrefix(c.Blobs, "folder:")
	if !ok || path == "" {
		return "", errors.New("--blobs must be folder:PATH; S3 is not supported yet")
	}
	return path, nil
}

func (c *config) keys() string {
	if c.Keys != "" {
		return c.Keys
	}
	return filepath.Join(c.Data, "keys")
}

// minBeat keeps the log's table of heads, and the load of an idle server, small.
const minBeat = time.Second

// Validate refuses settings that nothing could run with.
func (s *serving) Validate() error {
	switch {
	case s.Beat < minBeat || s.Beat%time.Second != 0:
		return fmt.Errorf("--beat must be whole seconds, at least %v", minBeat)
	case s.MaxFile < 1:
		return fmt.Errorf("--max-file must be positive")
	}
	return nil
}

// Validate refuses settings that nothing could run with.
func (c *config) Validate() error {
	if c.Name == "" || len(c.Name) > 200 || strings.Trim(c.Name, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return fmt.Errorf("--name must be like netra.example.org: lower-case letters, digits, dots and hyphens")
	}
	return nil
}

// tomlFile reads a configuration file for kong, whose flags have hyphens where the file may have underscores.
func tomlFile(r io.Reader) (kong.Resolver, error) {
	var values map[string]any
	if _, err := toml.NewDecoder(r).Decode(&values); err != nil {
		return nil, fmt.Errorf("configuration file: %w", err)
	}
	flat := map[string]any{}
	for key, v := range values {
		flat[strings.ReplaceAll(key, "-", "_")] = v
	}
	data, err := json.Marshal(flat)
	if err != nil {
		return nil, fmt.Errorf("configuration file: %w", err)
	}
	inner, err := kong.JSON(strings.NewReader(string(data)))
	if err != nil {
		return nil, err
	}
	return strictResolver{inner, flat}, nil
}

// strictResolver refuses a file with a key that no flag has: a misspelt setting must not pass unseen.
type strictResolver struct {
	kong.Resolver
	keys map[string]any
}

// Resolve implements kong.Resolver: what the environment says goes before the file.
func (s strictResolver) Resolve(ctx *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	return s.Resolver.Resolve(ctx, parent, flag)
}

// Validate implements kong.Resolver.
func (s strictResolver) Validate(app *kong.Application) error {
	known := map[string]bool{}
	for _, group := range app.Leaves(true) {
		for _, f := range group.AllFlags(true) {
			for _, flag := range f {
				known[strings.ReplaceAll(flag.Name, "-", "_")] = true
			}
		}
	}
	for key := range s.keys {
		if !known[key] {
			return fmt.Errorf("configuration file: unknown setting %q", key)
		}
	}
	return nil
}

// public gives the address for links, without a slash at its end.
func (s *serving) public(listening net.Addr) string {
	if s.Public != "" {
		return strings.TrimSuffix(s.Public, "/")
	}
	return "http://" + listening.String()
}
