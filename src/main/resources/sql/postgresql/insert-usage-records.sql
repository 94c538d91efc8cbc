-- The body is a JSON array of records. Idempotent by request_id: a batch that is sent again counts once.
insert into usage_records (
  request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, backend, input_tokens, output_tokens,
  total_tokens, cache_read_input_tokens, cache_creation_input_tokens, reasoning_tokens, is_estimated, cost_nanos,
  outcome, status, stream, time_to_first_token_ms, duration_ms, client, session_id)
select
  request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, backend, input_tokens, output_tokens,
  total_tokens, cache_read_input_tokens, cache_creation_input_tokens, reasoning_tokens, is_estimated, cost_nanos,
  outcome, status, stream, time_to_first_token_ms, duration_ms, client, session_id
from json_to_recordset(cast(:#${body} as json)) as usage_record (
  request_id text, timestamp text, api_key_id bigint, user_id bigint, endpoint text, model text, backend_model text,
  backend text, input_tokens bigint, output_tokens bigint, total_tokens bigint, cache_read_input_tokens bigint,
  cache_creation_input_tokens bigint, reasoning_tokens bigint, is_estimated boolean, cost_nanos bigint, outcome text,
  status integer, stream boolean, time_to_first_token_ms bigint, duration_ms bigint, client text, session_id text)
order by timestamp, api_key_id, model
on conflict (request_id) do nothing
