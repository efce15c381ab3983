#!/usr/bin/env bash
# A line for every release that is live and for everything that failed: kcat.sh BROKERS [GROUP [PREFIX]]
# A broker that wants to know who asks: put security.protocol and the like into a file and name it in KCAT_CONFIG.
set -euo pipefail
brokers=${1:?"usage: kcat.sh BROKERS [GROUP [PREFIX]]"} group=${2:-kcat} prefix=${3:-slipway}

declare -A said=(
  [dev.slipway.sync.release-live.v1]="live"
  [dev.slipway.sync.failed.v1]="failed in the cluster"
  [dev.slipway.config.failed.v1]="failed in Git"
  [dev.slipway.image.build-failed.v1]="failed to build"
)
declare -A seen=() # ids; a record may come twice

kcat -b "$brokers" -G "$group" -X isolation.level=read_committed -X auto.offset.reset=earliest -q -u -f '%h\n' \
    "$prefix.image" "$prefix.config" "$prefix.sync" |
  while IFS= read -r headers; do
    declare -A header=()
    IFS=, read -ra pairs <<< "$headers"
    for pair in "${pairs[@]}"; do
      header[${pair%%=*}]=${pair#*=}
    done
    what=${said[${header[ce_type]:-none}]:-} id=${header[ce_id]:-none}
    if [ -n "$what" ] && [ -z "${seen[$id]:-}" ]; then
      seen[$id]=1
      echo "${header[ce_time]} ${header[ce_subject]} $what"
    fi
  done
