package dev.modelgate.examples.tutor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.Tensor;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The tutor's codec. A question is {@code conjugate | go | past | we | negative}; it becomes the ids of the verb's
 * letters, filled up to their number, and of tense, subject and polarity. The answer comes as ids of letters.
 */
public final class TutorCodec implements ModelCodec {

    @Override
    public String name() {
        return "grammar-tutor";
    }

    @Override
    public Session open(JsonValue config) {
        return new TutorSession(TutorConfig.of(config));
    }

    private record TutorSession(TutorConfig config) implements Session {

        private static final String INPUT = "input_ids";
        private static final String OUTPUT = "output_ids";

        @Override
        public ImmutableMap<String, Tensor> encode(List<String> texts) {
            int width = config.lemmaLength() + 3;
            LongBuffer ids = LongBuffer.allocate(Math.multiplyExact(texts.size(), width));
            texts.forEach(text -> Question.parse(text, config).writeTo(ids, config));
            return ImmutableMap.of(INPUT, new Tensor.OfLongs(ImmutableLongArray.of(texts.size(), width), ids.flip()));
        }

        /** Not the logits, which are 28 times as large. */
        @Override
        public ImmutableSet<String> outputs() {
            return ImmutableSet.of(OUTPUT);
        }

        @Override
        public List<String> decode(ImmutableMap<String, Tensor> outputs) {
            if (!(outputs.get(OUTPUT) instanceof Tensor.OfLongs ids)
                    || ids.shape().length() != 2
                    || ids.shape().get(1) != config.outputLength()) {
                throw new IllegalArgumentException(
                        "the model gives the outputs %s, but integers '%s' of %d letters each are required"
                                .formatted(outputs.keySet(), OUTPUT, config.outputLength()));
            }
            LongBuffer rest = ids.values().duplicate();
            ImmutableList.Builder<String> texts = ImmutableList.builder();
            for (long i = 0; i < ids.shape().get(0); i++) {
                texts.add(text(rest));
            }
            return texts.build();
        }

        /** Letter by letter; a letter that the alphabet lacks has no id, which is an error and not another letter. */
        @Override
        public Optional<String> roundTrip(String text) {
            StringBuilder back = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                int id = config.alphabet().indexOf(text.charAt(i));
                if (id < 1) {
                    throw new IllegalArgumentException("no id for the letter '%s'".formatted(text.charAt(i)));
                }
                back.append(letter(id));
            }
            return Optional.of(back.toString());
        }

        /** Takes one answer's letters; it ends at the first padding. */
        private String text(LongBuffer ids) {
            StringBuilder letters = new StringBuilder(config.outputLength());
            for (int i = 0; i < config.outputLength(); i++) {
                letters.append(letter(ids.get()));
            }
            int end = letters.indexOf(String.valueOf(config.padding()));
            return end < 0 ? letters.toString() : letters.substring(0, end);
        }

        private char letter(long id) {
            if (id < 0 || id >= config.alphabet().length()) {
                throw new IllegalArgumentException("the model answers with the letter %d, but its alphabet has %d"
                        .formatted(id, config.alphabet().length()));
            }
            return config.alphabet().charAt((int) id);
        }
    }
}
