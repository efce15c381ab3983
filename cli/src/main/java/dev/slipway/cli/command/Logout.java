package dev.slipway.cli.command;

import dev.slipway.cli.session.Session;
import java.nio.file.Files;
import picocli.CommandLine.Command;

@Command(name = "logout")
public final class Logout implements Runnable {
    private final Session session;

    public Logout(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var file = session.loginFile();
        var wasThere = Files.exists(file.path());
        file.delete();
        session.screen().line(session.say(wasThere ? "logout.done" : "logout.nobody", file.path()));
    }
}
