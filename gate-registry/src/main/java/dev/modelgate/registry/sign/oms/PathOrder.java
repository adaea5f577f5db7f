package dev.modelgate.registry.sign.oms;

import dev.modelgate.core.identity.CodePoints;
import java.util.Comparator;

/**
 * The order in which {@code model_signing} lists files: by segment, so that {@code a/b} comes before {@code a.txt},
 * and each segment by code point. The digest over all files depends on it.
 */
final class PathOrder {

    static final Comparator<String> BY_SEGMENT = PathOrder::compare;

    private PathOrder() {}

    private static int compare(String left, String right) {
        String[] a = left.split("/", -1);
        String[] b = right.split("/", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = CodePoints.ORDER.compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
