package dev.slipway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import dev.slipway.events.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"DB_PASSWORD", "API_TOKEN", "secretKey", "AWS_ACCESS_KEY_ID", "db.adminPassword", "mysql-pwd"})
    void whatIsCalledLikeASecretIsOne(String name) {
        assertThat(new Setting(Kind.ENV, name, "x", null).isSecret()).isTrue();
        assertThat(new Setting(Kind.VALUE, name, "x", "values.yaml").isSecret()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL, debug",
        "MAX_TOKENS, 3",
        "KEYBOARD, de",
        "DB_PASSWORD_FILE, /run/db",
        "auth.existingSecret, hichat",
        "env[name=X].valueFrom.secretKeyRef.key, password",
        "DB_PASSWORD, $(FROM_ELSEWHERE)",
        "DB_PASSWORD, vault:secret/data/db#password"
    })
    void whatIsNoneOrSaysWhereItIsIsNone(String name, String value) {
        assertThat(new Setting(Kind.ENV, name, value, null).isSecret()).isFalse();
    }

    @Test
    void aValueIsNotToldWithIt() {
        var deploy = new Deploy(
                new EnvironmentRef("hichat", "prod"),
                "server",
                null,
                List.of(
                        new Setting(Kind.REPLICAS, null, "3", null),
                        new Setting(Kind.ENV, "GREETING", "topsy", null),
                        new Setting(Kind.VALUE, "flags.x", "turvy", "values.yaml")),
                null,
                "li");

        assertThat(deploy.toString())
                .contains("replicas 3", "GREETING", "flags.x")
                .doesNotContain("topsy", "turvy");
        assertThat(new String(Json.write(deploy.hidden()), StandardCharsets.UTF_8))
                .contains("GREETING", "\"3\"")
                .doesNotContain("topsy", "turvy");
    }
}
