package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 has it and as spreadsheets save it: a header, then rows as wide as the header; quoted cells may
 * hold lines. Cells are separated by {@code ,}, {@code ;} or a tab, whichever the header has. UTF-8, with a byte-order mark
 * or without, and UTF-16 with one. A row of empty cells is an empty line.
 */
public final class CsvRows {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private static final String SEPARATORS = ",;\t";

    /** A spreadsheet's own way to say what separates its cells, on a line of its own before the header. */
    private static final Pattern STATED = Pattern.compile("\"?sep=([,;\t])\"?(\r\n|\n|\r)");

    private final MappingIterator<String[]> rows;
    private final String name;
    private final char separator;
    private final int linesBefore;

    private CsvRows(MappingIterator<String[]> rows, String name, char separator, int linesBefore) {
        this.rows = rows;
        this.name = name;
        this.separator = separator;
        this.linesBefore = linesBefore;
    }

    /** A row's cells by column, in the columns' order. */
    public record Row(ImmutableMap<String, String> cells) {}

    /** What is done with each row. */
    @FunctionalInterface
    public interface Consumer {
        /** @param where {@code file:line} of the row's first line, for messages */
        void accept(Row row, String where);
    }

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param known names of columns that are ours in any capitals: a spreadsheet writes {@code ID}
     * @throws CannotJudgeException where the encoding is another, or it is no table; at the first row that is wider or
     *     narrower than the header: file and line
     */
    public static void forEach(InputStream in, String name, Collection<String> known, Consumer consumer) {
        try {
            String text = decoded(in.readAllBytes(), name);
            Matcher stated = STATED.matcher(text);
            if (stated.lookingAt()) {
                read(text.substring(stated.end()), name, stated.group(1).charAt(0), 1, known, consumer);
            } else {
                read(text, name, separator(text, name), 0, known, consumer);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the file".formatted(name, e.getMessage()), e);
        }
    }

    private static void read(
            String text, String name, char separator, int linesBefore, Collection<String> known, Consumer consumer)
            throws IOException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        try (MappingIterator<String[]> rows =
                MAPPER.readerFor(String[].class).with(schema).readValues(text)) {
            new CsvRows(rows, name, separator, linesBefore).read(known, consumer);
        }
    }

    private static String decoded(byte[] bytes, String name) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Utf8.decode(Arrays.copyOfRange(bytes, 3, bytes.length), name);
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return utf16(bytes, name);
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            throw new CannotJudgeException(
                    "%s is a workbook, but a table in text is required; save it as CSV UTF-8".formatted(name));
        }
        String text = Utf8.decode(bytes, name);
        if (text.indexOf('\0') >= 0) {
            throw new CannotJudgeException(
                    "%s has bytes that are 0, as UTF-16 without a byte-order mark does, but UTF-8 is required; save it as CSV UTF-8"
                            .formatted(name));
        }
        return text;
    }

    /** The mark says in which order the bytes of a character stand; strict, as {@link Utf8} is. */
    private static String utf16(byte[] bytes, String name) {
        try {
            return StandardCharsets.UTF_16
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CannotJudgeException(
                    "%s starts as UTF-16, but is not UTF-16 to its end; save it as CSV UTF-8".formatted(name), e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The one that the header has outside quotes; two kinds could be read two ways, so a guess could misread. */
    private static char separator(String text, String name) {
        Set<Character> found = new LinkedHashSet<>();
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || "\r\n".indexOf(text.charAt(i)) < 0); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                found.add(c);
            }
        }
        if (found.size() > 1) {
            throw new CannotJudgeException(
                    "%s:1: the header is separated by %s, but one of them is required; put names that hold one in quotes"
                            .formatted(name, found.stream().map(CsvRows::shown).collect(Collectors.joining(" and "))));
        }
        return found.isEmpty() ? ',' : found.iterator().next();
    }

    private static String shown(char separator) {
        return separator == '\t' ? "tabs" : "'" + separator + "'";
    }

    private void read(Collection<String> known, Consumer consumer) throws IOException {
        List<String> header = ColumnNames.of(Arrays.asList(next()), known);
        requireHeader(header);
        while (hasNext()) {
            String where = name + ":" + line();
            String[] cells = next();
            if (Arrays.stream(cells).allMatch(String::isEmpty)) {
                continue;
            }
            if (cells.length != header.size()) {
                throw new CannotJudgeException(
                        "%s: the row has %d cells, but the header has %d; quote cells that hold %s%s"
                                .formatted(
                                        where,
                                        cells.length,
                                        header.size(),
                                        shown(separator),
                                        separator == ',' ? ", such as a decimal comma" : ""));
            }
            ImmutableMap.Builder<String, String> row = ImmutableMap.builder();
            for (int i = 0; i < cells.length; i++) {
                row.put(header.get(i), cells[i]);
            }
            consumer.accept(new Row(row.buildOrThrow()), where);
        }
    }

    private void requireHeader(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (column.isEmpty() || !seen.add(column)) {
                throw new CannotJudgeException(
                        "%s:1: the header is %s, but each column needs a name of its own; name them"
                                .formatted(name, header));
            }
        }
    }

    private boolean hasNext() throws IOException {
        try {
            return rows.hasNextValue();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private String[] next() throws IOException {
        try {
            if (!rows.hasNextValue()) {
                throw new CannotJudgeException(
                        "%s is empty, but a header is required; write the columns' names first".formatted(name));
            }
            return rows.nextValue();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private int line() {
        return rows.getCurrentLocation().getLineNr() + linesBefore;
    }

    private CannotJudgeException malformed(JsonProcessingException e) {
        int line = e.getLocation() == null ? line() : e.getLocation().getLineNr() + linesBefore;
        return new CannotJudgeException(
                "%s:%d: the table is malformed (%s); write it as RFC 4180 has it"
                        .formatted(name, line, e.getOriginalMessage()),
                e);
    }
}
