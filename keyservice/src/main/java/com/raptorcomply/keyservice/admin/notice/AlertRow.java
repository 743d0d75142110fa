package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.BrowserName;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.auth.Permissions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One alert in words.
 *
 * @param detail a sentence
 * @param about the name of the key or the user
 * @param path the page of the key or the user; null: none
 * @param remedy the page that helps; null: there is none, or nothing is left to do
 */
public record AlertRow(
        Badge badge,
        String detail,
        String about,
        @Nullable String path,
        TimeInWords at,
        boolean current,
        @Nullable Remedy remedy) {

    /**
     * A link to the page that helps.
     *
     * @param ends true if it ends something for good
     */
    public record Remedy(String label, String path, boolean ends) {}

    static AlertRow of(JsonObject alert, PageContext page) {
        String type = alert.getString("type");
        JsonObject data = alert.getJsonObject("data");
        boolean isOfKey = type.startsWith("api_key.");
        JsonObject subject = data.getJsonObject(isOfKey ? "key" : "user", new JsonObject());
        boolean current = alert.getBoolean("current");
        String path =
                isOfKey ? "/admin/keys/" + alert.getString("keyId") : "/admin/people/" + alert.getString("userId");
        return new AlertRow(
                new Badge(NoticeWords.title(type), current ? tone(type) : Badge.Tone.NEUTRAL),
                detail(type, data, subject, page.now()),
                subject.getString("name", isOfKey ? "A key" : "Somebody"),
                alert.getString(isOfKey ? "keyId" : "userId") == null ? null : path,
                TimeInWords.of(Instant.parse(alert.getString("at")), page.now()),
                current,
                current ? remedy(type, path, page) : null);
    }

    private static Badge.Tone tone(String type) {
        return type.equals("api_key.leak_reported") ? Badge.Tone.DANGER : Badge.Tone.WARNING;
    }

    private static String detail(String type, JsonObject data, JsonObject subject, ZonedDateTime now) {
        return switch (type) {
            case "api_key.leak_reported" -> "Revoked at once. Find out where it leaked, and make a new one.";
            case "api_key.expiring" -> "Ends " + words(subject.getString("expiresAt"), now) + ".";
            case "api_key.expired" -> "Ended " + words(subject.getString("expiresAt"), now) + ".";
            case "api_key.unused" -> "Nobody has used it for " + data.getInteger("unusedDays", 0) + " days.";
            case "api_key.revocation_scheduled" ->
                "Revoked " + words(data.getString("revokedAfter"), now) + ", unless somebody uses it.";
            case "sign_in.new_place" ->
                "By " + BrowserName.of(data.getString("userAgent")) + " from " + data.getString("address", "an address")
                        + ".";
            default -> "";
        };
    }

    private static String words(@Nullable String time, ZonedDateTime now) {
        return time == null ? "soon" : TimeInWords.of(Instant.parse(time), now).words();
    }

    /** Returns what the caller may do about it. The page that it leads to decides again. */
    private static @Nullable Remedy remedy(String type, String path, PageContext page) {
        return switch (type) {
            case "api_key.expiring" ->
                page.holds(Permissions.API_KEYS_UPDATE) ? new Remedy("Change its end", path + "/edit", false) : null;
            case "api_key.unused", "api_key.revocation_scheduled" ->
                page.holds(Permissions.API_KEYS_REVOKE) ? new Remedy("Revoke", path + "/revoke", true) : null;
            default -> null;
        };
    }
}
