package dev.slipway.webhookservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GlancesTest {
    private static final RepositoryRef REF = new RepositoryRef("hichat", "hichat");
    private static final Repository REPOSITORY =
            new Repository("hichat", "gitlab", "root/hichat", "https://git.example/root/hichat.git", null, null);
    private final Map<String, CommitId> refs = new TreeMap<>(Map.of("refs/heads/master", new CommitId("1".repeat(40))));
    private final Time time = new Time();
    private final Glances glances = new Glances(_ -> asked(), time);
    private @Nullable Exception trouble;

    @Test
    void whatIsAsItWasIsNoNews() throws IOException {
        tell();

        assertThat(glances.news(REF, REPOSITORY)).isEmpty();
    }

    @Test
    void aRefThatMovedAppearedOrWentIsNewsUntilThereIsAHint() throws IOException {
        tell();
        refs.put("refs/tags/v1", new CommitId("1".repeat(40)));

        assertThat(glances.news(REF, REPOSITORY)).isPresent();
        assertThat(glances.news(REF, REPOSITORY)).as("the hint was not stored").isPresent();
        tell();
        refs.remove("refs/heads/master");
        assertThat(glances.news(REF, REPOSITORY)).isPresent();
    }

    @Test
    void onceAnHourThereIsALookAllTheSame() throws IOException {
        tell();
        time.now = time.now.plus(Duration.ofMinutes(61));

        assertThat(glances.news(REF, REPOSITORY)).isPresent();
    }

    @Test
    void aRefusalIsNewsOnce() throws IOException {
        tell();
        trouble = new PermanentFailure(Segment.GIT, "401", "renew the token");
        tell();

        assertThat(glances.news(REF, REPOSITORY)).isEmpty();
    }

    @Test
    void aForgeThatIsAwayTellsNothing() throws IOException {
        tell();
        trouble = new IOException("away");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> glances.news(REF, REPOSITORY));
        trouble = null;

        assertThat(glances.news(REF, REPOSITORY)).isEmpty();
    }

    @Test
    void whatIsDeclaredAnewIsSeenAnew() throws IOException {
        tell();
        glances.forgetAllBut(Set.of());

        assertThat(glances.news(REF, REPOSITORY)).isPresent();
    }

    private void tell() throws IOException {
        glances.told(REF, glances.news(REF, REPOSITORY).orElseThrow());
    }

    private Map<String, CommitId> asked() throws IOException {
        if (trouble instanceof IOException e) {
            throw e;
        }
        if (trouble instanceof PermanentFailure e) {
            throw e;
        }
        return Map.copyOf(refs);
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
