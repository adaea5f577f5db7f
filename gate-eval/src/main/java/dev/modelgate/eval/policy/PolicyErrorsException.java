package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.util.List;

/** A policy that is not understood: every error, with its place. */
public final class PolicyErrorsException extends CannotJudgeException {

    private static final long serialVersionUID = 1;

    private final ImmutableList<String> errors;

    PolicyErrorsException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = ImmutableList.copyOf(errors);
    }

    /** At least one, in the order of the file. */
    public ImmutableList<String> errors() {
        return errors;
    }
}
