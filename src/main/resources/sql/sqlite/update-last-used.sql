-- The body is a JSON array of records.
update api_keys set last_used_at = used.at
from (select value ->> 'api_key_id' as id, max(value ->> 'timestamp') as at from json_each(:#${body}) group by 1) as used
where api_keys.id = used.id and (last_used_at is null or last_used_at < used.at)
