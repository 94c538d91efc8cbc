-- The body is a JSON array of records. Idempotent by request_id: a batch that is sent again counts once.
insert into usage_records (
  request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, backend, input_tokens, output_tokens,
  total_tokens, cache_read_input_tokens, cache_creation_input_tokens, reasoning_tokens, is_estimated, cost_nanos,
  outcome, status, stream, time_to_first_token_ms, duration_ms, client, session_id)
select
  value ->> 'request_id',
  value ->> 'timestamp',
  value ->> 'api_key_id',
  value ->> 'user_id',
  value ->> 'endpoint',
  value ->> 'model',
  value ->> 'backend_model',
  value ->> 'backend',
  value ->> 'input_tokens',
  value ->> 'output_tokens',
  value ->> 'total_tokens',
  value ->> 'cache_read_input_tokens',
  value ->> 'cache_creation_input_tokens',
  value ->> 'reasoning_tokens',
  value ->> 'is_estimated',
  value ->> 'cost_nanos',
  value ->> 'outcome',
  value ->> 'status',
  value ->> 'stream',
  value ->> 'time_to_first_token_ms',
  value ->> 'duration_ms',
  value ->> 'client',
  value ->> 'session_id'
from json_each(:#${body})
where true
on conflict (request_id) do nothing
