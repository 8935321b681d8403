package org.seedbank.node.internal.wire;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.OptionalDouble;

/** An {@code OptionalDouble} as a number or {@code null}. */
final class OptionalDoubles extends TypeAdapter<OptionalDouble> {

    private final TypeAdapter<Double> form;

    OptionalDoubles(TypeAdapter<Double> form) {
        this.form = form;
    }

    @Override
    public void write(JsonWriter out, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            form.write(out, value.getAsDouble());
        } else {
            out.nullValue();
        }
    }

    @Override
    public OptionalDouble read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(form.read(in));
    }
}
