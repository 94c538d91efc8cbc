update api_keys set last_used_at = :#timestamp
where id = :#api_key_id and (last_used_at is null or last_used_at < :#timestamp)
