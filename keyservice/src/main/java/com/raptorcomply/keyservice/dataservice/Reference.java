package com.raptorcomply.keyservice.dataservice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A reference to a record of the data service. */
public record Reference(Kind kind, UUID id) {

    /** The kinds of records that can be looked up. */
    public enum Kind {
        FACILITY("facilities", "title"),
        CONTROL_CENTER("control-centers", "centerTitle"),
        CYBER_SYSTEM("cyber-systems", "systemTitle");

        private final String collection;
        private final String nameField;

        Kind(String collection, String nameField) {
            this.collection = collection;
            this.nameField = nameField;
        }

        /** Returns the field of a record that names it to people. */
        public String nameField() {
            return nameField;
        }
    }

    /** Returns the path and query that search this kind by the words of a name. */
    static String search(Kind kind, String words, int limit) {
        return "/" + kind.collection + "?limit=" + limit + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    /** Returns the path of the record. */
    String path() {
        return "/" + kind.collection + "/" + id;
    }

    /** Returns the permissions that reading any of the kinds needs. */
    static List<String> permissions() {
        return Stream.of(Kind.values()).map(kind -> kind.collection + ":read").toList();
    }
}
