package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"netra/job"
	"netra/store"
	"netra/store/storetest"
)

var t0 = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

func claim(t *testing.T, db *store.DB, now time.Time, n int) []job.Job {
	t.Helper()
	jobs, err := db.ClaimJobs(t.Context(), now, now.Add(job.Lease), n)
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

func TestJobIsOnePerID(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for _, kind := range []string{"first", "second"} {
			if err := db.AddJobs(t.Context(), []job.Job{{ID: "x", Kind: kind, RunAt: t0}}); err != nil {
				t.Fatal(err)
			}
		}
		jobs := claim(t, db, t0, 10)
		if len(jobs) != 1 || jobs[0].Kind != "first" || jobs[0].Attempts != 1 {
			t.Errorf("claimed %+v, want the first once", jobs)
		}
	})
}

func TestJobLease(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.AddJobs(t.Context(), []job.Job{{ID: "x", Kind: "k", Payload: []byte("p"), RunAt: t0}}); err != nil {
			t.Fatal(err)
		}
		steps := []struct {
			name string
			at   time.Time
			want int
		}{
			{"before its time nobody gets it", t0.Add(-time.Second), 0},
			{"at its time one worker gets it", t0, 1},
			{"while that one has it nobody else does", t0.Add(job.Lease - time.Second), 0},
			{"when the worker is dead another gets it", t0.Add(job.Lease), 1},
		}
		for _, s := range steps {
			if got := len(claim(t, db, s.at, 10)); got != s.want {
				t.Errorf("%s: claimed %d, want %d", s.name, got, s.want)
			}
		}
		if err := db.FinishJob(t.Context(), "x", 1); !errors.Is(err, job.ErrLost) {
			t.Errorf("the dead worker's finish = %v, want ErrLost", err)
		}
		if err := db.FinishJob(t.Context(), "x", 2); err != nil {
			t.Error(err)
		}
		if got := claim(t, db, t0.Add(time.Hour), 10); len(got) != 0 {
			t.Errorf("a finished job came up again: %+v", got)
		}
	})
}

func TestJobRetry(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.AddJobs(t.Context(), []job.Job{{ID: "x", Kind: "k", RunAt: t0}}); err != nil {
			t.Fatal(err)
		}
		claim(t, db, t0, 1)
		if err := db.RetryJob(t.Context(), "x", 1, t0.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if n := len(claim(t, db, t0.Add(59*time.Second), 1)); n != 0 {
			t.Errorf("came up before its pause was over")
		}
		if n := len(claim(t, db, t0.Add(time.Minute), 1)); n != 1 {
			t.Fatalf("did not come up after its pause")
		}
		if err := db.RetryJob(t.Context(), "x", 2, time.Time{}); err != nil {
			t.Fatal(err)
		}
		if n := len(claim(t, db, t0.Add(1000*time.Hour), 1)); n != 0 {
			t.Errorf("a job given up came up again")
		}
	})
}

func TestManyWorkersNeverShareAJob(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var jobs []job.Job
		for i := range 200 {
			jobs = append(jobs, job.Job{ID: fmt.Sprint(i), Kind: "k", RunAt: t0})
		}
		if err := db.AddJobs(t.Context(), jobs); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		seen := map[string]int{}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for {
					got, err := db.ClaimJobs(context.Background(), t0, t0.Add(job.Lease), 7)
					if err != nil || len(got) == 0 {
						if err != nil {
							t.Error(err)
						}
						return
					}
					mu.Lock()
					for _, j := range got {
						seen[j.ID]++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for id, n := range seen {
			if n != 1 {
				t.Errorf("job %s was claimed %d times", id, n)
			}
		}
		if len(seen) != 200 {
			t.Errorf("%d jobs of 200 were claimed", len(seen))
		}
	})
}
