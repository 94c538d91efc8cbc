-- Sums up each new record in the statement that inserts it: a record that is there already changes no sum.
create function usage_records_roll_up() returns trigger language plpgsql as $$
begin
    insert into usage_hours (hour, api_key_id, user_id, endpoint, model, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens,
        total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 13), coalesce(new.api_key_id, 0), coalesce(new.user_id, 0), new.endpoint,
        coalesce(new.model, ''), coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
    on conflict (hour, api_key_id, user_id, model, endpoint, backend_model, backend, outcome) do update set
        requests = usage_hours.requests + 1,
        estimated_requests = usage_hours.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_hours.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_hours.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_hours.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_hours.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_hours.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_hours.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_hours.total_tokens + excluded.total_tokens,
        cost_nanos = usage_hours.cost_nanos + excluded.cost_nanos;
    insert into usage_days (day, api_key_id, user_id, endpoint, model, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens,
        total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 10), coalesce(new.api_key_id, 0), coalesce(new.user_id, 0), new.endpoint,
        coalesce(new.model, ''), coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
    on conflict (day, api_key_id, user_id, model, endpoint, backend_model, backend, outcome) do update set
        requests = usage_days.requests + 1,
        estimated_requests = usage_days.estimated_requests + excluded.estimated_requests,
        unpriced_requests = usage_days.unpriced_requests + excluded.unpriced_requests,
        input_tokens = usage_days.input_tokens + excluded.input_tokens,
        cache_read_input_tokens = usage_days.cache_read_input_tokens + excluded.cache_read_input_tokens,
        cache_creation_input_tokens = usage_days.cache_creation_input_tokens + excluded.cache_creation_input_tokens,
        output_tokens = usage_days.output_tokens + excluded.output_tokens,
        reasoning_tokens = usage_days.reasoning_tokens + excluded.reasoning_tokens,
        total_tokens = usage_days.total_tokens + excluded.total_tokens,
        cost_nanos = usage_days.cost_nanos + excluded.cost_nanos;
    return null;
end
$$;

create trigger usage_records_roll_up after insert on usage_records
    for each row execute function usage_records_roll_up();
