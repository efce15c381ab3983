package dev.slipway.service.sync;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.slipway.events.values.Release;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An expression about a release and the time, in the Common Expression Language. What it names is known when it is compiled. It is
 * bounded: it cannot be long, cannot loop for long, and reaches nothing outside.
 */
final class ReleaseRule {
    private static final int LENGTH_MAX = 1_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LENGTH_MAX)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(1_000)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addVar("project", SimpleType.STRING)
            .addVar("environment", SimpleType.STRING)
            .addVar("release.application", SimpleType.STRING)
            .addVar("release.image", SimpleType.STRING)
            .addVar("release.ordinal", SimpleType.INT)
            .addVar("release.origin", SimpleType.STRING)
            .addVar("now.hour", SimpleType.INT)
            .addVar("now.minute", SimpleType.INT)
            .addVar("now.weekday", SimpleType.STRING)
            .addVar("now.day", SimpleType.INT)
            .addVar("now.month", SimpleType.INT)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;

    private ReleaseRule(CelRuntime.Program program) {
        this.program = program;
    }

    /** @throws IllegalArgumentException if it is no rule, with what is wrong where in it */
    static ReleaseRule of(String text) {
        try {
            return new ReleaseRule(RUNTIME.createProgram(COMPILER.compile(text).getAst()));
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(
                    "the rule is none: "
                            + e.getErrors().stream().map(ReleaseRule::said).collect(Collectors.joining("; ")),
                    e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("the rule is none: " + e.getMessage(), e);
        }
    }

    private static String said(CelIssue issue) {
        var at = issue.getSourceLocation();
        return "line " + at.getLine() + ", character " + (at.getColumn() + 1) + " of it: " + issue.getMessage();
    }

    /** @throws IllegalStateException if it can't be told */
    boolean admits(Release release, ZonedDateTime now) {
        var environment = release.environment();
        var image = release.image();
        try {
            var said = program.eval(Map.ofEntries(
                    Map.entry("project", environment.project()),
                    Map.entry("environment", environment.name()),
                    Map.entry("release.application", release.application()),
                    Map.entry("release.image", image == null ? "" : image.toString()),
                    Map.entry("release.ordinal", release.ordinal().value()),
                    Map.entry("release.origin", origin(release)),
                    Map.entry("now.hour", (long) now.getHour()),
                    Map.entry("now.minute", (long) now.getMinute()),
                    Map.entry("now.weekday", now.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)),
                    Map.entry("now.day", (long) now.getDayOfMonth()),
                    Map.entry("now.month", (long) now.getMonthValue())));
            return Boolean.TRUE.equals(said);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static String origin(Release release) {
        var origin = release.origin();
        if (origin == null) {
            return release.image() == null ? "config-push" : "push";
        }
        return origin.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
