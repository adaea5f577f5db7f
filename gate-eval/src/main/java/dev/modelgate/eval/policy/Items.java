package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.JsonShape;
import java.util.List;

/** The objects of a list, each with its place in the file. */
final class Items {

    private Items() {}

    static ImmutableList<Section> of(Section owner, String key) {
        List<JsonValue> values = owner.value(key)
                .<List<JsonValue>>map(
                        list -> JsonShape.array(list, owner.what() + "." + key).items())
                .orElse(List.of());
        ImmutableList.Builder<Section> sections = ImmutableList.builder();
        for (int i = 0; i < values.size(); i++) {
            String what = "%s.%s[%d]".formatted(owner.what(), key, i);
            sections.add(new Section(JsonShape.object(values.get(i), what), what));
        }
        return sections.build();
    }
}
