package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** CSV as RFC 4180 has it: a header, then rows as wide as the header; quoted cells may hold lines. UTF-8 only. */
public final class CsvRows {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final MappingIterator<String[]> rows;
    private final String name;

    private CsvRows(MappingIterator<String[]> rows, String name) {
        this.rows = rows;
        this.name = name;
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
     * @throws CannotJudgeException where it is not UTF-8 or no table; at the first row that is wider or narrower than
     *     the header: file and line
     */
    public static void forEach(InputStream in, String name, Consumer consumer) {
        try (MappingIterator<String[]> rows =
                MAPPER.readerFor(String[].class).readValues(Utf8.decode(in.readAllBytes(), name))) {
            new CsvRows(rows, name).read(consumer);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the file".formatted(name, e.getMessage()), e);
        }
    }

    private void read(Consumer consumer) throws IOException {
        String[] header = next();
        requireHeader(header);
        while (hasNext()) {
            String where = name + ":" + line();
            String[] cells = next();
            if (cells.length != header.length) {
                throw new CannotJudgeException(
                        "%s: the row has %d cells, but the header has %d; quote cells with commas"
                                .formatted(where, cells.length, header.length));
            }
            ImmutableMap.Builder<String, String> row = ImmutableMap.builder();
            for (int i = 0; i < cells.length; i++) {
                row.put(header[i], cells[i]);
            }
            consumer.accept(new Row(row.buildOrThrow()), where);
        }
    }

    private void requireHeader(String[] header) {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (column.isBlank() || !seen.add(column)) {
                throw new CannotJudgeException(
                        "%s:1: the header is %s, but each column needs a name of its own; name them"
                                .formatted(name, Arrays.toString(header)));
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
        return rows.getCurrentLocation().getLineNr();
    }

    private CannotJudgeException malformed(JsonProcessingException e) {
        int line = e.getLocation() == null ? line() : e.getLocation().getLineNr();
        return new CannotJudgeException(
                "%s:%d: the table is malformed (%s); write it as RFC 4180 has it"
                        .formatted(name, line, e.getOriginalMessage()),
                e);
    }
}
