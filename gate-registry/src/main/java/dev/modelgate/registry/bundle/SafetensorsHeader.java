package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Dtype;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes of little-endian length, then a JSON object of tensors by name.
 * Every byte of the data section belongs to exactly one tensor; a file that says otherwise is refused, for bytes
 * that no tensor owns would not be part of the identity.
 *
 * @param dataOffset where the data section begins in the file
 */
record SafetensorsHeader(long dataOffset, ImmutableList<TensorHeader> tensors) {

    /** The limit of the published format. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";

    /**
     * Reads and checks a header.
     *
     * @throws CannotJudgeException where the file is not safetensors: the file and the reason
     */
    static SafetensorsHeader read(BundleFile file) {
        if (file.size() < LENGTH_BYTES) {
            throw error(file, "is shorter than 8 bytes, but a safetensors file starts with the length of its header");
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file.real()))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 0 || length > MAX_HEADER_BYTES || length > file.size() - LENGTH_BYTES) {
                throw error(
                        file,
                        "states a header of %s bytes, but at most %d and no more than the file holds are allowed"
                                .formatted(Long.toUnsignedString(length), MAX_HEADER_BYTES));
            }
            byte[] header = new byte[(int) length];
            in.readFully(header);
            return parsed(file, header);
        } catch (EOFException e) {
            throw file.changed();
        } catch (IOException e) {
            throw file.vanished(e);
        }
    }

    private static SafetensorsHeader parsed(BundleFile file, byte[] bytes) {
        String what = file.path() + " (header)";
        JsonObject header = JsonReader.readObject(bytes, what);
        long dataOffset = LENGTH_BYTES + (long) bytes.length;
        ImmutableList<TensorHeader> tensors = header.members().entrySet().stream()
                .filter(member -> !member.getKey().equals(METADATA))
                .map(member -> tensor(file, member, what))
                .sorted(Comparator.comparingLong(TensorHeader::begin).thenComparingLong(TensorHeader::end))
                .collect(ImmutableList.toImmutableList());
        requireFullCover(file, tensors, file.size() - dataOffset);
        return new SafetensorsHeader(dataOffset, tensors);
    }

    private static TensorHeader tensor(BundleFile file, Map.Entry<String, JsonValue> member, String header) {
        String what = "%s: tensor '%s'".formatted(header, member.getKey());
        JsonObject fields = JsonShape.object(member.getValue(), what);
        String typeName = JsonShape.text(JsonShape.required(fields, "dtype", what), what + ": 'dtype'");
        Dtype dtype = Dtype.named(typeName)
                .orElseThrow(() ->
                        error(file, "gives tensor '%s' the unknown dtype '%s'".formatted(member.getKey(), typeName)));
        ImmutableList<Long> shape = integers(fields, "shape", what);
        ImmutableList<Long> offsets = integers(fields, "data_offsets", what);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw error(
                    file,
                    "gives tensor '%s' the data_offsets %s, but a begin and an end not before it are required"
                            .formatted(member.getKey(), offsets));
        }
        TensorHeader tensor = new TensorHeader(member.getKey(), dtype, shape, offsets.get(0), offsets.get(1));
        requireLength(file, tensor);
        return tensor;
    }

    private static ImmutableList<Long> integers(JsonObject fields, String key, String what) {
        String where = "%s: '%s'".formatted(what, key);
        JsonArray array = JsonShape.array(JsonShape.required(fields, key, what), where);
        return array.items().stream().map(value -> natural(value, where)).collect(ImmutableList.toImmutableList());
    }

    private static long natural(JsonValue value, String where) {
        long number = JsonShape.integer(value, where);
        if (number < 0) {
            throw new CannotJudgeException("%s%s is %d, but it must not be negative; write the file again"
                    .formatted(where, value.place(), number));
        }
        return number;
    }

    private static void requireLength(BundleFile file, TensorHeader tensor) {
        BigInteger elements =
                tensor.shape().stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger stated = BigInteger.valueOf(tensor.end() - tensor.begin());
        if (!tensor.dtype().bytesOf(elements).map(stated::equals).orElse(false)) {
            throw error(
                    file,
                    "gives tensor '%s' %s bytes, but its shape %s of %s does not fill just as many"
                            .formatted(tensor.name(), stated, tensor.shape(), tensor.dtype()));
        }
    }

    private static void requireFullCover(BundleFile file, List<TensorHeader> tensors, long dataLength) {
        long covered = 0;
        for (TensorHeader tensor : tensors) {
            if (tensor.begin() != covered) {
                throw error(
                        file,
                        "has a tensor '%s' that begins at %d where the tensors before it end at %d: %s"
                                .formatted(
                                        tensor.name(),
                                        tensor.begin(),
                                        covered,
                                        tensor.begin() < covered ? "they overlap" : "there is a hole"));
            }
            covered = tensor.end();
        }
        if (covered > dataLength) {
            throw error(file, "has tensors up to byte %d of a data section of %d bytes".formatted(covered, dataLength));
        }
        if (covered < dataLength) {
            throw error(file, "has %d bytes after its last tensor".formatted(dataLength - covered));
        }
    }

    private static CannotJudgeException error(BundleFile file, String fault) {
        return new CannotJudgeException("%s %s; write the file again".formatted(file.path(), fault));
    }
}
