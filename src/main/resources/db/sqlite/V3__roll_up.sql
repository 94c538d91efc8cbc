-- Sums up each new record in the statement that inserts it: a record that is there already changes no sum.
create trigger usage_records_roll_up after insert on usage_records
begin
    insert into usage_hours (hour, api_key_id, user_id, endpoint, model, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens,
        total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 13), coalesce(new.api_key_id, 0), coalesce(new.user_id, 0), new.endpoint,
        coalesce(new.model, ''), coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null and new.total_tokens > 0 then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
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
    insert into usage_days (day, api_key_id, user_id, endpoint, model, backend_model, backend, outcome, requests, estimated_requests,
        unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens, reasoning_tokens,
        total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 10), coalesce(new.api_key_id, 0), coalesce(new.user_id, 0), new.endpoint,
        coalesce(new.model, ''), coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null and new.total_tokens > 0 then 1 else 0 end, new.input_tokens,
        new.cache_read_input_tokens, new.cache_creation_input_tokens, new.output_tokens, new.reasoning_tokens, new.total_tokens,
        coalesce(new.cost_nanos, 0))
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
    insert into usage_months (month, user_id, api_key_id, model, endpoint, backend_model, backend, outcome, requests,
        estimated_requests, unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens,
        output_tokens, reasoning_tokens, total_tokens, cost_nanos)
    values (substr(new.timestamp, 1, 7), coalesce(new.user_id, 0), coalesce(new.api_key_id, 0), coalesce(new.model, ''),
        new.endpoint, coalesce(new.backend_model, ''), coalesce(new.backend, ''), new.outcome, 1,
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null and new.total_tokens > 0 then 1 else 0 end, new.input_tokens,
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
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null and new.total_tokens > 0 then 1 else 0 end, new.input_tokens,
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
        case when new.is_estimated then 1 else 0 end, case when new.cost_nanos is null and new.total_tokens > 0 then 1 else 0 end, new.input_tokens,
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
