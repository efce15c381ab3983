create index event_by_time on event (at, id);
