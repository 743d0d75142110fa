package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;

/** Says in words what the form of a new key makes. The page's script says it again from the same parts after each choice. */
public final class KeyFormWords {
    private KeyFormWords() {}

    /** Returns the words of the sentence, in order: whose key, what it may do, when it ends. */
    static String sentence(FormState form) {
        String kind = form.value("kind");
        String rights = kind.equals(KeyKind.USER.wireName()) ? "" : " " + rights(form.value("rights")) + acting(form);
        return kind(kind) + rights + " " + end(form.value("expiry"));
    }

    private static String acting(FormState form) {
        return form.has("permissions", Permissions.IMPERSONATE) ? " " + permission(Permissions.IMPERSONATE) : "";
    }

    /** Returns the words for a permission by which a key is more than it seems; empty for any other. */
    public static String permission(String name) {
        return name.equals(Permissions.IMPERSONATE) ? "and may act as any user of the organization" : "";
    }

    /** Returns what an admin has to know before they choose the permission: its name, and what it leads to. */
    public static String help(String name) {
        return name.equals(Permissions.IMPERSONATE)
                ? name + ": whoever has the key can do in a user’s name what both may do. The log names both."
                : name;
    }

    public static String kind(String kind) {
        return kind.equals(KeyKind.USER.wireName())
                ? "a key of your own that may do what you may do"
                : "a key of the organization";
    }

    /** @param rights the value of the form's field */
    public static String rights(String rights) {
        return switch (rights) {
            case KeyForm.ONLY_READS -> "that sees everything and changes nothing";
            case KeyForm.NOTHING -> "that may do nothing yet";
            case KeyForm.CHOSEN -> "that may do what you have chosen above";
            default ->
                rights.equals(KeyRole.ORG_SUPER.label())
                        ? "that may do everything, also as any user,"
                        : "that reads the inventory and maintains cyber assets";
        };
    }

    /** @param end the value of the form's field: a number of days, or one of the other choices */
    public static String end(String end) {
        return switch (end) {
            case KeyForm.NEVER -> "and never ends";
            case KeyForm.DATE -> "and ends on the date above";
            default -> "and ends in " + end + " days";
        };
    }
}
