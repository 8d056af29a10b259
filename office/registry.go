package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"netra/gazetteer"
)

// Errors of offices.
var (
	ErrNotFound   = errors.New("no such office or officer")
	ErrExists     = errors.New("office exists")
	ErrKind       = errors.New("no such kind of office")
	ErrRegion     = errors.New("no such region, or not one for this kind of office")
	ErrID         = errors.New("office id must be 2 to 64 of a-z, 0-9, dot and hyphen")
	ErrName       = errors.New("name must be one line of at most 200 bytes")
	ErrParent     = errors.New("no such parent, or not one for this kind of office")
	ErrNoReceiver = errors.New("no office of this place can receive")
)

// A Store keeps offices and their officers.
type Store interface {
	accounts
	// SaveSecret stores the sealed secret of the authenticator app of an officer to be, in place of the one before;
	// ErrInvitation if the invitation is gone.
	SaveSecret(ctx context.Context, invitation [32]byte, totp []byte) error
	// AddOffices stores offices that are not there yet and tells how many those were.
	AddOffices(ctx context.Context, offices []Office) (int, error)
	// RenameOffice gives an office another name; ErrNotFound.
	RenameOffice(ctx context.Context, id ID, name string) error
	// Offices lists all offices by id, with the newest key of each.
	Offices(ctx context.Context) ([]Served, error)
	// OfficesAt lists the offices whose region is one of the given, by id, with the newest key of each.
	OfficesAt(ctx context.Context, regions []gazetteer.Code) ([]Served, error)
	// Office gives one office with its newest key; ErrNotFound.
	Office(ctx context.Context, id ID) (Served, error)
	// Key gives an office's key of one epoch; ErrNotFound.
	Key(ctx context.Context, id ID, epoch int) (Key, error)
}

// Served is an office with its newest key, whose Epoch is 0 if it has none.
type Served struct {
	Office
	Key     Key
	Holders int // officers whose browser can open it
}

// Lost tells whether the office's key was made in a browser and no officer is left who could open or give it.
func (s Served) Lost() bool { return s.Key.Epoch > 0 && !s.Key.Offline && s.Holders == 0 }

// Registry is the offices of an instance and who may act for them. Its fields are set once, before use.
type Registry struct {
	Store    Store
	Now      func() time.Time
	Rand     io.Reader
	Instance string // the instance's name; it salts passphrases and stands in authenticator apps
	// Secret keeps the secrets of authenticator apps sealed in the database; it lies outside of it. At least 32 bytes.
	Secret []byte
}

// Add stores an office. ID, name and parent may be left out where they follow from kind and region. The error wraps one of the
// errors above.
func (r *Registry) Add(ctx context.Context, o Office) (Office, error) {
	o, err := completed(o)
	if err != nil {
		return o, fmt.Errorf("add office: %w", err)
	}
	parent, err := r.Store.Office(ctx, o.Parent)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return o, fmt.Errorf("add office: %w", err)
	}
	if err := admits(o, parent.Office); err != nil {
		return o, fmt.Errorf("add office: %w", err)
	}
	n, err := r.Store.AddOffices(ctx, []Office{o})
	if err == nil && n == 0 {
		err = ErrExists
	}
	if err != nil {
		return o, fmt.Errorf("add office %s: %w", o.ID, err)
	}
	return o, nil
}

// Rename gives an office another name. Receipts keep the one that it had. The error wraps ErrName or ErrNotFound.
func (r *Registry) Rename(ctx context.Context, id ID, name string) error {
	if !validName(name) {
		return fmt.Errorf("rename office: %w", ErrName)
	}
	return r.Store.RenameOffice(ctx, id, name)
}

