package dev.slipway.cli.command;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help")
public final class Help implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec own = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", descriptionKey = "help.command")
    private List<String> of = List.of();

    public Help(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var explained = own.parent().commandLine();
        for (var name : of) {
            explained = named(explained, name);
        }
        explained.usage(explained.getOut());
    }

    private CommandLine named(CommandLine parent, String name) {
        var found = parent.getSubcommands().get(name);
        if (found == null) {
            throw Problem.usage(session.say("error.no-command", name) + " " + session.say("error.see-help", "slipway"));
        }
        return found;
    }
}
