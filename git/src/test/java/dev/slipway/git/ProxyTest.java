package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose name nobody resolves but the proxy, which is set as documented. */
class ProxyTest {
    private static final String SERVER = "http://git.invalid/hichat.git";
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Forge forge;
    private HttpServer proxy;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::pass);
        proxy.start();
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(proxy.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("http.proxyHost");
        System.clearProperty("http.proxyPort");
        proxy.stop(0);
        forge.close();
    }

    @Test
    void fetchesAndPushesGoThroughIt() throws Exception {
        var before = forge.commit("master", "Say hello", Map.of("k8s/app.yaml", "kind: Pod\n"));
        var mirror = forge.mirrors.of(new GitRemote(SERVER, GitHttpServer.CREDENTIALS));

        assertThat(mirror.resolve("master")).hasValue(before);
        var pushed = mirror.push(
                "master", new Base.Tip(before), List.of(Forge.draft("Release it", "k8s/app.yaml", "kind: Job\n")));

        assertThat(pushed).isInstanceOf(Pushed.class);
        assertThat(forge.served("master", "k8s/app.yaml")).isEqualTo("kind: Job");
        assertThat(asked).contains("git-upload-pack", "git-receive-pack");
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var wanted = exchange.getRequestURI();
            asked.add(wanted.getPath().replaceFirst(".*/", ""));
            var server = URI.create(forge.server.remote("hichat.git").url());
            var query = wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery();
            var there = URI.create("http://" + server.getAuthority() + wanted.getRawPath() + query);
            var passed = (HttpURLConnection) there.toURL().openConnection(Proxy.NO_PROXY);
            passed.setRequestMethod(exchange.getRequestMethod());
            for (var name : List.of("Authorization", "Content-Type", "Content-Encoding", "Accept", "Git-Protocol")) {
                var value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    passed.setRequestProperty(name, value);
                }
            }
            if (exchange.getRequestMethod().equals("POST")) {
                passed.setDoOutput(true);
                exchange.getRequestBody().transferTo(passed.getOutputStream());
            }
            var status = passed.getResponseCode();
            var type = passed.getContentType();
            if (type != null) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            var body = status < 400 ? passed.getInputStream() : passed.getErrorStream();
            var bytes = body == null ? new byte[0] : body.readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
