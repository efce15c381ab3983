package dev.slipway.cli;

import dev.slipway.cli.command.Deliveries;
import dev.slipway.cli.command.Delivery;
import dev.slipway.cli.command.EngineInstall;
import dev.slipway.cli.command.Engines;
import dev.slipway.cli.command.Help;
import dev.slipway.cli.command.Login;
import dev.slipway.cli.command.Logout;
import dev.slipway.cli.command.Replay;
import dev.slipway.cli.command.Trace;
import dev.slipway.cli.command.Watch;
import dev.slipway.cli.command.letter.DeadLetterDrop;
import dev.slipway.cli.command.letter.DeadLetterEdit;
import dev.slipway.cli.command.letter.DeadLetterReplay;
import dev.slipway.cli.command.letter.DeadLetterShow;
import dev.slipway.cli.command.letter.DeadLetters;
import dev.slipway.cli.command.line.Deploy;
import dev.slipway.cli.command.line.Free;
import dev.slipway.cli.command.line.Hold;
import dev.slipway.cli.command.line.Line;
import dev.slipway.cli.command.line.Promote;
import dev.slipway.cli.command.line.Rollback;
import dev.slipway.cli.command.line.Sync;
import dev.slipway.cli.command.repository.Arrivals;
import dev.slipway.cli.command.repository.Check;
import dev.slipway.cli.command.repository.Connect;
import dev.slipway.cli.command.work.PauseOrder;
import dev.slipway.cli.command.work.RowOrder;
import dev.slipway.cli.command.work.Work;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Words;
import dev.slipway.cli.session.Session;
import dev.slipway.cli.session.Surroundings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Which commands there are, and how each ends. */
final class Cli {
    /** What Java makes of a byte that the locale does not know. */
    private static final char GARBLED = '\uFFFD';

    private final Session session;

    private Cli(Session session) {
        this.session = session;
    }

    /** @return what the process exits with */
    static int run(Surroundings surroundings, String... arguments) {
        var language = language(arguments);
        var words = language.flatMap(Words::named).orElseGet(() -> Words.of(surroundings.environment()));
        try (var session = new Session(surroundings, words)) {
            if (language.isPresent() && Words.named(language.get()).isEmpty()) {
                session.note("slipway: " + words.say("error.language", language.get()));
                return Exit.USAGE.code();
            }
            if (Stream.of(arguments).anyMatch(argument -> argument.indexOf(GARBLED) >= 0)) {
                session.note("slipway: " + words.say("error.garbled"));
                return Exit.USAGE.code();
            }
            return new Cli(session).commands().execute(arguments);
        }
    }

    /** Of {@code --lang}: mistakes in what follows are told in it already. */
    private static Optional<String> language(String... arguments) {
        return IntStream.range(0, arguments.length)
                .filter(i -> arguments[i].startsWith("--lang=")
                        || (arguments[i].equals("--lang") && i + 1 < arguments.length))
                .mapToObj(i ->
                        arguments[i].equals("--lang") ? arguments[i + 1] : arguments[i].substring("--lang=".length()))
                .findFirst();
    }

    private CommandLine commands() {
        var surroundings = session.surroundings();
        var line = new CommandLine(session)
                .addSubcommand(new Login(session))
                .addSubcommand(new Logout(session))
                .addSubcommand(new Deliveries(session))
                .addSubcommand(new Delivery(session))
                .addSubcommand(new Trace(session))
                .addSubcommand(new Watch(session))
                .addSubcommand(new CommandLine(new Engines(session)).addSubcommand(new EngineInstall(session)))
                .addSubcommand(new Line(session))
                .addSubcommand(new Rollback(session))
                .addSubcommand(new Promote(session))
                .addSubcommand(new Deploy(session))
                .addSubcommand(new Hold(session))
                .addSubcommand(new Free(session))
                .addSubcommand(new Sync(session))
                .addSubcommand(new Work(session))
                .addSubcommand("retry", RowOrder.retry(session))
                .addSubcommand("give-up", RowOrder.giveUp(session))
                .addSubcommand("pause", PauseOrder.pause(session))
                .addSubcommand("resume", PauseOrder.resume(session))
                .addSubcommand(deadLetters())
                .addSubcommand(new Replay(session))
                .addSubcommand(new Check(session))
                .addSubcommand(new Connect(session))
                .addSubcommand(new Arrivals(session))
                .addSubcommand(new Help(session));
        line.setResourceBundle(session.words().bundle());
        line.getCommandSpec().version("slipway " + version());
        return line.setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(session.colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((mistake, _) -> usage(mistake))
                .setExecutionExceptionHandler((problem, _, _) -> ended(problem));
    }

    private CommandLine deadLetters() {
        return new CommandLine(new DeadLetters(session))
                .addSubcommand(new DeadLetterShow(session))
                .addSubcommand(new DeadLetterReplay(session))
                .addSubcommand(new DeadLetterEdit(session))
                .addSubcommand(new DeadLetterDrop(session));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static String version() {
        return Objects.requireNonNullElse(Cli.class.getPackage().getImplementationVersion(), "(built from source)");
    }

    private int usage(ParameterException mistake) {
        var command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        session.note("slipway: " + said(mistake) + " " + session.say("error.see-help", command));
        return Exit.USAGE.code();
    }

    private String said(ParameterException mistake) {
        return switch (mistake) {
            case UnmatchedArgumentException e
            when e.getCommandLine().getParent() == null && !e.isUnknownOption() ->
                session.say("error.no-command", e.getUnmatched().getFirst());
            case UnmatchedArgumentException e -> session.say("error.unknown", String.join(" ", e.getUnmatched()));
            case MissingParameterException e
            when !e.getMissing().isEmpty() ->
                session.say("error.missing", named(e.getMissing().getFirst()));
            case ParameterException e
            when e.getArgSpec() != null && e.getValue() != null ->
                session.say("error.value", e.getValue(), named(e.getArgSpec()));
            case ParameterException e when e.getCommandLine().getParent() == null -> session.say("error.which-command");
            default -> String.valueOf(mistake.getMessage());
        };
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private int ended(Exception why) {
        if (why instanceof Problem problem) {
            session.note("slipway: " + problem.getMessage());
            return problem.exit().code();
        }
        session.note("slipway: " + session.say("error.unexpected", why));
        return Exit.NO.code();
    }
}
