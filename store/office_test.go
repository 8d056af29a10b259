package store_test

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"netra/gazetteer"
	"netra/ledger"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
)

var officeNow = time.Date(2026, 12, 28, 3, 0, 0, 0, time.UTC)

// putOffice stores Bawaslu RI and n invitations, whose hashes begin with their number from 1.
func putOffice(t *testing.T, db *store.DB, n int) []office.Invitation {
	t.Helper()
	ri := office.Office{ID: "bawaslu-ri", Kind: office.BawasluRI, Name: "Bawaslu RI"}
	if _, err := db.AddOffices(t.Context(), []office.Office{ri}); err != nil {
		t.Fatal(err)
	}
	var all []office.Invitation
	for i := range n {
		inv := office.Invitation{Officer: office.Officer{ID: fmt.Sprintf("officer%d", i+1), Office: ri, Status: office.Invited},
			Hash: [32]byte{byte(i + 1)}, Until: officeNow.Add(time.Hour)}
		if err := db.SaveInvitation(t.Context(), inv); err != nil {
			t.Fatal(err)
		}
		all = append(all, inv)
	}
	return all
}

// enrolment is what an invited officer becomes with the office's key, with one record.
func enrolment(t *testing.T, inv office.Invitation, user string, key bool) office.Enrolment {
	t.Helper()
	e := office.Enrolment{Invitation: inv.Hash, Officer: inv.Officer, Recipient: "age1pq1" + user, Sign: make([]byte, 32), OwnKey: []byte("own"),
		TOTP: []byte("sealed"), CodeStep: 1, Session: office.NewSession{Hash: sha256.Sum256([]byte(user)), ID: "s-" + user, Officer: inv.Officer.ID, Label: "dua kata", At: officeNow},
		Records: []office.Record{record(t, user)}}
	e.Officer.User, e.Officer.Name, e.Officer.Status = user, user, office.Waiting
	if key {
		e.Officer.Status = office.Active
		e.Key = &office.Key{Office: "bawaslu-ri", Epoch: 1, Recipient: "age1pq1office", Sign: make([]byte, 32)}
		e.Wrap = []byte("wrap")
	}
	return e
}

func record(t *testing.T, what string) office.Record {
	t.Helper()
	leaf, err := ledger.RecordLeaf(ledger.TypeKey, []byte(what), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return office.Record{Leaf: leaf, JSON: []byte(what)}
}

func leaves(t *testing.T, db *store.DB) int {
	t.Helper()
	pending, err := db.Pending(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	return len(pending)
}

func TestEnrolmentIsWholeOrNothing(t *testing.T) {
	tests := []struct {
		name   string
		second func(t *testing.T, all []office.Invitation) office.Enrolment
		want   error
		leaves int // in all
	}{
		{"a second officer", func(t *testing.T, all []office.Invitation) office.Enrolment {
			return enrolment(t, all[1], "yosef", false)
		}, nil, 2},
		{"the same invitation again", func(t *testing.T, all []office.Invitation) office.Enrolment {
			return enrolment(t, all[0], "yosef", false)
		}, office.ErrInvitation, 1},
		{"a name that is taken", func(t *testing.T, all []office.Invitation) office.Enrolment {
			return enrolment(t, all[1], "ratna", false)
		}, office.ErrTaken, 1},
		{"a second first key", func(t *testing.T, all []office.Invitation) office.Enrolment {
			return enrolment(t, all[1], "yosef", true)
		}, office.ErrConflict, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) {
				all := putOffice(t, db, 2)
				if err := db.SaveEnrolment(t.Context(), enrolment(t, all[0], "ratna", true)); err != nil {
					t.Fatal(err)
				}
				if err := db.SaveEnrolment(t.Context(), tt.second(t, all)); !errors.Is(err, tt.want) {
					t.Errorf("SaveEnrolment = %v, want %v", err, tt.want)
				}
				if n := leaves(t, db); n != tt.leaves {
					t.Errorf("%d leaves, want %d", n, tt.leaves)
				}
				_, err := db.Session(t.Context(), sha256.Sum256([]byte("yosef")))
				if (err == nil) != (tt.want == nil) {
					t.Errorf("session of the second: %v", err)
				}
			})
		})
	}
}

