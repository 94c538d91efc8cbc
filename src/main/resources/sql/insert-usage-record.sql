-- Idempotent by request_id: a batch that is sent again counts once.
insert into usage_records (request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, input_tokens,
  output_tokens, total_tokens, cache_read_input_tokens, cache_creation_input_tokens, reasoning_tokens, is_estimated,
  outcome, status, stream, time_to_first_token_ms, duration_ms, client)
values (:#request_id, :#timestamp, :#api_key_id, :#user_id, :#endpoint, :#model, :#backend_model, :#input_tokens,
  :#output_tokens, :#total_tokens, :#cache_read_input_tokens, :#cache_creation_input_tokens, :#reasoning_tokens, :#is_estimated,
  :#outcome, :#status, :#stream, :#time_to_first_token_ms, :#duration_ms, :#client)
on conflict (request_id) do nothing
