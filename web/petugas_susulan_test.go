package web

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"netra/casework"
	"netra/office"
)

// join signs an officer of a new office in.
func (b *caseBench) join(o office.Office) {
	b.Helper()
	if _, err := b.db.AddOffices(b.Context(), []office.Office{o}); err != nil {
		b.Fatal(err)
	}
	officer := office.Officer{ID: b.id(), Office: o, User: string(o.ID), Name: "Petugas " + o.Name, Status: office.Invited}
	inv := office.Invitation{Officer: officer, Hash: sha256.Sum256([]byte(o.ID)), Until: b.now}
	if err := b.db.SaveInvitation(b.Context(), inv); err != nil {
		b.Fatal(err)
	}
	officer.Status = office.Active
	b.in = office.Session{Officer: officer}
}

func TestAnObserverAsksWhenTheSupervisorReceivedIt(t *testing.T) {
	b := newCaseBench(t)
	if page := b.ask(b.petugasBukaTemuan, "", nil).Body.String(); strings.Contains(page, `name="received_on"`) {
		t.Error("Bawaslu is asked when it received a report that is not in Netra")
	}
	b.join(office.Office{ID: "pantau-contoh", Kind: office.Desk, Name: "Pantau Contoh"})
	contains(t, b.ask(b.petugasBukaTemuan, "", nil).Body.String(), `name="received_on"`, `value="found"`, `value="received"`)
	form := openForm()
	form.Set("source", "https://contoh.example/berita")
	w := b.ask(b.petugasBukaKirim, "", form)
	contains(t, w.Body.String(), `href="#received_on"`)
	form.Set("received_on", "2026-12-01")
	w = b.ask(b.petugasBukaKirim, "", form)
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	contains(t, b.ask(b.petugasPerkara, strings.TrimPrefix(at, "/petugas/perkara/"), nil).Body.String(), "Laporan diterima", "Kajian awal · 3 Des")
}

func TestAFindingPostedTwiceIsOneCase(t *testing.T) {
	b := newCaseBench(t)
	hidden := regexp.MustCompile(`name="id" value="([a-z2-7]{26})"`)
	page := b.ask(b.petugasBukaTemuan, "", nil).Body.String()
	m := hidden.FindStringSubmatch(page)
	if m == nil {
		t.Fatal("the form has no id")
	}
	form := openForm()
	form.Set("id", m[1])
	form.Set("title", "")
	contains(t, b.ask(b.petugasBukaKirim, "", form).Body.String(), m[0]) // a faulty form keeps it
	form.Set("title", "Judul")
	for range 2 {
		if w := b.ask(b.petugasBukaKirim, "", form); w.Header().Get("Location") != "/petugas/perkara/"+m[1] {
			t.Errorf("status %d, leads to %q", w.Code, w.Header().Get("Location"))
		}
	}
}

func TestAClockWithoutACalendarSaysSo(t *testing.T) {
	b := newCaseBench(t)
	years := b.Calendar.Years()
	last := years[len(years)-1].Year
	b.now = time.Date(last, 12, 30, 2, 0, 0, 0, time.UTC)
	form := openForm()
	form.Set("known_on", fmt.Sprint(last, "-12-30"))
	w := b.ask(b.petugasBukaKirim, "", form)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	says := fmt.Sprintf("kalender %d belum ada", last+1)
	id := strings.TrimPrefix(w.Header().Get("Location"), "/petugas/perkara/")
	contains(t, b.ask(b.petugasPerkara, id, nil).Body.String(), says, "jadi tanggalnya belum dihitung")
	contains(t, b.ask(b.petugasPerkaraDaftar, "", nil).Body.String(), says)
	b.report = b.file(b.in.Officer.Office.ID)
	b.beat()
	if w := b.ask(b.petugasBukaPerkara, b.report, nil); w.Code != http.StatusOK {
		t.Errorf("the form for a report: status %d", w.Code)
	}
}

func TestWhoAddsAndRemovesAHoliday(t *testing.T) {
	b := newCaseBench(t)
	contains(t, b.ask(b.petugasKalender, "", nil).Body.String(), "Tambah libur daerah")
	form := url.Values{"day": {"2026-12-03"}, "name": {"Hari Contoh"}, "decree": {"Keputusan 1"}}
	if w := b.ask(b.petugasKalenderTambah, "", form); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	remove := regexp.MustCompile(`name="libur" value="([^"]+)"`)
	b.join(office.Office{ID: "itda", Kind: office.Inspektorat, Name: "Inspektorat", Region: "35.14"})
	page := b.ask(b.petugasKalender, "", nil).Body.String()
	contains(t, page, "Hari Contoh", "Libur daerah dicatat oleh Bawaslu di daerah itu.")
	if strings.Contains(page, "Tambah libur daerah") || remove.MatchString(page) {
		t.Error("an inspectorate is offered to add or remove holidays")
	}
	b.join(office.Office{ID: "prov", Kind: office.BawasluProv, Name: "Bawaslu Jawa Timur", Region: "35"})
	m := remove.FindStringSubmatch(b.ask(b.petugasKalender, "", nil).Body.String())
	if m == nil {
		t.Fatal("the office above cannot remove it")
	}
	if w := b.ask(b.petugasKalenderHapus, "", url.Values{"libur": {m[1]}}); w.Code != http.StatusSeeOther {
		t.Errorf("removing: status %d", w.Code)
	}
	contains(t, b.ask(b.petugasKalender, "", nil).Body.String(), "oleh Petugas Bawaslu Jawa Timur")
}

func TestWhatMovedOnIsAConflict(t *testing.T) {
	if f := failureOf(fmt.Errorf("move case: %w", casework.ErrMoved)); f.status != http.StatusConflict {
		t.Errorf("status %d", f.status)
	}
}
