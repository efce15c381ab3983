package dev.slipway.outside.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, request by request. */
class DistributionTest {
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Registry registry;

    @BeforeEach
    void start() throws IOException {
        registry = Registry.start(folder, 0);
    }

    @AfterEach
    void stop() {
        registry.close();
        client.shutdownNow();
    }

    @Test
    void takesABlobInPieces() throws Exception {
        var begun = send("POST", "/v2/a/b/blobs/uploads/", "");
        assertThat(begun.statusCode()).isEqualTo(202);
        var address = location(begun);
        assertThat(send("PATCH", address, "hello ", "Content-Range", "0-5")
                        .headers()
                        .firstValue("Range"))
                .contains("0-5");
        assertThat(send("PATCH", address, "again", "Content-Range", "0-4").statusCode())
                .isEqualTo(416);
        assertThat(send("GET", address, "").headers().firstValue("Range")).contains("0-5");
        send("PATCH", address, "world", "Content-Range", "6-10");

        var done = send("PUT", address + "?digest=" + digest("hello world"), "");

        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(send("GET", location(done), "").body()).isEqualTo("hello world");
        var head = send("HEAD", location(done), "");
        assertThat(head.headers().firstValue("Content-Length")).contains("11");
        assertThat(head.headers().firstValue("Docker-Content-Digest")).contains(digest("hello world"));
    }

    @Test
    void takesABlobAtOnceAndMountsItElsewhere() throws Exception {
        assertThat(blob("hello")).isEqualTo(201);

        var mounted = send("POST", "/v2/c/blobs/uploads/?mount=" + digest("hello") + "&from=a/b", "");
        var unknown = send("POST", "/v2/c/blobs/uploads/?mount=" + digest("other") + "&from=a/b", "");

        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(unknown.statusCode()).isEqualTo(202);
    }

    @Test
    void refusesAnotherContentThanItsDigestSays() throws Exception {
        var answer = send("POST", "/v2/a/b/blobs/uploads/?digest=" + digest("hello"), "hullo");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("DIGEST_INVALID");
        assertThat(send("GET", "/v2/a/b/blobs/" + digest("hello"), "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsManifestsByTagAndDigest() throws Exception {
        blob("config");
        var manifest = manifest("config");
        var put = send("PUT", "/v2/a/b/manifests/v1", manifest, "Content-Type", MANIFEST_TYPE);

        assertThat(put.statusCode()).isEqualTo(201);
        for (var reference : new String[] {"v1", digest(manifest)}) {
            var got = send("GET", "/v2/a/b/manifests/" + reference, "");
            assertThat(got.body()).isEqualTo(manifest);
            assertThat(got.headers().firstValue("Content-Type")).contains(MANIFEST_TYPE);
            assertThat(got.headers().firstValue("Docker-Content-Digest")).contains(digest(manifest));
        }
    }

    @Test
    void refusesAManifestWhoseBlobsWereNotPushed() throws Exception {
        var answer = send("PUT", "/v2/a/b/manifests/v1", manifest("absent"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MANIFEST_BLOB_UNKNOWN");
        assertThat(send("PUT", "/v2/a/b/manifests/v1", "{").body()).contains("MANIFEST_INVALID");
    }

    @Test
    void aDigestIsDeletedWithItsTags() throws Exception {
        blob("config");
        var manifest = manifest("config");
        send("PUT", "/v2/a/b/manifests/v1", manifest);
        send("PUT", "/v2/a/b/manifests/v2", manifest);

        assertThat(send("DELETE", "/v2/a/b/manifests/v1", "").statusCode()).isEqualTo(202);
        assertThat(send("GET", "/v2/a/b/manifests/v1", "").body()).contains("MANIFEST_UNKNOWN");
        assertThat(send("GET", "/v2/a/b/manifests/v2", "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/v2/a/b/manifests/" + digest(manifest), "").statusCode())
                .isEqualTo(202);
        assertThat(send("GET", "/v2/a/b/tags/list", "").body()).contains("\"tags\":[]");
    }

    @Test
    void listsTagsPageByPage() throws Exception {
        blob("config");
        for (var tag : new String[] {"c", "a", "b"}) {
            send("PUT", "/v2/a/b/manifests/" + tag, manifest("config"));
        }

        var first = send("GET", "/v2/a/b/tags/list?n=2", "");

        assertThat(first.body()).contains("[\"a\",\"b\"]");
        var next = first.headers().firstValue("Link").orElseThrow().replaceAll("<(.*)>.*", "$1");
        assertThat(send("GET", next, "").body()).contains("[\"c\"]");
        assertThat(send("GET", "/v2/absent/tags/list", "").body()).contains("NAME_UNKNOWN");
    }

    @Test
    void asksForAPasswordWhereThereAreSome() throws Exception {
        registry.close();
        registry = Registry.start(folder, 0, Map.of("robot", "secret"));

        var stranger = send("GET", "/v2/", "");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"registry\"");
        assertThat(stranger.body()).contains("UNAUTHORIZED");
        assertThat(send("GET", "/v2/", "", "Authorization", basic("robot:wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/v2/", "", "Authorization", basic("robot:secret"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void staysInsideItsFolder() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");

        assertThat(send("GET", "/v2/../secret/manifests/x", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v2/a/manifests/..%2f..%2fsecret", "").body()).doesNotContain("\"secret\"");
        assertThat(send("GET", "/v2/a/_tags/manifests/x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void forgetsUploadsThatTheLastProcessLeft() throws Exception {
        var address = location(send("POST", "/v2/a/b/blobs/uploads/", ""));
        registry.close();
        registry = Registry.start(folder, 0);

        assertThat(send("PATCH", address, "x").body()).contains("BLOB_UPLOAD_UNKNOWN");
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    private int blob(String content) throws Exception {
        return send("POST", "/v2/a/b/blobs/uploads/?digest=" + digest(content), content)
                .statusCode();
    }

    private static String manifest(String config) throws Exception {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"digest\":\"%s\"},\"layers\":[]}"
                .formatted(MANIFEST_TYPE, digest(config));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + registry.address() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String digest(String content) throws Exception {
        return "sha256:"
                + HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
