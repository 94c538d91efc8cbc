-- What a key may do, what a request cost, and sums by the hour and the day: reports read those, not the records.

alter table users add column note text;
alter table users add column limits text;

-- models: a JSON array of names, null for all; limits: a JSON object, null for none.
-- After a rotation the key of previous_key_hash is accepted until previous_expires_at.
alter table api_keys add column note text;
alter table api_keys add column expires_at ${instant};
alter table api_keys add column models text;
alter table api_keys add column limits text;
alter table api_keys add column previous_key_hash text;
alter table api_keys add column previous_expires_at ${instant};

create unique index api_keys_previous_key_hash on api_keys (previous_key_hash);

-- cost_nanos is in billionths of the currency of prices.csv; null where the model had no price.
alter table usage_records add column backend text;
alter table usage_records add column session_id text;
alter table usage_records add column cost_nanos bigint;

create index usage_records_timestamp on usage_records (timestamp, id);

-- The records of one session.
create index usage_records_session_id on usage_records (session_id, timestamp) where session_id is not null;

-- hour is the timestamp's beginning: 2026-11-22T16. What a record does not name is 0 or '' here.
create table usage_hours (
    hour                        ${instant} not null,
    api_key_id                  bigint     not null,
    user_id                     bigint     not null,
    endpoint                    text       not null,
    model                       text       not null,
    backend_model               text       not null,
    backend                     text       not null,
    outcome                     text       not null,
    requests                    bigint     not null,
    estimated_requests          bigint     not null,
    unpriced_requests           bigint     not null,
    input_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null,
    cache_creation_input_tokens bigint     not null,
    output_tokens               bigint     not null,
    reasoning_tokens            bigint     not null,
    total_tokens                bigint     not null,
    cost_nanos                  bigint     not null,
    primary key (hour, api_key_id, user_id, model, endpoint, backend_model, backend, outcome)
);

create index usage_hours_api_key_id on usage_hours (api_key_id, hour);
create index usage_hours_user_id on usage_hours (user_id, hour);

-- day is the timestamp's beginning: 2026-11-22.
create table usage_days (
    day                         ${instant} not null,
    api_key_id                  bigint     not null,
    user_id                     bigint     not null,
    endpoint                    text       not null,
    model                       text       not null,
    backend_model               text       not null,
    backend                     text       not null,
    outcome                     text       not null,
    requests                    bigint     not null,
    estimated_requests          bigint     not null,
    unpriced_requests           bigint     not null,
    input_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null,
    cache_creation_input_tokens bigint     not null,
    output_tokens               bigint     not null,
    reasoning_tokens            bigint     not null,
    total_tokens                bigint     not null,
    cost_nanos                  bigint     not null,
    primary key (day, api_key_id, user_id, model, endpoint, backend_model, backend, outcome)
);

create index usage_days_api_key_id on usage_days (api_key_id, day);
create index usage_days_user_id on usage_days (user_id, day);

-- The sums below are for reports over long times. Where ${clustered} can say so, they are stored in the order of their keys.

-- month is the timestamp's beginning: 2026-11.
create table usage_months (
    month                       ${instant} not null,
    user_id                     bigint     not null,
    api_key_id                  bigint     not null,
    model                       text       not null,
    endpoint                    text       not null,
    backend_model               text       not null,
    backend                     text       not null,
    outcome                     text       not null,
    requests                    bigint     not null,
    estimated_requests          bigint     not null,
    unpriced_requests           bigint     not null,
    input_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null,
    cache_creation_input_tokens bigint     not null,
    output_tokens               bigint     not null,
    reasoning_tokens            bigint     not null,
    total_tokens                bigint     not null,
    cost_nanos                  bigint     not null,
    primary key (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome)
)${clustered};

