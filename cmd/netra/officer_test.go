package main

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"netra/demo"
	"netra/office"
)

func TestRevokingTheLastHolderSaysWhatIsLost(t *testing.T) {
	cfg := config{Data: t.TempDir(), Name: "netra.contoh.example", Office: "Bawaslu RI"}
	var out bytes.Buffer
	e := &env{Ctx: t.Context(), Stdout: &out}
	err := withOffices(e, &cfg, func(r *office.Registry) error {
		if _, err := r.Add(e.Ctx, office.Office{Kind: office.BawasluRI}); err != nil {
			return err
		}
		b := demo.Browsers{Registry: r, Instance: cfg.Name, Now: time.Now, Rand: rand.Reader}
		ratna, err := b.Enrol(e.Ctx, "bawaslu-ri", "ratna", "Ratna Prameswari", nil)
		if err != nil {
			return err
		}
		_, err = b.Enrol(e.Ctx, "bawaslu-ri", "yosef", "Yosef Lamanepa", &ratna)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		lost bool
	}{{"ratna", false}, {"yosef", true}} {
		out.Reset()
		if err := (&officerRevokeCmd{cfg, "bawaslu-ri", tt.name}).Run(e); err != nil {
			t.Fatal(err)
		}
		if said := out.String(); strings.Contains(said, "nobody holds the key") != tt.lost || !strings.HasPrefix(said, "revoked; ") || strings.Contains(said, "advised") {
			t.Errorf("of %s it says %q", tt.name, said)
		}
	}
}
