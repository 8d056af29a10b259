package office_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netra/gazetteer"
	"netra/office"
	"netra/store"
	"netra/store/storetest"
	"netra/vault"
)

// desk is a registry on an SQLite file, with a clock that the test moves.
type desk struct {
	*office.Registry
	t   *testing.T
	db  *store.DB
	now time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return onStore(t, storetest.Open(t, storetest.SQLite(t)))
}

func onStore(t *testing.T, db *store.DB) *desk {
	d := &desk{t: t, db: db, now: time.Date(2026, 12, 28, 3, 0, 0, 0, time.UTC)}
	d.Registry = &office.Registry{Store: db, Now: func() time.Time { return d.now }, Rand: rand.Reader, Instance: "netra.test",
		Secret: []byte("0123456789abcdef0123456789abcdef")}
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) add(kind office.Kind, region gazetteer.Code) office.Office {
	d.t.Helper()
	o, err := d.Add(d.t.Context(), office.Office{Kind: kind, Region: region})
	d.must(err)
	return o
}

// member is an officer with what their browser and their app hold.
type member struct {
	client
	secret string
	cookie office.Token
	office.Officer
}

// A client does what an officer's browser does.
type client struct {
	User   string
	Phrase vault.Phrase
	Login  [32]byte
	Own    vault.Key
	Office vault.Key // zero until a colleague has given it
}

// newClient draws an officer's passphrase and own key, and the office's key too if the officer makes it.
func newClient(instance, user string, w office.Welcome) (client, error) {
	c := client{User: user}
	var err error
	if c.Phrase, err = vault.NewPassphrase(rand.Reader); err != nil {
		return c, err
	}
	keys, err := vault.OfficerKeys(c.Phrase, instance, user)
	if err != nil {
		return c, err
	}
	copy(c.Login[:], keys.Login.Open())
	if c.Own, err = vault.NewKey(rand.Reader); err != nil {
		return c, err
	}
	if w.Served.Key.Epoch == 0 {
		c.Office, err = vault.NewKey(rand.Reader)
	}
	return c, err
}

// Application is what the browser sends to enrol, with the code that the authenticator app shows.
func (c client) Application(instance, name, code string, w office.Welcome) (office.Application, error) {
	keys, err := vault.OfficerKeys(c.Phrase, instance, c.User)
	if err != nil {
		return office.Application{}, err
	}
	own, err := vault.WrapKey(keys.Identity.Recipient(), c.Own)
	if err != nil {
		return office.Application{}, err
	}
	a := office.Application{User: c.User, Name: name, Login: sha256.Sum256(c.Login[:]), Recipient: c.Own.Identity.Recipient().String(),
		Sign: c.Own.Sign.Public(), OwnKey: own, Code: code}
	if w.Served.Key.Epoch > 0 {
		return a, nil
	}
	wrap, err := vault.WrapKey(c.Own.Identity.Recipient(), c.Office)
	a.Office = &office.OfficeKey{c.Office.Identity.Recipient().String(), c.Office.Sign.Public(), wrap}
	return a, err
}

// Unlock opens the office's newest key from a keyring, as after signing in.
func (c client) Unlock(instance string, ring office.Keyring) (vault.Key, error) {
	keys, err := vault.OfficerKeys(c.Phrase, instance, c.User)
	if err != nil {
		return vault.Key{}, err
	}
	own, err := vault.UnwrapKey(keys.Identity, ring.OwnKey)
	if err != nil || len(ring.Wraps) == 0 {
		return vault.Key{}, err
	}
	return vault.UnwrapKey(own.Identity, ring.Wraps[len(ring.Wraps)-1].Wrap)
}

// enrol invites and enrols an officer.
func (d *desk) enrol(id office.ID, user string) member {
	d.t.Helper()
	token, err := d.Invite(d.t.Context(), office.Operator, id, "Ratna Prameswari")
	d.must(err)
	m, err := d.apply(token, user)
	d.must(err)
	return m
}

func (d *desk) apply(token office.Token, user string) (member, error) {
	w, err := d.Welcome(d.t.Context(), token)
	if err != nil {
		return member{}, err
	}
	m := member{secret: w.Authenticator.Secret}
	m.client, err = newClient(d.Instance, user, w)
	d.must(err)
	a, err := m.Application(d.Instance, "Ratna Prameswari", d.code(m.secret), w)
	d.must(err)
	if m.cookie, err = d.Enrol(d.t.Context(), token, a); err != nil {
		return m, err
	}
	s, err := d.Session(d.t.Context(), m.cookie.String())
	d.must(err)
	m.Officer = s.Officer
	return m, nil
}

