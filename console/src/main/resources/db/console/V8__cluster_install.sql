create table cluster_install (
  cluster text not null,
  engine  text not null,
  at      timestamptz not null,
  data    text not null,
  primary key (cluster, engine)
);
