package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource as its path declares it with {@code x-resource}: its plain operations and what its lists can be asked for.
 *
 * @param name its schema, such as {@code CyberAsset}
 * @param plural as in {@code listCyberAssets}
 * @param path of its list, such as {@code /cyber-assets}
 * @param operations of list, create, read, update, replace and delete, those that it has
 * @param filters the query parameters that select records by a value
 * @param words the fields whose words {@code q} finds
 * @param orders the fields by which lists can be sorted
 * @param parents the lists of it that another record has: path of that record → the filter that its id sets
 * @param permissions the resource whose permissions {@code read} and {@code write} its operations need; null if each plain
 *     operation has a permission of its own
 * @param naturalKey the field by which {@code upsert} and {@code bulk} find records; null without these operations
 * @param isKept true if lists of it can be asked for as of a time
 */
public record DeclaredResource(
        String name,
        String plural,
        String path,
        List<String> operations,
        List<String> filters,
        List<String> words,
        List<String> orders,
        Map<String, String> parents,
        @Nullable String permissions,
        @Nullable NaturalKey naturalKey,
        boolean isKept) {
    static final String MARK = "x-resource";

    private static final String PLURAL = "x-plural";
    private static final String OPERATIONS = "x-operations";
    private static final String FILTERS = "x-filters";
    private static final String WORDS = "x-words";
    private static final String ORDERS = "x-order";
    private static final String PARENTS = "x-listed-under";
    private static final String PERMISSIONS = "x-permissions";
    private static final String NATURAL_KEY = "x-natural-key";
    private static final String HISTORY = "x-history";
    private static final List<String> EXTENSIONS =
            List.of(MARK, PLURAL, OPERATIONS, FILTERS, WORDS, ORDERS, PARENTS, PERMISSIONS, NATURAL_KEY, HISTORY);
    private static final Set<String> READING = Set.of("list", "listUnder", "read");
    private static final List<String> PLAIN = List.of("list", "create", "read", "update", "replace", "delete");

    /** The start of a word within a name in camel case. */
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z ]+)}");

    /**
     * A field that is unique in the organization.
     *
     * @param segment of the path below which records are found by it, such as {@code by-tag}
     * @param field such as {@code assetTag}
     */
    public record NaturalKey(String segment, String field) {
        private static @Nullable NaturalKey of(@Nullable JsonObject declared) {
            return declared == null
                    ? null
                    : declared.stream()
                            .map(member -> new NaturalKey(member.getKey(), (String) member.getValue()))
                            .findFirst()
                            .orElseThrow();
        }
    }

    /** Takes the declaration out of a path item. */
    static DeclaredResource take(String path, JsonObject item) {
        String name = item.getString(MARK);
        List<String> operations = strings(item, OPERATIONS);
        // In the order of the document, because that of Map.of differs between processes, and replicas serve the same
        // bytes.
        Map<String, String> parents = new LinkedHashMap<>();
        item.getJsonObject(PARENTS, new JsonObject())
                .forEach(parent -> parents.put(parent.getKey(), (String) parent.getValue()));
        DeclaredResource taken = new DeclaredResource(
                name,
                item.getString(PLURAL, plural(name)),
                path,
                operations.isEmpty() ? PLAIN : operations,
                strings(item, FILTERS),
                strings(item, WORDS),
                strings(item, ORDERS),
                Collections.unmodifiableMap(parents),
                item.getString(PERMISSIONS),
                NaturalKey.of(item.getJsonObject(NATURAL_KEY)),
                item.getBoolean(HISTORY, false));
        if (!PLAIN.containsAll(taken.operations)) {
            throw new IllegalStateException(path + " has operations that are not plain: " + operations);
        }
        EXTENSIONS.forEach(item::remove);
        return taken;
    }

    /** Returns the path of one record. */
    String recordPath() {
        return path + "/{id}";
    }

    /** Returns the permission that a plain operation needs, given that of its model. */
    String permission(String operation, String model) {
        if (permissions == null) {
            return model;
        }
        return permissions + (READING.contains(operation) ? ":read" : ":write");
    }

    /**
     * Returns a text with its placeholders filled in: {@code {Thing}} is the name, {@code {Things}} the plural, {@code
     * {thing}}, {@code {a thing}} and {@code {things}} are the same in words, {@code {Tag}} is the tag {@code Cyber
     * assets}, {@code {resource}} is the last part of the path, {@code {words}}, {@code {orders}} and {@code {key}} name the
     * fields. Others stay.
     */
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group())));
    }

    private String value(String placeholder, String otherwise) {
        return switch (placeholder) {
            case "Thing" -> name;
            case "Things" -> plural;
            case "thing" -> inWords(name);
            case "things" -> inWords(plural);
            case "Tag" -> plural.charAt(0) + inWords(plural).substring(1);
            case "a thing" -> article(inWords(name)) + inWords(name);
            case "resource" -> path.substring(path.lastIndexOf('/') + 1);
            case "words" -> listed(words);
            case "orders" -> listed(orders);
            case "key" -> naturalKey == null ? otherwise : naturalKey.field();
            default -> otherwise;
        };
    }

    /** Returns {@code cyber asset} for {@code CyberAsset}, for example. */
    static String inWords(String name) {
        return String.join(" ", WORD.split(name)).toLowerCase(Locale.ROOT);
    }

    private static String article(String noun) {
        return "aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ";
    }

    private static String plural(String name) {
        return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + 's';
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static List<String> strings(JsonObject item, String extension) {
        return item.getJsonArray(extension, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
