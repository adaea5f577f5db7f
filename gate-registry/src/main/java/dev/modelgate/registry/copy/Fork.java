package dev.modelgate.registry.copy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.Replay;
import dev.modelgate.registry.state.EventCodec;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Two histories that begin alike.
 *
 * @param common how many lines they share
 * @param tail what the one that moves has behind those
 * @param onto what the other one adds up to
 */
record Fork(long common, ImmutableList<Event> tail, Replay onto) {

    static Fork of(RegistryView moving, RegistryView staying) throws IOException {
        try (Stream<String> mine = moving.lines();
                Stream<String> theirs = staying.lines()) {
            return between(mine.iterator(), theirs.iterator(), staying);
        }
    }

    private static Fork between(Iterator<String> mine, Iterator<String> theirs, RegistryView staying) {
        ImmutableList.Builder<Event> tail = ImmutableList.builder();
        Replay onto = new Replay();
        long number = 0;
        long common = 0;
        while (mine.hasNext() || theirs.hasNext()) {
            number++;
            String own = mine.hasNext() ? mine.next() : "";
            if (theirs.hasNext()) {
                String other = theirs.next();
                String place = staying.place(number);
                onto.apply(EventCodec.decode(other, place), place);
                if (common == number - 1 && own.equals(other)) {
                    common++;
                    continue;
                }
            }
            if (!own.isEmpty()) {
                tail.add(EventCodec.decode(own, "event " + number));
            }
        }
        return new Fork(common, tail.build(), onto);
    }
}
