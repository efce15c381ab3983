package dev.slipway.console.inbound.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The library from its jar, at an address without a version. */
@Path("/static/htmx.js")
@PermitAll
class Htmx {

    @GET
    @Produces("text/javascript;charset=UTF-8")
    public InputStream script() throws IOException {
        var about = new Properties();
        try (var in = resource("META-INF/maven/org.mvnpm/htmx.org/pom.properties")) {
            about.load(in);
        }
        return resource("META-INF/resources/_static/htmx.org/" + about.getProperty("version") + "/dist/htmx.min.js");
    }

    private static InputStream resource(String name) {
        var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new NotThere("there is no " + name);
        }
        return in;
    }
}
