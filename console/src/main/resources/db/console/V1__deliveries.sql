create table event (
  id       uuid primary key,
  delivery uuid,
  cause    uuid,
  type     text not null,
  source   text not null,
  subject  text not null,
  project  text not null,
  at       timestamptz not null,
  data     text not null,
  kept     timestamptz not null default now()
);
create index event_of_delivery on event (delivery, at, id);

create table delivery (
  id      uuid primary key,
  project text not null,
  started timestamptz not null,
  ended   timestamptz,
  state   text not null,
  idle    boolean not null,
  view    text not null
);
create index delivery_newest on delivery (started desc, id desc) where not idle;

create table account (
  name     text primary key,
  password text not null,
  created  timestamptz not null default now()
);
