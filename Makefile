# make test   every test, after installing by name what they need and the machine lacks
# make soak   what takes longer: many kills, large files
# make bench  the benchmarks of doc/benchmarks.md
# make assets rebuilds web/static/js from web/client; the result is committed
# make shots  takes the screenshots of doc/screenshots

.PHONY: test check deps soak bench assets shots

test: deps check
	go test -timeout 20m ./...
	cd conformance && go test ./...

check:
	@unformatted=$$(find . -name '*.go' -not -path '*/node_modules/*' | xargs gofmt -l); test -z "$$unformatted" || (echo "not gofmt-ed: $$unformatted"; exit 1)
	go vet ./...
	cd web/client && npm test

deps:
	@scripts/deps

soak: deps
	go test -timeout 60m -tags soak -run 'Soak' ./...

bench:
	go test -run '^$$' -bench . -benchtime 2s ./...

assets: deps
	cd web/client && npm run build

shots: deps
	go run ./cmd/netra-shots doc/screenshots
