package com.raptorcomply.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Generates an organization's cyber assets: ten per system, five of the system's type and five that every system has.
 */
final class Assets {
    private final String organization;
    private final List<Table.Line> equipment = Table.read("equipment").lines();
    private int count;

    Assets(String organization) {
        this.organization = organization;
    }

    /** Returns the assets of one system. Make and model vary from system to system. */
    List<Row> of(Row system, Row place) {
        List<Row> assets = new ArrayList<>();
        for (Table.Line kind : equipment) {
            if (kind.text("system").equals(system.text("system_type"))
                    || kind.text("system").equals("*")) {
                assets.add(asset(kind, system, place));
            }
        }
        return assets;
    }

    private Row asset(Table.Line kind, Row system, Row place) {
        int number = count++;
        String tag = system.text("system_code") + "-" + kind.text("tag");
        boolean routable = kind.bool("routable");
        String category = kind.text("category");
        boolean documented = number % 17 != 0;
        Row asset = Row.of(organization + "/cyber-asset", tag, "2026-02-" + (10 + number % 18))
                .put("asset_title", kind.text("type") + ", " + system.text("system_title"))
                .put("asset_tag", tag)
                .put("count", category.equals("transient") ? 1 + number % 3 : 1)
                .put("cyber_system_id", system.id())
                .put("cip_asset_category", category)
                .put("asset_type", kind.text("type"))
                .put("impact_level", place.text("impact_level"))
                .put("physical_location", location(place, category, number))
                .put("in_service", number % 29 != 0)
                .put("dial_up_connectivity", !routable && number % 11 == 0)
                .put("routable_protocol", routable)
                .put("remote_access_available", routable && system.columns().getBoolean("interactive_remote_access"))
                .put("baseline_documented", documented)
                .put("ports_services_documented", documented || number % 2 == 0)
                .put("logging_enabled", routable && number % 13 != 0)
                .put(
                        "serial_number",
                        String.format(Locale.ROOT, "%s%07d", kind.text("tag"), 1_000_003L * (number + 7) % 9_999_991))
                .day("last_audit_date", 30 + number % 300)
                .day("last_patch_date", number % 35)
                .day("last_backup_date", number % 28);
        return make(asset, kind.text("choices").split("\\|", -1), number, routable);
    }

    /** Adds make, model, firmware and operating system, and addresses if the asset speaks a routable protocol. */
    private static Row make(Row asset, String[] choices, int number, boolean routable) {
        String[] choice = choices[number / 10 % choices.length].split("~", -1);
        asset.put("manufacturer", choice[0])
                .put("model", choice[1])
                .text("firmware_version", choice[2])
                .text("operating_system", choice[3]);
        if (routable) {
            asset.put(
                    "mac_address",
                    String.format(
                            Locale.ROOT,
                            "%s:%02X:%02X:%02X",
                            choice[4],
                            16 + number / 65_536,
                            number / 256 % 256,
                            number % 256));
            asset.put(
                    "ip_address",
                    number % 50 == 49
                            ? String.format(Locale.ROOT, "fd12:3456:789a:%x::%x", number / 10, 16 + number % 10)
                            : String.format(
                                    Locale.ROOT,
                                    "10.%d.%d.%d",
                                    20 + number / 2_000,
                                    number / 10 % 200,
                                    11 + number % 10));
        }
        return asset;
    }

    private static String location(Row place, String category, int number) {
        if (category.equals("transient")) {
            return "Controlled storage cabinet";
        }
        String room = place.columns().containsKey("center_code") ? "Computer room" : "Control house";
        return String.format(Locale.ROOT, "%s, rack %d, unit %d", room, 1 + number / 10 % 12, 2 + number % 10 * 4);
    }
}