func (d *desk) code(secret string) string {
	code, err := office.CodeOf(secret, d.now)
	d.must(err)
	return code
}

func TestAdd(t *testing.T) {
	tests := []struct {
		name string
		add  office.Office
		want error
		id   office.ID
	}{
		{"ids follow from kind and region", office.Office{Kind: office.BawasluKab, Region: "35.14"}, nil, "bawaslu-35.14"},
		{"a panwascam is under its kabupaten", office.Office{Kind: office.Panwascam, Region: "35.14.08"}, office.ErrParent, ""},
		{"an office is added once", office.Office{Kind: office.BawasluProv, Region: "35"}, office.ErrExists, ""},
		{"a province's office has a province", office.Office{Kind: office.BawasluProv, Region: "35.14"}, office.ErrRegion, ""},
		{"a region must exist", office.Office{Kind: office.BawasluProv, Region: "99"}, office.ErrRegion, ""},
		{"a kind must exist", office.Office{Kind: "polisi"}, office.ErrKind, ""},
		{"an inspektorat stands alone", office.Office{Kind: office.Inspektorat, Region: "35.14"}, nil, "inspektorat-35.14"},
		{"a desk chooses its id", office.Office{Kind: office.Desk, ID: "pantau", Name: "Pantau"}, nil, "pantau"},
		{"a desk needs an id", office.Office{Kind: office.Desk, Name: "Pantau"}, office.ErrID, ""},
		{"an id has no capitals", office.Office{Kind: office.Desk, ID: "Pantau", Name: "Pantau"}, office.ErrID, ""},
		{"a desk needs a name", office.Office{Kind: office.Desk, ID: "pantau"}, office.ErrName, ""},
		{"a name is one line", office.Office{Kind: office.BKN, Name: "BKN\nRI"}, office.ErrName, ""},
		{"a name fits a receipt", office.Office{Kind: office.BKN, Name: strings.Repeat("x", 201)}, office.ErrName, ""},
		{"a parent's region holds the child's", office.Office{Kind: office.BawasluKab, Region: "32.04", Parent: "bawaslu-35"}, office.ErrParent, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.add(office.BawasluRI, "")
			d.add(office.BawasluProv, "35")
			got, err := d.Add(t.Context(), tt.add)
			if !errors.Is(err, tt.want) || err == nil && got.ID != tt.id {
				t.Errorf("Add = %q, %v, want %q, %v", got.ID, err, tt.id, tt.want)
			}
		})
	}
}

func TestTreeIsWholeAndGrowsOnce(t *testing.T) {
	d := newDesk(t)
	n, err := d.AddTree(t.Context(), "35", false)
	d.must(err)
	if n != 1+1+38 { // RI, Jawa Timur, 29 kabupaten and 9 kota
		t.Errorf("added %d offices, want 40", n)
	}
	if n, err = d.AddTree(t.Context(), "35", false); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	if n, err = d.AddTree(t.Context(), "35", true); n != 666 || err != nil {
		t.Errorf("with districts: %d, %v, want 666", n, err)
	}
	o, err := d.Office(t.Context(), "panwascam-35.14.08")
	d.must(err)
	if o.Name != "Panwaslu Kecamatan Purwosari" || o.Parent != "bawaslu-35.14" {
		t.Errorf("got %+v", o)
	}
	if _, err := d.AddTree(t.Context(), "35.14", false); !errors.Is(err, office.ErrRegion) {
		t.Errorf("a tree of a kabupaten: %v", err)
	}
}

