package com.raptorcomply.keyservice.dataservice;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Names a record of the data service. */
public record Reference(Kind kind, UUID id) {

    /** The kinds of records that may be looked up. */
    public enum Kind {
        FACILITY("facilities"),
        CONTROL_CENTER("control-centers"),
        CYBER_SYSTEM("cyber-systems");

        private final String collection;

        Kind(String collection) {
            this.collection = collection;
        }
    }

    /** Where it is read. */
    String path() {
        return "/" + kind.collection + "/" + id;
    }

    /** All that reading any of them takes. */
    static List<String> permissions() {
        return Stream.of(Kind.values()).map(kind -> kind.collection + ":read").toList();
    }
}
