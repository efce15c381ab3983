package dev.slipway.buildservice.outbound.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.buildservice.outbound.assembler.files.ContextLimits;
import dev.slipway.registry.BaseImage;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final BaseImage JRE =
            new BaseImage("jre:21", "sha256:" + "0".repeat(64), Map.of("PATH", "/usr/bin", "LANG", "C"), "/");

    @TempDir
    Path context;

    @Test
    void carriesFilesThroughStagesIntoAnEmptyImage() throws Exception {
        file("web/index.html");
        file("bin/server");

        var recipe = plan("""
                ARG HOME=/srv
                FROM scratch AS files
                COPY web /web
                COPY bin/server /bin/
                FROM scratch
                ARG HOME
                ENV ROOT=$HOME/www PORT=8080
                WORKDIR $HOME
                COPY --from=files --chown=1001 --chmod=555 /bin/server .
                COPY --from=0 /web $ROOT/
                EXPOSE ${PORT} 53/udp 7000-7001
                LABEL team="a b" app=hichat
                VOLUME ["/data"]
                USER 1001
                ENTRYPOINT ["/srv/server"]
                CMD ["--root", "/srv/www"]
                """);

        assertThat(recipe.layers()).hasSize(3);
        assertThat(Tree.of(recipe))
                .containsExactly(
                        "/srv/ 755 0:0",
                        "/srv/server 555 1001:1001",
                        "/srv/www/ 755 0:0",
                        "/srv/www/index.html 644 0:0");
        var config = recipe.config();
        assertThat(config.environment()).containsOnlyKeys("PATH", "ROOT", "PORT");
        assertThat(config.ports()).containsExactlyInAnyOrder("8080/tcp", "53/udp", "7000/tcp", "7001/tcp");
        assertThat(config.labels()).containsEntry("team", "a b").containsEntry("app", "hichat");
        assertThat(config.volumes()).containsExactly("/data");
        assertThat(config.user()).contains("1001");
        assertThat(config.workingFolder()).contains("/srv");
        assertThat(config.entrypoint().orElseThrow()).containsExactly("/srv/server");
        assertThat(config.command().orElseThrow()).containsExactly("--root", "/srv/www");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY a.txt /x|/x",
                "COPY a.txt /x/|/x/ /x/a.txt",
                "COPY a.txt .|/a.txt",
                "COPY a.txt ./|/a.txt",
                "COPY ./a.txt /|/a.txt",
                "COPY /a.txt /|/a.txt",
                "COPY dir /x|/x/ /x/b.txt /x/sub/ /x/sub/c.txt",
                "COPY dir/ /x/|/x/ /x/b.txt /x/sub/ /x/sub/c.txt",
                "COPY dir /|/b.txt /sub/ /sub/c.txt",
                "COPY a.txt dir /x/|/x/ /x/a.txt /x/b.txt /x/sub/ /x/sub/c.txt",
                "COPY dir/*.txt /x/|/x/ /x/b.txt",
                "COPY dir/* /x/|/x/ /x/b.txt /x/c.txt",
                "COPY */sub/c.tx[a-z] /x/|/x/ /x/c.txt",
                "COPY none*.txt a.txt /x/|/x/ /x/a.txt",
                "COPY [\"a.txt\", \"/with space\"]|/with space",
                "WORKDIR /w;COPY a.txt b|/w/ /w/b",
                "WORKDIR /w;WORKDIR v;COPY a.txt ./|/w/ /w/v/ /w/v/a.txt",
                "WORKDIR /w;COPY a.txt /w|/w/ /w/a.txt",
                "WORKDIR /w;COPY a.txt ../x/y|/w/ /x/ /x/y",
                "ARG D=/d;COPY a.txt $D/${E:-e}/|/d/ /d/e/ /d/e/a.txt",
                "ADD a.txt /x|/x",
                "COPY --link a.txt /x|/x",
                "COPY dir/sub /x;COPY a.txt /x|/x/ /x/a.txt /x/c.txt",
            })
    void putsFilesWhereDockerPutsThem(String lines, String tree) throws Exception {
        file("a.txt");
        file("dir/b.txt");
        file("dir/sub/c.txt");

        var recipe = plan("FROM scratch\n" + lines.replace(";", "\n"));

        assertThat(String.join(" ", Tree.paths(recipe))).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN make|RUN needs a builder that can execute commands; the local builder only assembles files. "
                        + "Use a builder that runs commands, or move the step out of the Dockerfile",
                "ONBUILD COPY a b|ONBUILD needs a builder that can execute commands",
                "SHELL [\"/bin/sh\"]|SHELL needs a builder that can execute commands",
                "COPY --from=nginx /a /b|--from=nginx is no earlier stage",
                "COPY --from=0 /a /b|--from=0 is no earlier stage",
                "COPY ../a /b|../a leads out of the build context",
                "COPY a.txt/../../b /b|a.txt/../../b leads out of the build context",
                "COPY gone /b|gone isn't there",
                "COPY out /b|the link out leads to /nowhere/secret, out of the build context",
                "COPY up /b|up leads out of the build context",
                "COPY . /b|the link",
                "COPY a.txt b.txt /c|COPY has several sources",
                "COPY a.txt|COPY needs a source and a destination",
                "COPY --chown=app a.txt /b|--chown=app names a user",
                "COPY --chmod=u+x a.txt /b|--chmod=u+x can't be carried",
                "COPY --chmod=1777 a.txt /b|--chmod=1777 can't be carried",
                "ADD https://x.example/a.txt /b|ADD would download",
                "ADD a.tar.gz /b|ADD would unpack a.tar.gz",
                "EXPOSE 80:80|80:80 is no port",
                "ENV A|ENV A has no value",
                "ENV A=1 B|B isn't name=value",
                "LABEL a=\"open|an unclosed quote",
                "ARG 1=2|1=2 is no name for an argument",
            })
    void refusesWithTheLine(String line, String message) throws Exception {
        file("a.txt");
        Files.createSymbolicLink(context.resolve("out"), Path.of("/nowhere/secret"));
        Files.createSymbolicLink(context.resolve("up"), Path.of("../up"));

        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> plan("FROM scratch\nENV X=1\n" + line))
                .withMessageStartingWith("Dockerfile:3: " + message)
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(3));
    }

    @Test
    void copiesWhatLinksInsideTheContextLeadTo() throws Exception {
        file("real/a.txt");
        Files.createSymbolicLink(context.resolve("link"), Path.of("real"));
        Files.createSymbolicLink(context.resolve("real/b.txt"), Path.of("a.txt"));

        var recipe = plan("FROM scratch\nCOPY link /x");

        assertThat(Tree.paths(recipe)).containsExactly("/x/", "/x/a.txt", "/x/b.txt");
        assertThat(recipe.warnings())
                .containsExactly("Dockerfile:2: 1 symbolic links are copied as the files that they lead to");
        assertThat(Tree.paths(plan("FROM scratch\nCOPY link/b.txt /x/"))).containsExactly("/x/", "/x/b.txt");
    }

    @Test
    void readsNoDockerfileThatALinkBringsInFromElsewhere(@TempDir Path elsewhere) throws Exception {
        var secret = Files.writeString(elsewhere.resolve("secret"), "s3cret");
        Files.createSymbolicLink(context.resolve("Dockerfile"), secret);

        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> planner(Map.of()))
                .withMessageStartingWith("Dockerfile:1: lies outside the build context")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void keepsTheOrderOfVariablesSinceTheDigestDependsOnIt() throws Exception {
        var recipe = plan("FROM scratch\nENV Z=1 A=2\nENV M=3 B=4 Y=5");

        assertThat(recipe.config().environment().keySet()).containsExactly("PATH", "Z", "A", "M", "B", "Y");
    }

    @Test
    void refusesLinksThatLeadInACircle() throws Exception {
        file("real/a.txt");
        Files.createSymbolicLink(context.resolve("real/again"), Path.of("../real"));

        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> plan("FROM scratch\nCOPY real /x"))
                .withMessageContaining("circle");
    }

    @Test
    void leavesOutWhatDockerignoreLists() throws Exception {
        file("a.txt");
        file("secret/key");
        file("logs/keep.log");
        file("logs/other.log");
        Files.writeString(
                context.resolve(".dockerignore"), "Dockerfile\n.dockerignore\nsecret\nlogs/*\n!logs/keep.log\n");

        assertThat(Tree.paths(plan("FROM scratch\nCOPY . /"))).containsExactly("/a.txt", "/logs/", "/logs/keep.log");
        assertThatExceptionOfType(DockerfileRefused.class).isThrownBy(() -> plan("FROM scratch\nCOPY secret/key /"));
    }

    @Test
    void boundsTheBuildContext() throws Exception {
        file("a.txt");
        file("b.txt");
        var settings =
                new AssemblerSettings(context, "linux/amd64", new ContextLimits(1 << 20, 2), Duration.ofSeconds(1));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY a.txt /");

        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() ->
                        new Planner(context, context.resolve("Dockerfile"), Map.of(), settings, PlanTest::base).plan())
                .withMessageStartingWith("Dockerfile:2: the build context has more than 2 files");
    }

    @Test
    void looksOnlyAtStagesThatTheLastOneNeeds() throws Exception {
        file("a.txt");

        var recipe =
                plan("FROM scratch AS test\nRUN make test\nFROM scratch AS base\nENV A=1\nFROM base\nCOPY a.txt /");

        assertThat(recipe.config().environment()).containsEntry("A", "1");
    }

    @Test
    void refusesAStageThatRunsWhereItIsNeeded() {
        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> plan("FROM scratch AS build\nRUN make\nFROM scratch\nCOPY --from=build /a /a"))
                .withMessageStartingWith("Dockerfile:2: RUN needs");
    }

    @Test
    void knowsTheVariablesOfTheBaseImage() throws Exception {
        file("app.jar");

        var recipe = plan("ARG V=21\nFROM jre:$V\nENV PATH=/opt/x:$PATH\nCOPY app.jar /opt\nCOPY app.jar /app/");

        assertThat(recipe.base()).contains(JRE);
        assertThat(recipe.config().environment()).containsExactly(Map.entry("PATH", "/opt/x:/usr/bin"));
        assertThat(Tree.paths(recipe)).containsExactly("/app/", "/app/app.jar", "/opt/", "/opt/app.jar");
    }

    @Test
    void refusesABaseImageThatIsNotThere() {
        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> plan("FROM gone:1"))
                .withMessageStartingWith("Dockerfile:1: FROM gone:1: gone:1 isn't in the registry");
    }

    @Test
    void neverGuessesWhatABaseImageHolds() {
        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> plan("FROM jre:21 AS jre\nFROM scratch\nCOPY --from=jre /opt/java /java"))
                .withMessageStartingWith("Dockerfile:3: /opt/java may come from the stage's base image");
    }

    @Test
    void takesGivenArgumentsBeforeDefaults() throws Exception {
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nARG A=1\nARG B=$A-2\nARG C\nENV E=$A/$B/$C\nENV A=9\nENV F=$A");

        var recipe = planner(Map.of("A", "x", "C", "z")).plan();

        assertThat(recipe.config().environment()).containsEntry("E", "x/x-2/z").containsEntry("F", "9");
    }

    @Test
    void readsAWholeLineOfEnvWithTheVariablesBeforeIt() throws Exception {
        var recipe = plan("FROM scratch\nENV abc=hello\nENV abc=bye def=$abc\nENV ghi=$abc\nENV OLD some  value");

        assertThat(recipe.config().environment())
                .containsEntry("abc", "bye")
                .containsEntry("def", "hello")
                .containsEntry("ghi", "bye")
                .containsEntry("OLD", "some  value");
    }

    @Test
    void forgetsAnInheritedCommandAtANewEntrypoint() throws Exception {
        var recipe = plan("FROM scratch AS a\nCMD [\"x\"]\nFROM a\nENTRYPOINT /run $HOME");

        assertThat(recipe.config().command()).isEmpty();
        assertThat(recipe.config().entrypoint().orElseThrow()).containsExactly("/bin/sh", "-c", "/run $HOME");
    }

    @Test
    void warnsAboutWhatItLeavesOut() throws Exception {
        var recipe = plan("FROM scratch\nSTOPSIGNAL SIGTERM\nHEALTHCHECK --interval=5s CMD /x\nMAINTAINER me");

        assertThat(recipe.warnings()).hasSize(3).first().asString().startsWith("Dockerfile:2: STOPSIGNAL");
    }

    private Recipe plan(String dockerfile) throws IOException, DockerfileRefused {
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        return planner(Map.of()).plan();
    }

    private Planner planner(Map<String, String> arguments) throws IOException, DockerfileRefused {
        return new Planner(
                context, context.resolve("Dockerfile"), arguments, AssemblerSettings.in(context), PlanTest::base);
    }

    private static BaseImage base(String image, String platform) throws RegistryRefused {
        if (image.equals("jre:21")) {
            return JRE;
        }
        throw new RegistryRefused("%s isn't in the registry".formatted(image), "Correct the name: " + platform);
    }

    private void file(String path) throws IOException {
        var file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }
}