func TestReceiver(t *testing.T) {
	// Of these offices only the kabupaten's and the nation's have a key.
	const ri, prov, kab, kec = "bawaslu-ri", "bawaslu-35", "bawaslu-35.14", "panwascam-35.14.08"
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	d.add(office.BawasluProv, "35")
	d.add(office.BawasluKab, "35.14")
	d.add(office.Panwascam, "35.14.08")
	d.add(office.Inspektorat, "35.14")
	d.add(office.PPK, "35.14")
	d.enrol(ri, "ratna")
	d.enrol(kab, "yosef")
	tests := []struct {
		name     string
		place    gazetteer.Code
		excluded []office.ID
		receiver office.ID
		key      office.ID
		want     error
	}{
		{"the deepest office receives, its nearest ancestor with a key serves", "35.14.08.2003", nil, kec, kab, nil},
		{"a place without an office of its own", "35.14.01", nil, kab, kab, nil},
		{"an office without a key and without a keyed parent", "35", nil, prov, ri, nil},
		{"a place of another province", "32.04", nil, ri, ri, nil},
		{"the place is not known", "", nil, ri, ri, nil},
		{"the excluded office does not receive", "35.14.08", []office.ID{kec}, kab, kab, nil},
		{"the excluded office does not serve either", "35.14.08", []office.ID{kab}, kec, ri, nil},
		{"excluding another power changes nothing", "35.14.08", []office.ID{"inspektorat-35.14"}, kec, kab, nil},
		{"all are excluded", "35.14.08", []office.ID{kec, kab, prov, ri}, "", "", office.ErrNoReceiver},
		{"nobody left has a key", "35.14.08", []office.ID{kab, ri}, "", "", office.ErrNoReceiver},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, key, err := d.Receiver(t.Context(), tt.place, tt.excluded)
			if o.ID != tt.receiver || key.Office != tt.key || !errors.Is(err, tt.want) {
				t.Errorf("Receiver = %s with the key of %q, %v, want %s, %s, %v", o.ID, key.Office, err, tt.receiver, tt.key, tt.want)
			}
		})
	}
	c, err := d.Chain(t.Context(), "35.14.08.2003")
	d.must(err)
	if got := ids(c.Line); !slices.Equal(got, []office.ID{kec, kab, prov, ri}) {
		t.Errorf("line %v", got)
	}
	if got := ids(c.Others); !slices.Equal(got, []office.ID{"inspektorat-35.14", "ppk-35.14"}) {
		t.Errorf("others %v", got)
	}
}

func ids(offices []office.Office) []office.ID {
	var found []office.ID
	for _, o := range offices {
		found = append(found, o.ID)
	}
	return found
}

func TestDesksReceiveWhereThereIsNoBawaslu(t *testing.T) {
	d := newDesk(t)
	for _, o := range []office.Office{
		{Kind: office.Desk, ID: "pantau", Name: "Pantau"},
		{Kind: office.Desk, ID: "pantau-jatim", Name: "Pantau Jatim", Region: "35", Parent: "pantau"},
		{Kind: office.Desk, ID: "kabar", Name: "Kabar"},
	} {
		_, err := d.Add(t.Context(), o)
		d.must(err)
	}
	d.enrol("kabar", "ratna")
	if o, key, err := d.Receiver(t.Context(), "35.14", nil); err != nil || o.ID != "kabar" || key.Office != "kabar" {
		t.Errorf("got %s, %s, %v: a desk that is no ancestor must not serve another", o.ID, key.Office, err)
	}
	d.enrol("pantau", "yosef")
	if o, key, err := d.Receiver(t.Context(), "35.14", nil); err != nil || o.ID != "pantau-jatim" || key.Office != "pantau" {
		t.Errorf("got %s, %s, %v", o.ID, key.Office, err)
	}
}

func TestFirstLink(t *testing.T) {
	d := newDesk(t)
	first, ok, err := d.FirstLink(t.Context(), "Bawaslu RI")
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	second, ok, err := d.FirstLink(t.Context(), "Bawaslu RI")
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := d.Welcome(t.Context(), first); !errors.Is(err, office.ErrInvitation) {
		t.Errorf("the link of an earlier start is still good: %v", err)
	}
	m, err := d.apply(second, "ratna")
	d.must(err)
	if m.Officer.Status != office.Active || m.Officer.Office.Name != "Bawaslu RI" {
		t.Errorf("got %+v", m.Officer)
	}
	if _, ok, err := d.FirstLink(t.Context(), "Bawaslu RI"); ok || err != nil {
		t.Errorf("a link although somebody has enrolled: %v", err)
	}
}

