package dev.modelgate.registry.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes git objects under names that are not theirs: what whoever may write to a clone's files can do. */
public final class PlantedObjects {

    private static final int BLOB = 3;

    private PlantedObjects() {}

    /** A loose object, as git stores it, in the place of the named one. */
    public static void loose(Path objects, String name, String type, byte[] bytes) throws IOException {
        Path file = objects.resolve(name.substring(0, 2)).resolve(name.substring(2));
        Files.createDirectories(file.resolveSibling(""));
        Files.deleteIfExists(file);
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
            out.write("%s %d\0".formatted(type, bytes.length).getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
        }
    }

    /** A pack of one blob and an index that gives it the other name; both have the checksums that git writes. */
    public static void packed(Path objects, String name, byte[] bytes) throws IOException {
        byte[] object = entry(bytes);
        byte[] pack = sealed(join(ascii("PACK"), number(2), number(1), object));
        CRC32 crc = new CRC32();
        crc.update(object);
        byte[] id = HexFormat.of().parseHex(name);
        byte[][] fanout = new byte[256][];
        for (int i = 0; i < fanout.length; i++) {
            fanout[i] = number(i >= (id[0] & 0xff) ? 1 : 0);
        }
        byte[] index = sealed(join(
                new byte[] {(byte) 0xff, 't', 'O', 'c'},
                number(2),
                join(fanout),
                id,
                number((int) crc.getValue()),
                number(12),
                trailer(pack)));
        Path folder = Files.createDirectories(objects.resolve("pack"));
        String stem = "pack-" + HexFormat.of().formatHex(trailer(pack));
        Files.write(folder.resolve(stem + ".pack"), pack);
        Files.write(folder.resolve(stem + ".idx"), index);
        Files.deleteIfExists(objects.resolve(name.substring(0, 2)).resolve(name.substring(2)));
    }

    /** Header with the size in seven-bit groups, and the bytes deflated. */
    private static byte[] entry(byte[] bytes) throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        int rest = bytes.length >> 4;
        entry.write((rest > 0 ? 0x80 : 0) | (BLOB << 4) | (bytes.length & 0x0f));
        while (rest > 0) {
            entry.write((rest > 0x7f ? 0x80 : 0) | (rest & 0x7f));
            rest >>= 7;
        }
        try (OutputStream out = new DeflaterOutputStream(entry, new Deflater())) {
            out.write(bytes);
        }
        return entry.toByteArray();
    }

    private static byte[] sealed(byte[] bytes) {
        try {
            return join(bytes, MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] trailer(byte[] sealed) {
        return Arrays.copyOfRange(sealed, sealed.length - 20, sealed.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
