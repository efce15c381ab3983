create table engine (
  environment text primary key,
  project     text not null,
  cluster     text not null,
  at          timestamptz not null,
  data        text not null
);
