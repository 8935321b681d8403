package org.seedbank.integrity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMapperTest {

    private final JsonMapper mapper = JsonMapper.builder()
            .text(Colour.class, Colour::of, Colour::name, "a colour such as red")
            .kinds(Shape.class, "kind")
            .maxDepth(4)
            .build();

    private record Colour(String name) {
        static Colour of(String name) {
            if (!name.equals("red")) {
                throw new IllegalArgumentException(name);
            }
            return new Colour(name);
        }
    }

    private enum Mood {
        NOT_BAD
    }

    sealed interface Shape {
        record Dot() implements Shape {}

        record WideBox(int width) implements Shape {
            public WideBox {
                if (width < 1) {
                    throw new IllegalArgumentException("a box has a width");
                }
            }

            @Derived
            int area() {
                return width * width;
            }
        }
    }

    private record Sketch(
            String name,
            Optional<Colour> colour,
            OptionalLong bytes,
            OptionalInt count,
            OptionalDouble ratio,
            Set<Integer> numbers,
            List<Shape> shapes,
            Map<String, Mood> moods,
            Instant time,
            Path place) {}

    private static final Sketch FULL = new Sketch(
            "a\"b",
            Optional.of(new Colour("red")),
            OptionalLong.of(1L << 40),
            OptionalInt.of(3),
            OptionalDouble.of(0.5),
            Set.of(2, 1),
            List.of(new Shape.Dot(), new Shape.WideBox(2)),
            Map.of("x", Mood.NOT_BAD),
            Instant.parse("2024-05-17T12:00:00.123Z"),
            Path.of("/data"));

    @Test
    void a_record_is_an_object_and_reading_is_the_inverse_of_writing() throws Exception {
        String json = mapper.text(FULL);
        assertThat(json).isEqualTo("""
                        {"name":"a\\"b","colour":"red","bytes":1099511627776,"count":3,"ratio":0.5,"numbers":[1,2],\
                        "shapes":[{"kind":"dot"},{"kind":"wide-box","width":2,"area":4}],"moods":{"x":"not-bad"},\
                        "time":"2024-05-17T12:00:00.123Z","place":"/data"}""");
        assertThat(mapper.read(json, Sketch.class)).isEqualTo(FULL);
    }

    @Test
    void an_empty_optional_has_no_field_and_null_is_read_as_one() throws Exception {
        Sketch bare = new Sketch(
                "a",
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                Set.of(),
                List.of(),
                Map.of(),
                Instant.EPOCH,
                Path.of("/"));
        String json = mapper.text(bare);
        assertThat(json)
                .isEqualTo("{\"name\":\"a\",\"numbers\":[],\"shapes\":[],\"moods\":{},"
                        + "\"time\":\"1970-01-01T00:00:00Z\",\"place\":\"/\"}");
        assertThat(mapper.read(json, Sketch.class)).isEqualTo(bare);
        String nulls = json.replace("\"/\"}", "\"/\",\"colour\":null,\"bytes\":null}");
        assertThat(mapper.read(nulls, Sketch.class)).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"wide-box\",\"width\":0}|the JSON is not allowed: a box has a width",
                "{\"kind\":\"wide-box\"}|'width' is missing",
                "{\"kind\":\"wide-box\",\"width\":\"1\"}|'width' must be a whole number",
                "{\"kind\":\"wide-box\",\"width\":1,\"depth\":1}|'depth' is not a field that is known here",
                "{\"kind\":\"wideBox\",\"width\":1}|'kind' must be one of dot, wide-box",
                "{\"kind\":\"dot\"|the JSON ends before it is complete",
                "[]|the JSON must be an object",
                "{\"kind\":\"dot\"}1|it is not valid JSON, or too deep, at the JSON",
                "// dot|it is not valid JSON, or too deep, at the JSON",
            })
    void anything_else_is_refused_with_its_place(String json, String message) {
        assertThatThrownBy(() -> mapper.read(json, Shape.class))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @Test
    void fields_of_a_later_version_are_passed_over_where_that_is_wanted() throws Exception {
        assertThat(mapper.readKnown("{\"kind\":\"wide-box\",\"width\":1,\"depth\":[1]}", Shape.class))
                .isEqualTo(new Shape.WideBox(1));
    }

    @Test
    void depth_is_bounded() {
        assertThatThrownBy(() -> mapper.readKnown("{\"x\":" + "[".repeat(1_000_000), Rows.class))
                .isInstanceOf(JsonException.class);
    }

    private record Rows(String name, Iterable<Integer> rows) {}

    @Test
    void an_iterable_is_written_row_by_row_in_the_layout_of_the_writer() throws Exception {
        List<Integer> asked = new ArrayList<>();
        StringWriter out = new StringWriter();
        JsonWriter json = new JsonWriter(out);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        Iterable<Integer> rows = () -> List.of(1, 2).stream().peek(asked::add).iterator();
        mapper.write(new Rows("a", rows), json);
        assertThat(out).hasToString("{\n  \"name\": \"a\",\n  \"rows\": [\n    1,\n    2\n  ]\n}");
        assertThat(asked).containsExactly(1, 2);
    }

    private static final class NoRecord {}

    private record Holder(NoRecord inner) {}

    private record Raw(String json) {}

    private record OfRaw(Raw raw) {}

    @Test
    void an_object_with_a_form_of_its_own_stands_in_one_line_with_the_rest() throws Exception {
        JsonMapper mapper =
                JsonMapper.builder().object(Raw.class, Raw::new, Raw::json).build();

        String json = mapper.text(new OfRaw(new Raw("{\n  \"a\": [1, 2.50],\n  \"b\": \"<\"\n}\n")));

        assertThat(json).isEqualTo("{\"raw\":{\"a\":[1,2.50],\"b\":\"<\"}}");
        assertThat(mapper.read(json, OfRaw.class)).isEqualTo(new OfRaw(new Raw("{\"a\":[1,2.50],\"b\":\"<\"}")));
        assertThatThrownBy(() -> mapper.read("{\"raw\":[]}", OfRaw.class))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("must be an object");
    }

    @Test
    void no_class_is_written_field_by_field() {
        assertThatThrownBy(() -> mapper.text(new Holder(new NoRecord()))).isInstanceOf(RuntimeException.class);
    }
}
