package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetField;
import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Value;
import java.util.List;
import java.util.Optional;

/** Sets what a person wrote. Text stays text, whatever it looks like; a new value is read as YAML would, where it may be something else. */
final class FieldSetting {
    /** What Kubernetes takes for text alone. */
    private static final List<String> OF_TEXT = List.of("annotations", "labels", "matchLabels", "nodeSelector");

    private final ConfigReader reader;
    private final SetField edit;

    FieldSetting(ConfigReader reader, SetField edit) {
        this.reader = reader;
        this.edit = edit;
    }

    void apply(Sheets sheets) throws EditRefused {
        var target = new FieldSearch(reader, edit.where()).find(true);
        var path = edit.where().path().orElseThrow();
        var isText = now(target).map(Scalar::isText).orElseGet(() -> isOfText(target.object(), path));
        var value = isText ? Value.text(unquoted(edit.written())) : guessed(edit.written());
        new ValueSetting(reader, new SetValue(edit.where(), value)).apply(sheets);
    }

    private static Optional<Scalar> now(Resolved target) {
        return target.isThere() && target.node() instanceof Scalar scalar
                ? Optional.of(scalar).filter(it -> !it.isNull())
                : Optional.empty();
    }

    private static boolean isOfText(ConfigObject object, FieldPath path) {
        var steps = path.steps();
        var ofMap = object.kind().equals("ConfigMap") && steps.getFirst().equals(new Step.Key("data"));
        return ofMap
                || steps.getLast().equals(new Step.Key("value"))
                || steps.stream().anyMatch(FieldSetting::isOfText);
    }

    private static boolean isOfText(Step step) {
        return step instanceof Step.Key(var key) && OF_TEXT.contains(key);
    }

    private static Value guessed(String written) {
        return isQuoted(written) || !Value.Literal.isOne(written)
                ? Value.text(unquoted(written))
                : new Value.Literal(written);
    }

    private static boolean isQuoted(String written) {
        return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
    }

    private static String unquoted(String written) {
        return isQuoted(written) ? written.substring(1, written.length() - 1) : written;
    }
}
