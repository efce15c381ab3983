package dev.slipway.configediting.yaml;

import java.util.regex.Pattern;

/**
 * What an unquoted scalar is read as. YAML 1.1 (which kubectl, Helm and Kustomize read) and 1.2 differ, so text is only what both
 * take as text.
 */
final class Resolution {
    static final String STR = "tag:yaml.org,2002:str";
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern WORD =
            Pattern.compile("y|n|yes|no|true|false|on|off|null|~|<<|=|[-+]?\\.inf|\\.nan", Pattern.CASE_INSENSITIVE);
    /** Integers of every base, with underscores; decimals and exponents; sexagesimals; dates and times. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+"
            + "|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\\.[0-9_]+(?:[eE][-+]?[0-9]+)?)");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?");

    private Resolution() {}

    static boolean isNull(String plain) {
        return NULL.matcher(plain).matches();
    }

    static boolean isText(String plain) {
        if (plain.isEmpty()) {
            return false;
        }
        var first = plain.charAt(0);
        var numeric = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (numeric && (NUMBER.matcher(plain).matches() || DATE.matcher(plain).matches())) {
            return false;
        }
        return plain.length() > 6 || !WORD.matcher(plain).matches();
    }
}
