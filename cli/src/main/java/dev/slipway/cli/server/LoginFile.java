package dev.slipway.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Words;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Who signed in and where, in the person's own folder, for nobody else to read. */
public final class LoginFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path path;
    private final Words words;

    private LoginFile(Path path, Words words) {
        this.path = path;
        this.words = words;
    }

    public static LoginFile in(Map<String, String> environment, Words words) {
        var set = environment.getOrDefault("XDG_CONFIG_HOME", "");
        var folder = set.isBlank() ? Path.of(home(environment), ".config") : Path.of(set);
        return new LoginFile(folder.resolve("slipway").resolve("login.json"), words);
    }

    /** Where the shell has it, which may be another than the account's. */
    private static String home(Map<String, String> environment) {
        var set = environment.getOrDefault("HOME", "");
        return set.isBlank() ? System.getProperty("user.home") : set;
    }

    public Path path() {
        return path;
    }

    public Optional<Access> read() {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            var access = JSON.readValue(Files.readAllBytes(path), Access.class);
            if (access.server() == null || access.user() == null || access.password() == null) {
                throw broken("{}");
            }
            return Optional.of(access);
        } catch (JsonProcessingException e) {
            throw broken(e.getOriginalMessage());
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    private Problem broken(String why) {
        return Problem.usage(words.say("error.login-file", path, why));
    }

    /** Nobody else can read it in any moment, and nobody reads half of it. */
    public void write(Access access) {
        try {
            var folder = Files.createDirectories(path.getParent(), only("rwx------"));
            var fresh = Files.createTempFile(folder, "login", ".new", only("rw-------"));
            try {
                JSON.writeValue(fresh.toFile(), access);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw Problem.usage(words.say("error.login-file-write", path, e));
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw Problem.usage(words.say("error.login-file-write", path, e));
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
