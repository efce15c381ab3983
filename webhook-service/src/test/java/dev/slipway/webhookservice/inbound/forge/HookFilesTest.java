package dev.slipway.webhookservice.inbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file is a hook as its forge sends it, and what is heard in it. */
class HookFilesTest {
    private static final int MUTANTS = 220_000;

    static List<Path> files() throws IOException {
        return HookFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isHeard(Path file) throws IOException {
        var hook = HookFile.in(file);

        var heard = hook.form().hear(hook.request(hook.body()), hook.read(hook.body()));

        var told = Json.MAPPER.createObjectNode();
        told.set(heard.getClass().getSimpleName(), Json.MAPPER.valueToTree(heard));
        assertThat(Json.MAPPER.readTree(told.toString())).isEqualTo(hook.json().path("heard"));
    }

    @Test
    void thereIsAFileForEachForge() throws IOException {
        var forges = HookForm.all().stream().map(HookForm::forge).toList();

        assertThat(files().stream().map(HookFile::forgeOf)).containsAll(forges);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedWithAReasonWithoutItsFields(Path file) throws IOException {
        var hook = HookFile.in(file);
        var kind = hook.json().path("heard").fieldNames().next();
        if (hook.form().isRegistry() || kind.equals("Ping") || kind.equals("Other")) {
            return; // a registry that is refused sends the same again for ever; the others need nothing
        }

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> hook.form().hear(hook.request(new byte[] {'{', '}'}), Json.MAPPER.createObjectNode()))
                .withMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a name of a branch "})
    void aBranchWithoutAUsableNameIsNoErrorOfTheForge(String name) throws IOException {
        var hook = HookFile.in(HookFile.FOLDER.resolve("github/workflow-finished.json"));
        var body = hook.json().path("body").deepCopy();
        ((ObjectNode) body.path("workflow_run")).put("head_branch", name.isEmpty() ? null : name.repeat(20));

        assertThatExceptionOfType(NotKept.class).isThrownBy(() -> hook.form().hear(hook.request(hook.body()), body));
    }

    /** Truncated, mutated, shuffled: heard, refused with a reason, or no JSON. Never anything else, and never without what it needs. */
    @ParameterizedTest
    @MethodSource("files")
    void mutantsAreHeardOrRefused(Path file) throws IOException {
        var hook = HookFile.in(file);
        var random = new Random(file.toString().hashCode());
        var form = hook.form();
        for (var i = 0; i < MUTANTS / files().size(); i++) {
            var mutant = mutated(hook.body(), random);
            var request = hook.request(mutant);
            form.isSignedWith("secret", request);
            try {
                whole(form.hear(request, hook.read(form.json(request))));
            } catch (IOException e) {
                assertThat(e).isInstanceOf(JsonProcessingException.class);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static void whole(Heard heard) {
        switch (heard) {
            case Heard.Pushed(var path, var refs) -> {
                assertThat(path).isNotBlank();
                assertThat(refs).allSatisfy(moved -> assertThat(moved.ref()).isNotBlank());
            }
            case Heard.Requested(var path, var request) -> {
                assertThat(path).isNotBlank();
                assertThat(List.of(request.title(), request.source(), request.target()))
                        .allSatisfy(text -> assertThat(text).isNotBlank());
            }
            case Heard.PipelineEnded(var path, var pipeline) -> {
                assertThat(path).isNotBlank();
                assertThat(pipeline.ref()).isNotBlank();
            }
            case Heard.Images(var tagged) ->
                assertThat(tagged)
                        .isNotEmpty()
                        .allSatisfy(image -> assertThat(image.tag()).matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"));
            case Heard.Ping _, Heard.Other _ -> {}
        }
    }

    private static byte[] mutated(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (var changes = random.nextInt(6); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) != 0) {
            return bytes;
        }
        var end = new byte[random.nextInt(bytes.length)];
        System.arraycopy(bytes, 0, end, 0, end.length);
        return end;
    }
}