func TestOneOfManyFirstOfficersMakesTheKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		const n = 8
		all := putOffice(t, db, n)
		errs := make([]error, n)
		var all8 sync.WaitGroup
		for i := range n {
			e := enrolment(t, all[i], fmt.Sprintf("user%d", i), true)
			all8.Go(func() { errs[i] = db.SaveEnrolment(t.Context(), e) })
		}
		all8.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !errors.Is(err, office.ErrConflict) {
				t.Error(err)
			}
		}
		o, err := db.Office(t.Context(), "bawaslu-ri")
		if won != 1 || err != nil || o.Key.Epoch != 1 || o.Holders != 1 {
			t.Errorf("%d made the key, office %+v, %v", won, o, err)
		}
	})
}

func TestACodeSignsInOnceAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		all := putOffice(t, db, 1)
		if err := db.SaveEnrolment(t.Context(), enrolment(t, all[0], "ratna", true)); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		errs := make([]error, 2)
		for i := range errs {
			s := office.SignIn{Bucket: 7, CodeStep: 9, Session: office.NewSession{Hash: [32]byte{byte(i)}, ID: fmt.Sprint(i), Officer: "officer1", At: officeNow}}
			both.Go(func() { errs[i] = db.SaveSignIn(t.Context(), s) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), office.ErrConflict) {
			t.Errorf("got %v", errs)
		}
	})
}

func TestSignInForgetsAttemptsAndDeadSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		all := putOffice(t, db, 1)
		if err := db.SaveEnrolment(t.Context(), enrolment(t, all[0], "ratna", true)); err != nil {
			t.Fatal(err)
		}
		if err := db.SaveAttempt(t.Context(), office.Attempt{Bucket: 7, Failed: 3, Wait: officeNow}); err != nil {
			t.Fatal(err)
		}
		if a, err := db.Account(t.Context(), "nobody", 7); !errors.Is(err, office.ErrNotFound) || a.Failed != 3 || !a.Wait.Equal(officeNow) {
			t.Errorf("attempts under an unknown name: %+v, %v", a, err)
		}
		at := officeNow.Add(25 * time.Hour)
		s := office.SignIn{Bucket: 7, CodeStep: 9, Session: office.NewSession{Hash: [32]byte{1}, ID: "new", Officer: "officer1", At: at},
			Before: office.Limits{Made: at.Add(-24 * time.Hour), Seen: at.Add(-8 * time.Hour)}}
		if err := db.SaveSignIn(t.Context(), s); !errors.Is(err, office.ErrConflict) {
			t.Errorf("decided before the attempts were counted: %v", err)
		}
		s.Failed = 3
		if err := db.SaveSignIn(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if a, err := db.Account(t.Context(), "ratna", 7); err != nil || a.Failed != 0 || a.CodeStep != 9 {
			t.Errorf("account %+v, %v", a, err)
		}
		open, err := db.Sessions(t.Context(), "bawaslu-ri")
		if err != nil || len(open) != 1 || open[0].ID != "new" {
			t.Errorf("sessions %+v, %v", open, err)
		}
	})
}

func TestAttemptsAddUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for _, err := range together(300, func(i int) error {
			wait := officeNow.Add(time.Duration(i) * time.Second)
			return db.SaveAttempt(t.Context(), office.Attempt{Bucket: 7, Failed: i % 2, Wait: wait})
		}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		a, err := db.Account(t.Context(), "nobody", 7)
		if !errors.Is(err, office.ErrNotFound) || a.Failed != 150 || !a.Wait.Equal(officeNow.Add(299*time.Second)) {
			t.Errorf("%d attempts, pause until %s, %v; want 150 and the longest", a.Failed, a.Wait, err)
		}
	})
}

