package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seedbank.integrity.SeedbankException;

/** Records as objects. Unlike Gson's own form it demands every component, so that no record is built with nulls. */
final class RecordForm implements TypeAdapterFactory {

    private final boolean strict;

    /** Strict forms refuse fields that no component has; others pass over them. */
    RecordForm(boolean strict) {
        this.strict = strict;
    }

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return type.getRawType().isRecord() ? new Adapter<>(gson, type, strict) : null;
    }

    /** One component; or one derived method, whose index is that of none. */
    private record Field(int index, Method accessor, TypeAdapter<Object> form, Object absent) {

        static final int DERIVED = -1;

        @SuppressWarnings("unchecked")
        static Field of(Gson gson, int index, Method accessor) {
            accessor.setAccessible(true);
            TypeToken<?> type = TypeToken.get(accessor.getGenericReturnType());
            return new Field(
                    index,
                    accessor,
                    (TypeAdapter<Object>) gson.getAdapter(type),
                    OptionalForm.empty(accessor.getReturnType()));
        }

        Object value(Object record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("an accessor only returns", e);
            }
        }
    }

    static final class Adapter<T> extends TypeAdapter<T> {

        private final Map<String, Field> fields = new LinkedHashMap<>();
        private final int components;
        private final Constructor<?> constructor;
        private final boolean strict;

        Adapter(Gson gson, TypeToken<T> type, boolean strict) {
            this.strict = strict;
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : type.getRawType().getRecordComponents()) {
                fields.put(name(component), Field.of(gson, types.size(), component.getAccessor()));
                types.add(component.getType());
            }
            components = types.size();
            Arrays.stream(type.getRawType().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Derived.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> fields.put(method.getName(), Field.of(gson, Field.DERIVED, method)));
            try {
                constructor = type.getRawType().getDeclaredConstructor(types.toArray(Class<?>[]::new));
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every record has this constructor", e);
            }
            constructor.setAccessible(true);
        }

        private static String name(RecordComponent component) {
            SerializedName other = component.getAccessor().getAnnotation(SerializedName.class);
            return other == null ? component.getName() : other.value();
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.beginObject();
            writeFields(out, value);
            out.endObject();
        }

        void writeFields(JsonWriter out, Object value) throws IOException {
            for (Map.Entry<String, Field> field : fields.entrySet()) {
                Object content = field.getValue().value(value);
                if (field.getValue().accessor().isAnnotationPresent(Inline.class)) {
                    ((Adapter<?>) (TypeAdapter<?>) field.getValue().form()).writeFields(out, content);
                } else if (!content.equals(field.getValue().absent())) {
                    out.name(field.getKey());
                    field.getValue().form().write(out, content);
                }
            }
        }

        @Override
        public T read(JsonReader in) throws IOException {
            Malformed.require(in, JsonToken.BEGIN_OBJECT, "must be an object");
            Object[] values = new Object[components];
            in.beginObject();
            while (in.hasNext()) {
                readField(in, values);
            }
            in.endObject();
            fillIn(in, values);
            return build(in, values);
        }

        private void readField(JsonReader in, Object[] values) throws IOException {
            Field field = fields.get(in.nextName());
            if (field == null && strict) {
                throw new Malformed(in.getPath(), "is not a field that is known here");
            }
            if (field == null || field.index() == Field.DERIVED) {
                in.skipValue();
            } else if (values[field.index()] != null) {
                throw new Malformed(in.getPath(), "is there twice");
            } else {
                values[field.index()] = field.form().read(in);
            }
        }

        private void fillIn(JsonReader in, Object[] values) {
            fields.forEach((name, field) -> {
                if (field.index() != Field.DERIVED && values[field.index()] == null) {
                    if (field.absent() == null) {
                        throw new Malformed(in.getPreviousPath() + "." + name, "is missing");
                    }
                    values[field.index()] = field.absent();
                }
            });
        }

        @SuppressWarnings("unchecked")
        private T build(JsonReader in, Object[] values) {
            try {
                return (T) constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof SeedbankException) {
                    throw new Malformed(in, "is not allowed: " + e.getCause().getMessage());
                }
                throw new AssertionError("a record refuses with one kind of exception", e);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("records can be built", e);
            }
        }
    }
}
