package dev.slipway.syncservice.outbound;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests that meet a real API server; so do those of the classes that extend one of these. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "slipway.test.kubeconfig",
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
public @interface NeedsCluster {}
