-- A case moves from state to state, and its clocks are computed again when the calendar or the law is corrected. SQLite cannot make a
-- column nullable, so the tables are written anew.

create table old_case_file as select * from case_file;
create table old_case_clock as select * from case_clock;
create table old_case_move as select * from case_move;
drop table case_move;
drop table case_clock;
drop table case_file;

-- public_serial counts within a region and the year of the opening; serial within an office and the year of the registration, and is
-- null for a number of another shape. A finding has no report and was not received; number and registered_on are null until the
-- case is registered.
create table case_file (
	id              text primary key,
	number          text,
	public          text not null unique,
	office          text not null references office (id),
	year            integer not null,
	public_region   text not null,
	public_serial   integer not null,
	register_year   integer,
	serial          integer,
	report          text unique references report (id),
	origin          text not null,
	regime          text not null,
	state           text not null,
	title           text not null,
	summary         text not null,
	acts            text not null,
	event_region    text not null,
	employer_region text not null,
	event_on        text not null,
	known_on        text not null,
	received_on     text,
	registered_on   text,
	accused_position text not null,
	accused_agency  text not null,
	accused_name    text not null,
	version         integer not null
);

-- answer is the period as it was computed: readings, trace and the calendar's version, in JSON. The other columns repeat of it what
-- reckoning and escalation need. office is that of the case. state is a law.ClockState, since when it is in it is null while it
-- runs; start is the event that it runs from, pauses are spans FROM/TO with spaces between. safe and latest are the earliest and the
-- last of its dates, null while a year that it reaches into has no table; latest is null and calendar empty in rows of migration 4
-- until they are computed again. counts is the fingerprint of the rule by which it was computed, duty 0 if it is a right, entered
-- when it began to be shown; counts and entered are empty in rows of migration 4. escalated is when escalated_to, null for a root,
-- was told that it is over.
create table case_clock (
	case_id   text not null references case_file (id),
	rule      text not null,
	from_on   text not null,
	office    text not null,
	regime    text not null,
	start     text not null,
	state     text not null,
	since     text,
	safe      text,
	latest    text,
	calendar  text not null,
	pauses    text not null,
	counts    text not null,
	duty      integer not null,
	entered   text not null,
	escalated text,
	escalated_to text,
	answer    text not null,
	primary key (case_id, rule, from_on)
);

-- The plain record that a move's leaf commits to is in the table record. transition is empty for the opening, source for a move of
-- the office's own.
create table case_move (
	case_id    text not null references case_file (id),
	version    integer not null,
	transition text not null,
	state      text not null,
	day        text not null,
	source     text not null,
	note       text not null,
	officer    text not null references officer (id),
	name       text not null,
	entry      bytea not null,
	primary key (case_id, version)
);

insert into case_file (id, number, public, office, year, public_region, public_serial, register_year, serial, report, origin, regime, state,
	title, summary, acts, event_region, employer_region, event_on, known_on, received_on, registered_on,
	accused_position, accused_agency, accused_name, version)
select id, number, public, office, year, public_region, public_serial, year, serial, report, 'received', regime, stage,
	title, summary, acts, event_region, employer_region, event_on, known_on, received_on, registered_on,
	accused_position, accused_agency, accused_name, version
from old_case_file;

-- Until now a case had three clocks. In the Pilkada the handling ran from the report, in the Pemilu from the registration.
insert into case_clock (case_id, rule, from_on, office, regime, start, state, since, safe, calendar, pauses, counts, duty, entered, answer)
select k.case_id, k.rule,
	case when k.rule = 'report' then c.known_on when k.rule = 'handling' and c.regime = 'pemilu' then c.registered_on else c.received_on end,
	c.office, c.regime,
	case when k.rule = 'report' then 'known' when k.rule = 'handling' and c.regime = 'pemilu' then 'register' else 'received' end,
	case when k.met is null then 'running' else 'met' end, k.met, k.safe, '', '', '', 1, '', k.answer
from old_case_clock k join old_case_file c on c.id = k.case_id;

insert into case_move (case_id, version, transition, state, day, source, note, officer, name, entry)
select case_id, version, '', stage, day, '', '', officer, name, entry from old_case_move;

drop table old_case_move;
drop table old_case_clock;
drop table old_case_file;

create unique index case_number on case_file (office, number);
create unique index case_serial on case_file (office, register_year, serial);
create unique index case_public_serial on case_file (year, public_region, public_serial);
create index case_registered on case_file (registered_on);

-- Reckoning walks over this index alone, so that no answer is read for a clock that does not change.
create index case_clock_running on case_clock (case_id, rule, from_on, office, regime, state, safe, latest, calendar, pauses, counts, escalated)
	where state in ('running', 'paused');
create index case_clock_late on case_clock (latest, case_id, rule, from_on, office)
	where state = 'running' and escalated is null and duty = 1;

create table case_paper (
	case_id text not null references case_file (id),
	version integer not null,
	form    text not null,
	number  text not null,
	day     text not null,
	officer text not null references officer (id),
	name    text not null,
	entry   bytea not null,
	primary key (case_id, version)
);

-- How the dates of a clock moved while it ran. One leaf may commit to many changes. latest_before is null where it was not stored.
create table case_change (
	case_id         text not null references case_file (id),
	entry           bytea not null,
	rule            text not null,
	from_on         text not null,
	day             text not null,
	safe_before     text not null,
	latest_before   text,
	calendar_before text not null,
	safe_after      text not null,
	latest_after    text not null,
	calendar_after  text not null,
	primary key (case_id, entry, rule, from_on)
);

-- removed_on, removed_by and remover_name are null while the holiday holds.
create table regional_holiday (
	id         text primary key,
	region     text not null,
	day        text not null,
	name       text not null,
	decree     text not null,
	officer    text not null references officer (id),
	officer_name text not null,
	added_on   text not null,
	removed_on text,
	removed_by text references officer (id),
	remover_name text
);
create unique index regional_holiday_day on regional_holiday (region, day) where removed_on is null;