func TestFirstLinkOfAnObserver(t *testing.T) {
	d := newDesk(t)
	_, err := d.Add(t.Context(), office.Office{Kind: office.Desk, ID: "pantau", Name: "Pantau"})
	d.must(err)
	token, _, err := d.FirstLink(t.Context(), "Bawaslu RI")
	d.must(err)
	if w, err := d.Welcome(t.Context(), token); err != nil || w.Officer.Office.ID != "pantau" {
		t.Errorf("link for %s, %v, want the desk", w.Officer.Office.ID, err)
	}
}

func TestInvitation(t *testing.T) {
	tests := []struct {
		name string
		do   func(d *desk, token office.Token) error
		want error
	}{
		{"is good for seven days", func(d *desk, token office.Token) error {
			d.now = d.now.Add(office.InvitationAge - time.Second)
			_, err := d.apply(token, "yosef")
			return err
		}, nil},
		{"and then no more", func(d *desk, token office.Token) error {
			d.now = d.now.Add(office.InvitationAge)
			_, err := d.apply(token, "yosef")
			return err
		}, office.ErrInvitation},
		{"is good once", func(d *desk, token office.Token) error {
			if _, err := d.apply(token, "yosef"); err != nil {
				return err
			}
			_, err := d.apply(token, "andi")
			return err
		}, office.ErrInvitation},
		{"is not guessed", func(d *desk, token office.Token) error {
			token[0]++
			_, err := d.Welcome(d.t.Context(), token)
			return err
		}, office.ErrInvitation},
		{"can be withdrawn", func(d *desk, token office.Token) error {
			w, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			d.must(d.Revoke(d.t.Context(), office.Operator, "bawaslu-ri", w.Officer.ID))
			_, err = d.apply(token, "yosef")
			return err
		}, office.ErrInvitation},
		{"gives no name that is taken", func(d *desk, token office.Token) error {
			_, err := d.apply(token, "ratna")
			return err
		}, office.ErrTaken},
		{"gives no name with a space", func(d *desk, token office.Token) error {
			_, err := d.apply(token, "yosef l")
			return err
		}, office.ErrUser},
		{"wants a code of the app", func(d *desk, token office.Token) error {
			w, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			c, err := newClient(d.Instance, "yosef", w)
			d.must(err)
			a, err := c.Application(d.Instance, "Yosef", "000000", w)
			d.must(err)
			_, err = d.Enrol(d.t.Context(), token, a)
			return err
		}, office.ErrCode},
		{"wants it of the opening before, not of an earlier one", func(d *desk, token office.Token) error {
			seen, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			w, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			c, err := newClient(d.Instance, "yosef", w)
			d.must(err)
			a, err := c.Application(d.Instance, "Yosef", d.code(seen.Authenticator.Secret), w)
			d.must(err)
			_, err = d.Enrol(d.t.Context(), token, a)
			return err
		}, office.ErrCode},
		{"wants it of a link that was opened at all", func(d *desk, token office.Token) error {
			w := office.Welcome{Served: office.Served{Key: office.Key{Epoch: 1}}}
			c, err := newClient(d.Instance, "yosef", w)
			d.must(err)
			a, err := c.Application(d.Instance, "Yosef", "000000", w)
			d.must(err)
			_, err = d.Enrol(d.t.Context(), token, a)
			return err
		}, office.ErrCode},
		{"takes no classic recipient", func(d *desk, token office.Token) error {
			w, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			c, err := newClient(d.Instance, "yosef", w)
			d.must(err)
			a, err := c.Application(d.Instance, "Yosef", d.code(w.Authenticator.Secret), w)
			d.must(err)
			a.Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
			_, err = d.Enrol(d.t.Context(), token, a)
			return err
		}, office.ErrKeyForm},
		{"makes no second key of the office", func(d *desk, token office.Token) error {
			w, err := d.Welcome(d.t.Context(), token)
			d.must(err)
			w.Served.Key = office.Key{} // as if there were none
			c, err := newClient(d.Instance, "yosef", w)
			d.must(err)
			a, err := c.Application(d.Instance, "Yosef", d.code(w.Authenticator.Secret), w)
			d.must(err)
			_, err = d.Enrol(d.t.Context(), token, a)
			return err
		}, office.ErrConflict},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.add(office.BawasluRI, "")
			d.enrol("bawaslu-ri", "ratna")
			token, err := d.Invite(t.Context(), office.Operator, "bawaslu-ri", "")
			d.must(err)
			if err := tt.do(d, token); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestKeyPassesFromColleagueToColleague(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	ratna := d.enrol("bawaslu-ri", "ratna")
	yosef := d.enrol("bawaslu-ri", "yosef")
	if ratna.Status != office.Active || yosef.Status != office.Waiting {
		t.Fatalf("first %s, second %s", ratna.Status, yosef.Status)
	}
	recipient := yosef.Own.Identity.Recipient()
	wrap, err := vault.WrapKey(recipient, ratna.client.Office)
	d.must(err)
	for _, tt := range []struct {
		name      string
		by        office.Officer
		to        string
		recipient string
		wrap      []byte
		want      error
	}{
		{"not by who waits", yosef.Officer, yosef.ID, recipient.String(), wrap, office.ErrNotFound},
		{"not to a stranger", ratna.Officer, "stranger", recipient.String(), wrap, office.ErrNotFound},
		{"not to another recipient than was read", ratna.Officer, yosef.ID, ratna.Own.Identity.Recipient().String(), wrap, office.ErrConflict},
		{"not what is no age file", ratna.Officer, yosef.ID, recipient.String(), []byte("key"), office.ErrKeyForm},
		{"by a colleague's browser", ratna.Officer, yosef.ID, recipient.String(), wrap, nil},
		{"not twice", ratna.Officer, yosef.ID, recipient.String(), wrap, office.ErrConflict},
	} {
		if err := d.Give(t.Context(), tt.by, tt.to, 1, tt.recipient, tt.wrap); !errors.Is(err, tt.want) {
			t.Errorf("%s: Give = %v, want %v", tt.name, err, tt.want)
		}
	}
	ring, err := d.Keyring(t.Context(), yosef.Officer)
	d.must(err)
	key, err := yosef.Unlock(d.Instance, ring)
	d.must(err)
	if key.Identity.Recipient().String() != ratna.client.Office.Identity.Recipient().String() {
		t.Error("the colleague holds another key")
	}
}

func TestKeyMadeOfflineWaitsForNobody(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	k, err := vault.NewKey(rand.Reader)
	d.must(err)
	d.must(d.SetKey(t.Context(), "bawaslu-ri", k.Identity.Recipient().String(), k.Sign.Public()))
	if err := d.SetKey(t.Context(), "bawaslu-ri", k.Identity.Recipient().String(), k.Sign.Public()); !errors.Is(err, office.ErrConflict) {
		t.Errorf("a second first key: %v", err)
	}
	ratna := d.enrol("bawaslu-ri", "ratna")
	if ratna.Status != office.Active {
		t.Errorf("officer is %s: nobody could give the key", ratna.Status)
	}
	if err := d.Revoke(t.Context(), ratna.Officer, "bawaslu-ri", ratna.ID); err != nil {
		t.Errorf("the only officer, who holds no key, goes: %v", err)
	}
}

func TestLastHolderOfAKey(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	ratna, yosef := d.enrol("bawaslu-ri", "ratna"), d.enrol("bawaslu-ri", "yosef")
	if err := d.Revoke(t.Context(), ratna.Officer, "bawaslu-ri", ratna.ID); !errors.Is(err, office.ErrLastHolder) {
		t.Fatalf("the last holder goes: %v", err)
	}
	recipient := yosef.Own.Identity.Recipient()
	wrap, err := vault.WrapKey(recipient, ratna.client.Office)
	d.must(err)
	d.must(d.Give(t.Context(), ratna.Officer, yosef.ID, 1, recipient.String(), wrap))
	d.must(d.Revoke(t.Context(), ratna.Officer, "bawaslu-ri", ratna.ID))
	if o, err := d.Served(t.Context(), "bawaslu-ri"); err != nil || o.Lost() {
		t.Errorf("a colleague holds the key: %+v, %v", o, err)
	}
	d.must(d.Revoke(t.Context(), office.Operator, "bawaslu-ri", yosef.ID))
	if o, err := d.Served(t.Context(), "bawaslu-ri"); err != nil || !o.Lost() {
		t.Errorf("nobody holds the key: %+v, %v", o, err)
	}
	if m := d.enrol("bawaslu-ri", "andi"); m.Status != office.Waiting {
		t.Errorf("a newcomer without the key is %s", m.Status)
	}
}

func TestHoldersCannotEndOneAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := onStore(t, db)
		d.add(office.BawasluRI, "")
		ratna, yosef := d.enrol("bawaslu-ri", "ratna"), d.enrol("bawaslu-ri", "yosef")
		recipient := yosef.Own.Identity.Recipient()
		wrap, err := vault.WrapKey(recipient, ratna.client.Office)
		d.must(err)
		d.must(d.Give(t.Context(), ratna.Officer, yosef.ID, 1, recipient.String(), wrap))
		yosef.Status = office.Active
		var both sync.WaitGroup
		var errs [2]error
		both.Go(func() { errs[0] = d.Revoke(t.Context(), ratna.Officer, "bawaslu-ri", yosef.ID) })
		both.Go(func() { errs[1] = d.Revoke(t.Context(), yosef.Officer, "bawaslu-ri", ratna.ID) })
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs[:]...), office.ErrLastHolder) {
			t.Errorf("got %v", errs)
		}
	})
}

