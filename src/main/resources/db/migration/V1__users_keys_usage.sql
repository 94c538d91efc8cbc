-- One schema for SQLite and PostgreSQL. ${identity} counts up and never gives an id twice; ${instant} is UTC text of
-- fixed width (2026-11-22T16:48:00.123Z), compared byte by byte, so that comparing text compares times.

create table users (
    id         ${identity},
    username   text       not null unique,
    email      text,
    created_at ${instant} not null,
    is_active  boolean    not null default true
);

create table api_keys (
    id           ${identity},
    user_id      bigint     not null references users (id),
    key_hash     text       not null unique,
    key_prefix   text       not null,
    name         text,
    created_at   ${instant} not null,
    last_used_at ${instant},
    is_active    boolean    not null default true
);

create index api_keys_user_id on api_keys (user_id);

-- No foreign keys here: a record of what was used must find its place whatever became of its key.
create table usage_records (
    id                          ${identity},
    api_key_id                  bigint,
    user_id                     bigint,
    endpoint                    text       not null,
    model                       text,
    backend_model               text,
    input_tokens                bigint     not null,
    output_tokens               bigint     not null,
    total_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null default 0,
    cache_creation_input_tokens bigint     not null default 0,
    reasoning_tokens            bigint     not null default 0,
    is_estimated                boolean    not null default false,
    request_id                  text       not null unique,
    timestamp                   ${instant} not null,
    outcome                     text       not null,
    status                      integer,
    stream                      boolean    not null default false,
    time_to_first_token_ms      bigint,
    duration_ms                 bigint,
    client                      text
);

create index usage_records_api_key_id_timestamp on usage_records (api_key_id, timestamp);
create index usage_records_user_id_timestamp on usage_records (user_id, timestamp);
