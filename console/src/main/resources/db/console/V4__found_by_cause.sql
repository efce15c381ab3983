create index event_by_cause on event (cause);
