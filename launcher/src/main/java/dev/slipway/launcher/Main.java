package dev.slipway.launcher;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that {@code ./slipway} hands on. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "up" -> Up.run(Options.parse(rest));
                case "demo" -> demo(rest);
                case "work" -> questions(rest).work();
                case "dead-letters" -> questions(rest).deadLetters();
                case "trace" -> trace(rest);
                case "arrivals" -> arrivals(rest);
                case "check" -> check(rest);
                case "connect" -> connect(rest);
                default -> throw new Usage("there is no such command; ./slipway help lists what there is");
            }
        } catch (Usage e) {
            System.err.println("slipway: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("slipway: it did not work: " + said(e));
            System.exit(1);
        }
    }

    private static String said(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no right to write " + denied.getFile();
            case FileSystemException file ->
                file.getFile() + " cannot be used" + (file.getReason() == null ? "" : ": " + file.getReason())
                        + "; name another folder with --data";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static Questions questions(List<String> options) throws IOException {
        return Questions.to(Options.parse(options).data(), System.out);
    }

    private static void trace(List<String> arguments) throws IOException {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            throw new Usage("trace takes the id of a delivery, or its first 8 characters as the terminal shows them");
        }
        questions(arguments.subList(1, arguments.size())).trace(arguments.getFirst());
    }

    private static void check(List<String> arguments) throws IOException {
        var named = named(
                arguments, "check takes the name of a project, and of one of its repositories if not all are meant");
        succeeded(connecting(arguments, named).check(named.getFirst(), second(named)));
    }

    private static void connect(List<String> arguments) throws IOException {
        var named = named(
                arguments, "connect takes the name of a project, and of one of its repositories if not all are meant");
        succeeded(connecting(arguments, named).connect(named.getFirst(), second(named)));
    }

    private static @Nullable String second(List<String> named) {
        return named.size() > 1 ? named.get(1) : null;
    }

    private static void succeeded(boolean well) {
        if (!well) {
            System.exit(1);
        }
    }

    private static void arrivals(List<String> arguments) throws IOException {
        var named = named(arguments, "arrivals takes the name of a project");
        connecting(arguments, named).arrivals(named.getFirst());
    }

    private static Connecting connecting(List<String> arguments, List<String> named) throws IOException {
        return new Connecting(questions(arguments.subList(named.size(), arguments.size())), System.out);
    }

    /** What stands before the options. */
    private static List<String> named(List<String> arguments, String otherwise) {
        var named = arguments.stream().takeWhile(word -> !word.startsWith("-")).toList();
        if (named.isEmpty()) {
            throw new Usage(otherwise);
        }
        return named;
    }

    private static void demo(List<String> arguments) throws IOException {
        var what = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!what.equals("push") && !what.equals("break")) {
            throw new Usage("demo takes push (a release goes live) or break (one fails in the cluster)");
        }
        var data = Options.parse(arguments.subList(1, arguments.size())).data();
        var running = Running.read(data);
        System.out.println(Demo.push(data, running, what.equals("break")));
        System.out.println("its way: in the terminal of ./slipway up, and on " + running.console());
    }
}
