package dev.modelgate.eval.dvc;

import dev.modelgate.eval.dvc.DvcDigest.Fit;
import java.util.Optional;

/**
 * What lies in the workspace where an out belongs.
 *
 * @param md5 as DVC would name it now
 * @param size bytes of the file, or of all files of the folder
 * @param files number of files; 1 for a file
 * @param fit how it fits the out; empty where it does not
 */
record Found(String md5, long size, long files, Optional<Fit> fit) {}
