package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The lists of data/lists.txt that rules in Go use; what each is for is told there.
var (
	abbreviated     = list("abbreviated")
	accompanying    = list("accompanying")
	accusations     = list("accusations")
	acquitting      = list("acquitting")
	addressed       = list("addressed")
	adverbs         = list("adverbs")
	affirms         = list("affirms")
	afterName       = list("afterName")
	already         = list("already")
	answerers       = list("answerers")
	answering       = list("answering")
	apposes         = list("apposes")
	asking          = list("asking")
	beforeOutlet    = list("beforeOutlet")
	beforeSpeaker   = list("beforeSpeaker")
	behindPlace     = list("behindPlace")
	besides         = list("besides")
	between         = list("between")
	bodyParts       = list("bodyParts")
	breach          = list("breach")
	byline          = list("byline")
	bystander       = list("bystander")
	bystanders      = list("bystanders")
	calls           = list("calls")
	campaigning     = list("campaigning")
	carriedBy       = list("carriedBy")
	caseWords       = list("caseWords")
	chosen          = list("chosen")
	claimants       = list("claimants")
	clauses         = list("clauses")
	coerced         = list("coerced")
	commandedTo     = list("ordered")
	commands        = list("commands")
	complains       = list("complains")
	conceding       = list("conceding")
	connects        = list("connects")
	content         = list("content")
	continues       = list("continues")
	contrasts       = list("contrasts")
	coordinates     = list("coordinates")
	copulas         = list("copulas")
	counselWords    = list("counselWords")
	counters        = list("counters")
	court           = list("court")
	crowd           = list("crowd")
	dayOfMonth      = list("dayOfMonth")
	defending       = list("defending")
	degrees         = list("degrees")
	demanding       = list("demanding")
	denials         = list("denials")
	deniers         = list("deniers")
	dissolved       = list("dissolved")
	distributing    = list("distributing")
	enumerates      = list("enumerates")
	excepting       = list("excepting")
	expert          = list("expert")
	finding         = list("finding")
	firstNames      = list("firstNames")
	footage         = list("footage")
	former          = list("former")
	gathering       = list("gathering")
	given           = list("given")
	giving          = list("giving")
	goesOn          = list("goesOn")
	guilt           = list("guilt")
	handles         = list("handles")
	heardFirst      = list("heardFirst")
	hearing         = list("hearing")
	holds           = list("holds")
	honorifics      = list("honorifics")
	hosting         = list("hosting")
	identifies      = list("identifies")
	identityPapers  = list("identityPapers")
	introduces      = list("introduces")
	introducesAlias = list("introducesAlias")
	joins           = list("joins")
	kin             = list("kin")
	labelled        = list("labelled")
	largerPlaces    = list("largerPlaces")
	leading         = list("leading")
	leads           = list("leads")
	leaving         = list("leaving")
	lettered        = list("lettered")
	likened         = list("likened")
	lineages        = list("lineages")
	linked          = list("linked")
	linking         = list("linking")
	listed          = list("listed")
	litigants       = list("litigants")
	local           = list("local")
	mateWords       = list("mateWords")
	matters         = list("matters")
	measures        = list("measures")
	messages        = list("messages")
	namedBehind     = list("namedBehind")
	namesRole       = list("namesRole")
	neutral         = list("neutral")
	neutrality      = list("neutrality")
	notGroups       = list("notGroups")
	notPassive      = list("notPassive")
	occasions       = list("occasions")
	officeHeads     = list("officeHeads")
	offices         = list("offices")
	onDay           = list("onDay")
	ordering        = list("ordering")
	outsiders       = list("outsiders")
	overturning     = list("overturning")
	papers          = list("papers")
	particles       = list("particles")
	particular      = list("particular")
	partitions      = list("partitions")
	parts           = list("parts")
	partyWords      = list("partyWords")
	people          = list("people")
	performing      = list("performing")
	permitting      = list("permitting")
	personal        = list("personal")
	placeCues       = list("placeCues")
	plain           = list("plain")
	platforms       = list("platforms")
	politics        = list("politics")
	premises        = list("premises")
	procedure       = list("procedure")
	proceedings     = list("proceedings")
	pronouns        = list("pronouns")
	public          = list("public")
	punishments     = list("punishments")
	purpose         = list("purpose")
	quantities      = list("quantities")
	ranks           = list("ranks")
	reasons         = list("reasons")
	receives        = list("receives")
	recipient       = list("recipient")
	relatives       = list("relatives")
	removing        = list("removing")
	reported        = list("reported")
	reports         = list("reports")
	residents       = list("residents")
	rights          = list("rights")
	roleWords       = list("roleWords")
	romans          = list("romans")
	school          = list("school")
	seat            = list("seat")
	servants        = list("servants")
	sideWords       = list("sideWords")
	sights          = list("sights")
	single          = list("single")
	spreading       = list("spreading")
	staff           = list("staff")
	subjects        = list("subjects")
	supposes        = list("supposes")
	teamWords       = list("teamWords")
	teams           = list("teams")
	tenure          = list("tenure")
	threatened      = list("threatened")
	threatening     = list("threatening")
	titlesOfPlaces  = list("titlesOfPlaces")
	toldAfter       = list("toldAfter")
	toldBefore      = list("toldBefore")
	turnsTo         = list("turnsTo")
	unleft          = list("unleft")
	unmarked        = list("unmarked")
	urging          = list("urging")
	voting          = list("voting")
	wielding        = list("wielding")
	works           = list("works")
	written         = list("written")
)

