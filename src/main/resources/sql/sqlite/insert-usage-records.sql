-- The body is a JSON array of records. Idempotent by request_id: a batch that is sent again counts once. The trigger of usage_batches takes
-- the batch apart, sums it up and marks the keys as used.
insert into usage_batches (after_id, body) select coalesce(max(id), 0), :#${body} from usage_records
