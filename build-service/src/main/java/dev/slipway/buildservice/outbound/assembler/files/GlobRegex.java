package dev.slipway.buildservice.outbound.assembler.files;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Writes a glob as a regular expression. */
final class GlobRegex {
    private final String glob;
    private final boolean doubleStars;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    GlobRegex(String glob, boolean doubleStars) {
        this.glob = glob;
        this.doubleStars = doubleStars;
    }

    Pattern compile() {
        while (at < glob.length()) {
            var c = glob.charAt(at++);
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '[' -> characters();
                case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
                default -> literal(c);
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern %s is malformed".formatted(glob), e);
        }
    }

    private void star() {
        if (!doubleStars || !glob.startsWith("*", at)) {
            regex.append("[^/]*");
            return;
        }
        at++;
        if (glob.startsWith("/", at)) {
            at++;
            regex.append("(?:.*/)?");
        } else {
            regex.append(".*");
        }
    }

    private void characters() {
        regex.append("(?![/])[");
        if (glob.startsWith("^", at)) {
            at++;
            regex.append('^');
        }
        var start = at;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == start)) {
            var c = glob.charAt(at++);
            if (c == '-' && at - 1 > start) {
                regex.append('-');
            } else {
                inClass(c == '\\' && at < glob.length() ? glob.charAt(at++) : c);
            }
        }
        if (at++ >= glob.length()) {
            throw new IllegalArgumentException("the pattern %s is malformed".formatted(glob));
        }
        regex.append(']');
    }

    private void inClass(char c) {
        regex.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
    }

    private void literal(char c) {
        regex.append(Pattern.quote(String.valueOf(c)));
    }
}
