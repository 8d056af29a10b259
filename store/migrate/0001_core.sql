-- What every other table rests on: settings fixed at first start, later work, and the log.

create table setting (
	name  text primary key,
	value bytea not null
);

create table job (
	id          text primary key,
	kind        text not null,
	payload     bytea not null,
	run_at_us   bigint not null,
	attempts    integer not null,
	failed      integer not null
);
create index job_due on job (failed, run_at_us);

-- idx is null while a leaf waits for the sequencer. The entry is its key, so that a waiting row does not tell when it came.
create table leaf (
	entry   bytea primary key,
	idx     bigint,
	type    text not null,
	stored  bytea not null,
	content bytea not null,
	salt    bytea not null
) /*unordered*/;
create unique index leaf_idx on leaf (idx);

create table log_hash (
	idx  bigint primary key,
	hash bytea not null
);

-- The one row that decides who may make the log grow, by compare-and-swap on size.
create table log_now (
	id   integer primary key,
	size bigint not null,
	root bytea not null,
	beat bigint not null
);
insert into log_now (id, size, root, beat) values (1, 0, '', 0);

-- One row a head: a second head of the same size cannot be stored. checkpoint is null until the head is signed.
create table log_head (
	size       bigint primary key,
	root       bytea not null,
	beat       bigint not null,
	checkpoint bytea
);
