package dev.modelgate.architecture.planted.cli;

import java.lang.reflect.Field;

/** Does by reflection what no caller may. */
final class OpensWhatIsClosed {

    private OpensWhatIsClosed() {}

    static void violation(Field field) {
        field.setAccessible(true);
    }
}
