package dev.slipway.console.inbound.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.core.catalog.Document;
import dev.slipway.events.catalog.Sync;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncFieldsTest {
    private static final String DOCUMENT = """
            version: 1
            kind: project
            project: hichat
            repositories: [{ name: code, forge: gitlab, path: root/code, url: http://gitlab.example/root/code.git }]
            applications: [{ name: web, repository: code, image: registry.example/root/web }]
            environments:
              - name: prod
                branch: master
                cluster: local
                namespace: prod
                config: { repository: code, branch: k8s-config, path: prod }
                engine: { ENGINE }
                sync: { SYNC }
            """;

    @Test
    void eachStrategyIsReadWithWhatItNeeds() {
        assertThat(sync("when: at-once")).isEqualTo(new Sync("at-once"));
        assertThat(sync("when: manual")).isEqualTo(new Sync("manual"));
        assertThat(sync("when: daily, at: \"02:00 Asia/Shanghai\"")).isEqualTo(Sync.at("daily", "02:00 Asia/Shanghai"));
        assertThat(sync("when: window, at: [\"Mon-Fri 10:00-17:00 UTC\", \"Sat 10:00-11:00 UTC\"]"))
                .isEqualTo(Sync.at("window", "Mon-Fri 10:00-17:00 UTC", "Sat 10:00-11:00 UTC"));
        assertThat(sync("when: rule, rule: \"now.hour < 9\", zone: Asia/Shanghai"))
                .isEqualTo(new Sync("rule", null, "now.hour < 9", "Asia/Shanghai"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "when: full-moon | 13:19 'when: full-moon' is not known to this version of Slipway; use at-once or daily or"
                        + " manual or rule or window",
                "at: 02:00 | 13:11 'sync' has no 'when'; add it",
                "when: daily | 13:19 when: daily needs 'at'; add it",
                "when: daily, at: \"2:00\" | 13:30 '2:00' is no time of day; write HH:MM and a zone, like 02:00 Asia/Shanghai",
                "when: daily, at: [] | 13:30 'at' names no time; write HH:MM and a zone, like 02:00 Asia/Shanghai",
                "when: window, at: \"Mon 10:00-17:00 Asia/Peking\" | 13:31 'Asia/Peking' is no zone; write UTC or an IANA name"
                        + " like Asia/Shanghai",
                "when: manual, at: \"02:00 UTC\" | 13:31 'at' means nothing to when: manual; remove it",
                "when: window, at: \"Mon 10:00-17:00 UTC\", zone: UTC | 13:60 'zone' means nothing to when: window; remove it",
                "when: rule | 13:19 when: rule needs 'rule'; add it",
                "when: rule, rule: \"now.hours > 3\" | 13:31 the rule is none: line 1, character 1 of it: undeclared reference to"
                        + " 'now' (in container '')",
                "when: rule, rule: \"true\", zone: Mars | 13:45 'Mars' is no zone; write UTC or an IANA name like Asia/Shanghai",
                "when: manual, who: me | 13:27 'who' is not known to this version of Slipway; remove it, or use a version that"
                        + " has it",
            })
    void whatIsWrongIsSaidWithItsPlace(String sync, String problem) {
        assertThat(problems("type: direct", sync)).containsExactly("x.yaml:" + problem);
    }

    @Test
    void anEngineThatSyncsByItselfWouldNotWait() {
        assertThat(problems("type: argocd", "when: manual"))
                .containsExactly("x.yaml:13:19 engine argocd syncs by itself and would not wait; add autoSync: false to"
                        + " 'engine'");
        assertThat(problems("type: argocd, autoSync: false", "when: manual")).isEmpty();
        assertThat(problems("type: flux", "when: at-once")).isEmpty();
    }

    private static Sync sync(String sync) {
        var document = read("type: direct", sync);
        assertThat(document.problems()).isEmpty();
        var read = Objects.requireNonNull(document.project())
                .environments()
                .getFirst()
                .sync();
        return Objects.requireNonNull(read);
    }

    private static List<String> problems(String engine, String sync) {
        return read(engine, sync).problems().stream()
                .map(problem -> problem.file() + ":" + problem.line() + ":" + problem.column() + " " + problem.text())
                .toList();
    }

    private static Document read(String engine, String sync) {
        return new ProjectReader(List.of("local"))
                .read("x.yaml", DOCUMENT.replace("ENGINE", engine).replace("SYNC", sync))
                .getFirst();
    }
}
