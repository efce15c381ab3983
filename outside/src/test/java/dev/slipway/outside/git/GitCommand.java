package dev.slipway.outside.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git that people have, in one folder. */
record GitCommand(Path folder) {
    String run(String... arguments) throws IOException, InterruptedException {
        var result = tried(arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    record Result(int exitCode, String output) {}

    Result tried(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Li Hua", "-c", "user.email=lihua@example.com"));
        command.addAll(List.of("-c", "init.defaultBranch=master", "-c", "credential.helper="));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.strip());
    }
}
