package dev.modelgate.core.identity;

/**
 * How one tensor differs between two models. The first kind that applies is named: another element type says more
 * than another shape, and another shape more than other values.
 */
public enum TensorChange {
    ADDED,
    REMOVED,
    /** Another element type; shape and values may differ too. */
    RETYPED,
    /** Another shape of the same element type; values may differ too. */
    RESHAPED,
    /** Same element type and shape, other bytes: the difference can be measured. */
    CHANGED;

    public static TensorChange of(Change<TensorEntry> change) {
        return switch (change.kind()) {
            case ADDED -> ADDED;
            case REMOVED -> REMOVED;
            case CHANGED ->
                between(change.before().orElseThrow(), change.after().orElseThrow());
        };
    }

    private static TensorChange between(TensorEntry before, TensorEntry after) {
        if (before.dtype() != after.dtype()) {
            return RETYPED;
        }
        return before.shape().equals(after.shape()) ? CHANGED : RESHAPED;
    }
}
