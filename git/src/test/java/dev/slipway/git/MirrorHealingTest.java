package dev.slipway.git;

import static dev.slipway.git.Forge.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MirrorHealingTest {
    private Forge forge;

    enum Damage {
        FOLDER_DELETED {
            @Override
            void to(Path mirror) throws IOException {
                LeftOvers.delete(mirror);
            }
        },
        OBJECTS_DELETED {
            @Override
            void to(Path mirror) throws IOException {
                LeftOvers.delete(mirror.resolve("objects"));
            }
        },
        PACKS_CUT {
            @Override
            void to(Path mirror) throws IOException {
                overwriteAll(mirror.resolve("objects"), ".pack", bytes -> Arrays.copyOf(bytes, 20));
            }
        },
        PACKS_FLIPPED {
            @Override
            void to(Path mirror) throws IOException {
                overwriteAll(mirror.resolve("objects"), ".pack", bytes -> {
                    for (var i = 12; i < bytes.length; i++) {
                        bytes[i] ^= 0x55;
                    }
                    return bytes;
                });
            }
        },
        INDEXES_EMPTY {
            @Override
            void to(Path mirror) throws IOException {
                overwriteAll(mirror.resolve("objects"), ".idx", _ -> new byte[0]);
            }
        },
        REF_GARBAGE {
            @Override
            void to(Path mirror) throws IOException {
                Files.createDirectories(mirror.resolve("refs/heads"));
                Files.writeString(mirror.resolve("refs/heads/master"), "garbage\n");
            }
        },
        REF_EMPTY {
            @Override
            void to(Path mirror) throws IOException {
                Files.createDirectories(mirror.resolve("refs/heads"));
                Files.writeString(mirror.resolve("refs/heads/master"), "");
            }
        },
        CONFIG_GARBAGE {
            @Override
            void to(Path mirror) throws IOException {
                Files.writeString(mirror.resolve("config"), "[[[\0");
            }
        },
        LOCKS_LEFT {
            @Override
            void to(Path mirror) throws IOException {
                Files.writeString(mirror.resolve("packed-refs.lock"), "");
                Files.writeString(mirror.resolve("config.lock"), "");
                Files.writeString(mirror.resolve("HEAD.lock"), "");
                Files.createDirectories(mirror.resolve("refs/heads"));
                Files.writeString(mirror.resolve("refs/heads/master.lock"), "");
                Files.writeString(mirror.resolve("objects/pack/incoming_1.pack"), "x");
            }
        };

        abstract void to(Path mirror) throws IOException;

        private static void overwriteAll(Path folder, String ending, UnaryOperator<byte[]> change) throws IOException {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.filter(path -> path.toString().endsWith(ending)).toList()) {
                    file.toFile().setWritable(true);
                    Files.write(file, change.apply(Files.readAllBytes(file)));
                }
            }
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @ParameterizedTest
    @EnumSource
    void worksAfterDamageWhileItRuns(Damage damage) throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));
        forge.mirror().fetch();
        damage.to(forge.mirrorFolder());

        readsFetchesAndPushes(forge.mirror());
    }

    @ParameterizedTest
    @EnumSource
    void worksAfterDamageFoundAtStart(Damage damage, @TempDir Path cache) throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));
        try (var before = Mirrors.in(cache, GitLimits.defaults())) {
            before.of(forge.server.remote("hichat.git")).fetch();
        }
        try (var folders = Files.list(cache)) {
            damage.to(folders.filter(Files::isDirectory).findFirst().orElseThrow());
        }

        try (var after = Mirrors.in(cache, GitLimits.defaults())) {
            readsFetchesAndPushes(after.of(forge.server.remote("hichat.git")));
        }
    }

    private void readsFetchesAndPushes(Mirror mirror) throws Exception {
        var old = forge.clone.at("master");
        assertThat(text(mirror.at(old).read("a"))).contains("1");
        var second = forge.commit("master", "second", Map.of("a", "2"));
        mirror.fetch("master");
        assertThat(mirror.resolve("master")).contains(second);
        assertThat(text(mirror.at(second).read("a"))).contains("2");
        assertThat(mirror.push("master", new Base.Tip(second), List.of(Forge.draft("third", "a", "3"))))
                .isInstanceOf(Pushed.class);
        assertThat(forge.served("master", "a")).isEqualTo("3");
        forge.origin.run("fsck", "--strict");
    }

    @Test
    void manyThreadsDoNotMindThatItIsLostAgainAndAgain() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        var mirror = forge.mirror();
        mirror.fetch();
        Callable<Boolean> reading = () -> IntStream.range(0, 50)
                .allMatch(_ -> quietly(() -> text(mirror.at(first).read("a")).equals(Optional.of("1"))));
        Callable<Boolean> fetching = () -> IntStream.range(0, 10)
                .allMatch(_ -> quietly(() -> {
                    mirror.fetch("master");
                    return mirror.resolve("master").isPresent();
                }));
        Callable<Boolean> losing = () -> IntStream.range(0, 5)
                .allMatch(_ -> quietly(() -> {
                    Damage.PACKS_CUT.to(forge.mirrorFolder());
                    mirror.fetch();
                    return true;
                }));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(List.of(reading, reading, reading, fetching, losing));

            assertThat(all).allMatch(MirrorHealingTest::isTrue);
        }
    }

    private static boolean isTrue(Future<Boolean> done) {
        return quietly(done::get);
    }

    private static boolean quietly(Callable<Boolean> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
