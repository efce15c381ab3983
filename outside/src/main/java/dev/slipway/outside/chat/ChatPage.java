package dev.slipway.outside.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** The cards as a page, newest first. Everything in them is somebody's text and stays text. */
final class ChatPage {
    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
            <meta name="viewport" content="width=device-width"><title>Chat sink (simulated Feishu)</title>
            <style>body{font:14px system-ui,"Noto Sans CJK SC",sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
            article{border:1px solid #8884;border-left:6px solid #888;border-radius:6px;padding:.5rem 1rem;margin:1rem 0}
            article.green{border-left-color:#1a7f37}article.red{border-left-color:#cf222e}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
            </style><h1>Chat sink <small>(simulated Feishu)</small></h1>
            """;

    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\((https?://[^\\s()]+)\\)");
    /** Still text: a browser takes a numbered character for no markup. */
    private static final Pattern NUMBERED = Pattern.compile("&amp;#([0-9]{1,6});");

    private ChatPage() {}

    static String of(List<JsonNode> messages) {
        var page = new StringBuilder(HEAD);
        if (messages.isEmpty()) {
            page.append("<p>Cards appear here once a release is live or has failed.</p>");
        }
        messages.reversed().forEach(message -> card(page, message.path("card")));
        return page.append("</html>").toString();
    }

    private static void card(StringBuilder page, JsonNode card) {
        var colour = card.path("header").path("template").asText("").replaceAll("[^a-z]", "");
        page.append("<article class=\"").append(colour).append("\"><h2>");
        page.append(escape(card.path("header").path("title").path("content").asText()))
                .append("</h2>");
        var elements = card.has("body") ? card.path("body").path("elements") : card.path("elements");
        for (var element : elements) {
            var text = element.path("content").isMissingNode()
                    ? element.path("text").path("content")
                    : element.path("content");
            page.append("<pre>").append(markdown(text.asText())).append("</pre>");
        }
        page.append("</article>");
    }

    /** The little of Feishu's Markdown that cards use: bold, links, and characters written as numbers. */
    private static String markdown(String text) {
        var shown = BOLD.matcher(escape(text)).replaceAll("<b>$1</b>");
        shown = LINK.matcher(shown).replaceAll("<a href=\"$2\" rel=\"noreferrer\">$1</a>");
        return NUMBERED.matcher(shown).replaceAll("&#$1;");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
