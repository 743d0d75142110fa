package com.raptorcomply.chassis.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service's OpenAPI document, as it lies in the class path.
 *
 * @param yaml its text
 * @param json the same as JSON
 */
public record OpenApiFile(Buffer yaml, JsonObject json) {

    /**
     * Blocks.
     *
     * @param resource absolute
     * @throws IllegalStateException if it is not there
     */
    public static OpenApiFile read(Class<?> service, String resource) {
        try (InputStream stream = service.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No " + resource + " in the class path");
            }
            Buffer text = Buffer.buffer(stream.readAllBytes());
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString());
            return new OpenApiFile(text, new JsonObject(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