func TestRevokedOfficerIsOut(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	ratna := d.enrol("bawaslu-ri", "ratna")
	yosef := d.enrol("bawaslu-ri", "yosef")
	if err := d.Revoke(t.Context(), yosef.Officer, "bawaslu-ri", ratna.ID); !errors.Is(err, office.ErrNotFound) {
		t.Errorf("who waits revokes: %v", err)
	}
	d.must(d.Revoke(t.Context(), ratna.Officer, "bawaslu-ri", yosef.ID))
	if _, err := d.Session(t.Context(), yosef.cookie.String()); !errors.Is(err, office.ErrNoSession) {
		t.Errorf("session: %v", err)
	}
	d.now = d.now.Add(time.Minute)
	if _, err := d.SignIn(t.Context(), "yosef", yosef.Login, d.code(yosef.secret)); !errors.Is(err, office.ErrSignIn) {
		t.Errorf("sign-in: %v", err)
	}
	if _, err := d.Keyring(t.Context(), yosef.Officer); !errors.Is(err, office.ErrNotFound) {
		t.Errorf("keyring: %v", err)
	}
}

func TestSignIn(t *testing.T) {
	tests := []struct {
		name string
		do   func(d *desk, m member) error
		want error
	}{
		{"name, secret and code", func(d *desk, m member) error { return d.signIn("ratna", m.Login, d.code(m.secret)) }, nil},
		{"a name typed with capitals", func(d *desk, m member) error { return d.signIn(" Ratna ", m.Login, d.code(m.secret)) }, nil},
		{"another secret", func(d *desk, m member) error { m.Login[0]++; return d.signIn("ratna", m.Login, d.code(m.secret)) }, office.ErrSignIn},
		{"another code", func(d *desk, m member) error { return d.signIn("ratna", m.Login, "000000") }, office.ErrSignIn},
		{"an unknown name", func(d *desk, m member) error { return d.signIn("nobody", m.Login, d.code(m.secret)) }, office.ErrSignIn},
		{"no name", func(d *desk, m member) error { return d.signIn("", m.Login, d.code(m.secret)) }, office.ErrSignIn},
		{"a code is good once", func(d *desk, m member) error {
			d.must(d.signIn("ratna", m.Login, d.code(m.secret)))
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, office.ErrSignIn},
		{"strangers' attempts lock nobody out", func(d *desk, m member) error {
			for range 100 {
				if err := d.signIn("ratna", [32]byte{}, "123456"); !errors.Is(err, office.ErrSignIn) {
					return err
				}
			}
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, nil},
		{"after a wrong code with the right passphrase the next must wait", func(d *desk, m member) error {
			_ = d.signIn("ratna", m.Login, "000000")
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, office.ErrSignIn},
		{"for a second at first", func(d *desk, m member) error {
			_ = d.signIn("ratna", m.Login, "000000")
			d.now = d.now.Add(time.Second)
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, nil},
		{"trying while it waits does not make it longer", func(d *desk, m member) error {
			for range 50 {
				_ = d.signIn("ratna", m.Login, "000000")
			}
			d.now = d.now.Add(time.Second)
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, nil},
		{"for a quarter of an hour at most", func(d *desk, m member) error {
			for range 40 {
				_ = d.signIn("ratna", m.Login, "000000")
				d.now = d.now.Add(15 * time.Minute)
			}
			return d.signIn("ratna", m.Login, d.code(m.secret))
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.add(office.BawasluRI, "")
			m := d.enrol("bawaslu-ri", "ratna")
			d.now = d.now.Add(time.Minute) // the code of the enrolment is used
			if err := tt.do(d, m); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func (d *desk) signIn(user string, login [32]byte, code string) error {
	_, err := d.Registry.SignIn(d.t.Context(), user, login, code)
	return err
}

// counter counts the calls of a store.
type counter struct {
	office.Store
	calls []string
}

func (c *counter) Account(ctx context.Context, user string, b office.Bucket) (office.Account, error) {
	c.calls = append(c.calls, "Account")
	return c.Store.Account(ctx, user, b)
}

func (c *counter) SaveAttempt(ctx context.Context, a office.Attempt) error {
	c.calls = append(c.calls, "SaveAttempt")
	return c.Store.SaveAttempt(ctx, a)
}

func TestRefusalsAreAlike(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	m := d.enrol("bawaslu-ri", "ratna")
	var first string
	for _, tt := range []struct {
		user, code string
		login      [32]byte
	}{
		{"ratna", "000000", [32]byte{}}, {"nobody", "000000", [32]byte{}}, {"ratna", "000000", m.Login}, {"ratna", "x", [32]byte{}},
	} {
		c := &counter{Store: d.db}
		d.Registry.Store = c
		_, err := d.Registry.SignIn(t.Context(), tt.user, tt.login, tt.code)
		if err == nil {
			t.Fatal("accepted")
		}
		got := strings.Join(c.calls, " ") + ": " + err.Error()
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("%s: %s, but first %s", tt.user, got, first)
		}
	}
}

// A crowd makes n sign-ins look at their account before any of them is written, and writes the accepted ones after a refused one.
type crowd struct {
	office.Store
	looked  sync.WaitGroup
	refused chan struct{}
	once    sync.Once
	bucket  office.Bucket
}

func (c *crowd) Account(ctx context.Context, user string, b office.Bucket) (office.Account, error) {
	a, err := c.Store.Account(ctx, user, b)
	c.looked.Done()
	c.looked.Wait()
	return a, err
}

func (c *crowd) SaveAttempt(ctx context.Context, a office.Attempt) error {
	err := c.Store.SaveAttempt(ctx, a)
	c.once.Do(func() {
		c.bucket = a.Bucket
		close(c.refused)
	})
	return err
}

func (c *crowd) SaveSignIn(ctx context.Context, s office.SignIn) error {
	<-c.refused
	return c.Store.SaveSignIn(ctx, s)
}

func TestGuessesAtOneInstantAreOneGuess(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		const n = 300
		d := onStore(t, db)
		d.add(office.BawasluRI, "")
		m := d.enrol("bawaslu-ri", "ratna")
		d.now = d.now.Add(time.Minute)
		c := &crowd{Store: db, refused: make(chan struct{})}
		c.looked.Add(n)
		d.Registry.Store = c
		var all sync.WaitGroup
		for i := range n {
			code := "000000"
			if i == n/2 {
				code = d.code(m.secret)
			}
			all.Go(func() {
				if err := d.signIn("ratna", m.Login, code); !errors.Is(err, office.ErrSignIn) {
					t.Errorf("code %d of %d: %v, want refused", i, n, err)
				}
			})
		}
		all.Wait()
		d.Registry.Store = db
		if a, err := db.Account(t.Context(), "ratna", c.bucket); err != nil || a.Failed != n || !a.Wait.After(d.now) {
			t.Errorf("%d attempts counted, pause until %s, %v; want %d", a.Failed, a.Wait, err, n)
		}
		d.now = d.now.Add(time.Minute)
		d.must(d.signIn("ratna", m.Login, d.code(m.secret)))
	})
}

// PostgreSQL keeps no text with a NUL or with bytes that are no letters: such a name is refused, not a fault.
func TestNameThatNoDatabaseTakesIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := onStore(t, db)
		d.add(office.BawasluRI, "")
		for _, name := range []string{"ratna\x00", "ratna\xff"} {
			if err := d.signIn(name, [32]byte{}, "000000"); !errors.Is(err, office.ErrSignIn) {
				t.Errorf("sign-in as %q: %v", name, err)
			}
			if _, err := d.Invite(t.Context(), office.Operator, "bawaslu-ri", name); !errors.Is(err, office.ErrName) {
				t.Errorf("invitation of %q: %v", name, err)
			}
			if err := d.Rename(t.Context(), "bawaslu-ri", name); !errors.Is(err, office.ErrName) {
				t.Errorf("office called %q: %v", name, err)
			}
		}
	})
}

func TestSession(t *testing.T) {
	tests := []struct {
		name string
		do   func(d *desk, m member)
		want error
	}{
		{"lives while it is used", func(d *desk, m member) {
			for range 3 {
				d.now = d.now.Add(office.SessionIdle - time.Second)
				if d.now.Sub(time.Date(2026, 12, 28, 3, 0, 0, 0, time.UTC)) < office.SessionAge {
					_, err := d.Session(d.t.Context(), m.cookie.String())
					d.must(err)
				}
			}
		}, nil},
		{"ends when idle for eight hours", func(d *desk, m member) { d.now = d.now.Add(office.SessionIdle) }, office.ErrNoSession},
		{"ends after a day, used or not", func(d *desk, m member) {
			for range 24 {
				d.now = d.now.Add(time.Hour)
				_, _ = d.Session(d.t.Context(), m.cookie.String())
			}
		}, office.ErrNoSession},
		{"is not prolonged by asking whether it lives", func(d *desk, m member) {
			d.now = d.now.Add(office.SessionIdle - time.Hour)
			d.must(d.Alive(d.t.Context(), m.cookie.String()))
			d.now = d.now.Add(time.Hour)
		}, office.ErrNoSession},
		{"ends when its officer says so", func(d *desk, m member) {
			s, err := d.Session(d.t.Context(), m.cookie.String())
			d.must(err)
			d.must(d.EndSession(d.t.Context(), m.Officer, s.ID))
		}, office.ErrNoSession},
		{"ends when a colleague says so", func(d *desk, m member) {
			s, err := d.Session(d.t.Context(), m.cookie.String())
			d.must(err)
			colleague := m.Officer
			colleague.ID = "another"
			d.must(d.EndSession(d.t.Context(), colleague, s.ID))
		}, office.ErrNoSession},
		{"is not ended from another office", func(d *desk, m member) {
			s, err := d.Session(d.t.Context(), m.cookie.String())
			d.must(err)
			stranger := office.Officer{ID: "another", Office: office.Office{ID: "bawaslu-35"}, Status: office.Active}
			if err := d.EndSession(d.t.Context(), stranger, s.ID); !errors.Is(err, office.ErrNotFound) {
				d.t.Errorf("EndSession = %v", err)
			}
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.add(office.BawasluRI, "")
			m := d.enrol("bawaslu-ri", "ratna")
			tt.do(d, m)
			if _, err := d.Session(t.Context(), m.cookie.String()); !errors.Is(err, tt.want) {
				t.Errorf("Session = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestSessionsOfTheOfficeAreSeenByAll(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	ratna := d.enrol("bawaslu-ri", "ratna")
	yosef := d.enrol("bawaslu-ri", "yosef")
	d.now = d.now.Add(time.Minute)
	d.must(d.signIn("yosef", yosef.Login, d.code(yosef.secret)))
	all, err := d.Sessions(t.Context(), ratna.Officer)
	d.must(err)
	if len(all) != 3 || all[0].Officer.User != "yosef" || len(strings.Fields(all[0].Label)) != 2 {
		t.Errorf("got %+v", all)
	}
}

func TestAuthenticatorSecretNeedsTheKeyFile(t *testing.T) {
	d := newDesk(t)
	d.add(office.BawasluRI, "")
	token, err := d.Invite(t.Context(), office.Operator, "bawaslu-ri", "")
	d.must(err)
	w, err := d.Welcome(t.Context(), token)
	d.must(err)
	c, err := newClient(d.Instance, "ratna", w)
	d.must(err)
	a, err := c.Application(d.Instance, "Ratna Prameswari", d.code(w.Authenticator.Secret), w)
	d.must(err)
	d.Secret = []byte("another file of at least 32 bytes")
	if _, err := d.Enrol(t.Context(), token, a); err == nil || errors.Is(err, office.ErrCode) {
		t.Errorf("enrolled under another key file: %v", err)
	}
}
