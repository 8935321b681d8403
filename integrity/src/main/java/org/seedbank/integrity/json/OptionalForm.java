package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Optionals as their value; without one, the field of a record is left out. {@code null} is read as none, too. */
final class OptionalForm implements TypeAdapterFactory {

    /** How one kind of optional is opened and made; all of them as {@code Optional} here. */
    private record Kind(Type content, Function<Object, Optional<?>> open, Function<Optional<?>, Object> close) {}

    private static final Map<Class<?>, Kind> PRIMITIVE = Map.of(
            OptionalInt.class,
            new Kind(int.class, each -> ((OptionalInt) each).stream().boxed().findFirst(), value -> value.map(
                            each -> OptionalInt.of((Integer) each))
                    .orElse(OptionalInt.empty())),
            OptionalLong.class,
            new Kind(long.class, each -> ((OptionalLong) each).stream().boxed().findFirst(), value -> value.map(
                            each -> OptionalLong.of((Long) each))
                    .orElse(OptionalLong.empty())),
            OptionalDouble.class,
            new Kind(
                    double.class,
                    each -> ((OptionalDouble) each).stream().boxed().findFirst(),
                    value -> value.map(each -> OptionalDouble.of((Double) each)).orElse(OptionalDouble.empty())));

    /** The optional without a value; null for types that are none. */
    static Object empty(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        Kind kind = PRIMITIVE.get(type);
        return kind == null ? null : kind.close().apply(Optional.empty());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Kind kind = PRIMITIVE.get(type.getRawType());
        if (type.getRawType() == Optional.class && type.getType() instanceof ParameterizedType of) {
            kind = new Kind(of.getActualTypeArguments()[0], each -> (Optional<?>) each, value -> value);
        }
        if (kind == null) {
            return null;
        }
        return (TypeAdapter<T>) new Adapter((TypeAdapter<Object>) gson.getAdapter(TypeToken.get(kind.content())), kind);
    }

    private static final class Adapter extends TypeAdapter<Object> {

        private final TypeAdapter<Object> form;
        private final Kind kind;

        Adapter(TypeAdapter<Object> form, Kind kind) {
            this.form = form;
            this.kind = kind;
        }

        @Override
        public void write(JsonWriter out, Object value) throws IOException {
            Optional<?> content = kind.open().apply(value);
            if (content.isPresent()) {
                form.write(out, content.get());
            } else {
                out.nullValue();
            }
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return kind.close().apply(Optional.empty());
            }
            return kind.close().apply(Optional.of(form.read(in)));
        }
    }
}
