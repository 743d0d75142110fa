package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.auth.Permission;
import com.raptorcomply.keyservice.auth.Permissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names the operations of a restriction for people. */
public final class OperationInWords {
    private static final Map<String, Operation> ACTIONS = new LinkedHashMap<>();

    static {
        add("read", "Read", "See records, and download files and exports.");
        add("create", "Add", "Add facilities, control centers, systems, assets and areas.");
        add("update", "Change", "Change facilities, control centers, systems, assets and areas.");
        add("delete", "Delete", "Delete facilities, control centers, systems, assets and areas.");
        add("write", "Write", "Add, change and remove evidence, files, tasks, training, links and drafts of policies.");
        add("approve", "Approve", "Approve policy documents.");
    }

    private OperationInWords() {}

    /**
     * An operation that a form offers.
     *
     * @param name in the API
     */
    public record Operation(String name, String label, String help) {}

    /** Returns the operations that a form offers: those of any resource, and single permissions that are chosen already. */
    public static List<Operation> offered(FormState form) {
        Map<String, Operation> offered = new LinkedHashMap<>(ACTIONS);
        form.values()
                .getOrDefault("operations", List.of())
                .forEach(name -> offered.putIfAbsent(name, new Operation(name, meaning(name), name)));
        return List.copyOf(offered.values());
    }

    /** Returns the operations in one line, such as “read, add”; empty without any. */
    public static String line(Collection<String> names) {
        return names.stream().map(OperationInWords::inLine).collect(Collectors.joining(", "));
    }

    private static String inLine(String name) {
        Operation action = ACTIONS.get(name);
        String words = action == null ? meaning(name) : action.label();
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    private static String meaning(String permission) {
        return Permissions.table().stream()
                .filter(each -> each.name().equals(permission))
                .map(Permission::meaning)
                .findFirst()
                .orElse(permission);
    }

    private static void add(String name, String label, String help) {
        ACTIONS.put(name, new Operation(name, label, help));
    }
}
