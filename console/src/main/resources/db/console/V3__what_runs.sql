create index event_live on event (project, at desc) where type = 'dev.slipway.sync.release-live.v1';
