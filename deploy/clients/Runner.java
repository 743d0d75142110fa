import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Runs scenario.json through the generated Java clients of one kind. Usage: Runner SCENARIO DOCUMENTS CLIENTS NAME. */
final class Runner {
    private static final Pattern VARIABLE = Pattern.compile("\\{(code of )?(\\w+)}");

    private final Map<String, String> kept = new HashMap<>(System.getenv());
    private final List<String> faults = new ArrayList<>();
    private int calls;

    public static void main(String[] arguments) throws Exception {
        System.exit(new Runner().run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]));
    }

    private int run(Path scenarioFile, Path documents, Path clients, String name) throws Exception {
        kept.put("client", name);
        JsonObject scenario = read(scenarioFile);
        Map<String, Document> described = new LinkedHashMap<>();
        for (JsonElement element : scenario.getAsJsonArray("parts")) {
            JsonObject part = element.getAsJsonObject();
            String document = part.get("document").getAsString();
            if (!described.containsKey(document)) described.put(document, new Document(document, documents, clients));
            for (JsonElement entry : part.getAsJsonArray("steps")) {
                if (entry.isJsonObject()) step(described.get(document), part, entry.getAsJsonObject());
                else for (JsonElement step : scenario.getAsJsonArray(entry.getAsString())) step(described.get(document), part, step.getAsJsonObject());
            }
        }
        for (Document document : described.values()) {
            document.left.forEach(operation -> faults.add(operation + ": no step of the scenario calls it"));
        }
        faults.forEach(System.out::println);
        System.out.println(name + ": " + calls + " calls, " + faults.size() + " faults");
        return faults.isEmpty() ? 0 : 1;
    }

    private void step(Document document, JsonObject part, JsonObject step) {
        String call = step.get("call").getAsString();
        calls++;
        try {
            Response response = document.call(part, step);
            boolean good = step.has("status") ? response.status == step.get("status").getAsInt() : response.status < 300;
            if (!good || !document.operations.get(call).getAsJsonObject("responses").has("" + response.status)) {
                faults.add(call + ": " + response.status + " " + response.body);
            }
            for (JsonElement violation : JsonParser.parseString(response.fields.getOrDefault("sl-violations", "[]")).getAsJsonArray()) {
                String place = violation.getAsJsonObject().getAsJsonArray("location").get(0).getAsString();
                // A step that expects a refusal may break the document with its request, never with the response.
                if (response.status < 400 || !place.equals("request")) faults.add(call + ": " + response.status + ": " + violation);
            }
            if (good && step.has("keep")) {
                step.getAsJsonObject("keep").asMap().forEach((name, source) -> kept.put(name, response.find(source.getAsString())));
            }
        } catch (Exception | LinkageError thrown) { // whatever a generated client throws is a finding
            faults.add(call + ": " + (thrown instanceof InvocationTargetException ? thrown.getCause() : thrown));
        }
    }

    private JsonElement filled(JsonElement value) {
        if (value.isJsonObject()) {
            JsonObject object = new JsonObject();
            value.getAsJsonObject().asMap().forEach((name, member) -> object.add(name, filled(member)));
            return object;
        }
        if (value.isJsonArray()) {
            JsonArray array = new JsonArray();
            value.getAsJsonArray().forEach(member -> array.add(filled(member)));
            return array;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) return value;
        return new JsonPrimitive(VARIABLE.matcher(value.getAsString()).replaceAll(found -> {
            String variable = kept.get(found.group(2));
            if (variable == null) throw new IllegalStateException(found.group(2) + " was not kept");
            return Matcher.quoteReplacement(found.group(1) == null ? variable : code(variable));
        }));
    }

    /** The code of an authenticator app (RFC 6238). */
    private static String code(String secret) {
        String bits = secret.chars()
                .mapToObj(digit -> Integer.toBinaryString(32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digit)).substring(1))
                .collect(Collectors.joining());
        byte[] key = new byte[bits.length() / 8];
        for (int at = 0; at < key.length; at++) key[at] = (byte) Integer.parseInt(bits.substring(8 * at, 8 * at + 8), 2);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] digest = mac.doFinal(ByteBuffer.allocate(8).putLong(System.currentTimeMillis() / 30000).array());
            return "%06d".formatted((ByteBuffer.wrap(digest).getInt(digest[19] & 15) & Integer.MAX_VALUE) % 1000000);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String written(JsonObject file) throws IOException {
        Path path = Files.createTempDirectory("clients").resolve(file.get("name").getAsString());
        path.getParent().toFile().deleteOnExit();
        path.toFile().deleteOnExit();
        return Files.writeString(path, file.get("text").getAsString()).toString();
    }

    private static JsonObject read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static String last(JsonObject reference) {
        String path = reference.get("$ref").getAsString();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private record Response(int status, Map<String, String> fields, JsonElement body) {
        private static Response of(int status, Map<String, List<String>> fields, JsonElement body) {
            Map<String, String> named = new HashMap<>();
            fields.forEach((name, values) -> named.put(String.valueOf(name).toLowerCase(Locale.ROOT), String.join(", ", values)));
            return new Response(status, named, body);
        }

        private String find(String source) {
            String[] field = source.split(": ", 2);
            if (field.length == 2) {
                Matcher found = Pattern.compile(field[1]).matcher(fields.get(field[0]));
                if (!found.find()) throw new IllegalStateException(field[0] + " is otherwise: " + fields.get(field[0]));
                return found.group(1);
            }
            JsonElement value = body;
            for (String member : source.split("\\.")) {
                value = value.isJsonArray() ? value.getAsJsonArray().get(Integer.parseInt(member)) : value.getAsJsonObject().get(member);
            }
            return value.getAsString();
        }
    }

    /** A document with its client, which has a class loader of its own because all clients have the same class names. */
    private final class Document {
        private final Map<String, JsonObject> operations = new LinkedHashMap<>();
        private final Set<String> left;
        private final JsonObject components;
        private final ClassLoader classes;
        private final Json json;

        private Document(String name, Path documents, Path clients) throws Exception {
            JsonObject document = read(documents.resolve(name + ".json"));
            components = document.getAsJsonObject("components");
            for (JsonElement item : document.getAsJsonObject("paths").asMap().values()) {
                for (JsonElement member : item.getAsJsonObject().asMap().values()) {
                    if (member.isJsonObject()) operations.put(member.getAsJsonObject().get("operationId").getAsString(), member.getAsJsonObject());
                }
            }
            left = new LinkedHashSet<>(operations.keySet());
            classes = new URLClassLoader(new URL[] {clients.resolve(name).toUri().toURL()}, Runner.class.getClassLoader());
            json = new Json(classes);
        }

        private Response call(JsonObject part, JsonObject step) throws Exception {
            String call = step.get("call").getAsString();
            left.remove(call);
            JsonObject operation = operations.get(call);
            Map<String, JsonElement> given = new HashMap<>();
            part.getAsJsonObject("defaults").asMap().forEach((name, value) -> given.put(letters(name), value));
            if (step.has("with")) step.getAsJsonObject("with").asMap().forEach((name, value) -> given.put(letters(name), value));
            if (step.has("file")) given.put("file", new JsonPrimitive(written(step.getAsJsonObject("file"))));
            if (step.has("body")) given.put(letters(model(operation.getAsJsonObject("requestBody"))), step.get("body"));

            Object client = connect(part, step);
            String api = Arrays.stream(operation.getAsJsonArray("tags").get(0).getAsString().split(" "))
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining("", "client.api.", "Api"));
            Object operator = classes.loadClass(api).getConstructor(client.getClass()).newInstance(client);
            Method method = Arrays.stream(operator.getClass().getMethods())
                    .filter(one -> one.getName().equals(call + "WithHttpInfo"))
                    .min(Comparator.comparing(Method::getParameterCount))
                    .orElseThrow();
            Object[] values = new Object[method.getParameterCount()];
            for (int at = 0; at < values.length; at++) {
                JsonElement value = given.get(letters(method.getParameters()[at].getName()));
                if (value != null) values[at] = json.read(filled(value).toString(), method.getGenericParameterTypes()[at]);
            }
            try {
                Object response = method.invoke(operator, values);
                return response(response, "getStatusCode", "getHeaders", json.write(of(response, "getData")));
            } catch (InvocationTargetException thrown) {
                Throwable refusal = thrown.getCause();
                if (!refusal.getClass().getName().equals("client.ApiException") || (int) of(refusal, "getCode") == 0) throw thrown;
                return response(refusal, "getCode", "getResponseHeaders", new JsonPrimitive("" + of(refusal, "getResponseBody")));
            }
        }

        private String model(JsonObject body) {
            JsonObject found = body.has("$ref") ? components.getAsJsonObject("requestBodies").getAsJsonObject(last(body)) : body;
            JsonObject content = found.getAsJsonObject("content");
            return last(content.getAsJsonObject(content.keySet().iterator().next()).getAsJsonObject("schema"));
        }

        private Object connect(JsonObject part, JsonObject step) throws Exception {
            Object client = classes.loadClass("client.ApiClient").getConstructor().newInstance();
            JsonObject headers = filled(part.getAsJsonObject("callers").get(step.get("as").getAsString())).getAsJsonObject();
            // Prism passes the Transfer-Encoding of an upload on beside a Content-Length, which the gateway refuses.
            boolean pastPrism = step.has("file") && !json.okhttp;
            String proxy = pastPrism ? kept.get("GATEWAY_URL") : filled(part.get("proxy")).getAsString();
            if (json.okhttp) {
                client.getClass().getMethod("setBasePath", String.class).invoke(client, proxy);
                Method add = client.getClass().getMethod("addDefaultHeader", String.class, String.class);
                for (String name : headers.keySet()) add.invoke(client, name, headers.get(name).getAsString());
            } else {
                client.getClass().getMethod("updateBaseUri", String.class).invoke(client, proxy);
                Consumer<HttpRequest.Builder> add =
                        request -> headers.asMap().forEach((name, value) -> request.header(name, value.getAsString()));
                client.getClass().getMethod("setRequestInterceptor", Consumer.class).invoke(client, add);
            }
            return client;
        }
    }

    private static Object of(Object object, String getter) throws ReflectiveOperationException {
        return object.getClass().getMethod(getter).invoke(object);
    }

    @SuppressWarnings("unchecked")
    private static Response response(Object from, String status, String fields, JsonElement body) throws ReflectiveOperationException {
        Object found = of(from, fields);
        return Response.of((int) of(from, status), found instanceof HttpHeaders headers ? headers.map() : (Map<String, List<String>>) found, body);
    }

    /** The client's own way to and from JSON: Gson beside OkHttp, else Jackson. */
    private static final class Json {
        private final boolean okhttp;
        private final com.google.gson.Gson gson;
        private final com.fasterxml.jackson.databind.ObjectMapper jackson;

        private Json(ClassLoader classes) throws Exception {
            okhttp = classes.getResource("client/ApiCallback.class") != null;
            Class<?> owner = classes.loadClass(okhttp ? "client.JSON" : "client.ApiClient");
            if (okhttp) owner.getConstructor().newInstance();
            gson = okhttp ? (com.google.gson.Gson) owner.getMethod("getGson").invoke(null) : null;
            jackson = okhttp ? null : (com.fasterxml.jackson.databind.ObjectMapper) owner.getMethod("createDefaultObjectMapper").invoke(null);
        }

        private Object read(String text, Type type) throws IOException {
            if (type == File.class) return new File(JsonParser.parseString(text).getAsString());
            return okhttp ? gson.fromJson(text, type) : jackson.readValue(text, jackson.constructType(type));
        }

        private JsonElement write(Object value) throws IOException {
            if (value instanceof File file) return new JsonPrimitive(file.getPath());
            return JsonParser.parseString(okhttp ? gson.toJson(value) : jackson.writeValueAsString(value));
        }
    }
}
