package dev.slipway.console.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.console.Facts;
import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.control.Control.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
    private static final DeadLetter LETTER = new DeadLetter(
            "0-7", Instant.EPOCH, "config-updater", "no JSON", "slipway.push/0/3", null, "hichat", "{", null);
    private final FakeRequests requests = new FakeRequests();
    private final Map<String, ProjectDeclared> declared = new HashMap<>();
    private final Letters letters = new Letters(new FakeWork(), requests, new Held());

    private final class Held implements CatalogTopic {
        @Override
        public Optional<Map<String, ProjectDeclared>> held() {
            return Optional.of(declared);
        }

        @Override
        public void publish(CatalogEvent event) {
            throw new UnsupportedOperationException("no letter changes the catalog");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "config-updater.work, a row of open work",
        "config-updater.control, what somebody asked of config-updater"
    })
    void whatNoServiceReadsTwiceIsNeitherReplayedNorEdited(String topic, String why) {
        requests.record = new Recorded(topic, Map.of("ce_subject", "hichat/server"), bytes("{"));

        assertThatThrownBy(() -> letters.replay(LETTER, "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContainingAll(why, "drop this one");
        assertThatThrownBy(() -> letters.edit(LETTER, bytes("{}"), "admin")).isInstanceOf(Impossible.class);
        assertThat(requests.replayed).isEmpty();
    }

    @Test
    void aCorrectionStaysInItsProject() {
        var push = pushOf("hichat");
        requests.record = new Recorded("push", push.headers(), bytes("{broken"));

        assertThatThrownBy(() -> letters.edit(LETTER, pushOf("other").value(), "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContainingAll("project hichat", "to other");
        assertThat(requests.replayed).isEmpty();
        letters.edit(LETTER, push.value(), "admin");

        assertThat(requests.replayed).singleElement().satisfies(again -> {
            assertThat(again.project()).isEqualTo("hichat");
            assertThat(again.record().headers())
                    .containsEntry("ce_cause", push.headers().get("ce_id"))
                    .doesNotContainEntry("ce_id", push.headers().get("ce_id"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"branch\": 1}"})
    void aCorrectionThatNobodyCanReadIsNotTaken(String value) {
        requests.record = new Recorded("push", pushOf("hichat").headers(), bytes("{broken"));

        assertThatThrownBy(() -> letters.edit(LETTER, bytes(value), "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContaining("cannot be used either");
        assertThat(requests.replayed).isEmpty();
    }

    @Test
    void aLetterGoesWhereWhatItSaysBelongs() {
        var push = pushOf("other");
        var headers = new HashMap<>(push.headers());
        headers.put("ce_subject", "hichat/code/master@1");
        requests.record = new Recorded("push", headers, push.value());

        letters.replay(LETTER, "admin");

        assertThat(requests.replayed).extracting(Requests.Again::project).containsExactly("other");
    }

    @Test
    void anOlderDeclarationNeverTakesThePlaceOfANewerOne() {
        var older = new ProjectDeclared(project("old"), "folder");
        var newer = new ProjectDeclared(project("new"), "folder");
        declared.put("hichat", newer);

        requests.record = recorded(older);
        assertThatThrownBy(() -> letters.replay(LETTER, "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContaining("something newer about hichat");
        requests.record = recorded(new ProjectRemoved("hichat", "folder"));
        assertThatThrownBy(() -> letters.replay(LETTER, "admin")).isInstanceOf(Impossible.class);
        assertThat(requests.replayed).isEmpty();
        requests.record = recorded(newer);
        letters.replay(LETTER, "admin");

        assertThat(requests.replayed).hasSize(1);
        assertThatThrownBy(() -> letters.edit(LETTER, recorded(older).value(), "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContaining("in its document");
    }

    private static Project project(String channel) {
        var of = new Channel(channel, "feishu", "secret", List.of(), List.of());
        return new Project("hichat", List.of(), List.of(), List.of(), List.of(of));
    }

    private static Recorded pushOf(String project) {
        Fact<?> push =
                new Facts(project, 1, "fix", Instant.EPOCH).pushed().all().getFirst();
        var encoded = EventCodec.encode(push.envelope(), push.event());
        return new Recorded("push", encoded.headers(), encoded.value());
    }

    private static Recorded recorded(Event event) {
        var cause = new Cause(new UUID(1, 1), null, null);
        var encoded = EventCodec.encode(Envelope.follow(cause, event, "console", Instant.EPOCH), event);
        return new Recorded(event.topic(), encoded.headers(), encoded.value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
