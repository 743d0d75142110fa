package com.raptorcomply.keyservice.admin;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Renders views by templates that the build has compiled. Safe on any thread. */
final class Templates {
    private static final String PACKAGE = "com.raptorcomply.keyservice.admin.generated";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, PACKAGE);

    Buffer render(View view, PageFrame frame) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(view.template(), Map.of("frame", frame, "view", view), output);
        return Buffer.buffer(output.toByteArray());
    }
}
