package dev.slipway.configediting;

import java.util.ArrayList;
import java.util.List;

/** One file with an image set in it. */
record FileEdit(String text, List<Place> matching, List<Place> changed) {
    private static final String UNSHARE = "write the image out where the alias is, without an anchor";

    static FileEdit of(String path, byte[] bytes, Image image) throws UnsafeYaml {
        var file = YamlFile.parse(bytes);
        var matching = ContainerImages.of(file).stream()
                .filter(field -> image.isNamedBy(field.value()))
                .toList();
        if (matching.isEmpty()) {
            return new FileEdit(file.text(), List.of(), List.of());
        }
        DuplicateKeys.refuse(file);
        var wanted = image.toString();
        var changed =
                matching.stream().filter(field -> !field.value().equals(wanted)).toList();
        var splices = new ArrayList<ScalarSplice>();
        for (var field : changed) {
            refuseUnsafe(field);
            splices.add(ScalarSplice.of(file.text(), field.node(), wanted));
        }
        return new FileEdit(spliced(file.text(), splices), places(path, matching), places(path, changed));
    }

    private static void refuseUnsafe(ImageField field) throws UnsafeYaml {
        if (field.shared()) {
            throw new UnsafeYaml(field.line(), "an alias shares the image with another place", UNSHARE);
        }
        if (field.value().contains("{{") || field.value().contains("${")) {
            throw new UnsafeYaml(
                    field.line(), "the image is a template", "set config.file to the file that holds its values");
        }
    }

    private static String spliced(String text, List<ScalarSplice> splices) {
        var result = text;
        // From the last to the first, so that the positions before stay true.
        var sorted = splices.stream()
                .sorted((a, b) -> Integer.compare(b.start(), a.start()))
                .toList();
        for (var splice : sorted) {
            result = splice.in(result);
        }
        return result;
    }

    private static List<Place> places(String path, List<ImageField> fields) {
        return fields.stream().map(field -> field.in(path)).toList();
    }
}
