-- The reconciler counts every minute what moved lately: that may not take longer with each family of former years.
create index stream_head_moved on stream_head (last_at);
create index inbox_stream_moved on inbox_stream (part, last_at);
