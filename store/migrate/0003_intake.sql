-- Reports as they came in: ciphertext, and the card without which no deadline could run. Days are ISO dates in the zone of the
-- receiving office; nothing here is finer in time.

create table report (
	id          text primary key,
	lookup      bytea not null unique,
	login       bytea not null,
	office      text not null,
	epoch       integer not null,
	regime      text not null,
	acts        text not null,
	day         text not null,
	recipient   text not null,
	sign        bytea not null,
	statement   bytea not null,
	wrap        bytea not null,
	entry       bytea not null,
	promise     bytea not null,
	visit       bytea,
	case_id     text,
	-- how many later statements there are; also what their writers wait for each other on
	statements  integer not null
) /*unordered*/;

-- The report key to an office. Grant and referral add rows, deletion removes them.
create table report_wrap (
	report  text not null references report (id),
	office  text not null,
	epoch   integer not null,
	wrap    bytea not null,
	primary key (office, report, epoch)
) /*unordered*/;

create table capability (
	hash    bytea primary key,
	report  text not null references report (id),
	until   text not null
) /*unordered*/;

-- n is the order within the report, from 1.
create table statement (
	id       text primary key,
	report   text not null references report (id),
	n        integer not null,
	kind     text not null,
	day      text not null,
	sealed   bytea not null,
	entry    bytea not null,
	promise  bytea,
	author   text not null
) /*unordered*/;
create unique index statement_order on statement (report, n);

-- A file from its first part on; it is finished when a statement has its id.
create table upload (
	id      text primary key,
	report  text not null references report (id),
	day     text not null,
	card    bytea
) /*unordered*/;
create index upload_report on upload (report);

create table part (
	upload  text not null references upload (id),
	n       integer not null,
	blob    text not null unique,
	size    bigint not null,
	sha256  bytea not null,
	primary key (upload, n)
) /*unordered*/;

-- Who was handed a wrap; the plain record that its leaf commits to is in the table record. seen is how many later statements the
-- log had numbered at that moment.
create table opening (
	entry    bytea primary key,
	report   text not null references report (id),
	office   text not null,
	officer  text not null,
	name     text not null,
	day      text not null,
	bundle   integer not null,
	seen     integer not null,
	n        integer not null
) /*unordered*/;
create unique index opening_order on opening (report, n);

-- Blobs that no row named when they were looked at, with the day of that.
create table loose_blob (
	blob  text primary key,
	day   text not null
) /*unordered*/;

-- The nightly audit walks the log and asks what each leaf stands for.
create unique index report_entry on report (entry);
create unique index statement_entry on statement (entry);
