package law

import (
	"slices"

	"netra/calendar"
)

// A Track is the kind of consequence that a norm has.
type Track string

// The tracks.
const (
	Ethics         Track = "ethics"         // kode etik
	Discipline     Track = "discipline"     // disiplin
	Crime          Track = "crime"          // tindak pidana
	Administrative Track = "administrative" // pelanggaran administratif
	OwnRules       Track = "own_rules"      // persons who are no civil servants have rules of their own
)

// A Person is a class of persons that norms tell apart.
type Person string

// The persons.
const (
	CivilServant Person = "asn"       // PNS and PPPK
	VillageHead  Person = "village"   // kepala desa and perangkat desa
	Honorary     Person = "honorary"  // tenaga honorer: no civil servant
	Official     Person = "official"  // pejabat negara and regional heads
	Candidate    Person = "candidate" // candidate or campaign who involves civil servants
	Superior     Person = "superior"  // who lets subordinates do it
)

// Persons lists all classes.
var Persons = []Person{CivilServant, VillageHead, Honorary, Official, Candidate, Superior}

// A Norm is a rule that an act may break. Which one was broken people decide.
type Norm struct {
	ID      string          `toml:"id"`
	Title   Text            `toml:"title"` // what it forbids, in plain words
	Track   Track           `toml:"track"`
	Regimes []string        `toml:"regimes"` // empty for all
	Persons []Person        `toml:"persons"`
	Stages  []ElectionStage `toml:"stages"` // empty for all
	Validity
	Basis
	Penalties []Penalty `toml:"penalty"` // what may follow; only the competent body decides
}

// A Penalty is what may follow, in the words of a span of time: penalties are rewritten while the norm stays.
type Penalty struct {
	Text Text `toml:"text"`
	Validity
	Basis
}

// PenaltiesOn returns the penalties of a norm that are in force on a day.
func (l *Law) PenaltiesOn(n Norm, day calendar.Date) []Penalty {
	var found []Penalty
	for _, p := range n.Penalties {
		if l.inForce(p.Validity, p.Cite, day) {
			found = append(found, p)
		}
	}
	return found
}

// A Verdict is the short answer to "may I?".
type Verdict string

// The verdicts.
const (
	Forbidden Verdict = "forbidden"
	Depends   Verdict = "depends"
	Allowed   Verdict = "allowed"
)

// A Conduct is something that people do and ask about: what a reader searches for, and what an officer calls an act.
type Conduct struct {
	ID       string      `toml:"id"`    // "T03"
	Slug     string      `toml:"slug"`  // its address: "menyukai-unggahan"
	Title    Text        `toml:"title"` // "Menyukai, membagikan, atau mengikuti akun calon"
	Plain    Text        `toml:"plain"` // a few sentences
	Examples []Text      `toml:"examples"`
	Words    []string    `toml:"words"`  // further words that people search by, in any language
	Acts     []string    `toml:"acts"`   // labels of Act
	Norms    []string    `toml:"norms"`  // ids, the most likely first
	Answers  []Answering `toml:"answer"` // one for each class of persons that it is about
	Doubt    Text        `toml:"doubt"`  // what is not settled; may be empty
}

// An Answering is the verdict on a conduct for a class of persons.
type Answering struct {
	Person  Person  `toml:"person"`
	Verdict Verdict `toml:"verdict"`
	Because Text    `toml:"because"` // one sentence; may be empty
	Cite    Cite    `toml:"cite"`    // what the verdict itself rests on; may be empty, as where the norms say it
}

// Norms returns all norms in the order of their file.
func (l *Law) Norms() []Norm { return l.norms }

// Norm returns the norm with that id, and whether there is one.
func (l *Law) Norm(id string) (Norm, bool) {
	return find(l.norms, func(n Norm) bool { return n.ID == id })
}

// Conducts returns all conducts in the order of their file.
func (l *Law) Conducts() []Conduct { return l.conducts }

// Conduct returns the conduct with that slug, and whether there is one.
func (l *Law) Conduct(slug string) (Conduct, bool) {
	return find(l.conducts, func(c Conduct) bool { return c.Slug == slug })
}

// A Question asks which norms an act may break.
type Question struct {
	Act    string // label
	Regime string
	Stage  ElectionStage // empty if it is not known: the norms of all stages
	Person Person
	Day    calendar.Date
}

// Candidates lists the norms that an act may break, in the order of their file, each once: those of the conducts that are such an
// act and have an answer for that class of persons. The list is a help for people who decide, not a decision.
func (l *Law) Candidates(q Question) []Norm {
	var found []Norm
	for _, n := range l.norms {
		named := slices.ContainsFunc(l.conducts, func(c Conduct) bool {
			return slices.Contains(c.Acts, q.Act) && slices.Contains(c.Norms, n.ID) && c.answers(q.Person)
		})
		if named && n.Concerns(q.Regime, q.Stage, q.Person) && l.inForce(n.Validity, n.Cite, q.Day) {
			found = append(found, n)
		}
	}
	return found
}

func (c Conduct) answers(p Person) bool {
	return slices.ContainsFunc(c.Answers, func(a Answering) bool { return a.Person == p })
}

// Concerns reports whether n is about that class of persons in that stage of an election of the regime; in any stage if it is
// empty.
func (n Norm) Concerns(regime string, stage ElectionStage, person Person) bool {
	return (len(n.Regimes) == 0 || slices.Contains(n.Regimes, regime)) &&
		(stage == "" || len(n.Stages) == 0 || slices.Contains(n.Stages, stage)) && slices.Contains(n.Persons, person)
}
