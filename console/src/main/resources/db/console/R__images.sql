-- What was built of an application, for whoever chooses an image.
create index if not exists event_of_image on event (split_part(subject, '@', 1), at desc, seq desc)
  where type = 'dev.slipway.image.built.v1';
