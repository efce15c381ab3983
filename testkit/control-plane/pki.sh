#!/usr/bin/env bash
# Makes the certificates of a control plane that only this machine reaches.
set -euo pipefail
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/needs.sh"
mkdir -p "$home/pki"
cd "$home/pki"
[ ! -f done ] || exit 0

authority() { # name
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -keyout "$1.key" -out "$1.crt" -subj "/CN=$1" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign,digitalSignature" 2> /dev/null
}

certificate() { # name, authority, subject, usage, [names]
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "$3" 2> /dev/null
  {
    echo "basicConstraints=CA:FALSE"
    echo "keyUsage=critical,digitalSignature,keyEncipherment"
    echo "extendedKeyUsage=$4"
    [ -z "${5:-}" ] || echo "subjectAltName=$5"
  } > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 3650 -extfile "$1.ext" -out "$1.crt" 2> /dev/null
}

kubernetes=DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local
authority ca
authority front-proxy-ca
certificate apiserver ca "/CN=kube-apiserver" serverAuth "$kubernetes,DNS:localhost,IP:127.0.0.1,IP:10.96.0.1"
certificate apiserver-kubelet-client ca "/O=system:masters/CN=kube-apiserver-kubelet-client" clientAuth
certificate kubelet ca "/CN=kwok" serverAuth "DNS:localhost,IP:127.0.0.1"
certificate front-proxy-client front-proxy-ca "/CN=front-proxy-client" clientAuth
certificate admin ca "/O=system:masters/CN=kubernetes-admin" clientAuth
certificate controller-manager ca "/CN=system:kube-controller-manager" clientAuth
certificate scheduler ca "/CN=system:kube-scheduler" clientAuth
certificate kwok ca "/O=system:masters/CN=kwok" clientAuth
openssl genrsa -out sa.key 2048 2> /dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2> /dev/null
touch done
