-- Sums for reports over long times: by the month, and by the day with fewer columns. Stored in the order of their keys: a report
-- reads a range of them.

-- month is the timestamp's beginning: 2026-11.
create table usage_months (
    month                       text       not null,
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
) without rowid;

-- Days without what was called: who used how much.
create table usage_day_keys (
    day                         text       not null,
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
) without rowid;

-- Days without who called: what was used how much.
create table usage_day_models (
    day                         text       not null,
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
) without rowid;

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

-- As V3 does for hours and days: sums up each new record in the statement that inserts it.
create trigger usage_records_roll_up_more after insert on usage_records
begin
    insert into usage_months (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome, requests,
        estimated_requests, unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens,
        output_tokens, reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 7), coalesce(new.user_id, 0), coalesce(new.api_key_id, 0), coalesce(new.model, ''),
        new.endpoint, coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
    on conflict (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome) do update set
        requests = usage_months.requests + excluded.requests,
        estimated_requests = usage_months.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_months.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_months.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_months.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_months.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_months.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_months.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_months.total_tokens + excluded.total_tokens,
        cost_nanos = usage_months.cost_nanos + excluded.cost_nanos;
    insert into usage_day_keys (day, user_id, api_key_id, outcome, requests, estimated_requests, unpriced_requests,
        input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens,
        cost_nanos)
    values (substr(new.timestamp, 1, 10), coalesce(new.user_id, 0), coalesce(new.api_key_id, 0), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
    on conflict (day, user_id, api_key_id, outcome) do update set
        requests = usage_day_keys.requests + excluded.requests,
        estimated_requests = usage_day_keys.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_day_keys.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_day_keys.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_day_keys.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_day_keys.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_day_keys.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_day_keys.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_day_keys.total_tokens + excluded.total_tokens,
        cost_nanos = usage_day_keys.cost_nanos + excluded.cost_nanos;
    insert into usage_day_models (day, model, endpoint, backend, outcome, requests, estimated_requests, unpriced_requests,
        input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens,
        cost_nanos)
    values (substr(new.timestamp, 1, 10), coalesce(new.model, ''), new.endpoint, coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
    on conflict (day, model, endpoint, backend, outcome) do update set
        requests = usage_day_models.requests + excluded.requests,
        estimated_requests = usage_day_models.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_day_models.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_day_models.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_day_models.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_day_models.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_day_models.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_day_models.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_day_models.total_tokens + excluded.total_tokens,
        cost_nanos = usage_day_models.cost_nanos + excluded.cost_nanos;
end;

-- The records of one session, newest last.
create index usage_records_session_id on usage_records (session_id, timestamp) where session_id is not null;
