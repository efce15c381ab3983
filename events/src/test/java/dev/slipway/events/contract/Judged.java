package dev.slipway.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** What a validator that is not ours finds wrong; formats count. */
final class Judged {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Judged() {}

    static Set<ValidationMessage> by(JsonNode schema, JsonNode value) {
        return FACTORY.getSchema(schema, STRICT).validate(value);
    }
}
