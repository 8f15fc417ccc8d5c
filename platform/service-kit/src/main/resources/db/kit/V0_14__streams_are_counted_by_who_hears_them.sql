-- A count is of one hearer's streams of one part; through the part alone, or the hearer alone, thousands of others were read with them.
drop index inbox_stream_moved;
create index inbox_stream_moved on inbox_stream (consumer, part, last_at);
