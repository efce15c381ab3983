package dev.slipway.events.values;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is called so is secret, unless it says where the secret is. */
final class SecretName {
    private static final Set<String> SECRET = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PASS",
            "PWD",
            "TOKEN",
            "SECRET",
            "KEY",
            "APIKEY",
            "CREDENTIAL",
            "CREDENTIALS");
    private static final Set<String> ELSEWHERE = Set.of("REF", "NAME", "FILE", "PATH", "DIR", "EXISTING");
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    /** Kubernetes' own, or what bank-vaults, vals and the like put in when the pod starts. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\([-._A-Za-z0-9]+\\)|(?:vault:|ref\\+).+");

    private SecretName() {}

    static boolean isOne(String name, String value) {
        var words = List.of(BETWEEN.split(name)).stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        return words.stream().anyMatch(SECRET::contains)
                && words.stream().noneMatch(ELSEWHERE::contains)
                && !REFERENCE.matcher(value).matches();
    }
}
