package com.raptorcomply.gateway.http.header;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Visits header fields without making a string of each name. Vert.x's HTTP/1 fields are Netty's, whose names are byte
 * strings with a cached hash. Other implementations are visited through the public API.
 */
public final class HeaderFields {
    private HeaderFields() {}

    public static void each(MultiMap fields, BiConsumer<CharSequence, String> visitor) {
        if (fields instanceof HttpHeaders netty) {
            Iterator<Map.Entry<CharSequence, CharSequence>> entries = netty.iteratorCharSequence();
            while (entries.hasNext()) {
                Map.Entry<CharSequence, CharSequence> field = entries.next();
                visitor.accept(field.getKey(), field.getValue().toString());
            }
        } else {
            for (Map.Entry<String, String> field : fields) {
                visitor.accept(field.getKey(), field.getValue());
            }
        }
    }
}
