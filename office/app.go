package office

import (
	"strings"
	"time"
)

// CodeOf gives the code that an authenticator app shows at a moment for a secret as [Authenticator] writes it, for an officer
// who has no such app and for invented ones. ErrCode if the secret is not one.
func CodeOf(secret string, now time.Time) (string, error) {
	raw, err := base32Plain.DecodeString(strings.ToUpper(strings.Join(strings.Fields(secret), "")))
	if err != nil || len(raw) == 0 {
		return "", ErrCode
	}
	return codeAt(raw, now.Unix()/int64(totpStep/time.Second)), nil
}
