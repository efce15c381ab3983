package dev.slipway.notifier.outbound.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Segment;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.Notice;
import dev.slipway.notifier.core.Samples;
import dev.slipway.notifier.core.Wording;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {
    private static final Optional<URI> CONSOLE = Optional.of(URI.create("https://cd.example.com/"));
    private final Card card = new Card(new Wording(Locale.ENGLISH), CONSOLE);

    @Test
    void aLiveReleaseIsGreenAndLinksToItsDelivery() throws Exception {
        var body = json(card, Samples.notice(Notice.Kind.LIVE, "Say hello", null));

        assertThat(body.path("msg_type").asText()).isEqualTo("interactive");
        assertThat(body.path("card").path("schema").asText()).isEqualTo("2.0");
        assertThat(body.at("/card/header/template").asText()).isEqualTo("green");
        assertThat(body.at("/card/header/title/content").asText()).isEqualTo("hichat/prod: server 9b1c2d3e is live");
        assertThat(markdown(body))
                .contains("**Commit** 9b1c2d3e Say hello")
                .contains("**Since the push** 1 min 23 s")
                .endsWith(
                        "[The whole way of this delivery](https://cd.example.com/deliveries/" + Samples.DELIVERY + ")");
    }

    @Test
    void aFailureIsRedAndSaysWhatToDoInTheReadersLanguage() throws Exception {
        var chinese = new Card(new Wording(Locale.SIMPLIFIED_CHINESE), Optional.empty());

        var body = json(chinese, Samples.notice(Notice.Kind.FAILED, "你好", Samples.FAILURE));

        assertThat(body.at("/card/header/template").asText()).isEqualTo("red");
        assertThat(markdown(body))
                .contains("**处理办法** look at its log")
                .contains("9b1c2d3e 你好")
                .doesNotContain("](");
    }

    @Test
    void anEnvironmentThatIsNotWellSaysWhatItsEngineSays() throws Exception {
        var chinese = new Card(new Wording(Locale.SIMPLIFIED_CHINESE), CONSOLE);
        var degraded = engine(Notice.Headline.ENGINE_DEGRADED, "no **host** <at id=all></at>");

        var body = json(card, degraded);

        assertThat(body.at("/card/header/template").asText()).isEqualTo("red");
        assertThat(body.at("/card/header/title/content").asText()).isEqualTo("hichat/prod: degraded");
        assertThat(markdown(body))
                .contains("**Object** Application argocd&#47;hichat&#45;prod")
                .contains("**Since** 2026")
                .contains("**What to do** look at its pods")
                .doesNotContain("<at id")
                .doesNotContain("**host**")
                .endsWith("[How the environments are](https://cd.example.com/engines?project=hichat)");
        assertThat(json(chinese, degraded).at("/card/header/title/content").asText())
                .isEqualTo("hichat/prod：异常");
        assertThat(markdown(json(card, engine(Notice.Headline.ENGINE_OUT_OF_SYNC, null))))
                .contains("slipway sync hichat prod");
    }

    @Test
    void anEnvironmentThatIsWellAgainIsGreen() throws Exception {
        var body = json(card, engine(Notice.Headline.ENGINE_WELL, null));

        assertThat(body.at("/card/header/template").asText()).isEqualTo("green");
        assertThat(markdown(body)).doesNotContain("What to do");
    }

    private static Notice engine(Notice.Headline headline, @Nullable String message) {
        return new Notice(
                new UUID(6, 6),
                Notice.Kind.ENGINE,
                new Notice.Place("hichat", "", List.of("prod")),
                null,
                null,
                null,
                null,
                false,
                headline,
                null,
                new Notice.Engine("Application argocd/hichat-prod", message, Samples.NOON));
    }

    @Test
    void whatAPersonAskedForSaysByWhomAndSinceThen() throws Exception {
        var sample = Samples.notice(Notice.Kind.LIVE, "Say hello", null);
        var change = new Notice.Change(
                new Ordinal(8), Samples.COMMIT, "Say hello", "Li Hua", Samples.IMAGE, null, 1, "wang");
        var notice = new Notice(
                sample.about(), Notice.Kind.LIVE, sample.place(), change, null, null, Duration.ofSeconds(9), false);

        assertThat(markdown(json(card, notice)))
                .contains("**Author** Li Hua\n**By** wang", "**Since it was asked for** 9 s");
    }

    @Test
    void aLineThatWentBackIsOrangeAndSaysWhatWasThereWhatComesBackAndWhatToDo() throws Exception {
        var sample = Samples.notice(Notice.Kind.HELD, "Say hello", null);
        var change =
                new Notice.Change(new Ordinal(8), Samples.COMMIT, "Say hello", "Li Hua", Samples.IMAGE, null, 1, null);
        var left = new Notice.Change(new Ordinal(8), Samples.CONFIG, "Crash", "Li Hua", Samples.IMAGE, null);
        var notice = new Notice(
                sample.about(),
                Notice.Kind.HELD,
                sample.place(),
                change,
                null,
                sample.delivery(),
                sample.took(),
                false,
                Notice.Headline.LINE_TURNED,
                new Notice.Hold("release 8 failed: it crashes", null, left, null, false));

        var body = json(card, notice);

        assertThat(body.at("/card/header/template").asText()).isEqualTo("orange");
        assertThat(body.at("/card/header/title/content").asText())
                .isEqualTo("hichat/prod: server is to go back to 9b1c2d3e, and is held");
        assertThat(markdown(body))
                .contains("**What was there** c0ffee00 Crash")
                .contains("**What comes back** 9b1c2d3e Say hello")
                .contains("**Release** 8&#46;1")
                .contains("**Why** release 8 failed")
                .contains("**What to do** look into what was there");
        var chinese = new Card(new Wording(Locale.SIMPLIFIED_CHINESE), Optional.empty());
        assertThat(markdown(json(chinese, notice)))
                .contains("**恢复版本** 9b1c2d3e")
                .contains("**处理办法** 请检查");
    }

    @Test
    void aHeldLineWithoutAReleaseSaysWhoHeldItAndWhy() throws Exception {
        var sample = Samples.notice(Notice.Kind.HELD, "x", null);
        var notice = new Notice(
                sample.about(),
                Notice.Kind.HELD,
                sample.place(),
                null,
                null,
                null,
                null,
                false,
                Notice.Headline.LINE_HELD,
                new Notice.Hold("freeze", "li", null, null, true));

        var body = json(card, notice);

        assertThat(body.at("/card/header/title/content").asText()).isEqualTo("hichat/prod: server is held");
        assertThat(markdown(body))
                .contains("**Why** freeze")
                .contains("**By** li")
                .contains("**What to do** free the line")
                .doesNotContain("Commit");
    }

    @Test
    void aProposedReleaseLinksToItsMergeRequest() throws Exception {
        var url = "https://git.example.com/root/hichat/-/merge_requests/13";
        var sample = Samples.notice(Notice.Kind.HELD, "Say hello", null);
        var notice = new Notice(
                sample.about(),
                sample.kind(),
                sample.place(),
                sample.change(),
                null,
                sample.delivery(),
                sample.took(),
                false,
                Notice.Headline.RELEASE_PROPOSED,
                new Notice.Hold(null, null, null, null, null, url));

        assertThat(json(card, notice).at("/card/header/title/content").asText())
                .endsWith("waits for its merge request");
        assertThat(markdown(json(card, notice))).contains("[Merge request](" + url + ")", "merge it");
        var chinese = new Card(new Wording(Locale.SIMPLIFIED_CHINESE), CONSOLE);
        assertThat(markdown(json(chinese, notice))).contains("[合并请求](" + url + ")", "请查看合并请求");
    }

    @Test
    void aPossibleRepetitionSaysSo() throws Exception {
        var notice = Samples.notice(Notice.Kind.LIVE, "Say hello", null);

        assertThat(markdown(json(card, notice))).doesNotContain("repetition");
        assertThat(markdown(json(card, notice.asPerhapsRepeated()))).contains("may be a repetition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<at id=all></at>",
                "<at user_id=\"all\">x</at>",
                "[x](javascript:alert(1))",
                "![x](https://evil.example/x.png)",
                "https://evil.example",
                "`code` ```",
                "**bold** ~~x~~ _y_ #z",
                "\u202Ereversed",
                "one\r\n\n# two\u2028three",
                "<font color='green'>x</font>",
                "&lt;at id=all&gt;",
                "&#60;at id=all&#62;",
                ":OK: | a | b |",
                "$x$ \\<at"
            })
    void nothingThatOthersWroteIsMarkup(String foreign) throws Exception {
        var failure = new Failure(Segment.BUILD, foreign, foreign);
        var plain = json(card, Samples.notice(Notice.Kind.FAILED, "x", new Failure(Segment.BUILD, "x", "x")));

        var body = json(card, Samples.notice(Notice.Kind.FAILED, foreign, failure));

        assertThat(markdown(body).lines()).hasSameSizeAs(markdown(plain).lines().toList());
        var ours =
                markdown(body).replaceAll("&#[0-9]{1,3};", "").replace("**", "").replaceFirst("\\[The.*", "");
        assertThat(ours).matches("[\\p{IsAlphabetic}0-9 ,\n]*");
    }

    @Test
    void whateverIsInItTheBodyFits() throws Exception {
        for (var unit : new String[] {"<", "字", "😀", "a", "\n", "\u0000"}) {
            var failure = new Failure(Segment.BUILD, unit.repeat(30_000), unit.repeat(30_000));
            var notice = Samples.notice(Notice.Kind.FAILED, unit.repeat(300), failure);

            assertThat(card.body(notice, new Signature("1767225600", "j8v/KWBSs/Hh+Q2QoHMLlgpNuR3NVXjvRfBZQZYvr48=")))
                    .as(unit)
                    .hasSizeLessThanOrEqualTo(Card.BYTES_MAX);
        }
        var long30k = new Failure(Segment.BUILD, "<".repeat(30_000), "<".repeat(30_000));
        assertThat(markdown(json(card, Samples.notice(Notice.Kind.FAILED, "x", long30k))))
                .contains(LarkText.escaped("… (cut)"));
    }

    private static JsonNode json(Card card, Notice notice) throws Exception {
        return Json.MAPPER.readTree(card.body(notice, null));
    }

    private static String markdown(JsonNode body) {
        return body.at("/card/body/elements/0/content").asText();
    }
}
