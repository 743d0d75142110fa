package com.raptorcomply.chassis.http.request;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Refuses a request target with percent-encoded bytes that are not UTF-8. Vert.x would decode them to a replacement character,
 * so that a client that encodes in another charset would be told that what it seeks does not exist.
 */
public final class Utf8Target implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext ctx) {
        String target = ctx.request().uri();
        if (target.indexOf('%') >= 0 && !isUtf8(target)) {
            ctx.fail(Problem.of(ErrorCode.MALFORMED_REQUEST, "The request target must be percent-encoded in UTF-8")
                    .exception());
        } else {
            ctx.next();
        }
    }

    /** Returns true if the bytes of the target are UTF-8. A percent sign without two digits stands for itself. */
    private static boolean isUtf8(String target) {
        ByteBuffer bytes = ByteBuffer.allocate(target.length());
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) == '%' && isEncoded(target, i)) {
                bytes.put((byte) HexFormat.fromHexDigits(target, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) target.charAt(i));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isEncoded(String target, int percent) {
        return percent + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(percent + 1))
                && HexFormat.isHexDigit(target.charAt(percent + 2));
    }
}