-- Days without what was called: who used how much.
create table usage_day_keys (
    day                         ${instant} not null,
    user_id                     bigint     not null,
    api_key_id                  bigint     not null,
    outcome                     text       not null,
    requests                    bigint     not null,
    estimated_requests          bigint     not null,
    unpriced_requests           bigint     not null,
    input_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null,
    cache_creation_input_tokens bigint     not null,
    output_tokens               bigint     not null,
    reasoning_tokens            bigint     not null,
    total_tokens                bigint     not null,
    cost_nanos                  bigint     not null,
    primary key (day, user_id, api_key_id, outcome)
)${clustered};

-- Days without who called: what was used how much.
create table usage_day_models (
    day                         ${instant} not null,
    model                       text       not null,
    endpoint                    text       not null,
    backend                     text       not null,
    outcome                     text       not null,
    requests                    bigint     not null,
    estimated_requests          bigint     not null,
    unpriced_requests           bigint     not null,
    input_tokens                bigint     not null,
    cache_read_input_tokens     bigint     not null,
    cache_creation_input_tokens bigint     not null,
    output_tokens               bigint     not null,
    reasoning_tokens            bigint     not null,
    total_tokens                bigint     not null,
    cost_nanos                  bigint     not null,
    primary key (day, model, endpoint, backend, outcome)
)${clustered};

insert into usage_hours
select substr(timestamp, 1, 13), coalesce(api_key_id, 0), coalesce(user_id, 0), endpoint, coalesce(model, ''),
       coalesce(backend_model, ''), coalesce(backend, ''), outcome, count(*), sum(case when is_estimated then 1 else 0 end),
       sum(case when total_tokens > 0 then 1 else 0 end), sum(input_tokens), sum(cache_read_input_tokens), sum(cache_creation_input_tokens), sum(output_tokens),
       sum(reasoning_tokens), sum(total_tokens), 0
from usage_records
group by 1, 2, 3, 4, 5, 6, 7, 8;

insert into usage_days
select substr(hour, 1, 10), api_key_id, user_id, endpoint, model, backend_model, backend, outcome, sum(requests),
       sum(estimated_requests), sum(unpriced_requests), sum(input_tokens), sum(cache_read_input_tokens),
       sum(cache_creation_input_tokens), sum(output_tokens), sum(reasoning_tokens), sum(total_tokens), 0
from usage_hours
group by 1, 2, 3, 4, 5, 6, 7, 8;

insert into usage_months (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome, requests,
    estimated_requests, unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
    reasoning_tokens, total_tokens, cost_nanos)
select substr(day, 1, 7), user_id, api_key_id, model, endpoint, backend_model, backend, outcome, sum(requests),
    sum(estimated_requests), sum(unpriced_requests), sum(input_tokens), sum(cache_read_input_tokens),
    sum(cache_creation_input_tokens), sum(output_tokens), sum(reasoning_tokens), sum(total_tokens), sum(cost_nanos)
from usage_days
group by 1, 2, 3, 4, 5, 6, 7, 8;

insert into usage_day_keys (day, user_id, api_key_id, outcome, requests, estimated_requests, unpriced_requests, input_tokens,
    cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens, cost_nanos)
select day, user_id, api_key_id, outcome, sum(requests), sum(estimated_requests), sum(unpriced_requests), sum(input_tokens),
    sum(cache_read_input_tokens), sum(cache_creation_input_tokens), sum(output_tokens), sum(reasoning_tokens),
    sum(total_tokens), sum(cost_nanos)
from usage_days
group by 1, 2, 3, 4;

insert into usage_day_models (day, model, endpoint, backend, outcome, requests, estimated_requests, unpriced_requests,
    input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens,
    cost_nanos)
select day, model, endpoint, backend, outcome, sum(requests), sum(estimated_requests), sum(unpriced_requests),
    sum(input_tokens), sum(cache_read_input_tokens), sum(cache_creation_input_tokens), sum(output_tokens),
    sum(reasoning_tokens), sum(total_tokens), sum(cost_nanos)
from usage_days
group by 1, 2, 3, 4, 5;
