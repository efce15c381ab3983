package dev.slipway.cli.command;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.server.Access;
import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "login")
public final class Login implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "URL", arity = "0..1", descriptionKey = "login.url")
    private String url = "";

    public Login(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var choice = session.choice(url);
        var address = choice.address();
        var name = choice.name();
        var access = new Access(address, name, password(address, name));
        try (var server = session.open(access)) {
            server.get("/api/deliveries?limit=1");
        }
        var file = session.loginFile();
        file.write(access);
        if (access.isReadableOnTheWay()) {
            session.note(session.say("login.readable", address));
        }
        session.screen().line(session.say("login.done", name, address, file.path()));
    }

    private String password(String address, String name) {
        var set = session.surroundings().environment().getOrDefault("SLIPWAY_PASSWORD", "");
        var password =
                set.isEmpty() ? session.surroundings().secret().apply(session.say("login.prompt", name, address)) : set;
        if (password.isEmpty()) {
            throw Problem.usage(session.say("login.empty"));
        }
        return password;
    }
}
