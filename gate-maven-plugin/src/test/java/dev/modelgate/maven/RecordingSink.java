package dev.modelgate.maven;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;

/** Writes down what a page says to a site's renderer. */
final class RecordingSink {

    private final List<String> texts = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();

    Sink sink() {
        return (Sink) Proxy.newProxyInstance(
                Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, (self, method, arguments) -> {
                    event(method, arguments);
                    return null;
                });
    }

    /** All texts, in order. */
    List<String> texts() {
        return texts;
    }

    List<String> links() {
        return links;
    }

    /** Elements that were begun and not ended. */
    Deque<String> stillOpen() {
        return open;
    }

    private void event(Method method, Object[] arguments) {
        String name = method.getName();
        if (name.equals("text")) {
            texts.add((String) arguments[0]);
        } else if (name.endsWith("_")) {
            String begun = open.pop();
            if (!name.equals(begun + "_")) {
                throw new AssertionError(name + " ends " + begun);
            }
        } else if (!name.equals("flush")) {
            open.push(name);
            if (name.equals("link")) {
                links.add((String) arguments[0]);
            }
        }
    }
}
