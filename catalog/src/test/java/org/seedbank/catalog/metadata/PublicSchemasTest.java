package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is valid by the public schemas, whatever an entry says. */
class PublicSchemasTest {

    static Stream<DatasetRecord> datasets() {
        return Stream.of(Records.full(), Records.bare(), Records.hostile());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void csl_json(DatasetRecord dataset) throws Exception {
        assertThat(errors("csl-data.json", Citation.CSL.of(dataset), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void cff(DatasetRecord dataset) throws Exception {
        assertThat(errors("cff-1.2.0.json", Citation.CFF.of(dataset), InputFormat.YAML))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void datacite(DatasetRecord dataset) throws Exception {
        StringWriter json = new StringWriter();
        Metadata.DATACITE.write(dataset, json);

        assertThat(errors("datacite-4.5.json", json.toString(), InputFormat.JSON))
                .isEmpty();
    }

    private static List<String> errors(String schema, String text, InputFormat format) throws IOException {
        try (InputStream in = PublicSchemasTest.class.getResourceAsStream("schemas/" + schema)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(withoutName(new String(in.readAllBytes(), StandardCharsets.UTF_8)), InputFormat.JSON)
                    .validate(text, format)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    /** DataCite's has its name in a field that its own version of JSON Schema calls otherwise, which the validator refuses. */
    private static String withoutName(String schema) {
        return schema.replace("\"id\": \"datacite-v4.5.json\",", "");
    }
}
