package office

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"
)

// The parameters of RFC 6238 that every authenticator app knows: SHA-1, six digits, 30 seconds.
const (
	totpStep   = 30 * time.Second
	totpDigits = 6
	totpSecret = 20 // bytes, RFC 4226 section 4 R6
)

// codeAt computes the code of a step (RFC 4226 section 5.3).
func codeAt(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step)))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", totpDigits, n%1_000_000)
}

// checkCode finds the step that code is of: the present one or one beside it, but later than used, since a code is good once.
// It always computes all three.
func checkCode(secret []byte, code string, now time.Time, used int64) (step int64, ok bool) {
	present := now.Unix() / int64(totpStep/time.Second)
	for s := present - 1; s <= present+1; s++ {
		if subtle.ConstantTimeCompare([]byte(codeAt(secret, s)), []byte(code)) == 1 && s > used {
			step, ok = s, true
		}
	}
	return step, ok
}

// An Authenticator is what an authenticator app has to be told once.
type Authenticator struct {
	Secret string // base32 in groups of four, for typing
	URI    string // otpauth://, for a QR code
}

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

func authenticator(instance string, o ID, secret []byte) Authenticator {
	text := base32Plain.EncodeToString(secret)
	label := url.PathEscape(instance) + ":" + url.PathEscape(string(o))
	query := url.Values{"secret": {text}, "issuer": {instance}}
	a := Authenticator{URI: "otpauth://totp/" + label + "?" + query.Encode()}
	for i := 0; i < len(text); i += 4 {
		a.Secret += text[i:min(i+4, len(text))] + " "
	}
	a.Secret = a.Secret[:len(a.Secret)-1]
	return a
}
