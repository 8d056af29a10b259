-- Cases, and what is counted for the public. Days are ISO dates in the zone of the case's office.

-- serial counts within an office and a year, and is null for a number of another shape; public_serial within a region and a year.
create table case_file (
	id              text primary key,
	number          text not null,
	public          text not null unique,
	office          text not null references office (id),
	year            integer not null,
	serial          integer,
	public_region   text not null,
	public_serial   integer not null,
	report          text not null unique references report (id),
	regime          text not null,
	stage           text not null,
	title           text not null,
	summary         text not null,
	acts            text not null,
	event_region    text not null,
	employer_region text not null,
	event_on        text not null,
	known_on        text not null,
	received_on     text not null,
	registered_on   text not null,
	accused_position text not null,
	accused_agency  text not null,
	accused_name    text not null,
	version         integer not null
);
create unique index case_number on case_file (office, number);
create unique index case_serial on case_file (office, year, serial);
create unique index case_public_serial on case_file (year, public_region, public_serial);
create index case_registered on case_file (registered_on);

-- answer is the period as it was computed: readings, trace and the calendar's version, in JSON. safe is the earliest of its dates;
-- met is null while the period runs.
create table case_clock (
	case_id text not null references case_file (id),
	rule    text not null,
	safe    text not null,
	met     text,
	answer  text not null,
	primary key (case_id, rule)
);

-- The plain record that a move's leaf commits to is in the table record.
create table case_move (
	case_id text not null references case_file (id),
	version integer not null,
	stage   text not null,
	day     text not null,
	officer text not null references officer (id),
	name    text not null,
	entry   bytea not null,
	primary key (case_id, version)
);

-- Reports are counted by the day.
create index report_day on report (day);
