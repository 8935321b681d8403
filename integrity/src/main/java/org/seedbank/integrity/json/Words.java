package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The constants of an enum as words: their names in lower case, with hyphens. */
final class Words implements TypeAdapterFactory {

    /** {@code NOT_THERE} as {@code not-there}. */
    static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return type.getRawType().isEnum()
                ? (TypeAdapter<T>) form((Class<Enum<?>>) type.getRawType(), each -> of(each.name()))
                : null;
    }

    /** Only what is written is read, so that one meaning has one form. */
    static <E> TypeAdapter<E> form(Class<E> type, Function<E, String> word) {
        Map<String, E> words = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(word, each -> each));
        String all = Arrays.stream(type.getEnumConstants()).map(word).collect(Collectors.joining(", "));
        return Scalars.text(
                text -> {
                    if (!words.containsKey(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return words.get(text);
                },
                word,
                "one of " + all);
    }
}
