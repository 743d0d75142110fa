package com.raptorcomply.resources.transfer;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Sends files to an import, as a browser does. */
record Upload(Caller caller, UUID system) {
    static final String BOUNDARY = "----boundary-7c9e6679";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** The columns of required fields, besides the cyber system. */
    static final String REQUIRED =
            "assetTag,assetTitle,count,cipAssetCategory,assetType,impactLevel,manufacturer,model,inService,"
                    + "dialUpConnectivity,routableProtocol,remoteAccessAvailable,baselineDocumented,portsServicesDocumented,"
                    + "loggingEnabled";

    /** Returns the cells of those columns. */
    static String row(String tag) {
        return tag + ",Relay " + tag + ",1,eacms,Relay,low,SEL,421,true,false,false,false,true,true,true";
    }

    String path() {
        return "/cyber-systems/" + system + "/cyber-assets/import";
    }

    Answer send(String file, String... headers) {
        return send("", file.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param query with its question mark */
    Answer sendWith(String query, String file, String... headers) {
        return send(query, file.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer send(String query, byte[] file, String... headers) {
        return sendForm(query, TYPE, form(part(file)), headers);
    }

    Answer sendForm(String query, String type, byte[] form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(caller.url() + path() + query))
                .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                .header("Content-Type", type)
                .header(Stamp.HEADER, caller.stamp());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Caller.exchange(request.build());
    }

    static byte[] part(byte[] file) {
        return concat(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"assets.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                file,
                "\r\n".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] form(byte[]... parts) {
        return concat(concat(parts), ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
