-- Who administrated what. Rows are added in the transaction of the change itself, and never changed. before and after are
-- JSON objects without secrets and hashes; no foreign key, for a row must outlast what it tells of.

create table audit (
    id           ${identity},
    at           ${instant} not null,
    actor        text       not null,
    action       text       not null,
    subject_kind text       not null,
    subject_id   bigint,
    before       text,
    after        text
);
