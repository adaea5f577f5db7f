package dev.modelgate.core.release;

/**
 * Something in a registry that its events do not explain.
 *
 * @param place the line or document, as the store names it
 * @param message what is found, what is required, what to do
 */
public record Finding(String place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
