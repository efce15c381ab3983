package dev.slipway.buildservice.outbound.assembler.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    @ParameterizedTest
    @CsvSource({
        "target, target, true",
        "target, target/classes/A.class, true",
        "target, web/target, false",
        "/target, target/a, true",
        "target/, target/a, true",
        "**/target, web/target/a, true",
        "**/target, target, true",
        "*.md, README.md, true",
        "*.md, docs/a.md, false",
        "**/*.md, docs/x/a.md, true",
        "*/temp*, some/temporary.txt, true",
        "*/temp*, a/b/temp, false",
        "temp?, tempa, true",
        "temp?, temp, false",
        "docs/**, docs/a/b, true",
        "docs/**, docs, false",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "[ab].txt, a.txt, true",
        "[^ab].txt, a.txt, false",
        "# comment, # comment, false",
        "./x, x, true",
    })
    void meansWhatDockersPatternsMean(String rule, String path, boolean ignored) {
        assertThat(new IgnoreRules(List.of(rule)).ignores(path)).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({
        "*;!dist, dist/app.js, false",
        "*;!dist, src/app.js, true",
        "*.md;!README*.md;README-secret.md, README.md, false",
        "*.md;!README*.md;README-secret.md, README-secret.md, true",
        "*.md;README-secret.md;!README*.md, README-secret.md, false",
        "node_modules;!node_modules/keep, node_modules/keep/a, false",
        "node_modules;!node_modules/keep, node_modules/other, true",
    })
    void letsTheLastRuleDecide(String rules, String path, boolean ignored) {
        assertThat(new IgnoreRules(List.of(rules.split(";"))).ignores(path)).isEqualTo(ignored);
    }
}
