package com.raptorcomply.chassis.settings;

import com.raptorcomply.chassis.failure.FailureReason;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** Reads a YAML 1.1 file as plain mappings, lists and text with line numbers. No anchors, no tags, no duplicate keys. */
final class YamlSource {
    private static final int FILE_CHARS_MAX = 1 << 20;
    private static final int NESTING_MAX = 20;

    private final String fileName;

    private YamlSource(String fileName) {
        this.fileName = fileName;
    }

    static SettingNode.Mapping read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), reader);
        } catch (IOException e) {
            throw new SettingsException("Settings file '" + file + "' cannot be read: " + FailureReason.kind(e));
        }
    }

    /** @param name as errors say it */
    static SettingNode.Mapping read(String name, Reader document) {
        try {
            return new YamlSource(name).root(yaml().compose(document));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SettingsException(name + ":" + line + ": not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new SettingsException(name + ": not valid YAML, or larger than " + FILE_CHARS_MAX + " characters");
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(FILE_CHARS_MAX);
        options.setNestingDepthLimit(NESTING_MAX);
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options);
    }

    private SettingNode.Mapping root(Node node) {
        if (node == null) {
            return new SettingNode.Mapping(Map.of(), fileName);
        }
        if (convert(node) instanceof SettingNode.Mapping mapping) {
            return mapping;
        }
        throw new SettingsException(at(node) + ": expected settings as 'name: value'");
    }

    private SettingNode convert(Node node) {
        if (node.getAnchor() != null) {
            throw new SettingsException(at(node) + ": anchors are not accepted");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SettingNode.Items(
                    sequence.getValue().stream().map(this::convert).toList(), at(node));
        }
        if (node instanceof ScalarNode scalar) {
            return new SettingNode.Scalar(scalar.getValue(), at(node));
        }
        throw new SettingsException(at(node) + ": not accepted here");
    }

    private SettingNode mapping(MappingNode node) {
        Map<String, SettingNode> entries = new LinkedHashMap<>();
        node.getValue().forEach(tuple -> {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new SettingsException(at(tuple.getKeyNode()) + ": a setting's name must be plain text");
            }
            if (entries.put(key.getValue(), convert(tuple.getValueNode())) != null) {
                throw new SettingsException(at(key) + ": setting '" + key.getValue() + "' is given twice");
            }
        });
        return new SettingNode.Mapping(entries, at(node));
    }

    private String at(Node node) {
        return fileName + ":" + (node.getStartMark().getLine() + 1);
    }
}
