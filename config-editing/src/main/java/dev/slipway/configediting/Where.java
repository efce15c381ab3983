package dev.slipway.configediting;

import dev.slipway.configediting.yaml.FieldPath;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to look. What is left out is found.
 *
 * @param file a file of the folder
 * @param object kind and name of a Kubernetes object: {@code Deployment/server}, or with its namespace,
 *     {@code Deployment/prod/server}
 * @param path of the value in the object or the document
 */
public record Where(Optional<String> file, Optional<String> object, Optional<FieldPath> path) {
    private static final Pattern OBJECT = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:/[^/\\s#]+){1,2}");
    public static final Where ANYWHERE = new Where(Optional.empty(), Optional.empty(), Optional.empty());

    public Where {
        object.filter(it -> !OBJECT.matcher(it).matches()).ifPresent(it -> {
            throw new IllegalArgumentException("'" + it + "' names no object; write Kind/name or Kind/namespace/name");
        });
    }

    /** {@code spec.replicas}, or {@code Deployment/server#spec.replicas} where several objects have one. */
    public static Where field(String field) {
        var hash = field.indexOf('#');
        var object = hash > 0 && OBJECT.matcher(field.substring(0, hash)).matches();
        return new Where(
                Optional.empty(),
                object ? Optional.of(field.substring(0, hash)) : Optional.empty(),
                Optional.of(FieldPath.parse(object ? field.substring(hash + 1) : field)));
    }

    public static Where object(String object) {
        return new Where(Optional.empty(), Optional.of(object), Optional.empty());
    }

    public static Where file(String file) {
        return ANYWHERE.in(file);
    }

    public Where in(String only) {
        return new Where(Optional.of(only), object, path);
    }
}
