package dev.slipway.syncservice.core.install;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A manifest as Flux publishes it, only smaller; its objects in another order than they can be applied in. */
final class FluxManifest {
    private FluxManifest() {}

    static byte[] of(String version) {
        return bytes("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: source-controller
                  namespace: flux-system
                  labels: { app.kubernetes.io/part-of: flux, app.kubernetes.io/version: %s }
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: { name: source-controller, namespace: flux-system }
                ---
                apiVersion: v1
                kind: Namespace
                metadata: { name: flux-system }
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: { name: gitrepositories.source.toolkit.fluxcd.io }
                spec: { group: source.toolkit.fluxcd.io }
                """.formatted(version));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