func TestGiftAndRevocation(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		all := putOffice(t, db, 2)
		for i, user := range []string{"ratna", "yosef"} {
			if err := db.SaveEnrolment(t.Context(), enrolment(t, all[i], user, i == 0)); err != nil {
				t.Fatal(err)
			}
		}
		gift := office.Gift{Office: "bawaslu-ri", Epoch: 1, To: "officer2", Recipient: "age1pq1yosef", Wrap: []byte("wrap2"), Record: record(t, "gift")}
		stale := gift
		stale.Recipient, stale.Record = "age1pq1other", record(t, "stale")
		noKey := gift
		noKey.Epoch, noKey.Record = 2, record(t, "no key")
		for _, g := range []office.Gift{stale, noKey} {
			if err := db.SaveGift(t.Context(), g); !errors.Is(err, office.ErrConflict) {
				t.Errorf("SaveGift(%d, %s) = %v", g.Epoch, g.Recipient, err)
			}
		}
		if err := db.SaveGift(t.Context(), gift); err != nil {
			t.Fatal(err)
		}
		ring, err := db.Keyring(t.Context(), "officer2")
		if err != nil || len(ring.Wraps) != 1 || string(ring.Wraps[0].Wrap) != "wrap2" || ring.Wraps[0].Key.Recipient != "age1pq1office" {
			t.Errorf("keyring %+v, %v", ring, err)
		}
		if err := db.SaveRevocation(t.Context(), office.Revocation{Officer: "officer2", Record: record(t, "end")}); err != nil {
			t.Fatal(err)
		}
		if err := db.SaveRevocation(t.Context(), office.Revocation{Officer: "officer2", Record: record(t, "again")}); !errors.Is(err, office.ErrConflict) {
			t.Errorf("revoked twice: %v", err)
		}
		if _, err := db.Keyring(t.Context(), "officer2"); !errors.Is(err, office.ErrNotFound) {
			t.Errorf("keyring of a revoked officer: %v", err)
		}
		if _, err := db.Session(t.Context(), sha256.Sum256([]byte("yosef"))); !errors.Is(err, office.ErrNotFound) {
			t.Errorf("session of a revoked officer: %v", err)
		}
		o, err := db.Office(t.Context(), "bawaslu-ri")
		if err != nil || o.Holders != 1 {
			t.Errorf("%d holders, %v", o.Holders, err)
		}
		if n := leaves(t, db); n != 4 { // two enrolments, the gift, the revocation
			t.Errorf("%d leaves, want 4", n)
		}
	})
}

func TestOfficesOfManyRegions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		offices := []office.Office{
			{ID: "bawaslu-ri", Kind: office.BawasluRI, Name: "Bawaslu RI"},
			{ID: "bawaslu-35", Kind: office.BawasluProv, Name: "Bawaslu Provinsi Jawa Timur", Region: "35", Parent: "bawaslu-ri"},
			{ID: "bawaslu-32", Kind: office.BawasluProv, Name: "Bawaslu Provinsi Jawa Barat", Region: "32", Parent: "bawaslu-ri"},
		}
		for _, want := range []int{3, 0} {
			if n, err := db.AddOffices(t.Context(), offices); n != want || err != nil {
				t.Errorf("AddOffices = %d, %v, want %d", n, err, want)
			}
		}
		got, err := db.OfficesAt(t.Context(), []gazetteer.Code{"35", ""})
		if err != nil || len(got) != 2 || got[0].Office != offices[1] || got[1].Office != offices[0] {
			t.Errorf("got %+v, %v", got, err)
		}
		if err := db.RenameOffice(t.Context(), "bawaslu-35", "Bawaslu Jatim"); err != nil {
			t.Fatal(err)
		}
		if o, err := db.Office(t.Context(), "bawaslu-35"); err != nil || o.Name != "Bawaslu Jatim" || o.Key.Epoch != 0 {
			t.Errorf("got %+v, %v", o, err)
		}
		if err := db.RenameOffice(t.Context(), "bawaslu-99", "x"); !errors.Is(err, office.ErrNotFound) {
			t.Errorf("rename of none: %v", err)
		}
		if _, err := db.Key(t.Context(), "bawaslu-35", 1); !errors.Is(err, office.ErrNotFound) {
			t.Errorf("key of none: %v", err)
		}
	})
}
