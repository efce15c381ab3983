package dev.slipway.cli.session;

import dev.slipway.cli.screen.Screen;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Words;
import dev.slipway.cli.server.Access;
import dev.slipway.cli.server.LoginFile;
import dev.slipway.cli.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command has: the options that all share, the console that they mean, and how to answer. */
@Command(name = "slipway", synopsisSubcommandLabel = "COMMAND")
public final class Session implements AutoCloseable {
    private final Surroundings surroundings;
    private final Words words;
    private @Nullable Server opened;

    @Option(names = "--server", paramLabel = "URL", scope = ScopeType.INHERIT)
    private String server = "";

    @Option(names = "--user", paramLabel = "NAME", scope = ScopeType.INHERIT)
    private String user = "";

    @Option(names = "--json", scope = ScopeType.INHERIT)
    private boolean json;

    /** What picocli or {@code Cli} itself acts on; declared here to be taken and explained. */
    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    @SuppressWarnings("UnusedVariable")
    private String language = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true)
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    public Session(Surroundings surroundings, Words words) {
        this.surroundings = surroundings;
        this.words = words;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Words words() {
        return words;
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** Whether the console's answer itself is wanted. */
    public boolean json() {
        return json;
    }

    public Screen screen() {
        return new Screen(surroundings.out(), colours());
    }

    public boolean colours() {
        return surroundings.colours();
    }

    /** Something beside the answer. */
    public void note(String sentence) {
        surroundings.err().println(Span.clean(sentence));
    }

    public LoginFile loginFile() {
        return LoginFile.in(surroundings.environment(), words);
    }

    /** @param address one that a command takes itself; empty if it takes none */
    public Access.Choice choice(String address) {
        return new Access.Choice(
                words,
                loginFile(),
                surroundings.environment(),
                first(address, server, surroundings.setting("SLIPWAY_SERVER")),
                first(user, surroundings.setting("SLIPWAY_USER")));
    }

    public Server server() {
        if (opened == null) {
            opened = open(choice("").access());
        }
        return opened;
    }

    public Server open(Access access) {
        return new Server(access, words, surroundings.patience());
    }

    private static String first(String... values) {
        for (var value : values) {
            if (!value.isBlank()) {
                return value;
            }
        }
        return "";
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
