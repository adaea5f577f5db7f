package dev.modelgate.eval.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;

/** Refuses YAML aliases, which the parser would hand on as their bare name: a policy must not mean what it does not say. */
final class NoAliases extends JsonParserDelegate {

    private final YAMLParser yaml;
    private final String name;

    NoAliases(YAMLParser yaml, String name) {
        super(yaml);
        this.yaml = yaml;
        this.name = name;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.VALUE_STRING && yaml.isCurrentAlias()) {
            throw new CannotJudgeException("%s:%d:%d: '*%s' is an alias, but aliases are not read; write the value out"
                    .formatted(
                            name,
                            yaml.currentTokenLocation().getLineNr(),
                            yaml.currentTokenLocation().getColumnNr(),
                            yaml.getText()));
        }
        return token;
    }
}
