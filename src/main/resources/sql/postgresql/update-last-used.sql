-- The body is a JSON array of records. Sorted and locked in one order, so that two proxies never wait for each other in a circle.
update api_keys set last_used_at = used.at
from (
  select api_keys.id, latest.at
  from api_keys
  join (
    select api_key_id, max(timestamp collate "C") as at
    from json_to_recordset(cast(:#${body} as json)) as usage_record (api_key_id bigint, timestamp text)
    group by 1) as latest on latest.api_key_id = api_keys.id
  order by api_keys.id
  for update of api_keys) as used
where api_keys.id = used.id and (last_used_at is null or last_used_at < used.at)
