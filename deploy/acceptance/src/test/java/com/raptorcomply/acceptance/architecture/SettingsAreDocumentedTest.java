package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.DataSize;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.resources.config.ResourcesConfig;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every setting that a service reads is documented in deploy/docs/SETTINGS.md. */
class SettingsAreDocumentedTest {
    private static final Map<String, Class<? extends Record>> SERVICES = Map.of(
            "Gateway", GatewayConfig.class,
            "Key service", KeyServiceConfig.class,
            "Resource service", ResourcesConfig.class);
    private static final Map<Class<?>, String> TYPES = Map.of(
            int.class, "number",
            Integer.class, "number",
            double.class, "share",
            boolean.class, "true, false",
            String.class, "text",
            Duration.class, "time",
            DataSize.class, "size",
            URI.class, "URL",
            Path.class, "file",
            Secret.class, "secret");

    @TestFactory
    Stream<DynamicTest> inTheTableOfItsService() {
        return SERVICES.entrySet().stream()
                .map(service -> DynamicTest.dynamicTest(service.getKey(), () -> assertThat(written(service.getKey()))
                        .containsExactlyInAnyOrderElementsOf(rows(service.getValue(), "", Map.of(), false))));
    }

    /** The first three cells of each row of the service's table. */
    private static List<String> written(String service) throws IOException {
        String document = Files.readString(Sources.root().resolve("deploy/docs/SETTINGS.md"));
        String section = document.split("\n## " + service + "\n", 2)[1].split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Arrays.stream(line.split(" *\\| *")).skip(1).limit(3).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static List<String> rows(
            Class<?> type, String path, Map<String, String> presets, boolean isPartOfAnOptionalGroup) {
        List<String> rows = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = path + component.getName();
            Class<?> kind = component.getType();
            if (kind == Map.class && argument(component, 1).isRecord()) {
                rows.addAll(rows(argument(component, 1), name + ".NAME.", Map.of(), false));
            } else if (kind == Map.class) {
                rows.add(row(name + ".NAME", type(argument(component, 1)), "required"));
            } else if (kind == List.class && argument(component, 0).isRecord()) {
                rows.add(row(name, "list", otherwise(component, presets, false)));
                rows.addAll(rows(argument(component, 0), name + "[].", Map.of(), false));
            } else if (kind == List.class) {
                String items = "list of " + type(argument(component, 0));
                rows.add(row(name, items, otherwise(component, presets, isPartOfAnOptionalGroup)));
            } else if (kind.isRecord() && kind != DataSize.class) {
                rows.addAll(rows(kind, name + ".", presets(component), isNullable(component)));
            } else {
                rows.add(row(name, type(kind), otherwise(component, presets, isPartOfAnOptionalGroup)));
            }
        }
        return rows;
    }

    private static String row(String name, String type, String otherwise) {
        return "`" + name + "` | " + type + " | " + otherwise;
    }

    private static String type(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .collect(Collectors.joining(", "))
                : TYPES.getOrDefault(type, type.getSimpleName());
    }

    private static String otherwise(
            RecordComponent component, Map<String, String> presets, boolean isPartOfAnOptionalGroup) {
        Default given = component.getAnnotation(Default.class);
        Computed computed = component.getAnnotation(Computed.class);
        String preset = presets.get(component.getName());
        if (preset != null) {
            return preset;
        }
        if (given != null) {
            return given.value().isEmpty() ? "none" : given.value();
        }
        if (computed != null) {
            return computed.value();
        }
        return isNullable(component) ? "none" : isPartOfAnOptionalGroup ? "required in its group" : "required";
    }

    private static Map<String, String> presets(AnnotatedElement component) {
        Map<String, String> presets = new HashMap<>();
        Default given = component.getAnnotation(Default.class);
        if (given != null) {
            String[] preset = given.value().split(": ", 2);
            presets.put(preset[0], preset[1]);
        }
        return presets;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> argument(RecordComponent component, int index) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }
}
