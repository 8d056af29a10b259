// Package fault names the errors that mean the same to every layer, so that the one place that turns errors into pages need
// not know which edge they came from.
package fault

import (
	"errors"
	"syscall"
)

// Errors that any edge may wrap.
var (
	// ErrFull: there is no room to store this. Nothing was stored.
	ErrFull = errors.New("storage is full")
	// ErrReadOnly: the folder or database cannot be written, or is not there.
	ErrReadOnly = errors.New("storage is read-only")
	// ErrBusy: too many wait for the same thing; again in a moment.
	ErrBusy = errors.New("too busy")
)

// Disk names an error of writing to the file system if it is one of the above, and returns any other as it is.
func Disk(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return errors.Join(ErrFull, err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM),
		errors.Is(err, syscall.ENOENT), errors.Is(err, syscall.ENOTDIR):
		return errors.Join(ErrReadOnly, err)
	}
	return err
}
