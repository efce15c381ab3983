package dev.slipway.configediting;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file's text and the documents in it. Knows where each value stands. */
record YamlFile(String text, List<Node> documents) {
    private static final int CODE_POINTS_MAX = 16 << 20;
    private static final int ALIASES_MAX = 10_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(CODE_POINTS_MAX)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .build();

    static YamlFile parse(byte[] bytes) throws UnsafeYaml {
        var text = decoded(bytes);
        try {
            var documents = new ArrayList<Node>();
            new Compose(SETTINGS).composeAllFromString(text).forEach(documents::add);
            return new YamlFile(text, documents);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new UnsafeYaml(line, "it is no YAML: " + e.getProblem(), whatToDo(text));
        } catch (YamlEngineException | StackOverflowError e) {
            throw new UnsafeYaml(1, "it is no YAML: " + e.getMessage(), whatToDo(text));
        }
    }

    private static String decoded(byte[] bytes) throws UnsafeYaml {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new UnsafeYaml(1, "it is not UTF-8", "save the file as UTF-8");
        }
    }

    private static String whatToDo(String text) {
        return text.contains("{{")
                ? "it looks like a template: set config.file to the file that holds its values"
                : "correct the file";
    }
}
