package dev.slipway.configediting;

import dev.slipway.configediting.yaml.Value;
import java.util.regex.Pattern;

/** Something that is to be different in the files. What it does to which form of file stands in docs/config-editing.md. */
public sealed interface Edit {

    /** Sets the image wherever the files name it; or, with a path, there. */
    record SetImage(Image image, Pin pin, Where where) implements Edit {
        public SetImage(Image image) {
            this(image, Pin.AS_WRITTEN, Where.ANYWHERE);
        }

        public SetImage in(Where there) {
            return new SetImage(image, pin, there);
        }

        public SetImage by(Pin wanted) {
            return new SetImage(image, wanted, where);
        }
    }

    /** Gives a container another image, whatever it has now. */
    record SetContainerImage(Container container, Image image) implements Edit {}

    record SetReplicas(Container container, int replicas) implements Edit {
        public SetReplicas {
            if (replicas < 0) {
                throw new IllegalArgumentException(replicas + " replicas");
            }
        }
    }

    /** Sets an environment variable that has a value of its own, or adds it. */
    record SetEnv(Container container, String name, String value) implements Edit {
        private static final Pattern NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

        public SetEnv {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name
                                + "' is no name of an environment variable; write letters, digits, '_', '-' and '.', no digit first");
            }
        }
    }

    /** Sets a request or a limit of cpu, memory or another resource, or adds it. */
    record SetResource(Container container, Bound bound, String resource, String quantity) implements Edit {
        private static final Pattern QUANTITY =
                Pattern.compile("\\+?[0-9]+(?:\\.[0-9]+)?(?:[numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?");

        public enum Bound {
            requests,
            limits
        }

        public SetResource {
            if (!QUANTITY.matcher(quantity).matches()) {
                throw new IllegalArgumentException("'" + quantity + "' is no quantity; write 500m, 2, 256Mi");
            }
        }
    }

    /** Sets a literal of a {@code configMapGenerator} in a kustomization, or adds it. */
    record SetLiteral(String configMap, String key, String value, Where where) implements Edit {}

    /** Sets the value at a path, or adds it where its parent is. */
    record SetValue(Where where, Value value) implements Edit {
        public SetValue {
            if (where.path().isEmpty()) {
                throw new IllegalArgumentException("a path is needed");
            }
        }
    }

    /** As {@link SetValue}, with what a person wrote: a number or a boolean where that fits, {@code "…"} for text that looks like one. */
    record SetField(Where where, String written) implements Edit {
        public SetField {
            if (where.path().isEmpty()) {
                throw new IllegalArgumentException("a path is needed");
            }
        }
    }
}
