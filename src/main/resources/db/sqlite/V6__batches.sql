-- Takes the place of the trigger that summed up each record by itself: records come many at once, and their sums are made at once, in the
-- statement that stores them. The views keep nothing.
drop trigger usage_records_roll_up;

-- Sums of some records, in the columns of usage_hours: what is inserted here is added to those of the hour, the day and the month.
create view usage_added as select * from usage_hours where false;

create trigger usage_added_roll_up instead of insert on usage_added
begin
    insert into usage_hours (hour, api_key_id, user_id, model, endpoint, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
        reasoning_tokens, total_tokens, cost_nanos)
    values (new.hour, new.api_key_id, new.user_id, new.model, new.endpoint, new.backend_model, new.backend, new.outcome,
        new.requests, new.estimated_requests, new.unpriced_requests, new.input_tokens, new.cache_read_input_tokens,
        new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens, new.cost_nanos)
    on conflict (hour, api_key_id, user_id, model, endpoint, backend_model, backend, outcome) do update set
        requests = usage_hours.requests + excluded.requests,
        estimated_requests = usage_hours.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_hours.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_hours.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_hours.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_hours.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_hours.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_hours.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_hours.total_tokens + excluded.total_tokens,
        cost_nanos = usage_hours.cost_nanos + excluded.cost_nanos;
    insert into usage_days (day, api_key_id, user_id, model, endpoint, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
        reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.hour, 1, 10), new.api_key_id, new.user_id, new.model, new.endpoint, new.backend_model, new.backend,
        new.outcome, new.requests, new.estimated_requests, new.unpriced_requests, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens,
        new.total_tokens, new.cost_nanos)
    on conflict (day, api_key_id, user_id, model, endpoint, backend_model, backend, outcome) do update set
        requests = usage_days.requests + excluded.requests,
        estimated_requests = usage_days.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_days.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_days.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_days.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_days.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_days.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_days.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_days.total_tokens + excluded.total_tokens,
        cost_nanos = usage_days.cost_nanos + excluded.cost_nanos;
    insert into usage_months (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
        reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.hour, 1, 7), new.user_id, new.api_key_id, new.model, new.endpoint, new.backend_model, new.backend,
        new.outcome, new.requests, new.estimated_requests, new.unpriced_requests, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens,
        new.total_tokens, new.cost_nanos)
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
    insert into usage_day_keys (day, user_id, api_key_id, outcome, requests, estimated_requests, unpriced_requests, input_tokens,
        cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.hour, 1, 10), new.user_id, new.api_key_id, new.outcome, new.requests, new.estimated_requests,
        new.unpriced_requests, new.input_tokens, new.cache_read_input_tokens, new.cache_creation_input_tokens,
        new.output_tokens, new.reasoning_tokens, new.total_tokens, new.cost_nanos)
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
    insert into usage_day_models (day, model, endpoint, backend, outcome, requests, estimated_requests, unpriced_requests, input_tokens,
        cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.hour, 1, 10), new.model, new.endpoint, new.backend, new.outcome, new.requests, new.estimated_requests,
        new.unpriced_requests, new.input_tokens, new.cache_read_input_tokens, new.cache_creation_input_tokens,
        new.output_tokens, new.reasoning_tokens, new.total_tokens, new.cost_nanos)
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

-- A batch: a JSON array of records, and the highest id that usage_records had before. New records get higher ids, one that is there
-- already gets none.
create view usage_batches as select 0 as after_id, '' as body where false;

-- jsonb: from text, each column of each record would be parsed again. not indexed: the new records are found by their ids; SQLite may
-- else read a whole index, as it has the order of the groups.
create trigger usage_batches_store instead of insert on usage_batches
begin
    insert into usage_records (
        request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, backend, input_tokens, output_tokens,
        total_tokens, cache_read_input_tokens, cache_creation_input_tokens, reasoning_tokens, is_estimated, cost_nanos,
        outcome, status, stream, time_to_first_token_ms, duration_ms, client, session_id)
    select value ->> '$.request_id', value ->> '$.timestamp', value ->> '$.api_key_id', value ->> '$.user_id',
        value ->> '$.endpoint', value ->> '$.model', value ->> '$.backend_model', value ->> '$.backend', value ->> '$.input_tokens',
        value ->> '$.output_tokens', value ->> '$.total_tokens', value ->> '$.cache_read_input_tokens',
        value ->> '$.cache_creation_input_tokens', value ->> '$.reasoning_tokens', value ->> '$.is_estimated',
        value ->> '$.cost_nanos', value ->> '$.outcome', value ->> '$.status', value ->> '$.stream',
        value ->> '$.time_to_first_token_ms', value ->> '$.duration_ms', value ->> '$.client', value ->> '$.session_id'
    from jsonb_each(new.body)
    where true
    on conflict (request_id) do nothing;
    insert into usage_added (
        hour, api_key_id, user_id, model, endpoint, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,
        reasoning_tokens, total_tokens, cost_nanos)
    select substr(timestamp, 1, 13), coalesce(api_key_id, 0), coalesce(user_id, 0), coalesce(model, ''), endpoint,
        coalesce(backend_model, ''), coalesce(backend, ''), outcome, count(*), sum(is_estimated),
        sum(cost_nanos is null and total_tokens > 0), sum(input_tokens), sum(cache_read_input_tokens),
        sum(cache_creation_input_tokens), sum(output_tokens), sum(reasoning_tokens), sum(total_tokens),
        coalesce(sum(cost_nanos), 0)
    from usage_records not indexed where id > new.after_id group by 1, 2, 3, 4, 5, 6, 7, 8;
    update api_keys set last_used_at = used.at
    from (select api_key_id, max(timestamp) as at from usage_records not indexed where id > new.after_id group by 1) as used
    where api_keys.id = used.api_key_id and (last_used_at is null or last_used_at < used.at);
end;
