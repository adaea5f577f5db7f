package dev.modelgate.eval.render.html;

import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Style and script of the page, whole, and the policy that allows these two and nothing else: whatever a hostile name
 * might smuggle in, the browser runs none of it and fetches nothing.
 */
final class PageAssets {

    static final String STYLE = resource("report.css");
    static final String SCRIPT = resource("report.js");

    private PageAssets() {}

    static String styleElement() {
        return "<style>" + STYLE + "</style>";
    }

    static String scriptElement() {
        return "<script>" + SCRIPT + "</script>";
    }

    /** By hashes, so that a page opened from a disk needs no server to send a nonce. */
    static String contentSecurityPolicy() {
        return "default-src 'none'; style-src " + hash(STYLE) + "; script-src " + hash(SCRIPT)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; build with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
