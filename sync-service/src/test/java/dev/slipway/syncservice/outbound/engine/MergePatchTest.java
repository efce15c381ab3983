package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {"a":1};                  {};                             {"a":1}
                    {"a":1};                  {"a":2};                        {"a":2}
                    {"a":1};                  {"b":2};                        {"a":1,"b":2}
                    {"a":1,"b":2};            {"a":null};                     {"b":2}
                    {"a":1};                  {"b":null};                     {"a":1}
                    {"a":{"b":1,"c":2}};      {"a":{"b":3}};                  {"a":{"b":3,"c":2}}
                    {"a":{"b":1,"c":2}};      {"a":{"b":null}};               {"a":{"c":2}}
                    {"a":[1,2]};              {"a":[3]};                      {"a":[3]}
                    {"a":[1,2]};              {"a":{"b":1}};                  {"a":{"b":1}}
                    {"a":{"b":1}};            {"a":[1]};                      {"a":[1]}
                    {"a":{"b":1}};            {"a":"text"};                   {"a":"text"}
                    {};                       {"a":{"b":{"c":null,"d":1}}};   {"a":{"b":{"d":1}}}
                    """)
    void mergesAsTheStandardSays(String base, String patch, String merged) throws Exception {
        assertThat(MergePatch.of(map(base), map(patch))).isEqualTo(map(merged));
    }

    private static Map<String, Object> map(String json) throws Exception {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
