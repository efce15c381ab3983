package dev.slipway.buildservice.outbound.assembler.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One instruction with its flags; the arguments are as written, since each keyword reads them its own way. */
public record Instruction(
        String file, int line, Keyword keyword, Map<String, String> flags, String arguments, char escape) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    private static final Pattern FLAG = Pattern.compile("^--([a-z-]+)(?:=(\\S*))?(?:\\s+|$)");
    private static final Pattern HEREDOC = Pattern.compile("(?:^|\\s)<<-?\\s*['\"]?[A-Za-z_]");

    static Instruction parse(String file, LogicalLine line, char escape) throws DockerfileRefused {
        var parts = line.text().split("\\s+", 2);
        var keyword = keyword(file, line.number(), parts[0]);
        var bare = new Instruction(file, line.number(), keyword, Map.of(), parts.length == 2 ? parts[1] : "", escape);
        var flags = new LinkedHashMap<String, String>();
        var rest = bare.arguments;
        for (var flag = FLAG.matcher(rest); flag.find(); flag = FLAG.matcher(rest)) {
            if (!keyword.takes(flag.group(1))) {
                throw bare.refused("%s --%s isn't supported".formatted(keyword, flag.group(1)), "Leave the flag out");
            }
            flags.put(flag.group(1), flag.group(2) == null ? "true" : flag.group(2));
            rest = rest.substring(flag.end());
        }
        if (List.of(Keyword.RUN, Keyword.COPY, Keyword.ADD).contains(keyword)
                && HEREDOC.matcher(rest).find()) {
            throw keyword == Keyword.RUN
                    ? bare.needsCommands()
                    : bare.refused(keyword + " has a heredoc", "Put the text into a file and copy that");
        }
        if (rest.isBlank()) {
            throw bare.refused(keyword + " has no arguments", "Complete or remove the line");
        }
        return new Instruction(file, line.number(), keyword, Map.copyOf(flags), rest.strip(), escape);
    }

    /** The elements where the arguments are a JSON array of strings, Docker's exec form. */
    public Optional<List<String>> array() {
        if (!arguments.startsWith("[")) {
            return Optional.empty();
        }
        try {
            var raw = JSON.readValue(arguments, new TypeReference<List<Object>>() {});
            var text = raw.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            return text.size() == raw.size() ? Optional.of(text) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    public List<String> words() {
        return Words.split(arguments, escape);
    }

    /** The words of a text with its variables and quotes resolved. */
    public String expand(String word, Map<String, String> variables) throws DockerfileRefused {
        try {
            return new Expansion(word, escape, variables).result();
        } catch (IllegalArgumentException e) {
            throw refused("%s in %s".formatted(e.getMessage(), word), "Correct the text");
        }
    }

    public DockerfileRefused needsCommands() {
        return refused(
                keyword + " needs a builder that can execute commands; the local builder only assembles files",
                "Use a builder that runs commands, or move the step out of the Dockerfile");
    }

    public DockerfileRefused refused(String what, String nextStep) {
        return new DockerfileRefused(file, line, what, nextStep);
    }

    private static Keyword keyword(String file, int line, String word) throws DockerfileRefused {
        try {
            return Keyword.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new DockerfileRefused(file, line, word + " is no instruction", "Correct the line, or remove it");
        }
    }
}
