package dev.modelgate.registry.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a safetensors header as a stream, since it may be 100 MB long: only what it says of tensors is kept.
 * Strict JSON in strict UTF-8; a key that occurs twice anywhere, also in {@code __metadata__}, is an error.
 */
final class SafetensorsHeader {

    /** Texts about the file by names; no part of the identity. */
    private static final String METADATA = "__metadata__";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // a table of a million names helps nobody
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final String shown;

    private SafetensorsHeader(JsonParser parser, String shown) {
        this.parser = parser;
        this.shown = shown;
    }

    /**
     * The tensors in the order of the header.
     *
     * @param in ends where the header ends
     * @param shown the file, for messages
     * @throws CannotJudgeException naming the file, and line and column within the header
     */
    static ImmutableList<HeaderEntry> read(InputStream in, String shown) throws IOException {
        PushbackInputStream header = new PushbackInputStream(in);
        requireBrace(header, shown);
        InputStreamReader text = new InputStreamReader(header, StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new SafetensorsHeader(parser, shown).tensors();
        } catch (JsonProcessingException e) {
            throw malformed(e, shown);
        } catch (CharacterCodingException e) {
            throw new CannotJudgeException(shown + ": the header is not UTF-8; fetch or export the file again", e);
        }
    }

    /** The format allows padding behind the object, not before it. */
    private static void requireBrace(PushbackInputStream header, String shown) throws IOException {
        int first = header.read();
        if (first != '{') {
            throw new CannotJudgeException(
                    "%s: the header %s, but it must be a JSON object that begins with '{'; fetch or export the file again"
                            .formatted(shown, first < 0 ? "is empty" : "begins with byte 0x%02x".formatted(first)));
        }
        header.unread(first);
    }

    private static CannotJudgeException malformed(JsonProcessingException e, String shown) {
        String message = e.getOriginalMessage().replaceAll("\\s+", " ");
        return new CannotJudgeException(
                "%s: %s: the header is malformed JSON (%s); fetch or export the file again"
                        .formatted(shown, HeaderPlace.of(e), message),
                e);
    }

    private ImmutableList<HeaderEntry> tensors() throws IOException {
        parser.nextToken();
        ImmutableList.Builder<HeaderEntry> tensors = ImmutableList.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(METADATA)) {
                requireTexts();
            } else {
                tensors.add(new HeaderEntryReader(parser, shown, name).read());
            }
        }
        if (parser.nextToken() != null) {
            throw new CannotJudgeException(
                    "%s: %s: something follows the header's JSON object, but only spaces may; fetch or export the file again"
                            .formatted(shown, HeaderPlace.of(parser)));
        }
        return tensors.build();
    }

    /** The format has texts here and nothing else; loaders refuse the file, or differ in what they make of it. */
    private void requireTexts() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw notTexts("is no object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw notTexts("has a value of '%s' that is no string".formatted(key));
            }
        }
    }

    private CannotJudgeException notTexts(String problem) {
        return new CannotJudgeException(
                "%s: %s: the header's __metadata__ %s, but it must be an object of strings; export the file again"
                        .formatted(shown, HeaderPlace.of(parser), problem));
    }
}
