package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a service's {@link Settings} to a record. Its components are the settings and its nested records the groups, by
 * name. {@link Default} and {@link Computed} define absent values. Each record validates itself in its compact
 * constructor with {@link Checks}. One reading finds all faults. Immutable.
 */
public final class ConfigReader<C extends Record> {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(Scalars.module())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final Class<C> type;
    private final Map<String, String> formerNames;
    private final boolean isPart;

    private ConfigReader(Class<C> type, Map<String, String> formerNames, boolean isPart) {
        this.type = type;
        this.formerNames = formerNames;
        this.isPart = isPart;
    }

    /** @param formerNames present names by former names; {@code *} stands for a name in a map */
    public static <C extends Record> ConfigReader<C> of(Class<C> type, Map<String, String> formerNames) {
        return new ConfigReader<>(type, Map.copyOf(formerNames), false);
    }

    /** Creates a reader of a part of a service's settings. It ignores the others. */
    public static <C extends Record> ConfigReader<C> ofPart(Class<C> type) {
        return new ConfigReader<>(type, Map.of(), true);
    }

    /** @throws SettingsException with all faults, one per line */
    public C read(Settings settings) {
        return examine(settings).orThrow();
    }

    /** Reads all settings and collects all faults. */
    public Examination<C> examine(Settings settings) {
        Overlay overlay = new Overlay(settings, formerNames);
        ObjectNode complete = overlay.complete(type, isPart);
        C config = bind(complete, overlay.faults());
        return new Examination<>(
                overlay.faults().isEmpty() ? config : null,
                overlay.faults().sentences(),
                overlay.faults().origins(),
                overlay.unknownVariables());
    }

    private @Nullable C bind(ObjectNode complete, SettingFaults faults) {
        try {
            return MAPPER.readerFor(type)
                    .withHandler(new RefusedRecords())
                    .withAttribute(SettingFaults.class, faults)
                    .readValue(complete);
        } catch (DatabindException e) {
            // A refused record is null in its outer one, which may cause this exception.
            if (faults.isEmpty()) {
                throw new IllegalStateException("Settings cannot be bound", e);
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("Settings cannot be bound", e);
        }
    }

    static SettingFaults faults(DeserializationContext context) {
        return (SettingFaults) context.getAttribute(SettingFaults.class);
    }

    /** Returns the dotted name of the parser's position. */
    static String path(@Nullable JsonStreamContext at) {
        if (at == null || at.inRoot()) {
            return "";
        }
        String above = path(at.getParent());
        if (at.inArray()) {
            return above + "[" + at.getCurrentIndex() + "]";
        }
        String name = at.getCurrentName();
        return name == null ? above : Written.below(above, name);
    }

    /** Collects the faults that records find in themselves, so that the others are still read. */
    private static final class RefusedRecords extends DeserializationProblemHandler {
        @Override
        public @Nullable Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable problem) {
            JsonStreamContext place = context.getParser().getParsingContext();
            // After the last setting of the record the parser is usually past its end.
            boolean ended = context.getParser().hasToken(JsonToken.END_OBJECT);
            String record = path(ended ? place : place.getParent());
            SettingFaults faults = faults(context);
            for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
                if (cause instanceof SettingsException refused) {
                    refused.faults()
                            .forEach(fault -> faults.refuse(
                                    Written.below(record, fault.setting()), fault.value(), fault.expected()));
                }
            }
            return faults.isEmpty() ? NOT_HANDLED : null;
        }
    }
}
