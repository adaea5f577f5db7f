package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that DVC gives to a file's or a folder's content.
 *
 * @param hex lower-case MD5 of the file, or of the folder's manifest
 * @param folder whether it names a manifest
 * @param legacy whether DVC 2 made it: then Windows line ends of a text may have been hashed as Unix ones, and the
 *     object lies in the older layout
 */
record DvcHash(String hex, boolean folder, boolean legacy) {

    private static final String FOLDER = ".dir";
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})(\\.dir)?");

    /**
     * Reads what a pointer states.
     *
     * @throws CannotJudgeException for anything else: the text becomes a path, so nothing else may pass
     */
    static DvcHash parse(String text, boolean legacy, String what) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new CannotJudgeException(
                    "%s is '%s', but 32 lower-case hex digits are required, with '.dir' for a folder; let 'dvc add' write it"
                            .formatted(what, text));
        }
        return new DvcHash(matcher.group(1), matcher.group(2) != null, legacy);
    }

    /** The same kind of hash for a file of the folder. */
    DvcHash ofEntry(String md5, String what) {
        DvcHash entry = parse(md5, legacy, what);
        if (entry.folder()) {
            throw new CannotJudgeException(
                    "%s is '%s', but a manifest lists files only; the manifest is not DVC's".formatted(what, md5));
        }
        return entry;
    }

    /** Where the object lies, below a cache or a remote. */
    String key() {
        String name = hex.substring(0, 2) + "/" + hex.substring(2) + (folder ? FOLDER : "");
        return legacy ? name : "files/md5/" + name;
    }

    /** As the pointer states it. */
    @Override
    public String toString() {
        return folder ? hex + FOLDER : hex;
    }
}
