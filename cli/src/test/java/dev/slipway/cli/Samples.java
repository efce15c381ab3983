package dev.slipway.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the console answers. */
final class Samples {
    static final String LIVE = "e6d1b0a4-0000-5000-8000-000000000001";
    static final String BROKEN = "e6d1ffff-0000-5000-8000-000000000002";

    private Samples() {}

    static String live() {
        return """
                {"id":"%s","project":"hichat","repository":"hichat","branch":"master",
                 "commit":"1f0c9a2e00000000000000000000000000000000","author":"Li Hua","subject":"fix: 登录","state":"live","idle":false,
                 "started":"2026-11-20T02:00:00Z","ended":"2026-11-20T02:00:02.300Z",
                 "builds":[{"application":"hichat","phase":"built","since":"2026-11-20T02:00:00.189Z",
                   "image":"registry.example.com/root/hichat:1f0c9a2e@sha256:%s"}],
                 "releases":[{"id":"00000000-0000-5000-8000-00000000000a","environment":"prod","application":"hichat","phase":"live",
                   "since":"2026-11-20T02:00:02.300Z","image":"x","configBranch":"k8s-config",
                   "configCommit":"9ab04c1100000000000000000000000000000000","cluster":"local","podsReady":5,"note":null}],
                 "steps":[{"name":"received","from":"2026-11-20T02:00:00Z","to":"2026-11-20T02:00:00.093Z"},
                   {"name":"build","from":"2026-11-20T02:00:00.093Z","to":"2026-11-20T02:00:00.189Z"},
                   {"name":"rollout","from":"2026-11-20T02:00:00.448Z","to":"2026-11-20T02:00:02.300Z"}],
                 "troubles":[],
                 "messages":[{"channel":"ops","at":"2026-11-20T02:00:02.350Z","title":"hichat is live in prod","failure":null}]}""".formatted(LIVE, "1".repeat(64)).replace("\n", " ");
    }

    static String building() {
        return live().replaceAll("\"releases\":\\[.*?\\],", "\"releases\":[],")
                .replaceAll("\"messages\":\\[.*?\\]", "\"messages\":[]")
                .replace("\"built\"", "\"building\"")
                .replace("\"state\":\"live\"", "\"state\":\"working\"");
    }

    static String broken() {
        return live().replace(LIVE, BROKEN)
                .replace("\"state\":\"live\"", "\"state\":\"failed\"")
                .replace("\"phase\":\"live\"", "\"phase\":\"failed\"")
                .replace("\"troubles\":[]", """
                        "troubles":[{"where":"prod","at":"2026-11-20T02:00:02.300Z","failure":{"segment":"cluster",
                        "seen":"2 of 3 pods crash\\nexit code 1","nextStep":"look at MYSQL_HOST"}}]""".replace("\n", " "));
    }

    static String page(String... deliveries) {
        return "{\"deliveries\":[" + String.join(",", deliveries) + "],\"next\":null}";
    }

    static String event(String id, String cause, String type, String time) {
        return "{\"id\":\"%s\",\"cause\":%s,\"type\":\"dev.slipway.%s.v1\",\"subject\":\"hichat/prod\",\"time\":\"%s\",\"data\":{}}"
                .formatted(id, cause.isEmpty() ? "null" : "\"" + cause + "\"", type, time);
    }

    static String detail(String delivery, String... events) {
        return "{\"delivery\":" + delivery + ",\"events\":[" + String.join(",", events) + "]}";
    }

    /** Pages of two, of which each names the next. */
    static void paged(FakeConsole console, int deliveries, List<String> projects) {
        for (var i = 0; i < deliveries; i += 2) {
            var before = i == 0 ? "" : "&before=" + numbered(i - 1);
            var last = i + 2 >= deliveries;
            var page = IntStream.range(i, Math.min(i + 2, deliveries))
                    .mapToObj(n -> live().replace(LIVE, numbered(n))
                            .replace(
                                    "\"project\":\"hichat\"",
                                    "\"project\":\"" + projects.get(n % projects.size()) + "\""))
                    .collect(Collectors.joining(","));
            var next = last ? "null" : "\"" + numbered(i + 1) + "\"";
            for (var size : List.of(1, 2, 3, 5, 200)) {
                console.says(
                        "/api/deliveries?limit=" + size + before,
                        "{\"deliveries\":[" + page + "],\"next\":" + next + "}");
            }
        }
    }

    static String numbered(int n) {
        return "%08x-0000-5000-8000-000000000000".formatted(0xa0000000 + n);
    }
}
