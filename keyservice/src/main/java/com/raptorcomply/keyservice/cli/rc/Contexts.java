package com.raptorcomply.keyservice.cli.rc;

import com.raptorcomply.chassis.log.Redaction;
import com.raptorcomply.chassis.service.Exposure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the contexts of a user: by name the address of a gateway and the file of a key, and which one is in use. Keys
 * themselves stand in files of their own. A variable of the environment goes before the context.
 */
final class Contexts {
    private static final String URL = "url";
    private static final String KEY_FILE = "keyFile";
    private static final String ALLOW_HTTP = "allowHttp";
    private static final String CURRENT = "current";
    private static final String ALL = "contexts";

    private final Map<String, String> environment;
    private final Path folder;

    private Contexts(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Uses {@code RC_HOME}, else the folder of configurations of the user. */
    static Contexts of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", ".");
        String configurations = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        return new Contexts(
                environment, Path.of(environment.getOrDefault("RC_HOME", configurations + "/raptorcomply")));
    }

    /** Returns the file where the key of a context is kept if the user names no other. */
    Path keyFile(String name) {
        return folder.resolve("keys").resolve(name);
    }

    void put(String name, URI url, Path keyFile, boolean allowHttp) {
        JsonObject state = read();
        JsonObject context = new JsonObject()
                .put(URL, url.toString())
                .put(KEY_FILE, keyFile.toAbsolutePath().toString());
        if (allowHttp) {
            context.put(ALLOW_HTTP, true);
        }
        state.getJsonObject(ALL).put(name, context);
        write(state.put(CURRENT, name));
    }

    void use(String name) {
        JsonObject state = read();
        context(state, name);
        write(state.put(CURRENT, name));
    }

    /** Returns the contexts with their names, addresses and files, and if they are in use. */
    JsonObject all() {
        return read();
    }

    /**
     * Returns the connection that a command uses.
     *
     * @param allowHttp true to send the key unencrypted to another machine; a context may allow it, too
     */
    Connection connect(@Nullable String named, boolean allowHttp) {
        String name = Optional.ofNullable(named).orElse(environment.get("RC_CONTEXT"));
        String url = environment.get("RC_URL");
        if (name == null && url != null) {
            return new Connection(
                    address(url, allowHttp),
                    key().orElseThrow(() ->
                            new RcException(ExitStatus.WRONG, "RC_URL is set, but neither RC_KEY nor RC_KEY_FILE")));
        }
        JsonObject state = read();
        String chosen = name == null ? state.getString(CURRENT) : name;
        if (chosen == null) {
            throw new RcException(ExitStatus.WRONG, "no gateway is known; see rc context add --help");
        }
        JsonObject context = context(state, chosen);
        return new Connection(
                address(context.getString(URL), allowHttp || context.getBoolean(ALLOW_HTTP, false)),
                key().orElseGet(() -> key(Path.of(context.getString(KEY_FILE)))));
    }

    /**
     * Returns the address of a gateway.
     *
     * @throws RcException if the text is none, or if a key would be sent there unencrypted and that is not allowed
     */
    static URI address(String text, boolean allowHttp) {
        URI url = address(text);
        if (!allowHttp && "http".equals(url.getScheme()) && !Exposure.isLoopback(url.getHost())) {
            throw new RcException(
                    ExitStatus.WRONG,
                    "the key would be sent unencrypted to " + url + ": use https, or add --allow-http to send it so");
        }
        return url;
    }

    private static URI address(String text) {
        try {
            URI url = URI.create(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            // A password would be shown with the address, and a query would come before the path of a request.
            boolean isBare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (url.getHost() != null && isHttp && isBare) {
                return URI.create(text.replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException malformed) {
            // It gets the same sentence.
        }
        throw new RcException(
                ExitStatus.WRONG, "'" + Redaction.redact(text) + "' is not a URL such as https://gateway.example.com");
    }

    private Optional<String> key() {
        String key = environment.get("RC_KEY");
        String file = environment.get("RC_KEY_FILE");
        return key == null
                ? Optional.ofNullable(file).map(Path::of).map(Contexts::key)
                : Optional.of(key(key, "RC_KEY"));
    }

    /** Returns the key in a file. */
    static String key(Path file) {
        return key(PrivateFile.read(file), file.toString());
    }

    /** @throws RcException if the text is blank, as a script's variable is whose secret was not found */
    private static String key(String text, String place) {
        if (text.isBlank()) {
            throw new RcException(ExitStatus.WRONG, place + " is empty, and no key");
        }
        return text.strip();
    }

    private static JsonObject context(JsonObject state, String name) {
        JsonObject context = state.getJsonObject(ALL).getJsonObject(name);
        if (context == null) {
            throw new RcException(ExitStatus.WRONG, "there is no context '" + name + "'; see rc context list");
        }
        return context;
    }

    private JsonObject read() {
        Path file = file();
        try {
            JsonObject state = Files.exists(file) ? new JsonObject(PrivateFile.read(file)) : new JsonObject();
            return state.containsKey(ALL) ? state : state.put(ALL, new JsonObject());
        } catch (DecodeException | ClassCastException e) {
            throw new RcException(ExitStatus.WRONG, file + " is damaged; delete it and add the contexts again");
        }
    }

    private void write(JsonObject state) {
        PrivateFile.write(file(), state.encodePrettily());
    }

    private Path file() {
        return folder.resolve("contexts.json");
    }
}
