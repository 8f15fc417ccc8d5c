-- Whoever lists what it has heard of one part is answered from that part's streams; each such list read those of all parts.
drop index stream_head_moved;
create index stream_head_moved on stream_head (part, last_at);
