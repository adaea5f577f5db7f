package dev.modelgate.ci.doctor;

import java.util.List;

/** All that can be seen of one code host: its settings through its API, its files in the checkout. */
public interface SystemLook {

    /** {@code github}, {@code gitlab}. */
    String system();

    /** What was found; what could not be looked at is a finding too. */
    List<Finding> take();
}
