package dev.modelgate.core.json;

/** A JSON value that RFC 8785 cannot write without changing it; {@link #place()} says where it stood. */
public final class UncanonicalJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient JsonValue.Place place;

    public UncanonicalJsonException(JsonValue.Place place, String message) {
        super(message);
        this.place = place;
    }

    public JsonValue.Place place() {
        return place;
    }
}
