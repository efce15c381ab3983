#!/usr/bin/env bash
# Starts a real Kubernetes control plane on loopback: etcd, kube-apiserver with RBAC, controller-manager, scheduler, and KWOK with three
# fake nodes, so that Deployments roll out without a container runtime. README.md says what its pods can be made to do.
#   up.sh [--fresh] [--crds FOLDER]      prints the path of an administrator's kubeconfig as its last line
# A second one beside it needs its own CONTROL_PLANE_HOME, API_PORT, ETCD_PORT, ETCD_PEER_PORT and KUBELET_PORT.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/needs.sh"
pki=$home/pki
log=$home/log
api=${API_PORT:-6443}
etcd=${ETCD_PORT:-22379}
etcd_peer=${ETCD_PEER_PORT:-22380}
kubelet=${KUBELET_PORT:-10247}
crds=
while [ $# -gt 0 ]; do
  case $1 in
    --fresh) "$here/down.sh" --wipe >&2 ;;
    --crds) crds=$2 && shift ;;
    *) echo "up.sh: unknown option $1; there are --fresh and --crds FOLDER" >&2 && exit 2 ;;
  esac
  shift
done
"$here/build.sh" >&2
"$here/pki.sh"
mkdir -p "$run" "$log"

kubeconfig() { # user, file
  ! grep -qs "127.0.0.1:$api" "$2" || return 0
  local config="kubectl --kubeconfig=$2 config"
  $config set-cluster local --server="https://127.0.0.1:$api" --certificate-authority="$pki/ca.crt" --embed-certs=true > /dev/null
  $config set-credentials "$1" --client-certificate="$pki/$1.crt" --client-key="$pki/$1.key" --embed-certs=true > /dev/null
  $config set-context local --cluster=local --user="$1" > /dev/null
  $config use-context local > /dev/null
  chmod 600 "$2"
}
kubeconfig admin "$home/admin.kubeconfig"
for user in controller-manager scheduler kwok; do kubeconfig $user "$run/$user.kubeconfig"; done
kubectl="kubectl --kubeconfig=$home/admin.kubeconfig"

start() { # binary, arguments…
  local name=$1
  shift
  if [ -f "$run/$name.pid" ] && [ "$(readlink "/proc/$(cat "$run/$name.pid")/exe" 2> /dev/null)" = "$bin/$name" ]; then return; fi
  setsid nohup "$bin/$name" "$@" > "$log/$name.log" 2>&1 < /dev/null &
  echo $! > "$run/$name.pid"
}

until_it_works() { # tries, command…
  local tries=$1
  shift
  for _ in $(seq 1 "$tries"); do
    ! "$@" > /dev/null 2>&1 || return 0
    sleep 0.2
  done
  return 1
}

start etcd --name local --data-dir "$run/etcd" --unsafe-no-fsync --log-level warn \
  --listen-client-urls "http://127.0.0.1:$etcd" --advertise-client-urls "http://127.0.0.1:$etcd" \
  --listen-peer-urls "http://127.0.0.1:$etcd_peer" --initial-advertise-peer-urls "http://127.0.0.1:$etcd_peer" \
  --initial-cluster "local=http://127.0.0.1:$etcd_peer" --quota-backend-bytes 4294967296 --auto-compaction-retention 5m

# The advertised address must not be loopback; nothing listens at this one, which is for documentation.
start kube-apiserver --bind-address=127.0.0.1 --secure-port="$api" --advertise-address=192.0.2.10 --etcd-servers="http://127.0.0.1:$etcd" \
  --service-cluster-ip-range=10.96.0.0/16 --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
  --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
  --service-account-issuer=https://kubernetes.default.svc.cluster.local --service-account-key-file="$pki/sa.pub" \
  --service-account-signing-key-file="$pki/sa.key" \
  --requestheader-client-ca-file="$pki/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
  --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group --requestheader-username-headers=X-Remote-User \
  --proxy-client-cert-file="$pki/front-proxy-client.crt" --proxy-client-key-file="$pki/front-proxy-client.key" \
  --kubelet-client-certificate="$pki/apiserver-kubelet-client.crt" --kubelet-client-key="$pki/apiserver-kubelet-client.key" \
  --kubelet-preferred-address-types=InternalIP --profiling=false
if ! until_it_works 300 $kubectl get --raw /readyz; then
  tail -5 "$log/kube-apiserver.log" >&2
  echo "the API server did not start; $log has its log" >&2
  exit 1
fi

as() { # user: how the control plane's own programs come in
  echo "--kubeconfig=$run/$1.kubeconfig --authentication-kubeconfig=$run/$1.kubeconfig --authorization-kubeconfig=$run/$1.kubeconfig"
}
start kube-controller-manager $(as controller-manager) --secure-port=0 --leader-elect=false --use-service-account-credentials=true \
  --service-account-private-key-file="$pki/sa.key" --root-ca-file="$pki/ca.crt" --client-ca-file="$pki/ca.crt" \
  --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" --requestheader-client-ca-file="$pki/front-proxy-ca.crt" \
  --allocate-node-cidrs=true --cluster-cidr=10.244.0.0/16 --service-cluster-ip-range=10.96.0.0/16 \
  --kube-api-qps=200 --kube-api-burst=400 --profiling=false
start kube-scheduler $(as scheduler) --secure-port=0 --leader-elect=false --kube-api-qps=200 --kube-api-burst=400 --profiling=false

echo '2026-01-01T00:00:00.000000000Z stdout F a fake pod says hello' > "$home/fake-pod.log"
sed "s#@STATE@#$home#g" "$here/kwok.yaml" > "$run/kwok.yaml"
start kwok --config="$run/kwok.yaml" --kubeconfig="$run/kwok.kubeconfig" --node-ip=127.0.0.1 --node-port="$kubelet" \
  --server-address="127.0.0.1:$kubelet" --tls-cert-file="$pki/kubelet.crt" --tls-private-key-file="$pki/kubelet.key"

for node in 1 2 3; do sed "s#@NODE@#$node#g" "$here/node.yaml"; echo ---; done | $kubectl apply -f - > /dev/null
$kubectl apply -f "$here/storage.yaml" > /dev/null
[ -z "$crds" ] || $kubectl apply --server-side -R -f "$crds" > /dev/null
$kubectl wait --for=condition=Ready node --all --timeout=60s >&2
until_it_works 100 $kubectl -n default get serviceaccount default
echo "$home/admin.kubeconfig"
