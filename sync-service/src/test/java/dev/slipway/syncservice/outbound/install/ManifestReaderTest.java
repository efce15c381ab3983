package dev.slipway.syncservice.outbound.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private String url;
    private ManifestReader reader;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        reader = new ManifestReader(
                new ManifestUrls(Duration.ofSeconds(30)), new ManifestFolder(Optional.of(folder.resolve("manifests"))));
        Files.createDirectory(folder.resolve("manifests"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aUrlIsFetchedAndItsRedirectsAreFollowed() throws Exception {
        answer("/install.yaml", 200, "a: 1\n");
        redirect("/latest", "/really");
        redirect("/really", url + "/install.yaml");

        assertThat(reader.read(url + "/latest")).asString().isEqualTo("a: 1\n");
    }

    @Test
    void whatIsNotThereIsSaidAndWhatMayPassIsTriedAgain() {
        answer("/gone", 404, "");
        answer("/busy", 503, "");

        assertRefused(url + "/gone", "answers 404");
        assertThatThrownBy(() -> reader.read(url + "/busy"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> reader.read("http://127.0.0.1:1/install.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be fetched at the moment");
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var much = new byte[1 << 20];
            try (var body = exchange.getResponseBody()) {
                for (var i = 0; i < 8; i++) {
                    body.write(much);
                }
            }
        });
        Files.write(folder.resolve("manifests/large.yaml"), new byte[ManifestReader.BYTES_MAX + 1]);

        assertRefused(url + "/large", "has more than 3145728 bytes");
        assertRefused("large.yaml", "has more than 3145728 bytes");
    }

    @Test
    void whatNeverEndsIsGivenUp() {
        HttpHandler drips = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (var i = 0; i < 60; i++) {
                    body.write('#');
                    body.flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        server.createContext("/drips", drips);

        var hasty = new ManifestUrls(Duration.ofSeconds(2));
        assertThatThrownBy(() -> hasty.read(url + "/drips"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has not come to its end within 2 s");
    }

    @Test
    void redirectsEndAndNoneLeadsInside() {
        redirect("/round", "/round");
        redirect("/file", "file:///etc/passwd");
        redirect("/metadata", "http://169.254.169.254/latest/meta-data");

        assertRefused(url + "/round", "sends us on more than 5 times");
        assertRefused(url + "/file", "is no address of http or https");
        assertRefused(url + "/metadata", "is an address of this machine's link only");
        var outside = Target.named("https://93.184.215.14/install.yaml");
        for (var inside :
                new String[] {"https://127.0.0.1/", "https://10.0.0.1/", "https://[fd00::1]/", "https://0.0.0.0/"}) {
            assertThatThrownBy(() -> outside.sentTo(inside)).hasMessageContaining("no redirect is followed");
        }
        assertThatThrownBy(() -> outside.sentTo("http://93.184.215.15/"))
                .hasMessageContaining("no redirect is followed");
        assertThat(outside.sentTo("/other").address()).hasToString("https://93.184.215.14/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "http:///x", "jar:file:/x!/y", "http://a b/"})
    void onlyAddressesOfHttpAreAsked(String from) {
        assertThatThrownBy(() -> reader.read(from))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("is no address");
    }

    @Test
    void whereARedirectLeadsOnlyItsHostIsTold() {
        redirect("/signed", url + "/gone?signature=s3cr3t");
        answer("/gone", 403, "");
        redirect("/broken", "http://host/?signature=s3cr3t with spaces");

        for (var path : new String[] {"/signed", "/broken"}) {
            assertThatThrownBy(() -> reader.read(url + path))
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://100.100.100.200/a", "http://192.0.0.192/a", "http://[fd00:ec2::254]/a"})
    void whereCloudsTellSecretsNobodyIsAsked(String from) {
        assertRefused(from, "a cloud tells its machines secrets");
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutIt() {
        assertThatThrownBy(() -> reader.read("https://li:hush@flux.example/install.yaml"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has a name or a password in it")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aFileIsReadFromTheFolderAndFromNowhereElse() throws Exception {
        Files.createDirectory(folder.resolve("manifests/flux"));
        Files.writeString(folder.resolve("manifests/flux/install.yaml"), "a: 1\n");
        Files.writeString(folder.resolve("secret.yaml"), "s: 1\n");
        Files.createSymbolicLink(folder.resolve("manifests/link.yaml"), folder.resolve("secret.yaml"));

        assertThat(reader.read("flux/install.yaml")).isEqualTo("a: 1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.read(folder.resolve("manifests/flux/install.yaml").toString()))
                .hasSize(5);
        assertRefused("../secret.yaml", "is not below the folder");
        assertRefused("flux/../../secret.yaml", "is not below the folder");
        assertRefused(folder.resolve("secret.yaml").toString(), "is not below the folder");
        assertRefused("link.yaml", "is not below the folder");
        assertRefused("nothing.yaml", "there is no file nothing.yaml");
        assertRefused("flux", "there is no file flux");
        assertRefused("a\0b", "is not below the folder");
    }

    @Test
    void withoutAFolderThereIsNoFile() {
        var none = new ManifestReader(new ManifestUrls(Duration.ofSeconds(2)), new ManifestFolder(Optional.empty()));

        assertThatThrownBy(() -> none.read("install.yaml"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has no folder of manifests");
    }

    private void assertRefused(String from, String said) {
        assertThatThrownBy(() -> reader.read(from))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(said);
    }

    private void answer(String path, int status, String text) {
        server.createContext(path, exchange -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }
}
