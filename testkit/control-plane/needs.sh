# Where everything is kept, and what must be on the machine. Sourced by the others.
home=${CONTROL_PLANE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/slipway-control-plane}
bin=$(readlink -m "$home/bin") # as /proc has it
run=$home/run

need() { # what for, commands…
  local what=$1 missing=
  shift
  [ "$(uname -s)" = Linux ] || { echo "$what on Linux only; give a cluster of your own by KUBECONFIG" >&2; exit 3; }
  for command in "$@"; do command -v "$command" > /dev/null || missing+=" $command"; done
  [ -z "$missing" ] || { echo "$what with$missing, which is not here; install it, or give a cluster of your own by KUBECONFIG" >&2; exit 3; }
}
