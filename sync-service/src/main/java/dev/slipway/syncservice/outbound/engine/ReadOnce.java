package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an object says, read once for each object that a watch hands out. */
public final class ReadOnce<T> {
    private final Function<GenericKubernetesResource, T> reads;
    private @Nullable Read<T> last;

    public ReadOnce(Function<GenericKubernetesResource, T> reads) {
        this.reads = reads;
    }

    private record Read<T>(GenericKubernetesResource object, T value) {}

    @SuppressWarnings("ReferenceEquality") // a watch hands out the same object until it has changed
    public T of(GenericKubernetesResource object) {
        var known = last;
        if (known != null && known.object() == object) {
            return known.value();
        }
        var value = reads.apply(object);
        last = new Read<>(object, value);
        return value;
    }
}
