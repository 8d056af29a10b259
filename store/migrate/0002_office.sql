-- Offices, their keys and officers.

create table office (
	id     text primary key,
	kind   text not null,
	name   text not null,
	region text not null,
	parent text
);
create index office_region on office (region);

-- The public half of an office's intake key. offline is 1 if it was made outside of browsers, so that no officer has a wrap of it.
create table office_key (
	office    text not null references office (id),
	epoch     integer not null,
	recipient text not null,
	sign      bytea not null,
	offline   integer not null,
	primary key (office, epoch)
);

-- invite is the hash of an unused one-time link; totp is null until it is opened, the columns from login to own_key until it is
-- used.
create table officer (
	id        text primary key,
	office    text not null references office (id),
	user_name text unique,
	name      text not null,
	status    text not null,
	lang      text not null,
	invite    bytea unique,
	until_us  bigint not null,
	totp      bytea,
	code_step bigint not null,
	login     bytea,
	recipient text,
	sign      bytea,
	own_key   bytea
);
create index officer_office on officer (office);

create table office_wrap (
	officer text not null references officer (id),
	office  text not null,
	epoch   integer not null,
	wrap    bytea not null,
	primary key (officer, office, epoch),
	foreign key (office, epoch) references office_key (office, epoch)
);

create table session (
	hash    bytea primary key,
	id      text not null unique,
	officer text not null references officer (id),
	label   text not null,
	made_us bigint not null,
	seen_us bigint not null
);
create index session_officer on session (officer);

-- Refused sign-ins, by a hash of the user name of which there are 65,536.
create table sign_in (
	bucket  integer primary key,
	failed  integer not null,
	wait_us bigint not null
);

-- The plain record that a leaf of type key or wrap commits to.
create table record (
	entry bytea primary key,
	json  bytea not null
);
