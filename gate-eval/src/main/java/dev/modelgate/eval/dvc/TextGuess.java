package dev.modelgate.eval.dvc;

/** Whether DVC 2 took a chunk for text: by its first 512 bytes, of which few may be unprintable. */
final class TextGuess {

    private static final int LOOKED_AT = 512;

    private TextGuess() {}

    static boolean isText(byte[] chunk, int length) {
        int n = Math.min(length, LOOKED_AT);
        int strange = 0;
        for (int i = 0; i < n; i++) {
            if (chunk[i] == 0) {
                return false;
            }
            strange += isPlain(chunk[i] & 0xFF) ? 0 : 1;
        }
        return strange * 10L <= n * 3L;
    }

    private static boolean isPlain(int b) {
        return (b >= 32 && b <= 126) || (b >= 0x08 && b <= 0x0A) || b == 0x0C || b == 0x0D; // and \b \t \n \f \r
    }
}
