package dev.slipway.events.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        "master, master",
        "*, master",
        "feature/*, feature/x",
        "feature/*, feature/x/y",
        "feature/*, feature/",
        "*/fix, a/b/fix",
        "release-*-lts, release-1-lts",
        "a*b*c, a1b2b3c",
        "a*a, aa",
        "**, anything",
        "a.c, a.c",
    })
    void aBranchThatMatchesIsFollowed(String glob, String pushed) {
        assertThat(follows(glob, pushed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "master, main",
        "master, master2",
        "feature/*, features",
        "*/fix, a/fixed",
        "release-*-lts, release-lts",
        "a*b*c, ac",
        "a*a, a",
        "a.c, abc",
        "ab*ba, aba",
    })
    void anyOtherIsNot(String glob, String pushed) {
        assertThat(follows(glob, pushed)).isFalse();
    }

    private static boolean follows(String glob, String pushed) {
        var config = new Environment.Config("hichat", "config", ".", null, null);
        return new Environment("staging", glob, "local", "hichat", config, new Engine("argocd")).follows(pushed);
    }
}
