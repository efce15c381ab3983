package dev.slipway.syncservice.core.install;

import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an engine is in a cluster, or will be. What the cluster refuses for good is a permanent failure that names the object. */
public interface Site {
    /** The label by which an engine marks its objects. */
    String VERSION = "app.kubernetes.io/version";

    /** The namespace of all its objects that have one. */
    String namespace();

    /** How it is now. */
    Finding found() throws IOException;

    /** As the object that is there by its name is marked; none where there is none, or it is not. */
    @Nullable
    String version(Manifest manifest) throws IOException;

    /** Asks the cluster whether it would take the object, and changes nothing. What it can't tell yet counts as yes. */
    void rehearse(Manifest manifest) throws IOException;

    /** Makes the cluster have the object; nobody's fields are taken over. Applied again, it changes nothing. */
    void apply(Manifest manifest) throws IOException;

    /** Whether the cluster serves what the definition defines. */
    boolean serves(Manifest definition) throws IOException;

    Rollout rollout(List<Manifest> manifests) throws IOException;
}
