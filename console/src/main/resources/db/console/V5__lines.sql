-- Of two facts with one time, the one that was read later is the later one.
alter table event add column seq bigint generated always as identity;
create index event_of_line on event (split_part(subject, '@', 1), at desc, seq desc)
  where type like 'dev.slipway.config.%' or type like 'dev.slipway.sync.%';
