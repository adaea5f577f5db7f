package dev.modelgate.registry.tracking;

import dev.modelgate.core.CannotJudgeException;

/** Another command took an attempt for abandoned and took back what it had told the tracker; it is made again. */
final class InterferenceException extends CannotJudgeException {

    private static final long serialVersionUID = 1L;

    InterferenceException(String run) {
        super(
                "the note about run '%s' is gone, but it stands until the promotion is done; another command writes this registry at the same time, try again"
                        .formatted(run));
    }
}
