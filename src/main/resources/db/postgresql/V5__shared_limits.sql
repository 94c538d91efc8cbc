-- How much of their limits requests use that are under way, for several proxies on one database. In SQLite, where one proxy is
-- alone, all of this is in its memory. Times are those of this server's clock, but for admitted_at.

-- What the minutes still hold at that time; null for all. Whoever admits a request has the row locked.
create table limit_levels (
    kind     text   not null,
    id       bigint not null,
    requests double precision,
    tokens   double precision,
    at_ms    bigint not null,
    primary key (kind, id)
);

-- A row from the admission of a request until its usage is on record; where none will be, until the request has ended.
-- The ids are those of the subjects that have limits. tokens and cost_nanos are what it may come to use, and what it has used once it has ended.
create table limit_reservations (
    request_id  text        not null primary key,
    api_key_id  bigint,
    user_id     bigint,
    node        text        not null,
    admitted_at text collate "C" not null,
    tokens      bigint      not null,
    cost_nanos  bigint      not null,
    ended_at    timestamptz
);

create index limit_reservations_api_key_id on limit_reservations (api_key_id);
create index limit_reservations_user_id on limit_reservations (user_id);
create index limit_reservations_node on limit_reservations (node);

-- The proxies. What one has reserved that is not seen any more does not count.
create table limit_nodes (
    node    text        not null primary key,
    seen_at timestamptz not null
);

-- The reservation goes in the statement that counts the usage: nobody sees both, or none.
create function usage_records_settle() returns trigger language plpgsql as $$
begin
    delete from limit_reservations where request_id = new.request_id;
    return null;
end
$$;

create trigger usage_records_settle after insert on usage_records
    for each row execute function usage_records_settle();
