package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.util.Comparator;
import java.util.List;

/** That tensors fill the data section of a safetensors file: no overlap, no hole, nothing behind the last one. */
final class DataLayout {

    private DataLayout() {}

    /**
     * @param dataBytes the size of the data section
     * @param shown the file, for messages
     * @throws CannotJudgeException naming the tensor at fault
     */
    static void requireComplete(List<HeaderEntry> entries, long dataBytes, String shown) {
        List<HeaderEntry> byPlace = entries.stream()
                .sorted(Comparator.comparingLong(HeaderEntry::begin).thenComparingLong(HeaderEntry::end))
                .toList();
        long covered = 0;
        for (HeaderEntry entry : byPlace) {
            requireNext(entry, covered, dataBytes, shown);
            covered = entry.end();
        }
        if (covered < dataBytes) {
            throw error(
                    shown,
                    "has %d bytes after its last tensor, but every byte must belong to a tensor"
                            .formatted(dataBytes - covered));
        }
    }

    private static void requireNext(HeaderEntry entry, long covered, long dataBytes, String shown) {
        if (entry.end() > dataBytes) {
            throw error(
                    shown,
                    "has the tensor '%s' end at byte %d of the data, but the data section has %d"
                            .formatted(entry.name(), entry.end(), dataBytes));
        }
        if (entry.begin() < covered) {
            throw error(
                    shown,
                    "has the tensor '%s' begin at byte %d of the data, but the one before it ends at %d: they overlap"
                            .formatted(entry.name(), entry.begin(), covered));
        }
        if (entry.begin() > covered) {
            throw error(
                    shown,
                    "has the tensor '%s' begin at byte %d of the data, but the one before it ends at %d: a hole of %d bytes"
                            .formatted(entry.name(), entry.begin(), covered, entry.begin() - covered));
        }
    }

    private static CannotJudgeException error(String shown, String problem) {
        return new CannotJudgeException("%s %s; fetch or export the file again".formatted(shown, problem));
    }
}
