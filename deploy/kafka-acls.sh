#!/usr/bin/env bash
# Grants what kafka-acls.txt lists: kafka-acls.sh BROKERS CLUSTER...
#   KAFKA_ACLS      the tool of a Kafka distribution (kafka-acls.sh, on the PATH)
#   COMMAND_CONFIG  a file with the settings of an administrator's client
#   PREFIX          the suite's slipway.kafka.prefix (slipway)
# Granting twice changes nothing. What was granted before and is not listed any more stays; kafka-acls.sh --remove takes it back.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,5p' "$0" >&2; exit 2; }
brokers=$1
shift
prefix=${PREFIX:-slipway}
tool=(${KAFKA_ACLS:-kafka-acls.sh} --bootstrap-server "$brokers")
[ -z "${COMMAND_CONFIG:-}" ] || tool+=(--command-config "$COMMAND_CONFIG")

lines() { # name, verb, what; one for each cluster where the list says so
  grep -v -e '^#' -e '^ *$' "$(dirname "$0")/kafka-acls.txt" | while read -r name verb what; do
    case "$name $what" in
      *"{cluster}"*) for cluster in "$@"; do echo "${name//\{cluster\}/$cluster} $verb ${what//\{cluster\}/$cluster}"; done ;;
      *) echo "$name $verb $what" ;;
    esac
  done
}

grant() { # name, operations in commas, then the rest as the tool wants it
  local name=$1 operations=()
  for operation in ${2//,/ }; do operations+=(--operation "$operation"); done
  "${tool[@]}" --add --allow-principal "User:$name" "${operations[@]}" "${@:3}" > /dev/null
}

lines "$@" | while read -r name verb what; do
  what=$prefix.$what
  case $verb in
    reads) grant "$name" Read,Create --topic "$what" ;;
    writes) grant "$name" Write,Create --topic "$what" ;;
    makes) grant "$name" Create,Describe --topic "$what" ;;
    owns)
      grant "$name" Read --group "$what"
      for kind in --group --topic --transactional-id; do
        case $kind in
          --group) operations=Read ;;
          --topic) operations=Read,Write,Create ;;
          --transactional-id) operations=Write ;;
        esac
        grant "$name" "$operations" "$kind" "$what." --resource-pattern-type prefixed
      done
      ;;
    *) echo "kafka-acls.txt: '$verb' is none of reads, writes, makes, owns" >&2; exit 1 ;;
  esac < /dev/null
done
