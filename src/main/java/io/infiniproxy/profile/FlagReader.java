package io.infiniproxy.profile;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a profile of its flags as text: each component of {@link BackendProfile} is a flag, its type says what it may be. */
final class FlagReader {
    /** The values of {@code reasoning_effort}, rising. */
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private FlagReader() {}

    /** Returns the profile that has exactly these flags. */
    static BackendProfile read(Map<String, String> flags) {
        RecordComponent[] components = BackendProfile.class.getRecordComponents();
        List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
        for (String flag : flags.keySet()) {
            if (!names.contains(flag)) {
                throw new InvalidProfileException("unknown flag \"" + flag + "\"; the flags are " + String.join(", ", names));
            }
        }
        return create(Stream.of(components)
                .map(component -> value(component, flags.get(component.getName())))
                .toArray());
    }

    private static BackendProfile create(Object[] values) {
        Constructor<?> constructor = BackendProfile.class.getDeclaredConstructors()[0];
        try {
            return (BackendProfile) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record can be made of its components", e);
        }
    }

    private static Object value(RecordComponent flag, String text) {
        String value = text == null ? "" : text.strip();
        Class<?> type = flag.getType();
        if (type == boolean.class) {
            return bool(flag, value);
        }
        if (type == int.class) {
            return integer(flag, value);
        }
        return type == List.class ? efforts(flag, value) : constant(flag, value);
    }

    private static Object bool(RecordComponent flag, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw expected(flag, "true or false", value);
        }
        return Boolean.valueOf(value);
    }

    private static Object integer(RecordComponent flag, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw expected(flag, "an integer >= 0", value);
        }
        return Integer.valueOf(value);
    }

    /** In a setting, where commas part the flags, values are parted by |. */
    private static Object efforts(RecordComponent flag, String value) {
        List<String> given = Stream.of(value.split("[,|]")).map(String::strip).filter(text -> !text.isEmpty()).toList();
        if (!EFFORTS.containsAll(given)) {
            throw expected(flag, "some of " + String.join("|", EFFORTS), value);
        }
        return EFFORTS.stream().filter(given::contains).toList();
    }

    private static Object constant(RecordComponent flag, String value) {
        Object[] constants = flag.getType().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> nameOf(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> expected(
                        flag, Arrays.stream(constants).map(FlagReader::nameOf).collect(Collectors.joining(" or ")), value));
    }

    private static String nameOf(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static InvalidProfileException expected(RecordComponent flag, String what, String got) {
        return new InvalidProfileException(flag.getName() + ": expected " + what + ", got \"" + got + "\"");
    }
}