// lists are all lists by name: those above, those of frames.txt and the background of acts.
var lists = func() map[string]map[string]bool {
	b, err := files.ReadFile("data/lists.txt")
	if err == nil {
		var l map[string]map[string]bool
		if l, err = readLists(string(b)); err == nil {
			return l
		}
	}
	panic(err) // the file is part of the program, and tests read it first
}()

func list(name string) map[string]bool {
	l := lists[name]
	if l == nil {
		panic("data/lists.txt has no [" + name + "]")
	}
	return l
}

// readLists reads lists.txt; its first lines tell how it is written. Its errors name the line.
func readLists(text string) (map[string]map[string]bool, error) {
	all := map[string]map[string]bool{}
	var in, own map[string]bool // own: words that are written out
	for n, line := range strings.Split(text, "\n") {
		fault := func(what string) error { return fmt.Errorf("data/lists.txt:%d: %s", n+1, what) }
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			if name, ok = strings.CutSuffix(name, "]"); !ok || name == "" || all[name] != nil {
				return nil, fault("a list begins with [name], and no two have one name")
			}
			in, own = map[string]bool{}, map[string]bool{}
			all[name] = in
			continue
		}
		if in == nil {
			return nil, fault("words need a [name] before them")
		}
		for _, w := range strings.Fields(line) {
			root, active, verb := strings.Cut(w, ":")
			switch {
			case len(w) > 1 && w[0] == '+':
				if all[w[1:]] == nil {
					return nil, fault("no list above is named " + w[1:])
				}
				for other := range all[w[1:]] {
					in[other] = true
				}
			case len(w) > 1 && w[0] == '!':
				if !in[w[1:]] {
					return nil, fault(w[1:] + " is not in the list that it is left out of")
				}
				delete(in, w[1:])
			case verb && root != "" && active != "":
				for _, stem := range []string{root, "di" + root, active} {
					for _, suffix := range []string{"", "kan", "i", "in"} {
						in[stem+suffix] = true
					}
				}
			case own[w]:
				return nil, fault(w + " is written twice")
			default:
				in[w], own[w] = true, true
			}
		}
	}
	return all, nil
}

// A frame is a line of data/frames.txt: it tells an act by a word of one list and one of another within reach after it.
type frame struct {
	act          string
	verb, thing  map[string]bool // thing is nil where the verb is enough
	reach        int             // tokens between the two
	whose        bool            // a candidate, a party or their team must stand beside the thing
	unless, then map[string]bool
}

// frames are the frames by the words that begin them.
var frames = func() map[string][]*frame {
	b, err := files.ReadFile("data/frames.txt")
	if err == nil {
		var f map[string][]*frame
		if f, err = readFrames(string(b)); err == nil {
			return f
		}
	}
	panic(err)
}()

var frameLine = regexp.MustCompile(`^(\w+)(?: \.\. (\w+) within ([1-9]))?(?:, (for a contender))?(?:, unless (\w+))?(?:, then (\w+))?$`)

// readFrames reads frames.txt; its first lines tell how it is written. Its errors name the line.
func readFrames(text string) (map[string][]*frame, error) {
	begin := map[string][]*frame{}
	act := ""
	for n, line := range strings.Split(text, "\n") {
		fault := func(what string) error { return fmt.Errorf("data/frames.txt:%d: %s", n+1, what) }
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			if act = strings.TrimSuffix(name, "]"); !slices.Contains(actLabels, act) {
				return nil, fault("no act is named [" + act + "]")
			}
			continue
		}
		m := frameLine.FindStringSubmatch(line)
		if m == nil || act == "" {
			return nil, fault("a line is \"LIST .. LIST within N\" below an [act]; the first lines tell what may follow")
		}
		for _, name := range []string{m[1], m[2], m[5], m[6]} {
			if name != "" && lists[name] == nil {
				return nil, fault("lists.txt has no list [" + name + "]")
			}
		}
		f := &frame{act: act, verb: lists[m[1]], thing: lists[m[2]], whose: m[4] != "", unless: lists[m[5]], then: lists[m[6]]}
		if m[3] != "" {
			f.reach = int(m[3][0] - '0')
		}
		for w := range f.verb {
			begin[w] = append(begin[w], f)
		}
	}
	return begin, nil
}
