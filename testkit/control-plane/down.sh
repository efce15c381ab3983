#!/usr/bin/env bash
# Stops what up.sh started; --wipe also removes the cluster's data.
set -eu
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/needs.sh"
for name in kwok kube-scheduler kube-controller-manager kube-apiserver etcd; do
  file=$run/$name.pid
  [ -f "$file" ] || continue
  pid=$(cat "$file")
  rm -f "$file"
  [ "$(readlink "/proc/$pid/exe" 2> /dev/null)" = "$bin/$name" ] || continue # the number is somebody else's by now
  kill "$pid"
  for _ in $(seq 1 100); do
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
  ! kill -0 "$pid" 2> /dev/null || kill -9 "$pid"
  echo "stopped $name"
done
[ "${1:-}" != --wipe ] || rm -rf "$run/etcd"
