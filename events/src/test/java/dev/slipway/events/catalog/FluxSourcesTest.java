package dev.slipway.events.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxSourcesTest {
    private static final Map<String, Object> CHARTS = source("HelmRepository", "charts", "https://charts.example.com");

    @Test
    void theyAreReadWithTheirSpec() {
        var source = new HashMap<>(CHARTS);
        source.put("secretRef", Map.of("name", "charts-login"));

        assertThat(FluxSources.mistake(spec(source))).isEmpty();
        assertThat(FluxSources.of(spec(source))).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo("HelmRepository");
            assertThat(each.name()).isEqualTo("charts");
            assertThat(each.spec())
                    .isEqualTo(
                            Map.of("url", "https://charts.example.com", "secretRef", Map.of("name", "charts-login")));
        });
    }

    @Test
    void mostEnvironmentsHaveNone() {
        assertThat(FluxSources.mistake(null)).isEmpty();
        assertThat(FluxSources.mistake(Map.of("prune", true))).isEmpty();
        assertThat(FluxSources.of(Map.of("prune", true))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Bucket,         charts, https://s3.example.com,             use HelmRepository or OCIRepository",
        "HelmRepository, Charts, https://charts.example.com,         no usable name",
        "HelmRepository, charts, charts.example.com,                 no usable url",
        "HelmRepository, charts, file:///etc/passwd,                 no usable url",
        "OCIRepository,  charts, https://registry.example.com/chart, oci://",
        "HelmRepository, charts, https://li:hush@charts.example.com, a password in the url",
        "OCIRepository,  charts, oci://hush@registry.example.com/c,  a password in the url"
    })
    void whatCannotBeUsedIsRefusedWithoutAPassword(String kind, String name, String url, String why) {
        var spec = spec(source(kind, name, url));

        assertThat(FluxSources.mistake(spec))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains(why).doesNotContain("hush"));
        assertThat(FluxSources.of(spec)).isEmpty();
    }

    @Test
    void aSecretIsNamedAndNeverWritten() {
        var source = new HashMap<>(CHARTS);
        source.put("secretRef", Map.of("name", "charts", "password", "hush"));

        assertThat(FluxSources.mistake(spec(source)))
                .hasValueSatisfying(mistake ->
                        assertThat(mistake).contains("secretRef: { name: … }").doesNotContain("hush"));
    }

    @Test
    void noneComesTwice() {
        assertThat(FluxSources.mistake(Map.of("sources", List.of(CHARTS, CHARTS))))
                .hasValue("names HelmRepository charts twice; remove one");
    }

    @Test
    void theyAreAList() {
        assertThat(FluxSources.mistake(Map.of("sources", CHARTS))).isPresent();
        assertThat(FluxSources.mistake(Map.of("sources", List.of("charts")))).isPresent();
    }

    private static Map<String, Object> spec(Map<String, Object> source) {
        return Map.of("sources", List.of(source));
    }

    private static Map<String, Object> source(String kind, String name, String url) {
        return Map.of("kind", kind, "name", name, "url", url);
    }
}
