package com.raptorcomply.acceptance.kubernetes;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads manifests with the types of the Kubernetes API, and finds the names that the API does not know. */
final class Manifests {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Manifests() {}

    /**
     * Returns the objects of a YAML text with one or more documents.
     *
     * @throws RuntimeException if a value is of another type than its field
     */
    static List<HasMetadata> read(String yaml) {
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : SEPARATOR.split(yaml, -1)) {
            if (document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                objects.add(SERIALIZATION.unmarshal(document));
            }
        }
        return objects;
    }

    /** Returns the path of each unknown name. Custom resources have no types here, so their content is not judged. */
    static List<String> unknownNames(HasMetadata object) {
        List<String> unknown = new ArrayList<>();
        if (!(object instanceof GenericKubernetesResource)) {
            walk(object, object.getKind() + " " + object.getMetadata().getName(), unknown);
        }
        return unknown;
    }

    private static void walk(Object value, String path, List<String> unknown) {
        if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object element : list) {
                walk(element, path + "[" + index++ + "]", unknown);
            }
        } else if (value instanceof KubernetesResource && !isScalar(value)) {
            for (Map.Entry<String, Object> property : properties(value).entrySet()) {
                String name = property.getKey();
                if (name.equals("additionalProperties")) {
                    ((Map<?, ?>) property.getValue()).keySet().forEach(key -> unknown.add(path + "." + key));
                } else {
                    walk(property.getValue(), path + "." + name, unknown);
                }
            }
        }
    }

    private static boolean isScalar(Object value) {
        return value instanceof Quantity || value instanceof IntOrString || value instanceof AnyType;
    }

    private static Map<String, Object> properties(Object bean) {
        Map<String, Object> properties = new TreeMap<>();
        Arrays.stream(bean.getClass().getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                .filter(method -> method.getDeclaringClass() != Object.class)
                .sorted(Comparator.comparing(Method::getName))
                .forEach(getter -> {
                    Object value = call(bean, getter);
                    if (value != null) {
                        String name = getter.getName().substring(3);
                        properties.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value);
                    }
                });
        return properties;
    }

    private static Object call(Object bean, Method getter) {
        try {
            return getter.invoke(bean);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new LinkageError(getter.toString(), impossible);
        }
    }
}
