package dev.slipway.configediting.yaml;

import java.util.Arrays;

/** The parser counts code points, a string counts chars: a pair of surrogates is one and two. */
record CodePoints(int[] pairs) {

    static CodePoints of(String text) {
        var pairs = new int[0];
        var found = 0;
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                if (found == pairs.length) {
                    pairs = Arrays.copyOf(pairs, Math.max(16, 2 * found));
                }
                pairs[found] = i - found;
                found++;
            }
        }
        return new CodePoints(Arrays.copyOf(pairs, found));
    }

    int offset(int codePoints) {
        if (pairs.length == 0) {
            return codePoints;
        }
        var at = Arrays.binarySearch(pairs, codePoints);
        return codePoints + (at < 0 ? -at - 1 : at);
    }
}
