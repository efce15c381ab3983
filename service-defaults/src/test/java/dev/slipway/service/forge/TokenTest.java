package dev.slipway.service.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.events.catalog.Repository;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final Repository REPOSITORY = new Repository(
            "code", "gitlab", "root/hichat", "https://gitlab.example/root/hichat.git", "hichat-git", null);

    @Test
    void theTokenOfTheApiGoesBeforeAUsersPassword() {
        assertThat(Token.of(REPOSITORY, (_, key) -> Optional.of(key)).value()).isEqualTo("api-token");
    }

    /** Where it is sent as a password, it is sent encoded. */
    @Test
    void aUsersPasswordMayHoldAnything() {
        Secrets secrets = (_, key) -> switch (key) {
            case "username" -> Optional.of("li");
            case "password" -> Optional.of("correct horse 电池");
            default -> Optional.empty();
        };

        assertThat(Token.of(REPOSITORY, secrets).value()).isEqualTo("correct horse 电池");
    }

    /** Who sends it would say what is wrong with it, and show it. */
    @ParameterizedTest
    @ValueSource(strings = {"glpat-first\nglpat-second", "glpat with a blank", "glpat-\u0007", "密码"})
    void whatCannotBeSentIsRefusedWithoutBeingShown(String value) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> Token.of(REPOSITORY, (_, _) -> Optional.of(value)))
                .satisfies(e -> {
                    assertThat(e.failure().toString()).doesNotContain(value).doesNotContain("glpat");
                    assertThat(e.failure().seen()).contains("hichat-git/api-token");
                });
    }
}