// AddTree adds what the gazetteer gives of Bawaslu's offices in a province: its own, those of all its regencies and cities, and
// those of all districts if wanted. Bawaslu RI is added if it is missing. Offices that exist stay as they are; it returns how
// many are new. The error wraps ErrRegion if there is no such province.
func (r *Registry) AddTree(ctx context.Context, province gazetteer.Code, districts bool) (int, error) {
	if province.Level() != gazetteer.Province {
		return 0, fmt.Errorf("add tree: %w", ErrRegion)
	}
	offices := []Office{{Kind: BawasluRI}, {Kind: BawasluProv, Region: province}}
	for kab := range gazetteer.Children(province) {
		offices = append(offices, Office{Kind: BawasluKab, Region: kab.Code})
		if !districts {
			continue
		}
		for kec := range gazetteer.Children(kab.Code) {
			offices = append(offices, Office{Kind: Panwascam, Region: kec.Code})
		}
	}
	for i, o := range offices {
		var err error
		if offices[i], err = completed(o); err != nil {
			return 0, fmt.Errorf("add tree: %w", err)
		}
	}
	return r.Store.AddOffices(ctx, offices)
}

// List gives all offices by id.
func (r *Registry) List(ctx context.Context) ([]Served, error) { return r.Store.Offices(ctx) }

// Office gives one office; ErrNotFound.
func (r *Registry) Office(ctx context.Context, id ID) (Office, error) {
	o, err := r.Store.Office(ctx, id)
	return o.Office, err
}

// Served gives one office with its newest key; ErrNotFound.
func (r *Registry) Served(ctx context.Context, id ID) (Served, error) { return r.Store.Office(ctx, id) }

// Key gives an office's key of one epoch, old ones too, since they check what was signed then; ErrNotFound.
func (r *Registry) Key(ctx context.Context, id ID, epoch int) (Key, error) {
	return r.Store.Key(ctx, id, epoch)
}

// A Chain is the offices that have to do with a place.
type Chain struct {
	Line   []Office // could receive a report from there, from the place up to the nation
	Others []Office // have their own powers over the people there; by id
}

// Chain gives the offices that have to do with a place. Line is Bawaslu's or, on an instance without Bawaslu, the desks'.
func (r *Registry) Chain(ctx context.Context, place gazetteer.Code) (Chain, error) {
	found, err := r.at(ctx, place)
	var c Chain
	for _, o := range found.line {
		c.Line = append(c.Line, o.Office)
	}
	for _, o := range found.others {
		c.Others = append(c.Others, o.Office)
	}
	return c, err
}

// Receiver finds who receives a report about a place: the deepest office of the line that the reporter did not exclude. Its key
// is its own or, while it has none, that of the nearest office above it which has one and is not excluded either; Key.Office
// says whose. The error wraps ErrNoReceiver.
func (r *Registry) Receiver(ctx context.Context, place gazetteer.Code, excluded []ID) (Office, Key, error) {
	found, err := r.at(ctx, place)
	if err != nil {
		return Office{}, Key{}, err
	}
	excludes := func(o Served) bool { return slices.Contains(excluded, o.ID) }
	for _, o := range slices.DeleteFunc(slices.Clone(found.line), excludes) {
		for up := o; up.ID != ""; up = found.parent(up) {
			if up.Key.Epoch > 0 && !excludes(up) {
				return o.Office, up.Key, nil
			}
		}
	}
	return Office{}, Key{}, fmt.Errorf("find receiver: %w", ErrNoReceiver)
}

// placed is the offices of a place and of all places above it; line is sorted from the place up.
type placed struct{ line, others []Served }

func (p placed) parent(o Served) Served {
	for _, up := range p.line {
		if up.ID == o.Parent {
			return up
		}
	}
	return Served{}
}

// at sorts the offices of a place and of all places above it. Since a parent's region holds its children's, going up the line is
// going up the regions.
func (r *Registry) at(ctx context.Context, place gazetteer.Code) (placed, error) {
	regions := []gazetteer.Code{place}
	for c := place; c != gazetteer.Indonesia; {
		c = c.Parent()
		regions = append(regions, c)
	}
	found, err := r.Store.OfficesAt(ctx, regions)
	if err != nil {
		return placed{}, fmt.Errorf("offices of a place: %w", err)
	}
	var p placed
	var desks []Served
	for _, o := range found {
		switch _, receives := line[o.Kind]; {
		case receives:
			p.line = append(p.line, o)
		case o.Kind == Desk:
			desks = append(desks, o)
		default:
			p.others = append(p.others, o)
		}
	}
	if len(p.line) == 0 {
		p.line = desks
	}
	slices.SortStableFunc(p.line, func(a, b Served) int { return len(b.Region) - len(a.Region) })
	return p, nil
}
