package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"netra/extract/page"
)

// Bounds of a fetch.
const (
	fetchTime    = 10 * time.Second // with all redirects
	maxRedirects = 5
)

// Errors of fetch that a person can do something about.
var (
	errNotPublic = errors.New("not a public address; save the page to a file and read that")
	errSlow      = fmt.Errorf("no answer within %d seconds; save the page to a file and read that", fetchTime/time.Second)
	errRedirects = fmt.Errorf("more than %d redirects", maxRedirects)
)

// A dial connects as net.Dialer.DialContext does.
type dial func(ctx context.Context, network, address string) (net.Conn, error)

// publicDialer connects to public addresses only. It looks at the address that a name was resolved to, at each connection, so
// neither a redirect nor a name that changes its address leads into the network that netra runs in.
var publicDialer = &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(at.Addr()) {
		return errNotPublic
	}
	return nil
}}

// newPageClient makes a client that keeps no cookie and no connection and uses no proxy, which would resolve names by itself.
func newPageClient(by dial) *http.Client {
	return &http.Client{
		Timeout:   fetchTime,
		Transport: &http.Transport{DialContext: by, DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			return nil
		},
	}
}

// fetch gets the one page at an address. The hint has the address that it came from after redirects, without a user.
func fetch(ctx context.Context, client *http.Client, address string) ([]byte, page.Hint, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, page.Hint{}, errors.New("this is no address of a page")
	}
	req.Header.Set("User-Agent", "netra/"+version)
	req.Header.Set("Accept", "text/html, text/plain")
	res, err := client.Do(req)
	if err != nil {
		return nil, page.Hint{}, fetchError(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, page.Hint{}, fmt.Errorf("the server answers %s", res.Status)
	}
	data, err := readPage(res.Body)
	if err != nil {
		return nil, page.Hint{}, fetchError(err)
	}
	return data, page.Hint{URL: page.WithoutUser(res.Request.URL.String()), ContentType: res.Header.Get("Content-Type")}, nil
}

// fetchError drops the address, which whoever reports it names, and tells a timeout in words.
func fetchError(err error) error {
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		return errSlow
	}
	if at, ok := errors.AsType[*url.Error](err); ok {
		return at.Err
	}
	return err
}

// isPublic reports whether an address may be anybody's: it is global and not set aside by the IANA registries of special-purpose
// addresses (RFC 6890), nor does it carry an IPv4 address that another network would unpack.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsGlobalUnicast() && !a.IsPrivate() && a.Zone() == "" &&
		!slices.ContainsFunc(setAside, func(p netip.Prefix) bool { return p.Contains(a) })
}

var setAside = func() (list []netip.Prefix) {
	for _, p := range strings.Fields(`0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24
		203.0.113.0/24 240.0.0.0/4 ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16
		fec0::/10`) {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}()
